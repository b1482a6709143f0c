"""The bridge between window and core: it holds the game, applies actions and says what changed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from ..core.actions import Action, OrganiserAction
from ..core.engine import apply, may_act, refusal
from ..core.game import Company, Event, Game, Stage, copy_game
from ..core.refused import Refused
from ..core.ruleset import Ruleset
from ..resources import saves_dir
from ..rivals.driver import create, play
from ..rivals.rival import Reason
from ..storage.attempts import Attempt, attempts, note
from ..storage.browse import new_folder, summary
from ..storage.fork import fork
from ..storage.games import GameFolder, open_game, start_game
from ..storage.lock import Lock, hold
from ..storage.log import Log, Row
from ..storage.reasons import Reasons, Told
from ..storage.rounds import Difference
from ..storage.setup import HUMAN, GameSetup
from ..storage.steps import Steps
from .meeting_settings import MeetingSettings
from .seats import Seats
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


def _hold(folder: Path) -> tuple[Lock | None, Refused | None]:
    """The lock of a game's folder, or why the game can only be looked at; neither where it is no game."""
    found = summary(folder)
    if found.problem is not None:
        return None, None
    if found.finished and not found.people:
        return None, Refused("save.watched")
    try:
        return hold(folder), None
    except Refused as refused:
        return None, refused


class Session(QObject):
    """One game at one table. Views read `game` and redraw on `settled`; only `do` changes it.

    `team` is the company of the person at the table. Where several people share it, it is handed on
    behind a curtain: until the next one lifts it, nothing of any company's own is shown.
    """

    changed = Signal(object)  # Change, after every applied action of anybody
    settled = Signal()  # once a decision has had its effect, and again when rivals have answered
    seat_changed = Signal(int)  # the team that sits at the table now, behind the curtain or before it
    thinking_changed = Signal(int)  # the rival that thinks now, 0 for none
    settings_changed = Signal(object)  # MeetingSettings
    refused = Signal(object)  # Refused
    failed = Signal(object)  # Refused: the disk did not take something, which is kept and tried again
    saved = Signal()  # the disk has taken whatever it had not
    round_closed = Signal(str)
    rewound = Signal()  # the game went a step back or forward: what was gathered from changes is void
    teacher_changed = Signal(bool)

    def __init__(
        self, folder: GameFolder, game: Game, lock: Lock | None = None, closed: Refused | None = None
    ) -> None:
        super().__init__()
        self.game: Game = game
        self._folder = folder
        self._lock = lock
        self.closed = closed  # why the game can only be looked at here, if so
        self.setup: GameSetup = folder.setup
        kinds = list(enumerate((player.kind for player in self.setup.players), 1))
        self.seats = Seats(game, [team for team, kind in kinds if kind == HUMAN])
        self._rivals = {team: create(kind) for team, kind in kinds if kind != HUMAN}
        self._reasons = Reasons(folder.path)
        self._told = dict.fromkeys(self._rivals, 0)  # how many of a rival's reasons have come out
        self._thinking: Thinking | None = None
        self.teacher = False  # the teacher's switch
        self.meeting_settings = MeetingSettings()

    @classmethod
    def create(cls, setup: GameSetup, folder: Path | None = None, apart: bool = False) -> Session:
        """A new game in a folder of its own; refused where it cannot be set up or written.

        With `apart`, rivals think on a thread of their own; otherwise within each call that lets them.
        """
        game = start_game(setup)
        name = next((player.name for player in setup.players if player.kind == HUMAN), "game")
        made = GameFolder.create(setup, folder or new_folder(saves_dir(), name))
        session = cls(made, game, *_hold(made.path))
        session.begin(apart)
        return session

    @classmethod
    def open(cls, folder: Path, apart: bool = False) -> Session:
        """A saved game, where it stood; refused where it cannot be read.

        Where another window plays it, or nobody does, it can only be looked at.
        """
        lock, closed = _hold(folder)
        saved, game = open_game(folder)
        session = cls(saved, game, lock, closed)
        session.retry()
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
    def team(self) -> int:
        """The company at the table."""
        return self.seats.team

    @property
    def people(self) -> tuple[int, ...]:
        """The companies that people lead at this computer."""
        return self.seats.people

    @property
    def several(self) -> bool:
        """Whether several people share the table."""
        return self.seats.several

    @property
    def curtained(self) -> bool:
        """Whether the table is closed to everybody until the person whose seat it is opens it."""
        return not self.seats.opened and not self.game.over

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
        return self.closed is None and may_act(self.game, self.team)

    def is_open(self, decision: str) -> bool:
        """Whether a decision is open in the present stage."""
        return decision in self.stage.open and not self.game.over and not self.company.bankrupt

    def refusal(self, action: Action) -> Refused | None:
        """Why an action would be refused now, or None."""
        return self._barred(action) or refusal(self.game, action)

    def _barred(self, action: Action) -> Refused | None:
        """Why an action is not for this table: it is only looked at, or the teacher's switch is off."""
        if self.closed is not None:
            return self.closed
        if isinstance(action, OrganiserAction) and not self.teacher:
            return Refused("teacher.needed")
        return None

    def preview(self, action: Action) -> Preview:
        """What an action would do to cash, tried on a copy."""
        cash = self.company.cash
        if barred := self._barred(action):
            return Preview(cash, cash, barred)
        twin = copy_game(self.game)
        try:
            apply(twin, action)
        except Refused as refused:
            return Preview(cash, cash, refused)
        return Preview(cash, twin.company(action.team).cash, None)

    def do(self, action: Action) -> bool:
        """Take an action for the person, save it and let the rivals answer; False where it is refused."""
        try:
            if barred := self._barred(action):
                raise barred
            self._take(action)
        except Refused as refused:
            self.note(action, refused)
            self.refused.emit(refused)
            return False
        self.seats.acted()
        self.let_rivals_play()
        return True

    def note(self, action: Action, refused: Refused) -> None:
        """Keep for the history that an action was tried and refused."""
        if self.closed is not None:
            return
        try:
            note(self.folder, len(self.game.history), action, refused)
        except Refused as failure:
            self.failed.emit(failure)

    # Rivals

    def let_rivals_play(self) -> None:
        """Let the computer-run companies act as far as they may: at once, or as they come to decide."""
        if self.closed is not None:
            self._settle()
        elif self._thinking:
            self._settle()
            self._thinking.start()
        else:
            play(self.game, self._rivals, self._take)
            self._settle()

    def begin(self, apart: bool) -> None:
        """Let rivals play from now on, `apart` on a thread of their own: nobody waits who need not."""
        if apart and self._rivals and self.closed is None:
            self._thinking = Thinking(self, self._now, self._rivals)
            self._thinking.decided.connect(self._carry_out)
            self._thinking.changed.connect(self._on_thinking)
        self.let_rivals_play()

    @property
    def thinking(self) -> int:
        """The rival that thinks now; 0 where none does."""
        return self._thinking.team if self._thinking else 0

    def reasons(self, team: int) -> Sequence[Reason]:
        """Why a rival has decided as it did: told in practice, else at the end."""
        if not self.game.over and self.setup.mode != "practice":
            return ()
        found = self._reasons.of(team, len(self.game.history))
        return [Reason(one.year, one.quarter, one.code, one.facts) for one in found]

    def _keep_reasons(self, team: int) -> None:
        """An action has been made: keep what the rival who made it has said since its last one."""
        n, new = len(self.game.history), list[Reason]()
        if rival := self._rivals.get(team):
            new += rival.reasons[self._told[team] :]
            self._told[team] += len(new)
        self._reasons.follow(n, [Told(n, team, *reason) for reason in new])

    def hold_meetings(self, settings: MeetingSettings) -> None:
        """Hold order meetings in another way from now on."""
        self.meeting_settings = settings
        if self._thinking:
            self._thinking.pace = settings.pace
        self.settings_changed.emit(settings)

    def close(self) -> None:
        """End what still goes on beside the window, and let others write; every action is saved already."""
        if self._lock:
            self._lock.release()
        if self._thinking:
            self._thinking.stop()
            self._thinking = None

    def _now(self) -> Game:
        return self.game

    def _carry_out(self, thought: Thought) -> None:
        """Do what a rival has decided; what no longer fits it decides anew."""
        if thought.game is not self.game:
            return
        followed = self.game.meeting or self.game.tender
        for action in thought.actions:
            try:
                self._take(action)
            except Refused:
                break
        if followed or self.game.meeting or self.game.tender:
            self._settle()

    def _on_thinking(self, team: int) -> None:
        self.thinking_changed.emit(team)
        if not team:
            self._settle()

    # Seats

    def _settle(self) -> None:
        """Hand the table on where somebody else is to act, and let views show how things stand."""
        if self.seats.settle(self.game):
            self.seat_changed.emit(self.team)
        self.settled.emit()

    def hand_over(self, team: int) -> None:
        """Close the table and hand it to a person: to the one whose turn it is, or to another."""
        self.seats.hand_over(team)
        self.seat_changed.emit(team)
        self.settled.emit()

    def lift_curtain(self) -> None:
        """Open the table to the person who sits at it."""
        self.seats.open()
        self.seat_changed.emit(self.team)
        self.settled.emit()

    def _take(self, action: Action) -> None:
        events = apply(self.game, action)
        waiting = self._folder.unsaved
        try:
            closed = self._folder.record(self.game, action)
        except Refused as refused:
            self.failed.emit(refused)
            closed = None
        else:
            if waiting:
                self.saved.emit()
        self._keep_reasons(action.team)
        self.changed.emit(Change(action, events))
        if closed:
            self.round_closed.emit(closed)

    # The disk

    @property
    def unsaved(self) -> int:
        """How much the disk has not taken: it is kept here, and tried again with every action."""
        return 0 if self.closed is not None else self._folder.unsaved

    @property
    def difference(self) -> Difference | None:
        """Where a round's file is not what the replay gives, if anywhere."""
        return self._folder.difference

    @property
    def carried(self) -> bool:
        """Whether the game is played by its own copy of rules that are not installed here."""
        return self._folder.carried

    def retry(self) -> bool:
        """Write what the disk has not taken yet; False, and said, where it still does not."""
        if self.closed is not None:
            return True
        try:
            self._folder.flush()
        except Refused as refused:
            self.failed.emit(refused)
            return False
        self.saved.emit()
        return True

    def give_up(self) -> None:
        """Leave what the disk does not take: a person has said so."""
        self.closed = self.closed or Refused("save.left")

    def move_to(self, path: Path) -> bool:
        """Go on in another folder, where all of the game is written; False, and said, where it is refused."""
        try:
            folder = self._folder.copy_to(path)
            lock = hold(path)
        except Refused as refused:
            self.failed.emit(refused)
            return False
        self.close()
        self._folder, self._lock = folder, lock
        self._reasons.move_to(path)
        self.saved.emit()
        return True

    # Steps back and forward

    def _steps(self) -> Steps:
        if self.closed is not None:
            raise self.closed
        return Steps(self._folder, self.game, self.people, self.team, self.teacher)

    def undoable(self) -> Action:
        """The action that `undo` would take back; refused where there is none that may be."""
        return self.game.history[self._steps().back()]

    def redoable(self) -> Action:
        """The action that `redo` would make again; refused where there is none, or it is somebody else's."""
        return self._steps().again()

    def undo(self) -> bool:
        """Take the person's last action back; False where refused.

        With the teacher's switch it goes with whatever others did after it.
        """
        try:
            self._go_back(self._steps().back())
        except Refused as refused:
            self.refused.emit(refused)
            return False
        return True

    def redo(self) -> bool:
        """Make the action taken back last again, with what others did after it; False where refused."""
        try:
            to = self._steps().forward()
        except Refused as refused:
            self.refused.emit(refused)
            return False
        for action, events in self._folder.redo(self.game, to):
            self.changed.emit(Change(action, events))
        self._rewind()
        return True

    def go_back(self, unit: str) -> bool:
        """Go back to the start of the ``quarter`` or ``year`` of the last step: the teacher's alone."""
        try:
            self._go_back(self._steps().start(unit))
        except Refused as refused:
            self.refused.emit(refused)
            return False
        return True

    def _go_back(self, to: int) -> None:
        free = self._steps().is_free(to)
        self.game = self._folder.undo(self.game, to, teacher=not free)
        self._rewind()

    def _rewind(self) -> None:
        """The game stands elsewhere: rivals forget what they remember, and go on where they may."""
        self.retry()
        self._rivals = {team: create(self.setup.players[team - 1].kind) for team in self._rivals}
        self._told = dict.fromkeys(self._rivals, 0)
        if self._thinking:
            self._thinking.forget()
            self._thinking.rivals = self._rivals
        self.rewound.emit()
        self.let_rivals_play()

    def set_teacher(self, on: bool) -> bool:
        """Turn the teacher's switch, which the log remembers; False where the game does not allow it."""
        if on and self.closed is not None:
            self.refused.emit(self.closed)
        elif on and self.setup.mode == "contest":
            self.refused.emit(Refused("teacher.contest"))
        elif on != self.teacher:
            self.teacher = on
            try:
                self._folder.switch(on)
            except Refused as refused:
                self.failed.emit(refused)
        self.teacher_changed.emit(self.teacher)
        return self.teacher == on

    # Looking back

    @property
    def log(self) -> Log:
        """Every step of the game so far, and what was taken back."""
        return self._folder.log

    def attempts(self) -> list[Attempt]:
        """What was tried and refused so far."""
        return attempts(self.folder)

    def sees_all(self) -> bool:
        """Whether every team's private steps may be looked at here: after the game, or by the teacher."""
        return self.game.over or self.teacher

    def fork(self, rows: Sequence[Row]) -> Path:
        """Begin a new game for practice from a moment of this one; its folder.

        Refused in class and contest while the game goes on: it would show what is still to come.
        """
        if self.setup.mode != "practice" and not self.sees_all():
            raise Refused("history.fork")
        name = self.game.company(self.team).name
        return fork(self._folder, rows, new_folder(saves_dir(), name)).path
