"""Saves of earlier formats, brought up to the present one step by step.

A step takes what was read of a format and gives what the next one would have held. Nothing is written
here: the folder itself is brought up to date when the game is played on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from ..core.refused import Refused
from .files import read_bytes
from .log import FILE, Row, read_rows
from .rounds import round_files

T = TypeVar("T")
FORMAT = 2
"""The present format of saves."""


@dataclass(slots=True)
class Raw:
    """What is read of a save before it is understood: game.json, and the rows of its log."""

    path: Path
    game: dict[str, Any]
    rows: list[Row]
    size: int = 0  # bytes of the log that the rows stand for
    outdated: bool = False  # of an earlier format: the folder does not hold what this says


def read_raw(path: Path) -> Raw:
    """A save of any format as the present one; refused where it is newer or cannot be read."""
    game = decode(path / "game.json", dict[str, Any])
    version = game.get("format")
    if type(version) is not int or not 1 <= version <= FORMAT:
        raise Refused("save.damaged", file="game.json", detail=f"format {version!s:.20}")
    raw = Raw(path, game, [], outdated=version < FORMAT)
    if version == FORMAT:
        raw.rows, raw.size = read_rows(path / FILE)
    for step in range(version, FORMAT):
        STEPS[step](raw)
        raw.game["format"] = step + 1
    return raw


def _from_1(raw: Raw) -> None:
    """Format 1 kept the actions in the files of the rounds, and those of the open round in open.jsonl."""
    for file in round_files(raw.path).values():
        actions = decode(file, dict[str, Any]).get("actions")
        if not isinstance(actions, list) or not all(isinstance(row, dict) for row in actions):
            raise Refused("save.damaged", file=file.name, detail="actions")
        raw.rows += actions
    last = raw.path / "open.jsonl"
    rows = read_rows(last)[0] if last.exists() else []
    known = len(raw.rows)
    raw.rows += [row for row in rows if not isinstance(row.get("n"), int) or row["n"] > known]


STEPS: dict[int, Callable[[Raw], None]] = {1: _from_1}
"""The step from each earlier format to the next."""


def decode(path: Path, kind: type[T]) -> T:
    """A file of a save as what it should hold; refused where it does not, or is of a newer format."""
    text = read_bytes(path)
    try:
        version = msgspec.json.decode(text).get("format")
        if type(version) is int and version > FORMAT:
            raise Refused("save.newer", file=path.name, format=version, known=FORMAT)
        return msgspec.json.decode(text, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError, AttributeError, RecursionError) as error:
        raise Refused("save.damaged", file=path.name, detail=str(error)[:200]) from error
