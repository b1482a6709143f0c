"""Labels and frames that choose their look by a role of the style sheet."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QScrollArea, QWidget


def label(role: str = "", wrap: bool = False) -> QLabel:
    """A label of a role of the style sheet."""
    made = QLabel()
    made.setProperty("role", role)
    made.setWordWrap(wrap)
    return made


def frame(role: str = "card") -> QFrame:
    """A frame of a role of the style sheet."""
    made = QFrame()
    made.setProperty("role", role)
    return made


def scrolled(inner: QWidget, across: bool = False) -> QScrollArea:
    """A widget that is scrolled down, and where it may be `across`, when it has too little room."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    if not across:
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inner)
    return area


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
        if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
            return  # it is dressed when it is first shown
        for part in (widget, *widget.findChildren(QWidget)):
            part.style().unpolish(part)
            part.style().polish(part)
