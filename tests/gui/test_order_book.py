"""The new-game dialog with an order book of the teacher's own."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from sandbox_gui.gui.new_game import NewGameDialog
from sandbox_gui.gui.session import Session

HEADS = ["年份", "市场", "产品", "数量", "总价", "交货期", "账期", "ISO", "类型"]
GOOD = [1, "本地", "P1", 3, 15, 4, 2, "", "选单"]
TENDER = [2, "本地", "P1", 3, "", "", "", "", "竞单"]


@pytest.fixture
def asked(qtbot: QtBot) -> NewGameDialog:
    dialog = NewGameDialog(company="晨星")
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def book(folder: Path, *rows: list[object]) -> Path:
    path = folder / "我的订单.csv"
    with path.open("w", encoding="gb18030", newline="") as file:
        csv.writer(file).writerows([HEADS, *rows])
    return path


def choose(asked: NewGameDialog, qtbot: QtBot, path: Path) -> None:
    """Choose a file as a person does, in the file dialog."""
    qtbot.mouseClick(asked.orders.choose, Qt.MouseButton.LeftButton)
    dialog = asked.findChild(QFileDialog)
    assert dialog
    dialog.fileSelected.emit(str(path))
    dialog.reject()


def test_a_chosen_book_is_played_and_saved(asked: NewGameDialog, qtbot: QtBot, tmp_path: Path) -> None:
    assert asked.setup().book is None
    choose(asked, qtbot, book(tmp_path, GOOD, GOOD))
    assert "我的订单.csv" in asked.orders.about.text()
    assert "2 张" in asked.orders.about.text()
    session = Session.create(asked.setup(), tmp_path / "game")
    assert sorted(session.game.orders) == ["Y1-001", "Y1-002"]
    assert sorted(Session.open(tmp_path / "game").game.orders) == ["Y1-001", "Y1-002"]


def test_all_complaints_are_shown_and_the_game_waits(
    asked: NewGameDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(asked, qtbot, book(tmp_path, GOOD, [1, "火星", "P9", *GOOD[3:]], [0, *GOOD[1:]]))
    assert asked.orders.complaints.isVisible()
    assert [asked.orders.complaints.item(n).text()[:5] for n in range(3)] == [
        "第 3 行",
        "第 3 行",
        "第 4 行",
    ]
    assert not asked.ok.isEnabled()
    assert "3" in asked.trouble.text()
    qtbot.mouseClick(asked.orders.drop, Qt.MouseButton.LeftButton)
    assert not asked.orders.complaints.isVisible()
    assert asked.ok.isEnabled()
    assert asked.setup().book is None


def test_another_ruleset_reads_the_book_again(asked: NewGameDialog, qtbot: QtBot, tmp_path: Path) -> None:
    """itmc has no tenders, contest has."""
    choose(asked, qtbot, book(tmp_path, GOOD, TENDER))
    assert asked.orders.wrong == 1
    asked.ruleset.setCurrentIndex(asked.ruleset.findData("contest"))
    assert asked.orders.wrong == 0
    assert [order.kind for order in asked.setup().book or ()] == ["selection", "tender"]
