"""What the start page shows of games: a card for each, and a table as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPalette, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ..text import named, sentence, t
from .labels import label
from .panels.style import px
from .theme import Theme

if TYPE_CHECKING:
    from ..core.game import Game
    from ..storage.browse import GameSummary

PARTS = 6
"""A year is played in so many rounds: its start, four quarters, its end."""
LONGEST_LOG = 2_000_000
"""Bytes of a log that is not replayed for a picture: it would hold up the start page."""


def rounds_played(name: str) -> int:
    """How many rounds have closed with the one that is called so (``Y2-3-Q3``)."""
    if not name:
        return 0
    year, part, _ = name.split("-")
    return (int(year[1:]) - 1) * PARTS + int(part) + 1


class Track(QWidget):
    """How far a game came: a bar for each year, filled as far as it was played."""

    def __init__(self, game: GameSummary) -> None:
        super().__init__()
        self._years, self._played = max(1, game.years), rounds_played(game.round)

    def sizeHint(self) -> QSize:
        return QSize(px(min(180, self._years * 26)), px(8))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        done = self.palette().color(QPalette.ColorRole.Highlight)
        ahead = self.palette().color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
        step = self.width() / self._years
        gap = min(px(4), step / 4)
        for year in range(self._years):
            bar = QRectF(year * step, 1, step - gap, self.height() - 2)
            share = max(0.0, min(1.0, self._played / PARTS - year))
            self._paint_bar(painter, bar, 1, ahead)
            self._paint_bar(painter, bar, share, done)
        painter.end()

    @staticmethod
    def _paint_bar(painter: QPainter, bar: QRectF, share: float, colour: object) -> None:
        """A part of a bar from its left end, within the bar's round ends."""
        if not share:
            return
        shape = QPainterPath()
        shape.addRoundedRect(bar, bar.height() / 2, bar.height() / 2)
        painter.save()
        painter.setClipRect(QRectF(bar.left(), bar.top(), bar.width() * share, bar.height()))
        painter.fillPath(shape, colour)  # type: ignore[arg-type]
        painter.restore()


class GameButton(QPushButton):
    """A saved game: its company, its ruleset, how far it came; or why it cannot be opened."""

    def __init__(self, game: GameSummary) -> None:
        super().__init__()
        self.game = game
        self.setProperty("role", "game")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)  # its words give way
        self.title, self.detail = label("section"), label("small")
        self.reached, self.track = label("small"), Track(game)
        self._right = QWidget()
        self._lay_out()
        name = game.name if game.people or game.problem else t("start.nobody", name=game.name)
        self.title.setText(name)
        self.reached.setText(reached(game.round))
        self._short = _line(game, False)
        self._forms = [describe(game), _line(game, True), *([] if game.problem else [reached(game.round)])]
        self.detail.setText(self._forms[0])
        self.setAccessibleName(f"{name} · {describe(game)}")
        self.setToolTip(f"{describe(game)}\n{game.path}")

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(2)
        left.addWidget(self.title)
        left.addWidget(self.detail)
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(6)
        right.addStretch(1)
        right.addWidget(self.reached, 0, Qt.AlignmentFlag.AlignRight)
        right.addWidget(self.track, 0, Qt.AlignmentFlag.AlignRight)
        right.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(16)
        row.addLayout(left, 1)
        row.addWidget(self._right)
        for part in (self.title, self.detail, self._right):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """As high as its two lines."""
        layout = self.layout()
        return layout.sizeHint() if layout else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        least = px(160)
        if self.game.problem is None:  # a refusal may be long, and is told in full by its tip
            least = max(least, self.detail.fontMetrics().horizontalAdvance(self._forms[-1]) + px(32))
        return QSize(least, self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        # A button's own height is kept by no layout that has to give way: it is asked for.
        handled = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Polish, QEvent.Type.StyleChange):
            self.setMinimumHeight(self.sizeHint().height())
        return handled

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_way()

    def _give_way(self) -> None:
        """Show how far the game came on the right where there is room, else in words, which go last."""
        metrics = self.detail.fontMetrics()
        room = self.width() - px(32)
        beside = self._right.sizeHint().width() + px(20)
        wide = self.game.problem is None and metrics.horizontalAdvance(self._short) + beside <= room
        self._right.setVisible(wide)
        forms = [self._short] if wide else self._forms
        cut = metrics.elidedText(forms[-1], Qt.TextElideMode.ElideRight, room)
        self.detail.setText(next((form for form in forms if metrics.horizontalAdvance(form) <= room), cut))


def to_continue(games: Sequence[GameSummary]) -> GameSummary | None:
    """The game that somebody wants to go on with: the last one that is not over, else the last one."""
    playable = [game for game in games if game.problem is None and game.people]
    return next((game for game in playable if not game.finished), next(iter(playable), None))


def describe(game: GameSummary) -> str:
    """A saved game in a line: rules, teams, how far it came, when; or why it cannot be opened."""
    played = f"{game.played:%Y-%m-%d %H:%M}"
    return _line(game, True) if game.problem else f"{_line(game, True)} · {played}"


def _line(game: GameSummary, by_round: bool) -> str:
    """A saved game's rules and teams, with how far it came or when it was played."""
    from ..storage.rule_files import ruleset_title  # not for a window that opens on nothing

    if game.problem is not None:
        return sentence(game.problem)
    last = reached(game.round) if by_round else f"{game.played:%Y-%m-%d %H:%M}"
    return t(
        "start.game", ruleset=named(ruleset_title(game.ruleset, game.path)), players=game.players, last=last
    )


def reached(name: str) -> str:
    """The last closed round (``Y2-3-Q3``) in words."""
    if not name:
        return t("start.just_begun")
    from .words import quarter_of_year

    year, part, _ = name.split("-")
    return t("start.played_to", year=year[1:], part=quarter_of_year(int(part)))


class Picture(QLabel):
    """A table as a picture, in the theme and language of the moment: a saved game's, or a new one.

    It is drawn once the window has been seen: it takes the economy and the board, which a start does not.
    A click on it goes on with the game.
    """

    clicked = Signal()

    def __init__(self, folder: Path | None) -> None:
        super().__init__()
        self.folder = folder
        self._wanted: tuple[int, Theme] | None = None
        self._shown: tuple[int, Theme] | None = None
        self._game: Game | None = None
        self._team = 1
        self._later = QTimer(self)  # dies with the picture
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._draw)
        if folder:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_table(self, width: int, theme: Theme) -> None:
        """Paint it so many pixels wide; it is shown as wide as there is room."""
        if (width, theme) != self._shown:
            self._wanted = width, theme
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.folder and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        frame = QPainterPath()
        frame.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), px(10), px(10))
        if not self.pixmap().isNull():
            painter.save()
            painter.setClipPath(frame)
            painter.drawPixmap(self.rect(), self.pixmap())
            painter.restore()
        painter.setPen(self.palette().color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text))
        painter.drawPath(frame)
        painter.end()
        if self._wanted:
            self._later.start(0)

    def _draw(self) -> None:
        if self._wanted is None or not self.isVisible():
            return  # whoever was quicker has a game before them
        self._shown, self._wanted = self._wanted, None
        width, theme = self._shown
        from .board.render import render_board

        game, team = self._table()
        dense = self.devicePixelRatioF()
        size = QSize(round(width * dense), round(width * dense * 9 / 16))
        image = render_board(game, team, size, theme)
        image.setDevicePixelRatio(dense)
        self.setPixmap(QPixmap.fromImage(image))
        words = t("start.picture_of", name=game.company(team).name) if self.folder else t("start.picture")
        self.setAccessibleName(words)

    def _table(self) -> tuple[Game, int]:
        """The game that is shown, and whose table of it."""
        from ..core.refused import Refused
        from ..core.ruleset import RulesetError
        from ..storage.games import HUMAN, GameSetup, Player, open_game, start_game

        try:
            if self.folder and self._game is None and _small(self.folder):
                saved, self._game = open_game(self.folder)
                kinds = [player.kind for player in saved.setup.players]
                self._team = kinds.index(HUMAN) + 1
        except (Refused, RulesetError, OSError, ValueError):
            self.folder = None
        if self._game:
            return self._game, self._team
        self.folder = None
        return start_game(GameSetup("itmc", 7, 6, (Player(t("new.default_name")),))), 1


def _small(folder: Path) -> bool:
    """Whether a game can be replayed in no time."""
    return sum(file.stat().st_size for file in folder.glob("*.jsonl")) <= LONGEST_LOG
