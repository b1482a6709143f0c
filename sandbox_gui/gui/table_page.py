"""The table's page: the board and the strip under it; or another team's, as far as the rules allow."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QComboBox, QStackedWidget, QVBoxLayout, QWidget

from ..text import t
from .beside.strip import Strip
from .board.view import BoardView
from .choices import most_urgent
from .commands import open_places
from .hand import TableHand
from .panels.style import px, team_letter
from .panels.team_card import TeamCard
from .session import Session
from .theme import LIGHT, Theme

SHORTEST_NAME, WIDEST_NAME = 8, 240
"""The letters of a team's name that the chooser always shows, and its width in pixels where there is room."""


class TablePage(QWidget):
    """The company's own table can be handled; others are only looked at. `drawn` follows each drawing."""

    drawn = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session, self.theme = session, LIGHT
        self.board = BoardView()
        self.hand = TableHand(session, self.board)
        self.strip, self.card = Strip(session), TeamCard(session)
        self.teams = QComboBox()
        self.teams.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.teams.setMinimumContentsLength(SHORTEST_NAME)
        self.teams.setMaximumWidth(px(WIDEST_NAME))
        self.teams.view().setMinimumWidth(px(WIDEST_NAME))
        self.teams.currentIndexChanged.connect(self._on_team)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.board)
        self._stack.addWidget(self.card)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        column.addWidget(self.strip)
        session.seat_changed.connect(self._on_seat)
        self._name_teams()

    @property
    def shown(self) -> int:
        """The team whose table is shown."""
        return int(self.teams.currentData() or self.session.team)

    def _name_teams(self) -> None:
        """List the tables; the one of the company at the table is shown first."""
        chosen = self.shown
        self.teams.blockSignals(True)
        self.teams.clear()
        for company in self.session.game.companies:
            facts = {"team": team_letter(company.team), "name": company.name}
            self.teams.addItem(t("teams.other", **facts), company.team)
            if company.team == self.session.team:
                self._mark_own(t("teams.own", **facts))
        self.teams.setCurrentIndex(chosen - 1)
        self.teams.setAccessibleName(t("teams.choose"))
        self.teams.setToolTip(t("teams.choose"))
        self.teams.blockSignals(False)

    def _mark_own(self, words: str) -> None:
        """Set the own table, last in the list so far, apart from the others."""
        bold = QFont()
        bold.setBold(True)
        last = self.teams.count() - 1
        self.teams.setItemData(last, bold, Qt.ItemDataRole.FontRole)
        for role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            self.teams.setItemData(last, words, role)

    def _on_seat(self, team: int) -> None:
        self.teams.setCurrentIndex(team - 1)
        self._name_teams()

    def _on_team(self, _index: int) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Draw the game as it stands."""
        session, team = self.session, self.shown
        own = team == session.team
        known = own or session.game.over
        if not own:
            self.hand.close_popover()
        self.board.hand = self.hand if own else None
        if known:
            self.board.show_company(session.game, session.game.company(team))
            self.board.set_open_places(open_places(session) if own else set())
            self.board.set_urgent(most_urgent(session) if own else "")
        else:
            self.card.show_team(team, self.theme)
        self._stack.setCurrentWidget(self.board if known else self.card)
        self.strip.show_company(self.theme)
        self.drawn.emit()

    def retranslate(self) -> None:
        """Set all words in the language now spoken."""
        self._name_teams()
        self.board.retranslate()
        self.refresh()

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of a theme."""
        self.theme = theme
        self.board.set_theme(theme)
        self.strip.show_company(theme)
