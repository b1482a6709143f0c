"""What a team may see: its own company, the rules and the calendar, and what is public of the others.

A `View` is the one gate between a game and a rival. It never shows another company's books, stock or
lines, the orders of selections that are not open yet, a later year's book, or the seed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ..core import finance, order_meeting, production, year
from ..core.game import Catalogue, Company, Game, Line, Order, Stage, holds
from ..core.journal import Account
from ..core.ruleset import Ruleset
from .known import Known


class Card(NamedTuple):
    """An order as everybody reads it on the wall; `team` is 0 while it is free."""

    id: str
    year: int
    market: str
    product: str
    quantity: int
    total: int
    due: int
    term: int
    standards: tuple[str, ...]
    team: int


class Wall(NamedTuple):
    """The cards of a selection that is open now, and the team whose turn it is."""

    market: str
    product: str
    turn: int
    cards: tuple[Card, ...]


def _card(order: Order) -> Card:
    return Card(
        order.id, order.year, order.market, order.product, order.quantity, order.total,
        order.due, order.term, order.standards, order.team,
    )  # fmt: skip


_known: dict[tuple[int, ...], tuple[Ruleset, tuple[Order, ...] | None, Known]] = {}


REMEMBERED = 50
"""Games whose facts are kept."""


def _known_of(game: Game) -> Known:
    """The facts of a game, worked out once; ruleset and book are kept for their identity."""
    key = (id(game.ruleset), id(game.book), len(game.companies), game.years)
    if key not in _known:
        if len(_known) >= REMEMBERED:
            _known.clear()
        _known[key] = game.ruleset, game.book, Known(game)
    return _known[key][2]


class View:
    """What one team may see of a game at this moment; quarters are absolute, money in whole units."""

    __slots__ = ("_game", "catalogue", "company", "known", "now", "ruleset", "stage", "team", "year", "years")

    def __init__(self, game: Game, team: int) -> None:
        self._game = game
        self.known: Known = _known_of(game)
        self.team: int = team
        self.company: Company = game.company(team)
        self.ruleset: Ruleset = game.ruleset
        self.catalogue: Catalogue = game.catalogue
        self.stage: Stage = game.calendar[self.company.stage]
        self.now: int = game.now(self.company)
        self.year: int = game.year
        self.years: int = game.years

    # The company's own affairs, as the core answers them

    def holds(self, item: str, period: int) -> bool:
        """Whether the company holds a product (by quarter), market or standard (by year)."""
        return holds(self._game, self.company, item, period)

    def credit_left(self, kind: str) -> int:
        """How much more of a kind of loan the company may take."""
        return finance.credit_left(self._game, self.company, kind)

    def payments_ahead(self) -> list[tuple[str, int]]:
        """What the next stage does by itself, and the cash that it asks for."""
        return year.payments_ahead(self._game, self.company)

    def sale_value(self, line: Line) -> int:
        """What one of its lines fetches when it is sold now."""
        return production.sale_value(self._game, line)

    def may_take(self, card: Card) -> bool:
        """Whether the company meets what a card on an open wall asks for."""
        return order_meeting.takeable(self._game, self.company, self._game.orders[card.id])

    # What is public

    @property
    def names(self) -> Mapping[int, str]:
        """The companies' names by team."""
        return {company.team: company.name for company in self._game.companies}

    @property
    def running(self) -> tuple[int, ...]:
        """The teams that are not bankrupt."""
        return tuple(company.team for company in self._game.running)

    def equity(self, team: int, closed: int) -> int | None:
        """A team's equity at a year's close (0: the opening); None where it did not get that far."""
        closings = self._game.company(team).journal.closings
        if not 0 <= closed < min(self.year, len(closings)):
            return None
        return -sum(closings[closed][Account.CAPITAL :])

    def ranking(self, closed: int) -> list[int]:
        """The teams by equity at a year's close, best first."""
        known = {team: self.equity(team, closed) for team in self.names}
        return sorted(
            (team for team in known if known[team] is not None), key=lambda t: (-(known[t] or 0), t)
        )

    @property
    def meeting_began(self) -> bool:
        """Whether all have submitted this year's advertising and the order meeting has begun."""
        return self._game.meeting is not None or "meeting" in self._game.met

    @property
    def meeting_over(self) -> bool:
        """Whether this year's orders are all given out."""
        return "meeting" in self._game.met

    def advertising(self, year: int) -> dict[int, Mapping[str, int]]:
        """Everybody's advertising of a past year, and of this one once all have submitted."""
        if year > self.year or (year == self.year and not self.meeting_began):
            return {}
        return {c.team: c.advertising[year] for c in self._game.companies if year in c.advertising}

    def is_over(self, meeting: str) -> bool:
        """Whether this year's ``meeting`` or ``tender`` is over, or there is none."""
        return meeting in self._game.met

    def tenders(self) -> list[Card]:
        """The orders that are laid out for bids now."""
        laid = self._game.tender
        return [_card(self._game.orders[name]) for name in laid.open] if laid else []

    def may_bid(self, card: Card) -> bool:
        """Whether the company has the market and the standards that a card under tender asks for."""
        return all(self.holds(item, self.year) for item in (card.market, *card.standards))

    def walls(self) -> list[Wall]:
        """The walls of the selections that are open now."""
        meeting = self._game.meeting
        return [
            Wall(
                selection.market,
                selection.product,
                selection.teams[selection.turn],
                tuple(_card(order) for order in order_meeting.wall(self._game, selection)),
            )
            for selection in (meeting.open if meeting else ())
        ]

    def taken(self, year: int) -> list[Card]:
        """The orders of a year that teams have taken so far."""
        return [_card(o) for o in self._game.orders.values() if o.year == year and o.team]

    def placed(self, year: int) -> list[tuple[int, str, int, int]]:
        """Of each order of a year that was taken the team, the product, its units and its whole price."""
        orders = self._game.orders.values()
        return [(o.team, o.product, o.quantity, o.total) for o in orders if o.team and o.year == year]
