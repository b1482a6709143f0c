"""After the order meeting: what each team took, its share of each market, and the own orders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ...text import item_name, t
from ..labels import frame, label
from ..theme import Theme
from ..words import money
from . import meeting_facts as facts
from .shares import Share, ShareBars
from .tables import Table

if TYPE_CHECKING:
    from ..session import Session


class ResultView(QWidget):
    """The year's result: teams and market shares on the left, own orders and the last picks on the right."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.heads = {name: label("section") for name in ("result", "shares", "own", "all_log")}
        self.summary, self.log = label(wrap=True), label(wrap=True)
        self.none = label("faint", wrap=True)
        self.teams, self.bars, self.own = Table(whole=True), ShareBars(), Table(whole=True)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 6, 0, 0)
        box.setSpacing(14)
        box.addWidget(
            _card(self.heads["result"], self.summary, self.teams, self.heads["shares"], self.bars), 6
        )
        box.addWidget(_card(self.heads["own"], self.none, self.own, self.heads["all_log"], self.log), 5)

    def name(self) -> None:
        """Set the fixed words."""
        for name, head in self.heads.items():
            head.setText(t(f"pages.meeting.head_{name}"))
        self.none.setText(t("pages.meeting.own_none"))

    def show_game(self, theme: Theme) -> None:
        """Show the result of this year's meeting."""
        game, company = self.session.game, self.session.company
        self.summary.setText(self._summary())
        self.teams.fill(*facts.result_table(game, game.year, company.team), theme)
        shares = facts.market_shares(game, game.year)
        bars = [
            Share(item_name(game.ruleset, market), money(sum(a for _, a in parts), game.ruleset.unit), parts)
            for market, parts in shares.items()
        ]
        self.bars.fill(bars, company.team, theme)
        headers, rows = facts.own_orders(game, company)
        self.own.fill(headers, rows, theme, stretch=1)
        self.own.setVisible(bool(rows))
        self.none.setVisible(not rows)
        notes = facts.log_since(game, 0)
        self.log.setText("\n".join(note.words for note in notes) or t("pages.meeting.log_empty"))

    def _summary(self) -> str:
        """The own result in a sentence."""
        game, company = self.session.game, self.session.company
        spent = sum(company.advertising.get(game.year, {}).values())
        mine = [order for order in facts.taken_orders(game, game.year) if order.team == company.team]
        won = sum(order.total for order in mine)
        unit = game.ruleset.unit
        if not mine:
            return t("pages.meeting.summary_none", spent=money(spent, unit))
        each = f"{won / spent:.1f}{unit}" if spent else "—"
        return t(
            "pages.meeting.summary",
            orders=len(mine),
            won=money(won, unit),
            spent=money(spent, unit),
            each=each,
            unit=unit,
        )


def _card(*parts: QWidget) -> QFrame:
    """A card with these parts below each other, scrolling where they do not fit."""
    inner = QWidget()
    column = QVBoxLayout(inner)
    column.setContentsMargins(20, 14, 20, 16)
    column.setSpacing(8)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setWidget(inner)
    card = frame()
    box = QVBoxLayout(card)
    box.setContentsMargins(1, 1, 1, 1)
    box.addWidget(scroll)
    return card
