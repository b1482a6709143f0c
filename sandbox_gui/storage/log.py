"""The log of a game: every action and every step back, one a line, only ever added to.

    {"n": 12, "do": "StartProduction", "team": 1, "line": 3, "at": "2026-11-22T20:50:01+08:00"}
    {"undo": 11, "at": …}      back to what stood after action 11; with "teacher", by the teacher's switch
    {"redo": 12, "at": …}      the actions that were taken back are made again, up to number 12
    {"teacher": true, "at": …} the teacher's switch was turned on or off

`n` counts the actions of the game as it stands, so it falls with an undo. `at` is the wall clock, for
people; nothing is computed from it. What was taken back and not made again stays here as a branch.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from ..core.refused import Refused
from .files import append_bytes, read_bytes

Row = dict[str, Any]
FILE = "log.jsonl"
MOST_LINES = 200_000
"""Sixty companies over thirty years take half as many steps."""
ORGANISER = frozenset({"AddCapital", "GiveOrder"})


def stamp() -> str:
    """The wall clock, to the second, with its zone."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


@dataclass(frozen=True, slots=True)
class Branch:
    """A game as it once stood: its whole line of actions, of which those past `after` were taken back."""

    after: int
    rows: tuple[Row, ...]
    at: str  # when they were taken back


@dataclass(frozen=True, slots=True)
class Mark:
    """A use of the teacher's switch: ``on``, ``off`` or ``undo`` of `count` actions, after action `n`."""

    what: str
    n: int
    at: str
    count: int = 0


@dataclass(slots=True)
class Log:
    """What the rows of a log lead to; `add` refuses a row that cannot follow."""

    contest: bool = False  # no steps back, and no teacher's switch
    line: list[Row] = field(default_factory=list)  # the game's actions, as it stands
    ahead: list[Row] = field(default_factory=list)  # taken back last, may be made again
    branches: list[Branch] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    teacher: bool = False
    _undone: str = ""

    def add(self, row: Row) -> None:
        """Take one row in; refused where it cannot follow those before it."""
        kind = next((name for name in ("do", "undo", "redo", "teacher") if name in row), "")
        if not kind or (self.contest and kind != "do"):
            raise damaged(kind or "?")
        {"do": self._act, "undo": self._undo, "redo": self._redo, "teacher": self._switch}[kind](row)

    def _act(self, row: Row) -> None:
        if row.get("n") != len(self.line) + 1:
            raise damaged(f"n {row.get('n')!s:.20}")
        if type(row["do"]) is not str:
            raise damaged(f"n {row['n']}")
        if row["do"] in ORGANISER and not self.teacher:
            raise damaged(f"n {row['n']}: {row['do']}")
        self._give_up()
        self.line.append(row)

    def _undo(self, row: Row) -> None:
        to = row["undo"]
        if type(to) is not int or not 0 <= to < len(self.line):
            raise damaged(f"undo {to!s:.20}")
        self.marks = [replace(mark, n=min(mark.n, to)) for mark in self.marks]
        if row.get("teacher"):
            self.marks.append(Mark("undo", to, _at(row), len(self.line) - to))
        self.ahead[:0] = self.line[to:]
        del self.line[to:]
        self._undone = _at(row)

    def _redo(self, row: Row) -> None:
        to = row["redo"]
        if type(to) is not int or not len(self.line) < to <= len(self.line) + len(self.ahead):
            raise damaged(f"redo {to!s:.20}")
        count = to - len(self.line)
        self.line += self.ahead[:count]
        del self.ahead[:count]

    def _switch(self, row: Row) -> None:
        self.teacher = row["teacher"] is True
        self.marks.append(Mark("on" if self.teacher else "off", len(self.line), _at(row)))

    def _give_up(self) -> None:
        """What was taken back is left behind by another action: it becomes a branch."""
        if self.ahead:
            self.branches.append(Branch(len(self.line), (*self.line, *self.ahead), self._undone))
            self.ahead.clear()


def _at(row: Row) -> str:
    return str(row.get("at", ""))[:40]


def damaged(detail: str) -> Refused:
    """The refusal of a log that does not make sense."""
    return Refused("save.damaged", file=FILE, detail=detail)


def line_of(row: Row) -> str:
    """A row as a line of the file."""
    return json.dumps(row, ensure_ascii=False) + "\n"


@dataclass(slots=True)
class LogFile:
    """The file of a log. All its lines are kept, for another disk may have to take them."""

    path: Path
    lines: list[str] = field(default_factory=list)
    written: int = 0  # lines that the disk has confirmed
    size: int = 0  # their bytes; whatever lies beyond is a line that a crash cut short

    @property
    def waiting(self) -> int:
        """How many lines the disk has not confirmed."""
        return len(self.lines) - self.written

    def flush(self) -> None:
        """Write what waits, behind what is confirmed. Refused where the disk does not take it."""
        count = len(self.lines)
        data = "".join(self.lines[self.written :]).encode()
        append_bytes(self.path, self.size, data)
        self.size += len(data)
        self.written = count


def read_rows(path: Path) -> tuple[list[Row], int]:
    """A log's whole lines, and the bytes that they take; a last line that a crash cut short is left out."""
    data = read_bytes(path)
    size = data.rfind(b"\n") + 1
    if data.count(b"\n") > MOST_LINES:
        raise Refused("save.too_large", file=path.name)
    try:
        rows = [msgspec.json.decode(line, type=Row) for line in data[:size].split(b"\n")[:-1]]
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise Refused("save.damaged", file=path.name, detail=str(error)[:200]) from error
    return rows, size
