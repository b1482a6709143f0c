"""What a company's lines can make: simple estimates, seen from the start of its year.

They leave materials and cash aside, so they say what is possible, not what is sure.
"""

from __future__ import annotations

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
    start = _researched(game, company, product)
    made = sum(_finished(game, line, product, quarter, start, change) for line in company.lines)
    return company.goods[product] + made


def missing(game: Game, company: Company, order: Order) -> Missing:
    """What would be missing for an order, with all orders of that product the company already has."""
    return Missing(_missing(game, company, order, False), _missing(game, company, order, True))


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


def _finished(game: Game, line: Line, product: str, quarter: int, start: int, change: bool) -> int:
    kind = game.catalogue.lines[line.type]
    if (line.target or line.product) == product:
        first = kind.cycle - line.cell + 1 if line.cell else max(start, _ready(game, line, kind)) + kind.cycle
    elif change and not kind.change_quarters and not kind.change_cost:
        free = kind.cycle - line.cell + 1 if line.cell else _ready(game, line, kind)
        first = max(start, free) + kind.cycle
    else:
        return 0
    return 0 if quarter < first else 1 + (quarter - first) // kind.cycle


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
