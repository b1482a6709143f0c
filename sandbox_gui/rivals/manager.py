"""A company's management: plans, and carries its plan out stage by stage."""

from __future__ import annotations

import random
from dataclasses import replace

from ..core.actions import Action
from ..core.refused import Fact
from .agenda import still, under_way
from .beginnings import beginnings
from .character import TEMPERS, Character, character
from .desk import Desk
from .firm import Firm
from .known import Known
from .outlook import Outlook, Rivalry
from .planner import Plan, Planner
from .programme import Programme
from .projection import Projection
from .reasons import reasons
from .rival import Draw, Reason
from .selling import Seller
from .view import View

NEAR, LONG = 1, 99
"""Years beyond the present one: those thought of in each quarter, and all of them."""

SOON = 6
"""Quarters before cash will not reach in which a company begins to close the plant that it stands in."""

OPERATIONS = frozenset({"start_production", "order_materials", "build_line", "buy_plant", "rent_plant"})
DEVELOPMENTS = frozenset({"develop_product", "develop_market", "develop_standard", "rent_to_buy"})
"""The decisions for which a stage is one of operating, or of developing."""

Point = tuple[int, int]
"""A year and a quarter of it, or a part of its planning."""


class Manager:
    """A rival of a level; its temper is drawn when it takes its seat unless it was named."""

    def __init__(self, level: str, temper: str = "") -> None:
        self.level = level
        self.temper = temper
        self.reasons: list[Reason] = []
        self.mind: Character = character(level, temper or "producer")
        self.programme = Programme()
        self.seated = False
        self._place = 0.5
        self._rivalry: Rivalry | None = None
        self._planned: Point = (0, 0)
        self._outlook: tuple[int, tuple[int, ...], Outlook] | None = None
        self._current: tuple[Point, Projection] | None = None
        self._loans: dict[str, float] = {}  # what is to be borrowed this quarter

    def take_seat(self, draw: random.Random, place: float) -> None:
        """Draw the temper; `place` among the rivals, from 0 to 1, spreads them over the products."""
        self.seated = True
        self.temper = self.temper or draw.choice(sorted(TEMPERS))
        self.mind = character(self.level, self.temper)
        self._place = place

    # Deciding

    def decide(self, view: View, draw: Draw) -> list[Action]:
        """The actions for the present stage, in order."""
        opened = view.stage.open
        waits = view.stage.rule.waits
        if waits and not view.is_over(waits):
            return self._meet(view, draw)
        desk = Desk(view, self.programme, self.mind)
        if "advertise" in opened and view.year not in view.company.advertising and not view.meeting_over:
            self._think(view)
            planned = self._ahead(view).fees[view.year]
            desk.programme = self.programme
            desk.advertise(planned, self._look_out(view).rivalry, draw())
        self._borrow(view, desk)
        if opened & OPERATIONS:
            self._think(view)  # where no loan has brought it to think
            self._operate(view, desk)
        if "deliver" in opened:
            desk.deliver()
        if opened & DEVELOPMENTS:
            desk.programme = self.programme
            desk.develop()
        return desk.actions

    def _meet(self, view: View, draw: Draw) -> list[Action]:
        """Take a card, or bid."""
        mine = [wall for wall in view.walls() if wall.turn == view.team]
        if not mine and view.stage.rule.waits != "tender":
            return []
        seller = Seller(view, Firm(view, view.known), self.programme, self.mind, self._look_out(view).rivalry)
        return [seller.choose(mine[0])] if mine else seller.bids(view.tenders(), draw())

    def _borrow(self, view: View, desk: Desk) -> None:
        """Loans of the kinds that are open now, as the plan has them."""
        known, opened = view.known, view.stage.open
        if known.long and f"borrow_{known.long.id}" in opened:
            self._think(view)
            self._ahead(view)
            desk.borrow(known.long, self._loans.pop(known.long.id, 0.0))
        if known.short and f"borrow_{known.short.id}" in opened:
            self._think(view)
            self._ahead(view)
            desk.borrow(known.short, self._loans.pop(known.short.id, 0.0))
        planned = self._planned >= (view.year, 2) and "advertise" not in opened
        if planned and known.special and f"borrow_{known.special.id}" in opened:
            self._ahead(view)
            desk.borrow(known.special, self._loans.pop(known.special.id, 0.0))

    def _operate(self, view: View, desk: Desk) -> None:
        """Lines, production and materials of a quarter."""
        ahead = self._ahead(view)
        desk.programme = self.programme
        closing = self._closing(view, ahead)
        if "build_line" in view.stage.open or "rent_plant" in view.stage.open:
            if closing:
                desk.close_down(closing)
            desk.build(closing)
            self.programme = desk.programme
        counted = self.mind.counted
        firm = Firm(view, view.known)
        hopes = self._look_out(view).hopes(firm, self.programme, counted, counted)
        desk.produce(firm, hopes, ahead.rights, closing)

    def _closing(self, view: View, projection: Projection) -> int:
        """The owned plant to empty and give up because cash will soon not reach; 0 for none."""
        if projection.missing <= 0 or projection.missing_at > view.now + SOON:
            return 0
        owned = [plant for plant in view.company.plants if plant.owned]
        if not owned or view.ruleset.plant_rules.sale_with_lines:
            return 0
        return max(owned, key=lambda plant: view.catalogue.plants[plant.type].price).no

    # Planning

    def _think(self, view: View) -> None:
        """Plan, once before the year's meeting and once after it."""
        part = 2 if view.meeting_over else 1
        if self._planned >= (view.year, part):
            return
        fresh = self._planned[0] == 0
        self._planned = (view.year, part)
        planner = self._planner(view)
        base = under_way(planner.firm) if fresh else still(self.programme, planner.firm)
        if fresh and view.year == 1:
            choices = beginnings(planner, view, base)
            choice = choices[int(self._place * len(choices)) % len(choices)]
            self._rivalry, self._outlook = choice.rivalry, None
            planner = self._planner(view)
            plan = self._begun(planner, choice.programme)
        elif fresh:  # its plan is not known: what is begun goes on, and more where that is better
            plan = planner.mended(planner.relieved(self._begun(planner, base)), 1)
        elif part == 2:
            plan = planner.reviewed(self._begun(planner, base))
        else:
            return
        for code, facts in reasons(planner, base, plan.programme):
            self.note(view, code, **facts)
        self._keep(view, plan)

    def _ahead(self, view: View) -> Projection:
        """What the plan brings this year and next, looked at once a quarter; what cannot be paid is put off."""
        if self._current is None or self._current[0] != (view.year, view.stage.quarter):
            planner = self._planner(view, NEAR)
            base = still(self.programme, planner.firm)
            plan = self._begun(planner, base)
            if plan.projection.ruin > 0:
                planner = self._planner(view)
                plan = planner.relieved(self._begun(planner, base))
            self._keep(view, plan)
        assert self._current is not None
        return self._current[1]

    def _begun(self, planner: Planner, base: Programme) -> Plan:
        """The plan of a programme; without any of its lines where there is no room for all."""
        plan = planner.plan(base) or planner.plan(replace(base, lines=(), plants=()))
        assert plan is not None
        return plan

    def _keep(self, view: View, plan: Plan) -> None:
        self.programme = plan.programme
        projection, known = plan.projection, view.known
        self._current = (view.year, view.stage.quarter), projection
        self._loans = {
            rule.id: amount
            for rule, amount in (
                (known.long, projection.borrow_long),
                (known.short, projection.borrow_short),
                (known.special, projection.borrow_special),
            )
            if rule
        }

    def _planner(self, view: View, years: int = LONG) -> Planner:
        """A planning of this year and so many more."""
        until = min(view.year + years, view.years)
        return Planner(view, self.mind, self._look_out(view), until, self.mind.feared * (years == LONG))

    def _look_out(self, view: View) -> Outlook:
        """What may be hoped for: the same all the year, as long as nobody falls."""
        found = self._outlook
        if found is None or found[:2] != (view.year, view.running):
            outlook = Outlook(view, taste(view.known, self.mind), self.mind.focus, self._rivalry)
            self._outlook = found = view.year, view.running, outlook
        return found[2]

    def note(self, view: View, code: str, **facts: Fact) -> None:
        """Keep why something was decided."""
        self.reasons.append(Reason(view.year, min(view.stage.quarter, 4), code, dict(facts)))


def taste(known: Known, mind: Character) -> list[float]:
    """Faith in each product: 1 is plain."""
    efforts = [product.payments * product.cost for product in known.ruleset.products]
    middle = sorted(efforts)[len(efforts) // 2]
    return [mind.hard if effort > middle else 2 - mind.hard if effort < middle else 1.0 for effort in efforts]
