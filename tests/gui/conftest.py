"""What tests of the window share: the window as it opens for a new user, and a game in it."""

from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from sandbox_gui.gui import appearance
from sandbox_gui.gui.game_page import GamePage
from sandbox_gui.gui.main_window import MainWindow
from sandbox_gui.gui.preferences import Preferences
from sandbox_gui.gui.theme import LIGHT
from sandbox_gui.storage.games import GameSetup, Player

Begin = Callable[..., GamePage]


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Generator[MainWindow]:
    """The window, shown; it leaves the application as it found it."""
    monkeypatch.setenv("SANDBOX_SAVES", str(tmp_path / "saves"))
    appearance.use_style()
    appearance.use_fonts()
    window = MainWindow(Preferences(tmp_path / "settings.ini"))
    qtbot.addWidget(window)
    window.show()
    yield window
    window.close_game()
    appearance.use_language("zh")
    appearance.use_scale(100)
    appearance.application().setStyleSheet("")


@pytest.fixture
def window(opened: MainWindow) -> MainWindow:
    """The window, in front."""
    opened.activateWindow()
    return opened


@pytest.fixture
def begin(opened: MainWindow) -> Begin:
    """Lays out a game with a number of computer-run rivals."""

    def lay_out(ruleset: str = "itmc", rivals: int = 0, years: int = 6) -> GamePage:
        players = (Player("晨星"), *(Player(f"对手 {n}", "steady") for n in range(rivals)))
        opened.begin(GameSetup(ruleset, 7, years, players))
        assert opened.game_page is not None
        return opened.game_page

    return lay_out


@pytest.fixture
def light() -> Generator[None]:
    """An application dressed in the light theme, for widgets without a window."""
    appearance.use_style()
    appearance.use_fonts()
    appearance.use_theme(LIGHT)
    yield
    appearance.application().setStyleSheet("")
