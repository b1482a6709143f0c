"""The countdown of the order meeting: a clock for each turn that is open, set, paused or switched off."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ...text import t
from ..fields import AmountBox
from ..labels import label, set_role
from ..meeting_settings import MeetingSettings

SOON = 10
"""Seconds from which on the clock warns."""
LONGEST = 3600


class Turn(NamedTuple):
    """A turn that is being timed: while `who` stays the same, its time runs on."""

    who: Hashable
    seconds: int


class TurnClock(QObject):
    """Counts the seconds of each open turn; `ran_out` names the place whose time is over."""

    ticked = Signal()
    ran_out = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._turns: dict[str, Turn] = {}
        self._left: dict[str, int] = {}
        self.paused = False
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.step)

    def left(self, place: str) -> int | None:
        """The seconds left in a place; None where no turn is timed."""
        return self._left.get(place)

    def show_turns(self, turns: Mapping[str, Turn]) -> None:
        """Time these turns, by place, from now on; those that are timed already run on."""
        before = self._turns
        self._left = {
            place: self._left[place] if place in before and before[place].who == turn.who else turn.seconds
            for place, turn in turns.items()
        }
        self._turns = dict(turns)
        self._run()

    def pause(self, paused: bool) -> None:
        """Hold all clocks, or let them run on."""
        self.paused = paused
        self._run()
        self.ticked.emit()

    def _run(self) -> None:
        running = any(self._left.values()) and not self.paused
        if running and not self._timer.isActive():
            self._timer.start()
        elif not running:
            self._timer.stop()

    def step(self) -> None:
        """A second has passed."""
        over = [place for place, seconds in self._left.items() if seconds == 1]
        self._left = {place: max(0, seconds - 1) for place, seconds in self._left.items()}
        self._run()
        self.ticked.emit()
        for place in over:
            self.ran_out.emit(place)


class ClockFace(QWidget):
    """The time left in large figures, with a button to hold it."""

    def __init__(self, clock: TurnClock) -> None:
        super().__init__()
        self.clock, self.place = clock, ""
        self.figure: QLabel = label("figure")
        self.hold = QPushButton()
        self.hold.clicked.connect(self._on_hold)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.figure)
        row.addWidget(self.hold)
        clock.ticked.connect(self.refresh)

    def _on_hold(self) -> None:
        self.clock.pause(not self.clock.paused)

    def show_place(self, place: str) -> None:
        """Show the clock of a place."""
        self.place = place
        self.refresh()

    def refresh(self) -> None:
        """Show the seconds left."""
        left = self.clock.left(self.place)
        self.figure.setVisible(left is not None)
        self.hold.setVisible(left is not None)
        self.hold.setText(t("clock.go_on" if self.clock.paused else "clock.hold"))
        if left is not None:
            self.figure.setText(f"{left // 60}:{left % 60:02}")
            self.figure.setAccessibleName(t("clock.left", seconds=left))
            set_role(self.figure, "bad figure" if left <= SOON else "figure")


class ClockDialog(QDialog):
    """Asks for the countdown's times and what happens when they are over; emits them as `chosen`."""

    chosen = Signal(object)  # MeetingSettings

    def __init__(self, settings: MeetingSettings, tender: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.setWindowTitle(t("clock.title"))
        self.on, self.passes = QCheckBox(t("clock.on")), QCheckBox(t("clock.passes"))
        self.on.setChecked(settings.clock)
        self.passes.setChecked(settings.passes)
        self.times = {name: AmountBox(name, LONGEST, 5) for name in ("pick", "first", "tender")}
        form = QFormLayout()
        form.setHorizontalSpacing(20)
        for name, field in self.times.items():
            field.setValue(getattr(settings, name))
            field.setMinimum(0 if name == "first" else 1)
            field.setSuffix(t("clock.seconds"))
            field.setAccessibleName(t(f"clock.{name}"))
            form.addRow(t(f"clock.{name}"), field)
        form.setRowVisible(self.times["tender"], tender)
        buttons = QDialogButtonBox()
        self.ok = buttons.addButton(t("dialog.ok"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.ok.setProperty("role", "primary")
        buttons.addButton(t("dialog.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(12)
        box.addWidget(self.on)
        box.addLayout(form)
        box.addWidget(self.passes)
        box.addWidget(buttons)

    def accept(self) -> None:
        """Hand the settings over."""
        pick, first, tender = (self.times[name].value() for name in ("pick", "first", "tender"))
        settings = replace(
            self._settings, clock=self.on.isChecked(), passes=self.passes.isChecked(),
            pick=pick, first=first, tender=tender,
        )  # fmt: skip
        super().accept()
        self.chosen.emit(settings)
