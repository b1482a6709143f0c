"""The view of the table: fits it as a whole, and turns mouse and keys into places and gestures."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QContextMenuEvent,
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
from ...core.ruleset import Ruleset
from ...text import t
from ..pace import PACES
from ..theme import LIGHT, Theme
from .bubble import Bubble
from .handling import Gesture, Hand, Lift, Press, Return
from .in_hand import TokenItem
from .model import table_of
from .motion import Motion
from .places import Place
from .pulse import Pulse
from .rule_words import explanation
from .scene import BoardScene
from .walking import along, toward
from .words import describe

ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
CACHE_KB = 160 * 1024
"""Room for the pictures of all items of a table at 4K."""

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class BoardView(QGraphicsView):
    """A company's table. It changes nothing: it says which place somebody wants, and what is put where.

    Without a `hand` it is only looked at: nothing can be taken up.
    """

    placeActivated = Signal(str)  # noqa: N815 — a Qt signal
    placeHovered = Signal(str)  # noqa: N815 — "" where there is none
    placeFocused = Signal(str)  # noqa: N815 — "" where there is none
    tokenDropped = Signal(str, str, QPoint)  # noqa: N815 — what lies here, put there, at a pixel of the view
    menuWanted = Signal(str, QPoint)  # noqa: N815 — for a place, at a point of the screen

    def __init__(self, parent: QWidget | None = None, theme: Theme = LIGHT) -> None:
        super().__init__(parent)
        self.board = BoardScene(theme, self)
        self.setScene(self.board)
        self.motion = Motion(self.board)
        self._pulse = Pulse(self.board, self)
        self._urgent = ""
        self.hand: Hand | None = None
        self.bubble = Bubble(self)
        self._gesture: Gesture | None = None
        self._ruleset: Ruleset | None = None
        self._open: set[str] = set()
        self._steps = 0  # how many actions the game shown last had seen
        self._focus = ""
        self._hovered = ""
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
        """Show a company's table as it lies now; what was under way is over where anything has changed."""
        table, before = table_of(game, company), self.board.table
        self._ruleset = game.ruleset
        if table != before:
            self.cancel_gesture()
        back, self._steps = len(game.history) < self._steps, len(game.history)
        if self.isVisible() and before and before.header.team == company.team:
            self.motion.show(table, back)
        else:
            self.motion.lay(table)
        if self._focus not in self.board.items_by_id:
            self._focus = ""
        self._mark()
        self._name()

    def set_open_places(self, places: set[str]) -> None:
        """The places where there is something to do now; they glow."""
        self._open = set(places)
        self._mark()

    def set_urgent(self, place: str) -> None:
        """The place that most wants a hand ("" for none): it pulses once when it becomes that."""
        if place == self._urgent:
            return
        self._urgent = place
        self._pulse.leave()
        if place in self.board.items_by_id and self.isVisible():
            box = self.board.items_by_id[place].box
            self._pulse.play(box, self.board.theme, 2 * round(PACES[self.motion.pace]))

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self.motion.finish()
        self.board.set_theme(theme)
        self.board.repaint()

    def retranslate(self) -> None:
        """The language now spoken."""
        self._name()
        self.board.repaint()

    def _name(self) -> None:
        table = self.board.table
        self.setAccessibleName(t("board.name", company=table.header.company) if table else "")
        self._describe_focus()

    # The place in focus

    @property
    def focused_place(self) -> str:
        """The id of the place that wears the focus ring, or ""."""
        return self._focus

    def focus_place(self, place_id: str) -> None:
        """Put the focus ring on a place, if it is there."""
        if (place_id in self.board.items_by_id or not place_id) and place_id != self._focus:
            self._focus = place_id
            self._mark()
            self._describe_focus()
            self.placeFocused.emit(place_id)

    def _describe_focus(self) -> None:
        """Tell screen readers the sentence of the place in focus."""
        self.setAccessibleDescription(describe(self.place(self._focus)) if self._focus else t("board.keys"))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    def _mark(self) -> None:
        self.board.mark(self._open, self._focus)

    def _step(self, by: int) -> bool:
        """Move the focus ring along the places; False at the end of the row."""
        found = along(self.places(), self._focus, by)
        self.focus_place(found or self._focus)
        return bool(found)

    def places(self) -> list[str]:
        """The ids of the places that can be seen, in the order in which Tab visits them."""
        table = self.board.table
        return [place.id for place in table.places if place.id in self.board.items_by_id] if table else []

    def _toward(self, dx: int, dy: int) -> None:
        """Move the focus ring to the nearest place in a direction."""
        if not self._focus:
            self._step(1)
            return
        boxes = {name: item.box for name, item in self.board.items_by_id.items()}
        self.focus_place(toward(boxes, self._focus, dx, dy) or self._focus)

    # Gestures

    def begin(self, gesture: Gesture) -> None:
        """Begin a gesture; the one before it is over."""
        self._gesture = gesture
        self.bubble.leave()
        gesture.start()

    def follow(self, at: QPointF) -> None:
        """The pointer moved."""
        if self._gesture:
            self._gesture.move(at)

    def finish(self, at: QPointF) -> None:
        """End the gesture that is under way."""
        gesture, self._gesture = self._gesture, None
        if gesture:
            gesture.end(at)

    def cancel_gesture(self) -> None:
        """Cancel the gesture that is under way."""
        gesture, self._gesture = self._gesture, None
        if gesture:
            gesture.cancel()

    def lift(self, place: str) -> None:
        """Take up with the keyboard what lies on a place, or say why it could go nowhere."""
        if not self.hand or not self.hand.carries(place):
            return
        gesture = Lift(self, self.hand, place)
        if gesture.legal:
            self.begin(gesture)
        else:
            self.tell(self.hand.nowhere(place), QPointF(self.point_of(place)))

    def tell(self, words: str, at: QPointF) -> None:
        """Say a sentence beside a point of the view, to screen readers too."""
        self.bubble.say(words, at.toPoint())
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def activate(self, place: str) -> None:
        """Say that somebody wants a place."""
        self.placeActivated.emit(place)

    def drop(self, token: str, place: str, at: QPointF) -> None:
        """Say that what lies on a place was put on another."""
        self.motion.carried = (token, place)
        self.tokenDropped.emit(token, place, at.toPoint())

    def close_hand(self, closed: bool) -> None:
        """Show whether the hand holds something."""
        shape = Qt.CursorShape.ClosedHandCursor if closed else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def send_home(self, item: TokenItem, home: QPointF) -> None:
        """Let a token slide home; at once where no motion is wanted."""
        Return(self, item, home, round(PACES[self.motion.pace])).begin()

    def scene_point(self, at: QPointF) -> QPointF:
        """The point of the scene under a pixel."""
        return self.mapToScene(at.toPoint())

    def point_of(self, place: str) -> QPoint:
        """The pixel of the view in the middle of a place."""
        return self.mapFromScene(self.board.items_by_id[place].box.center())

    # What Qt calls

    def focusNextPrevChild(self, forward: bool) -> bool:
        if self._gesture and self._gesture.key(Qt.Key.Key_Tab if forward else Qt.Key.Key_Backtab):
            return True
        if self._step(1 if forward else -1):
            return True
        return super().focusNextPrevChild(forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape and (self._gesture or self.bubble.isVisible()):
            self.bubble.leave()
            self.cancel_gesture()
        elif self._gesture and self._gesture.key(key):
            return
        elif key in ARROWS:
            self._toward(*ARROWS[key])
        elif key in ENTER and self._focus:
            self.placeActivated.emit(self._focus)
        elif key == Qt.Key.Key_Space and self._focus:
            self.lift(self._focus)
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
        self.cancel_gesture()
        self._mark()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.motion.finish()
        area = self.board.fit(self.width(), self.height())
        scale = min(self.width() / area.width(), self.height() / area.height())
        self.setTransform(QTransform.fromScale(scale, scale))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.cancel_gesture()
        self.bubble.leave()
        if place := self.place_at(event.position()):
            self.focus_place(place)
            if event.button() == Qt.MouseButton.LeftButton:
                self.begin(Press(self, place, event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.finish(event.position())
            self._hover(self.place_at(event.position()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click is two clicks."""
        self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._gesture:
            self.follow(event.position())
        else:
            self._hover(self.place_at(event.position()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        place = self._focus if by_key else self.place_at(QPointF(event.pos()))
        if place:
            self.cancel_gesture()
            at = self.mapToGlobal(self.point_of(place)) if by_key else event.globalPos()
            self.menuWanted.emit(place, at)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._show_tip(event.pos(), event.globalPos())
            return True
        if event.type() == QEvent.Type.Leave:
            self._hover("")
        return super().viewportEvent(event)

    def _show_tip(self, at: QPoint, where: QPoint) -> None:
        name = self.place_at(QPointF(at))
        words = explanation(self.place(name), self._ruleset) if name and self._ruleset else ""
        QToolTip.showText(where, words, self.viewport())

    def _hover(self, name: str) -> None:
        if name != self._hovered:
            self._hovered = name
            shape = Qt.CursorShape.PointingHandCursor if name in self._open else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)
            self.placeHovered.emit(name)

    def place(self, name: str) -> Place:
        """The facts of a place, as they are even while something is still on its way to it."""
        found = self.board.table.place(name) if self.board.table else None
        return found or self.board.items_by_id[name].place

    def place_at(self, at: QPointF) -> str:
        """The id of the place at a pixel of the view, or ""."""
        place = self.board.place_at(self.mapToScene(at.toPoint()))
        return place.id if place else ""
