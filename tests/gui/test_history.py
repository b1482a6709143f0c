"""The page of the history: what is told to whom, and the table as it was."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from sandbox_gui.core.actions import Advertise, Borrow, EndStage
from sandbox_gui.core.digest import digest
from sandbox_gui.core.refused import Refused
from sandbox_gui.gui.history.page import HistoryPage
from sandbox_gui.gui.main_window import MainWindow
from sandbox_gui.gui.session import Session
from sandbox_gui.rivals import driver
from sandbox_gui.storage.attempts import FILE as REFUSED
from sandbox_gui.storage.games import GameSetup, Mode, Player, open_game
from sandbox_gui.text import t


def begin(window: MainWindow, mode: Mode = "practice", rivals: int = 1) -> tuple[Session, HistoryPage]:
    """A game into its second quarter, and the page of its history."""
    players = (Player("晨星"), *(Player(f"对手 {n}", "steady") for n in range(rivals)))
    window.begin(GameSetup("itmc", 7, 2, players, mode))
    assert window.game_page is not None
    session = window.game_page.session
    while session.stage.quarter < 2:
        if session.is_open("advertise") and not session.company.advertising:
            assert session.do(Advertise(1, {"local:P1": 2}))
        assert driver.act(session.game, 1, driver.create("steady"), session.do)
    window.show_page("history")
    page = window.game_page.pages["history"]
    assert isinstance(page, HistoryPage)
    return session, page


def told(page: HistoryPage) -> list[str]:
    return [str(row.cells[1]) for row in page.table.rows]


def letters(page: HistoryPage) -> set[str]:
    return {str(row.cells[0]) for row in page.table.rows} - {""}


def test_every_step_is_told_under_the_part_of_its_year(window: MainWindow) -> None:
    _, page = begin(window)
    rows = told(page)
    parts = [row for row, shown in zip(rows, page.table.rows, strict=True) if shown.look == "head"]
    assert parts == ["第 1 年 年初", "第 1 年 第 1 季", "第 1 年 第 2 季"][: len(parts)]
    assert any(row.startswith("投放广告 本地 P1") for row in rows)


def test_of_others_only_what_is_public_is_told_until_the_teacher_looks(window: MainWindow) -> None:
    session, page = begin(window)
    others = [row.cells[1] for row in page.table.rows if row.cells[0] == "B"]
    assert all(str(words).startswith(("选单", "放弃选单")) for words in others)
    session.set_teacher(True)
    assert any(row.cells[0] == "B" and str(row.cells[1]).startswith("完成") for row in page.table.rows)
    page.teams.setCurrentIndex(2)
    assert letters(page) == {"B"}
    assert page.board.board.table is not None
    assert page.board.board.table.header.company == "对手 0"


def test_the_cash_of_the_steps_adds_up(window: MainWindow) -> None:
    session, page = begin(window, rivals=0)
    cells = [row.cells for row in page.table.rows if row.cells[0] == "A"]
    effects = [cell[2] for cell in cells if isinstance(cell[2], int)]
    assert 28 + sum(effects) == session.company.cash == cells[-1][3]


def test_the_kinds_sift(window: MainWindow) -> None:
    _, page = begin(window)
    page.kinds.setCurrentIndex(page.kinds.findData("meeting"))
    steps = [row for row in page.table.rows if row.look != "head"]
    assert steps
    assert all(str(row.cells[1]).startswith(("投放广告", "选单", "放弃选单")) for row in steps)


def test_a_refused_attempt_is_told_with_its_reason_when_asked(window: MainWindow) -> None:
    session, page = begin(window)
    assert not session.do(Borrow(1, "short", 70000))
    page.refresh()
    assert not any("✗" in words for words in told(page))
    page.refusals.setChecked(True)
    assert sum("短期贷款 70000M ✗" in words for words in told(page)) == 1
    (session.folder / REFUSED).write_text('{"after": 1, "team": 1, "action": {}, "code": "x"}\n[[[\n')
    page.refresh()
    assert not any("✗" in words for words in told(page))
    assert digest(open_game(session.folder)[1]) == digest(session.game)


def test_the_table_is_shown_as_it_was_at_any_step(window: MainWindow) -> None:
    session, page = begin(window)
    now = page.board.board.table
    page.slider.setValue(0)
    then = page.board.board.table
    assert then is not None
    assert then.header.cash == 28
    assert then != now
    assert page.banner.text().startswith("回看：第 1 年年初")
    assert page.card.property("role") == "turn"
    page.controls["last"].click()
    assert page.board.board.table == now
    assert page.banner.text().startswith("现在")
    page.table.setCurrentIndex(page.table.model().index(1, 0))
    assert page.slider.value() == page._lines[1].after
    assert len(session.game.history) > 1


def test_one_steps_through_by_the_buttons_and_it_plays_by_itself(window: MainWindow, qtbot: QtBot) -> None:
    _, page = begin(window, rivals=0)
    page.controls["first"].click()
    assert not page.controls["back"].isEnabled()
    seen = [page.slider.value()]
    while page.controls["forward"].isEnabled():
        page.controls["forward"].click()
        seen.append(page.slider.value())
    assert seen == list(range(len(seen)))
    page.controls["back"].click()
    assert page.slider.value() == seen[-2]
    page._timer.setInterval(1)
    page.controls["first"].click()
    page.controls["play"].click()
    qtbot.waitUntil(lambda: not page.controls["forward"].isEnabled())
    assert not page._timer.isActive()
    page.controls["first"].click()
    page.controls["play"].click()
    window.show_page("board")
    assert not page._timer.isActive()


def test_the_last_step_stays_in_sight_while_the_game_goes_on(window: MainWindow) -> None:
    session, page = begin(window, rivals=0)
    assert session.do(EndStage(1, insolvent=True))
    assert page.banner.text().startswith("现在")
    assert page.slider.value() == len(session.game.history)
    page.slider.setValue(3)
    assert session.do(EndStage(1, insolvent=True))
    assert page.slider.value() == 3


def test_what_was_taken_back_can_be_looked_at_as_a_branch(window: MainWindow) -> None:
    session, page = begin(window, rivals=0)
    history = session.game.history
    assert session.undo()
    assert session.undo()
    page.refresh()
    assert not page.line.isVisible()
    assert session.do(EndStage(1, insolvent=True))
    assert page.line.isVisible()
    page.line.setCurrentIndex(1)
    assert page.slider.maximum() == len(history)
    assert page._tape.go(len(history)).history == history


def test_a_teachers_steps_back_are_marked(window: MainWindow) -> None:
    session, page = begin(window)
    session.set_teacher(True)
    assert session.undo()
    session.set_teacher(False)
    page.refresh()
    marks = [words for words in told(page) if "⚑" in words]
    assert marks[0] == t("history.mark_on")
    assert marks[1].startswith("⚑ 教师退回")
    assert marks[2] == t("history.mark_off")


def test_another_game_begins_from_a_moment_and_this_one_stays(window: MainWindow) -> None:
    session, page = begin(window)
    before, folder = digest(session.game), session.folder
    page.slider.setValue(6)
    wanted = session.game.history[:6]
    page.fork.click()
    assert window.game_page is not None
    new = window.game_page.session
    assert new.folder != folder
    assert new.game.history[:6] == wanted
    assert digest(open_game(folder)[1]) == before
    again, _ = open_game(new.folder)
    assert again.difference is None
    assert again.setup.mode == "practice"


@pytest.mark.parametrize("mode", ["class", "contest"])
def test_what_is_still_to_come_is_not_tried_out_in_class(window: MainWindow, mode: Mode) -> None:
    session, page = begin(window, mode)
    folder = session.folder
    page.fork.click()
    assert window.game_page is not None
    assert window.game_page.session.folder == folder
    assert window.notices.texts()[-1] == t("refused.history.fork")
    with pytest.raises(Refused, match=r"history\.fork"):
        session.fork([])


def test_the_page_speaks_both_languages(window: MainWindow) -> None:
    _, page = begin(window)
    window.speak("en")
    assert page.title.text() == "History"
    assert told(page)[0].startswith("Year 1, ")
    assert not any("一" <= sign <= "鿿" for words in told(page) for sign in words.replace("晨星", ""))


def test_the_history_has_a_key_and_leaves_room_for_the_table(window: MainWindow) -> None:
    begin(window)
    assert window.game_page is not None
    QTest.keySequence(window, "F2")
    assert window.game_page.tasks.isVisible()
    QTest.keySequence(window, "F12")
    assert window.game_page.page == "history"
    assert not window.game_page.tasks.isVisible()
