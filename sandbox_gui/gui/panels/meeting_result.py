"""After the order meeting: what each team took, its share of each market, and the own orders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ...text import item_name, t
from ..labels import frame, label, scrolled
from ..theme import Theme
from ..words import money
from . import meeting_outcome as outcome
from .meeting_facts import log_since
from .shares import Return, ReturnBars, Share, ShareBars
from .style import px
from .tables import Table

if TYPE_CHECKING:
    from ..session import Session

BESIDES = 880
"""The width from which the two sides stand beside each other, in pixels at the usual size."""


class ResultView(QWidget):
    """The year's result: teams, shares and tenders on the left; own orders, returns and picks on the right.

    While the table is closed, nothing is shown of what belongs to one company alone.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.heads = {
            name: label("section") for name in ("result", "shares", "returns", "own", "tenders", "all_log")
        }
        self.summary, self.log = label(wrap=True), label(wrap=True)
        self.none = label("faint", wrap=True)
        self.teams, self.bars, self.own = Table(whole=True), ShareBars(), Table(whole=True)
        self.returns, self.tenders = ReturnBars(), Table(whole=True)
        self._lay_out()

    def _lay_out(self) -> None:
        heads = self.heads
        left = heads["result"], self.summary, self.teams, heads["shares"], self.bars
        right = heads["own"], self.none, self.own, heads["returns"], self.returns, heads["all_log"], self.log
        inner = QWidget()
        self._halves = QHBoxLayout(inner)
        self._halves.setContentsMargins(0, 0, 0, 0)
        self._halves.setSpacing(14)
        self._halves.addWidget(_card(*left, heads["tenders"], self.tenders), 9)
        self._halves.addWidget(_card(*right), 8)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 6, 0, 0)
        box.addWidget(scrolled(inner))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the two sides below each other where they are too narrow for their tables."""
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        beside = self.width() >= px(BESIDES)
        self._halves.setDirection(ways.LeftToRight if beside else ways.TopToBottom)

    def name(self) -> None:
        """Set the fixed words."""
        for name, head in self.heads.items():
            head.setText(t(f"pages.meeting.head_{name}"))
        self.none.setText(t("pages.meeting.own_none"))

    def show_game(self, theme: Theme) -> None:
        """Show the result of this year's meeting."""
        game, company = self.session.game, self.session.company
        self.summary.setText(self._summary())
        own = 0 if self.session.curtained else company.team
        self.teams.fill(*outcome.result_table(game, game.year, own), theme)
        shares = outcome.market_shares(game, game.year)
        bars = [
            Share(item_name(game.ruleset, market), money(sum(a for _, a in parts), game.ruleset.unit), parts)
            for market, parts in shares.items()
        ]
        self.bars.fill(bars, own, theme)
        returns = outcome.returns(game, game.year)
        self.returns.fill([Return(*one) for one in returns], theme)
        self._show_own(theme)
        headers, rows = outcome.tender_table(game, own)
        self.tenders.fill(headers, rows, theme)
        for part in (self.tenders, self.heads["tenders"]):
            part.setVisible(bool(rows))
        notes = log_since(game, 0)
        self.log.setText("\n".join(note.words for note in notes) or t("pages.meeting.log_empty"))

    def _show_own(self, theme: Theme) -> None:
        """The orders that the company at the table has still to deliver, where that may be seen."""
        headers, rows = outcome.own_orders(self.session.game, self.session.company)
        opened = not self.session.curtained
        self.own.fill(headers, rows, theme, stretch=1)
        self.summary.setVisible(opened)
        self.heads["own"].setVisible(opened)
        self.own.setVisible(opened and bool(rows))
        self.none.setVisible(opened and not rows)

    def _summary(self) -> str:
        """The own result in a sentence."""
        game, company = self.session.game, self.session.company
        spent = sum(company.advertising.get(game.year, {}).values())
        mine = [order for order in outcome.taken_orders(game, game.year) if order.team == company.team]
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
    """A card with these parts below each other."""
    card = frame()
    column = QVBoxLayout(card)
    column.setContentsMargins(20, 14, 20, 16)
    column.setSpacing(8)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return card
