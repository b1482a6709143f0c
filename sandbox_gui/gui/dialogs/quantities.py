"""Decisions that are figures: a number for each material, product or payment term."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

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
        card = QFrame()
        card.setProperty("role", "card")
        grid = QGridLayout(card)
        grid.setContentsMargins(12, 8, 12, 8)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(6)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for column, text in enumerate(headings):
            head = QLabel(text)
            head.setProperty("role", "faint")
            grid.addWidget(head, 0, column, right if column else Qt.AlignmentFlag.AlignLeft)
        for number, row in enumerate(rows, 1):
            grid.addWidget(QLabel(row.name), number, 0)
            for column, text in enumerate(row.cells, 1):
                grid.addWidget(QLabel(text), number, column, right)
            grid.addWidget(self._field(row), number, len(headings) - 1, right)
        grid.setColumnStretch(0, 1)
        self.body.addWidget(card)
        self.body.addStretch(1)
        if first := self.fields.get(focus) or next(iter(self.fields.values()), None):
            first.setFocus()
            first.edit.selectAll()

    def _field(self, row: Row) -> NumberField:
        field = NumberField(row.name, 0, row.step, row.most)
        field.changed.connect(self.update_summary)
        self.fields[row.id] = field
        return field

    def quantities(self) -> dict[str, int]:
        """What was typed by row; refused where a field does not hold a whole number."""
        return {item: field.whole() for item, field in self.fields.items()}
