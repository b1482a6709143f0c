"""The first plan: companies that begin alike share the products among them, and do not think twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple

from .outlook import Outlook, Rivalry
from .planner import Plan, Planner
from .programme import Programme
from .view import View

ROUNDS = 3
"""How often each company thinks again of what it makes, given what the others make."""

MOST = 50
"""Positions that are remembered."""


class Beginning(NamedTuple):
    """A plan to begin with, and the others that a company with it is thought to meet."""

    plan: Plan
    rivalry: Rivalry


class _Memory(dict[tuple[object, ...], Any]):
    """What was thought of positions met before; full, it begins anew."""

    def of(self, key: tuple[object, ...], think: Callable[[], Any]) -> Any:
        """What was thought of a position; thought now where it is new."""
        if key not in self:
            if len(self) >= MOST:
                self.clear()
            self[key] = think()
        return self[key]


_grown, _shared, _begun = _Memory(), _Memory(), _Memory()


def beginning(planner: Planner, view: View, base: Programme, place: float) -> Beginning:
    """How a company begins that has a place among the running ones, from 0 to 1.

    What was thought of a position is remembered. Programmes are grown once for all tempers, then each
    judges them by its own taste.
    """
    seen = view.advertising(view.year - 1)
    noticed = tuple((team, *sorted(amounts.items())) for team, amounts in sorted(seen.items()))
    mind = replace(
        planner.mind, name="", fancy=0.0, bids=0.0, tender=0.0, greed=0.0
    )  # what does not matter here
    position = (view.known, planner.firm.key(), base, noticed, view.running)
    plain = [1.0] * len(view.known.product_ids)

    def grow() -> list[Plan]:
        return planner.facing(Outlook(view, plain, mind.focus)).grown(base)

    def field() -> _Field:
        return _Field(planner, view, _grown.of((*position, replace(mind, hard=1.0)), grow))

    chosen: list[int] = _shared.of((*position, mind), lambda: field().chosen())
    choice = chosen[int(place * len(chosen)) % len(chosen)]
    found: Beginning = _begun.of((*position, mind, choice), lambda: field().begun(choice, chosen))
    return found


class _Field:
    """Companies that begin alike, and think alike: each makes what is best given what the others make."""

    def __init__(self, planner: Planner, view: View, grown: list[Plan]) -> None:
        self._planner, self._view = planner, view
        self._teams = len(view.running)
        plans: dict[frozenset[int], Plan] = {}
        for plan in grown:
            plans.setdefault(_made(plan), plan)
        self._plans = list(plans.values())
        self._weights = [self._presence(plan) for plan in self._plans]
        self._best: dict[tuple[tuple[int, int], ...], int] = {}

    def chosen(self) -> list[int]:
        """By company the plan that it follows."""
        chosen = [0] * self._teams
        for _ in range(ROUNDS):
            before = chosen[:]
            for team in range(self._teams):
                chosen[team] = self._answer(chosen[:team] + chosen[team + 1 :])
            if chosen == before:
                break
        return chosen

    def begun(self, choice: int, chosen: list[int]) -> Beginning:
        """A plan, mended for the others that it meets."""
        others = Counter(chosen)
        others[choice] -= 1
        rivalry = self._rivalry(others)
        planner = self._facing(rivalry)
        plan = self._plans[choice]
        again = planner.plan(plan.programme) or plan
        return Beginning(planner.mended(again, planner.mind.sweeps), rivalry)

    def _answer(self, others: list[int]) -> int:
        """What is best to make when the others follow those plans."""
        counted = Counter(others)
        key = tuple(sorted(counted.items()))
        if key not in self._best:
            planner = self._facing(self._rivalry(counted))
            worths = [
                plan.worth if (plan := planner.plan(choice.programme)) else -1e9 for choice in self._plans
            ]
            self._best[key] = max(range(len(worths)), key=lambda choice: (worths[choice], -choice))
        return self._best[key]

    def _facing(self, rivalry: Rivalry) -> Planner:
        return self._planner.facing(self._planner.outlook.facing(self._view, rivalry))

    def _rivalry(self, others: Counter[int]) -> Rivalry:
        """How many others each product meets in a year: a company that sells little of it counts little."""
        years = range(self._planner.known.years + 2)
        products = range(len(self._planner.known.product_ids))
        return tuple(
            tuple(sum(n * self._weights[choice][y][p] for choice, n in others.items()) for p in products)
            for y in years
        )

    def _presence(self, plan: Plan) -> list[list[float]]:
        """Of the even part of each product that all companies would have, what the plan sells; at most 1."""
        return [
            [min(1.0, n * self._teams / units) if units else 0.0 for n, units in zip(*row, strict=True)]
            for row in zip(plan.projection.sold, self._planner.known.wanted, strict=True)
        ]


def _made(plan: Plan) -> frozenset[int]:
    """The products that a plan sells."""
    return frozenset(p for units in plan.projection.sold for p, n in enumerate(units) if n > 0.5)
