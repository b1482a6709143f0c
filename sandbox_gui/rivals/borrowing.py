"""Borrowing: yearly loans for what is missing for long, quarterly ones for what is missing for a while."""

from __future__ import annotations

from ..core.actions import Borrow
from ..core.ruleset import LoanRule
from .budget import cheapest
from .building import plan_year
from .desk import Desk


def borrow(desk: Desk) -> None:
    """Take the loan that this stage offers, if the cash plan asks for one."""
    for period, borrowed in (("year", _yearly), ("quarter", _quarterly)):
        rule = cheapest(desk.view, period)
        if rule and desk.may(f"borrow_{rule.id}"):
            _take(desk, rule, borrowed(desk, rule))

    _last_resort(desk)


def _last_resort(desk: Desk) -> None:
    """Take a dear loan where the company would otherwise end before one is offered again."""
    view, budget = desk.view, desk.budget
    plain = cheapest(view, "quarter")
    dear = [r for r in view.ruleset.finance.loans if r.period == "quarter" and r != plain]
    for rule in dear:
        if not desk.may(f"borrow_{rule.id}"):
            continue
        again = budget.position(view.now + 1, f"borrow_{rule.id}")
        low = budget.low(last=again if again > 0 else None) + desk.cash - view.company.cash
        waiting = sum(view.company.receivables) * 6 // 7 if view.ruleset.finance.discount else 0
        _take(desk, rule, -low - waiting)


def _take(desk: Desk, rule: LoanRule, missing: int) -> None:
    """Borrow what is missing in the loan's steps, as far as the limit allows."""
    if missing <= 0:
        return
    amount = max(-(-missing // rule.step) * rule.step, rule.minimum)
    amount = min(amount, desk.view.credit_left(rule.id) // rule.step * rule.step)
    if amount >= rule.minimum:
        desk.take(Borrow(desk.view.team, rule.id, amount), -amount)


def _yearly(desk: Desk, rule: LoanRule) -> int:
    """What is missing until yearly loans can be taken again, with what is to be begun this year."""
    budget = desk.budget
    budget.loan = desk.view.credit_left(rule.id)
    plan_year(desk)
    again = budget.yearly(desk.view.year + 1, f"borrow_{rule.id}")
    return max(0, desk.reserve - budget.low(last=again if again > 0 else None))


def _quarterly(desk: Desk, rule: LoanRule) -> int:
    """What is missing before the loan falls due."""
    budget, view = desk.budget, desk.view
    due = budget.position(view.now + rule.terms, "repay_quarterly_loans")
    soon = budget.position(view.now + 2, "repay_quarterly_loans")
    low = budget.low(last=soon - 1 if soon > 0 else None)
    after = budget.low(first=due) if due > 0 else 0
    missing = desk.reserve - low
    if missing <= 0 or (after < 0 and low > desk.reserve // 2):
        return 0
    return missing
