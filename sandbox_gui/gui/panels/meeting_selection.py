"""The order meeting while it runs: the pick order on the left, the wall of orders on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QTabBar, QVBoxLayout, QWidget

from ...core.actions import Action, PassTurn, TakeOrder
from ...core.game import Meeting, Selection
from ...core.order_meeting import whose_turn
from ...text import sentence, t
from ..labels import frame, label, set_role
from ..theme import LIGHT, Theme
from . import meeting_facts as facts
from .meeting_wall import Wall
from .style import team_letter
from .tables import Table

if TYPE_CHECKING:
    from ..session import Session


class SelectionView(QWidget):
    """One selection of the meeting; where several are open at once, tabs lead to the others."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.place = ""
        self._theme = LIGHT
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.currentChanged.connect(self._on_tab)
        self.banner, self.headline, self.hint = frame("wait"), label("figure"), label(wrap=True)
        self.pass_button = QPushButton()
        self.pass_button.clicked.connect(self._pass)
        self.heads = {name: label("section") for name in ("pick_order", "log", "wall")}
        self.order, self.wall, self.log = Table(), Wall(), label(wrap=True)
        self.ahead, self.notice = label("faint", wrap=True), label("warning", wrap=True)
        self.wall.chosen.connect(self._take)
        self.key = QShortcut(QKeySequence(Qt.Key.Key_P), self)
        self.key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.key.activated.connect(self._pass)
        self._lay_out()

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 6, 0, 0)
        box.setSpacing(10)
        box.addWidget(self.tabs)
        box.addWidget(self._banner())
        halves = QHBoxLayout()
        halves.setSpacing(14)
        halves.addWidget(self._left(), 4)
        halves.addWidget(self._right(), 5)
        box.addLayout(halves, 1)

    def _banner(self) -> QFrame:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.headline)
        words.addWidget(self.hint)
        box = QHBoxLayout(self.banner)
        box.setContentsMargins(18, 10, 18, 10)
        box.addLayout(words, 1)
        box.addWidget(self.pass_button)
        return self.banner

    def _left(self) -> QWidget:
        side = QWidget()
        box = QVBoxLayout(side)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.heads["pick_order"])
        box.addWidget(self.order, 3)
        box.addWidget(self.ahead)
        box.addSpacing(6)
        box.addWidget(self.heads["log"])
        box.addWidget(self._scrolled(), 2)
        return side

    def _scrolled(self) -> QScrollArea:
        """The log, which grows long in a large class."""
        self.log.setAlignment(Qt.AlignmentFlag.AlignTop)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setMinimumHeight(4 * self.fontMetrics().height())
        scroll.setWidget(self.log)
        return scroll

    def _right(self) -> QWidget:
        side = QWidget()
        box = QVBoxLayout(side)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.heads["wall"])
        box.addWidget(self.notice)
        box.addWidget(self.wall, 1)
        return side

    def name(self) -> None:
        """Set the fixed words."""
        self.heads["pick_order"].setText(t("pages.meeting.head_pick_order"))
        self.heads["log"].setText(t("pages.meeting.head_log"))
        self.pass_button.setText(t("pages.meeting.pass"))
        self.pass_button.setToolTip(t("pages.meeting.pass_means"))
        self.wall.setAccessibleName(t("pages.meeting.wall_name"))

    def show_game(self, theme: Theme) -> None:
        """Show the selection in which the person may pick, or the one chosen by its tab."""
        meeting = self.session.game.meeting
        if meeting is None:
            return
        self._theme = theme
        mine = whose_turn(self.session.game).get(self.session.team)
        self._show(meeting, mine or self._chosen(meeting))

    def _show(self, meeting: Meeting, selection: Selection) -> None:
        mine = selection.teams[selection.turn] == self.session.team
        self.place = _place(selection)
        self.notice.hide()
        self._show_tabs(meeting)
        self._show_banner(selection, mine)
        self._show_order(selection)
        self._show_wall(selection, mine)

    def _chosen(self, meeting: Meeting) -> Selection:
        return next((s for s in meeting.open if _place(s) == self.place), meeting.open[0])

    def _show_tabs(self, meeting: Meeting) -> None:
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for selection in meeting.open:
            name = facts.place_name(self.session.game, selection.market, selection.product)
            self.tabs.setTabData(self.tabs.addTab(name), _place(selection))
            if _place(selection) == self.place:
                self.tabs.setCurrentIndex(self.tabs.count() - 1)
        self.tabs.blockSignals(False)
        self.tabs.setVisible(len(meeting.open) > 1)

    def _show_banner(self, selection: Selection, mine: bool) -> None:
        game = self.session.game
        place = facts.place_name(game, selection.market, selection.product)
        set_role(self.banner, "turn" if mine else "wait")
        if mine:
            self.headline.setText(t("pages.meeting.your_turn", place=place))
            picks = selection.picks[selection.turn]
            self.hint.setText(t("pages.meeting.your_hint", picks=picks))
        else:
            team = selection.teams[selection.turn]
            name = f"{team_letter(team)} {game.company(team).name}"
            self.headline.setText(t("pages.meeting.other_turn", place=place, name=name))
            self.hint.setText(t("pages.meeting.other_hint"))
        self.pass_button.setVisible(mine)

    def _show_order(self, selection: Selection) -> None:
        game, team = self.session.game, self.session.team
        self.order.fill(*facts.pick_table(game, selection, team), self._theme, stretch=1)
        self.order.show_row(selection.turn)
        ahead = facts.picks_ahead(game, team)
        places = [
            t("pages.meeting.ahead_place", place=facts.place_name(game, market, product), picks=picks)
            for market, product, picks in ahead
        ]
        joined = t("pages.meeting.list_join").join(places)
        self.ahead.setText(
            t("pages.meeting.ahead", places=joined) if places else t("pages.meeting.ahead_none")
        )
        notes = facts.log_since(game, team)
        self.log.setText("\n".join(note.words for note in notes) or t("pages.meeting.log_empty"))

    def _show_wall(self, selection: Selection, mine: bool) -> None:
        game = self.session.game
        found = facts.cards(game, self.session.company, selection, self._theme, mine)
        free = sum(card.state not in ("own", "taken") for card in found)
        self.heads["wall"].setText(t("pages.meeting.head_wall", free=free, all=len(found)))
        self.wall.show_cards(found, self._theme)

    def take_keyboard(self) -> None:
        """Put the keyboard on the wall when it is the person's turn."""
        if self.pass_button.isVisibleTo(self):
            self.wall.focus_first_free()

    def _take(self, order: str) -> None:
        self._do(TakeOrder(self.session.team, order))

    def _pass(self) -> None:
        if self.pass_button.isVisibleTo(self):
            self._do(PassTurn(self.session.team, self.place))

    def _do(self, action: Action) -> None:
        """Take an action, or say beside the wall why it cannot be."""
        refused = self.session.refusal(action)
        if refused is None:
            self.session.do(action)
            return
        self.notice.setText(sentence(refused, self.session.ruleset))
        self.notice.show()

    def _on_tab(self, index: int) -> None:
        meeting = self.session.game.meeting
        if meeting and 0 <= index < len(meeting.open):
            self._show(meeting, meeting.open[index])


def _place(selection: Selection) -> str:
    return f"{selection.market}:{selection.product}"
