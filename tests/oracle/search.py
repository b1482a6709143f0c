"""Finds decisions that reproduce a whole record: depth first, the likeliest reading of each row first.

Where no reading fits, the furthest row is accepted as different and the search begins anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sandbox_gui.core.actions import decision

from .infer import Option, note, options
from .record import Row
from .replay import AUTOMATIC, Replay
from .table import Mismatch, Table

MOST_STEPS = 2_000
MOST_ACCEPTED = 8
AUTOMATIC_ROWS = frozenset(AUTOMATIC.values())
Reading = tuple[Table, Option]
"""One way to read a row: the table where it applies, and the decisions that it means."""


class Branch(NamedTuple):
    """A row that may be read in several ways; those not yet tried."""

    row: Row
    readings: Iterator[Reading]


def solve(replay: Replay) -> Table:
    """The table after the last row, with as few differences from the record as were found."""
    while len(replay.accepted) < MOST_ACCEPTED:
        try:
            return Search(replay).run()
        except Mismatch as mismatch:
            if mismatch.where in replay.accepted:
                break
            replay.accepted[mismatch.where] = str(mismatch)
    replay.accept_all()
    return Search(replay).run()


class Search:
    """One search through the readings of a record's rows."""

    def __init__(self, replay: Replay) -> None:
        self.replay = replay
        self.record = replay.record
        self.branches: list[Branch] = []
        self.seen: set[object] = set()
        self.last_sale = max((row.index for row in self.record.rows if row.do == "sell_line"), default=-1)
        self.steps = 0
        self.furthest = Mismatch("start", "nothing read"), -1

    def run(self) -> Table:
        """The table after the last row; the furthest Mismatch where no reading leads there."""
        table = self.replay.start()
        while True:
            try:
                while len(table.marks) < len(self.record.rows):
                    table = self._read(table, self.record.rows[len(table.marks)])
                self.replay.finish(table)
                return table
            except Mismatch as mismatch:
                self._remember(mismatch, len(table.marks))
                table = self._back()

    def _remember(self, mismatch: Mismatch, index: int) -> None:
        if index > self.furthest[1]:
            self.furthest = mismatch, index

    def _back(self) -> Table:
        """The next reading of the latest row that has another."""
        while self.branches and self.steps < MOST_STEPS:
            try:
                return self._next(self.branches[-1])
            except Mismatch:
                continue
        raise self.furthest[0]

    def _read(self, table: Table, row: Row) -> Table:
        """The table after a row."""
        if row.do in AUTOMATIC_ROWS:
            self.replay.automatic(table, row)
            return table
        key = row.index, state(table, row.index <= self.last_sale)
        if key in self.seen:
            raise Mismatch(row.index, "this position led nowhere")
        self.seen.add(key)
        if table.made and row.index not in self.replay.accepted:
            raise Mismatch(row.index, f"the engine made {table.made[0]}")
        table.set_aside(len(table.made))
        self.branches.append(Branch(row, self._readings(table, row)))
        return self._next(self.branches[-1])

    def _next(self, branch: Branch) -> Table:
        """The table after the next reading of a row that the engine allows; Mismatch when all are tried."""
        for table, option in branch.readings:
            self.steps += 1
            try:
                self.replay.decide(table, branch.row, option)
            except Mismatch as mismatch:
                self._remember(mismatch, branch.row.index)
                continue
            note(table, branch.row, option)
            return table
        self.branches.remove(branch)
        raise Mismatch(branch.row.index, f"{branch.row.do}: nothing fits")

    def _readings(self, table: Table, row: Row) -> Iterator[Reading]:
        """The readings of a decided row: at the stage that opens it; any time, the nearest stage first."""
        here = table.copy()
        while here.date <= row.date and not here.made:
            later = True
            for option in self._options(here, row) if here.date == row.date else []:
                words = {decision(action) for action in option}
                if words <= here.game.stage(here.company).open:
                    later = bool(words & set(self.replay.ruleset.year.any_time))
                    yield here.copy(), option
            try:
                if not later:
                    break
                self.replay.forward(here)
            except Mismatch as mismatch:
                self._remember(mismatch, row.index)
                break
        if row.index in self.replay.accepted:
            yield table.copy(), ()

    def _options(self, table: Table, row: Row) -> Iterator[Option]:
        """What a row may mean; one that is accepted as different may contradict its own balance."""
        yield from options(self.record, table, row)
        if row.index in self.replay.accepted:
            yield from options(self.record, table, self.record.by_balance(row))


def state(table: Table, placed: bool) -> object:
    """What the rest of a replay depends on, where readings of a row can differ.

    Which line stands in which plant matters only while lines are still to be sold (`placed`).
    """
    company = table.company
    names = {no: name for name, no in table.lines.items()}
    lines = sorted(
        (names[n.no], placed and n.plant, n.product, n.work, n.paid, n.paid_at, n.cell, n.net)
        for n in company.lines
    )
    plants = [(p.no, p.type, p.rent_due, len(company.lines_in(p.no))) for p in company.plants]
    stores = (*company.receivables, *company.goods.values(), *company.materials.values())
    orders = tuple(order.id for order in company.orders if order.state == "open")
    known = tuple(table.plants.items())
    return company.stage, company.cash, tuple(lines), tuple(plants), stores, orders, known
