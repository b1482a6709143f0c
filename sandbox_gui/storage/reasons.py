"""Why rivals decided as they did: kept beside the log for those who look back, no part of the game.

{"n": 31, "team": 2, "year": 1, "quarter": 2, "code": "market", "facts": {"market": "regional", …}}

`n` is the number of the action with which a reason came out: it counts as long as that action does, so
it goes with a step back and comes again with a step forward.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from ..core.refused import Fact, Refused
from .files import append_bytes, read_bytes, write_text

FILE = "reasons.jsonl"


@dataclass(frozen=True, slots=True)
class Told:
    """A reason of a team's, its moment in the game, and the action with which it came out."""

    n: int
    team: int
    year: int
    quarter: int
    code: str
    facts: dict[str, Fact]

    @property
    def line(self) -> str:
        """Its line in the file."""
        return json.dumps(msgspec.to_builtins(self), ensure_ascii=False) + "\n"


class Reasons:
    """The reasons of a game's folder. What the disk does not take is kept, and written with the next."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._rows, self._as_written = _read(self._path)

    def of(self, team: int, count: int) -> list[Told]:
        """A team's reasons in a game of so many actions, oldest first."""
        return [row for row in self._rows if row.team == team and row.n <= count]

    def follow(self, n: int, found: Sequence[Told]) -> None:
        """Action `n` has been made for the first time, and with it these reasons have come out.

        What came out later belongs to actions that were taken back and cannot be made again. A rival that
        was made anew in the middle of a game may say once more what it has said.
        """
        if self._rows and self._rows[-1].n >= n:
            self._rows = [row for row in self._rows if row.n < n]
            self._as_written = False
        teams = {row.team for row in found}
        known = [replace(row, n=n) for row in self._rows if row.team in teams] if teams else []
        new = [row for row in found if row not in known]
        self._rows += new
        if not self._as_written:
            self.write()
        elif new:
            self._append(new)

    def move_to(self, folder: Path) -> None:
        """Go on in another folder, where all of them are written."""
        self._path = folder / FILE
        if self._rows:
            self.write()

    def write(self) -> None:
        """Write all of them anew."""
        self._as_written = False
        with suppress(Refused):  # what the log says of the disk is enough
            write_text(self._path, "".join(row.line for row in self._rows))
            self._as_written = True

    def _append(self, new: list[Told]) -> None:
        self._as_written = False
        with suppress(Refused):
            size = self._path.stat().st_size if self._path.exists() else 0
            append_bytes(self._path, size, "".join(row.line for row in new).encode())
            self._as_written = True


def _read(path: Path) -> tuple[list[Told], bool]:
    """The rows of a file, as far as they can be read, and whether these are all there is in it."""
    if not path.exists():
        return [], True
    rows: list[Told] = []
    try:
        lines = read_bytes(path).split(b"\n")
    except Refused:
        return [], False
    for line in lines[:-1]:
        with suppress(msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            rows.append(msgspec.json.decode(line, type=Told))
    rows.sort(key=lambda row: row.n)
    return rows, len(rows) == len(lines) - 1 and not lines[-1]
