"""A field for a whole amount that is changed on purpose only."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSpinBox


class AmountBox(QSpinBox):
    """A whole amount; the wheel scrolls what lies around it and never changes it.

    Any amount may be typed; steps land on `first` and then on every `step` above it.
    """

    def __init__(self, place: str, most: int, step: int = 1, first: int = 0) -> None:
        super().__init__()
        self.place = place
        self._first = first or step
        self.setRange(0, most)
        self.setSingleStep(step)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def stepBy(self, steps: int) -> None:
        """Go up or down to an amount that buys something, or to nothing."""
        step, first = self.singleStep(), self._first
        reached = 0 if self.value() < first else 1 + (self.value() - first) // step
        between = self.value() > (first + (reached - 1) * step if reached else 0)
        target = reached + steps + (between and steps < 0)
        self.setValue(first + (target - 1) * step if target > 0 else 0)
        self.selectAll()

    def sizeHint(self) -> QSize:
        """A little higher than Fusion's, and wide enough for five digits."""
        metrics, usual = self.fontMetrics(), super().sizeHint()
        return QSize(metrics.horizontalAdvance("00000") + 3 * metrics.height(), usual.height() + 4)

    def minimumSizeHint(self) -> QSize:
        """Never less than that."""
        return self.sizeHint()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
