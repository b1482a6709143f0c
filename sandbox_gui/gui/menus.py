"""The window's menus: every command in its menu, in words, checked, and offered where it makes sense."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMainWindow, QMenu

from ..text import t
from .commands import BY_ID, COMMANDS, TEACHERS, CommandAction, Shell
from .theme import Theme

if TYPE_CHECKING:
    from .game_page import GamePage

TOP = ("game", "decisions", "history", "view", "help")
IN_VIEW = ("projection", "scale", "pace", "language", "theme")
"""The menus inside the one of the view."""
PARTED = ("close_game", "copy_board", "advertise", "teacher", "tasks")
"""The commands before which a line is drawn."""


class Menus:
    """Makes the actions of all commands, for `shell` to carry out, and lays them out in a window."""

    def __init__(self, window: QMainWindow, shell: Shell) -> None:
        self.actions = {command.id: CommandAction(command, shell, window) for command in COMMANDS}
        window.addActions(list(self.actions.values()))
        bar = window.menuBar()
        self._menus: dict[str, QMenu] = {name: bar.addMenu("") for name in TOP}
        inner = {name: QMenu(window) for name in IN_VIEW}
        self._menus |= inner
        for command in COMMANDS:
            self._menus[command.menu].addAction(self.actions[command.id])
        self._menus["view"].addSeparator()
        for menu in inner.values():
            self._menus["view"].addMenu(menu)
        for after in PARTED:
            self._menus[BY_ID[after].menu].insertSeparator(self.actions[after])
        for menu in self._menus.values():
            menu.setToolTipsVisible(True)

    def retranslate(self) -> None:
        """Set all words in the language now spoken."""
        for name, menu in self._menus.items():
            menu.setTitle(t(f"menu.{name}"))
        for action in self.actions.values():
            action.retranslate()

    def set_theme(self, theme: Theme) -> None:
        """Draw the icons in the theme's ink."""
        for action in self.actions.values():
            action.set_theme(theme)

    def check(self, menu: str, chosen: str) -> None:
        """Mark which of a menu's choices is in force."""
        for action in self.actions.values():
            if action.command.menu == menu:
                action.setChecked(action.command.id == f"{menu}_{chosen}")

    def follow(self, page: GamePage | None) -> None:
        """Offer what needs a game only while there is one, and only what its ruleset knows."""
        for action in self.actions.values():
            if action.command.in_game:
                action.setEnabled(page is not None)
            if action.command.words or action.command.shared:
                action.setVisible(page is None or page.deciding.knows(action.command))
        teacher = page is not None and page.session.teacher
        self.actions["teacher"].setChecked(teacher)
        for name in TEACHERS:
            self.actions[name].setVisible(teacher)
