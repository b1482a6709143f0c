"""How the program looks to this user: theme and size, remembered, and said to the views that paint."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from .appearance import theme_for, use_scale, use_theme
from .preferences import Preferences
from .theme import FOLLOW, Theme

SCALES = (80, 90, 100, 110, 125, 150, 175, 200)
"""The sizes that the keys step through, in percent."""


class Looks(QObject):
    """The theme and the size in force. A desk and a projector have each a size of their own."""

    changed = Signal()

    def __init__(self, preferences: Preferences, parent: QObject) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self.theme: Theme = theme_for(preferences.theme)
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._on_system)
        if hasattr(hints, "accessibility"):  # from Qt 6.10 on
            hints.accessibility().contrastPreferenceChanged.connect(self._on_system)

    @property
    def scale(self) -> int:
        """The size now in force, in percent."""
        return self._preferences.scale(self._preferences.projected)

    def apply(self) -> None:
        """Show everything as it was chosen."""
        self.theme = theme_for(self._preferences.theme)
        use_scale(self.scale)
        use_theme(self.theme)
        self.changed.emit()

    def wear(self, choice: str) -> None:
        """Put on a theme, or follow the system, from now on."""
        self._preferences.theme = choice
        self.apply()

    def resize(self, percent: int) -> None:
        """Show everything so large from now on, at the desk or on the projector, whichever it is now."""
        self._preferences.set_scale(self._preferences.projected, percent)
        self.apply()

    def step(self, by: int) -> None:
        """One size up or down."""
        if by > 0:
            self.resize(next((size for size in SCALES if size > self.scale), SCALES[-1]))
        else:
            self.resize(next((size for size in reversed(SCALES) if size < self.scale), SCALES[0]))

    def project(self, wanted: bool) -> None:
        """Change to the projector's size, or back to the desk's."""
        self._preferences.projected = wanted
        self.apply()

    def _on_system(self) -> None:
        if self._preferences.theme == FOLLOW:
            self.apply()
