"""The window's shell, driven with the mouse and the keyboard."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import weakref
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from sandbox_gui.core import order_meeting
from sandbox_gui.core.actions import Advertise, EndStage, PassTurn
from sandbox_gui.core.refused import Refused
from sandbox_gui.core.year import compile_calendar
from sandbox_gui.gui import app as application
from sandbox_gui.gui.commands import COMMANDS, DECISIONS, PAGES
from sandbox_gui.gui.dialogs.advertising import AdvertisingDialog
from sandbox_gui.gui.dialogs.base import DecisionDialog
from sandbox_gui.gui.dialogs.checklist import ChecklistDialog
from sandbox_gui.gui.dialogs.leaving import LeavingDialog
from sandbox_gui.gui.dialogs.loan import LoanDialog
from sandbox_gui.gui.dialogs.logistics import MaterialsDialog
from sandbox_gui.gui.dialogs.number import NumberField
from sandbox_gui.gui.dialogs.options import OptionGrid
from sandbox_gui.gui.dialogs.production import DeliverDialog, StartProductionDialog
from sandbox_gui.gui.dialogs.quantities import QuantitiesDialog
from sandbox_gui.gui.dialogs.shortage import ShortageDialog
from sandbox_gui.gui.game_page import GamePage
from sandbox_gui.gui.main_window import MainWindow
from sandbox_gui.gui.new_game import NewGameDialog
from sandbox_gui.gui.panels.meeting_wall import OrderCard
from sandbox_gui.gui.panels.steps import DecisionButton
from sandbox_gui.gui.preferences import Preferences
from sandbox_gui.gui.session import Session
from sandbox_gui.storage.games import GameSetup, Player
from sandbox_gui.storage.rulesets import load_ruleset, ruleset_ids
from sandbox_gui.text import language, sentence, t

D = TypeVar("D", bound=QWidget)
LEFT = Qt.MouseButton.LeftButton


def begin(window: MainWindow, ruleset: str = "itmc", rivals: int = 0, years: int = 6) -> GamePage:
    """A game on the table, without the dialog."""
    players = (Player("晨星"), *(Player(f"对手 {n}", "steady") for n in range(rivals)))
    window.begin(GameSetup(ruleset, 7, years, players))
    assert window.game_page is not None
    return window.game_page


def dialog(window: QWidget, kind: type[D]) -> D:
    """The open dialog of a kind."""
    found = [one for one in window.findChildren(kind) if one.isVisible()]
    assert len(found) == 1, f"{kind.__name__}: {found}"
    return found[0]


def click(button: QWidget) -> None:
    """A click with the left button."""
    QTest.mouseClick(button, LEFT)


def key(window: QWidget, keys: str) -> None:
    """A shortcut, pressed in the window."""
    QTest.keySequence(window, keys)


def type_into(field: NumberField, words: str) -> None:
    """Replace what stands in a field, key by key."""
    field.edit.setFocus()
    field.edit.selectAll()
    QTest.keyClick(field.edit, Qt.Key.Key_Delete)
    QTest.keyClicks(field.edit, words)


# ------------------------------------------------------------ one year by hand


def _begin_by_hand(window: MainWindow) -> GamePage:
    click(window.start_page.new_button)
    asked = dialog(window, NewGameDialog)
    name = asked.seating.seats[0].name
    name.selectAll()
    QTest.keyClicks(name, "Morning Star")
    type_into(asked.seating.count, "4")
    type_into(asked.years, "2")
    type_into(asked.seed, "7")
    QTest.keyClick(asked.seed.edit, Qt.Key.Key_Return)
    assert window.game_page is not None
    return window.game_page


def _advertise_by_hand(window: MainWindow, page: GamePage) -> None:
    key(window, "Ctrl+A")
    sheet = dialog(page, AdvertisingDialog)
    box = sheet.boxes["local:P1"]
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, "3")
    click(sheet.submit)
    assert page.session.company.advertising[1] == {"local:P1": 3}


def _pick_by_hand(window: MainWindow, page: GamePage) -> None:
    """Take the first order of the wall whenever it is our turn."""
    session = page.session
    assert page.page == "meeting"
    while session.may_act() and session.game.meeting:
        cards = page.pages["meeting"].findChildren(OrderCard)
        click(next(card for card in cards if card.isVisible() and card.facts.state == "free"))


def _quarter_by_hand(window: MainWindow, page: GamePage) -> None:
    """Materials, all lines at work, whatever can be delivered."""
    session = page.session
    key(window, "F9")  # operations
    assert session.stage.rule.id == "operations"
    key(window, "Ctrl+M")
    materials = dialog(page, MaterialsDialog)
    type_into(materials.fields["R1"], "2")
    QTest.keyClick(materials.fields["R1"].edit, Qt.Key.Key_Return)
    key(window, "Ctrl+P")
    starts = dialog(page, StartProductionDialog)
    if starts.rows:
        click(starts.all_button)
    click(starts.ok if starts.ok.isEnabled() else starts.cancel)
    key(window, "F9")  # sales
    key(window, "Ctrl+J")
    deliveries = dialog(page, DeliverDialog)
    if deliveries.rows:
        click(deliveries.all_button)
    click(deliveries.ok if deliveries.ok.isEnabled() else deliveries.cancel)
    click(page.tasks.close_button)  # quarter end
    click(page.tasks.close_button)


def test_a_year_is_played_by_hand(window: MainWindow) -> None:
    page = _begin_by_hand(window)
    session = page.session
    assert session.company.name == "Morning Star"
    assert len(session.game.companies) == 4
    click(page.tasks.close_button)
    _advertise_by_hand(window, page)
    key(window, "F9")
    _pick_by_hand(window, page)
    assert session.company.orders
    key(window, "F9")  # long loans
    assert page.page == "board"
    key(window, "Ctrl+L")
    loan = dialog(page, LoanDialog)
    click(loan.amount.more)
    before = session.company.cash
    click(loan.ok)
    assert session.company.cash == before + 20
    key(window, "F9")
    for _ in range(4):
        _quarter_by_hand(window, page)
    key(window, "F9")
    assert session.game.year == 2
    assert page.page == "statements"
    assert any(order.state == "delivered" for order in session.company.orders)
    window.close_game()
    assert Session.open(session.folder).game.year == 2


def test_the_mouse_and_the_board_open_the_same_dialogs(window: MainWindow) -> None:
    page = begin(window)
    _to(page, "operations")
    page.board.placeActivated.emit("material:R3")
    materials = dialog(page, MaterialsDialog)
    assert materials.focusWidget() is materials.fields["R3"].edit
    click(materials.cancel)
    idle = next(line for line in page.session.company.lines if line.idle)
    page.board.placeActivated.emit(f"line:{idle.no}")
    starts = dialog(page, StartProductionDialog)
    assert [starts.rows[i].place for i in starts.grid.chosen()] == [f"line:{idle.no}"]
    click(starts.ok)
    assert idle.cell == 1
    page.board.placeActivated.emit(f"line:{idle.no}")
    assert window.notices.texts()[-1] == sentence(Refused("line.busy", line=idle.no, product="P1"))


def _to(page: GamePage, stage: str, quarter: int = 1) -> None:
    """Go on to a stage without advertising."""
    session = page.session
    while (session.stage.rule.id, session.stage.quarter) != (stage, quarter):
        turns = order_meeting.whose_turn(session.game)
        if session.game.meeting and session.team in turns:
            turn = turns[session.team]
            assert session.do(PassTurn(session.team, f"{turn.market}:{turn.product}"))
        else:
            assert session.do(EndStage(session.team))


# ------------------------------------------------------------ refusals


def test_a_closed_decision_says_when_it_opens(window: MainWindow) -> None:
    begin(window)
    key(window, "Ctrl+J")
    (said,) = window.notices.texts()
    assert t("command.deliver") not in said
    assert t("decision.deliver") in said
    assert t("when.quarter", quarter=1) in said


def test_a_field_says_what_is_wrong(window: MainWindow) -> None:
    page = begin(window)
    _to(page, "operations")
    key(window, "Ctrl+M")
    asked = dialog(page, MaterialsDialog)
    for typed, code in (("abc", "amount.not_whole"), ("1.5", "amount.not_whole"), ("", "amount.empty")):
        type_into(asked.fields["R1"], typed)
        refused = Refused(code, amount=typed)
        assert asked.summary.trouble.text() == sentence(refused)
        assert not asked.ok.isEnabled()
    type_into(asked.fields["R1"], "-1")
    assert asked.summary.trouble.text() == sentence(Refused("amount.too_small", amount=-1, least=0))
    asked.fields["R1"].edit.setText("３")  # as a Chinese input method may write it
    assert asked.ok.isEnabled()
    click(asked.ok)
    assert page.session.company.ordered["R1"] == [3]


def test_the_wheel_never_changes_a_field(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    field, other = NumberField("a", 5), QPushButton(holder)
    field.setParent(holder)
    holder.show()
    holder.activateWindow()
    other.setFocus()

    def turn() -> None:
        none, centre = Qt.MouseButton.NoButton, QPointF(field.rect().center())
        event = QWheelEvent(
            centre, field.mapToGlobal(centre), QPoint(), QPoint(0, 120), none,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(field, event)

    turn()
    assert field.whole() == 5
    field.setFocus()
    qtbot.waitUntil(field.edit.hasFocus)
    turn()
    assert field.whole() == 5


def test_a_dear_choice_says_what_is_missing(window: MainWindow) -> None:
    page = begin(window)
    key(window, "Ctrl+E")
    asked = dialog(page, QuantitiesDialog)
    type_into(asked.fields["P4"], "99")
    need = 99 * 15
    cash = page.session.company.cash
    refused = Refused("cash.short", need=need, cash=cash, missing=need - cash)
    assert asked.summary.trouble.text() == sentence(refused, page.session.ruleset)
    assert not asked.ok.isEnabled()


def test_forgotten_advertising_is_asked_about_once(window: MainWindow) -> None:
    page = begin(window)
    key(window, "F9")
    key(window, "F9")
    asked = dialog(page, LeavingDialog)
    click(asked.back)
    assert page.session.stage.rule.id == "payments"
    key(window, "F9")
    click(dialog(page, LeavingDialog).go_on)
    assert page.session.stage.rule.id != "payments"


def test_a_shortage_offers_its_remedies(window: MainWindow) -> None:
    page = begin(window)
    session = page.session
    key(window, "F9")
    assert session.do(Advertise(1, {"local:P1": session.company.cash}))
    _to(page, "quarter_start")
    key(window, "F9")
    asked = dialog(page, ShortageDialog)
    assert not asked.ok.isEnabled()
    assert not asked.bankrupt.isEnabled()
    click(asked.remedies["borrow"])
    loan = dialog(asked, LoanDialog)
    click(loan.ok)
    assert asked.ok.isEnabled()
    click(asked.ok)
    assert session.stage.rule.id == "operations"


def test_bankruptcy_is_confirmed_and_ends_at_the_ranking(window: MainWindow) -> None:
    page = begin(window)
    session = page.session
    key(window, "F9")
    assert session.do(Advertise(1, {"local:P1": session.company.cash}))
    _to(page, "quarter_start")
    key(window, "F9")
    asked = dialog(page, ShortageDialog)
    asked.give_up.click()
    click(asked.bankrupt)
    assert session.company.bankrupt
    assert page.page == "ranking"
    key(window, "Ctrl+M")
    assert window.notices.texts()[-1] in {
        sentence(Refused("game.over")),
        sentence(Refused("team.bankrupt", team=1, at=session.company.bankrupt)),
    }


# ------------------------------------------------------------ languages, themes, rulesets


def _texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def test_the_language_changes_at_once(window: MainWindow) -> None:
    page = begin(window, rivals=1)
    for name in ("en", "zh", "en"):
        window.actions_by_id[f"language_{name}"].trigger()
        assert language() == name
        assert page.tasks._title.text() == t("tasks.year", year=1, years=6)
        assert window.actions_by_id["borrow"].text() == t("command.borrow")
    assert Preferences(Path(window.preferences._settings.fileName())).language == "en"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", ["zh", "en"])
def test_each_dialog_opens_in_each_language(window: MainWindow, name: str, theme: str) -> None:
    window.speak(name)
    window.wear(theme)
    page = begin(window, "contest", rivals=1)
    seen: set[str] = set()
    while page.session.game.year == 1:
        seen |= _open_all(window, page, seen)
        _to(page, *_after(page.session))
        if page.session.stage.quarter == 5:
            break
    missing = {c.id for c in DECISIONS if page.deciding.knows(c)} - seen - {"end_stage", "meeting"}
    assert missing == set()
    for topic in ("rules", "shortcuts", "about"):
        window.show_help(topic)
        shown = dialog(window, QDialog)
        assert_nothing_cut(shown)
        shown.reject()


def _after(session: Session) -> tuple[str, int]:
    following = session.game.calendar[session.stage.index + 1]
    while following.rule.waits:
        following = session.game.calendar[following.index + 1]
    return following.rule.id, following.quarter


def _open_all(window: MainWindow, page: GamePage, seen: set[str]) -> set[str]:
    """Open each decision's dialog that is open now; choose something in it; leave it."""
    opened = set()
    for command in DECISIONS:
        if command.id in {*seen, "end_stage", "meeting"} or not command.opened_by(page.session.stage):
            continue
        window.decide(command.id)
        shown = next(one for one in page.findChildren(QDialog) if one.isVisible())
        if isinstance(shown, ChecklistDialog) and shown.rows:
            shown.choose_all()
        for grid in shown.findChildren(OptionGrid):
            grid.choose(0)
        if isinstance(shown, DecisionDialog):
            assert_nothing_cut(shown)
        shown.reject()
        opened.add(command.id)
    return opened


def assert_nothing_cut(shown: QWidget) -> None:
    """Every visible label has the room that its words need."""
    QApplication.processEvents()
    for part in shown.findChildren(QLabel):
        if part.isVisible() and part.text() and not part.wordWrap():
            assert part.width() >= part.sizeHint().width() - 1, part.text()
        elif part.isVisible() and part.text():
            assert part.height() >= part.heightForWidth(part.width()) - 1, part.text()


@pytest.mark.parametrize("ruleset", ruleset_ids())
def test_every_word_that_a_ruleset_opens_has_a_command(ruleset: str) -> None:
    for stage in compile_calendar(load_ruleset(ruleset)[0]):
        for word in stage.open - {"organise", "trade", "spy"}:
            assert any(command.takes(word) for command in DECISIONS) or word == "end_stage", word


def test_no_shortcut_means_two_things() -> None:
    keys = [keys for command in COMMANDS for keys in command.shortcuts]
    assert len(keys) == len(set(keys))
    assert all(command.shortcuts for command in DECISIONS)


# ------------------------------------------------------------ start page and files


def test_the_last_game_is_one_click_away(window: MainWindow) -> None:
    page = begin(window)
    key(window, "F9")
    folder = page.session.folder
    key(window, "Ctrl+W")
    assert window.game_page is None
    assert [button.game.path for button in window.start_page.games] == [folder]
    click(window.start_page.continue_button)
    assert window.game_page is not None
    assert window.game_page.session.folder == folder
    assert window.game_page.session.stage.rule.id == "payments"


def test_a_closed_table_is_let_go(window: MainWindow) -> None:
    page = begin(window, rivals=1)
    for name in PAGES:
        page.show_page(name)
    window.decide("discount")
    left = [weakref.ref(page), weakref.ref(page.tasks), weakref.ref(page.session)]
    del page
    window.close_game()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert [one() for one in left] == [None, None, None]


def test_a_damaged_game_is_listed_with_its_reason(window: MainWindow) -> None:
    folder = begin(window).session.folder
    window.close_game()
    (folder / "game.json").write_text("{", encoding="utf-8")
    window.start_page.refresh()
    (button,) = window.start_page.games
    assert not button.isEnabled()
    assert "game.json" in button.detail.text()
    window.open_folder(folder)
    assert "game.json" in window.notices.texts()[-1]
    assert window.game_page is None


def test_a_folder_without_a_game_is_refused(window: MainWindow, tmp_path: Path) -> None:
    window.open_folder(tmp_path)
    assert window.notices.texts() == [sentence(Refused("save.missing", file="game.json", path=str(tmp_path)))]


def test_a_set_up_that_cannot_be_says_why(window: MainWindow) -> None:
    click(window.start_page.new_button)
    asked = dialog(window, NewGameDialog)
    for field, typed in (
        (asked.seating.count, "99"),
        (asked.years, "0"),
        (asked.years, "x"),
        (asked.seed, ""),
    ):
        good = field.edit.text()
        type_into(field, typed)
        assert asked.trouble.isVisible()
        assert not asked.ok.isEnabled()
        type_into(field, good)
        assert asked.ok.isEnabled()
    asked.seating.seats[0].name.clear()
    assert not asked.ok.isEnabled()


def test_pages_have_keys_and_the_charts_wait(window: MainWindow) -> None:
    page = begin(window, rivals=1)
    for number, name in enumerate(("board", "forecast", "meeting", "statements", "ranking"), 2):
        key(window, f"F{number}")
        assert page.page == name
        assert page.stack.currentWidget() is page.pages[name]
    key(window, "F8")
    assert not page.tasks.isVisible()


def test_the_task_list_triggers_the_windows_actions(window: MainWindow) -> None:
    page = begin(window)
    buttons = {b.command.id: b for b in page.tasks.findChildren(DecisionButton) if b.isVisible()}
    assert "discount" in buttons
    click(buttons["discount"])
    assert isinstance(dialog(page, QuantitiesDialog), QuantitiesDialog)


def test_the_window_starts_without_the_charts() -> None:
    code = (
        "import sys; import sandbox_gui.gui.app, sandbox_gui.gui.game_page;"
        "sys.exit(sorted({'numpy', 'pyqtgraph'} & set(sys.modules)) or 0)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_window_opens_without_the_economy(tmp_path: Path) -> None:
    code = (
        "import sys; from sandbox_gui.gui.app import make_application;"
        "from sandbox_gui.gui.main_window import MainWindow;"
        "from sandbox_gui.gui.preferences import Preferences;"
        "app = make_application(); window = MainWindow(Preferences(), apart=True);"
        "sys.exit('sandbox_gui.core.engine' in sys.modules)"
    )
    own = {"SANDBOX_SETTINGS": str(tmp_path / "settings.ini"), "SANDBOX_SAVES": str(tmp_path)}
    run = subprocess.run([sys.executable, "-c", code], check=False, env={**os.environ, **own})
    assert run.returncode == 0


def test_an_unforeseen_error_is_told_once(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    unforeseen = application.Unforeseen()
    for _ in range(2):
        unforeseen.hook(ValueError, ValueError("boom"), None)
    qtbot.waitUntil(lambda: unforeseen.box is not None)
    box = unforeseen.box
    assert isinstance(box, QMessageBox)
    assert "boom" in box.detailedText()
    box.close()
    qtbot.waitUntil(lambda: unforeseen.box is None)
