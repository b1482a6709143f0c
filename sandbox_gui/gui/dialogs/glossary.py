"""The glossary: every term of the field in a sentence, with the figures of the game on the table."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from ...core.ruleset import Ruleset
from ...text import language, named, t
from ..labels import label
from ..panels.style import text_size
from ..room import fitting
from ..terms import figures, found, other_name, term_name

TERM = Qt.ItemDataRole.UserRole


class GlossaryDialog(QDialog):
    """Search above, terms on the left, the one chosen on the right; it stays open beside the game."""

    def __init__(self, rules: Ruleset | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._rules = rules
        self.field, self.list, self.text = QLineEdit(), QListWidget(), QTextBrowser()
        self.nothing = label("faint", wrap=True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        sides = QHBoxLayout()
        sides.addWidget(self.list, 2)
        sides.addWidget(self.text, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 20)
        column.setSpacing(12)
        column.addWidget(self.field)
        column.addWidget(self.nothing)
        column.addLayout(sides, 1)
        self.field.textChanged.connect(self.look_for)
        self.list.currentItemChanged.connect(self._on_item)
        self.retranslate()
        self.resize(fitting((720, 480), parent))
        self.field.setFocus()

    def retranslate(self) -> None:
        """Set all words in the language now spoken."""
        self.setWindowTitle(t("command.help_glossary"))
        self.field.setPlaceholderText(t("glossary.search"))
        self.field.setAccessibleName(t("glossary.search"))
        self.list.setAccessibleName(t("command.help_glossary"))
        self.nothing.setText(t("glossary.nothing"))
        self.look_for(self.field.text())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def look_for(self, query: str) -> None:
        """List the terms that fit what is typed, keeping the one chosen if it does."""
        before = self.term
        terms = found(query)
        self.list.clear()
        for term in terms:
            item = QListWidgetItem(term_name(term))
            item.setData(TERM, term)
            self.list.addItem(item)
        self.nothing.setVisible(not terms)
        keep = terms.index(before) if before in terms and not query else 0
        self.list.setCurrentRow(keep if terms else -1)

    @property
    def term(self) -> str:
        """The term now explained, or nothing."""
        item = self.list.currentItem()
        return str(item.data(TERM)) if item else ""

    def show_term(self, term: str) -> None:
        """Explain a term."""
        self.field.clear()
        rows = [row for row in range(self.list.count()) if self.list.item(row).data(TERM) == term]
        self.list.setCurrentRow(rows[0] if rows else 0)
        self.list.scrollToItem(self.list.currentItem(), QListWidget.ScrollHint.PositionAtCenter)

    def _on_item(self) -> None:
        self.text.setHtml(self._html(self.term) if self.term else "")

    def _html(self, term: str) -> str:
        words = f"<p style='font-size:{round(text_size() * 1.6)}px'><b>{escape(term_name(term))}</b></p>"
        words += f"<p>{escape(other_name(term, language()))}</p><p>{escape(t(f'term.{term}.text'))}</p>"
        if self._rules is None:
            return words
        rows = figures(term, self._rules)
        if rows:
            head = f"{t('glossary.here')} · {named(self._rules.name)}"
            words += f"<p><b>{escape(head)}</b></p>" + "".join(f"<div>{escape(row)}</div>" for row in rows)
        return words

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down walk through the terms while one types."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        self.list.setCurrentRow(max(0, min(self.list.count() - 1, self.list.currentRow() + step)))
