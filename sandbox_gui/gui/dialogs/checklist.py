"""Decisions that are one action a line, an order or a certificate: tick several, take them together."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ...core.actions import Action
from ...text import t
from ..choices import Candidate, candidates, together
from ..session import Session
from .base import DecisionDialog, label
from .options import Option, OptionGrid


class ChecklistDialog(DecisionDialog):
    """A row for each candidate of `COMMAND`; subclasses describe a row by `describe`."""

    COMMAND: ClassVar[str]
    HEADINGS: ClassVar[tuple[str, ...]]
    READY: ClassVar[bool] = True
    """Whether the only thing that can be done is ticked from the first."""

    def __init__(self, session: Session, parent: QWidget | None, place: str = "") -> None:
        super().__init__(session, parent, self.COMMAND)
        self.rows: list[Candidate] = candidates(session, self.COMMAND)
        self.grid = OptionGrid([t(key) for key in self.HEADINGS], exclusive=False)
        self.grid.set_options([self._option(row) for row in self.rows])
        self.grid.changed.connect(self.update_summary)
        if self.rows:
            self.body.addLayout(self._tools())
            self.body.addWidget(self.grid)
        else:
            self.body.addWidget(label("", t(f"dialog.{self.COMMAND}.empty")))
        self.body.addStretch(1)
        meant = [index for index, row in enumerate(self.rows) if row.place == place]
        possible = [index for index, row in enumerate(self.rows) if session.refusal(row.action) is None]
        alone = possible if self.READY and not place and len(possible) == 1 else []
        self.grid.choose(*(meant or alone))
        self.grid.take_keyboard()
        self.update_summary()

    def _tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.all_button = QPushButton(t("dialog.all_possible"))
        self.all_button.setAutoDefault(False)
        self.all_button.clicked.connect(self.choose_all)
        self.none_button = QPushButton(t("dialog.none"))
        self.none_button.setAutoDefault(False)
        self.none_button.clicked.connect(self.choose_none)
        row.addWidget(self.all_button)
        row.addWidget(self.none_button)
        row.addStretch(1)
        row.setAlignment(Qt.AlignmentFlag.AlignLeft)
        return row

    def _option(self, row: Candidate) -> Option:
        name, cells = self.describe(row)
        refused = self.session.refusal(row.action)
        return Option(name, cells, self.why_not(refused) if refused else "", refused is None)

    def describe(self, row: Candidate) -> tuple[str, tuple[str, ...]]:
        """A row's name and its figures under the headings."""
        raise NotImplementedError

    def choose_all(self) -> None:
        """Tick all that can be taken one after the other."""
        possible = together(self.session, [row.action for row in self.rows])
        self.grid.choose(*(index for index, accepted in enumerate(possible) if accepted))

    def choose_none(self) -> None:
        """Untick all."""
        self.grid.choose()

    def actions_wanted(self) -> list[Action]:
        return [self.rows[index].action for index in self.grid.chosen()]
