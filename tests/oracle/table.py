"""A game under way at the replay's table, and what has been learnt about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from sandbox_gui.core.actions import Action
from sandbox_gui.core.engine import apply
from sandbox_gui.core.game import Company, Game, copy_game
from sandbox_gui.core.refused import Refused

TEAM = 1
"""The record's team; the game's other companies are only there to be looked at."""


class Mismatch(Exception):
    """The engine and the record part ways; `where` is a row's index, ``year 3`` or ``end``."""

    def __init__(self, where: int | str, why: str) -> None:
        super().__init__(why)
        self.where = where


class Made(NamedTuple):
    """A row that the engine made by itself, as the record would print it."""

    do: str
    cash: int
    balance: int


@dataclass(slots=True)
class Table:
    """A game under way, and what the replay has come to know about it."""

    game: Game
    made: list[Made]  # what the engine has done by itself and the record has still to say
    lines: dict[int, int] = field(default_factory=dict)  # the record's number of a line → the engine's
    plants: dict[int, int] = field(default_factory=dict)  # the same of a plant
    sold: dict[tuple[int, int], dict[str, int]] = field(default_factory=dict)  # products by year and quarter
    marks: list[tuple[int, int]] = field(default_factory=list)  # for each row: cash change and cash after it
    unsaid: list[tuple[int, Made]] = field(default_factory=list)  # what the record never said, before a row
    drift: int = 0  # by how much cash is off since a row that could not be reproduced
    score: int | None = None  # at the close of the last year

    @property
    def company(self) -> Company:
        """The company of the record's team."""
        return self.game.company(TEAM)

    @property
    def date(self) -> tuple[int, int]:
        """Year and quarter as the record counts them: a year's start belongs to quarter 1."""
        return self.game.year, max(1, self.game.quarter(self.company))

    def copy(self) -> Table:
        """An independent copy."""
        return replace(
            self,
            game=copy_game(self.game),
            made=list(self.made),
            lines=dict(self.lines),
            plants=dict(self.plants),
            sold={date: dict(items) for date, items in self.sold.items()},
            marks=list(self.marks),
            unsaid=list(self.unsaid),
        )

    def set_aside(self, number: int) -> None:
        """Give up waiting for the record to say the first `number` rows that the engine has made."""
        self.unsaid += [(len(self.marks), made) for made in self.made[:number]]
        del self.made[:number]

    def act(self, actions: Sequence[Action]) -> None:
        """Take decisions; Mismatch where one is refused."""
        for action in actions:
            try:
                apply(self.game, action)
            except Refused as refused:
                raise Mismatch(len(self.marks), f"{type(action).__name__} refused: {refused}") from refused
