"""A field for a whole amount that is changed on purpose only."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSpinBox


class AmountBox(QSpinBox):
    """A whole amount; the wheel scrolls what lies around it and never changes it."""

    def __init__(self, place: str, most: int, step: int = 1) -> None:
        super().__init__()
        self.place = place
        self.setRange(0, most)
        self.setSingleStep(step)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:
        """A little higher than Fusion's, and wide enough for five digits."""
        metrics, usual = self.fontMetrics(), super().sizeHint()
        return QSize(metrics.horizontalAdvance("00000") + 3 * metrics.height(), usual.height() + 4)

    def minimumSizeHint(self) -> QSize:
        """Never less than that."""
        return self.sizeHint()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
