"""Where a game's orders come from: drawn by the ruleset, or read from a file of the teacher's own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDir, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QListWidget, QPushButton, QVBoxLayout, QWidget

from ..core.game import Order
from ..core.ruleset import Ruleset
from ..storage.orders import BadBook, read_book
from ..storage.tables import READERS
from ..text import t
from .panels.style import px


class OrderBookField(QWidget):
    """Chooses an order book; `complaints` lists all that is wrong with it, wherever a dialog has room."""

    changed = Signal()

    def __init__(self, ruleset: Ruleset, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ruleset = ruleset
        self.path: Path | None = None
        self.book: tuple[Order, ...] | None = None
        self.choose = QPushButton(t("book.choose"))
        self.choose.setAccessibleName(t("book.choose.name"))
        self.choose.clicked.connect(self.ask)
        self.drop = QPushButton(t("book.drop"))
        self.drop.clicked.connect(self.forget)
        for button in (self.choose, self.drop):
            button.setAutoDefault(False)  # Return starts the game
        self.about = QLabel()
        self.about.setProperty("role", "small")
        self.about.setWordWrap(True)
        self.complaints = QListWidget()
        self.complaints.setAccessibleName(t("book.complaints"))
        self.complaints.setWordWrap(True)
        self.complaints.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.complaints.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.complaints.setFixedHeight(px(112))
        self._lay_out()
        self._show()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.choose)
        row.addWidget(self.drop)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.about)

    @property
    def wrong(self) -> int:
        """How many things are wrong with the chosen file."""
        return self.complaints.count()

    def ask(self) -> None:
        """Ask for a file."""
        dialog = QFileDialog(self, t("book.choose.name"), QDir.homePath())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(f"{t('book.files')} ({' '.join(f'*{ending}' for ending in READERS)})")
        dialog.fileSelected.connect(self._on_file)
        dialog.open()

    def _on_file(self, file: str) -> None:
        self.read(Path(file))

    def read(self, path: Path) -> None:
        """Read an order book; where it cannot be used every complaint is listed."""
        self.path = path
        self._read()

    def set_ruleset(self, ruleset: Ruleset) -> None:
        """Read the book again for another ruleset."""
        self.ruleset = ruleset
        self._read()

    def forget(self) -> None:
        """Go back to the orders that the ruleset draws."""
        self.path = None
        self._read()

    def _read(self) -> None:
        self.book = None
        self.complaints.clear()
        try:
            self.book = read_book(self.path, self.ruleset) if self.path else None
        except BadBook as bad:
            self.complaints.addItems([complaint.sentence() for complaint in bad.complaints])
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self.about.setText(self._words())
        self.about.setToolTip(str(self.path or ""))
        self.drop.setVisible(self.path is not None)
        self.complaints.setVisible(self.wrong > 0)

    def _words(self) -> str:
        if self.path is None:
            return t("book.drawn")
        if self.book is None:
            return t("book.wrong", file=self.path.name, number=self.wrong)
        years = sorted({order.year for order in self.book})
        span = f"{years[0]}–{years[-1]}" if len(years) > 1 else str(years[0])
        return t("book.read", file=self.path.name, orders=len(self.book), years=span)
