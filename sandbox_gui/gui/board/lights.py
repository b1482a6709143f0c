"""What shows over the table while a token is carried: where it may go, and where it may not."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from ..theme import Theme
from .ink import colour

OVER_TABLE = 40.0
"""The z value of the lights: above the places, below what is carried."""

RADIUS = 10.0
BADGE = 15.0


class Lights(QGraphicsItem):
    """A veil over the table with the legal places cut out of it.

    Each bears an outline and an arrow; the one aimed at is filled; a place that does not take the token
    bears a crossed circle.
    """

    def __init__(self, scene: QRectF, theme: Theme) -> None:
        super().__init__()
        self._scene, self._theme = scene, theme
        self._legal: list[QRectF] = []
        self._source = QRectF()
        self._aim = QRectF()
        self._welcome = False
        self.setZValue(OVER_TABLE)

    def boundingRect(self) -> QRectF:
        return self._scene

    def show_targets(self, source: QRectF, legal: list[QRectF]) -> None:
        """Light these places up; the token's own place stays unveiled."""
        self._source, self._legal = source, legal
        self.update()

    def aim(self, place: QRectF, welcome: bool) -> None:
        """Mark the place under the token (an empty box for none), and whether it takes the token."""
        if (place, welcome) != (self._aim, self._welcome):
            self._aim, self._welcome = place, welcome
            self.update()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._veil(painter)
        for box in self._legal:
            self._target(painter, box, box == self._aim)
        if not self._welcome and not self._aim.isEmpty():
            self._forbidden(painter, self._aim)

    def _veil(self, painter: QPainter) -> None:
        shape = QPainterPath()
        shape.addRect(self._scene)
        holes = QPainterPath()
        for box in [self._source, *self._legal]:
            hole = QPainterPath()
            hole.addRoundedRect(box.adjusted(-4, -4, 4, 4), RADIUS, RADIUS)
            holes = holes.united(hole)
        painter.fillPath(shape.subtracted(holes), colour(self._theme.paper, 0.5))

    def _target(self, painter: QPainter, box: QRectF, aimed: bool) -> None:
        around = box.adjusted(-4, -4, 4, 4)
        accent = self._theme.accent
        painter.setBrush(colour(accent, 0.22) if aimed else Qt.BrushStyle.NoBrush)
        for width, alpha in ((11.0, 0.2), (6.0 if aimed else 3.4, 1.0)):
            painter.setPen(QPen(colour(accent, alpha), width))
            painter.drawRoundedRect(around, RADIUS, RADIUS)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        self._arrow(painter, QPointF(box.center().x(), around.top()))

    def _arrow(self, painter: QPainter, at: QPointF) -> None:
        """A disc with an arrow that points down, on the upper edge of a place."""
        painter.setPen(QPen(colour(self._theme.card), 2.5))
        painter.setBrush(colour(self._theme.accent))
        painter.drawEllipse(at, BADGE, BADGE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self._theme.card))
        painter.drawPolygon(QPolygonF([at + QPointF(-7, -4), at + QPointF(7, -4), at + QPointF(0, 7)]))

    def _forbidden(self, painter: QPainter, box: QRectF) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        pen = QPen(colour(self._theme.warning), 2.5)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), RADIUS, RADIUS)
        at = QPointF(box.center().x(), box.top() - 3)
        painter.setPen(QPen(colour(self._theme.warning), 3.5))
        painter.setBrush(colour(self._theme.card))
        painter.drawEllipse(at, BADGE - 2, BADGE - 2)
        reach = (BADGE - 2) * 0.7
        painter.drawLine(at + QPointF(-reach, -reach), at + QPointF(reach, reach))
