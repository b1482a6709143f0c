"""What a company could do now: the candidates of each decision, and trials on a copy of the game."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from ..core.actions import (
    AcceptTrade,
    Action,
    Advertise,
    ContinueLine,
    Deliver,
    DevelopMarket,
    DevelopProduct,
    DevelopStandard,
    SellLine,
    StartProduction,
)
from ..core.engine import apply
from ..core.game import copy_game
from ..core.refused import Refused
from .session import Preview, Session


class Candidate(NamedTuple):
    """An action that a decision offers, and the place of the board it belongs to."""

    action: Action
    place: str


def _idle_lines(session: Session) -> list[int]:
    return [line.no for line in session.company.lines if line.idle]


def _starts(session: Session) -> list[Candidate]:
    return [Candidate(StartProduction(session.team, no), f"line:{no}") for no in _idle_lines(session)]


def _sales(session: Session) -> list[Candidate]:
    return [Candidate(SellLine(session.team, no), f"line:{no}") for no in _idle_lines(session)]


def _instalments(session: Session) -> list[Candidate]:
    lines = [line.no for line in session.company.lines if line.work and not line.ready_at]
    return [Candidate(ContinueLine(session.team, no), f"line:{no}") for no in lines]


def _deliveries(session: Session) -> list[Candidate]:
    orders = [order for order in session.company.orders if order.state in ("open", "late")]
    return [Candidate(Deliver(session.team, order.id), f"order:{order.id}") for order in orders]


def _incoming(session: Session) -> list[Candidate]:
    """What other teams offer to this one."""
    mine = [deal for deal in session.game.deals if deal.buyer == session.team]
    return [Candidate(AcceptTrade(session.team, deal.no), "") for deal in mine]


def _developments(session: Session) -> list[Candidate]:
    team, rules = session.team, session.ruleset
    found = [Candidate(DevelopProduct(team, p.id), f"product:{p.id}") for p in rules.products]
    found += [Candidate(DevelopMarket(team, m.id), f"market:{m.id}") for m in rules.markets]
    found += [Candidate(DevelopStandard(team, s.id), f"standard:{s.id}") for s in rules.standards]
    progress, payments = session.company.progress, session.game.catalogue.payments

    def unfinished(candidate: Candidate) -> bool:
        item = candidate.place.partition(":")[2]
        return progress[item].paid < payments[item]

    return [candidate for candidate in found if unfinished(candidate)]


_OFFERS: dict[str, Callable[[Session], list[Candidate]]] = {
    "start_production": _starts,
    "continue_line": _instalments,
    "sell_line": _sales,
    "deliver": _deliveries,
    "develop": _developments,
    "trade": _incoming,
}


def candidates(session: Session, command: str) -> list[Candidate]:
    """The actions among which a command lets the person choose; empty for those with free figures."""
    return _OFFERS[command](session) if command in _OFFERS else []


def doable(session: Session, command: str) -> list[Candidate]:
    """Those candidates, each on its own, that would be accepted now."""
    return [one for one in candidates(session, command) if session.refusal(one.action) is None]


def applies(session: Session, command: str) -> bool:
    """Whether a company has anything that a decision could be about: a list need not show the others."""
    company = session.company
    subjects: dict[str, Callable[[], bool]] = {
        "advertise": lambda: _may_advertise(session),
        "convert_line": lambda: bool(_idle_lines(session)),
        "manage_plant": lambda: bool(company.plants),
        "discount": lambda: any(company.receivables),
        "sell_stock": lambda: any((*company.materials.values(), *company.goods.values())),
        "trade": lambda: len(session.game.running) > 1,
        "spy": lambda: len(session.game.companies) > 1,
    }
    if command in subjects:
        return subjects[command]()
    return bool(candidates(session, command)) if command in _OFFERS else True


def _may_advertise(session: Session) -> bool:
    """Whether this year's advertising is still to be submitted."""
    refused = session.refusal(Advertise(session.team, {}))
    return refused is not None and refused.code == "amount.nothing"


def most_urgent(session: Session) -> str:
    """The place that most wants a hand now, or "": goods to deliver, the soonest due first, then lines."""
    if not session.may_act():
        return ""
    orders = session.game.orders
    deliveries = [(orders[one.place.partition(":")[2]].due, one.place) for one in doable(session, "deliver")]
    if deliveries:
        return min(deliveries)[1]
    waiting = (one.place for name in ("continue_line", "start_production") for one in doable(session, name))
    return next(waiting, "")


def left_undone(session: Session) -> list[str]:
    """What cannot be made good once the present step is closed: ``advertise``, ``deliver``."""
    undone = []
    if session.is_open("advertise") and _may_advertise(session):
        undone.append("advertise")
    later = (stage for stage in session.game.calendar[session.stage.index + 1 :] if "deliver" in stage.open)
    next_quarter = next((stage.quarter for stage in later), 5)
    orders = (session.game.orders[one.place.partition(":")[2]] for one in doable(session, "deliver"))
    if any(order.due < next_quarter for order in orders):
        undone.append("deliver")
    return undone


def rehearse(session: Session, actions: Sequence[Action], team: int) -> Preview:
    """What these actions would do to a team's cash one after the other, or the first refusal among them."""
    cash = session.game.company(team).cash
    twin = copy_game(session.game)
    try:
        for action in actions:
            apply(twin, action)
    except Refused as refused:
        return Preview(cash, cash, refused)
    return Preview(cash, twin.company(team).cash, None)


def together(session: Session, actions: Sequence[Action]) -> list[bool]:
    """Which of these actions are accepted when each that can be taken is taken in turn."""
    twin = copy_game(session.game)
    accepted = []
    for action in actions:
        try:
            apply(twin, action)
        except Refused:
            accepted.append(False)
        else:
            accepted.append(True)
    return accepted
