"""The view of the table: fits it as a whole, and turns mouse and keys into places."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPixmapCache,
    QResizeEvent,
    QTransform,
)
from PySide6.QtWidgets import QFrame, QGraphicsView, QToolTip, QWidget

from ...core.game import Company, Game
from ...text import t
from ..theme import LIGHT, Theme
from .places import Place
from .scene import BoardScene
from .words import describe

ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
CACHE_KB = 160 * 1024
"""Room for the pictures of all items of a table at 4K."""

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class BoardView(QGraphicsView):
    """A company's table. It changes nothing: it says which place somebody wants."""

    placeActivated = Signal(str)  # noqa: N815 — a Qt signal
    placeHovered = Signal(str)  # noqa: N815 — "" where there is none

    def __init__(self, parent: QWidget | None = None, theme: Theme = LIGHT) -> None:
        super().__init__(parent)
        self._scene = BoardScene(theme, self)
        self.setScene(self._scene)
        self._open: set[str] = set()
        self._focus = ""
        self._hovered = ""
        self._pressed = ""
        # Qt keeps the items' pictures in 10 MB; one table at full HD is more: each move repaints all.
        QPixmapCache.setCacheLimit(max(QPixmapCache.cacheLimit(), CACHE_KB))
        self.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(480, 270)
        self.set_theme(theme)
        self.retranslate()

    def show_company(self, game: Game, company: Company) -> None:
        """Show a company's table as it lies now."""
        self._scene.show_company(game, company)
        if self._focus not in self._scene.items_by_id:
            self._focus = ""
        self._mark()
        self._name()

    def set_open_places(self, places: set[str]) -> None:
        """The places where there is something to do now; they glow."""
        self._open = set(places)
        self._mark()

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self._scene.set_theme(theme)
        self._scene.repaint()

    def retranslate(self) -> None:
        """The language now spoken."""
        self._name()
        self._scene.repaint()

    def _name(self) -> None:
        table = self._scene.table
        self.setAccessibleName(t("board.name", company=table.header.company) if table else "")
        self._describe_focus()

    # The place in focus

    @property
    def focused_place(self) -> str:
        """The id of the place that wears the focus ring, or ""."""
        return self._focus

    def focus_place(self, place_id: str) -> None:
        """Put the focus ring on a place, if it is there."""
        if place_id in self._scene.items_by_id or not place_id:
            self._focus = place_id
            self._mark()
            self._describe_focus()

    def _describe_focus(self) -> None:
        """Tell screen readers the sentence of the place in focus."""
        item = self._scene.items_by_id.get(self._focus)
        self.setAccessibleDescription(describe(item.place) if item else t("board.keys"))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    def _mark(self) -> None:
        self._scene.mark(self._open, self._focus if self.hasFocus() else "")

    def _step(self, by: int) -> bool:
        """Move the focus ring along the places; False at the end of the row."""
        order = list(self._scene.items_by_id) if self._scene.table is None else self._order()
        if not order:
            return False
        start = order.index(self._focus) if self._focus in order else (-1 if by > 0 else len(order))
        if not 0 <= start + by < len(order):
            return False
        self.focus_place(order[start + by])
        return True

    def _order(self) -> list[str]:
        table = self._scene.table
        return [place.id for place in table.places if place.id in self._scene.items_by_id] if table else []

    def _toward(self, dx: int, dy: int) -> None:
        """Move the focus ring to the nearest place in a direction."""
        here = self._scene.items_by_id.get(self._focus)
        if here is None:
            self._step(1)
            return
        costs = {
            name: cost
            for name, item in self._scene.items_by_id.items()
            if not item.box.contains(here.box) and (cost := _distance(here.box, item.box, dx, dy))
        }
        if costs:
            self.focus_place(min(costs, key=lambda name: costs[name]))

    # What Qt calls

    def focusNextPrevChild(self, forward: bool) -> bool:
        if self._step(1 if forward else -1):
            return True
        return super().focusNextPrevChild(forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in ARROWS:
            self._toward(*ARROWS[key])
        elif key in ENTER and self._focus:
            self.placeActivated.emit(self._focus)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        reason = event.reason()
        if reason == Qt.FocusReason.TabFocusReason:
            self._focus = ""
            self._step(1)
        elif reason == Qt.FocusReason.BacktabFocusReason:
            self._focus = ""
            self._step(-1)
        self._mark()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._mark()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        area = self._scene.fit(self.width(), self.height())
        scale = min(self.width() / area.width(), self.height() / area.height())
        self.setTransform(QTransform.fromScale(scale, scale))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = self._id_at(event.position())
            if self._pressed:
                self.focus_place(self._pressed)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, ""
        if (
            event.button() == Qt.MouseButton.LeftButton
            and pressed
            and pressed == self._id_at(event.position())
        ):
            self.placeActivated.emit(pressed)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click is two clicks."""
        self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._id_at(event.position()))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._show_tip(event.pos(), event.globalPos())
            return True
        if event.type() == QEvent.Type.Leave:
            self._hover("")
        return super().viewportEvent(event)

    def _show_tip(self, at: QPoint, where: QPoint) -> None:
        place = self._place_at(QPointF(at))
        QToolTip.showText(where, describe(place) if place else "", self.viewport())

    def _hover(self, name: str) -> None:
        if name != self._hovered:
            self._hovered = name
            shape = Qt.CursorShape.PointingHandCursor if name in self._open else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)
            self.placeHovered.emit(name)

    def _place_at(self, at: QPointF) -> Place | None:
        return self._scene.place_at(self.mapToScene(at.toPoint()))

    def _id_at(self, at: QPointF) -> str:
        place = self._place_at(at)
        return place.id if place else ""


def _distance(start: QRectF, box: QRectF, dx: int, dy: int) -> float:
    """How far a box lies in a direction, what lies aside counting more; 0 where it does not lie there."""
    away = box.center() - start.center()
    ahead = away.x() * dx + away.y() * dy
    aside = abs(away.x() * dy) + abs(away.y() * dx)
    return ahead + 2.5 * aside if ahead > 1 and aside < 3 * ahead else 0.0
