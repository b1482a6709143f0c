"""How pages look: one style sheet made from a theme, colours of series, and figures in words."""

from __future__ import annotations

from PySide6.QtGui import QColor, QFontInfo
from PySide6.QtWidgets import QApplication

from ..theme import Theme

SERIES = {
    "light": ("#0072B2", "#C8500A", "#007F5F", "#A8478A", "#8A6400", "#4B5BB5", "#7A4A2B", "#5B6470"),
    "dark": ("#56B4E9", "#F08A4B", "#3CC79A", "#E29AC4", "#F0C75E", "#A9B4FF", "#D9A887", "#A9B2BC"),
}
"""Colours of products and teams on light and dark cards: apart for colour-blind eyes too, 3 : 1."""


def series_colour(theme: Theme, index: int) -> QColor:
    """The colour of the series of that index, counted from 0; colours repeat after the last."""
    colours = SERIES["dark" if QColor(theme.card).lightness() < 128 else "light"]
    return QColor(colours[index % len(colours)])


def team_letter(team: int) -> str:
    """The letter that marks a team, counted from 1: A … Z, then AA, AB …"""
    first, last = divmod(team - 1, 26)
    return (chr(64 + first) if first else "") + chr(65 + last)


def text_size() -> int:
    """The size of running text in pixels, from the application's font."""
    return max(13, QFontInfo(QApplication.font()).pixelSize())


def number(value: float, digits: int = 0) -> str:
    """A figure as it is printed: grouped by thousands, with a true minus sign."""
    return f"{value:,.{digits}f}".replace("-", "−")


def stylesheet(theme: Theme) -> str:
    """The style sheet of a page or dialog: labels and frames choose their look by the property ``role``."""
    size = text_size()
    large = f"font-size: {round(size * 1.6)}px; font-weight: bold"
    edge = f"border: 1px solid {theme.outline}"
    return f"""
    QLabel[role="title"] {{ {large}; color: {theme.ink}; }}
    QLabel[role="section"] {{ font-size: {round(size * 1.15)}px; font-weight: bold; color: {theme.ink}; }}
    QLabel[role="faint"] {{ color: {theme.faint}; }}
    QLabel[role="warning"] {{ color: {theme.warning}; }}
    QLabel[role="figure"] {{ {large}; color: {theme.ink}; }}
    QLabel[role="bad figure"] {{ {large}; color: {theme.warning}; }}
    QFrame[role="card"] {{ background: {theme.card}; {edge}; border-radius: 10px; }}
    QFrame[role="turn"] {{ background: {theme.accent}; border-radius: 10px; }}
    QFrame[role="turn"] QLabel {{ color: {theme.card}; }}
    QFrame[role="wait"] {{ background: {theme.card}; {edge}; border-radius: 10px; }}
    QTableView {{ background: {theme.card}; color: {theme.ink}; {edge};
        border-radius: 6px; gridline-color: transparent; outline: 0; }}
    QHeaderView, QHeaderView::section {{ background: transparent; }}
    QHeaderView::section {{ color: {theme.faint}; border: 0; border-bottom: 1px solid {theme.outline};
        padding: 5px 8px; }}
    QScrollBar {{ background: transparent; border: 0; }}
    QScrollBar:vertical {{ width: 12px; }}
    QScrollBar:horizontal {{ height: 12px; }}
    QScrollBar::handle {{ background: {theme.outline}; border-radius: 4px; margin: 2px;
        min-height: 28px; min-width: 28px; }}
    QScrollBar::handle:hover {{ background: {theme.faint}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: 0; }}
    """
