"""The saved games in a dialog: opening, verifying, export, import, bin."""

from __future__ import annotations

import json
import shutil
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from sandbox_gui.core.actions import EndStage
from sandbox_gui.gui import appearance
from sandbox_gui.gui.appearance import use_fonts, use_language
from sandbox_gui.gui.dialogs.saves import ImportDialog, SavesDialog, shorter
from sandbox_gui.gui.main_window import MainWindow
from sandbox_gui.gui.preferences import Preferences
from sandbox_gui.gui.session import Session
from sandbox_gui.gui.start_page import LESSONS
from sandbox_gui.gui.start_parts import rounds_played, to_continue
from sandbox_gui.headless import play_rivals
from sandbox_gui.storage.games import GameFolder, GameSetup, Player
from sandbox_gui.storage.rule_files import ruleset_path
from sandbox_gui.text import t

SETUP = GameSetup("itmc", 7, 2, (Player("晨星"),))


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Generator[MainWindow]:
    """The window with two saved games: one of a person, one of rivals alone."""
    monkeypatch.setenv("SANDBOX_SAVES", str(tmp_path / "saves"))
    use_fonts()
    session = Session.create(SETUP, tmp_path / "saves" / "mine")
    assert session.do(EndStage(1))
    session.close()
    play_rivals(GameSetup("itmc", 7, 1, (Player("甲", "steady"),)), tmp_path / "saves" / "theirs")
    window = MainWindow(Preferences(tmp_path / "settings.ini"))
    qtbot.addWidget(window)
    window.show()
    yield window
    window.close_game()
    use_language("zh")
    appearance.use_scale(100)
    appearance.application().setStyleSheet("")


def saves(window: MainWindow) -> SavesDialog:
    """The dialog, opened by its shortcut."""
    QTest.keySequence(window, "Ctrl+Shift+O")
    found = [one for one in window.findChildren(SavesDialog) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def choose(dialog: SavesDialog, name: str) -> None:
    names = [game.path.name for game in dialog.games]
    dialog.table.selectRow(names.index(name))


def test_the_games_are_listed_with_how_they_stand(window: MainWindow) -> None:
    dialog = saves(window)
    rows = {str(row.cells[0]): row.cells for row in dialog.table.rows}
    assert rows["晨星"][2] == t("start.just_begun")
    assert rows["晨星"][6] == t("saves.fine")
    assert rows["甲"][6] == t("saves.watch")
    dialog.reject()


def test_a_game_is_opened_from_the_list(window: MainWindow) -> None:
    dialog = saves(window)
    choose(dialog, "mine")
    dialog.buttons["open"].click()
    assert window.game_page is not None
    assert window.game_page.session.folder.name == "mine"


def test_a_game_is_verified_and_a_changed_one_found(window: MainWindow, tmp_path: Path) -> None:
    dialog = saves(window)
    choose(dialog, "theirs")
    dialog.buttons["check"].click()
    assert "完全一致" in dialog.about.text()
    file = tmp_path / "saves" / "theirs" / "rounds" / "Y1-2-Q2.json"
    file.write_text(
        file.read_text(encoding="utf-8").replace('"equity": 6', '"equity": 9', 1), encoding="utf-8"
    )
    dialog.buttons["check"].click()
    assert "Y1-2-Q2" in dialog.about.text()
    dialog.reject()


def test_a_game_leaves_as_a_file_and_comes_back_beside_itself(window: MainWindow, tmp_path: Path) -> None:
    dialog = saves(window)
    choose(dialog, "mine")
    dialog.export_to(str(tmp_path / "hand-in"))
    assert (tmp_path / "hand-in.sandbox").exists()
    dialog.import_from(str(tmp_path / "hand-in.sandbox"))
    asked = dialog.findChild(ImportDialog)
    assert asked is not None
    asked.ok.click()
    assert {game.path.name for game in dialog.games} == {"mine", "theirs", "hand-in"}
    assert dialog.game() is not None
    assert dialog.about.text() == t("saves.imported", name="hand-in")
    dialog.import_from(str(tmp_path / "hand-in.sandbox"))
    next(one for one in dialog.findChildren(ImportDialog) if one.isVisible()).cancel.click()
    assert len(dialog.games) == 3
    (tmp_path / "notes.txt").write_text("no game")
    dialog.import_from(str(tmp_path / "notes.txt"))
    assert dialog.about.text() == t("refused.save.no_parcel", file="notes.txt")
    dialog.reject()


def test_a_game_under_rules_that_are_not_here_brings_them_and_says_so(
    window: MainWindow, tmp_path: Path
) -> None:
    data = json.loads(ruleset_path("itmc").read_bytes()) | {"id": "own", "name": {"en": "Own", "zh": "自定"}}
    setup = replace(SETUP, ruleset="own", rules=json.dumps(data).encode())
    GameFolder.create(setup, tmp_path / "far")
    dialog, said = saves(window), t("save.carried", ruleset="own")
    dialog.import_from(str(tmp_path / "far"))
    asked = dialog.findChild(ImportDialog)
    assert asked is not None
    words = [one.text() for one in asked.findChildren(QLabel)]
    assert said in words
    assert any("自定" in one for one in words)
    asked.ok.click()
    choose(dialog, "far")
    dialog.buttons["check"].click()
    assert said in dialog.about.text()
    dialog.buttons["open"].click()
    assert window.game_page is not None
    assert said in window.notices.texts()
    assert window.game_page.session.do(EndStage(1))
    assert window.game_page.session.undo()
    assert (window.game_page.session.folder / "ruleset.json").exists()


def test_a_game_goes_to_the_bin_and_back(window: MainWindow) -> None:
    dialog = saves(window)
    choose(dialog, "mine")
    dialog.buttons["delete"].click()
    assert [game.path.name for game in dialog.games] == ["theirs"]
    dialog.tabs.setCurrentIndex(1)
    assert dialog.buttons["restore"].isVisible()
    assert not dialog.buttons["open"].isVisible()
    dialog.buttons["restore"].click()
    assert dialog.games == []
    assert not dialog.buttons["restore"].isEnabled()
    dialog.tabs.setCurrentIndex(0)
    assert {game.path.name for game in dialog.games} == {"mine", "theirs"}
    dialog.reject()


def test_a_game_on_the_table_is_not_thrown_away(window: MainWindow, tmp_path: Path) -> None:
    window.open_folder(tmp_path / "saves" / "mine")
    dialog = saves(window)
    choose(dialog, "mine")
    dialog.buttons["delete"].click()
    assert "另一个窗口" in dialog.about.text()
    assert len(dialog.games) == 2
    dialog.reject()


def test_a_broken_game_is_explained_and_kept(window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "saves" / "mine" / "game.json").write_text("{")
    dialog = saves(window)
    choose(dialog, "mine")
    assert not dialog.buttons["open"].isEnabled()
    assert "game.json" in dialog.about.text()
    dialog.reject()


def test_the_bin_is_no_place_to_continue_from(window: MainWindow) -> None:
    assert "晨星" in window.start_page.continue_button.text()
    dialog = saves(window)
    choose(dialog, "mine")
    dialog.buttons["delete"].click()
    dialog.reject()
    assert not window.start_page.continue_button.isVisible()


def test_whoever_has_only_games_to_look_at_is_told_what_awaits(window: MainWindow, qtbot: QtBot) -> None:
    dialog = saves(window)
    choose(dialog, "mine")
    dialog.buttons["delete"].click()
    dialog.reject()
    lesson = f"1　{t(f'start.lesson_{LESSONS[0]}')}"
    wanted = {lesson, t("start.watch"), t("start.nobody", name="甲")}

    def shown() -> set[str]:
        return {part.text() for part in window.start_page.findChildren(QLabel) if part.isVisible()}

    qtbot.waitUntil(lambda: wanted <= shown())


@pytest.mark.parametrize("scale", [100, 150])
def test_a_saved_games_words_are_not_cut_off(window: MainWindow, tmp_path: Path, scale: int) -> None:
    for number in range(9):
        shutil.copytree(tmp_path / "saves" / "mine", tmp_path / "saves" / f"copy{number}")
    window.start_page.refresh()
    window.looks.resize(scale)
    for _ in range(3):  # a button asks for its height, and then the list for its own
        QApplication.processEvents()
    assert len(window.start_page.games) > 9
    window.resize(1280, 720)
    assert scale > 100 or not window.start_page.verticalScrollBar().isVisible()
    for button in window.start_page.games:
        assert button.height() >= button.title.sizeHint().height() + button.detail.sizeHint().height()
        assert button.detail.width() >= button.detail.sizeHint().width()


def test_the_start_page_shows_the_table_as_it_was_left(window: MainWindow, qtbot: QtBot) -> None:
    picture = window.start_page.picture
    assert picture is not None
    qtbot.waitUntil(lambda: picture.pixmap().width() > 400)
    assert picture.accessibleName() == t("start.picture_of", name="晨星")
    QTest.mouseClick(picture, Qt.MouseButton.LeftButton)
    assert window.game_page is not None
    assert window.game_page.session.company.name == "晨星"


def test_a_table_that_several_share_is_not_shown_at_the_start(opened: MainWindow, qtbot: QtBot) -> None:
    opened.begin(GameSetup("itmc", 7, 2, (Player("晨星"), Player("海棠"))))
    opened.close_game()
    picture = opened.start_page.picture
    assert picture is not None
    qtbot.waitUntil(lambda: picture.pixmap().width() > 400)
    assert picture.accessibleName() == t("start.picture")


def test_a_table_that_cannot_be_read_does_not_spoil_the_start(window: MainWindow, qtbot: QtBot) -> None:
    (window.start_page.games[0].game.path.parent / "mine" / "log.jsonl").write_text("{not json\n{}\n")
    window.start_page.refresh()
    picture = window.start_page.picture
    assert picture is not None
    qtbot.waitUntil(lambda: picture.pixmap().width() > 400)
    assert picture.accessibleName() == t("start.picture")


@pytest.mark.parametrize(
    ("closed", "rounds"), [("", 0), ("Y1-0-start", 1), ("Y2-3-Q3", 10), ("Y6-5-end", 36)]
)
def test_how_far_a_game_came_is_counted_in_rounds(closed: str, rounds: int) -> None:
    assert rounds_played(closed) == rounds


def test_a_game_that_is_over_is_looked_back_on_unless_another_waits(
    window: MainWindow, tmp_path: Path
) -> None:
    (game,) = [one.game for one in window.start_page.games if one.game.people]
    over = replace(game, path=tmp_path / "over", name="海棠", round=f"Y{game.years}-5-end")
    assert to_continue([over, game]) == game
    assert to_continue([over]) == over
    assert to_continue([]) is None


def test_a_long_path_loses_its_beginning_where_there_is_no_room() -> None:
    forms = shorter(Path("/", "home", "teacher", "games", "saves"))
    ways = (
        ("/", "home", "teacher", "games", "saves"),
        ("…", "teacher", "games", "saves"),
        ("…", "games", "saves"),
    )
    assert forms == [str(Path(*way)) for way in (*ways, ("…", "saves"))]
