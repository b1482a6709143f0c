"""What an order meeting led to: tenders and their scores, who took what, and what advertising brought."""

from __future__ import annotations

from collections.abc import Sequence

from ...core import actions as act
from ...core.game import Company, Game, Offer, Order
from ...core.marketing import unkept
from ...core.tender import value
from ...text import t
from .meeting_facts import gross_profit, place_name, team_name
from .tables import Row, Value

BASE = 100
"""From which points are counted by custom; it changes nothing in who wins."""

# Tenders


def bids_of(game: Game, year: int) -> dict[str, list[Offer]]:
    """The bids that were made for each order under tender in a year, the last one of each team."""
    found: dict[str, dict[int, Offer]] = {}
    for action in game.history:
        if isinstance(action, act.Bid) and game.orders[action.order].year == year:
            offer = Offer(action.order, action.team, action.price, action.quarter, action.term)
            found.setdefault(action.order, {})[action.team] = offer
    return {order: list(offers.values()) for order, offers in found.items()}


def tender_table(game: Game, own: int) -> tuple[list[str], list[Row]]:
    """The year's tenders that are decided: who won with which bid and score, and what any own bid scored."""
    under_way = {*game.tender.open, *game.tender.waiting} if game.tender else set()
    held = "tender" in game.met or game.tender is not None
    bids = bids_of(game, game.year)
    decided = [
        order
        for order in game.orders.values()
        if (order.year, order.kind) == (game.year, "tender") and order.id not in under_way
    ]
    mine = any(offer.team == own for order in decided for offer in bids.get(order.id, ()))
    keys = ["what", "winner", "price", "terms", "score", *(("own_score",) if mine else ())]
    rows = [_tender_row(game, order, bids.get(order.id, []), own) for order in decided if held]
    return [t(f"tender.{key}") for key in keys], rows


def _tender_row(game: Game, order: Order, offers: Sequence[Offer], own: int) -> Row:
    what = f"{place_name(game, order.market, order.product)} × {order.quantity}　{order.id}"
    won: tuple[Value, ...] = (t("tender.nobody"), None, None, None)
    if order.team:
        best = Offer(order.id, order.team, order.total, order.due, order.term)
        terms = t("tender.due_and_term", due=order.due, term=order.term)
        won = (team_name(game, order.team), order.total, terms, tender_score(game, order, best))
    mine = next((offer for offer in offers if offer.team == own), None)
    own_score = tender_score(game, order, mine) if mine else None
    look = "own" if own and order.team == own else "" if order.team else "faint"
    return Row((what, *won, own_score), look)


def tender_score(game: Game, order: Order, offer: Offer) -> float:
    """What an offer was worth to the customer for each unit of direct cost; the highest won."""
    return BASE + value(game, order, offer) / (game.catalogue.costs[order.product] * order.quantity)


# After the meeting


def taken_orders(game: Game, year: int) -> list[Order]:
    """The orders of a year that somebody has."""
    return [order for order in game.orders.values() if order.year == year and order.team]


def result_table(game: Game, year: int, own: int) -> tuple[list[str], list[Row]]:
    """What each team advertised and took in a year, most first."""
    keys = ("team", "advertising", "orders", "units", "amount", "gross_head", "return")
    headers = [t(f"pages.meeting.{key}") for key in keys]
    orders = taken_orders(game, year)
    rows = []
    for company in game.companies:
        mine = [order for order in orders if order.team == company.team]
        spent = sum(company.advertising.get(year, {}).values())
        won = sum(order.total for order in mine)
        cells = (
            team_name(game, company.team),
            spent,
            len(mine),
            sum(order.quantity for order in mine),
            won,
            sum(gross_profit(game, order) for order in mine),
            won / spent if spent else None,
        )
        rows.append((won, Row(cells, "own" if company.team == own else "")))
    return headers, [row for _, row in sorted(rows, key=lambda pair: -pair[0])]


def returns(game: Game, year: int) -> list[tuple[int, str, float | None]]:
    """Each team with its orders for each unit of advertising in a year, the best return first."""
    found: list[tuple[int, str, float | None]] = []
    for company in game.companies:
        spent = sum(company.advertising.get(year, {}).values())
        won = sum(order.total for order in taken_orders(game, year) if order.team == company.team)
        found.append((company.team, team_name(game, company.team), won / spent if spent else None))
    return sorted(found, key=lambda one: (-(one[2] if one[2] is not None else -1), one[0]))


def market_shares(game: Game, year: int) -> dict[str, list[tuple[int, int]]]:
    """Each market's orders of a year by team: (team, amount), most first; empty markets left out."""
    shares: dict[str, dict[int, int]] = {market.id: {} for market in game.ruleset.markets}
    for order in taken_orders(game, year):
        by_team = shares[order.market]
        by_team[order.team] = by_team.get(order.team, 0) + order.total
    return {
        market: sorted(by_team.items(), key=lambda pair: (-pair[1], pair[0]))
        for market, by_team in shares.items()
        if by_team
    }


def own_orders(game: Game, company: Company) -> tuple[list[str], list[Row]]:
    """The orders that a company has still to deliver, the most urgent first."""
    keys = ("order", "place", "quantity", "amount", "due_head", "term_head")
    headers = [t(f"pages.meeting.{key}") for key in keys]
    orders = sorted(unkept(company), key=lambda order: (order.due, order.id))
    rows = [
        Row((o.id, place_name(game, o.market, o.product), o.quantity, o.total, o.due, o.term)) for o in orders
    ]
    return headers, rows
