"""The pointer: a soft spot of light over the board that follows the mouse, on each screen that shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QRadialGradient
from PySide6.QtWidgets import QWidget

from .panels.style import px

if TYPE_CHECKING:
    from .board.view import BoardView


class Spot(NamedTuple):
    """What is pointed at: a place and where in it, in shares of its box; without a place, of the board.

    Boards of other proportions lay their places elsewhere, so that pixels would not do.
    """

    place: str
    share: QPointF


class Pointer(QObject):
    """Where somebody points. `moved` tells the spot, or None where nothing is pointed at."""

    moved = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.on = False
        self.spot: Spot | None = None

    def switch(self, on: bool) -> None:
        """Begin or stop to point."""
        self.on = on
        self.move_to(None)

    def move_to(self, spot: Spot | None) -> None:
        """Point at a spot."""
        self.spot = spot if self.on else None
        self.moved.emit(self.spot)


def spot_at(view: BoardView, at: QPointF) -> Spot:
    """The spot of a board under a pixel of its view."""
    point = view.mapToScene(at.toPoint())
    place = view.place_at(at)
    box = view.board.layout.boxes[place] if place else view.board.sceneRect()
    return Spot(place, QPointF((point.x() - box.x()) / box.width(), (point.y() - box.y()) / box.height()))


def pixel_of(view: BoardView, spot: Spot) -> QPointF:
    """Where a spot lies in a view, in pixels."""
    box = view.board.layout.boxes.get(spot.place, view.board.sceneRect())
    point = QPointF(box.x() + spot.share.x() * box.width(), box.y() + spot.share.y() * box.height())
    return QPointF(view.mapFromScene(point))


class SpotLight(QWidget):
    """The light over one board; where `leads`, the mouse over that board moves the pointer."""

    RADIUS = 34
    """In pixels at the usual size."""

    def __init__(self, view: BoardView, pointer: Pointer, leads: bool = False) -> None:
        super().__init__(view.viewport())
        self._view, self._pointer, self._leads = view, pointer, leads
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.at: QPointF | None = None
        self.hide()
        view.viewport().installEventFilter(self)
        pointer.moved.connect(self._on_moved)

    def _on_moved(self, spot: Spot | None) -> None:
        self.at = pixel_of(self._view, spot) if spot else None
        self.setVisible(spot is not None)
        self.setGeometry(self._view.viewport().rect())
        self.raise_()
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._on_moved(self._pointer.spot)
        elif self._leads and self._pointer.on:
            if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseMove:
                self._pointer.move_to(spot_at(self._view, event.position()))
            elif event.type() == QEvent.Type.Leave:
                self._pointer.move_to(None)
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.at is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = max(px(self.RADIUS), self.width() / 42)
        glow = QRadialGradient(self.at, radius)
        for stop, colour, alpha in ((0, "#FFE36B", 215), (0.35, "#FFC400", 150), (1, "#FF9100", 0)):
            shade = QColor(colour)
            shade.setAlpha(alpha)
            glow.setColorAt(stop, shade)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(glow)
        painter.drawEllipse(self.at, radius, radius)
        dot = QRectF(0, 0, radius * 0.3, radius * 0.3)
        dot.moveCenter(self.at)
        painter.setPen(QPen(QColor("#FFFFFF"), 2))
        painter.setBrush(QColor("#C62828"))
        painter.drawEllipse(dot)
        painter.end()
