"""Advertising and the order meeting of `itmc`: picks, pick order, turns, passing, ISO demands."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from strategies import (
    clear_wall,
    do,
    move_on,
    new_itmc,
    place,
    play_years,
    put_order,
    reach,
    refused,
    ruleset,
)

from sandbox_gui.core import order_meeting, statements
from sandbox_gui.core.actions import Advertise, Deliver, EndStage, PassTurn, TakeOrder
from sandbox_gui.core.engine import may_act
from sandbox_gui.core.game import Game, Order
from sandbox_gui.core.journal import Account
from sandbox_gui.core.opening import new_game

ABROAD = ("regional", "domestic")


def meeting(
    *amounts: dict[str, int],
    orders: int = 9,
    submit: tuple[int, ...] = (),
    cash: int = 100,
    more: tuple[dict[str, str], ...] = (),
) -> Game:
    """A game whose teams advertise these amounts, in the order `submit`, at a meeting with P1 orders.

    There is an order of each place in `more` besides.
    """
    game = new_itmc(teams=len(amounts), cash=cash, held=ABROAD)
    clear_wall(game)
    for where in ({},) * orders + more:
        put_order(game, **where)
    reach(game, "payments")
    for team in submit or range(1, len(amounts) + 1):
        if any(amounts[team - 1].values()):
            do(game, Advertise(team, amounts[team - 1]))
    return reach(game, "meeting")


def turns(game: Game) -> list[int]:
    """The teams in the order of their turns, each taking the first free order, to the meeting's end."""
    found = []
    while game.meeting:
        ((team, selection),) = order_meeting.whose_turn(game).items()
        found.append(team)
        do(game, TakeOrder(team, order_meeting.on_wall(game, selection)[0].id))
    return found


def first(game: Game) -> str:
    """The id of the first free order of the only open selection."""
    assert game.meeting
    return order_meeting.on_wall(game, game.meeting.open[0])[0].id


# Advertising


def test_advertising_is_paid_once_a_year() -> None:
    game = reach(new_itmc(teams=1), "payments")
    do(game, Advertise(1, {"local:P1": 3, "local:P2": 2, "local:P3": 0}))
    company = game.company(1)
    assert company.cash == 23 - 5
    assert statements.expenses(company, 1)["advertising"] == 5
    assert company.advertising == {1: {"local:P1": 3, "local:P2": 2}}
    refused(game, Advertise(1, {"local:P1": 1}), "advertising.done")
    reach(game, "payments", 0, 2)
    do(game, Advertise(1, {"local:P1": 1}))


@pytest.mark.parametrize(
    "amounts",
    [{}, {"local:P1": 0}, {"local:P1": -1}, {"local:P9": 1}, {"mars:P1": 1}, {"local": 1}, {"": 1},
     {":P1": 1}, {"local:": 1}, {"local:P1:P1": 1}, {"local:R1": 1}, {"local:ISO9000": 1}, {"local:P1": 1.0},
     {"local:P1": "1"},
     {"local:P1": True}, {"local:P1": 24}, {"local:P1": 20, "local:P2": 4}, {"local:P1": 1, "regional:P1": 1},
     {"local:P1": 10**9}, None, [("local:P1", 1)], 5],
)  # fmt: skip
def test_advertising_that_cannot_be(amounts: Any) -> None:
    refused(reach(new_itmc(teams=1), "payments"), Advertise(1, amounts))


def test_advertising_has_its_stage() -> None:
    game = new_itmc(teams=1)
    refused(game, Advertise(1, {"local:P1": 1}), "stage.closed")
    reach(game, "meeting")
    refused(game, Advertise(1, {"local:P1": 1}), "stage.closed")


@pytest.mark.parametrize(
    ("amount", "picks"), [(0, 0), (1, 1), (2, 1), (3, 2), (4, 2), (5, 3), (9, 5), (10, 5)]
)
def test_one_pick_for_the_first_unit_and_one_for_each_two_more(amount: int, picks: int) -> None:
    game = meeting({"local:P1": amount}, {"local:P1": 20})
    assert order_meeting.picks_for(game, 1, "local", "P1") == picks
    assert game.meeting
    assert sum(s.picks[s.teams.index(1)] for s in game.meeting.open if 1 in s.teams) == picks


# Pick order: the product here, the product everywhere, the market's total, last year's sales, the submission


def test_more_advertising_on_the_product_picks_first() -> None:
    game = meeting({"local:P1": 2}, {"local:P1": 5}, {"local:P1": 3}, {})
    assert order_meeting.pick_order(game, "local", "P1") == [2, 3, 1]


def test_then_the_product_in_all_markets() -> None:
    game = meeting(
        {"local:P1": 2, "local:P2": 30},
        {"local:P1": 2, "regional:P1": 2},
        {"local:P1": 2, "regional:P1": 1, "domestic:P1": 2},
        {"local:P1": 3},
    )
    assert order_meeting.pick_order(game, "local", "P1") == [4, 3, 2, 1]


def test_then_the_total_in_the_market() -> None:
    game = meeting(
        {"local:P1": 2, "regional:P1": 1, "regional:P2": 9},
        {"local:P1": 2, "regional:P1": 1, "local:P2": 1},
        {"local:P1": 2, "regional:P1": 1, "local:P2": 1, "local:P3": 1},
    )
    assert order_meeting.pick_order(game, "local", "P1") == [3, 2, 1]


def test_then_last_years_sales_in_the_market() -> None:
    """Sales elsewhere, orders not kept and sales of the year before last do not count."""
    game = new_itmc(teams=3, cash=100, held=ABROAD)
    sold = [
        put_order(game, 1, total=30, market="regional"),
        put_order(game, 2, total=11),
        put_order(game, 3, total=10),
    ]
    put_order(game, 1, total=90, due=1)
    reach(game, "sales", 2)
    do(game, *(Deliver(order.team, order.id) for order in sold))
    play_years(game)
    reach(game, "payments")
    do(game, *(Advertise(team, {"local:P1": 1}) for team in (1, 2, 3)))
    assert order_meeting.pick_order(game, "local", "P1") == [2, 3, 1]
    reach(game, "payments", 0, 3)
    do(game, *(Advertise(team, {"local:P1": 1}) for team in (3, 2, 1)))
    assert order_meeting.pick_order(game, "local", "P1") == [3, 2, 1]


def test_then_the_earlier_submission() -> None:
    game = meeting({"local:P1": 1}, {"local:P1": 1}, {"local:P1": 1}, submit=(3, 1, 2))
    assert order_meeting.pick_order(game, "local", "P1") == [3, 1, 2]


def test_the_earlier_rule_outweighs_all_later_ones() -> None:
    """Team 1 leads in all but the product; team 2 in all but the first two."""
    game = meeting(
        {"local:P1": 1, "regional:P1": 20, "local:P2": 20},
        {"local:P1": 2, "local:P2": 20},
        {"local:P1": 2, "regional:P1": 1},
        submit=(1, 2, 3),
    )
    assert order_meeting.pick_order(game, "local", "P1") == [3, 2, 1]


# Turns


def test_teams_pick_in_turn_as_long_as_they_have_picks() -> None:
    assert turns(meeting({"local:P1": 5}, {"local:P1": 3}, {"local:P1": 1})) == [1, 2, 3, 1, 2, 1]


def test_the_meeting_ends_with_the_orders() -> None:
    assert turns(meeting({"local:P1": 5}, {"local:P1": 3}, orders=2)) == [1, 2]


def test_a_pass_gives_up_the_picks_of_that_product_only() -> None:
    game = meeting({"local:P1": 5, "local:P2": 1}, {"local:P1": 3}, orders=4, more=({"product": "P2"},))
    do(game, PassTurn(1, "local:P1"))
    assert turns(game) == [2, 2, 1]


def test_out_of_turn_nothing_happens() -> None:
    game = meeting({"local:P1": 3}, {"local:P1": 1})
    order = first(game)
    refused(game, TakeOrder(2, order), "meeting.not_turn", team=1)
    refused(game, PassTurn(2, "local:P1"), "meeting.not_turn", team=1)
    refused(game, PassTurn(1, "regional:P1"), "meeting.not_open")
    refused(game, PassTurn(1, "local"), "meeting.not_open")
    refused(game, EndStage(1), "meeting.waiting")
    refused(game, EndStage(1, insolvent=True), "meeting.waiting")
    do(game, TakeOrder(1, order))
    refused(game, TakeOrder(1, first(game)), "meeting.not_turn", team=2)
    refused(game, TakeOrder(2, order), "order.taken", team=1)


def test_an_order_of_another_place_year_or_nowhere_is_not_taken() -> None:
    game = meeting({"local:P1": 3}, {"local:P1": 1})
    elsewhere = put_order(game, market="regional")
    refused(game, TakeOrder(1, elsewhere.id), "meeting.not_open")
    refused(game, TakeOrder(1, "X99"), "order.unknown")
    refused(game, TakeOrder(1, put_order(game, year=2).id), "order.unknown")
    refused(game, TakeOrder(1, put_order(game, kind="tender").id), "order.unknown")


def test_taking_an_order() -> None:
    game = meeting({"local:P1": 1}, {"local:P1": 1})
    order = game.orders[first(game)]
    do(game, TakeOrder(1, order.id))
    assert (order.team, order.state) == (1, "open")
    assert game.company(1).orders == [order]
    assert game.company(2).orders == []


def test_an_order_that_is_only_taken_is_no_sale() -> None:
    game = meeting({"local:P1": 1}, {"local:P1": 1})
    do(game, TakeOrder(1, first(game)))
    assert [order_meeting.sales(game.companies[0], year, "local") for year in (0, 1)] == [0, 0]


def test_a_team_that_did_not_advertise_waits_and_picks_nothing() -> None:
    game = meeting({"local:P1": 1}, {})
    assert not may_act(game, 2)
    refused(game, TakeOrder(2, first(game)), "meeting.not_turn")
    assert turns(game) == [1]
    assert "meeting" in game.met
    assert may_act(game, 2)
    do(game, EndStage(2))


def test_without_any_advertising_the_meeting_is_over_at_once() -> None:
    game = meeting({}, {})
    assert game.meeting is None
    do(game, EndStage(1), EndStage(2))
    assert place(game, 1) == (1, 0, "long_loans")


def test_nobody_picks_before_all_teams_are_there() -> None:
    game = new_itmc(teams=2)
    reach(game, "payments")
    do(game, Advertise(1, {"local:P1": 1}), EndStage(1))
    assert not may_act(game, 1)
    refused(game, EndStage(1), "meeting.waiting")
    order = next(iter(game.orders))
    refused(game, TakeOrder(1, order), "meeting.closed")
    do(game, EndStage(2))
    do(game, TakeOrder(1, order))


def test_markets_and_products_follow_the_rulesets_order() -> None:
    game = meeting(
        {"regional:P1": 1, "local:P3": 1, "local:P2": 1, "domestic:P1": 1, "local:P1": 1},
        orders=1,
        more=({"market": "domestic"}, {"product": "P3"}, {"market": "regional"}, {"product": "P2"}),
    )
    seen = []
    while game.meeting:
        ((team, selection),) = order_meeting.whose_turn(game).items()
        seen.append(f"{selection.market}:{selection.product}")
        move_on(game, team)
    assert seen == ["local:P1", "local:P2", "local:P3", "regional:P1", "domestic:P1"]


# ISO demands


def iso_wall(*standards: tuple[str, ...]) -> tuple[Game, list[Order]]:
    """Teams with ISO 9000, 14000, both and none; they pick in the order 1, 2, 3, 4."""
    game = new_itmc(teams=4, cash=100)
    clear_wall(game)
    for team, held in enumerate((["ISO9000"], ["ISO14000"], ["ISO9000", "ISO14000"], []), 1):
        for standard in held:
            game.company(team).progress[standard].paid = 3
    orders = [put_order(game, standards=wanted) for wanted in standards]
    reach(game, "payments")
    do(game, *(Advertise(team, {"local:P1": 9 - 2 * team}) for team in (1, 2, 3, 4)))
    return reach(game, "meeting"), orders


def test_an_order_asks_for_its_certificates() -> None:
    game, (nine, fourteen, both, free) = iso_wall(("ISO9000",), ("ISO14000",), ("ISO9000", "ISO14000"), ())
    refused(game, TakeOrder(1, fourteen.id), "order.standard", standard="ISO14000")
    refused(game, TakeOrder(1, both.id), "order.standard", standard="ISO14000")
    do(game, TakeOrder(1, nine.id))
    refused(game, TakeOrder(2, both.id), "order.standard", standard="ISO9000")
    do(game, TakeOrder(2, fourteen.id), TakeOrder(3, both.id), TakeOrder(4, free.id))
    assert game.meeting is None


def test_who_can_take_nothing_is_passed_over_and_the_meeting_ends() -> None:
    game, orders = iso_wall(("ISO14000",), ("ISO14000",), ("ISO14000",))
    assert order_meeting.whose_turn(game).keys() == {2}
    assert turns(game) == [2, 3, 2]
    assert [order.team for order in orders] == [2, 3, 2]
    game, orders = iso_wall(("ISO9000", "ISO14000"), ())
    assert order_meeting.whose_turn(game).keys() == {1}
    do(game, TakeOrder(1, orders[1].id))
    assert order_meeting.whose_turn(game).keys() == {3}


# A bankrupt team


def test_a_bankrupt_team_blocks_no_meeting() -> None:
    game = new_itmc(teams=3, cash=100)
    game.company(2).journal.post(1, 0, "fire", (Account.CAPITAL, 128), (Account.CASH, -128))
    do(game, EndStage(1), EndStage(3))
    do(game, Advertise(1, {"local:P1": 1}), EndStage(1))
    do(game, Advertise(3, {"local:P1": 3}), EndStage(3))
    assert game.meeting is None
    refused(game, EndStage(2), "payment.short")
    do(game, EndStage(2, insolvent=True))  # the last to come does not: the meeting opens
    assert order_meeting.pick_order(game, "local", "P1") == [3, 1]
    assert turns(game) == [3, 1, 3]
    play_years(game, 6)
    assert game.over


def test_who_may_advertise_during_the_meeting_picks_in_what_opens_after_that() -> None:
    """A ruleset of a teacher's own: the meeting is open to advertising."""
    rules = ruleset()
    stages = rules.year.start
    start = tuple(
        replace(stage, open=("advertise",)) if stage.waits == "meeting" else stage for stage in stages
    )
    game = new_game(replace(rules, year=replace(rules.year, start=start)), 7, ["a", "b"])
    clear_wall(game)
    put_order(game)
    put_order(game, product="P2")
    reach(game, "payments")
    do(game, Advertise(1, {"local:P1": 1}), EndStage(1), EndStage(2))
    assert order_meeting.whose_turn(game).keys() == {1}
    do(game, Advertise(2, {"local:P1": 1, "local:P2": 1}), PassTurn(1, "local:P1"))
    assert order_meeting.whose_turn(game).keys() == {2}
