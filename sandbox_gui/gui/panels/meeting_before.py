"""Before the order meeting: who has handed in advertising, how picking works, what happens next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ...core.game import Company
from ...text import t
from ..labels import frame, label
from ..theme import Theme
from ..words import money
from .meeting_facts import has_meeting
from .style import team_letter
from .tables import Row, Table

if TYPE_CHECKING:
    from ..session import Session


class BeforeView(QWidget):
    """A lesson on the left, the teams and what they have handed in on the right.

    `asked` names the command that the person wants.
    """

    asked = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.heads = {name: label("section") for name in ("next", "picks", "order", "submitted")}
        self.words = {name: label(wrap=True) for name in ("next", "picks", "order")}
        self.teams = Table()
        self.button = QPushButton()
        self.button.clicked.connect(self._advertise)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 6, 0, 0)
        box.setSpacing(14)
        box.addWidget(self._lesson(), 3)
        box.addWidget(self._list(), 2)

    def _lesson(self) -> QFrame:
        card = frame()
        box = QVBoxLayout(card)
        box.setContentsMargins(22, 18, 22, 18)
        box.setSpacing(6)
        for name, words in self.words.items():
            box.addWidget(self.heads[name])
            box.addWidget(words)
            if name == "next":
                box.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
            box.addSpacing(14)
        box.addStretch(1)
        return card

    def _list(self) -> QFrame:
        card = frame()
        box = QVBoxLayout(card)
        box.setContentsMargins(22, 18, 22, 18)
        box.addWidget(self.heads["submitted"])
        box.addWidget(self.teams)
        box.addStretch(1)
        return card

    def name(self) -> None:
        """Set the fixed words."""
        for name, head in self.heads.items():
            head.setText(t(f"pages.meeting.head_{name}"))
        self.button.setText(t("pages.meeting.fill_in"))

    def show_game(self, theme: Theme) -> None:
        """Show who is ready, and what the year's meeting waits for."""
        game = self.session.game
        marketing, unit = game.ruleset.marketing, game.ruleset.unit
        first, further = money(marketing.first_pick, unit), money(marketing.further_pick, unit)
        ranks = t("pages.meeting.rank_join").join(
            t(f"pages.meeting.rank.{name}") for name in marketing.priority
        )
        self.words["next"].setText(self._next())
        self.words["picks"].setText(t("pages.meeting.how_picks", first=first, further=further))
        self.words["order"].setText(t("pages.meeting.how_order", ranks=ranks))
        self.button.setVisible(self._may_advertise())
        headers = t("pages.meeting.team"), t("pages.meeting.state")
        self.teams.fill(headers, [self._row(company) for company in game.companies], theme)

    def _may_advertise(self) -> bool:
        done = self.session.game.year in self.session.company.advertising
        return self.session.is_open("advertise") and not done

    def _next(self) -> str:
        """What happens next, in whole sentences."""
        game = self.session.game
        if game.over:
            return t("pages.meeting.next_over")
        if not has_meeting(game):
            return t("pages.meeting.next_none", year=game.year, first=game.ruleset.marketing.orders_from)
        if self._may_advertise():
            return t("pages.meeting.next_advertise")
        if game.year in self.session.company.advertising:
            return t("pages.meeting.next_wait")
        return t("pages.meeting.next_later")

    def _row(self, company: Company) -> Row:
        game = self.session.game
        if company.bankrupt:
            state, look = t("pages.meeting.state_bankrupt"), "faint"
        elif game.year in company.advertising:
            state, look = t("pages.meeting.state_done"), ""
        elif game.stage(company).rule.waits:
            state, look = t("pages.meeting.state_without"), ""
        else:
            state, look = t("pages.meeting.state_thinking"), "faint"
        if company.team == self.session.team:
            look = "own"
        return Row((f"{team_letter(company.team)} {company.name}", state), look)

    def _advertise(self) -> None:
        self.asked.emit("advertise")
