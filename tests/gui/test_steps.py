"""Steps back and forward at the window, and what the teacher's switch unlocks."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from sandbox_gui.core.actions import AddCapital, Borrow, EndStage, OrderMaterials
from sandbox_gui.core.digest import digest
from sandbox_gui.core.refused import Refused
from sandbox_gui.gui.commands import TEACHERS
from sandbox_gui.gui.dialogs.organiser import AddCapitalDialog, GiveOrderDialog
from sandbox_gui.gui.game_page import GamePage
from sandbox_gui.gui.main_window import MainWindow
from sandbox_gui.gui.new_game import NewGameDialog
from sandbox_gui.gui.session import Session
from sandbox_gui.storage.games import GameSetup, Mode, Player, open_game
from sandbox_gui.text import t


def begin(window: MainWindow, mode: Mode = "practice", rivals: int = 0) -> GamePage:
    """A game on the table, at the operations of the first quarter."""
    players = (Player("晨星"), *(Player(f"对手 {n}", "steady") for n in range(rivals)))
    window.begin(GameSetup("itmc", 7, 2, players, mode))
    assert window.game_page is not None
    session = window.game_page.session
    while not session.is_open("order_materials"):
        assert session.do(EndStage(session.team))
    return window.game_page


def text(window: MainWindow, name: str) -> str:
    return window.actions_by_id[name].text()


def test_undo_and_redo_are_named_in_the_menu(window: MainWindow) -> None:
    session = begin(window).session
    before = digest(session.game)
    assert session.do(OrderMaterials(1, {"R1": 2, "R2": 1}))
    after = digest(session.game)
    assert text(window, "undo") == "撤销：订购原料 R1×2、R2×1"
    QTest.keySequence(window, "Ctrl+Z")
    assert digest(session.game) == before
    assert text(window, "redo") == "重做：订购原料 R1×2、R2×1"
    window.speak("en")
    assert text(window, "redo") == "Redo: order materials R1×2, R2×1"
    QTest.keySequence(window, "Ctrl+Y")
    assert digest(session.game) == after
    assert text(window, "redo") == "Redo"


def test_the_board_and_the_task_list_go_back_too(window: MainWindow) -> None:
    page = begin(window)
    session = page.session
    stage = page.session.stage
    assert session.do(EndStage(1))
    assert session.stage != stage
    assert session.undo()
    assert session.stage == stage
    table = page.board.scene().table
    assert table is not None
    assert table.header.stage == stage.rule.name


def test_a_rivals_move_stops_undo_and_says_why(window: MainWindow) -> None:
    session = begin(window, rivals=1).session
    year, team = session.game.year, session.team
    while session.stage.quarter < 2:
        assert session.do(EndStage(team))
    assert session.game.year == year
    assert text(window, "undo") == "撤销"
    QTest.keySequence(window, "Ctrl+Z")
    assert window.notices.texts()[-1] == t("refused.undo.others", team=2)


def test_with_the_switch_the_teacher_goes_back_past_a_rivals_move_and_it_is_marked(
    window: MainWindow,
) -> None:
    session = begin(window, rivals=1).session
    before = digest(session.game)
    while session.stage.quarter < 2:
        assert session.do(EndStage(1))
    assert not session.go_back("quarter")
    window.step("teacher")
    assert window.actions_by_id["teacher"].isChecked()
    while digest(session.game) != before:
        assert session.undo()
    assert session.redo()
    assert session.go_back("year")
    assert [action for action in session.game.history if action.team == 1] == []
    log = (session.folder / "log.jsonl").read_text()
    assert log.count('"teacher": true') >= 2
    assert digest(Session.open(session.folder).game) == digest(session.game)


def test_the_rivals_go_on_after_a_step_back(window: MainWindow) -> None:
    session = begin(window, rivals=2).session
    window.step("teacher")
    while session.game.year == 1:
        assert session.do(EndStage(1, insolvent=True))
    assert session.go_back("year")
    while session.game.year == 1:
        assert session.do(EndStage(1, insolvent=True))
    assert session.game.year == 2


def test_only_the_teacher_makes_an_organisers_step_again(window: MainWindow) -> None:
    session = begin(window).session
    window.step("teacher")
    assert session.do(AddCapital(1, 10))
    assert session.undo()
    window.step("teacher")
    assert text(window, "redo") == "重做"
    assert not session.redo()
    assert window.notices.texts()[-1] == t("refused.teacher.needed")
    window.step("teacher")
    assert session.redo()


@pytest.mark.parametrize("mode", ["practice", "class", "contest"])
def test_the_modes_allow_what_they_say(window: MainWindow, mode: Mode) -> None:
    session = begin(window, mode).session
    assert session.setup.mode == mode
    while session.stage.quarter < 2:
        assert session.do(EndStage(1))
    assert session.undo() == (mode == "practice")
    window.step("teacher")
    assert session.teacher == (mode != "contest")
    assert window.actions_by_id["teacher"].isChecked() == (mode != "contest")
    assert Session.open(session.folder).setup.mode == mode
    assert not Session.open(session.folder).teacher


def test_what_is_the_teachers_is_refused_to_pupils_by_every_way(window: MainWindow) -> None:
    page = begin(window)
    said: list[Refused] = []
    page.session.refused.connect(said.append)
    action = AddCapital(1, 10)
    assert not page.session.do(action)
    assert said[-1].code == "teacher.needed"
    assert page.session.refusal(action) is not None
    assert page.session.preview(action).refused is not None
    for name in TEACHERS:
        assert not window.actions_by_id[name].isVisible()
        window.step(name)
    assert not [one for one in page.findChildren(AddCapitalDialog) if one.isVisible()]
    assert action not in page.session.game.history


def test_the_teacher_adds_capital_and_hands_out_an_order(window: MainWindow) -> None:
    page = begin(window, rivals=1)
    session = page.session
    window.step("teacher")
    cash = session.game.company(2).cash
    window.step("add_capital")
    capital = page.findChild(AddCapitalDialog)
    assert capital is not None
    capital.company.setCurrentIndex(1)
    capital.amount.set_value(15)
    assert capital.summary.figures["after"].text() == f"{cash + 15}M"
    capital.ok.click()
    assert session.game.company(2).cash >= cash + 15 - 60  # the rival may have spent some of it since
    assert AddCapital(2, 15) in session.game.history
    window.step("give_order")
    order = page.findChild(GiveOrderDialog)
    assert order is not None
    order.quantity.set_value(0)
    assert not order.ok.isEnabled()
    order.quantity.set_value(3)
    order.ok.click()
    assert [one.quantity for one in session.company.orders if one.kind == "given"] == [3]


def test_the_chip_turns_the_switch_off(window: MainWindow, qtbot: QtBot) -> None:
    page = begin(window)
    assert not page.teacher_chip.isVisible()
    window.step("teacher")
    assert page.teacher_chip.isVisible()
    page.teacher_chip.click()
    assert not page.session.teacher
    assert not page.teacher_chip.isVisible()


def test_a_new_game_asks_what_it_is_for(window: MainWindow) -> None:
    window.new_game()
    dialog = window.findChild(NewGameDialog)
    assert dialog is not None
    assert dialog.setup().mode == "practice"
    dialog.mode.setCurrentIndex(2)
    assert dialog.setup().mode == "contest"
    assert dialog.mode_about.text() == t("mode.contest.about")
    dialog.reject()


def test_a_loan_is_named_with_its_kind_and_amount(window: MainWindow) -> None:
    session = begin(window).session
    while not session.is_open("borrow_short"):
        assert session.do(EndStage(1))
    assert session.do(Borrow(1, "short", 20))
    assert text(window, "undo") == "撤销：短期贷款 20M"


def test_a_step_back_while_rivals_think_leaves_no_thought_behind(qtbot: QtBot, tmp_path: Path) -> None:
    players = (Player("晨星"), Player("甲", "steady"), Player("乙", "steady"))
    session = Session.create(GameSetup("itmc", 7, 2, players), tmp_path / "game", apart=True)
    qtbot.waitUntil(lambda: not session.thinking)
    before = len(session.game.history)
    session.set_teacher(True)
    for _ in range(3):
        assert session.do(EndStage(1))  # rivals begin to think about what comes now
        assert session.undo()
    qtbot.waitUntil(lambda: not session.thinking)
    assert len(session.game.history) >= before
    while session.stage.quarter < 1:
        assert session.do(EndStage(1)) or session.game.meeting
        qtbot.waitUntil(lambda: not session.thinking)
    assert session.go_back("year")
    qtbot.waitUntil(lambda: not session.thinking)
    session.close()
    folder, game = open_game(session.folder)
    assert folder.difference is None
    assert digest(game) == digest(session.game)
