"""What every rival is: somebody who answers a view with actions."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from ..core.actions import Action
from ..core.refused import Fact
from .view import View

Draw = Callable[[], random.Random]
"""The stage's own random stream, made when something is drawn from it."""


class Reason(NamedTuple):
    """Why something was decided: the moment, the code of the sentence and its facts."""

    year: int
    quarter: int
    code: str
    facts: dict[str, Fact]


class Rival(Protocol):
    """A computer-run company's management.

    It may remember its plan, but acts sensibly too when it is made anew in the middle of a game.
    """

    @property
    def reasons(self) -> Sequence[Reason]:
        """Why it decided as it did, in the order of time."""
        ...

    @property
    def seated(self) -> bool:
        """Whether it has taken its seat."""
        ...

    def take_seat(self, draw: random.Random, place: float, field: int) -> None:
        """Draw what a company's management draws once, before its first decision.

        `place`, from 0 to 1, is another for each seat of a game; `field` the number of companies.
        """
        ...

    def decide(self, view: View, draw: Draw) -> list[Action]:
        """The actions for the present stage, in order; whoever drives the rival ends the stage."""
        ...
