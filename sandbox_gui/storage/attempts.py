"""What was tried and refused: kept beside the log for those who look back, no part of the game.

{"after": 11, "do": "Borrow", "team": 1, …, "code": "loan.limit", "facts": {…}, "at": …}
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from ..core.actions import Action, to_data
from ..core.refused import Fact, Refused
from .files import append_bytes, read_bytes
from .log import stamp

FILE = "refused.jsonl"


@dataclass(frozen=True, slots=True)
class Attempt:
    """An action that was refused after so many others, why, and when."""

    after: int
    team: int
    action: dict[str, Any]
    code: str
    facts: dict[str, Fact]
    at: str

    @property
    def refused(self) -> Refused:
        """The refusal as it was said."""
        return Refused(self.code, **self.facts)


def note(folder: Path, after: int, action: Action, refused: Refused) -> None:
    """Keep a refused action. Refused where the disk does not take it."""
    found = Attempt(after, action.team, to_data(action), refused.code, refused.facts, stamp())
    path = folder / FILE
    size = path.stat().st_size if path.exists() else 0
    line = json.dumps(msgspec.to_builtins(found), ensure_ascii=False) + "\n"
    append_bytes(path, size, line.encode())


def attempts(folder: Path) -> list[Attempt]:
    """What was refused in a game, oldest first; lines that cannot be read are left out."""
    path = folder / FILE
    found = []
    for line in read_bytes(path).split(b"\n") if path.exists() else ():
        try:
            found.append(msgspec.json.decode(line, type=Attempt))
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            continue  # a line cut short, or not ours: nothing depends on it
    return found
