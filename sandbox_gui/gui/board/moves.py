"""The moves that lead from one table to the next: a pure function of the two.

Money moves along the way the coins really go, and adds up: all moves into cash less those out of it
are what cash changed by.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from . import moves_goods as goods
from . import moves_money as money
from . import places as p
from .move import BANK, CASH, CUSTOMER, SUPPLIER, Card, Change, Cups, Move, Spot, cash_change

STEPS = (
    goods.goods_moves,
    money.receivable_moves,
    money.loan_moves,
    goods.note_moves,
    goods.material_moves,
    goods.line_moves,
    money.plant_moves,
    money.right_moves,
    money.fee_moves,
    goods.order_moves,
)
"""In the order in which a hand would do it: what comes in, what is paid, what is laid down."""


def moves_between(old: p.Table, new: p.Table) -> list[Move]:
    """What travels from one table to a later one of the same company; nothing where they are not that."""
    if not _follows(old.header, new.header):
        return []
    change = Change(old, new)
    moves = [move for step in STEPS for move in step(change)]
    rest = new.header.cash - old.header.cash - cash_change(moves)
    return [*moves, *_rest(change, rest)]


def moves_back(old: p.Table, new: p.Table) -> list[Move]:
    """What travels when a step is taken back: the same moves the other way round, the last first."""
    return [Move(move.token, move.end, move.start) for move in reversed(moves_between(new, old))]


def _follows(old: p.Header, new: p.Header) -> bool:
    same = (old.company, old.team, old.ruleset, old.years) == (new.company, new.team, new.ruleset, new.years)
    return same and (old.year, old.quarter) <= (new.year, new.quarter)


def _rest(change: Change, rest: int) -> Iterator[Move]:
    """The cash that no place accounts for: processing, losses, emergencies, what was sold, new capital."""
    lost = 0 if change.new_year else max(0, change.growth("pot:losses"))
    if rest > 0:
        yield from change.coins(rest, _buyer(change), CASH)
    else:
        lines = goods.started(change)
        for amount, line in zip(goods.shares(-rest, len(lines)) if lines else (), lines, strict=True):
            yield from change.coins(amount, CASH, Spot(line.id, 1))
        paid = 0 if lines else min(lost, -rest)
        yield from change.coins(paid, CASH, Spot("pot:losses"))
        if not lines:
            yield from change.coins(-rest - paid, CASH, SUPPLIER)
        lost -= paid
    yield from _written_off(change, lost)


def _buyer(change: Change) -> Spot:
    """Who paid: for a plant, for a line, for stock; else the owners, by way of the bank."""
    plants = money.sold_plants(change)
    if plants:
        return Spot(plants[0].id)
    if change.gone(p.LinePlace):
        return SUPPLIER
    return CUSTOMER if _shrunk(change) else BANK


def _shrunk(change: Change) -> list[str]:
    """The stores that hold less than before."""
    stores = [now.id for _, now in (*change.both(p.Material), *change.both(p.Goods))]
    return [store for store in stores if change.growth(store) < 0]


def _written_off(change: Change, lost: int) -> Iterator[Move]:
    """Losses that cost no cash: the rest of a line's value, stock sold below cost."""
    places = [line.id for line in change.gone(p.LinePlace)] or _shrunk(change)
    if places:
        yield from change.coins(lost, Spot(places[0]), Spot("pot:losses"))


def arrivals(moves: list[Move]) -> dict[str, int]:
    """The number of the move with which a place has what is on its way to it: its card, else the last one."""
    numbers: dict[str, int] = {}
    for cards in (False, True):
        for number, move in enumerate(moves):
            if not move.end.edge and (not cards or isinstance(move.token, Card)):
                numbers[move.end.place] = number
    return numbers


def looks(old: p.Table, moves: list[Move]) -> dict[str, p.Place | None]:
    """How the places look to which something is on its way: as before, less what has left them.

    None: a card that is not there yet.
    """
    left = {(move.start.place, type(move.token)) for move in moves}
    carried = {move.end.place for move in moves if isinstance(move.token, Card)}
    found: dict[str, p.Place | None] = {}
    for name in arrivals(moves):
        before = old.place(name)
        if before or name in carried:
            found[name] = before and _without(before, left)
    return found


def _without(place: p.Place, left: set[tuple[str, type]]) -> p.Place:
    """A place from which a card or a unit has been taken."""
    if isinstance(place, p.LoanCell | p.Receivable | p.OrderNote) and (place.id, Card) in left:
        return replace(place, amount=0)
    if isinstance(place, p.LinePlace) and (place.id, Cups) in left:
        return replace(place, cell=0)
    return place
