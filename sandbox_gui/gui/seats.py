"""Who sits at the table: the order in which several people at one computer take their turns.

People go through the year quarter by quarter, as a class does when a teacher calls the steps: nobody
waits longer than a quarter, rivals keep in step, and teams that trade stand in the same quarter.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..core.engine import may_act
from ..core.game import Game
from ..core.order_meeting import whose_turn


def next_seat(game: Game, people: Sequence[int], now: int) -> int:
    """The person who acts next: the one whose turn it is to pick, else the first in the earliest quarter.

    Whoever sits at the table stays while there is something to decide in that quarter, and where nobody
    else has anything to decide.
    """
    able = [team for team in people if may_act(game, team)]
    if not able:
        return now
    picking = [team for team in able if team in whose_turn(game)]
    quarters = {team: game.stage(game.company(team)).quarter for team in able}
    first = picking or [team for team in able if quarters[team] == min(quarters.values())]
    if now in first:
        return now
    return next((team for team in first if team > now), first[0])
