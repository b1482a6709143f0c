"""How things moved between two tables: materials, units in work, goods, orders, lines."""

from __future__ import annotations

from collections.abc import Iterator

from . import places as p
from .move import CASH, CUSTOMER, SUPPLIER, Card, Change, Cups, Materials, Move, Queue, Spot, queue
from .moves_money import delivered


def note_moves(change: Change) -> Iterator[Move]:
    """Order notes are laid down, move on, and become materials that are paid for."""
    for _, store in change.both(p.Material):
        was, now = _notes(change.old, store), _notes(change.new, store)
        found = _note_queue(change, store)
        for step in found.moved:
            yield Move(Card(was[step]), Spot(was[step].id), Spot(was[step - 1].id))
        for step in found.added:
            yield Move(Card(now[step]), SUPPLIER, Spot(now[step].id))
        if found.due:
            arrived = Materials(found.due, store.name, store.index)
            yield Move(arrived, Spot(was[1].id), Spot(store.id))
            yield from change.coins(found.due * store.price, CASH, SUPPLIER)


def _notes(table: p.Table, store: p.Material) -> dict[int, p.OrderNote]:
    """The order notes of a material, by quarters to go."""
    notes = (place for place in table.places if isinstance(place, p.OrderNote))
    return {note.quarters: note for note in notes if note.index == store.index}


def _note_queue(change: Change, store: p.Material) -> Queue:
    sides = (_notes(table, store) for table in (change.old, change.new))
    was, now = ({step: note.amount for step, note in side.items()} for side in sides)
    return queue(was, now, change.stepped)


def material_moves(change: Change) -> Iterator[Move]:
    """Materials go into the lines that start; else they are bought in an emergency or sold."""
    lines = started(change)
    for was, store in change.both(p.Material):
        more = store.amount - was.amount - _note_queue(change, store).due
        for number, start, end in _traffic(more, Spot(store.id), lines):
            yield Move(Materials(number, store.name, store.index), start, end)


def goods_moves(change: Change) -> Iterator[Move]:
    """Finished units come from the lines; goods go to customers, into lines, or are traded."""
    lines, done, orders = started(change), finished(change), delivered(change)
    for was, store in change.both(p.Goods):
        own = [line for line in done if line.product == store.name]
        for line in own:
            yield Move(Cups(1, store.name, store.layers), Spot(line.id, line.cell), Spot(store.id))
        for order in orders:
            if order.product == store.name:
                yield Move(Cups(order.quantity, store.name, store.layers), Spot(store.id), CUSTOMER)
        sold = sum(order.quantity for order in orders if order.product == store.name)
        more = store.amount - was.amount - len(own) + sold
        for number, start, end in _traffic(more, Spot(store.id), lines):
            yield Move(Cups(number, store.name, store.layers), start, end)


def _traffic(more: int, store: Spot, lines: list[p.LinePlace]) -> Iterator[tuple[int, Spot, Spot]]:
    """Where units of a store that are not accounted for went, or came from."""
    if more > 0:
        yield more, SUPPLIER, store
    elif more < 0 and not lines:
        yield -more, store, CUSTOMER
    elif more < 0:
        for number, line in zip(shares(-more, len(lines)), lines, strict=True):
            if number:
                yield number, store, Spot(line.id, 1)


def shares(amount: int, parts: int) -> list[int]:
    """An amount in about equal whole parts, the larger first."""
    least, rest = divmod(amount, parts)
    return [least + (index < rest) for index in range(parts)]


def order_moves(change: Change) -> Iterator[Move]:
    """Orders come from the customers; those that were not kept go back to them."""
    for order in change.fresh(p.OrderPlace):
        yield Move(Card(order), CUSTOMER, Spot(order.id))
    if change.stepped:
        for order in change.gone(p.OrderPlace):
            yield Move(Card(order), Spot(order.id), CUSTOMER)


# Lines


def started(change: Change) -> list[p.LinePlace]:
    """The lines that took up a new unit."""
    before = {was.id: was.cell for was, _ in change.both(p.LinePlace)}
    lines = [place for place in change.now.values() if isinstance(place, p.LinePlace)]
    return [line for line in lines if line.cell == 1 != before.get(line.id, 0)]


def finished(change: Change) -> list[p.LinePlace]:
    """The lines, as they were, whose unit went to the store."""
    pairs = change.both(p.LinePlace) if change.stepped else ()
    return [was for was, now in pairs if was.cell == was.cycle > now.cell]


def line_moves(change: Change) -> Iterator[Move]:
    """Lines are laid down, paid for, emptied of their value and taken away; units move up a cell."""
    for line in change.fresh(p.LinePlace):
        yield Move(Card(line), SUPPLIER, Spot(line.id))
        yield from change.coins(line.net, CASH, Spot(line.id))
    for line in change.gone(p.LinePlace):
        yield Move(Card(line), Spot(line.id), SUPPLIER)
    for was, now in change.both(p.LinePlace):
        if now.cell == was.cell + 1 > 1:
            yield Move(Cups(1, now.product, now.layers), Spot(now.id, was.cell), Spot(now.id, now.cell))
        yield from change.coins(now.net - was.net, CASH, Spot(now.id))
        yield from change.coins(was.net - now.net, Spot(now.id), Spot("pot:depreciation"))
