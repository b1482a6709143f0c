"""A field for a whole amount that is changed on purpose only."""

from __future__ import annotations

from PySide6.QtCore import Qt
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
        self.setMinimumWidth(76)
        self.setFixedHeight(self.sizeHint().height() + 4)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
