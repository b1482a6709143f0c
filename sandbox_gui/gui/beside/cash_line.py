"""Cash of the coming quarters, or of all years once it is over, as a small line beside the table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ...core.outlook import Quarter
from ...text import t
from ..panels.style import text_size
from ..theme import LIGHT, Theme
from ..words import money, signed

DOT = 0.29
"""The radius of a point, in text sizes."""


class Mark(NamedTuple):
    """A point of the line: when, how much, whether cash is short there, and that in a sentence."""

    head: str
    cash: int
    short: bool
    words: str


class CashLine(QWidget):
    """Cash now and at the end of each coming quarter; below zero it is told in red with a triangle.

    Where nothing is to come any more, it is what cash was at each year's close.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = LIGHT
        self.unit = ""
        self.quarters: list[Quarter] = []
        self.marks: list[Mark] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(3 * text_size())

    def show_cash(self, cash: int, quarters: list[Quarter], unit: str, theme: Theme) -> None:
        """Show cash now and what the coming quarters bring."""
        self.quarters, self.unit = quarters, unit
        ahead = [
            Mark(self._head(quarter), quarter.cash, quarter.lowest < 0, self.words(quarter))
            for quarter in quarters
        ]
        now = Mark(t("outlook.now"), cash, cash < 0, t("outlook.tip"))
        self._show("outlook.title", [now, *ahead], theme)
        self.setAccessibleDescription("\n".join(mark.words for mark in ahead))

    def show_past(self, closes: Sequence[int], unit: str, theme: Theme) -> None:
        """Show cash at each year's close, the opening position first."""
        self.quarters, self.unit = [], unit
        heads = [
            t("pages.ranking.year_short", year=year) if year else t("pages.ranking.start")
            for year in range(len(closes))
        ]
        past = [
            Mark(head, cash, cash < 0, t("outlook.past", when=head, cash=money(cash, unit)))
            for head, cash in zip(heads, closes, strict=True)
        ]
        self._show("outlook.past_title", past, theme)
        self.setAccessibleDescription("\n".join(mark.words for mark in past))

    def _show(self, title: str, marks: list[Mark], theme: Theme) -> None:
        self.marks, self.theme = marks, theme
        self.setAccessibleName(t(title))
        self.update()

    def words(self, quarter: Quarter) -> str:
        """A quarter in words: its cash, and each payment and receipt."""
        year, place = divmod(quarter.when - 1, 4)
        facts = {"year": year + 1, "quarter": place + 1, "cash": money(quarter.cash, self.unit)}
        flows = [f"{t(f'operation.{flow.what}')} {signed(flow.amount, self.unit)}" for flow in quarter.flows]
        rows = [t("outlook.quarter", **facts), *flows]
        if quarter.lowest < min(0, quarter.cash):
            rows.append(t("outlook.lowest", lowest=money(quarter.lowest, self.unit)))
        return "\n".join(rows)

    def points(self) -> list[QPointF]:
        """Where now and each quarter's end lie."""
        area = self._area()
        values = [mark.cash for mark in self.marks]
        low, high = min(0, *values), max(1, *values)
        step = area.width() / max(1, len(values) - 1)
        span = high - low
        return [
            QPointF(area.x() + number * step, area.bottom() - (value - low) / span * area.height())
            for number, value in enumerate(values)
        ]

    def _area(self) -> QRectF:
        size = text_size()
        return QRectF(self.rect()).adjusted(2.2 * size, 1.5 * size, -2.2 * size, -1.6 * size)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        points = self.points()
        self._zero(painter)
        painter.setPen(QPen(QColor(self.theme.accent), 0.14 * text_size()))
        painter.drawPolyline(QPolygonF(points))
        every = self._every()
        for number, (at, mark) in enumerate(zip(points, self.marks, strict=True)):
            told = mark.short or (len(points) - 1 - number) % every == 0
            self._point(painter, at, mark, told)
        painter.end()

    def _head(self, quarter: Quarter) -> str:
        year, place = divmod(quarter.when - 1, 4)
        return t("outlook.head", year=year + 1, quarter=place + 1)

    def _zero(self, painter: QPainter) -> None:
        """The line of no cash, where the figures come near it."""
        values = [mark.cash for mark in self.marks]
        low, high = min(0, *values), max(1, *values)
        area = self._area()
        y = area.bottom() + low / (high - low) * area.height()
        pen = QPen(QColor(self.theme.outline), 1)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))

    def _every(self) -> int:
        """Which points are told in words, counted from the last: as many as do not meet."""
        heads, values = QFont(self.font()), QFont(self.font())
        heads.setPixelSize(text_size() - 2)
        values.setPixelSize(text_size())
        values.setBold(True)
        wide = [QFontMetricsF(heads).horizontalAdvance(mark.head) for mark in self.marks]
        wide += [QFontMetricsF(values).horizontalAdvance(money(mark.cash, self.unit)) for mark in self.marks]
        widest = max(wide) + 3
        step = self._area().width() / max(1, len(self.marks) - 1)
        return next((every for every in range(1, len(self.marks)) if every * step >= widest), len(self.marks))

    def _point(self, painter: QPainter, at: QPointF, mark: Mark, told: bool) -> None:
        """A point, and where it is told how much there is, and when."""
        bad, dot = mark.short, DOT * text_size()
        shade = QColor(self.theme.warning if bad else self.theme.accent)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shade)
        if bad:
            away = dot * 1.5
            painter.drawPolygon(
                QPolygonF([at + QPointF(-away, -away), at + QPointF(away, -away), at + QPointF(0, away)])
            )
        else:
            painter.drawEllipse(at, dot, dot)
        if not told:
            return
        size, value = text_size(), money(mark.cash, self.unit)
        self._text(painter, QPointF(at.x(), at.y() - dot * 1.5 - size * 0.6), value, size, bad, True)
        self._text(painter, QPointF(at.x(), self.height() - size * 0.65), mark.head, size - 2, False, False)

    def _text(self, painter: QPainter, at: QPointF, words: str, size: int, bad: bool, bold: bool) -> None:
        font = QFont(self.font())
        font.setPixelSize(size)
        font.setBold(bold)
        painter.setFont(font)
        theme = self.theme
        painter.setPen(QColor(theme.warning if bad else theme.ink if bold else theme.faint))
        width = QFontMetricsF(font).horizontalAdvance(words) + 4
        box = QRectF(at.x() - width / 2, at.y() - size * 0.7, width, size * 1.4)
        painter.fillRect(box.adjusted(0, size * 0.15, 0, -size * 0.15), QColor(theme.card))  # over the lines
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self.marks:
            points = self.points()
            near = min(range(len(points)), key=lambda n: abs(points[n].x() - event.pos().x()))
            QToolTip.showText(event.globalPos(), self.marks[near].words, self)
            return True
        return super().event(event)
