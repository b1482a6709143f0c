"""The strip along the top: company, where we are in the game, cash, equity and rank."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF

from ...text import named, t
from .ink import BODY, FIGURE, SMALL, Ink, mixed, text_width
from .layout import STRIP
from .places import Header
from .tokens import coin
from .words import money

TEAMS = ("#D9A520", "#4C9FD6", "#D5668B", "#57B07B", "#9B7BD1", "#D98A4B", "#5FB5B0", "#A7B04A")
"""Colours of the teams' emblems; each bears its number too."""


def paint_header(ink: Ink, header: Header) -> None:
    """Paint the strip."""
    theme = ink.theme
    ink.painter.fillRect(STRIP, theme.bar)
    coin(ink, QPointF(40, 30), 42, TEAMS[(header.team - 1) % len(TEAMS)], str(header.team))
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


def _track(ink: Ink, header: Header, area: QRectF) -> None:
    """The game's quarters, a group a year; a marker stands where the company is."""
    width = area.width() / header.years
    gap = 3 if width > 50 else 1.5
    cell = min(26.0, (width - 10) / 4 - gap)
    for year in range(1, header.years + 1):
        left = area.x() + (year - 1) * width
        for quarter in (1, 2, 3, 4):
            box = QRectF(left + (quarter - 1) * (cell + gap), area.y() + 12, cell, 13)
            ink.fill(box, min(4.0, cell / 3), _quarter_fill(ink, header, year, quarter))
        span = 4 * cell + 3 * gap
        if header.years <= 12 or year == header.year:
            strong = year == header.year
            shade = theme_ink(ink, strong)
            ink.text(QRectF(left - 6, area.y() + 27, span + 12, 22), str(year), SMALL, shade, bold=strong)
        if year == header.year:
            _marker(ink, _marker_x(header.quarter, left, cell, gap), area.y() + 10)


def theme_ink(ink: Ink, strong: bool) -> str:
    """The strip's text colour, softer where it is not the present."""
    return ink.theme.bar_ink if strong else _soft(ink)


def _quarter_fill(ink: Ink, header: Header, year: int, quarter: int) -> str:
    past = (year, quarter) < (header.year, header.quarter)
    if (year, quarter) == (header.year, header.quarter):
        return "#F2B93B"
    return "#8FBBD6" if past else mixed(ink.theme.bar, "#ffffff", 0.2)


def _marker_x(quarter: int, left: float, cell: float, gap: float) -> float:
    """Over its quarter, before the first at the year's start, behind the last at its end."""
    if quarter == 0:
        return left - gap / 2
    if quarter > 4:
        return left + 4 * (cell + gap) - gap / 2
    return left + (quarter - 1) * (cell + gap) + cell / 2


def _marker(ink: Ink, x: float, y: float) -> None:
    from PySide6.QtGui import QPolygonF

    ink.painter.setBrush(ink.painter.brush())
    ink.fill(QRectF(0, 0, 0, 0), 0, "#F2B93B")
    ink.painter.drawPolygon(QPolygonF([QPointF(x - 7, y - 9), QPointF(x + 7, y - 9), QPointF(x, y)]))


def _figures(ink: Ink, header: Header) -> None:
    theme = ink.theme
    bad = "#FF9D94"
    cash = bad if header.cash < 0 or header.bankrupt else "#8FE0B4"
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
        ink.text(QRectF(box.x(), 4, width, 22), t(key), SMALL, _soft(ink), align="right")
        size = FIGURE + 4 if text_width(words, FIGURE + 4, True) < width else BODY
        ink.text(QRectF(box.x(), 24, width, 36), words, size, shade, bold=True, align="right")
        right -= width + 8
