"""How a rival is minded: the figures in which levels and characters differ. None is a rule of the game."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Character:
    """A rival's temper, in shares of what a plain reckoning gives."""

    reach: float = 1.0  # of its fair part of the demand, what it builds capacity and buys material for
    caution: float = 0.7  # of the sales it hopes for, what its cash plan counts on
    ahead: float = 1.0  # of next year's hoped-for sales, what it makes this year already
    reserve: float = 1.5  # quarters of running costs that it keeps as cash
    advertising: float = 0.16  # of the gross profit it hopes for, the most that it spends on advertising
    patience: float = 0.08  # of an investment's cost, what a quarter's delay has to lose before it is made
    payoff: float = 1.15  # how many times an investment has to bring in what it costs


BALANCED = Character()
