"""The items of the scene: the ground, the strip, and one item a place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from ...text import language, t
from ..theme import Centre, Theme
from . import paint_finance, paint_logistics, paint_production
from . import places as p
from .ink import BODY, SMALL, Ink, colour
from .layout import BAND, CENTRES, SCENE, STRIP, Layout
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


class PlaceItem(QGraphicsItem):
    """One place of the table: it paints its facts, its glow and the focus ring."""

    def __init__(self, place: p.Place, box: QRectF, theme: Theme) -> None:
        super().__init__()
        self.place = place
        self.box = box
        self.theme = theme
        self.glowing = False
        self.focused = False
        self.setZValue(1.0 if isinstance(place, p.PlantPlace | p.LoanRow) else 2.0)
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)

    def boundingRect(self) -> QRectF:
        return self.box.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)

    def show(self, place: p.Place, box: QRectF, theme: Theme) -> None:  # type: ignore[override]
        """Show other facts, in another place or other colours; repaints only where something differs."""
        if box != self.box:
            self.prepareGeometryChange()
        elif place == self.place and theme is self.theme:
            return
        self.place, self.box, self.theme = place, box, theme
        self.update()

    def mark(self, glowing: bool, focused: bool) -> None:
        """Glow where there is something to do, and wear the focus ring."""
        if (glowing, focused) != (self.glowing, self.focused):
            self.glowing, self.focused = glowing, focused
            self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        ink = Ink(painter, self.theme)
        PAINTERS[type(self.place)](ink, self.box, self.place)
        if self.glowing:
            self._ring(painter, 5, 0.16, 8.0)
            self._ring(painter, 3.5, 0.25, 5.0)
            self._ring(painter, 2.5, 0.95, 2.2)
        if self.focused:
            self._ring(painter, 6, 1.0, 3.2, self.theme.ink)

    def _ring(self, painter: QPainter, away: float, alpha: float, width: float, shade: str = "") -> None:
        radius = 46 if isinstance(self.place, p.Cash) else 10
        painter.setPen(QPen(colour(shade or self.theme.accent, alpha), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(self.box.adjusted(-away, -away, away, away), radius + away, radius + away)


class GroundItem(QGraphicsItem):
    """The table itself: paper, the five centres, captions, and what lies there without being a place."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.table: p.Table | None = None
        self.layout = Layout()
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)

    def boundingRect(self) -> QRectF:
        return SCENE

    def show(self, table: p.Table, layout: Layout, theme: Theme) -> None:  # type: ignore[override]
        """Lay out a company's table."""
        self.table, self.layout, self.theme = table, layout, theme
        self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        ink = Ink(painter, self.theme)
        painter.fillRect(SCENE, colour(self.theme.paper))
        for name, box in CENTRES.items():
            _centre(ink, box, self._tint(name), t(f"board.centre.{name}"))
        if self.table is None:
            return
        paint_header(ink, self.table.header)
        self._finance(ink, self.table)
        for name, box in self.layout.groups.items():
            ink.text(box, t(f"board.group.{name}"), SMALL, self.theme.planning.title, True, "left")
        for box, number in self.layout.more.values():
            paint_logistics.paint_more_orders(ink, box, number)
        for box in self.layout.no_orders:
            paint_logistics.paint_no_orders(ink, box)

    def _tint(self, name: str) -> Centre:
        theme = self.theme
        tints = {"production": theme.production, "finance": theme.finance, "planning": theme.planning}
        return tints.get(name, theme.logistics)

    def _finance(self, ink: Ink, table: p.Table) -> None:
        cash = table.place("cash")
        if isinstance(cash, p.Cash):
            paint_finance.paint_ahead(ink, self.layout.ahead, cash)
            total = sum(place.amount for place in table.places if isinstance(place, p.Receivable))
            paint_finance.paint_receivables_caption(ink, self.layout.receivables, total, cash.unit)


def _centre(ink: Ink, box: QRectF, tint: Centre, name: str) -> None:
    """A centre: its tint, its border, and the band that bears its name."""
    ink.shadow(box, 12)
    ink.fill(box, 12, tint.fill)
    painter = ink.painter
    painter.save()
    painter.setClipRect(QRectF(box.x(), box.y(), BAND, box.height()))
    ink.fill(box, 12, tint.title)
    painter.restore()
    ink.painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour(tint.edge), 1.6))
    painter.drawRoundedRect(box, 12, 12)
    shade = ink.theme.card if ink.theme.name == "light" else ink.theme.paper
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

    def __init__(self, at: str, theme: Theme) -> None:
        super().__init__()
        self.at = at
        self.theme = theme
        self.setZValue(10)

    def boundingRect(self) -> QRectF:
        return SCENE.adjusted(0, STRIP.height(), 0, 0)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        ink = Ink(painter, self.theme)
        painter.fillRect(self.boundingRect(), colour(self.theme.paper, 0.55))
        year, _, quarter = self.at.removeprefix("Y").partition("Q")
        painter.save()
        painter.translate(SCENE.center())
        painter.rotate(-8)
        box = QRectF(-330, -80, 660, 160)
        ink.fill(box, 16, self.theme.card, self.theme.warning, 6, alpha=0.94)
        ink.fill(box.adjusted(8, 8, -8, -8), 11, self.theme.card, self.theme.warning, 2, alpha=0.0)
        ink.text(QRectF(-310, -74, 620, 90), t("board.bankrupt"), 72, self.theme.warning, True)
        why = t("board.bankrupt.at", year=year, quarter=quarter)
        ink.lines(QRectF(-300, 14, 600, 54), why, BODY, self.theme.ink)
        painter.restore()
