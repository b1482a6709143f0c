"""The order meeting: advertising gives the pick order, companies pick in turn or pass."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import partial
from operator import itemgetter
from types import MappingProxyType
from typing import NamedTuple

from .actions import PassTurn, TakeOrder
from .game import Company, Effect, Game, Meeting, Order, Place, Queue, Selection, holds
from .refused import Refused
from .ruleset import Priority


def open_meeting(game: Game) -> None:
    """Begin the year's meeting with the first market's first product."""
    game.meeting = Meeting([], [market.id for market in game.ruleset.markets], _walls(game))
    game.tell("meeting_open")
    _open_markets(game, game.meeting)


def _walls(game: Game) -> Mapping[Place, tuple[str, ...]]:
    """The names of this year's orders for selection, by market and product."""
    walls = defaultdict(list)
    for order in game.orders.values():
        if order.year == game.year and order.kind == "selection":
            walls[order.market, order.product].append(order.id)
    return MappingProxyType({place: tuple(names) for place, names in walls.items()})


def _open_markets(game: Game, meeting: Meeting) -> None:
    """Open the next markets while there is room for them; without any the meeting is over."""
    while len(meeting.open) < game.ruleset.marketing.markets_at_once and meeting.markets:
        first = _next_selection(game, meeting, meeting.markets.pop(0), "")
        if first:
            meeting.open.append(first)
    if not meeting.open:
        game.meeting = None
        game.met.add("meeting")
        game.tell("meeting_over")


def settle(game: Game, meeting: Meeting, selection: Selection) -> None:
    """After a pick or a pass in a selection: its next team, the next product, the next market, or the end.

    What happens in one selection moves no other.
    """
    if _find_turn(game, selection):
        return
    follower = _next_selection(game, meeting, selection.market, selection.product)
    place = meeting.open.index(selection)
    meeting.open[place : place + 1] = [follower] if follower else []
    _open_markets(game, meeting)


def _next_selection(game: Game, meeting: Meeting, market: str, after: str) -> Selection | None:
    """The market's first selection after a product ("" = from the start) in which somebody can pick."""
    if meeting.queues is None:
        meeting.queues = _queues(game, meeting.walls)
    products = [product.id for product in game.ruleset.products]
    for product in products[products.index(after) + 1 if after else 0 :]:
        queue = meeting.queues.get((market, product))
        if not queue:
            continue
        selection = Selection(market, product, [team for team, _ in queue], [picks for _, picks in queue])
        if _find_turn(game, selection):
            game.tell("selection_open", None, market=market, product=product)
            return selection
    return None


def _find_turn(game: Game, selection: Selection) -> bool:
    """Turn to the next team with a pick left and an order that it may take."""
    free = on_wall(game, selection)
    if not free:
        return False
    teams, picks = selection.teams, selection.picks
    for step in range(len(teams)):
        index = (selection.turn + step) % len(teams)
        if picks[index] and _first_takeable(game, game.companies[teams[index] - 1], free):
            selection.turn = index
            return True
    return False


def _first_takeable(game: Game, company: Company, free: list[Order]) -> Order | None:
    for order in free:
        if not order.standards or takeable(game, company, order):
            return order
    return None


def on_wall(game: Game, selection: Selection) -> list[Order]:
    """The orders of a selection that are still free."""
    orders = game.orders
    return [order for name in _names(game, selection) if not (order := orders[name]).team]


def wall(game: Game, selection: Selection) -> list[Order]:
    """All orders of a selection of the meeting now under way, taken ones too."""
    return [game.orders[name] for name in _names(game, selection)]


def _names(game: Game, selection: Selection) -> tuple[str, ...]:
    return game.meeting.walls.get((selection.market, selection.product), ()) if game.meeting else ()


def advertised(game: Game, company: Company, place: str, year: int | None = None) -> int:
    """What a company advertised on ``market:item`` this year, or in `year`."""
    return company.advertising.get(game.year if year is None else year, {}).get(place, 0)


def picks_for(game: Game, team: int, market: str, product: str) -> int:
    """How many orders a team's advertising lets it pick."""
    return _picks(game, advertised(game, game.company(team), f"{market}:{product}"))


def _picks(game: Game, amount: int) -> int:
    """How many orders an amount of advertising lets a team pick."""
    rule = game.ruleset.marketing
    return 0 if amount < rule.first_pick else 1 + (amount - rule.first_pick) // rule.further_pick


def _year(order: Order) -> int:
    """The year of an order's delivery."""
    return (order.delivered_at - 1) // 4 + 1


def sales(company: Company, year: int, market: str) -> int:
    """What a company delivered in a market in a year."""
    return _sold(company, year).get(market, 0)


def _sold(company: Company, year: int) -> Mapping[str, int]:
    """What a company delivered in a year, by market."""
    first, last = max(1, year * 4 - 3), year * 4  # what is not delivered stands at 0
    sold: dict[str, int] = {}
    for order in company.orders:
        if first <= order.delivered_at <= last:
            sold[order.market] = sold.get(order.market, 0) + order.total
    return sold


def leader(game: Game, market: str, year: int) -> int:
    """The market leader of a year: the team that sold most there, tenders included; 0 if nobody.

    Where the ruleset says so, only who kept all its orders there can lead.
    """
    return _leader(game, market, year, [(company, _sold(company, year)) for company in game.running])


def _leader(game: Game, market: str, year: int, sold: Iterable[tuple[Company, Mapping[str, int]]]) -> int:
    strict = game.ruleset.marketing.leader_keeps_orders
    best, most = 0, 0
    for company, amounts in sold:
        amount = amounts.get(market, 0)
        if amount > most and (not strict or _kept(company, year, market)):
            best, most = company.team, amount
    return best


def _kept(company: Company, year: int, market: str) -> bool:
    """Whether a company delivered all its orders of a year and market within that year."""
    here = [order for order in company.orders if (order.year, order.market) == (year, market)]
    return all(order.state == "delivered" and _year(order) == year for order in here)


def pick_order(game: Game, market: str, product: str) -> list[int]:
    """The teams that may pick, first to last, by the ruleset's priorities."""
    return [team for team, _ in _queues(game, [(market, product)])[market, product]]


def _queues(game: Game, places: Iterable[Place]) -> Mapping[Place, Queue]:
    """The teams that may pick in each of these places."""
    claims = _claims(game)
    return MappingProxyType({place: _queue(game, claims, place) for place in places})


class _Claim(NamedTuple):
    """What a company's turn depends on: for each priority its values by what it looks at, 0 where none is."""

    company: Company
    values: dict[Priority, Mapping[str, int]]


def _claims(game: Game) -> list[_Claim]:
    claims = [_claim(game, company) for company in game.running]
    if "leader" in game.ruleset.marketing.priority:
        sold = [(claim.company, claim.values["market_sales"]) for claim in claims]
        leaders = {m.id: _leader(game, m.id, game.year - 1, sold) for m in game.ruleset.markets}
        for company, values in claims:
            values["leader"] = {market: 1 for market, team in leaders.items() if team == company.team}
    return claims


def _claim(game: Game, company: Company) -> _Claim:
    amounts = company.advertising.get(game.year, {})
    by_market: dict[str, int] = defaultdict(int)
    by_item: dict[str, int] = defaultdict(int)
    for place, amount in amounts.items():
        market, _, item = place.partition(":")
        by_market[market] += amount
        by_item[item] += amount
    return _Claim(
        company,
        {
            "product": amounts,
            "product_everywhere": by_item,
            "market_total": by_market,
            "market_sales": _sold(company, game.year - 1),
            "submission": {"": -company.submitted.get(game.year, 0)},
        },
    )


def _queue(game: Game, claims: list[_Claim], place: Place) -> Queue:
    """The teams that may pick in a place: who advertised enough there and holds the market, highest first."""
    market, product = place
    name, rule = f"{market}:{product}", game.ruleset.marketing
    looks: dict[Priority, str] = {
        "product": name,
        "product_everywhere": product,
        "market_total": market,
        "market_sales": market,
        "leader": market,
        "submission": "",
    }
    keys = [(priority, looks[priority]) for priority in rule.priority]
    able = []
    for company, values in claims:
        amount = values["product"].get(name, 0)
        if amount >= rule.first_pick and holds(game, company, market, game.year):
            rank = [-values[priority].get(look, 0) for priority, look in keys]
            able.append((company.team, _picks(game, amount), rank))
    able.sort(key=itemgetter(2))
    return tuple([(team, picks) for team, picks, _ in able])


def missing_standard(game: Game, company: Company, order: Order) -> str:
    """The first ISO demand of an order that a company does not meet, or nothing."""
    fee = game.ruleset.marketing.standard_advertising
    for standard in order.standards:
        if not holds(game, company, standard, game.year):
            return standard
        if fee and not advertised(game, company, f"{order.market}:{standard}"):
            return standard
    return ""


def takeable(game: Game, company: Company, order: Order) -> bool:
    """Whether a free order's ISO demands are met by a company."""
    return not missing_standard(game, company, order)


def whose_turn(game: Game) -> dict[int, Selection]:
    """The teams whose turn it is, with their selection."""
    meeting = game.meeting
    return {s.teams[s.turn]: s for s in reversed(meeting.open)} if meeting else {}


def _selection_of(game: Game, company: Company, place: str) -> tuple[Meeting, Selection]:
    """The open selection ``market:product`` if it is the company's turn there, or a refusal."""
    if game.meeting is None:
        raise Refused("meeting.closed")
    for selection in game.meeting.open:
        if f"{selection.market}:{selection.product}" == place:
            if selection.teams[selection.turn] != company.team:
                raise Refused("meeting.not_turn", team=selection.teams[selection.turn])
            return game.meeting, selection
    raise Refused("meeting.not_open", place=place)


def take_order(game: Game, company: Company, action: TakeOrder) -> Effect:
    """Take a free order of an open selection when it is the company's turn."""
    order = game.orders.get(action.order)
    if order is None or order.year != game.year:
        raise Refused("order.unknown", order=str(action.order)[:40])
    if order.team:
        raise Refused("order.taken", order=order.id, team=order.team)
    meeting, selection = _selection_of(game, company, f"{order.market}:{order.product}")
    if order.kind != "selection":
        raise Refused("order.unknown", order=order.id)
    standard = missing_standard(game, company, order)
    if standard:
        raise Refused("order.standard", order=order.id, standard=standard)
    return partial(_take, game, company, order, meeting, selection)


def _take(game: Game, company: Company, order: Order, meeting: Meeting, selection: Selection) -> None:
    order.team = company.team
    company.orders.append(order)
    selection.picks[selection.turn] -= 1
    selection.turn = (selection.turn + 1) % len(selection.teams)
    game.tell("order_taken", company, order=order.id)
    settle(game, meeting, selection)


def pass_turn(game: Game, company: Company, action: PassTurn) -> Effect:
    """Give up the remaining picks of a selection."""
    meeting, selection = _selection_of(game, company, action.where)
    return partial(_pass, game, company, meeting, selection)


def _pass(game: Game, company: Company, meeting: Meeting, selection: Selection) -> None:
    selection.picks[selection.turn] = 0
    game.tell("passed", company, market=selection.market, product=selection.product)
    settle(game, meeting, selection)
