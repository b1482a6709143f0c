"""A field for a whole number: steps by buttons and arrow keys; the wheel scrolls what lies around it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QToolButton, QWidget

from ...core.refused import Refused


class _Digits(QLineEdit):
    """A line of text as wide as a figure of seven digits needs."""

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance("0" * 7) + metrics.height(), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class NumberField(QWidget):
    """Any text can be typed; `whole` gives the number, or the refusal that says what is wrong with it."""

    changed = Signal()

    def __init__(self, name: str, value: int = 0, step: int = 1, most: int | None = None) -> None:
        super().__init__()
        self._step, self._most = step, most
        self.edit = _Digits(str(value))
        self.edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.edit.setAccessibleName(name)
        self.edit.textChanged.connect(self._on_text)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.less, self.more = self._button("−", name), self._button("+", name)
        self.less.clicked.connect(self.step_down)
        self.more.clicked.connect(self.step_up)
        for part in (self.less, self.edit, self.more):
            row.addWidget(part)
        self.setFocusProxy(self.edit)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def _button(self, sign: str, name: str) -> QToolButton:
        button = QToolButton()
        button.setText(sign)
        button.setAccessibleName(f"{name} {sign}")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setAutoRepeat(True)
        button.setProperty("role", "step")
        return button

    def whole(self) -> int:
        """The number typed; refused where the text is empty or anything but a whole number."""
        text = self.edit.text().strip()
        if not text:
            raise Refused("amount.empty")
        digits = text.removeprefix("-").removeprefix("−")
        if not digits.isdecimal() or len(digits) > 12:
            raise Refused("amount.not_whole", amount=text[:40])
        return int(digits) if digits == text else -int(digits)

    def set_value(self, value: int) -> None:
        """Show another number."""
        self.edit.setText(str(value))

    def set_range(self, step: int, most: int | None) -> None:
        """Set by how much a step changes the number, and up to where."""
        self._step, self._most = step, most

    def step_up(self) -> None:
        """One step more, on the grid of steps."""
        self._by(1)

    def step_down(self) -> None:
        """One step less, not below zero."""
        self._by(-1)

    def _by(self, steps: int) -> None:
        try:
            value = self.whole()
        except Refused:
            value = 0
        target = (value + steps * self._step) // self._step * self._step
        if steps < 0 and value % self._step:
            target = value // self._step * self._step
        if self._most is not None and steps > 0:
            target = max(value, min(target, self._most))
        self.set_value(max(0, target))

    def _on_text(self, _text: str) -> None:
        self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 10, Qt.Key.Key_PageDown: -10}
        if (key := Qt.Key(event.key())) in steps:
            self._by(steps[key])
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        # A wheel that is turned to scroll the dialog must not change a figure on its way.
        event.ignore()
