"""Market shares as bars: one bar a market, one part a team, each with its letter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ..theme import LIGHT, Theme
from .style import number, series_colour, team_letter, text_size


class Share(NamedTuple):
    """A bar: its name, its total in words, and the parts as (team, amount)."""

    name: str
    total: str
    parts: list[tuple[int, int]]


class ShareBars(QWidget):
    """Bars of equal length, divided by the teams' shares."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shares: tuple[Share, ...] = ()
        self.theme = LIGHT
        self.own = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def fill(self, shares: Sequence[Share], own: int, theme: Theme) -> None:
        """Show other shares; `own` is the team whose parts are marked."""
        self.shares, self.own, self.theme = tuple(shares), own, theme
        self.setAccessibleName("; ".join(self._spoken(share) for share in self.shares))
        self.updateGeometry()
        self.update()

    def _spoken(self, share: Share) -> str:
        whole = sum(amount for _, amount in share.parts)
        parts = ", ".join(f"{team_letter(team)} {amount / whole:.0%}" for team, amount in share.parts)
        return f"{share.name}: {parts}"

    def sizeHint(self) -> QSize:
        return QSize(240, round(len(self.shares) * text_size() * 2.3))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        unit = text_size()
        metrics = painter.fontMetrics()
        names = max((metrics.horizontalAdvance(share.name) for share in self.shares), default=0) + unit
        totals = max((metrics.horizontalAdvance(share.total) for share in self.shares), default=0) + unit
        for place, share in enumerate(self.shares):
            row = QRectF(0, place * unit * 2.3, self.width(), unit * 1.9)
            middle = Qt.AlignmentFlag.AlignVCenter
            painter.setPen(QColor(self.theme.ink))
            painter.drawText(row, Qt.AlignmentFlag.AlignLeft | middle, share.name)
            painter.drawText(row, Qt.AlignmentFlag.AlignRight | middle, share.total)
            self._paint_bar(painter, row.adjusted(names, 0, -totals, 0), share)
        painter.end()

    def _paint_bar(self, painter: QPainter, bar: QRectF, share: Share) -> None:
        whole = sum(amount for _, amount in share.parts)
        left = bar.left()
        for team, amount in share.parts:
            part = QRectF(left, bar.top(), bar.width() * amount / whole, bar.height())
            left = part.right()
            colour = series_colour(self.theme, team - 1)
            painter.setPen(QColor(self.theme.card))
            painter.setBrush(colour)
            painter.drawRoundedRect(part.adjusted(0.5, 0, -0.5, 0), 3, 3)
            self._paint_words(painter, part, f"{team_letter(team)} {amount / whole:.0%}", team)

    def _paint_words(self, painter: QPainter, part: QRectF, words: str, team: int) -> None:
        """The letter and share in a part, as far as there is room; the own team's in bold."""
        font = painter.font()
        font.setBold(team == self.own)
        painter.setFont(font)
        metrics = painter.fontMetrics()
        fitting = (w for w in (words, team_letter(team)) if metrics.horizontalAdvance(w) + 6 <= part.width())
        painter.drawText(part, Qt.AlignmentFlag.AlignCenter, next(fitting, ""))
        font.setBold(False)
        painter.setFont(font)


class Return(NamedTuple):
    """What a team's advertising brought: its name, and orders for each unit spent (None: nothing spent)."""

    team: int
    name: str
    ratio: float | None


class ReturnBars(QWidget):
    """A bar a team, as long as its orders for each unit of advertising, in the team's colour."""

    STEP = 1.8
    """The height of a row, in text sizes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.returns: tuple[Return, ...] = ()
        self.theme = LIGHT
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def fill(self, returns: Sequence[Return], theme: Theme) -> None:
        """Show other returns."""
        self.returns, self.theme = tuple(returns), theme
        self.setAccessibleName("; ".join(f"{one.name}: {_ratio(one)}" for one in self.returns))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, round(len(self.returns) * text_size() * self.STEP))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        unit, metrics = text_size(), painter.fontMetrics()
        names = max((metrics.horizontalAdvance(one.name) for one in self.returns), default=0)
        left = min(names, self.width() * 0.4) + unit
        room = self.width() - left - metrics.horizontalAdvance("00.0") - unit
        most = max((one.ratio or 0 for one in self.returns), default=0) or 1
        for place, one in enumerate(self.returns):
            row = QRectF(0, place * unit * self.STEP, self.width(), unit * (self.STEP - 0.35))
            self._paint_row(painter, row, one, left, room * (one.ratio or 0) / most)
        painter.end()

    def _paint_row(self, painter: QPainter, row: QRectF, one: Return, left: float, length: float) -> None:
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        name = painter.fontMetrics().elidedText(one.name, Qt.TextElideMode.ElideRight, int(left - 4))
        painter.setPen(QColor(self.theme.ink))
        painter.drawText(row, flags, name)
        bar = QRectF(left, row.top(), max(2.0, length), row.height())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(series_colour(self.theme, one.team - 1))
        painter.drawRoundedRect(bar, 3, 3)
        painter.setPen(QColor(self.theme.ink))
        painter.drawText(row.adjusted(bar.right() + 6, 0, 0, 0), flags, _ratio(one))


def _ratio(one: Return) -> str:
    return "—" if one.ratio is None else number(one.ratio, 1)
