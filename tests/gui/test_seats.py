"""Several people and computer rivals at one window: seats, the curtain, rivals that think beside it."""

from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from sandbox_gui.core import actions as act
from sandbox_gui.core.digest import digest
from sandbox_gui.core.engine import apply, may_act
from sandbox_gui.core.game import Game
from sandbox_gui.core.order_meeting import whose_turn
from sandbox_gui.gui import appearance
from sandbox_gui.gui.appearance import use_fonts, use_language
from sandbox_gui.gui.dialogs.loan import LoanDialog
from sandbox_gui.gui.game_page import GamePage
from sandbox_gui.gui.main_window import MainWindow
from sandbox_gui.gui.meeting_settings import MeetingSettings
from sandbox_gui.gui.panels.meeting import MeetingPage
from sandbox_gui.gui.preferences import Preferences
from sandbox_gui.gui.session import Session
from sandbox_gui.gui.thinking import Thought, think
from sandbox_gui.rivals import driver
from sandbox_gui.rivals.rival import Rival
from sandbox_gui.storage.games import GameSetup, Player, start_game
from sandbox_gui.text import t

LEFT = Qt.MouseButton.LeftButton
Make = Callable[..., MainWindow]


@pytest.fixture
def make(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Generator[Make]:
    """Makes a window with a game: people first, then rivals."""
    monkeypatch.setenv("SANDBOX_SAVES", str(tmp_path / "saves"))
    use_fonts()
    made: list[MainWindow] = []

    def window(people: int, rivals: int, apart: bool = False, years: int = 2) -> MainWindow:
        one = MainWindow(Preferences(tmp_path / "settings.ini"), apart)
        made.append(one)
        qtbot.addWidget(one)
        one.show()
        players = [Player(f"人 {n}") for n in range(people)] + [
            Player(f"机 {n}", "steady") for n in range(rivals)
        ]
        one.begin(GameSetup("itmc", 7, years, tuple(players)))
        return one

    yield window
    for one in made:
        one.close_game()
    use_language("zh")
    appearance.application().setStyleSheet("")


def page_of(window: MainWindow) -> GamePage:
    assert window.game_page is not None
    return window.game_page


def decide(session: Session) -> None:
    """Decide the present stage for the person at the table as a rival would."""

    def do(action: act.Action) -> None:
        if refused := session.refusal(action):
            raise refused
        assert session.do(action)

    assert driver.act(session.game, session.team, driver.create("steady"), do)


def take_seat(page: GamePage) -> None:
    """The person whose seat it is opens the table, from wherever the window stands."""
    if page.session.curtained:
        page.show_page("board")
        assert page.stack.currentWidget() is page.curtain
        QTest.mouseClick(page.curtain.lift, LEFT)
    assert not page.session.curtained


def seat(page: GamePage, team: int) -> None:
    """Choose another team on the curtain, as the list does."""
    others = page.curtain.others
    others.setCurrentIndex(others.findData(team))
    others.activated.emit(others.currentIndex())


def pick(page: MeetingPage) -> None:
    """Take the first order that may be taken with a click, or pass."""
    free = [card for card in page.selection.wall.cards if card.facts and card.facts.state == "free"]
    QTest.mouseClick(free[0] if free else page.selection.pass_button, LEFT)


def words(widget: QWidget) -> str:
    """All that can be read on the labels that are seen."""
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_the_table_is_closed_until_the_person_whose_seat_it_is_opens_it(make: Make) -> None:
    page = page_of(make(3, 3))
    session = page.session
    assert session.people == (1, 2, 3)
    assert page.stack.currentWidget() is page.curtain
    assert not page.tasks.isVisible()
    for name in ("statements", "forecast", "board"):
        page.show_page(name)
        assert page.stack.currentWidget() is page.curtain
    page.decide("borrow")
    assert not page.findChildren(LoanDialog)
    assert "28" not in words(page)  # the cash of every company
    QTest.mouseClick(page.curtain.lift, LEFT)
    assert page.stack.currentWidget() is page.table
    assert page.tasks.isVisible()


def test_the_keyboard_opens_the_table(make: Make) -> None:
    window = make(2, 0)
    page = page_of(window)
    QTest.keyClick(page.curtain.lift, Qt.Key.Key_Return)
    assert not page.session.curtained
    assert "人 0" in window.windowTitle()
    page.decide("hand_over")
    seat(page, 2)
    QTest.keyClick(page.curtain.lift, Qt.Key.Key_Space)
    assert not page.session.curtained
    assert "人 1" in window.windowTitle()


def test_people_play_in_turn_up_to_where_they_wait(make: Make) -> None:
    page = page_of(make(2, 2))
    session = page.session
    seats = []
    while not session.game.meeting:
        take_seat(page)
        if not seats or seats[-1] != session.team:
            seats.append(session.team)
        decide(session)
    assert seats == [1, 2]
    assert session.curtained
    assert page.page == "meeting"


def test_the_meeting_is_shared_and_the_seat_goes_to_whose_turn_it_is(make: Make) -> None:
    page = page_of(make(3, 3))
    session = page.session
    while not session.game.meeting:
        take_seat(page)
        decide(session)
    meeting = page.pages["meeting"]
    assert isinstance(meeting, MeetingPage)
    picked = set()
    while session.game.meeting:
        assert page.stack.currentWidget() is meeting
        assert session.team in whose_turn(session.game)
        assert session.curtained  # but nobody's own table can be looked at
        picked.add(session.team)
        pick(meeting)
    assert picked == {1, 2, 3}
    assert page.stack.currentWidget() is meeting
    assert page.seat_button.isVisible()
    QTest.mouseClick(page.seat_button, LEFT)
    assert page.stack.currentWidget() is page.curtain


def test_what_one_person_had_open_is_closed_for_the_next(make: Make) -> None:
    page = page_of(make(2, 0))
    session = page.session
    take_seat(page)
    while not session.is_open("borrow_long"):
        decide(session)
        take_seat(page)
    page.decide("borrow")
    (dialog,) = page.findChildren(LoanDialog)
    page.decide("hand_over")
    assert not dialog.isVisible()
    assert page.stack.currentWidget() is page.curtain


def test_the_table_can_be_handed_to_somebody_out_of_turn(make: Make) -> None:
    page = page_of(make(3, 0))
    session = page.session
    assert page.curtain.others.isVisible()
    seat(page, 3)
    assert session.team == 3
    assert session.curtained
    QTest.mouseClick(page.curtain.lift, LEFT)
    assert page.board.board.table is not None
    assert page.board.board.table.header.company == "人 2"


def orders_materials(page: GamePage) -> int:
    """People take their turns until one of them orders materials; that team."""
    session = page.session
    take_seat(page)
    while not session.is_open("order_materials"):
        decide(session)
        take_seat(page)
    first = session.team
    assert session.do(act.OrderMaterials(first, {"R1": 2}))
    return first


def test_a_step_taken_back_is_neither_named_nor_made_again_for_the_next_person(make: Make) -> None:
    window = make(2, 0)
    page = page_of(window)
    session = page.session
    first = orders_materials(page)
    named = window.actions_by_id["undo"].text()
    page.decide("hand_over")
    assert window.actions_by_id["undo"].text() == "撤销" != named  # the curtain covers it as well
    take_seat(page)
    assert window.actions_by_id["undo"].text() == named
    assert session.undo()
    assert window.actions_by_id["redo"].text() == "重做：订购原料 R1×2"
    page.decide("hand_over")
    seat(page, other := 3 - first)
    take_seat(page)
    assert session.team == other
    assert window.actions_by_id["redo"].text() == "重做"
    before = digest(session.game)
    assert not session.redo()
    assert window.notices.texts()[-1] == t("refused.redo.others", team=first)
    assert digest(session.game) == before
    page.decide("hand_over")
    seat(page, first)
    take_seat(page)
    assert window.actions_by_id["redo"].text() == "重做：订购原料 R1×2"
    assert session.redo()


def test_the_teacher_makes_anybodys_step_again(make: Make) -> None:
    page = page_of(make(2, 0))
    session = page.session
    first = orders_materials(page)
    assert session.undo()
    page.decide("hand_over")
    seat(page, 3 - first)
    session.set_teacher(True)
    assert session.redo()
    assert session.company.team != first


def test_a_whole_game_of_three_people_and_three_rivals_ends_in_a_shared_ranking(make: Make) -> None:
    page = page_of(make(3, 3))
    session = page.session
    while not session.game.over:
        if not session.game.meeting:
            take_seat(page)
        assert may_act(session.game, session.team)
        able = [session.game.company(team) for team in session.people if may_act(session.game, team)]
        assert session.stage.quarter == min(session.game.stage(company).quarter for company in able)
        decide(session)
    assert not session.curtained
    assert page.page == "ranking"
    assert page.stack.currentWidget() is page.pages["ranking"]


# ------------------------------------------------------------ rivals that think beside the window


def settled(qtbot: QtBot, session: Session) -> None:
    """Wait until no rival thinks any more."""
    qtbot.waitUntil(lambda: not session.thinking)


def test_rivals_think_apart_and_come_to_the_same(qtbot: QtBot, make: Make) -> None:
    session = page_of(make(1, 3, apart=True)).session
    session.hold_meetings(MeetingSettings(pace="once"))
    settled(qtbot, session)
    while session.game.year == 1:
        decide(session)
        settled(qtbot, session)
    game = start_game(session.setup)
    for action in session.game.history:
        apply(game, action)
    assert digest(game) == digest(session.game)
    assert digest(Session.open(session.folder).game) == digest(session.game)


def test_the_window_says_who_thinks_and_people_go_on_meanwhile(qtbot: QtBot, make: Make) -> None:
    page = page_of(make(1, 2, apart=True))
    session = page.session
    session.hold_meetings(MeetingSettings(pace="once"))
    settled(qtbot, session)
    assert not page.thinking_label.text()
    while not session.thinking or not session.may_act():  # rivals answer when a quarter begins
        settled(qtbot, session)
        decide(session)
    assert session.game.company(session.thinking).name in page.thinking_label.text()
    stood = session.stage
    assert session.do(act.EndStage(1))
    assert session.stage.index > stood.index
    settled(qtbot, session)
    assert not page.thinking_label.text()


def test_rivals_pick_at_a_pace_that_people_can_follow(qtbot: QtBot, make: Make) -> None:
    session = page_of(make(1, 3, apart=True)).session
    session.hold_meetings(MeetingSettings(pace="slow"))
    thinking = session._thinking
    assert thinking is not None
    while not (session.game.meeting and thinking._pause.isActive()):  # a rival has decided, and waits
        if session.may_act():
            decide(session)
        else:
            qtbot.waitUntil(lambda: thinking._pause.isActive() or session.may_act())
    taken = [action for action in session.game.history if isinstance(action, act.TakeOrder | act.PassTurn)]
    thinking._pause.stop()
    thinking._pause.timeout.emit()
    more = [action for action in session.game.history if isinstance(action, act.TakeOrder | act.PassTurn)]
    assert len(more) == len(taken) + 1


def test_a_mistake_of_a_rival_is_told_and_the_game_can_go_on(
    qtbot: QtBot, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(make(1, 1, apart=True))
    session = page.session
    settled(qtbot, session)
    thinking = session._thinking
    assert thinking is not None

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch, qtbot.captureExceptions() as caught:
        patch.setattr(thinking.rivals[2], "decide", fail)
        while session.stage.quarter < 2 and not caught:
            decide(session)
            settled(qtbot, session)
    assert [kind for kind, _, _ in caught] == [ZeroDivisionError]
    assert not page.thinking_label.text()
    session.let_rivals_play()  # as the next decision does, or opening the game again
    settled(qtbot, session)
    assert session.may_act()


def test_rivals_alone_do_not_dawdle_once_the_last_person_is_out(qtbot: QtBot, make: Make) -> None:
    session = page_of(make(1, 2, apart=True)).session
    session.hold_meetings(MeetingSettings(pace="slow"))
    thinking = session._thinking
    assert thinking is not None
    waits: list[int] = []
    thinking._pause.timeout.connect(lambda: waits.append(1))
    session.company.bankrupt = "Y1Q1"  # before any rival has come to a stop
    qtbot.waitUntil(lambda: session.game.over, timeout=60_000)
    assert not waits
    assert session.game.year == 2


@pytest.mark.parametrize("close", [MainWindow.close_game, MainWindow.close])
def test_closing_game_or_window_while_a_rival_thinks_is_safe(
    qtbot: QtBot, make: Make, close: Callable[[MainWindow], object]
) -> None:
    window = make(1, 5, apart=True)
    session = page_of(window).session
    assert session.thinking
    close(window)
    assert not session.thinking
    before = len(session.game.history)
    qtbot.wait(1)
    assert len(session.game.history) == before
    Session.open(session.folder)


def test_a_thought_changes_nothing_but_its_copy() -> None:
    game = start_game(GameSetup("itmc", 7, 2, (Player("a", "steady"), Player("b", "steady"))))
    before = digest(game)
    twin = start_game(GameSetup("itmc", 7, 2, (Player("a", "steady"), Player("b", "steady"))))
    rival: Rival = driver.create("steady")
    thought = think(game, twin, 1, rival)
    assert digest(game) == before
    assert thought.actions
    for action in thought.actions:
        apply(game, action)
    assert digest(game) == digest(twin)


def test_an_answer_that_no_longer_fits_is_made_anew(qtbot: QtBot, make: Make) -> None:
    """A rival's answer to another game, say one that was taken back meanwhile, is not carried out."""
    session = page_of(make(1, 1)).session
    other: Game = start_game(session.setup)
    twin = start_game(session.setup)
    before = digest(session.game)
    session._carry_out(think(other, twin, 2, driver.create("steady")))
    assert digest(session.game) == before


def test_what_is_refused_ends_an_answer_and_nothing_else(make: Make) -> None:
    session = page_of(make(1, 1)).session
    stage = session.game.company(2).stage
    before = len(session.game.history)
    answer = [act.Advertise(1, {"local:P1": 1}), act.TakeOrder(2, "none"), act.EndStage(1)]
    while not session.is_open("advertise"):
        decide(session)
        before = len(session.game.history)
        stage = session.game.company(2).stage
    session._carry_out(Thought(session.game, 2, answer))
    assert len(session.game.history) == before + 1
    assert session.game.company(2).stage == stage
