"""Delivery, default and what it costs."""

from __future__ import annotations

import pytest
from strategies import do, new_itmc, play_years, put_order, reach, refused

from sandbox_gui.core import statements
from sandbox_gui.core.actions import Deliver
from sandbox_gui.core.journal import Account


def test_a_delivery_by_hand() -> None:
    """Three P1 for 15 at term 2: stock 6 → 0 cost, a receivable of 15, a gross profit of 9."""
    game = new_itmc(teams=1)
    order = put_order(game, 1, quantity=3, total=15, due=2, term=2)
    reach(game, "sales", 1)
    company = game.company(1)
    assert company.goods["P1"] == 4
    cash = company.cash
    do(game, Deliver(1, order.id))
    assert (order.state, order.delivered_at) == ("delivered", 1)
    assert company.goods["P1"] == 1
    assert company.receivables == [0, 15 + 15, 0, 0]
    assert company.cash == cash
    income = statements.income(company, 1)
    assert (income["sales"], income["direct_cost"], income["gross_profit"]) == (15, 6, 9)
    refused(game, Deliver(1, order.id), "order.delivered")


@pytest.mark.parametrize("due", [1, 2, 3, 4])
def test_an_order_may_come_early_but_not_late(due: int) -> None:
    for quarter in (1, 2, 3, 4):
        game = new_itmc(teams=1)
        order = put_order(game, 1, quantity=1, due=due)
        reach(game, "sales", quarter)
        if quarter <= due:
            do(game, Deliver(1, order.id))
        else:
            refused(game, Deliver(1, order.id), "order.overdue", quarter=due)


def test_an_order_is_delivered_whole() -> None:
    game = new_itmc(teams=1)
    order = put_order(game, 1, quantity=5)
    reach(game, "sales", 1)
    refused(game, Deliver(1, order.id), "stock.short", need=5, stock=4, missing=1, item="P1")
    reach(game, "sales", 2)
    do(game, Deliver(1, order.id))
    assert game.company(1).goods["P1"] == 1


def test_only_ones_own_orders_are_delivered() -> None:
    game = new_itmc(teams=2)
    other, free = put_order(game, 2), put_order(game)
    reach(game, "sales", 1)
    for order in (other.id, free.id, "X"):
        refused(game, Deliver(1, order), "order.not_yours")


def test_deliveries_have_their_stage() -> None:
    game = new_itmc(teams=1)
    order = put_order(game, 1, quantity=1)
    for stage in ("quarter_start", "operations"):
        reach(game, stage, 1)
        refused(game, Deliver(1, order.id), "stage.closed")
    reach(game, "quarter_end", 1)
    refused(game, Deliver(1, order.id), "stage.closed")


@pytest.mark.parametrize(
    ("total", "penalty"), [(1, 0), (2, 1), (5, 1), (6, 2), (10, 3), (15, 4), (17, 4), (18, 5)]
)
def test_the_penalty_is_a_quarter_half_up(total: int, penalty: int) -> None:
    game = new_itmc(teams=1)
    put_order(game, 1, total=total)
    play_years(game)
    assert statements.expenses(game.company(1), 1)["losses"] == penalty


def test_penalties_are_rounded_order_by_order_and_charged_at_year_end() -> None:
    """Three orders of 2: a half each, half-up 1 each; two of 5: 1.25 each, 1 each; together 5, not 4."""
    game = new_itmc(teams=1)
    for total in (2, 2, 2, 5, 5):
        put_order(game, 1, total=total, due=1)
    reach(game, "quarter_end", 4)
    assert statements.expenses(game.company(1), 1)["losses"] == 0
    before = game.company(1).cash
    reach(game, "year_end", 5)
    assert before - game.company(1).cash == 4 + 5  # maintenance and penalties
    assert statements.expenses(game.company(1), 1)["losses"] == 5


def test_an_unkept_order_is_withdrawn() -> None:
    game = new_itmc(teams=1)
    order = put_order(game, 1, quantity=1)
    reach(game, "sales", 1, 2)
    assert order.state == "defaulted"
    refused(game, Deliver(1, order.id), "order.defaulted")
    play_years(game)
    assert statements.expenses(game.company(1), 2)["losses"] == 0
    assert game.company(1).journal.balances[Account.SALES] == 0


def test_a_delivered_order_costs_nothing_more() -> None:
    game = new_itmc(teams=1)
    order = put_order(game, 1, quantity=1, total=100, term=4)
    reach(game, "sales", 3)
    do(game, Deliver(1, order.id))
    play_years(game)
    assert statements.expenses(game.company(1), 1)["losses"] == 0


def test_receivables_of_the_last_quarter_come_in_next_year() -> None:
    game = new_itmc(teams=1)
    order = put_order(game, 1, quantity=1, total=20, term=1)
    reach(game, "sales", 4)
    do(game, Deliver(1, order.id))
    reach(game, "operations", 1, 2)
    assert game.company(1).receivables == [20, 0, 0, 0]
    before = game.company(1).cash
    reach(game, "sales", 1)
    assert game.company(1).cash - before == 20
