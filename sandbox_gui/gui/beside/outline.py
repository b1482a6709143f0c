"""The board as a tree: for screen readers, and for whoever finds a place faster in a list."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from ...core.ruleset import Ruleset
from ...text import t
from ..board import places as p
from ..board.names import place_name
from ..board.rule_words import rules
from ..board.words import describe

CENTRE: dict[type, str] = {
    p.PlantPlace: "production",
    p.LinePlace: "production",
    p.Slot: "production",
    p.NewPlant: "production",
    p.Material: "materials",
    p.OrderNote: "materials",
    p.Cash: "finance",
    p.LoanRow: "finance",
    p.LoanCell: "finance",
    p.Receivable: "finance",
    p.Pot: "finance",
    p.Goods: "goods",
    p.OrderPlace: "goods",
    p.Development: "planning",
}
"""The centre of the table in which each kind of place lies."""

ID = Qt.ItemDataRole.UserRole


class Entry(NamedTuple):
    """A place as the tree and screen readers tell it."""

    id: str
    centre: str
    name: str
    content: str


def entries(table: p.Table) -> list[Entry]:
    """Every place of a table, in the order of the board."""
    return [Entry(one.id, CENTRE[type(one)], place_name(one), describe(one)) for one in table.places]


class Outline(QTreeWidget):
    """A branch a centre. `chosen` names the place now current, `activated_place` the one wanted."""

    chosen = Signal(str)
    wanted = Signal(str)
    menu_wanted = Signal(str, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setHeaderHidden(True)
        self.setColumnCount(1)
        self.setWordWrap(True)
        self.setIndentation(14)
        self.setUniformRowHeights(False)
        self._items: dict[str, QTreeWidgetItem] = {}
        self._branches: dict[str, QTreeWidgetItem] = {}
        self.currentItemChanged.connect(self._on_current)
        self.itemActivated.connect(self._on_activated)

    def show_table(self, table: p.Table, ruleset: Ruleset) -> None:
        """Show a table's places; the current one stays where it is still there."""
        self.setAccessibleName(t("board.name", company=table.header.company))
        found = entries(table)
        blocked = self.blockSignals(True)
        if [entry.id for entry in found] != list(self._items):
            self._rebuild(found)
        for branch, item in self._branches.items():
            item.setText(0, t(f"board.centre.{branch}"))
        for entry, place in zip(found, table.places, strict=True):
            item = self._items[entry.id]
            item.setText(0, entry.name)
            item.setToolTip(0, entry.content)
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{entry.name}: {entry.content}")
            said = " ".join(rules(place, ruleset))
            item.setData(0, Qt.ItemDataRole.AccessibleDescriptionRole, said)
        self.blockSignals(blocked)

    def _rebuild(self, found: list[Entry]) -> None:
        current = self.current()
        open_before = {name for name, item in self._branches.items() if item.isExpanded()}
        first = not self._branches
        self.clear()
        self._items, self._branches = {}, {}
        for entry in found:
            branch = self._branches.get(entry.centre)
            if branch is None:
                branch = self._branches[entry.centre] = QTreeWidgetItem(self)
                branch.setExpanded(first or entry.centre in open_before)
            item = self._items[entry.id] = QTreeWidgetItem(branch)
            item.setData(0, ID, entry.id)
        if current in self._items:
            self.setCurrentItem(self._items[current])

    def current(self) -> str:
        """The id of the current place, or ""."""
        item = self.currentItem()
        return str(item.data(0, ID) or "") if item else ""

    def choose(self, place: str) -> None:
        """Make a place current, without saying so."""
        item = self._items.get(place)
        if item and item is not self.currentItem():
            blocked = self.blockSignals(True)
            self.setCurrentItem(item)
            self.blockSignals(blocked)
            self.scrollToItem(item)

    def _on_current(self, item: QTreeWidgetItem | None, _before: QTreeWidgetItem | None) -> None:
        if item and (place := item.data(0, ID)):
            self.chosen.emit(place)

    def _on_activated(self, item: QTreeWidgetItem, _column: int) -> None:
        if place := item.data(0, ID):
            self.wanted.emit(place)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        item = self.currentItem() if by_key else self.itemAt(event.pos())
        if item and (place := item.data(0, ID)):
            at = self.visualItemRect(item).center() if by_key else event.pos()
            self.menu_wanted.emit(place, self.viewport().mapToGlobal(at))
