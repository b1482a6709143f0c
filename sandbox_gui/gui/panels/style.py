"""What pages share: the size of text and measures that follow it, colours of series, figures in words."""

from __future__ import annotations

from PySide6.QtGui import QColor, QFontInfo
from PySide6.QtWidgets import QApplication

from ..theme import Theme

SERIES = {
    "light": ("#0072B2", "#C04B07", "#007F5F", "#A8478A", "#8A6400", "#4B5BB5", "#7A4A2B", "#5B6470"),
    "contrast": ("#00497A", "#7A2E00", "#004D3A", "#6E2558", "#4D3800", "#2A3690", "#4F2A12", "#333A42"),
    "dark": ("#56B4E9", "#F08A4B", "#3CC79A", "#E29AC4", "#F0C75E", "#A9B4FF", "#D9A887", "#A9B2BC"),
}
"""Colours of products and teams on light and dark cards: apart for colour-blind eyes too, 4.5 : 1."""


def series_colour(theme: Theme, index: int) -> QColor:
    """The colour of the series of that index, counted from 0; colours repeat after the last."""
    colours = SERIES[theme.name]
    return QColor(colours[index % len(colours)])


def team_letter(team: int) -> str:
    """The letter that marks a team, counted from 1: A … Z, then AA, AB …"""
    first, last = divmod(team - 1, 26)
    return (chr(64 + first) if first else "") + chr(65 + last)


BASE_SIZE = 14
"""Running text in pixels at the usual scale; measures are given for it."""


PADDING, TIGHT = 7, 3
"""Room on either side of the words in a table's cell, and where there is too little, for `BASE_SIZE`."""


def text_size() -> int:
    """The size of running text in pixels, from the application's font."""
    return max(10, QFontInfo(QApplication.font()).pixelSize())


def px(measure: float) -> int:
    """A measure that is given for running text of `BASE_SIZE`, in pixels at the present size."""
    return round(measure * text_size() / BASE_SIZE)


def number(value: float, digits: int = 0) -> str:
    """A figure as it is printed: grouped by thousands, with a true minus sign."""
    return f"{value:,.{digits}f}".replace("-", "−")
