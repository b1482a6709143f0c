"""Demand: the forecast that everybody sees, and each year's order book.

The forecast is the ruleset's table scaled to the number of teams. The book is drawn around it from
the game's seed by streams named after their purpose, so that a further draw in one moves no other.
"""

from __future__ import annotations

import math
import random
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from .game import Game, Order
from .money import Rate, divide
from .ruleset import DemandCell, Ruleset


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is expected to sell of one product in one market and year: mean units and unit price.

    The truth lies between `least` and `most` units, and unit prices between `low` and `high`.
    """

    year: int
    market: str
    product: str
    units: int
    least: int
    most: int
    price: float
    low: float
    high: float


def stream(seed: int, name: str) -> random.Random:
    """A random stream of its own for one purpose of one game."""
    return random.Random(f"{seed}/{name}")


def _cells(ruleset: Ruleset, year: int) -> Iterator[tuple[str, str, DemandCell]]:
    """The table's cells of a year in the ruleset's order; years beyond the table repeat its last."""
    table = ruleset.demand.cells
    if not table:
        return
    markets = table.get(str(min(year, max(int(known) for known in table))), {})
    for market in ruleset.markets:
        for product in ruleset.products:
            cell = markets.get(market.id, {}).get(product.id)
            if cell is not None and cell.units:
                yield market.id, product.id, cell


def _share(rate: Rate) -> float:
    return rate.numerator / rate.denominator


def _units(ruleset: Ruleset, cell: DemandCell, teams: int) -> tuple[int, int]:
    """The fewest and the most units of a cell that a book for so many teams can hold."""
    mean = cell.units * teams / ruleset.demand.teams
    spread = _share(ruleset.demand.units_spread)
    return max(1, math.floor(mean * (1 - spread))), max(1, math.ceil(mean * (1 + spread)))


def forecast(ruleset: Ruleset, teams: int, years: int) -> list[Forecast]:
    """The forecast for all years with an order meeting, by year, market and product."""
    demand = ruleset.demand
    price_spread = _share(demand.price_spread)
    found = []
    for year in range(ruleset.marketing.orders_from, years + 1):
        for market, product, cell in _cells(ruleset, year):
            units = max(1, divide(cell.units * teams, demand.teams))
            least, most = _units(ruleset, cell, teams)
            low, high = cell.price * (1 - price_spread), cell.price * (1 + price_spread)
            found.append(Forecast(year, market, product, units, least, most, cell.price, low, high))
    return found


def expected(game: Game) -> list[Forecast]:
    """What everybody in a game may expect: its ruleset's forecast, or what a given book sums up to.

    The forecast of a given book is as vague as the ruleset's: the truth lies within the same spreads.
    """
    if game.book is None:
        return forecast(game.ruleset, len(game.companies), game.years)
    cells: dict[tuple[int, str, str], list[Order]] = {}
    for order in game.book:
        if order.year <= game.years:
            cells.setdefault((order.year, order.market, order.product), []).append(order)
    markets = [market.id for market in game.ruleset.markets]
    products = [product.id for product in game.ruleset.products]
    places = sorted(cells, key=lambda cell: (cell[0], markets.index(cell[1]), products.index(cell[2])))
    return [_summed(game.ruleset, place, cells[place]) for place in places]


def _summed(ruleset: Ruleset, place: tuple[int, str, str], orders: list[Order]) -> Forecast:
    """The forecast of one product in one market and year from its orders; tenders name no price."""
    units = sum(order.quantity for order in orders)
    priced = [order for order in orders if order.total]
    sold = sum(order.quantity for order in priced)
    price = sum(order.total for order in priced) / sold if sold else 0.0
    units_spread, price_spread = (_share(ruleset.demand.units_spread), _share(ruleset.demand.price_spread))
    least, most = math.floor(units * (1 - units_spread)), math.ceil(units * (1 + units_spread))
    low, high = price * (1 - price_spread), price * (1 + price_spread)
    return Forecast(*place, units, least, most, price, low, high)


def order_book(ruleset: Ruleset, seed: int, teams: int, year: int) -> list[Order]:
    """The orders of a year, the same for the same seed and number of teams."""
    book: list[Order] = []
    if year < ruleset.marketing.orders_from:
        return book
    shapes = _shapes(ruleset, year)
    for market, product, cell in _cells(ruleset, year):
        draw = stream(seed, f"demand:{year}:{market}:{product}")
        units = draw.randint(*_units(ruleset, cell, teams))
        book += _cell_orders(shapes, draw, (year, market, product), units, cell.price)
    _put_out_to_tender(ruleset, stream(seed, f"tender:{year}"), book, year)
    for number, order in enumerate(book, 1):
        order.id = f"Y{year}-{number:03}"
    return book


def _put_out_to_tender(ruleset: Ruleset, draw: random.Random, book: list[Order], year: int) -> None:
    """Mark some orders of the book as tenders: their price, delivery and term are for the bidders to name."""
    share = ruleset.demand.tenders.get(str(year))
    if share and ruleset.marketing.tender:
        for order in draw.sample(book, share.of(len(book))):
            order.kind = "tender"


class _Shapes(NamedTuple):
    """What the orders of a year are drawn from."""

    quantity: Callable[[random.Random], int]  # less one
    due: Callable[[random.Random], int]  # less one
    term: Callable[[random.Random], int]
    price_spread: float
    standards: tuple[tuple[str, float], ...]  # the share of orders that ask for each


def _shapes(ruleset: Ruleset, year: int) -> _Shapes:
    """The shapes of a year's orders; years beyond the table of ISO demands repeat its last."""
    demand = ruleset.demand
    last = max((int(known) for known in demand.standards), default=0)
    shares = demand.standards.get(str(min(year, last)), {})
    return _Shapes(
        _weighted(demand.quantities),
        _weighted(demand.due),
        _weighted(demand.terms),
        _share(demand.price_spread),
        tuple((name, _share(share)) for name, share in shares.items()),
    )


def _weighted(weights: tuple[int, ...]) -> Callable[[random.Random], int]:
    """What draws an index by weight.

    It draws as `randrange` does, which takes three times as long.
    """
    bounds = list(accumulate(weights))
    whole = bounds[-1]
    bits = whole.bit_length()

    def index(draw: random.Random) -> int:
        number = draw.getrandbits(bits)
        while number >= whole:
            number = draw.getrandbits(bits)
        return bisect_right(bounds, number)

    return index


def _cell_orders(
    shapes: _Shapes, draw: random.Random, place: tuple[int, str, str], units: int, price: float
) -> list[Order]:
    """The orders of one product in one market: so many units in all, unit prices around `price`."""
    quantity_of, due_of, term_of, spread, shares = shapes
    year, market, product = place
    orders = []
    while units > 0:
        quantity = min(units, quantity_of(draw) + 1)
        units -= quantity
        total = max(1, round(price * draw.uniform(1 - spread, 1 + spread) * quantity))
        due, term = due_of(draw) + 1, term_of(draw)
        standards = tuple([name for name, share in shares if draw.random() < share])
        orders.append(Order("", year, market, product, quantity, total, due, term, standards))
    return orders
