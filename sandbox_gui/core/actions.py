"""Every decision that a team can take, as data: small frozen dataclasses named in the field's terms.

`team` counts from 1. Identifiers of products, markets, plants … are those of the ruleset; plants and
lines are named by their own number (`Plant.no`, `Line.no`). Amounts are whole money units.
`DECISION` of a class is the word under which a ruleset's stage opens it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, ClassVar

from .refused import Refused

_PLAIN = (bool, int, str)  # what nobody can change


@dataclass(frozen=True, slots=True)
class Action:
    """What all decisions share: the team that decides."""

    DECISION: ClassVar[str] = ""
    team: int

    def __post_init__(self) -> None:
        """Keep a copy of what the caller could still change: the history is what was decided."""
        for name in self.__slots__:
            value = getattr(self, name)
            if type(value) in _PLAIN:
                continue
            if isinstance(value, Mapping):
                object.__setattr__(self, name, dict(value))
            elif isinstance(value, list):
                object.__setattr__(self, name, tuple(value))


@dataclass(frozen=True, slots=True)
class EndStage(Action):
    """Close the current stage of the year and enter the next, with whatever that does by itself.

    With `insolvent` the team accepts bankruptcy where it cannot pay what the next stage asks for.
    """

    DECISION: ClassVar[str] = "end_stage"
    insolvent: bool = False


@dataclass(frozen=True, slots=True)
class Advertise(Action):
    """Pay the year's advertising: amounts by ``market:product`` (or ``market:standard``)."""

    DECISION: ClassVar[str] = "advertise"
    amounts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TakeOrder(Action):
    """Take an order from the wall when it is the team's turn."""

    DECISION: ClassVar[str] = "take_order"
    order: str


@dataclass(frozen=True, slots=True)
class PassTurn(Action):
    """Give up the remaining picks on one product in one market (``market:product``)."""

    DECISION: ClassVar[str] = "take_order"
    where: str


@dataclass(frozen=True, slots=True)
class Bid(Action):
    """A sealed bid for an order under tender: total price, delivery quarter 1–4, payment term 0–4."""

    DECISION: ClassVar[str] = "bid"
    order: str
    price: int
    quarter: int
    term: int


@dataclass(frozen=True, slots=True)
class EndBids(Action):
    """Say that the team's bids for the orders now under tender are complete."""

    DECISION: ClassVar[str] = "bid"


@dataclass(frozen=True, slots=True)
class Borrow(Action):
    """Take a loan of a kind of the ruleset (``long``, ``short``, ``usury``) for `terms` of its periods.

    `terms` 0 means the kind's longest term.
    """

    DECISION: ClassVar[str] = "borrow"
    kind: str
    amount: int
    terms: int = 0


@dataclass(frozen=True, slots=True)
class Discount(Action):
    """Sell receivables at a discount: amounts by quarters still to wait, index 0 for one quarter."""

    DECISION: ClassVar[str] = "discount"
    amounts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OrderMaterials(Action):
    """Order raw materials, free of charge until they arrive."""

    DECISION: ClassVar[str] = "order_materials"
    quantities: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class BuyEmergency(Action):
    """Buy materials or products at once at the emergency price."""

    DECISION: ClassVar[str] = "buy_emergency"
    quantities: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class SellStock(Action):
    """Sell materials or products from stock to the bank's side table."""

    DECISION: ClassVar[str] = "sell_stock"
    quantities: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class BuyPlant(Action):
    """Buy a plant of the given type."""

    DECISION: ClassVar[str] = "buy_plant"
    plant: str


@dataclass(frozen=True, slots=True)
class RentPlant(Action):
    """Rent a plant of the given type, a year's rent in advance."""

    DECISION: ClassVar[str] = "rent_plant"
    plant: str


@dataclass(frozen=True, slots=True)
class PurchaseRentedPlant(Action):
    """Turn a rented plant into an owned one at its full price (rent-to-buy)."""

    DECISION: ClassVar[str] = "rent_to_buy"
    plant: int


@dataclass(frozen=True, slots=True)
class SellPlant(Action):
    """Sell an owned plant for a receivable of its price."""

    DECISION: ClassVar[str] = "sell_plant"
    plant: int


@dataclass(frozen=True, slots=True)
class DiscountPlant(Action):
    """Sell an owned plant and discount its receivable at once."""

    DECISION: ClassVar[str] = "discount_plant"
    plant: int


@dataclass(frozen=True, slots=True)
class ReturnPlant(Action):
    """Give back an empty rented plant."""

    DECISION: ClassVar[str] = "return_plant"
    plant: int


@dataclass(frozen=True, slots=True)
class BuildLine(Action):
    """Buy a line of a type for a plant and pay its first instalment."""

    DECISION: ClassVar[str] = "build_line"
    plant: int
    line: str
    product: str


@dataclass(frozen=True, slots=True)
class ContinueLine(Action):
    """Pay this quarter's instalment on a line under construction or in changeover."""

    DECISION: ClassVar[str] = "continue_line"
    line: int


@dataclass(frozen=True, slots=True)
class ConvertLine(Action):
    """Change an idle line over to another product."""

    DECISION: ClassVar[str] = "convert_line"
    line: int
    product: str


@dataclass(frozen=True, slots=True)
class SellLine(Action):
    """Sell an idle line."""

    DECISION: ClassVar[str] = "sell_line"
    line: int


@dataclass(frozen=True, slots=True)
class StartProduction(Action):
    """Put one unit of the line's product into production."""

    DECISION: ClassVar[str] = "start_production"
    line: int


@dataclass(frozen=True, slots=True)
class Deliver(Action):
    """Deliver a whole order from stock."""

    DECISION: ClassVar[str] = "deliver"
    order: str


@dataclass(frozen=True, slots=True)
class DevelopProduct(Action):
    """Pay this quarter's instalment on a product's research."""

    DECISION: ClassVar[str] = "develop_product"
    product: str


@dataclass(frozen=True, slots=True)
class DevelopMarket(Action):
    """Pay this year's instalment on a market."""

    DECISION: ClassVar[str] = "develop_market"
    market: str


@dataclass(frozen=True, slots=True)
class DevelopStandard(Action):
    """Pay this year's instalment on an ISO standard."""

    DECISION: ClassVar[str] = "develop_standard"
    standard: str


@dataclass(frozen=True, slots=True)
class OfferTrade(Action):
    """Offer materials or products from stock to another team at a total price."""

    DECISION: ClassVar[str] = "trade"
    to: int
    quantities: Mapping[str, int]
    price: int


@dataclass(frozen=True, slots=True)
class AcceptTrade(Action):
    """Buy what another team offers (`deal` is the offer's number)."""

    DECISION: ClassVar[str] = "trade"
    deal: int


@dataclass(frozen=True, slots=True)
class WithdrawTrade(Action):
    """Take an offer back, or turn one down."""

    DECISION: ClassVar[str] = "trade"
    deal: int


@dataclass(frozen=True, slots=True)
class OrganiserAction(Action):
    """What only the organiser of a game may do, to the company `team`."""

    DECISION: ClassVar[str] = "organise"


@dataclass(frozen=True, slots=True)
class AddCapital(OrganiserAction):
    """The organiser adds share capital to a company."""

    amount: int


@dataclass(frozen=True, slots=True)
class GiveOrder(OrganiserAction):
    """The organiser hands an order to a company: total price, delivery quarter, payment term."""

    market: str
    product: str
    quantity: int
    total: int
    due: int
    term: int


@dataclass(frozen=True, slots=True)
class Spy(Action):
    """Pay for a look at another team's books."""

    DECISION: ClassVar[str] = "spy"
    target: int


ACTIONS: dict[str, type[Action]] = {
    kind.__name__: kind
    for kind in (
        EndStage, Advertise, TakeOrder, PassTurn, Bid, EndBids, Borrow, Discount,
        OrderMaterials, BuyEmergency, SellStock,
        BuyPlant, RentPlant, PurchaseRentedPlant, SellPlant, DiscountPlant, ReturnPlant,
        BuildLine, ContinueLine, ConvertLine, SellLine, StartProduction,
        Deliver, DevelopProduct, DevelopMarket, DevelopStandard, Spy,
        OfferTrade, AcceptTrade, WithdrawTrade, AddCapital, GiveOrder,
    )
}  # fmt: skip


MOST = 99_999_999
"""The largest amount or quantity that a person can mean."""


def check_types(action: Action) -> None:
    """Refuse an action whose values are not of the declared kinds, or beyond `MOST`."""
    _is_whole(action.team)
    for name, fits in _FIELDS[type(action)]:
        if not fits(getattr(action, name)):
            raise Refused("action.malformed", action=type(action).__name__, field=name)


def _shown(value: object) -> str:
    """A wrong value as a person may have typed it, or its kind where it is nothing that is typed."""
    return str(value)[:40] if isinstance(value, str | float) else type(value).__name__


def _is_whole(value: object) -> bool:
    """True; a wrong number is refused in words of its own."""
    if type(value) is not int:
        raise Refused("amount.not_whole", amount=_shown(value))
    if value > MOST or -value > MOST:
        raise Refused("amount.too_large", most=MOST)
    return True


def _is_flag(value: object) -> bool:
    return type(value) is bool


def _is_name(value: object) -> bool:
    return type(value) is str and len(value) <= 80 and value.isprintable()


def _are_whole(value: object) -> bool:
    return isinstance(value, tuple) and len(value) <= 400 and all(map(_is_whole, value))


def _are_quantities(value: object) -> bool:
    return isinstance(value, dict) and all(map(_is_name, value)) and _are_whole(tuple(value.values()))


_FITS: dict[str, Callable[[object], bool]] = {
    "int": _is_whole,
    "bool": _is_flag,
    "str": _is_name,
    "tuple[int, ...]": _are_whole,
    "Mapping[str, int]": _are_quantities,
}
"""Whether a value is of a declared kind."""
_FIELDS = {
    kind: tuple((entry.name, _FITS[str(entry.type)]) for entry in fields(kind) if entry.name != "team")
    for kind in ACTIONS.values()
}
"""What is to be checked beside the team, which all actions have first."""


def decision(action: Action) -> str:
    """The word under which a stage opens this action (loans by kind: ``borrow_short`` …)."""
    if isinstance(action, Borrow):
        return f"borrow_{action.kind}"
    return action.DECISION


def to_data(action: Action) -> dict[str, Any]:
    """The action as plain data, its class under ``do``."""
    data: dict[str, Any] = {"do": type(action).__name__}
    for entry in fields(action):
        value = getattr(action, entry.name)
        if isinstance(value, Mapping):
            value = dict(value)
        elif isinstance(value, tuple):
            value = list(value)
        data[entry.name] = value
    return data
