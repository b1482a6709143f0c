"""Tenders: sealed bids of price, delivery quarter and payment term for a few orders at a time."""

from __future__ import annotations

from .actions import Bid, EndBids
from .game import Company, Effect, Game, Offer, Order, Tender, holds, need_cash, pay
from .journal import ADVERTISING
from .refused import Refused
from .ruleset import TenderRule


def tender_rule(game: Game) -> TenderRule:
    """The ruleset's rule for tenders, or a refusal."""
    rule = game.ruleset.marketing.tender
    if rule is None:
        raise Refused("tender.none")
    return rule


def open_tender(game: Game) -> None:
    """Lay out the first of the year's orders under tender."""
    waiting = [o.id for o in game.orders.values() if o.year == game.year and o.kind == "tender"]
    game.tender = Tender(waiting=waiting)
    game.tell("tender_open")
    _lay_out(game, game.tender)


def _lay_out(game: Game, tender: Tender) -> None:
    """Lay out the next orders, or end the tender."""
    number = tender_rule(game).orders_at_once
    tender.open, tender.waiting = tender.waiting[:number], tender.waiting[number:]
    tender.ended = []
    if not tender.open:
        game.tender = None
        game.met.add("tender")
        game.tell("tender_over")


def value(game: Game, order: Order, offer: Offer) -> int:
    """What an offer is worth to the customer; the highest wins.

    base + points for early delivery and for a long term − points × price ÷ direct cost of the order,
    all times that direct cost, so that it is a whole number.
    """
    rule = tender_rule(game)
    cost = game.catalogue.costs[order.product] * order.quantity
    points = rule.per_quarter * (5 - offer.quarter) + rule.per_term * offer.term
    return points * cost - rule.per_price * offer.price


def bid(game: Game, company: Company, action: Bid) -> Effect:
    """Make or replace a sealed bid for an order that is laid out."""
    rule = tender_rule(game)
    tender = game.tender
    order = game.orders.get(action.order)
    if tender is None or order is None or order.id not in tender.open:
        raise Refused("tender.not_open", order=action.order)
    if company.team in tender.ended:
        raise Refused("tender.ended")
    _need_rights(game, company, order)
    cost = game.catalogue.costs[order.product] * order.quantity
    if not cost * rule.least_price <= action.price <= cost * rule.most_price:
        low, high = cost * rule.least_price, cost * rule.most_price
        raise Refused("tender.price", price=action.price, least=low, most=high)
    if not (1 <= action.quarter <= 4 and 0 <= action.term <= 4):
        raise Refused("tender.terms", quarter=action.quarter, term=action.term)
    others = [o for o in tender.offers if o.team == company.team and o.order != order.id]
    need_cash(company, _fee_at_award(game) * (len(others) + 1))

    def effect() -> None:
        offer = Offer(order.id, company.team, action.price, action.quarter, action.term)
        tender.offers = [o for o in tender.offers if (o.order, o.team) != (order.id, company.team)]
        tender.offers.append(offer)

    return effect


def _need_rights(game: Game, company: Company, order: Order) -> None:
    if not holds(game, company, order.market, game.year):
        raise Refused("market.no_rights", market=order.market)
    for standard in order.standards:
        if not holds(game, company, standard, game.year):
            raise Refused("order.standard", order=order.id, standard=standard)


def end_bids(game: Game, company: Company, action: EndBids) -> Effect:
    """Say that one's bids are complete; when everybody has, the orders go to the best offers."""
    tender = game.tender
    if tender is None:
        raise Refused("tender.not_open", order="")
    if company.team in tender.ended:
        raise Refused("tender.ended")

    def effect() -> None:
        tender.ended.append(company.team)
        if {other.team for other in game.running} <= set(tender.ended):
            _award(game, tender)
            _lay_out(game, tender)

    return effect


def _award(game: Game, tender: Tender) -> None:
    """Give each order to its best offer, the earlier one where two are equal.

    An offer whose company can no longer pay the fee does not count.
    """
    fee = _fee_at_award(game)
    for name in tender.open:
        order = game.orders[name]
        offers = [o for o in tender.offers if o.order == name and game.company(o.team).cash >= fee]
        if offers:
            _accept(game, order, max(offers, key=lambda offer: value(game, order, offer)))
    tender.offers = []


def _accept(game: Game, order: Order, offer: Offer) -> None:
    company = game.company(offer.team)
    order.team, order.total = offer.team, offer.price
    order.due, order.term = offer.quarter, offer.term
    company.orders.append(order)
    pay(game, company, "win_tender", ADVERTISING, _fee_at_award(game), order=order.id)
    game.tell("order_taken", company, order=order.id)


def _fee_at_award(game: Game) -> int:
    """What an order won costs at once: nothing where the year has a step for the fees."""
    later = any("tender_fees" in stage.auto for stage in game.calendar)
    return 0 if later else tender_rule(game).fee


def fees_due(game: Game, company: Company, now: int) -> int:
    """The fees for the orders that a company won under tender this year."""
    return sum(tender_rule(game).fee for o in company.orders if (o.year, o.kind) == (game.year, "tender"))


def pay_fees(game: Game, company: Company, due: int) -> None:
    """Pay the year's tender fees."""
    pay(game, company, "tender_fees", ADVERTISING, due)
