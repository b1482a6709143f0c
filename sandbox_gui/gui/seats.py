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


class Seats:
    """Whose company is at the table, and whether its person has opened it.

    Where several people share the table it is closed whenever it is handed on, and while an order meeting
    is held: then all of them stand before the screen.
    """

    def __init__(self, game: Game, people: Sequence[int]) -> None:
        self.people: tuple[int, ...] = tuple(people)
        self.team: int = next_seat(game, self.people, self.people[0] if self.people else 1)
        self.opened: bool = not self.several
        self._invited = False  # whether somebody sits there out of turn

    @property
    def several(self) -> bool:
        """Whether several people share the table."""
        return len(self.people) > 1

    def settle(self, game: Game) -> bool:
        """Hand the table to whoever acts next, and close it for a meeting; whether anything changed."""
        team, meeting = self.team, self.several and game.meeting is not None
        if meeting or not self._invited:
            team = next_seat(game, self.people, team if self.opened else 0) or team
        if team == self.team and not (meeting and self.opened):
            return False
        self.hand_over(team)
        self._invited = False
        return True

    def hand_over(self, team: int) -> None:
        """Close the table and give it to a person, out of turn too."""
        self._invited = team != self.team
        self.team, self.opened = team, not self.several

    def open(self) -> None:
        """The person at the table opens it."""
        self.opened = True

    def acted(self) -> None:
        """The person at the table has decided something: whoever sat there out of turn is done."""
        self._invited = False
