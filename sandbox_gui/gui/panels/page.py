"""What all pages share: they draw themselves from the session's game, and only while they are seen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from ..theme import LIGHT, Theme

if TYPE_CHECKING:
    from ..session import Session


class Page(QWidget):
    """A page: `draw` shows the game as it stands, `name` sets the words that never change with it.

    `asked` names a command that the person wants from here, `said` carries a sentence and its kind, and
    `forked` the folder of a game that was begun from here.
    """

    asked = Signal(str)
    said = Signal(str, str)
    forked = Signal(Path)
    calm = False  # whether so little stands on it that it may be written large for a class

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.theme = LIGHT
        self._stale = True
        session.changed.connect(self._on_change)
        session.settled.connect(self.refresh)

    def draw(self) -> None:
        """Show the game as it stands."""
        raise NotImplementedError

    def name(self) -> None:
        """Set the fixed words in the language spoken."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Draw anew: now where the page is seen, else when it is shown next.

        The page does so by itself once everybody has acted.
        """
        self._stale = True
        if self.isVisible():
            self._draw_now()

    def retranslate(self) -> None:
        """Set all words in the language now spoken."""
        self.name()
        self.refresh()

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of a theme."""
        self.theme = theme
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._draw_now()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.refresh()

    def _on_change(self, change: object) -> None:
        self._stale = True

    def _draw_now(self) -> None:
        self._stale = False
        self.draw()
