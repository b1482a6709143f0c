"""What a company may hope to sell: the forecast, shared among the teams, in the markets it will hold."""

from __future__ import annotations

from ..core.demand import Forecast
from .character import Character
from .view import View

NEVER = 10_000
"""A quarter that no game reaches."""


def payments_left(view: View, item: str) -> int:
    """The instalments still to pay on a product, market or standard."""
    return max(0, view.catalogue.payments[item] - view.company.progress[item].paid)


def market_year(view: View, market: str) -> int:
    """The first year in which a market or standard is held if it is developed without a pause."""
    progress = view.company.progress[market]
    left = payments_left(view, market)
    if not left:
        return progress.at + 1
    return (view.year + 1 if progress.at == view.year else view.year) + left


def product_quarter(view: View, product: str) -> int:
    """The first quarter in which a product may be made if its research goes on without a pause."""
    progress = view.company.progress[product]
    left = payments_left(view, product)
    if not left:
        return progress.at + 1
    start = view.now if view.ahead("develop_product") else view.now + 1
    return max(progress.at + 1, start) + left


class Outlook:
    """The company's fair part of each year's demand, and what a unit brings there."""

    __slots__ = ("_markets", "_units", "_worth", "cells")

    def __init__(self, view: View, character: Character) -> None:
        teams = max(1, len(view.running))
        self._markets = {m.id: market_year(view, m.id) for m in view.ruleset.markets}
        self._units: dict[tuple[int, str], float] = {}
        self._worth: dict[tuple[int, str], float] = {}
        self.cells: dict[int, list[Forecast]] = {}
        for cell in view.forecast:
            if cell.year < view.year or self._markets[cell.market] > cell.year:
                continue
            key = cell.year, cell.product
            units = cell.units / teams * character.reach
            self._units[key] = self._units.get(key, 0.0) + units
            self._worth[key] = self._worth.get(key, 0.0) + units * cell.price
            self.cells.setdefault(cell.year, []).append(cell)

    def units(self, year: int, product: str) -> float:
        """The units that the company may hope to sell."""
        return self._units.get((year, product), 0.0)

    def price(self, year: int, product: str) -> float:
        """The mean unit price of those units; 0 where there is no demand."""
        units = self.units(year, product)
        return self._worth[(year, product)] / units if units else 0.0

    def margin(self, view: View, year: int, product: str) -> float:
        """What a unit brings above its direct cost."""
        price = self.price(year, product)
        return max(0.0, price - view.catalogue.costs[product]) if price else 0.0
