"""Cash and loans in a projection: borrowing where a loan can be had before the cash is missed."""

from __future__ import annotations

from typing import Protocol

from ..core.ruleset import LoanRule
from .firm import NEVER
from .ground import Ground
from .programme import Programme


class Flows(Protocol):
    """What a purse pays and receives: by quarter, or by year."""

    ground: Ground
    programme: Programme
    spend: list[float]
    receipts: list[float]
    receive: list[float]
    end: list[float]
    start: list[float]
    close: list[float]
    expense: list[float]
    sales: list[float]


Step = tuple[float, float, float]
"""A quarter when its loans are repaid: the cash, and what is then borrowed of both quarterly kinds."""


class Purse:
    """Cash and loans; `closes`: equity at each close, `missing`: the most that credit cannot supply."""

    __slots__ = (
        "_due_special",
        "_flows",
        "_ground",
        "_interest",
        "_known",
        "_long",
        "_owed_long",
        "_owed_special",
        "_short",
        "cash",
        "closes",
        "discounted",
        "equity",
        "lent",
        "losses",
        "missing",
        "missing_at",
        "owed_short",
        "profit",
        "special",
        "steps",
        "taxes",
    )  # fmt: skip

    def __init__(self, flows: Flows) -> None:
        self._flows = flows
        self._ground = ground = flows.ground
        firm = ground.firm
        self._known = known = ground.known
        self.cash = float(firm.cash)
        self.equity = float(firm.equity)
        self.losses = float(firm.losses)
        self.profit = float(firm.profit)  # of the year so far, without tax
        self.taxes = 0.0
        self._long: dict[int, float] = {}  # principal by the year in which it falls due
        self._short = [0.0] * (ground.count + 9)  # what falls due by quarter, with interest
        self._interest = [0.0] * (ground.count + 9)
        self._owed_long = self.owed_short = 0.0
        self._due_special = [0.0] * (ground.count + 9)
        self.special = float(sum(loan.amount for loan in firm.loans if known.is_special(loan.kind)))
        self._owed_special = self.special
        for loan in firm.loans:
            rule = known.loan_of[loan.kind]
            if rule.period == "year":
                self._long[loan.due] = self._long.get(loan.due, 0.0) + loan.amount
                self._owed_long += loan.amount
            else:
                self._owe(max(0, loan.due - ground.first), float(loan.amount), rule)
        self.missing = 0.0
        self.missing_at = NEVER
        self.closes: list[float] = []
        self.steps: list[Step] = []
        self.lent: dict[int, float] = {}  # for years, by the year in which it is borrowed
        self.discounted = 0.0

    def _owe(self, i: int, amount: float, rule: LoanRule) -> None:
        interest = amount * rule.rate.numerator / rule.rate.denominator
        special = rule.account == "special_loans"
        if i < len(self._short):
            self._short[i] += amount + interest
            self._interest[i] += interest
            self._due_special[i] += amount * special
        if not special:
            self.owed_short += amount

    # The course of things

    def live(self, year: int) -> None:
        """The cash of a year's quarters and of its close, once the work of the year after it is known."""
        flows, ground, known = self._flows, self._ground, self._known
        first = ground.first
        if year > ground.year:
            self._year_start(year, now=False)
        else:
            self._begin()
        spend, receipts, receive, end = flows.spend, flows.receipts, flows.receive, flows.end
        short = self._short
        for i in range(max(0, year * 4 - 3 - first), year * 4 + 1 - first):
            due = short[i]
            if due and not (i == 0 and ground.firm.repaid_first):
                self.cash -= due
                self.profit -= self._interest[i]
                special = self._due_special[i]
                self.owed_short -= due - self._interest[i] - special
                self._owed_special -= special
                if self.cash < 0:
                    self._short_of(i)
            missing = known.reserve - self._ahead(i, year)
            if missing > 0 and known.short:
                self._borrow_short(i, missing, known.short)
            else:
                self.steps.append((self.cash, 0.0, 0.0))
            self.cash -= spend[i]
            if self.cash < 0:
                self._short_of(i)
            self.cash += receipts[i] - receive[i]
            if self.cash < 0:
                self._short_of(i + 1)
            self.cash -= end[i]
            if self.cash < 0:
                self._short_of(i + 1)
        if year >= ground.year:
            self._year_end(year)

    def _begin(self) -> None:
        """What is still to come of the present year's start, or of its end."""
        firm = self._ground.firm
        if firm.moment.quarter == 0:
            self._year_start(firm.year, now=True)
        elif firm.first > firm.year * 4:
            self._year_end(firm.year)
            if self._ground.count:
                self._year_start(firm.year + 1, now=False)

    def _short_of(self, i: int) -> None:
        """Cash does not reach: discount receivables, or note what is missing."""
        fee = self._known.discount_fee
        receipts = self._flows.receipts
        if fee:
            for at in range(i, min(i + 4, len(receipts))):
                need = -self.cash / (1 - fee)
                taken = min(receipts[at], need)
                if taken > 0:
                    receipts[at] -= taken
                    self.cash += taken * (1 - fee)
                    self.profit -= taken * fee
                    self.discounted += taken
                if self.cash >= -0.01:
                    self.cash = max(self.cash, 0.0)
                    return
        self.missing = max(self.missing, -self.cash)
        if self.missing_at == NEVER:
            self.missing_at = self._ground.first + i

    def _year_start(self, year: int, *, now: bool) -> None:
        """Tax, loans for years where they are paid at the start, advertising, then new ones."""
        at_end = self._known.long_at_end
        past = self._ground.firm.moment.past if now else frozenset[str]()
        self.cash -= self._flows.start[year] + self.taxes
        self.taxes = 0.0
        if not at_end and "repay_yearly_loans" not in past and "yearly_interest" not in past:
            self.cash -= self._service(year)
        if self.cash < 0:
            self._short_of(max(0, year * 4 - 3 - self._ground.first))
        if not at_end:
            self._borrow_long(year)

    def _service(self, year: int) -> float:
        """Interest on the yearly loans and the principal that falls due."""
        if not self._owed_long:
            return 0.0
        interest = self._owed_long * self._known.long_rate
        principal = sum(amount for due, amount in self._long.items() if due <= year)
        self._long = {due: amount for due, amount in self._long.items() if due > year}
        self._owed_long -= principal
        self.profit -= interest
        return interest + principal

    def _year_end(self, year: int) -> None:
        flows, known, firm = self._flows, self._known, self._ground.firm
        past = firm.moment.past if year == firm.year else frozenset[str]()
        if known.long_at_end:
            if "repay_yearly_loans" not in past:
                self.cash -= self._service(year)
                if self.cash < 0:
                    self._short_of(year * 4 + 1 - self._ground.first)
            self._borrow_long(year)
        self.cash -= flows.close[year]
        if self.cash < 0:
            self._short_of(year * 4 + 1 - self._ground.first)
        self.profit += flows.sales[year] - flows.expense[year]
        taxed = self.profit
        if taxed < 0:
            self.losses -= taxed
        else:
            made_good = min(self.losses, taxed)
            self.losses -= made_good
            self.taxes = (taxed - made_good) * known.tax
        self.equity += self.profit - self.taxes
        self.profit = 0.0
        self.closes.append(self.equity)

    # Borrowing

    def _amount(self, rule: LoanRule, limits: list[tuple[float, bool, bool]], missing: float) -> float:
        """What a loan brings of a missing sum: in steps, within its limits; 0 where that is too little."""
        step, least = rule.step, rule.minimum
        room = 1e9
        for times, long, short in limits:
            left = times * self.equity - long * self._owed_long - short * self.owed_short
            if left < room:
                room = left
        room = room // step * step
        if room < least or room <= 0:
            return 0.0
        amount = -(-missing // step) * step
        if amount < least:
            amount = least
        return amount if amount < room else room

    def _borrow_short(self, i: int, missing: float, rule: LoanRule) -> None:
        """Borrow for a year what is missing until the next chance."""
        known, cash = self._known, self.cash
        amount = self._amount(rule, self._ground.short_limits, missing)
        if amount:
            self.cash += amount
            self._owe(i + rule.terms, amount, rule)
        missing -= amount + known.reserve
        special = self._borrow_special(i, missing, known.special) if missing > 0 and known.special else 0.0
        self.steps.append((cash, amount, special))

    def _borrow_special(self, i: int, missing: float, rule: LoanRule) -> float:
        """The dearest kind of loan, for what the others leave open; how much of it is had."""
        room = (self._known.special_times * self.equity - self._owed_special) // rule.step * rule.step
        amount = min(max(-(-missing // rule.step) * rule.step, rule.minimum), room)
        if amount < rule.minimum:
            return 0.0
        self.cash += amount
        self.special += amount
        self._owed_special += amount
        self._owe(i + rule.terms, amount, rule)
        return amount

    def _ahead(self, i: int, year: int) -> float:
        """The lowest cash from the middle of a quarter until quarterly loans can be taken again."""
        flows, known = self._flows, self._known
        low = self.cash - flows.spend[i]
        cash = low + flows.receipts[i] - flows.receive[i]
        cash -= flows.end[i]  # which is never negative
        if cash < low:
            low = cash
        if (self._ground.first + i) % 4:
            cash -= self._short[i + 1]
            return cash if cash < low else low
        if known.long_at_end:
            return min(low, cash - sum(n for due, n in self._long.items() if due <= year))
        cash -= flows.close[year]
        if i + 1 < self._ground.count:
            cash -= flows.start[year + 1] + self._tax_guess(year)
            cash -= sum(n for due, n in self._long.items() if due <= year + 1)
            cash -= self._owed_long * known.long_rate
        return min(low, cash)

    def _tax_guess(self, year: int) -> float:
        flows = self._flows
        profit = self.profit + flows.sales[year] - flows.expense[year] - self.losses
        return max(0.0, profit) * self._known.tax

    def _borrow_long(self, year: int) -> None:
        """Borrow for years a part of what the year to come will be short of."""
        flows, known, ground = self._flows, self._known, self._ground
        rule = known.long
        if rule is None:
            return
        ahead = year + 1 if known.long_at_end else year
        first = (ahead - 1) * 4 + 1 - ground.first
        cash = self.cash
        if known.long_at_end:
            cash -= flows.close[year]
            if ahead <= ground.years:
                cash -= flows.start[ahead] + self._tax_guess(year)
        low = must = cash
        for i in range(max(0, first), min(first + 4, ground.count)):
            cash -= self._short[i]
            if i == first and cash < must:
                must = cash
            cash -= flows.spend[i]
            if cash < low:
                low = cash
            cash += flows.receipts[i] - flows.receive[i] - flows.end[i]
            if cash < low:
                low = cash
        programme = flows.programme
        missing = max(known.reserve - must, programme.long_share * (known.reserve - low))
        if programme.hoard and not self.closes:
            missing = max(missing, 0.0) + programme.hoard * self.equity
        if missing <= 0:
            return
        amount = self._amount(rule, ground.long_limits, missing)
        self.lent[year] = amount
        if amount:
            self.cash += amount
            self._owed_long += amount
            due = year + rule.terms
            self._long[due] = self._long.get(due, 0.0) + amount
