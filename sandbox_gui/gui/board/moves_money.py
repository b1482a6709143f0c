"""How money moved between two tables: loans, receivables, fees, plants, rights."""

from __future__ import annotations

from collections.abc import Iterator

from . import places as p
from .move import BANK, CASH, CUSTOMER, PAST, Card, Change, Move, Queue, Spot, queue

NOT_PAID = {"pot:depreciation", "pot:losses"}
"""Pots that are not, or not only, filled from cash."""


def loan_moves(change: Change) -> Iterator[Move]:
    """Loans step toward cash, are repaid to the bank or come from it."""
    for before, row in change.both(p.LoanRow):
        was, now = _cells(change.old, before.id), _cells(change.new, row.id)
        found = queue(_amounts(was), _amounts(now), change.stepped)
        for step in found.moved:
            yield Move(Card(was[step]), Spot(was[step].id), Spot(f"{row.id}:{step - 1}"))
        repaid = found.due + sum(found.taken.values())
        if found.due:
            yield Move(Card(was[1]), Spot(was[1].id), BANK)
        yield from change.coins(repaid, CASH, BANK)
        for step, amount in found.added.items():
            yield Move(Card(now[step]), BANK, Spot(now[step].id))
            yield from change.coins(amount, BANK, CASH)


def _cells(table: p.Table, row: str) -> dict[int, p.LoanCell]:
    """The cells of a kind of loan, by periods left."""
    cells = (place for place in table.places if isinstance(place, p.LoanCell))
    return {cell.left: cell for cell in cells if cell.id.rpartition(":")[0] == row}


def _amounts(cells: dict[int, p.LoanCell]) -> dict[int, int]:
    return {step: cell.amount for step, cell in cells.items()}


def receivable_moves(change: Change) -> Iterator[Move]:
    """Receivables step toward cash and come in; deliveries and sales of plants add to them."""
    was, now = _receivables(change.old), _receivables(change.new)
    amounts = [{step: cell.amount for step, cell in side.items()} for side in (was, now)]
    found = queue(amounts[0], amounts[1], change.stepped)
    yield from change.coins(found.due, Spot("receivable:1"), CASH)
    for step in found.moved:
        yield Move(Card(was[step]), Spot(was[step].id), Spot(f"receivable:{step - 1}"))
    for step, amount in found.taken.items():
        yield from change.coins(amount, Spot(f"receivable:{step}"), CASH)
    yield from _new_receivables(change, found)


def _receivables(table: p.Table) -> dict[int, p.Receivable]:
    return {place.quarters: place for place in table.places if isinstance(place, p.Receivable)}


def _new_receivables(change: Change, found: Queue) -> Iterator[Move]:
    """What is owed for deliveries comes from the orders, the rest from a plant that was sold."""
    added = dict(found.added)
    for order in delivered(change):
        amount = min(order.total, added.get(order.term, 0)) if order.term else order.total
        end = Spot(f"receivable:{order.term}") if order.term else CASH
        yield from change.coins(amount, Spot(order.id), end)
        if order.term:
            added[order.term] = added.get(order.term, 0) - amount
    plants = sold_plants(change)
    source = Spot(plants[0].id) if plants else CUSTOMER
    for step, amount in added.items():
        yield from change.coins(amount, source, Spot(f"receivable:{step}"))


def delivered(change: Change) -> list[p.OrderPlace]:
    """The orders that were delivered; those that go when the year steps on are withdrawn."""
    return [] if change.stepped else change.gone(p.OrderPlace)


def sold_plants(change: Change) -> list[p.PlantPlace]:
    """The plants that were owned and are so no longer."""
    lost = [was for was, now in change.both(p.PlantPlace) if was.owned and not now.owned]
    return [plant for plant in change.gone(p.PlantPlace) if plant.owned] + lost


def plant_moves(change: Change) -> Iterator[Move]:
    """Plants are paid for; rent goes into its pot."""
    bought = [now for was, now in change.both(p.PlantPlace) if now.owned and not was.owned]
    for plant in [*(plant for plant in change.fresh(p.PlantPlace) if plant.owned), *bought]:
        yield from change.coins(plant.price, CASH, Spot(plant.id))


def right_moves(change: Change) -> Iterator[Move]:
    """Instalments pile up on markets, standards and products."""
    for was, now in change.both(p.Development):
        yield from change.coins((now.paid - was.paid) * now.cost, CASH, Spot(now.id))


def fee_moves(change: Change) -> Iterator[Move]:
    """Fees go into their pots; a new year begins with empty ones."""
    if change.new_year:
        for pot in change.was.values():
            if isinstance(pot, p.Pot):
                yield from change.coins(pot.amount, Spot(pot.id), PAST)
    for was, now in change.both(p.Pot):
        if now.id not in NOT_PAID:
            spent = now.amount - (0 if change.new_year else was.amount)
            yield from change.coins(spent, CASH, Spot(now.id))
