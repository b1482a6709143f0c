"""What the companies of a replay do at the order meeting and at tenders."""

from __future__ import annotations

from collections.abc import Set

from sandbox_gui.core import order_meeting
from sandbox_gui.core.actions import Bid, EndBids, EndStage, PassTurn, TakeOrder
from sandbox_gui.core.engine import apply, may_act
from sandbox_gui.core.game import Game
from sandbox_gui.core.year import MEETINGS

from .table import TEAM, Table


def in_meeting(table: Table) -> bool:
    """Whether the team stands at a meeting that is still to be held."""
    waits = table.game.stage(table.company).rule.waits
    return bool(waits) and waits not in table.game.met


def meet(table: Table, own: Set[str]) -> None:
    """Take the team's `own` orders in the order meeting, or bid for those of them now under tender."""
    follow(table.game)
    if table.game.tender is not None:
        _bid(table, own)
    while turn := order_meeting.whose_turn(table.game).get(TEAM):
        wall = order_meeting.on_wall(table.game, turn)
        order = next((order.id for order in wall if order.id in own), None)
        table.act([TakeOrder(TEAM, order) if order else PassTurn(TEAM, f"{turn.market}:{turn.product}")])


def _bid(table: Table, own: Set[str]) -> None:
    """Bid for the team's own among the orders now laid out, at the price and terms they went for."""
    laid_out = table.game.tender.open if table.game.tender else []
    orders = [table.game.orders[name] for name in laid_out if name in own]
    table.act([Bid(TEAM, order.id, order.total, order.due, order.term) for order in orders])
    table.act([EndBids(TEAM)])


def missed(table: Table, own: Set[str]) -> str | None:
    """An order of the team's that the meetings held this year did not bring it."""
    game = table.game
    held = {kind for kind, waits in MEETINGS.items() if waits in game.met}
    got = {order.id for order in table.company.orders}
    year = (order for order in game.orders.values() if order.year == game.year and order.kind in held)
    return next((order.id for order in year if order.id in own and order.id not in got), None)


def follow(game: Game) -> None:
    """The other companies come as far as they can; they do nothing but end their stages and bids."""
    for company in game.companies[TEAM:]:
        while may_act(game, company.team):
            waits = game.stage(company).rule.waits
            bidding = waits == "tender" and waits not in game.met
            apply(game, EndBids(company.team) if bidding else EndStage(company.team, insolvent=True))
