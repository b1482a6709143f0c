"""A company as it stands, in the figures that a projection starts from. Quarters are absolute."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..core.game import Line
from ..core.journal import Account
from ..core.ruleset import Development
from .known import Moment
from .programme import NewLine
from .view import View


class Job(NamedTuple):
    """An order in hand: units of a product by index until an absolute quarter."""

    id: str
    product: int
    quantity: int
    total: int
    due: int
    term: int
    late: bool = False  # it may still be delivered, with its fine


def jobs_of(view: View) -> list[Job]:
    """A company's orders in hand, the most urgent first."""
    base, product_of = (view.year - 1) * 4, view.known.product_of
    jobs = []
    for order in view.company.orders:
        if order.state in ("open", "late"):
            late = order.state == "late"
            due, product = base + (4 if late else order.due), product_of[order.product]
            jobs.append(Job(order.id, product, order.quantity, order.total, due, order.term, late))
    return sorted(jobs, key=lambda job: (job.due, -job.total, job.id))


class Works(NamedTuple):
    """A line as a projection sees it: when it can next start a unit, of what (-1: of anything)."""

    no: int
    kind: int
    plant: int
    product: int
    ready: int
    cycle: int
    net: int
    built_in: int  # the year of its completion, known or expected
    left: tuple[int, ...]  # the instalments still to pay, from quarter `pays`
    pays: int
    charges: list[int]  # depreciation from the year after completion, or from this year's close


class Firm:
    """The figures of a company in its present stage."""

    __slots__ = (
        "arrivals", "can_start", "cash", "certified", "equity", "first", "goods", "hopes", "jobs", "known",
        "lines", "loans", "losses", "moment", "now", "opens", "plants", "profit", "progress",
        "receipts", "repaid_first", "rights", "store", "tax_ahead", "used_discount", "used_usury", "wip",
        "year",
    )  # fmt: skip

    def __init__(self, view: View) -> None:
        known = view.known
        company, moment = view.company, known.moments[view.stage.index]
        self.known = known
        self.moment: Moment = moment
        self.year = view.year
        self.now = view.now
        self.cash = company.cash
        self.first = self._first()
        self.repaid_first = moment.repaid and self.first == self.now
        self.can_start = "start_production" in moment.ahead
        self.equity = company.equity
        balances = company.journal.balances
        self.profit = -sum(balances[Account.SALES :])
        self.losses = company.losses
        self.used_usury, self.used_discount = company.used_usury, company.used_discount
        self.tax_ahead = -balances[Account.TAX_PAYABLE]
        self.hopes = not view.meeting_over
        self.goods = [company.goods[name] for name in known.product_ids]
        self.store = [company.materials[name] for name in known.material_ids]
        self.arrivals = [company.ordered[name] for name in known.material_ids]
        self.receipts = company.receivables
        self.loans = company.loans
        self.plants = company.plants
        self.progress = company.progress
        rules = known.ruleset
        self.rights, self.opens = self._since(rules.products), self._since(rules.markets)
        self.certified = self._since(rules.standards)
        self.wip: list[tuple[int, int]] = []
        self.lines = [self._line(line) for line in company.lines]
        self.jobs = jobs_of(view)

    def _first(self) -> int:
        """The first quarter that is not over."""
        if self.moment.quarter == 0:
            return (self.year - 1) * 4 + 1
        if self.moment.quarter == 5:
            return self.year * 4 + 1
        return self.now + self.moment.ended

    def _line(self, line: Line) -> Works:
        facts = self.known.line_of[line.type]
        start = self.first if self.first > self.now or self.can_start else self.now + 1
        product = -1 if facts.free else self.known.product_of[line.target or line.product]
        left: tuple[int, ...] = ()
        pays = ready = start
        built_in = line.built_in
        if line.work:
            pays, ready, left = self._under_way(line, start)
            if line.work == "build":
                built_in = (ready - 1) // 4 + 1
        elif line.cell:
            done = self.now + facts.cycle - line.cell + self.moment.moved
            ready = max(start, done)
            self.wip.append((done, self.known.product_of[line.product]))
        built = line.work != "build"
        charges = self.known.charges(facts.index, line.net, line.charges) if built else facts.charges
        return Works(line.no, facts.index, line.plant, product, ready, facts.cycle, line.net, built_in, left,
                     pays, charges)  # fmt: skip

    def _under_way(self, line: Line, start: int) -> tuple[int, int, tuple[int, ...]]:
        """Of a line built or changed: first quarter to pay in, quarter of readiness, instalments left."""
        facts = self.known.line_of[line.type]
        pays = start if line.paid_at < start else start + 1
        if line.ready_at:
            return pays, max(start, line.ready_at), ()
        if line.work == "build":
            left = facts.parts[line.paid :]
            pause = facts.lag - len(facts.parts)
            return pays, pays + len(left) + max(0, pause), left
        left = facts.changes[line.paid :]
        return pays, pays + len(left), left

    def key(self) -> tuple[object, ...]:
        """All that a projection starts from: firms with the same key have the same future."""
        return (
            self.moment, self.now, self.cash, self.equity, self.profit, self.losses, self.tax_ahead,
            self.used_usury, self.used_discount,
            self.hopes, tuple(self.goods), tuple(self.store), tuple(map(tuple, self.arrivals)),
            tuple(self.receipts), tuple((ln.kind, ln.amount, ln.due) for ln in self.loans),
            tuple((p.no, p.type, p.rent_due) for p in self.plants),
            tuple((name, p.paid, p.at) for name, p in self.progress.items()), tuple(self.wip),
            tuple((*line[:10], tuple(line.charges)) for line in self.lines), tuple(self.jobs),
        )  # fmt: skip

    def planned(self, no: int, new: NewLine) -> Works:
        """A line of a programme, as it will be under the number `no`."""
        facts = self.known.lines[new.kind]
        ready = new.quarter + facts.lag
        product = -1 if facts.free else new.product
        built = (ready - 1) // 4 + 1
        return Works(no, new.kind, 0, product, ready, facts.cycle, 0, built, (), new.quarter, facts.charges)

    @property
    def venture_year(self) -> int:
        """The year in which markets and standards can next be paid for."""
        ahead = self.moment.quarter < 4 or "develop_market" in self.moment.ahead
        late = self.known.ventures_at == 5 and self.moment.quarter < 5
        return self.year if ahead or late else self.year + 1

    def _since(self, items: Sequence[Development]) -> list[int]:
        """The quarter or year from which each is held: 0 for long since, `NEVER` where that is open."""
        found = []
        for item in items:
            progress = self.progress[item.id]
            found.append(max(0, progress.at + 1) if progress.paid >= item.payments else NEVER)
        return found

    def waits(self) -> list[int]:
        """The quarters from the first one until each product may be made."""
        return [max(0, right - self.first) for right in self.rights]

    def research(self, product: int, quarter: int) -> range:
        """When what is left to pay on a product falls due, begun in a quarter; made it may be at the end.

        Quarters count from the first one.
        """
        item = self.known.ruleset.products[product]
        progress = self.progress[item.id]
        begin = max(quarter - self.first, int(progress.at == self.first))
        return range(begin, begin + item.payments - progress.paid)


NEVER = 9_999
