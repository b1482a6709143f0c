"""The coach: a note beside what the guide's present step is about, and a ring around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ..text import t
from .guide import ASIDE, CLOSE, READ, STEPS, Step, current
from .labels import label
from .panels.steps import DecisionButton
from .panels.style import px

if TYPE_CHECKING:
    from .game_page import GamePage

WIDTH = 340  # pixels at the usual size
GAP = 14
ABOVE_NOTICES = 78
"""Room at the lower edge that is left to notices, in pixels at the usual size."""


class Ring(QWidget):
    """A ring around what is meant; it lets the mouse through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def surround(self, box: QRect) -> None:
        """Show around a box of the parent."""
        self.setGeometry(box.adjusted(-6, -6, 6, 6))
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        box = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        for colour, width in ((QColor(255, 255, 255, 230), 6.0), (QColor("#D9480F"), 3.0)):
            painter.setPen(QPen(colour, width))
            painter.drawRoundedRect(box, 9, 9)
        painter.end()


class Coach(QFrame):
    """Leads one game's person through the guide. It watches the session and does nothing itself.

    `left`: the person has closed it, or the guide is done; `progressed`: the steps read so far.
    """

    left = Signal(bool)
    progressed = Signal(list)

    def __init__(self, page: GamePage, read: list[str]) -> None:
        super().__init__(page)
        self._page, self.read = page, read
        self.step: Step | None = None
        self.setProperty("role", "coach")
        self.ring = Ring(page)
        self.count, self.title, self.text = label("small"), label("section", wrap=True), label(wrap=True)
        self.next, self.leave = QPushButton(), QPushButton()
        self._lay_out()
        # A new task list has no geometry before Qt has laid it out.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.refresh)
        self._watch()

    def _lay_out(self) -> None:
        self.next.setProperty("role", "primary")
        self.next.clicked.connect(self._on_next)
        self.leave.clicked.connect(self._on_leave)
        buttons = QHBoxLayout()
        buttons.addWidget(self.count)
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(8)
        for part in (self.title, self.text):
            column.addWidget(part)
        column.addLayout(buttons)

    def _watch(self) -> None:
        session = self._page.session
        session.settled.connect(self._later)
        session.rewound.connect(self._later)
        session.seat_changed.connect(self._later)
        self._page.stack.currentChanged.connect(self._later)
        self._page.installEventFilter(self)

    def _later(self, *_facts: object) -> None:
        self._soon.start(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._later()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.FontChange):
            self._later()

    # Showing

    def refresh(self) -> None:
        """Show the step to take now, beside what it is about."""
        session = self._page.session
        self.step = current(session, self.read)
        if self.step is None:
            self.left.emit(True)
        elif session.curtained:
            self.hide()
            self.ring.hide()
        else:
            self._show(self.step)

    def _show(self, step: Step) -> None:
        self.title.setText(t(f"guide.{step.id}"))
        self.text.setText(t(f"guide.{step.id}.text"))
        known = next((number for number, one in enumerate(STEPS, 1) if one is step), 0)
        self.count.setText(t("guide.count", step=known, steps=len(STEPS)) if known else "")
        last = step is STEPS[-1]
        self.next.setVisible(step.id in READ)
        self.next.setText(t("guide.end" if last else "guide.next"))
        self.leave.setVisible(not last)
        self.leave.setText(t("guide.leave"))
        self.show()
        target = step.target(self._page.session)
        self._place(self._box(target), aside=target == ASIDE)

    def _box(self, target: str) -> QRect | None:
        """Where a target lies on the page; None where it is not in sight."""
        kind, _, name = target.partition(":")
        if kind == "place":
            return self._box_of_place(name)
        found: QWidget | None = None
        folded: QWidget = self._page.rail
        if target == CLOSE:
            found = self._page.tasks.close_button
            folded = self._page.rail.close_button
        elif kind == "tasks":
            found = self._page.tasks
        elif kind == "task":
            buttons = self._page.tasks.findChildren(DecisionButton)
            found = next((one for one in buttons if one.command.id == name and one.isVisible()), None)
        if not self._page.tasks.isVisible():
            found = folded
        if found is None or not found.isVisible():
            return None
        return QRect(found.mapTo(self._page, QPoint(0, 0)), found.size())

    def _box_of_place(self, name: str) -> QRect | None:
        board = self._page.board
        box = board.board.layout.boxes.get(name)
        if box is None or not board.isVisible():
            return None
        pixels = board.mapFromScene(box).boundingRect()
        return QRect(board.viewport().mapTo(self._page, pixels.topLeft()), pixels.size())

    def _place(self, target: QRect | None, aside: bool) -> None:
        """Beside the target; without one in the middle of the page, or aside in its lower left corner."""
        width = min(px(WIDTH), self._page.width() - 2 * GAP)
        layout = self.layout()
        height = layout.totalHeightForWidth(width) if layout else self.sizeHint().height()
        size = QSize(width, max(height, self.minimumSizeHint().height()))
        room = self._page.rect().adjusted(GAP, GAP, -GAP, -GAP)
        box = beside(target, size, room.adjusted(0, 0, 0, -px(ABOVE_NOTICES)))
        if aside:
            box.moveBottomLeft(room.bottomLeft())
        self.setGeometry(box)
        if target:
            self.ring.surround(target)
        else:
            self.ring.hide()
        self.raise_()

    # Going on

    def _on_next(self) -> None:
        if self.step:
            self.read.append(self.step.id)
            self.progressed.emit(self.read)
            self.refresh()

    def _on_leave(self) -> None:
        self.left.emit(False)

    def close_down(self) -> None:
        """Go away for good."""
        self._soon.stop()
        self._page.removeEventFilter(self)
        for part in (self.ring, self):
            part.hide()
            part.deleteLater()


def beside(target: QRect | None, size: QSize, room: QRect) -> QRect:
    """A box of a size inside a room: right, left, under or over a target, wherever it covers none of it."""
    if target is None:
        box = QRect(QPoint(0, 0), size)
        box.moveCenter(room.center())
        return box
    middle = QPoint(target.center().x() - size.width() // 2, target.center().y() - size.height() // 2)
    corners = (
        QPoint(target.right() + GAP, middle.y()),
        QPoint(target.left() - GAP - size.width(), middle.y()),
        QPoint(middle.x(), target.bottom() + GAP),
        QPoint(middle.x(), target.top() - GAP - size.height()),
    )
    boxes = [_inside(QRect(corner, size), room) for corner in corners]
    return next((box for box in boxes if not box.intersects(target)), boxes[0])


def _inside(box: QRect, room: QRect) -> QRect:
    """The box moved into the room."""
    left = max(room.left(), min(box.left(), room.right() - box.width()))
    top = max(room.top(), min(box.top(), room.bottom() - box.height()))
    return QRect(QPoint(left, top), box.size())
