"""Marketing: advertising, delivery, markets and what unkept orders cost."""

from __future__ import annotations

from functools import partial

from .actions import Advertise, Deliver, Spy
from .game import Company, Effect, Game, Order, holds, need_cash, need_quantities, pay, post, transfer
from .journal import ADVERTISING, CASH, DIRECT_COST, GOODS, INTELLIGENCE, LOSSES, RECEIVABLES, SALES
from .refused import Refused


def advertise(game: Game, company: Company, action: Advertise) -> Effect:
    """Pay the year's advertising, once a year, only where the company holds the market."""
    if "meeting" in game.met:
        raise Refused("advertising.no_meeting", year=game.year)
    if game.year in company.advertising:
        raise Refused("advertising.done")
    amounts = need_quantities(action.amounts)
    for place, amount in amounts.items():
        _check_place(game, company, place, amount)
    total = sum(amounts.values())
    need_cash(company, total)
    rank = sum(game.year in other.submitted for other in game.companies)

    def effect() -> None:
        company.advertising[game.year] = amounts
        company.submitted[game.year] = rank
        if game.meeting:
            game.meeting.queues = None
        transfer(game, company, "advertise", ADVERTISING, CASH, total, **amounts)

    return effect


def _check_place(game: Game, company: Company, place: str, amount: int) -> None:
    market, _, item = place.partition(":")
    if market not in game.catalogue.markets:
        raise Refused("market.unknown", market=market)
    if not holds(game, company, market, game.year):
        raise Refused("market.no_rights", market=market)
    fee = game.ruleset.marketing.standard_advertising
    if fee and item in game.catalogue.standards:
        if amount != fee:
            raise Refused("advertising.standard", standard=item, amount=fee)
    elif item not in game.catalogue.products:
        raise Refused("product.unknown", product=item)


def deliver(game: Game, company: Company, action: Deliver) -> Effect:
    """Deliver a whole order from stock, in its quarter or before."""
    order = game.orders.get(action.order)
    if order is None or order.team != company.team:
        raise Refused("order.not_yours", order=action.order)
    if order.state not in ("open", "late"):
        raise Refused(f"order.{order.state}", order=order.id)
    if order.state == "open" and game.quarter(company) > order.due:
        raise Refused("order.overdue", order=order.id, quarter=order.due)
    stock = company.goods[order.product]
    if order.quantity > stock:
        missing = order.quantity - stock
        raise Refused("stock.short", item=order.product, need=order.quantity, stock=stock, missing=missing)
    return partial(_hand_over, game, company, order)


def _hand_over(game: Game, company: Company, order: Order) -> None:
    cost = order.quantity * game.catalogue.costs[order.product]
    company.goods[order.product] -= order.quantity
    order.state, order.delivered_at = "delivered", game.now(company)
    account = RECEIVABLES if order.term else CASH
    if order.term:
        company.receivables[order.term - 1] += order.total
    lines = (
        (account, order.total),
        (SALES, -order.total),
        (DIRECT_COST, cost),
        (GOODS, -cost),
    )
    post(game, company, "deliver", lines, order=order.id, product=order.product, quantity=order.quantity)


def unkept(company: Company) -> list[Order]:
    """The orders that are still to be delivered."""
    return [order for order in company.orders if order.state in ("open", "late")]


def penalty_due(game: Game, company: Company, now: int) -> int:
    """The year's penalties, rounded order by order."""
    rate = game.ruleset.finance.penalty
    return sum([rate.of(order.total) for order in company.orders if order.state == "open"])


def charge_penalties(game: Game, company: Company, due: int) -> None:
    """Charge a penalty for each order not delivered; it is withdrawn, or may follow within a year."""
    rate = game.ruleset.finance.penalty
    may_follow = game.ruleset.marketing.late_delivery == "next_year"
    for order in unkept(company):
        if order.state == "late":
            order.state = "defaulted"
            continue
        penalty = rate.of(order.total)
        order.state = "late" if may_follow else "defaulted"
        transfer(game, company, "penalty", LOSSES, CASH, penalty, order=order.id, amount=penalty)


def spy(game: Game, company: Company, action: Spy) -> Effect:
    """Pay for a look at another team's books."""
    if action.target == company.team or not 1 <= action.target <= len(game.companies):
        raise Refused("team.unknown", team=action.target)
    price = game.ruleset.finance.intelligence
    need_cash(company, price)
    return lambda: pay(game, company, "spy", INTELLIGENCE, price, target=action.target)


def lapse_markets(game: Game, company: Company, due: int) -> None:
    """Where the ruleset says so, a market without advertising in a year with orders is lost."""
    marketing = game.ruleset.marketing
    if not marketing.markets_lapse or game.year < marketing.orders_from:
        return
    used = {place.partition(":")[0] for place in company.advertising.get(game.year, {})}
    for market in game.ruleset.markets:
        if market.id not in used and holds(game, company, market.id, game.year):
            company.progress[market.id].paid = 0
            game.tell("market_lost", company, market=market.id)
