"""Who stands where: medals and bars in the ranking's table, and the podium at the end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QStyleOptionViewItem, QWidget

from ..theme import LIGHT, Theme
from .style import PADDING, number, px, series_colour, team_letter, text_size
from .tables import Cells, Index

FLAGS = Qt.AlignmentFlag
METALS = ("#EBC04B", "#C9CED6", "#E2B07E")
"""Gold, silver, bronze; dark figures stand on them."""
ON_METAL = "#1C2026"


class Place(NamedTuple):
    """A team's place, counted from 1, and the figure that it is ranked by; None: out of the game."""

    place: int
    team: int
    name: str
    figure: int | None


def disc(painter: QPainter, centre: QPointF, radius: float, fill: QColor, ink: QColor, words: str) -> None:
    """A round token with a letter or a figure; the painter's font gives its size."""
    painter.setPen(QPen(fill.darker(135), max(1.0, radius * 0.09)))
    painter.setBrush(fill)
    painter.drawEllipse(centre, radius, radius)
    painter.setPen(ink)
    box = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
    painter.drawText(box, FLAGS.AlignCenter, words)


class StandingCells(Cells):
    """The place as a medal; behind the team its figure as a bar, beside those of the others."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.places: tuple[Place, ...] = ()
        self.theme = LIGHT

    def show_places(self, places: Sequence[Place], theme: Theme) -> None:
        """Show other places, a row each."""
        self.places, self.theme = tuple(places), theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        place = self.places[index.row()] if index.row() < len(self.places) else None
        if place and index.column() == 1:
            self._paint_bar(painter, option, place)
        if place and index.column() == 0 and place.place <= len(METALS) and place.figure is not None:
            self._paint_medal(painter, option, place)
        else:
            super().paint(painter, option, index)

    def _paint_bar(self, painter: QPainter, option: QStyleOptionViewItem, place: Place) -> None:
        """To the right of all names, so that the bars begin at one line."""
        most = max((one.figure or 0 for one in self.places), default=0)
        names = [f"{team_letter(one.team)} {one.name}" for one in self.places]
        left = max(option.fontMetrics.horizontalAdvance(name) for name in names) * 1.15 + px(3 * PADDING)
        room = option.rect.width() - left - px(PADDING)
        if most <= 0 or (place.figure or 0) <= 0 or room < px(60):
            return
        height = option.rect.height() * 0.5
        top = option.rect.center().y() - height / 2 + 0.5
        bar = QRectF(option.rect.left() + left, top, room * (place.figure or 0) / most, height)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(series_colour(self.theme, place.team - 1))
        painter.drawRoundedRect(bar, height / 2, height / 2)
        painter.restore()

    def _paint_medal(self, painter: QPainter, option: QStyleOptionViewItem, place: Place) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(option.font)
        font.setBold(True)
        font.setPixelSize(max(12, round(text_size() * 0.86)))
        painter.setFont(font)
        radius = min(option.rect.height() * 0.42, text_size() * 0.8)
        centre = QPointF(option.rect.left() + px(PADDING) + radius, option.rect.center().y() + 0.5)
        metal = QColor(METALS[place.place - 1])
        disc(painter, centre, radius, metal, QColor(ON_METAL), str(place.place))
        painter.restore()


class Podium(QWidget):
    """The first three on their steps, the winner in the middle."""

    ORDER = (1, 0, 2)
    """Second, first, third, from left to right."""
    HEIGHTS = (1.0, 0.72, 0.52)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.places: tuple[Place, ...] = ()
        self.theme = LIGHT
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_places(self, places: Sequence[Place], theme: Theme) -> None:
        """Show the best of these; who is out of the game stands on no step."""
        self.places = tuple(place for place in places if place.figure is not None)[: len(METALS)]
        self.theme = theme
        spoken = (f"{one.place} {one.name} {number(one.figure or 0)}" for one in self.places)
        self.setAccessibleName("; ".join(spoken))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(300), px(190))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(220), px(120))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        unit = max(12.0, min(self.height() / 9.5, self.width() / 18, text_size() * 2.6))
        width = min(self.width() / 3, unit * 9)
        left = (self.width() - 3 * width) / 2
        steps = self.height() - unit * 4.4  # the winner's token and name stand above
        for column, rank in enumerate(self.ORDER):
            if rank < len(self.places):
                tall = steps * self.HEIGHTS[rank]
                block = QRectF(left + column * width, self.height() - tall, width, tall)
                self._paint_step(painter, block.adjusted(2, 0, -2, 0), self.places[rank], rank, unit)
        painter.end()

    def _paint_step(self, painter: QPainter, block: QRectF, place: Place, rank: int, unit: float) -> None:
        metal = QColor(METALS[rank])
        painter.setPen(QPen(metal.darker(135), 1.2))
        painter.setBrush(metal)
        painter.drawRoundedRect(block.adjusted(0, 0, 0, unit), 6, 6)
        figure = QRectF(block.left(), block.top() + unit * 0.25, block.width(), unit * 1.9)
        painter.setPen(QColor(ON_METAL))
        painter.setFont(self._font(unit * 1.45))
        painter.drawText(figure, FLAGS.AlignCenter, number(place.figure or 0))
        name = QRectF(block.left(), block.top() - unit * 1.7, block.width(), unit * 1.6)
        painter.setPen(QColor(self.theme.ink))
        painter.setFont(self._font(unit))
        words = painter.fontMetrics().elidedText(place.name, Qt.TextElideMode.ElideRight, int(name.width()))
        painter.drawText(name, FLAGS.AlignCenter, words)
        painter.setFont(self._font(unit * 1.2))
        token = QPointF(block.center().x(), block.top() - unit * 2.95)
        colour = series_colour(self.theme, place.team - 1)
        disc(painter, token, unit * 1.15, colour, QColor(self.theme.card), team_letter(place.team))

    def _font(self, size: float) -> QFont:
        font = QFont(self.font())
        font.setBold(True)
        font.setPixelSize(max(12, round(size)))
        return font
