"""The start page: continue, begin, open; and for those who are new, what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtSvgWidgets import QSvgWidget
from PySide6.QtWidgets import (
    QFrame,
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
from .preferences import Preferences
from .words import quarter_of_year

if TYPE_CHECKING:
    from ..storage.browse import GameSummary

LESSONS = ("table", "year", "goal")


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
        self.setMinimumHeight(72)
        name = game.name if game.people or game.problem else t("start.nobody", name=game.name)
        self.title.setText(name)
        self.detail.setText(describe(game))
        self.setAccessibleName(f"{name} · {describe(game)}")
        self.setToolTip(str(game.path))


def describe(game: GameSummary) -> str:
    """A saved game in a line."""
    from ..storage.rule_files import ruleset_title  # not for a window that opens on nothing

    if game.problem is not None:
        return sentence(game.problem)
    return t(
        "start.game",
        ruleset=named(ruleset_title(game.ruleset)),
        players=game.players,
        round=reached(game.round),
        played=f"{game.played:%Y-%m-%d %H:%M}",
    )


def reached(name: str) -> str:
    """The last closed round (``Y2-3-Q3``) in words."""
    if not name:
        return t("start.just_begun")
    year, part, _ = name.split("-")
    return t("start.played_to", year=year[1:], part=quarter_of_year(int(part)))


class StartPage(QWidget):
    """The first thing that is seen. Its buttons trigger the window's own actions."""

    chosen = Signal(Path)

    def __init__(self, preferences: Preferences, actions: Mapping[str, CommandAction]) -> None:
        super().__init__()
        self._preferences = preferences
        self._actions = actions
        self.games: list[GameButton] = []
        outer = QVBoxLayout(self)
        outer.setContentsMargins(32, 20, 32, 32)
        outer.addLayout(self._switches())
        outer.addStretch(1)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._left())
        middle.addSpacing(48)
        middle.addWidget(self._right())
        middle.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(2)
        self.retranslate()

    def _switches(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addStretch(1)
        for name in ("language_zh", "language_en", "theme_light", "theme_dark"):
            switch = QToolButton()
            switch.setProperty("role", "switch")
            switch.setDefaultAction(self._actions[name])
            row.addWidget(switch)
            if name == "language_en":
                row.addSpacing(16)
        return row

    def _left(self) -> QWidget:
        """The name of the game, and the three ways in."""
        side = QWidget()
        side.setFixedWidth(440)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        logo = QSvgWidget(str(asset("icons", "logo.svg")))
        logo.setFixedSize(QSize(72, 72))
        self.title, self.claim = QLabel(), QLabel()
        self.title.setProperty("role", "hero")
        self.claim.setProperty("role", "faint")
        self.claim.setWordWrap(True)
        self.continue_button = QPushButton()
        self.continue_button.clicked.connect(self._actions["continue_game"].trigger)
        self.new_button = QPushButton()
        self.new_button.clicked.connect(self._actions["new_game"].trigger)
        self.open_button = QPushButton()
        self.open_button.clicked.connect(self._actions["saves"].trigger)
        for part in (logo, self.title, self.claim):
            column.addWidget(part)
        column.addSpacing(16)
        for button in (self.continue_button, self.new_button, self.open_button):
            column.addWidget(button)
        column.addStretch(1)
        return side

    def _right(self) -> QWidget:
        """The recent games, or what the game is about."""
        side = QFrame()
        side.setFixedWidth(520)
        self._list = QVBoxLayout(side)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(8)
        return side

    def retranslate(self) -> None:
        """Set all words in the language now spoken."""
        self.title.setText(t("app.name"))
        self.claim.setText(t("start.claim"))
        self.refresh()

    def refresh(self) -> None:
        """Look for the games that can be continued."""
        while (item := self._list.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        found = self._preferences.recent_games()
        last = next((game for game in found if game.problem is None and game.people), None)
        self._name_buttons(last)
        self.games = [GameButton(game) for game in found]
        if found:
            self._show_games()
        else:
            self._show_lessons()
        self._list.addStretch(1)

    def _name_buttons(self, last: GameSummary | None) -> None:
        """The likeliest way in is the green one."""
        if last:
            self.continue_button.setText(t("start.continue", name=last.name))
        self.continue_button.setVisible(last is not None)
        self._actions["continue_game"].setEnabled(last is not None)
        for button, name in ((self.new_button, "new_game"), (self.open_button, "saves")):
            button.setText(self._actions[name].text())
            button.setToolTip(self._actions[name].toolTip())
        roles = {self.continue_button: "primary", self.new_button: "game" if last else "primary"}
        roles[self.open_button] = "game"
        for button, role in roles.items():
            button.setProperty("role", role)
            button.setStyleSheet("text-align: center; padding: 10px 14px;")
            button.style().unpolish(button)
            button.style().polish(button)

    def _show_games(self) -> None:
        head = QLabel(t("start.recent"))
        head.setProperty("role", "section")
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
        area.setMinimumHeight(min(440, 80 * len(self.games) + 12))
        self._list.addWidget(head)
        self._list.addWidget(area, 10)

    def _show_lessons(self) -> None:
        """Nothing saved yet: say what awaits."""
        head = QLabel(t("start.first_time"))
        head.setProperty("role", "section")
        self._list.addWidget(head)
        for number, name in enumerate(LESSONS, 1):
            card = QFrame()
            card.setProperty("role", "card")
            column = QVBoxLayout(card)
            column.setContentsMargins(16, 12, 16, 12)
            title = QLabel(f"{number}　{t(f'start.lesson_{name}')}")
            title.setProperty("role", "section")
            body = QLabel(t(f"start.lesson_{name}.text"))
            body.setWordWrap(True)
            column.addWidget(title)
            column.addWidget(body)
            self._list.addWidget(card)

    def _on_game(self) -> None:
        button = self.sender()
        if isinstance(button, GameButton):
            self.chosen.emit(button.game.path)
