"""Nothing is cut off: every page and dialog, in each language, at each supported size and scale."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QScrollArea,
)
from pytestqt.qtbot import QtBot

from sandbox_gui.core.actions import EndStage, PassTurn
from sandbox_gui.core.order_meeting import whose_turn
from sandbox_gui.gui.commands import PAGES
from sandbox_gui.gui.dialogs.checklist import ChecklistDialog
from sandbox_gui.gui.dialogs.options import OptionGrid
from sandbox_gui.gui.game_page import GamePage
from sandbox_gui.gui.main_window import MainWindow, in_sight
from sandbox_gui.gui.panels.tables import Table
from sandbox_gui.gui.words import money
from tests.gui.fitting import advance, assert_fits, decisions, dress

Begin = Callable[..., GamePage]
SIZES = [(1280, 720), (1920, 1080)]
SCALES = [100, 150]


everything = [
    pytest.mark.parametrize("language", ["zh", "en"]),
    pytest.mark.parametrize("size", SIZES, ids=["720p", "1080p"]),
    pytest.mark.parametrize("scale", SCALES),
]


def each(test: Any) -> Any:
    """Run a test in each language, size and scale."""
    for mark in everything:
        test = mark(test)
    return test


@each
def test_no_page_cuts_its_words(
    opened: MainWindow, begin: Begin, language: str, size: tuple[int, int], scale: int
) -> None:
    dress(opened, language, size, scale)
    assert_fits(opened, "start")
    page = begin(rivals=3)
    while not page.session.game.meeting:
        advance(page, "meeting")
    for stage in ("", "operations", "sales"):
        if stage:
            advance(page, stage)
        for name in PAGES:
            page.show_page(name)
            assert_fits(opened, f"{name} at {stage or 'meeting'}")


@pytest.mark.parametrize(("language", "scale"), [("zh", 100), ("en", 125), ("zh", 150), ("en", 150)])
def test_charts_and_statements_go_below_each_other_where_there_is_no_room(
    opened: MainWindow, begin: Begin, language: str, scale: int
) -> None:
    dress(opened, language, (1280, 720), scale)
    page = begin(rivals=1)
    for name in ("forecast", "statements"):
        page.show_page(name)
        for _ in range(4):
            QApplication.processEvents()
        for area in page.pages[name].findChildren(QScrollArea):
            assert area.widget().width() <= area.viewport().width(), name
    for table in page.pages["statements"].findChildren(Table):
        if table.isVisible():
            names = table.columnWidth(0)
            assert names >= table.sizeHintForColumn(0)


@each
def test_no_dialog_cuts_its_words(
    opened: MainWindow, begin: Begin, language: str, size: tuple[int, int], scale: int
) -> None:
    dress(opened, language, size, scale)
    opened.new_game()
    _look_at_dialogs(opened, "new game")
    page = begin("itmc", rivals=2)
    seen: set[str] = set()
    for command in decisions(opened, page, "payments", "long_loans", "operations", "sales"):
        seen.add(command)
        _look_at_dialogs(opened, command)
    assert len(seen) > 12
    for topic in ("rules", "shortcuts", "about", "glossary", "guide"):
        opened.show_help(topic)
        if topic == "guide":
            assert_fits(page, topic)
        _look_at_dialogs(opened, topic)


def _look_at_dialogs(opened: MainWindow, where: str) -> None:
    """Choose something in each dialog that is open, look at it, and leave it."""
    for shown in [one for one in opened.findChildren(QDialog) if one.isVisible()]:
        if isinstance(shown, ChecklistDialog) and shown.rows:
            shown.choose_all()
        for grid in shown.findChildren(OptionGrid):
            grid.choose(0)
        assert_fits(shown, where)
        assert shown.width() <= opened.width(), where
        assert shown.height() <= opened.height(), where
        shown.reject()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_at_200_percent_everything_can_be_reached(opened: MainWindow, begin: Begin, language: str) -> None:
    dress(opened, language, (1280, 720), 200)
    page = begin(rivals=2)
    for name in PAGES:
        page.show_page(name)
        for _ in range(3):
            QApplication.processEvents()
        assert opened.width() <= 1280, name
        assert opened.height() <= 720, name
        if name == "board":
            for button in _closing(opened, page):
                assert opened.rect().contains(button.mapTo(opened, button.rect().center()))
    for command in decisions(opened, page, "operations"):
        for shown in [one for one in opened.findChildren(QDialog) if one.isVisible()]:
            QApplication.processEvents()
            assert shown.width() <= 1280, command
            assert shown.height() <= 720, command
            shown.reject()


def _closing(opened: MainWindow, page: GamePage) -> Iterator[QAbstractButton]:
    """The button that closes the step, with the panel folded and open; it is there once each time."""
    for _ in range(2):
        QTest.keySequence(opened, "F8")
        for _ in range(3):
            QApplication.processEvents()
        shown = [one for one in (page.tasks.close_button, page.rail.close_button) if one.isVisible()]
        assert len(shown) == 1
        yield shown[0]


# ------------------------------------------------------------ room for the table


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_narrow_window_leaves_its_width_to_the_table(
    opened: MainWindow, begin: Begin, language: str
) -> None:
    dress(opened, language, (1280, 720), 150)
    page = begin(rivals=2)
    advance(page, "operations")
    assert_fits(opened, "folded")
    assert page.board.viewport().width() >= 0.9 * opened.width()
    assert page.board.viewport().height() >= 0.8 * opened.height()
    for name, button in page.rail.sections.items():
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert page.tasks.tabs[name].isChecked()
        assert page.tasks.isVisible()
        assert not page.rail.isVisible()
        assert_fits(opened, name)
        QTest.keySequence(opened, "F8")
        assert page.rail.isVisible()
        assert not page.tasks.isVisible()


def test_the_rail_closes_the_step(opened: MainWindow, begin: Begin) -> None:
    dress(opened, "zh", (1280, 720), 150)
    page = begin()
    stage = page.session.stage
    QTest.mouseClick(page.rail.close_button, Qt.MouseButton.LeftButton)
    assert page.session.stage != stage


def test_whether_the_panel_is_open_is_remembered_for_wide_and_narrow_windows_apart(
    qtbot: QtBot, opened: MainWindow, begin: Begin
) -> None:
    page = begin()
    assert page.tasks.isVisible()
    opened.looks.resize(150)
    assert not page.tasks.isVisible()
    QTest.keySequence(opened, "F8")
    assert page.tasks.isVisible()
    opened.looks.resize(100)
    QTest.keySequence(opened, "F8")
    assert not page.tasks.isVisible()
    opened.looks.resize(150)
    assert page.tasks.isVisible()
    again = MainWindow(opened.preferences)
    qtbot.addWidget(again)
    assert again.actions_by_id["tasks"].isChecked()
    again.looks.resize(100)
    assert not again.actions_by_id["tasks"].isChecked()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("scale", [100, 150, 200])
def test_money_is_never_shortened(opened: MainWindow, begin: Begin, language: str, scale: int) -> None:
    dress(opened, language, (1280, 720), scale)
    page = begin("contest", rivals=2)
    cash = money(page.session.company.cash, page.session.ruleset.unit)
    page.session.company.name = "晨星精密机械制造有限公司"
    page.refresh()
    for name in ("forecast", "statements", "ranking", "history"):
        page.show_page(name)
        for _ in range(3):
            QApplication.processEvents()
        label = page.company_label
        assert cash in label.said(), name
        assert label.fontMetrics().horizontalAdvance(label.said()) <= label.width(), name


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_tender_is_not_cut(opened: MainWindow, begin: Begin, language: str, scale: int) -> None:
    dress(opened, language, (1280, 720), scale)
    page = begin("contest")
    session = page.session
    while session.game.tender is None:
        turn = whose_turn(session.game).get(session.team)
        ending = PassTurn(session.team, f"{turn.market}:{turn.product}") if turn else EndStage(session.team)
        assert session.do(ending)
    page.show_page("meeting")
    assert_fits(opened, "tender")


def test_tabs_become_icons_before_others_lose_their_words(opened: MainWindow, begin: Begin) -> None:
    dress(opened, "en", (1280, 720), 150)
    page = begin()
    page.show_page("forecast")
    for _ in range(3):
        QApplication.processEvents()
    assert page.company_label.said() == page.company_label.text()


# ------------------------------------------------------------ the window's place

FIRST, SECOND = QRect(0, 0, 1920, 1040), QRect(1920, 0, 1280, 1000)


@pytest.mark.parametrize(
    ("window", "screens", "stays"),
    [
        (QRect(100, 100, 1280, 720), [FIRST], True),
        (QRect(2000, 100, 1200, 720), [FIRST, SECOND], True),
        (QRect(2000, 100, 1200, 720), [FIRST], False),  # the second screen is gone
        (QRect(-1200, 50, 1280, 720), [FIRST], False),  # only a strip of 80 pixels is left
        (QRect(300, -40, 1280, 720), [FIRST], False),  # its title bar is above the screen
        (QRect(1700, 200, 1280, 720), [FIRST], True),  # partly outside, but it can be taken hold of
    ],
)
def test_a_window_comes_back_into_sight(window: QRect, screens: list[QRect], stays: bool) -> None:
    place = in_sight(window, screens)
    assert (place is None) == stays
    if place:
        assert screens[0].contains(place)
        assert place.size() == window.size()


def test_a_window_larger_than_the_screen_is_made_to_fit() -> None:
    place = in_sight(QRect(5000, 0, 3000, 2000), [FIRST])
    assert place is not None
    assert FIRST.contains(place)


def test_a_remembered_place_off_the_screens_is_corrected(qtbot: QtBot, opened: MainWindow) -> None:
    opened.move(9000, 9000)
    opened.preferences.geometry = opened.saveGeometry()
    again = MainWindow(opened.preferences)
    qtbot.addWidget(again)
    edge = again.frameGeometry().topLeft()
    assert any(screen.availableGeometry().contains(edge) for screen in QGuiApplication.screens())


# ------------------------------------------------------------ nothing is left behind


def test_twenty_games_leave_nothing_behind(opened: MainWindow, begin: Begin) -> None:
    left: list[weakref.ref[Any]] = []
    for number in range(20):
        page = begin(rivals=1)
        for name in PAGES:
            page.show_page(name)
        opened.project(("table", "ranking", "meeting")[number % 3])
        opened.show_help(("guide", "glossary", "rules")[number % 3])
        opened.decide("discount")
        screen = opened.projecting.screen
        left += [weakref.ref(one) for one in (page, page.tasks, page.board, page.session, screen)]
        del page, screen
        opened.close_game()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert sum(one() is not None for one in left) == 0
    assert [one for one in opened.findChildren(QDialog) if one.isVisible()] == []
