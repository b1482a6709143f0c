"""What a drop leaves open is asked where it fell: a card with a count, or with the choices."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ..core.refused import Refused
from ..text import t
from .deeds import deed, effect
from .dialogs.number import NumberField
from .gestures import Figure, Move
from .labels import label
from .panels.style import px
from .session import Session
from .words import money, reason, short_reason, signed

WIDTH = 300  # pixels at the usual scale
AWAY = 14  # pixels between the point and the card


class Popover(QFrame):
    """A card over the board; Esc closes it. `taken` carries the action to take."""

    taken = Signal(object)
    more = Signal()  # somebody wants the whole dialog
    gone = Signal()

    def __init__(self, session: Session, over: QWidget, title: str) -> None:
        super().__init__(over)
        self.session, self._over = session, over
        self.setProperty("role", "popover")
        self.setAccessibleName(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(14, 10, 14, 12)
        self.column.setSpacing(8)
        heading = label("section", wrap=True)
        heading.setText(title)
        self.column.addWidget(heading)
        self.setFixedWidth(px(WIDTH))

    def open_at(self, at: QPoint) -> None:
        """Show the card beside a pixel of the widget that it stands over, as far inside as it goes."""
        self.ensurePolished()
        width, height = self.width(), self._height()
        room = self._over.rect()
        x = at.x() + AWAY if at.x() + AWAY + width <= room.width() else at.x() - AWAY - width
        y = min(at.y() - 24, room.height() - height - 4)
        self.setGeometry(max(4, x), max(4, y), width, height)
        self.show()
        self.raise_()

    def fit(self) -> None:
        """Be as high as the words now need."""
        height = self._height()
        top = min(self.y(), self._over.height() - height - 4)
        self.setGeometry(self.x(), max(4, top), self.width(), height)

    def _height(self) -> int:
        least = self.column.totalMinimumSize().height()
        return max(self.column.totalHeightForWidth(self.width()), least)

    def leave(self) -> None:
        """Close the card."""
        self.hide()
        self.gone.emit()
        self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Cancel):
            self.leave()
        else:
            super().keyPressEvent(event)


class CountPopover(Popover):
    """How much: the figure of a move. Dropping the same again adds a step."""

    def __init__(self, session: Session, over: QWidget, move: Move, figure: Figure) -> None:
        super().__init__(session, over, deed(session, move))
        self.move_, self._figure = move, figure
        self.field = NumberField(deed(session, move), figure.least, figure.step)
        self.field.changed.connect(self._on_changed)
        self.effect, self.trouble = label("faint"), label("warning", wrap=True)
        unit = label("faint")
        unit.setText(session.ruleset.unit if figure.money else "")
        row = QHBoxLayout()
        row.addWidget(self.field)
        row.addWidget(unit)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addWidget(self.effect)
        self.column.addWidget(self.trouble)
        self.column.addLayout(self._buttons())
        self._on_changed()

    def _buttons(self) -> QHBoxLayout:
        self.ok = QPushButton(t("dialog.ok"))
        self.ok.setProperty("role", "primary")
        self.ok.clicked.connect(self.accept)
        self.all = QPushButton(t("popover.more"))
        self.all.clicked.connect(self.more)
        self.cancel = QPushButton(t("dialog.cancel"))
        self.cancel.clicked.connect(self.leave)
        row = QHBoxLayout()
        row.setSpacing(6)
        for button in (self.ok, self.all, self.cancel):
            row.addWidget(button)
        return row

    def open_at(self, at: QPoint) -> None:
        super().open_at(at)
        self.field.setFocus()
        self.field.edit.selectAll()

    def add(self) -> None:
        """The same was dropped once more."""
        self.field.step_up()

    def _on_changed(self) -> None:
        """Show what the figure would do to cash, or why it cannot be."""
        refused: Refused | None = None
        change = 0
        try:
            action = self._figure.make(self.field.whole())
        except Refused as answer:
            refused = answer
        else:
            preview = self.session.preview(action)
            refused, change = preview.refused, preview.cash_after - preview.cash_before
        unit = self.session.ruleset.unit
        after = money(self.session.company.cash + change, unit)
        words = t("popover.cash", change=signed(change, unit), after=after) if change else ""
        self.effect.setText(words)
        self.effect.setVisible(bool(words))
        self.trouble.setText(reason(refused, self.session.game, self.session.team) if refused else "")
        self.trouble.setVisible(refused is not None)
        self.ok.setEnabled(refused is None)
        if self.isVisible():
            self.fit()

    def accept(self) -> None:
        """Take the action for the figure typed."""
        if self.ok.isEnabled():
            self.taken.emit(self._figure.make(self.field.whole()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept()
        else:
            super().keyPressEvent(event)


class ChoiceButton(QPushButton):
    """One of several moves, with what it does to cash; disabled with its reason where it cannot be made."""

    def __init__(self, session: Session, move: Move) -> None:
        super().__init__()
        self.move_ = move
        self.setProperty("role", "decision")
        self.setAutoDefault(True)
        self.setText(deed(session, move))
        self._effect = effect(session, move.action)
        self.setAccessibleDescription(self._effect)
        refused = session.refusal(move.action)
        self.setEnabled(refused is None)
        self.setToolTip(short_reason(refused, session.game, session.team) if refused else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(self.palette().placeholderText().color())
        side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(self.rect().adjusted(0, 0, -10, 0), side, self._effect)
        painter.end()


class ChoicePopover(Popover):
    """Which: one button a move; the reasons of those that cannot be made stand below."""

    def __init__(self, session: Session, over: QWidget, title: str, moves: Sequence[Move]) -> None:
        super().__init__(session, over, title)
        self.buttons = [ChoiceButton(session, move) for move in moves]
        for button in self.buttons:
            button.clicked.connect(self._on_clicked)
            self.column.addWidget(button)
        reasons = list(dict.fromkeys(button.toolTip() for button in self.buttons if button.toolTip()))
        if reasons:
            why = label("faint", wrap=True)
            why.setText("\n".join(reasons))
            self.column.addWidget(why)

    def open_at(self, at: QPoint) -> None:
        super().open_at(at)
        first = next((button for button in self.buttons if button.isEnabled()), None)
        (first or self).setFocus()

    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, ChoiceButton):
            self.taken.emit(button.move_.action)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: False, Qt.Key.Key_Down: True}
        if (key := Qt.Key(event.key())) in steps:
            self.focusNextPrevChild(steps[key])
        else:
            super().keyPressEvent(event)
