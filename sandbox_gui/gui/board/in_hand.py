"""What is carried over the table: a coin, a cup, a note or a card, drawn under the pointer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from ...text import named
from ..theme import Theme
from . import places as p
from .ink import BODY, SMALL, Ink, mixed
from .tokens import coin, cup, material_colour, paper

CARRIED = 60.0
"""The z value of what is carried: above everything that lies on the table."""

BOX = QRectF(-46, -34, 92, 68)
"""The room of a carried token around the pointer, in scene units."""


class TokenItem(QGraphicsItem):
    """A token in hand; its position is where the pointer is."""

    def __init__(self, place: p.Place, theme: Theme) -> None:
        super().__init__()
        self._place, self._theme = place, theme
        self.setZValue(CARRIED)

    def boundingRect(self) -> QRectF:
        return BOX.adjusted(-8, -8, 8, 12)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        _PAINT[type(self._place)](Ink(painter, self._theme), self._place)


def _cash(ink: Ink, place: p.Cash) -> None:
    coin(ink, QPointF(0, 0), 52)


def _material(ink: Ink, place: p.Material) -> None:
    coin(ink, QPointF(0, 0), 52, material_colour(ink.theme, place.index), place.name)


def _note(ink: Ink, place: p.OrderNote) -> None:
    paper(ink, BOX.adjusted(4, 8, -4, -8), ink.theme.note)
    coin(ink, QPointF(0, 0), 38, material_colour(ink.theme, place.index), place.name)


def _goods(ink: Ink, place: p.Goods) -> None:
    cup(ink, QRectF(-24, -32, 48, 63), place.layers, named(place.name))


def _order(ink: Ink, place: p.OrderPlace) -> None:
    paper(ink, BOX.adjusted(0, 6, 0, -6), ink.theme.order)
    ink.text(BOX.adjusted(6, 8, -6, -8), f"{place.quantity} × {named(place.product)}", BODY, bold=True)


def _loan(ink: Ink, place: p.LoanRow | p.LoanCell) -> None:
    """A cup of coins with the name of the loan under it."""
    cup(ink, QRectF(-23, -40, 46, 52), (p.PROCESSING,) * 4, "¥")
    label = QRectF(BOX.x(), 13, BOX.width(), 24)
    ink.pill(label, named(place.name), ink.theme.debt, "#ffffff", SMALL)


def _receivable(ink: Ink, place: p.Receivable) -> None:
    paper(ink, BOX.adjusted(4, 8, -4, -8), ink.theme.receivable)
    ink.text(BOX.adjusted(8, 8, -8, -8), str(place.amount), BODY, bold=True)


def _line(ink: Ink, place: p.LinePlace) -> None:
    ink.card(BOX, 6)
    heads = ink.theme.line_heads
    ink.fill(QRectF(BOX.x(), BOX.y(), BOX.width(), 26), 6, heads[place.type_index % len(heads)])
    ink.text(QRectF(BOX.x() + 4, BOX.y(), BOX.width() - 8, 26), named(place.name), SMALL, bold=True)
    ink.text(QRectF(BOX.x(), BOX.y() + 28, BOX.width(), 38), str(place.no), BODY, bold=True)


def _plant(ink: Ink, place: p.PlantPlace) -> None:
    tint = ink.theme.production
    ink.card(BOX, 8, mixed(tint.fill, ink.theme.card, 0.4), tint.edge)
    ink.text(BOX.adjusted(6, 6, -6, -6), named(place.name), BODY, tint.title, bold=True)


def _right(ink: Ink, place: p.Development) -> None:
    ink.card(BOX.adjusted(6, 12, -6, -12), 8, ink.theme.card, ink.theme.planning.edge)
    ink.text(BOX.adjusted(10, 12, -10, -12), named(place.name), BODY, ink.theme.planning.title, bold=True)


_PAINT: dict[type, Callable[[Ink, Any], None]] = {
    p.Cash: _cash,
    p.Material: _material,
    p.OrderNote: _note,
    p.Goods: _goods,
    p.OrderPlace: _order,
    p.LoanRow: _loan,
    p.LoanCell: _loan,
    p.Receivable: _receivable,
    p.LinePlace: _line,
    p.PlantPlace: _plant,
    p.Development: _right,
}
