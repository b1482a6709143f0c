"""Beginning, leaving and resuming the guide; which game is guided is remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ..text import t
from .preferences import Preferences

if TYPE_CHECKING:
    from ..storage.games import GameSetup
    from .coach import Coach
    from .game_page import GamePage

RIVALS = 3


def first_game(company: str) -> GameSetup:
    """The game in which a newcomer is guided: the same market for a whole class."""
    from ..storage.games import GameSetup, Player
    from .seating import company_names

    rivals = (Player(name, "steady") for name in company_names(RIVALS))
    players = (Player(company or t("new.default_name")), *rivals)
    return GameSetup("itmc", 2024, 6, players)


class Guiding(QObject):
    """The guide of a window. `said` carries a sentence and its kind."""

    said = Signal(str, str)

    def __init__(self, preferences: Preferences, parent: QObject) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self.coach: Coach | None = None

    def toggle(self, page: GamePage) -> None:
        """Show the guide for the game on the table, or leave it."""
        from .guide import current

        folder = str(page.session.folder)
        if self.coach:
            self._on_left(finished=False)
        elif current(page.session, ()) is None:
            self.said.emit(t("guide.nothing"), "info")
        else:
            if self._preferences.guide_folder != folder:
                self._preferences.guide_read = []
            self._preferences.guide_folder = folder
            self._preferences.guide_on = True
            self._show(page)

    def follow(self, page: GamePage) -> None:
        """Go on with the guide where the game laid out is the guided one."""
        self.coach = None  # the last one went with its page
        preferences = self._preferences
        if preferences.guide_on and preferences.guide_folder == str(page.session.folder):
            self._show(page)

    def _show(self, page: GamePage) -> None:
        from .coach import Coach

        self.coach = Coach(page, self._preferences.guide_read)
        self.coach.left.connect(self._on_left)
        self.coach.progressed.connect(self._on_progress)
        self.coach.refresh()

    def _on_progress(self, read: list[str]) -> None:
        self._preferences.guide_read = read

    def _on_left(self, finished: bool) -> None:
        coach, self.coach = self.coach, None
        if coach is None:
            return
        coach.close_down()
        self._preferences.guide_on = False
        if not finished:
            self.said.emit(t("guide.left"), "info")
