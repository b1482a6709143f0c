"""Labels that give way to what stands beside them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy


class Yielding(QLabel):
    """A label of one line that says it as fully as there is room; its shortest form is never cut."""

    def __init__(self) -> None:
        super().__init__()
        self._forms: tuple[str, ...] = ("",)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def offer(self, forms: Sequence[str]) -> None:
        """Say the same in several forms, the fullest first, the shortest last."""
        self._forms = tuple(forms)
        self.setText(forms[0])
        self.setToolTip(forms[0])
        self._keep_room()

    def said(self) -> str:
        """The form that is shown now."""
        metrics = self.fontMetrics()
        fitting = (form for form in self._forms if _width(metrics, form) <= self.width())
        return next(fitting, self._forms[-1])

    def _keep_room(self) -> None:
        self.setMinimumWidth(_width(self.fontMetrics(), self._forms[-1]))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._keep_room()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawText(self.rect(), self.alignment() | Qt.TextFlag.TextSingleLine, self.said())
        painter.end()


def _width(metrics: QFontMetrics, words: str) -> int:
    return metrics.horizontalAdvance(words) + 2
