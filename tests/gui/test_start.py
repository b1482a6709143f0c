"""The way to the window's first picture: what waits until it has been seen."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import shiboken6
from pytestqt.qtbot import QtBot

from sandbox_gui.gui import app as application
from sandbox_gui.gui import appearance
from sandbox_gui.gui.main_window import MainWindow
from sandbox_gui.gui.preferences import Preferences
from sandbox_gui.gui.start_parts import Picture

SAMPLE = Path(__file__).parents[2] / "saves" / "sample"
WATCHED = """
import gc, sys
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
from sandbox_gui.gui import app
from sandbox_gui.gui.appearance import style_used

LATE = {"platformdirs", "dataclasses", "msgspec"} | {
    f"sandbox_gui.gui.{name}" for name in ("house_style", "pointer", "meeting_settings", "session")
}

class Watch(QObject):
    seen = None

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and self.seen is None:
            self.seen = LATE & set(sys.modules)
            QTimer.singleShot(50, QApplication.closeAllWindows)
        return False

watch = Watch()
app.run(watch=watch)
assert watch.seen == set(), watch.seen
assert style_used() and gc.isenabled()
"""


@pytest.mark.parametrize("saves", [0, 2])
def test_the_first_picture_waits_for_nothing_that_it_does_not_show(tmp_path: Path, saves: int) -> None:
    for number in range(saves):
        shutil.copytree(SAMPLE, tmp_path / f"game{number}")
    own = {"SANDBOX_SETTINGS": str(tmp_path / "settings.ini"), "SANDBOX_SAVES": str(tmp_path)}
    run = subprocess.run([sys.executable, "-c", WATCHED], check=False, env={**os.environ, **own})
    assert run.returncode == 0


def test_saved_games_are_read_once_the_window_has_been_seen(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SANDBOX_SAVES", str(tmp_path / "saves"))
    preferences = Preferences(tmp_path / "settings.ini")
    page = MainWindow(preferences, late=True).start_page
    assert page.continue_button.isHidden()
    shutil.copytree(SAMPLE, tmp_path / "saves" / "sample")
    assert not page.games  # there was none, and nobody has looked since
    page = MainWindow(preferences, late=True).start_page
    assert page.likeliest is page.ways["help_guide"]
    preferences.remember_game(tmp_path / "saves" / "sample")
    window = MainWindow(preferences, late=True)
    qtbot.addWidget(window)
    page = window.start_page
    assert page.likeliest is page.continue_button
    assert not page.games
    page.look_for_games()
    assert [button.game.path.name for button in page.games] == ["sample"]
    assert page.likeliest is page.ways["help_guide"]  # nobody's game, to look at


def test_a_window_that_goes_right_after_its_first_picture_takes_what_was_to_come_with_it(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SANDBOX_SAVES", str(tmp_path / "saves"))
    shutil.copytree(SAMPLE, tmp_path / "saves" / "sample")
    window = MainWindow(Preferences(tmp_path / "settings.ini"), late=True)
    application.Afterwards(window, window.start_page.look_for_games)
    window.grab()  # paints it
    shiboken6.delete(window)
    with qtbot.captureExceptions() as caught:
        appearance.application().processEvents()
    assert caught == []


def test_the_style_of_the_house_changes_nothing_at_the_usual_size(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = appearance.application()
    app.setStyle("Fusion")
    monkeypatch.setattr(appearance._Qt, "style", None)
    appearance.use_fonts()
    monkeypatch.setattr(Picture, "show_table", lambda *_: None)  # what it shows comes later
    window = MainWindow(Preferences(tmp_path / "settings.ini"))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    app.processEvents()
    plain = window.grab().toImage()
    appearance.use_style()
    assert window.grab().toImage() == plain
    app.setStyleSheet("")


def test_another_size_needs_the_style_at_once(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    appearance.application().setStyle("Fusion")
    monkeypatch.setattr(appearance._Qt, "style", None)
    appearance.use_scale(100)
    assert not appearance.style_used()
    appearance.use_scale(150)
    assert appearance._Qt.style is not None
    assert appearance._Qt.style.scale == 1.5
    appearance.use_scale(100)


def test_the_log_is_made_with_its_first_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "logs" / "sandbox-gui.log"
    monkeypatch.setattr(application, "log_path", lambda: path)
    log = application.Log()
    assert not path.parent.exists()
    path.parent.mkdir()
    path.write_bytes(b"x" * (application.LOG_BYTES + 1))
    for words in ("one", "two"):
        log.handle(logging.LogRecord("sandbox_gui", logging.ERROR, "", 0, words, None, None))
    log.close()
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [line.rpartition(" ")[2] for line in lines] == ["one", "two"]
    assert path.with_name("sandbox-gui.log.1").stat().st_size > application.LOG_BYTES
