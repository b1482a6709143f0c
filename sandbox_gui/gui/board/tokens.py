"""The tokens: coins, stacks of twenty, clear cups with their layers, paper, certificates and seals.

Vectors only. Coins lie flat and face the reader; cups and stacks stand and are seen a little from above.
"""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainterPath, QPen, QRadialGradient

from ..theme import Theme
from .ink import SMALL, Ink, colour, mixed
from .places import Layers

STACK = 20
"""Coins in a full stack."""

TILT = 0.30
"""Height of a standing token's ellipses as a share of their width."""


def material_colour(theme: Theme, index: int) -> str:
    """The coin colour of a material by its index; money for a processing coin."""
    return theme.money if index < 0 else theme.materials[index % len(theme.materials)]


def coin(ink: Ink, centre: QPointF, size: float, fill: str = "", letter: str = "¥") -> None:
    """A coin that lies flat: thickness, rim, face and its letter ("" for none).

    `size` is the diameter; without a fill it is a coin of money.
    """
    fill = fill or ink.theme.money
    painter, radius = ink.painter, size / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("#000000", 0.16))
    painter.drawEllipse(centre + QPointF(0, size * 0.10), radius * 1.03, radius)
    painter.setBrush(colour(mixed(fill, "#000000", 0.42)))
    painter.drawEllipse(centre + QPointF(0, size * 0.055), radius, radius)
    face = QRadialGradient(centre - QPointF(radius * 0.4, radius * 0.5), size)
    face.setColorAt(0, colour(mixed(fill, "#ffffff", 0.28)))
    face.setColorAt(0.6, colour(fill))
    face.setColorAt(1, colour(mixed(fill, "#000000", 0.2)))
    painter.setBrush(QBrush(face))
    painter.drawEllipse(centre, radius, radius)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour("#ffffff", 0.55), size * 0.045))
    painter.drawEllipse(centre, radius * 0.83, radius * 0.83)
    if letter:
        box = QRectF(centre.x() - radius * 0.8, centre.y() - radius, radius * 1.6, size)
        ink.text(box, letter, max(SMALL, size * 0.5), _on(fill), bold=True)


def _on(fill: str) -> str:
    """Black or white, whichever reads better on a colour."""
    return "#ffffff" if _contrast(fill, "#ffffff") >= _contrast(fill, "#1d2126") else "#1d2126"


def _contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours, as accessibility rules count it."""
    light, dark = sorted((_luminance(QColor(first)), _luminance(QColor(second))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(shade: QColor) -> float:
    parts = (shade.redF(), shade.greenF(), shade.blueF())
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ghost_coin(ink: Ink, centre: QPointF, size: float, letter: str = "") -> None:
    """The place of a coin still to come."""
    pen = QPen(colour(ink.theme.outline), 1.3)
    pen.setDashPattern([3, 2.4])
    ink.painter.setPen(pen)
    ink.painter.setBrush(Qt.BrushStyle.NoBrush)
    ink.painter.drawEllipse(centre, size / 2, size / 2)
    if letter:
        box = QRectF(centre.x() - size * 0.42, centre.y() - size / 2, size * 0.84, size)
        ink.text(box, letter, max(SMALL, size * 0.5), ink.theme.faint)


def pile(ink: Ink, centre: QPointF, size: float, coins: int, letter: str = "¥") -> None:
    """A low pile of coins that lie flat, seen from above: its edge shows how many there are."""
    edges = min(max(coins, 1), PILE) - 1
    rise = size * 0.085
    painter, radius = ink.painter, size / 2
    if edges:
        foot = centre + QPointF(0, edges * rise / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("#000000", 0.16))
        painter.drawEllipse(foot + QPointF(size * 0.06, size * 0.12), radius * 1.05, radius)
        for number in range(edges):
            painter.setPen(QPen(colour(mixed(ink.theme.money, "#000000", 0.55)), 0.8))
            painter.setBrush(colour(mixed(ink.theme.money, "#ffffff", 0.05 + 0.12 * (number % 2))))
            painter.drawEllipse(foot - QPointF(0, number * rise), radius, radius)
        centre = foot - QPointF(0, edges * rise)
    coin(ink, centre, size, letter=letter)


PILE = 5
"""Coins of a pile whose edges can be told apart; a higher one looks the same."""


def coin_value(amount: int, most: int) -> int:
    """What one coin stands for, so that an amount takes at most `most` coins: 1, 2, 5, 10, 20, 50 …"""
    value = 1
    while amount > value * most:
        value = value * 5 // 2 if str(value)[0] == "2" else value * 2
    return value


def stack(ink: Ink, box: QRectF, coins: int) -> None:
    """Coins piled up at the bottom of a box that holds `STACK`, seen from a little above."""
    width = box.width()
    tilt = width * TILT
    thick = (box.height() - tilt) / STACK
    _ground_shadow(ink, QPointF(box.center().x(), box.bottom() - tilt / 2), width * 1.08, tilt * 1.1)
    top = box.bottom() - tilt - coins * thick
    painter = ink.painter
    side = QLinearGradient(box.left(), 0, box.right(), 0)
    for at, share in ((0, -0.35), (0.22, 0.35), (0.5, 0.02), (1, -0.45)):
        side.setColorAt(at, colour(mixed(ink.theme.money, "#ffffff" if share > 0 else "#000000", abs(share))))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(side))
    painter.drawPath(_barrel(box.left(), top, width, coins * thick, tilt))
    painter.setPen(QPen(colour("#23272d", 0.5), min(0.9, thick * 0.28)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for number in range(coins):
        y = top + number * thick
        painter.drawArc(QRectF(box.left(), y, width, tilt), 180 * 16, 180 * 16)
    _stack_top(ink, QRectF(box.left(), top, width, tilt))


def _stack_top(ink: Ink, box: QRectF) -> None:
    """The face of a stack's uppermost coin."""
    painter = ink.painter
    face = QLinearGradient(box.topLeft(), box.bottomRight())
    face.setColorAt(0, colour(mixed(ink.theme.money, "#ffffff", 0.72)))
    face.setColorAt(1, colour(mixed(ink.theme.money, "#ffffff", 0.25)))
    painter.setPen(QPen(colour("#3c4249", 0.8), 0.8))
    painter.setBrush(QBrush(face))
    painter.drawEllipse(box)
    painter.setPen(QPen(colour("#5a616a", 0.7), 0.8))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(
        box.adjusted(box.width() * 0.12, box.height() * 0.14, -box.width() * 0.12, -box.height() * 0.14)
    )


def _barrel(x: float, y: float, width: float, height: float, tilt: float) -> QPainterPath:
    """The side of a standing cylinder whose upper face is an ellipse at `y`."""
    path = QPainterPath(QPointF(x, y + tilt / 2))
    path.lineTo(x, y + tilt / 2 + height)
    path.arcTo(QRectF(x, y + height, width, tilt), 180, 180)
    path.lineTo(x + width, y + tilt / 2)
    path.arcTo(QRectF(x, y, width, tilt), 0, -180)
    return path


def _ground_shadow(ink: Ink, centre: QPointF, width: float, height: float) -> None:
    """The soft shadow of something that stands, falling to the right."""
    shade = QRadialGradient(QPointF(0, 0), 1)
    shade.setColorAt(0, colour("#000000", 0.38))
    shade.setColorAt(0.7, colour("#000000", 0.16))
    shade.setColorAt(1, colour("#000000", 0.0))
    painter = ink.painter
    painter.save()
    painter.translate(centre + QPointF(width * 0.10, height * 0.12))
    painter.scale(width * 0.66, height * 0.72)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(shade))
    painter.drawEllipse(QPointF(0, 0), 1, 1)
    painter.restore()


CUP_SHAPE = 0.76
"""Width of a cup as a share of its height."""


def cup(ink: Ink, box: QRectF, layers: Layers, label: str, empty: bool = False) -> None:
    """A clear cup that stands in the box, its coins layered from the bottom, its label on the glass."""
    width, height = box.width(), box.height()
    tilt = width * TILT
    foot = width * 0.72  # a cup narrows toward its foot
    base = QRectF(box.center().x() - foot / 2, box.bottom() - foot * TILT, foot, foot * TILT)
    _ground_shadow(ink, base.center(), foot * 1.2, base.height() * 1.5)
    rim = QRectF(box.x(), box.y(), width, tilt)
    glass = _glass(rim, base)
    ink.painter.setPen(Qt.PenStyle.NoPen)
    ink.painter.setBrush(colour("#f4fafd", 0.16 if ink.theme.dark else 0.62))
    ink.painter.drawPath(glass)
    if not empty:
        _layers(ink, rim, base, layers)
    _reflections(ink, glass, rim, base)
    size = max(SMALL, height * 0.25)
    tag = QRectF(box.x() + width * 0.07, box.y() + tilt * 0.6, width * 0.86, max(height * 0.34, SMALL * 1.05))
    if label:
        ink.fill(tag.adjusted(width * 0.04, 1, -width * 0.04, -1), 3, "#ffffff", alpha=0.82)
        ink.text(tag, label, size, "#22272E", bold=True)


def _glass(rim: QRectF, base: QRectF) -> QPainterPath:
    """The outline of a cup between its rim and its foot."""
    path = QPainterPath(QPointF(rim.left(), rim.center().y()))
    path.lineTo(base.left(), base.center().y())
    path.arcTo(base, 180, 180)
    path.lineTo(rim.right(), rim.center().y())
    path.arcTo(rim, 0, 180)
    path.closeSubpath()
    return path


def _layers(ink: Ink, rim: QRectF, base: QRectF, layers: Layers) -> None:
    """The coins in a cup, each a thick disc as wide as the cup is at its height."""
    deep = base.center().y() - rim.center().y()
    thick = min(deep * 0.155, deep * 0.58 / max(1, len(layers)))
    painter = ink.painter
    for number, layer in enumerate(layers):
        y = base.center().y() - deep * 0.035 - number * thick
        share = (base.center().y() - y) / deep
        width = (base.width() + (rim.width() - base.width()) * share) * 0.93
        tilt = width * TILT * 0.9
        left, top = base.center().x() - width / 2, y - thick - tilt / 2
        fill = material_colour(ink.theme, layer)
        side = QLinearGradient(left, 0, left + width, 0)
        for at, tone in ((0, -0.3), (0.3, 0.25), (0.6, 0.0), (1, -0.35)):
            side.setColorAt(at, colour(mixed(fill, "#ffffff" if tone > 0 else "#000000", abs(tone))))
        painter.setPen(QPen(colour("#000000", 0.35), 0.6))
        painter.setBrush(QBrush(side))
        painter.drawPath(_barrel(left, top, width, thick, tilt))
        painter.setBrush(colour(mixed(fill, "#ffffff", 0.3)))
        painter.drawEllipse(QRectF(left, top, width, tilt))
    painter.setPen(Qt.PenStyle.NoPen)


def _reflections(ink: Ink, glass: QPainterPath, rim: QRectF, base: QRectF) -> None:
    """Rim, walls and highlights, in front of what the cup holds."""
    painter = ink.painter
    dark = ink.theme.dark
    sheen = QLinearGradient(rim.left(), 0, rim.right(), 0)
    for at, alpha in ((0, 0.05), (0.14, 0.5), (0.26, 0.05), (0.8, 0.0), (0.93, 0.22), (1, 0.02)):
        sheen.setColorAt(at, colour("#ffffff", alpha * (0.6 if dark else 1)))
    painter.setPen(QPen(colour("#dfe8ef" if dark else "#66737f", 0.85), 1.2))
    painter.setBrush(QBrush(sheen))
    painter.drawPath(glass)
    painter.setBrush(colour("#ffffff", 0.2 if dark else 0.45))
    painter.drawEllipse(rim)
    painter.setPen(QPen(colour("#ffffff", 0.9), 1.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawArc(rim.adjusted(1.2, 1.0, -1.2, -0.6), 200 * 16, 110 * 16)
    painter.setPen(QPen(colour("#66737f", 0.5), 0.8))
    painter.drawArc(base.adjusted(1.5, -1.5, -1.5, -1.5), 180 * 16, 180 * 16)


def spread(area: QRectF, number: int, width: float, height: float) -> list[QRectF]:
    """Boxes for `number` tokens in rows from the bottom, the short row at the back; full areas overlap."""
    if not number:
        return []
    columns = max(1, min(number, int((area.width() + 4) // (width + 4))))
    rows = math.ceil(number / columns)
    step = min(height + 4, (area.height() - height) / (rows - 1)) if rows > 1 else 0
    left = area.center().x() - ((width + 4) * columns - 4) / 2
    top = area.bottom() - height - step * (rows - 1)
    missing = rows * columns - number
    places = [divmod(index + missing, columns) for index in range(number)]
    return [
        QRectF(
            left + (column - (missing if line == 0 else 0)) * (width + 4), top + line * step, width, height
        )
        for line, column in places
    ]


def covered(spots: list[QRectF], number: int) -> bool:
    """Whether a later token hides the face of this one."""
    spot = spots[number]
    return any(
        other.x() == spot.x() and 0 < other.y() - spot.y() < spot.height() * 0.8
        for other in spots[number + 1 :]
    )


def capacity(area: QRectF, width: float, height: float, least_step: float) -> int:
    """How many tokens `spread` can show when rows overlap down to `least_step`."""
    columns = max(1, int((area.width() + 4) // (width + 4)))
    return columns * (1 + max(0, int((area.height() - height) // least_step)))


def grid(area: QRectF, number: int, most: float, gap: float = 4) -> tuple[float, list[QPointF]]:
    """The size, up to `most`, at which `number` round tokens fit an area in few rows, and their centres."""

    def size_of(rows: int) -> float:
        columns = math.ceil(number / rows)
        return min(most, (area.width() + gap) / columns - gap, (area.height() + gap) / rows - gap)

    best = max(map(size_of, range(1, number + 1)))
    rows = next(count for count in range(1, number + 1) if size_of(count) >= 0.85 * best)
    size, columns = size_of(rows), math.ceil(number / rows)
    step = size + gap
    centres = []
    for index in range(number):
        line, column = divmod(index, columns)
        here = min(columns, number - line * columns)
        offset = QPointF((column - (here - 1) / 2) * step, (line - (rows - 1) / 2) * step)
        centres.append(area.center() + offset)
    return size, centres


def instalments(ink: Ink, area: QRectF, paid: int, payments: int, amount: int, most: float = 34) -> None:
    """Payments made as piles of coins, those to come as faint circles; the next one bears its amount."""
    if payments <= 0:
        return
    size, centres = grid(area, payments, most)
    for number, centre in enumerate(centres):
        if number < paid:
            pile(ink, centre, size, amount)
        else:
            ghost_coin(ink, centre, size, str(amount) if amount and number == paid else "")


def paper(ink: Ink, box: QRectF, fill: str) -> None:
    """A note of paper with a folded corner."""
    fold = min(11.0, box.height() * 0.3)
    shape = QPainterPath(box.topLeft())
    shape.lineTo(box.right() - fold, box.top())
    shape.lineTo(box.right(), box.top() + fold)
    shape.lineTo(box.bottomRight())
    shape.lineTo(box.bottomLeft())
    shape.closeSubpath()
    ink.shadow(box.adjusted(1, 1, -1, 0), 2)
    painter = ink.painter
    edge = mixed(fill, "#ffffff" if ink.theme.dark else "#000000", 0.3)
    painter.setPen(QPen(colour(edge), 1))
    painter.setBrush(colour(fill))
    painter.drawPath(shape)
    corner = QPainterPath(QPointF(box.right() - fold, box.top()))
    corner.lineTo(box.right() - fold, box.top() + fold)
    corner.lineTo(box.right(), box.top() + fold)
    corner.closeSubpath()
    painter.setBrush(colour(mixed(fill, "#000000", 0.12)))
    painter.drawPath(corner)


def step(box: QRectF, ahead: int, point: float = 7) -> QPainterPath:
    """The outline of a card that points to the right (`ahead` 1) or to the left (−1)."""
    tip, back = (box.right(), box.left()) if ahead > 0 else (box.left(), box.right())
    inner = tip - ahead * point
    path = QPainterPath(QPointF(back, box.top()))
    for x, y in ((inner, box.top()), (tip, box.center().y()), (inner, box.bottom()), (back, box.bottom())):
        path.lineTo(x, y)
    path.closeSubpath()
    return path


def truck(ink: Ink, box: QRectF, fill: str) -> None:
    """A small truck: goods on the road."""
    painter = ink.painter
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(fill))
    w, h = box.width(), box.height()
    painter.drawRoundedRect(QRectF(box.x(), box.y(), w * 0.62, h * 0.72), 1.5, 1.5)
    cab = QPainterPath(QPointF(box.x() + w * 0.66, box.y() + h * 0.72))
    for dx, dy in ((0.66, 0.2), (0.85, 0.2), (1.0, 0.46), (1.0, 0.72)):
        cab.lineTo(box.x() + w * dx, box.y() + h * dy)
    cab.closeSubpath()
    painter.drawPath(cab)
    for at in (0.2, 0.8):
        ink.disc(QPointF(box.x() + w * at, box.y() + h * 0.78), h * 0.2, ink.theme.ink, ink.theme.card)


def seal(ink: Ink, centre: QPointF, radius: float, fill: str, letter: str) -> None:
    """A seal with a scalloped rim and two ribbons."""
    painter = ink.painter
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(mixed(fill, "#000000", 0.25)))
    for side in (-1, 1):
        ribbon = QPainterPath(centre)
        for dx, dy in ((0.15, 1.75), (0.5, 1.5), (0.95, 1.6), (0.7, 0.2)):
            ribbon.lineTo(centre.x() + side * dx * radius, centre.y() + dy * radius)
        ribbon.closeSubpath()
        painter.drawPath(ribbon)
    rim = QPainterPath()
    points = 64
    for number in range(points):
        angle = 2 * math.pi * number / points
        far = radius * (1 + 0.06 * math.cos(16 * angle))
        at = QPointF(centre.x() + far * math.cos(angle), centre.y() + far * math.sin(angle))
        if number:
            rim.lineTo(at)
        else:
            rim.moveTo(at)
    rim.closeSubpath()
    painter.setBrush(colour(fill))
    painter.drawPath(rim)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour("#ffffff", 0.8), 1.1))
    painter.drawEllipse(centre, radius * 0.78, radius * 0.78)
    box = QRectF(centre.x() - radius * 0.75, centre.y() - radius, radius * 1.5, radius * 2)
    ink.text(box, letter, radius * 0.95, "#ffffff", bold=True)


def certificate(ink: Ink, box: QRectF, edge: str) -> None:
    """A certificate: thick paper, a double border and a fine engraved rosette behind the text."""
    ink.card(box, 6, fill=ink.theme.card, edge=edge)
    painter = ink.painter
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour(edge), 2.2))
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
    painter.setPen(QPen(colour(edge, 0.55), 0.9))
    painter.drawRoundedRect(box.adjusted(5, 5, -5, -5), 4, 4)
    painter.setPen(QPen(colour(edge, 0.16), 0.8))
    centre, far = box.center(), min(box.width(), box.height()) * 0.40
    painter.save()
    painter.translate(centre)
    for _ in range(9):
        painter.drawEllipse(QPointF(0, 0), far, far * 0.42)
        painter.rotate(20)
    painter.restore()
