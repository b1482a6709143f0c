"""Tables of words and figures that can be read, selected and copied as tab-separated text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView, QWidget

from ..theme import LIGHT, Theme
from .style import number

Value = str | int | float | None
"""A cell: words, a figure (floats with one decimal), or nothing (a dash)."""
Index = QModelIndex | QPersistentModelIndex
ROLE = Qt.ItemDataRole


class Row(NamedTuple):
    """A row: its cells and its look (``sum``, ``head``, ``own``, ``turn``, ``faint`` or nothing)."""

    cells: tuple[Value, ...]
    look: str = ""


def words(value: Value) -> str:
    """A cell as it is shown."""
    if value is None:
        return "—"
    if isinstance(value, str):
        return value
    return number(value, 1 if isinstance(value, float) else 0)


def plain(value: Value) -> str:
    """A cell as it is copied: figures as other programs read them."""
    if value is None:
        return ""
    return f"{value:.1f}" if isinstance(value, float) else str(value)


class TableModel(QAbstractTableModel):
    """Rows under headers; the first columns may be words, figures stand on the right."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.headers: tuple[str, ...] = ()
        self.rows: tuple[Row, ...] = ()
        self.theme = LIGHT

    def fill(self, headers: Sequence[str], rows: Sequence[Row], theme: Theme) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.headers, self.rows, self.theme = tuple(headers), tuple(rows), theme
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.headers)

    def value(self, row: int, column: int) -> Value:
        """The value of a cell; rows may be shorter than the headers."""
        cells = self.rows[row].cells
        return cells[column] if column < len(cells) else ""

    def data(self, index: Index, role: int = ROLE.DisplayRole) -> Any:
        value, look = self.value(index.row(), index.column()), self.rows[index.row()].look
        if role == ROLE.DisplayRole:
            return words(value)
        if role == ROLE.TextAlignmentRole:
            return self._alignment(index.column(), value)
        if role == ROLE.FontRole and look in ("sum", "head", "own", "turn"):
            font = QFont(QGuiApplication.font())
            font.setBold(True)
            return font
        if role == ROLE.ForegroundRole:
            return self._ink(look, value)
        if role == ROLE.BackgroundRole:
            return self._fill(look)
        return None

    def _alignment(self, column: int, value: Value) -> Qt.AlignmentFlag:
        right = column > 0 and not isinstance(value, str)
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    def _ink(self, look: str, value: Value) -> QColor:
        if look == "turn":
            return QColor(self.theme.card)
        if look == "faint" or value is None:
            return QColor(self.theme.faint)
        if isinstance(value, int | float) and value < 0:
            return QColor(self.theme.warning)
        return QColor(self.theme.accent if look == "own" else self.theme.ink)

    def _fill(self, look: str) -> QColor | None:
        if look == "turn":
            return QColor(self.theme.accent)
        return QColor(self.theme.paper) if look in ("sum", "head") else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = ROLE.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical or section >= len(self.headers):
            return None
        if role == ROLE.DisplayRole:
            return self.headers[section]
        if role == ROLE.TextAlignmentRole:
            return self._alignment(section, self._sample(section))
        return None

    def _sample(self, column: int) -> Value:
        """A value of the column that tells whether it holds figures."""
        values = (self.value(row, column) for row in range(len(self.rows)))
        return next((value for value in values if value not in ("", None)), "")


class Table(QTableView):
    """A table to read: Ctrl+C copies what is selected, or all of it, as tab-separated text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = TableModel(self)
        self.setModel(self._model)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def fill(self, headers: Sequence[str], rows: Sequence[Row], theme: Theme, stretch: int = 0) -> None:
        """Show other rows; the column `stretch` takes the width that is left."""
        self._model.fill(headers, rows, theme)
        header = self.horizontalHeader()
        header.setVisible(any(headers))
        for column in range(len(headers)):
            fitted = QHeaderView.ResizeMode.ResizeToContents
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch if column == stretch else fitted)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 8)
        self.updateGeometry()

    @property
    def headers(self) -> tuple[str, ...]:
        """The headers shown."""
        return self._model.headers

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows shown."""
        return self._model.rows

    def sizeHint(self) -> QSize:
        """As high as all its rows."""
        header = self.horizontalHeader()
        top = header.sizeHint().height() if not header.isHidden() else 0
        return QSize(super().sizeHint().width(), top + self.verticalHeader().length() + 2 * self.frameWidth() + 2)

    def minimumSizeHint(self) -> QSize:
        """At least its headers and three rows."""
        return QSize(120, min(self.sizeHint().height(), 4 * (self.fontMetrics().height() + 8)))

    def text(self, whole: bool = True) -> str:
        """The table, or what is selected of it, as tab-separated text."""
        chosen = [] if whole else self.selectionModel().selectedIndexes()
        if not chosen:
            lines = [[*self.headers]] if any(self.headers) else []
            lines += [[plain(cell) for cell in row.cells] for row in self.rows]
            return "\n".join("\t".join(line) for line in lines)
        columns = sorted({index.column() for index in chosen})
        return "\n".join(
            "\t".join(plain(self._model.value(row, column)) for column in columns)
            for row in sorted({index.row() for index in chosen})
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.text(whole=False))
        else:
            super().keyPressEvent(event)
