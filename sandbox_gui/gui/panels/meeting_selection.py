"""The order meeting while it runs: the pick order on the left, the wall of orders on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from ...core.actions import Action, PassTurn, TakeOrder
from ...core.game import Meeting, Selection
from ...core.refused import Refused
from ...text import sentence, t
from ..labels import frame, label, scrolled, set_role
from ..theme import LIGHT, Theme
from . import meeting_facts as facts
from .folding import is_low
from .halves import Halves
from .meeting_clock import ClockFace, TurnClock
from .meeting_filter import WallFilter
from .meeting_wall import Wall
from .style import px
from .tables import Table

if TYPE_CHECKING:
    from ..session import Session

LEFT, GAP = 344, 14
"""The width of all columns of the pick order, and what lies between it and the wall, at the usual size."""
LEAST_TEAMS = 6
"""So many rows of the pick order are seen even where there is little room."""


class SelectionView(QWidget):
    """One selection of the meeting; where several are open at once, tabs lead to the others.

    Whoever leads the company whose turn it is picks here: with several people the screen is shared, and
    what a company's own lines can do is shown only when it is asked for.
    """

    asked = Signal(str)  # a command of the window

    def __init__(self, session: Session, clock: TurnClock) -> None:
        super().__init__()
        self.session, self.clock = session, clock
        self.place = ""
        self._theme = LIGHT
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.currentChanged.connect(self._on_tab)
        self.banner, self.headline, self.hint = frame("wait"), label("figure"), label(wrap=True)
        self.face = ClockFace(clock)
        self.pass_button, self.back_button = QPushButton(), QPushButton()
        self.pass_button.clicked.connect(self._pass)
        self.back_button.clicked.connect(self._take_back)
        self.heads = {name: label("section") for name in ("pick_order", "log", "wall")}
        self.order, self.wall, self.log = Table(least=LEAST_TEAMS), Wall(), label(wrap=True)
        self.filter = WallFilter()
        self.filter.changed.connect(self._on_filter)
        self.ahead, self.notice = label("faint", wrap=True), label("warning", wrap=True)
        self.wall.chosen.connect(self._take)
        self.key = QShortcut(QKeySequence(Qt.Key.Key_P), self)
        self.key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.key.activated.connect(self._pass)
        self._lay_out()

    # Building

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 6, 0, 0)
        box.setSpacing(10)
        box.addWidget(self.tabs)
        box.addWidget(self._banner())
        self._sides = self._left(), self._right()
        self.halves = Halves(self._sides, (4, 5), first=1)
        self.halves.narrowed.connect(self._on_narrowed)
        box.addWidget(self.halves, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.hint.setVisible(not is_low(self))
        self._share_width()

    def _on_narrowed(self, narrow: bool) -> None:
        """The chooser says what the heads of the two parts say, and the filter stands beside it."""
        for name in ("pick_order", "wall"):
            self.heads[name].setVisible(not narrow)
        (self.halves.row if narrow else self._head).addWidget(self.filter)
        self._share_width()

    def _share_width(self) -> None:
        """Give the pick order the width of its columns, as far as the wall can spare it."""
        left, right = self._sides
        spare = self.width() - right.minimumSizeHint().width() - px(GAP)
        left.setMinimumWidth(0 if self.halves.narrow else max(0, min(px(LEFT), spare)))

    def _banner(self) -> QFrame:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.headline)
        words.addWidget(self.hint)
        box = QHBoxLayout(self.banner)
        box.setContentsMargins(18, 10, 18, 10)
        box.setSpacing(10)
        box.addLayout(words, 1)
        for part in (self.face, self.back_button, self.pass_button):
            box.addWidget(part)
        return self.banner

    def _left(self) -> QScrollArea:
        """The pick order over the log; in a low window the log has to be scrolled to."""
        side = QWidget()
        box = QVBoxLayout(side)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.heads["pick_order"])
        box.addWidget(self.order, 8)
        box.addWidget(self.ahead)
        box.addSpacing(6)
        box.addWidget(self.heads["log"])
        box.addWidget(self._scrolled(), 1)
        return scrolled(side)

    def _scrolled(self) -> QScrollArea:
        """The log, which grows long in a large class."""
        self.log.setAlignment(Qt.AlignmentFlag.AlignTop)
        area = scrolled(self.log)
        area.setMinimumHeight(2 * self.fontMetrics().height())
        return area

    def _right(self) -> QWidget:
        side = QWidget()
        self._head = head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.heads["wall"], 1)
        head.addWidget(self.filter)
        box = QVBoxLayout(side)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(head)
        box.addWidget(self.notice)
        box.addWidget(self.wall, 1)
        return side

    def name(self) -> None:
        """Set the fixed words."""
        self.heads["pick_order"].setText(t("pages.meeting.head_pick_order"))
        self.heads["log"].setText(t("pages.meeting.head_log"))
        self.pass_button.setText(t("pages.meeting.pass"))
        self.pass_button.setToolTip(t("pages.meeting.pass_means"))
        self.back_button.setText(t("meeting.take_back"))
        self.back_button.setToolTip(t("meeting.take_back.tip"))
        self.wall.setAccessibleName(t("pages.meeting.wall_name"))
        self.filter.name()
        self.face.refresh()

    # Showing

    def show_game(self, theme: Theme) -> None:
        """Show a selection in which a person may pick, or the one chosen by its tab."""
        meeting = self.session.game.meeting
        if meeting is None:
            return
        self._theme = theme
        chosen = self._chosen(meeting)
        if not self._picker(chosen):
            chosen = next((s for s in meeting.open if self._picker(s)), chosen)
        self._show(meeting, chosen)
        self.tabs.setVisible(len(meeting.open) > 1)

    def show_selection(self, meeting: Meeting, selection: Selection, theme: Theme) -> None:
        """Show this selection and no other: the others stand beside it."""
        self._theme = theme
        self._show(meeting, selection)
        self.tabs.hide()

    def _picker(self, selection: Selection) -> int:
        return facts.picker(selection, self.session.people)

    def _show(self, meeting: Meeting, selection: Selection) -> None:
        self.place = facts.place_of(selection)
        self.notice.hide()
        self._show_tabs(meeting)
        self._show_banner(selection)
        self._show_order(selection)
        self._show_wall(selection)

    def _chosen(self, meeting: Meeting) -> Selection:
        return next((s for s in meeting.open if facts.place_of(s) == self.place), meeting.open[0])

    def _show_tabs(self, meeting: Meeting) -> None:
        """A tab a selection, with whose turn it is there."""
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for selection in meeting.open:
            name = facts.place_name(self.session.game, selection.market, selection.product)
            turn = f"{facts.MARK} {facts.team_name(self.session.game, selection.teams[selection.turn])}"
            self.tabs.setTabData(self.tabs.addTab(f"{name}　{turn}"), facts.place_of(selection))
            if facts.place_of(selection) == self.place:
                self.tabs.setCurrentIndex(self.tabs.count() - 1)
        self.tabs.blockSignals(False)

    def _show_banner(self, selection: Selection) -> None:
        game, mine = self.session.game, bool(self._picker(selection))
        place = facts.place_name(game, selection.market, selection.product)
        name = facts.team_name(game, selection.teams[selection.turn])
        set_role(self.banner, "turn" if mine else "wait")
        if mine:
            key = "meeting.turn_of" if self.session.several else "pages.meeting.your_turn"
            self.headline.setText(t(key, place=place, name=name))
            picks = selection.picks[selection.turn]
            self.hint.setText(t("pages.meeting.your_hint", picks=picks))
        else:
            self.headline.setText(t("pages.meeting.other_turn", place=place, name=name))
            self.hint.setText(t("pages.meeting.other_hint"))
        self.pass_button.setVisible(mine)
        self.back_button.setVisible(self._may_take_back())
        self.face.show_place(self.place)

    def _may_take_back(self) -> bool:
        """Whether the last pick may be taken back, as a teacher may."""
        try:
            return isinstance(self.session.undoable(), TakeOrder | PassTurn)
        except Refused:
            return False

    def _show_order(self, selection: Selection) -> None:
        game, team = self.session.game, self.session.team
        self.order.fill(*facts.pick_table(game, selection, self.session.people), self._theme, stretch=1)
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
        self.ahead.setVisible(not self.session.several)
        everything = 0, selection.market
        notes = facts.log_since(game, *(everything if self.session.several else (team,)))[::-1]
        self.heads["log"].setText(t("meeting.log" if self.session.several else "pages.meeting.head_log"))
        self.log.setText("\n".join(note.words for note in notes) or t("pages.meeting.log_empty"))

    def _sight(self, selection: Selection) -> facts.Sight:
        """Who looks at the wall: the person whose turn it is, else the one at the table."""
        picker = self._picker(selection)
        private = self.filter.shows_lines(picker, self.session.several)
        company = self.session.game.company(picker or self.session.team)
        return facts.Sight(company, bool(picker), private)

    def _show_wall(self, selection: Selection) -> None:
        game, sight = self.session.game, self._sight(selection)
        orders = self.filter.orders(game, selection, sight)
        free, hung = facts.count_orders(game, selection)
        self.heads["wall"].setText(t("pages.meeting.head_wall", free=free, all=hung))
        self.halves.name(self.heads["pick_order"].text(), self.heads["wall"].text())
        self.wall.show_cards([facts.card(game, sight, order, self._theme) for order in orders], self._theme)
        self._share_width()

    # Acting

    def _team(self) -> int:
        """The team that a click or a key acts for: the person's whose turn it is here."""
        meeting = self.session.game.meeting
        here = (self._picker(s) for s in meeting.open if facts.place_of(s) == self.place) if meeting else ()
        return next(iter(here), 0) or self.session.team

    def turn(self) -> tuple[object, ...]:
        """What tells a turn on this wall from the next: the place, the team and its picks."""
        meeting = self.session.game.meeting
        shown = self._chosen(meeting) if meeting else None
        return (self.place, shown.teams[shown.turn], shown.picks[shown.turn]) if shown else ()

    def _take(self, order: str) -> None:
        self._do(TakeOrder(self._team(), order))

    def _pass(self) -> None:
        if self.pass_button.isVisibleTo(self):
            self._do(PassTurn(self._team(), self.place))

    def _take_back(self) -> None:
        self.asked.emit("undo")

    def _do(self, action: Action) -> None:
        """Take an action, or say beside the wall why it cannot be."""
        refused = self.session.refusal(action)
        if refused is None:
            self.session.do(action)
            return
        self.notice.setText(sentence(refused, self.session.ruleset))
        self.notice.show()

    def _on_filter(self) -> None:
        meeting = self.session.game.meeting
        if meeting:
            self._show_wall(self._chosen(meeting))

    def _on_tab(self, index: int) -> None:
        meeting = self.session.game.meeting
        if meeting and 0 <= index < len(meeting.open):
            self._show(meeting, meeting.open[index])
