"""The order meeting in words and figures: cards, pick order, log and results, ready to be shown."""

from __future__ import annotations

from typing import NamedTuple

from ...core import actions as act
from ...core.game import Company, Game, Order, Selection
from ...core.marketing import unkept
from ...core.order_meeting import advertised, missing_standard, pick_order, picks_for, sales, wall
from ...text import item_name, t
from ..capacity import missing
from ..theme import Theme
from ..words import money
from .meeting_wall import CardFacts
from .style import series_colour, team_letter
from .tables import Row

MARK = "▶"


def has_meeting(game: Game) -> bool:
    """Whether the year has orders to choose from."""
    return any(order.year == game.year and order.kind == "selection" for order in game.orders.values())


def place_name(game: Game, market: str, product: str) -> str:
    """A market and product in words."""
    return f"{item_name(game.ruleset, market)} {item_name(game.ruleset, product)}"


def quarter_words(order: Order) -> str:
    """Delivery quarter and payment term in words."""
    term = t("pages.meeting.term", quarters=order.term) if order.term else t("pages.meeting.term_cash")
    return f"{t('pages.meeting.due', quarter=order.due)} · {term}"


def gross_profit(game: Game, order: Order) -> int:
    """What an order earns over its direct cost."""
    return order.total - order.quantity * game.catalogue.costs[order.product]


def cards(game: Game, company: Company, selection: Selection, theme: Theme, turn: bool) -> list[CardFacts]:
    """The cards of a selection as a company sees them."""
    return [card(game, company, order, theme, turn) for order in wall(game, selection)]


def card(game: Game, company: Company, order: Order, theme: Theme, turn: bool) -> CardFacts:
    """One order's card."""
    unit = game.ruleset.unit
    state, note = _state(game, company, order, turn)
    sign, verdict = _verdict(game, company, order)
    return CardFacts(
        order=order.id,
        headline=f"{order.quantity} × {order.total / order.quantity:.1f}",
        total=money(order.total, unit),
        badges=tuple(item_name(game.ruleset, standard) for standard in order.standards),
        terms=quarter_words(order),
        gross=t("pages.meeting.gross", amount=money(gross_profit(game, order), unit)),
        sign=sign,
        verdict=verdict,
        state=state,
        note=note,
        letter=team_letter(order.team) if order.team else "",
        colour=series_colour(theme, order.team - 1).name() if order.team else "",
    )


def _state(game: Game, company: Company, order: Order, turn: bool) -> tuple[str, str]:
    if order.team == company.team:
        return "own", t("pages.meeting.mine")
    if order.team:
        return "taken", t("pages.meeting.taken", name=game.company(order.team).name)
    standard = missing_standard(game, company, order)
    if standard:
        return "barred", t("pages.meeting.barred", standard=item_name(game.ruleset, standard))
    return ("free", t("pages.meeting.take_hint")) if turn else ("open", "")


def _verdict(game: Game, company: Company, order: Order) -> tuple[str, str]:
    """Whether stock and lines could make an order in time, as a sign and a few words."""
    lacking = missing(game, company, order)
    if not lacking.as_set:
        return "✓", t("pages.meeting.in_time")
    if not lacking.after_change:
        return "≈", t("pages.meeting.after_change", units=lacking.as_set)
    return "!", t("pages.meeting.too_late", units=lacking.after_change)


def pick_table(game: Game, selection: Selection, own: int) -> tuple[list[str], list[Row]]:
    """The teams in pick order with what put them there; the one whose turn it is is marked."""
    product = item_name(game.ruleset, selection.product)
    headers = [
        "",
        t("pages.meeting.team"),
        t("pages.meeting.ad_here", product=product),
        t("pages.meeting.ad_everywhere", product=product),
        t("pages.meeting.ad_market"),
        t("pages.meeting.sold_before"),
        t("pages.meeting.picks_left"),
    ]
    return headers, [_pick_row(game, selection, place, own) for place in range(len(selection.teams))]


def _pick_row(game: Game, selection: Selection, place: int, own: int) -> Row:
    company = game.company(selection.teams[place])
    amounts = company.advertising.get(game.year, {})
    everywhere = sum(n for where, n in amounts.items() if where.endswith(f":{selection.product}"))
    total = sum(n for where, n in amounts.items() if where.startswith(f"{selection.market}:"))
    turn = place == selection.turn
    look = "turn" if turn else "own" if company.team == own else "" if selection.picks[place] else "faint"
    cells = (
        MARK if turn else str(place + 1),
        f"{team_letter(company.team)} {company.name}",
        advertised(game, company, f"{selection.market}:{selection.product}"),
        everywhere,
        total,
        sales(company, game.year - 1, selection.market),
        selection.picks[place],
    )
    return Row(cells, look)


class Note(NamedTuple):
    """A line of the meeting's log: whose it is and what happened."""

    team: int
    words: str


def log_since(game: Game, team: int) -> list[Note]:
    """Who took or passed what since a team's last own turn this year, oldest first; team 0: all year."""
    found: list[Note] = []
    for action in reversed(game.history):
        if isinstance(action, act.TakeOrder | act.PassTurn):
            if action.team == team:
                break
            found.append(_note(game, action))
        elif isinstance(action, act.Advertise):  # a meeting follows the year's advertising
            break
    return found[::-1]


def _note(game: Game, action: act.TakeOrder | act.PassTurn) -> Note:
    name = f"{team_letter(action.team)} {game.company(action.team).name}"
    if isinstance(action, act.PassTurn):
        market, _, product = action.where.partition(":")
        return Note(
            action.team, t("pages.meeting.log_pass", name=name, place=place_name(game, market, product))
        )
    order = game.orders[action.order]
    facts = {
        "name": name,
        "place": place_name(game, order.market, order.product),
        "quantity": order.quantity,
        "price": f"{order.total / order.quantity:.1f}",
        "total": money(order.total, game.ruleset.unit),
    }
    return Note(action.team, t("pages.meeting.log_take", **facts))


def picks_ahead(game: Game, team: int) -> list[tuple[str, str, int]]:
    """The selections still to come in which a team has picks: market, product, number of picks."""
    meeting = game.meeting
    if meeting is None:
        return []
    products = [product.id for product in game.ruleset.products]
    places = [(s.market, p) for s in meeting.open for p in products[products.index(s.product) + 1 :]]
    places += [(market, product) for market in meeting.markets for product in products]
    return [
        (market, product, picks_for(game, team, market, product))
        for market, product in places
        if team in pick_order(game, market, product)
    ]


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
            f"{team_letter(company.team)} {company.name}",
            spent,
            len(mine),
            sum(order.quantity for order in mine),
            won,
            sum(gross_profit(game, order) for order in mine),
            won / spent if spent else None,
        )
        rows.append((won, Row(cells, "own" if company.team == own else "")))
    return headers, [row for _, row in sorted(rows, key=lambda pair: -pair[0])]


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
