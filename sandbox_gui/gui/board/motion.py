"""Plays what leads from one table to the next in an overlay; the table itself shows the outcome at once.

A place to which something is on its way keeps its old look until that has arrived.
"""

from __future__ import annotations

from PySide6.QtCore import QAbstractAnimation, QObject, QVariantAnimation, Signal

from ..pace import PACES
from .flight import FlightItem, Pictures, Span, flight, schedule
from .moves import arrivals, looks, moves_back, moves_between
from .places import Table
from .scene import BoardScene


class Motion(QObject):
    """The moves of one step at a time; a new step ends the running one at once."""

    finished = Signal()

    def __init__(self, scene: BoardScene) -> None:
        super().__init__(scene)
        self._scene = scene
        self.pace = "normal"
        self.carried = ("", "")  # from where to where a hand has just put something: that need not fly
        self._flights: list[tuple[Span, FlightItem]] = []
        self._arrivals: dict[str, float] = {}  # when the last token reaches a place, by its id
        self._clock = QVariantAnimation(self)
        self._clock.setStartValue(0.0)
        self._clock.valueChanged.connect(self._on_tick)
        self._clock.finished.connect(self.finish)

    @property
    def running(self) -> bool:
        """Whether something is on its way."""
        return bool(self._flights)

    @property
    def length(self) -> float:
        """How long the running step takes, in milliseconds."""
        return max((span.end for span, _ in self._flights), default=0.0)

    def lay(self, table: Table) -> None:
        """Show a table as it is."""
        self.finish()
        self._scene.show_table(table)

    def show(self, table: Table, back: bool = False) -> None:
        """Show a table, with the moves that lead to it, or `back` to it, where motion is wanted."""
        if table == self._scene.table:
            return
        self.prepare(table, back)
        if self.running:
            self._clock.setDuration(round(self.length))
            self._clock.setEndValue(self.length)
            self._clock.start()

    def prepare(self, table: Table, back: bool = False) -> None:
        """Show a table with what is on its way to it still where it comes from."""
        old, layout = self._scene.table, self._scene.layout
        length = PACES[self.pace]
        between = moves_back if back else moves_between
        moves = [
            move
            for move in (between(old, table) if old and length else ())
            if (move.start.place, move.end.place) != self.carried
        ]
        self.carried = ("", "")
        if not old or not moves:
            self.lay(table)
            return
        self.finish()
        spans = schedule(len(moves), length)
        self._arrivals = {name: spans[last].end for name, last in arrivals(moves).items()}
        self._scene.show_table(table, looks(old, moves))
        pictures = Pictures(self._scene.theme)
        for span, move in zip(spans, moves, strict=True):
            item = flight(move, layout, self._scene.layout, (old, table), pictures)
            item.setVisible(False)
            self._scene.addItem(item)
            self._flights.append((span, item))
        self.seek(0.0)

    def seek(self, time: float) -> None:
        """Put every token where it is at a time in milliseconds after the step's start."""
        for span, item in self._flights:
            flying = span.start <= time < span.end
            if flying:
                item.fly((time - span.start) / span.length)
            if item.isVisible() != flying:
                item.setVisible(flying)
        for name in [name for name, arrival in self._arrivals.items() if arrival <= time]:
            del self._arrivals[name]
            self._scene.settle(name)

    def _on_tick(self, time: float) -> None:
        if self._clock.state() == QAbstractAnimation.State.Running:
            self.seek(time)

    def finish(self) -> None:
        """Let everything arrive at once."""
        if not self._flights:
            return
        flights, self._flights = self._flights, []
        self._clock.stop()
        for _, item in flights:
            self._scene.removeItem(item)
        for name in self._arrivals:
            self._scene.settle(name)
        self._arrivals = {}
        self.finished.emit()
