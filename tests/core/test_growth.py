"""The work of an action does not grow with the teams beside it or the years behind it.

Work is counted in the interpreter's own steps, the same on every machine.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

from strategies import new_itmc

from sandbox_gui.core import order_meeting
from sandbox_gui.core.actions import Action, Advertise, Deliver, EndStage, TakeOrder
from sandbox_gui.core.engine import apply, may_act
from sandbox_gui.core.game import Company, Game
from sandbox_gui.core.marketing import unkept


class Meter:
    """Applies actions, and counts how many there were and how many steps they took."""

    def __init__(self) -> None:
        self.actions = self.steps = 0

    def _count(self, frame: FrameType, event: str, _: Any) -> Callable[..., Any]:
        frame.f_trace_opcodes = True
        self.steps += event == "opcode"
        return self._count

    def apply(self, game: Game, action: Action) -> None:
        before = sys.gettrace()
        sys.settrace(self._count)
        try:
            apply(game, action)
        finally:
            sys.settrace(before)
        self.actions += 1

    @property
    def each(self) -> float:
        return self.steps / self.actions


def decision(game: Game, company: Company) -> Action:
    """What a plain company does: it advertises, takes what it may, delivers what it has, and goes on."""
    team, stage = company.team, game.stage(company)
    if selection := order_meeting.whose_turn(game).get(team):
        free = order_meeting.on_wall(game, selection)
        return TakeOrder(team, next(o.id for o in free if order_meeting.takeable(game, company, o)))
    if "advertise" in stage.open and game.year not in company.advertising:
        return Advertise(team, {"local:P1": 1, "local:P2": 1})
    if "deliver" in stage.open:
        for order in unkept(company):
            if game.quarter(company) <= order.due and order.quantity <= company.goods[order.product]:
                return Deliver(team, order.id)
    return EndStage(team)


def work(game: Game, years: int) -> list[float]:
    """The steps of an action in each year of a game."""
    found = []
    for year in range(1, years + 1):
        meter = Meter()
        while game.year == year and not game.over:
            for company in game.running:
                if game.year == year and may_act(game, company.team):
                    meter.apply(game, decision(game, company))
        found.append(meter.each)
    return found


def test_an_action_is_no_more_work_among_many_teams() -> None:
    few, many = (work(new_itmc(teams, years=1, cash=2000), 1)[0] for teams in (4, 32))
    assert many < 1.15 * few


def test_an_action_is_no_more_work_after_many_years() -> None:
    game = new_itmc(2, years=16, cash=2000)
    steps = work(game, 16)
    assert all(not company.bankrupt for company in game.companies)
    assert steps[14] < 1.15 * steps[3]  # the last year ends without a book for the next
