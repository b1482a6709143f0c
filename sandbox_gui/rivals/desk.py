"""A rival's desk in one stage: what it sees, what it reckons, and the actions decided on so far."""

from __future__ import annotations

import random
from functools import cached_property

from ..core.actions import Action
from .budget import Budget, Change
from .character import Character
from .outlook import Outlook
from .view import View


class Desk:
    """One stage's work: reckonings are made when first asked for, spending counts at once."""

    def __init__(self, view: View, character: Character, draw: random.Random) -> None:
        self.view = view
        self.character = character
        self.draw = draw
        self.actions: list[Action] = []
        self.cash = view.company.cash
        self.intended: set[str] = set()  # products whose research is to begin this year

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

    def bears(self, change: Change) -> bool:
        """Whether the cash plan bears a change: cash and credit still last, or last better than without."""
        room = self.budget.room(change)
        return room >= self.reserve or room > self.budget.room()

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

    @cached_property
    def health(self) -> float:
        """Equity at the last close as a share of what the company was opened with."""
        view = self.view
        return view.company.equity / max(1, view.equity(view.team, 0) or 1)

    @property
    def may_grow(self) -> bool:
        """Whether to risk anything on lines: equity has held, and a company taken over is known a year."""
        learning = self.view.year == 1 and self.view.ruleset.opening.lines
        return not learning and self.health >= self.character.confidence

    def indulges(self, cost: int, modest: float) -> bool:
        """Whether a new venture is modest for the company's equity, or the company rich enough for it."""
        if cost <= modest * self.view.company.equity:
            return True
        return self.health >= 1 and (self.view.year > 1 or not self.view.ruleset.opening.lines)

    def may(self, word: str) -> bool:
        """Whether a decision is open in this stage."""
        return word in self.view.stage.open

    def affords(self, cost: int) -> bool:
        """Whether cash reaches for a cost now and for what the next stage asks for."""
        return self.cash - cost >= self.need

    def hurdle(self, expense: int) -> float:
        """The part of an expense that a delay has to lose before it is made now."""
        bears = self.budget.results[0] > expense
        return self.character.haste if bears else self.character.patience

    def take(self, action: Action, cost: int = 0) -> None:
        """Decide on an action that costs so much now."""
        self.actions.append(action)
        self.cash -= cost
