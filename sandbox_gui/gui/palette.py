"""The command palette: every command by a few letters, with its shortcut, or why it cannot be used now."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPalette, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ..search import closeness, initials
from ..text import t, texts
from .commands import Command, CommandAction
from .labels import label
from .panels.style import px

Index = QModelIndex | QPersistentModelIndex
ID, KEYS, WHY = (Qt.ItemDataRole.UserRole + number for number in range(3))
STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}


def names(command: Command) -> Iterable[str]:
    """All by which a command is found: its names in each language, their initials, its id."""
    chinese = texts("zh")[f"command.{command.id}"]
    return command.name, chinese, initials(chinese), texts("en")[f"command.{command.id}"], command.id


class _Rows(QStyledItemDelegate):
    """A row: icon and name on the left, the shortcut on the right, and under it why it cannot be used."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        palette, why = option.palette, index.data(WHY)
        if chosen:
            painter.fillRect(option.rect, palette.color(QPalette.ColorRole.Highlight))
        ink = palette.color(QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text)
        faint = ink if chosen else palette.color(QPalette.ColorRole.PlaceholderText)
        room = option.rect.adjusted(px(12), px(5), -px(12), -px(5))
        size = px(18)
        line = option.fontMetrics.height()
        top = QRect(room.left() + size + px(10), room.top(), room.width() - size - px(10), line)
        option.icon.paint(painter, room.left(), room.top() + (line - size) // 2, size, size)
        painter.setFont(option.font)
        painter.setPen(faint if why else ink)
        painter.drawText(top, Qt.AlignmentFlag.AlignVCenter, option.text)
        painter.setPen(faint)
        painter.drawText(top, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, index.data(KEYS))
        if why:
            below = top.translated(0, line)
            words = option.fontMetrics.elidedText(why, Qt.TextElideMode.ElideRight, below.width())
            painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = option.fontMetrics.height()
        return QSize(px(200), line * (2 if index.data(WHY) else 1) + px(10))


class CommandPalette(QDialog):
    """Type, choose with the arrow keys, Enter. `chosen` tells the command after the palette is gone."""

    chosen = Signal(str)

    def __init__(
        self, actions: Iterable[CommandAction], why_not: Callable[[Command], str], parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(t("command.palette"))
        self._rows = [(action, why_not(action.command)) for action in actions if action.isVisible()]
        self.field, self.list, self.nothing = QLineEdit(), QListView(), label("faint")
        self._model = QStandardItemModel(self)
        self._dress()
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        for part in (self.field, self.list, self.nothing):
            column.addWidget(part)
        self.field.textChanged.connect(self.look_for)
        self.list.clicked.connect(self._on_click)
        self.look_for("")

    def _dress(self) -> None:
        self.field.setPlaceholderText(t("palette.hint"))
        self.field.setAccessibleName(t("command.palette"))
        self.field.installEventFilter(self)
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Rows(self.list))
        self.list.setUniformItemSizes(False)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.nothing.setText(t("palette.nothing"))
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def open_over(self, window: QWidget) -> None:
        """Show under the upper edge of a window, as wide as it allows."""
        width = min(px(620), window.width() - px(48))
        height = min(px(460), window.height() - px(96))
        corner = window.mapToGlobal(window.rect().topLeft())
        self.setGeometry(corner.x() + (window.width() - width) // 2, corner.y() + px(48), width, height)
        self.show()
        self.field.setFocus()

    def look_for(self, query: str) -> None:
        """List what fits, the closest first; what cannot be used now comes after what can."""
        found = [(closeness(query, names(a.command)), a, why) for a, why in self._rows]
        found = sorted((row for row in found if row[0]), key=lambda row: (bool(row[2]), -row[0]))
        self._model.clear()
        for _, action, why in found:
            self._model.appendRow(_item(action, why))
        self.list.setVisible(bool(found))
        self.nothing.setVisible(not found)
        self.list.setCurrentIndex(self._model.index(0, 0))

    def shown(self) -> list[str]:
        """The ids of the commands listed, in their order."""
        return [self._model.index(row, 0).data(ID) for row in range(self._model.rowCount())]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow keys move through the list while one types."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key in STEPS:
                self._move(STEPS[key])
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._on_click(self.list.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def _move(self, by: int) -> None:
        last = self._model.rowCount() - 1
        row = max(0, min(last, self.list.currentIndex().row() + by))
        self.list.setCurrentIndex(self._model.index(row, 0))

    def _on_click(self, index: QModelIndex) -> None:
        if index.isValid() and not index.data(WHY):
            name = str(index.data(ID))
            self.close()
            self.chosen.emit(name)


def _item(action: CommandAction, why: str) -> QStandardItem:
    item = QStandardItem(action.icon(), action.text())
    item.setData(action.command.id, ID)
    item.setData(action.shortcut().toString(QKeySequence.SequenceFormat.NativeText), KEYS)
    item.setData(why, WHY)
    spoken = (action.text(), action.shortcut().toString(), why)
    item.setData(" · ".join(part for part in spoken if part), Qt.ItemDataRole.AccessibleTextRole)
    return item
