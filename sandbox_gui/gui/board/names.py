"""The short name of each place: what a menu, the inspector and the outline call it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...text import named, t
from . import places as p
from .words import periods


def place_name(place: p.Place) -> str:
    """What a place is called, in the language now spoken."""
    return _NAMES[type(place)](place)


def token_name(place: p.Place) -> str:
    """What is taken up from a place: of a store one piece, of the rest the place itself."""
    if isinstance(place, p.Cash):
        return t("token.cash")
    if isinstance(place, p.Material | p.OrderNote):
        return t(f"token.{place.kind}", item=place.name)
    return t("token.goods", item=named(place.name)) if isinstance(place, p.Goods) else place_name(place)


def _plain(place: p.Place) -> str:
    return t(f"place.{place.kind}")


def _plant(place: p.PlantPlace) -> str:
    return t("place.plant", no=place.no, plant=named(place.name))


def _line(place: p.LinePlace) -> str:
    return t("place.line", no=place.no, line=named(place.name))


def _slot(place: p.Slot) -> str:
    return t("place.slot", plant=named(place.plant))


def _material(place: p.Material) -> str:
    return t("place.material", item=place.name)


def _ordered(place: p.OrderNote) -> str:
    return t("place.ordered", item=place.name, when=periods(place.quarters, False))


def _goods(place: p.Goods) -> str:
    return t("place.goods", item=named(place.name))


def _order(place: p.OrderPlace) -> str:
    return t("place.order", quantity=place.quantity, product=named(place.product), no=place.no)


def _loan_row(place: p.LoanRow) -> str:
    return named(place.name)


def _loan(place: p.LoanCell) -> str:
    return t("place.loan", loan=named(place.name), when=periods(place.left, place.yearly))


def _receivable(place: p.Receivable) -> str:
    return t("place.receivable", when=periods(place.quarters, False))


def _pot(place: p.Pot) -> str:
    return t("place.pot", pot=t(f"board.pot.{place.name}"))


def _development(place: p.Development) -> str:
    return t(f"board.right.{place.what}", name=named(place.name))


_NAMES: dict[type, Callable[[Any], str]] = {
    p.Cash: _plain,
    p.PlantPlace: _plant,
    p.NewPlant: _plain,
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
