"""What handling the table means: which token may go to which place, and the decisions that this stands for.

One table for mouse, touch, keys, context menu and inspector. It only builds actions; whether one is
allowed is the core's answer to it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from ..core import actions as act
from ..core.actions import Action, decision
from ..core.game import Line
from ..core.refused import Refused
from .commands import DECISIONS
from .session import Session


@dataclass(frozen=True, slots=True)
class Figure:
    """What a move leaves open: the action for an amount, which grows in steps from the least."""

    make: Callable[[int], Action]
    step: int = 1
    least: int = 1
    money: bool = False


class Move(NamedTuple):
    """One decision that a drop may stand for; with a figure, `action` is the one for the least amount.

    What is `final` gives something away for good: it is asked about before it is done.
    """

    action: Action
    figure: Figure | None = None
    final: bool = False


class Gesture(NamedTuple):
    """A token, by the kind of the place where it lies, that may be put on a kind of place."""

    token: str
    place: str
    moves: Callable[[Session, str, str], list[Move]]


def _kind(place: str) -> str:
    return place.partition(":")[0]


def _name(place: str) -> str:
    """What a place is of: ``ordered:R1:2`` is of R1."""
    return place.split(":")[1]


def _line(session: Session, place: str) -> Line | None:
    return session.company.line(int(_name(place)))


def _counted(make: Callable[[int], Action]) -> list[Move]:
    return [Move(make(1), Figure(make))]


def _money(make: Callable[[int], Action], step: int, least: int) -> list[Move]:
    return [Move(make(least), Figure(make, step, least, money=True))]


# What each pair stands for: the token's place and the place it is put on


def _pay_line(session: Session, token: str, place: str) -> list[Move]:
    line = _line(session, place)
    if line is None:
        return []
    kind = act.ContinueLine if line.work else act.StartProduction
    return [Move(kind(session.team, line.no))]


def _feed_line(session: Session, token: str, place: str) -> list[Move]:
    line = _line(session, place)
    if line is None or _name(token) not in session.game.catalogue.products[line.product].bom:
        return []
    return [Move(act.StartProduction(session.team, line.no))]


def _change_line(session: Session, token: str, place: str) -> list[Move]:
    return [Move(act.ConvertLine(session.team, int(_name(place)), _name(token)))]


def _sell_line(session: Session, token: str, place: str) -> list[Move]:
    return [Move(act.SellLine(session.team, int(_name(token))), final=True)]


def _build(session: Session, token: str, place: str) -> list[Move]:
    rules = session.ruleset
    products = [_name(token)] if _kind(token) == "product" else [product.id for product in rules.products]
    plant = int(_name(place))
    return [
        Move(act.BuildLine(session.team, plant, kind.id, product))
        for kind in rules.lines
        for product in products
    ]


def _add_plant(session: Session, token: str, place: str) -> list[Move]:
    return [
        Move(way(session.team, kind.id))
        for kind in session.ruleset.plants
        for way in (act.BuyPlant, act.RentPlant)
    ]


def _pay_plant(session: Session, token: str, place: str) -> list[Move]:
    plant = session.company.plant(int(_name(place)))
    if plant is None or plant.owned:
        return []
    return [Move(act.PurchaseRentedPlant(session.team, plant.no))]


def _give_up_plant(session: Session, token: str, place: str) -> list[Move]:
    plant = session.company.plant(int(_name(token)))
    if plant is None:
        return []
    if not plant.owned:
        return [Move(act.ReturnPlant(session.team, plant.no), final=True)]
    return [Move(way(session.team, plant.no)) for way in (act.SellPlant, act.DiscountPlant)]


def _develop_product(session: Session, token: str, place: str) -> list[Move]:
    return [Move(act.DevelopProduct(session.team, _name(place)))]


def _develop_standard(session: Session, token: str, place: str) -> list[Move]:
    return [Move(act.DevelopStandard(session.team, _name(place)))]


def _pay_market(session: Session, token: str, place: str) -> list[Move]:
    """A market is developed; once it is complete, money on it is advertising."""
    market = _name(place)
    if session.company.progress[market].paid < session.game.catalogue.payments[market]:
        return [Move(act.DevelopMarket(session.team, market))]
    return _advertise_in(session, market)


def _advertise(session: Session, token: str, place: str) -> list[Move]:
    if _name(place) != "advertising":
        return []
    return [move for market in session.ruleset.markets for move in _advertise_in(session, market.id)]


def _advertise_in(session: Session, market: str) -> list[Move]:
    least = session.ruleset.marketing.first_pick
    return [
        Move(act.Advertise(session.team, {f"{market}:{product.id}": least}))
        for product in session.ruleset.products
    ]


def _order_material(session: Session, token: str, place: str) -> list[Move]:
    item = _name(token)
    if item != _name(place):
        return []
    return _counted(lambda number: act.OrderMaterials(session.team, {item: number}))


def _buy_now(session: Session, token: str, place: str) -> list[Move]:
    item = _name(place)
    return _counted(lambda number: act.BuyEmergency(session.team, {item: number}))


def _sell_stock(session: Session, token: str, place: str) -> list[Move]:
    item = _name(token)
    return _counted(lambda number: act.SellStock(session.team, {item: number}))


def _deliver(session: Session, token: str, place: str) -> list[Move]:
    order, store = (token, place) if _kind(token) == "order" else (place, token)
    number = order.partition(":")[2]
    if session.game.orders[number].product != _name(store):
        return []
    return [Move(act.Deliver(session.team, number))]


def _borrow(session: Session, token: str, place: str) -> list[Move]:
    """A cell of a loan's row says for how long, where the term is free."""
    _, kind, *cell = token.split(":")
    rule = next(rule for rule in session.ruleset.finance.loans if rule.id == kind)
    terms = int(cell[0]) if cell and rule.least_terms < rule.terms else 0
    least = max(rule.step, rule.minimum)
    return _money(lambda amount: act.Borrow(session.team, kind, amount, terms), rule.step, least)


def _discount(session: Session, token: str, place: str) -> list[Move]:
    term = int(_name(token))
    bands = session.ruleset.finance.discount
    step = next((band.multiple for band in bands if term in band.terms), 1)
    empty = [0] * len(session.company.receivables)

    def make(amount: int) -> Action:
        return act.Discount(session.team, (*empty[: term - 1], amount, *empty[term:]))

    return _money(make, step, step)


GESTURES: tuple[Gesture, ...] = (
    Gesture("cash", "line", _pay_line),
    Gesture("material", "line", _feed_line),
    Gesture("goods", "line", _feed_line),
    Gesture("product", "line", _change_line),
    Gesture("line", "cash", _sell_line),
    Gesture("cash", "slot", _build),
    Gesture("product", "slot", _build),
    Gesture("cash", "plant_new", _add_plant),
    Gesture("cash", "plant", _pay_plant),
    Gesture("plant", "cash", _give_up_plant),
    Gesture("cash", "product", _develop_product),
    Gesture("cash", "standard", _develop_standard),
    Gesture("cash", "market", _pay_market),
    Gesture("cash", "pot", _advertise),
    Gesture("ordered", "material", _order_material),
    Gesture("material", "ordered", _order_material),
    Gesture("cash", "material", _buy_now),
    Gesture("cash", "goods", _buy_now),
    Gesture("material", "cash", _sell_stock),
    Gesture("goods", "cash", _sell_stock),
    Gesture("goods", "order", _deliver),
    Gesture("order", "goods", _deliver),
    Gesture("loan", "cash", _borrow),
    Gesture("receivable", "cash", _discount),
)
"""The whole of it: each pair of token and place, and what it stands for."""

TOKENS = frozenset(gesture.token for gesture in GESTURES)


def moves(session: Session, token: str, place: str) -> list[Move]:
    """What putting a token on a place may stand for in this game; nothing for most pairs."""
    pair = _kind(token), _kind(place)
    known = {word for stage in session.game.calendar for word in stage.open}
    found = [gesture.moves(session, token, place) for gesture in GESTURES if gesture[:2] == pair]
    return [move for some in found for move in some if decision(move.action) in known]


def refused(session: Session, found: list[Move]) -> Refused | None:
    """Why none of these moves can be made now, or None where one can; there must be some."""
    answers = [session.refusal(move.action) for move in found]
    return None if None in answers else answers[0]


class Deed(NamedTuple):
    """What may be done with a place: a command, and the moves among which it lets one choose."""

    command: str
    moves: list[Move]


def deeds(session: Session, place: str, places: list[str]) -> list[Deed]:
    """All that may be done with a place, among those of the table: what comes onto it and what leaves it.

    Money goes nearly everywhere: of the cash only what comes to it is told.
    """
    pairs = [(token, place) for token in places if _kind(token) in TOKENS]
    if _kind(place) != "cash":
        pairs += [(place, other) for other in places]
    found: dict[str, list[Move]] = {}
    for token, target in pairs:
        for move in moves(session, token, target):
            group = found.setdefault(command_of(move.action), [])
            if all(move.action != other.action for other in group):
                group.append(move)
    return [Deed(command, group) for command, group in found.items()]


def command_of(action: Action) -> str:
    """The command that takes an action."""
    return next(command.id for command in DECISIONS if command.takes(decision(action)))
