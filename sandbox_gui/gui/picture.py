"""The table as a picture: on the clipboard, or as a file to print or to hand in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from ..core.game import Game
from ..resources import saves_dir
from ..text import t
from .board.render import render_board, save_pdf, save_png
from .theme import Theme

SIZE = QSize(1920, 1080)


def copy_board(game: Game, team: int, theme: Theme) -> None:
    """Put a company's table on the clipboard."""
    QGuiApplication.clipboard().setImage(render_board(game, team, SIZE, theme))


class SaveBoard(QFileDialog):
    """Asks for a file, whose ending says whether a company's table becomes pixels or vectors.

    `said` tells where it lies or why it could not be written, and the kind of that sentence.
    """

    said = Signal(str, str)

    def __init__(self, game: Game, team: int, theme: Theme, parent: QWidget) -> None:
        name = f"{game.company(team).name} Y{game.year}.png"
        super().__init__(parent, t("command.save_board"), str(saves_dir() / name))
        self._game, self._team, self._theme = game, team, theme
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.setNameFilters([t("picture.png"), t("picture.pdf")])
        self.setDefaultSuffix("png")
        self.fileSelected.connect(self.save)

    def save(self, file: str) -> None:
        """Write the table to a file ending in .pdf, or as pixels."""
        path = Path(file)
        write = save_pdf if path.suffix.lower() == ".pdf" else save_png
        try:
            write(self._game, self._team, path, theme=self._theme)
        except OSError as error:
            self.said.emit(t("picture.failed", why=str(error)), "warning")
        else:
            self.said.emit(t("picture.saved", path=str(path)), "good")
