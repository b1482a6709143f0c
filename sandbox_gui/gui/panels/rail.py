"""What is left of the panel beside the table while it is folded: its sections, and the step's button."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout

from ...text import t
from ..commands import CommandAction
from ..icons import icon
from ..session import Session
from ..theme import LIGHT, Theme
from .style import px

WIDTH = 68
"""In pixels at the usual size."""


class Rail(QFrame):
    """A button for each section of the panel, and the step's own; `wanted` names a section."""

    wanted = Signal(str)

    def __init__(
        self, session: Session, actions: Mapping[str, CommandAction], sections: Sequence[str]
    ) -> None:
        super().__init__()
        self.session, self.theme = session, LIGHT
        self._end = actions["end_stage"]
        self.setProperty("role", "side")
        self.sections = {name: self._button("rail") for name in sections}
        self.close_button = self._button("rail primary")
        self.close_button.clicked.connect(self._end.trigger)
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 12, 6, 12)
        column.setSpacing(6)
        for number, button in enumerate(self.sections.values()):
            self._group.addButton(button, number)
            column.addWidget(button)
        column.addStretch(1)
        column.addWidget(self.close_button)
        self._group.idClicked.connect(self._on_section)
        session.settled.connect(self.refresh)

    def _button(self, role: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("role", role)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _on_section(self, number: int) -> None:
        self.wanted.emit([*self.sections][number])

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of a theme, and the size of text that came with it."""
        self.theme = theme
        self.refresh()

    def refresh(self) -> None:
        """Name the buttons; the step's own leads on while there is one to close."""
        self.setFixedWidth(px(WIDTH))
        for name, button in self.sections.items():
            self._dress(button, f"side_{name}", self.theme.ink)
            button.setText(t(f"side.{name}"))
            button.setToolTip(t(f"side.{name}.tip"))
        keys = self._end.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self._dress(self.close_button, "end_stage", self.theme.card)
        self.close_button.setText(keys)
        self.close_button.setToolTip(self._end.toolTip())
        self.close_button.setAccessibleName(self._end.text())
        self.close_button.setEnabled(self.session.may_act())
        self.close_button.setVisible(not self.session.game.over)

    def _dress(self, button: QToolButton, name: str, colour: str) -> None:
        button.setIcon(icon(name, colour))
        button.setIconSize(QSize(px(20), px(20)))
        button.setFixedWidth(px(WIDTH) - 13)
