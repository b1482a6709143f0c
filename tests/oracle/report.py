"""How much of a contest the engine reproduces: figures counted team by team."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sandbox_gui.core.ruleset import Ruleset

from .compare import Difference, differences
from .record import Contest, Record, read_contest
from .replay import Replay
from .search import solve
from .table import Table

MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class TeamResult:
    """One team's replay: where it stands at the end, and every figure that differs."""

    record: Record
    table: Table
    rows: tuple[Difference, ...]
    cells: tuple[Difference, ...]
    end: tuple[Difference, ...]

    @property
    def exact(self) -> bool:
        """Whether nothing differs."""
        return not (self.rows or self.cells or self.end)

    @property
    def cells_counted(self) -> int:
        """How many cells the record's statements have."""
        return sum(len(sheet) for sheets in self.record.statements.values() for sheet in sheets.values())


@dataclass(frozen=True, slots=True)
class Summary:
    """The results of all teams."""

    teams: tuple[TeamResult, ...]

    @property
    def exact(self) -> bool:
        """Whether there are teams, and nothing differs anywhere."""
        return bool(self.teams) and all(team.exact for team in self.teams)

    def data(self) -> dict[str, Any]:
        """The figures as plain data, with the first differences."""
        rows = sum(len(team.record.rows) for team in self.teams)
        cells = sum(team.cells_counted for team in self.teams)
        scored = [team for team in self.teams if team.record.score is not None]
        found = [one for team in self.teams for one in (*team.rows, *team.cells, *team.end)]
        return {
            "teams": len(self.teams),
            "teams_exact": sum(team.exact for team in self.teams),
            "rows": rows,
            "rows_exact": rows - sum(len(team.rows) for team in self.teams),
            "cells": cells,
            "cells_exact": cells - sum(len(team.cells) for team in self.teams),
            "scores": len(scored),
            "scores_exact": sum(team.table.score == team.record.score for team in scored),
            "first_differences": [one._asdict() for one in found[:MOST_SHOWN]],
        }


def replay_contest(folder: Path, ruleset: Ruleset) -> Summary:
    """Replay every team of a folder; OSError or ValueError where it cannot be read."""
    contest = read_contest(folder, ruleset)
    return Summary(tuple(replay_team(ruleset, contest, record) for record in contest.records))


def replay_team(ruleset: Ruleset, contest: Contest, record: Record) -> TeamResult:
    """Replay one team and compare every figure."""
    replay = Replay(ruleset, contest, record)
    table = solve(replay)
    cells = tuple(one for year in record.statements for one in differences(table.company, record, year))
    return TeamResult(record, table, _rows(replay, table), cells, _end(record, table))


def _rows(replay: Replay, table: Table) -> tuple[Difference, ...]:
    """The rows whose cash change or balance differs, with what stands in the way of each."""
    found = []
    for row, (cash, balance) in zip(replay.record.rows, table.marks, strict=True):
        if (cash, balance) != (row.cash, row.balance):
            where = (
                f"{replay.record.team} row {row.index + 1} (year {row.year} quarter {row.quarter}) {row.do}"
            )
            why = replay.accepted.get(row.index, "")
            found.append(
                Difference(where, f"{row.cash} → {row.balance}", f"{cash} → {balance} {why}".rstrip())
            )
    return tuple(found)


def _end(record: Record, table: Table) -> tuple[Difference, ...]:
    """What differs in how it ended: the score, the bankruptcy, and rows that the record leaves out.

    The record of a company that went bankrupt may stop before the payment that it could not make.
    """
    closed = len(table.company.journal.closings) - 1
    found = [
        Difference(f"{record.team} score", record.score, table.score),
        Difference(f"{record.team} years closed", max(record.statements), closed),
    ]
    for index, made in table.unsaid:
        if index < len(record.rows) or record.score is not None:
            where = f"{record.team} before row {index + 1}"
            found.append(Difference(where, None, f"{made.do} {made.cash} → {made.balance}"))
    return tuple(one for one in found if one.recorded != one.replayed)
