"""What a hand does on the table: each gesture starts, moves, and ends or is cancelled.

A `Press` becomes a click, or a `Drag` once the pointer has moved; `Lift` is the same with the keyboard.
"""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QEasingCurve, QObject, QPoint, QPointF, QRectF, Qt, QVariantAnimation
from PySide6.QtWidgets import QApplication

from .in_hand import TokenItem
from .lights import Lights
from .scene import BoardScene

FORWARD = (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Tab)
BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Backtab)
DROP = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class Hand(Protocol):
    """What the rules answer to somebody who handles the table; all arguments are ids of places."""

    def carries(self, token: str) -> bool:
        """Whether what lies there can be taken up at all."""
        ...

    def takes(self, token: str, place: str) -> bool:
        """Whether the token may be put there now."""
        ...

    def why_not(self, token: str, place: str) -> str:
        """Why it may not, in a sentence."""
        ...

    def nowhere(self, token: str) -> str:
        """Why it may be put nowhere at all now, in a sentence."""
        ...


class Surface(Protocol):
    """What a gesture asks of the view on which it is made; points are in pixels of the view."""

    board: BoardScene
    hand: Hand | None

    def begin(self, gesture: Gesture) -> None: ...
    def follow(self, at: QPointF) -> None: ...
    def finish(self, at: QPointF) -> None: ...
    def places(self) -> list[str]: ...
    def place_at(self, at: QPointF) -> str: ...
    def point_of(self, place: str) -> QPoint: ...
    def scene_point(self, at: QPointF) -> QPointF: ...
    def focus_place(self, place_id: str) -> None: ...
    def activate(self, place: str) -> None: ...
    def drop(self, token: str, place: str, at: QPointF) -> None: ...
    def tell(self, words: str, at: QPointF) -> None: ...
    def close_hand(self, closed: bool) -> None: ...
    def send_home(self, item: TokenItem, home: QPointF) -> None: ...


class Gesture:
    """Something begun on the table. Points are in pixels of the view."""

    def __init__(self, view: Surface) -> None:
        self.view = view

    def start(self) -> None:
        """Begin."""

    def move(self, at: QPointF) -> None:
        """Follow the pointer."""

    def end(self, at: QPointF) -> None:
        """Let go."""

    def cancel(self) -> None:
        """Leave everything as it was."""

    def key(self, key: Qt.Key) -> bool:
        """Answer a key; False where it means nothing to the gesture."""
        return False


class Press(Gesture):
    """A button or finger went down on a place: a click, unless it moves away."""

    def __init__(self, view: Surface, place: str, at: QPointF) -> None:
        super().__init__(view)
        self._place, self._at = place, at

    def move(self, at: QPointF) -> None:
        far = (at - self._at).manhattanLength() >= QApplication.startDragDistance()
        if far and self.view.hand and self.view.hand.carries(self._place):
            self.view.begin(Drag(self.view, self.view.hand, self._place))
            self.view.follow(at)

    def end(self, at: QPointF) -> None:
        if self.view.place_at(at) == self._place:
            self.view.activate(self._place)


class Carry(Gesture):
    """A token is off the table: its targets are lit until it is put down."""

    def __init__(self, view: Surface, hand: Hand, token: str) -> None:
        super().__init__(view)
        self.hand, self.token = hand, token
        board = view.board
        source = board.items_by_id[token]
        self._home = source.box.center()
        self._item = TokenItem(source.place, board.theme)
        self._lights = Lights(board.sceneRect(), board.theme)
        self.legal = [name for name in view.places() if name != token and hand.takes(token, name)]

    def start(self) -> None:
        boxes = self.view.board.items_by_id
        self._lights.show_targets(boxes[self.token].box, [boxes[name].box for name in self.legal])
        self.view.board.addItem(self._lights)
        self.view.board.addItem(self._item)
        self._item.setPos(self._home)

    def hold_over(self, place: str, at: QPointF) -> None:
        """Carry the token to a point of the scene, over a place or none ("")."""
        self._item.setPos(at)
        there = self.view.board.items_by_id.get(place) if place != self.token else None
        self._lights.aim(there.box if there else QRectF(), place in self.legal)

    def put(self, place: str, at: QPointF) -> None:
        """Put the token down: where it is not taken it goes home, and the reason stands at the point."""
        self.view.board.removeItem(self._lights)
        if place in self.legal:
            self.view.board.removeItem(self._item)
            self.view.drop(self.token, place, at)
            return
        self.view.send_home(self._item, self._home)
        if place not in ("", self.token):
            self.view.tell(self.hand.why_not(self.token, place), at)

    def cancel(self) -> None:
        self.view.board.removeItem(self._lights)
        self.view.send_home(self._item, self._home)


class Drag(Carry):
    """A token carried with the mouse or a finger."""

    def start(self) -> None:
        super().start()
        self.view.close_hand(True)

    def move(self, at: QPointF) -> None:
        self.hold_over(self.view.place_at(at), self.view.scene_point(at))

    def end(self, at: QPointF) -> None:
        self.view.close_hand(False)
        self.put(self.view.place_at(at), at)

    def cancel(self) -> None:
        self.view.close_hand(False)
        super().cancel()


class Lift(Carry):
    """A token carried with the keyboard, from one legal place to the next."""

    def __init__(self, view: Surface, hand: Hand, token: str) -> None:
        super().__init__(view, hand, token)
        self._aim = 0

    def start(self) -> None:
        super().start()
        self._step(0)

    def _step(self, by: int) -> None:
        self._aim = (self._aim + by) % len(self.legal)
        place = self.legal[self._aim]
        box = self.view.board.items_by_id[place].box
        self.hold_over(place, box.center())
        self.view.focus_place(place)

    def key(self, key: Qt.Key) -> bool:
        if key in DROP:
            place = self.legal[self._aim]
            self.view.finish(QPointF(self.view.point_of(place)))
        elif key in FORWARD or key in BACK:
            self._step(1 if key in FORWARD else -1)
        else:
            return False
        return True

    def end(self, at: QPointF) -> None:
        self.put(self.legal[self._aim], at)

    def cancel(self) -> None:
        super().cancel()
        self.view.focus_place(self.token)


class Return(QVariantAnimation):
    """A token slides back to where it came from, and is gone."""

    def __init__(self, parent: QObject, item: TokenItem, home: QPointF, milliseconds: int) -> None:
        super().__init__(parent)
        self._item = item
        self.setStartValue(item.pos())
        self.setEndValue(home)
        self.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.setDuration(milliseconds)
        self.finished.connect(self._arrive)

    def begin(self) -> None:
        """Set off."""
        self.start(QVariantAnimation.DeletionPolicy.DeleteWhenStopped)

    def updateCurrentValue(self, value: object) -> None:
        if isinstance(value, QPointF):
            self._item.setPos(value)

    def _arrive(self) -> None:
        if scene := self._item.scene():
            scene.removeItem(self._item)
