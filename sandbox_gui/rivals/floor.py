"""The shop floor of the coming quarters, unit by unit: what lines start now, and which materials to order."""

from __future__ import annotations

from typing import NamedTuple

from .firm import NEVER, Firm, Works

SIGHT = 3
"""Quarters that are thought through at least: more where a material takes longer to come."""


class Begin(NamedTuple):
    """A unit of a product, by index, to start on a line; `missing` are the materials not in store.

    `booked`: an order in hand waits for it.
    """

    line: Works
    product: int
    missing: dict[int, int]
    booked: bool


class Floor:
    """What to start now (`begins`) and what to order now (`orders`: units by material index)."""

    __slots__ = (
        "_booked", "_firm", "_gains", "_goods", "_known", "_lines", "_made", "_rights", "_want",
        "begins", "orders",
    )  # fmt: skip

    def __init__(
        self, firm: Firm, lines: list[Works], stock: list[float], gains: list[float], rights: list[int]
    ) -> None:
        """`lines`: those that there are, and those that will soon be.

        `stock`: units of each product wanted beyond the orders in hand; `gains`: the gross profit that a
        unit of each brings; `rights`: the quarters from which each may be made.
        """
        known = firm.known
        self._firm, self._known, self._lines, self._gains = firm, known, lines, gains
        self._rights = rights
        products = range(len(firm.goods))
        self._goods = list(firm.goods)
        self._made = list(firm.goods)
        for _, p in firm.wip:
            self._made[p] += 1
        self._booked: list[list[int]] = [[] for _ in products]
        for job in firm.jobs:
            self._booked[job.product] += [job.due] * job.quantity
        self._want = [
            len(booked) + more - made
            for booked, more, made in zip(self._booked, stock, self._made, strict=True)
        ]
        for p in known.composites:
            for part, n in known.parts[p]:
                self._want[part] += n * max(0.0, self._want[p])
        self.begins: list[Begin] = []
        self.orders: list[int] = [0] * len(known.leads)
        self._run()

    def _run(self) -> None:
        firm, known = self._firm, self._known
        lines = sorted(self._lines, key=lambda line: (line.product < 0, line.cycle))
        ready = {line.no: line.ready for line in lines}
        store, missing = list(firm.store), [0] * len(known.leads)
        coming = list(firm.wip)
        most = min(max(SIGHT, 1 + max(known.leads)), known.years * 4 - firm.first + 1)
        shift = int(firm.first == firm.now and firm.moment.arrived)
        for i in range(most):
            quarter = firm.first + i
            self._arrive(i, quarter, store, coming, shift)
            for line in lines:
                if ready[line.no] > quarter or (line.left and i == 0):
                    continue
                p = line.product if line.product >= 0 else self._choice(quarter)
                if p < 0 or self._want[p] < 0.5 or self._rights[p] > quarter or not self._parts(p):
                    continue
                if quarter + line.cycle > known.years * 4:
                    continue
                short = self._take(p, i, store, missing)
                if short is None:
                    continue
                if i == 0:
                    self.begins.append(Begin(line, p, short, self._urgent(p)))
                self._want[p] -= 1
                self._made[p] += 1
                ready[line.no] = quarter + line.cycle
                coming.append((quarter + line.cycle, p))
                for part, n in known.parts[p]:
                    self._goods[part] -= n
                    self._made[part] -= n
            for m, lead in enumerate(known.leads):
                if lead == i and (not shift or "order_materials" in firm.moment.ahead):
                    self.orders[m] = missing[m]
                    missing[m] = 0

    def _arrive(
        self, i: int, quarter: int, store: list[int], coming: list[tuple[int, int]], shift: int
    ) -> None:
        """Goods and materials come in."""
        for at, p in coming:
            if at == quarter and (i or not self._firm.moment.moved or self._firm.first > self._firm.now):
                self._goods[p] += 1
        place = i - shift
        for m, row in enumerate(self._firm.arrivals):
            if 0 <= place < len(row):
                store[m] += row[place]

    def _take(self, p: int, i: int, store: list[int], missing: list[int]) -> dict[int, int] | None:
        """Take what a unit is made of; what is missing of it, or None where it cannot be had in time."""
        known = self._known
        short = {}
        for m, n in known.boms[p]:
            if store[m] < n:
                if i < known.leads[m] and not (known.emergency and self._urgent(p)):
                    return None
                short[m] = n - store[m]
        for m, n in known.boms[p]:
            if m in short:
                store[m] = 0
                if i >= known.leads[m]:
                    missing[m] += short[m]
            else:
                store[m] -= n
        return short

    def _urgent(self, p: int) -> bool:
        """Whether an order in hand waits for the next unit of a product."""
        return self._made[p] < len(self._booked[p])

    def _parts(self, p: int) -> bool:
        """Whether the products in a unit are there, and not promised to others."""
        for part, n in self._known.parts[p]:
            loose = self._made[part] - len(self._booked[part])
            if self._goods[part] < n or (loose < n and not self._urgent(p)):
                return False
        return True

    def _choice(self, quarter: int) -> int:
        """What a free line makes: what is booked and short, by due quarter, then what is wanted most."""
        best, key = -1, (NEVER, 0.0)
        for p, want in enumerate(self._want):
            if want < 0.5 or self._rights[p] > quarter or not self._parts(p):
                continue
            booked, made = self._booked[p], self._made[p]
            due = booked[made] if made < len(booked) else NEVER - 1
            if (due, -want * self._gains[p]) < key:
                best, key = p, (due, -want * self._gains[p])
        return best
