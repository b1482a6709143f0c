"""What `classic`, `chuangye` and `contest` do differently from `itmc`, by hand-calculated examples."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from strategies import check_books, clear_wall, do, play_years, put_order, reach, refused, richer, ruleset

from sandbox_gui.core import order_meeting, statements
from sandbox_gui.core.actions import (
    Advertise,
    Borrow,
    BuildLine,
    BuyPlant,
    ContinueLine,
    ConvertLine,
    Deliver,
    DevelopMarket,
    Discount,
    DiscountPlant,
    EndStage,
    PurchaseRentedPlant,
    RentPlant,
    SellLine,
    SellPlant,
    SellStock,
    Spy,
)
from sandbox_gui.core.game import Game
from sandbox_gui.core.opening import new_game
from sandbox_gui.core.year import payments_ahead

BUILDING = {"classic": "production", "chuangye": "operations", "contest": "operations"}


def game_of(ruleset_id: str, teams: int = 1, cash: int = 0, years: int = 9) -> Game:
    return new_game(richer(ruleset(ruleset_id), cash), 7, [f"T{n}" for n in range(teams)], years)


def with_line(ruleset_id: str, plant: str, kind: str, product: str) -> Game:
    """A rich company that has begun a line in a bought plant, in quarter 1 of year 1."""
    game = reach(game_of(ruleset_id, cash=3000), BUILDING[ruleset_id], 1)
    do(game, BuyPlant(1, plant))
    do(game, BuildLine(1, game.company(1).plants[-1].no, kind, product))
    return game


# Depreciation


@pytest.mark.parametrize(
    ("ruleset_id", "kind", "charges"),
    [
        ("classic", "manual", [1, 1, 1, 1, 1, 0]),
        ("classic", "semi_automatic", [2, 2, 1, 1, 1, 1]),
        ("classic", "automatic", [5, 3, 2, 2, 1, 1]),
        ("classic", "flexible", [6, 4, 3, 2, 1, 1]),
        ("chuangye", "manual", [1, 1, 1, 1, 0, 0]),
        ("chuangye", "automatic", [3, 3, 3, 3, 0, 0]),
        ("chuangye", "flexible", [4, 4, 4, 4, 0, 0]),
        ("chuangye", "leased", [0, 0, 0, 0, 0, 0]),
        ("contest", "manual", [10, 10, 10, 0, 0, 0]),
        ("contest", "automatic", [28, 28, 28, 28, 0, 0]),
        ("contest", "flexible", [36, 36, 36, 36, 0, 0]),
        ("contest", "leased", [0, 0, 0, 0, 0, 0]),
    ],
)
def test_depreciation_from_the_year_after_completion(ruleset_id: str, kind: str, charges: list[int]) -> None:
    plant = "small" if ruleset_id == "classic" else "large"
    game = with_line(ruleset_id, plant, kind, "P1")
    line = game.company(1).lines[-1]
    while line.work:
        do(game, EndStage(1))
        reach(
            game,
            BUILDING[ruleset_id],
            game.quarter(game.company(1)) % 4 + 1,
            game.year + (game.quarter(game.company(1)) == 4),
        )
        if line.work and not line.ready_at:
            do(game, ContinueLine(1, line.no))
    play_years(game)
    values = [line.net]
    for _ in charges:
        play_years(game)
        values.append(line.net)
    assert [before - after for before, after in pairwise(values)] == charges
    check_books(game)


# classic


def test_classic_opens_with_the_published_balance() -> None:
    sheet = statements.balance_sheet(game_of("classic").company(1), 0)
    expected = {"cash": 20, "receivables": 15, "work_in_progress": 8, "finished_goods": 6, "raw_materials": 3,
                "plants": 40, "machines": 13, "total_assets": 105, "long_loans": 40, "tax_payable": 1,
                "capital": 50, "retained": 11, "net_profit": 3}  # fmt: skip
    assert {name: sheet[name] for name in expected} == expected


def test_classic_pays_long_loans_at_year_end() -> None:
    """Interest 4 in each year; 20 fall due at the end of year 4, 20 at the end of year 5."""
    game = game_of("classic", cash=100)
    owed = []
    for year in range(1, 6):
        play_years(game)
        owed.append(statements.balance_sheet(game.company(1), year)["long_loans"])
    assert owed == [40, 40, 40, 20, 0]
    interest = [statements.income(game.company(1), year)["finance_cost"] for year in range(1, 6)]
    assert interest == [4, 4, 4, 4, 2]


def test_classic_limits_long_and_short_loans_each() -> None:
    game = reach(game_of("classic"), "loans", 1)  # 2 × 64 = 128
    refused(game, Borrow(1, "short", 140), "loan.limit", left=120)
    do(game, Borrow(1, "short", 120))
    reach(game, "long_loans", 5)
    refused(game, Borrow(1, "long", 100), "loan.limit", left=80)  # 128 − 40
    do(game, Borrow(1, "long", 80))


def test_classic_lets_the_leader_pick_first() -> None:
    """Team 1 sold less than team 2, but team 2 broke an order: team 1 leads. Then advertising decides."""
    game = game_of("classic", teams=4, cash=50)
    done = [put_order(game, 1, total=20, term=0), put_order(game, 2, total=30, term=0)]
    put_order(game, 2, total=5)
    reach(game, "sales", 2)
    do(game, *(Deliver(order.team, order.id) for order in done))
    for team in (1, 2, 3, 4):
        game.company(team).advertising[1] = {"local:P1": 1}  # the market is kept
    play_years(game)
    assert order_meeting.leader(game, "local", 1) == 1
    reach(game, "advertising")
    for team, amount in ((1, 1), (2, 3), (3, 5), (4, 5)):
        do(game, Advertise(team, {"local:P1": amount} | ({"local:P2": 1} if team == 4 else {})))
    assert order_meeting.pick_order(game, "local", "P1") == [1, 4, 3, 2]


def test_classic_asks_for_an_iso_advertisement() -> None:
    game = game_of("classic", teams=2)
    clear_wall(game)
    order = put_order(game, standards=("ISO9000",))
    for company in game.companies:
        company.progress["ISO9000"].paid = 2
    reach(game, "advertising")
    refused(game, Advertise(1, {"local:P1": 1, "local:ISO9000": 2}), "advertising.standard", amount=1)
    do(game, Advertise(1, {"local:P1": 1}), Advertise(2, {"local:P1": 1, "local:ISO9000": 1}))
    assert game.company(2).cash == 20 - 2
    assert order_meeting.missing_standard(game, game.company(1), order) == "ISO9000"
    assert order_meeting.missing_standard(game, game.company(2), order) == ""


def test_classic_lets_an_order_follow_next_year_with_the_fine() -> None:
    """A quarter of 20 is charged once, at the end of its year; after the next year it is withdrawn."""
    for quarter in (1, None):
        game = game_of("classic", cash=100)
        order = put_order(game, 1, total=20, term=0)
        play_years(game)
        assert statements.expenses(game.company(1), 1)["losses"] == 5
        if quarter:
            reach(game, "sales", quarter)
            do(game, Deliver(1, order.id))
        play_years(game)
        assert order.state == ("delivered" if quarter else "defaulted")
        assert statements.expenses(game.company(1), 2)["losses"] == 0
        assert statements.income(game.company(1), 2)["sales"] == (20 if quarter else 0)


def test_classic_loses_a_market_without_advertising() -> None:
    game = play_years(game_of("classic", cash=100))
    reach(game, "advertising")
    refused(game, Advertise(1, {"local:P1": 1}), "market.no_rights")
    reach(game, "year_end", 5)
    do(game, DevelopMarket(1, "local"))
    reach(game, "advertising", 0, 3)
    do(game, Advertise(1, {"local:P1": 1}))


def test_classic_rents_at_year_end() -> None:
    game = reach(game_of("classic", cash=100), "production", 2)
    before = game.company(1).cash
    do(game, RentPlant(1, "small"), BuildLine(1, 2, "manual", "P1"))
    assert before - game.company(1).cash == 5
    play_years(game, 2)
    assert [statements.expenses(game.company(1), year)["rent"] for year in (1, 2)] == [3, 3]


def test_classic_sells_a_used_plant_and_rents_it_for_one_rent_a_year() -> None:
    game = reach(game_of("classic", cash=100), "sales", 1)
    do(game, SellPlant(1, 1))
    assert game.company(1).receivables[3] == 40
    play_years(game, 2)
    assert [statements.expenses(game.company(1), year)["rent"] for year in (1, 2)] == [5, 5]
    check_books(game)


def test_classic_buys_a_rented_plant_at_year_end_instead_of_the_rent() -> None:
    game = reach(game_of("classic", cash=100), "production", 2)
    do(game, RentPlant(1, "small"), BuildLine(1, 2, "manual", "P1"))
    reach(game, "year_end", 5)
    do(game, PurchaseRentedPlant(1, 2))
    play_years(game)
    assert statements.expenses(game.company(1), 1)["rent"] == 0
    assert statements.balance_sheet(game.company(1), 1)["plants"] == 70


# contest


def test_contest_lends_three_times_the_equity_together() -> None:
    game = reach(game_of("contest"), "long_loans")
    refused(game, Borrow(1, "long", 2026), "loan.limit", left=2025)
    refused(game, Borrow(1, "long", 9), "loan.step")
    refused(game, Borrow(1, "long", 10, terms=5), "loan.terms")
    do(game, Borrow(1, "long", 2000, terms=4))
    reach(game, "quarter_start", 1)
    refused(game, Borrow(1, "short", 26), "loan.limit", left=25)
    do(game, Borrow(1, "short", 25))


def test_contest_pays_interest_on_the_sum_of_the_long_loans() -> None:
    """12 % of 11 and of 10 are 1.32 and 1.2; of 21 it is 2.52: 3."""
    game = reach(game_of("contest"), "long_loans")
    do(game, Borrow(1, "long", 11), Borrow(1, "long", 10))
    reach(game, "payments", 0, 2)
    assert statements.income(game.company(1), 2)["finance_cost"] == 3


def test_contest_discounts_neighbouring_terms_as_one_amount() -> None:
    """8 % of 6 + 6 is 0.96, up to 1 (not 1 + 1); 9 % of 6 + 6 is 1.08, up to 2."""
    game = game_of("contest")
    company = game.company(1)
    orders = [put_order(game, 1, total=6, term=term, quantity=1) for term in (1, 2, 3, 4)]
    company.goods["P1"] = 4
    reach(game, "sales", 1)
    do(game, *(Deliver(1, order.id) for order in orders))
    before = company.cash
    do(game, Discount(1, (6, 6, 0, 0)))
    assert company.cash - before == 12 - 1
    do(game, Discount(1, (0, 0, 6, 6)))
    assert company.cash - before == 12 - 1 + 12 - 2


def test_contest_discounts_a_plant_at_once() -> None:
    """248 less 9 % (22.32, up to 23); with a line in it a year's rent of 31 is paid at once."""
    for line, left in ((False, 248 - 23), (True, 248 - 23 - 31)):
        game = reach(game_of("contest", cash=100), "operations", 1)
        company = game.company(1)
        do(game, BuyPlant(1, "medium"))
        if line:
            do(game, BuildLine(1, 1, "manual", "P1"))
        before = company.cash
        do(game, DiscountPlant(1, 1))
        assert company.cash - before == left
        assert [plant.owned for plant in company.plants] == ([False] if line else [])
        assert statements.income(company, 1)["finance_cost"] == 23
        check_books(game)


def test_contest_rent_year_of_a_sold_plant_begins_in_that_quarter() -> None:
    game = reach(game_of("contest", cash=500), "operations", 2)
    do(game, BuyPlant(1, "small"), BuildLine(1, 1, "manual", "P1"))
    reach(game, "sales", 3)
    do(game, SellPlant(1, 1))
    assert game.company(1).receivables == [0, 0, 0, 72]
    assert statements.expenses(game.company(1), 1)["rent"] == 9
    reach(game, "sales", 3, 2)
    assert statements.expenses(game.company(1), 2)["rent"] == 0
    reach(game, "quarter_end", 3)
    assert statements.expenses(game.company(1), 2)["rent"] == 9


def test_contest_rent_to_buy_in_the_last_quarter_or_when_it_falls_due() -> None:
    for quarter, year, allowed in ((2, 1, False), (3, 1, False), (4, 1, True), (1, 2, True)):
        game = reach(game_of("contest", cash=500), "operations", 1)
        do(game, RentPlant(1, "small"), BuildLine(1, 1, "manual", "P1"))
        reach(game, "sales", quarter, year)
        if allowed:
            do(game, PurchaseRentedPlant(1, 1))
            reach(game, "quarter_end", quarter)
            assert statements.expenses(game.company(1), year)["rent"] == (9 if year == 1 else 0)
        else:
            refused(game, PurchaseRentedPlant(1, 1), "plant.rent_running")


def test_contest_pays_maintenance_in_the_year_of_completion_and_for_bought_lines_at_once() -> None:
    """Manual 15, leased 70; an automatic one paid in quarter 4 is completed next year: 11 more."""
    game = reach(game_of("contest", cash=1000), "operations", 3)
    do(game, BuyPlant(1, "medium"))
    do(game, *(BuildLine(1, 1, kind, "P1") for kind in ("manual", "leased", "automatic")))
    reach(game, "operations", 4)
    do(game, ContinueLine(1, 3))
    play_years(game)
    assert statements.expenses(game.company(1), 1)["maintenance"] == 85
    assert statements.balance_sheet(game.company(1), 1)["construction"] == 140
    play_years(game)
    assert statements.expenses(game.company(1), 2)["maintenance"] == 96
    assert statements.income(game.company(1), 2)["depreciation"] == 10
    play_years(game)
    assert statements.income(game.company(1), 3)["depreciation"] == 38


def test_contest_manual_changeover_costs_ten_and_works_in_the_same_quarter() -> None:
    game = reach(game_of("contest", cash=100), "operations", 1)
    do(game, BuyPlant(1, "small"), BuildLine(1, 1, "manual", "P1"))
    before = game.company(1).cash
    do(game, ConvertLine(1, 1, "P2"))
    assert before - game.company(1).cash == 10
    assert game.company(1).lines[0].idle


def test_contest_sells_a_leased_line_for_less_than_nothing() -> None:
    game = reach(game_of("contest", cash=100), "operations", 1)
    do(game, BuyPlant(1, "small"), BuildLine(1, 1, "leased", "P1"))
    before = game.company(1).cash
    do(game, SellLine(1, 1))
    assert before - game.company(1).cash == 70
    assert statements.expenses(game.company(1), 1)["losses"] == 70


def test_contest_sells_stock_at_cost_and_materials_at_four_fifths_floored() -> None:
    """R2 costs 9: three bring 21.6, so 21; P2 costs 27."""
    game = game_of("contest")
    game.company(1).materials["R2"] = 3
    game.company(1).goods["P2"] = 1
    do(game, SellStock(1, {"R2": 3, "P2": 1}))
    assert game.company(1).cash == 675 + 21 + 27


def test_contest_and_chuangye_have_no_orders_in_year_one() -> None:
    for name in ("contest", "chuangye"):
        game = game_of(name, teams=2)
        assert game.orders == {}
        reach(game, "long_loans")
        play_years(game)
        assert game.orders


def test_contest_intelligence_costs_five() -> None:
    game = game_of("contest", teams=2)
    do(game, Spy(1, 2))
    assert game.company(1).cash == 670
    assert statements.expenses(game.company(1), 1)["intelligence"] == 5
    for target in (0, 1, 3):
        refused(game, Spy(1, target), "team.unknown")


# What a ruleset file may say and none of ours does


def test_rent_to_buy_may_be_ruled_out() -> None:
    rules = ruleset("contest")
    never = replace(rules, plant_rules=replace(rules.plant_rules, rent_to_buy="never"))
    for year, quarter in ((1, 1), (1, 4), (2, 1)):
        game = reach(new_game(never, 7, ["a"]), "operations", 1)
        do(game, RentPlant(1, "small"), BuildLine(1, 1, "manual", "P1"))
        reach(game, "sales", quarter, year)
        refused(game, PurchaseRentedPlant(1, 1), "plant.rent_running")


def test_interest_and_principal_of_long_loans_may_be_two_payments() -> None:
    """Platform B: interest first, then principal, each whole or not at all."""
    rules = ruleset("contest")
    start = tuple(
        replace(stage, auto=("pay_tax", "yearly_interest", "yearly_principal"))
        if stage.id == "payments"
        else stage
        for stage in rules.year.start
    )
    game = new_game(replace(rules, year=replace(rules.year, start=start)), 7, ["a"])
    reach(game, "long_loans")
    do(game, Borrow(1, "long", 100, terms=1), Borrow(1, "long", 50, terms=2))
    reach(game, "plan", 0, 2)
    assert dict(payments_ahead(game, game.company(1)))["yearly_interest"] == 18
    before = game.company(1).cash
    reach(game, "payments")
    assert before - game.company(1).cash == 18 + 100
    assert statements.income(game.company(1), 2)["finance_cost"] == 18
    assert sum(loan.amount for loan in game.company(1).loans) == 50
    check_books(game)
