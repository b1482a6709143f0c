"""The bridge between window and core: it holds the game, applies actions and says what changed."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from ..core.actions import Action
from ..core.engine import apply, may_act, refusal
from ..core.game import Company, Event, Game, Stage, copy_game
from ..core.refused import Refused
from ..core.ruleset import Ruleset
from ..resources import saves_dir
from ..rivals.driver import create, play
from ..storage.games import HUMAN, GameFolder, GameSetup, new_folder, open_game, start_game
from .seats import next_seat
from .thinking import Thinking, Thought


class Change(NamedTuple):
    """One applied action and what it led to."""

    action: Action
    events: list[Event]


class Preview(NamedTuple):
    """What an action would do: cash before and after it, or why it would be refused."""

    cash_before: int
    cash_after: int
    refused: Refused | None


class Session(QObject):
    """One game at one table. Views read `game` and redraw on `settled`; only `do` changes it.

    `team` is the company of the person at the table. Where several people share it, it is handed on
    behind a curtain: until the next one lifts it, nothing of any company's own is shown.
    """

    changed = Signal(object)  # Change, after every applied action of anybody
    settled = Signal()  # once a decision has had its effect, and again when rivals have answered
    seat_changed = Signal(int)  # the team that sits at the table now, behind the curtain or before it
    thinking_changed = Signal(int)  # the rival that thinks now, 0 for none
    refused = Signal(object)  # Refused
    failed = Signal(object)  # Refused: the disk did not take a round
    round_closed = Signal(str)

    def __init__(self, folder: GameFolder, game: Game) -> None:
        super().__init__()
        self.game: Game = game
        self._folder = folder
        self.setup: GameSetup = folder.setup
        kinds = list(enumerate((player.kind for player in self.setup.players), 1))
        self.people: tuple[int, ...] = tuple(team for team, kind in kinds if kind == HUMAN)
        self._rivals = {team: create(kind) for team, kind in kinds if kind != HUMAN}
        self._thinking: Thinking | None = None
        self.team: int = next_seat(game, self.people, self.people[0] if self.people else 1)
        self._lifted = not self.several  # whether the person at the table has opened it

    @classmethod
    def create(cls, setup: GameSetup, folder: Path | None = None, apart: bool = False) -> Session:
        """A new game in a folder of its own; refused where it cannot be set up or written.

        With `apart`, rivals think on a thread of their own; otherwise within each call that lets them.
        """
        game = start_game(setup)
        name = next((player.name for player in setup.players if player.kind == HUMAN), "game")
        session = cls(GameFolder.create(setup, folder or new_folder(saves_dir(), name)), game)
        session.begin(apart)
        return session

    @classmethod
    def open(cls, folder: Path, apart: bool = False) -> Session:
        """A saved game, where it stood; refused where it cannot be read."""
        session = cls(*open_game(folder))
        session.begin(apart)
        return session

    @property
    def folder(self) -> Path:
        """Where the game lies on disk."""
        return self._folder.path

    @property
    def company(self) -> Company:
        """The company of the person at the table."""
        return self.game.company(self.team)

    @property
    def several(self) -> bool:
        """Whether several people share the table."""
        return len(self.people) > 1

    @property
    def curtained(self) -> bool:
        """Whether the table is closed to everybody until the person whose seat it is opens it."""
        return self.several and not self._lifted and not self.game.over

    @property
    def ruleset(self) -> Ruleset:
        """The game's ruleset."""
        return self.game.ruleset

    @property
    def stage(self) -> Stage:
        """The stage of the year in which the person's company stands."""
        return self.game.stage(self.company)

    def may_act(self) -> bool:
        """Whether the person has something to decide now."""
        return may_act(self.game, self.team)

    def is_open(self, decision: str) -> bool:
        """Whether a decision is open in the present stage."""
        return decision in self.stage.open and not self.game.over and not self.company.bankrupt

    def refusal(self, action: Action) -> Refused | None:
        """Why an action would be refused now, or None."""
        return refusal(self.game, action)

    def preview(self, action: Action) -> Preview:
        """What an action would do to cash, tried on a copy."""
        cash = self.company.cash
        twin = copy_game(self.game)
        try:
            apply(twin, action)
        except Refused as refused:
            return Preview(cash, cash, refused)
        return Preview(cash, twin.company(action.team).cash, None)

    def do(self, action: Action) -> bool:
        """Take an action for the person, save it and let the rivals answer; False where it is refused."""
        try:
            self._take(action)
        except Refused as refused:
            self.refused.emit(refused)
            return False
        self.let_rivals_play()
        return True

    # Rivals

    def let_rivals_play(self) -> None:
        """Let the computer-run companies act as far as they may: at once, or as they come to decide."""
        if self._thinking:
            self._settle()
            self._thinking.start()
        else:
            play(self.game, self._rivals, self._take)
            self._settle()

    def begin(self, apart: bool) -> None:
        """Let rivals play from now on, `apart` on a thread of their own: nobody waits who need not."""
        if apart and self._rivals:
            self._thinking = Thinking(self, self._now, self._rivals)
            self._thinking.decided.connect(self._carry_out)
            self._thinking.changed.connect(self._on_thinking)
        self.let_rivals_play()

    @property
    def thinking(self) -> int:
        """The rival that thinks now; 0 where none does."""
        return self._thinking.team if self._thinking else 0

    def set_pace(self, pace: str) -> None:
        """How fast rivals pick at an order meeting: ``slow``, ``fast`` or ``once``."""
        if self._thinking:
            self._thinking.pace = pace

    def close(self) -> None:
        """End what still goes on beside the window; every action is saved already."""
        if self._thinking:
            self._thinking.stop()
            self._thinking = None

    def _now(self) -> Game:
        return self.game

    def _carry_out(self, thought: Thought) -> None:
        """Do what a rival has decided; what no longer fits it decides anew."""
        if thought.game is not self.game:
            return
        for action in thought.actions:
            try:
                self._take(action)
            except Refused:
                break
        if self.game.meeting or self.game.tender:
            self._settle()

    def _on_thinking(self, team: int) -> None:
        self.thinking_changed.emit(team)
        if not team:
            self._settle()

    # Seats

    def _settle(self) -> None:
        """Hand the table on where somebody else is to act, and let views show how things stand."""
        self._seat(next_seat(self.game, self.people, self.team))
        if self.game.meeting:
            self._lifted = not self.several  # all stand round the table now
        self.settled.emit()

    def _seat(self, team: int) -> None:
        if team != self.team:
            self.team = team
            self._lifted = not self.several
            self.seat_changed.emit(team)

    def hand_over(self, team: int) -> None:
        """Close the table and hand it to a person: to the one whose turn it is, or to another."""
        self._lifted = not self.several
        self.team = team
        self.seat_changed.emit(team)
        self.settled.emit()

    def lift_curtain(self) -> None:
        """Open the table to the person who sits at it."""
        self._lifted = True
        self.seat_changed.emit(self.team)
        self.settled.emit()

    def _take(self, action: Action) -> None:
        events = apply(self.game, action)
        try:
            closed = self._folder.record(self.game, action)
        except Refused as refused:
            self.failed.emit(refused)
            closed = None
        self.changed.emit(Change(action, events))
        if closed:
            self.round_closed.emit(closed)
