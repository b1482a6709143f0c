"""Labels and frames that choose their look by a role of the style sheet."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QSizePolicy, QWidget


def label(role: str = "", wrap: bool = False) -> QLabel:
    """A label of a role of the style sheet."""
    made = QLabel()
    made.setProperty("role", role)
    made.setWordWrap(wrap)
    return made


class Yielding(QLabel):
    """A label of one line that gives way: what has no room ends in dots."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), self.alignment(), words)
        painter.end()


def frame(role: str = "card") -> QFrame:
    """A frame of a role of the style sheet."""
    made = QFrame()
    made.setProperty("role", role)
    return made


def clear(layout: QLayout) -> None:
    """Take all widgets out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget and what it holds another role of the style sheet."""
    if widget.property("role") != role:
        widget.setProperty("role", role)
        for part in (widget, *widget.findChildren(QWidget)):
            part.style().unpolish(part)
            part.style().polish(part)
