"""Rivals think beside the window: one decision at a time, on a copy of the game, on another thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from ..core.actions import Action
from ..core.engine import apply
from ..core.game import Game, copy_game
from ..rivals.driver import act, may_go_on
from ..rivals.rival import Rival
from .meeting_settings import PICK_PACES, MeetingSettings


class Thought(NamedTuple):
    """What a rival would do in its present stage of a game."""

    game: Game
    team: int
    actions: list[Action]


def think(game: Game, twin: Game, team: int, rival: Rival) -> Thought:
    """Let a rival decide on a copy of the game; every action of the answer was accepted there."""
    done: list[Action] = []

    def note(action: Action) -> None:
        apply(twin, action)
        done.append(action)

    act(twin, team, rival, note)
    return Thought(game, team, done)


class Thinking(QObject):
    """Asks rival after rival until none of them goes on; what they decide is carried out by the session.

    Whoever else acts in the meantime may: a decision that no longer fits is made anew.
    """

    decided = Signal(object)  # Thought, to be carried out now
    changed = Signal(int)  # the team that thinks now, 0 for none

    _ready = Signal(object)  # Future, from the other thread

    def __init__(self, parent: QObject, game: Callable[[], Game], rivals: Mapping[int, Rival]) -> None:
        super().__init__(parent)
        self.team = 0
        self.pace = MeetingSettings().pace
        self._game, self.rivals = game, rivals
        self._left: list[int] = []  # the rivals still to be asked in this round
        self._acted = False  # whether anybody did anything in this round
        self._future: Future[Thought] | None = None
        self._thread = ThreadPoolExecutor(1, "rivals")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._hand_over)
        self._thought: Thought | None = None
        self._ready.connect(self._on_ready, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Ask all rivals, or once more those that have been asked already: something has changed."""
        self._acted = True
        if not self.team:
            self._ask()

    def stop(self) -> None:
        """Forget what is being thought, and wait for the thread to come to its end of it."""
        self.forget()
        self._thread.shutdown(wait=True, cancel_futures=True)

    def forget(self) -> None:
        """Drop what is being thought: the game is no longer the one that it was thought about."""
        self._pause.stop()
        self._future, self._thought, self._left, self._acted = None, None, [], False
        self._set_team(0)

    def _ask(self) -> None:
        """Ask the next rival that may go on; when a whole round brought nothing, all is done."""
        game = self._game()
        while True:
            while self._left:
                team = self._left.pop(0)
                if may_go_on(game, team, self.rivals):
                    self._submit(game, team)
                    return
            if not self._acted:
                self._set_team(0)
                return
            self._left, self._acted = sorted(self.rivals), False

    def _submit(self, game: Game, team: int) -> None:
        self._set_team(team)
        self._future = self._thread.submit(think, game, copy_game(game), team, self.rivals[team])
        self._future.add_done_callback(self._ready.emit)

    def _set_team(self, team: int) -> None:
        if team != self.team:
            self.team = team
            self.changed.emit(team)

    def _on_ready(self, future: Future[Thought]) -> None:
        """An answer has come; at an order meeting it waits, so that people can follow."""
        if future is not self._future:
            return
        if error := future.exception():  # a mistake of ours: told, and nobody waits for it
            self.forget()
            raise error
        self._future, self._thought = None, future.result()
        wait = PICK_PACES[self.pace] if self._watched() and self._thought.actions else 0
        if wait:
            self._pause.start(wait)
        else:
            self._hand_over()

    def _watched(self) -> bool:
        """Whether somebody follows an order meeting: people who play in it, or who only look on."""
        game = self._game()
        playing = any(company.team not in self.rivals for company in game.running)
        return game.meeting is not None and (playing or len(self.rivals) == len(game.companies))

    def _hand_over(self) -> None:
        thought, self._thought = self._thought, None
        if thought is not None and thought.actions:
            self._acted = True
            self.decided.emit(thought)
        if self.team:
            self._ask()
