"""What stands beside the table: outline, inspector, cash ahead, other teams; each follows the game."""

from __future__ import annotations

from collections.abc import Generator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel
from strategies import place as where
from strategies import put_order, ruleset

from sandbox_gui.core import actions as act
from sandbox_gui.core import order_meeting
from sandbox_gui.core.digest import digest
from sandbox_gui.core.opening import new_game
from sandbox_gui.core.outlook import outlook
from sandbox_gui.core.score import standings
from sandbox_gui.gui.beside.outline import ID, Outline, entries
from sandbox_gui.gui.board.model import describe, table_of
from sandbox_gui.gui.board.names import place_name
from sandbox_gui.gui.board.rule_words import explanation, rules
from sandbox_gui.gui.game_page import GamePage
from sandbox_gui.gui.main_window import MainWindow
from sandbox_gui.gui.words import money, short_reason
from sandbox_gui.storage.games import GameSetup, Player
from sandbox_gui.storage.rulesets import ruleset_ids
from sandbox_gui.text import LANGUAGES, set_language, t

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def _chinese() -> Generator[None]:
    yield
    set_language("zh")


def begin(window: MainWindow, teams: int = 1, years: int = 6, rules: str = "itmc") -> GamePage:
    """A game on the table at the operations of its first quarter, or at its start with several teams."""
    window.begin(GameSetup(rules, 7, years, (Player("晨星"), *(Player("对手", "steady"),) * (teams - 1))))
    page = window.game_page
    assert page is not None
    while teams == 1 and where(page.session.game, 1)[2] != "operations":
        turns = order_meeting.whose_turn(page.session.game)
        step = act.PassTurn(1, f"{turns[1].market}:{turns[1].product}") if 1 in turns else act.EndStage(1)
        assert page.session.do(step)
    page.show_page("board")
    QApplication.processEvents()
    return page


# ------------------------------------------------------------ names for everybody


@pytest.mark.usefixtures("_chinese")
@pytest.mark.parametrize("spoken", LANGUAGES)
@pytest.mark.parametrize("rules_id", ruleset_ids())
def test_every_place_has_a_name_of_its_own(rules_id: str, spoken: str) -> None:
    set_language(spoken)
    game = new_game(ruleset(rules_id), 3, ["T1", "T2"])
    put_order(game, 1, id="A")
    put_order(game, 1, id="B")
    table = table_of(game, game.company(1))
    told = entries(table)
    assert [entry.id for entry in told] == [place.id for place in table.places]
    names = [entry.name for entry in told]
    assert len(names) == len(set(names))
    for words in (*names, *(entry.content for entry in told)):
        assert words
        assert "{" not in words
        if spoken == "en":
            assert not any("\u4e00" <= letter <= "\u9fff" for letter in words), words


@pytest.mark.usefixtures("_chinese")
@pytest.mark.parametrize("spoken", LANGUAGES)
@pytest.mark.parametrize("rules_id", ruleset_ids())
def test_every_place_tells_the_rule_behind_it(rules_id: str, spoken: str) -> None:
    set_language(spoken)
    game = new_game(ruleset(rules_id), 3, ["T1"])
    put_order(game, 1)
    for place in table_of(game, game.company(1)).places:
        behind = rules(place, game.ruleset)
        assert behind or place.kind == "goods", place.id
        for words in behind:
            assert words in explanation(place, game.ruleset).replace("&#x27;", "'").replace("&amp;", "&")


# ------------------------------------------------------------ the outline


def choose(outline: Outline, place: str) -> None:
    """Make a place of the outline current, as its arrow keys do."""
    outline.setCurrentItem(outline._items[place])


def test_outline_and_board_go_together(window: MainWindow) -> None:
    page = begin(window)
    page.tasks.show_section("outline")
    choose(page.outline, "material:R3")
    assert page.board.focused_place == "material:R3"
    page.board.focus_place("market:asian")
    assert page.outline.current() == "market:asian"


def test_the_outline_opens_what_the_board_would_open(window: MainWindow) -> None:
    page = begin(window)
    page.tasks.show_section("outline")
    page.outline.setFocus()
    choose(page.outline, "material:R3")
    QTest.keyClick(page.outline, Qt.Key.Key_Return)
    (asked,) = page.findChildren(QDialog)
    asked.reject()


def test_the_outline_keeps_its_place_while_the_table_changes(window: MainWindow) -> None:
    page = begin(window)
    page.tasks.show_section("outline")
    choose(page.outline, "material:R1")
    assert page.session.do(act.RentPlant(1, "B"))
    assert page.outline.current() == "material:R1"
    assert page.board.focused_place == "material:R1"
    assert "plant:2" in page.outline._items
    assert "slot:2" in page.outline._items


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_a_screen_reader_hears_every_place(window: MainWindow, spoken: str) -> None:
    page = begin(window)
    window.speak(spoken)
    table = page.board.board.table
    assert table is not None
    page.tasks.show_section("outline")
    page.outline.expandAll()
    told = QAccessible.queryAccessibleInterface(page.outline)
    assert table.header.company in told.text(QAccessible.Text.Name)
    children = [told.child(number).text(QAccessible.Text.Name) for number in range(told.childCount())]
    for place in table.places:
        words = f"{place_name(place)}: {describe(place)}"
        assert page.outline._items[place.id].data(0, Qt.ItemDataRole.AccessibleTextRole) == words
        assert words in children
        assert page.outline._items[place.id].data(0, ID) == place.id


# ------------------------------------------------------------ the inspector


def said(page: GamePage) -> list[str]:
    """What the inspector says."""
    return [label.text() for label in page.inspector.widget().findChildren(QLabel)]


def test_the_inspector_follows_the_chosen_place(window: MainWindow) -> None:
    page = begin(window)
    page.tasks.show_section("inspector")
    page.board.focus_place("line:4")
    assert place_name(page.board.place("line:4")) in said(page)
    page.board.focus_place("market:asian")
    assert place_name(page.board.place("market:asian")) in said(page)
    assert all(words in said(page) for words in rules(page.board.place("market:asian"), page.session.ruleset))


def test_the_inspectors_buttons_do_what_they_say(window: MainWindow) -> None:
    page = begin(window)
    session = page.session
    line = next(line for line in session.company.lines if line.idle)
    page.tasks.show_section("inspector")
    page.board.focus_place(f"line:{line.no}")
    start = next(b for b in page.inspector.buttons if b.deed.command == "start_production")
    QTest.mouseClick(start, LEFT)
    assert line.cell == 1
    start = next(b for b in page.inspector.buttons if b.deed.command == "start_production")
    refused = session.refusal(act.StartProduction(1, line.no))
    assert refused is not None
    assert not start.isEnabled()
    assert short_reason(refused, session.game, 1) in said(page)


# ------------------------------------------------------------ the strip


def test_the_strip_shows_the_cores_own_figures(window: MainWindow) -> None:
    page = begin(window, teams=3)
    session, strip = page.session, page.table.strip
    assert strip.line.quarters == outlook(session.game, session.company)
    own = next(one for one in standings(session.game) if one.team == 1)
    assert strip.figures["equity"].text() == money(own.equity, "M")
    assert strip.figures["points"].text() == str(own.points)
    assert strip.figures["rank"].text().endswith("/ 3")
    assert strip.figures["credit"].text() == "80M"


def test_cash_ahead_follows_a_decision(window: MainWindow) -> None:
    page = begin(window)
    line = page.table.strip.line
    before = [quarter.cash for quarter in line.quarters]
    assert page.session.do(act.OrderMaterials(1, {"R1": 5}))
    assert [quarter.cash for quarter in line.quarters] == [before[0], *(cash - 5 for cash in before[1:])]
    assert "5" in line.accessibleDescription()
    assert len(line.points()) == 5


def test_cash_of_all_years_stands_there_when_it_is_over(window: MainWindow) -> None:
    page = begin(window)
    session = page.session
    while not session.game.over and not session.company.bankrupt:
        assert session.do(act.EndStage(1, insolvent=session.refusal(act.EndStage(1)) is not None))
    line, closings = page.table.strip.line, session.company.journal.closings
    assert [mark.cash for mark in line.marks] == [close[0] for close in closings]
    assert len(line.points()) == len(closings) > 1
    assert line.accessibleName() == t("outlook.past_title")


def test_what_stands_beside_the_table_can_be_hidden(window: MainWindow) -> None:
    page = begin(window)
    QTest.keySequence(window, "F8")
    assert not page.tasks.isVisible()
    assert not page.table.strip.isVisible()
    QTest.keySequence(window, "F8")
    assert page.tasks.isVisible()
    assert page.table.strip.isVisible()


# ------------------------------------------------------------ other teams


def test_of_another_team_only_what_is_public_is_shown(window: MainWindow) -> None:
    page = begin(window, teams=3)
    before = digest(page.session.game)
    page.table.teams.setCurrentIndex(1)
    assert page.table.card.isVisible()
    assert not page.board.isVisible()
    assert page.board.hand is None
    rows = page.table.card.tables["equity"].rows
    assert [row.cells[1] for row in rows] == [page.session.game.company(2).equity]
    assert page.table.card.tables["advertising"].rows == ()
    table = page.board.board.table
    assert table is not None
    assert table.header.team == 1  # nothing of the other has ever been on the board
    page.table.teams.setCurrentIndex(0)
    assert page.board.isVisible()
    assert page.board.hand is page.hand
    assert digest(page.session.game) == before


def test_when_the_game_is_over_every_table_is_open_to_look_at(window: MainWindow) -> None:
    page = begin(window, teams=2, years=1)
    session = page.session
    session.game.over = True
    page.refresh()
    page.table.teams.setCurrentIndex(1)
    assert page.board.isVisible()
    table = page.board.board.table
    assert table is not None
    assert table.header.team == 2
    page.board.focus_place("line:1")
    assert page.hand.deeds("line:1") == []
    page.activate_place("line:1")
    assert window.notices.texts() == []
