"""At 150 % a window of 1280 × 720 has the room of one of 853 × 480, at 200 % that of one of 640 × 360.

What is read there without scrolling sideways.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QStyle, QStyleOptionComboBox

from sandbox_gui.core.actions import EndStage
from sandbox_gui.gui.dialogs.advertising import AdvertisingDialog
from sandbox_gui.gui.dialogs.lines import BuildLineDialog
from sandbox_gui.gui.dialogs.saves import SavesDialog
from sandbox_gui.gui.game_page import GamePage
from sandbox_gui.gui.main_window import MainWindow
from sandbox_gui.gui.new_game import NewGameDialog
from sandbox_gui.gui.panels.style import px
from sandbox_gui.gui.panels.tables import row_height
from sandbox_gui.gui.start_parts import reached
from sandbox_gui.storage.games import GameSetup, Player
from sandbox_gui.text import t
from tests.gui.fitting import across, advance, assert_fits, decisions, dress

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


@pytest.mark.parametrize("scale", [150, 200])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_names_fit_their_fields_in_a_narrow_window(opened: MainWindow, language: str, scale: int) -> None:
    dress(opened, language, (1280, 720), scale)
    opened.new_game()
    (dialog,) = opened.findChildren(NewGameDialog)
    for _ in range(3):
        QApplication.processEvents()
    for seat in dialog.seating.seats:
        name = seat.name
        assert name.fontMetrics().horizontalAdvance(name.text()) <= name.width() - px(20), name.text()


def test_captions_of_a_new_game_stand_over_their_fields_in_a_narrow_window(opened: MainWindow) -> None:
    dress(opened, "en", (1280, 720), 150)
    opened.new_game()
    (dialog,) = opened.findChildren(NewGameDialog)
    assert_fits(dialog, "new game")
    captions = {part.text(): part for part in dialog.findChildren(QLabel)}
    for words, field in (
        ("new.ruleset", dialog.ruleset),
        ("new.mode", dialog.mode),
        ("new.years", dialog.years),
    ):
        caption = captions[t(words)]
        assert 0 <= field.y() - caption.geometry().bottom() <= px(12), words


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


def test_the_table_of_the_history_covers_nothing_at_200_percent(opened: MainWindow, begin: Begin) -> None:
    dress(opened, "en", (1280, 720), 200)
    page = begin(rivals=2)
    page.show_page("history")
    history = page.pages["history"]
    history.halves.choose(1)
    assert_fits(opened, "history")
    board = history.board.geometry()
    assert not board.intersects(history.card.geometry())
    for part in (*history.controls.values(), history.slider, history.fork):
        assert not board.intersects(part.geometry()), part
        assert history.rect().contains(part.mapTo(history, part.rect().bottomRight()))


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


@pytest.mark.parametrize("name", ["My company Ltd", "Morningstar Manufacturing"])
def test_whose_table_it_is_is_said_in_full(opened: MainWindow, begin: Begin, name: str) -> None:
    dress(opened, "en", (1280, 720), 100)
    page = begin(rivals=2)
    page.session.company.name = name
    page.table.retranslate()
    for _ in range(3):
        QApplication.processEvents()
    teams, option = page.table.teams, QStyleOptionComboBox()
    teams.initStyleOption(option)
    field = QStyle.SubControl.SC_ComboBoxEditField
    room = teams.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, teams)
    assert teams.fontMetrics().horizontalAdvance(teams.currentText()) <= room.width()


# ------------------------------------------------------------ 640 × 360


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_decision_scrolls_sideways_at_200_percent(opened: MainWindow, begin: Begin, language: str) -> None:
    dress(opened, language, (1280, 720), 200)
    page, seen = begin(rivals=2), set[str]()
    for command in decisions(opened, page, "payments", "long_loans", "operations", "sales"):
        seen.add(command)
        for shown in [one for one in opened.findChildren(QDialog) if one.isVisible()]:
            assert_fits(shown, command)
            assert across(shown) == [], command
            assert shown.height() <= opened.height()
            shown.reject()
    assert {"advertise", "borrow", "add_plant", "build_line", "develop", "deliver"} <= seen


def test_a_folded_table_unfolds_where_the_text_is_small_again(opened: MainWindow, begin: Begin) -> None:
    dress(opened, "en", (1280, 720), 200)
    page = begin(rivals=2)
    advance(page, "operations")
    opened.decide("build_line")
    (dialog,) = opened.findChildren(BuildLineDialog)
    rent = dialog.grid.findChildren(QLabel)
    QApplication.processEvents()
    assert dialog.grid.folded
    folded = [one.text() for one in rent if one.isVisible()]
    opened.looks.resize(100)
    for _ in range(3):
        QApplication.processEvents()
    assert not dialog.grid.folded
    figures = [one.text() for one in rent if one.isVisible()]
    assert len(figures) > len(folded)
    figures.remove(t("column.line_type"))  # of the names, which stand alone when folded
    assert all(any(figure in line for line in folded) for figure in figures)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_meeting_shows_orders_or_pick_order_at_200_percent(
    opened: MainWindow, begin: Begin, language: str
) -> None:
    dress(opened, language, (1280, 720), 200)
    page = begin(rivals=5)
    advance(page, "meeting")
    page.show_page("meeting")
    selection = page.pages["meeting"].selection
    for number, seen in enumerate((selection.order, selection.wall)):
        selection.halves.choose(number)
        assert_fits(opened, "meeting")
        assert across(page.pages["meeting"]) == []
        assert seen.isVisible()
    assert not selection.order.isVisible()
    opened.looks.resize(100)
    assert_fits(opened, "meeting at the usual size")
    assert selection.order.isVisible()
    assert selection.wall.isVisible()


def test_bids_stand_under_their_order_at_200_percent(opened: MainWindow, begin: Begin) -> None:
    dress(opened, "en", (1280, 720), 100)
    page = begin("contest")
    session = page.session
    while session.game.tender is None:
        assert session.do(EndStage(session.team))
    for item, progress in session.company.progress.items():
        progress.paid = session.game.catalogue.payments[item]
    page.show_page("meeting")
    page.pages["meeting"].retranslate()
    view = page.pages["meeting"].tender
    price, due, term = next(iter(view.fields.values()))
    price.setValue(7)
    for scale in (200, 100):
        opened.looks.resize(scale)
        assert_fits(opened, f"tender at {scale}")
        assert across(page.pages["meeting"]) == []
        assert view.card.folded == (scale == 200)
        assert price.y() == due.y() == term.y()
        assert price.x() < due.x() < term.x()
    assert price.value() == 7


@pytest.mark.parametrize(("language", "scale"), [("en", 150), ("en", 200), ("zh", 200)])
def test_decisions_stand_in_the_history_in_full(
    opened: MainWindow, begin: Begin, language: str, scale: int
) -> None:
    dress(opened, language, (1280, 720), scale)
    page = begin(rivals=5)
    advance(page, "operations")
    page.show_page("history")
    assert_fits(opened, "history")
    assert across(page.pages["history"]) == []
    table = page.pages["history"].table
    metrics, room = table.fontMetrics(), table.columnWidth(1) - 2 * px(table.padding)
    for row, shown in enumerate(table.rows):
        words = QRect(0, 0, room, 0), Qt.TextFlag.TextWordWrap, str(shown.cells[1])
        assert table.rowHeight(row) >= metrics.boundingRect(*words).height(), shown.cells[1]
    wrapped = max(map(table.rowHeight, range(len(table.rows)))) > row_height(metrics)
    assert wrapped == (scale == 150)  # at 200 % the steps have the whole width


@pytest.mark.parametrize("ruleset", ["itmc", "contest"])
def test_a_saved_game_tells_how_far_it_came_in_a_narrow_window(
    opened: MainWindow, begin: Begin, ruleset: str
) -> None:
    """The day yields first, then the rules: never a part of a word."""
    dress(opened, "en", (1280, 720), 150)
    session = begin(ruleset).session
    while not session.game.over and session.stage.quarter < 2:
        assert session.do(EndStage(session.team))
    opened.close_game()
    for _ in range(3):
        QApplication.processEvents()
    (button,) = opened.start_page.games
    said = button.reached.text() if button.reached.isVisible() else button.detail.text()
    assert button.game.round
    assert reached(button.game.round) in said
    assert "…" not in button.detail.text()
    button.resize(button.minimumSizeHint())
    assert "…" not in button.detail.text()
