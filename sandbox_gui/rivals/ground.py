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
        "known", "last", "receipts", "receive", "rights", "spend", "start", "starts", "trust",
        "year", "years",
    )  # fmt: skip

    def __init__(self, firm: Firm, known: Known, last_year: int, trust: float = 1.0) -> None:
        """`trust`: of what the rules let it borrow, what the company means to use."""
        self.trust = trust
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
        self.rights = [max(0, firm.right(p) - firm.first) for p in products]
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
        self.charge(line.built_in, rule.maintenance, line.charges, 1)
        for number, amount in enumerate(line.left):
            i = line.pays + number - self.first
            if 0 <= i < self.count:
                self.spend[i] += amount
        self.run(self.starts, line.product, line.cycle, line.ready - self.first, 1)

    def charge(self, built: int, maintenance: int, charges: list[int], number: int) -> None:
        """The yearly costs of lines completed in a year: maintenance in cash, depreciation not."""
        past = self.firm.moment.past
        now = self.firm.year
        first = now if "maintenance" not in past else now + 1
        for year in range(max(built, first), self.years + 1):
            self.close[year] += number * maintenance
            self.expense[year] += number * maintenance
        first = max(built + 1, now if "depreciation" not in past else now + 1)
        for amount, year in zip(charges, range(first, self.years + 1), strict=False):
            self.expense[year] += number * amount

    def run(self, starts: list[Starts], product: int, cycle: int, ready: int, number: int) -> None:
        """Lines start units from a quarter on."""
        row = starts[product].setdefault(cycle, [0.0] * self.count)
        for i in range(max(0, ready), self.count, cycle):
            row[i] += number

    # Plants

    def _plants(self) -> None:
        firm = self.firm
        kinds = {rule.id: rule for rule in self.known.ruleset.plants}
        self.free_slots = sum(kinds[p.type].slots for p in firm.plants) - len(firm.lines)
        for plant in firm.plants:
            if plant.rent_due:
                self.rents(plant.rent_due, kinds[plant.type].rent)

    def rents(self, due: int, rent: int) -> None:
        """A year's rent each fourth quarter from `due` on."""
        firm = self.firm
        for quarter in range(due, self.last + 1, 4):
            year = (quarter - 1) // 4 + 1
            if self.known.rent_at_end:
                if "renew_rent" not in firm.moment.past or year > firm.year:
                    self.close[year] += rent
                    self.expense[year] += rent
            elif quarter >= firm.first:
                self.end[quarter - self.first] += rent
                self.expense[year] += rent
