"""Research, markets and ISO: even instalments, pauses, and when the rights begin."""

from __future__ import annotations

import pytest
from strategies import do, new_itmc, put_order, reach, refused

from sandbox_gui.core import statements
from sandbox_gui.core.actions import (
    Advertise,
    BuildLine,
    BuyPlant,
    DevelopMarket,
    DevelopProduct,
    DevelopStandard,
    StartProduction,
    TakeOrder,
)
from sandbox_gui.core.engine import refusal
from sandbox_gui.core.game import Game


def quarters(count: int) -> list[tuple[int, int]]:
    """The first quarters of a game as (year, quarter)."""
    return [(index // 4 + 1, index % 4 + 1) for index in range(count)]


@pytest.mark.parametrize(("product", "cost", "total"), [("P2", 1, 6), ("P3", 2, 12), ("P4", 3, 18)])
def test_research_takes_six_quarters_and_counts_from_the_next(product: str, cost: int, total: int) -> None:
    game = new_itmc(teams=1, cash=200)
    company = game.company(1)
    spent = 0
    for year, quarter in quarters(6):
        if (year, quarter) == (2, 2):
            reach(game, "operations", quarter, year)
            do(game, BuyPlant(1, "B"), BuildLine(1, 2, "manual", product))
            company.materials.update({"R1": 9, "R2": 9, "R3": 9, "R4": 9})
        reach(game, "sales", quarter, year)
        before = company.cash
        do(game, DevelopProduct(1, product))
        assert before - company.cash == cost
        spent += cost
        refused(game, DevelopProduct(1, product))
    assert spent == total
    assert sum(statements.expenses(company, year)["product_research"] for year in (1, 2)) == total
    line = company.lines[-1].no
    refused(game, DevelopProduct(1, product), "develop.complete")
    refused(game, StartProduction(1, line), "stage.closed")
    reach(game, "operations", 3, 2)
    do(game, StartProduction(1, line))


def test_five_instalments_are_not_enough() -> None:
    game = new_itmc(teams=1, cash=200)
    for year, quarter in quarters(5):
        reach(game, "sales", quarter, year)
        do(game, DevelopProduct(1, "P2"))
    reach(game, "operations", 2, 2)
    do(game, BuyPlant(1, "B"), BuildLine(1, 2, "manual", "P2"))
    game.company(1).materials["R2"] = 1
    refused(game, StartProduction(1, 5), "product.no_rights", product="P2")


def test_research_may_pause_and_is_paid_once_a_quarter() -> None:
    game = reach(new_itmc(teams=1), "sales", 1)
    do(game, DevelopProduct(1, "P2"))
    refused(game, DevelopProduct(1, "P2"), "develop.paid")
    do(game, DevelopProduct(1, "P3"))  # another product is another matter
    reach(game, "sales", 4)
    do(game, DevelopProduct(1, "P2"))
    assert game.company(1).progress["P2"].paid == 2


def test_research_of_what_is_held_or_unknown_is_refused() -> None:
    game = reach(new_itmc(teams=1), "sales", 1)
    refused(game, DevelopProduct(1, "P1"), "develop.complete")
    refused(game, DevelopProduct(1, "P5"), "product.unknown")
    refused(game, DevelopProduct(1, "local"), "product.unknown")


def test_research_needs_cash() -> None:
    game = reach(new_itmc(teams=1), "sales", 1)
    company = game.company(1)
    company.journal.balances[0] = 2
    refused(game, DevelopProduct(1, "P4"), "cash.short", need=3, cash=2, missing=1)


# Markets: local held, then 1, 2, 3, 4 years of 1


@pytest.mark.parametrize(
    ("market", "years"), [("regional", 1), ("domestic", 2), ("asian", 3), ("international", 4)]
)
def test_a_market_opens_the_year_after_its_last_payment(market: str, years: int) -> None:
    game = new_itmc(teams=1, cash=200, years=6)
    for year in range(1, years + 1):
        reach(game, "payments", 0, year)
        refused(game, Advertise(1, {f"{market}:P1": 1}), "market.no_rights", market=market)
        reach(game, "sales", 4)
        do(game, DevelopMarket(1, market))
        refused(game, DevelopMarket(1, market))
    assert [statements.expenses(game.company(1), y)["market_development"] for y in range(1, years + 1)] == [
        1
    ] * years
    reach(game, "payments", 0, years + 1)
    do(game, Advertise(1, {f"{market}:P1": 1}))
    reach(game, "sales", 4)
    refused(game, DevelopMarket(1, market), "develop.complete")


def test_a_market_may_pause() -> None:
    game = new_itmc(teams=1, cash=100)
    for year in (1, 3):
        reach(game, "sales", 4, year)
        do(game, DevelopMarket(1, "domestic"))
    reach(game, "payments", 0, 4)
    do(game, Advertise(1, {"domestic:P1": 1}))


def test_markets_and_standards_are_invested_in_quarter_four() -> None:
    game = new_itmc(teams=1)
    for quarter in (1, 2, 3):
        reach(game, "sales", quarter)
        refused(game, DevelopMarket(1, "regional"), "stage.closed")
        refused(game, DevelopStandard(1, "ISO9000"), "stage.closed")
    reach(game, "sales", 4)
    do(game, DevelopMarket(1, "regional"), DevelopMarket(1, "asian"), DevelopStandard(1, "ISO9000"))
    refused(game, DevelopMarket(1, "local"), "develop.complete")
    refused(game, DevelopMarket(1, "ISO9000"), "market.unknown")
    refused(game, DevelopStandard(1, "P2"), "standard.unknown")


# ISO: 9000 two years of 1, 14000 three years of 1


def iso_meeting(game: Game, year: int, standard: str) -> str:
    """Lay out an order that asks for the standard and one that asks for none; the id of the first."""
    reach(game, "payments", 0, year)
    for order in list(game.orders.values()):
        order.team = order.team or 9
    asked = put_order(game, standards=(standard,), quantity=1)
    put_order(game, quantity=1)
    do(game, Advertise(1, {"local:P1": 1}))
    while game.meeting is None:
        reach(game, "meeting")
    return asked.id


@pytest.mark.parametrize(("standard", "years"), [("ISO9000", 2), ("ISO14000", 3)])
def test_a_certificate_counts_the_year_after_its_last_payment(standard: str, years: int) -> None:
    game = new_itmc(teams=1, cash=200)
    for year in range(1, years + 1):
        order = iso_meeting(game, year, standard)
        refused(game, TakeOrder(1, order), "order.standard", standard=standard)
        reach(game, "sales", 4)
        do(game, DevelopStandard(1, standard))
        refused(game, DevelopStandard(1, standard))
    costs = [statements.expenses(game.company(1), y)["iso_certification"] for y in range(1, years + 1)]
    assert costs == [1] * years
    order = iso_meeting(game, years + 1, standard)
    assert refusal(game, TakeOrder(1, order)) is None
