"""The production centre: plants, cards of lines, free slots and the ground for another plant."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPen

from ...text import named, t
from . import places as p
from .ink import BODY, SMALL, Ink, colour, mixed, row, text_width
from .tokens import CUP_SHAPE, coin, cup, ghost_coin
from .words import money, periods

COMPACT = 160.0
"""A card lower than this is drawn in the compact way."""


def paint_plant(ink: Ink, box: QRectF, place: p.PlantPlace) -> None:
    """A plant's floor: name, price or rent, and who owns it."""
    theme = ink.theme
    ink.fill(box, 10, theme.card, mixed(theme.production.edge, theme.production.fill, 0.45), alpha=0.55)
    title = QRectF(box.x() + 10, box.y() + 1, box.width() - 20, 27 if box.height() > COMPACT else 23)
    name = named(place.name)
    ink.text(title, name, SMALL + 1, theme.production.title, bold=True, align="left")
    rest = title.adjusted(text_width(name, SMALL + 1, True) + 8, 0, 0, 0)
    if place.owned:
        _owned(ink, rest, place)
    else:
        _rented(ink, rest, place)


def _owned(ink: Ink, rest: QRectF, place: p.PlantPlace) -> None:
    words = money(place.price, place.unit)
    width = text_width(words, SMALL, True) + 22
    tag = QRectF(rest.right() - width, rest.center().y() - 11, width, 22)
    ink.pill(tag, words, "#E9BC4B", "#3A2C05")
    label = QRectF(rest.x(), rest.y(), tag.left() - 6 - rest.x(), rest.height())
    ink.text(label, t("board.plant.owned"), SMALL, ink.theme.faint, align="right")


def _rented(ink: Ink, rest: QRectF, place: p.PlantPlace) -> None:
    rent = t("board.plant.rented", rent=money(place.rent, place.unit))
    width = min(rest.width(), text_width(rent, SMALL, True) + 20)
    tag = QRectF(rest.right() - width, rest.center().y() - 11, width, 22)
    ink.pill(tag, rent, mixed(ink.theme.debt_short, ink.theme.card, 0.15), "#ffffff")
    when = t("board.plant.rent_in", when=periods(place.rent_in, False))
    label = QRectF(rest.x(), rest.y(), tag.left() - 6 - rest.x(), rest.height())
    words = t("board.plant.rent_now") if place.rent_in == 0 else when
    if text_width(words, SMALL, False) <= label.width():
        ink.text(label, words, SMALL, ink.theme.faint, align="right")


def paint_new_plant(ink: Ink, box: QRectF, place: p.NewPlant) -> None:
    """Empty ground, with what could be bought or rented for it."""
    theme = ink.theme
    ink.dashed(box, 10)
    height = 48.0
    block = 40 + height * len(place.offers)
    top = max(box.y() + 8, box.center().y() - block / 2)
    title = QRectF(box.x() + 10, top, box.width() - 20, 40)
    ink.lines(title, "＋ " + t("board.plant.new"), SMALL + 1, theme.production.title, bold=True)
    height = min(height, (box.bottom() - 6 - title.bottom()) / max(1, len(place.offers)))
    for number, offer in enumerate(place.offers):
        entry = QRectF(box.x() + 10, title.bottom() + 4 + number * height, box.width() - 20, height)
        facts = {"price": money(offer.price, place.unit), "rent": money(offer.rent, place.unit)}
        half = entry.height() / 2
        ink.text(QRectF(entry.x(), entry.y(), entry.width(), half), named(offer.name), SMALL, theme.ink, bold=True)
        below = QRectF(entry.x(), entry.y() + half - 2, entry.width(), half)
        ink.text(below, t("board.plant.offer", **facts), SMALL - 1, theme.faint)


def paint_slot(ink: Ink, box: QRectF, place: p.Slot) -> None:
    """The free line slots of a plant, side by side."""
    for cell in row(box, place.free, 6):
        ink.dashed(cell, 8)
        middle = cell.center().y()
        small = cell.height() < COMPACT
        plus = 9 if small else 14
        top = middle - (14 if small else 26)
        shade = ink.theme.faint
        ink.path([(cell.center().x() - plus, top), (cell.center().x() + plus, top)], shade, 2.2)
        ink.path([(cell.center().x(), top - plus), (cell.center().x(), top + plus)], shade, 2.2)
        ink.lines(QRectF(cell.x() + 6, top + plus + 2, cell.width() - 12, 44), t("board.slot"), SMALL, shade)


# Lines


def paint_line(ink: Ink, box: QRectF, place: p.LinePlace) -> None:
    """A line's card: its type, cells with the unit in work, net value, product and state."""
    heads = ink.theme.line_heads
    ink.card(box, 8)
    compact = box.height() < COMPACT
    head = QRectF(box.x(), box.y(), box.width(), 24 if compact else 34)
    _head(ink, head, heads[place.type_index % len(heads)], place)
    foot = QRectF(box.x() + 7, box.bottom() - (27 if compact else 40), box.width() - 14, 24 if compact else 36)
    _foot(ink, foot, place, compact)
    band = 0 if compact else 24
    body = QRectF(box.x() + 7, head.bottom() + 4, box.width() - 14, foot.top() - band - head.bottom() - 6)
    if place.work:
        _work(ink, body, place, compact)
    else:
        _cells(ink, body, place)
    if band:
        _state(ink, QRectF(box.x() + 6, body.bottom() + 1, box.width() - 12, band), place)


def _head(ink: Ink, box: QRectF, fill: str, place: p.LinePlace) -> None:
    """The coloured head of a card, its corners rounded only above."""
    shape = QPainterPath()
    shape.addRoundedRect(QRectF(box.x(), box.y(), box.width(), box.height() + 10), 8, 8)
    clip = QPainterPath()
    clip.addRect(box)
    ink.painter.setPen(Qt.PenStyle.NoPen)
    ink.painter.setBrush(colour(fill))
    ink.painter.drawPath(shape.intersected(clip))
    size = SMALL if box.height() > 30 else 16
    radius = box.height() / 2 - 4
    number = QPointF(box.x() + 6 + radius, box.center().y())
    ink.disc(number, radius, ink.theme.card)
    around = QRectF(number.x() - radius + 1, box.y(), 2 * radius - 2, box.height())
    ink.text(around, str(place.no), min(size, radius * 1.3), ink.theme.ink, bold=True)
    name = QRectF(number.x() + radius + 6, box.y(), box.right() - number.x() - radius - 12, box.height())
    ink.text(name, named(place.name), size, ink.theme.ink, bold=True, align="left")


def _foot(ink: Ink, box: QRectF, place: p.LinePlace, compact: bool) -> None:
    """Net value in its green circle at the left, the product tag at the right."""
    radius = box.height() / 2
    centre = QPointF(box.x() + radius, box.center().y())
    ink.disc(centre, radius, "#2F8A57", mixed("#2F8A57", "#ffffff", 0.45), 1.4)
    inner = QRectF(centre.x() - radius * 0.86, box.y(), radius * 1.72, box.height())
    ink.text(inner, str(place.net), 15 if compact else SMALL + 1, "#ffffff", bold=True)
    words = named(place.product)
    width = max(34.0, text_width(words, SMALL, True) + 16)
    tag = QRectF(box.right() - width, box.center().y() - 12, width, 24)
    ink.fill(tag, 5, ink.theme.card, ink.theme.production.edge, 1.4)
    ink.text(tag.adjusted(3, 0, -3, 0), words, SMALL, ink.theme.production.title, bold=True)
    label = QRectF(centre.x() + radius + 4, box.y(), tag.left() - centre.x() - radius - 8, box.height())
    if compact:
        _compact_state(ink, label, place)
    else:
        ink.text(label, t("board.line.net"), 16, ink.theme.faint, align="left")


def _compact_state(ink: Ink, box: QRectF, place: p.LinePlace) -> None:
    """The state in a sign: a tick for what is finished next quarter, instalments, or nothing."""
    if place.done_next:
        y, x = box.center().y(), box.center().x()
        ink.path([(x - 7, y), (x - 2, y + 5), (x + 7, y - 6)], ink.theme.good, 2.6)
    elif place.work:
        ink.text(box, f"{place.paid}/{place.payments}", 16, ink.theme.faint)


def _cells(ink: Ink, body: QRectF, place: p.LinePlace) -> None:
    """One cell a quarter of the cycle; the cup stands in its cell."""
    for number, cell in enumerate(row(body, place.cycle, 5), 1):
        ink.dashed(cell, 6, fill=ink.theme.paper)
        if number == place.cell:
            room = cell.adjusted(3, 5, -3, -5)
            height = min(room.height(), room.width() / CUP_SHAPE, 86.0)
            width = height * CUP_SHAPE
            spot = QRectF(room.center().x() - width / 2, room.center().y() - height / 2, width, height)
            cup(ink, spot, place.layers, named(place.product))
        elif body.height() > 60:
            ink.text(cell, t("board.line.cell", n=number), SMALL, mixed(ink.theme.faint, ink.theme.card, 0.2))
        if place.done_next and number == place.cell:
            _exit_arrow(ink, cell)


def _exit_arrow(ink: Ink, cell: QRectF) -> None:
    """A mark on the cell that the unit leaves next quarter."""
    pen = QPen(colour(ink.theme.good), 2)
    ink.painter.setPen(pen)
    ink.painter.setBrush(Qt.BrushStyle.NoBrush)
    ink.painter.drawRoundedRect(cell, 6, 6)


def _work(ink: Ink, body: QRectF, place: p.LinePlace, compact: bool) -> None:
    """A line under construction or in changeover: its instalments as coins."""
    words = t("board.line.build.short")
    if place.work == "change":
        words = t("board.line.change.short", target=named(place.target))
    above = 0.0
    if not compact:
        above = 26.0
        ink.text(QRectF(body.x(), body.y(), body.width(), above), words, SMALL, ink.theme.faint)
    size = min(34.0, (body.width() - 4) / max(1, min(place.payments, 4)) - 4, body.height() - above - 2)
    if place.payments > 4:
        size = min(size, (body.height() - above) / 2 - 4)
    _instalments(ink, body.adjusted(0, above, 0, 0), place, size)


def _instalments(ink: Ink, area: QRectF, place: p.LinePlace, size: float) -> None:
    per_row = min(place.payments, 4)
    rows = -(-place.payments // per_row)
    letter = str(place.instalment) if place.instalment else ""
    for number in range(place.payments):
        line, column = divmod(number, per_row)
        here = min(per_row, place.payments - line * per_row)
        x = area.center().x() + (column - (here - 1) / 2) * (size + 4)
        y = area.center().y() + (line - (rows - 1) / 2) * (size + 4)
        if number < place.paid:
            coin(ink, QPointF(x, y), size, letter="¥")
        else:
            ghost_coin(ink, QPointF(x, y), size, letter if number == place.paid else "")


def _state(ink: Ink, box: QRectF, place: p.LinePlace) -> None:
    """One line under the cells that says what comes next."""
    theme = ink.theme
    if place.work and place.ready_in == 1:
        ink.text(box, t("board.line.ready_next"), SMALL, theme.good, bold=True)
    elif place.work and place.ready_in:
        ink.text(box, t("board.line.ready_in", when=periods(place.ready_in, False)), SMALL, theme.faint)
    elif place.work:
        key = "board.line.paid_now" if place.paid_now else "board.line.to_pay"
        shade = theme.faint if place.paid_now else theme.debt_short
        shade = mixed(shade, theme.ink, 0.25)
        ink.text(box, t(key, amount=money(place.instalment, place.unit)), SMALL, shade, bold=not place.paid_now)
    elif place.done_next:
        ink.text(box, t("board.line.done_next"), SMALL, theme.good, bold=True)
    elif not place.cell:
        ink.text(box, t("board.line.idle.short"), SMALL, theme.faint)


__all__ = ["BODY", "paint_line", "paint_new_plant", "paint_plant", "paint_slot"]
