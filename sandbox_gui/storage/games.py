"""A game's folder: its set-up, a JSON file for each closed round, and the actions of the open one.

    game.json            ruleset (id, version, content hash), seed, years, players
    rounds/Y1-0-start.json, Y1-1-Q1.json … Y1-5-end.json
    open.jsonl           the open round, one action a line, written before the next can be made

A game is its seed and its actions: opening one replays them and compares every round's state hash.
Everything that cannot be read or written is a `Refused` whose code starts with ``save.``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from .. import __version__
from ..core.actions import ACTIONS, Action, to_data
from ..core.digest import digest
from ..core.engine import apply
from ..core.game import Game
from ..core.opening import new_game
from ..core.refused import Refused
from ..core.year import next_stage
from .files import append_text, read_bytes, write_text
from .rulesets import load_ruleset

T = TypeVar("T")
FORMAT = 1
HUMAN = "human"
ROUND_NAMES = ("start", "Q1", "Q2", "Q3", "Q4", "end")
Round = tuple[int, int]
"""A decision round: year, and 0 for its start, 1–4 for its quarters, 5 for its end."""


@dataclass(frozen=True, slots=True)
class Player:
    """Who leads a company: ``human`` or the kind of a computer-run one."""

    name: str
    kind: str = HUMAN


@dataclass(frozen=True, slots=True)
class GameSetup:
    """What a game starts from."""

    ruleset: str
    seed: int
    years: int
    players: tuple[Player, ...]


@dataclass(frozen=True, slots=True)
class RulesetPin:
    """The ruleset that a save was made under."""

    id: str
    version: int
    sha256: str


@dataclass(frozen=True, slots=True)
class GameFile:
    """The contents of game.json."""

    format: int
    program: str
    created: str
    ruleset: RulesetPin
    seed: int
    years: int
    players: tuple[Player, ...]


@dataclass(frozen=True, slots=True)
class RoundFile:
    """The contents of a round's file."""

    format: int
    round: str
    ruleset: RulesetPin
    seed: int
    actions: tuple[dict[str, Any], ...]
    companies: tuple[dict[str, Any], ...]
    state_sha256: str


def round_now(game: Game) -> Round:
    """The round in which the slowest running company stands; past the last one when the game is over."""
    if game.over:
        return game.years + 1, 0
    last = game.calendar[-1].index
    places = [6 if c.stage == last else game.calendar[c.stage].quarter for c in game.running]
    return game.year, min(places)


def round_name(place: Round) -> str:
    """How a round is called in files: ``Y1-0-start``, ``Y1-1-Q1`` … ``Y1-5-end``."""
    return f"Y{place[0]}-{place[1]}-{ROUND_NAMES[place[1]]}"


def action_line(row: dict[str, Any]) -> str:
    """One action as a line of open.jsonl."""
    return json.dumps(row, ensure_ascii=False) + "\n"


def start_game(setup: GameSetup) -> Game:
    """A new game from its set-up, at the start of year 1."""
    ruleset, _ = load_ruleset(setup.ruleset)
    for player in setup.players:
        if not player.name.strip() or len(player.name) > 40:
            raise Refused("player.name", name=player.name[:40], most=40)
    return new_game(ruleset, setup.seed, [player.name for player in setup.players], setup.years)


@dataclass(slots=True)
class GameFolder:
    """A game's folder on disk, kept up to date action by action through `record`."""

    path: Path
    setup: GameSetup
    pin: RulesetPin
    round: Round = (1, 0)
    actions: list[dict[str, Any]] = field(default_factory=list)  # of the open round
    unwritten: list[str] = field(default_factory=list)
    count: int = 0  # actions of the whole game

    @classmethod
    def create(cls, setup: GameSetup, path: Path) -> GameFolder:
        """Lay out a new game's folder; refused where it exists already or cannot be written."""
        ruleset, content = load_ruleset(setup.ruleset)
        folder = cls(path, setup, RulesetPin(ruleset.id, ruleset.version, content))
        if (path / "game.json").exists():
            raise Refused("save.exists", path=str(path))
        created = datetime.now().astimezone().isoformat(timespec="seconds")
        data = GameFile(FORMAT, __version__, created, folder.pin, setup.seed, setup.years, setup.players)
        write_text(path / "game.json", json.dumps(msgspec.to_builtins(data), ensure_ascii=False, indent=1))
        write_text(path / "open.jsonl", "")
        return folder

    def record(self, game: Game, action: Action) -> str | None:
        """Write an applied action to disk; returns the name of the round that it closed, if any.

        Refused where the disk does not take it: the action is kept and written with the next one.
        """
        self.count += 1
        data = {"n": self.count, **to_data(action)}
        self.actions.append(data)
        self.unwritten.append(action_line(data))
        append_text(self.path / "open.jsonl", "".join(self.unwritten))
        self.unwritten.clear()
        if round_now(game) == self.round:
            return None
        return self.close_round(game)

    def close_round(self, game: Game) -> str:
        """Write the open round's file and begin the next; its name."""
        name = round_name(self.round)
        write_text(self.path / "rounds" / f"{name}.json", self._round_text(game, name))
        self.round = round_now(game)
        self.actions = []
        write_text(self.path / "open.jsonl", "")
        return name

    def _round_text(self, game: Game, name: str) -> str:
        """The round as JSON that a person can read: one action, one company a line."""
        companies = [
            {"team": c.team, "name": c.name, "cash": c.cash, "equity": c.equity, "bankrupt": c.bankrupt}
            for c in game.companies
        ]
        head = {"format": FORMAT, "round": name, "ruleset": msgspec.to_builtins(self.pin), "seed": game.seed}
        lines = [f" {json.dumps(key)}: {json.dumps(value)}" for key, value in head.items()]
        for key, rows in (("actions", self.actions), ("companies", companies)):
            body = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in rows)
            lines.append(f' "{key}": [\n{body}\n ]')
        lines.append(f' "state_sha256": "{digest(game)}"')
        return "{\n" + ",\n".join(lines) + "\n}\n"


def open_game(path: Path) -> tuple[GameFolder, Game]:
    """Open a saved game where it stood, checking each round."""
    folder, game = _begin(path)
    for place, file in _round_files(path):
        _replay_round(folder, game, place, file)
    _replay_open(folder, game)
    return folder, game


def game_at(path: Path, team: int, place: Round) -> Game:
    """A saved game as it stood when a team ended its part of a round; refused where it is not there."""
    folder, game = _begin(path)
    files = dict(_round_files(path))
    for earlier in sorted(known for known in files if known < place):
        _replay_round(folder, game, earlier, files[earlier])
    if not 1 <= team <= len(game.companies):
        raise Refused("team.unknown", team=team)
    if folder.round != place:
        raise Refused("save.no_such_round", round=f"Y{place[0]}-{place[1]}")
    rows = _decode(files[place], RoundFile).actions if place in files else _open_rows(path)[0]
    for row in rows:
        if row.get("team") == team and row.get("do") == "EndStage" and _leaves(game, team, place):
            break
        _replay(folder, game, row, round_name(place))
    return game


def _leaves(game: Game, team: int, place: Round) -> bool:
    """Whether ending the present stage takes a team out of a round."""
    following = next_stage(game, game.company(team))
    return following is None or following.quarter != place[1] or following.index == game.calendar[-1].index


def _begin(path: Path) -> tuple[GameFolder, Game]:
    """A saved game at its very start, if its ruleset is the one that it was made under."""
    data = _decode(path / "game.json", GameFile)
    ruleset, content = load_ruleset(data.ruleset.id)
    if (ruleset.version, content) != (data.ruleset.version, data.ruleset.sha256):
        raise Refused("save.ruleset", ruleset=ruleset.id, version=data.ruleset.version)
    setup = GameSetup(ruleset.id, data.seed, data.years, data.players)
    return GameFolder(path, setup, data.ruleset), start_game(setup)


def _decode(path: Path, kind: type[T]) -> T:
    text = read_bytes(path)
    try:
        version = msgspec.json.decode(text).get("format")
        if type(version) is int and version > FORMAT:
            raise Refused("save.newer", file=path.name, format=version, known=FORMAT)
        return msgspec.json.decode(text, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError, AttributeError, RecursionError) as error:
        raise Refused("save.damaged", file=path.name, detail=str(error)[:200]) from error


_ROUND_FILE = re.compile(r"Y(\d{1,2})-([0-5])-(start|Q[1-4]|end)\.json")


def _round_files(path: Path) -> Iterator[tuple[Round, Path]]:
    found = []
    for file in (path / "rounds").glob("*.json"):
        match = _ROUND_FILE.fullmatch(file.name)
        if match:
            found.append(((int(match[1]), int(match[2])), file))
    yield from sorted(found)


def _replay_round(folder: GameFolder, game: Game, place: Round, file: Path) -> None:
    data = _decode(file, RoundFile)
    if place != folder.round or data.round != round_name(place) or data.ruleset != folder.pin:
        raise Refused("save.damaged", file=file.name, detail=f"round {round_name(folder.round)}")
    for row in data.actions:
        _replay(folder, game, row, file.name)
    if digest(game) != data.state_sha256 or round_now(game) == place:
        raise Refused("save.damaged", file=file.name, detail="state_sha256")
    folder.round = round_now(game)
    folder.actions = []


def _replay(folder: GameFolder, game: Game, row: dict[str, Any], file: str) -> None:
    """Apply one saved action; it must be the next one and be accepted."""
    try:
        rest = {key: value for key, value in row.items() if key not in ("n", "do")}
        action: Action = msgspec.convert(rest, ACTIONS[row["do"]])
        if row["n"] != folder.count + 1:
            raise Refused("save.damaged", file=file, detail=f"n {row['n']}")
        apply(game, action)
    except (KeyError, TypeError, msgspec.MsgspecError) as error:
        raise Refused("save.damaged", file=file, detail=str(error)[:200]) from error
    except Refused as refused:
        if refused.code.startswith("save."):
            raise
        raise Refused("save.damaged", file=file, detail=str(refused)[:200]) from refused
    folder.count += 1
    folder.actions.append(row)


def _replay_open(folder: GameFolder, game: Game) -> None:
    """Apply the open round's actions; what a crash left in an odd place is put in order."""
    rows, whole = _open_rows(folder.path)
    for row in rows:
        if not isinstance(row.get("n"), int) or row["n"] > folder.count:
            _replay(folder, game, row, "open.jsonl")
    if not whole:
        write_text(folder.path / "open.jsonl", "".join(action_line(row) for row in folder.actions))
    if round_now(game) != folder.round:
        folder.close_round(game)


def _open_rows(path: Path) -> tuple[list[dict[str, Any]], bool]:
    """The open round's rows; False where a crash cut the last line short (it is left out)."""
    file = path / "open.jsonl"
    lines = read_bytes(file).split(b"\n") if file.exists() else [b""]
    try:
        rows = [msgspec.json.decode(line, type=dict[str, Any]) for line in lines[:-1]]
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise Refused("save.damaged", file=file.name, detail=str(error)[:200]) from error
    return rows, not lines[-1]


@dataclass(frozen=True, slots=True)
class GameSummary:
    """What the start screen tells of a saved game; `problem` is why it cannot be opened."""

    path: Path
    name: str
    ruleset: str
    players: int
    played: datetime
    round: str
    problem: Refused | None = None


def summary(path: Path) -> GameSummary:
    """A saved game at a glance, without replaying it."""
    try:
        played = datetime.fromtimestamp((path / "open.jsonl").stat().st_mtime).astimezone()
        data = _decode(path / "game.json", GameFile)
    except OSError as error:
        refused = Refused("save.damaged", file="open.jsonl", detail=str(error.strerror))
        return GameSummary(path, path.name, "", 0, datetime.fromtimestamp(0).astimezone(), "", refused)
    except Refused as refused:
        return GameSummary(path, path.name, "", 0, played, "", refused)
    person = next((p for p in data.players if p.kind == HUMAN), data.players[0])
    rounds = [round_name(place) for place, _ in _round_files(path)]
    return GameSummary(
        path, person.name, data.ruleset.id, len(data.players), played, rounds[-1] if rounds else ""
    )


def saved_games(folder: Path) -> list[GameSummary]:
    """The games in a folder of saves, last played first."""
    if not folder.is_dir():
        return []
    found = [summary(path.parent) for path in folder.glob("*/game.json")]
    return sorted(found, key=lambda game: game.played, reverse=True)


def new_folder(saves: Path, name: str) -> Path:
    """A folder for a new game that does not exist yet: the day, and the company's name as far as safe."""
    safe = re.sub(r"[^\w-]+", "-", name).strip("-")[:24] or "game"
    base = f"{datetime.now():%Y%m%d-%H%M}-{safe}"
    candidates = (saves / (base if n == 1 else f"{base}-{n}") for n in range(1, 10_000))
    return next(path for path in candidates if not path.exists())
