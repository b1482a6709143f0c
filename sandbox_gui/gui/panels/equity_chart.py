"""Equity over the years, a line a team with its name at the line's end."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ...text import t
from ..theme import LIGHT, Theme
from .style import number, px, series_colour, team_letter, text_size


class Curve(NamedTuple):
    """A team's equity from year 0 on; a bankrupt team's ends early."""

    team: int
    name: str
    values: list[int]


def ticks(low: float, high: float, about: int = 5) -> list[int]:
    """Round values that cover `low` to `high` in about that many steps."""
    span = max(1.0, high - low)
    step = next(
        round(base * 10**power)
        for power in range(12)
        for base in (1, 2, 5)
        if base * 10**power * about >= span
    )
    first = int(low // step)
    return [step * place for place in range(first, int(-(-high // step)) + 1)]


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Places near the wanted ones, at least `gap` apart and within the limits where they fit."""
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    placed: list[float] = []
    for index in order:
        placed.append(max(wanted[index], placed[-1] + gap if placed else low))
    over = high
    for place in range(len(placed) - 1, -1, -1):
        placed[place] = min(placed[place], over)
        over = placed[place] - gap
    found = [0.0] * len(wanted)
    for index, value in zip(order, placed, strict=True):
        found[index] = value
    return found


class EquityChart(QWidget):
    """The lines, drawn with the painter alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.curves: tuple[Curve, ...] = ()
        self.years, self.own, self.unit, self.theme = 1, 0, "", LIGHT
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def fill(self, curves: Sequence[Curve], years: int, own: int, unit: str, theme: Theme) -> None:
        """Show other curves over `years`; the team `own` stands out."""
        self.curves, self.years, self.own = tuple(curves), max(1, years), own
        self.unit, self.theme = unit, theme
        spoken = (f"{c.name}: {', '.join(map(str, c.values))}" for c in self.curves)
        self.setAccessibleName("; ".join(spoken))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(420), px(170))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(240), px(170))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.curves:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        values = [value for curve in self.curves for value in curve.values]
        marks = ticks(min(0, *values), max(values))
        area = self._area(painter, marks)
        named = self._named(area)
        self._paint_axes(painter, area, marks)
        for curve in sorted(self.curves, key=lambda curve: (curve in named, curve.team == self.own)):
            self._paint_curve(painter, area, marks, curve, curve in named)
        self._paint_ends(painter, area, marks, named)
        painter.end()

    def _area(self, painter: QPainter, marks: list[int]) -> QRectF:
        """The plot's rectangle, with room for the axis on the left and the names on the right."""
        metrics, unit = painter.fontMetrics(), text_size()
        left = max(metrics.horizontalAdvance(self._amount(mark)) for mark in marks) + unit * 0.7
        names = max(metrics.horizontalAdvance(self._end_words(curve)) for curve in self.curves)
        right = min(names + unit * 2.2, self.width() * 0.45)
        return QRectF(left, unit * 0.9, self.width() - left - right, self.height() - unit * 3.0)

    def _named(self, area: QRectF) -> list[Curve]:
        """The curves whose names fit beside each other: the own one, then the highest."""
        room = max(1, int(area.height() / self._gap()) + 1)
        ranked = sorted(self.curves, key=lambda curve: (curve.team != self.own, -curve.values[-1]))
        return ranked[:room]

    @staticmethod
    def _gap() -> float:
        """The distance between two names, in pixels."""
        return text_size() * 1.35

    def _amount(self, value: int) -> str:
        return f"{number(value)}{self.unit}"

    def _end_words(self, curve: Curve) -> str:
        return f"{team_letter(curve.team)} {curve.name} {number(curve.values[-1])}"

    def _point(self, area: QRectF, marks: list[int], year: int, value: float) -> QPointF:
        low, high = marks[0], max(marks[-1], marks[0] + 1)
        across = area.left() + area.width() * year / self.years
        return QPointF(across, area.bottom() - area.height() * (value - low) / (high - low))

    def _paint_axes(self, painter: QPainter, area: QRectF, marks: list[int]) -> None:
        unit = text_size()
        for mark in marks:
            at = self._point(area, marks, 0, mark).y()
            painter.setPen(QPen(QColor(self.theme.outline), text_size() * (0.1 if mark == 0 else 0.043)))
            painter.drawLine(QPointF(area.left(), at), QPointF(area.right(), at))
            painter.setPen(QColor(self.theme.faint))
            box = QRectF(0, at - unit, area.left() - unit * 0.5, unit * 2)
            painter.drawText(
                box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._amount(mark)
            )
        names = [t("pages.ranking.start")]
        names += [t("pages.ranking.year_short", year=year) for year in range(1, self.years + 1)]
        widest = max(map(painter.fontMetrics().horizontalAdvance, names)) + unit * 0.6
        every = max(1, math.ceil(widest * self.years / max(1.0, area.width())))
        for year in range(self.years % every, self.years + 1, every):  # the last year is always named
            at = self._point(area, marks, year, marks[0]).x()
            box = QRectF(at - unit * 4, area.bottom() + unit * 0.4, unit * 8, unit * 1.8)
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, names[year])

    def _paint_curve(
        self, painter: QPainter, area: QRectF, marks: list[int], curve: Curve, named: bool
    ) -> None:
        colour = series_colour(self.theme, curve.team - 1) if named else QColor(self.theme.outline)
        points = [self._point(area, marks, year, value) for year, value in enumerate(curve.values)]
        painter.setPen(QPen(colour, text_size() * (0.25 if curve.team == self.own else 0.13)))
        painter.drawPolyline(points)
        painter.setBrush(colour)
        painter.setPen(Qt.PenStyle.NoPen)
        for point in points:
            painter.drawEllipse(point, text_size() * 0.25, text_size() * 0.25)

    def _paint_ends(self, painter: QPainter, area: QRectF, marks: list[int], named: list[Curve]) -> None:
        """The names beside the lines' ends, moved apart where they would overlap."""
        unit = text_size()
        ends = [self._point(area, marks, len(c.values) - 1, c.values[-1]) for c in named]
        reached = max(end.x() for end in ends)
        places = spread([end.y() for end in ends], self._gap(), area.top(), area.bottom())
        for curve, end, place in zip(named, ends, places, strict=True):
            colour = series_colour(self.theme, curve.team - 1)
            start = QPointF(reached + unit * 1.2, place)
            pen = QPen(colour, 1, Qt.PenStyle.DotLine)
            painter.setPen(pen)
            painter.drawLine(end, start)
            font = painter.font()
            font.setBold(curve.team == self.own)
            painter.setFont(font)
            painter.setPen(colour)
            box = QRectF(
                start.x() + unit * 0.3, place - unit, self.width() - start.x() - unit * 0.3, unit * 2
            )
            words = painter.fontMetrics().elidedText(
                self._end_words(curve), Qt.TextElideMode.ElideRight, int(box.width())
            )
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
