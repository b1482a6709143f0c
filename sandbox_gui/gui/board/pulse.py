"""The place that most wants a hand pulses once: a ring that grows and fades."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF, Qt, QVariantAnimation
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene, QStyleOptionGraphicsItem, QWidget

from ..theme import Theme
from .ink import colour

BEATS = 2
REACH = 16.0
"""How far the ring grows, in scene units."""


class Ring(QGraphicsItem):
    """The ring around a box at a share of its beat."""

    def __init__(self, box: QRectF, theme: Theme) -> None:
        super().__init__()
        self._box, self._theme = box, theme
        self._share = 0.0
        self.setZValue(30.0)

    def boundingRect(self) -> QRectF:
        return self._box.adjusted(-REACH - 6, -REACH - 6, REACH + 6, REACH + 6)

    def beat(self, share: float) -> None:
        """Show another moment."""
        self._share = share
        self.update()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        away = REACH * self._share
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour(self._theme.accent, 1 - self._share), 6 - 3 * self._share))
        painter.drawRoundedRect(self._box.adjusted(-away, -away, away, away), 9 + away, 9 + away)


class Pulse(QVariantAnimation):
    """Plays on a scene, one place at a time; a new one ends the one before."""

    def __init__(self, scene: QGraphicsScene, parent: QObject) -> None:
        super().__init__(parent)
        self._scene = scene
        self._ring: Ring | None = None
        self.setStartValue(0.0)
        self.setEndValue(1.0)
        self.setLoopCount(BEATS)
        self.finished.connect(self.leave)

    def play(self, box: QRectF, theme: Theme, milliseconds: int) -> None:
        """Let a box pulse; a beat of no length is none at all."""
        self.leave()
        if milliseconds:
            self._ring = Ring(box, theme)
            self._scene.addItem(self._ring)
            self.setDuration(milliseconds)
            self.start()

    def updateCurrentValue(self, value: object) -> None:
        if self._ring and isinstance(value, float):
            self._ring.beat(value)

    def leave(self) -> None:
        """Stop, and leave nothing on the scene."""
        self.stop()
        ring, self._ring = self._ring, None
        if ring:
            self._scene.removeItem(ring)
