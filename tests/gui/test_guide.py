"""The guide: a newcomer is led through the first quarter by what is really done."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from sandbox_gui.core.actions import Advertise, EndStage
from sandbox_gui.gui import guide
from sandbox_gui.gui.board.view import BoardView
from sandbox_gui.gui.choices import doable
from sandbox_gui.gui.coach import Coach, beside
from sandbox_gui.gui.dialogs.advertising import AdvertisingDialog
from sandbox_gui.gui.dialogs.leaving import LeavingDialog
from sandbox_gui.gui.dialogs.logistics import MaterialsDialog
from sandbox_gui.gui.game_page import GamePage
from sandbox_gui.gui.main_window import MainWindow
from sandbox_gui.gui.panels.meeting_wall import OrderCard
from sandbox_gui.gui.panels.steps import DecisionButton
from sandbox_gui.storage.rulesets import load_ruleset, ruleset_ids
from sandbox_gui.text import t, texts

Begin = Callable[..., GamePage]
LEFT = Qt.MouseButton.LeftButton


def click(widget: QWidget) -> None:
    """A click with the left button, and what follows from it."""
    QTest.mouseClick(widget, LEFT)
    QApplication.processEvents()


def coach_of(opened: MainWindow) -> Coach:
    """The coach, which must be there."""
    QApplication.processEvents()
    coach = opened.guiding.coach
    assert coach is not None
    coach.refresh()
    return coach


def step_of(opened: MainWindow) -> str:
    """The step now shown."""
    step = coach_of(opened).step
    return step.id if step else ""


def read_on(opened: MainWindow) -> None:
    """Read what is only to be read, but for the last."""
    while step_of(opened) in guide.READ - {"finish"}:
        click(coach_of(opened).next)


def button(page: GamePage, command: str) -> DecisionButton:
    """The task list's button of a decision."""
    return next(
        b for b in page.tasks.findChildren(DecisionButton) if b.command.id == command and b.isVisible()
    )


def test_a_newcomer_is_led_through_the_first_quarter(opened: MainWindow) -> None:
    click(opened.start_page.ways["help_guide"])
    page = opened.game_page
    assert page is not None
    seen = []
    for _ in range(40):
        read_on(opened)
        seen.append(step := step_of(opened))
        if step == "finish":
            break
        _obey(opened, page, step)
    assert [step for step in dict.fromkeys(seen) if step != "go_on"] == [
        "advertise", "pick", "order", "produce", "deliver", "finish",
    ]  # fmt: skip
    assert (page.session.game.year, page.session.stage.quarter) == (1, 2)
    click(coach_of(opened).next)
    assert opened.guiding.coach is None
    assert not opened.preferences.guide_on


def _obey(opened: MainWindow, page: GamePage, step: str) -> None:
    """Do by hand what the guide asks for."""
    session = page.session
    if step == "go_on":
        click(page.tasks.close_button)
        for asked in page.findChildren(LeavingDialog):  # a second order could be delivered, too
            click(asked.go_on)
    elif step == "advertise":
        click(button(page, "advertise"))
        sheet = next(d for d in page.findChildren(AdvertisingDialog) if d.isVisible())
        sheet.boxes["local:P1"].setValue(3)
        click(sheet.submit)
    elif step == "pick":
        cards = [card for card in page.pages["meeting"].findChildren(OrderCard) if card.isVisible()]
        smallest = min(
            (card for card in cards if card.facts and card.facts.state == "free"),
            key=lambda card: session.game.orders[card.facts.order].quantity if card.facts else 0,
        )
        click(smallest)
    elif step == "order":
        click(button(page, "order_materials"))
        dialog = next(d for d in page.findChildren(MaterialsDialog) if d.isVisible())
        dialog.fields["R1"].set_value(3)
        click(dialog.ok)
    else:
        command = {"produce": "start_production", "deliver": "deliver"}[step]
        assert session.do(doable(session, command)[0].action)


def test_it_points_at_what_it_speaks_of(qtbot: QtBot, opened: MainWindow) -> None:
    opened.show_help("guide")
    page = opened.game_page
    assert page is not None
    click(coach_of(opened).next)
    coach = coach_of(opened)
    assert step_of(opened) == "cash"
    board: BoardView = page.board
    centre = board.mapFromScene(board.board.layout.boxes["cash"].center())
    on_page = board.viewport().mapTo(page, centre)
    assert coach.ring.isVisible()
    assert coach.ring.geometry().contains(on_page)
    assert not coach.geometry().contains(on_page)
    assert page.rect().contains(coach.geometry())
    click(board.viewport())  # the ring and the note leave the board to the mouse
    page.show_page("ranking")
    coach_of(opened)
    assert not coach.ring.isVisible()


def test_it_is_left_resumed_and_remembered(opened: MainWindow) -> None:
    opened.show_help("guide")
    page = opened.game_page
    assert page is not None
    folder = page.session.folder
    click(coach_of(opened).next)
    opened.close_game()
    opened.open_folder(folder)
    assert step_of(opened) == "cash"
    click(coach_of(opened).leave)
    assert opened.guiding.coach is None
    assert opened.notices.texts()[-1] == t("guide.left")
    opened.close_game()
    opened.open_folder(folder)
    assert opened.guiding.coach is None
    opened.show_help("guide")
    assert step_of(opened) == "cash"


def test_what_was_passed_over_is_not_asked_again(opened: MainWindow, begin: Begin) -> None:
    page = begin()
    opened.show_help("guide")
    session = page.session
    while session.stage.quarter == 0:
        assert session.do(EndStage(session.team))
    assert step_of(opened) == "go_on"
    while session.game.year == 1:
        assert session.do(EndStage(session.team))
    QApplication.processEvents()
    assert opened.guiding.coach is None
    opened.show_help("guide")
    assert opened.notices.texts()[-1] == t("guide.nothing")


def test_undoing_brings_its_step_back(opened: MainWindow, begin: Begin) -> None:
    page = begin()
    opened.show_help("guide")
    session = page.session
    while not session.is_open("advertise"):
        assert session.do(EndStage(session.team))
    assert step_of(opened) == "advertise"
    assert session.do(Advertise(session.team, {"local:P1": 1}))
    assert step_of(opened) == "go_on"
    session.undo()
    assert step_of(opened) == "advertise"


@pytest.mark.parametrize("ruleset", ruleset_ids())
def test_every_ruleset_can_be_guided(opened: MainWindow, begin: Begin, ruleset: str) -> None:
    page = begin(ruleset)
    opened.show_help("guide")
    session = page.session
    seen = set()
    while opened.guiding.coach and session.game.year == 1:
        seen.add(step_of(opened))
        read_on(opened)
        seen.add(step_of(opened))
        if not session.do(EndStage(session.team)):
            break
        QApplication.processEvents()
    rules = load_ruleset(ruleset)[0]
    assert {"welcome", "advertise", "go_on"} <= seen
    assert ("order" in seen) == bool(rules.opening.plants)  # without a plant it asks for one to the end
    assert ("plant" in seen) == (not rules.opening.plants)


def test_its_words_change_with_the_language(opened: MainWindow) -> None:
    opened.show_help("guide")
    opened.speak("en")
    QApplication.processEvents()
    assert coach_of(opened).title.text() == texts("en")["guide.welcome"]


def test_every_step_has_its_words() -> None:
    for step in (*guide.STEPS, guide.GO_ON):
        for name in ("zh", "en"):
            assert texts(name)[f"guide.{step.id}"]
            assert texts(name)[f"guide.{step.id}.text"]


@pytest.mark.parametrize(
    "target", [QRect(10, 10, 60, 40), QRect(700, 500, 90, 90), QRect(0, 0, 300, 590), QRect(380, 0, 40, 590)]
)
def test_the_note_covers_nothing_of_its_target(target: QRect) -> None:
    room = QRect(14, 14, 772, 572)
    box = beside(target, QSize(300, 150), room)
    assert not box.intersects(target)
    assert room.contains(box)


def test_without_a_target_it_stands_in_the_middle() -> None:
    room = QRect(0, 0, 801, 601)
    assert beside(None, QSize(301, 151), room).center() == QPoint(400, 300)


def test_enter_takes_the_likeliest_way_in_and_presses_buttons(opened: MainWindow) -> None:
    opened.activateWindow()
    page = opened.start_page
    page.setFocus()
    QTest.keyClick(page, Qt.Key.Key_Tab)
    assert opened.focusWidget() is page.ways["help_guide"]  # the ways in come before the switches
    QTest.keyClick(page.ways["help_guide"], Qt.Key.Key_Tab)
    QTest.keyClick(opened.focusWidget() or opened, Qt.Key.Key_Return)
    assert [type(one).__name__ for one in opened.findChildren(QDialog)] == ["NewGameDialog"]
    opened.findChildren(QDialog)[0].reject()
    page.setFocus()
    QTest.keyClick(page, Qt.Key.Key_Return)
    assert opened.game_page is not None


def test_the_note_leaves_room_for_notices(opened: MainWindow) -> None:
    opened.guide()
    page = opened.game_page
    assert page is not None
    (coach,) = page.findChildren(Coach)
    while coach.next.isVisible():
        coach.next.click()
    QApplication.processEvents()
    opened.notices.say("订货会结束。", "good")
    QApplication.processEvents()
    assert coach.step is guide.GO_ON
    low = coach.mapToGlobal(coach.rect().bottomLeft()).y()
    assert low <= opened.notices.mapToGlobal(QPoint(0, 0)).y()


def test_the_start_page_teaches_until_there_is_a_game(opened: MainWindow, begin: Begin, qtbot: QtBot) -> None:
    page = opened.start_page
    picture = page.picture
    assert picture is not None
    qtbot.waitUntil(lambda: picture.pixmap().width() > 400)
    assert not page.continue_button.isVisible()
    assert page.ways["help_guide"].property("role") == "first way"
    opened.looks.resize(200)
    opened.resize(1280, 720)
    QApplication.processEvents()
    assert page.horizontalScrollBar().maximum() == 0
    begin()
    opened.close_game()
    assert page.continue_button.property("role") == "first way"
    assert not [one for one in page.findChildren(QLabel) if one.text().startswith("1　") and one.isVisible()]
    assert [one for one in page.findChildren(QDialog) if one.isVisible()] == []
