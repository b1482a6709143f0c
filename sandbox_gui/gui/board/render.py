"""Pictures of a table without a window: for the command line, reports and handouts."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QFile, QMarginsF, QPointF, QRectF, QSize, QSizeF
from PySide6.QtGui import QColor, QFontDatabase, QImage, QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QApplication, QGraphicsItem

from ...core.game import Game
from ..appearance import use_fonts
from ..theme import FONT_FAMILY, LIGHT, Theme
from .layout import SCENE
from .model import table_of
from .motion import Motion
from .places import Table
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


def render_film(
    tables: Sequence[Table], frames: int, size: QSize, columns: int = 4, theme: Theme = LIGHT
) -> QImage:
    """Frames of what moves from table to table, spread evenly over its time, each of a size in pixels."""
    scene = BoardScene(theme)
    motion = Motion(scene)
    area = scene.fit(size.width(), size.height())
    lengths = _play(motion, tables)
    times = [(number + 0.5) * sum(lengths) / frames for number in range(frames)]
    rows = -(-frames // columns)
    film = QImage(
        columns * (size.width() + FRAME) - FRAME,
        rows * (size.height() + FRAME) - FRAME,
        QImage.Format.Format_ARGB32_Premultiplied,
    )
    film.fill(QColor(theme.bar))
    painter = QPainter(film)
    motion.lay(tables[0])
    passed, step = 0.0, -1
    for number, time in enumerate(times):
        while step < 0 or time > passed + lengths[step]:
            passed += lengths[step] if step >= 0 else 0.0
            step += 1
            motion.prepare(tables[step + 1])
        motion.seek(time - passed)
        row, column = divmod(number, columns)
        corner = QPointF(column * (size.width() + FRAME), row * (size.height() + FRAME))
        scene.render(painter, QRectF(corner, QSizeF(size)), area)
    painter.end()
    motion.finish()
    return film


FRAME = 6
"""The dark margin between two frames, in pixels."""


def _play(motion: Motion, tables: Sequence[Table]) -> list[float]:
    """How long each step from table to table takes, in milliseconds."""
    motion.lay(tables[0])
    lengths = []
    for table in tables[1:]:
        motion.prepare(table)
        lengths.append(motion.length)
    return lengths


def save_film(
    games: Iterable[Game], team: int, when: tuple[int, int], path: Path, frames: int, width: int = 640
) -> None:
    """Write the film of what moves on a team's table in a year and quarter as a PNG; OSError where it cannot.

    `games` are the moments of a game from its beginning to the end of that quarter.
    """
    _application()
    tables: list[Table] = []
    for game in games:
        table = table_of(game, game.company(team))
        if (table.header.year, table.header.quarter) == when:
            tables.append(table)
        else:
            tables = [table]
    size = QSize(width, round(width * SCENE.height() / SCENE.width()))
    _save(render_film(tables, frames, size), path)


def save_png(game: Game, team: int, path: Path, width: int = 1920, theme: Theme = LIGHT) -> None:
    """Write a team's table as a PNG of a width in pixels; OSError where it cannot be written."""
    _application()
    size = QSize(width, round(width * SCENE.height() / SCENE.width()))
    _save(render_board(game, team, size, theme), path)


def save_pdf(game: Game, team: int, path: Path, theme: Theme = LIGHT) -> None:
    """Write a team's table as one page of vectors; OSError where it cannot be written."""
    file = QFile(str(path))
    if not file.open(QFile.OpenModeFlag.WriteOnly):
        raise OSError(f"{path}: {file.errorString()}")
    writer = QPdfWriter(file)
    writer.setPageSize(QPageSize(QSizeF(SCENE.width() / 5, SCENE.height() / 5), QPageSize.Unit.Millimeter))
    writer.setPageMargins(QMarginsF())
    scene = BoardScene(theme)
    scene.show_company(game, game.company(team))
    for item in scene.items():  # what is cached is drawn as pixels
        item.setCacheMode(QGraphicsItem.CacheMode.NoCache)
    painter = QPainter(writer)
    scene.render(painter)
    painter.end()
    file.close()


def _save(image: QImage, path: Path) -> None:
    if not image.save(str(path), "PNG"):  # type: ignore[call-overload]
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
