"""How a rival is minded: the figures in which levels and characters differ. None is a rule of the game."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Character:
    """A rival's temper, in shares of what a plain reckoning gives."""

    # What it reckons with
    reach: float = 1.2  # of its fair part of the demand, what it makes goods and buys material for
    caution: float = 0.7  # of the sales it hopes for, what its cash plan counts on
    foresight: int = 2  # years after this one that its cash plan covers
    reserve: float = 1.5  # quarters of running costs that it keeps as cash
    stock: int = 4  # quarters before a hoped-for sale in which it makes the unit at the earliest

    # How it sells
    places: float = 1.6  # of what it can deliver, what the places that it advertises in could take
    advertising: float = 0.1  # of the gross profit it hopes for, the most that it spends on advertising
    excess: float = 0.15  # of the profit in stock beyond its fair part, what it spends to sell it
    boldness: float = 0.2  # how often it pays more than others to choose before them
    wait: float = 0.01  # of an order's profit, what a quarter's wait for the money takes away

    # When it invests
    confidence: float = 0.95  # of the opening equity, what it must still own to build lines
    payoff: float = 1.15  # how many times an investment has to bring in what it costs
    conviction: float = 10.0  # how many times its cost a product brings that is researched at any price
    research: float = 0.1  # of equity, what a product may cost to research before the company is rich
    openings: float = 0.045  # the same for a market or a standard
    patience: float = 0.25  # of an expense, what a quarter's delay must lose to make it in a year of loss
    haste: float = 0.08  # the same, in a year whose profit bears the expense


BALANCED = Character()
