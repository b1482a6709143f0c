"""The page of the order meeting: before it what will happen, while it runs the wall, then the result."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...text import t
from ..labels import label
from ..meeting_settings import PICK_PACES
from .halves import NARROW
from .meeting_before import BeforeView
from .meeting_clock import ClockDialog, TurnClock
from .meeting_facts import has_meeting
from .meeting_result import ResultView
from .meeting_tender import TenderView
from .meeting_walls import SelectionWalls
from .page import Page
from .style import px

if TYPE_CHECKING:
    from ..session import Session


class MeetingPage(Page):
    """The order meeting in its states: before, selection, tender, after."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.title, self.pace_name = label("title"), QLabel()
        self.clock, self.clock_button = TurnClock(self), QToolButton()
        self.clock.ran_out.connect(self._on_time_over)
        self.paces = QButtonGroup(self)
        self.before = BeforeView(session)
        self.walls = SelectionWalls(session, self.clock)
        self.selection = self.walls.views[0]
        self.tender = TenderView(session, self.clock)
        self.result = ResultView(session)
        self.stack = QStackedWidget()
        self.views = (self.before, self.walls, self.tender, self.result)
        for view in self.views:
            self.stack.addWidget(view)
        self.before.asked.connect(self.asked)
        self.walls.asked.connect(self.asked)
        self.clock_button.clicked.connect(self.set_clock)
        session.settings_changed.connect(self._on_settings)
        session.teacher_changed.connect(self._on_settings)
        self._lay_out()
        self.name()

    def _lay_out(self) -> None:
        """The title, and how fast rivals pick."""
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.title, 1)
        row.addWidget(self.pace_name)
        for number, pace in enumerate(PICK_PACES):
            button = QToolButton()
            button.setProperty("role", "switch")
            button.setCheckable(True)
            button.setChecked(pace == self.session.meeting_settings.pace)
            self.paces.addButton(button, number)
            row.addWidget(button)
        self.paces.idClicked.connect(self._on_pace)
        self.clock_button.setProperty("role", "switch")
        row.addSpacing(12)
        row.addWidget(self.clock_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 14, 20, 14)
        box.addLayout(row)
        box.addWidget(self.stack, 1)

    def name(self) -> None:
        self.pace_name.setText(t("meeting.pace"))
        self.clock_button.setText(t("clock.set"))
        self.clock_button.setToolTip(t("clock.set.tip"))
        for number, pace in enumerate(PICK_PACES):
            self.paces.button(number).setText(t(f"meeting.pace.{pace}"))
            self.paces.button(number).setAccessibleName(f"{t('meeting.pace')} {t(f'meeting.pace.{pace}')}")
        for view in self.views:
            view.name()

    def draw(self) -> None:
        game = self.session.game
        self.title.setText(t("pages.meeting.title", year=game.year))
        view = self._view()
        if view not in (self.walls, self.tender):
            self.clock.show_turns({})
        view.show_game(self.theme)
        self.stack.setCurrentWidget(view)
        self._show_pace()
        self.clock_button.setVisible(view in (self.walls, self.tender))
        if view is self.walls:
            self.walls.take_keyboard()

    def _view(self) -> BeforeView | SelectionWalls | TenderView | ResultView:
        game = self.session.game
        if game.meeting:
            return self.walls
        if game.tender:
            return self.tender
        return self.result if "meeting" in game.met and has_meeting(game) else self.before

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_pace()

    def _show_pace(self) -> None:
        """Offer how fast rivals pick while there are any; what it is called stands there if it has room."""
        rivals = len(self.session.people) < len(self.session.game.companies)
        shown = self._view() is self.walls and rivals
        for button in self.paces.buttons():
            button.setVisible(shown)
        self.pace_name.setVisible(shown and self.width() >= px(NARROW))

    # How the meeting is held

    def _on_pace(self, number: int) -> None:
        settings = self.session.meeting_settings
        self.session.hold_meetings(replace(settings, pace=list(PICK_PACES)[number]))

    def set_clock(self) -> None:
        """Ask for the countdown's times."""
        tender = self.session.ruleset.marketing.tender is not None
        dialog = ClockDialog(self.session.meeting_settings, tender, self)
        dialog.chosen.connect(self.session.hold_meetings)
        dialog.open()

    def _on_settings(self, _settings: object) -> None:
        self.paces.button(list(PICK_PACES).index(self.session.meeting_settings.pace)).setChecked(True)
        self.refresh()

    def _on_time_over(self, place: str) -> None:
        if self.session.meeting_settings.passes:
            (self.tender if self.session.game.tender else self.walls).time_over(place)
