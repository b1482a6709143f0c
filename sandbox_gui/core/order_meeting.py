"""The order meeting: advertising gives the pick order, companies pick in turn or pass."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from types import MappingProxyType

from .actions import PassTurn, TakeOrder
from .game import Company, Effect, Game, Meeting, Order, Selection, holds
from .refused import Refused
from .ruleset import Priority


def open_meeting(game: Game) -> None:
    """Begin the year's meeting with the first market's first product."""
    game.meeting = Meeting([], [market.id for market in game.ruleset.markets], _walls(game))
    game.tell("meeting_open")
    settle(game)


def _walls(game: Game) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """The names of this year's orders for selection, by market and product."""
    walls = defaultdict(list)
    for order in game.orders.values():
        if order.year == game.year and order.kind == "selection":
            walls[order.market, order.product].append(order.id)
    return MappingProxyType({place: tuple(names) for place, names in walls.items()})


def settle(game: Game) -> None:
    """Move on to the next team that can pick, the next product, the next market, or the end."""
    meeting = game.meeting
    if meeting is None:
        return
    for selection in list(meeting.open):
        if not _find_turn(game, selection):
            follower = _next_selection(game, selection.market, selection.product)
            place = meeting.open.index(selection)
            meeting.open[place : place + 1] = [follower] if follower else []
    while len(meeting.open) < game.ruleset.marketing.markets_at_once and meeting.markets:
        first = _next_selection(game, meeting.markets.pop(0), "")
        if first:
            meeting.open.append(first)
    if not meeting.open:
        game.meeting = None
        game.met.add("meeting")
        game.tell("meeting_over")


def _next_selection(game: Game, market: str, after: str) -> Selection | None:
    """The market's first selection after a product ("" = from the start) in which somebody can pick."""
    products = [product.id for product in game.ruleset.products]
    walls = game.meeting.walls if game.meeting else {}
    for product in products[products.index(after) + 1 if after else 0 :]:
        if (market, product) not in walls:
            continue
        teams = pick_order(game, market, product)
        picks = [picks_for(game, team, market, product) for team in teams]
        selection = Selection(market, product, teams, picks)
        if _find_turn(game, selection):
            game.tell("selection_open", None, market=market, product=product)
            return selection
    return None


def _find_turn(game: Game, selection: Selection) -> bool:
    """Turn to the next team with a pick left and an order that it may take."""
    free = on_wall(game, selection)
    if not free:
        return False
    for step in range(len(selection.teams)):
        index = (selection.turn + step) % len(selection.teams)
        company = game.company(selection.teams[index])
        if selection.picks[index] and any(takeable(game, company, order) for order in free):
            selection.turn = index
            return True
    return False


def on_wall(game: Game, selection: Selection) -> list[Order]:
    """The orders of a selection that are still free."""
    return [order for order in wall(game, selection) if not order.team]


def wall(game: Game, selection: Selection) -> list[Order]:
    """All orders of a selection of the meeting now under way, taken ones too."""
    names = game.meeting.walls.get((selection.market, selection.product), ()) if game.meeting else ()
    return [game.orders[name] for name in names]


def advertised(game: Game, company: Company, place: str, year: int | None = None) -> int:
    """What a company advertised on ``market:item`` this year, or in `year`."""
    return company.advertising.get(game.year if year is None else year, {}).get(place, 0)


def picks_for(game: Game, team: int, market: str, product: str) -> int:
    """How many orders a team's advertising lets it pick."""
    rule = game.ruleset.marketing
    amount = advertised(game, game.company(team), f"{market}:{product}")
    return 0 if amount < rule.first_pick else 1 + (amount - rule.first_pick) // rule.further_pick


def _year(order: Order) -> int:
    """The year of an order's delivery."""
    return (order.delivered_at - 1) // 4 + 1


def sales(company: Company, year: int, market: str) -> int:
    """What a company delivered in a market in a year."""
    first, last = max(1, year * 4 - 3), year * 4  # what is not delivered stands at 0
    return sum(o.total for o in company.orders if first <= o.delivered_at <= last and o.market == market)


def leader(game: Game, market: str, year: int) -> int:
    """The market leader of a year: the team that sold most there, tenders included; 0 if nobody.

    Where the ruleset says so, only who kept all its orders there can lead.
    """
    strict = game.ruleset.marketing.leader_keeps_orders
    best, most = 0, 0
    for company in game.running:
        sold = sales(company, year, market)
        if sold > most and (not strict or _kept(company, year, market)):
            best, most = company.team, sold
    return best


def _kept(company: Company, year: int, market: str) -> bool:
    """Whether a company delivered all its orders of a year and market within that year."""
    here = [order for order in company.orders if (order.year, order.market) == (year, market)]
    return all(order.state == "delivered" and _year(order) == year for order in here)


def pick_order(game: Game, market: str, product: str) -> list[int]:
    """The teams that may pick, first to last, by the ruleset's priorities."""
    companies = [
        company
        for company in game.running
        if picks_for(game, company.team, market, product) and holds(game, company, market, game.year)
    ]
    if len(companies) > 1:
        first = leader(game, market, game.year - 1) if "leader" in game.ruleset.marketing.priority else 0
        companies.sort(key=lambda company: _rank(game, company, market, product, first))
    return [company.team for company in companies]


def _rank(game: Game, company: Company, market: str, product: str, leading: int) -> list[int]:
    """The sort key of a company: smaller picks earlier; `leading` is the team that leads the market."""
    amounts = company.advertising.get(game.year, {})
    values = {
        "product": lambda: amounts.get(f"{market}:{product}", 0),
        "product_everywhere": lambda: sum(n for place, n in amounts.items() if place.endswith(f":{product}")),
        "market_total": lambda: sum(n for place, n in amounts.items() if place.startswith(f"{market}:")),
        "market_sales": lambda: sales(company, game.year - 1, market),
        "leader": lambda: int(company.team == leading),
        "submission": lambda: -company.submitted.get(game.year, 0),
    }
    priority: tuple[Priority, ...] = game.ruleset.marketing.priority
    return [-values[name]() for name in priority]


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


def _selection_of(game: Game, company: Company, place: str) -> Selection:
    """The open selection ``market:product`` if it is the company's turn there, or a refusal."""
    if game.meeting is None:
        raise Refused("meeting.closed")
    for selection in game.meeting.open:
        if f"{selection.market}:{selection.product}" == place:
            if selection.teams[selection.turn] != company.team:
                raise Refused("meeting.not_turn", team=selection.teams[selection.turn])
            return selection
    raise Refused("meeting.not_open", place=place)


def take_order(game: Game, company: Company, action: TakeOrder) -> Effect:
    """Take a free order of an open selection when it is the company's turn."""
    order = game.orders.get(action.order)
    if order is None or order.year != game.year:
        raise Refused("order.unknown", order=str(action.order)[:40])
    if order.team:
        raise Refused("order.taken", order=order.id, team=order.team)
    selection = _selection_of(game, company, f"{order.market}:{order.product}")
    if order.kind != "selection":
        raise Refused("order.unknown", order=order.id)
    standard = missing_standard(game, company, order)
    if standard:
        raise Refused("order.standard", order=order.id, standard=standard)

    def effect() -> None:
        order.team = company.team
        company.orders.append(order)
        selection.picks[selection.turn] -= 1
        selection.turn = (selection.turn + 1) % len(selection.teams)
        game.tell("order_taken", company, order=order.id)
        settle(game)

    return effect


def pass_turn(game: Game, company: Company, action: PassTurn) -> Effect:
    """Give up the remaining picks of a selection."""
    selection = _selection_of(game, company, action.where)

    def effect() -> None:
        selection.picks[selection.turn] = 0
        game.tell("passed", company, market=selection.market, product=selection.product)
        settle(game)

    return effect
