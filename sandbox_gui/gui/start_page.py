"""The start page: continue, begin, open; and for those who are new, what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtSvgWidgets import QSvgWidget
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..resources import asset
from ..text import t
from .commands import CommandAction
from .labels import label, set_role
from .panels.style import px
from .preferences import Preferences
from .start_parts import GameButton, Picture, to_continue
from .theme import THEMES, Theme

if TYPE_CHECKING:
    from ..storage.browse import GameSummary

LESSONS = ("table", "year", "goal")
WAYS = ("continue_game", "help_guide", "new_game", "saves")
"""The commands that lead into a game, in the order of their buttons."""
LEFT, RIGHT, WIDEST = 400, 560, 960
"""Widths of the two sides in pixels at the usual size, and of the right one where there is much room."""
BESIDES = 370
"""The height that the page needs besides its picture, in pixels at the usual size."""
FEWEST, MOST = 3, 8
"""So many saved games are seen at once."""


class StartPage(QScrollArea):
    """The first thing that is seen. Its buttons trigger the window's own actions.

    One that is `late` keeps the place of saved games free until `look_for_games`.
    """

    chosen = Signal(Path)

    def __init__(
        self,
        preferences: Preferences,
        actions: Mapping[str, CommandAction],
        theme: Theme,
        late: bool = False,
    ) -> None:
        super().__init__()
        self._preferences, self._actions, self._theme = preferences, actions, theme
        self._waiting = late and preferences.has_games()
        self.games: list[GameButton] = []
        self._room = QSize(0, 0)  # what can be seen, in pixels
        self.picture: Picture | None = None
        self._area: QScrollArea | None = None
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
        for before, after in pairwise((self, *self.ways.values())):  # the ways in before the switches
            QWidget.setTabOrder(before, after)

    def _inner(self) -> QWidget:
        inner = QWidget()
        outer = QVBoxLayout(inner)
        outer.setContentsMargins(32, 20, 32, 24)
        self._fill_left()
        outer.addLayout(self._switches())
        outer.addStretch(1)
        middle = QHBoxLayout()
        middle.setSpacing(48)
        middle.addStretch(1)
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

    @property
    def likeliest(self) -> QPushButton:
        """The green button."""
        return next(way for way in self.ways.values() if way.property("role") == "first way")

    def retranslate(self) -> None:
        """Set all words in the language now spoken."""
        self.title.setText(t("app.name"))
        self.claim.setText(t("start.claim"))
        self.refresh()

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of a theme, and the size of text that goes with them."""
        self._theme = theme
        self._set_widths()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._room = event.size()
        self._set_widths()

    def _set_widths(self) -> None:
        """As wide as is good to read, or as there is room."""
        room, height = self._room.width() - px(64 + 48), self._room.height()
        left = px(LEFT)
        right = min(px(WIDEST), room * 6 // 10, (height - px(BESIDES)) * 16 // 9)
        right = max(px(RIGHT), right)
        if 0 < room < left + right:
            left, right = room * LEFT // (LEFT + RIGHT), room * RIGHT // (LEFT + RIGHT)
        self._left.setFixedWidth(left)
        self._right.setFixedWidth(right)
        self.logo.setFixedSize(QSize(px(64), px(64)))
        tall = right * 9 // 16
        if self.picture:
            seen = self._area is None or height - tall >= px(BESIDES - 80)
            self.picture.setVisible(seen)
            self.picture.setFixedSize(right, tall)
            if not self._waiting:
                self.picture.show_table(right, self._theme)
        if self._area and self.games:
            each = self.games[0].sizeHint().height() + px(8)
            spare = (
                height - px(BESIDES - 190) - (tall if self.picture and self.picture.isVisibleTo(self) else 0)
            )
            shown = min(len(self.games), max(FEWEST, min(MOST, spare // each)))
            self._area.setMinimumHeight(shown * each)
            bar = px(8) if shown < len(self.games) else 0
            self._area.setViewportMargins(0, 0, bar, 0)

    def refresh(self) -> None:
        """Look for the games that can be continued."""
        while (item := self._list.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        found = [] if self._waiting else self._preferences.recent_games()
        last = to_continue(found)
        self._name_ways(last, bool(last) or (self._waiting and bool(self._preferences.opened_games())))
        self.games = [GameButton(game) for game in found]
        self._area = None
        own = any(game.people or game.problem for game in found)
        self._show_picture(last.path if last and last.people == 1 else None)
        if not own and not self._waiting:
            self._show_lessons()
        if found:
            self._show_games(t("start.recent" if own else "start.watch"))
        self._list.addStretch(1)
        self._set_widths()

    def look_for_games(self) -> None:
        """Show the games whose place was kept free."""
        if self._waiting:
            self._waiting = False
            self.refresh()

    def _show_picture(self, folder: Path | None) -> None:
        """The table as it was left; where several people share a game, or there is none, a new one's."""
        self.picture = Picture(folder)
        self.picture.clicked.connect(self._actions["continue_game"].trigger)
        self._list.addWidget(self.picture)

    def _name_ways(self, last: GameSummary | None, again: bool) -> None:
        """The likeliest way in is green: for whoever is here `again` the last game, else the guided one."""
        likeliest = "continue_game" if again else "help_guide"
        for name, button in self.ways.items():
            button.setText(self._actions[name].text())
            button.setToolTip(self._actions[name].toolTip())
            set_role(button, "first way" if name == likeliest else "way")
        self.ways["help_guide"].setText(t("start.guided"))
        if last:
            key = "start.look_back" if last.finished else "start.continue"
            self.continue_button.setText(t(key, name=last.name))
        self.continue_button.setVisible(again)
        self._actions["continue_game"].setEnabled(again)

    def _show_games(self, words: str) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for button in self.games:
            button.setEnabled(button.game.problem is None)
            button.clicked.connect(self._on_game)
            column.addWidget(button)
        column.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setWidget(inner)
        # As high as `_set_widths` says: all of the list would make the page itself scroll.
        self._area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        head = label("section")
        head.setText(words)
        self._list.addSpacing(6)
        self._list.addWidget(head)
        self._list.addWidget(self._area, 10)

    def _show_lessons(self) -> None:
        """Nothing saved yet: what the game is about."""
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
