"""Another company as everybody may know it: its name, its equity, its advertising, the orders it took."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from ...rivals.view import View
from ...text import item_name, t
from ..labels import label
from ..session import Session
from ..theme import Theme
from .review import reason_words, when
from .style import px, team_letter
from .tables import Row, Table, Value


class TeamCard(QScrollArea):
    """What is public of one company while the game runs."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.title, self.state, self.hint = label("title"), label("warning"), label("faint", wrap=True)
        self.heads: dict[str, QLabel] = {}
        self.tables: dict[str, Table] = {}
        inner = QWidget()
        inner.setMaximumWidth(px(820))
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        for part in (self.title, self.state, self.hint):
            column.addWidget(part)
        for name in ("reasons", "equity", "advertising", "orders"):
            self.heads[name], self.tables[name] = label("section"), Table(whole=True)
            column.addSpacing(8)
            column.addWidget(self.heads[name])
            column.addWidget(self.tables[name])
        column.addStretch(1)
        self.setWidget(inner)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)

    def show_team(self, team: int, theme: Theme) -> None:
        """Show what the company at the table may know of a team."""
        session = self.session
        view, company = View(session.game, session.team), session.game.company(team)
        self.title.setText(f"{team_letter(team)} {company.name}")
        self.state.setText(t("teams.bankrupt", at=when(company.bankrupt)) if company.bankrupt else "")
        self.state.setVisible(bool(company.bankrupt))
        spies = any("spy" in stage.open for stage in session.game.calendar)
        self.hint.setText(t("teams.hint_spy" if spies else "teams.hint"))
        self._fill("reasons", *_reasons(session, team), theme)
        self.heads["reasons"].setVisible(bool(self.tables["reasons"].rows))
        self._fill("equity", *_equity(view, team), theme)
        self._fill("advertising", *_advertising(view, team), theme)
        self._fill("orders", *_orders(view, team), theme)

    def _fill(self, name: str, headers: list[str], rows: list[Row], theme: Theme) -> None:
        self.heads[name].setText(t(f"teams.{name}" if rows else f"teams.{name}.none"))
        self.tables[name].setVisible(bool(rows))
        self.tables[name].fill(headers, rows, theme)


def _equity(view: View, team: int) -> tuple[list[str], list[Row]]:
    """Equity and rank at each close that all have reached."""
    rows = []
    for year in range(view.year):
        equity = view.equity(team, year)
        if equity is not None:
            close = t("teams.year", year=year) if year else t("teams.start")
            rows.append(Row((close, equity, view.ranking(year).index(team) + 1)))
    return [t("teams.close"), t("teams.equity_head", unit=view.ruleset.unit), t("teams.rank")], rows


def _advertising(view: View, team: int) -> tuple[list[str], list[Row]]:
    """The latest advertising that is public, market by product."""
    years = [year for year in range(view.year, 0, -1) if team in view.advertising(year)]
    if not years:
        return [], []
    spent = view.advertising(years[0])[team]
    items = list(dict.fromkeys(place.partition(":")[2] for place in spent))
    rows = []
    for market in view.ruleset.markets:
        cells: list[Value] = [spent.get(f"{market.id}:{item}") for item in items]
        if any(cells):
            rows.append(Row((item_name(view.ruleset, market.id), *cells)))
    head = t("teams.market_in", year=years[0])
    return [head, *(item_name(view.ruleset, item) for item in items)], rows


def _orders(view: View, team: int) -> tuple[list[str], list[Row]]:
    """The orders of this year that it took from the wall."""
    cards = [card for card in view.taken(view.year) if card.team == team]
    rows = [
        Row((card.id, *(item_name(view.ruleset, item) for item in (card.market, card.product)),
             card.quantity, card.total))
        for card in cards
    ]  # fmt: skip
    keys = ("order", "market", "product", "quantity", "total")
    return [t(f"column.{key}") for key in keys], rows


def _reasons(session: Session, team: int) -> tuple[list[str], list[Row]]:
    """Why a rival decided as it did, the latest first."""
    rows = [
        Row(
            (
                reason_words(session.ruleset, reason),
                t("when.date", year=reason.year, quarter=max(1, reason.quarter)),
            )
        )
        for reason in reversed(session.reasons(team))
    ]
    return [t("teams.why"), t("pages.statements.when")], rows
