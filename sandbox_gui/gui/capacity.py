"""What a company's lines can make: simple estimates, seen from the start of its year.

They know the lines, the stock, and the materials in the store and on their way; what could be ordered
anew counts from when it could arrive. They leave cash and other products aside, so they say what is
possible, not what is sure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from ..core.game import Company, Game, Line, Order, holds
from ..core.marketing import unkept
from ..core.ruleset import LineType


class Missing(NamedTuple):
    """Units that an order would lack in time: with the lines as they stand, and if idle ones change over."""

    as_set: int
    after_change: int


def yearly_capacity(game: Game, company: Company) -> int:
    """Units a year of all built lines: four quarters by each line's cycle."""
    cycles = [game.catalogue.lines[line.type].cycle for line in company.lines if line.built]
    return int(sum(Fraction(4, cycle) for cycle in cycles))


def can_make(game: Game, company: Company, product: str, quarter: int, change: bool = False) -> int:
    """Units of a product in stock or finished by a quarter of this year.

    With `change`, lines that change over at once and free of charge are counted too.
    """
    first = _researched(game, company, product)
    runs = [_run(game, line, product, first, change) for line in company.lines]
    finished = sum(run.on_line is not None and run.on_line <= quarter for run in runs)
    starts = sorted(start for run in runs for start in run.starts(quarter))
    return company.goods[product] + finished + _supplied(game, company, product, starts)


def missing(game: Game, company: Company, order: Order) -> Missing:
    """What would be missing for an order, with all orders of that product the company already has."""
    return Missing(_missing(game, company, order, False), _missing(game, company, order, True))


def earliest(game: Game, company: Company, order: Order) -> int:
    """The first quarter of this year by which an order could be made, beside all promised; 0 for none."""
    asked = (replace(order, due=quarter) for quarter in range(1, 5))
    return next((one.due for one in asked if not missing(game, company, one).after_change), 0)


def _missing(game: Game, company: Company, order: Order, change: bool) -> int:
    promised = [o for o in unkept(company) if o.product == order.product]
    worst = 0
    for quarter in range(order.due, 5):
        wanted = order.quantity + sum(o.quantity for o in promised if o.due <= quarter or o.state == "late")
        worst = max(worst, wanted - can_make(game, company, order.product, quarter, change))
    return min(worst, order.quantity)


def _researched(game: Game, company: Company, product: str) -> int:
    """The first quarter of this year in which a product may be made if each instalment is paid."""
    if holds(game, company, product, (game.year - 1) * 4 + 1):
        return 1
    return max(1, game.catalogue.payments[product] - company.progress[product].paid + 1)


class _Run(NamedTuple):
    """What a line can do for a product: a unit now on it is done in `on_line`, new ones begin at `free`."""

    on_line: int | None
    free: int | None
    cycle: int

    def starts(self, quarter: int) -> list[int]:
        """The quarters in which it begins units that are done by a quarter."""
        return [] if self.free is None else list(range(self.free, quarter - self.cycle + 1, self.cycle))


def _run(game: Game, line: Line, product: str, first: int, change: bool) -> _Run:
    kind = game.catalogue.lines[line.type]
    done = kind.cycle - line.cell + 1 if line.cell else None
    free = done or _ready(game, line, kind)
    if (line.target or line.product) == product:
        return _Run(done, max(first, free), kind.cycle)
    if change and not kind.change_quarters and not kind.change_cost:
        return _Run(None, max(first, free), kind.cycle)
    return _Run(None, None, kind.cycle)


def _supplied(game: Game, company: Company, product: str, starts: Sequence[int]) -> int:
    """How many units, begun in these quarters one after the other, there can be materials for."""
    bom, leads = game.catalogue.products[product].bom, game.catalogue.leads
    here = max(1, game.quarter(company))
    begun = 0
    for start in starts:
        begun += all(
            start >= here + leads[item] or (begun + 1) * number <= _store(game, company, item, start)
            for item, number in bom.items()
            if item in leads
        )
    return begun


def _store(game: Game, company: Company, material: str, quarter: int) -> int:
    """The units of a material in the store by a quarter of this year, with what is on its way."""
    coming = company.ordered[material][: max(0, quarter - game.quarter(company))]
    return company.materials[material] + sum(coming)


def _ready(game: Game, line: Line, kind: LineType) -> int:
    """The quarter of this year in which a line can work if each instalment is paid."""
    if not line.work:
        return 1
    if line.ready_at:
        return max(1, line.ready_at - (game.year - 1) * 4)
    if line.work == "build":
        left, wait = kind.instalments - line.paid, max(0, kind.install - kind.instalments)
    else:
        left, wait = max(1, kind.change_quarters) - line.paid, 0
    return left + 1 + wait
