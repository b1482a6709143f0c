"""A company's management: plans, and carries its plan out stage by stage."""

from __future__ import annotations

import random
from dataclasses import replace

from ..core.actions import Action
from ..core.refused import Fact
from .agenda import still, under_way
from .beginnings import beginning
from .character import TEMPERS, Character, character
from .desk import Desk
from .firm import Firm
from .known import Known
from .outlook import Outlook, Rivalry
from .planner import Plan, Planner
from .programme import Programme
from .projection import Projection
from .purse import Step
from .reasons import reasons
from .rival import Draw, Reason
from .selling import Seller
from .supply import Supply
from .view import View

NEAR, LONG = 1, 99
"""Years beyond the present one: those thought of in each quarter, and all of them."""

SOON = 6
"""Quarters before cash will not reach in which a company begins to close the plant that it stands in."""

NOTHING: Step = 0.0, 0.0, 0.0
"""A quarter that borrows nothing."""

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
        self._begun_in = 0  # the year of its first plan
        self._outlook: tuple[int, tuple[int, ...], Outlook] | None = None
        self._future: Projection | None = None  # what becomes of the programme
        self._looked: Point = (0, 0)  # when that was last held against what is
        self._firm: Firm | None = None  # the company in the stage that is decided on
        self._planners: dict[int, Planner] = {}  # of that stage, by the last year thought of
        self._supply: Supply | None = None  # what it can deliver, as long as it is in a meeting
        self._loans: dict[str, float] = {}  # what is to be borrowed this quarter

    def take_seat(self, draw: random.Random, place: float, field: int) -> None:
        """Draw the temper; `place` among the `field`, from 0 to 1, spreads companies over the products."""
        self.seated = True
        self.temper = self.temper or draw.choice(sorted(TEMPERS))
        self.mind = character(self.level, self.temper, field)
        self._place = place

    # Deciding

    def decide(self, view: View, draw: Draw) -> list[Action]:
        """The actions for the present stage, in order."""
        self._firm = None
        self._planners.clear()
        opened = view.stage.open
        waits = view.stage.rule.waits
        if waits and not view.is_over(waits):
            return self._meet(view, draw)
        desk = Desk(view, self.programme, self.mind)
        if "advertise" in opened and view.year not in view.company.advertising and not view.meeting_over:
            self._think(view)
            planned = self._ahead(view).fees[view.year]
            desk.programme = self.programme
            self._supply = Supply(self._figures(view), self.programme)
            desk.advertise(self._supply, planned, self._look_out(view).crowd, draw())
        self._borrow(view, desk)
        if opened & OPERATIONS:
            self._supply = None
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
        if self._supply is None:
            self._supply = Supply(self._figures(view), self.programme)
        seller = Seller(view, self._supply, self.mind, self._look_out(view).crowd)
        return [seller.choose(mine[0])] if mine else seller.bids(view.tenders(), draw())

    def _borrow(self, view: View, desk: Desk) -> None:
        """Loans of the kinds that are open now, as the plan has them."""
        for rule in view.known.loans_at[view.stage.index]:
            early = self._planned < (view.year, 2) or "advertise" in view.stage.open
            if rule is view.known.special and early:
                continue
            self._think(view)
            self._ahead(view)
            desk.borrow(rule, self._loans.pop(rule.id, 0.0))

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
        firm, counted = self._figures(view), self.mind.counted
        hopes = self._look_out(view).hopes(firm, self.programme, counted, counted)
        desk.produce(firm, hopes, [right + ahead.ground.first for right in ahead.rights], closing)

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
        self._planned = view.year, part
        if fresh:
            self._begun_in = view.year
        elif part == 1:
            return
        elif view.year == self._begun_in:  # the plan is new: only its cash is looked at again
            self._future = None
            return
        firm = self._figures(view)
        base = under_way(firm) if fresh else still(self.programme, firm)
        if base.done and not fresh and not self.mind.revises:
            self._future = None
            return
        planner = self._planner(view, LONG).afraid(self.mind.feared if fresh else self.mind.dreaded)
        if fresh and view.year == 1:
            begun = beginning(planner, view, base, self._place)
            self._rivalry, self._outlook = begun.rivalry, None
            self._planners.clear()
            plan = begun.plan
        elif fresh:  # its plan is not known: what is begun goes on, and more where that is better
            plan = planner.mended(planner.relieved(self._begun(planner, base)), 1)
        elif self.mind.revises:
            plan = planner.reviewed(self._begun(planner, base))
        else:
            plan = planner.relieved(self._begun(planner, base))
        for code, facts in reasons(planner, base, plan.programme):
            self.note(view, code, **facts)
        self._keep(view, plan)

    def _ahead(self, view: View) -> Projection:
        """What the plan brings, worked out anew where the company stands otherwise than it said."""
        point = view.year, view.stage.quarter
        if self._future is None or (self._looked != point and not self._as_planned(view)):
            planner = self._planner(view, NEAR)
            base = still(self.programme, planner.firm)
            plan = self._begun(planner, base)
            if plan.projection.ruin > 0:
                planner = self._planner(view, LONG).afraid(self.mind.dreaded)
                plan = planner.relieved(self._begun(planner, base))
            self._keep(view, plan)
        self._looked = point
        assert self._future is not None
        return self._future

    def _as_planned(self, view: View) -> bool:
        """Whether a quarter, or the year, begins about as the plan has it; what it borrows then is noted."""
        future, quarter = self._future, view.stage.quarter
        if future is None or quarter > 4 or (self.mind.revises and not quarter):
            return False
        step, long = NOTHING, 0.0
        if quarter:
            place = view.now - future.ground.first
            if not 0 <= place < len(future.steps):
                return False
            step = future.steps[place]
            cash, _, _ = step
            off = view.company.cash - cash
        else:
            closed = view.year - 1 - future.ground.firm.year
            if not 0 <= closed < len(future.equity) - 1:
                return False
            long = future.lent.get(view.year, 0.0)
            off = view.company.equity - future.equity[closed]
        if abs(off) > view.known.reserve:
            return False
        self._note_loans(view.known, step, long)
        return True

    def _begun(self, planner: Planner, base: Programme) -> Plan:
        """The plan of a programme; without any of its lines where there is no room for all."""
        plan = planner.plan(base) or planner.plan(replace(base, lines=(), plants=()))
        assert plan is not None
        return plan

    def _keep(self, view: View, plan: Plan) -> None:
        """Follow a plan from now on."""
        self.programme, self._future = plan.programme, plan.projection
        self._looked = view.year, view.stage.quarter
        first = plan.projection.steps[0] if plan.projection.steps else NOTHING
        self._note_loans(view.known, first, plan.projection.lent.get(view.year, 0.0))

    def _note_loans(self, known: Known, step: Step, long: float) -> None:
        """Note what is to be borrowed this quarter."""
        _, short, special = step
        kinds = (known.long, long), (known.short, short), (known.special, special)
        self._loans = {rule.id: amount for rule, amount in kinds if rule}

    def _figures(self, view: View) -> Firm:
        """The company in figures, worked out once a stage."""
        if self._firm is None:
            self._firm = Firm(view)
        return self._firm

    def _planner(self, view: View, years: int) -> Planner:
        """A planning of this year and so many more, one a stage."""
        until = min(view.year + years, view.years)
        if until not in self._planners:
            self._planners[until] = Planner(self._figures(view), self.mind, self._look_out(view), until)
        return self._planners[until]

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
