"""Pictures of a table without a window: for the command line, reports and handouts."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QFontDatabase, QImage, QPainter
from PySide6.QtWidgets import QApplication

from ...core.game import Game
from ..appearance import use_fonts
from ..theme import FONT_FAMILY, LIGHT, Theme
from .layout import SCENE
from .scene import BoardScene


def render_board(game: Game, team: int, size: QSize, theme: Theme = LIGHT) -> QImage:
    """A team's table as a picture of a size in pixels, letterboxed on paper; needs an application."""
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(theme.paper))
    scene = BoardScene(theme)
    area = scene.fit(size.width(), size.height())
    scene.show_company(game, game.company(team))
    painter = QPainter(image)
    scene.render(painter, QRectF(image.rect()), area)
    painter.end()
    return image


def save_png(game: Game, team: int, path: Path, width: int = 1920) -> None:
    """Write a team's table as a PNG of a width in pixels; OSError where it cannot be written."""
    _application()
    size = QSize(width, round(width * SCENE.height() / SCENE.width()))
    if not render_board(game, team, size).save(str(path), "PNG"):  # type: ignore[call-overload]
        raise OSError(f"cannot write {path}")


def _application() -> None:
    """An application to paint with, where none runs yet, and the shipped font."""
    if QApplication.instance() is None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        _Kept.application = QApplication([])
    if FONT_FAMILY not in QFontDatabase.families():
        use_fonts()


class _Kept:
    """Keeps the application alive: Python would end it with the function that made it."""

    application: QApplication | None = None
