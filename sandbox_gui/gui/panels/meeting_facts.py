"""The order meeting in words and figures: cards, pick order, log and results, ready to be shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from ...core import actions as act
from ...core.game import Company, Game, Order, Selection, holds
from ...core.order_meeting import advertised, missing_standard, pick_order, picks_for, sales, wall
from ...text import item_name, t
from ..capacity import missing
from ..theme import Theme
from ..words import money
from .meeting_wall import CardFacts
from .style import series_colour, team_letter
from .tables import Row, Value

MARK = "▶"


def has_meeting(game: Game) -> bool:
    """Whether the year has orders to choose from."""
    return any(order.year == game.year and order.kind == "selection" for order in game.orders.values())


def place_name(game: Game, market: str, product: str) -> str:
    """A market and product in words."""
    return f"{item_name(game.ruleset, market)} {item_name(game.ruleset, product)}"


def place_of(selection: Selection) -> str:
    """A selection as actions name it: ``market:product``."""
    return f"{selection.market}:{selection.product}"


def team_name(game: Game, team: int) -> str:
    """A team's letter and name."""
    return f"{team_letter(team)} {game.company(team).name}"


def count_orders(game: Game, selection: Selection) -> tuple[int, int]:
    """How many orders of a selection are still free, and how many hang there."""
    hung = wall(game, selection)
    return sum(not order.team for order in hung), len(hung)


def quarter_words(order: Order) -> str:
    """Delivery quarter and payment term in words."""
    term = t("pages.meeting.term", quarters=order.term) if order.term else t("pages.meeting.term_cash")
    return f"{t('pages.meeting.due', quarter=order.due)} · {term}"


def gross_profit(game: Game, order: Order) -> int:
    """What an order earns over its direct cost."""
    return order.total - order.quantity * game.catalogue.costs[order.product]


class Sight(NamedTuple):
    """Who looks at the wall: whether that company may pick now, and whether its own affairs are shown."""

    company: Company
    turn: bool
    private: bool


def picker(selection: Selection, people: Sequence[int]) -> int:
    """The person whose turn it is in a selection; 0 where it is a rival's."""
    team = selection.teams[selection.turn]
    return team if team in people else 0


def is_first(game: Game, selection: Selection) -> bool:
    """Whether nobody has picked or passed in a selection's market yet this year."""
    for action in reversed(game.history):
        if isinstance(action, act.Advertise):  # a meeting follows the year's advertising
            return True
        if isinstance(action, act.TakeOrder | act.PassTurn) and _market_of(game, action) == selection.market:
            return False
    return True


SORTS: dict[str, Callable[[Game, Order], float]] = {
    "number": lambda game, order: 0,
    "price": lambda game, order: -order.total / order.quantity,
    "total": lambda game, order: -order.total,
    "gross": lambda game, order: -gross_profit(game, order),
    "quantity": lambda game, order: -order.quantity,
    "due": lambda game, order: order.due,
    "term": lambda game, order: order.term,
}
"""In which order the cards may hang; equal ones hang by number."""


def shown_orders(
    game: Game, selection: Selection, sight: Sight, sort: str, free_only: bool, possible_only: bool
) -> list[Order]:
    """The orders of a selection as they are wanted: sorted, taken ones or hopeless ones left out."""
    found = [
        order
        for order in wall(game, selection)
        if not (free_only and order.team)
        and not (possible_only and not order.team and _hopeless(game, sight.company, order))
    ]
    return sorted(found, key=lambda order: (SORTS[sort](game, order), order.id))


def _hopeless(game: Game, company: Company, order: Order) -> bool:
    """Whether a company may not take an order, or could not make it in time."""
    barred = bool(missing_standard(game, company, order))
    return barred or bool(missing(game, company, order).after_change)


def card(game: Game, sight: Sight, order: Order, theme: Theme) -> CardFacts:
    """One order's card."""
    unit, company = game.ruleset.unit, sight.company
    state, note = _state(game, sight, order)
    sign, verdict = _verdict(game, company, order) if sight.private else ("", "")
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
        latest=order.id == _latest(game),
    )


def _latest(game: Game) -> str:
    """The order that was taken last in the meeting that is being held."""
    last = game.history[-1] if game.history else None
    return last.order if isinstance(last, act.TakeOrder) else ""


def _state(game: Game, sight: Sight, order: Order) -> tuple[str, str]:
    company = sight.company
    if order.team == company.team and sight.private:
        return "own", t("pages.meeting.mine")
    if order.team:
        return "taken", t("pages.meeting.taken", name=game.company(order.team).name)
    standard = missing_standard(game, company, order)
    if standard:
        return "barred", t("pages.meeting.barred", standard=item_name(game.ruleset, standard))
    return ("free", t("pages.meeting.take_hint")) if sight.turn else ("open", "")


def _verdict(game: Game, company: Company, order: Order) -> tuple[str, str]:
    """Whether stock and lines could make an order in time, as a sign and a few words."""
    lacking = missing(game, company, order)
    if not lacking.as_set:
        return "✓", t("pages.meeting.in_time")
    if not lacking.after_change:
        return "≈", t("pages.meeting.after_change", units=lacking.as_set)
    return "!", t("pages.meeting.too_late", units=lacking.after_change)


def pick_table(game: Game, selection: Selection, people: Sequence[int]) -> tuple[list[str], list[Row]]:
    """The teams in pick order with what put them there; the one whose turn it is is marked.

    Standards have a column where an order on the wall asks for them, and so has advertising on the
    product everywhere where the ruleset compares it.
    """
    product = item_name(game.ruleset, selection.product)
    asked = {standard for order in wall(game, selection) for standard in order.standards}
    standards = [standard.id for standard in game.ruleset.standards if standard.id in asked]
    everywhere = "product_everywhere" in game.ruleset.marketing.priority
    headers = ["", t("pages.meeting.team"), t("pages.meeting.ad_here", product=product)]
    headers += [t("pages.meeting.ad_everywhere", product=product)] if everywhere else []
    headers += [item_name(game.ruleset, standard).replace(" ", "\n") for standard in standards]
    headers += [t(f"pages.meeting.{key}") for key in ("ad_market", "rank_before", "picks_left")]
    ranks = sales_ranks(game, selection.market)
    rows = []
    for place, team in enumerate(selection.teams):
        company = game.company(team)
        amounts = company.advertising.get(game.year, {})
        cells: list[Value] = [amounts.get(f"{selection.market}:{selection.product}", 0)]
        if everywhere:
            cells.append(sum(n for where, n in amounts.items() if where.endswith(f":{selection.product}")))
        cells += [_standing(game, company, selection.market, standard) for standard in standards]
        cells.append(sum(n for where, n in amounts.items() if where.startswith(f"{selection.market}:")))
        cells += [ranks.get(team), selection.picks[place]]
        rows.append(_pick_row(selection, place, company, cells, people))
    return headers, rows


def sales_ranks(game: Game, market: str) -> dict[int, int]:
    """The place of each team by last year's sales in a market; those that sold nothing have none."""
    sold = {company.team: sales(company, game.year - 1, market) for company in game.companies}
    return {team: 1 + sum(n > sold[team] for n in sold.values()) for team in sold if sold[team]}


def _standing(game: Game, company: Company, market: str, standard: str) -> Value:
    """How a company stands with a standard in a market: ✓ where it may take orders that ask for it."""
    fee = game.ruleset.marketing.standard_advertising
    held = holds(game, company, standard, game.year)
    return "✓" if held and (not fee or advertised(game, company, f"{market}:{standard}")) else None


def _pick_row(
    selection: Selection, place: int, company: Company, cells: Sequence[Value], people: Sequence[int]
) -> Row:
    turn = place == selection.turn
    look = "turn" if turn else "own" if company.team in people else ""
    mark = MARK if turn else str(place + 1)
    name = f"{team_letter(company.team)} {company.name}"
    return Row((mark, name, *cells), look if selection.picks[place] else "faint")


class Note(NamedTuple):
    """A line of the meeting's log: whose it is and what happened."""

    team: int
    words: str


def log_since(game: Game, team: int, market: str = "") -> list[Note]:
    """Who took or passed what since a team's last own turn this year, oldest first; team 0: all year.

    With `market`, only there.
    """
    found: list[Note] = []
    for action in reversed(game.history):
        if isinstance(action, act.TakeOrder | act.PassTurn):
            if action.team == team:
                break
            if market in ("", _market_of(game, action)):
                found.append(_note(game, action))
        elif isinstance(action, act.Advertise):  # a meeting follows the year's advertising
            break
    return found[::-1]


def _market_of(game: Game, action: act.TakeOrder | act.PassTurn) -> str:
    if isinstance(action, act.TakeOrder):
        return game.orders[action.order].market
    return action.where.partition(":")[0]


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
