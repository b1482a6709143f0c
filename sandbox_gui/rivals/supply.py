"""What a company can deliver this year: of which orders it can keep all dates."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from .firm import Firm, Job
from .programme import Programme


class Supply:
    """Units to be had by each quarter's end, given the company's lines and programme.

    `bound`: by product, from stock and the lines bound to it; `pool`: of any, from free lines; `rights`: the
    quarters, from the first one, in which each product may first be made.
    """

    __slots__ = ("_first", "_goods", "_known", "bound", "pool", "rights")

    def __init__(self, firm: Firm, programme: Programme) -> None:
        self._known = firm.known
        self._first, self._goods = firm.first, firm.goods
        self.rights = firm.waits()
        for p, begin in programme.research:
            paid = firm.research(p, begin)
            if paid:
                self.rights[p] = paid.stop
        self._count(firm, programme, max(0, firm.year * 4 - firm.first + 1))

    def _count(self, firm: Firm, programme: Programme, count: int) -> None:
        """Add up what is in work, and what lines start in the quarters to come."""
        first, made, pool = firm.first, [[0] * count for _ in firm.goods], [0] * count
        for quarter, p in firm.wip:
            if quarter < first + count:
                made[p][max(0, quarter - first)] += 1
        works = [(line.product, line.cycle, line.ready) for line in firm.lines]
        for kind, product, quarter in programme.lines:
            facts = firm.known.lines[kind]
            if quarter <= first + 1:
                works.append((-1 if facts.free else product, facts.cycle, quarter + facts.lag))
        for p, cycle, ready in works:
            for i in range(max(0, ready - first), count - cycle, cycle):
                if p < 0:
                    pool[i + cycle] += 1
                elif i >= self.rights[p]:
                    made[p][i + cycle] += 1
        for row, units in zip(made, firm.goods, strict=True):
            if row:
                row[0] += units
        self.bound, self.pool = [list(accumulate(row)) for row in made], list(accumulate(pool))

    def kept(self, jobs: Sequence[Job]) -> bool:
        """Whether these orders can all be delivered in time."""
        need = [[0] * len(self.pool) for _ in self.bound]
        first = self._first
        for job in jobs:
            row = need[job.product]
            for i in range(max(0, job.due - first), len(row)):
                row[i] += job.quantity
        for p in self._known.composites:
            there = self._goods[p]
            for part, n in self._known.parts[p]:
                for i in range(1, len(self.pool)):
                    need[part][i - 1] += n * max(0, need[p][i] - there)
        short = [0] * len(self.pool)
        for row, made, right in zip(need, self.bound, self.rights, strict=True):
            lacking = 0
            for i, units in enumerate(row):
                if units - made[i] > lacking:
                    lacking = units - made[i]
                    if i <= right:
                        return False
                short[i] += lacking
        return all(a <= b for a, b in zip(short, self.pool, strict=True))

    def room(self, p: int, jobs: Sequence[Job]) -> int:
        """The units of a product that could be had by the year's end beside the orders in hand."""
        if not self.pool:
            return 0
        taken = [0] * len(self.bound)
        for job in jobs:
            taken[job.product] += job.quantity
        pool = self.pool[-1] - sum(max(0, n - row[-1]) for n, row in zip(taken, self.bound, strict=True))
        return max(0, self.bound[p][-1] - taken[p]) + max(0, pool)
