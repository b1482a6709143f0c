"""Finding a programme: grow one for each choice of products, mend the best, keep what projects best."""

from __future__ import annotations

import math
from collections.abc import Iterable
from copy import copy
from dataclasses import replace
from itertools import chain, combinations
from typing import NamedTuple

from .changes import WAITS, Changes
from .character import Character
from .firm import NEVER, Firm
from .ground import Ground
from .known import Known
from .outlook import Outlook
from .programme import NewPlant, Programme
from .projection import Projection, bearable

HOPE = 0.25
"""What is left of a plan's worth where few orders would ruin the company."""

RUIN = -3.0
"""What a unit of money costs, in points of score, that a company lacks where few orders come."""


class Plan(NamedTuple):
    """A programme, what becomes of the company under it, and what that is worth."""

    programme: Programme
    projection: Projection
    worth: float


class Planner:
    """One planning: a firm, what it may hope for, and programmes tried on it."""

    def __init__(self, firm: Firm, mind: Character, outlook: Outlook, until: int) -> None:
        """`until`: the last year thought of."""
        self.known: Known = firm.known
        self.mind = mind
        self.firm = firm
        self.outlook = outlook
        self.changes = Changes(self.known, self.firm)
        self._feared = 0.0
        last = self.firm.year == self.known.years  # then there is no later year to be afraid of
        self.ground = Ground(self.firm, self.known, until, 1.0 if last else mind.trust)

    def afraid(self, feared: float) -> Planner:
        """The same planning, where a plan must survive a first year with that part of the demand."""
        other = copy(self)
        other._feared = feared
        return other

    def facing(self, outlook: Outlook) -> Planner:
        """The same planning with another outlook."""
        other = copy(self)
        other.outlook = outlook
        return other

    def project(self, programme: Programme, first: float, most: float = math.inf) -> Projection:
        """What becomes of the firm under a programme when so much of the first hoped-for sales comes.

        Where more than `most` is missing, the years after that are left open.
        """
        hopes = self.outlook.hopes(self.firm, programme, first, self.mind.counted)
        return Projection(self.ground, programme, hopes, most)

    def plan(self, programme: Programme, over: float = -math.inf) -> Plan | None:
        """A programme with the plants that it needs, and what it is worth.

        None where it has no room, or is not worth more than `over`.
        """
        housed = self.housed(programme)
        if housed is None:
            return None
        projection = self.project(housed, self.mind.counted, bearable(over))
        worth = projection.score
        if worth <= over:  # fear makes it no better
            return None
        if worth > 0 and self._feared:
            fearful = self.project(housed, self._feared, max(0.0, (over - HOPE * worth) / RUIN))
            ruined = HOPE * worth + RUIN * fearful.ruin
            worth = ruined if fearful.ruin > 0 else min(worth, (worth + fearful.score) / 2)
            if worth <= over:
                return None
        return Plan(housed, projection, worth)

    # Searching

    def grown(self, base: Programme) -> list[Plan]:
        """For each choice of products and type of line the programme that grows out of it, best first."""
        open_ = replace(base, markets=self._all_markets(base))
        plans = []
        products = range(len(self.known.product_ids))
        for size in range(1, self.mind.breadth + 1):
            for chosen in combinations(products, size):
                for kind in self.known.kinds[: self.mind.kinds]:
                    plan = self._grow(open_, chosen, kind)
                    if plan:
                        plans.append(plan)
        return sorted(plans, key=lambda plan: -plan.worth)

    def _all_markets(self, base: Programme) -> tuple[tuple[int, int], ...]:
        year, known = self.firm.venture_year, self.known
        begun = dict(base.markets)
        more = [
            (m, year) for m, rule in enumerate(known.ruleset.markets)
            if m not in begun and self.firm.opens[m] == NEVER and year + rule.payments <= known.years
        ]  # fmt: skip
        return (*base.markets, *more)

    def _grow(self, base: Programme, products: tuple[int, ...], kind: int) -> Plan | None:
        """Lines for the products in turn, each as early as it pays, until no more does."""
        for p in products:
            base = self.changes.researched(p, base)
        best = self.plan(base)
        if best is None:
            return None
        waiting = list(products)
        while waiting:
            p = waiting.pop(0)
            better = self._one_more(best, p, kind)
            if better:
                best = better
                waiting.append(p)
        return best

    def _one_more(self, best: Plan, p: int, kind: int) -> Plan | None:
        """The best plan with one or two more lines for a product; None where none is better."""
        for count in (1, 2):
            found = best
            for wait in WAITS:
                programme = self.changes.line(p, kind, wait, count, best.programme)
                if programme is None:
                    break
                found = self.plan(programme, found.worth + 0.01) or found
            if found is not best:
                return found
        return None

    def mended(self, plan: Plan, sweeps: int) -> Plan:
        """The plan after the single changes that make it better."""
        for _ in range(sweeps):
            before = plan.worth
            plan = self.best(plan, self.changes.mends(plan.programme))
            for p in range(len(self.known.product_ids)):
                for kind in self.known.kinds[: self.mind.kinds]:
                    plan = self._one_more(plan, p, kind) or plan
            if plan.worth <= before + 0.01:
                break
        return plan

    def best(self, plan: Plan, others: Iterable[Programme]) -> Plan:
        """The best of a plan and others."""
        for programme in others:
            plan = self.plan(programme, plan.worth + 0.01) or plan
        return plan

    def reviewed(self, plan: Plan) -> Plan:
        """The plan with less, later or more where that is better; at last with what still scores."""
        plan = self.relieved(plan)
        plan = self.best(plan, self.changes.later(plan.programme))
        plan = self.best(plan, self.changes.fewer(plan.programme))
        if self.firm.year < self.known.years - 1:
            return self.mended(plan, 1)
        return self._finished(plan)

    def _finished(self, plan: Plan) -> Plan:
        """The plan, in the last two years, with what still scores by the last close, as long as that pays."""
        for _ in range(2 * self.mind.sweeps):
            programme = plan.programme
            better = self.best(plan, chain(self.changes.finish(programme), self.changes.ventures(programme)))
            if better is plan:
                break
            plan = better
        return plan

    def relieved(self, plan: Plan) -> Plan:
        """The plan without what cannot be paid for."""
        while plan.worth < 0:
            found = self.best(plan, self.changes.later(plan.programme))
            found = self.best(found, self.changes.fewer(plan.programme))
            if found is plan:
                break
            plan = found
        return plan

    # Room

    def housed(self, programme: Programme) -> Programme | None:
        """With plants taken where its lines need slots; None where no more may be had."""
        known, firm = self.known, self.firm
        kinds = known.ruleset.plants
        rules = known.ruleset.plant_rules
        kept = [n for n in programme.plants if n.kept]
        free = self.ground.free_slots + len(programme.sales)
        if len(programme.lines) <= free:
            return programme if len(kept) == len(programme.plants) else replace(programme, plants=tuple(kept))
        quarters = sorted(new.quarter for new in programme.lines)[max(0, free) :]
        plants = []
        for plant in kept:  # what it wants to own in the end houses lines as well, from when they begin
            early = min(plant.quarter, quarters[0]) if quarters else plant.quarter
            plants.append(plant._replace(quarter=early))
            quarters = quarters[kinds[plant.kind].slots :]
        held = [p.type for p in firm.plants] + [kinds[n.kind].id for n in plants]
        while quarters:
            allowed = [k for k, kind in enumerate(kinds) if held.count(kind.id) < rules.most_of_a_kind]
            if len(held) >= rules.most or not allowed:
                return None
            enough = [k for k in allowed if kinds[k].slots >= len(quarters)]
            if programme.house in allowed:
                best = programme.house
            elif enough:
                best = min(enough, key=lambda k: kinds[k].rent)
            else:
                best = max(allowed, key=lambda k: kinds[k].slots)
            plants.append(NewPlant(best, quarters[0], bought=programme.owns))
            held.append(kinds[best].id)
            quarters = quarters[kinds[best].slots :]
        return replace(programme, plants=tuple(plants))
