"""Painting in scene units: a painter with the theme's colours and text that always fits its box."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from ..theme import FONT_FAMILY, Theme

SMALL, BODY, FIGURE, LARGE = 20, 23, 28, 50
"""The type sizes in scene units: three steps of text, and the cash figure.

With the task panel beside it, the table is 1000 pixels wide in a window of 1280 × 720: the smallest
text is then 12.5 pixels high. To stay inside its box a text shrinks to that size; beyond that it is
condensed, never cut off.
"""

_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "right": Qt.AlignmentFlag.AlignRight,
    "centre": Qt.AlignmentFlag.AlignHCenter,
}


@lru_cache(maxsize=256)
def font(size: float, bold: bool) -> QFont:
    """The shipped font at a size in scene units, unhinted so that it scales with the table."""
    chosen = QFont(FONT_FAMILY)
    chosen.setPixelSize(max(1, round(size)))
    chosen.setBold(bold)
    chosen.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return chosen


@lru_cache(maxsize=4096)
def text_width(text: str, size: float, bold: bool) -> float:
    """How wide a text is at a size, in scene units."""
    return QFontMetricsF(font(size, bold)).horizontalAdvance(text)


@lru_cache(maxsize=512)
def colour(name: str, alpha: float = 1.0) -> QColor:
    """A colour by its hexadecimal name, with an opacity."""
    found = QColor(name)
    found.setAlphaF(alpha)
    return found


def mixed(first: str, second: str, share: float) -> str:
    """A colour between two: `share` 0 is the first, 1 the second."""
    a, b = QColor(first), QColor(second)
    parts = (
        round(x + (y - x) * share)
        for x, y in ((a.red(), b.red()), (a.green(), b.green()), (a.blue(), b.blue()))
    )
    return "#" + "".join(f"{part:02x}" for part in parts)


def fitting(width: float, size: float, bold: bool, *choices: str) -> str:
    """The first wording that fits a width, else the last."""
    return next((words for words in choices if text_width(words, size, bold) <= width), choices[-1])


def row(area: QRectF, number: int, gap: float = 8) -> list[QRectF]:
    """An area cut into `number` equal columns."""
    width = (area.width() - gap * (number - 1)) / max(number, 1)
    return [QRectF(area.x() + i * (width + gap), area.y(), width, area.height()) for i in range(number)]


def stacked(area: QRectF, number: int, gap: float = 8) -> list[QRectF]:
    """An area cut into `number` equal rows."""
    height = (area.height() - gap * (number - 1)) / max(number, 1)
    return [QRectF(area.x(), area.y() + i * (height + gap), area.width(), height) for i in range(number)]


class Ink:
    """A painter bound to a theme. Boxes are in scene units."""

    def __init__(self, painter: QPainter, theme: Theme) -> None:
        self.painter = painter
        self.theme = theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)

    def text(
        self,
        box: QRectF,
        words: str,
        size: float = SMALL,
        ink: str = "",
        bold: bool = False,
        align: str = "centre",
    ) -> None:
        """One line, centred vertically; it shrinks to `SMALL`, then is condensed, to stay inside its box."""
        if not words:
            return
        width = text_width(words, size, bold)
        while width > box.width() and size > SMALL:
            size -= 1
            width = text_width(words, size, bold)
        self.painter.setPen(colour(ink or self.theme.ink))
        self.draw(box, words, size, bold, _ALIGN[align])

    def draw(self, box: QRectF, words: str, size: float, bold: bool, align: Qt.AlignmentFlag) -> None:
        """One line of a size in the pen's colour, condensed where the box is narrower."""
        painter, width = self.painter, text_width(words, size, bold)
        painter.setFont(font(size, bold))
        flags = align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
        if width <= box.width() or not box.width() > 0:
            painter.drawText(box, flags, words)
            return
        share = box.width() / width
        painter.save()
        painter.translate(box.x(), 0)
        painter.scale(share, 1)
        painter.drawText(QRectF(0, box.y(), width + 1, box.height()), flags, words)
        painter.restore()

    def lines(self, box: QRectF, words: str, size: float = SMALL, ink: str = "", bold: bool = False,
              align: str = "centre", most: int = 2) -> None:  # fmt: skip
        """A text broken into at most `most` lines, the block centred vertically in the box."""
        parts = broken(words, box.width(), size, bold, most)
        height = size * 1.25
        top = box.center().y() - height * len(parts) / 2
        for number, part in enumerate(parts):
            self.text(
                QRectF(box.x(), top + number * height, box.width(), height), part, size, ink, bold, align
            )

    def fill(
        self, box: QRectF, radius: float, fill: str, edge: str = "", width: float = 1.2, alpha: float = 1.0
    ) -> None:
        """A rounded box."""
        painter = self.painter
        painter.setPen(QPen(colour(edge), width) if edge else Qt.PenStyle.NoPen)
        painter.setBrush(colour(fill, alpha))
        painter.drawRoundedRect(box, radius, radius)

    def shadow(self, box: QRectF, radius: float, depth: float = 3) -> None:
        """A soft shadow under a card."""
        painter = self.painter
        painter.setPen(Qt.PenStyle.NoPen)
        for step in range(3):
            grown = box.adjusted(-step * 0.8, depth * 0.4, step * 0.8, depth * 0.4 + step)
            painter.setBrush(colour("#000000", 0.075))
            painter.drawRoundedRect(grown, radius + step, radius + step)

    def card(self, box: QRectF, radius: float = 8, fill: str = "", edge: str = "") -> None:
        """A printed card that lies on the table."""
        self.shadow(box, radius)
        self.fill(
            box, radius, fill or self.theme.card, edge or mixed(self.theme.outline, self.theme.card, 0.35)
        )

    def dashed(self, box: QRectF, radius: float = 8, edge: str = "", fill: str = "") -> None:
        """The faint outline of an empty place."""
        painter = self.painter
        pen = QPen(colour(edge or self.theme.outline), 1.4)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(colour(fill or self.theme.card, 0.35))
        painter.drawRoundedRect(box, radius, radius)

    def disc(self, centre: QPointF, radius: float, fill: str, edge: str = "", width: float = 1.2) -> None:
        """A filled circle."""
        painter = self.painter
        painter.setPen(QPen(colour(edge), width) if edge else Qt.PenStyle.NoPen)
        painter.setBrush(colour(fill))
        painter.drawEllipse(centre, radius, radius)

    def pill(
        self, box: QRectF, words: str, fill: str, ink: str, size: float = SMALL, bold: bool = True
    ) -> None:
        """A word on a coloured pill."""
        self.fill(box, box.height() / 2, fill)
        self.text(box.adjusted(6, 0, -6, 0), words, size, ink, bold)

    def path(self, points: list[tuple[float, float]], edge: str, width: float = 2) -> None:
        """An open line through points."""
        shape = QPainterPath(QPointF(*points[0]))
        for point in points[1:]:
            shape.lineTo(QPointF(*point))
        pen = QPen(colour(edge), width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        self.painter.setPen(pen)
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawPath(shape)


def broken(words: str, width: float, size: float, bold: bool, most: int) -> list[str]:
    """A text broken at its spaces (Chinese anywhere) into at most `most` lines of a width."""
    lines: list[str] = []
    for piece in _pieces(words):
        longer = (lines[-1] + piece) if lines else piece
        if lines and (text_width(longer.strip(), size, bold) <= width or len(lines) == most):
            lines[-1] = longer
        elif lines:
            lines.append(piece)
        else:
            lines = [piece]
    return [line.strip() for line in lines]


def _pieces(words: str) -> list[str]:
    """Where a text may be broken: after spaces, and between Chinese characters."""
    pieces = [""]
    for letter in words:
        if pieces[-1].endswith(" ") or (letter > "\u2e80" and letter not in "，。；：、）"):
            pieces.append("")
        pieces[-1] += letter
    return [piece for piece in pieces if piece]
