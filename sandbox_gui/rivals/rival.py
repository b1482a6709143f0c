"""What every rival is: somebody who answers a view with actions, and remembers nothing in between."""

from __future__ import annotations

import random
from typing import Protocol

from ..core.actions import Action
from .view import View


class Rival(Protocol):
    """A computer-run company's management.

    It is stateless: the same view and the same draw give the same decisions, so that a game that was
    put away and opened again goes on as it would have done.
    """

    def decide(self, view: View, draw: random.Random) -> list[Action]:
        """The actions for the present stage, in order; whoever drives the rival ends the stage."""
        ...
