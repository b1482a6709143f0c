"""What travels over the table, from where to where: plain facts, no Qt, no pixels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from ...core.ruleset import Text
from . import places as p

P = TypeVar("P", bound=p.Place)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place by its id, a cell of a line, or an edge of the table."""

    place: str
    cell: int = 0

    @property
    def edge(self) -> bool:
        """Whether it lies off the table."""
        return self.place.startswith("edge:")


CASH = Spot("cash")
BANK, SUPPLIER, CUSTOMER, PAST = (Spot(f"edge:{name}") for name in ("bank", "supplier", "customer", "past"))
"""The edges over which things come and go; over `PAST` goes what a closed year spent."""


@dataclass(frozen=True, slots=True)
class Coins:
    """Money."""

    amount: int
    unit: str


@dataclass(frozen=True, slots=True)
class Materials:
    """Coins of a raw material."""

    amount: int
    name: str
    index: int


@dataclass(frozen=True, slots=True)
class Cups:
    """Units of a product."""

    amount: int
    name: Text
    layers: p.Layers


@dataclass(frozen=True, slots=True)
class Card:
    """What lies on a place as a whole: a note, an order, a loan, a line."""

    place: p.Place


Token = Coins | Materials | Cups | Card


@dataclass(frozen=True, slots=True)
class Move:
    """One token on its way."""

    token: Token
    start: Spot
    end: Spot


def cash_change(moves: Iterable[Move]) -> int:
    """By how much moves change the cash."""
    total = 0
    for move in moves:
        if isinstance(move.token, Coins):
            total += move.token.amount * ((move.end == CASH) - (move.start == CASH))
    return total


@dataclass(frozen=True)
class Change:
    """Two tables of one company, the later after the earlier."""

    old: p.Table
    new: p.Table

    @cached_property
    def was(self) -> dict[str, p.Place]:
        """The places before, by id."""
        return {place.id: place for place in self.old.places}

    @cached_property
    def now(self) -> dict[str, p.Place]:
        """The places after, by id."""
        return {place.id: place for place in self.new.places}

    @property
    def stepped(self) -> bool:
        """Whether the year went on between them: only then do things move up by themselves."""
        return _moment(self.old.header) != _moment(self.new.header)

    @property
    def new_year(self) -> bool:
        """Whether the books were closed between them."""
        return self.old.header.year != self.new.header.year

    @property
    def unit(self) -> str:
        """The unit of money."""
        return self.new.header.unit

    def coins(self, amount: int, start: Spot, end: Spot) -> Iterator[Move]:
        """Money on its way, if there is any."""
        if amount > 0:
            yield Move(Coins(amount, self.unit), start, end)

    def both(self, kind: type[P]) -> Iterator[tuple[P, P]]:
        """The places of a kind that stand on both tables, before and after."""
        for name, place in self.now.items():
            before = self.was.get(name)
            if isinstance(place, kind) and isinstance(before, kind):
                yield before, place

    def fresh(self, kind: type[P]) -> list[P]:
        """The places of a kind that are new."""
        return [place for name, place in self.now.items() if isinstance(place, kind) and name not in self.was]

    def gone(self, kind: type[P]) -> list[P]:
        """The places of a kind that are no longer there."""
        return [place for name, place in self.was.items() if isinstance(place, kind) and name not in self.now]

    def growth(self, place_id: str) -> int:
        """By how much the amount on a place grew."""
        before, after = (getattr(side.get(place_id), "amount", 0) for side in (self.was, self.now))
        return int(after) - int(before)


def _moment(header: p.Header) -> tuple[int, int, Text]:
    return header.year, header.quarter, header.stage


@dataclass(slots=True)
class Queue:
    """What happened in a row of steps: what fell due, and by step what moved on, was added or was taken."""

    due: int = 0
    moved: dict[int, int] = field(default_factory=dict)  # by the step from which it moved one nearer
    added: dict[int, int] = field(default_factory=dict)
    taken: dict[int, int] = field(default_factory=dict)


def queue(was: Mapping[int, int], now: Mapping[int, int], stepped: bool) -> Queue:
    """Compare two states of a row of steps, amounts by step, 1 the nearest; it moves on only if `stepped`."""
    last = max([0, *was, *now])
    before = [was.get(step, 0) for step in range(1, last + 1)]
    after = [now.get(step, 0) for step in range(1, last + 1)]
    found = Queue()
    if stepped and before != after and _moved_on(before, after):
        found.due = before[0]
        found.moved = {step: amount for step, amount in enumerate(before, 1) if step > 1 and amount}
        before = [*before[1:], 0]
    for step, (old, new) in enumerate(zip(before, after, strict=True), 1):
        if new > old:
            found.added[step] = new - old
        elif new < old:
            found.taken[step] = old - new
    return found


def _moved_on(before: list[int], after: list[int]) -> bool:
    """Whether everything stands one step nearer; what was only added to has not moved."""
    nearer = [*before[1:], 0]
    if after == nearer:
        return True
    return _covers(after, nearer) and not _covers(after, before)


def _covers(amounts: list[int], least: list[int]) -> bool:
    return all(amount >= floor for amount, floor in zip(amounts, least, strict=True))
