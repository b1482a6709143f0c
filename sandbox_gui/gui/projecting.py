"""What the first window does for the class: the second screen, and the pointer."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from .theme import Theme

if TYPE_CHECKING:
    from .board.view import BoardView
    from .pointer import Pointer
    from .projection import Projection
    from .session import Session


class Projecting(QObject):
    """Opens and closes the second screen of the game on the table; `changed` when its view changes."""

    changed = Signal()

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._window, self._theme = window, theme
        self.screen: Projection | None = None

    @cached_property
    def pointer(self) -> Pointer:
        """Where somebody points, on both screens."""
        from .pointer import Pointer  # not for a window without a game

        return Pointer(self)

    @property
    def view(self) -> str:
        """The view on the second screen, or nothing."""
        return self.screen.view if self.screen else ""

    def follow(self, board: BoardView) -> None:
        """Let the mouse over a game's board lead the pointer."""
        from .pointer import SpotLight

        SpotLight(board, self.pointer, leads=True)

    def show(self, view: str, session: Session) -> None:
        """Show a view on the second screen; the view that is shown already closes it."""
        if view == self.view:
            self.stop()
            return
        if self.screen is None:
            from .projection import Projection

            self.screen = Projection(session, self._theme, self.pointer)
            self.screen.closed.connect(self.stop)
            self.screen.place_beside(self._window)
        self.screen.show_view(view)
        self.changed.emit()

    def stop(self) -> None:
        """Close the second screen."""
        screen, self.screen = self.screen, None
        if screen:
            screen.close()
            screen.deleteLater()
        self.changed.emit()

    def set_theme(self, theme: Theme) -> None:
        """Take on the window's theme and size."""
        self._theme = theme
        if self.screen:
            self.screen.set_theme(theme)
