"""The panel beside the table: where we are, its sections, what comes next and what it will ask for."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...core.actions import EndStage
from ...core.year import next_stage, payments_ahead
from ...text import stage_name, t
from ..commands import CommandAction
from ..labels import clear, label
from ..session import Session
from ..words import money, quarter_of_year, signed, stage_words
from .steps import StepList
from .style import px, text_size

WIDTH = 20
"""In ems: 280 pixels at a desk's text size."""


def _label(role: str) -> QLabel:
    return label(role, wrap=True)


class TasksPanel(QFrame):
    """Between its head and its foot it shows one of its sections: the steps first, others are added."""

    def __init__(self, session: Session, actions: Mapping[str, CommandAction]) -> None:
        super().__init__()
        self.session = session
        self._actions = actions
        self._page = ""
        self.setProperty("role", "side")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(6)
        self._title = _label("section")
        self.steps = StepList(session, actions)
        self._tabs, self._sections, self._group = QHBoxLayout(), QStackedWidget(), QButtonGroup(self)
        self._tabs.setSpacing(0)
        self._group.idClicked.connect(self._sections.setCurrentIndex)
        self.tabs: dict[str, QToolButton] = {}
        self._track = QHBoxLayout()
        self._track.setSpacing(4)
        layout.addLayout(self._head())
        layout.addLayout(self._track)
        layout.addLayout(self._tabs)
        layout.addWidget(self._sections, 1)
        self._foot = self._make_foot()
        layout.addWidget(self._foot)
        self.add_section("tasks", self.steps)
        session.settled.connect(self.refresh)
        self.retranslate()

    def _head(self) -> QHBoxLayout:
        """The year, and the button that folds the panel."""
        fold = QToolButton()
        fold.setProperty("role", "fold")
        fold.setDefaultAction(self._actions["tasks"])
        fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        fold.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(fold)
        return head

    def add_section(self, name: str, section: QWidget) -> None:
        """One more thing that the panel can show, behind a tab of its own; the first is shown."""
        tab = self.tabs[name] = QToolButton()
        tab.setProperty("role", "tab")
        tab.setCheckable(True)
        tab.setChecked(self._sections.count() == 0)
        tab.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._group.addButton(tab, self._sections.addWidget(section))
        self._tabs.addWidget(tab)
        self._name_tab(name)

    def show_section(self, name: str) -> None:
        """Turn to a section."""
        self.tabs[name].click()

    def _make_foot(self) -> QWidget:
        """The next step with its payments, and the one big button."""
        foot = QFrame()
        foot.setProperty("role", "foot")
        column = QVBoxLayout(foot)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(4)
        self._next = _label("")
        self._payments = _label("faint")
        self._shortage = _label("warning")
        self.close_button = QPushButton()
        self.close_button.setProperty("role", "primary")
        self.close_button.clicked.connect(self._actions["end_stage"].trigger)
        for part in (self._next, self._payments, self._shortage, self.close_button):
            column.addWidget(part)
        return foot

    def retranslate(self) -> None:
        """Set all words in the language now spoken."""
        for name in self.tabs:
            self._name_tab(name)
        self.refresh()

    def _name_tab(self, name: str) -> None:
        self.tabs[name].setText(t(f"side.{name}"))
        self.tabs[name].setToolTip(t(f"side.{name}.tip"))

    def refresh(self) -> None:
        """Show where the company stands now."""
        self.setFixedWidth(WIDTH * text_size())
        self.close_button.setMinimumHeight(px(44))
        game = self.session.game
        self._title.setText(t("tasks.year", year=game.year, years=game.years))
        self._show_track()
        self.steps.refresh()
        self._show_next()

    def _show_track(self) -> None:
        """The six parts of the year, the present one marked."""
        clear(self._track)
        present = self.session.stage.quarter
        for part in range(6):
            chip = QLabel(t(f"tasks.part_{part}"))
            chip.setAlignment(Qt.AlignmentFlag.AlignCenter)
            state = "now" if part == present else "past" if part < present else "ahead"
            chip.setProperty("role", f"chip {state}")
            names = [
                stage_name(self.session.ruleset, stage.rule.id)
                for stage in self.session.game.calendar
                if stage.quarter == part
            ]
            chip.setToolTip("\n".join([quarter_of_year(part), *(f"· {name}" for name in names)]))
            chip.setAccessibleName(f"{quarter_of_year(part)} {t(f'tasks.{state}')}")
            self._track.addWidget(chip, 1)

    def _show_next(self) -> None:
        session = self.session
        playing = session.may_act()
        following = next_stage(session.game, session.company) if playing else None
        self._next.setVisible(following is not None)
        payments = payments_ahead(session.game, session.company) if following else []
        unit = session.ruleset.unit
        if following:
            same_part = following.quarter == session.stage.quarter
            words = (
                stage_name(session.ruleset, following.rule.id)
                if same_part
                else stage_words(session.ruleset, following)
            )
            self._next.setText(t("tasks.next", stage=words))
        rows = [f"{t(f'operation.{name}')}　{signed(-due, unit)}" for name, due in payments if due]
        self._payments.setText("\n".join(rows))
        self._payments.setVisible(bool(rows))
        refused = session.refusal(EndStage(session.team)) if playing else None
        missing = refused.facts.get("missing") if refused and refused.code == "payment.short" else None
        self._shortage.setVisible(missing is not None)
        if isinstance(missing, int):
            self._shortage.setText(t("tasks.short", missing=money(missing, unit)))
        self._name_button(waiting=refused is not None and missing is None)

    def _name_button(self, waiting: bool) -> None:
        """At the order meeting the big button leads to its page; otherwise it closes the step."""
        keys = self._actions["end_stage"].shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        there = waiting and self._page == "meeting"
        key = "tasks.at_meeting" if there else "tasks.to_meeting" if waiting else "tasks.close"
        self.close_button.setText(t(key) if there else f"{t(key)}  {keys}")
        self.close_button.setToolTip(self._actions["end_stage"].toolTip())
        self.close_button.setEnabled(self.session.may_act() and not there)
        self._foot.setVisible(not self.session.game.over)  # then no step is left to close

    def set_page(self, name: str) -> None:
        """Learn which page is shown: the big button does not lead to where one is."""
        self._page = name
        self._show_next()
