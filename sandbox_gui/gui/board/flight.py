"""One token in the air: its picture, its path and its time. An overlay item above the table."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QPainter, QPixmap, QTransform
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from ...text import named
from ..theme import Theme
from . import places as p
from .ink import SMALL, Ink, text_width
from .items import PAINTERS
from .layout import Layout
from .move import Card, Coins, Cups, Materials, Move, Spot, Token
from .paint_production import cell_box
from .tokens import CUP_SHAPE, coin, cup, material_colour, pile
from .words import money

SIZE = 46.0  # diameter of a coin in the air, and height of a cup less its foot
AWAY = 70.0  # how far beyond the edge things vanish
OVERLAP = 40.0  # milliseconds between the starts of two moves of one step
LONGEST = 1200.0  # milliseconds within which a step ends


@dataclass(frozen=True, slots=True)
class Span:
    """When a move begins and how long it takes, in milliseconds."""

    start: float
    length: float

    @property
    def end(self) -> float:
        """When it has arrived."""
        return self.start + self.length


def schedule(number: int, length: float) -> list[Span]:
    """The times of the moves of a step: they overlap, more closely where there are many."""
    room = LONGEST - length
    apart = min(OVERLAP, room / (number - 1)) if number > 1 else 0.0
    return [Span(index * apart, length) for index in range(number)]


def eased(share: float) -> float:
    """The way covered after a share of the time: it starts fast and ends gently."""
    return 1.0 - (1.0 - share) ** 3


def arc(start: QPointF, end: QPointF, share: float) -> QPointF:
    """A point on the way of a hand that lifts what it carries."""
    way = eased(share)
    lift = min(70.0, 0.16 * math.hypot(end.x() - start.x(), end.y() - start.y()))
    straight = start + (end - start) * way
    return straight - QPointF(0, 4 * lift * way * (1 - way))


class Pictures:
    """The tokens of a step, each painted once: equal ones share a picture.

    Qt's own cache of an item paints it again wherever it stands between two pixels, so in every frame.
    """

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._known: list[tuple[Token, QSizeF, float, QPixmap]] = []

    def of(self, token: Token, room: QRectF, scale: float, ratio: float) -> QPixmap:
        """A token that fills a room in scene units; `scale` and `ratio` make pixels of them."""
        for known, size, there, picture in self._known:
            if there == scale * ratio and size == room.size() and known == token:
                return picture
        picture = QPixmap((room.size() * scale * ratio).toSize() + QSize(1, 1))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.scale(scale, scale)
        painter.translate(-room.topLeft())
        paint_token(Ink(painter, self._theme), room.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN - 6), token)
        painter.end()
        self._known.append((token, room.size(), scale * ratio, picture))
        return picture


MARGIN = 8.0
"""How far shadows reach beyond a token."""


class FlightItem(QGraphicsItem):
    """A token that moves; painted once, then only shifted by whole pixels."""

    def __init__(self, move: Move, path: tuple[QPointF, QPointF], box: QRectF, pictures: Pictures) -> None:
        super().__init__()
        self.move, self.path = move, path
        self._pictures = pictures
        self._room = box.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN + 6)  # around the origin
        self.setZValue(20)
        self.fly(0.0)

    def fly(self, share: float) -> None:
        """Stand where a share of the time has brought it."""
        self.setPos(arc(*self.path, share))

    def boundingRect(self) -> QRectF:
        return self._room.adjusted(-2, -2, 2, 2)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        there = painter.worldTransform()
        ratio = painter.device().devicePixelRatioF()
        picture = self._pictures.of(self.move.token, self._room, there.m11(), ratio)
        painter.setWorldTransform(QTransform())
        painter.drawPixmap(there.map(self._room.topLeft()).toPoint(), picture)
        painter.setWorldTransform(there)


def flight(
    move: Move, old: Layout, new: Layout, tables: tuple[p.Table, p.Table], pictures: Pictures
) -> FlightItem:
    """The item of a move between two tables."""
    ends = (_point(move.start, old, new, tables[0]), _point(move.end, new, old, tables[1]))
    start = ends[0] or _over_the_edge(move.start, ends[1], new)
    end = ends[1] or _over_the_edge(move.end, ends[0], new)
    return FlightItem(move, (start, end), _token_box(move.token, old, new), pictures)


def _point(spot: Spot, layout: Layout, other: Layout, table: p.Table) -> QPointF | None:
    """The middle of a spot; None beyond the edge. A place that its table does not show stands elsewhere."""
    if spot.edge:
        return None
    box = layout.boxes.get(spot.place) or other.boxes.get(spot.place)
    if box is None:
        return layout.centres["goods"].center()
    place = table.place(spot.place)
    if isinstance(place, p.LinePlace) and spot.cell:
        box = cell_box(box, place, spot.cell)
    return box.center()


def _over_the_edge(spot: Spot, other: QPointF | None, layout: Layout) -> QPointF:
    """Where something goes off the table: the bank above, suppliers left, customers right, the past below."""
    scene = layout.scene
    at = other or scene.center()
    return {
        "edge:bank": QPointF(at.x(), scene.top() - AWAY),
        "edge:supplier": QPointF(scene.left() - AWAY, at.y()),
        "edge:customer": QPointF(scene.right() + AWAY, at.y()),
        "edge:past": QPointF(at.x(), scene.bottom() + AWAY),
    }[spot.place]


def _token_box(token: Token, old: Layout, new: Layout) -> QRectF:
    """The room of a token around the origin."""
    if isinstance(token, Card):
        box = new.boxes.get(token.place.id) or old.boxes.get(token.place.id) or QRectF(0, 0, 80, 46)
        return QRectF(-box.width() / 2, -box.height() / 2, box.width(), box.height())
    half = SIZE / 2
    return QRectF(-half, -half, SIZE, SIZE).adjusted(0, 0, _note_width(token), 0)


def _note(token: Token) -> str:
    """How many there are, where the token does not show it."""
    if isinstance(token, Coins):
        return money(token.amount, token.unit)
    if isinstance(token, Materials | Cups) and token.amount > 1:
        return f"×{token.amount}"
    return ""


def _note_width(token: Token) -> float:
    words = _note(token)
    return text_width(words, SMALL, True) + 18 if words else 0.0


def paint_token(ink: Ink, box: QRectF, token: Token) -> None:
    """A token as it is carried: a coin, a cup or a card, and beside it how many."""
    if isinstance(token, Card):
        PAINTERS[type(token.place)](ink, box, token.place)
        return
    words = _note(token)
    spot = QRectF(box.x(), box.y(), SIZE, SIZE)
    if words:
        tag = QRectF(spot.right() - 8, spot.center().y() - 13, box.right() - spot.right() + 8, 26)
        ink.fill(tag, 13, ink.theme.card, ink.theme.outline)
        ink.text(tag.adjusted(10, 0, -4, 0), words, SMALL, ink.theme.ink, True)
    if isinstance(token, Coins):
        pile(ink, spot.center(), SIZE - 6, token.amount)
    elif isinstance(token, Materials):
        coin(ink, spot.center(), SIZE - 6, material_colour(ink.theme, token.index), token.name)
    else:
        height = SIZE + 6
        around = QRectF(0, 0, height * CUP_SHAPE, height)
        around.moveCenter(spot.center())
        cup(ink, around, token.layers, named(token.name))
