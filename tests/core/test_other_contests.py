"""What other contests do differently in kind, each said by a ruleset file alone and played through `apply`.

The rulesets are made from `contest` by changing values of its file; no rule here has code of its own.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from strategies import check_books, do, move_on, place, play_years, put_order, reach, refused

from sandbox_gui.core import order_meeting, statements
from sandbox_gui.core.actions import (
    AddCapital,
    Advertise,
    Bid,
    Borrow,
    BuildLine,
    BuyEmergency,
    BuyPlant,
    ContinueLine,
    ConvertLine,
    Deliver,
    DevelopProduct,
    Discount,
    EndBids,
    EndStage,
    GiveOrder,
    PurchaseRentedPlant,
    RentPlant,
    ReturnPlant,
    SellLine,
    StartProduction,
)
from sandbox_gui.core.game import Company, Game, Order
from sandbox_gui.core.opening import new_game
from sandbox_gui.core.ruleset import Ruleset, RulesetError
from sandbox_gui.core.year import payments_ahead
from sandbox_gui.rulesheet import sheet
from sandbox_gui.storage.rulesets import decode, ruleset_path
from sandbox_gui.text import language, set_language

Data = dict[str, Any]


def named(entry: Data) -> Data:
    return {"name": {"zh": entry["id"], "en": entry["id"]}, **entry}


def made(changes: Mapping[str, Any] | None = None, cash: int = 5000) -> Ruleset:
    """`contest` under another id with values changed, by paths such as ``plant_rules.rent_to_buy``."""
    data = json.loads(ruleset_path("contest").read_bytes())
    opening = {"cash": cash, "capital": cash, "held": ["P1", "local"]}
    for path, value in {"id": "other", "opening": opening, **(changes or {})}.items():
        *way, last = path.split(".")
        holder = data
        for step in way:
            holder = holder[int(step)] if isinstance(holder, list) else holder[step]
        holder[int(last) if isinstance(holder, list) else last] = value
    return decode(json.dumps(data).encode())


def game_of(changes: Mapping[str, Any] | None = None, teams: int = 1, **facts: Any) -> Game:
    return new_game(made(changes, **facts), 7, [f"T{n}" for n in range(teams)], 9, book=[])


def spent(company: Company, item: str, year: int = 1) -> int:
    """A line of the year's expenses, or of its income statement."""
    return (statements.expenses(company, year) | statements.income(company, year))[item]


def line(entry: Data) -> Data:
    """A line type: manual in all that is not said."""
    base = {
        "price": 40, "install": 0, "cycle": 2, "change_quarters": 0, "change_cost": 10, "maintenance": 15,
        "salvage": 10, "points": 5, "depreciation": {"amount": 10, "down_to": 10},
    }  # fmt: skip
    return named(base | entry)


def stage(name: str, *auto: str, opens: tuple[str, ...] = (), waits: str = "", **only: list[int]) -> Data:
    return named({"id": name, "auto": auto, "open": opens, "waits": waits, "only": only})


# Lists of any length and name


def product(name: str, cost: int, **bom: int) -> Data:
    return named({"id": name, "payments": 1, "cost": cost, "points": 5, "bom": bom, "processing": 10})


def test_lists_have_any_length_and_any_names() -> None:
    """Two plant sizes, six lines, four products of materials and products: 4 stands for P4."""
    lines = ("超级手工", "semi-automatic", "auto 2", "leased", "柔性", "robot")
    changes = {
        "plants": [
            named({"id": name, "price": 300, "rent": 40, "slots": slots, "points": 7})
            for name, slots in (("大厂房", 4), ("小厂房", 2))
        ],
        "lines": [line({"id": name}) for name in lines],
        "products": [
            product("P1", 10, R1=1), product("P2", 10, R2=2, R3=1, R4=1),
            product("P4", 10, P1=1, R1=1, R3=1), product("Beryl", 10, P4=1, P2=2, R4=1),
        ],
        "demand.cells": {"2": {"local": {"Beryl": {"units": 9, "price": 700}}}},
    }  # fmt: skip
    game = reach(game_of(changes), "operations", 1)
    costs = {"P1": 10 + 8, "P2": 10 + 18 + 9 + 10, "P4": 10 + 18 + 8 + 9, "Beryl": 10 + 45 + 94 + 10}
    assert game.catalogue.costs == costs
    do(game, BuyPlant(1, "大厂房"), RentPlant(1, "小厂房"))
    for number, kind in enumerate(lines):
        do(game, BuildLine(1, 1 + number // 4, kind, "P1"))
    refused(game, BuildLine(1, 2, "robot", "P1"), "plant.full", slots=2)
    check_books(game)


@pytest.mark.parametrize("bom", [{"P1": 1, "R1": 1, "R3": 1}, {"R2": 2, "R3": 1, "R4": 1}])
def test_a_product_is_made_of_materials_and_products_alike(bom: dict[str, int]) -> None:
    products = [product("P1", 10, R1=1), product("P4", 10, **bom)]
    game = reach(game_of({"products": products, "demand.cells": {}}), "sales", 1)
    company = game.company(1)
    do(game, DevelopProduct(1, "P4"))
    reach(game, "operations", 2)
    do(game, BuyEmergency(1, bom), BuyPlant(1, "small"), BuildLine(1, 1, "flexible", "P4"))
    for quarter in (3, 4):
        reach(game, "operations", quarter)
        do(game, ContinueLine(1, 1))
    reach(game, "operations", 1, 2)
    do(game, StartProduction(1, 1))
    assert not any((company.materials | company.goods).values())
    reach(game, "quarter_start", 2)
    assert company.goods["P4"] == 1
    check_books(game)


def test_a_super_manual_line_changes_over_free_and_at_once() -> None:
    lines = [line({"id": "super_manual", "change_cost": 0})]
    game = reach(game_of({"lines": lines}), "operations", 1)
    do(game, BuyPlant(1, "small"), BuildLine(1, 1, "super_manual", "P2"))
    before = game.company(1).cash
    do(game, ConvertLine(1, 1, "P1"), ConvertLine(1, 1, "P2"), ConvertLine(1, 1, "P1"))
    do(game, BuyEmergency(1, {"R1": 1}), StartProduction(1, 1))
    assert before - game.company(1).cash == 16 + 8


def test_a_leased_line_is_sold_at_a_negative_price() -> None:
    lines = [line({"id": "leased", "price": 0, "cycle": 1, "salvage": -55, "depreciation": {"amount": 0}})]
    game = reach(game_of({"lines": lines}), "operations", 1)
    do(game, BuyPlant(1, "small"), BuildLine(1, 1, "leased", "P1"))
    before = game.company(1).cash
    do(game, SellLine(1, 1))
    assert before - game.company(1).cash == spent(game.company(1), "losses") == 55
    check_books(game)


def test_a_line_without_changeover_time_may_change_over_to_what_it_makes() -> None:
    lines = [line({"id": name, "change_cost": cost}) for name, cost in (("flexible", 0), ("manual", 10))]
    game = reach(game_of({"lines": lines}), "operations", 1)
    do(game, BuyPlant(1, "large"), BuildLine(1, 1, "flexible", "P1"), BuildLine(1, 1, "manual", "P1"))
    before = game.company(1).cash
    do(game, ConvertLine(1, 1, "P1"))
    assert (game.company(1).cash, game.company(1).lines[0].idle) == (before, True)
    refused(game, ConvertLine(1, 2, "P1"), "line.same_product")


# Payments apart from installation; depreciation; research


@pytest.mark.parametrize(
    ("payments", "install", "paid", "ready"),
    [
        (0, 0, [120], 1), (1, 0, [120], 1), (0, 1, [120], 2), (1, 1, [120], 2), (1, 2, [120], 3),
        (1, 4, [120], 5), (0, 3, [40, 40, 40], 4), (2, 3, [60, 60], 4), (3, 4, [40, 40, 40], 5),
        (0, 4, [30, 30, 30, 30], 5),
    ],
)  # fmt: skip
def test_payments_and_installation_are_two_facts(
    payments: int, install: int, paid: list[int], ready: int
) -> None:
    """`ready` is the quarter in which the line can work, counted from the first payment in quarter 1."""
    kind = line({"id": "odd", "price": 120, "payments": payments, "install": install})
    game = reach(game_of({"lines": [kind]}), "operations", 1)
    company = game.company(1)
    do(game, BuyPlant(1, "small"))
    asked = []
    for number in range(1, 6):
        reach(game, "operations", (number - 1) % 4 + 1, 1 + (number - 1) // 4)
        before = company.cash
        if number == 1:
            do(game, BuildLine(1, 1, "odd", "P1"))
        elif company.lines[0].work and not company.lines[0].ready_at:
            do(game, ContinueLine(1, 1))
        asked += [before - company.cash] if before > company.cash else []
        assert company.lines[0].idle == (number >= ready)
    assert asked == paid
    check_books(game)


def test_more_payments_than_quarters_of_installation_contradict_each_other() -> None:
    with pytest.raises(RulesetError) as caught:
        made({"lines": [line({"id": "odd", "payments": 3, "install": 2})]})
    assert caught.value.path == "lines[0].payments"


@pytest.mark.parametrize("years", [3, 4, 5])
@pytest.mark.parametrize("form", ["down_to", "years"])
def test_depreciation_over_three_to_five_years(years: int, form: str) -> None:
    """Price 100, salvage 40: even charges from the year after completion, and no more."""
    charge = 60 // years
    rule = {"amount": charge, "down_to": 40} if form == "down_to" else {"amount": charge, "years": years}
    kind = line({"id": "odd", "price": 100, "salvage": 40, "depreciation": rule})
    game = reach(game_of({"lines": [kind]}), "operations", 1)
    do(game, BuyPlant(1, "small"), BuildLine(1, 1, "odd", "P1"))
    play_years(game, 7)
    charges = [spent(game.company(1), "depreciation", year) for year in range(1, 8)]
    assert charges == [0, *[charge] * years, *[0] * (6 - years)]
    assert game.company(1).lines[0].net == 40


@pytest.mark.parametrize("payments", [1, 2, 3, 4, 5, 6])
def test_research_in_one_to_six_payments(payments: int) -> None:
    changes = {"products.0.payments": payments, "products.0.cost": 7, "opening.held": []}
    game = reach(game_of(changes), "operations", 1)
    company = game.company(1)
    do(game, BuyPlant(1, "small"), BuildLine(1, 1, "manual", "P1"), BuyEmergency(1, {"R1": 1}))
    for number in range(payments):
        reach(game, "sales", number % 4 + 1, 1 + number // 4)
        do(game, DevelopProduct(1, "P1"))
        refused(game, DevelopProduct(1, "P1"))
    assert sum(spent(company, "product_research", year) for year in range(1, game.year + 1)) == 7 * payments
    reach(game, "operations", payments % 4 + 1, 1 + payments // 4)
    do(game, StartProduction(1, 1))


# The year's start of two platforms

PLATFORM_B = [
    stage("plan"),
    stage("advertising", opens=("advertise",)),
    stage("meeting", waits="meeting"),
    stage("tender", waits="tender"),
    stage("tax", "pay_tax"),
    stage("interest", "yearly_interest"),
    stage("principal", "yearly_principal"),
    stage("fees", "tender_fees"),
    stage("long_loans", opens=("borrow_long", "borrow_short")),
]


def owing(changes: Mapping[str, Any], cash: int) -> tuple[Game, Company]:
    """Year 2 begins for a company with tax, interest of 12 and principal of 100 to pay, and this cash."""
    opening = {
        "cash": cash, "capital": 100, "tax": 30, "retained": cash - 230, "held": ["P1", "local"],
        "loans": [{"kind": "long", "amount": 100, "left": 1}],
    }  # fmt: skip
    book = [
        Order("S1", 1, "local", "P1", 3, 90, 4, 1),
        Order("T1", 1, "local", "P1", 3, 0, 4, 1, kind="tender"),
    ]
    game = new_game(made({**changes, "opening": opening}), 7, ["a"], 3, book=book)
    return game, game.company(1)


def went(game: Game, *stages: str) -> list[int]:
    """Walk a lone team to stages in turn, advertising 10 and bidding; what it paid up to each."""
    company = game.company(1)
    costs = []
    for name in stages:
        before = company.cash
        while place(game, 1)[2] != name:
            if game.tender and not game.tender.offers:
                do(game, Bid(1, "T1", 60, 4, 0))
            move_on(game, 1)
            if "advertise" in game.stage(company).open:
                do(game, Advertise(1, {"local:P1": 10}))
        costs.append(before - company.cash)
    return costs


def test_platform_a_pays_tax_and_loans_before_advertising() -> None:
    """The tender's fee is paid when the order is won: before the next stage."""
    game, company = owing({"marketing.orders_from": 1}, cash=300)
    assert went(game, "payments", "long_loans") == [30 + 112 + 10, 10]
    assert [order.id for order in company.orders] == ["T1"]
    check_books(game)


def test_platform_b_advertises_then_pays_each_thing_in_a_step_of_its_own() -> None:
    game, company = owing({"year.start": PLATFORM_B}, cash=300)
    stages = ("advertising", "tender", "tax", "interest", "principal", "fees", "long_loans")
    assert went(game, *stages) == [10, 0, 30, 12, 100, 10, 0]
    assert company.loans == []
    assert spent(company, "advertising") == 20
    check_books(game)
    play_years(game)
    assert spent(company, "advertising", 1) == 20  # paid once
    assert spent(company, "advertising", 2) == 0


@pytest.mark.parametrize(
    ("cash", "falls_at", "booked"),
    [(39, "tax", []), (51, "interest", ["pay_tax"]), (151, "principal", ["pay_tax", "interest_long"]),
     (161, "fees", ["pay_tax", "interest_long", "repay_long"]),
     (162, "", ["pay_tax", "interest_long", "repay_long", "tender_fees"])],
)  # fmt: skip
def test_a_step_is_paid_whole_or_not_at_all_but_those_before_it_are(
    cash: int, falls_at: str, booked: list[str]
) -> None:
    """10 for advertising, 30 tax, 12 interest, 100 principal, 10 for the order won."""
    game, company = owing({"year.start": PLATFORM_B}, cash)
    went(game, "tender")
    do(game, Bid(1, "T1", 60, 4, 0), EndBids(1))
    while not company.bankrupt and place(game, 1)[2] != "long_loans":
        if payments_short(game):
            refused(game, EndStage(1), "payment.short")
        do(game, EndStage(1, insolvent=True))
    assert (place(game, 1)[2] if company.bankrupt else "") == falls_at
    assert [entry.what for entry in company.journal.entries][3:] == booked
    check_books(game)


def payments_short(game: Game) -> bool:
    company = game.company(1)
    return sum(due for _, due in payments_ahead(game, company)) > company.cash


def test_several_steps_in_one_stage_fall_one_by_one_too() -> None:
    start = [*PLATFORM_B[:4], stage("pay", "pay_tax", "yearly_interest", "yearly_principal", "tender_fees")]
    game, company = owing({"year.start": start}, 10 + 30 + 12 + 99)
    went(game, "tender")
    do(game, EndBids(1), EndStage(1, insolvent=True))
    assert company.bankrupt
    assert company.cash == 99
    assert [loan.amount for loan in company.loans] == [100]


def test_the_fees_of_a_step_of_their_own_need_no_cash_at_the_award() -> None:
    game, company = owing({"year.start": PLATFORM_B}, cash=12)
    went(game, "tender")
    assert company.cash == 2
    do(game, Bid(1, "T1", 60, 4, 0), EndBids(1))
    assert [order.id for order in company.orders] == ["T1"]


@pytest.mark.parametrize(
    "start",
    [
        [*PLATFORM_B[:3], PLATFORM_B[7], *PLATFORM_B[3:7], PLATFORM_B[8]],
        [*PLATFORM_B, stage("again", "tender_fees")],
    ],
)
def test_fees_before_the_tender_or_twice_contradict_the_plan(start: list[Data]) -> None:
    with pytest.raises(RulesetError) as caught:
        made({"year.start": start})
    assert caught.value.code == "ruleset.fees_after_tender"


# The quarter's and the year's end


@pytest.mark.parametrize(
    ("order", "rent", "administration"),
    [(["renew_rent", "administration"], 9, 0), (["administration", "renew_rent"], 0, 14)],
)
def test_rents_before_administration_or_after_it(order: list[str], rent: int, administration: int) -> None:
    """With 15 in hand a rent of 9 and a fee of 14 cannot both be paid: the first of them is booked."""
    changes = {"year.quarter.4.auto": order, "plant_rules.empty_rented": "renews"}
    game = reach(game_of(changes, cash=9 + 4 * 14 + 15), "operations", 1)
    company = game.company(1)
    do(game, RentPlant(1, "small"))
    reach(game, "sales", 1, 2)
    assert company.cash == 15
    do(game, EndStage(1, insolvent=True))
    assert company.bankrupt == "Y2Q1"
    assert 15 - company.cash == rent + administration


def test_year_end_maintenance_comes_before_penalties() -> None:
    """Both plans pay maintenance of 15 first; the penalty of 20 is what cannot be paid."""
    game = reach(game_of(cash=300), "operations", 1)
    company = game.company(1)
    do(game, BuyPlant(1, "small"), BuildLine(1, 1, "manual", "P1"))
    put_order(game, 1, total=100)
    reach(game, "quarter_end", 4)
    do(game, BuyEmergency(1, {"R1": (company.cash - 15) // 16}))
    assert 15 <= company.cash < 15 + 20
    do(game, EndStage(1, insolvent=True))
    assert company.bankrupt
    assert spent(company, "maintenance") == 15
    assert company.orders[0].state == "open"


def test_all_rents_are_one_step() -> None:
    """Two rents of 9 with 17 in hand: none of them is paid, the administration before them is."""
    changes = {"year.quarter.4.auto": ["administration", "renew_rent"], "plant_rules.empty_rented": "renews"}
    game = reach(game_of(changes, cash=2 * 9 + 5 * 14 + 17), "operations", 1)
    do(game, RentPlant(1, "small"), RentPlant(1, "small"))
    reach(game, "sales", 1, 2)
    refused(game, EndStage(1), "payment.short", operation="renew_rent", missing=1)
    do(game, EndStage(1, insolvent=True))
    assert game.company(1).bankrupt
    assert game.company(1).cash == 17


# Rented plants


def rented(rule: str) -> Game:
    """A game whose team rents a small plant with a line in it in quarter 2 of year 1."""
    game = reach(game_of({"plant_rules.rent_to_buy": rule}), "operations", 2)
    do(game, RentPlant(1, "small"), BuildLine(1, 1, "manual", "P1"))
    return game


QUARTERS = [(1, 2), (1, 3), (1, 4), (2, 1), (2, 2), (2, 3)]


@pytest.mark.parametrize(
    ("rule", "allowed"),
    [("any", QUARTERS), ("due", [(2, 2)]), ("last_or_due", [(2, 1), (2, 2)]), ("never", [])],
)
def test_when_a_rented_plant_may_be_bought(rule: str, allowed: list[tuple[int, int]]) -> None:
    for year, quarter in QUARTERS:
        game = reach(rented(rule), "sales", quarter, year)
        if (year, quarter) in allowed:
            before = game.company(1).cash
            do(game, PurchaseRentedPlant(1, 1))
            assert before - game.company(1).cash == 72
            play_years(game, 3)
            paid = 2 if rule == "any" and (year, quarter) > (2, 2) else 1
            assert sum(spent(game.company(1), "rent", y) for y in (1, 2, 3)) == 9 * paid
        else:
            refused(game, PurchaseRentedPlant(1, 1), "plant.rent_running")


def test_any_quarter_counts_the_start_of_the_year_too() -> None:
    changes = {"year.start.4.open": ["borrow_long", "rent_plant", "rent_to_buy"]}
    game = reach(game_of({"plant_rules.rent_to_buy": "any", **changes}), "long_loans")
    do(game, RentPlant(1, "small"), PurchaseRentedPlant(1, 1))
    assert game.company(1).plants[0].owned


def test_an_empty_rented_plant_ends_by_itself_or_goes_on_until_it_is_given_back() -> None:
    opens = ["deliver", "rent_to_buy", "return_plant"]
    for rule, rents in (("ends", [9, 0, 0]), ("renews", [9, 9, 9])):
        game = reach(game_of({"plant_rules.empty_rented": rule, "year.quarter.3.open": opens,
                              "year.quarter.3.only": {}}), "operations", 1)  # fmt: skip
        do(game, RentPlant(1, "small"))
        play_years(game, 3)
        assert [spent(game.company(1), "rent", year) for year in (1, 2, 3)] == rents
        reach(game, "sales", 1, 4)
        if rule == "renews":
            do(game, ReturnPlant(1, 1))
            play_years(game)
        assert game.company(1).plants == []
        assert spent(game.company(1), "rent", 4) == 0


# The organiser


def test_the_organiser_adds_capital_in_any_quarter() -> None:
    game = game_of(cash=700)
    company = game.company(1)
    for name, quarter in (("plan", 0), ("sales", 1), ("operations", 2), ("quarter_end", 3), ("year_end", 5)):
        reach(game, name, quarter)
        before = company.cash
        do(game, AddCapital(1, 100))
        assert company.cash == before + 100
    play_years(game)
    assert statements.balance_sheet(company, 1)["capital"] == 700 + 500
    reach(game, "long_loans")
    do(game, Borrow(1, "long", 3 * company.equity))
    check_books(game)


def test_the_organiser_hands_out_orders_outside_selection_and_tender() -> None:
    """An order handed out needs no market, no certificate and no research, and a book's ids stay free."""
    book = [Order("G001", 1, "local", "P1", 1, 50, 4, 0), Order("G002", 2, "local", "P1", 1, 50, 4, 0)]
    game = new_game(made(), 7, ["a", "b"], 2, book=book)
    reach(game, "sales", 3)
    company = game.company(2)
    do(game, GiveOrder(2, "asian", "P5", quantity=2, total=230, due=4, term=3))
    assert [order.id for order in company.orders] == ["G003"]
    do(game, BuyEmergency(2, {"P5": 2}), Deliver(2, "G003"))
    assert company.receivables == [0, 0, 230, 0]
    assert spent(company, "sales") == 230
    play_years(game)
    assert game.orders["G002"].year == 2
    check_books(game)


# Money


@pytest.mark.parametrize(
    ("bands", "fees"),
    [
        ([[1, 2], [3, 4]], [2, 2]),  # 10 % of 11, and of 13: 1.1 and 1.3
        ([[1], [2], [3], [4]], [2, 3]),  # 10 % of 5 and 6: 0.5 and 0.6; of 2 and 11: 0.2 and 1.1
        ([[1, 2, 3, 4]], [2, 2]),
    ],
)
def test_terms_are_discounted_as_one_amount_or_each_alone(bands: list[list[int]], fees: list[int]) -> None:
    rule = [{"terms": terms, "rate": "10% ceiling"} for terms in bands]
    game = game_of({"finance.discount": rule})
    company = game.company(1)
    for term, total in enumerate((5, 6, 2, 11), 1):
        put_order(game, 1, total=total, term=term, quantity=1)
    company.goods["P1"] = 4
    reach(game, "sales", 1)
    do(game, *(Deliver(1, order.id) for order in list(company.orders)))
    for amounts, fee in (((5, 6, 0, 0), fees[0]), ((0, 0, 2, 11), fees[1])):
        before = company.cash
        do(game, Discount(1, amounts))
        assert company.cash - before == sum(amounts) - fee


@pytest.mark.parametrize(
    ("name", "quarter", "repaid"), [("long_loans", 0, (1, 4)), ("quarter_start", 1, (2, 1))]
)
def test_a_short_loan_before_the_first_quarter_counts_a_quarter_earlier(
    name: str, quarter: int, repaid: tuple[int, int]
) -> None:
    game = reach(game_of({"year.start": PLATFORM_B}), name, quarter)
    company = game.company(1)
    do(game, Borrow(1, "short", 100))
    while company.loans:
        when = place(game, 1)
        move_on(game, 1)
    assert (game.year, game.quarter(company)) == repaid
    assert when[2] == "quarter_ahead"
    assert spent(company, "finance_cost", game.year) == 5


def test_a_product_bought_in_an_emergency_is_delivered_without_ever_being_developed() -> None:
    game = reach(game_of(), "sales", 1)
    company = game.company(1)
    order = put_order(game, 1, product="P3", quantity=2, total=150, term=0)
    before = company.cash
    do(game, BuyEmergency(1, {"P3": 2}), Deliver(1, order.id))
    assert company.progress["P3"].paid == 0
    assert company.cash - before == 150 - 2 * 3 * 36
    assert (spent(company, "losses"), spent(company, "direct_cost")) == (2 * 2 * 36, 2 * 36)


# The market leader


def sold(strict: bool | None, **second: Any) -> Game:
    """Team 1 sold for 100 in the local market, team 2 for 130 under tender and 40 elsewhere; year 2."""
    changes: dict[str, Any] = {"marketing.priority": ["leader", "product", "submission"]}
    if strict is not None:
        changes["marketing.leader_keeps_orders"] = strict
    game = game_of(changes, teams=3)
    orders = [
        put_order(game, 1, total=100),
        put_order(game, 2, total=130, kind="tender"),
        put_order(game, 3, total=160, market="regional"),
    ]
    if second:
        put_order(game, 2, **second)
    reach(game, "sales", 2)
    for order in orders:
        game.company(order.team).goods["P1"] += 3
        do(game, Deliver(order.team, order.id))
    return play_years(game)


def test_the_leader_delivered_most_in_the_market_tenders_included() -> None:
    game = sold(None)
    assert [order_meeting.leader(game, market, 1) for market in ("local", "regional", "asian")] == [2, 3, 0]


@pytest.mark.parametrize(("strict", "leader"), [(None, 1), (True, 1), (False, 2)])
def test_an_unkept_order_may_cost_the_lead(strict: bool | None, leader: int) -> None:
    assert order_meeting.leader(sold(strict, total=20), "local", 1) == leader
    assert order_meeting.leader(sold(strict, total=20, market="regional"), "local", 1) == 2


# The rule sheet says it


@pytest.mark.parametrize(
    ("spoken", "said"),
    [
        (
            "zh",
            [
                "贴现（1 季）：贴息 8%（进一取整）",
                "短期贷款：第一季开始前借的早一季到期",
                "在“付竞单费”一步",
                "交货金额最高的企业，含竞单",
                "要主动退租",
                "| robot | 40 | 1 | 3 |",
                "自动：竞单费",
                "在续租的那一季",
                "出售时要付钱",
            ],
        ),
        (
            "en",
            [
                "with 1 Q to wait: fee 8% (up)",
                "it falls due a quarter earlier",
                "in the step for tender fees",
                "last year, tenders included.",
                "until it is given back",
                "| robot | 40 | 1 | 3 |",
                "by itself: Tender fees",
                "in the quarter when its rent falls due",
                "costs money to sell",
            ],
        ),
    ],
)
def test_the_rule_sheet_of_platform_b_says_what_is_different(spoken: str, said: list[str]) -> None:
    rules = made({
        "year.start": PLATFORM_B, "marketing.leader_keeps_orders": False,
        "marketing.priority": ["leader", "product"], "plant_rules.rent_to_buy": "due",
        "plant_rules.empty_rented": "renews", "finance.discount": [{"terms": [1], "rate": "8% ceiling"}],
        "lines": [line({"id": "robot", "payments": 1, "install": 3, "salvage": -5})],
    })  # fmt: skip
    before = language()
    set_language(spoken)
    try:
        text = sheet(rules)
    finally:
        set_language(before)
    assert [part for part in said if part not in text] == []
