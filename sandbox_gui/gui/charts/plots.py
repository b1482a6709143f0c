"""Small multiples of units and unit price over the years, drawn with pyqtgraph.

Mouse zoom and its menu are off: a chart that a pupil has scrolled away cannot be read any more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ...core.demand import Forecast
from ...text import t
from ..panels.equity_chart import spread
from ..panels.style import px, series_colour, text_size
from ..theme import LIGHT, Theme

SHAPES = ("o", "s", "t1", "d", "t", "p", "star", "h")
CORNERS = {
    "s": (4, 45),
    "t1": (3, -90),
    "d": (4, 0),
    "t": (3, 90),
    "p": (5, -90),
    "star": (5, -90),
    "h": (6, 0),
}

ROOM = 2.2
"""The longest name beside a line of a narrow chart, in text sizes."""


class Series(NamedTuple):
    """A product as a series: its id, its name, and the rank that gives its colour and shape."""

    id: str
    name: str
    rank: int

    @property
    def shape(self) -> str:
        """Its marker, in pyqtgraph's words."""
        return SHAPES[self.rank % len(SHAPES)]


class Frame(NamedTuple):
    """What all charts share.

    Their lines go by ``market`` or ``product``; `now` is the present year; `capacity` is in units a year.
    """

    by: str
    years: int
    now: int
    capacity: int
    unit: str


class Plots(QWidget):
    """A column a market: units above, unit price below; all share their axes. What has no room goes below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._each = 0.0  # the width of a column, in pixels
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._canvas = self._new_canvas()

    def _new_canvas(self) -> pg.GraphicsLayoutWidget:
        canvas = pg.GraphicsLayoutWidget(parent=self)
        canvas.ci.layout.setSpacing(6)
        self._box.addWidget(canvas)
        return canvas

    def _clear(self) -> None:
        """Draw on a new canvas; emptying the old one leaves its scene with items that are gone, and ends
        the process at the next painting."""
        old = self._canvas
        self._box.removeWidget(old)
        old.hide()
        old.deleteLater()
        self._canvas = self._new_canvas()

    def sizeHint(self) -> QSize:
        return QSize(800, 420)

    def minimumSizeHint(self) -> QSize:
        return QSize(480, 260)

    def fill(
        self,
        columns: Mapping[str, Sequence[Forecast]],
        series: Sequence[Series],
        frame: Frame,
        theme: Theme,
        across: int,
    ) -> None:
        """Show forecasts in columns by name, so many side by side; one alone has its two charts so."""
        self._theme = theme
        self._each = max(self.width(), self.minimumWidth()) / across
        self._clear()
        self._canvas.setBackground(theme.paper)
        cells = [cell for found in columns.values() for cell in found]
        tops = (
            max([frame.capacity, *(cell.most for cell in cells)], default=1),
            max((c.high for c in cells), default=1),
        )
        axes = t("pages.forecast.axis_units"), t("pages.forecast.axis_price", unit=frame.unit)
        alone = len(columns) == 1
        for column in range(across):
            self._canvas.ci.layout.setColumnStretchFactor(column, 1)
            self._canvas.ci.layout.setColumnPreferredWidth(column, self._each)
        for number, (name, found) in enumerate(columns.items()):
            above, column = divmod(number, across)
            lines = {one: [cell for cell in found if getattr(cell, frame.by) == one.id] for one in series}
            for row in (0, 1):
                place = (0, row) if alone else (2 * above + row, column)
                title = f"{name} · {axes[row]}" if alone else name if row == 0 else ""
                axis = axes[row] if not alone and column == 0 else ""
                plot = self._plot(place, title, axis, tops[row])
                self._mark_years(plot, found, frame, alone)
                self._draw_lines(plot, lines, tops[row], alone, price=row == 1)
                if row == 0:
                    self._draw_capacity(plot, frame.capacity)

    def _draw_lines(
        self,
        plot: pg.PlotItem,
        lines: Mapping[Series, Sequence[Forecast]],
        top: float,
        alone: bool,
        price: bool,
    ) -> None:
        """The lines of a chart with their names."""
        for one, mine in lines.items():
            self._draw_series(plot, one, mine, 0 if alone else len(lines), price)
        self._name_ends(plot, lines, alone, top * (0.07 if alone else 0.12), price)

    def _plot(self, place: tuple[int, int], title: str, axis: str, top: float) -> pg.PlotItem:
        plot = self._canvas.addPlot(*place, enableMenu=False)
        plot.setMouseEnabled(x=False, y=False)
        plot.hideButtons()
        plot.setYRange(0, top * 1.08, padding=0)
        if title:
            plot.setTitle(title, color=self._theme.ink, size=f"{text_size()}px", bold=True)
        for side in ("left", "bottom"):
            shown = plot.getAxis(side)
            shown.setPen(pg.mkPen(self._theme.outline))
            shown.setTextPen(pg.mkPen(self._theme.faint))
            shown.setStyle(tickFont=self.font(), tickLength=-3)
        plot.getAxis("left").setWidth(text_size() * (4.6 if axis else 3.0))
        if axis:
            plot.setLabel("left", axis, color=self._theme.faint)
        plot.showGrid(y=True, alpha=0.3)
        return plot

    def _mark_years(self, plot: pg.PlotItem, found: Sequence[Forecast], frame: Frame, wide: bool) -> None:
        """The years, the present one marked; grey where nothing is sold yet, which the legend explains."""
        years = frame.years
        plot.setXRange(0.5, years + (0.8 if wide else 1.5), padding=0)
        tick = "pages.forecast.year" if wide else "pages.forecast.tick"
        plot.getAxis("bottom").setTicks([[(y, t(tick, year=y)) for y in range(1, years + 1)]])
        self._mark_now(plot, frame.now)
        start = min((cell.year for cell in found), default=years + 1)
        if start > 1:
            band = pg.LinearRegionItem(
                (0.5, start - 0.5), movable=False, brush=_grey(self._theme), pen=pg.mkPen(None)
            )
            band.setZValue(-20)
            plot.addItem(band, ignoreBounds=True)

    def _mark_now(self, plot: pg.PlotItem, now: int) -> None:
        """A quiet upright line at the present year."""
        pen = pg.mkPen(_faded(self._theme.accent, 140), width=px(2), style=Qt.PenStyle.DotLine)
        line = pg.InfiniteLine(now, angle=90, movable=False, pen=pen)
        line.setZValue(-15)
        plot.addItem(line, ignoreBounds=True)

    def _draw_capacity(self, plot: pg.PlotItem, capacity: int) -> None:
        pen = pg.mkPen(self._theme.ink, width=px(3) / 2, style=Qt.PenStyle.DashLine)
        plot.addItem(pg.InfiniteLine(capacity, angle=0, movable=False, pen=pen), ignoreBounds=True)

    def _draw_series(
        self, plot: pg.PlotItem, one: Series, cells: Sequence[Forecast], beside: int, price: bool
    ) -> None:
        """A line with its uncertainty: a band where there is room for it.

        Where `beside` many lines share a narrow chart, upright bars stand a little apart instead, so that
        none hides another.
        """
        if not cells:
            return
        colour = series_colour(self._theme, one.rank)
        shift = (one.rank - (beside - 1) / 2) * min(0.12, 0.6 / beside) if beside else 0.0
        years = np.array([cell.year + shift for cell in cells])
        middle = np.array([cell.price if price else float(cell.units) for cell in cells])
        low = np.array([cell.low if price else float(cell.least) for cell in cells])
        high = np.array([cell.high if price else float(cell.most) for cell in cells])
        if beside or len(cells) == 1:
            self._draw_bars(plot, colour, years, (low, middle, high))
        else:
            edges = [pg.PlotCurveItem(years, edge, pen=pg.mkPen(None)) for edge in (low, high)]
            band = pg.FillBetweenItem(*edges, brush=_faded(colour.name(), 45))
            band.setZValue(-10)
            plot.addItem(band, ignoreBounds=True)
        size = px(14 if one.shape == "d" else 10)  # pyqtgraph's diamond is slim
        look = {"symbol": one.shape, "symbolSize": size, "symbolBrush": colour, "antialias": True}
        rim = pg.mkPen(self._theme.paper, width=px(1))
        plot.plot(years, middle, pen=pg.mkPen(colour, width=px(2)), symbolPen=rim, **look)

    def _draw_bars(
        self,
        plot: pg.PlotItem,
        colour: QColor,
        years: np.ndarray,
        band: tuple[np.ndarray, np.ndarray, np.ndarray],
    ) -> None:
        low, middle, high = band
        bars = pg.ErrorBarItem(
            x=years, y=middle, top=high - middle, bottom=middle - low, beam=0.06,
            pen=pg.mkPen(_faded(colour.name(), 150), width=px(2)),
        )  # fmt: skip
        plot.addItem(bars, ignoreBounds=True)

    def _name_ends(
        self,
        plot: pg.PlotItem,
        lines: Mapping[Series, Sequence[Forecast]],
        alone: bool,
        gap: float,
        price: bool,
    ) -> None:
        """The names beside the ends of their lines, moved apart where they would overlap."""
        named = [(one, max(cells, key=lambda cell: cell.year)) for one, cells in lines.items() if cells]
        if not alone and any(
            self.fontMetrics().horizontalAdvance(one.name) > ROOM * text_size() for one in lines
        ):
            return  # the legend names them
        end = max((cell.year for _, cell in named), default=0)
        heights = [cell.price if price else float(cell.units) for _, cell in named]
        for (one, _), height in zip(
            named, spread(heights, gap, 0, max(heights, default=0) + gap), strict=True
        ):
            words = pg.TextItem(one.name, color=series_colour(self._theme, one.rank), anchor=(0, 0.5))
            words.setFont(self.font())
            words.setPos(end + 0.25, height)
            plot.addItem(words, ignoreBounds=True)


def _faded(colour: str, alpha: int) -> QColor:
    faded = QColor(colour)
    faded.setAlpha(alpha)
    return faded


def _grey(theme: Theme) -> QColor:
    """What lies behind the years in which nothing is sold."""
    return _faded(theme.outline, 60)


class LegendRow(QWidget):
    """The series by shape, colour and name, the dashed line of the own capacity, and the grey years."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._series: tuple[Series, ...] = ()
        self._capacity, self._closed, self._theme = "", "", LIGHT
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def fill(self, series: Sequence[Series], capacity: str, closed: str, theme: Theme) -> None:
        """Show other series; `closed` says what grey years are, or nothing where there are none."""
        self._series, self._capacity, self._closed, self._theme = tuple(series), capacity, closed, theme
        words = [*(one.name for one in series), capacity, closed]
        self.setAccessibleName(", ".join(word for word in words if word))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, text_size() * 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        unit, left = text_size(), 0.0
        middle = self.height() / 2
        for one in self._series:
            colour = series_colour(self._theme, one.rank)
            painter.setBrush(colour)
            painter.setPen(Qt.PenStyle.NoPen)
            _paint_shape(painter, one.shape, QPointF(left + unit * 0.5, middle), unit * 0.48)
            left = self._paint_words(painter, one.name, left + unit * 1.3, colour)
        painter.setPen(QPen(QColor(self._theme.ink), 1.5, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(left, middle), QPointF(left + unit * 2, middle))
        left = self._paint_words(painter, self._capacity, left + unit * 2.5, QColor(self._theme.ink))
        if self._closed:
            swatch = QRectF(left, middle - unit * 0.6, unit * 1.4, unit * 1.2)
            painter.setPen(QPen(QColor(self._theme.outline), 1))
            painter.setBrush(_grey(self._theme))
            painter.drawRect(swatch)
            self._paint_words(painter, self._closed, swatch.right() + unit * 0.5, QColor(self._theme.ink))
        painter.end()

    def _paint_words(self, painter: QPainter, words: str, left: float, colour: QColor) -> float:
        """Write words; the place where the next entry may begin."""
        painter.setPen(colour)
        width = painter.fontMetrics().horizontalAdvance(words)
        box = QRectF(left, 0, width + 2, self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        return left + width + text_size() * 1.4


def _paint_shape(painter: QPainter, shape: str, centre: QPointF, radius: float) -> None:
    """The marker of a series as the charts draw it."""
    if shape not in CORNERS:
        painter.drawEllipse(centre, radius, radius)
        return
    corners, turn = CORNERS[shape]
    angles = np.radians(turn + np.arange(corners) * 360 / corners)
    points = [QPointF(centre.x() + radius * np.cos(a), centre.y() + radius * np.sin(a)) for a in angles]
    painter.drawPolygon(QPolygonF([QPointF(float(p.x()), float(p.y())) for p in points]))
