"""At 150 % a window of 1280 × 720 has the room of one of 853 × 480: what is read there without scrolling."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from sandbox_gui.gui.dialogs.advertising import AdvertisingDialog
from sandbox_gui.gui.dialogs.saves import SavesDialog
from sandbox_gui.gui.game_page import GamePage
from sandbox_gui.gui.main_window import MainWindow
from sandbox_gui.gui.new_game import NewGameDialog
from sandbox_gui.gui.panels.style import px
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
