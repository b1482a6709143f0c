"""The table while a game is played: the board and the other pages, the task list, the dialogs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..core.actions import Action, EndStage
from ..core.game import Event
from ..core.refused import Refused
from ..describe import describe
from ..text import has, item_name, t
from .beside.inspector import Inspector
from .beside.outline import Outline
from .commands import PAGES, TEACHERS, CommandAction
from .curtain import Curtain
from .deciding import Deciding
from .dialogs.unsaved import DiskTrouble
from .panels.page import Page
from .panels.rail import Rail
from .panels.style import team_letter
from .panels.tasks import TasksPanel
from .remake import reopen
from .room import Bar, TabRow
from .session import Change, Session
from .table_page import TablePage
from .theme import Theme
from .words import money, reason
from .yielding import Yielding

TOLD = frozenset(
    {"bankrupt", "developed", "market_lost", "meeting_over", "year_begins", "game_over", "trade_offered"}
)
"""The events that are worth a notice; another team's only if it is its end or an offer to us."""


def make_page(name: str, session: Session) -> Page:
    """A page by name; its module, and pyqtgraph with the charts, is loaded on its first showing."""
    if name == "forecast":
        from .charts.forecast import ForecastPage

        return ForecastPage(session)
    if name == "meeting":
        from .panels.meeting import MeetingPage

        return MeetingPage(session)
    if name == "statements":
        from .panels.statements import StatementsPage

        return StatementsPage(session)
    if name == "history":
        from .history.page import HistoryPage

        return HistoryPage(session)
    from .panels.ranking import RankingPage

    return RankingPage(session)


class GamePage(QWidget):
    """Everything that shows one session. `said` carries a sentence and its kind to the window."""

    said = Signal(str, str)
    forked = Signal(Path)  # the folder of a game that was begun from a moment of this one

    def __init__(self, session: Session, actions: Mapping[str, CommandAction], theme: Theme) -> None:
        super().__init__()
        self.session, self.actions_by_id, self.theme = session, actions, theme
        self.page = "board"
        self._wanted = ""  # the page that what happened leads to
        self.table = TablePage(session)
        self.board, self.hand = self.table.board, self.table.hand
        self.pages: dict[str, QWidget] = {"board": self.table}
        self.curtain = Curtain(session)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.curtain)
        self.tasks = TasksPanel(session, actions)
        self.inspector, self.outline = Inspector(self.board, self.hand), Outline()
        self.tasks.add_section("inspector", self.inspector)
        self.tasks.add_section("outline", self.outline)
        self.rail = Rail(session, actions, [*self.tasks.tabs])
        self.company_label, self.thinking_label = Yielding(), QLabel()
        self.seat_button = QToolButton()
        self.trouble = DiskTrouble(session)
        self.deciding = Deciding(session, self, actions["help_glossary"])
        self._lay_out()
        self._connect()
        self.set_theme(theme)
        self.show_page("meeting" if self._at_meeting() else "board")
        self.refresh()

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self._bar())
        left.addWidget(self.trouble)
        left.addWidget(self.stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self.tasks)
        row.addWidget(self.rail)

    def _bar(self) -> QFrame:
        """The pages' tabs, and whose company this is."""
        tabs = TabRow([self.actions_by_id[f"page_{name}"] for name in PAGES])
        bar = Bar(tabs)
        row = QHBoxLayout(bar)
        row.setContentsMargins(8, 0, 16, 0)
        row.setSpacing(0)
        row.addWidget(tabs)
        row.addStretch(1)
        row.addWidget(self.table.teams, 40)  # up to its greatest width
        self.thinking_label.setProperty("role", "small")
        row.addWidget(self.thinking_label)
        row.addSpacing(8)
        self.seat_button.setProperty("role", "switch")
        row.addWidget(self.seat_button)
        self.company_label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.company_label, 1)
        for name in ("teacher", "undo", "redo"):
            row.addWidget(self._tool(name))
        return bar

    def _tool(self, name: str) -> QToolButton:
        """A small button of a command, at the right end of the bar."""
        tool = QToolButton()
        tool.setProperty("role", "tool")
        tool.setDefaultAction(self.actions_by_id[name])
        tool.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if name == "teacher":
            self.teacher_chip = tool
            tool.setVisible(False)
        else:
            tool.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        return tool

    def _connect(self) -> None:
        self.session.changed.connect(self._on_change)
        self.session.settled.connect(self._on_settled)
        for asked in (self.session, self.deciding):
            asked.refused.connect(self._on_refused)
        self.deciding.page_wanted.connect(self.show_page)
        self.session.failed.connect(self.trouble.show_refused)
        self.session.saved.connect(self.trouble.hide)
        self.session.seat_changed.connect(self._on_seat)
        self.session.thinking_changed.connect(self._on_thinking)
        self.seat_button.clicked.connect(self._on_take_seat)
        self.session.rewound.connect(self._name_steps)
        self.session.teacher_changed.connect(self._on_teacher)
        self.rail.wanted.connect(self._on_section)
        self.board.placeActivated.connect(self.activate_place)
        self.board.placeFocused.connect(self.outline.choose)
        self.table.drawn.connect(self._on_drawn)
        self.outline.chosen.connect(self.board.focus_place)
        self.outline.wanted.connect(self.activate_place)
        self.outline.menu_wanted.connect(self.hand.show_menu)
        self.hand.decided.connect(self.decide)

    # What happens

    def _on_change(self, change: Change) -> None:
        own = change.action.team == self.session.team
        if own and isinstance(change.action, EndStage) and self.page in ("meeting", "statements"):
            self._wanted = "board"
        for event in change.events:
            self._follow(event)
            if event.what in TOLD and self._concerns(event):
                self._tell(event)

    def _concerns(self, event: Event) -> bool:
        """Whether an event is the person's business; once out of the game, only how it ends."""
        if event.what in ("bankrupt", "game_over"):
            return True
        if event.what == "trade_offered":
            return event.facts["to"] == self.session.team
        return event.team in (0, self.session.team) and not self.session.company.bankrupt

    def _follow(self, event: Event) -> None:
        """Remember the page to which an event leads once everybody has acted."""
        if event.what in ("meeting_open", "tender_open"):
            self._wanted = "meeting"
        elif event.what == "year_closed" and event.team == self.session.team:
            self._wanted = "statements"
        elif event.what in ("game_over", "bankrupt") and event.team in (0, self.session.team):
            self._wanted = "ranking"

    def _tell(self, event: Event) -> None:
        key = f"event.{event.what}"
        if not has(key):
            return
        names = {name: item_name(self.session.ruleset, str(value)) for name, value in event.facts.items()}
        company = self.session.game.company(event.team).name if event.team else ""
        kind = "warning" if event.what in ("bankrupt", "market_lost") else "good"
        self.said.emit(t(key, **{**names, "company": company}), kind)

    def _on_settled(self) -> None:
        if self._wanted == "meeting" and not self._at_meeting():
            self._wanted = ""
        if self._wanted:
            self.page = self._wanted
        self._wanted = ""
        self.show_page(self.page)
        self.refresh()

    def _on_asked(self, command: str) -> None:
        """A page asks for a command of the window."""
        self.actions_by_id[command].trigger()

    # Who sits at the table

    def _on_seat(self, _team: int) -> None:
        """Another person, or the curtain was drawn or lifted: nothing of the last one stays open."""
        for dialog in self.findChildren(QDialog):
            dialog.reject()
        if not self.session.curtained and not self.session.game.meeting:
            self.page = "meeting" if self._at_meeting() else "board"
        self.show_page(self.page)

    def _on_take_seat(self) -> None:
        self.show_page("board")

    def _on_thinking(self, team: int) -> None:
        """Say quietly which rival thinks."""
        name = self.session.game.company(team).name if team else ""
        self.thinking_label.setText(t("game.thinking", name=name) if name else "")

    def _covered(self, name: str) -> bool:
        """Whether a page shows what only the person at the table may see, and that person is not there."""
        common = name == "ranking" or (name == "meeting" and not self.session.game.tender)
        return self.session.curtained and not common

    def _at_meeting(self) -> bool:
        """Whether the person stands at the order meeting or the tender that is being held."""
        game = self.session.game
        return bool(game.meeting or game.tender) and bool(self.session.stage.rule.waits)

    def _on_refused(self, refused: Refused) -> None:
        """Say why something was refused, without stopping anybody."""
        self.said.emit(reason(refused, self.session.game, self.session.team), "warning")

    # Showing

    def refresh(self) -> None:
        """Draw the game as it stands."""
        session = self.session
        self.table.refresh()
        cash = money(session.company.cash, session.ruleset.unit)
        named = t("game.company", company=session.company.name, cash=cash)
        self.company_label.offer([named, t("game.cash", cash=cash), cash])
        self._name_steps()

    def _name_steps(self) -> None:
        """Say in the menu which action would be taken back or made again."""
        session = self.session
        for name, ask, after in (("undo", session.undoable, True), ("redo", session.redoable, False)):
            self.actions_by_id[name].retranslate(self._step_in_words(name, ask, after))

    def _step_in_words(self, name: str, ask: Callable[[], Action], after: bool) -> str:
        """What a step back or forward would do; nothing while the curtain covers what a team decided."""
        if self.session.curtained and not self.session.teacher:
            return ""
        try:
            return t(f"command.{name}.named", action=describe(self.session.game, ask(), after))
        except Refused:
            return ""

    def _on_teacher(self, on: bool) -> None:
        self.actions_by_id["teacher"].setChecked(on)
        self.teacher_chip.setVisible(on)
        for name in TEACHERS:
            self.actions_by_id[name].setVisible(on)
        self.said.emit(t("teacher.on" if on else "teacher.off"), "info")
        self._name_steps()

    def _on_drawn(self) -> None:
        """The board shows something else: what tells of it follows."""
        self.inspector.follow()
        if table := self.board.board.table:
            self.outline.show_table(table, self.session.ruleset)

    def retranslate(self) -> None:
        """Set all words in the language now spoken."""
        self.tasks.retranslate()
        self.rail.refresh()
        self.curtain.refresh()
        for page in self.pages.values():
            if isinstance(page, Page | TablePage):
                page.retranslate()
        self.refresh()
        reopen([dialog for dialog in self.findChildren(QDialog) if dialog.parent() is self], self)

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of a theme."""
        self.theme = theme
        self.tasks.refresh()
        self.rail.set_theme(theme)
        for page in self.pages.values():
            if isinstance(page, Page | TablePage):
                page.set_theme(theme)

    def show_page(self, name: str) -> None:
        """Turn to a page, made on its first showing."""
        if name not in self.pages:
            page = make_page(name, self.session)
            page.set_theme(self.theme)
            page.retranslate()
            page.asked.connect(self._on_asked)
            page.said.connect(self.said)
            page.forked.connect(self.forked)
            self.pages[name] = page
            self.stack.addWidget(page)
        self.page = name
        covered = self._covered(name)
        shown = self.curtain if covered else self.pages[name]
        if shown is not self.stack.currentWidget():
            self.hand.close_popover()
        self.stack.setCurrentWidget(shown)
        self.tasks.set_page(name)
        self._show_seat(covered)
        for other in PAGES:
            self.actions_by_id[f"page_{other}"].setChecked(other == name)

    def _show_seat(self, covered: bool) -> None:
        """Show whose table it is only where it is open; else offer the seat."""
        closed, company = self.session.curtained, self.session.company
        self.show_tasks()
        self.company_label.setVisible(self.page != "board" and not closed)  # the board shows it itself
        self.table.teams.setVisible(self.page == "board" and not closed and self.table.teams.count() > 1)
        self.seat_button.setVisible(closed and not covered and not self.session.game.meeting)
        self.seat_button.setText(t("game.take_seat", name=f"{team_letter(company.team)} {company.name}"))

    def show_tasks(self) -> None:
        """Show what stands beside the table, or its rail alone, where the table is open.

        The order meeting and the history need all the room there is.
        """
        wide = self.page == "history" or (self.page == "meeting" and self.session.game.meeting is not None)
        wanted, closed = self.actions_by_id["tasks"].isChecked(), self.session.curtained
        self.tasks.setVisible(wanted and not wide and not closed)
        self.rail.setVisible(not wanted and not wide and not closed)
        self.table.strip.setVisible(wanted and not closed)

    def _on_section(self, name: str) -> None:
        """A section is wanted of the panel that is folded."""
        self.tasks.show_section(name)
        self.actions_by_id["tasks"].trigger()

    # Deciding

    def activate_place(self, place: str) -> None:
        """A place was clicked, or Enter pressed on it: open what it stands for, on our own table."""
        if self.table.shown == self.session.team and not self.session.curtained:
            self.deciding.activate(place)

    def decide(self, name: str, place: str = "") -> None:
        """Open a decision's dialog, or say why it is not open now; behind the curtain nothing is."""
        if self.session.curtained:
            self.show_page(self.page if self.session.game.meeting else "board")
        else:
            self.deciding.decide(name, place)
