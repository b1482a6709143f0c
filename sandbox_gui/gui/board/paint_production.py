"""The production centre: plants, cards of lines, free slots and the ground for another plant."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPen

from ...text import named, t
from . import places as p
from .ink import SMALL, Ink, colour, fitting, mixed, row, stacked, text_width
from .tokens import CUP_SHAPE, coin, cup, instalments
from .words import count, money, periods, rent_due

COMPACT = 160.0
"""A card lower than this is drawn in the compact way."""
MINI, STRIP = 70.0, 32.0
"""A card lower than this is a strip of its type's colour, so wide, and a bay."""


def paint_plant(ink: Ink, box: QRectF, place: p.PlantPlace) -> None:
    """A plant's floor: name, price or rent, and who owns it."""
    theme = ink.theme
    ink.fill(box, 10, theme.card, mixed(theme.production.edge, theme.production.fill, 0.45), alpha=0.55)
    low = box.height() <= COMPACT
    title = QRectF(box.x() + 10, box.y() + (0 if low else 1), box.width() - 20, 23 if low else 27)
    name = named(place.name)
    ink.text(title, name, SMALL, theme.production.title, bold=True, align="left")
    rest = title.adjusted(text_width(name, SMALL, True) + 8, 0, 0, 0)
    if place.owned:
        _owned(ink, rest, place)
    else:
        _rented(ink, rest, place)


def _owned(ink: Ink, rest: QRectF, place: p.PlantPlace) -> None:
    words = money(place.price, place.unit)
    width = text_width(words, SMALL, True) + 22
    tag = QRectF(rest.right() - width, rest.center().y() - 11, width, 22)
    ink.pill(tag, words, "#E9BC4B", "#3A2C05", SMALL)
    label = QRectF(rest.x(), rest.y(), tag.left() - 6 - rest.x(), rest.height())
    words = fitting(label.width(), SMALL, False, t("board.plant.owned"), "")
    ink.text(label, words, SMALL, ink.theme.faint, align="right")


def _rented(ink: Ink, rest: QRectF, place: p.PlantPlace) -> None:
    rent = t("board.plant.rented", rent=money(place.rent, place.unit))
    width = min(rest.width(), text_width(rent, SMALL, True) + 20)
    tag = QRectF(rest.right() - width, rest.center().y() - 11, width, 22)
    ink.pill(tag, rent, mixed(ink.theme.debt_short, "#000000", 0.12), "#ffffff", SMALL)
    label = QRectF(rest.x(), rest.y(), tag.left() - 6 - rest.x(), rest.height())
    words = fitting(label.width(), SMALL, False, rent_due(place), "")
    ink.text(label, words, SMALL, ink.theme.faint, align="right")


def paint_new_plant(ink: Ink, box: QRectF, place: p.NewPlant) -> None:
    """Empty ground, with the plants that could be bought or rented for it."""
    ink.dashed(box, 10)
    title = QRectF(box.x() + 5, box.y() + 10, box.width() - 10, 44)
    ink.lines(title, "＋ " + t("board.plant.new"), SMALL, ink.theme.production.title, bold=True)
    below = box.adjusted(8, 56, -8, -8)
    beside = below.width() / max(1, len(place.offers)) >= 150
    plots = row(below, len(place.offers)) if beside else stacked(below, len(place.offers), 4)
    for plot, offer in zip(plots, place.offers, strict=True):
        _offer(ink, plot, offer, place.unit)


def _offer(ink: Ink, plot: QRectF, offer: p.Offer, unit: str) -> None:
    """A plant on offer: its outline where there is room, name, price and rent."""
    theme = ink.theme
    y, width = plot.center().y() - 24, plot.width()
    if plot.height() > 140:
        y = plot.center().y() + 6
        _outline(ink, QRectF(plot.center().x() - 48, y - 82, 96, 66), offer.slots)
    ink.text(QRectF(plot.x(), y, width, 26), named(offer.name), SMALL, theme.ink, bold=True)
    words = t("board.plant.offer", price=money(offer.price, unit), rent=money(offer.rent, unit))
    ink.text(QRectF(plot.x(), y + 24, width, 24), words, SMALL, theme.faint)
    if plot.height() > 140:
        ink.text(QRectF(plot.x(), y + 46, width, 24), count("lines", offer.slots), SMALL, theme.faint)


def _outline(ink: Ink, box: QRectF, bays: int) -> None:
    """The outline of a plant with a saw-tooth roof, a tooth a line."""
    teeth = max(1, bays)
    step, roof = box.width() / teeth, box.y() + box.height() * 0.45
    points = [(box.x(), box.bottom())]
    for tooth in range(teeth):
        x = box.x() + tooth * step
        points += [(x, box.y() + box.height() * 0.1), (x + step, roof)]
    points += [(box.right(), box.bottom()), (box.x(), box.bottom())]
    shade = mixed(ink.theme.production.edge, ink.theme.production.fill, 0.35)
    ink.path(points, shade, 1.8)
    for tooth in range(teeth):
        x = box.x() + (tooth + 0.5) * step
        ink.path([(x, box.bottom() - 12), (x, box.bottom() - 22)], shade, 2.4)


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
    if box.height() < MINI:
        _mini(ink, box, heads[place.type_index % len(heads)], place)
        return
    ink.card(box, 8)
    head = QRectF(box.x(), box.y(), box.width(), _head_height(box))
    _head(ink, head, heads[place.type_index % len(heads)], place)
    if box.height() < COMPACT:
        _compact_body(ink, _compact_area(box), place)
        return
    body = _body(box)
    _foot(ink, QRectF(box.x() + 7, box.bottom() - 40, box.width() - 14, 36), place)
    if place.work:
        _work(ink, body, place)
    else:
        _cells(ink, body, place)
    _state(ink, QRectF(box.x() + 6, body.bottom() + 1, box.width() - 12, 23), place)


def _mini(ink: Ink, box: QRectF, fill: str, place: p.LinePlace) -> None:
    """The smallest card: number and first letter of the type on its colour, beside them the bay."""
    ink.card(box, 6)
    strip = QRectF(box.x(), box.y(), STRIP, box.height())
    ink.fill(strip, 6, fill)
    upper, lower = stacked(strip.adjusted(2, 0, -2, 0), 2, 0)
    ink.text(upper, str(place.no), SMALL, ink.theme.ink, True)
    ink.text(lower, named(place.name)[:1], SMALL, ink.theme.ink)
    bay = _mini_bay(box)
    if place.cell:
        _bay(ink, bay, place, True, place.done_next)
        if place.cycle > 1:
            _pips(ink, QRectF(bay.right() - 10, bay.y() + 3, 8, bay.height() - 6), place)
    else:
        words = f"{place.paid}/{place.payments}" if place.work else named(place.product)
        ink.text(bay, words, SMALL, ink.theme.ink if place.work else ink.theme.faint)


def _mini_bay(box: QRectF) -> QRectF:
    return box.adjusted(STRIP + 3, 2, -3, -2)


def _head_height(box: QRectF) -> float:
    return 24.0 if box.height() < COMPACT else 34.0


def _body(box: QRectF) -> QRectF:
    """The part of a full card that holds the cells."""
    return box.adjusted(7, _head_height(box) + 5, -7, -65)


def _compact_area(box: QRectF) -> QRectF:
    return box.adjusted(5, _head_height(box) + 4, -5, -3)


def _compact_bay(area: QRectF) -> QRectF:
    """The bay of a small card; net value and product tag stand at its right."""
    return area.adjusted(0, 0, -max(46.0, area.width() * 0.42) - 5, 0)


def cell_box(box: QRectF, place: p.LinePlace, cell: int) -> QRectF:
    """Where the unit in a cell of a line stands; the middle of the card for a line in work."""
    if box.height() < MINI:
        return _mini_bay(box)
    if box.height() < COMPACT:
        return _compact_bay(_compact_area(box))
    return row(_body(box), place.cycle, 5)[cell - 1] if 0 < cell <= place.cycle else _body(box)


def _compact_body(ink: Ink, box: QRectF, place: p.LinePlace) -> None:
    """On a small card: one bay with the cup, a pip for each cell, net value above the product tag."""
    bay = _compact_bay(box)
    right = QRectF(bay.right() + 5, box.y(), box.right() - bay.right() - 5, box.height())
    upper, lower = stacked(right, 2, 4)
    _net(ink, upper, place.net, SMALL)
    _tag(ink, lower, named(place.product), SMALL)
    if place.work:
        coins, words = stacked(bay, 2, 0)
        coin(ink, coins.center() + QPointF(0, 1), min(28.0, coins.height()))
        ink.text(words, f"{place.paid}/{place.payments}", SMALL, ink.theme.ink)
        return
    if place.cycle > 1:
        _pips(ink, QRectF(bay.right() - 8, bay.y() + 4, 8, bay.height() - 8), place)
        bay = bay.adjusted(0, 0, -11, 0)
    _bay(ink, bay, place, bool(place.cell), place.done_next)


def _pips(ink: Ink, box: QRectF, place: p.LinePlace) -> None:
    """The cells of a cycle as dots, the one at work filled."""
    for number, spot in enumerate(stacked(box, place.cycle, 2), 1):
        fill = ink.theme.production.title if number == place.cell else ink.theme.card
        ink.disc(spot.center(), 3.6, fill, ink.theme.production.edge)


def _bay(ink: Ink, cell: QRectF, place: p.LinePlace, full: bool, done: bool) -> None:
    """A cell of a line, with the cup in it where it is full; framed where the unit leaves it next."""
    ink.dashed(cell, 6, fill=ink.theme.paper)
    if full:
        room = cell.adjusted(3, 3, -3, -4)
        height = min(room.height(), room.width() / CUP_SHAPE, 96.0)
        spot = QRectF(0, 0, height * CUP_SHAPE, height)
        spot.moveCenter(room.center())
        cup(ink, spot, place.layers, named(place.product))
    if done:
        ink.painter.setPen(QPen(colour(ink.theme.good), 2))
        ink.painter.setBrush(Qt.BrushStyle.NoBrush)
        ink.painter.drawRoundedRect(cell, 6, 6)


def _head(ink: Ink, box: QRectF, fill: str, place: p.LinePlace) -> None:
    """The coloured head of a card, its corners rounded only above."""
    shape = QPainterPath()
    shape.addRoundedRect(QRectF(box.x(), box.y(), box.width(), box.height() + 10), 8, 8)
    clip = QPainterPath()
    clip.addRect(box)
    ink.painter.setPen(Qt.PenStyle.NoPen)
    ink.painter.setBrush(colour(fill))
    ink.painter.drawPath(shape.intersected(clip))
    words, no = named(place.name), str(place.no)
    disc = max(26.0, 10 + text_width(no, SMALL, True))
    roomy = box.height() >= 30 and text_width(words, SMALL, True) <= 1.1 * (box.width() - disc - 23)
    if roomy:
        number = QRectF(box.x() + 6, box.y() + 4, disc, box.height() - 8)
        ink.fill(number, number.height() / 2, ink.theme.card)
    else:
        number = QRectF(box.x() + 5, box.y(), text_width(no, SMALL, True) + 1, box.height())
    ink.text(number, no, SMALL, ink.theme.ink, bold=True)
    name = QRectF(number.right() + 6, box.y(), box.right() - number.right() - 11, box.height())
    ink.text(name, words, SMALL, ink.theme.ink, bold=roomy, align="left")


def _net(ink: Ink, box: QRectF, net: int, size: float) -> float:
    """The net value in its green circle, wider where the figure is long; how wide it came out."""
    width = min(box.width(), max(box.height(), text_width(str(net), size, True) + 12))
    disc = QRectF(box.x(), box.y(), width, box.height())
    ink.fill(disc, box.height() / 2, ink.theme.net, mixed(ink.theme.net, "#ffffff", 0.45), 1.4)
    ink.text(disc.adjusted(4, 0, -4, 0), str(net), size, "#ffffff", bold=True)
    return width


def _tag(ink: Ink, box: QRectF, words: str, size: float) -> None:
    """The product tag that stands at a line."""
    tag = QRectF(
        box.x(), box.center().y() - min(12.0, box.height() / 2), box.width(), min(24.0, box.height())
    )
    ink.fill(tag, 5, ink.theme.card, ink.theme.production.edge, 1.4)
    ink.text(tag.adjusted(3, 0, -3, 0), words, size, ink.theme.production.title, bold=True)


def _foot(ink: Ink, box: QRectF, place: p.LinePlace) -> None:
    """Net value at the left, the product tag at the right."""
    words = named(place.product)
    width = min(box.width() * 0.5, max(36.0, text_width(words, SMALL, True) + 16))
    tag = QRectF(box.right() - width, box.y(), width, box.height())
    _tag(ink, tag, words, SMALL)
    left = _net(ink, QRectF(box.x(), box.y(), tag.left() - box.x() - 4, box.height()), place.net, SMALL)
    label = QRectF(box.x() + left + 5, box.y(), tag.left() - box.x() - left - 8, box.height())
    ink.text(label, t("board.line.net"), SMALL, ink.theme.faint, align="left")


def _cells(ink: Ink, body: QRectF, place: p.LinePlace) -> None:
    """One cell a quarter of the cycle; the cup stands in its cell."""
    for number, cell in enumerate(row(body, place.cycle, 5), 1):
        here = number == place.cell
        _bay(ink, cell, place, here, here and place.done_next)
        if not here:
            ink.text(cell, t("board.line.cell", n=number), SMALL, ink.theme.faint)


def _work(ink: Ink, body: QRectF, place: p.LinePlace) -> None:
    """A line under construction or in changeover: its instalments as coins."""
    words = t("board.line.build.short")
    if place.work == "change":
        words = t("board.line.change.short", target=named(place.target))
    ink.text(QRectF(body.x(), body.y(), body.width(), 26), words, SMALL, ink.theme.faint)
    each = place.instalment or place.net // max(1, place.paid)
    instalments(ink, body.adjusted(4, 28, -4, -2), place.paid, place.payments, each, 42)


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
        ink.text(
            box, t(key, amount=money(place.instalment, place.unit)), SMALL, shade, bold=not place.paid_now
        )
    elif place.done_next:
        ink.text(box, t("board.line.done_next"), SMALL, theme.good, bold=True)
    elif not place.cell:
        ink.text(box, t("board.line.idle.short"), SMALL, theme.faint)
