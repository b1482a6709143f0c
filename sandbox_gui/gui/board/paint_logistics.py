"""Raw-material logistics and product logistics: stores, order notes and sales orders."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPen

from ...text import named, t
from . import places as p
from .ink import BODY, FINE, SMALL, Ink, colour, mixed, text_width
from .tokens import CUP_SHAPE, capacity, coin, covered, cup, material_colour, paper, spread, truck


def _store(ink: Ink, box: QRectF, name: str, amount: int) -> QRectF:
    """An open box with its name and how much it holds; the room left for tokens."""
    theme = ink.theme
    ink.fill(box, 8, theme.card, mixed(theme.logistics.edge, theme.logistics.fill, 0.5), alpha=0.75)
    title = QRectF(box.x() + 7, box.y() + 3, box.width() - 14, 30)
    ink.text(title, name, BODY, theme.logistics.title, True, "left")
    rest = title.adjusted(text_width(name, BODY, True) + 3, 0, 0, 0)
    ink.text(rest, f"×{amount}", BODY + 2, theme.ink if amount else theme.faint, True, "right")
    return QRectF(box.x() + 5, box.y() + 38, box.width() - 10, box.height() - 46)


def paint_material(ink: Ink, box: QRectF, place: p.Material) -> None:
    """A store of raw material, a coin a unit as far as it holds them; those on top bear the letter."""
    room = _store(ink, box, place.name, place.amount)
    size = 31.0
    spots = spread(room, min(place.amount, capacity(room, size, size, 9)), size, size)
    for number, spot in enumerate(spots):
        letter = "" if covered(spots, number) else place.name
        coin(ink, spot.center(), size, material_colour(place.index), letter)


def paint_note(ink: Ink, box: QRectF, place: p.OrderNote) -> None:
    """An order note on its way, or the faint place of one."""
    words = t("board.ordered.next") if place.quarters == 1 else t("board.ordered.in", n=place.quarters)
    if not place.amount:
        ink.dashed(box, 6)
        ink.text(box.adjusted(4, 0, -4, 0), words, FINE, ink.theme.faint)
        return
    paper(ink, box, ink.theme.note)
    half = box.height() / 2
    size = min(30.0, half)
    room = box.width() - size - 12
    text = f"{place.amount}×" if text_width(f"{place.amount}×", BODY, True) <= room else str(place.amount)
    width = min(room, text_width(text, BODY, True))
    left = box.center().x() - (width + size + 3) / 2
    ink.text(QRectF(left, box.y() + 4, width, half), text, BODY, ink.theme.ink, True)
    dot = QPointF(left + width + 3 + size / 2, box.y() + 3 + half / 2)
    coin(ink, dot, size, material_colour(place.index), place.name)
    below = QRectF(box.x() + 5, box.y() + half + 2, box.width() - 10, half - 4)
    if place.travelling:
        truck(ink, QRectF(below.x(), below.center().y() - 7, 18, 14), ink.theme.good)
        below = below.adjusted(20, 0, 0, 0)
    ink.text(below, words, FINE, ink.theme.ink)


# Products


def paint_goods(ink: Ink, box: QRectF, place: p.Goods) -> None:
    """A store of finished goods, a cup a unit."""
    name = named(place.name)
    room = _store(ink, box, name, place.amount)
    if not place.amount and not place.held:
        ink.lines(room.adjusted(2, 0, -2, 0), t("board.goods.no_rights"), SMALL, ink.theme.faint)
    height = min(44.0, room.height())
    width = height * CUP_SHAPE
    spots = spread(room, min(place.amount, capacity(room, width, height, 24)), width, height)
    for number, spot in enumerate(spots):
        cup(ink, spot, place.layers, "" if covered(spots, number) else name)


def paint_order(ink: Ink, box: QRectF, place: p.OrderPlace) -> None:
    """A sales order: quantity × unit price, delivery quarter, term, ISO; marked when stock suffices."""
    theme = ink.theme
    paper(ink, box, theme.order)
    edge = theme.warning if _alarming(place) else theme.accent if place.deliverable else ""
    if edge:
        ink.painter.setPen(QPen(colour(edge), 2.2))
        ink.painter.setBrush(Qt.BrushStyle.NoBrush)
        ink.painter.drawRoundedRect(box.adjusted(-1, -1, 1, 1), 4, 4)
    _order_lines(ink, box.adjusted(5, 2, -5, -2), place)
    if edge:
        _order_sign(ink, box, place, edge)


def _alarming(place: p.OrderPlace) -> bool:
    """Whether an order has missed its time."""
    return place.late or place.overdue


def _order_lines(ink: Ink, box: QRectF, place: p.OrderPlace) -> None:
    """Two lines, and a third for the ISO demand where there is one and room for it."""
    standards = " ".join(named(name).replace("ISO ", "") for name in place.standards)
    three = bool(standards) and box.height() >= 56
    height = box.height() / (3 if three else 2)
    first = QRectF(box.x(), box.y(), box.width() - 10, height)
    ink.text(first, f"{place.quantity}×{place.price}", BODY if height > 20 else SMALL, ink.theme.ink, True)
    second = QRectF(box.x(), box.y() + height, box.width(), height)
    if standards and not three:
        second = _standard_dot(ink, second)
    ink.text(second, f"{_due(place, second.width())} {_term(place)}", FINE, ink.theme.ink)
    if three:
        ink.text(QRectF(box.x(), box.y() + 2 * height, box.width(), height), "ISO " + standards, FINE,
                 ink.theme.planning.title, True)  # fmt: skip


def _standard_dot(ink: Ink, box: QRectF) -> QRectF:
    """A violet dot for an ISO demand at the line's start; the room left beside it."""
    ink.disc(QPointF(box.x() + 5, box.center().y()), 5, ink.theme.planning.edge)
    return box.adjusted(13, 0, 0, 0)


def _due(place: p.OrderPlace, width: float) -> str:
    long = t("board.order.due", quarter=place.quarter)
    fits = text_width(f"{long} {_term(place)}", FINE, False) <= width
    return long if fits else t("board.order.due.short", quarter=place.quarter)


def _term(place: p.OrderPlace) -> str:
    return t("board.order.term", n=place.term) if place.term else t("board.order.cash")


def _order_sign(ink: Ink, box: QRectF, place: p.OrderPlace, edge: str) -> None:
    """A sign on the corner: a tick for what can be delivered, an exclamation mark for what is late."""
    centre = QPointF(box.right() - 5, box.top() + 5)
    ink.disc(centre, 9, edge, ink.theme.card, 1.4)
    x, y = centre.x(), centre.y()
    if _alarming(place):
        ink.text(QRectF(x - 9, y - 10, 18, 20), "!", SMALL, ink.theme.card, True)
    else:
        ink.path([(x - 4, y), (x - 1, y + 3.5), (x + 4.5, y - 3.5)], ink.theme.card, 2.2)


def paint_more_orders(ink: Ink, box: QRectF, number: int) -> None:
    """How many orders there are beyond those shown."""
    ink.fill(box, 4, mixed(ink.theme.order, ink.theme.card, 0.4), alpha=0.8)
    ink.text(box.adjusted(4, 0, -4, 0), t("board.order.more", n=number), FINE, ink.theme.ink)


def paint_no_orders(ink: Ink, box: QRectF) -> None:
    """The faint place of a sales order."""
    ink.dashed(box, 5)
    ink.text(box.adjusted(4, 0, -4, 0), t("board.order.none"), FINE, ink.theme.faint)
