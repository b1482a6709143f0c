"""The first plan: companies that begin alike share the products among them, and do not think twice."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from .known import Known
from .planner import Planner
from .programme import Programme
from .view import View


class Beginning(NamedTuple):
    """A programme to begin with: the product that leads it, and what it is worth."""

    programme: Programme
    leader: int
    worth: float


_thought: dict[tuple[object, ...], tuple[Known, list[Beginning]]] = {}
"""What was thought of positions met before; the facts are kept for their identity."""

MOST = 200
"""Positions that are remembered."""


def beginnings(planner: Planner, view: View, base: Programme) -> list[Beginning]:
    """The planner's candidates, best first; those of a position that was met before are remembered."""
    seen = view.advertising(view.year - 1)
    noticed = tuple((team, *sorted(amounts.items())) for team, amounts in sorted(seen.items()))
    mind = replace(
        planner.mind, name="", fancy=0.0, bids=0.0, tender=0.0, greed=0.0
    )  # what does not matter here
    key = (id(view.known), mind, planner.firm.key(), base, noticed, view.running)
    if key not in _thought:
        if len(_thought) >= MOST:
            _thought.clear()
        plans = planner.candidates(base)
        _thought[key] = view.known, [Beginning(p.programme, p.leader, p.worth) for p in plans]
    return _thought[key][1]


def chosen(choices: list[Beginning], planner: Planner, place: float) -> Programme:
    """One of them: each product leads the plans of as many companies as there is to earn with it.

    `place`, from 0 to 1, says which: companies at other places choose others.
    """
    best = choices[0].worth
    weights = [
        planner.outlook.promise(choice.leader) * max(0.0, choice.worth / best if best > 0 else 1.0) ** 2
        for choice in choices
    ]
    at = place * sum(weights)
    for choice, weight in zip(choices, weights, strict=True):
        at -= weight
        if at <= 0:
            return choice.programme
    return choices[0].programme
