"""The start page: continue, begin, open; and for those who are new, what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtSvgWidgets import QSvgWidget
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..resources import asset
from ..text import named, sentence, t
from .commands import CommandAction
from .labels import label, set_role
from .panels.style import px
from .preferences import Preferences
from .theme import THEMES, Theme

if TYPE_CHECKING:
    from ..storage.browse import GameSummary

LESSONS = ("table", "year", "goal")
WAYS = ("continue_game", "help_guide", "new_game", "saves")
"""The commands that lead into a game, in the order of their buttons."""
LEFT, RIGHT = 400, 560
"""Widths of the two sides in pixels at the usual size."""


class GameButton(QPushButton):
    """A saved game: its company, its ruleset, how far it came; or why it cannot be opened."""

    def __init__(self, game: GameSummary) -> None:
        super().__init__()
        self.game = game
        self.setProperty("role", "game")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 14, 8)
        column.setSpacing(2)
        self.title, self.detail = QLabel(), QLabel()
        self.title.setProperty("role", "section")
        self.detail.setProperty("role", "small")
        for part in (self.title, self.detail):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(part)
        name = game.name if game.people or game.problem else t("start.nobody", name=game.name)
        self.title.setText(name)
        self.detail.setText(describe(game))
        self.setAccessibleName(f"{name} · {describe(game)}")
        self.setToolTip(str(game.path))

    def sizeHint(self) -> QSize:
        """As high as its two lines."""
        layout = self.layout()
        return layout.sizeHint() if layout else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(px(160), self.sizeHint().height())


def describe(game: GameSummary) -> str:
    """A saved game in a line."""
    from ..storage.rule_files import ruleset_title  # not for a window that opens on nothing

    if game.problem is not None:
        return sentence(game.problem)
    return t(
        "start.game",
        ruleset=named(ruleset_title(game.ruleset, game.path)),
        players=game.players,
        round=reached(game.round),
        played=f"{game.played:%Y-%m-%d %H:%M}",
    )


def reached(name: str) -> str:
    """The last closed round (``Y2-3-Q3``) in words."""
    if not name:
        return t("start.just_begun")
    from .words import quarter_of_year

    year, part, _ = name.split("-")
    return t("start.played_to", year=year[1:], part=quarter_of_year(int(part)))


class Picture(QLabel):
    """The table of a new game as a picture, in the theme and language of the moment.

    It is drawn once the window has been seen: it takes the economy and the board, which a start does not.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setScaledContents(True)
        self._wanted: tuple[int, Theme] | None = None
        self._later = QTimer(self)  # dies with the picture
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._draw)

    def show_table(self, width: int, theme: Theme) -> None:
        """Paint it so many pixels wide; it is shown as wide as there is room."""
        self._wanted = width, theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._wanted:
            self._later.start(0)

    def _draw(self) -> None:
        if self._wanted is None:
            return
        (width, theme), self._wanted = self._wanted, None
        from ..storage.games import GameSetup, Player, start_game
        from .board.render import render_board

        game = start_game(GameSetup("itmc", 7, 6, (Player(t("new.default_name")),)))
        dense = self.devicePixelRatioF()
        size = QSize(round(width * dense), round(width * dense * 9 / 16))
        image = render_board(game, 1, size, theme)
        image.setDevicePixelRatio(dense)
        self.setPixmap(QPixmap.fromImage(image))
        self.setAccessibleName(t("start.picture"))


class StartPage(QScrollArea):
    """The first thing that is seen. Its buttons trigger the window's own actions."""

    chosen = Signal(Path)

    def __init__(self, preferences: Preferences, actions: Mapping[str, CommandAction], theme: Theme) -> None:
        super().__init__()
        self._preferences, self._actions, self._theme = preferences, actions, theme
        self.games: list[GameButton] = []
        self._room = 0  # the width that can be seen, in pixels
        self.picture: Picture | None = None
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._left, self._right = QWidget(), QWidget()
        self._list = QVBoxLayout(self._right)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(10)
        inner = self._inner()
        self._set_widths()
        self.retranslate()
        self.setWidget(inner)  # last: what is in it is dressed now, in its roles

    def _inner(self) -> QWidget:
        inner = QWidget()
        outer = QVBoxLayout(inner)
        outer.setContentsMargins(32, 20, 32, 24)
        outer.addLayout(self._switches())
        outer.addStretch(1)
        middle = QHBoxLayout()
        middle.setSpacing(48)
        middle.addStretch(1)
        self._fill_left()
        middle.addWidget(self._left, 0, Qt.AlignmentFlag.AlignVCenter)
        middle.addWidget(self._right)
        middle.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(2)
        return inner

    def _switches(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addStretch(1)
        for name in ("language_zh", "language_en", *(f"theme_{theme}" for theme in THEMES)):
            switch = QToolButton()
            switch.setProperty("role", "switch")
            switch.setDefaultAction(self._actions[name])
            row.addWidget(switch)
            if name == "language_en":
                row.addSpacing(16)
        return row

    def _fill_left(self) -> None:
        """The name of the game, and the ways in."""
        column = QVBoxLayout(self._left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.logo = QSvgWidget(str(asset("icons", "logo.svg")))
        self.title, self.claim = label("hero", wrap=True), label("faint", wrap=True)
        for part in (self.logo, self.title, self.claim):
            column.addWidget(part)
        column.addSpacing(16)
        self.ways = {name: QPushButton() for name in WAYS}
        for name, button in self.ways.items():
            button.clicked.connect(self._actions[name].trigger)
            column.addWidget(button)

    @property
    def continue_button(self) -> QPushButton:
        """Goes on with the last game."""
        return self.ways["continue_game"]

    @property
    def new_button(self) -> QPushButton:
        """Asks for a new game."""
        return self.ways["new_game"]

    def retranslate(self) -> None:
        """Set all words in the language now spoken."""
        self.title.setText(t("app.name"))
        self.claim.setText(t("start.claim"))
        self.refresh()

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of a theme, and the size of text that goes with them."""
        self._theme = theme
        self._set_widths()
        if self.picture:
            self.picture.show_table(px(RIGHT), theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._room = event.size().width()
        self._set_widths()

    def _set_widths(self) -> None:
        """As wide as is good to read, or as there is room."""
        room = self._room - px(64 + 48)
        left, right = px(LEFT), px(RIGHT)
        if 0 < room < left + right:
            left, right = room * LEFT // (LEFT + RIGHT), room * RIGHT // (LEFT + RIGHT)
        self._left.setFixedWidth(left)
        self._right.setFixedWidth(right)
        self.logo.setFixedSize(QSize(px(64), px(64)))
        if self.picture:
            self.picture.setFixedSize(right, right * 9 // 16)

    def refresh(self) -> None:
        """Look for the games that can be continued."""
        while (item := self._list.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        found = self._preferences.recent_games()
        last = next((game for game in found if game.problem is None and game.people), None)
        self._name_ways(last)
        self.games = [GameButton(game) for game in found]
        self.picture = None
        own = any(game.people or game.problem for game in found)
        if not own:
            self._show_lessons()
        if found:
            self._show_games(t("start.recent" if own else "start.watch"))
        self._list.addStretch(1)

    def _name_ways(self, last: GameSummary | None) -> None:
        """The likeliest way in is the green one: the last game, or for who is new the guided one."""
        likeliest = "continue_game" if last else "help_guide"
        for name, button in self.ways.items():
            button.setText(self._actions[name].text())
            button.setToolTip(self._actions[name].toolTip())
            set_role(button, "first way" if name == likeliest else "way")
        self.ways["help_guide"].setText(t("start.guided"))
        if last:
            self.continue_button.setText(t("start.continue", name=last.name))
        self.continue_button.setVisible(last is not None)
        self._actions["continue_game"].setEnabled(last is not None)

    def _show_games(self, words: str) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        for button in self.games:
            button.setEnabled(button.game.problem is None)
            button.clicked.connect(self._on_game)
            column.addWidget(button)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inner)
        shown = min(len(self.games), 6)
        area.setMinimumHeight(shown * (self.games[0].sizeHint().height() + px(12)))
        head = label("section")
        head.setText(words)
        self._list.addWidget(head)
        self._list.addWidget(area, 10)

    def _show_lessons(self) -> None:
        """Nothing saved yet: what the table looks like, and what the game is about."""
        self.picture = Picture()
        self.picture.show_table(px(RIGHT), self._theme)
        self._set_widths()
        self._list.addWidget(self.picture)
        self._list.addSpacing(8)
        for number, name in enumerate(LESSONS, 1):
            title, body = label("section"), label("faint", wrap=True)
            title.setText(f"{number}　{t(f'start.lesson_{name}')}")
            body.setText(t(f"start.lesson_{name}.text"))
            self._list.addWidget(title)
            self._list.addWidget(body)

    def _on_game(self) -> None:
        button = self.sender()
        if isinstance(button, GameButton):
            self.chosen.emit(button.game.path)
