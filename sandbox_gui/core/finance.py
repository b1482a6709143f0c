"""The finance centre: loans, discounting, tax and administration."""

from __future__ import annotations

from itertools import zip_longest

from .actions import Borrow, Discount
from .game import Company, Effect, Game, Loan, need_least, pay, post, transfer
from .journal import (
    ADMINISTRATION,
    CASH,
    DISCOUNT_FEES,
    INTEREST,
    LONG_LOANS,
    RECEIVABLES,
    SALES,
    SHORT_LOANS,
    SPECIAL_LOANS,
    TAX,
    TAX_PAYABLE,
    Account,
)
from .refused import Refused
from .ruleset import BorrowingLimit, LoanRule

_ACCOUNTS = {"long_loans": LONG_LOANS, "short_loans": SHORT_LOANS, "special_loans": SPECIAL_LOANS}


def loan_account(rule: LoanRule) -> Account:
    """The balance-sheet account of a kind of loan."""
    return _ACCOUNTS[rule.account]


def loan_rule(game: Game, kind: str) -> LoanRule:
    """The ruleset's rule for a kind of loan, or a refusal."""
    for rule in game.ruleset.finance.loans:
        if rule.id == kind:
            return rule
    raise Refused("loan.unknown", kind=kind)


def owed(company: Company, kinds: tuple[str, ...]) -> int:
    """The principal outstanding on these kinds of loan."""
    return sum([loan.amount for loan in company.loans if loan.kind in kinds])


def room(company: Company, limit: BorrowingLimit) -> int:
    """How much more may be borrowed under a limit."""
    return max(0, limit.times * company.equity - owed(company, limit.kinds))


def credit_left(game: Game, company: Company, kind: str) -> int:
    """How much more a company may borrow of a kind, in the steps of that kind."""
    return _credit_left(game, company, loan_rule(game, kind))


def _credit_left(game: Game, company: Company, rule: LoanRule) -> int:
    rooms = [room(company, limit) for limit in game.ruleset.finance.limits if rule.id in limit.kinds]
    return min(rooms, default=0) // rule.step * rule.step


def borrow(game: Game, company: Company, action: Borrow) -> Effect:
    """Take a loan within the limit, in the steps and for the terms that the ruleset allows."""
    rule = loan_rule(game, action.kind)
    amount = need_least(action.amount)
    if amount % rule.step or amount < rule.minimum:
        raise Refused("loan.step", amount=amount, step=rule.step, minimum=max(rule.minimum, rule.step))
    terms = need_least(action.terms, 0) or rule.terms
    if not rule.least_terms <= terms <= rule.terms:
        raise Refused("loan.terms", terms=terms, least=rule.least_terms, most=rule.terms, period=rule.period)
    left = _credit_left(game, company, rule)
    if amount > left:
        raise Refused("loan.limit", amount=amount, left=left, equity=company.equity)
    start = game.year if rule.period == "year" else game.now(company)

    def effect() -> None:
        company.loans.append(Loan(rule.id, amount, start + terms))
        company.used_usury |= rule.account == "special_loans"
        account = loan_account(rule)
        transfer(game, company, f"borrow_{rule.id}", CASH, account, amount, amount=amount, terms=terms)

    return effect


def discount_fees(game: Game, amounts: tuple[int, ...]) -> list[int]:
    """The fee of each band for discounting `amounts` (by quarters to wait, from 1)."""
    bands = game.ruleset.finance.discount
    sums = [sum(amounts[term - 1] for term in band.terms if term <= len(amounts)) for band in bands]
    return [band.rate.of(total) for band, total in zip(bands, sums, strict=True)]


def discount(game: Game, company: Company, action: Discount) -> Effect:
    """Turn receivables into cash less the fee."""
    bands = game.ruleset.finance.discount
    if not bands:
        raise Refused("discount.none")
    amounts = tuple(need_least(amount, 0) for amount in action.amounts)
    total = sum(amounts)
    if not total:
        raise Refused("amount.nothing")
    known = {term for band in bands for term in band.terms}
    for term, amount in enumerate(amounts, 1):
        owing = company.receivables[term - 1] if term in known and term <= len(company.receivables) else 0
        if amount > owing:
            raise Refused("discount.too_much", amount=amount, left=owing, term=term)
    for band in bands:
        part = sum(amounts[term - 1] for term in band.terms if term <= len(amounts))
        if part % band.multiple:
            raise Refused("discount.multiple", amount=part, multiple=band.multiple)
    fee = sum(discount_fees(game, amounts))

    def effect() -> None:
        company.receivables = [
            owing - amount for owing, amount in zip_longest(company.receivables, amounts, fillvalue=0)
        ][: len(company.receivables)]
        company.used_discount = True
        lines = (CASH, total - fee), (DISCOUNT_FEES, fee), (RECEIVABLES, -total)
        post(game, company, "discount", lines, amount=total, fee=fee)

    return effect


# What the stages do by themselves: `…_due` is the cash that an operation will ask for (negative: bring).


def quarterly_due(game: Game, company: Company, now: int) -> int:
    """Principal and interest of the quarterly loans that fall due now."""
    return sum([principal + interest for _, principal, interest in _quarterly(game, company, now)])


def _quarterly(game: Game, company: Company, now: int) -> list[tuple[LoanRule, int, int]]:
    """For each quarterly kind with something due: principal and interest."""
    sums: dict[str, int] = {}
    for loan in company.loans:
        if loan.due <= now:
            sums[loan.kind] = sums.get(loan.kind, 0) + loan.amount
    rules = game.ruleset.finance.loans if sums else ()
    found = [(rule, sums.get(rule.id, 0)) for rule in rules if rule.period == "quarter"]
    return [(rule, principal, rule.rate.of(principal)) for rule, principal in found if principal]


def repay_quarterly(game: Game, company: Company, due: int) -> None:
    """Repay the quarterly loans that fall due, with their interest."""
    if not due:
        return
    now = game.now(company)
    for rule, principal, interest in _quarterly(game, company, now):
        company.loans = [ln for ln in company.loans if ln.kind != rule.id or ln.due > now]
        _repay(game, company, rule, principal, interest)


def _repay(game: Game, company: Company, rule: LoanRule, principal: int, interest: int) -> None:
    lines = (loan_account(rule), principal), (INTEREST, interest), (CASH, -principal - interest)
    post(game, company, f"repay_{rule.id}", lines, principal=principal, interest=interest)


def yearly_due(game: Game, company: Company, now: int) -> int:
    """The year's interest on the yearly loans, and the principal that falls due."""
    return sum([principal + interest for _, principal, interest in _yearly(game, company)])


def _yearly(game: Game, company: Company) -> list[tuple[LoanRule, int, int]]:
    """For each yearly kind with loans: the principal that falls due, and the year's interest."""
    found = []
    for rule in game.ruleset.finance.loans if company.loans else ():
        if rule.period == "year":
            loans = [loan for loan in company.loans if loan.kind == rule.id]
            if loans:
                interest = rule.rate.of(sum([loan.amount for loan in loans]))
                found.append((rule, sum([loan.amount for loan in loans if loan.due <= game.year]), interest))
    return found


def repay_yearly(game: Game, company: Company, due: int) -> None:
    """Pay the yearly loans' interest and the principal that falls due, in one payment."""
    for rule, principal, interest in _yearly(game, company):
        company.loans = [ln for ln in company.loans if ln.kind != rule.id or ln.due > game.year]
        _repay(game, company, rule, principal, interest)


def yearly_interest_due(game: Game, company: Company, now: int) -> int:
    """The year's interest on the yearly loans."""
    return sum([interest for _, _, interest in _yearly(game, company)])


def pay_yearly_interest(game: Game, company: Company, due: int) -> None:
    """Pay the yearly loans' interest alone."""
    for rule, _, interest in _yearly(game, company):
        pay(game, company, f"interest_{rule.id}", INTEREST, interest)


def yearly_principal_due(game: Game, company: Company, now: int) -> int:
    """The principal of the yearly loans that falls due."""
    return sum([principal for _, principal, _ in _yearly(game, company)])


def repay_yearly_principal(game: Game, company: Company, due: int) -> None:
    """Repay the yearly loans that fall due, without interest."""
    for rule, principal, _ in _yearly(game, company):
        company.loans = [ln for ln in company.loans if ln.kind != rule.id or ln.due > game.year]
        if principal:
            _repay(game, company, rule, principal, 0)


def tax_due(game: Game, company: Company, now: int) -> int:
    """Last year's tax."""
    return -company.journal.balances[TAX_PAYABLE]


def pay_tax(game: Game, company: Company, due: int) -> None:
    """Pay last year's tax."""
    pay(game, company, "pay_tax", TAX_PAYABLE, due)


def administration_due(game: Game, company: Company, now: int) -> int:
    """The quarter's administration fee."""
    return game.ruleset.finance.administration


def pay_administration(game: Game, company: Company, due: int) -> None:
    """Pay the quarter's administration fee."""
    pay(game, company, "administration", ADMINISTRATION, due)


def collect_due(game: Game, company: Company, now: int) -> int:
    """Receivables of one quarter come in (negative: they bring cash)."""
    return -company.receivables[0]


def collect(game: Game, company: Company, due: int) -> None:
    """Receivables move a quarter toward cash; the nearest is paid."""
    company.receivables.append(0)
    del company.receivables[0]
    if due:
        transfer(game, company, "collect", CASH, RECEIVABLES, -due, amount=-due)


def book_tax(game: Game, company: Company, due: int) -> None:
    """Book tax on the profit that is left once all earlier losses are made good."""
    profit = -sum(company.journal.balances[SALES:])
    if profit < 0:
        company.losses -= profit
        return
    made_good = min(company.losses, profit)
    company.losses -= made_good
    tax = game.ruleset.finance.tax.of(profit - made_good)
    if tax:
        transfer(game, company, "book_tax", TAX, TAX_PAYABLE, tax)
