"""A rival's desk in one stage: what it sees, what it reckons, and the actions decided on so far."""

from __future__ import annotations

import random
from functools import cached_property

from ..core.actions import Action
from .budget import Budget
from .character import Character
from .outlook import Outlook
from .view import View


class Desk:
    """One stage's work: reckonings are made when first asked for, spending is counted at once."""

    def __init__(self, view: View, character: Character, draw: random.Random) -> None:
        self.view = view
        self.character = character
        self.draw = draw
        self.actions: list[Action] = []
        self.cash = view.company.cash
        self.spent = 0

    @cached_property
    def outlook(self) -> Outlook:
        """What may be sold."""
        return Outlook(self.view, self.character)

    @cached_property
    def budget(self) -> Budget:
        """The cash plan as it was when the stage began."""
        return Budget(self.view, self.outlook, self.character)

    @property
    def reserve(self) -> int:
        """The cash that is kept for surprises: some quarters of running costs."""
        view = self.view
        upkeep = sum(view.catalogue.lines[line.type].maintenance for line in view.company.lines)
        quarter = view.ruleset.finance.administration + upkeep / 4
        return round(quarter * self.character.reserve)

    @cached_property
    def need(self) -> int:
        """The cash that the next stage asks for at its worst moment, before anything comes in."""
        total = worst = 0
        for _, due in self.view.payments_ahead():
            total += due
            worst = max(worst, total)
        return worst

    @property
    def room(self) -> int:
        """What may still be spent on things that nothing forces."""
        return self.budget.room() - self.reserve - self.spent

    @property
    def point(self) -> float:
        """What a point of the score is worth, in equity."""
        equity = max(1, self.view.company.equity)
        return equity / (100 + 1.5 * self._points())

    def _points(self) -> int:
        """About how many points the company will have."""
        rules = self.view.ruleset
        items = (*rules.products, *rules.markets, *rules.standards)
        return sum(item.points for item in items if self.view.company.progress[item.id].paid >= item.payments)

    def may(self, word: str) -> bool:
        """Whether a decision is open in this stage."""
        return word in self.view.stage.open

    def affords(self, cost: int) -> bool:
        """Whether cash reaches for a cost now and for what the next stage asks for."""
        return self.cash - cost >= self.need

    def bears(self, expense: int) -> bool:
        """Whether there is room for an expense, which takes its part of next year's credit as well."""
        return self.room >= expense * (1 + self._gearing)

    def expect(self, later: int, expense: int) -> None:
        """Count what an action of this stage will cost later, and the credit that its expense takes."""
        self.spent += later + expense * self._gearing

    @property
    def _gearing(self) -> int:
        """How many times the equity may be owed."""
        return max((limit.times for limit in self.view.ruleset.finance.limits), default=0)

    def take(self, action: Action, cost: int = 0, *, planned: bool = False) -> None:
        """Decide on an action that costs so much now; what the cash plan holds already is `planned`."""
        self.actions.append(action)
        self.cash -= cost
        if not planned:
            self.spent += cost
