"""Plants of `itmc`: buying, renting in advance, renewal, rent-to-buy and sale."""

from __future__ import annotations

import pytest
from strategies import do, new_itmc, play_years, reach, refused

from sandbox_gui.core import statements
from sandbox_gui.core.actions import (
    BuildLine,
    BuyPlant,
    Discount,
    PurchaseRentedPlant,
    RentPlant,
    ReturnPlant,
    SellLine,
    SellPlant,
)
from sandbox_gui.core.game import Game
from sandbox_gui.core.journal import Account


def at_operations(quarter: int = 1, cash: int = 200) -> Game:
    return reach(new_itmc(teams=1, cash=cash), "operations", quarter)


def rent_paid(game: Game, year: int) -> int:
    return statements.expenses(game.company(1), year)["rent"]


@pytest.mark.parametrize(("plant", "price", "slots"), [("B", 24, 3), ("C", 12, 1)])
def test_buying_a_plant(plant: str, price: int, slots: int) -> None:
    game = at_operations()
    company, before = game.company(1), game.company(1).cash
    do(game, BuyPlant(1, plant))
    assert before - company.cash == price
    assert company.journal.balances[Account.PLANTS] == 32 + price
    do(game, *[BuildLine(1, 2, "manual", "P1")] * slots)
    refused(game, BuildLine(1, 2, "manual", "P1"), "plant.full")
    play_years(game, 3)
    assert company.journal.balances[Account.PLANTS] == 32 + price  # plants do not depreciate


def test_one_plant_of_a_kind() -> None:
    game = at_operations()
    refused(game, BuyPlant(1, "A"), "plant.most_of_a_kind")
    do(game, BuyPlant(1, "B"), RentPlant(1, "C"))
    refused(game, RentPlant(1, "B"))
    refused(game, BuyPlant(1, "C"))
    refused(game, BuyPlant(1, "D"), "plant.unknown")


def test_buying_needs_the_cash() -> None:
    game = at_operations(cash=0)  # 21 in quarter 1
    refused(game, BuyPlant(1, "B"), "cash.short", need=24, cash=21, missing=3)
    do(game, RentPlant(1, "B"), BuyPlant(1, "C"))
    assert game.company(1).cash == 21 - 3 - 12


@pytest.mark.parametrize("quarter", [1, 3])
def test_rent_is_paid_a_year_in_advance_and_renewed_after_four_quarters(quarter: int) -> None:
    game = at_operations(quarter)
    company, before = game.company(1), game.company(1).cash
    do(game, RentPlant(1, "B"), BuildLine(1, 2, "manual", "P1"))
    assert before - company.cash == 3 + 5
    assert company.journal.balances[Account.PLANTS] == 32
    reach(game, "sales", quarter, 2)
    assert rent_paid(game, 2) == 0
    before = company.cash
    reach(game, "quarter_end", quarter)
    assert before - company.cash == 3 + 1
    play_years(game, 3)
    assert [rent_paid(game, year) for year in (1, 2, 3, 4)] == [3, 3, 3, 3]


def test_rents_of_all_plants_due_are_one_payment() -> None:
    game = at_operations()
    do(game, RentPlant(1, "B"), RentPlant(1, "C"))
    do(game, BuildLine(1, 2, "manual", "P1"), BuildLine(1, 3, "manual", "P1"))
    reach(game, "quarter_end", 1, 2)
    renewals = [entry.lines for entry in game.company(1).journal.entries if entry.what == "renew_rent"]
    assert [sorted(lines) for lines in renewals] == [[(Account.CASH, -5), (Account.RENT, 5)]]


def test_an_empty_rented_plant_is_not_renewed() -> None:
    game = at_operations()
    do(game, RentPlant(1, "B"))
    reach(game, "sales", 1, 2)
    assert [plant.type for plant in game.company(1).plants] == ["A", "B"]
    reach(game, "quarter_end", 1)
    assert [plant.type for plant in game.company(1).plants] == ["A"]
    assert rent_paid(game, 2) == 0


def test_an_empty_rented_plant_may_be_given_back() -> None:
    game = at_operations()
    do(game, RentPlant(1, "B"), RentPlant(1, "C"), BuildLine(1, 2, "manual", "P1"))
    reach(game, "sales", 1)
    refused(game, ReturnPlant(1, 2), "plant.occupied", lines=1)
    refused(game, ReturnPlant(1, 1), "plant.owned")
    refused(game, ReturnPlant(1, 4), "plant.unknown")
    do(game, ReturnPlant(1, 3))
    assert [plant.type for plant in game.company(1).plants] == ["A", "B"]


def test_a_rented_plant_can_be_bought_at_its_full_price() -> None:
    game = at_operations()
    do(game, RentPlant(1, "B"), BuildLine(1, 2, "manual", "P1"))
    reach(game, "sales", 2)
    company, before = game.company(1), game.company(1).cash
    do(game, PurchaseRentedPlant(1, 2))
    assert before - company.cash == 24
    assert company.journal.balances[Account.PLANTS] == 56
    refused(game, PurchaseRentedPlant(1, 2), "plant.owned")
    play_years(game, 2)
    assert [rent_paid(game, year) for year in (1, 2)] == [3, 0]


def test_an_occupied_plant_is_not_sold() -> None:
    game = at_operations()
    do(game, BuyPlant(1, "B"), BuildLine(1, 2, "semi_automatic", "P1"))
    reach(game, "sales", 1)
    refused(game, SellPlant(1, 2), "plant.occupied", lines=1)
    refused(game, SellPlant(1, 1), "plant.occupied", lines=4)


def test_a_rented_plant_is_not_sold() -> None:
    game = at_operations()
    do(game, RentPlant(1, "B"))
    reach(game, "sales", 1)
    refused(game, SellPlant(1, 2), "plant.rented")


def test_an_empty_plant_sells_at_cost_for_a_receivable_of_four_quarters() -> None:
    game = at_operations()
    do(game, BuyPlant(1, "B"))
    reach(game, "sales", 1)
    company, before = game.company(1), game.company(1).cash
    do(game, SellPlant(1, 2))
    assert company.cash == before
    assert company.receivables == [0, 15, 0, 24]
    assert company.journal.balances[Account.PLANTS] == 32
    refused(game, SellPlant(1, 2), "plant.unknown")
    received = []
    for year, quarter in [(1, 2), (1, 3), (1, 4), (2, 1)]:
        reach(game, "operations", quarter, year)
        before = company.cash
        reach(game, "sales", quarter)
        received.append(company.cash - before)
    assert received == [0, 15, 0, 24]
    assert statements.expenses(company, 1)["losses"] == 0


def test_the_receivable_of_a_plant_can_be_discounted() -> None:
    game = at_operations()
    do(game, BuyPlant(1, "B"))
    reach(game, "sales", 1)
    do(game, SellPlant(1, 2), Discount(1, (0, 0, 0, 21)))
    assert game.company(1).receivables == [0, 15, 0, 3]
    assert statements.income(game.company(1), 1)["finance_cost"] == 4 + 3


def test_the_big_plant_can_be_emptied_and_sold() -> None:
    game = new_itmc(teams=1)
    reach(game, "operations", 3)  # all units are finished
    do(game, *(SellLine(1, line.no) for line in list(game.company(1).lines)))
    reach(game, "sales", 3)
    do(game, SellPlant(1, 1))
    assert game.company(1).plants == []
    assert game.company(1).receivables[3] == 32
    play_years(game)
    expenses = statements.expenses(game.company(1), 1)
    assert (expenses["maintenance"], expenses["losses"]) == (0, 13 - (1 + 1 + 1 + 2))


def test_a_plant_sold_may_be_bought_again() -> None:
    game = at_operations()
    do(game, BuyPlant(1, "B"))
    reach(game, "sales", 1)
    do(game, SellPlant(1, 2))
    reach(game, "operations", 2)
    do(game, BuyPlant(1, "B"))
    assert [plant.no for plant in game.company(1).plants] == [1, 3]
