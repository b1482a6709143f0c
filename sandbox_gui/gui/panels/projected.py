"""The order meeting as a class sees it: whose turn it is, the pick order and the wall, nothing private."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ...core.game import Game, Selection
from ...text import item_name, t
from ..labels import frame, label
from . import meeting_facts as facts
from .meeting_outcome import result_table
from .meeting_wall import Wall
from .page import Page
from .style import team_letter
from .tables import Row, Table

if TYPE_CHECKING:
    from ..session import Session

NOBODY = 0
"""No company's own affairs are shown, and no row is marked as one's own."""


class ProjectedMeeting(Page):
    """While selections are open, the first of them; else the tenders, or what the meeting brought."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.title, self.headline = label("title"), label("figure", wrap=True)
        self.banner, self.order, self.wall = frame("turn"), Table(), Wall()
        self.result = Table()
        self._lay_out()

    def _lay_out(self) -> None:
        inner = QVBoxLayout(self.banner)
        inner.setContentsMargins(18, 10, 18, 10)
        inner.addWidget(self.headline)
        self.halves = QFrame()
        halves = QHBoxLayout(self.halves)
        halves.setContentsMargins(0, 0, 0, 0)
        halves.setSpacing(14)
        halves.addWidget(self.order, 4, Qt.AlignmentFlag.AlignTop)
        halves.addWidget(self.wall, 5)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 14, 20, 14)
        box.setSpacing(10)
        for part in (self.title, self.banner, self.result):
            box.addWidget(part)
        box.addWidget(self.halves, 1)
        box.addStretch(0)

    def name(self) -> None:
        """All words here change with the game."""

    def draw(self) -> None:
        game = self.session.game
        self.title.setText(t("pages.meeting.title", year=game.year))
        meeting = game.meeting
        self.banner.setVisible(meeting is not None)
        self.halves.setVisible(meeting is not None)
        self.result.setVisible(meeting is None)
        if meeting:
            self._show_selection(game, meeting.open[0])
        elif game.tender:
            self.result.fill(*tenders(game), self.theme, stretch=1)
        else:
            self.result.fill(*result_table(game, game.year, NOBODY), self.theme, stretch=0)

    def _show_selection(self, game: Game, selection: Selection) -> None:
        team = selection.teams[selection.turn]
        place = facts.place_name(game, selection.market, selection.product)
        name = f"{team_letter(team)} {game.company(team).name}"
        self.headline.setText(t("pages.meeting.other_turn", place=place, name=name))
        self.order.fill(*facts.pick_table(game, selection, ()), self.theme, stretch=1)
        self.order.show_row(selection.turn)
        sight = facts.Sight(game.company(team), turn=False, private=False)
        orders = facts.shown_orders(game, selection, sight, "number", False, False)
        self.wall.show_cards([facts.card(game, sight, order, self.theme) for order in orders], self.theme)


def tenders(game: Game) -> tuple[list[str], list[Row]]:
    """The orders of the year that are put out to tender."""
    heads = [t(f"pages.meeting.{key}") for key in ("order", "place", "quantity")]
    rows = [
        Row((order.id, _place(game, order.market, order.product), order.quantity))
        for order in game.orders.values()
        if order.year == game.year and order.kind == "tender"
    ]
    return heads, rows


def _place(game: Game, market: str, product: str) -> str:
    return f"{item_name(game.ruleset, market)} {item_name(game.ruleset, product)}"
