"""What becomes of a firm with nothing new: the flows from which every projection of it starts."""

from __future__ import annotations

from .firm import Firm, Works
from .known import Known

Starts = dict[int, list[float]]
"""By a line's cycle: how many lines can start a unit in each quarter."""


class Ground:
    """The firm's own flows, by quarter from `first` or by year; products by index, -1 for free lines."""

    __slots__ = (
        "arrivals", "close", "count", "end", "expense", "firm", "first", "free_slots", "goods",
        "known", "last", "long_limits", "receipts", "receive", "rights", "short_limits", "spend", "start",
        "starts", "year", "years",
    )  # fmt: skip

    def __init__(self, firm: Firm, known: Known, last_year: int, trust: float = 1.0) -> None:
        """`trust`: of what the rules let it borrow, what the company means to use."""
        self.long_limits = [(trust * times, long, short) for times, long, short in known.long_limits]
        self.short_limits = [(trust * times, long, short) for times, long, short in known.short_limits]
        self.firm, self.known = firm, known
        self.first = firm.first
        self.years = last_year
        self.last = last_year * 4
        self.count = count = max(0, self.last - firm.first + 1)
        self.year = (firm.first - 1) // 4 + 1
        products = range(len(known.product_ids))
        self.spend = [0.0] * count  # with the quarter's work
        self.receive = [0.0] * count  # with the receivables
        self.end = [float(known.administration)] * count  # at the quarter's end
        years = max(last_year, firm.year) + 2
        self.start = [0.0] * years  # with the year's first payments
        self.close = [0.0] * years  # at the year's end
        self.expense = [0.0] * years
        self.receipts = self._receipts(count + 9)
        self.goods = [float(n) for n in firm.goods]
        self.arrivals = [[0.0] * (count + known.longest) for _ in products]
        self.starts: list[Starts] = [{} for _ in range(len(products) + 1)]
        self.rights = firm.waits()
        for quarter, p in firm.wip:
            if quarter <= self.last:
                self.arrivals[p][max(0, quarter - firm.first)] += 1
        for i in range(count):
            self.expense[(firm.first + i - 1) // 4 + 1] += known.administration
        if firm.moment.quarter == 0 and "pay_tax" not in firm.moment.past:
            self.start[firm.year] += firm.tax_ahead
        for line in firm.lines:
            self._line(line)
        self._plants()

    def _receipts(self, size: int) -> list[float]:
        """What is still to be received, by the quarter in which it comes."""
        firm = self.firm
        found = [0.0] * size
        later = int(firm.moment.collected and firm.first == firm.now)
        for term, amount in enumerate(firm.receipts):
            if term + later < size:
                found[term + later] += amount
        return found

    # Lines

    def _line(self, line: Works) -> None:
        known = self.known
        rule = known.lines[line.kind].rule
        self.charge(self.close, self.expense, line.built_in, rule.maintenance, line.charges)
        for number, amount in enumerate(line.left):
            i = line.pays + number - self.first
            if 0 <= i < self.count:
                self.spend[i] += amount
        self.run(self.starts, line.product, line.cycle, line.ready - self.first)

    def charge(
        self, close: list[float], expense: list[float], built: int, maintenance: int, charges: list[int]
    ) -> None:
        """The yearly costs of a line completed in a year: maintenance in cash, depreciation not."""
        past = self.firm.moment.past
        now = self.firm.year
        first = now if "maintenance" not in past else now + 1
        for year in range(max(built, first), self.years + 1):
            close[year] += maintenance
            expense[year] += maintenance
        first = max(built + 1, now if "depreciation" not in past else now + 1)
        for amount, year in zip(charges, range(first, self.years + 1), strict=False):
            expense[year] += amount

    def run(self, starts: list[Starts], product: int, cycle: int, ready: int) -> None:
        """A line starts units from a quarter on."""
        row = starts[product].setdefault(cycle, [0.0] * self.count)
        for i in range(max(0, ready), self.count, cycle):
            row[i] += 1

    # Plants

    def _plants(self) -> None:
        firm = self.firm
        kinds = {rule.id: rule for rule in self.known.ruleset.plants}
        self.free_slots = sum(kinds[p.type].slots for p in firm.plants) - len(firm.lines)
        for plant in firm.plants:
            if plant.rent_due:
                rent = kinds[plant.type].rent
                self.rents(self.close, self.end, self.expense, plant.rent_due, rent)

    def rents(
        self,
        close: list[float],
        end: list[float],
        expense: list[float],
        due: int,
        rent: int,
        least: int = 0,
    ) -> None:
        """A year's rent each fourth quarter from `due` on, not before `least`."""
        firm = self.firm
        for quarter in range(due, self.last + 1, 4):
            year = (quarter - 1) // 4 + 1
            if quarter < least:
                continue
            if self.known.rent_at_end:
                if "renew_rent" not in firm.moment.past or year > firm.year:
                    close[year] += rent
                    expense[year] += rent
            elif quarter >= firm.first:
                end[quarter - self.first] += rent
                expense[year] += rent
