"""Help: the glossary under F1, the command palette, and dialogs that change their language."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from sandbox_gui.core.actions import EndStage
from sandbox_gui.gui import terms
from sandbox_gui.gui.commands import BY_ID, DECISIONS, PAGES
from sandbox_gui.gui.dialogs.glossary import GlossaryDialog
from sandbox_gui.gui.dialogs.help import HelpDialog
from sandbox_gui.gui.dialogs.leaving import LeavingDialog
from sandbox_gui.gui.dialogs.loan import LoanDialog
from sandbox_gui.gui.dialogs.logistics import MaterialsDialog
from sandbox_gui.gui.game_page import GamePage
from sandbox_gui.gui.main_window import MainWindow
from sandbox_gui.gui.palette import CommandPalette
from sandbox_gui.storage.rulesets import load_ruleset, ruleset_ids
from sandbox_gui.text import set_language, t, texts

Begin = Callable[..., GamePage]
W = TypeVar("W", bound=QWidget)


def shown(owner: QWidget, kind: type[W]) -> W:
    """The one visible widget of a kind."""
    (found,) = [one for one in owner.findChildren(kind) if one.isVisible()]
    return found


def to(page: GamePage, stage: str) -> None:
    """Go on to a stage without advertising."""
    while page.session.stage.rule.id != stage:
        assert page.session.do(EndStage(page.session.team))


# ------------------------------------------------------------ glossary


@pytest.mark.parametrize("name", ["zh", "en"])
@pytest.mark.parametrize("ruleset", ruleset_ids())
def test_each_figure_of_a_term_can_be_written(name: str, ruleset: str) -> None:
    set_language(name)
    rules, _ = load_ruleset(ruleset)
    written = {term: terms.figures(term, rules) for term in terms.TERMS}
    assert sum(bool(rows) for rows in written.values()) >= 24
    assert all("{" not in row for rows in written.values() for row in rows)
    set_language("zh")


def test_the_words_of_the_window_lead_to_terms_that_exist() -> None:
    assert set(terms.PLACES.values()) | set(terms.COMMANDS.values()) <= set(terms.TERMS)
    assert set(terms.COMMANDS) <= set(BY_ID)
    assert {f"page_{page}" for page in PAGES} <= set(terms.COMMANDS)


def test_every_place_of_a_table_has_its_term(begin: Begin) -> None:
    for ruleset in ruleset_ids():
        page = begin(ruleset)
        table = page.board.board.table
        places = [place.id for place in table.places] if table else []
        assert len(places) > 20
        assert [place for place in places if not terms.term_of_place(place)] == []


@pytest.mark.parametrize("query", ["贴现", "tx", "discount", "Discounting"])
def test_a_term_is_found_in_either_language(query: str) -> None:
    assert terms.found(query)[0] == "discounting"


def test_f1_explains_the_place_the_dialog_or_the_page(qtbot: QtBot, opened: MainWindow, begin: Begin) -> None:
    page = begin()
    page.board.setFocus()
    page.board.focus_place("receivable:1")
    QTest.keySequence(opened, "F1")
    glossary = shown(opened, GlossaryDialog)
    assert glossary.term == "receivables"
    page.show_page("statements")
    page.pages["statements"].setFocus()
    opened.show_help("glossary")
    assert shown(opened, GlossaryDialog).term == "balance"
    glossary.close()
    opened.decide("discount")
    dialog = shown(page, QDialog)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keySequence(dialog, "F1")
    assert shown(dialog, GlossaryDialog).term == "discounting"
    dialog.reject()


def test_the_glossary_searches_and_speaks_both_languages(opened: MainWindow, begin: Begin) -> None:
    begin()
    opened.show_help("glossary")
    glossary = shown(opened, GlossaryDialog)
    QTest.keyClicks(glossary.field, "dqdk")
    assert glossary.term == "short_loan"
    QTest.keyClick(glossary.field, Qt.Key.Key_Down)
    glossary.field.setText("5%")
    assert glossary.nothing.isVisible()
    glossary.show_term("short_loan")
    assert "5%" in glossary.text.toPlainText()
    opened.speak("en")
    QApplication.processEvents()
    assert glossary.windowTitle() == "Glossary"
    assert glossary.term == "short_loan"
    assert texts("en")["term.short_loan.text"] in glossary.text.toPlainText()


# ------------------------------------------------------------ palette


def _palette(opened: MainWindow) -> CommandPalette:
    QTest.keySequence(opened, "Ctrl+Shift+P")
    return shown(opened, CommandPalette)


@pytest.mark.parametrize("typed", ["申请贷款", "sqdk", "borrow", "Borr"])
def test_the_palette_runs_a_command(opened: MainWindow, begin: Begin, typed: str) -> None:
    page = begin()
    to(page, "long_loans")
    palette = _palette(opened)
    palette.field.setText(typed)
    assert palette.shown()[0] == "borrow"
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert isinstance(shown(page, LoanDialog), LoanDialog)
    assert not palette.isVisible()


def test_the_palette_lists_every_command_and_says_why_not(opened: MainWindow, begin: Begin) -> None:
    palette = _palette(opened)
    why = {row[0].command.id: row[1] for row in palette._rows}
    assert set(why) == {name for name, action in opened.actions_by_id.items() if action.isVisible()}
    assert why["borrow"] == t("palette.needs_game")
    assert why["new_game"] == ""
    palette.close()
    page = begin()
    palette = _palette(opened)
    why = {row[0].command.id: row[1] for row in palette._rows}
    for command in DECISIONS:
        if command.id in why and command.words:
            assert bool(why[command.id]) != command.opened_by(page.session.stage), command.id
    QTest.keyClicks(palette.field, "jiaohuo")
    palette.look_for("deliver")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()
    palette.look_for("no such thing at all")
    assert palette.nothing.isVisible()
    palette.close()


def test_the_arrow_keys_walk_through_the_palette(opened: MainWindow) -> None:
    palette = _palette(opened)
    QTest.keyClick(palette.field, Qt.Key.Key_Down)
    QTest.keyClick(palette.field, Qt.Key.Key_Down)
    QTest.keyClick(palette.field, Qt.Key.Key_Up)
    assert palette.list.currentIndex().row() == 1
    QTest.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()


# ------------------------------------------------------------ language


@pytest.mark.parametrize("topic", ["rules", "shortcuts", "about"])
def test_open_help_changes_its_language(opened: MainWindow, begin: Begin, topic: str) -> None:
    begin()
    opened.show_help(topic)
    dialog = shown(opened, HelpDialog)
    before = dialog.text.toPlainText()
    opened.speak("en")
    QApplication.processEvents()
    assert dialog.windowTitle() == t(f"command.help_{topic}")
    assert dialog.text.toPlainText() != before


def test_an_open_decision_changes_its_language_and_keeps_what_was_typed(
    opened: MainWindow, begin: Begin
) -> None:
    page = begin()
    to(page, "operations")
    opened.decide("order_materials")
    for name, field in shown(page, MaterialsDialog).fields.items():
        field.edit.setText(name[1])
    opened.speak("en")
    dialog = shown(page, MaterialsDialog)
    assert dialog.windowTitle() == texts("en")["command.order_materials"]
    assert [field.whole() for field in dialog.fields.values()] == [1, 2, 3, 4]
    dialog.reject()


def test_the_question_at_a_steps_end_changes_its_language(opened: MainWindow, begin: Begin) -> None:
    page = begin()
    while page.session.stage.rule.id != "payments":
        opened.decide("end_stage")
    opened.decide("end_stage")
    shown(page, LeavingDialog)
    opened.speak("en")
    words = [label.text() for label in shown(page, LeavingDialog).findChildren(QLabel)]
    assert texts("en")["leaving.title"] in words


def test_qts_own_words_follow(opened: MainWindow) -> None:
    for name, word in (("zh", "取消"), ("en", "Cancel")):
        opened.speak(name)
        assert QApplication.translate("QPlatformTheme", "Cancel") == word


def test_a_field_keeps_what_stands_in_it(opened: MainWindow) -> None:
    from sandbox_gui.gui.remake import fill, filled

    first, second = QWidget(), QWidget()
    for holder in (first, second):
        QLineEdit(holder)
        QComboBox(holder).addItems(["a", "b"])
    first.findChildren(QComboBox)[0].setCurrentIndex(1)
    first.findChildren(QLineEdit)[0].setText("晨星")
    fill(second, filled(first))
    assert filled(second) == filled(first)
