"""A decision round as a file: who decided what, how the companies stood after it, and the state's hash."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from .log import Row
from .setup import RulesetPin

if TYPE_CHECKING:
    from ..core.game import Game

FOLDER = "rounds"
ROUND_NAMES = ("start", "Q1", "Q2", "Q3", "Q4", "end")
Round = tuple[int, int]
"""A decision round: year, and 0 for its start, 1–4 for its quarters, 5 for its end."""


@dataclass(frozen=True, slots=True)
class CompanyFigures:
    """How a company stood when a round closed."""

    team: int
    name: str
    cash: int
    equity: int
    bankrupt: str


@dataclass(frozen=True, slots=True)
class RoundFile:
    """The contents of a round's file."""

    format: int
    round: str
    ruleset: RulesetPin
    seed: int
    actions: tuple[dict[str, Any], ...]
    companies: tuple[CompanyFigures, ...]
    state_sha256: str


@dataclass(frozen=True, slots=True)
class Difference:
    """The first value in which a round's file is not what the replay gives."""

    round: str
    what: str
    saved: str
    replayed: str


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


def round_path(folder: Path, place: Round) -> Path:
    """Where a round's file lies in a game's folder."""
    return folder / FOLDER / f"{round_name(place)}.json"


_NAME = re.compile(r"Y(\d{1,2})-([0-5])-(start|Q[1-4]|end)\.json")


def round_files(folder: Path) -> dict[Round, Path]:
    """The round files of a game's folder, in the order of play."""
    found: dict[Round, Path] = {}
    for file in sorted((folder / FOLDER).glob("*.json")):
        match = _NAME.fullmatch(file.name)
        if match:
            found[int(match[1]), int(match[2])] = file
    return dict(sorted(found.items()))


def figures(game: Game) -> tuple[CompanyFigures, ...]:
    """How the companies stand now."""
    return tuple(CompanyFigures(c.team, c.name, c.cash, c.equity, c.bankrupt) for c in game.companies)


def make_round(game: Game, place: Round, pin: RulesetPin, rows: list[Row], version: int) -> RoundFile:
    """A round that has just closed, with the actions that were taken in it."""
    from ..core.digest import digest  # the economy is not loaded to list the saved games

    return RoundFile(version, round_name(place), pin, game.seed, tuple(rows), figures(game), digest(game))


def round_text(data: RoundFile) -> str:
    """The round as JSON that a person can read: one action, one company a line."""
    plain = msgspec.to_builtins(data)
    lines = []
    for key, value in plain.items():
        if isinstance(value, list | tuple):
            body = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in value)
            lines.append(f' "{key}": [\n{body}\n ]')
        else:
            lines.append(f' "{key}": {json.dumps(value, ensure_ascii=False)}')
    return "{\n" + ",\n".join(lines) + "\n}\n"


def compare(saved: RoundFile, replayed: RoundFile) -> Difference | None:
    """The first value in which a saved round is not what the replay gives; None where it is the same."""
    if saved == replayed:
        return None
    found, expected = _values(saved), _values(replayed)
    for what in {**expected, **found}:
        before, after = found.get(what, "—"), expected.get(what, "—")
        if before != after:
            return Difference(replayed.round, what, str(before)[:80], str(after)[:80])
    return None


def _values(data: RoundFile) -> dict[str, object]:
    """Every value of a round by a path that a person understands."""
    plain = msgspec.to_builtins(data)
    found: dict[str, object] = {key: plain[key] for key in ("round", "ruleset", "seed")}
    for row in plain["companies"]:
        found |= {f"companies.{row['team']}.{key}": value for key, value in row.items()}
    for place, row in enumerate(plain["actions"]):
        found[f"actions.{row.get('n', place)}"] = row
    found["state_sha256"] = plain["state_sha256"]
    return found
