"""A whole game at the window: six years with three rivals, kept on disk round by round."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from sandbox_gui.core import actions as act
from sandbox_gui.core.digest import digest
from sandbox_gui.core.refused import Refused
from sandbox_gui.gui.dialogs.unsaved import UnsavedDialog
from sandbox_gui.gui.game_page import GamePage
from sandbox_gui.gui.main_window import MainWindow
from sandbox_gui.gui.panels.meeting import MeetingPage
from sandbox_gui.gui.panels.statements import StatementsPage
from sandbox_gui.gui.panels.steps import DecisionButton
from sandbox_gui.gui.session import Session
from sandbox_gui.headless import play_rivals
from sandbox_gui.rivals import Rival, driver
from sandbox_gui.storage.games import GameSetup, Player, open_game
from sandbox_gui.storage.rounds import ROUND_NAMES
from sandbox_gui.text import sentence

SETUP = GameSetup("itmc", 7, 6, (Player("晨星"), *(Player(f"对手 {n}", "steady") for n in (1, 2, 3))))


def laid_out(window: MainWindow, folder: Path) -> GamePage:
    """A new game in a folder, opened in the window."""
    Session.create(SETUP, folder)
    window.open_folder(folder)
    assert window.game_page is not None
    return window.game_page


def take_stage(session: Session, rival: Rival | None = None) -> None:
    """Decide the present stage for the person as a rival would, through the bridge, and end it."""

    def do(action: act.Action) -> None:
        if refused := session.refusal(action):
            raise refused
        assert session.do(action)

    assert driver.act(session.game, session.team, rival or driver.create("steady"), do)


def test_six_years_end_at_the_ranking_and_open_again_as_they_were(window: MainWindow, tmp_path: Path) -> None:
    page = laid_out(window, tmp_path / "game")
    session = page.session
    met = []
    session.settled.connect(lambda: met.append(page.page) if session.game.meeting else None)
    rival = driver.create("steady")
    while not session.game.over:
        assert session.may_act()
        take_stage(session, rival)
    assert not session.company.bankrupt
    assert set(met) == {"meeting"}
    assert any(order.state == "delivered" for order in session.company.orders)
    assert page.page == "ranking"
    assert page.stack.currentWidget() is page.pages["ranking"]
    QApplication.processEvents()
    assert not page.tasks.close_button.isVisible()  # no step is left
    offered = {button.command.id for button in page.tasks.findChildren(DecisionButton) if button.isVisible()}
    assert offered == {"page_ranking", "page_statements", "page_history"}
    rounds = {file.stem for file in (session.folder / "rounds").iterdir()}
    assert rounds == {f"Y{y}-{part}-{name}" for y in range(1, 7) for part, name in enumerate(ROUND_NAMES)}
    assert digest(Session.open(session.folder).game) == digest(session.game)


def test_the_statements_open_on_the_year_just_closed(window: MainWindow, tmp_path: Path) -> None:
    page = laid_out(window, tmp_path / "game")
    session = page.session
    while session.game.year == 1:
        take_stage(session)
    assert page.page == "statements"
    books = page.pages["statements"]
    assert isinstance(books, StatementsPage)
    assert books.years.currentData() == 1
    assert not books.note.text()


def test_a_tender_leads_to_its_page(window: MainWindow, tmp_path: Path) -> None:
    setup = GameSetup("contest", 7, 6, (Player("晨星"), Player("对手", "steady")))
    Session.create(setup, tmp_path / "game")
    window.open_folder(tmp_path / "game")
    page = window.game_page
    assert page is not None
    while not page.session.game.tender:
        take_stage(page.session)
    assert page.page == "meeting"
    meeting = page.pages["meeting"]
    assert isinstance(meeting, MeetingPage)
    assert meeting.stack.currentWidget() is meeting.tender


# ------------------------------------------------------------ what the disk does


def block(file: Path) -> None:
    """Make a file impossible to write: a folder of its name stands in its place."""
    file.rename(file.with_suffix(".kept"))
    file.mkdir()


def free(file: Path) -> None:
    """Make it possible again."""
    file.rmdir()
    file.with_suffix(".kept").rename(file)


def test_a_disk_that_takes_nothing_is_told_until_it_does(window: MainWindow, tmp_path: Path) -> None:
    page = laid_out(window, tmp_path / "game")
    session = page.session
    block(session.folder / "log.jsonl")
    refused: list[Refused] = []
    session.failed.connect(refused.append)
    assert session.do(act.EndStage(session.team))
    assert session.stage.rule.id == "payments"
    assert refused[-1].code == "save.unwritable"
    assert page.trouble.isVisible()
    assert sentence(refused[-1]) in page.trouble.words.text()
    page.trouble.again.click()
    assert page.trouble.isVisible()
    free(session.folder / "log.jsonl")
    assert session.do(act.Advertise(session.team, {"local:P1": 1}))
    assert not page.trouble.isVisible()
    assert digest(Session.open(session.folder).game) == digest(session.game)


def test_a_game_goes_on_elsewhere_with_all_that_was_done(window: MainWindow, tmp_path: Path) -> None:
    page = laid_out(window, tmp_path / "game")
    session, old = page.session, page.session.folder
    while session.game.year == 1:
        take_stage(session)
    block(old / "log.jsonl")
    assert session.undo() or session.do(act.EndStage(session.team))
    before = digest(session.game)
    page.trouble.elsewhere.save_in(str(tmp_path / "stick"))
    assert not page.trouble.isVisible()
    assert session.folder.parent == tmp_path / "stick"
    take_stage(session)
    folder, game = open_game(session.folder)
    assert folder.difference is None
    assert digest(game) == digest(session.game) != before
    assert digest(open_game(tmp_path / "stick" / session.folder.name)[1]) == digest(session.game)


def test_what_is_not_saved_is_not_left_unasked(window: MainWindow, tmp_path: Path) -> None:
    page = laid_out(window, tmp_path / "game")
    log = page.session.folder / "log.jsonl"
    block(log)
    assert page.session.do(act.EndStage(page.session.team))
    assert not window.close()
    assert window.isVisible()
    asked = window.findChild(UnsavedDialog)
    assert asked is not None
    free(log)
    asked.again.click()
    assert not asked.isVisible()
    assert window.game_page is page
    block(log)
    assert page.session.do(act.Advertise(page.session.team, {"local:P1": 1}))
    window.close_game()
    asked = next(one for one in window.findChildren(UnsavedDialog) if one.isVisible())
    asked.leave.click()
    assert window.game_page is None
    free(log)
    assert len(open_game(tmp_path / "game")[1].history) < len(page.session.game.history)


def test_a_second_window_only_looks_on(window: MainWindow, tmp_path: Path) -> None:
    first = Session.create(SETUP, tmp_path / "game")
    window.open_folder(tmp_path / "game")
    page = window.game_page
    assert page is not None
    assert page.session.closed is not None
    assert window.notices.texts()[-1] == sentence(page.session.closed)
    assert str(os.getpid()) in window.notices.texts()[-1]
    before = (tmp_path / "game" / "log.jsonl").read_bytes()
    session = page.session
    assert not session.do(act.EndStage(session.team))
    assert not session.undo()
    assert not session.redo()
    assert not session.set_teacher(True)
    assert not session.may_act()
    assert (tmp_path / "game" / "log.jsonl").read_bytes() == before
    first.close()
    window.open_folder(tmp_path / "game")
    assert window.game_page is not None
    assert window.game_page.session.closed is None


def test_a_game_that_nobody_plays_is_only_looked_at(window: MainWindow, tmp_path: Path) -> None:
    setup = GameSetup("itmc", 7, 1, (Player("甲", "steady"), Player("乙", "steady")))
    play_rivals(setup, tmp_path / "game")
    before = sorted(tmp_path.rglob("*"))
    window.open_folder(tmp_path / "game")
    assert window.game_page is not None
    assert window.game_page.session.closed is not None
    window.show_page("history")
    assert sorted(tmp_path.rglob("*")) == before


def test_a_game_that_rivals_have_not_finished_goes_on(window: MainWindow, tmp_path: Path) -> None:
    window.begin(GameSetup("itmc", 7, 1, (Player("甲", "steady"), Player("乙", "steady"))))
    assert window.game_page is not None
    assert window.game_page.session.closed is None
    assert window.game_page.session.game.over


def test_a_changed_round_is_told_when_the_game_is_opened(window: MainWindow, tmp_path: Path) -> None:
    session = laid_out(window, tmp_path / "game").session
    while session.stage.quarter < 2:
        take_stage(session)
    window.close_game()
    file = tmp_path / "game" / "rounds" / "Y1-0-start.json"
    file.write_text(
        file.read_text(encoding="utf-8").replace('"equity": 64', '"equity": 99'), encoding="utf-8"
    )
    window.open_folder(tmp_path / "game")
    assert window.game_page is not None
    assert any("Y1-0-start" in said and "99" in said for said in window.notices.texts())


def damage(folder: Path) -> None:
    (folder / "game.json").write_text("{", encoding="utf-8")


def make_newer(folder: Path) -> None:
    file = folder / "game.json"
    text = file.read_text(encoding="utf-8").replace('"format": 2', '"format": 99')
    file.write_text(text, encoding="utf-8")


def barred(folder: Path) -> None:
    block(folder / "game.json")


def cut(folder: Path) -> None:
    (folder / "log.jsonl").write_text('{"n": 1, "do": "Dance", "team": 1}\n', encoding="utf-8")


@pytest.mark.parametrize("spoil", [damage, make_newer, barred, cut])
@pytest.mark.parametrize("spoken", ["zh", "en"])
def test_a_save_that_cannot_be_opened_says_why(
    window: MainWindow, tmp_path: Path, spoil: Callable[[Path], None], spoken: str
) -> None:
    window.speak(spoken)
    Session.create(SETUP, tmp_path / "game")
    spoil(tmp_path / "game")
    with pytest.raises(Refused) as caught:
        Session.open(tmp_path / "game")
    window.open_folder(tmp_path / "game")
    said = window.notices.texts()[-1]
    assert said == sentence(caught.value)
    assert caught.value.code not in said  # a sentence, not the bare code
    assert any("一" <= sign <= "鿿" for sign in said) == (spoken == "zh")
    assert window.game_page is None
