"""How a rival is minded: the figures in which levels and characters differ. None is a rule of the game."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Character:
    """A rival's temper, in shares of what a plain reckoning gives."""

    reach: float = 1.2  # of its fair part of the demand, what it builds capacity and buys material for
    caution: float = 0.7  # of the sales it hopes for, what its cash plan counts on
    foresight: int = 2  # years after this one that its cash plan covers
    stock: int = 4  # quarters before a hoped-for sale in which it makes the unit at the earliest
    insure: bool = False
    conviction: float = 10.0
    boldness: float = 0.2
    excess: float = 0.15
    daring: int = 0
    places: float = 1.6  # of what it can deliver, what the places that it advertises in could take
    reserve: float = 1.5  # quarters of running costs that it keeps as cash
    advertising: float = 0.1  # of the gross profit it hopes for, the most that it spends on advertising
    patience: float = 0.25  # of an expense, what a quarter's delay has to lose before it is made in a year of loss
    haste: float = 0.08  # the same, in a year whose profit bears the expense
    payoff: float = 1.15  # how many times an investment has to bring in what it costs


BALANCED = Character()
