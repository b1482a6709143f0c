"""The strip along the top: company, where we are in the game, cash, equity and rank."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPolygonF

from ...text import named, t
from ..panels.style import SERIES, team_letter
from .ink import FIGURE, SMALL, Ink, colour, mixed, text_width
from .layout import STRIP
from .places import Header
from .tokens import coin
from .words import money

NOW = "#F2B93B"
TRACK_GAP = 3.0


def paint_header(ink: Ink, header: Header) -> None:
    """Paint the strip."""
    theme = ink.theme
    ink.painter.fillRect(STRIP, theme.bar)
    team = SERIES["dark"][(header.team - 1) % len(SERIES["dark"])]  # the strip is dark in every theme
    ink.painter.fillRect(STRIP.adjusted(0, STRIP.height() - 4, 0, 0), colour(team))
    coin(ink, QPointF(40, 29), 42, team, team_letter(header.team))
    ink.text(QRectF(72, 4, 440, 32), header.company, FIGURE, theme.bar_ink, bold=True, align="left")
    ink.text(QRectF(72, 34, 440, 24), when(header), SMALL, _soft(ink), align="left")
    _track(ink, header, QRectF(530, 8, 540, 48))
    _figures(ink, header)


def when(header: Header) -> str:
    """Where the company stands: year, quarter and stage."""
    part = "start" if header.quarter == 0 else "end" if header.quarter > 4 else "when"
    time = t(f"board.header.{part}", year=header.year, quarter=header.quarter)
    return t("board.header.stage", when=time, stage=named(header.stage))


def _soft(ink: Ink) -> str:
    return mixed(ink.theme.bar_ink, ink.theme.bar, 0.25)


MOST_YEARS = 10
"""Years that the track shows at once; in a longer game those around the present."""


def _track(ink: Ink, header: Header, area: QRectF) -> None:
    """The game's quarters, a group a year; a marker stands where the company is."""
    first = max(1, min(header.year - MOST_YEARS // 2, header.years - MOST_YEARS + 1))
    shown = range(first, min(header.years, first + MOST_YEARS - 1) + 1)
    width = area.width() / len(shown)
    cell = min(26.0, (width - 10) / 4 - TRACK_GAP)
    for place, year in enumerate(shown):
        left = area.x() + place * width
        for quarter in (1, 2, 3, 4):
            box = QRectF(left + (quarter - 1) * (cell + TRACK_GAP), area.y() + 12, cell, 13)
            ink.fill(box, 4, _quarter_fill(ink, header, year, quarter))
        strong = year == header.year
        label = QRectF(left, area.y() + 27, 4 * cell + 3 * TRACK_GAP, 22)
        ink.text(label, str(year), SMALL, ink.theme.bar_ink if strong else _soft(ink), bold=strong)
        if strong:
            _marker(ink, _marker_x(header.quarter, left, cell), area.y() + 10)


def _quarter_fill(ink: Ink, header: Header, year: int, quarter: int) -> str:
    past = (year, quarter) < (header.year, header.quarter)
    if (year, quarter) == (header.year, header.quarter):
        return NOW
    return "#8FBBD6" if past else mixed(ink.theme.bar, "#ffffff", 0.2)


def _marker_x(quarter: int, left: float, cell: float) -> float:
    """Over its quarter, before the first at the year's start, behind the last at its end."""
    if quarter == 0:
        return left - TRACK_GAP / 2
    if quarter > 4:
        return left + 4 * (cell + TRACK_GAP) - TRACK_GAP / 2
    return left + (quarter - 1) * (cell + TRACK_GAP) + cell / 2


def _marker(ink: Ink, x: float, y: float) -> None:
    """The pointer above the present quarter."""
    ink.painter.setPen(Qt.PenStyle.NoPen)
    ink.painter.setBrush(colour(NOW))
    ink.painter.drawPolygon(QPolygonF([QPointF(x - 7, y - 9), QPointF(x + 7, y - 9), QPointF(x, y)]))


def _figures(ink: Ink, header: Header) -> None:
    theme = ink.theme
    bad = "#FF9D94"
    cash = bad if header.short or header.bankrupt else "#8FE0B4"
    equity = bad if header.equity < 0 else theme.bar_ink
    rank = f"{header.rank} / {header.companies}"
    entries = [
        ("board.header.cash", money(header.cash, header.unit), cash, 160.0),
        ("board.header.equity", money(header.equity, header.unit), equity, 150.0),
        ("board.header.rank", t("board.header.bankrupt") if header.bankrupt else rank, theme.bar_ink, 150.0),
    ]
    right = STRIP.right() - 24
    for key, words, shade, width in reversed(entries):
        box = QRectF(right - width, 0, width, STRIP.height())
        ink.text(QRectF(box.x(), 2, width, 22), t(key), SMALL, _soft(ink), align="right")
        size = FIGURE + 4 if text_width(words, FIGURE + 4, True) < width - 20 else FIGURE - 4
        ink.text(QRectF(box.x(), 21, width, 34), words, size, shade, bold=True, align="right")
        right -= width + 8
