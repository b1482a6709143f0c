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
    QLabel,
    QRadioButton,
    QSizePolicy,
)

from ..panels.folding import RIGHT, FoldingGrid, Place, in_a_line, line_label
from ..panels.style import px


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


class OptionGrid(FoldingGrid):
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
        self.grid.setContentsMargins(12, 8, 12, 8)
        self.grid.setHorizontalSpacing(20)
        self.grid.setVerticalSpacing(2)

    def set_options(self, options: Sequence[Option]) -> None:
        """Show these rows, none of them chosen."""
        self.empty()
        self.buttons = []
        for column, text in enumerate(self._headings):
            head = QLabel(text)
            head.setProperty("role", "faint")
            side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
            self.put(head, Place(0, column, side=side | Qt.AlignmentFlag.AlignBottom))
        for index, option in enumerate(options):
            self._write_row(index, option)
        self.stretch(len(self._headings), 0)

    def _write_row(self, index: int, option: Option) -> None:
        button = QRadioButton(option.name) if self._exclusive else QCheckBox(option.name)
        button.setEnabled(option.enabled)
        button.setMinimumHeight(px(30))
        button.setAccessibleDescription(" · ".join((*option.cells, option.note)))
        self._group.addButton(button, index)
        self.buttons.append(button)
        row = 1 + 2 * index
        self.put(button, Place(row, 0), Place(row, 0))
        for column, text in enumerate(option.cells, 1):
            cell = _Cell(text, button)
            cell.setProperty("role", "" if option.enabled else "faint")
            self.put(cell, Place(row, column, side=RIGHT))
        if option.note:
            self.put(self._note(option.note, button), Place(row, len(self._headings)))
        words = in_a_line((*self._headings[1:], ""), (*option.cells, option.note))
        line = line_label(words, _Cell(words, button))
        line.setContentsMargins(px(26), 0, 0, px(4))
        self.put(line, None, Place(row + 1, 0))

    def _note(self, words: str, button: QAbstractButton) -> QLabel:
        note = line_label(words, _Cell(words, button))
        note.setContentsMargins(0, px(4), 0, px(4))  # two wrapped ones must not read as one
        note.setMinimumWidth(px(180))
        note.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        return note

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
