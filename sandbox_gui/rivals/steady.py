"""The steady rival: plans its cash, sells what it can make, and invests where it pays."""

from __future__ import annotations

import random

from ..core.actions import Action
from .borrowing import borrow
from .building import buy_rented, expand
from .character import BALANCED, Character
from .desk import Desk
from .developing import develop, research
from .producing import continue_lines, order_materials, produce
from .selling import advertise, choose, deliver
from .view import View

DECISIONS = (
    advertise,
    borrow,
    deliver,
    continue_lines,
    expand,
    produce,
    order_materials,
    research,
    develop,
    buy_rented,
)
"""What is decided in a stage, in order: what brings money first, what must be paid before what may be."""


class Steady:
    """A careful manager with an eye for growth."""

    def __init__(self, character: Character = BALANCED) -> None:
        self.character = character

    def decide(self, view: View, draw: random.Random) -> list[Action]:
        """The actions for the present stage, in order."""
        desk = Desk(view, self.character, draw)
        if view.stage.rule.waits:
            return choose(desk)
        for decision in DECISIONS:
            decision(desk)
        return desk.actions
