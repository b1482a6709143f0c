"""What lies under the table: cash of the coming quarters, and the company's key figures."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ...core.finance import credit_left
from ...core.journal import Account
from ...core.outlook import outlook
from ...core.score import standings
from ...text import t
from ..labels import label
from ..panels.style import px
from ..session import Session
from ..theme import Theme
from ..words import money
from .cash_line import CashLine

FIGURES = ("equity", "credit", "rank", "points")


class Strip(QFrame):
    """A low strip; it is drawn anew with the table."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setProperty("role", "strip")
        self.line = CashLine()
        self.title = label("small")
        self.captions = {name: label("small") for name in FIGURES}
        self.figures: dict[str, QLabel] = {name: label("section") for name in FIGURES}
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 16, 4)
        row.setSpacing(12)
        row.addWidget(self.title)
        row.addWidget(self.line, 1)
        row.addLayout(self._grid())

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(0)
        for column, name in enumerate(FIGURES):
            cell = QVBoxLayout()
            cell.setSpacing(0)
            cell.addStretch(1)
            cell.addWidget(self.captions[name])
            cell.addWidget(self.figures[name])
            cell.addStretch(1)
            grid.addLayout(cell, 0, column)
        return grid

    def show_company(self, theme: Theme) -> None:
        """Show where the company at the table stands now."""
        session = self.session
        game, company, unit = session.game, session.company, session.ruleset.unit
        places = standings(game)
        own = next(place for place in places if place.team == company.team)
        facts = {
            "equity": money(own.equity, unit),
            "credit": money(self._credit(), unit),
            "rank": f"{places.index(own) + 1} / {len(places)}",
            "points": str(own.points),
        }
        for name in FIGURES:
            self.captions[name].setText(t(f"beside.{name}"))
            self.figures[name].setText(facts[name])
            self.figures[name].setAccessibleName(f"{t(f'beside.{name}')} {facts[name]}")
            for part in (self.captions[name], self.figures[name]):
                part.setToolTip(t(f"beside.{name}.tip"))
        closings = company.journal.closings
        ended = (game.over or bool(company.bankrupt)) and len(closings) > 1
        self.title.setText(t("outlook.past_heading" if ended else "outlook.heading"))
        self.title.setToolTip(t("outlook.past_title" if ended else "outlook.tip"))
        if ended:
            self.line.show_past([close[Account.CASH] for close in closings], unit, theme)
        else:
            self.line.show_cash(company.cash, outlook(game, company), unit, theme)
        self.setFixedHeight(px(86))

    def _credit(self) -> int:
        """What may still be borrowed under the limits of ordinary loans, all of them together."""
        game, company, finance = self.session.game, self.session.company, self.session.ruleset.finance
        ordinary = {rule.id for rule in finance.loans if rule.account != "special_loans"}
        shared = [ordinary & {*limit.kinds} for limit in finance.limits]
        return sum(max(credit_left(game, company, kind) for kind in kinds) for kinds in shared if kinds)
