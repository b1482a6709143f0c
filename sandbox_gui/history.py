"""What happened in a game, step by step: who decided what, what it did to cash, and when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .core.actions import (
    AcceptTrade,
    Action,
    AddCapital,
    Advertise,
    Bid,
    Borrow,
    BuyEmergency,
    Deliver,
    DevelopMarket,
    DevelopProduct,
    DevelopStandard,
    Discount,
    EndBids,
    EndStage,
    GiveOrder,
    OfferTrade,
    OrderMaterials,
    PassTurn,
    SellStock,
    Spy,
    TakeOrder,
    WithdrawTrade,
)
from .core.engine import apply
from .core.game import Game
from .core.refused import Refused
from .describe import describe
from .storage.games import GameSetup, action_of, start_game
from .storage.log import Row

KINDS: dict[str, tuple[type[Action], ...]] = {
    "stage": (EndStage,),
    "meeting": (Advertise, TakeOrder, PassTurn, Bid, EndBids),
    "finance": (Borrow, Discount, AddCapital),
    "materials": (OrderMaterials, BuyEmergency, SellStock),
    "sales": (Deliver, GiveOrder),
    "development": (DevelopProduct, DevelopMarket, DevelopStandard),
    "dealings": (OfferTrade, AcceptTrade, WithdrawTrade, Spy),
}
"""The kinds of decision by which a history is sifted; whatever is not named here is ``machines``."""
OPEN = frozenset({"TakeOrder", "PassTurn", "EndBids"})
"""What everybody at an order meeting sees of the others."""


@dataclass(frozen=True, slots=True)
class Step:
    """One action of a history: where its team stood, what it decided, and its cash before and after."""

    number: int
    year: int
    quarter: int  # 0 the year's start, 5 its end
    team: int
    kind: str
    words: str
    before: int
    after: int
    at: str  # the wall clock, or nothing
    public: bool

    @property
    def cash(self) -> int:
        """What the action did to its team's cash."""
        return self.after - self.before


def kind_of(action: Action) -> str:
    """The kind of decision that an action is."""
    return next((name for name, kinds in KINDS.items() if isinstance(action, kinds)), "machines")


def steps(game: Game, rows: Sequence[Row]) -> Iterator[Step]:
    """The steps of a log, while they are taken in a game that stands before the first of them."""
    for row in rows:
        action = action_of(row)
        company = game.company(action.team)
        year, quarter, before = game.year, game.stage(company).quarter, company.cash
        words = describe(game, action)
        apply(game, action)
        yield Step(
            row["n"], year, quarter, action.team, kind_of(action), words, before, company.cash,
            str(row.get("at", "")), row["do"] in OPEN,
        )  # fmt: skip


def history(setup: GameSetup, rows: Sequence[Row]) -> list[Step]:
    """All steps of a game's log."""
    return list(steps(start_game(setup), rows))


class Tape:
    """A game that can be looked at as it stood after any of its actions."""

    def __init__(self, setup: GameSetup, rows: Sequence[Row]) -> None:
        self._setup, self._rows = setup, rows
        self.game, self.number = start_game(setup), 0

    def go(self, number: int) -> Game:
        """The game after its first `number` actions; refused where there are not so many."""
        if not 0 <= number <= len(self._rows):
            raise Refused("history.no_such_step", step=number)
        if number < self.number:
            self.game, self.number = start_game(self._setup), 0
        for row in self._rows[self.number : number]:
            apply(self.game, action_of(row))
        self.number = number
        return self.game
