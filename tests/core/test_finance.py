"""Loans, discounting, tax and administration of `itmc`, by hand-calculated examples."""

from __future__ import annotations

import pytest
from strategies import EVERY_STAGE, do, new_itmc, play_years, put_order, reach, refused

from sandbox_gui.core import statements
from sandbox_gui.core.actions import Borrow, Deliver, Discount
from sandbox_gui.core.game import Game
from sandbox_gui.core.journal import Account

# Long loans: 2 × 64 = 128 of long and short together, 40 owed from the start.


def at_long_loans(year: int = 1) -> Game:
    return reach(new_itmc(teams=1, cash=100), "long_loans", 0, year)


def test_the_limit_is_twice_last_years_equity_in_tens() -> None:
    game = reach(new_itmc(teams=1), "long_loans")
    refused(game, Borrow(1, "long", 90), "loan.limit", left=80, equity=64)
    do(game, Borrow(1, "long", 80))
    assert game.company(1).cash == 28 - 1 - 4 + 80
    refused(game, Borrow(1, "long", 10), "loan.limit", left=0)


def test_the_limit_holds_for_long_and_short_together() -> None:
    game = reach(new_itmc(teams=1), "long_loans")
    do(game, Borrow(1, "long", 40))
    reach(game, "quarter_start", 1)
    refused(game, Borrow(1, "short", 60), "loan.limit", left=40)
    do(game, Borrow(1, "short", 40))
    refused(game, Borrow(1, "short", 20), "loan.limit", left=0)


def test_the_limit_follows_the_equity_of_the_last_close() -> None:
    """An idle first year leaves 48: 96 − 40 = 56, fifty in tens."""
    game = reach(new_itmc(teams=1), "long_loans", 0, 2)
    refused(game, Borrow(1, "long", 60), "loan.limit", left=50, equity=48)
    do(game, Borrow(1, "long", 50))


def test_what_is_repaid_this_quarter_may_be_borrowed_again() -> None:
    game = reach(new_itmc(teams=1), "quarter_start", 1)
    do(game, Borrow(1, "short", 80))
    reach(game, "sales", 4)
    reach(game, "long_loans", 0, 2)
    refused(game, Borrow(1, "long", 10), "loan.limit", left=0)
    reach(game, "quarter_start", 1)
    refused(game, Borrow(1, "short", 60), "loan.limit", left=40)  # 96 − 40 = 56 once the 80 are repaid
    do(game, Borrow(1, "short", 40))


@pytest.mark.parametrize("amount", [0, -10, 5, 15, 25])
def test_long_loans_come_in_tens(amount: int) -> None:
    refused(at_long_loans(), Borrow(1, "long", amount))


@pytest.mark.parametrize("amount", [0, -20, 10, 30, 50])
@pytest.mark.parametrize("kind", ["short", "usury"])
def test_short_loans_come_in_twenties(kind: str, amount: int) -> None:
    refused(reach(new_itmc(teams=1), "quarter_start", 1), Borrow(1, kind, amount))


def test_long_loans_run_up_to_five_years() -> None:
    game = at_long_loans()
    refused(game, Borrow(1, "long", 10, terms=6), "loan.terms")
    refused(game, Borrow(1, "long", 10, terms=-1))
    do(game, Borrow(1, "long", 10, terms=5), Borrow(1, "long", 10, terms=1), Borrow(1, "long", 10))
    assert [loan.due for loan in game.company(1).loans[2:]] == [6, 2, 6]


def test_long_interest_is_paid_on_the_sum_and_due_principal_with_it() -> None:
    """40 at the start, 30 for one year and 20 for two: year 2 pays 9 + 30, year 3 pays 6 + 20."""
    game = at_long_loans()
    do(game, Borrow(1, "long", 30, terms=1), Borrow(1, "long", 20, terms=2))
    paid = []
    for year in (2, 3):
        reach(game, "plan", 0, year)
        before = game.company(1).cash
        reach(game, "payments")
        paid.append(before - game.company(1).cash)
    assert paid == [9 + 30, 6 + 20]
    assert sum(loan.amount for loan in game.company(1).loans) == 40
    assert game.company(1).journal.balances[Account.INTEREST] == 6


def test_interest_and_principal_of_long_loans_are_one_payment() -> None:
    game = at_long_loans()
    do(game, Borrow(1, "long", 30, terms=1))
    reach(game, "payments", 0, 2)
    entry = game.company(1).journal.entries[-1]
    assert sorted(entry.lines) == [(Account.CASH, -37), (Account.LONG_LOANS, 30), (Account.INTEREST, 7)]


def test_a_short_loan_is_repaid_after_four_quarters_with_five_per_cent() -> None:
    game = reach(new_itmc(teams=1), "quarter_start", 2)
    do(game, Borrow(1, "short", 40))
    reach(game, "quarter_end", 1, 2)
    before = game.company(1).cash
    reach(game, "quarter_start", 2)
    assert before - game.company(1).cash == 42
    assert [loan.kind for loan in game.company(1).loans] == ["long", "long"]


def test_a_short_loan_has_one_term_of_four_quarters() -> None:
    """A quarter's loan would cost the interest of a year: the rules know only four quarters."""
    for terms in (1, 2, 3, 5):
        for kind in ("short", "usury"):
            refused(
                reach(new_itmc(teams=1), "quarter_start", 1), Borrow(1, kind, 20, terms=terms), "loan.terms"
            )


def test_usury_costs_fifteen_per_cent_up_to_last_years_equity() -> None:
    game = reach(new_itmc(teams=1), "quarter_start", 1)
    refused(game, Borrow(1, "usury", 80), "loan.limit", left=60)
    do(game, Borrow(1, "usury", 60), Borrow(1, "short", 80))  # a limit of its own
    reach(game, "quarter_end", 4)
    reach(game, "long_loans", 0, 2)
    before = game.company(1).cash
    reach(game, "quarter_start", 1)
    assert before - game.company(1).cash == 60 + 9 + 80 + 4
    sheet = statements.balance_sheet(game.company(1), 1)
    assert (sheet["short_loans"], sheet["special_loans"], sheet["long_loans"]) == (80, 60, 40)


def test_loans_of_the_same_quarter_pay_interest_on_their_total() -> None:
    game = reach(new_itmc(teams=1), "quarter_start", 1)
    do(game, Borrow(1, "short", 20), Borrow(1, "short", 40))
    reach(game, "quarter_start", 1, 2)
    assert game.company(1).journal.balances[Account.INTEREST] == 4 + 3


def test_loans_are_taken_at_their_own_time() -> None:
    game = new_itmc(teams=1)
    refused(game, Borrow(1, "long", 10), "stage.closed")
    reach(game, "long_loans")
    refused(game, Borrow(1, "short", 20), "stage.closed")
    refused(game, Borrow(1, "usury", 20), "stage.closed")
    reach(game, "quarter_start", 1)
    refused(game, Borrow(1, "long", 10), "stage.closed")
    reach(game, "operations", 1)
    refused(game, Borrow(1, "short", 20), "stage.closed")
    refused(game, Borrow(1, "gift", 20))


# Discounting: a seventh, in sevens, of receivables of any term; 15 are due in three quarters at the start.


def test_discounting_costs_a_seventh() -> None:
    game = new_itmc(teams=1)
    do(game, Discount(1, (0, 0, 14, 0)))
    company = game.company(1)
    assert company.cash == 28 + 12
    assert company.receivables == [0, 0, 1, 0]
    assert statements.income(company, 1)["finance_cost"] == 2


@pytest.mark.parametrize("amount", [1, 6, 8, 13, 15])
def test_discounting_goes_in_sevens(amount: int) -> None:
    refused(new_itmc(teams=1), Discount(1, (0, 0, amount)), "discount.multiple", multiple=7)


def test_terms_are_joined_to_one_amount_of_sevens() -> None:
    game = new_itmc(teams=1)
    order = put_order(game, 1, quantity=3, total=20, term=4)
    reach(game, "sales", 1)
    do(game, Deliver(1, order.id))
    assert game.company(1).receivables == [0, 15, 0, 20]
    refused(game, Discount(1, (0, 15, 0, 19)), "discount.multiple", amount=34)
    before = game.company(1).cash
    do(game, Discount(1, (0, 15, 0, 20)))
    assert game.company(1).cash - before == 30
    assert game.company(1).receivables == [0, 0, 0, 0]


def test_no_more_is_discounted_than_is_owed_at_that_term() -> None:
    game = new_itmc(teams=1)
    refused(game, Discount(1, (0, 0, 21, 0)), "discount.too_much", left=15, term=3)
    refused(game, Discount(1, (7, 0, 0, 0)), "discount.too_much", left=0, term=1)
    refused(game, Discount(1, ()), "amount.nothing")
    refused(game, Discount(1, (0, 0, 0, 0)), "amount.nothing")
    refused(game, Discount(1, (0, 0, -7, 0)))


def test_a_term_that_does_not_exist_is_never_discounted() -> None:
    refused(new_itmc(teams=1), Discount(1, (0, 0, 7, 0, 7)), "discount.too_much", left=0, term=5)
    game = new_itmc(teams=1)
    do(game, Discount(1, (0, 0, 14, 0, 0)))
    assert game.company(1).receivables == [0, 0, 1, 0]


def test_discounting_is_open_at_any_time_of_a_teams_own() -> None:
    game = new_itmc(teams=1)
    for stage, quarter in EVERY_STAGE:
        reach(game, stage, quarter)
        refused(game, Discount(1, (0, 0, 0, 0)), "amount.nothing")  # and not stage.closed


# Receivables


def test_receivables_move_a_quarter_and_the_nearest_is_paid() -> None:
    game = new_itmc(teams=1)
    orders = [put_order(game, 1, quantity=1, total=total, term=term) for term, total in enumerate((4, 5, 6))]
    reach(game, "sales", 1)
    before = game.company(1).cash
    do(game, *(Deliver(1, order.id) for order in orders))
    assert game.company(1).cash - before == 4  # term 0 is paid at once
    assert game.company(1).receivables == [5, 15 + 6, 0, 0]
    cash = []
    for quarter in (2, 3, 4):
        reach(game, "operations", quarter)
        before = game.company(1).cash
        reach(game, "sales", quarter)
        cash.append(game.company(1).cash - before)
    assert cash == [5, 21, 0]


# Tax: 25 % half-up of what is left once earlier losses are made good. An idle year costs 16, year 3 15.


def deliver_three(game: Game, total: int) -> None:
    order = put_order(game, 1, quantity=3, total=total, term=0)
    reach(game, "sales", 1)
    do(game, Deliver(1, order.id))


@pytest.mark.parametrize(
    ("total", "profit", "tax"),
    [(32, 10, 3), (28, 6, 2), (27, 5, 1), (24, 2, 1), (23, 1, 0), (22, 0, 0), (21, -1, 0)],
)
def test_tax_of_one_year(total: int, profit: int, tax: int) -> None:
    """Sales less 6 direct cost less 16 of fixed cost."""
    game = new_itmc(teams=1)
    deliver_three(game, total)
    before = game.company(1).journal.balances[Account.TAX_PAYABLE]
    assert before == 0  # last year's 1 is paid
    reach(game, "year_end", 5)
    cash = game.company(1).cash
    play_years(game)
    income = statements.income(game.company(1), 1)
    assert (income["before_tax"], income["tax"], income["net_profit"]) == (profit, tax, profit - tax)
    assert statements.balance_sheet(game.company(1), 1)["tax_payable"] == tax
    assert game.company(1).cash == cash  # booked now, paid next year
    reach(game, "payments")
    assert game.company(1).cash == cash - tax - 4
    assert game.company(1).journal.balances[Account.TAX_PAYABLE] == 0


def test_losses_are_made_good_before_tax() -> None:
    """Year 1 loses 16; year 2 earns 30 − 22 = 8, no tax; year 3 earns 35 − 21 = 14, 8 make good: 6 → 2."""
    game = play_years(new_itmc(teams=1))
    taxes = []
    for total in (30, 35):
        deliver_three(game, total)
        year = game.year
        play_years(game)
        taxes.append(statements.income(game.company(1), year)["tax"])
    assert taxes == [0, 2]


def test_a_profit_beyond_the_loss_is_taxed_alone() -> None:
    """Year 1 loses 16, year 2 earns 48 − 22 = 26: tax on 10, 2.5 half-up 3."""
    game = play_years(new_itmc(teams=1))
    deliver_three(game, 48)
    play_years(game)
    assert statements.income(game.company(1), 2)["tax"] == 3


def test_administration_is_one_a_quarter() -> None:
    game = play_years(new_itmc(teams=1))
    assert statements.expenses(game.company(1), 1)["administration"] == 4
    entries = [entry for entry in game.company(1).journal.entries if entry.what == "administration"]
    assert [entry.quarter for entry in entries] == [1, 2, 3, 4]
