"""The selections that are open at once: side by side where there is room, else behind tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ...core.actions import PassTurn
from ..theme import LIGHT, Theme
from . import meeting_facts as facts
from .meeting_clock import Turn, TurnClock
from .meeting_selection import SelectionView
from .style import px

if TYPE_CHECKING:
    from ..session import Session

ROOM = 860
"""The width that a selection needs beside another, at a desk's text size."""


class SelectionWalls(QWidget):
    """One view for each selection that has room, and the clock of all of them."""

    asked = Signal(str)  # a command of the window

    def __init__(self, session: Session, clock: TurnClock) -> None:
        super().__init__()
        self.session, self.clock = session, clock
        self._theme: Theme = LIGHT
        self._turn: tuple[object, ...] = ()  # the turn for which the keyboard was taken
        most = session.ruleset.marketing.markets_at_once
        self.views = [SelectionView(session, clock) for _ in range(most)]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(18))
        for view in self.views:
            view.asked.connect(self.asked)
            row.addWidget(view, 1)

    def name(self) -> None:
        """Set the fixed words."""
        for view in self.views:
            view.name()

    def show_game(self, theme: Theme) -> None:
        """Show the meeting as it stands."""
        self._theme = theme
        self._time()
        self._arrange()

    def _arrange(self) -> None:
        """All open selections beside each other, or one of them with tabs to the others."""
        meeting = self.session.game.meeting
        if meeting is None:
            return
        beside = len(meeting.open) > 1 and self.width() >= len(meeting.open) * px(ROOM)
        for place, view in enumerate(self.views):
            view.setVisible(place == 0 or (beside and place < len(meeting.open)))
            if beside and place < len(meeting.open):
                view.show_selection(meeting, meeting.open[place], self._theme)
        if not beside:
            self.views[0].show_game(self._theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def take_keyboard(self) -> None:
        """Put the keyboard on the first wall on which a person's turn has come; not twice in one turn."""
        view = next((v for v in self.views if v.isVisibleTo(self) and v.pass_button.isVisibleTo(v)), None)
        turn = view.turn() if view else ()
        if view and turn != self._turn:
            view.wall.focus_first_free()
        self._turn = turn

    # The clock

    def _time(self) -> None:
        """Let the clock run for each turn of a person, where it is switched on."""
        game, settings, turns = self.session.game, self.session.meeting_settings, {}
        for selection in game.meeting.open if game.meeting and settings.clock else ():
            team = facts.picker(selection, self.session.people)
            if team:
                more = settings.first if facts.is_first(game, selection) else 0
                who = team, selection.picks[selection.turn]
                turns[facts.place_of(selection)] = Turn(who, settings.pick + more)
        self.clock.show_turns(turns)

    def time_over(self, place: str) -> None:
        """The time of a person's turn is over: pass it."""
        meeting = self.session.game.meeting
        for selection in meeting.open if meeting else ():
            team = facts.picker(selection, self.session.people)
            if team and facts.place_of(selection) == place:
                self.session.do(PassTurn(team, place))
                return
