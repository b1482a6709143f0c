"""Decisions that are figures: a number for each material, product or payment term."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from ..panels.folding import RIGHT, FoldingGrid, Place, in_a_line, line_label
from ..session import Session
from .base import DecisionDialog
from .number import NumberField


@dataclass(frozen=True, slots=True)
class Row:
    """One field: its id, its name, its figures under the headings, the step and the most it takes."""

    id: str
    name: str
    cells: tuple[str, ...]
    step: int = 1
    most: int | None = None


class QuantitiesDialog(DecisionDialog):
    """Rows with a number field each; `quantities` gives what was typed."""

    def __init__(self, session: Session, parent: QWidget | None, command: str) -> None:
        super().__init__(session, parent, command)
        self.fields: dict[str, NumberField] = {}

    def add_rows(self, headings: Sequence[str], rows: Sequence[Row], focus: str = "") -> None:
        """Lay the table out; the field named `focus` gets the keyboard first."""
        card = FoldingGrid()
        card.grid.setContentsMargins(12, 8, 12, 8)
        card.grid.setHorizontalSpacing(20)
        card.grid.setVerticalSpacing(6)
        for column, text in enumerate(headings):
            head = QLabel(text)
            head.setProperty("role", "faint")
            card.put(head, Place(0, column, side=RIGHT if column else Qt.AlignmentFlag.AlignLeft))
        for number, row in enumerate(rows):
            self._add_row(card, headings, 1 + 2 * number, row)
        card.stretch(0, 0)
        self.body.addWidget(card)
        self.body.addStretch(1)
        if first := self.fields.get(focus) or next(iter(self.fields.values()), None):
            first.setFocus()
            first.edit.selectAll()

    def _add_row(self, card: FoldingGrid, headings: Sequence[str], number: int, row: Row) -> None:
        """A row of the table; folded, the figures stand under name and field."""
        card.put(QLabel(row.name), Place(number, 0), Place(number, 0))
        for column, text in enumerate(row.cells, 1):
            card.put(QLabel(text), Place(number, column, side=RIGHT))
        card.put(self._field(row), Place(number, len(headings) - 1, side=RIGHT), Place(number, 1, side=RIGHT))
        card.put(line_label(in_a_line(headings[1:], row.cells)), None, Place(number + 1, 0, 2))

    def _field(self, row: Row) -> NumberField:
        field = NumberField(row.name, 0, row.step, row.most)
        field.changed.connect(self.update_summary)
        self.fields[row.id] = field
        return field

    def quantities(self) -> dict[str, int]:
        """What was typed by row; refused where a field does not hold a whole number."""
        return {item: field.whole() for item, field in self.fields.items()}
