"""The page of the order meeting: before it what will happen, while it runs the wall, then the result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ...text import t
from ..labels import label
from .meeting_before import BeforeView
from .meeting_facts import has_meeting
from .meeting_result import ResultView
from .meeting_selection import SelectionView
from .meeting_tender import TenderView
from .page import Page

if TYPE_CHECKING:
    from ..session import Session


class MeetingPage(Page):
    """The order meeting in its states: before, selection, tender, after."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.title = label("title")
        self.before = BeforeView(session)
        self.before.asked.connect(self.asked)
        self.selection = SelectionView(session)
        self.tender = TenderView(session)
        self.result = ResultView(session)
        self.stack = QStackedWidget()
        for view in (self.before, self.selection, self.tender, self.result):
            self.stack.addWidget(view)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 14, 20, 14)
        box.addWidget(self.title)
        box.addWidget(self.stack, 1)
        self.name()

    def name(self) -> None:
        for view in (self.before, self.selection, self.tender, self.result):
            view.name()

    def draw(self) -> None:
        game = self.session.game
        self.title.setText(t("pages.meeting.title", year=game.year))
        view = self._view()
        view.show_game(self.theme)
        self.stack.setCurrentWidget(view)
        if view is self.selection:
            self.selection.take_keyboard()

    def _view(self) -> BeforeView | SelectionView | TenderView | ResultView:
        game = self.session.game
        if game.meeting:
            return self.selection
        if game.tender:
            return self.tender
        return self.result if "meeting" in game.met and has_meeting(game) else self.before
