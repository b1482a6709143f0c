"""How a rival is minded: the figures in which levels and characters differ. None is a rule of the game."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Character:
    """A rival's temper and how far it thinks."""

    name: str
    counted: float = 0.48  # of its part of the demand, what it counts on when it plans
    feared: float = 0.35  # of its part of the demand, what its first plan must survive in its first year
    dreaded: float = 0.17  # the same for the year to come, whenever it looks at its plan again
    trust: float = 0.9  # of what it may borrow, what it means to
    focus: float = 0.9  # times its even part of all gross profit, what it hopes to win
    breadth: int = 2  # how many products it thinks of making
    kinds: int = 2  # how many types of line it thinks of
    sweeps: int = 2  # times that it mends a plan
    revises: bool = False  # whether it looks each year for more, and at last for what still scores
    fancy: float = 0.35  # how far its taste for a place lies from what that is worth
    greed: float = 0.0  # how many orders more than its part it tries for in a place
    hard: float = 1.0  # its faith in products that take long to research, against the plain ones
    bids: float = 0.3  # how often it pays more than others to choose before them
    tender: float = 1.0  # how keen it is on tenders


LEVELS: dict[str, Character] = {
    "novice": Character("", counted=0.36, feared=0.1, dreaded=0.1, focus=1.0, sweeps=0, fancy=0.8),
    "steady": Character(""),
    "expert": Character("", counted=0.65, dreaded=0.2, focus=1.0, sweeps=4, revises=True, fancy=0.15),
}

TEMPERS: dict[str, dict[str, float]] = {
    "producer": {"hard": 0.9},
    "researcher": {"hard": 1.1},
    "leader": {"bids": 0.9},
    "hunter": {"tender": 1.5, "bids": 0.1},
}


DARING: dict[str, dict[str, float]] = {"leader": {"counted": 0.85, "focus": 1.5}}
"""What a temper changes besides in who revises its plans, where the field is large: there a company may win
several times its even part, since few are after the same orders."""

LARGE = 12
"""Companies in a field that is large."""


def character(level: str, temper: str, field: int = 0) -> Character:
    """A level's character of a temper, among so many companies."""
    base = LEVELS[level]
    daring = DARING.get(temper, {}) if base.revises and field > LARGE else {}
    return replace(base, name=temper, **TEMPERS[temper], **daring)  # type: ignore[arg-type]
