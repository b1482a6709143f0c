"""What all pages share: they draw themselves from the session's game, and only while they are seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from ..theme import LIGHT, Theme
from .style import stylesheet

if TYPE_CHECKING:
    from ..session import Session


class Page(QWidget):
    """A page: `draw` shows the game as it stands, `name` sets the words that never change with it."""

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
        self.setStyleSheet(stylesheet(theme))
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._draw_now()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.set_theme(self.theme)

    def _on_change(self, change: object) -> None:
        self._stale = True

    def _draw_now(self) -> None:
        self._stale = False
        self.draw()


def label(role: str = "", wrap: bool = False) -> QLabel:
    """A label of a role of the style sheet."""
    made = QLabel()
    made.setProperty("role", role)
    made.setWordWrap(wrap)
    return made


def frame(role: str = "card") -> QFrame:
    """A frame of a role of the style sheet."""
    made = QFrame()
    made.setProperty("role", role)
    return made


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget and what it holds another role of the style sheet."""
    if widget.property("role") != role:
        widget.setProperty("role", role)
        for part in (widget, *widget.findChildren(QWidget)):
            part.style().unpolish(part)
            part.style().polish(part)
