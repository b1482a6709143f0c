"""Two parts of a page side by side; where that is too narrow, one at a time with a chooser over them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from .style import px

NARROW = 680
"""Below this width, in pixels at the usual size, parts stand one behind the other."""


class Halves(QWidget):
    """The parts share the width as `shares` says; `narrowed` tells when the chooser comes or goes."""

    narrowed = Signal(bool)

    def __init__(self, parts: tuple[QWidget, QWidget], shares: tuple[int, int], first: int) -> None:
        """Where there is room for one only, `first` is shown until the other is chosen."""
        super().__init__()
        self._parts, self.narrow = parts, False
        self.chooser, self._group = QWidget(), QButtonGroup(self)
        self.row = row = QHBoxLayout(self.chooser)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for number in range(len(parts)):
            button = QToolButton()
            button.setProperty("role", "switch")
            button.setCheckable(True)
            button.setChecked(number == first)
            self._group.addButton(button, number)
            row.addWidget(button)
        row.addStretch(1)
        self._group.idClicked.connect(self._show_parts)
        side_by_side = QHBoxLayout()
        side_by_side.setSpacing(14)
        for part, share in zip(parts, shares, strict=True):
            side_by_side.addWidget(part, share)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.chooser)
        box.addLayout(side_by_side, 1)
        self.chooser.hide()

    def name(self, *names: str) -> None:
        """Set the words of the chooser."""
        for button, words in zip(self._group.buttons(), names, strict=True):
            button.setText(words)

    def choose(self, number: int) -> None:
        """Show a part where there is room for one only."""
        self._group.button(number).setChecked(True)
        self._show_parts()

    def _show_parts(self, _number: int = 0) -> None:
        self.chooser.setVisible(self.narrow)
        for number, part in enumerate(self._parts):
            part.setVisible(not self.narrow or number == self._group.checkedId())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (narrow := self.width() < px(NARROW)) != self.narrow:
            self.narrow = narrow
            self._show_parts()
            self.narrowed.emit(narrow)
