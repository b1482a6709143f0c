"""Cash and loans in a projection: borrowing where a loan can be had before the cash is missed."""

from __future__ import annotations

from typing import Protocol

from ..core.ruleset import LoanRule
from .firm import NEVER, Firm
from .programme import Programme
from .shop import Shop


class Flows(Protocol):
    """What a purse pays and receives: by quarter from 0, or by year."""

    firm: Firm
    programme: Programme
    shop: Shop
    years: int
    spend: list[float]
    receive: list[float]
    end: list[float]
    start: list[float]
    close: list[float]
    expense: list[float]


class Purse:
    """Cash and loans; `closes`: equity at each close, `missing`: the most that credit cannot supply."""

    __slots__ = (
        "_firm", "_known", "_p", "borrow_long", "borrow_short", "cash", "closes", "equity", "long", "losses",
        "low", "missing", "missing_at", "profit", "quarter", "short", "taxes",
    )  # fmt: skip

    def __init__(self, projection: Flows) -> None:
        self._p = projection
        self._firm = firm = projection.firm
        self._known = firm.known
        self.cash = float(firm.cash)
        self.equity = float(firm.equity)
        self.losses = float(firm.losses)
        self.profit = float(firm.profit)  # of the year, without tax
        self.taxes = 0.0
        periods = {rule.id: rule for rule in firm.known.ruleset.finance.loans}
        self.long: list[tuple[int, float, LoanRule]] = []
        self.short: dict[int, list[tuple[float, LoanRule]]] = {}
        for loan in firm.loans:
            rule = periods[loan.kind]
            if rule.period == "year":
                self.long.append((loan.due, float(loan.amount), rule))
            else:
                self.short.setdefault(loan.due, []).append((float(loan.amount), rule))
        self.missing = 0.0
        self.missing_at = NEVER
        self.quarter = firm.now
        self.low = self.cash
        self.closes: list[float] = []
        self.borrow_long = self.borrow_short = 0.0

    def _check(self) -> None:
        if self.cash < self.low:
            self.low = self.cash
            self.missing = max(self.missing, -self.cash)
            if self.cash < 0 and self.missing_at == NEVER:
                self.missing_at = self.quarter

    def play(self) -> None:
        """From the present stage to the last close."""
        p = self._p
        firm, shop = self._firm, p.shop
        year = firm.year
        moment = firm.moment
        if moment.quarter == 0:
            self._year_start(year, now=True)
        if firm.first > year * 4 and moment.quarter in (4, 5):
            self._year_end(year)
            year += 1
            if p.years > year:
                self._year_start(year, now=False)
        for i in range(shop.count):
            self.quarter = quarter = firm.first + i
            if i and (quarter - 1) % 4 == 0:
                year += 1
                self._year_start(year, now=False)
            part = i == 0 and firm.first == firm.now
            if not (part and firm.repaid_first):
                self.cash -= self._repay(quarter)
                self._check()
            self._borrow_short(i, year)
            self.cash -= p.spend[i]
            self._check()
            self.cash += shop.receipts[i] + self._collect(quarter)
            self.cash -= p.receive[i]
            self._check()
            self.cash -= p.end[i]
            self._check()
            if quarter % 4 == 0:
                self._year_end(year)

    def _collect(self, quarter: int) -> float:
        firm = self._firm
        first = firm.now if not firm.moment.collected else firm.now + 1
        index = quarter - first
        return float(firm.receipts[index]) if 0 <= index < len(firm.receipts) else 0.0

    # The year

    def _year_start(self, year: int, *, now: bool) -> None:
        """Tax, loans for years where they are paid at the start, advertising, then new ones."""
        p = self._p
        at_end = self._known.long_at_end
        past = self._firm.moment.past if now else frozenset[str]()
        self.cash -= p.start[year] + self.taxes
        self.taxes = 0.0
        if not at_end and "repay_yearly_loans" not in past and "yearly_interest" not in past:
            self.cash -= self._service(year)
        self._check()
        if not at_end:
            self._borrow_long(year)

    def _service(self, year: int) -> float:
        """Interest on the yearly loans and the principal that falls due."""
        interest = sum(rule.rate.numerator * n / rule.rate.denominator for _, n, rule in self.long)
        principal = sum(n for due, n, _ in self.long if due <= year)
        self.long = [loan for loan in self.long if loan[0] > year]
        self.profit -= interest
        return interest + principal

    def _repay(self, quarter: int) -> float:
        total = 0.0
        for amount, rule in self.short.pop(quarter, ()):
            interest = amount * rule.rate.numerator / rule.rate.denominator
            self.profit -= interest
            total += amount + interest
        return total

    def _year_end(self, year: int) -> None:
        p = self._p
        known = self._known
        past = self._firm.moment.past if year == self._firm.year else frozenset[str]()
        if known.long_at_end:
            if "repay_yearly_loans" not in past:
                self.cash -= self._service(year)
                self._check()
            self._borrow_long(year)
        self.cash -= p.close[year]
        self._check()
        shop = p.shop
        self.profit += shop.sales[year] - shop.direct[year] - p.expense[year]
        taxed = self.profit
        if taxed < 0:
            self.losses -= taxed
        else:
            made_good = min(self.losses, taxed)
            self.losses -= made_good
            tax = known.ruleset.finance.tax
            self.taxes = (taxed - made_good) * tax.numerator / tax.denominator
        self.equity += self.profit - self.taxes
        self.profit = 0.0
        self.closes.append(self.equity)

    # Borrowing

    def _room(self, kind: LoanRule) -> float:
        least = 1e9
        owed_long = sum(n for _, n, rule in self.long if rule.account == "long_loans")
        owed_short = sum(
            n for loans in self.short.values() for n, rule in loans if rule.account == "short_loans"
        )
        for limit in self._known.ruleset.finance.limits:
            if kind.id in limit.kinds:
                owed = 0.0
                known = self._known
                if known.long and known.long.id in limit.kinds:
                    owed += owed_long
                if known.short and known.short.id in limit.kinds:
                    owed += owed_short
                least = min(least, limit.times * self.equity - owed)
        return max(0.0, least // kind.step * kind.step)

    def _amount(self, rule: LoanRule, missing: float) -> float:
        if missing <= 0:
            return 0.0
        amount = max(-(-missing // rule.step) * rule.step, rule.minimum)
        amount = min(amount, self._room(rule))
        return amount if amount >= rule.minimum else 0.0

    def _borrow_short(self, i: int, year: int) -> None:
        """Borrow for a year what is missing until the next chance."""
        rule = self._known.short
        if rule is None:
            return
        amount = self._amount(rule, self._known.reserve - self._ahead(i, year))
        if i == 0:
            self.borrow_short = amount
        if amount:
            quarter = self._firm.first + i
            self.cash += amount
            self.short.setdefault(quarter + rule.terms, []).append((amount, rule))

    def _ahead(self, i: int, year: int) -> float:
        """The lowest cash from the middle of a quarter until quarterly loans can be taken again."""
        p = self._p
        quarter = self._firm.first + i
        cash = low = self.cash - p.spend[i]
        cash += p.shop.receipts[i] + self._collect(quarter) - p.receive[i]
        low = min(low, cash)
        cash -= p.end[i]
        low = min(low, cash)
        if quarter % 4 == 0:
            if self._known.long_at_end:
                return min(low, cash - sum(n for due, n, _ in self.long if due <= year))
            cash -= p.close[year]
            low = min(low, cash)
            if year + 1 < p.years:
                cash -= p.start[year + 1] + self._tax_guess(year)
                cash -= sum(
                    n * (due <= year + 1) + n * rule.rate.numerator / rule.rate.denominator
                    for due, n, rule in self.long
                )
                low = min(low, cash)
            return low
        return min(low, cash - self._due(quarter + 1))

    def _due(self, quarter: int) -> float:
        return sum(
            n * (1 + rule.rate.numerator / rule.rate.denominator) for n, rule in self.short.get(quarter, ())
        )

    def _tax_guess(self, year: int) -> float:
        p = self._p
        profit = self.profit + p.shop.sales[year] - p.shop.direct[year] - p.expense[year] - self.losses
        return max(0.0, profit) / 4

    def _borrow_long(self, year: int) -> None:
        """Borrow for years a part of what the year to come will be short of."""
        p = self._p
        rule = self._known.long
        if rule is None or self.cash < -1e8:
            return
        ahead = year + 1 if self._known.long_at_end else year
        first = (ahead - 1) * 4 + 1 - self._firm.first
        cash = self.cash - (p.close[year] if self._known.long_at_end else 0.0)
        if self._known.long_at_end and ahead < p.years:
            cash -= p.start[ahead] + self._tax_guess(year)
        low = must = cash
        for i in range(max(0, first), min(first + 4, p.shop.count)):
            quarter = self._firm.first + i
            cash -= self._due(quarter)
            if i == first:
                must = min(must, cash)
            cash -= p.spend[i]
            low = min(low, cash)
            cash += p.shop.receipts[i] + self._collect(quarter) - p.receive[i] - p.end[i]
            low = min(low, cash)
        reserve = self._known.reserve
        amount = self._amount(rule, max(reserve - must, p.programme.long_share * (reserve - low)))
        if not self.borrow_long and year == self._firm.year:
            self.borrow_long = amount
        if amount:
            self.cash += amount
            self.long.append((year + rule.terms, amount, rule))
