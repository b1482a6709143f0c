"""A programme: the dated investments that a company means to make; a change makes a new one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

Dated = tuple[tuple[int, int], ...]
"""Things by index or number, each with the quarter or year in which it is due."""


class NewLine(NamedTuple):
    """A line to begin in a quarter: type and product by index."""

    kind: int
    product: int
    quarter: int


class NewPlant(NamedTuple):
    """A plant to take in a quarter: kind by index, bought or rented; `kept` if it is not for lines alone."""

    kind: int
    quarter: int
    bought: bool
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Programme:
    """What is to be begun and when; what is under way already goes on by itself."""

    lines: tuple[NewLine, ...] = ()
    plants: tuple[NewPlant, ...] = ()
    research: tuple[tuple[int, int], ...] = ()  # product, first quarter
    markets: tuple[tuple[int, int], ...] = ()  # market, first year
    standards: tuple[tuple[int, int], ...] = ()  # standard, first year
    sales: tuple[tuple[int, int], ...] = ()  # line number, quarter
    purchases: tuple[tuple[int, int], ...] = ()  # plant number, quarter of rent-to-buy
    house: int = -1  # the kind of plant that it would rather take; -1: the cheapest that is large enough
    owns: bool = False  # whether it buys the plants that its lines need
    long_share: float = 1.0  # of what is missing in a year, what is borrowed for years
    hoard: float = 0.0  # times its equity, what it borrows for years beyond need while its credit is good

    @property
    def done(self) -> bool:
        """Whether nothing is left to begin."""
        ventures = self.research or self.markets or self.standards
        return not (self.lines or self.plants or ventures or self.sales or self.purchases)

    def begins(self, product: int) -> int:
        """The quarter in which a product's research begins; -1 where it is not meant to."""
        return next((quarter for item, quarter in self.research if item == product), -1)
