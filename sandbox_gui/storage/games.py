"""A game's folder: its set-up, its log, and a JSON file for each closed round.

    game.json            ruleset (id, version, content hash), seed, years, players
    orders.jsonl         the order book, where the game has one of its own
    ruleset.json         a copy of the ruleset's file, where it does not come with the program
    reasons.jsonl        why rivals decided as they did; no part of the game, like refused.jsonl
    log.jsonl            every action and every step back, on disk before the next can be made
    rounds/Y1-0-start.json, Y1-1-Q1.json … Y1-5-end.json
    branches/001/…       the files of rounds that were opened again

A game is its seed and its actions: opening one replays the log and compares every round's file.
Everything that cannot be read or written is a `Refused` whose code starts with ``save.``.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import msgspec

from .. import __version__
from ..core.actions import ACTIONS, Action, to_data
from ..core.engine import apply
from ..core.game import Event, Game
from ..core.opening import new_game
from ..core.refused import Refused
from ..core.ruleset import Ruleset, RulesetError
from ..core.year import next_stage
from . import undo
from .files import write_text
from .log import FILE, Log, LogFile, Row, damaged, line_of, stamp
from .migrations import FORMAT, decode, read_raw
from .orders import save_book, saved_book
from .rounds import (
    Difference,
    Round,
    RoundFile,
    compare,
    make_round,
    round_files,
    round_name,
    round_now,
    round_path,
    round_text,
)
from .rule_files import COPY, copy_fits, own_text, pinned_text, shipped_ids
from .rulesets import load_ruleset, ruleset_from
from .setup import HUMAN as HUMAN  # what a game is set up with can be had here as well
from .setup import MODES as MODES
from .setup import GameFile as GameFile
from .setup import GameSetup as GameSetup
from .setup import Mode as Mode
from .setup import Origin, RulesetPin
from .setup import Player as Player


def start_game(setup: GameSetup) -> Game:
    """A new game from its set-up, at the start of year 1."""
    ruleset, _ = rules_of(setup)
    for player in setup.players:
        if not player.name.strip() or len(player.name) > 40:
            raise Refused("player.name", name=player.name[:40], most=40)
    names = [player.name for player in setup.players]
    return new_game(ruleset, setup.seed, names, setup.years, setup.book)


def rules_of(setup: GameSetup) -> tuple[Ruleset, str]:
    """The ruleset of a set-up with its content hash: its own, else the one found by its id."""
    if setup.rules is None:
        return load_ruleset(setup.ruleset)
    return ruleset_from(setup.rules, setup.ruleset)


def write_game(path: Path, data: GameFile) -> None:
    """Write a game's game.json."""
    write_text(path / "game.json", json.dumps(msgspec.to_builtins(data), ensure_ascii=False, indent=1))


@dataclass(slots=True)
class GameFolder:
    """A game's folder: `record`, `undo` and `redo` keep log and rounds up to date with the game."""

    path: Path
    setup: GameSetup
    about: GameFile
    log: Log
    file: LogFile
    ends: dict[Round, int] = field(default_factory=dict)  # closed rounds, and the actions up to their end
    seen: list[str] = field(default_factory=list)  # for each action, what it revealed
    round: Round = (1, 0)
    difference: Difference | None = None  # where a round's file is not what the replay gives
    unwritten: dict[Round, RoundFile] = field(default_factory=dict)  # rounds that the disk has not taken
    outdated: bool = False  # whether game.json on disk is of an earlier format
    reopened: list[Round] = field(default_factory=list)  # rounds whose files are to be put aside
    carried: bool = False  # whether it is played by its own copy of rules that are not installed here
    uncopied: bool = False  # whether it has no copy of its rules yet

    @classmethod
    def create(cls, setup: GameSetup, path: Path, origin: Origin | None = None) -> GameFolder:
        """Lay out a new game's folder; refused where it exists already or cannot be written."""
        if setup.rules is None:
            setup = replace(setup, rules=own_text(setup.ruleset))
        ruleset, content = rules_of(setup)
        if (path / "game.json").exists():
            raise Refused("save.exists", path=str(path))
        pin = RulesetPin(ruleset.id, ruleset.version, content)
        orders = "" if setup.book is None else save_book(path, setup.book)
        data = GameFile(
            FORMAT, __version__, stamp(), pin, setup.seed, setup.years, setup.players, setup.mode, origin,
            orders,
        )  # fmt: skip
        write_text(path / FILE, "")
        _copy_rules(path, setup)
        write_game(path, data)
        return cls(path, setup, data, Log(setup.mode == "contest"), LogFile(path / FILE))

    @property
    def count(self) -> int:
        """How many actions the game has."""
        return len(self.log.line)

    # Going on

    def record(self, game: Game, action: Action) -> str | None:
        """Write an applied action to disk; returns the name of the round that it closed, if any.

        Refused where the disk does not take it: the action is kept and written with the next one.
        """
        self.hold({"n": self.count + 1, **to_data(action), "at": stamp()})
        closed = self.follow(game, action)
        self.flush()
        return closed

    def follow(self, game: Game, action: Action) -> str | None:
        """Note what the action just applied has revealed and closed; the name of a round that it closed."""
        closed = self.round if round_now(game) != self.round else None
        own_round = self.setup.mode == "class" and closed is not None
        self.seen.append(undo.reveals(action, game.events) or ("round" if own_round else ""))
        if closed is None:
            return None
        self.unwritten[closed] = self._closed_round(game)
        self.ends[closed] = len(self.seen)
        self.round = round_now(game)
        return round_name(closed)

    def _closed_round(self, game: Game) -> RoundFile:
        first = max(self.ends.values(), default=0)
        return make_round(game, self.round, self.about.ruleset, self.log.line[first : len(self.seen)], FORMAT)

    def hold(self, row: Row) -> None:
        """Take a row into the log, to be written with the next `flush`."""
        self.log.add(row)
        self.file.lines.append(line_of(row))

    def flush(self) -> None:
        """Write whatever the disk has not taken yet: the log first, for the rounds follow from it."""
        self.file.flush()
        if self.outdated:
            write_game(self.path, self.about)
            self.outdated = False
        if self.uncopied:
            _copy_rules(self.path, self.setup)
            self.uncopied = False
        self._put_aside()
        for place, data in list(self.unwritten.items()):
            write_text(round_path(self.path, place), round_text(data))
            del self.unwritten[place]

    @property
    def unsaved(self) -> int:
        """How much the disk has not taken yet: lines of the log and rounds."""
        return self.file.waiting + len(self.unwritten)

    def copy_to(self, path: Path) -> GameFolder:
        """The whole game, also what the disk has not taken, in another folder; refused as `create` is."""
        if (path / "game.json").exists():
            raise Refused("save.exists", path=str(path))
        if self.setup.book is not None:
            save_book(path, self.setup.book)
        _copy_rules(path, self.setup)
        write_text(path / FILE, "".join(self.file.lines))
        write_game(path, self.about)
        copy, _ = open_game(path)
        copy.flush()
        copy.difference = None  # the rounds were not there yet
        return copy

    # Going back

    def undo(self, game: Game, to: int, teacher: bool = False) -> Game:
        """The game as it stood after `to` actions; the rest is kept in the log. Refused as `record` is."""
        earlier = start_game(self.setup)
        self.hold({"undo": to, "at": stamp(), **({"teacher": True} if teacher else {})})
        for action in game.history[:to]:
            apply(earlier, action)
        del self.seen[to:]
        again = [place for place, end in self.ends.items() if end > to]
        for place in again:
            del self.ends[place]
            self.unwritten.pop(place, None)
        self.reopened += again
        self.round = min(again, default=self.round)
        return earlier

    def redo(self, game: Game, to: int) -> list[tuple[Action, list[Event]]]:
        """Make the actions taken back last again, up to number `to`, with what each led to."""
        first = self.count
        self.hold({"redo": to, "at": stamp()})
        done = []
        for row in self.log.line[first:]:
            action = action_of(row)
            done.append((action, apply(game, action)))
            self.follow(game, action)
        return done

    def switch(self, teacher: bool) -> None:
        """Note in the log that the teacher's switch was turned on or off."""
        self.hold({"teacher": teacher, "at": stamp()})
        self.flush()

    def _put_aside(self) -> None:
        """Move the files of rounds that were opened again to a folder of their own."""
        files = [file for place in self.reopened if (file := round_path(self.path, place)).exists()]
        if files:
            aside = next(
                path for n in range(1, 10_000) if not (path := self.path / "branches" / f"{n:03}").exists()
            )
            move_files(files, aside)
        self.reopened.clear()


def _copy_rules(path: Path, setup: GameSetup) -> None:
    """Write a copy of rules that do not come with the program into a game's folder."""
    if setup.rules is not None:
        write_text(path / COPY, setup.rules.decode())


def move_files(files: Sequence[Path], to: Path) -> None:
    """Move files to a new folder. Refused where that cannot be done."""
    try:
        to.mkdir(parents=True)
        for file in files:
            file.rename(to / file.name)
    except OSError as error:
        raise Refused("save.unwritable", path=str(to), detail=error.strerror or str(error)) from error


# Reading


def open_game(path: Path) -> tuple[GameFolder, Game]:
    """A saved game where it stood, each round's file compared; nothing is written."""
    folder = _begin(path)
    game = start_game(folder.setup)
    saved = round_files(path)
    for row in folder.log.line:
        action = _replay(game, row)
        place = folder.round
        if folder.follow(game, action):
            _compare(folder, place, saved.pop(place, None))
    folder.reopened += saved
    _miss(folder)
    return folder, game


def _compare(folder: GameFolder, place: Round, file: Path | None) -> None:
    """Hold a round's file against the replay; where there is none it is to be written."""
    if file is None:
        return
    replayed = folder.unwritten.pop(place)
    try:
        difference = compare(_present(decode(file, RoundFile), replayed), replayed)
    except Refused as refused:
        difference = Difference(replayed.round, "file", str(refused)[:80], file.name)
    folder.difference = folder.difference or difference


def _present(saved: RoundFile, replayed: RoundFile) -> RoundFile:
    """A round's file; the hash of an earlier format was made in another way and says nothing."""
    if saved.format == FORMAT:
        return saved
    return replace(saved, format=FORMAT, state_sha256=replayed.state_sha256)


def _miss(folder: GameFolder) -> None:
    """A round without a file is a difference, unless all that follow have none either: a crash came first.

    So is a file of a round that has not closed, save where a step back led there.
    """
    there = [place for place in folder.ends if place not in folder.unwritten]
    lost = [place for place in folder.unwritten if there and place < max(there)]
    odd = [place for place in folder.reopened if not folder.log.ahead]
    if (lost or odd) and folder.difference is None:
        name = round_name(min((*lost, *odd)))
        values = ("—", f"{name}.json") if lost else (f"{name}.json", "—")
        folder.difference = Difference(name, "file", *values)


def game_at(path: Path, team: int, place: Round) -> Game:
    """A saved game as it stood when a team ended its part of a round; refused where it is not there."""
    return deque(moments(path, team, place), maxlen=1).pop()


def moments(path: Path, team: int, place: Round) -> Iterator[Game]:
    """A saved game from its beginning, action by action, until a team has ended its part of a round.

    It is the same game each time, one action further on; refused at the end where it never comes there.
    """
    folder = _begin(path)
    game = start_game(folder.setup)
    if not 1 <= team <= len(game.companies):
        raise Refused("team.unknown", team=team)
    yield game
    for row in folder.log.line:
        ends = row.get("team") == team and row.get("do") == "EndStage"
        if ends and game.year == place[0] and _leaves(game, team, place):
            return
        _replay(game, row)
        yield game
    if round_now(game) < place:
        raise Refused("save.no_such_round", round=f"Y{place[0]}-{place[1]}")


def _leaves(game: Game, team: int, place: Round) -> bool:
    """Whether ending the present stage takes a team out of a round."""
    company = game.company(team)
    following = next_stage(game, company)
    if game.stage(company).quarter != place[1]:
        return False
    return following is None or following.quarter != place[1] or following.index == game.calendar[-1].index


def _begin(path: Path) -> GameFolder:
    """A saved game before its first action, with its log, if its ruleset is still the same."""
    raw = read_raw(path)
    try:
        data = msgspec.convert(raw.game, GameFile)
    except msgspec.MsgspecError as error:
        raise Refused("save.damaged", file="game.json", detail=str(error)[:200]) from error
    text, carried = pinned_text(data.ruleset, path)
    ruleset = _pinned_ruleset(text, data.ruleset.id)
    book = saved_book(path, data.orders, ruleset) if data.orders else None
    rules = None if ruleset.id in shipped_ids() else text
    setup = GameSetup(ruleset.id, data.seed, data.years, data.players, data.mode, book, rules)
    written = 0 if raw.outdated else len(raw.rows)
    file = LogFile(path / FILE, [line_of(row) for row in raw.rows], written, raw.size)
    folder = GameFolder(path, setup, data, Log(setup.mode == "contest"), file, outdated=raw.outdated)
    folder.carried, folder.uncopied = carried, rules is not None and not (path / COPY).exists()
    if rules is not None and not (carried or folder.uncopied):
        folder.difference = _copy_differs(path, data.ruleset)
    for row in raw.rows:
        folder.log.add(row)
    return folder


def _copy_differs(path: Path, pin: RulesetPin) -> Difference | None:
    """Whether the copy of the rules is not the one that the save was made under."""
    try:
        fits = copy_fits(pin, path)
    except Refused:
        fits = False
    return None if fits else Difference(COPY, "sha256", "—", pin.sha256[:12])


def _pinned_ruleset(text: bytes, ruleset_id: str) -> Ruleset:
    """The rules that a save was made under; refused where there is something wrong with them."""
    try:
        return ruleset_from(text, ruleset_id)[0]
    except RulesetError as error:
        raise Refused("save.rules_broken", ruleset=ruleset_id, path=error.path) from error


_ABOUT = ("n", "do", "at")
"""What a row says besides the action's own values."""


def action_of(row: dict[str, Any]) -> Action:
    """The action of a row of the log; refused where there is no such action."""
    try:
        values = {key: value for key, value in row.items() if key not in _ABOUT}
        action: Action = msgspec.convert(values, ACTIONS[row["do"]])
    except (KeyError, TypeError, msgspec.MsgspecError) as error:
        raise damaged(f"n {row.get('n')!s:.20}: {error!s:.160}") from error
    return action


def _replay(game: Game, row: dict[str, Any]) -> Action:
    """Apply a saved action, which must be accepted."""
    action = action_of(row)
    try:
        apply(game, action)
    except Refused as refused:
        raise damaged(f"n {row['n']}: {refused!s:.160}") from refused
    return action
