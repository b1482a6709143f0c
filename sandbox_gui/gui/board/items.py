"""The items of the scene: the ground, the strip, and one item a place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from ...text import language, t
from ..theme import Centre, Theme
from . import paint_finance, paint_logistics, paint_production
from . import places as p
from .ink import BODY, SMALL, Ink, colour, mixed
from .layout import BAND, STRIP, Layout
from .paint_finance import CASH_RADIUS
from .paint_header import paint_header
from .paint_planning import paint_development

PAINTERS: dict[type[p.Place], Callable[[Ink, QRectF, Any], None]] = {
    p.Cash: paint_finance.paint_cash,
    p.LoanRow: paint_finance.paint_loan_row,
    p.LoanCell: paint_finance.paint_loan,
    p.Receivable: paint_finance.paint_receivable,
    p.Pot: paint_finance.paint_pot,
    p.PlantPlace: paint_production.paint_plant,
    p.NewPlant: paint_production.paint_new_plant,
    p.LinePlace: paint_production.paint_line,
    p.Slot: paint_production.paint_slot,
    p.Material: paint_logistics.paint_material,
    p.OrderNote: paint_logistics.paint_note,
    p.Goods: paint_logistics.paint_goods,
    p.OrderPlace: paint_logistics.paint_order,
    p.Development: paint_development,
}

MARGIN = 16.0
"""How far glow, shadow and focus ring reach beyond a place's box."""

GLOW = ((2, 0.14, 9.0), (2, 0.24, 5.5), (1, 1.0, 2.4))
"""The rings of the glow: distance from the box, opacity, width."""


class FactItem(QGraphicsItem):
    """Facts in a box: painted by a function, again only when facts, box or theme differ."""

    def __init__(self, draw: Callable[[Ink, QRectF, Any], None]) -> None:
        super().__init__()
        self.draw = draw
        self.facts: Any = None
        self.box = QRectF()
        self.theme: Theme | None = None
        self.setZValue(1.0)
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)

    def boundingRect(self) -> QRectF:
        return self.box.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)

    def present(self, facts: Any, box: QRectF, theme: Theme) -> None:
        """Show these facts in this box."""
        if box != self.box:
            self.prepareGeometryChange()
        elif facts == self.facts and theme is self.theme:
            return
        self.facts, self.box, self.theme = facts, box, theme
        self.update()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if self.theme:
            self.draw(Ink(painter, self.theme), self.box, self.facts)


class PlaceItem(FactItem):
    """One place of the table: its facts, its glow and the focus ring."""

    def __init__(self, place: p.Place) -> None:
        super().__init__(PAINTERS[type(place)])
        self.glowing = False
        self.focused = False
        self._depth = 1.0 if isinstance(place, p.PlantPlace | p.LoanRow) else 2.0
        self.setZValue(self._depth)

    @property
    def place(self) -> p.Place:
        """The place as it is shown."""
        place: p.Place = self.facts
        return place

    def mark(self, glowing: bool, focused: bool) -> None:
        """Glow where there is something to do, and wear the focus ring."""
        if (glowing, focused) != (self.glowing, self.focused):
            self.glowing, self.focused = glowing, focused
            self.setZValue(self._depth + (1 if focused else 0))
            self.update()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        super().paint(painter, option, widget)
        if self.theme and self.glowing:
            for away, alpha, width in GLOW:
                self._ring(painter, away, width, colour(self.theme.accent, alpha))
        if self.theme and self.focused:
            self._ring(painter, 3.5, 3.4, colour(self.theme.ink))

    def _ring(self, painter: QPainter, away: float, width: float, shade: QColor) -> None:
        radius = CASH_RADIUS if isinstance(self.place, p.Cash) else 9
        painter.setPen(QPen(shade, width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(self.box.adjusted(-away, -away, away, away), radius + away, radius + away)


class Ground(NamedTuple):
    """What is printed on the table around the places."""

    centres: tuple[tuple[str, QRectF], ...]
    captions: tuple[tuple[str, QRectF], ...]
    more: tuple[tuple[QRectF, int], ...]
    no_orders: tuple[QRectF, ...]
    free_orders: tuple[QRectF, ...]


def paint_ground(ink: Ink, box: QRectF, ground: Ground) -> None:
    """The five centres, the captions of the planning centre, and places without an order."""
    theme = ink.theme
    tints = {"production": theme.production, "finance": theme.finance, "planning": theme.planning}
    for name, area in ground.centres:
        _centre(ink, area, tints.get(name, theme.logistics), t(f"board.centre.{name}"))
    for name, caption in ground.captions:
        ink.text(caption, t(f"board.group.{name}"), SMALL, theme.planning.title, True, "left")
    for place, number in ground.more:
        paint_logistics.paint_more_orders(ink, place, number)
    for place in ground.no_orders:
        paint_logistics.paint_no_orders(ink, place)
    for place in ground.free_orders:
        paint_logistics.paint_free_order(ink, place)


def _header(ink: Ink, box: QRectF, header: p.Header) -> None:
    paint_header(ink, header)


def _receivables(ink: Ink, box: QRectF, total: tuple[int, str]) -> None:
    paint_finance.paint_receivables_caption(ink, box, *total)


class Surroundings:
    """The items that show a table without being places: ground, strip, what is ahead, captions."""

    def __init__(self) -> None:
        self.ground = FactItem(paint_ground)
        self.ground.setZValue(0.0)
        self.strip = FactItem(_header)
        self.ahead = FactItem(paint_finance.paint_ahead)
        self.receivables = FactItem(_receivables)

    @property
    def items(self) -> tuple[FactItem, ...]:
        """All of them."""
        return self.ground, self.strip, self.ahead, self.receivables

    def present(self, table: p.Table, layout: Layout, theme: Theme) -> None:
        """Show what belongs to a table."""
        ground = Ground(
            tuple(layout.centres.items()),
            tuple(layout.groups.items()),
            tuple(layout.more.values()),
            tuple(layout.no_orders),
            tuple(layout.free_orders),
        )
        self.ground.present(ground, layout.scene, theme)
        self.strip.present(table.header, STRIP, theme)
        self.ahead.present(table.place("cash"), layout.ahead, theme)
        total = sum(place.amount for place in table.places if isinstance(place, p.Receivable))
        self.receivables.present((total, table.header.unit), layout.receivables, theme)


def _centre(ink: Ink, box: QRectF, tint: Centre, name: str) -> None:
    """A centre: its tint, its border, and the band that bears its name."""
    ink.shadow(box, 12)
    ink.fill(box, 12, tint.fill)
    painter = ink.painter
    painter.save()
    painter.setClipRect(QRectF(box.x(), box.y(), BAND, box.height()))
    ink.fill(box, 12, mixed(tint.edge, "#000000", 0.38) if ink.theme.dark else tint.title)
    painter.restore()
    ink.painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour(tint.edge), 1.6))
    painter.drawRoundedRect(box, 12, 12)
    shade = "#ffffff"
    if language() == "zh":
        _upright(ink, box, name, shade)
        return
    painter.save()
    painter.translate(box.x() + BAND / 2, box.center().y())
    painter.rotate(-90)
    ink.text(QRectF(-box.height() / 2 + 8, -BAND / 2, box.height() - 16, BAND), name, BODY, shade, True)
    painter.restore()


def _upright(ink: Ink, box: QRectF, name: str, shade: str) -> None:
    """Chinese runs down the band, a character below the other."""
    step = min(30.0, (box.height() - 16) / len(name))
    top = box.center().y() - step * len(name) / 2
    for number, letter in enumerate(name):
        spot = QRectF(box.x(), top + number * step, BAND, step)
        ink.text(spot, letter, min(BODY, step * 0.85), shade, True)


class BankruptItem(QGraphicsItem):
    """A veil and a stamp over the table of a company that has ended."""

    def __init__(self, at: str, scene: QRectF, theme: Theme) -> None:
        super().__init__()
        self.at = at
        self.box = scene.adjusted(0, STRIP.height(), 0, 0)
        self.theme = theme
        self.setZValue(10)

    def boundingRect(self) -> QRectF:
        return self.box

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        ink = Ink(painter, self.theme)
        painter.fillRect(self.box, colour(self.theme.paper, 0.45))
        year, _, quarter = self.at.removeprefix("Y").partition("Q")
        painter.save()
        painter.translate(self.box.center())
        painter.rotate(-8)
        box = QRectF(-290, -70, 580, 140)
        ink.fill(box, 16, self.theme.card, self.theme.warning, 6, alpha=0.94)
        ink.fill(box.adjusted(8, 8, -8, -8), 11, self.theme.card, self.theme.warning, 2, alpha=0.0)
        ink.text(QRectF(-270, -66, 540, 78), t("board.bankrupt"), 64, self.theme.warning, True)
        why = t("board.bankrupt.at", year=year, quarter=quarter)
        ink.lines(QRectF(-270, 8, 540, 54), why, BODY, self.theme.ink)
        painter.restore()
