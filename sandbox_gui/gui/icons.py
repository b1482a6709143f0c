"""The program's own icons: SVG outlines drawn in the theme's ink."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ..resources import asset

SIZES = (16, 20, 24, 32, 48, 64)


@cache
def icon(name: str, colour: str) -> QIcon:
    """An icon in a colour, crisp at the usual sizes and at double density."""
    text = asset("icons", f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(text.encode()))
    found = QIcon()
    for size in SIZES:
        found.addPixmap(_drawn(renderer, size))
    return found


def _drawn(renderer: QSvgRenderer, size: int) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
