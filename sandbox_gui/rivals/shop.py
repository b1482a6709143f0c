"""The shop floor in a projection: what every line makes by the quarter, and what is delivered when."""

from __future__ import annotations

from typing import NamedTuple

from .firm import NEVER, Firm, Job
from .known import Known

DATED = 0.85
"""Of the orders due in a quarter, those that cannot be exchanged for later ones in the meeting."""


class Hopes(NamedTuple):
    """What may be sold beyond the orders in hand, by year and product: most units and mean unit price.

    `shares` is the company's even part of the demand; the parts that it sells of them add up to `parts`
    at the most: who sells more than an even part of one product sells less of another.
    """

    units: list[list[float]]
    prices: list[list[float]]
    shares: list[list[float]]
    parts: list[float]


class Run(NamedTuple):
    """A line in a projection: its number (negative: still to be built), product (-1 any), first start, cycle.

    It starts nothing from quarter `until` on.
    """

    no: int
    product: int
    ready: int
    cycle: int
    until: int


class Shop:
    """Production and deliveries of the quarters `first` to `last`; lists run by quarter from 0."""

    __slots__ = (
        "_booked",
        "_coming",
        "_dedicated",
        "_emergency",
        "_firm",
        "_free_from",
        "_jobs",
        "_known",
        "_made",
        "_order",
        "_parts",
        "_rights",
        "_runs",
        "_sold",
        "_want",
        "buys",
        "count",
        "delivered",
        "direct",
        "early",
        "first",
        "hopes",
        "losses",
        "reach",
        "receipts",
        "sales",
        "spare",
        "spend",
        "starts",
        "stock",
        "store",
        "undelivered",
        "units",
    )  # fmt: skip

    def __init__(self, firm: Firm, runs: list[Run], rights: list[int], hopes: Hopes, last: int,
                 early: float, reach: float = 1.0, spare: int = 0) -> None:  # fmt: skip
        known = firm.known
        self.reach = reach
        self.spare = spare
        count = max(0, last - firm.first + 1)
        self._known: Known = known
        self._firm = firm
        self._rights = rights
        self.hopes = hopes
        self.early = early
        self.first = firm.first
        self.count = count
        self.stock: list[int] = list(firm.goods)
        self.store: list[int] = list(firm.store)
        self.spend = [0.0] * count
        self.receipts = [0.0] * (count + 8)
        self.starts: list[list[tuple[int, int]]] = [[] for _ in range(count)]
        self.buys: list[list[int]] = [[0] * count for _ in known.leads]
        self.delivered: dict[str, int] = {}
        self.undelivered: list[Job] = []
        years = len(hopes.units)
        self.sales = [0.0] * years
        self.direct = [0.0] * years
        self.losses = [0.0] * years
        self.units = [0.0] * years
        self._coming: list[list[int]] = [[] for _ in range(count + 12)]
        for quarter, product in firm.wip:
            self._coming[max(0, quarter - firm.first)].append(product)
        emergency = known.ruleset.finance.emergency
        self._emergency = emergency.material - 1 if emergency else 0
        orders_now = "order_materials" in firm.moment.ahead or firm.first > firm.now
        self._free_from = [(0 if orders_now else 1) + lead for lead in known.leads]
        self._jobs = list(firm.jobs)
        self._runs = [[run.no, run.product, run.ready - firm.first, run.cycle, run.until - firm.first]
                      for run in runs]  # fmt: skip
        self._begin()

    def _begin(self) -> None:
        firm = self._firm
        products = len(firm.goods)
        want = [0.0] * products
        year = (self.first - 1) // 4 + 1
        self._booked: list[list[int]] = [[] for _ in want]
        for job in self._jobs:
            self._booked[job.product] += [job.due - self.first] * job.quantity
            want[job.product] += job.quantity
        current = self.hopes.units[year] if year < len(self.hopes.units) else want
        if year > firm.year or firm.hopes:
            for p in range(products):
                want[p] += current[p] * self.reach
        self._sold = [0.0] * products
        self._want = want
        self._made = list(firm.goods)
        for _, p in firm.wip:
            self._made[p] += 1
        for p, n in enumerate(self._made):
            want[p] -= n
            if self.spare and self._booked[p]:
                want[p] += self.spare
        self._add_early(year + 1)
        self._add_parts(want)

    def _add_early(self, year: int) -> None:
        if self.early and year < len(self.hopes.units):
            hopes = self.hopes.units[year]
            for p, units in enumerate(hopes):
                self._want[p] += self.early * self.reach * units

    def _add_parts(self, more: list[float]) -> None:
        """What goes into wanted products is wanted too."""
        for p, parts in enumerate(self._known.parts):
            for part, n in parts:
                if more[p] > 0:
                    self._want[part] += n * more[p]

    def run(self) -> None:
        """Play the quarters."""
        first = self.first
        year = (first - 1) // 4 + 1
        self._new_year(year)
        for i in range(self.count):
            if i and (first + i - 1) % 4 == 0:
                self._close_year(year)
                year += 1
                self._turn(year)
            for p in self._coming[i]:
                self.stock[p] += 1
            if i or self._firm.first > self._firm.now or not self._firm.moment.arrived:
                self._arrive(i)
            if i or self._firm.first > self._firm.now or self._firm.can_start:
                self._start(i, year)
            self._deliver(i, year)
        self._close_year(year)

    def _arrive(self, i: int) -> None:
        """Materials on order come in; they are paid here."""
        firm = self._firm
        at = i - (0 if firm.first > firm.now or not firm.moment.arrived else 1)
        if at > 3:
            return
        for m, coming in enumerate(firm.arrivals):
            if at < len(coming) and coming[at]:
                self.store[m] += coming[at]
                self.spend[i] += coming[at] * self._known.prices[m]

    def _turn(self, year: int) -> None:
        """A year begins: what is wanted is what may be sold in it beyond what is there."""
        hopes = [units * self.reach for units in self.hopes.units[year]]
        self._want = [units - n for units, n in zip(hopes, self._made, strict=True)]
        self._add_early(year + 1)
        self._add_parts(self._want)
        self._sold = [0.0] * len(hopes)
        self._new_year(year)

    def _new_year(self, year: int) -> None:
        """What lines bound to a product can start this year, and the products by what they bring."""
        end = year * 4 - self.first + 1
        begin = max(0, end - 4)
        dedicated = [0] * len(self._want)
        for _, p, ready, cycle, until in self._runs:
            if p >= 0:
                left = min(end, until) - max(ready, begin, self._rights[p] - self.first)
                if left > 0:
                    dedicated[p] += -(-left // cycle)
        self._dedicated = dedicated
        costs = self._known.costs
        y = min(year, len(self.hopes.prices) - 1)
        prices = self.hopes.prices[y]
        self._parts = self.hopes.parts[y]
        self._order = sorted(range(len(costs)), key=lambda p: costs[p] - prices[p])

    def _start(self, i: int, year: int) -> None:
        """Start a unit on every line that is free and has something to make."""
        want, quarter = self._want, self.first + i
        for run in self._runs:
            if run[2] > i or run[4] <= i:
                continue
            p = run[1]
            if p < 0:
                p = self._choose(quarter)
                if p < 0:
                    continue
            else:
                if want[p] < 0.5 or self._rights[p] > quarter:
                    continue
                self._dedicated[p] -= 1
            if not self._materials(i, p, year):
                continue
            want[p] -= 1
            self.spend[i] += self._known.processing[p]
            self.starts[i].append((run[0], p))
            self._made[p] += 1
            run[2] = done = i + run[3]
            self._coming[done].append(p)

    def _choose(self, quarter: int) -> int:
        """What a free line makes: what is booked and short, by due quarter, then what brings most."""
        best, best_due = -1, NEVER
        for p in self._order:
            if self._want[p] - self._dedicated[p] < 0.5 or self._rights[p] > quarter:
                continue
            if any(self.stock[part] < n for part, n in self._known.parts[p]):
                continue
            booked = self._booked[p]
            made = self._made[p]
            due = booked[made] if made < len(booked) else NEVER - 1
            if due < best_due:
                best, best_due = p, due
        return best

    def _materials(self, i: int, p: int, year: int) -> bool:
        """Take what a unit is made of; whether it was there or could be had."""
        known, store = self._known, self.store
        for part, n in known.parts[p]:
            loose = self._made[part] - len(self._booked[part])
            if self.stock[part] < n or (loose < n and self._made[p] >= len(self._booked[p])):
                return False
        premium = 0
        for m, n in known.boms[p]:
            if store[m] < n and i < self._free_from[m]:
                if not self._emergency or self._made[p] >= len(self._booked[p]):
                    return False
                premium += (n - store[m]) * known.prices[m] * self._emergency
        for m, n in known.boms[p]:
            short = n - store[m]
            if short > 0:
                if i >= self._free_from[m]:
                    self.buys[m][i] += short
                self.spend[i] += short * known.prices[m]
                store[m] = 0
            else:
                store[m] -= n
        if premium:
            self.spend[i] += premium
            self.losses[year] += premium
        for part, n in known.parts[p]:
            self.stock[part] -= n
            self._made[part] -= n
        return True

    def _deliver(self, i: int, year: int) -> None:
        if self._jobs:
            self._deliver_jobs(i, year)
        if year > self._firm.year or self._firm.hopes:
            hopes = self.hopes.units[year]
            prices = self.hopes.prices[year]
            term = self._known.usual_term
            lot = self._known.lot
            passed = DATED * ((self.first + i - 1) % 4) / 4
            for p, n in enumerate(self.stock):
                if n >= lot:
                    if self._sold[p] < hopes[p] * passed:
                        self._sold[p] = hopes[p] * passed  # orders due before are lost
                    lots = min(n // lot, int((hopes[p] - self._sold[p]) / lot + 0.5))
                    lots = min(lots, int(self._parts * self.hopes.shares[year][p] / lot + 0.5))
                    if lots > 0:
                        whole = lots * lot
                        self._parts -= whole / self.hopes.shares[year][p]
                        self.stock[p] -= whole
                        self._made[p] -= whole
                        self._sold[p] += whole
                        self._sell(i, year, p, whole, whole * prices[p], term)

    def _sell(self, i: int, year: int, p: int, units: float, total: float, term: int) -> None:
        self.sales[year] += total
        self.units[year] += units
        self.direct[year] += units * self._known.costs[p]
        self.receipts[i + term] += total

    def _deliver_jobs(self, i: int, year: int) -> None:
        """Deliver what stock allows, by due quarter; a later order takes nothing from an earlier one."""
        blocked: set[int] = set()
        quarter = self.first + i
        left = []
        for job in self._jobs:
            p = job.product
            if job.due < quarter and job.id not in self._firm.late:
                self.undelivered.append(job)
                self._want[p] -= job.quantity
                del self._booked[p][: job.quantity]
            elif self.stock[p] < job.quantity or (p in blocked and job.due > quarter):
                blocked.add(p)
                left.append(job)
            else:
                self.stock[p] -= job.quantity
                self._made[p] -= job.quantity
                del self._booked[p][: job.quantity]
                self.delivered[job.id] = quarter
                self._sell(i, year, p, job.quantity, job.total, job.term)
        self._jobs = left

    def _close_year(self, year: int) -> None:
        self.undelivered += self._jobs
        for job in self._jobs:
            self._want[job.product] -= job.quantity
        self._jobs = []
        self._booked = [[] for _ in self._booked]
