"""The works ahead: which line can start what and when, what will be in the store, what can be promised.

Quarters are absolute. A line that changes over free of time and cost takes whatever is needed first.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from ..core.game import Line
from .outlook import NEVER, Outlook, product_quarter
from .view import View


class Promise(Protocol):
    """An order or a card: so many units of a product until a quarter of this year."""

    @property
    def product(self) -> str: ...
    @property
    def quantity(self) -> int: ...
    @property
    def due(self) -> int: ...


class Run(NamedTuple):
    """A line's work ahead: `free` for any product; `coming` is the quarter of its unit in work (0 none)."""

    line: Line
    cycle: int
    product: str
    free: bool
    coming: int
    first: int


class Start(NamedTuple):
    """A unit to put on a line in a quarter; it comes off `done` quarters on the calendar."""

    quarter: int
    line: int
    product: str
    done: int
    wanted: bool  # for an order in hand, not for stock


def runs(view: View) -> list[Run]:
    """Every line of the company with the quarter in which it can next start a unit."""
    start = view.now if view.ahead("start_production") else view.now + 1
    pay = view.now if view.ahead("continue_line") else view.now + 1
    return [_run(view, line, start, pay) for line in view.company.lines]


def _run(view: View, line: Line, start: int, pay: int) -> Run:
    kind = view.catalogue.lines[line.type]
    free = not kind.change_quarters and not kind.change_cost
    coming = 0
    if line.work:
        parts = kind.instalments if line.work == "build" else max(1, kind.change_quarters)
        pause = max(0, kind.install - kind.instalments) if line.work == "build" else 0
        last = max(pay, line.paid_at + 1) + parts - line.paid - 1
        start = max(start, line.ready_at or last + 1 + pause)
    elif line.cell:
        coming = view.now + kind.cycle - line.cell + 1
        start = coming
    return Run(line, kind.cycle, line.target or line.product, free, coming, start)


class Supply:
    """What the store can hold by each quarter of this year if every line works without a pause."""

    __slots__ = ("_bom", "_fixed", "_free")

    def __init__(self, view: View) -> None:
        quarters = [(view.year - 1) * 4 + quarter for quarter in (1, 2, 3, 4)]
        rights = {product: product_quarter(view, product) for product in view.catalogue.products}
        self._bom = {p.id: p.bom for p in view.ruleset.products}
        self._fixed = {product: [stock] * 4 for product, stock in view.company.goods.items()}
        self._free = [0] * 4
        for run in runs(view):
            if run.coming:
                self._add(self._fixed[run.line.product], quarters, [run.coming])
            first = run.first if run.free else max(run.first, rights[run.product])
            ends = range(first + run.cycle, quarters[-1] + 1, run.cycle)
            self._add(self._free if run.free else self._fixed[run.product], quarters, ends)

    @staticmethod
    def _add(row: list[int], quarters: Sequence[int], ends: Iterable[int]) -> None:
        for end in ends:
            for index, quarter in enumerate(quarters):
                row[index] += end <= quarter

    def keeps(self, promises: Iterable[Promise]) -> bool:
        """Whether all these promises can be kept."""
        need = {product: [0] * 4 for product in self._fixed}
        for promise in promises:
            self._require(need, promise.product, promise.quantity, promise.due)
        return all(
            sum(max(0, need[p][quarter] - self._fixed[p][quarter]) for p in need) <= self._free[quarter]
            for quarter in range(4)
        )

    def _require(self, need: dict[str, list[int]], product: str, units: int, due: int) -> None:
        """Count units due in a quarter, and the products inside them a quarter before."""
        for quarter in range(max(due, 1) - 1, 4):
            need[product][quarter] += units
        for part, number in self._bom[product].items():
            if part in need:
                made = max(0, units - self._fixed[product][0])
                self._require(need, part, made * number, due - 1)

    def most(self, product: str) -> int:
        """The units of a product by the year's end, free lines not counted."""
        return self._fixed[product][3]

    @property
    def free(self) -> int:
        """The units of anything that free lines can make by the year's end."""
        return self._free[3]


class Wants:
    """The units that are wanted, by product: the quarters in which they are due, earliest first.

    Units for orders in hand come first, units for hoped-for sales after them.
    """

    __slots__ = ("booked", "dues", "early", "margins", "steps")

    def __init__(self, view: View, outlook: Outlook, last_year: int, early: int) -> None:
        self.early = early
        year = min(view.year + view.meeting_over, view.years)
        self.margins = {
            p: max(outlook.margin(view, y, p) for y in (year, last_year)) for p in view.catalogue.products
        }
        self.dues: dict[str, list[int]] = {product: [] for product in view.catalogue.products}
        base = (view.year - 1) * 4
        for order in view.company.orders:
            if order.state in ("open", "late"):
                due = base + order.due if order.state == "open" else view.now
                self.dues[order.product] += [due] * order.quantity
        for dues in self.dues.values():
            dues.sort()
        self.booked = {product: len(dues) for product, dues in self.dues.items()}
        for year in range(view.year + view.meeting_over, last_year + 1):
            self._hope(outlook, year)
        self._add_parts(view)
        self.steps = {
            product: [(due, bisect_right(dues, due)) for due in sorted(set(dues))]
            for product, dues in self.dues.items()
        }

    def _hope(self, outlook: Outlook, year: int) -> None:
        for product, dues in self.dues.items():
            units = round(outlook.units(year, product))
            dues += [(year - 1) * 4 + 1 + 4 * number // max(1, units) for number in range(units)]

    def _add_parts(self, view: View) -> None:
        """Products that go into other products are wanted a quarter before them."""
        for product in view.ruleset.products:
            stock = view.company.goods[product.id]
            for part, number in product.bom.items():
                if part in self.dues:
                    early = [due - 1 for due in self.dues[product.id][stock:]]
                    self.dues[part] = sorted(self.dues[part] + early * number)
                    self.booked[part] += number * max(0, self.booked[product.id] - stock)


def programme(view: View, wants: Wants, until: int) -> list[Start]:
    """The units to start on every line up to a quarter, each where something is still wanted."""
    lines = runs(view)
    rights = {product: product_quarter(view, product) for product in view.catalogue.products}
    served = dict(view.company.goods)
    for run in lines:
        if run.coming:
            served[run.line.product] += 1
    ready = {run.line.no: run.first for run in lines}
    bound = [(run, ready) for run in lines if not run.free]
    lines.sort(key=lambda run: run.free)  # lines bound to a product first: free ones fill what is left
    starts: list[Start] = []
    for quarter in range(view.now, until + 1):
        for run in lines:
            if ready[run.line.no] > quarter:
                continue
            open_now = {product for product in wants.dues if rights[product] <= quarter}
            product = _choose(run, wants, served, open_now, quarter, bound)
            if product:
                wanted = served[product] < wants.booked[product]
                starts.append(Start(quarter, run.line.no, product, quarter + run.cycle, wanted))
                served[product] += 1
                ready[run.line.no] = quarter + run.cycle
    return starts


def _choose(
    run: Run,
    wants: Wants,
    served: dict[str, int],
    products: set[str],
    quarter: int,
    bound: Sequence[tuple[Run, dict[int, int]]],
) -> str:
    """What a line starts in a quarter: what is booked, by due quarter, then what brings most; "" nothing."""
    best, best_key = "", (0, 0.0)
    for product in wants.steps if run.free else (run.product,):
        number = served[product]
        if product not in products or number >= len(wants.dues[product]):
            continue
        due = wants.dues[product][number]
        if run.free:
            due = _short_at(wants, product, number, [r for r in bound if r[0].product == product], quarter)
        if not due:
            continue
        key = (due, 0.0)
        if number >= wants.booked[product]:
            key = (NEVER + (due - 1) // 4, -wants.margins[product])
            if due > quarter + run.cycle + wants.early:
                continue
        if not best or key < best_key:
            best, best_key = product, key
    return best


def _short_at(
    wants: Wants, product: str, number: int, bound: Sequence[tuple[Run, dict[int, int]]], quarter: int
) -> int:
    """The first quarter whose units the lines bound to a product cannot make in time; 0 where they can."""
    for due, total in wants.steps[product]:
        made = sum(max(0, (due - max(ready[run.line.no], quarter)) // run.cycle) for run, ready in bound)
        if number + made < total:
            return due
    return 0
