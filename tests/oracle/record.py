"""A real contest as it is written down: rows of the teams' journals, statements, the order book."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from sandbox_gui.core.game import Order
from sandbox_gui.core.ruleset import Ruleset
from sandbox_gui.storage.orders import read_book

Statements = Mapping[str, Mapping[str, int]]
"""One year's statements: statement → line item → amount, as the platform printed them."""
SUFFIX = ".expected.json"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a journal: what was done, its parameters, the cash change and the cash after it."""

    index: int
    year: int
    quarter: int
    do: str
    cash: int
    balance: int
    facts: Mapping[str, Any]

    @property
    def date(self) -> tuple[int, int]:
        """Year and quarter."""
        return self.year, self.quarter


@dataclass(frozen=True)
class Record:
    """What is known of one team; `score` is None where it went bankrupt."""

    team: str
    rows: tuple[Row, ...]
    deliveries: Mapping[str, tuple[int, int]]
    statements: Mapping[int, Statements]
    score: int | None

    @cached_property
    def starts(self) -> dict[int, list[tuple[int, str]]]:
        """For each line of the record: in which rows it starts which product."""
        found: dict[int, list[tuple[int, str]]] = {}
        for row in self.rows:
            for line, product in row.facts.get("lines", ()):
                found.setdefault(line, []).append((row.index, product))
        return found

    def by_balance(self, row: Row) -> Row:
        """A row with the cash change that leads from the balance before it to its own."""
        before = self.rows[row.index - 1].balance if row.index else 0
        return replace(row, cash=row.balance - before)

    @property
    def targets(self) -> list[str]:
        """The other teams that this one looked at."""
        return sorted({row.facts["team"] for row in self.rows if row.do == "spy"})


@dataclass(frozen=True, slots=True)
class Contest:
    """The whole order book, who got which order, and the teams' records."""

    book: tuple[Order, ...]
    taker: Mapping[str, str]
    records: tuple[Record, ...]


def read_contest(folder: Path, ruleset: Ruleset) -> Contest:
    """Read a folder of records; OSError where a file is missing, ValueError, BadBook where one is wrong."""
    entries = _lines(folder / "orders.jsonl")
    names = sorted(path.name.removesuffix(SUFFIX) for path in folder.glob(f"*{SUFFIX}"))
    return Contest(
        book=read_book(folder / "orders.jsonl", ruleset) if entries else (),
        taker={entry["order"]: entry["team"] for entry in entries if entry["team"]},
        records=tuple(read_record(folder, name) for name in names),
    )


def read_record(folder: Path, name: str) -> Record:
    """Read one team's journal and what it is expected to lead to."""
    expected = json.loads((folder / f"{name}{SUFFIX}").read_text(encoding="utf-8"))
    rows = (_row(index, entry) for index, entry in enumerate(_lines(folder / f"{name}.jsonl")))
    score = expected["score"]
    return Record(
        team=expected["team"],
        rows=tuple(rows),
        deliveries={order: (year, quarter) for order, (year, quarter) in expected["deliveries"].items()},
        statements={int(year): sheets for year, sheets in expected["statements"].items()},
        score=score and score["score"],
    )


def _lines(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def _row(index: int, entry: dict[str, Any]) -> Row:
    year, quarter, do, cash, balance = (entry[name] for name in ("year", "quarter", "do", "cash", "balance"))
    return Row(index, year, quarter, do, cash, balance, entry)
