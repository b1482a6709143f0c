"""The order meeting as a class sees it: whose turn it is, the pick order and the wall, nothing private."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from ...core.game import Game, Order, Selection
from ...core.tender import tender_rule
from ...text import item_name, t
from ..labels import frame, label, set_role
from ..theme import Theme
from ..words import money
from . import meeting_facts as facts
from . import meeting_outcome as outcome
from .meeting_wall import CardFacts, Wall
from .page import Page
from .shares import Share, ShareBars
from .style import series_colour, team_letter
from .tables import Table

if TYPE_CHECKING:
    from ..session import Session

NOBODY = 0
"""No company's own affairs are shown, and no row is marked as one's own."""
LARGEST = 2.4
"""So many times the usual size may a card be written where few hang."""
LATEST = 4
"""So many of the last picks are told below the pick order."""
SMALL_CLASS = 8
"""Up to so many teams in a pick order leave room below it."""


class ProjectedMeeting(Page):
    """The selections that are open, side by side; else the tenders, or what the meeting brought."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.title = label("title")
        self.sides = [_Side() for _ in range(session.ruleset.marketing.markets_at_once)]
        self.order, self.wall = self.sides[0].order, self.sides[0].wall
        self.tender = _Tenders()
        self.result, self.shares = Table(), ShareBars()
        self.shares_head, self.outcome, self.selections = label("section"), QWidget(), QWidget()
        self._lay_out()

    def _lay_out(self) -> None:
        sides = QHBoxLayout(self.selections)
        sides.setContentsMargins(0, 0, 0, 0)
        sides.setSpacing(18)
        for side in self.sides:
            sides.addWidget(side, 1)
        below = QVBoxLayout(self.outcome)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(10)
        for part in (self.result, self.shares_head, self.shares):
            below.addWidget(part)
        below.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 14, 20, 14)
        box.setSpacing(10)
        box.addWidget(self.title)
        for state in (self.selections, self.tender, self.outcome):
            box.addWidget(state, 1)

    def name(self) -> None:
        self.shares_head.setText(t("pages.meeting.head_shares"))

    def draw(self) -> None:
        game = self.session.game
        self.title.setText(t("pages.meeting.title", year=game.year))
        shown = game.meeting.open if game.meeting else []
        for place, side in enumerate(self.sides):
            side.setVisible(place < len(shown))
            if place < len(shown):
                side.show_selection(game, shown[place], self.theme, alone=len(shown) == 1)
        self.selections.setVisible(bool(shown))
        tender = game.tender if not shown else None
        self.tender.setVisible(tender is not None)
        self.calm = not shown and tender is None
        self.outcome.setVisible(self.calm)
        if tender:
            self.tender.show_game(game, self.theme)
        elif not shown:
            self._show_outcome(game)

    def _show_outcome(self, game: Game) -> None:
        self.result.fill(*outcome.result_table(game, game.year, NOBODY), self.theme, stretch=0)
        unit = game.ruleset.unit
        shares = [
            Share(item_name(game.ruleset, market), money(sum(a for _, a in parts), unit), parts)
            for market, parts in outcome.market_shares(game, game.year).items()
        ]
        self.shares.fill(shares, NOBODY, self.theme)
        self.shares_head.setVisible(bool(shares))


class _Side(QWidget):
    """One selection: whose turn it is, the pick order with the last picks, and the wall."""

    def __init__(self) -> None:
        super().__init__()
        self.banner, self.headline = frame("turn"), label("figure", wrap=True)
        self.order, self.wall, self.log = Table(), Wall(largest=LARGEST), label("section", wrap=True)
        inner = QVBoxLayout(self.banner)
        inner.setContentsMargins(18, 10, 18, 10)
        inner.addWidget(self.headline)
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addWidget(self.order)
        left.addWidget(self.log)
        left.addStretch(1)
        self.halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.halves.setSpacing(14)
        self.halves.addLayout(left)
        self.halves.addWidget(self.wall, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addWidget(self.banner)
        box.addLayout(self.halves, 1)

    def show_selection(self, game: Game, selection: Selection, theme: Theme, alone: bool) -> None:
        """Show a selection; one that stands beside another has its wall below the pick order."""
        way = QBoxLayout.Direction.LeftToRight if alone else QBoxLayout.Direction.TopToBottom
        self.halves.setDirection(way)
        team = selection.teams[selection.turn]
        place = facts.place_name(game, selection.market, selection.product)
        name = facts.team_name(game, team)
        self.headline.setText(t("pages.meeting.other_turn", place=place, name=name))
        self.order.fill(*facts.pick_table(game, selection, ()), theme, stretch=1)
        self.order.show_row(selection.turn)
        notes = facts.log_since(game, NOBODY, selection.market)[-LATEST:]
        self.log.setText("\n".join(note.words for note in reversed(notes)))
        self.log.setVisible(alone and bool(notes) and len(selection.teams) <= SMALL_CLASS)
        sight = facts.Sight(game.company(team), turn=False, private=False)
        orders = facts.shown_orders(game, selection, sight, "number", False, False)
        self.wall.show_cards([facts.card(game, sight, order, theme) for order in orders], theme)


class _Tenders(QWidget):
    """The orders that are put out to tender, as cards: those open now, those to come, those decided."""

    def __init__(self) -> None:
        super().__init__()
        self.banner, self.headline, self.hint = frame("turn"), label("figure"), label(wrap=True)
        self.wall = Wall(largest=LARGEST)
        inner = QVBoxLayout(self.banner)
        inner.setContentsMargins(18, 10, 18, 10)
        for part in (self.headline, self.hint):
            inner.addWidget(part)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addWidget(self.banner)
        box.addWidget(self.wall, 1)

    def show_game(self, game: Game, theme: Theme) -> None:
        """Show the year's tenders as they stand, and how many teams have handed in."""
        tender = game.tender
        if tender is None:
            return
        teams = len(game.running)
        handed = sum(company.team in tender.ended for company in game.running)
        set_role(self.banner, "turn")
        self.headline.setText(t("projection.tender", handed=handed, teams=teams))
        fee = money(tender_rule(game).fee, game.ruleset.unit)
        self.hint.setText(t("pages.tender.hint_short", fee=fee))
        orders = [o for o in game.orders.values() if o.year == game.year and o.kind == "tender"]
        self.wall.show_cards([tender_card(game, order, theme) for order in orders], theme)


def tender_card(game: Game, order: Order, theme: Theme) -> CardFacts:
    """An order under tender as a card, with its price range or who won it."""
    tender, unit, rule = game.tender, game.ruleset.unit, tender_rule(game)
    cost = game.catalogue.costs[order.product] * order.quantity
    low, high = money(cost * rule.least_price, unit), money(cost * rule.most_price, unit)
    state, note, total = "open", "", ""
    terms = t("projection.tender_range", low=low, high=high)
    if order.team:
        state, note = "taken", t("projection.tender_won", name=game.company(order.team).name)
        total, terms = money(order.total, unit), facts.quarter_words(order)
    elif tender and order.id in tender.waiting:
        note = t("projection.tender_later")
    elif tender and order.id not in tender.open:
        state, note = "taken", t("tender.nobody")
    return CardFacts(
        order=order.id,
        headline=f"{facts.place_name(game, order.market, order.product)} × {order.quantity}",
        total=total,
        badges=tuple(item_name(game.ruleset, standard) for standard in order.standards),
        terms=terms,
        gross="",
        sign="",
        verdict="",
        state=state,
        note=note,
        letter=team_letter(order.team) if order.team else "",
        colour=series_colour(theme, order.team - 1).name() if order.team else "",
    )
