"""At 150 % a window of 1280 × 720 has the room of one of 853 × 480: what is read there without scrolling."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionComboBox

from sandbox_gui.gui.dialogs.advertising import AdvertisingDialog
from sandbox_gui.gui.dialogs.saves import SavesDialog
from sandbox_gui.gui.game_page import GamePage
from sandbox_gui.gui.main_window import MainWindow
from sandbox_gui.gui.new_game import NewGameDialog
from sandbox_gui.gui.panels.style import px
from sandbox_gui.storage.games import GameSetup, Player
from sandbox_gui.text import t
from tests.gui.fitting import across, advance, assert_fits, dress

Begin = Callable[..., GamePage]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_meeting_is_read_without_scrolling_sideways_in_a_narrow_window(
    opened: MainWindow, begin: Begin, language: str
) -> None:
    dress(opened, language, (1280, 720), 150)
    page = begin(rivals=5)
    advance(page, "payments")
    opened.decide("advertise")
    (sheet,) = opened.findChildren(AdvertisingDialog)
    assert across(sheet) == []
    sheet.reject()
    advance(page, "meeting")
    page.show_page("meeting")
    assert_fits(opened, "meeting")
    assert across(page.pages["meeting"]) == []
    order = page.pages["meeting"].selection.order
    assert order.viewport().height() >= 5 * order.rowHeight(0)
    advance(page, "operations")
    assert_fits(opened, "result")
    assert across(page.pages["meeting"]) == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_names_fit_their_fields_in_a_narrow_window(opened: MainWindow, language: str) -> None:
    dress(opened, language, (1280, 720), 150)
    opened.new_game()
    (dialog,) = opened.findChildren(NewGameDialog)
    for _ in range(3):
        QApplication.processEvents()
    for seat in dialog.seating.seats:
        name = seat.name
        assert name.fontMetrics().horizontalAdvance(name.text()) <= name.width() - px(20), name.text()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_saved_games_show_all_their_columns_in_a_narrow_window(
    opened: MainWindow, begin: Begin, language: str
) -> None:
    dress(opened, language, (1280, 720), 150)
    begin("contest", rivals=5)
    opened.close_game()
    opened.show_saves()
    (dialog,) = opened.findChildren(SavesDialog)
    assert_fits(dialog, "saves")
    assert across(dialog) == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_forecast_is_read_without_scrolling_sideways(
    opened: MainWindow, begin: Begin, language: str
) -> None:
    dress(opened, language, (1280, 720), 100)
    page = begin("contest", rivals=5)
    page.show_page("forecast")
    assert_fits(opened, "forecast")
    assert across(page.pages["forecast"]) == []


def test_what_walks_through_the_history_has_room(opened: MainWindow, begin: Begin) -> None:
    dress(opened, "en", (1280, 720), 150)
    page = begin(rivals=2)
    page.show_page("history")
    assert_fits(opened, "history")
    history = page.pages["history"]
    assert history.slider.width() >= px(80)
    assert history.table.width() >= px(390)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_saved_games_on_the_start_page_end_with_a_mark_where_they_are_cut(
    opened: MainWindow, begin: Begin, language: str
) -> None:
    dress(opened, language, (1280, 720), 150)
    begin("contest", rivals=5)
    opened.close_game()
    assert_fits(opened, "start")
    assert across(opened.start_page) == []


def test_the_curtain_names_the_team_in_the_largest_type(opened: MainWindow) -> None:
    dress(opened, "zh", (1280, 720), 200)
    players = (Player("晨星"), Player("曙光"))
    opened.begin(GameSetup("itmc", 7, 6, players))
    page = opened.game_page
    assert page is not None
    assert page.session.curtained
    assert_fits(page.curtain, "curtain")


def test_whose_table_it_is_is_said_in_full(opened: MainWindow, begin: Begin) -> None:
    dress(opened, "en", (1280, 720), 100)
    page = begin(rivals=2)
    page.session.company.name = t("new.default_name")
    page.table.retranslate()
    for _ in range(3):
        QApplication.processEvents()
    teams, option = page.table.teams, QStyleOptionComboBox()
    teams.initStyleOption(option)
    field = QStyle.SubControl.SC_ComboBoxEditField
    room = teams.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, teams)
    assert teams.fontMetrics().horizontalAdvance(teams.currentText()) <= room.width()
