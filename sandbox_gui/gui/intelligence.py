"""What a company has paid to see of others: each look is the game as it stood in that moment."""

from __future__ import annotations

from typing import NamedTuple

from ..core.actions import Spy
from ..core.engine import apply
from ..core.game import Company, Game, copy_game
from ..storage.games import start_game
from .session import Session


class Look(NamedTuple):
    """A look that was paid for: at which company, in the game as it stood then."""

    game: Game
    target: int
    quarter: int

    @property
    def company(self) -> Company:
        """The company that was looked at, as it was."""
        return self.game.company(self.target)


def looks(session: Session) -> list[Look]:
    """What the company at the table has paid to see, oldest first, by replaying the game's actions."""
    mine = [
        n for n, act in enumerate(session.game.history) if isinstance(act, Spy) and act.team == session.team
    ]
    if not mine:
        return []
    game = start_game(session.setup)
    found = []
    for number, action in enumerate(session.game.history[: mine[-1] + 1]):
        apply(game, action)
        if number in mine and isinstance(action, Spy):
            quarter = game.stage(game.company(action.team)).quarter
            found.append(Look(copy_game(game), action.target, quarter))
    return found
