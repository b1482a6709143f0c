"""Cash of the coming quarters as a small line, drawn beside the table."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ...core.outlook import Quarter
from ...text import t
from ..panels.style import text_size
from ..theme import LIGHT, Theme
from ..words import money, signed

DOT = 4.0


class CashLine(QWidget):
    """Cash now and at the end of each coming quarter; below zero it is told in red with a triangle."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = LIGHT
        self.cash = 0
        self.unit = ""
        self.quarters: list[Quarter] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(3 * text_size())

    def show_cash(self, cash: int, quarters: list[Quarter], unit: str, theme: Theme) -> None:
        """Show cash now and what the coming quarters bring."""
        self.cash, self.quarters, self.unit, self.theme = cash, quarters, unit, theme
        self.setAccessibleName(t("outlook.title"))
        self.setAccessibleDescription("\n".join(self.words(quarter) for quarter in quarters))
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
        values = [self.cash, *(quarter.cash for quarter in self.quarters)]
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
        painter.setPen(QPen(QColor(self.theme.accent), 2))
        painter.drawPolyline(QPolygonF(points))
        heads = [t("outlook.now"), *(self._head(quarter) for quarter in self.quarters)]
        values = [self.cash, *(quarter.cash for quarter in self.quarters)]
        short = [self.cash < 0, *(quarter.lowest < 0 for quarter in self.quarters)]
        for at, head, value, bad in zip(points, heads, values, short, strict=True):
            self._point(painter, at, head, money(value, self.unit), bad)
        painter.end()

    def _head(self, quarter: Quarter) -> str:
        year, place = divmod(quarter.when - 1, 4)
        return t("outlook.head", year=year + 1, quarter=place + 1)

    def _zero(self, painter: QPainter) -> None:
        """The line of no cash, where the figures come near it."""
        values = [self.cash, *(quarter.cash for quarter in self.quarters)]
        low, high = min(0, *values), max(1, *values)
        area = self._area()
        y = area.bottom() + low / (high - low) * area.height()
        pen = QPen(QColor(self.theme.outline), 1)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))

    def _point(self, painter: QPainter, at: QPointF, head: str, value: str, bad: bool) -> None:
        shade = QColor(self.theme.warning if bad else self.theme.accent)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shade)
        if bad:
            away = DOT * 1.5
            painter.drawPolygon(
                QPolygonF([at + QPointF(-away, -away), at + QPointF(away, -away), at + QPointF(0, away)])
            )
        else:
            painter.drawEllipse(at, DOT, DOT)
        size = text_size()
        self._text(painter, QPointF(at.x(), at.y() - DOT - size * 0.6), value, size, bad, True)
        self._text(painter, QPointF(at.x(), self.height() - size * 0.65), head, size - 2, False, False)

    def _text(self, painter: QPainter, at: QPointF, words: str, size: int, bad: bool, bold: bool) -> None:
        font = QFont(self.font())
        font.setPixelSize(size)
        font.setBold(bold)
        painter.setFont(font)
        theme = self.theme
        painter.setPen(QColor(theme.warning if bad else theme.ink if bold else theme.faint))
        width = QFontMetricsF(font).horizontalAdvance(words) + 4
        box = QRectF(at.x() - width / 2, at.y() - size * 0.7, width, size * 1.4)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            near = min(range(len(self.points())), key=lambda n: abs(self.points()[n].x() - event.pos().x()))
            words = self.words(self.quarters[near - 1]) if near else t("outlook.tip")
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)
