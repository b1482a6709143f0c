"""Over the wall of orders: in which order the cards hang, and which of them are left out."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QWidget

from ...core.game import Game, Order, Selection
from ...text import t
from .meeting_facts import SORTS, Sight, shown_orders


class WallFilter(QWidget):
    """Sorting, leaving out, and whether the picking company shows what its own lines can do."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.sort = QComboBox()
        self.own_lines, self.possible_only, self.free_only = QCheckBox(), QCheckBox(), QCheckBox()
        self._boxes = {
            "own_lines": self.own_lines,
            "possible_only": self.possible_only,
            "free_only": self.free_only,
        }
        self._picker = 0  # the team whose lines may be shown
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for box in self._boxes.values():
            box.toggled.connect(self._on_change)
            row.addWidget(box)
        self.sort.currentIndexChanged.connect(self._on_change)
        row.addWidget(self.sort)

    def name(self) -> None:
        """Set the fixed words."""
        for name, box in self._boxes.items():
            box.setText(t(f"meeting.{name}"))
            box.setToolTip(t(f"meeting.{name}.tip"))
        chosen = self.sort.currentIndex()
        self.sort.blockSignals(True)
        self.sort.clear()
        self.sort.setAccessibleName(t("meeting.sort"))
        for name in SORTS:
            self.sort.addItem(t(f"meeting.sort.{name}"), name)
        self.sort.setCurrentIndex(max(0, chosen))
        self.sort.blockSignals(False)

    def shows_lines(self, picker: int, shared: bool) -> bool:
        """Whether the wall says what a company's lines can do: on a shared screen only if that team asks.

        The next team has to ask anew.
        """
        if picker != self._picker:
            self._picker = picker
            self.own_lines.blockSignals(True)
            self.own_lines.setChecked(False)
            self.own_lines.blockSignals(False)
        shown = not shared or (bool(picker) and self.own_lines.isChecked())
        self.own_lines.setVisible(shared)
        self.possible_only.setVisible(shown)
        return shown

    def orders(self, game: Game, selection: Selection, sight: Sight) -> list[Order]:
        """The orders of a selection as they are wanted."""
        possible = self.possible_only.isChecked() and sight.private
        sort = self.sort.currentData() or next(iter(SORTS))
        return shown_orders(game, selection, sight, sort, self.free_only.isChecked(), possible)

    def _on_change(self, _value: object) -> None:
        self.changed.emit()
