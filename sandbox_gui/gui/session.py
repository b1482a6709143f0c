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
    """One game at one table. Views read `game` and redraw on `changed`; only `do` changes it."""

    changed = Signal(object)  # Change, after every applied action of anybody
    settled = Signal()  # once everybody has acted that may
    refused = Signal(object)  # Refused
    failed = Signal(object)  # Refused: the disk did not take a round
    round_closed = Signal(str)

    def __init__(self, folder: GameFolder, game: Game) -> None:
        super().__init__()
        self.game: Game = game
        self._folder = folder
        self.setup: GameSetup = folder.setup
        kinds = list(enumerate((player.kind for player in self.setup.players), 1))
        self.team: int = next((team for team, kind in kinds if kind == HUMAN), 1)
        self._rivals = {team: create(kind) for team, kind in kinds if kind != HUMAN}

    @classmethod
    def create(cls, setup: GameSetup, folder: Path | None = None) -> Session:
        """A new game in a folder of its own; refused where it cannot be set up or written."""
        game = start_game(setup)
        name = next((player.name for player in setup.players if player.kind == HUMAN), "game")
        session = cls(GameFolder.create(setup, folder or new_folder(saves_dir(), name)), game)
        session.let_rivals_play()
        return session

    @classmethod
    def open(cls, folder: Path) -> Session:
        """A saved game, where it stood; refused where it cannot be read."""
        session = cls(*open_game(folder))
        session.let_rivals_play()
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

    def let_rivals_play(self) -> None:
        """Let the computer-run companies act as far as they may."""
        play(self.game, self._rivals, self._take)
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
