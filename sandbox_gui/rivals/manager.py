"""A company's management: plans at the year's start and after the order meeting, and carries the plan out."""

from __future__ import annotations

import random
from dataclasses import replace

from ..core.actions import Action
from ..core.refused import Fact
from ..core.ruleset import Development
from .character import TEMPERS, Character, character
from .desk import Desk
from .firm import Firm
from .known import Known
from .planner import Planner
from .programme import Programme
from .projection import Projection
from .reasons import reasons
from .rival import Reason
from .view import View


class Manager:
    """A rival of a level; its temper is drawn when it takes its seat unless it was named."""

    def __init__(self, level: str, temper: str = "") -> None:
        self.level = level
        self.temper = temper
        self.reasons: list[Reason] = []
        self.mind: Character = character(level, temper or "producer")
        self.programme = Programme()
        self._planned = (0, 0)
        self._seated = False
        self._liking: list[float] = [1.0] * 12
        self._projection: Projection | None = None
        self._projected = (0, -1)

    def take_seat(self, draw: random.Random) -> None:
        """Draw the temper."""
        if not self._seated:
            self._seated = True
            self.temper = self.temper or draw.choice(sorted(TEMPERS))
            self.mind = character(self.level, self.temper)
            self._liking = [1 + draw.uniform(-self.mind.whim, self.mind.whim) for _ in range(12)]

    # Deciding

    def decide(self, view: View, draw: random.Random) -> list[Action]:
        """The actions for the present stage, in order."""
        known = view.known
        opened = view.stage.open
        stage = Desk(self, view, known)
        if view.stage.rule.waits and not view.is_over(view.stage.rule.waits):
            stage.meet(draw)
            return stage.actions
        if "advertise" in opened and view.year not in view.company.advertising and not view.meeting_over:
            self._plan(view, known, 1)
            stage.advertise(draw)
        if known.long and f"borrow_{known.long.id}" in opened:
            self._plan(view, known, 2)
            stage.borrow_long()
        if known.short and f"borrow_{known.short.id}" in opened:
            self._plan(view, known, 2)
            self.project(view, known)
            stage.borrow_short()
        if "start_production" in opened or "order_materials" in opened:
            stage.produce()
        if "deliver" in opened:
            stage.deliver()
        if "develop_product" in opened or "develop_market" in opened or "rent_to_buy" in opened:
            stage.develop()
        return stage.actions

    def _plan(self, view: View, known: Known, part: int) -> None:
        """Plan, once before the year's meeting and once after it."""
        if self._planned >= (view.year, part):
            return
        fresh = self._planned[0] == 0
        self._planned = (view.year, part)
        planner = Planner(view, known, self.mind, self._liking)
        base = self._under_way(planner.firm, known) if fresh else self.programme
        base = self._clean(base.later(planner.firm.first, planner.firm.venture_year), planner.firm, known)
        thinks = self.mind.depth > 1 or part == 2 or fresh
        self.programme, self._projection = planner.improve(base) if thinks else planner.relieve(base)
        for code, facts in reasons(planner, base, self.programme):
            self.note(view, code, **facts)
        self._projected = (view.year, view.stage.index)

    def _under_way(self, firm: Firm, known: Known) -> Programme:
        """What a company whose plan is not known has begun."""
        rules = known.ruleset

        def begun(items: tuple[Development, ...]) -> list[int]:
            return [
                index for index, item in enumerate(items) if 0 < firm.progress[item.id].paid < item.payments
            ]

        year = firm.venture_year
        return Programme(
            research=tuple((p, firm.first) for p in begun(rules.products)),
            markets=tuple((m, year) for m in begun(rules.markets)),
            standards=tuple((s, year) for s in begun(rules.standards)),
        )

    def _clean(self, programme: Programme, firm: Firm, known: Known) -> Programme:
        """Without what is complete by now."""
        rules = known.ruleset
        alive = {line.no for line in firm.lines}

        def open_(
            items: tuple[tuple[int, int], ...], of: tuple[Development, ...]
        ) -> tuple[tuple[int, int], ...]:
            return tuple(i for i in items if firm.progress[of[i[0]].id].paid < of[i[0]].payments)

        return replace(
            programme,
            research=open_(programme.research, rules.products),
            markets=open_(programme.markets, rules.markets),
            standards=open_(programme.standards, rules.standards),
            sales=tuple(s for s in programme.sales if s[0] in alive),
            conversions=tuple(c for c in programme.conversions if c.line in alive),
        )

    def project(self, view: View, known: Known) -> Projection:
        """The present projection; what can no longer be paid for is put off."""
        if self._projection is None or self._projected != (view.year, view.stage.index):
            planner = Planner(view, known, self.mind, self._liking)
            programme = self._clean(
                self.programme.later(planner.firm.first, planner.firm.venture_year), planner.firm, known
            )
            self.programme, self._projection = planner.relieve(programme)
            self._projected = (view.year, view.stage.index)
        return self._projection

    def note(self, view: View, code: str, **facts: Fact) -> None:
        """Keep why something was decided."""
        self.reasons.append(Reason(view.year, min(view.stage.quarter, 4), code, dict(facts)))
