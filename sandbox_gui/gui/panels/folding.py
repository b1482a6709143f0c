"""Tables of widgets that can stand folded: where they have too little width, rows become short stacks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from .style import px

NOWHERE = Qt.AlignmentFlag(0)
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LOW = 420
"""Windows lower than this, in pixels at the usual size, have room for what is needed and no more."""


class Place(NamedTuple):
    """Where a widget stands in a grid."""

    row: int
    column: int
    columns: int = 1
    side: Qt.AlignmentFlag = NOWHERE


class FoldingGrid(QFrame):
    """A card with two arrangements of the same widgets; `fit` chooses the one that a width has room for."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.grid = QGridLayout(self)
        self.folded = False
        self._wide = 0  # what the unfolded arrangement needs
        self._parts: list[tuple[QWidget, tuple[Place | None, Place | None]]] = []
        self._stretches = (0, 0)

    def put(self, part: QWidget, wide: Place | None, folded: Place | None = None) -> None:
        """Add a widget with its place in either arrangement; None where it is not shown."""
        self._parts.append((part, (wide, folded)))
        self._lay(part, (wide, folded)[self.folded])

    def stretch(self, wide: int, folded: int) -> None:
        """The columns that take the width that is left in either arrangement."""
        self._stretches = wide, folded
        self.grid.setColumnStretch(self._stretches[self.folded], 1)

    def empty(self) -> None:
        """Take all widgets out, those too that the present arrangement does not show."""
        for part, _ in self._parts:
            part.hide()
            part.deleteLater()
        self._take_out()
        self._parts = []

    def _take_out(self) -> None:
        while self.grid.takeAt(0) is not None:
            pass

    def fit(self, width: int) -> None:
        """Fold where the table is wider than this, else unfold."""
        if not self.folded:
            self._wide = self.grid.totalMinimumSize().width()
        self.fold(self._wide > width)

    def fold(self, folded: bool) -> None:
        """Take on one of the arrangements."""
        if folded == self.folded:
            return
        self.grid.setColumnStretch(self._stretches[self.folded], 0)
        self.folded = folded
        self.grid.setColumnStretch(self._stretches[folded], 1)
        self._take_out()
        for part, places in self._parts:
            self._lay(part, places[folded])

    def _lay(self, part: QWidget, place: Place | None) -> None:
        if part.parent() is None:
            part.setParent(self)  # shown without one, it would be a window of its own
        if place is not None:
            self.grid.addWidget(part, place.row, place.column, 1, place.columns, place.side)
        part.setVisible(place is not None)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fold(False)  # whoever holds the table fits it anew


def in_a_line(headings: Sequence[str], cells: Sequence[str]) -> str:
    """A row's figures with their headings as words; what is a dash in the table is left out."""
    pairs = (" ".join(filter(None, pair)) for pair in zip(headings, cells, strict=False) if pair[1] != "—")
    return " · ".join(filter(None, pairs))


def line_label(words: str, label: QLabel | None = None) -> QLabel:
    """The line under a folded row's name."""
    made = label or QLabel()
    made.setText(words)
    made.setWordWrap(True)
    made.setProperty("role", "faint")
    return made


def is_low(window: QWidget | None) -> bool:
    """Whether a window has so little height that only what is needed may stand in it."""
    return window is not None and window.window().height() < px(LOW)
