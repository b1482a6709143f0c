"""The cash of the coming quarters: every payment and receipt that is already certain.

It is found by walking a copy through the year's own steps, so that nothing is reckoned in a second way.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, islice
from operator import itemgetter
from typing import NamedTuple

from .game import Company, Game, Stage, copy_game
from .year import OPERATIONS


class Flow(NamedTuple):
    """What one operation brings (negative: takes), and the cash after it, in whole money units."""

    what: str
    amount: int
    cash: int


class Quarter(NamedTuple):
    """An absolute quarter: what comes and goes in it, cash at its end, and the least on the way.

    A year's start counts to its first quarter, its end to its last.
    """

    when: int
    flows: tuple[Flow, ...]
    cash: int
    lowest: int


def outlook(game: Game, company: Company, quarters: int = 4) -> list[Quarter]:
    """The quarters from the next stage's on, up to the game's end, if nothing more is decided."""
    if company.bankrupt or game.over:
        return []
    twin = copy_game(game)
    mine = twin.company(company.team)
    cash, found = company.cash, []
    for when, stages in islice(groupby(_stages_ahead(twin, mine), key=itemgetter(0)), quarters):
        flows = tuple(flow for _, stage in stages for flow in _enter(twin, mine, stage))
        found.append(Quarter(when, flows, mine.cash, min([cash, *(flow.cash for flow in flows)])))
        cash = mine.cash
    return found


def _stages_ahead(game: Game, company: Company) -> Iterator[tuple[int, Stage]]:
    """The stages still to come, each with its quarter; the copy's year moves on with them."""
    stages = [stage for stage in game.calendar[company.stage + 1 :] if stage.rule.waits not in game.met]
    for year in range(game.year, game.years + 1):
        game.year = year
        for stage in stages:
            yield (year - 1) * 4 + min(max(stage.quarter, 1), 4), stage
        stages = list(game.calendar[1:])


def _enter(game: Game, company: Company, stage: Stage) -> Iterator[Flow]:
    """Enter a stage; what it does to cash by itself."""
    company.stage = stage.index
    for name in stage.auto:
        before, operation = company.cash, OPERATIONS[name]
        operation.run(game, company, operation.due(game, company, game.now(company)))
        if company.cash != before:
            yield Flow(name, company.cash - before, company.cash)
