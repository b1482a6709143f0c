"""Each place in a sentence or two: what it is, what it costs, when it is due. Tooltips and screen readers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...core.ruleset import Text
from ...text import named, t
from . import places as p


def money(amount: int, unit: str) -> str:
    """An amount with its unit, a true minus sign before a negative one."""
    return f"{amount}{unit}".replace("-", "−")


def count(what: str, number: int) -> str:
    """A counted noun: ``count("quarter", 2)`` is "2 quarters"."""
    return t(f"board.{what}.{'one' if number == 1 else 'many'}", n=number)


def periods(number: int, yearly: bool) -> str:
    """A number of years or quarters in words."""
    return count("year" if yearly else "quarter", number)


def describe(place: p.Place) -> str:
    """What lies on a place, in the language now spoken."""
    return _TELL[type(place)](place)


def operation(due: p.Due) -> str:
    """The name of a payment that a stage makes by itself."""
    return t(f"board.{due.id.replace(':', '.')}")


def _cash(place: p.Cash) -> str:
    parts = [t("board.tell.cash", amount=money(place.amount, place.unit))]
    if place.due:
        parts.append(t("board.tell.cash.due", due=money(place.due, place.unit)))
    if place.short:
        parts.append(t("board.tell.cash.short", short=money(place.short, place.unit)))
    return _join(parts)


def _plant(place: p.PlantPlace) -> str:
    facts: dict[str, Any] = {"plant": named(place.name), "lines": place.lines, "slots": place.slots}
    facts |= {"price": money(place.price, place.unit), "rent": money(place.rent, place.unit)}
    if place.owned:
        return t("board.tell.plant.owned", **facts, term=periods(place.sale_term, False))
    return t("board.tell.plant.rented", **facts, due=rent_due(place))


def rent_due(place: p.PlantPlace) -> str:
    """When a rented plant pays its next rent."""
    return (
        t("board.plant.rent_in", when=periods(place.rent_in, False))
        if place.rent_in
        else t("board.plant.rent_now")
    )


def _new_plant(place: p.NewPlant) -> str:
    offers = [
        t("board.tell.offer", plant=named(offer.name), price=money(offer.price, place.unit),
          rent=money(offer.rent, place.unit), lines=count("lines", offer.slots))
        for offer in place.offers
    ]  # fmt: skip
    return _join([t("board.tell.plant_new"), *offers])


def _line(place: p.LinePlace) -> str:
    parts = [
        t("board.tell.line", no=place.no, line=named(place.name), product=named(place.product)),
        t(
            "board.tell.line.value",
            net=money(place.net, place.unit),
            maintenance=money(place.maintenance, place.unit),
        ),
        line_state(place),
    ]
    return _join(parts)


def line_state(place: p.LinePlace) -> str:
    """What a line is doing, and what it needs next."""
    if place.work:
        return _line_work(place)
    if not place.cell:
        return t("board.line.idle")
    if place.done_next:
        return t("board.line.done_next")
    return t("board.line.running", cell=place.cell, cycle=place.cycle)


def _line_work(place: p.LinePlace) -> str:
    what = t(
        f"board.line.{place.work}", paid=place.paid, payments=place.payments, target=named_or(place.target)
    )
    if place.ready_in:
        return _join([what, t("board.line.ready_in", when=periods(place.ready_in, False))])
    key = "board.line.paid_now" if place.paid_now else "board.line.to_pay"
    return _join([what, t(key, amount=money(place.instalment, place.unit))])


def named_or(name: Text, other: str = "") -> str:
    """A name in the language spoken; `other` where there is none."""
    return named(name) if name else other


def _slot(place: p.Slot) -> str:
    return t("board.tell.slot", plant=named(place.plant), free=place.free)


def _material(place: p.Material) -> str:
    return t(
        "board.tell.material", item=place.name, amount=place.amount,
        price=money(place.price, place.unit), lead=periods(place.lead, False),
    )  # fmt: skip


def _ordered(place: p.OrderNote) -> str:
    facts: dict[str, Any] = {"item": place.name, "when": periods(place.quarters, False)}
    if not place.amount:
        return t("board.tell.ordered.none", **facts)
    cost = money(place.amount * place.price, place.unit)
    return t("board.tell.ordered", amount=place.amount, cost=cost, **facts)


def _goods(place: p.Goods) -> str:
    key = "board.tell.goods" if place.held else "board.tell.goods.no_rights"
    return t(key, item=named(place.name), amount=place.amount, cost=money(place.cost, place.unit))


def _order(place: p.OrderPlace) -> str:
    parts = [
        t(
            "board.tell.order", no=place.no, market=named(place.market), product=named(place.product),
            quantity=place.quantity, price=place.price, unit=place.unit, total=money(place.total, place.unit),
        ),
        t("board.tell.order.due", quarter=place.quarter, term=order_term(place)),
    ]  # fmt: skip
    if place.standards:
        parts.append(t("board.tell.order.standards", standards=", ".join(map(named, place.standards))))
    return _join([*parts, _order_outlook(place)])


def _order_outlook(place: p.OrderPlace) -> str:
    """Whether an order can be delivered, and what it costs if it is not."""
    penalty = money(place.penalty, place.unit)
    if place.overdue:
        return t("board.tell.order.overdue", penalty=penalty)
    if place.deliverable:
        stock = t("board.tell.order.ready", stock=place.stock)
    else:
        stock = t("board.tell.order.missing", missing=place.quantity - place.stock, stock=place.stock)
    fine = "board.tell.order.late" if place.late else "board.tell.order.penalty"
    return _join([stock, t(fine, penalty=penalty)])


def order_term(place: p.OrderPlace) -> str:
    """When an order is paid, in words."""
    return periods(place.term, False) if place.term else t("board.order.cash")


def _loan_row(place: p.LoanRow) -> str:
    return t(
        "board.tell.loan_row",
        loan=named(place.name),
        rate=place.rate,
        terms=periods(place.terms, place.yearly),
        owed=money(place.owed, place.unit),
        credit=money(place.credit, place.unit),
    )


def _loan(place: p.LoanCell) -> str:
    facts = {"loan": named(place.name), "when": periods(place.left, place.yearly)}
    if not place.amount:
        return t("board.tell.loan.none", **facts)
    interest = "board.tell.loan.yearly" if place.yearly else "board.tell.loan.at_end"
    return _join(
        [t("board.tell.loan", amount=money(place.amount, place.unit), **facts), t(interest, rate=place.rate)]
    )


def _receivable(place: p.Receivable) -> str:
    when = periods(place.quarters, False)
    if not place.amount:
        return t("board.tell.receivable.none", when=when)
    facts = {"amount": money(place.amount, place.unit), "total": money(place.total, place.unit)}
    return t("board.tell.receivable", when=when, **facts)


def _pot(place: p.Pot) -> str:
    return t("board.tell.pot", pot=t(f"board.pot.{place.name}"), amount=money(place.amount, place.unit))


def _development(place: p.Development) -> str:
    what = t(f"board.right.{place.what}", name=named(place.name))
    parts = [t("board.tell.right", what=what, state=development_state(place))]
    if place.bom:
        cost = money(place.direct_cost, place.unit)
        parts.append(t("board.tell.product", bom=place.bom, cost=cost))
    if place.advertising:
        parts.append(t("board.market.advertising", amount=money(place.advertising, place.unit)))
    if place.points:
        parts.append(t("board.tell.points", points=place.points))
    return _join(parts)


def development_state(place: p.Development) -> str:
    """How far a development has come, and what is still to be paid."""
    if place.held:
        return t("board.right.held")
    if place.complete:
        return t("board.right.from_next." + ("year" if place.yearly else "quarter"))
    left = t("board.right.left", left=periods(place.left, place.yearly), cost=money(place.cost, place.unit))
    if place.paid_now:
        left = _join([left, t("board.right.paid_now." + ("year" if place.yearly else "quarter"))])
    return left


def _join(parts: list[str]) -> str:
    return t("board.join").join(parts)


_TELL: dict[type, Callable[[Any], str]] = {
    p.Cash: _cash,
    p.PlantPlace: _plant,
    p.NewPlant: _new_plant,
    p.LinePlace: _line,
    p.Slot: _slot,
    p.Material: _material,
    p.OrderNote: _ordered,
    p.Goods: _goods,
    p.OrderPlace: _order,
    p.LoanRow: _loan_row,
    p.LoanCell: _loan,
    p.Receivable: _receivable,
    p.Pot: _pot,
    p.Development: _development,
}
