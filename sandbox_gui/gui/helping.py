"""Help in the window: rules, keys, glossary, about, and the command palette."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from ..core.ruleset import Ruleset
from .board.view import BoardView
from .commands import COMMANDS, Command, CommandAction
from .dialogs import help as helps
from .dialogs.base import DecisionDialog
from .dialogs.glossary import GlossaryDialog
from .palette import CommandPalette
from .terms import COMMANDS as TERMS_OF_COMMANDS
from .terms import term_of_place


def show(topic: str, rules: Ruleset | None, page: str, window: QWidget) -> None:
    """Open help over whatever is in front, so that nothing has to be closed for it.

    Topics: ``glossary`` (at the term of what has the keyboard), ``rules``, ``shortcuts``, ``about``.
    """
    parent = QApplication.activeModalWidget() or window
    if topic == "glossary":
        _glossary(rules, parent).show_term(term_here(page, parent))
        return
    dialog: QDialog
    if topic == "rules" and rules:
        dialog = helps.RulesDialog(rules, parent)
    elif topic == "shortcuts":
        dialog = helps.ShortcutsDialog(COMMANDS, parent)
    else:
        dialog = helps.AboutDialog(parent)
    dialog.show()


def _glossary(rules: Ruleset | None, parent: QWidget) -> GlossaryDialog:
    """The glossary that is open already, or a new one."""
    for dialog in parent.findChildren(GlossaryDialog):
        if dialog.isVisible():
            dialog.raise_()
            return dialog
    made = GlossaryDialog(rules, parent)
    made.show()
    return made


def term_here(page: str, parent: QWidget) -> str:
    """The term of the decision being taken, of the place of the board in focus, or of the page."""
    focus = QApplication.focusWidget()
    if isinstance(parent, DecisionDialog):
        return TERMS_OF_COMMANDS.get(parent.command, "")
    if isinstance(focus, BoardView) and (term := term_of_place(focus.focused_place)):
        return term
    return TERMS_OF_COMMANDS.get(f"page_{page}", "")


def open_palette(
    actions: Iterable[CommandAction], why_not: Callable[[Command], str], window: QWidget
) -> CommandPalette:
    """Show the command palette over a window."""
    palette = CommandPalette(actions, why_not, window)
    palette.open_over(window)
    return palette
