"""The seats of a new game: for each company its name, and the person or the computer that leads it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ..core.opening import MOST_TEAMS
from ..core.refused import Refused
from ..rivals.character import TEMPERS
from ..rivals.driver import KINDS
from ..storage.games import HUMAN, Player
from ..text import has, t
from .dialogs.number import NumberField
from .labels import label
from .panels.style import px, team_letter

MIXED = "mixed"
"""Rivals of all kinds in turn."""


def leader_name(kind: str) -> str:
    """Who leads a company, in words."""
    return t(f"rival.{kind}") if has(f"rival.{kind}") else kind


class Seat(QWidget):
    """One company: its letter, its name and who leads it."""

    changed = Signal()

    def __init__(self, team: int, name: str, kind: str) -> None:
        super().__init__()
        self.letter = QLabel(team_letter(team))
        self.letter.setFixedWidth(self.letter.fontMetrics().horizontalAdvance("MM"))
        self.name, self.leader = QLineEdit(name), QComboBox()
        self.name.setMaxLength(40)
        self.name.setCursorPosition(0)  # a name too long for it shows how it begins
        self.name.setAccessibleName(f"{team_letter(team)} {t('new.name')}")
        self.leader.setAccessibleName(f"{team_letter(team)} {t('seating.leader')}")
        for one in (HUMAN, *KINDS):
            self.leader.addItem(leader_name(one), one)
        self.leader.setCurrentIndex(max(0, self.leader.findData(kind)))
        self.temper = QComboBox()
        self.temper.setAccessibleName(f"{team_letter(team)} {t('seating.temper')}")
        self.temper.setToolTip(t("seating.temper"))
        for one in ("", *TEMPERS):
            self.temper.addItem(t(f"temper.{one or 'any'}"), one)
        self.temper.setEnabled(kind != HUMAN)
        self.temper.currentIndexChanged.connect(self._on_change)
        self.name.textChanged.connect(self._on_change)
        self.leader.currentIndexChanged.connect(self._on_change)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.letter)
        row.addWidget(self.name, 1)
        row.addWidget(self.leader)
        row.addWidget(self.temper)

    def player(self) -> Player:
        """The seat as a game's set-up names it."""
        kind, temper = str(self.leader.currentData()), str(self.temper.currentData())
        named = f"{kind}:{temper}" if temper and kind != HUMAN else kind
        return Player(self.name.text().strip(), named)

    def _on_change(self, _value: object) -> None:
        self.temper.setEnabled(self.leader.currentData() != HUMAN)
        self.changed.emit()


class Seating(QWidget):
    """All seats; their number is a field, and all rivals are chosen at once or one by one."""

    changed = Signal()

    def __init__(self, company: str) -> None:
        super().__init__()
        self.seats: list[Seat] = []
        self._company = company
        self.count = NumberField(t("seating.count"), 1, 1, MOST_TEAMS)
        self.rivals = QComboBox()
        self.rivals.setAccessibleName(t("seating.rivals"))
        for kind in (MIXED, *KINDS) if len(KINDS) > 1 else KINDS:
            self.rivals.addItem(leader_name(kind), kind)
        self._list = QVBoxLayout()
        self._lay_out()
        self.count.changed.connect(self._on_count)
        self.rivals.currentIndexChanged.connect(self._on_rivals)
        self.set_count(1)

    def _lay_out(self) -> None:
        head = QGridLayout()
        head.setHorizontalSpacing(12)
        head.setColumnStretch(2, 1)
        head.addWidget(QLabel(t("seating.count")), 0, 0)
        head.addWidget(self.count, 0, 1)
        if len(KINDS) > 1:
            head.addWidget(QLabel(t("seating.rivals")), 1, 0)
            head.addWidget(self.rivals, 1, 1, 1, 2)
        inner = QWidget()
        self._list.setContentsMargins(0, 0, 8, 0)
        self._list.setSpacing(6)
        self._list.setAlignment(Qt.AlignmentFlag.AlignTop)
        inner.setLayout(self._list)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        scroll.setMinimumHeight(px(290))
        self.note = label("small", wrap=True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addLayout(head)
        box.addWidget(scroll, 1)
        box.addWidget(self.note)

    def set_count(self, number: int) -> None:
        """Offer so many seats: those there are keep their names, new ones are rivals."""
        self.count.set_value(number)

    def _on_count(self) -> None:
        try:
            number = self.count.whole()
        except Refused:
            number = 0
        if 1 <= number <= MOST_TEAMS:
            self._seat(number)
        self._on_change()

    def _seat(self, number: int) -> None:
        names = company_names(MOST_TEAMS)
        while len(self.seats) > number:
            gone = self.seats.pop()
            gone.hide()
            gone.deleteLater()
        while len(self.seats) < number:
            team = len(self.seats) + 1
            name = self._company if team == 1 else names[team - 2]
            seat = Seat(team, name, HUMAN if team == 1 else self._rival_of(team))
            seat.changed.connect(self._on_change)
            self.seats.append(seat)
            self._list.addWidget(seat)

    def _rival_of(self, team: int) -> str:
        """The kind of computer that a new seat gets."""
        kind = str(self.rivals.currentData())
        return list(KINDS)[(team - 2) % len(KINDS)] if kind == MIXED else kind

    def _on_rivals(self, _index: int) -> None:
        """All seats that a computer leads become of the chosen kind."""
        for team, seat in enumerate(self.seats, 1):
            if seat.leader.currentData() != HUMAN:
                seat.leader.setCurrentIndex(seat.leader.findData(self._rival_of(team)))

    def _on_change(self) -> None:
        people = sum(seat.leader.currentData() == HUMAN for seat in self.seats)
        key = "nobody" if not people else "several" if people > 1 else "one"
        self.note.setText(t(f"seating.{key}", people=people))
        self.changed.emit()

    def players(self) -> tuple[Player, ...]:
        """All seats as a game's set-up names them; refused where their number is none that is possible."""
        number = self.count.whole()
        if not 1 <= number <= MOST_TEAMS:
            raise Refused("game.teams", teams=number, most=MOST_TEAMS)
        return tuple(seat.player() for seat in self.seats)


def company_names(number: int) -> Sequence[str]:
    """Names for companies; after the last they repeat with a number."""
    known = t("new.rival_names").split("|")
    return [
        known[i % len(known)] + (f" {i // len(known) + 1}" if i >= len(known) else "") for i in range(number)
    ]
