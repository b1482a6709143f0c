"""The private note pad of the team at the table."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from ...core.refused import Refused
from ...storage.notes import read_notes, write_notes
from ...text import sentence, t
from ..labels import label
from ..panels.style import px, team_letter
from ..session import Session

KEPT_AFTER = 800
"""Milliseconds after the last key; and always when the pad closes."""


class NotePad(QDialog):
    """What a team writes down for itself; it stays open beside the table, and closes with the curtain."""

    def __init__(self, session: Session, parent: QWidget | None = None, place: str = "") -> None:
        super().__init__(parent)
        self._folder, self._team = session.folder, session.team
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(t("notes.title", team=f"{team_letter(session.team)} {session.company.name}"))
        self.hint, self.trouble, self.pad = (
            label("faint", wrap=True),
            label("warning", wrap=True),
            QPlainTextEdit(),
        )
        self.hint.setText(t("notes.hint"))
        self.pad.setAccessibleName(t("command.notes"))
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        for part in (self.hint, self.pad, self.trouble):
            box.addWidget(part)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEPT_AFTER)
        self._timer.timeout.connect(self.keep)
        self._read()
        self.resize(px(460), px(420))
        self.pad.textChanged.connect(self._timer.start)

    def _read(self) -> None:
        """Show what was written before; what cannot be read is said, and not written over."""
        self._kept = ""
        try:
            self._kept = read_notes(self._folder, self._team)
        except Refused as refused:
            self.pad.setReadOnly(True)
            self.trouble.setText(sentence(refused))
        self.pad.setPlainText(self._kept)
        self.trouble.setVisible(bool(self.trouble.text()))

    def keep(self) -> None:
        """Write the notes to disk, if they have changed; what stops it is said under them."""
        self._timer.stop()
        words = self.pad.toPlainText()
        if words == self._kept:
            return
        try:
            write_notes(self._folder, self._team, words)
        except Refused as refused:
            self.trouble.setText(sentence(refused))
            self.trouble.show()
            return
        self._kept = words
        self.trouble.hide()

    def done(self, result: int) -> None:
        """Close the pad; what was written is kept."""
        self.keep()
        super().done(result)
