"""The task list of the year: where we are, what is open now, what comes next and what it will ask for."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ...core.actions import EndStage
from ...core.game import Stage
from ...core.journal import Account, Entry
from ...core.year import next_stage, payments_ahead
from ...text import has, item_name, stage_name, t
from ..choices import applies, doable
from ..commands import DECISIONS, Command, CommandAction
from ..session import Change, Session
from ..words import money, quarter_of_year, signed, stage_words
from .style import text_size

WIDTH = 20
"""In ems: 280 pixels at a desk's text size."""
COUNTED = ("start_production", "continue_line", "deliver", "trade")
"""Commands whose button says how many can be done at once."""

LOAN_ENTRIES = ("repay", "interest")


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


def _clear(layout: QVBoxLayout | QHBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()


def _label(role: str, text: str) -> QLabel:
    made = QLabel(text)
    made.setProperty("role", role)
    made.setWordWrap(True)
    return made


class TasksPanel(QFrame):
    """The panel at the side of the table. Its buttons trigger the window's own actions."""

    def __init__(self, session: Session, actions: Mapping[str, CommandAction]) -> None:
        super().__init__()
        self.session = session
        self._actions = actions
        self._seen = len(session.company.journal.entries)
        self._page = ""
        self._done: list[Entry] = []  # what the present step did by itself
        self.setProperty("role", "side")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        self._title = _label("section", "")
        self._track = QHBoxLayout()
        self._track.setSpacing(4)
        layout.addWidget(self._title)
        layout.addLayout(self._track)
        layout.addWidget(self._scroller(), 1)
        layout.addWidget(self._foot())
        session.changed.connect(self._on_change)
        session.seat_changed.connect(self._on_seat)
        session.rewound.connect(self._forget)
        session.settled.connect(self.refresh)
        self.retranslate()

    def _scroller(self) -> QScrollArea:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        self._list = QVBoxLayout(inner)
        self._list.setContentsMargins(0, 0, 4, 0)
        self._list.setSpacing(4)
        area.setWidget(inner)
        return area

    def _foot(self) -> QWidget:
        """The next step with its payments, and the one big button."""
        foot = QFrame()
        foot.setProperty("role", "foot")
        column = QVBoxLayout(foot)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(4)
        self._next = _label("", "")
        self._payments = _label("faint", "")
        self._shortage = _label("warning", "")
        self.close_button = QPushButton()
        self.close_button.setProperty("role", "primary")
        self.close_button.setMinimumHeight(44)
        self.close_button.clicked.connect(self._actions["end_stage"].trigger)
        for part in (self._next, self._payments, self._shortage, self.close_button):
            column.addWidget(part)
        return foot

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

    def retranslate(self) -> None:
        """Set all words in the language now spoken."""
        self.refresh()

    def refresh(self) -> None:
        """Show where the company stands now."""
        self.setFixedWidth(WIDTH * text_size())
        game = self.session.game
        self._title.setText(t("tasks.year", year=game.year, years=game.years))
        self._show_track()
        _clear(self._list)
        if game.over or self.session.company.bankrupt:
            self._show_end()
        else:
            self._show_steps()
        self._list.addStretch(1)
        self._show_next()

    def _show_track(self) -> None:
        """The six parts of the year, the present one marked."""
        _clear(self._track)
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

    def _show_end(self) -> None:
        company = self.session.company
        if company.bankrupt:
            self._list.addWidget(_label("warning", t("tasks.bankrupt", at=company.bankrupt)))
        if self.session.game.over:
            self._list.addWidget(_label("", t("tasks.over")))
        ranking = self._actions["page_ranking"]
        self._list.addWidget(DecisionButton(ranking, None))

    def _show_steps(self) -> None:
        """The steps of this part of the year; the present one with all that belongs to it."""
        present = self.session.stage
        for stage in self.session.game.calendar:
            if stage.quarter != present.quarter:
                continue
            state = "now" if stage == present else "past" if stage.index < present.index else "ahead"
            mark = {"now": "▶", "past": "✓", "ahead": "○"}[state]
            row = _label(f"step {state}", f"{mark} {stage_name(self.session.ruleset, stage.rule.id)}")
            self._list.addWidget(row)
            if stage == present:
                self._show_present(stage)

    def _show_present(self, stage: Stage) -> None:
        for entry in self._done:
            if entry.what == "carry_forward":  # a bookkeeper's entry, nothing that happened at the table
                continue
            self._list.addWidget(_label("faint", self._posted(entry)))
        if not self.session.may_act():
            self._list.addWidget(_label("faint", t("tasks.waiting")))
            return
        any_time = self.session.ruleset.year.any_time
        useful = [c for c in DECISIONS if c.id != "end_stage" and applies(self.session, c.id)]
        own = [c for c in useful if any(c.takes(word) for word in stage.open if word not in any_time)]
        free = [c for c in useful if c not in own and any(c.takes(word) for word in any_time)]
        for command in own:
            self._list.addWidget(self._button(command))
        if not own:
            self._list.addWidget(_label("faint", t("tasks.nothing_to_decide")))
        if free:
            self._list.addWidget(_label("faint", t("tasks.any_time")))
        for command in free:
            self._list.addWidget(self._button(command))

    def _button(self, command: Command) -> DecisionButton:
        count = len(doable(self.session, command.id)) if command.id in COUNTED else None
        return DecisionButton(self._actions[command.id], count)

    def _posted(self, entry: Entry) -> str:
        """An entry that the step made by itself: its name, its facts, its cash."""
        ruleset = self.session.ruleset
        facts = {n: item_name(ruleset, v) if isinstance(v, str) else v for n, v in entry.facts.items()}
        what, _, kind = entry.what.partition("_")
        if what in LOAN_ENTRIES:  # their names end with the ruleset's kind of loan
            name = t(f"step.{what}", kind=item_name(ruleset, kind))
        else:
            key = f"step.{entry.what}"
            name = t(key if has(key) else f"entry.{entry.what}", **facts)
        if entry.what == "receive_materials":
            name += "　" + " ".join(f"{number} × {item}" for item, number in facts.items())
        cash = sum(amount for account, amount in entry.lines if account is Account.CASH)
        return f"✓ {name}　{signed(cash, ruleset.unit)}" if cash else f"✓ {name}"

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

    def set_page(self, name: str) -> None:
        """Learn which page is shown: the big button does not lead to where one is."""
        self._page = name
        self._show_next()
