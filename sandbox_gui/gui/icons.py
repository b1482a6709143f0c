"""The program's own icons: SVG outlines drawn in the theme's ink."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from ..resources import asset


@cache
def icon(name: str, colour: str) -> QIcon:
    """An icon in a colour, crisp at every size and density."""
    return QIcon(Outline(name, colour))


class Outline(QIconEngine):
    """Reads and draws an outline when it is first shown: most icons stand in menus that stay shut."""

    def __init__(self, name: str, colour: str) -> None:
        super().__init__()
        self._name, self._colour = name, colour
        self._renderer: QSvgRenderer | None = None
        self._drawn: dict[tuple[int, int, QIcon.Mode], QPixmap] = {}

    def clone(self) -> QIconEngine:
        return Outline(self._name, self._colour)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        density = painter.device().devicePixelRatioF()
        side = min(rect.width(), rect.height())  # a button without room squeezes its rectangle
        square = QRect(0, 0, side, side)
        square.moveCenter(rect.center())
        painter.drawPixmap(square, self.pixmap(square.size() * density, mode, state))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        if size.isEmpty():  # a button without room
            return QPixmap()
        key = size.width(), size.height(), mode
        if key not in self._drawn:
            self._drawn[key] = self._styled(self._draw(size), mode)
        return self._drawn[key]

    def _draw(self, size: QSize) -> QPixmap:
        if self._renderer is None:
            text = asset("icons", f"{self._name}.svg").read_text(encoding="utf-8")
            self._renderer = QSvgRenderer(QByteArray(text.replace("currentColor", self._colour).encode()))
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self._renderer.render(painter, QRectF(0, 0, size.width(), size.height()))
        painter.end()
        return pixmap

    @staticmethod
    def _styled(pixmap: QPixmap, mode: QIcon.Mode) -> QPixmap:
        """The icon of what is off, as the style greys it."""
        if mode == QIcon.Mode.Normal:
            return pixmap
        from PySide6.QtWidgets import QStyleOption  # a first picture has nothing that is off

        return QApplication.style().generatedIconPixmap(mode, pixmap, QStyleOption())
