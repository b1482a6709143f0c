"""The steps of this part of the year: what the present one did by itself, and what may be decided in it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ...core.actions import EndStage
from ...core.game import Stage
from ...core.journal import Entry
from ...text import stage_name, t
from ..choices import applies, doable
from ..commands import DECISIONS, Command, CommandAction
from ..labels import clear, label
from ..session import Change, Session
from .entries import entry_words
from .style import text_size

COUNTED = ("start_production", "continue_line", "deliver", "trade")
"""Commands whose button says how many can be done at once."""


class DecisionButton(QPushButton):
    """A decision with its shortcut at the right edge."""

    def __init__(self, action: CommandAction, count: int | None) -> None:
        super().__init__()
        self.command = action.command
        self._keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.setProperty("role", "decision")
        self.setIcon(action.icon())
        self.setText(action.text() + (t("tasks.count", count=count) if count else ""))
        self.setToolTip(action.toolTip())
        self.setAccessibleName(action.text())
        self.clicked.connect(action.trigger)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        font = self.font()
        font.setPixelSize(text_size() - 2)
        painter.setFont(font)
        painter.setPen(self.palette().placeholderText().color())
        painter.drawText(
            self._keys_place(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._keys
        )
        painter.end()

    def _keys_place(self) -> QRect:
        return self.rect().adjusted(0, 0, -10, 0)


class StepList(QScrollArea):
    """The list; its buttons trigger the window's own actions."""

    def __init__(self, session: Session, actions: Mapping[str, CommandAction]) -> None:
        super().__init__()
        self.session, self._actions = session, actions
        self._seen = len(session.company.journal.entries)
        self._done: list[Entry] = []  # what the present step did by itself
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        self._list = QVBoxLayout(inner)
        self._list.setContentsMargins(0, 0, 4, 0)
        self._list.setSpacing(3)
        self.setWidget(inner)
        session.changed.connect(self._on_change)
        session.seat_changed.connect(self._on_seat)
        session.rewound.connect(self._forget)

    def _on_change(self, change: Change) -> None:
        """When our own step begins, keep what it posted by itself."""
        entries = self.session.company.journal.entries
        if isinstance(change.action, EndStage) and change.action.team == self.session.team:
            self._done = entries[self._seen :]
        self._seen = len(entries)

    def _on_seat(self, _team: int) -> None:
        """Another company: what the last one's step posted is not this one's."""
        self._forget()

    def _forget(self) -> None:
        """The game stands elsewhere: what the step posted by itself is not known."""
        self._done, self._seen = [], len(self.session.company.journal.entries)

    def refresh(self) -> None:
        """Show where the company stands now."""
        clear(self._list)
        if self.session.game.over or self.session.company.bankrupt:
            self._show_end()
        else:
            self._show_steps()
        self._list.addStretch(1)

    def _show_end(self) -> None:
        company = self.session.company
        if company.bankrupt:
            self._say("warning", t("tasks.bankrupt", at=company.bankrupt))
        pages = ["page_ranking"]
        if self.session.game.over:
            self._say("", t("tasks.over"))
            pages += ["page_statements", "page_history"]
        self._list.addSpacing(8)
        for page in pages:
            self._list.addWidget(DecisionButton(self._actions[page], None))

    def _show_steps(self) -> None:
        """The steps of this part of the year; the present one with all that belongs to it."""
        present = self.session.stage
        for stage in self.session.game.calendar:
            if stage.quarter != present.quarter:
                continue
            state = "now" if stage == present else "past" if stage.index < present.index else "ahead"
            mark = {"now": "▶", "past": "✓", "ahead": "○"}[state]
            self._say(f"step {state}", f"{mark} {stage_name(self.session.ruleset, stage.rule.id)}")
            if stage == present:
                self._show_present(stage)

    def _show_present(self, stage: Stage) -> None:
        for entry in self._done:
            if entry.what == "carry_forward":  # a bookkeeper's entry, nothing that happened at the table
                continue
            self._say("faint", f"✓ {entry_words(self.session.ruleset, entry)}")
        if not self.session.may_act():
            self._say("faint", t("tasks.waiting"))
            return
        any_time = self.session.ruleset.year.any_time
        useful = [c for c in DECISIONS if c.id != "end_stage" and applies(self.session, c.id)]
        own = [c for c in useful if any(c.takes(word) for word in stage.open if word not in any_time)]
        free = [c for c in useful if c not in own and any(c.takes(word) for word in any_time)]
        for command in own:
            self._list.addWidget(self._button(command))
        if not own:
            self._say("faint", t("tasks.nothing_to_decide"))
        if free:
            self._say("faint", t("tasks.any_time"))
        for command in free:
            self._list.addWidget(self._button(command))

    def _button(self, command: Command) -> DecisionButton:
        count = len(doable(self.session, command.id)) if command.id in COUNTED else None
        return DecisionButton(self._actions[command.id], count)

    def _say(self, role: str, words: str) -> None:
        said = label(role, wrap=True)
        said.setText(words)
        self._list.addWidget(said)
