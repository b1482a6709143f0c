"""The rows of the history: what every team did, what was refused, and where the teacher's switch was used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...core.actions import Action
from ...core.game import Game
from ...core.refused import Refused
from ...describe import describe
from ...history import Step
from ...storage.attempts import Attempt
from ...storage.games import action_of
from ...storage.log import Mark
from ...text import has, sentence, t
from ..panels.style import team_letter
from ..panels.tables import Row
from ..words import quarter_of_year


class Line(NamedTuple):
    """A row of the history, and how many actions had been taken at it; `team` is 0 where it is nobody's."""

    row: Row
    after: int
    team: int = 0


def clock(at: str) -> str:
    """The hour and minute of a stamp, or nothing where it is none."""
    return at[11:16] if len(at) >= 16 and at[10] == "T" else ""


def step_line(step: Step) -> Line:
    """An action that was taken."""
    cells = (team_letter(step.team), step.words, step.cash or None, step.after, clock(step.at))
    return Line(Row(cells), step.number, step.team)


def refused_line(game: Game, found: Attempt) -> Line | None:
    """An action that was refused, with the reason; None where it cannot be told any more."""
    if not has(f"refused.{found.code}"):
        return None
    try:
        action: Action = action_of(found.action)
        words = f"{describe(game, action, after=True)} ✗ {sentence(found.refused, game.ruleset)}"
    except (Refused, KeyError, IndexError):  # kept by another program, or edited
        return None
    cells = (team_letter(found.team), words, "", "", clock(found.at))
    return Line(Row(cells, "faint"), found.after, found.team)


def mark_line(mark: Mark) -> Line:
    """A use of the teacher's switch."""
    words = t(f"history.mark_{mark.what}", count=mark.count)
    return Line(Row(("", words, "", "", clock(mark.at)), "own"), mark.n)


def with_heads(steps: Sequence[Step], others: Sequence[Line]) -> Iterator[Line]:
    """The steps with a head for each part of a year, and what else happened where it belongs."""
    waiting = sorted(others, key=lambda line: line.after)
    part = (0, 0)
    for step in steps:
        while waiting and waiting[0].after < step.number:
            yield waiting.pop(0)
        if (step.year, step.quarter) != part:
            part = step.year, step.quarter
            words = t("history.part", year=step.year, part=quarter_of_year(step.quarter))
            yield Line(Row(("", words, "", "", ""), "head"), step.number - 1)
        yield step_line(step)
    yield from waiting
