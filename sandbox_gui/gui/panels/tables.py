"""Tables of words and figures that can be read, selected and copied as tab-separated text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from ...text import t
from ..labels import set_role
from ..theme import LIGHT, Theme
from .style import PADDING, TIGHT, number, px

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
        if value is None:
            value = self._sample(column)
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
        """A value of the column that tells whether it holds figures; an empty one is like those after it."""
        cells = (
            self.value(row, at) for at in range(column, len(self.headers)) for row in range(len(self.rows))
        )
        return next((value for value in cells if value not in ("", None)), 0)


def row_height(metrics: QFontMetrics) -> int:
    """The height of a row of a table, in pixels."""
    return metrics.height() + px(8)


class Cells(QStyledItemDelegate):
    """Paints cells itself: a style sheet's padding would hide the model's colours."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        painter.save()
        ink = option.palette.color(QPalette.ColorRole.Text)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, option.palette.color(QPalette.ColorRole.Highlight))
            ink = option.palette.color(QPalette.ColorRole.HighlightedText)
        elif option.backgroundBrush.style() != Qt.BrushStyle.NoBrush:
            painter.fillRect(option.rect.adjusted(0, 0, 1, 0), option.backgroundBrush)  # no seam, magnified
        painter.setPen(ink)
        painter.setFont(option.font)
        room = self._room(option)
        if self._wraps(index):
            painter.drawText(room, option.displayAlignment | Qt.TextFlag.TextWordWrap, option.text)
        else:
            fitted = option.fontMetrics.elidedText(option.text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, option.displayAlignment, fitted)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        self.initStyleOption(option, index)
        width = option.fontMetrics.horizontalAdvance(option.text) + 2 * self._padding()
        return QSize(width + 2, row_height(option.fontMetrics))

    def _wraps(self, index: Index) -> bool:
        """Whether the words of a cell may take several lines."""
        table = self.parent()
        return isinstance(table, Table) and index.column() == table.wrapped

    def height_for(self, index: Index, width: int) -> int:
        """The height that a cell's words need in a column of that width, in pixels."""
        option = QStyleOptionViewItem()
        self.initStyleOption(option, index)
        metrics, room = QFontMetrics(option.font), width - 2 * self._padding()
        if metrics.horizontalAdvance(option.text) <= room:
            return row_height(metrics)
        flags = Qt.TextFlag.TextWordWrap | option.displayAlignment
        return metrics.boundingRect(QRect(0, 0, room, 0), flags, option.text).height() + px(8)

    def _padding(self) -> int:
        table = self.parent()
        return px(table.padding if isinstance(table, Table) else PADDING)

    def _room(self, option: QStyleOptionViewItem) -> QRect:
        """Where in a cell its words have room."""
        return option.rect.adjusted(self._padding(), 0, -self._padding(), 0)

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Say in full what a cell has to shorten."""
        self.initStyleOption(option, index)
        cut = option.fontMetrics.horizontalAdvance(option.text) > self._room(option).width()
        QToolTip.showText(event.globalPos(), option.text if cut else "", view, option.rect)
        return True


class Table(QTableView):
    """A table to read: Ctrl+C copies what is selected, or all of it, as tab-separated text.

    A `whole` one is always shown in full height; what lies around it scrolls. Others show at least
    so many rows. The words of the column `wrapped` take as many lines as they need.
    """

    def __init__(self, parent: QWidget | None = None, whole: bool = False, least: int = 3) -> None:
        super().__init__(parent)
        self._whole, self._least = whole, least
        self._model = TableModel(self)
        self.setModel(self._model)
        self._stretch = 0
        self._kept = -1
        self.padding = PADDING
        self.wrapped = -1
        self._cells = Cells(self)
        self.setItemDelegate(self._cells)
        self._across = False  # whether it has to be scrolled from side to side
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setMinimumSectionSize(24)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        if whole:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def fill(self, headers: Sequence[str], rows: Sequence[Row], theme: Theme, stretch: int = 0) -> None:
        """Show other rows; the column `stretch` takes the width that is left, -1 shares it out."""
        self._model.fill(headers, rows, theme)
        self._stretch = stretch
        self.horizontalHeader().setVisible(any(headers))
        self._measure()

    def _measure(self) -> None:
        """Rows and columns for the present size of text."""
        self.verticalHeader().setDefaultSectionSize(row_height(self.fontMetrics()))
        self._fit()
        self.updateGeometry()
        if self._whole:
            self.setFixedHeight(self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and self.headers:
            self._measure()

    def _fit(self) -> None:
        """Give each column what it needs, and what is left to the one that stretches."""
        header = self.horizontalHeader()
        self._pad(self._affordable())
        needs = self._needs()
        count = len(needs)
        left = self.viewport().width() - sum(needs)
        least = 3 * self.fontMetrics().height() + 2 * px(PADDING)
        if self._stretch >= 0 and count:
            column = min(self._stretch, count - 1)
            needs[column] = max(min(least, needs[column]), needs[column] + left)
        elif left > 0 and count:
            needs = [need + left // count for need in needs]
        for column, need in enumerate(needs):
            header.resizeSection(column, need)
        self._wrap()
        # Told by the whole width: a bar that comes and goes must not decide about the other one.
        across = sum(needs) > self.width() - 2 * self.frameWidth()
        if across != self._across:
            self._across = across
            self.updateGeometry()
            if self._whole:
                self.setFixedHeight(self.sizeHint().height())

    def _wrap(self) -> None:
        """Give each row the lines that its words need."""
        if self.wrapped < 0:
            return
        width = self.columnWidth(self.wrapped)
        for row in range(len(self.rows)):
            height = self._cells.height_for(self._model.index(row, self.wrapped), width)
            if height != self.rowHeight(row):
                self.setRowHeight(row, height)

    def _pad(self, padding: int) -> None:
        """Stand the columns farther from each other, or nearer."""
        if padding != self.padding:
            self.padding = padding
            set_role(self.horizontalHeader(), f"pad {padding}")

    def _affordable(self) -> int:
        """The widest padding with which nothing is cut; the tightest where there is none."""
        room = self.viewport().width()
        return next((p for p in range(PADDING, TIGHT, -1) if self._width_with(p) <= room), TIGHT)

    def _width_with(self, padding: int) -> int:
        """The width of all columns with so much room in their cells."""
        more = 2 * (px(padding) - px(self.padding))
        return sum(self._needs()) + more * self._model.columnCount()

    def _needs(self) -> list[int]:
        """The width that each column needs."""
        header = self.horizontalHeader()
        return [max(self.sizeHintForColumn(c), header.sectionSizeHint(c)) for c in range(header.count())]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        if self._kept >= 0:
            self.scrollTo(self._model.index(self._kept, 0))

    def show_row(self, row: int) -> None:
        """Scroll to a row, and keep it in sight when the table changes its size."""
        self._kept = row
        self.scrollTo(self._model.index(row, 0))

    @property
    def headers(self) -> tuple[str, ...]:
        """The headers shown."""
        return self._model.headers

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows shown."""
        return self._model.rows

    def sizeHint(self) -> QSize:
        """As wide as all its columns, as high as all its rows."""
        header = self.horizontalHeader()
        top = header.sizeHint().height() if not header.isHidden() else 0
        rim = 2 * self.frameWidth() + 2
        top += self.horizontalScrollBar().sizeHint().height() if self._across else 0
        return QSize(self._width_with(PADDING) + rim, top + self.verticalHeader().length() + rim)

    def minimumSizeHint(self) -> QSize:
        """At least its headers and the fewest rows."""
        header = self.horizontalHeader()
        top = 0 if header.isHidden() else header.sizeHint().height()
        least = top + self._least * row_height(self.fontMetrics()) + 2 * self.frameWidth() + 2
        return QSize(120, min(self.sizeHint().height(), least))

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
            self.copy()
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """Put what is selected, or all of it, on the clipboard."""
        QGuiApplication.clipboard().setText(self.text(whole=False))

    def copy_all(self) -> None:
        """Put the whole table with its headers on the clipboard."""
        QGuiApplication.clipboard().setText(self.text())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self.selectionModel().hasSelection():
            menu.addAction(t("table.copy"), QKeySequence.StandardKey.Copy, self.copy)
        menu.addAction(t("table.copy_all"), self.copy_all)
        menu.popup(event.globalPos())
