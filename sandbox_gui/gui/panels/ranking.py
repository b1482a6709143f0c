"""The page of the ranking: equity by year while the game runs, scores and reasons when it is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ...core.game import Company, Game
from ...core.score import Standing, points, standings
from ...text import t
from ..labels import frame, label, scrolled
from .equity_chart import Curve, EquityChart
from .goal import Goal
from .page import Page
from .podium import Place, Podium, StandingCells
from .review import equity_by_year, reason_words, sentences, when
from .style import px, team_letter
from .tables import Row, Table, Value

if TYPE_CHECKING:
    from ..session import Session

NOBODY = 0
"""No team's row is marked before the class."""
BESIDES = 800
"""The width from which a chart without lines stands beside the goal, in pixels at the usual size."""
LEAST_BESIDE = 620
"""The width from which the reasons stand beside the chart."""
LEAST_TEAMS = 6
"""So many rows are seen before the table itself scrolls."""
MOST_REASONS = 6
"""So many of a rival's reasons are told at the end."""
SOURCES = ("plants", "lines", "products", "markets", "standards", "no_usury", "no_discount")


class RankingPage(Page):
    """What everybody may know: equity at each close, and the score at the end.

    A `projected` one is for the whole class: the podium has the room of what is told to one team.
    """

    def __init__(self, session: Session, parent: QWidget | None = None, projected: bool = False) -> None:
        super().__init__(session, parent)
        self._projected = projected
        self.podium = Podium()
        self.title, self.hint = label("title"), label("faint", wrap=True)
        self.table, self.chart, self.goal = Table(least=LEAST_TEAMS), EquityChart(), Goal(session.ruleset)
        self.why_card, self.why_head, self.why = frame(), label("section"), label(wrap=True)
        self._chart_card, self.chart_head, self.no_chart = (
            frame(),
            label("section"),
            label("faint", wrap=True),
        )
        self._lay_out()
        self.name()

    def _lay_out(self) -> None:
        self._cells = StandingCells(self.table)
        self.table.setItemDelegate(self._cells)
        self._lay_out_reasons()
        inner = QVBoxLayout(self._chart_card)
        inner.setContentsMargins(18, 12, 18, 12)
        inner.addWidget(self.chart_head)
        inner.addWidget(self.no_chart)
        inner.addWidget(self.chart, 1)
        self._below = QHBoxLayout()
        self._below.setSpacing(14)
        self._below.addWidget(self._chart_card, 3)
        self._below.addWidget(self.goal, 4)
        self._below.addWidget(self.why_card, 2)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 14, 20, 14)
        box.setSpacing(8)
        for part in (self.title, self.hint, self._scrolled()):
            box.addWidget(part)

    def _scrolled(self) -> QScrollArea:
        """The table over what explains it; in a low window one scrolls down to that."""
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.table)
        column.addLayout(self._below, 1)
        return scrolled(inner)

    def _lay_out_reasons(self) -> None:
        self._reasons = scrolled(self.why)
        reasons = QVBoxLayout(self.why_card)
        reasons.setContentsMargins(18, 12, 18, 14)
        reasons.addWidget(self.podium, 3 if self._projected else 2)
        reasons.addWidget(self.why_head)
        self.why.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._reasons.setMinimumHeight(4 * self.fontMetrics().height())
        reasons.addWidget(self._reasons, 3)
        self.why_head.setVisible(not self._projected)
        self._reasons.setVisible(not self._projected)

    def name(self) -> None:
        self.why_head.setText(t("pages.ranking.why"))
        self.chart_head.setText(t("pages.ranking.chart", unit=self.session.ruleset.unit))
        self.no_chart.setText(t("pages.ranking.chart_empty"))
        self.goal.name()

    def draw(self) -> None:
        game, team = self.session.game, self.session.team
        over = game.over
        self.title.setText(t("pages.ranking.title_over" if over else "pages.ranking.title"))
        self.hint.setText(t("pages.ranking.hint_over" if over else "pages.ranking.hint"))
        places = end_places(game) if over else running_places(game)
        curves = [Curve(c.team, c.name, public_equity(game, c)) for c in game.companies]
        closed = any(len(curve.values) > 1 for curve in curves)
        self._cells.show_places(places if closed else [], self.theme)  # before a close all are alike
        self._fill_table()
        self.podium.show_places(places, self.theme)
        self.chart.fill(curves, game.years, team, game.ruleset.unit, self.theme)
        self.no_chart.setVisible(not closed)
        self.goal.setVisible(not closed)
        self._make_room()
        self.why_card.setVisible(over)
        told = [*sentences(game, self.session.company), *self._rivals()] if over else []
        self.why.setText("\n\n".join(told))

    def _fill_table(self) -> None:
        """At the end with the points by source, where there is room for them."""
        game, own = self.session.game, NOBODY if self._projected else self.session.team
        if not game.over:
            self.table.fill(*running_table(game, own), self.theme, stretch=1)
            return
        self.table.fill(*end_table(game, own), self.theme, stretch=1)
        if self.table.sizeHint().width() > self.width() - px(40):
            self.table.fill(*end_table(game, own, brief=True), self.theme, stretch=1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()
        if self.session.game.over and self.table.headers and not self._stale:
            self._fill_table()

    def _make_room(self) -> None:
        """Where little fits, what the score is made of goes before lines that have not begun."""
        ways = QBoxLayout.Direction
        beside = self.width() >= px(LEAST_BESIDE)
        self._below.setDirection(ways.LeftToRight if beside else ways.TopToBottom)
        self._chart_card.setVisible(self.goal.isHidden() or self.width() >= px(BESIDES))

    def _rivals(self) -> list[str]:
        """What each rival had in mind, the latest first."""
        told = []
        for company in self.session.game.companies:
            reasons = self.session.reasons(company.team)[: -MOST_REASONS - 1 : -1]
            if reasons:
                words = [f"· {reason_words(self.session.ruleset, reason)}" for reason in reasons]
                told.append("\n".join([f"{team_letter(company.team)} {company.name}", *words]))
        return told


def running_places(game: Game) -> list[Place]:
    """All teams by equity at the last common close."""
    return [Place(place, c.team, c.name, _figure(game, c)) for place, c in _ranked(game)]


def _figure(game: Game, company: Company) -> int | None:
    return None if company.bankrupt else public_equity(game, company)[-1]


def end_places(game: Game) -> list[Place]:
    """All teams by score."""
    ranked = enumerate(standings(game), 1)
    return [Place(place, one.team, one.name, None if one.bankrupt else one.score) for place, one in ranked]


def _ranked(game: Game) -> list[tuple[int, Company]]:
    """All teams by equity at the last common close, with their places."""
    ranked = sorted(game.companies, key=lambda c: (bool(c.bankrupt), -public_equity(game, c)[-1], c.team))
    return [(1 + sum(_ahead(game, other, company) for other in ranked), company) for company in ranked]


def public_equity(game: Game, company: Company) -> list[int]:
    """Equity at each close that everybody has reached, the opening first."""
    closed = game.year if game.over else game.year - 1
    return equity_by_year(company)[: closed + 1]


def running_table(game: Game, own: int) -> tuple[list[str], list[Row]]:
    """All teams by equity at the last common close, with all years before it."""
    years = range(game.year)
    headers = [t("pages.ranking.place"), t("pages.ranking.team"), *(_year_head(year) for year in years)]
    last = game.year - 1
    if last:
        headers.append(t("pages.ranking.change"))
    rows = []
    for place, company in _ranked(game):
        values = public_equity(game, company)
        cells: list[Value] = [*values, *[None] * (len(years) - len(values))]
        if last:
            cells.append(values[-1] - values[-2] if len(values) == len(years) else None)
        rows.append(_row(place, company, own, cells))
    return headers, rows


def _ahead(game: Game, other: Company, company: Company) -> bool:
    """Whether another company stands before a company; equal ones share their place."""
    mine, theirs = public_equity(game, company)[-1], public_equity(game, other)[-1]
    return (bool(other.bankrupt), -theirs) < (bool(company.bankrupt), -mine)


def _year_head(year: int) -> str:
    return t("pages.ranking.year", year=year) if year else t("pages.ranking.start")


def _row(place: int, company: Company, own: int, cells: list[Value]) -> Row:
    name = f"{team_letter(company.team)} {company.name}"
    if company.bankrupt:
        name = t("pages.ranking.bankrupt", name=name, at=when(company.bankrupt))
    look = "own" if company.team == own else "faint" if company.bankrupt else ""
    return Row((str(place), name, *cells), look)


def end_table(game: Game, own: int, brief: bool = False) -> tuple[list[str], list[Row]]:
    """The final standings: equity, points, score; unless it has to be brief, the points by source, too."""
    earned = [source for source in SOURCES if any(points(game, c).get(source) for c in game.companies)]
    shown = [] if brief else earned
    keys = ("equity", *(f"points.{source}" for source in shown), "points", "score")
    headers = [
        t("pages.ranking.place"),
        t("pages.ranking.team"),
        *(t(f"pages.ranking.{key}") for key in keys),
    ]
    rows = [_end_row(game, place, standing, shown, own) for place, standing in enumerate(standings(game), 1)]
    return headers, rows


def _end_row(game: Game, place: int, standing: Standing, shown: list[str], own: int) -> Row:
    company = game.company(standing.team)
    by_source = points(game, company)
    cells: list[Value] = [standing.equity, *(by_source[source] for source in shown), standing.points]
    return _row(place, company, own, [*cells, standing.score])
