"""Production lines of `itmc`: instalments, ready quarter, production, changeover, depreciation, sale.

In year 1 plant A is full (three manual lines, no. 2–4, one semi-automatic, no. 5); tests build in plant B.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from strategies import do, new_itmc, play_years, reach, refused

from sandbox_gui.core import statements
from sandbox_gui.core.actions import (
    BuildLine,
    BuyPlant,
    ContinueLine,
    ConvertLine,
    EndStage,
    OrderMaterials,
    SellLine,
    StartProduction,
)
from sandbox_gui.core.game import Game, Line
from sandbox_gui.core.journal import Account
from sandbox_gui.core.production import instalment

ALL_PRODUCTS = ("P2", "P3", "P4")


def with_plant(quarter: int = 1, years: int = 6) -> Game:
    """A rich company with plant B (no. 6), in the operations of a quarter."""
    game = reach(new_itmc(teams=1, cash=500, held=ALL_PRODUCTS, years=years), "operations", quarter)
    do(game, BuyPlant(1, "B"))
    return game


def build(game: Game, kind: str, product: str = "P1") -> Line:
    do(game, BuildLine(1, 2, kind, product))
    return game.company(1).lines[-1]


def next_operations(game: Game) -> None:
    """To the operations of the next quarter."""
    quarter = game.quarter(game.company(1))
    do(game, EndStage(1))
    reach(game, "operations", quarter % 4 + 1, game.year + quarter // 4)


def pay_quarterly(game: Game, line: Line) -> list[int]:
    """Go on building until it is ready; what each quarter cost."""
    paid = []
    while line.work:
        next_operations(game)
        before = game.company(1).cash
        if line.work and not line.ready_at:
            do(game, ContinueLine(1, line.no))
            paid.append(before - game.company(1).cash)
    return paid


# Instalments and the quarter in which a line is ready


@pytest.mark.parametrize(
    ("kind", "parts"),
    [("manual", [5]), ("semi_automatic", [4, 4]), ("automatic", [4, 4, 4, 4]), ("flexible", [6, 6, 6, 6])],
)
def test_the_price_is_paid_evenly_and_the_line_works_the_quarter_after(kind: str, parts: list[int]) -> None:
    game = with_plant()
    before = game.company(1).cash
    line = build(game, kind)
    paid = [before - game.company(1).cash]
    started = game.now(game.company(1))
    paid += pay_quarterly(game, line)
    assert paid == parts
    assert game.now(game.company(1)) - started == (0 if kind == "manual" else len(parts))
    do(game, StartProduction(1, line.no))
    assert line.net == sum(parts)


def test_a_line_in_construction_is_not_a_machine_yet() -> None:
    game = with_plant()
    line = build(game, "semi_automatic")
    books = game.company(1).journal.balances
    assert (books[Account.CONSTRUCTION], books[Account.MACHINES]) == (4, 13)
    refused(game, StartProduction(1, line.no), "line.build")
    refused(game, ConvertLine(1, line.no, "P2"), "line.build")
    refused(game, SellLine(1, line.no), "line.build")
    next_operations(game)
    do(game, ContinueLine(1, line.no))
    assert (books[Account.CONSTRUCTION], books[Account.MACHINES]) == (8, 13)
    refused(game, StartProduction(1, line.no), "line.build")
    next_operations(game)
    assert (books[Account.CONSTRUCTION], books[Account.MACHINES]) == (0, 21)


def test_paying_never_hurries() -> None:
    game = with_plant()
    line = build(game, "automatic")
    refused(game, ContinueLine(1, line.no), "line.paid")
    next_operations(game)
    do(game, ContinueLine(1, line.no))
    refused(game, ContinueLine(1, line.no), "line.paid")


def test_paying_may_pause() -> None:
    game = with_plant()
    line = build(game, "semi_automatic")
    for _ in range(5):
        next_operations(game)
    assert (line.work, line.net) == ("build", 4)
    do(game, ContinueLine(1, line.no))
    refused(game, ContinueLine(1, line.no), "line.nothing_to_pay")
    next_operations(game)
    assert line.idle


def test_a_ready_line_asks_for_no_more() -> None:
    game = with_plant()
    line = build(game, "manual")
    refused(game, ContinueLine(1, line.no), "line.nothing_to_pay")
    refused(game, ContinueLine(1, 99), "line.unknown")


def test_a_plant_holds_so_many_lines() -> None:
    game = with_plant()
    refused(game, BuildLine(1, 1, "manual", "P1"), "plant.full", slots=4)
    for _ in range(3):
        build(game, "manual")
    refused(game, BuildLine(1, 2, "manual", "P1"), "plant.full", slots=3)


def test_a_line_in_construction_takes_its_place() -> None:
    game = with_plant()
    for _ in range(3):
        build(game, "flexible")
    refused(game, BuildLine(1, 2, "manual", "P1"), "plant.full")


def test_building_needs_cash_plant_type_and_product() -> None:
    game = reach(new_itmc(teams=1, cash=30), "operations", 1)
    do(game, BuyPlant(1, "B"))  # 51 − 24 = 27
    refused(game, BuildLine(1, 2, "robot", "P1"), "line.type_unknown")
    refused(game, BuildLine(1, 2, "manual", "P9"), "product.unknown")
    refused(game, BuildLine(1, 9, "manual", "P1"), "plant.unknown")
    do(game, *[BuildLine(1, 2, "flexible", "P1")] * 3)
    assert game.company(1).cash == 9


def test_an_instalment_that_cannot_be_paid_is_refused() -> None:
    game = reach(new_itmc(teams=1, cash=8), "operations", 1)  # 21 + 8 = 29
    do(game, BuyPlant(1, "B"))
    do(game, BuildLine(1, 2, "semi_automatic", "P1"))
    refused(game, BuildLine(1, 2, "flexible", "P1"), "cash.short", need=6, cash=1, missing=5)
    next_operations(game)
    refused(game, ContinueLine(1, game.company(1).lines[-1].no), "cash.short", need=4, cash=0)


def test_parts_that_do_not_divide_evenly_add_up() -> None:
    for total in (0, 1, 5, 7, 10, 23):
        for payments in (1, 2, 3, 4, 6):
            parts = [instalment(total, payments, paid) for paid in range(payments)]
            assert sum(parts) == total
            assert max(parts) - min(parts) <= 1


# Production


@pytest.mark.parametrize(
    ("kind", "quarters"), [("manual", 3), ("semi_automatic", 2), ("automatic", 1), ("flexible", 1)]
)
def test_production_cycles(kind: str, quarters: int) -> None:
    game = with_plant()
    line = build(game, kind)
    pay_quarterly(game, line)
    do(game, StartProduction(1, line.no))
    for quarter in range(quarters):
        assert line.cell == quarter + 1
        refused(game, StartProduction(1, line.no), "line.busy")
        refused(game, ConvertLine(1, line.no, "P2"), "line.busy")
        refused(game, SellLine(1, line.no), "line.busy")
        next_operations(game)
    assert line.cell == 0


@pytest.mark.parametrize(
    ("product", "materials", "cost"),
    [("P1", {"R1": 1}, 2), ("P2", {"R1": 1, "R2": 1}, 3), ("P3", {"R2": 2, "R3": 1}, 4),
     ("P4", {"R2": 1, "R3": 1, "R4": 2}, 5)],
)  # fmt: skip
def test_a_unit_takes_its_materials_and_one_for_processing(
    product: str, materials: dict[str, int], cost: int
) -> None:
    game = with_plant()
    do(game, OrderMaterials(1, {"R1": 2, "R2": 2, "R3": 2, "R4": 2}))
    next_operations(game)
    next_operations(game)
    line = build(game, "manual", product)
    company = game.company(1)
    stock, cash, work = dict(company.materials), company.cash, company.journal.balances[Account.WIP]
    do(game, StartProduction(1, line.no))
    used = {name: stock[name] - left for name, left in company.materials.items() if stock[name] != left}
    assert used == materials
    assert cash - company.cash == 1
    assert company.journal.balances[Account.WIP] - work == cost
    before = company.goods[product]
    for _ in range(3):
        next_operations(game)
    assert company.goods[product] - before >= 1
    if product != "P1":
        assert company.journal.balances[Account.GOODS] == 14 + cost


def test_production_needs_materials_and_cash() -> None:
    game = reach(new_itmc(teams=1), "operations", 1)
    company = game.company(1)
    do(game, StartProduction(1, 3))  # the manual line whose unit came out
    company.materials["R1"] = 0
    game.company(1).lines[3].cell = 0
    refused(game, StartProduction(1, 4), "stock.short", item="R1", need=1, stock=0, missing=1)
    company.materials["R1"] = 1
    company.journal.balances[Account.CASH] = 0
    refused(game, StartProduction(1, 4), "cash.short", need=1, cash=0)


def test_production_needs_the_rights() -> None:
    game = reach(new_itmc(teams=1, cash=100), "operations", 1)
    do(game, BuyPlant(1, "B"))
    line = build(game, "manual", "P2")
    game.company(1).materials["R2"] = 1
    refused(game, StartProduction(1, line.no), "product.no_rights", product="P2")


def test_a_line_built_last_quarter_takes_its_first_unit_as_it_comes_in() -> None:
    """Goods come in before new lines: a unit started then moves first in the quarter after."""
    game = with_plant()
    line = build(game, "semi_automatic")
    pay_quarterly(game, line)
    do(game, StartProduction(1, line.no))
    assert line.cell == 1


# Changeover


def changed(game: Game, line: Line, product: str) -> tuple[list[int], int]:
    """Change a line over: what it paid in each quarter, and after how many quarters it worked."""
    company = game.company(1)
    start, before = game.now(company), company.cash
    do(game, ConvertLine(1, line.no, product))
    paid = [before - company.cash]
    while line.work:
        next_operations(game)
        before = company.cash
        if line.work and not line.ready_at:
            do(game, ContinueLine(1, line.no))
            paid.append(before - company.cash)
    return paid, game.now(company) - start


@pytest.mark.parametrize(
    ("kind", "paid", "quarters"),
    [("manual", [0], 0), ("semi_automatic", [1], 1), ("automatic", [2, 2], 2), ("flexible", [0], 0)],
)
def test_changeover(kind: str, paid: list[int], quarters: int) -> None:
    game = with_plant()
    line = build(game, kind)
    pay_quarterly(game, line)
    assert changed(game, line, "P2") == (paid, quarters)
    assert (line.product, line.target) == ("P2", "")
    assert statements.expenses(game.company(1), game.year)["changeover"] == sum(paid)
    game.company(1).materials["R2"] = 1
    do(game, StartProduction(1, line.no))


def test_a_line_in_changeover_stands_still_and_keeps_its_product_until_the_end() -> None:
    game = with_plant()
    line = build(game, "automatic")
    pay_quarterly(game, line)
    do(game, ConvertLine(1, line.no, "P3"))
    assert line.product == "P1"
    refused(game, StartProduction(1, line.no), "line.change")
    refused(game, ConvertLine(1, line.no, "P2"), "line.change")
    refused(game, SellLine(1, line.no), "line.change")
    refused(game, ContinueLine(1, line.no), "line.paid")
    next_operations(game)
    next_operations(game)  # a pause
    refused(game, StartProduction(1, line.no), "line.change")
    do(game, ContinueLine(1, line.no))
    next_operations(game)
    assert (line.product, line.idle) == ("P3", True)


def test_a_costly_changeover_to_the_same_product_is_refused() -> None:
    game = with_plant()
    line = build(game, "semi_automatic")
    pay_quarterly(game, line)
    refused(game, ConvertLine(1, line.no, "P1"), "line.same_product")
    refused(game, ConvertLine(1, line.no, "P7"), "product.unknown")


# Depreciation: four charges after the building year, each a third of the net value half-up, at least 1


@pytest.mark.parametrize(
    ("kind", "charges", "left"),
    [
        ("manual", [0, 0, 2, 1, 1, 1, 0, 0], 0),
        ("semi_automatic", [0, 0, 3, 2, 1, 1, 0, 0], 1),
        ("automatic", [0, 0, 5, 4, 2, 2, 0, 0], 3),
        ("flexible", [0, 0, 8, 5, 4, 2, 0, 0], 5),
    ],
)
def test_depreciation_series(kind: str, charges: list[int], left: int) -> None:
    """Begun in quarter 2 of year 1, paid without a pause; the building year of each is 2 at the latest."""
    game = with_plant(quarter=2, years=9)
    if kind in ("manual", "semi_automatic"):
        game = reach(game, "operations", 2, 2)
    line = build(game, kind)
    pay_quarterly(game, line)
    values = [] if game.year == 1 else [line.net]
    while game.year <= 8:
        play_years(game)
        values.append(line.net)
    found = [before - after for before, after in pairwise(values)]
    assert found == charges[1:]
    assert line.net == left


def test_the_opening_lines_depreciate_for_the_years_they_have_left() -> None:
    """Manual at 3 after one charge: 1, 1, 1. Semi-automatic at 4 after two: 1, 1, and stays at 2."""
    game = new_itmc(teams=1, cash=100, years=8)
    values = []
    for _ in range(5):
        play_years(game)
        values.append([line.net for line in game.company(1).lines])
    assert values == [[2, 2, 2, 3], [1, 1, 1, 2], [0, 0, 0, 2], [0, 0, 0, 2], [0, 0, 0, 2]]
    charges = [statements.income(game.company(1), year)["depreciation"] for year in range(1, 6)]
    assert charges == [4, 4, 3, 0, 0]


def test_a_line_in_construction_does_not_depreciate() -> None:
    game = with_plant()
    line = build(game, "automatic")
    play_years(game, 3)
    assert line.net == 4


def test_a_line_in_changeover_depreciates_and_is_maintained() -> None:
    game = with_plant()
    line = build(game, "automatic")
    pay_quarterly(game, line)  # ready in quarter 1 of year 2
    reach(game, "operations", 4, 3)
    do(game, ConvertLine(1, line.no, "P2"))
    play_years(game)
    assert line.net == 16 - 5
    assert statements.expenses(game.company(1), 3)["maintenance"] == 5


# Maintenance and sale


def test_maintenance_is_one_for_each_line_that_stands_at_year_end() -> None:
    game = with_plant()
    build(game, "manual")
    build(game, "semi_automatic")  # never finished: costs nothing
    play_years(game)
    assert statements.expenses(game.company(1), 1)["maintenance"] == 5


def test_a_sold_line_is_not_maintained_nor_charged() -> None:
    game = with_plant()
    do(game, SellLine(1, 3))
    play_years(game)
    assert statements.expenses(game.company(1), 1)["maintenance"] == 3
    assert statements.income(game.company(1), 1)["depreciation"] == 3


@pytest.mark.parametrize(
    ("kind", "net", "price", "loss"),
    [("manual", 5, 1, 4), ("manual", 1, 1, 0), ("manual", 0, 0, 0), ("semi_automatic", 8, 2, 6),
     ("semi_automatic", 1, 1, 0), ("automatic", 3, 3, 0), ("automatic", 16, 4, 12), ("flexible", 5, 5, 0),
     ("flexible", 24, 6, 18)],
)  # fmt: skip
def test_a_sale_brings_the_lower_of_net_and_salvage(kind: str, net: int, price: int, loss: int) -> None:
    game = with_plant()
    line = build(game, kind)
    pay_quarterly(game, line)
    game.company(1).journal.post(
        1, 1, "test", (Account.MACHINES, net - line.net), (Account.CAPITAL, line.net - net)
    )
    line.net = net
    company, before = game.company(1), game.company(1).cash
    do(game, SellLine(1, line.no))
    assert company.cash - before == price
    assert statements.expenses(company, game.year)["losses"] == loss
    assert company.line(line.no) is None
    refused(game, SellLine(1, line.no), "line.unknown")


def test_a_sold_lines_place_is_free_again() -> None:
    game = with_plant()
    do(game, SellLine(1, 3), BuildLine(1, 1, "flexible", "P1"))
    numbers = [line.no for line in game.company(1).lines]
    assert len(numbers) == len(set(numbers)) == 4
    assert 3 not in numbers  # a number is never used twice


def test_lines_are_dealt_with_in_operations_only() -> None:
    game = reach(new_itmc(teams=1, cash=100), "quarter_start", 1)
    for decision in (
        SellLine(1, 4),
        ConvertLine(1, 4, "P2"),
        BuildLine(1, 1, "manual", "P1"),
        StartProduction(1, 3),
    ):
        refused(game, decision, "stage.closed")
    reach(game, "sales", 1)
    refused(game, StartProduction(1, 3), "stage.closed")


def test_changing_the_rules_changes_the_line() -> None:
    """Nothing of a line is in the code: one payment, ready two quarters later (rules.md, section 6)."""
    game = with_plant()
    kinds = tuple(replace(k, install=2, payments=1) if k.id == "automatic" else k for k in game.ruleset.lines)
    game.catalogue.lines.update({kind.id: kind for kind in kinds})
    line = build(game, "automatic")
    assert line.net == 16
    refused(game, ContinueLine(1, line.no), "line.nothing_to_pay")
    next_operations(game)
    assert line.work == "build"
    next_operations(game)
    assert line.idle
