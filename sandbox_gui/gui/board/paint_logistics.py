"""Raw-material logistics and product logistics: stores, order notes and sales orders."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPen

from ...text import named, t
from . import places as p
from .ink import BODY, SMALL, Ink, colour, fitting, mixed, stacked, text_width
from .layout import TWO_LINES
from .tokens import (
    CUP_SHAPE,
    capacity,
    coin,
    covered,
    cup,
    ghost_coin,
    material_colour,
    paper,
    spread,
    truck,
)


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
    size = min(36.0, (room.width() - 4) / 2)
    spots = spread(room, min(place.amount, capacity(room, size, size, 9)), size, size)
    for number, spot in enumerate(spots):
        letter = "" if covered(spots, number) else place.name
        coin(ink, spot.center(), size, material_colour(ink.theme, place.index), letter)
    if not spots:
        ghost_coin(ink, QPointF(room.center().x(), room.bottom() - size / 2), size)


def paint_note(ink: Ink, box: QRectF, place: p.OrderNote) -> None:
    """An order note on its way, or the faint place of one."""
    words = t("board.ordered.next") if place.quarters == 1 else t("board.ordered.in", n=place.quarters)
    if not place.amount:
        ink.dashed(box, 6)
        ink.text(box.adjusted(4, 0, -4, 0), words, SMALL, ink.theme.faint)
        return
    paper(ink, box, ink.theme.note)
    half = box.height() / 2
    size = min(34.0, half)
    room = box.width() - size - 12
    text = f"{place.amount}×" if text_width(f"{place.amount}×", BODY, True) <= room else str(place.amount)
    width = min(room, text_width(text, BODY, True))
    left = box.center().x() - (width + size + 3) / 2
    ink.text(QRectF(left, box.y() + 4, width, half), text, BODY, ink.theme.ink, True)
    dot = QPointF(left + width + 3 + size / 2, box.y() + 3 + half / 2)
    coin(ink, dot, size, material_colour(ink.theme, place.index), place.name)
    below = QRectF(box.x() + 5, box.y() + half + 2, box.width() - 10, half - 4)
    if place.travelling:
        wide = text_width(words, SMALL, False) + 34 <= below.width()
        length = 30.0 if wide else 20.0
        truck(
            ink, QRectF(below.x(), below.center().y() - length * 0.38, length, length * 0.76), ink.theme.good
        )
        below = below.adjusted(length + 2, 0, 0, 0)
    ink.text(below, words, SMALL, ink.theme.ink)


# Products


def paint_goods(ink: Ink, box: QRectF, place: p.Goods) -> None:
    """A store of finished goods, a cup a unit."""
    name = named(place.name)
    room = _store(ink, box, name, place.amount)
    if not place.amount and not place.held:
        ink.lines(room.adjusted(2, 0, -2, 0), t("board.goods.no_rights"), SMALL, ink.theme.faint)
    for spot, bare in _cups(room, place.amount):
        cup(ink, spot, place.layers, "" if bare else name)


LEAST_CUP, WIDEST_CUP = 27.0, 46.0


def _cups(room: QRectF, amount: int) -> list[tuple[QRectF, bool]]:
    """The cups that a store shows, as large as lets all stand free, and whether another hides its name."""
    most = max(1, int(room.width() // LEAST_CUP))
    columns = max(range(1, most + 1), key=lambda count: _cup_height(room, amount, count))
    height = _cup_height(room, amount, columns)
    if height < LEAST_CUP / CUP_SHAPE:  # they overlap
        columns = most
        height = min(_cup_height(room, columns, columns), WIDEST_CUP)
    width = height * CUP_SHAPE
    wide = columns * (width + 4) - 3.9
    stand = QRectF(room.center().x() - wide / 2, room.y(), wide, room.height())
    spots = spread(stand, min(amount, capacity(stand, width, height, SMALL)), width, height)
    return [(spot, covered(spots, number)) for number, spot in enumerate(spots)]


def _cup_height(room: QRectF, amount: int, columns: int) -> float:
    """How high cups may be that stand in so many columns without hiding each other."""
    width = min(WIDEST_CUP, (room.width() + 4) / columns - 4)
    rows = -(-max(1, amount) // columns)
    return min(width / CUP_SHAPE, (room.height() + 4) / rows - 4)


def paint_order(ink: Ink, box: QRectF, place: p.OrderPlace) -> None:
    """A sales order: quantity × unit price, delivery quarter, term, ISO; marked when stock suffices."""
    theme = ink.theme
    paper(ink, box, theme.order)
    edge = theme.warning if _alarming(place) else theme.accent if place.deliverable else ""
    if edge:
        ink.painter.setPen(QPen(colour(edge), 2.2))
        ink.painter.setBrush(Qt.BrushStyle.NoBrush)
        ink.painter.drawRoundedRect(box.adjusted(-1, -1, 1, 1), 4, 4)
    inner = box.adjusted(5, 2, -5, -2)
    if box.height() < TWO_LINES:
        _order_row(ink, box.adjusted(3, 2, -17 if edge else -3, -2), place)
    else:
        _order_lines(ink, inner, place)
    if edge:
        _order_sign(ink, box, place, edge)


def _alarming(place: p.OrderPlace) -> bool:
    """Whether an order has missed its time."""
    return place.late or place.overdue


def _order_row(ink: Ink, box: QRectF, place: p.OrderPlace) -> None:
    """Everything in one line: quantity × unit price, and the delivery quarter where there is room for it."""
    if place.standards:
        box = _standard_dot(ink, box)
    what = f"{place.quantity}×{place.price}"
    due = t("board.order.due.short", quarter=place.quarter)
    if text_width(what, SMALL, True) + text_width(due, SMALL, False) + 4 > box.width():
        ink.text(box, what, SMALL, ink.theme.ink, True)
        return
    ink.text(box, what, SMALL, ink.theme.ink, True, "left")
    ink.text(box, due, SMALL, ink.theme.ink, align="right")


def _order_lines(ink: Ink, box: QRectF, place: p.OrderPlace) -> None:
    """Two lines at least; where there is room, the market above them and the ISO demand below."""
    theme = ink.theme
    standards = " ".join(named(name).replace("ISO ", "") for name in place.standards)
    rows = min(4, int(box.height() // 21))
    named_market = rows == 4 or (rows == 3 and not standards)
    separate = bool(standards) and rows >= 3
    cells = iter(stacked(box, 2 + named_market + separate, 0))
    if named_market:
        ink.text(
            next(cells).adjusted(0, 0, -12, 0), named(place.market), SMALL, theme.planning.title, align="left"
        )
    first = next(cells)
    size = BODY + 3 if first.height() > 26 else BODY
    ink.text(first.adjusted(0, 0, 0 if named_market else -10, 0), f"{place.quantity}×{place.price}", size,
             theme.ink, True)  # fmt: skip
    second = next(cells)
    if standards and not separate:
        second = _standard_dot(ink, second)
    ink.text(second, _terms(place, second.width()), SMALL, theme.ink)
    if separate:
        ink.text(next(cells), "ISO " + standards, SMALL, theme.planning.title, True)


def _standard_dot(ink: Ink, box: QRectF) -> QRectF:
    """A violet dot for an ISO demand at the line's start; the room left beside it."""
    ink.disc(QPointF(box.x() + 5, box.center().y()), 5, ink.theme.planning.edge)
    return box.adjusted(13, 0, 0, 0)


def _terms(place: p.OrderPlace, width: float) -> str:
    """When an order is due and when it is paid, in the longest wording that fits."""
    term = t("board.order.term", n=place.term) if place.term else t("board.order.cash")
    short = t("board.order.due.short", quarter=place.quarter)
    briefest = t("board.order.term.short", n=place.term) if place.term else term
    return fitting(width, SMALL, False, f"{t('board.order.due', quarter=place.quarter)} {term}",
                   f"{short} {term}", f"{short} {briefest}")  # fmt: skip


def _order_sign(ink: Ink, box: QRectF, place: p.OrderPlace, edge: str) -> None:
    """A sign on the corner: a tick for what can be delivered, an exclamation mark for what is late."""
    low = box.height() < TWO_LINES
    centre = QPointF(box.right() - 9, box.center().y()) if low else QPointF(box.right() - 5, box.top() + 5)
    ink.disc(centre, 9, edge, ink.theme.card, 1.4)
    x, y = centre.x(), centre.y()
    if _alarming(place):
        ink.text(QRectF(x - 9, y - 10, 18, 20), "!", SMALL, ink.theme.card, True)
    else:
        ink.path([(x - 4, y), (x - 1, y + 3.5), (x + 4.5, y - 3.5)], ink.theme.card, 2.2)


def paint_more_orders(ink: Ink, box: QRectF, number: int) -> None:
    """How many orders there are beyond those shown."""
    ink.fill(box, 4, mixed(ink.theme.order, ink.theme.card, 0.4), alpha=0.8)
    ink.text(box.adjusted(4, 0, -4, 0), t("board.order.more", n=number), SMALL, ink.theme.ink)


def paint_no_orders(ink: Ink, box: QRectF) -> None:
    """The faint place of a sales order."""
    ink.dashed(box, 5)
    ink.text(box.adjusted(4, 0, -4, 0), t("board.order.none"), SMALL, ink.theme.faint)


def paint_free_order(ink: Ink, box: QRectF) -> None:
    """The place of a further order: fainter still, without a word."""
    ink.dashed(box, 5, mixed(ink.theme.outline, ink.theme.logistics.fill, 0.4))
