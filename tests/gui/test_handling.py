"""Playing by handling the table: real presses and keys on the board's viewport."""

from __future__ import annotations

import gc
import weakref

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMenu
from pytestqt.qtbot import QtBot
from strategies import place as where
from strategies import put_order, ruleset

from sandbox_gui.core import actions as act
from sandbox_gui.core import order_meeting
from sandbox_gui.core.digest import digest
from sandbox_gui.core.opening import new_game
from sandbox_gui.core.refused import Refused
from sandbox_gui.gui.board.handling import Drag
from sandbox_gui.gui.board.model import table_of
from sandbox_gui.gui.board.pulse import Ring
from sandbox_gui.gui.board.view import BoardView
from sandbox_gui.gui.choices import most_urgent
from sandbox_gui.gui.deeds import deed
from sandbox_gui.gui.dialogs.development import DevelopDialog
from sandbox_gui.gui.dialogs.lines import BuildLineDialog
from sandbox_gui.gui.dialogs.plants import AddPlantDialog
from sandbox_gui.gui.dialogs.production import SellLineDialog, StartProductionDialog
from sandbox_gui.gui.game_page import GamePage
from sandbox_gui.gui.gestures import GESTURES, Move
from sandbox_gui.gui.main_window import MainWindow
from sandbox_gui.gui.popover import ChoicePopover, CountPopover
from sandbox_gui.gui.session import Session
from sandbox_gui.gui.words import reason, short_reason
from sandbox_gui.storage.games import GameSetup, Player
from sandbox_gui.storage.rulesets import ruleset_ids
from sandbox_gui.text import LANGUAGES, t

LEFT = Qt.MouseButton.LeftButton


def begin(window: MainWindow, stage: str = "", quarter: int = 1, rules: str = "itmc") -> GamePage:
    """A game without rivals on the table, at a stage of its first year."""
    window.begin(GameSetup(rules, 7, 6, (Player("晨星"),)))
    page = window.game_page
    assert page is not None
    while stage and where(page.session.game, 1) != (1, quarter, stage):
        turns = order_meeting.whose_turn(page.session.game)
        if 1 in turns:
            assert page.session.do(act.PassTurn(1, f"{turns[1].market}:{turns[1].product}"))
        else:
            assert page.session.do(act.EndStage(1))
    page.show_page("board")
    QApplication.processEvents()
    return page


def grasp(board: BoardView, token: str, to: QPoint) -> None:
    """Press on a place and carry what lies there to a pixel."""
    start = board.point_of(token)
    QTest.mousePress(board.viewport(), LEFT, pos=start)
    for part in (1, 2, 3, 4):
        QTest.mouseMove(board.viewport(), start + (to - start) * part / 4)


def drag(board: BoardView, token: str, place: str) -> None:
    """Carry what lies on one place to another and let go."""
    grasp(board, token, board.point_of(place))
    QTest.mouseRelease(board.viewport(), LEFT, pos=board.point_of(place))


def count(page: GamePage) -> CountPopover:
    """The card that asks for a figure."""
    assert isinstance(page.hand.popover, CountPopover)
    return page.hand.popover


def choice(page: GamePage) -> ChoicePopover:
    """The card that asks which."""
    assert isinstance(page.hand.popover, ChoicePopover)
    return page.hand.popover


def idle(session: Session) -> list[str]:
    """The places of the lines that could start."""
    return [f"line:{line.no}" for line in session.company.lines if line.idle]


# ------------------------------------------------------------ a quarter


def test_a_quarter_is_played_by_drag_and_drop(window: MainWindow) -> None:
    page = begin(window, "quarter_start")
    session, board = page.session, page.board
    put_order(session.game, 1, id="A", quantity=2, total=11, due=1, term=1)
    page.refresh()
    drag(board, "loan:short:4", "cash")
    QTest.mouseClick(count(page).ok, LEFT)
    assert [loan.amount for loan in session.company.loans if loan.kind == "short"] == [20]
    QTest.mouseClick(page.tasks.close_button, LEFT)  # operations
    drag(board, "ordered:R1:1", "material:R1")
    drag(board, "ordered:R1:1", "material:R1")
    QTest.mouseClick(count(page).ok, LEFT)
    assert session.company.ordered["R1"] == [2]
    for line in idle(session):
        drag(board, "material:R1", line)
    assert not idle(session)
    drag(board, "cash", "plant_new")
    QTest.mouseClick(next(b for b in choice(page).buttons if b.move_.action == act.RentPlant(1, "B")), LEFT)
    assert [plant.type for plant in session.company.plants] == ["A", "B"]
    QTest.mouseClick(page.tasks.close_button, LEFT)  # sales
    drag(board, "goods:P1", "order:A")
    assert session.company.receivables[0] == 11
    drag(board, "cash", "product:P2")
    assert session.company.progress["P2"].paid == 1
    drag(board, "receivable:2", "cash")
    QTest.mouseClick(count(page).ok, LEFT)
    assert session.company.receivables[1] == 8
    QTest.mouseClick(page.tasks.close_button, LEFT)
    assert where(session.game, 1) == (1, 1, "quarter_end")
    assert not page.findChildren(QDialog)


def walk(board: BoardView, place: str) -> None:
    """Go to a place with Tab."""
    places = board.places()
    here = places.index(board.focused_place) if board.focused_place else -1
    steps = places.index(place) - here
    for _ in range(abs(steps)):
        QTest.keyClick(board, Qt.Key.Key_Tab if steps > 0 else Qt.Key.Key_Backtab)
    assert board.focused_place == place


def carry(board: BoardView, token: str, place: str) -> None:
    """Take up with Space, go from target to target, put down with Enter."""
    walk(board, token)
    QTest.keyClick(board, Qt.Key.Key_Space)
    for _ in board.places():
        if board.focused_place == place:
            break
        QTest.keyClick(board, Qt.Key.Key_Right)
    assert board.focused_place == place
    QTest.keyClick(board, Qt.Key.Key_Return)


def test_a_quarter_is_played_with_the_keyboard(window: MainWindow, qtbot: QtBot) -> None:
    page = begin(window, "quarter_start")
    session, board = page.session, page.board
    put_order(session.game, 1, id="A", quantity=2, total=11, due=1, term=1)
    page.refresh()
    board.setFocus()
    qtbot.waitUntil(board.hasFocus)
    carry(board, "loan:short", "cash")
    QTest.keyClicks(count(page).field.edit, "40")
    QTest.keyClick(count(page).field.edit, Qt.Key.Key_Return)
    assert [loan.amount for loan in session.company.loans if loan.kind == "short"] == [40]
    qtbot.waitUntil(board.hasFocus)
    QTest.keySequence(window, "F9")
    carry(board, "ordered:R2:1", "material:R2")
    QTest.keyClicks(count(page).field.edit, "3")
    QTest.keyClick(count(page).field.edit, Qt.Key.Key_Return)
    assert session.company.ordered["R2"] == [3]
    qtbot.waitUntil(board.hasFocus)
    for line in idle(session):
        carry(board, "material:R1", line)
    assert not idle(session)
    QTest.keySequence(window, "F9")
    carry(board, "goods:P1", "order:A")
    carry(board, "cash", "product:P3")
    assert (session.company.receivables[0], session.company.progress["P3"].paid) == (11, 1)
    QTest.keySequence(window, "F9")
    assert where(session.game, 1) == (1, 1, "quarter_end")
    assert not page.findChildren(QDialog)


def test_a_finger_works_like_the_mouse(window: MainWindow) -> None:
    page = begin(window, "operations")
    board = page.board
    (line, *_) = idle(page.session)
    finger = QTest.createTouchDevice()
    start, end = board.point_of("material:R1"), board.point_of(line)
    QTest.touchEvent(board.viewport(), finger).press(0, start, board.viewport()).commit()
    for part in (1, 2, 3, 4):
        QTest.touchEvent(board.viewport(), finger).move(
            0, start + (end - start) * part / 4, board.viewport()
        ).commit()
    QTest.touchEvent(board.viewport(), finger).release(0, end, board.viewport()).commit()
    assert line not in idle(page.session)


# ------------------------------------------------------------ what does not go


def test_a_refused_drop_says_why_and_changes_nothing(window: MainWindow) -> None:
    page = begin(window, "operations")
    board, session = page.board, page.session
    before = digest(session.game)
    drag(board, "cash", "product:P2")
    refused = session.refusal(act.DevelopProduct(1, "P2"))
    assert refused is not None
    assert board.bubble.isVisible()
    assert board.bubble.label.text() == reason(refused, session.game, 1)
    drag(board, "material:R1", "goods:P1")
    assert "R1" in board.bubble.label.text()
    assert "P1" in board.bubble.label.text()
    drag(board, "material:R2", "line:4")  # P1 takes no R2
    assert "R2" in board.bubble.label.text()
    assert digest(session.game) == before
    QTest.mousePress(board.viewport(), LEFT, pos=board.point_of("cash"))
    assert not board.bubble.isVisible()


def test_a_token_let_go_beside_every_place_goes_home_without_a_word(window: MainWindow) -> None:
    page = begin(window, "operations")
    before = digest(page.session.game)
    corner = QPoint(2, 2)
    assert not page.board.place_at(corner.toPointF())
    grasp(page.board, "cash", corner)
    QTest.mouseRelease(page.board.viewport(), LEFT, pos=corner)
    assert not page.board.bubble.isVisible()
    assert digest(page.session.game) == before


@pytest.mark.parametrize("how", ["escape", "focus", "change"])
def test_a_drag_is_cancelled(window: MainWindow, how: str) -> None:
    page = begin(window, "operations")
    board = page.board
    (line, *_) = idle(page.session)
    before = digest(page.session.game)
    grasp(board, "material:R1", board.point_of(line))
    assert isinstance(board._gesture, Drag)
    if how == "escape":
        QTest.keyClick(board, Qt.Key.Key_Escape)
    elif how == "focus":
        QApplication.sendEvent(board, QFocusEvent(QEvent.Type.FocusOut))
    else:
        page.session.company.materials["R1"] += 1
        before = digest(page.session.game)
        page.refresh()
    QTest.mouseRelease(board.viewport(), LEFT, pos=board.point_of(line))
    assert digest(page.session.game) == before
    assert not page.findChildren(QDialog)


def test_what_others_do_does_not_take_a_token_out_of_the_hand(window: MainWindow) -> None:
    page = begin(window, "operations")
    (line, *_) = idle(page.session)
    grasp(page.board, "material:R1", page.board.point_of(line))
    page.session.settled.emit()
    QTest.mouseRelease(page.board.viewport(), LEFT, pos=page.board.point_of(line))
    assert line not in idle(page.session)
    drag(page.board, "ordered:R1:1", "material:R1")
    page.session.settled.emit()
    assert count(page).isVisible()


def test_a_lift_is_cancelled_where_it_began(window: MainWindow, qtbot: QtBot) -> None:
    page = begin(window, "operations")
    page.board.setFocus()
    qtbot.waitUntil(page.board.hasFocus)
    before = digest(page.session.game)
    walk(page.board, "material:R1")
    QTest.keyClick(page.board, Qt.Key.Key_Space)
    assert page.board.focused_place != "material:R1"
    QTest.keyClick(page.board, Qt.Key.Key_Escape)
    assert page.board.focused_place == "material:R1"
    assert digest(page.session.game) == before


def test_what_can_go_nowhere_is_not_lifted(window: MainWindow, qtbot: QtBot) -> None:
    page = begin(window, "operations")
    page.board.setFocus()
    qtbot.waitUntil(page.board.hasFocus)
    walk(page.board, "loan:long")
    QTest.keyClick(page.board, Qt.Key.Key_Space)
    refused = page.session.refusal(act.Borrow(1, "long", 10))
    assert refused is not None
    assert page.board.bubble.label.text() == reason(refused, page.session.game, 1)
    assert page.board.focused_place == "loan:long"


def test_only_legal_targets_are_lit(window: MainWindow) -> None:
    page = begin(window, "operations")
    board, session = page.board, page.session
    grasp(board, "material:R1", board.point_of("cash"))
    assert isinstance(board._gesture, Drag)
    assert board._gesture.legal == [*idle(session), "ordered:R1:1", "cash"]
    QTest.keyClick(board, Qt.Key.Key_Escape)


# ------------------------------------------------------------ cards and menus


def test_a_card_closes_without_a_trace(window: MainWindow) -> None:
    page = begin(window, "operations")
    before = digest(page.session.game)
    drag(page.board, "ordered:R3:2", "material:R3")
    QTest.keyClick(count(page).field.edit, Qt.Key.Key_Escape)
    assert page.hand.popover is None
    drag(page.board, "ordered:R3:2", "material:R3")
    page.show_page("ranking")
    assert page.hand.popover is None
    assert digest(page.session.game) == before


def test_a_card_says_what_is_wrong_with_its_figure(window: MainWindow) -> None:
    page = begin(window, "operations")
    drag(page.board, "cash", "material:R4")
    card = count(page)
    card.field.edit.setText("999")
    refused = page.session.refusal(act.BuyEmergency(1, {"R4": 999}))
    assert refused is not None
    assert card.trouble.text() == reason(refused, page.session.game, 1)
    assert not card.ok.isEnabled()
    card.field.edit.setText("x")
    assert card.trouble.text() == reason(Refused("amount.not_whole", amount="x"), page.session.game, 1)


def test_a_sale_for_good_is_asked_about(window: MainWindow) -> None:
    page = begin(window, "operations")
    (line, *_) = idle(page.session)
    number = len(page.session.company.lines)
    drag(page.board, line, "cash")
    assert len(page.session.company.lines) == number
    QTest.mouseClick(choice(page).buttons[0], LEFT)
    assert len(page.session.company.lines) == number - 1


def test_a_line_for_which_there_is_no_place_is_told_so_at_once(window: MainWindow) -> None:
    page = begin(window, "operations")

    def said() -> set[str]:
        window.decide("build_line")
        (asked,) = page.findChildren(BuildLineDialog)
        words = {part.text() for part in asked.findChildren(QLabel)}
        asked.reject()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return words

    assert t("dialog.build_line.full") in said()
    assert page.session.do(act.RentPlant(1, "B"))
    assert t("dialog.build_line.full") not in said()


def test_too_many_choices_open_the_dialog(window: MainWindow) -> None:
    page = begin(window, "operations")
    assert page.session.do(act.RentPlant(1, "B"))
    drag(page.board, "cash", "slot:2")
    (asked,) = page.findChildren(BuildLineDialog)
    assert asked.plant.currentData() == "2"
    asked.reject()
    drag(page.board, "product:P1", "slot:2")
    assert [b.move_.action.line for b in choice(page).buttons] == [  # type: ignore[attr-defined]
        kind.id for kind in page.session.ruleset.lines
    ]


@pytest.mark.parametrize("spoken", LANGUAGES)
@pytest.mark.parametrize("percent", [100, 150])
def test_no_words_of_a_card_are_cut(window: MainWindow, spoken: str, percent: int) -> None:
    window.speak(spoken)
    window.looks.resize(percent)
    page = begin(window, "operations")
    for token, place in (("cash", "material:R4"), ("cash", "plant_new"), (idle(page.session)[0], "cash")):
        drag(page.board, token, place)
        QApplication.processEvents()
        card = page.hand.popover
        assert card is not None
        assert page.board.rect().contains(card.geometry())
        shown = [part for part in card.findChildren(QLabel) if part.isVisible() and part.text()]
        assert shown
        for part in shown:
            wide = part.sizeHint().width() <= part.width()
            assert wide or part.heightForWidth(part.width()) <= part.height() + 1, part.text()


def menu_of(board: BoardView, place: str) -> dict[str, QAction]:
    """The entries of a place's context menu by their words."""
    board.focus_place(place)
    at = board.point_of(place)
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, board.mapToGlobal(at))
    QApplication.sendEvent(board.viewport(), asked)
    menu = board.findChildren(QMenu)[-1]
    return {entry.text(): entry for entry in menu.actions() if entry.text()}


def test_the_menu_offers_what_can_be_done_and_says_why_not(window: MainWindow) -> None:
    page = begin(window, "operations")
    (line, *_) = idle(page.session)
    number = int(line.partition(":")[2])
    entries = menu_of(page.board, line)
    start = next(
        words
        for words in entries
        if words.startswith(deed(page.session, Move(act.StartProduction(1, number))))
    )
    entries[start].trigger()
    assert not idle(page.session)
    entries = menu_of(page.board, "product:P2")
    develop = entries[deed(page.session, Move(act.DevelopProduct(1, "P2")))]
    assert not develop.isEnabled()
    refused = page.session.refusal(act.DevelopProduct(1, "P2"))
    assert refused is not None
    assert develop.toolTip() == short_reason(refused, page.session.game, 1)


# ------------------------------------------------------------ the table of gestures


@pytest.mark.parametrize("rules", ruleset_ids())
def test_every_pair_of_the_table_lies_on_some_board(rules: str) -> None:
    game = new_game(ruleset(rules), 3, ["T1"])
    put_order(game, 1)
    kinds = {place.kind for place in table_of(game, game.company(1)).places} | {"plant", "line", "slot"}
    assert {kind for gesture in GESTURES for kind in gesture[:2]} <= kinds


@pytest.mark.parametrize("spoken", LANGUAGES)
@pytest.mark.parametrize("rules", ruleset_ids())
def test_each_deed_has_its_words(window: MainWindow, rules: str, spoken: str) -> None:
    page = begin(window, rules=rules)
    put_order(page.session.game, 1)
    page.refresh()
    window.speak(spoken)
    for place in page.board.places():
        for one in page.hand.deeds(place):
            words = [page.hand.words(one), *(deed(page.session, move) for move in one.moves)]
            assert all(words)
            assert not any("{" in sentence for sentence in words)


# ------------------------------------------------------------ what wants a hand


def rings(board: BoardView) -> list[Ring]:
    """The rings that pulse on a board."""
    return [item for item in board.board.items() if isinstance(item, Ring)]


def test_the_soonest_order_wants_a_hand_first(window: MainWindow) -> None:
    page = begin(window, "operations")
    session = page.session
    assert most_urgent(session) == idle(session)[0]
    while where(session.game, 1)[2] != "sales":
        assert session.do(act.EndStage(1))
    assert most_urgent(session) == ""
    put_order(session.game, 1, id="A", quantity=1, due=3)
    put_order(session.game, 1, id="B", quantity=2, due=2)
    put_order(session.game, 1, id="C", quantity=9, due=1)
    assert most_urgent(session) == "order:B"


def test_what_wants_a_hand_pulses_once(window: MainWindow) -> None:
    page = begin(window, "operations")
    board = page.board
    place = most_urgent(page.session)
    board.set_urgent("")
    board.motion.pace = "off"
    board.set_urgent(place)
    assert not rings(board)
    board.motion.pace = "normal"
    board.set_urgent("")
    board.set_urgent(place)
    (ring,) = rings(board)
    page.refresh()
    assert rings(board) == [ring]
    board._pulse.setCurrentTime(board._pulse.totalDuration())
    assert not rings(board)
    page.refresh()
    assert not rings(board)


def test_a_table_closed_in_the_middle_of_everything_is_let_go(window: MainWindow) -> None:
    page = begin(window, "operations")
    page.tasks.show_section("inspector")
    drag(page.board, "ordered:R1:1", "material:R1")
    drag(page.board, "material:R1", "goods:P1")  # slides home
    grasp(page.board, "cash", page.board.point_of("plant_new"))
    menu_of(page.board, "material:R1")
    left = [
        weakref.ref(one) for one in (page, page.board, page.hand, page.inspector, page.outline, page.session)
    ]
    del page
    window.close_game()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert [one() for one in left] == [None] * len(left)


def test_a_loans_place_says_when_that_loan_can_be_had(window: MainWindow) -> None:
    page = begin(window, "operations")
    page.activate_place("loan:short:4")
    assert "申请短期贷款" in window.notices.texts()[-1]
    page.activate_place("loan:long:5")
    assert "申请长期贷款" in window.notices.texts()[-1]


def test_the_only_thing_that_can_be_done_is_ticked_from_the_first(window: MainWindow) -> None:
    page = begin(window, "operations")
    idle = [line for line in page.session.company.lines if line.idle]
    page.decide("start_production")
    (dialog,) = page.findChildren(StartProductionDialog)
    assert dialog.ok.isEnabled() == (len(idle) == 1)
    assert len(dialog.grid.chosen()) == 1
    dialog.reject()
    page.decide("sell_line")
    (sale,) = page.findChildren(SellLineDialog)
    assert not sale.grid.chosen()
    sale.reject()


def test_the_keyboard_ticks_and_takes_without_a_detour(window: MainWindow, qtbot: QtBot) -> None:
    page = begin(window, "sales")
    qtbot.waitUntil(page.board.hasFocus)
    page.decide("develop")
    (dialog,) = page.findChildren(DevelopDialog)
    first = next(row for row in dialog.grid.buttons if row.isEnabled())
    qtbot.waitUntil(first.hasFocus)
    product = dialog.rows[dialog.grid.buttons.index(first)].place.partition(":")[2]
    QTest.keyClick(first, Qt.Key.Key_Space)
    QTest.keyClick(first, Qt.Key.Key_Return)
    assert page.session.company.progress[product].paid == 1


def test_one_of_several_is_chosen_with_the_keyboard(window: MainWindow, qtbot: QtBot) -> None:
    page = begin(window, "operations")
    page.decide("add_plant")
    (dialog,) = page.findChildren(AddPlantDialog)
    first = next(row for row in dialog.grid.buttons if row.isEnabled())
    qtbot.waitUntil(first.hasFocus)
    assert not dialog.grid.chosen()  # nothing is bought by a hasty Enter
    QTest.keyClick(first, Qt.Key.Key_Space)
    QTest.keyClick(first, Qt.Key.Key_Return)
    assert len(page.session.company.plants) == 2
