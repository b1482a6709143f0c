"""A table of options to choose from: one (round buttons) or several (boxes), each with its figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QFrame,
    QGridLayout,
    QLabel,
    QRadioButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ..panels.style import px

ROWS_WITHOUT_SCROLLING = 7


@dataclass(frozen=True, slots=True)
class Option:
    """A row: its name, its figures under the headings, a remark, and whether it can be chosen at all."""

    name: str
    cells: tuple[str, ...] = ()
    note: str = ""
    enabled: bool = True


class _Cell(QLabel):
    """A figure of a row; a click on it chooses the row."""

    def __init__(self, text: str, button: QAbstractButton) -> None:
        super().__init__(text)
        self._button = button

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._button.click()


class OptionGrid(QWidget):
    """The table. `changed` is emitted whenever another row is chosen."""

    changed = Signal()

    def __init__(self, headings: Sequence[str], exclusive: bool) -> None:
        super().__init__()
        self._exclusive = exclusive
        self._headings = tuple(headings)
        self.buttons: list[QAbstractButton] = []
        self._group = QButtonGroup(self)
        self._group.setExclusive(exclusive)
        self._group.buttonToggled.connect(self._on_toggled)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._outer = outer

    def set_options(self, options: Sequence[Option]) -> None:
        """Show these rows, none of them chosen."""
        while (item := self._outer.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        self.buttons = []
        body = QFrame()
        body.setProperty("role", "card")
        grid = QGridLayout(body)
        grid.setContentsMargins(12, 8, 12, 8)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(2)
        self._write_headings(grid)
        for row, option in enumerate(options, 1):
            self._write_row(grid, row, option)
        grid.setColumnStretch(len(self._headings), 1)
        self._outer.addWidget(self._scrolled(body) if len(options) > ROWS_WITHOUT_SCROLLING else body)

    def _scrolled(self, body: QWidget) -> QScrollArea:
        area = QScrollArea()
        area.setWidget(body)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumWidth(body.sizeHint().width() + px(24))
        area.setMinimumHeight(px(34) * ROWS_WITHOUT_SCROLLING)
        return area

    def _write_headings(self, grid: QGridLayout) -> None:
        for column, text in enumerate(self._headings):
            head = QLabel(text)
            head.setProperty("role", "faint")
            side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
            grid.addWidget(head, 0, column, side | Qt.AlignmentFlag.AlignBottom)

    def _write_row(self, grid: QGridLayout, row: int, option: Option) -> None:
        button = QRadioButton(option.name) if self._exclusive else QCheckBox(option.name)
        button.setEnabled(option.enabled)
        button.setMinimumHeight(px(30))
        button.setAccessibleDescription(" · ".join((*option.cells, option.note)))
        self._group.addButton(button, row - 1)
        self.buttons.append(button)
        grid.addWidget(button, row, 0)
        for column, text in enumerate(option.cells, 1):
            cell = _Cell(text, button)
            cell.setProperty("role", "" if option.enabled else "faint")
            grid.addWidget(cell, row, column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if option.note:
            note = _Cell(option.note, button)
            note.setProperty("role", "faint")
            note.setWordWrap(True)
            note.setMinimumWidth(px(180))
            note.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            grid.addWidget(note, row, len(self._headings))

    def chosen(self) -> list[int]:
        """The indexes of the rows chosen."""
        return [index for index, button in enumerate(self.buttons) if button.isChecked()]

    def choice(self) -> int | None:
        """The index of the one row chosen, or None."""
        return next(iter(self.chosen()), None)

    def choose(self, *indexes: int) -> None:
        """Choose exactly these rows, as far as they can be chosen."""
        if not self._exclusive:
            for index, button in enumerate(self.buttons):
                button.setChecked(index in indexes and button.isEnabled())
            return
        for index in indexes:
            if 0 <= index < len(self.buttons) and self.buttons[index].isEnabled():
                self.buttons[index].setChecked(True)
                self.buttons[index].setFocus()

    def take_keyboard(self) -> None:
        """Put the keyboard on the row that is chosen, else on the first that can be."""
        rows = sorted(self.buttons, key=QAbstractButton.isChecked, reverse=True)
        if first := next((row for row in rows if row.isEnabled()), None):
            first.setFocus()

    def _on_toggled(self, _button: QAbstractButton, checked: bool) -> None:
        if checked or not self._exclusive:
            self.changed.emit()
