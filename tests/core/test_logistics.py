"""Raw materials: lead times, payment on arrival, emergency purchases and the sale of stock."""

from __future__ import annotations

from typing import Any

import pytest
from strategies import EVERY_STAGE, do, new_itmc, reach, refused

from sandbox_gui.core import statements
from sandbox_gui.core.actions import BuyEmergency, OrderMaterials, SellStock
from sandbox_gui.core.game import Game
from sandbox_gui.core.journal import Account


def at_operations(quarter: int = 1, cash: int = 0) -> Game:
    return reach(new_itmc(teams=1, cash=cash), "operations", quarter)


def test_lead_times_are_one_quarter_for_r1_r2_and_two_for_r3_r4() -> None:
    game = at_operations()
    do(game, OrderMaterials(1, {"R1": 1, "R2": 2, "R3": 3, "R4": 4}))
    assert game.company(1).materials == {"R1": 5, "R2": 0, "R3": 0, "R4": 0}
    stocks = []
    for quarter in (2, 3):
        reach(game, "operations", quarter)
        stocks.append(dict(game.company(1).materials))
    assert stocks == [{"R1": 6, "R2": 2, "R3": 0, "R4": 0}, {"R1": 6, "R2": 2, "R3": 3, "R4": 4}]


def test_orders_cost_nothing_and_arrivals_are_paid() -> None:
    game = at_operations()
    before = game.company(1).cash
    do(game, OrderMaterials(1, {"R1": 3, "R3": 2}))
    assert game.company(1).cash == before
    paid = []
    for quarter in (2, 3):
        reach(game, "quarter_start", quarter)
        before = game.company(1).cash
        reach(game, "operations", quarter)
        paid.append(before - game.company(1).cash)
    assert paid == [3, 2]
    assert game.company(1).ordered == {"R1": [0], "R2": [0], "R3": [0, 0], "R4": [0, 0]}


def test_several_orders_of_a_quarter_add_up() -> None:
    game = at_operations()
    do(game, OrderMaterials(1, {"R3": 1}), OrderMaterials(1, {"R3": 2, "R1": 0}))
    assert game.company(1).ordered["R3"] == [0, 3]


def test_an_order_of_the_last_quarter_arrives_next_year() -> None:
    game = at_operations(4)
    do(game, OrderMaterials(1, {"R1": 2, "R4": 1}))
    reach(game, "operations", 1, 2)
    assert game.company(1).materials == {"R1": 7, "R2": 0, "R3": 0, "R4": 0}
    reach(game, "operations", 2)
    assert game.company(1).materials["R4"] == 1


@pytest.mark.parametrize(
    "quantities",
    [
        {},
        {"R1": 0},
        {"R1": -1},
        {"R5": 1},
        {"P1": 1},
        {"R1": 1.0},
        {"R1": True},
        {"R1": "1"},
        {"R1": 1, "R9": 1},
        None,
        3,
    ],
)
def test_orders_that_make_no_sense_are_refused(quantities: Any) -> None:
    refused(at_operations(), OrderMaterials(1, quantities))


def test_materials_are_ordered_in_their_stage_only() -> None:
    refused(new_itmc(teams=1), OrderMaterials(1, {"R1": 1}), "stage.closed")


def test_an_emergency_material_costs_two() -> None:
    game = new_itmc(teams=1)
    do(game, BuyEmergency(1, {"R1": 2, "R4": 1}))
    company = game.company(1)
    assert company.cash == 28 - 6
    assert (company.materials["R1"], company.materials["R4"]) == (5, 1)
    assert statements.expenses(company, 1)["losses"] == 3
    assert company.journal.balances[Account.MATERIALS] == 6


@pytest.mark.parametrize(
    ("product", "price", "loss"), [("P1", 6, 4), ("P2", 9, 6), ("P3", 12, 8), ("P4", 15, 10)]
)
def test_an_emergency_product_costs_three_times_its_direct_cost(product: str, price: int, loss: int) -> None:
    game = new_itmc(teams=1)
    do(game, BuyEmergency(1, {product: 1}))
    assert game.company(1).cash == 28 - price
    assert statements.expenses(game.company(1), 1)["losses"] == loss


def test_an_emergency_needs_the_cash() -> None:
    game = new_itmc(teams=1)
    refused(game, BuyEmergency(1, {"P1": 5}), "cash.short", need=30, cash=28, missing=2)
    refused(game, BuyEmergency(1, {"P1": 4, "R1": 3}), "cash.short", need=30)
    do(game, BuyEmergency(1, {"P1": 4, "R1": 2}))
    assert game.company(1).cash == 0


def test_products_sell_at_cost_and_materials_at_four_fifths() -> None:
    """Three P1 bring 6; three R1 bring 2.4, two in whole M, the third is a loss."""
    game = new_itmc(teams=1)
    do(game, SellStock(1, {"P1": 3}))
    assert game.company(1).cash == 34
    assert statements.expenses(game.company(1), 1)["losses"] == 0
    do(game, SellStock(1, {"R1": 3}))
    assert game.company(1).cash == 36
    assert statements.expenses(game.company(1), 1)["losses"] == 1
    assert game.company(1).journal.balances[Account.SALES] == 0


def test_no_more_is_sold_than_is_in_stock() -> None:
    game = new_itmc(teams=1)
    refused(game, SellStock(1, {"P1": 4}), "stock.short", need=4, stock=3, missing=1)
    refused(game, SellStock(1, {"P1": 1, "R2": 1}), "stock.short", item="R2")
    refused(game, SellStock(1, {"P9": 1}))
    refused(game, SellStock(1, {"P1": 0}))


def test_emergency_and_stock_sale_are_open_before_the_year_starts_and_in_each_stage() -> None:
    game = new_itmc(teams=1, cash=200)
    for stage, quarter in EVERY_STAGE:
        reach(game, stage, quarter)
        do(game, BuyEmergency(1, {"R2": 1}), SellStock(1, {"R2": 1}))
