"""What a game starts from, and its game.json."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from ..core.game import Order

HUMAN = "human"
Mode = Literal["practice", "class", "contest"]
MODES: tuple[Mode, ...] = ("practice", "class", "contest")
"""What a game is for. practice: back as far as nothing was revealed; class: and no further than the
quarter just closed; contest: no step back, and no teacher's switch."""


@dataclass(frozen=True, slots=True)
class Player:
    """Who leads a company: ``human`` or the kind of a computer-run one."""

    name: str
    kind: str = HUMAN


@dataclass(frozen=True, slots=True)
class GameSetup:
    """What a game starts from."""

    ruleset: str
    seed: int
    years: int
    players: tuple[Player, ...]
    mode: Mode = "practice"
    book: tuple[Order, ...] | None = None  # the orders of all years, where they are not drawn
    rules: bytes | None = None  # the text of the ruleset's file, where it does not come with the program


@dataclass(frozen=True, slots=True)
class RulesetPin:
    """The ruleset that a save was made under."""

    id: str
    version: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Origin:
    """The game that this one was split off from, by its folder's name, after so many actions."""

    folder: str
    actions: int


@dataclass(frozen=True, slots=True)
class GameFile:
    """The contents of game.json."""

    format: int
    program: str
    created: str
    ruleset: RulesetPin
    seed: int
    years: int
    players: tuple[Player, ...]
    mode: Mode = "practice"
    origin: Origin | None = None
    orders: str = ""  # the SHA-256 of orders.jsonl, where the game has an order book of its own
