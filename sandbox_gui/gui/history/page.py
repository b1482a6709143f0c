"""The page of the history: every step with its time and cash, and the table as it was at any of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...core.game import Company
from ...core.refused import Refused
from ...history import KINDS, Step, Tape, history
from ...storage.log import Row
from ...text import sentence, t
from ..board.view import BoardView
from ..icons import icon
from ..labels import frame, label, set_role
from ..panels.folding import is_low
from ..panels.halves import Halves
from ..panels.page import Page
from ..panels.style import px, team_letter
from ..panels.tables import Table
from ..theme import Theme
from ..words import quarter_of_year
from .rows import Line, clock, mark_line, refused_line, with_heads

if TYPE_CHECKING:
    from ..session import Session

PACE = 700
"""Milliseconds a step while the history plays."""
ONE_ROW = 960
"""The width from which all that walks through the steps stands in one row, in pixels at the usual size."""
STEPS = 400
"""The least width of the steps, in pixels at the usual size; never more than half of the page."""
LEAST_BOARD = 320, 180
"""The least size of the table in pixels: it may be smaller here than where it is played on."""
CONTROLS = ("first", "back", "play", "forward", "last")


class HistoryPage(Page):
    """The steps on the left; on the right the table after the step that is chosen."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.title, self.note, self.banner = label("title"), label("faint", wrap=True), label("banner")
        self.line, self.teams, self.kinds = QComboBox(), QComboBox(), QComboBox()
        self.refusals, self.fork = QCheckBox(), QPushButton()
        self.table, self.board, self.slider = Table(), BoardView(), QSlider(Qt.Orientation.Horizontal)
        self.controls = {name: QToolButton() for name in CONTROLS}
        self.board.setMinimumSize(*LEAST_BOARD)
        self._timer = QTimer(self)
        self._timer.setInterval(PACE)
        self._lines: list[Line] = []
        self._steps: list[Step] = []
        self._rows: list[Row] = []
        self._tape = Tape(session.setup, ())
        self._shown = -1  # the step looked at, -1 for the last one
        self._lay_out()
        self._connect()
        self.name()

    # Building

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 14, 20, 14)
        box.setSpacing(10)
        box.addLayout(self._top())
        box.addWidget(self.note)
        self._lay_table()
        self.halves = Halves((self.table, self._right()), (5, 7), first=0)
        self.halves.narrowed.connect(self._arrange)
        box.addWidget(self.halves, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Give the decisions room for their words, as far as the table beside them can spare it."""
        self.table.setMinimumWidth(min(px(STEPS), self.width() // 2))
        ways = QBoxLayout.Direction
        alone = self.width() >= px(ONE_ROW) or self.halves.narrow
        self._below.setDirection(ways.LeftToRight if alone else ways.TopToBottom)
        self._show_note()

    def _show_note(self) -> None:
        self.note.setVisible(not is_low(self) and bool(self.note.text()))

    def _top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.title, 1)
        for part in (self.refusals, self.line, self.teams, self.kinds):
            row.addWidget(part)
        return row

    def _lay_table(self) -> None:
        table = self.table
        table.wrapped = 1
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _right(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.card = frame("wait")
        inner = QHBoxLayout(self.card)
        inner.setContentsMargins(14, 6, 14, 6)
        inner.addWidget(self.banner, 1)
        column.addWidget(self.card)
        column.addWidget(self.board, 1)
        column.addLayout(self._foot())
        return side

    def _foot(self) -> QBoxLayout:
        """Walking from step to step; where it is narrow, the way into a game of one's own stands below."""
        self._below = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row = QHBoxLayout()
        row.setSpacing(6)
        for name, button in self.controls.items():
            button.setProperty("role", "switch")
            button.setObjectName(name)
            row.addWidget(button)
        row.addWidget(self.slider, 1)
        self._below.addLayout(row, 1)
        self._below.setSpacing(14)
        self._below.addWidget(self.fork)
        return self._below

    def _connect(self) -> None:
        self.session.rewound.connect(self._show_last)
        self.session.teacher_changed.connect(self._on_teacher)
        for box in (self.line, self.teams, self.kinds):
            box.currentIndexChanged.connect(self._on_filter)
        self.refusals.toggled.connect(self._on_filter)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.slider.valueChanged.connect(self._on_slider)
        self.controls["first"].clicked.connect(self.go_first)
        self.controls["back"].clicked.connect(self.go_back)
        self.controls["play"].clicked.connect(self.toggle_play)
        self.controls["forward"].clicked.connect(self.go_forward)
        self.controls["last"].clicked.connect(self._show_last)
        self.fork.clicked.connect(self._on_fork)
        self._timer.timeout.connect(self._on_tick)

    # Words

    def name(self) -> None:
        self.title.setText(t("history.title"))
        self.refusals.setText(t("history.refusals"))
        self.fork.setText(t("history.fork"))
        self.fork.setToolTip(t("history.fork.tip"))
        self.slider.setAccessibleName(t("history.slider"))
        for box, key in ((self.line, "line"), (self.teams, "teams"), (self.kinds, "kinds")):
            box.setAccessibleName(t(f"history.{key}"))
        self.halves.name(t("history.steps"), t("history.table"))
        self._name_controls()
        with QSignalBlocker(self.kinds):
            chosen = self.kinds.currentIndex()
            self.kinds.clear()
            for kind in ("all", *KINDS, "machines"):
                self.kinds.addItem(t(f"history.kind_{kind}"), kind)
            self.kinds.setCurrentIndex(max(0, chosen))

    def _name_controls(self) -> None:
        for name, button in self.controls.items():
            shown = "pause" if name == "play" and self._timer.isActive() else name
            button.setIcon(icon(f"tape_{shown}", self.theme.ink))
            button.setToolTip(t(f"history.{shown}"))
            button.setAccessibleName(button.toolTip())

    def set_theme(self, theme: Theme) -> None:
        self.board.set_theme(theme)
        super().set_theme(theme)
        self._name_controls()

    def retranslate(self) -> None:
        self.board.retranslate()
        super().retranslate()

    # Showing

    def draw(self) -> None:
        self._fill_choices()
        self._read()
        self._fill()

    def _fill_choices(self) -> None:
        """The lines of play that there are, and the teams whose steps may be seen."""
        log = self.session.log
        lines = [t("history.line_main")]
        lines += [
            t(
                "history.line_branch",
                number=number,
                count=len(branch.rows) - branch.after,
                at=clock(branch.at),
            )
            for number, branch in enumerate(log.branches, 1)
        ]
        _refill(self.line, [(words, index) for index, words in enumerate(lines)])
        self.line.setVisible(len(lines) > 1)
        companies = [(f"{team_letter(c.team)} {c.name}", c.team) for c in self.session.game.companies]
        _refill(self.teams, [(t("history.all_teams"), 0), *companies])

    def _read(self) -> None:
        """Go through the chosen line of play once more."""
        log, chosen = self.session.log, self.line.currentIndex()
        self._rows = list(log.branches[chosen - 1].rows if chosen > 0 else log.line)
        self._steps = history(self.session.setup, self._rows)
        self._tape = Tape(self.session.setup, self._rows)
        with QSignalBlocker(self.slider):
            self.slider.setRange(0, len(self._rows))

    def _fill(self) -> None:
        """Show the rows that pass the filters, and the step that was looked at."""
        team, kind = self.teams.currentData() or 0, self.kinds.currentData() or "all"
        seen = [
            step
            for step in self._steps
            if self._may_see(step) and team in (0, step.team) and kind in ("all", step.kind)
        ]
        self._lines = list(with_heads(seen, self._others(team) if kind == "all" else []))
        heads = [t(f"history.{name}") for name in ("team", "decision", "cash", "left", "clock")]
        self.table.fill(heads, [line.row for line in self._lines], self.theme, stretch=1)
        self.note.setText("" if self.session.sees_all() else t("history.note"))
        self._show_note()
        self._show(len(self._rows) if self._shown < 0 else min(self._shown, len(self._rows)))

    def _may_see(self, step: Step) -> bool:
        return self.session.sees_all() or step.public or step.team == self.session.team

    def _others(self, team: int) -> list[Line]:
        """What stands in the history beside the steps; only of the main line."""
        if self.line.currentIndex() > 0:
            return []
        session = self.session
        found = [mark_line(mark) for mark in session.log.marks]
        if self.refusals.isChecked():
            for attempt in session.attempts():
                may = session.sees_all() or attempt.team == session.team
                line = refused_line(session.game, attempt) if may and team in (0, attempt.team) else None
                found += [line] if line and line.after <= len(self._rows) else []
        return found

    def _show(self, number: int) -> None:
        """Show the table as it was after so many actions."""
        game = self._tape.go(number)
        company = self._company()
        self.board.show_company(game, company)
        quarter = quarter_of_year(game.stage(company).quarter)
        facts = {"year": game.year, "quarter": quarter, "company": company.name, "step": number}
        now = number == len(self._rows) and self.line.currentIndex() <= 0
        set_role(self.card, "wait" if now else "turn")
        self.banner.setText(t("history.now" if now else "history.as_it_was", **facts))
        with QSignalBlocker(self.slider):
            self.slider.setValue(number)
        self._select(number)
        self.controls["first"].setEnabled(number > 0)
        self.controls["back"].setEnabled(number > 0)
        self.controls["forward"].setEnabled(number < len(self._rows))
        self.controls["last"].setEnabled(number < len(self._rows))

    def _company(self) -> Company:
        """Whose table is looked at: one's own, or the one that took the step where all may be seen."""
        number, team = self._tape.number, self.session.team
        if self.session.sees_all():
            team = self.teams.currentData() or (self._steps[number - 1].team if number else team)
        return self._tape.game.company(team)

    def _select(self, number: int) -> None:
        """Mark the last row that had happened by then."""
        rows = [row for row, line in enumerate(self._lines) if line.after <= number]
        model = self.table.selectionModel()
        with QSignalBlocker(model):
            if rows:
                self.table.selectRow(rows[-1])
                self.table.show_row(rows[-1])
            else:
                self.table.clearSelection()

    # What the person does

    def _look(self, number: int) -> None:
        """Look at another step; the last one stays the last when the game goes on."""
        self._shown = -1 if number >= len(self._rows) else number
        self._show(max(0, min(number, len(self._rows))))

    def _on_row(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid() and current.row() < len(self._lines):
            self._look(self._lines[current.row()].after)

    def _on_slider(self, number: int) -> None:
        self._look(number)

    def _on_filter(self) -> None:
        if self.sender() is self.line:
            self._shown = -1
            self._read()
        self._fill()

    def _on_teacher(self, _on: bool) -> None:
        self.refresh()

    def go_first(self) -> None:
        """Look at the very start."""
        self._look(0)

    def go_back(self) -> None:
        """Look at the row before."""
        earlier = [line.after for line in self._lines if line.after < self._tape.number]
        self._look(max(earlier, default=0))

    def go_forward(self) -> None:
        """Look at the next row."""
        later = [line.after for line in self._lines if line.after > self._tape.number]
        self._look(min(later, default=len(self._rows)))

    def _show_last(self) -> None:
        self._shown = -1
        if self.isVisible():
            self._look(len(self._rows))

    def toggle_play(self) -> None:
        """Play the history step by step from here, or stop."""
        if self._timer.isActive():
            self._timer.stop()
        else:
            if self._tape.number >= len(self._rows):
                self.go_first()
            self._timer.start()
        self._name_controls()

    def _on_tick(self) -> None:
        self.go_forward()
        if self._tape.number >= len(self._rows):
            self.toggle_play()

    def hideEvent(self, event: QHideEvent) -> None:
        """A history that is not seen does not play."""
        if self._timer.isActive():
            self.toggle_play()
        super().hideEvent(event)

    def _on_fork(self) -> None:
        """Begin another game from the step looked at."""
        try:
            folder = self.session.fork(self._rows[: self._tape.number])
        except Refused as refused:
            self.said.emit(sentence(refused), "warning")
            return
        self.forked.emit(folder)


def _refill(box: QComboBox, items: list[tuple[str, int]]) -> None:
    """Offer other items, keeping what is chosen where it is still there."""
    chosen = box.currentData()
    with QSignalBlocker(box):
        box.clear()
        for words, value in items:
            box.addItem(words, value)
        box.setCurrentIndex(max(0, box.findData(chosen)))
