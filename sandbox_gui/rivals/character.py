"""How a rival is minded: the figures in which levels and characters differ. None is a rule of the game."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Character:
    """A rival's temper and how far it thinks."""

    name: str
    sweeps: int = 1  # times that it goes through the changes that it can think of
    depth: int = 1  # how many kinds of change it thinks of: 0 few, 1 usual ones, 2 all
    caution: float = 0.6  # of the sales it hopes for, what it counts on when it invests
    fear: float = 0.3  # of the sales it hopes for, what must be enough to stay solvent
    reach: float = 1.2  # of the sales it hopes for, what it makes
    early: float = 0.7  # of next year's hoped-for sales, what it makes ahead
    focus: float = 1.3  # how many times its even part of a product's demand it hopes to win
    hard: float = 1.0  # its faith in products that take long to research, against the plain ones
    whim: float = 0.2  # how far its faith in a product lies from what it deserves
    bids: float = 0.3  # how often it pays more than others to choose before them
    tender: float = 1.0  # how keen it is on tenders


LEVELS: dict[str, Character] = {
    "novice": Character("", depth=0, caution=0.9, fear=0.6, early=0.2, whim=0.8, reach=1.6),
    "steady": Character(""),
    "expert": Character("", sweeps=2, depth=2, caution=0.9, fear=0.6),
}

TEMPERS: dict[str, dict[str, float]] = {
    "producer": {"hard": 0.9},
    "researcher": {"hard": 1.1},
    "leader": {"bids": 0.9},
    "hunter": {"tender": 1.5, "bids": 0.1},
}


def character(level: str, temper: str) -> Character:
    """A level's character of a temper."""
    return replace(LEVELS[level], name=temper, **TEMPERS[temper])  # type: ignore[arg-type]
