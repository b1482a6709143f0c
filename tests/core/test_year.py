"""The steps of the year, bankruptcy, the end of the game, and who waits for whom."""

from __future__ import annotations

from dataclasses import replace

import pytest
from strategies import (
    check_books,
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

from sandbox_gui.core import score, statements, year
from sandbox_gui.core.actions import (
    Advertise,
    Borrow,
    BuyEmergency,
    Deliver,
    EndStage,
    OrderMaterials,
    SellStock,
)
from sandbox_gui.core.engine import may_act
from sandbox_gui.core.game import Game
from sandbox_gui.core.journal import Account
from sandbox_gui.core.opening import new_game
from sandbox_gui.core.ruleset import StageRule


def what(game: Game, team: int = 1) -> list[str]:
    """What was posted to a company since the opening."""
    return [entry.what for entry in game.company(team).journal.entries[2:]]


# The steps


def test_the_stages_of_a_year() -> None:
    game = new_itmc(teams=1)
    seen = []
    while game.year == 1:
        seen.append(place(game, 1)[1:])
        move_on(game, 1)
    quarter = ["quarter_start", "operations", "sales", "quarter_end"]
    assert seen == [
        *((0, stage) for stage in ("plan", "payments", "meeting", "long_loans")),
        *((number, stage) for number in (1, 2, 3, 4) for stage in quarter),
        (5, "year_end"),
    ]
    assert place(game, 1) == (2, 0, "plan")


def test_what_happens_by_itself_in_the_order_of_the_rules() -> None:
    """Tax before long loans; goods in before short loans; receipts of materials before those of cash; rents,
    administration; maintenance, penalties, depreciation, tax, close."""
    game = new_itmc(teams=1)
    put_order(game, 1)
    play_years(game)
    moved = ["finish_product", "receive_materials", "collect"]
    assert [entry for entry in what(game) if entry not in moved] == [
        "pay_tax", "repay_long", *["administration"] * 4,
        "maintenance", "penalty", "depreciation", "carry_forward",
    ]  # fmt: skip


def test_a_step_pays_for_what_the_steps_before_it_in_the_same_stage_have_changed() -> None:
    """A line that is finished and maintained in one stage pays its maintenance there."""
    rules = ruleset()
    start, *others = rules.year.quarter
    start = replace(start, auto=(*start.auto, "maintenance"), only={"maintenance": (1,)})
    game = new_game(replace(rules, year=replace(rules.year, quarter=(start, *others))), 7, ["a"])
    reach(game, "long_loans")
    company = game.company(1)
    company.lines[0].work, company.lines[0].ready_at = "build", 1
    do(game, EndStage(1))
    paid = sum(game.catalogue.lines[line.type].maintenance for line in company.lines)
    assert company.journal.entries[-1].what == "maintenance"
    assert company.journal.entries[-1].lines == ((Account.MAINTENANCE, paid), (Account.CASH, -paid))


@pytest.mark.parametrize(
    ("steps", "known"),
    [
        ((), True),
        (("pay_tax", "repay_yearly_loans"), True),
        (("move_production", "finish_lines", "repay_quarterly_loans"), True),
        (("yearly_interest", "yearly_principal"), True),
        (("yearly_principal", "yearly_interest"), False),
        (("maintenance", "finish_lines"), True),
        (("finish_lines", "maintenance"), False),
        (("book_tax", "pay_tax"), False),
        (("administration", "administration"), False),
    ],
)
def test_whether_the_payments_of_a_stage_are_known_before_it_runs(
    steps: tuple[str, ...], known: bool
) -> None:
    assert year.independent(steps) == known


def test_what_the_next_stage_will_ask_for_is_known_ahead() -> None:
    game = new_itmc(teams=1)
    company = game.company(1)
    assert [(name, due) for name, due in year.payments_ahead(game, company) if due] == [
        ("pay_tax", 1),
        ("repay_yearly_loans", 4),
    ]
    reach(game, "quarter_start", 1)
    assert dict(year.payments_ahead(game, company))["receive_materials"] == 2
    reach(game, "operations", 3)
    assert dict(year.payments_ahead(game, company))["collect_receivables"] == -15


def test_all_that_was_announced_is_all_that_is_paid() -> None:
    game = new_itmc(teams=1, years=2)
    do(reach(game, "quarter_start", 2), Borrow(1, "short", 40), Borrow(1, "usury", 20))
    put_order(game, 1, total=30)
    while not game.over:
        company = game.company(1)
        ahead = sum(due for _, due in year.payments_ahead(game, company))
        before = company.cash
        move_on(game, 1)
        assert before - company.cash == ahead


def test_the_year_begins_when_all_have_closed() -> None:
    game = reach(new_itmc(teams=2), "year_end", 5)
    do(game, EndStage(1))
    assert game.year == 1
    assert not may_act(game, 1)
    refused(game, EndStage(1), "year.waiting")
    refused(game, EndStage(1, insolvent=True), "year.waiting")
    refused(game, BuyEmergency(1, {"R1": 1}), "stage.closed")
    do(game, EndStage(2))
    assert (game.year, place(game, 1), place(game, 2)) == (2, (2, 0, "plan"), (2, 0, "plan"))
    assert may_act(game, 1)


def test_teams_play_their_quarters_at_their_own_pace() -> None:
    game = reach(new_itmc(teams=2), "long_loans")
    while place(game, 1)[1] < 5:
        move_on(game, 1)
    assert place(game, 2) == (1, 0, "long_loans")
    do(game, EndStage(2))
    assert game.now(game.company(2)) == 1
    assert game.now(game.company(1)) == 4


def test_those_who_watch_are_told() -> None:
    """The milestones of a game of two teams, in their order."""
    game = new_itmc(teams=2, years=2, cash=200)
    told: list[tuple[str, int]] = []
    while not game.over:
        for company in game.running:
            if may_act(game, company.team):
                if place(game, company.team) == (1, 0, "payments"):
                    do(game, Advertise(company.team, {"local:P1": 1}))
                move_on(game, company.team)
                told += [(event.what, event.team) for event in game.events if event.what != "stage"]
    assert told == [
        ("meeting_open", 0), ("selection_open", 0), ("passed", 1), ("passed", 2), ("meeting_over", 0),
        ("year_closed", 1), ("year_closed", 2), ("year_begins", 0),
        ("meeting_open", 0), ("meeting_over", 0),
        ("year_closed", 1), ("year_closed", 2), ("game_over", 0),
    ]  # fmt: skip


# The end of the game


@pytest.mark.parametrize("years", [1, 2, 6])
def test_the_game_ends_after_its_years(years: int) -> None:
    game = play_years(new_itmc(teams=2, years=years, cash=200), years)
    assert game.over
    assert game.year == years
    assert [event.what for event in game.events][-1] == "game_over"
    for team in (1, 2):
        assert not may_act(game, team)
        refused(game, EndStage(team), "game.over")
        assert len(game.company(team).journal.closings) == years + 1


def test_a_game_may_run_beyond_the_demand_table() -> None:
    game = new_itmc(teams=2, years=9, cash=500)
    play_years(game, 8)
    assert game.year == 9
    assert {order.year for order in game.orders.values()} == set(range(1, 10))
    play_years(game)
    assert game.over
    check_books(game)


# Bankruptcy by a payment that cannot be made


def penniless() -> Game:
    """Four emergency P1 leave 4 of the 28: tax 1 can be paid, then interest 4 cannot."""
    game = new_itmc(teams=1)
    do(game, BuyEmergency(1, {"P1": 4}))
    return game


def test_a_payment_that_cannot_be_made_is_refused() -> None:
    game = penniless()
    answer = refused(game, EndStage(1), "payment.short", need=4, cash=3, missing=1)
    assert answer.facts["operation"] == "repay_yearly_loans"
    assert game.company(1).bankrupt == ""


def test_with_insolvency_accepted_it_ends_the_company_and_is_not_booked() -> None:
    game = penniless()
    do(game, EndStage(1, insolvent=True))
    company = game.company(1)
    assert company.bankrupt == "Y1Q1"
    assert what(game)[-1] == "pay_tax"  # the payment before it is
    assert company.cash == 3
    assert sum(loan.amount for loan in company.loans) == 40
    assert company.journal.balances[Account.INTEREST] == 0
    assert statements.balance_sheet(company, 1)["tax_payable"] == 0
    check_books(game)
    refused(game, EndStage(1))
    assert not may_act(game, 1)
    assert game.over  # the only team


def test_exactly_enough_is_enough() -> None:
    game = new_itmc(teams=1)
    company = game.company(1)
    company.journal.post(1, 0, "fire", (Account.CAPITAL, 23), (Account.CASH, -23))
    do(game, EndStage(1))
    assert company.cash == 0


def test_insolvency_accepted_without_need_changes_nothing() -> None:
    game = new_itmc(teams=1)
    do(game, EndStage(1, insolvent=True))
    assert game.company(1).bankrupt == ""
    assert game.company(1).cash == 23


def test_who_finds_the_money_goes_on() -> None:
    game = penniless()
    refused(game, EndStage(1), "payment.short")
    do(game, SellStock(1, {"P1": 1}), EndStage(1))
    assert game.company(1).cash == 4 + 2 - 5


def test_a_short_loan_that_cannot_be_repaid_ends_the_company() -> None:
    game = reach(new_itmc(teams=1), "quarter_start", 1)
    do(game, Borrow(1, "short", 80))
    reach(game, "operations", 1)
    do(game, BuyEmergency(1, {"R4": 30}))
    reach(game, "long_loans", 0, 2)
    company = game.company(1)
    cash = company.cash
    refused(game, EndStage(1), "payment.short", operation="repay_quarterly_loans", need=84, cash=cash)
    do(game, EndStage(1, insolvent=True))
    assert company.bankrupt == "Y2Q1"
    assert company.cash == cash
    assert company.equity == 64 - 30 - 16  # the last close's
    check_books(game)


def test_materials_that_cannot_be_paid_do_not_arrive() -> None:
    game = reach(new_itmc(teams=1), "operations", 1)
    do(game, OrderMaterials(1, {"R1": 99}))
    reach(game, "quarter_start", 2)
    refused(game, EndStage(1), "payment.short", operation="receive_materials", need=99)
    do(game, EndStage(1, insolvent=True))
    assert game.company(1).materials["R1"] == 5
    assert game.company(1).bankrupt == "Y1Q2"


def test_penalties_are_paid_whole_or_not_at_all() -> None:
    game = new_itmc(teams=1)
    put_order(game, 1, total=60)
    put_order(game, 1, total=60)
    reach(game, "quarter_end", 4)
    before = game.company(1).cash
    refused(game, EndStage(1), "payment.short", operation="penalties", need=30, cash=before - 4)
    do(game, EndStage(1, insolvent=True))
    assert game.company(1).cash == before - 4
    assert statements.expenses(game.company(1), 1)["losses"] == 0
    assert game.company(1).bankrupt == "Y1Q4"


# Bankruptcy by equity at the close


def lose(game: Game, team: int, products: int) -> None:
    """Lose 4 for each P1 bought in an emergency, with long loans to pay for it."""
    reach(game, "long_loans")
    do(game, Borrow(team, "long", 80), BuyEmergency(team, {"P1": products}))


def test_equity_below_zero_at_the_close_is_bankruptcy() -> None:
    """64 − 13 × 4 − 16 = −4: the year is closed and printed whole, without a score."""
    game = new_itmc(teams=2)
    lose(game, 1, 13)
    play_years(game)
    first, second = game.companies
    assert first.equity == -4
    assert first.bankrupt == "Y1Q4"
    assert statements.balance_sheet(first, 1)["total_equity"] == -4
    assert score.score(game, first) is None
    assert second.bankrupt == ""
    assert game.year == 2
    check_books(game)


def test_equity_of_zero_is_not() -> None:
    """64 − 12 × 4 − 16 = 0."""
    game = new_itmc(teams=1)
    lose(game, 1, 12)
    play_years(game)
    assert game.company(1).equity == 0
    assert game.company(1).bankrupt == ""
    assert score.score(game, game.company(1)) == 0


def test_equity_below_zero_within_the_year_is_not() -> None:
    game = new_itmc(teams=1)
    lose(game, 1, 16)  # all of the 16 × 4 = 64
    order = put_order(game, 1, quantity=7, total=80, term=0)
    reach(game, "sales", 4)
    do(game, Deliver(1, order.id))
    play_years(game)
    assert game.company(1).equity == 64 - 64 - 16 + 80 - 14
    assert game.company(1).bankrupt == ""


# A bankrupt team blocks nobody


def ruin(game: Game, team: int) -> None:
    """Take all cash away, and accept what follows."""
    company = game.company(team)
    company.journal.post(1, 0, "fire", (Account.CAPITAL, company.cash), (Account.CASH, -company.cash))
    while not company.bankrupt:
        do(game, EndStage(team, insolvent=True))


@pytest.mark.parametrize("stage", [("plan", 0), ("long_loans", 0), ("quarter_start", 2), ("operations", 4)])
def test_the_others_play_on(stage: tuple[str, int]) -> None:
    game = reach(new_itmc(teams=3, cash=200, years=3), *stage)
    ruin(game, 2)
    play_years(game, 3)
    assert game.over
    assert [len(company.journal.closings) for company in game.companies] == [4, 1, 4]
    check_books(game)


def test_the_last_to_come_may_fall_at_the_close_and_the_year_ends() -> None:
    game = new_itmc(teams=2)
    lose(game, 2, 13)
    reach(game, "year_end", 5)
    do(game, EndStage(1))
    assert game.year == 1
    do(game, EndStage(2))
    assert game.company(2).bankrupt
    assert game.year == 2
    assert place(game, 1) == (2, 0, "plan")


def test_when_all_have_fallen_the_game_is_over() -> None:
    game = new_itmc(teams=2)
    ruin(game, 1)
    assert not game.over
    ruin(game, 2)
    assert game.over
    assert [event.what for event in game.events][-1] == "game_over"


def test_all_fall_at_the_same_close() -> None:
    game = new_itmc(teams=2)
    reach(game, "long_loans")
    for team in (1, 2):
        do(game, Borrow(team, "long", 80), BuyEmergency(team, {"P1": 13}))
    reach(game, "year_end", 5)
    do(game, EndStage(1), EndStage(2))
    assert game.over
    assert game.year == 1


# Other plans of the year


def test_a_year_may_begin_with_the_meeting() -> None:
    """Platform B advertises first: the plan is data, and the meeting opens all the same."""
    rules = ruleset()
    start = (
        StageRule("ads", rules.name, open=("advertise",)),
        StageRule("meeting", rules.name, waits="meeting"),
        StageRule("rest", rules.name, auto=("pay_tax", "repay_yearly_loans"), open=("borrow_long",)),
    )
    game = new_game(replace(rules, year=replace(rules.year, start=start)), 7, ["a", "b"], 2)
    play_years(game, 2)
    assert game.over
    assert [company.equity for company in game.companies] == [32, 32]
