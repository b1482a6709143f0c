"""For the class: the second screen, the pointer, and the table as a picture."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from sessions import walk

from sandbox_gui.core.actions import Advertise, EndBids, EndStage, PassTurn
from sandbox_gui.core.engine import may_act
from sandbox_gui.core.order_meeting import whose_turn
from sandbox_gui.gui.game_page import GamePage
from sandbox_gui.gui.main_window import MainWindow
from sandbox_gui.gui.panels.meeting_wall import OrderCard
from sandbox_gui.gui.panels.projected import ProjectedMeeting, tender_card
from sandbox_gui.gui.panels.tables import Table
from sandbox_gui.gui.picture import SaveBoard
from sandbox_gui.gui.pointer import pixel_of, spot_at
from sandbox_gui.gui.projection import Enlarged, Projection, other_screen
from sandbox_gui.gui.session import Session
from sandbox_gui.gui.theme import DARK
from sandbox_gui.storage.games import GameSetup, Player
from sandbox_gui.text import t

Begin = Callable[..., GamePage]


def screen_of(opened: MainWindow) -> Projection:
    """The second screen, which must be open."""
    screen = opened.projecting.screen
    assert screen is not None
    assert screen.isVisible()
    return screen


def to_meeting(page: GamePage) -> None:
    """Advertise a little and go on to the order meeting."""
    session = page.session
    while not session.game.meeting:
        if session.is_open("advertise") and not session.company.advertising.get(session.game.year):
            assert session.do(Advertise(session.team, {"local:P1": 1}))
        assert session.do(EndStage(session.team))


# ------------------------------------------------------------ second screen


def test_the_second_screen_opens_with_what_everybody_may_see(opened: MainWindow, begin: Begin) -> None:
    page = begin(rivals=2)
    QTest.keySequence(opened, "Shift+F11")
    assert screen_of(opened).view == "ranking"
    assert opened.actions_by_id["project_ranking"].isChecked()
    QTest.keySequence(opened, "Shift+F11")
    assert opened.projecting.screen is None
    to_meeting(page)
    QTest.keySequence(opened, "Shift+F11")
    assert screen_of(opened).view == "meeting"
    screen_of(opened).close()
    assert opened.projecting.screen is None
    assert not opened.actions_by_id["project_meeting"].isChecked()


def test_the_views_follow_the_game(opened: MainWindow, begin: Begin) -> None:
    page = begin(rivals=2)
    to_meeting(page)
    opened.project("meeting")
    meeting = screen_of(opened).pages["meeting"].page
    assert isinstance(meeting, ProjectedMeeting)
    taken = sum(card.facts.state == "taken" for card in meeting.wall.cards if card.facts)
    cards = [card for card in page.pages["meeting"].findChildren(OrderCard) if card.isVisible()]
    next(card for card in cards if card.facts and card.facts.state == "free").click()
    QApplication.processEvents()
    if page.session.game.meeting:
        now = sum(card.facts.state == "taken" for card in meeting.wall.cards if card.facts)
        assert now > taken
    opened.project("table")
    while page.session.stage.rule.id != "long_loans":
        page.session.do(EndStage(page.session.team))
    assert screen_of(opened).board.board.table == page.board.board.table


def test_a_class_sees_no_controls_and_nothing_private(opened: MainWindow, begin: Begin) -> None:
    page = begin(rivals=2)
    to_meeting(page)
    opened.project("meeting")
    meeting = screen_of(opened).pages["meeting"].page
    assert isinstance(meeting, ProjectedMeeting)
    cards = set(meeting.findChildren(OrderCard))
    buttons = {one for one in meeting.findChildren(QAbstractButton) if one.isVisible() and one.text()}
    assert cards
    assert buttons <= cards
    assert meeting.findChildren(QLineEdit) == []
    assert all(not card.facts.verdict for card in cards if card.facts)
    assert all(card.facts.state not in ("own", "free") for card in cards if card.facts)
    assert "own" not in {row.look for row in meeting.order.rows}
    words = " ".join(label.text() for label in meeting.findChildren(QLabel))
    assert t("pages.meeting.your_hint", picks=1) not in words
    before = page.session.game.meeting
    card = meeting.wall.cards[0]
    QTest.mouseClick(screen_of(opened).pages["meeting"].viewport(), Qt.MouseButton.LeftButton)
    card.click()
    assert page.session.game.meeting == before


def test_a_class_sees_both_markets_that_are_open_at_once(qtbot: QtBot, tmp_path: Path) -> None:
    session = people_of("contest", tmp_path)
    for team in (1, 2, 3):
        walk(session, team, "payments")
        assert session.do(Advertise(team, {"local:P1": 20, "regional:P1": 10}))
    for team in (1, 2, 3):
        walk(session, team, "meeting")
    page = ProjectedMeeting(session)
    shown_large(qtbot, page)
    assert session.game.meeting
    assert len(session.game.meeting.open) == 2
    assert [side.isVisible() for side in page.sides] == [True, True]
    words = {side.headline.text().split(" · ")[0] for side in page.sides}
    assert words == {"本地 P1", "区域 P1"}
    first, second = page.sides
    assert first.geometry().right() < second.geometry().left()


def test_a_tender_is_projected_as_cards_without_bids(qtbot: QtBot, tmp_path: Path) -> None:
    session = people_of("contest", tmp_path)
    while session.game.tender is None:
        team = next(team for team in (1, 2, 3) if may_act(session.game, team))
        assert session.do(EndStage(team))
    page = ProjectedMeeting(session)
    shown_large(qtbot, page)
    tender, game = session.game.tender, session.game
    assert len(page.tender.wall.cards) == len(tender.open) + len(tender.waiting)
    assert session.do(EndBids(1))
    assert t("projection.tender", handed=1, teams=3) == page.tender.headline.text()
    for team in (2, 3):
        if game.tender:
            assert session.do(EndBids(team))
    name = next(
        order.id for order in game.orders.values() if order.year == game.year and order.kind == "tender"
    )
    game.orders[name].team = 2
    card = tender_card(game, game.orders[name], DARK)
    assert (card.state, card.letter) == ("taken", "B")


def people_of(ruleset: str, folder: Path) -> Session:
    """A game of three companies in the first year that has orders; nobody leads the second and third."""
    players = tuple(Player(name) for name in ("晨星", "远航", "蓝图"))
    session = Session.create(GameSetup(ruleset, 7, 4, players), folder / ruleset)
    session.seats.people = (1,)
    session.seats.open()
    while session.game.year == 1:
        team = next(team for team in (1, 2, 3) if may_act(session.game, team))
        assert session.do(EndStage(team))
    for company in session.game.companies:  # all rights in hand
        for item, progress in company.progress.items():
            progress.paid = session.game.catalogue.payments[item]
    return session


def shown_large(qtbot: QtBot, page: ProjectedMeeting) -> None:
    qtbot.addWidget(page)
    page.resize(1400, 800)
    page.show()
    qtbot.waitExposed(page)


def test_a_covered_table_is_covered_on_both_screens(opened: MainWindow) -> None:
    opened.begin(GameSetup("itmc", 7, 2, (Player("晨星"), Player("海棠"))))
    opened.project("table")
    screen = screen_of(opened)
    assert opened.game_page is not None
    session = opened.game_page.session
    assert session.curtained
    assert screen._stack.currentWidget() is screen.cover
    session.lift_curtain()
    assert screen._stack.currentWidget() is screen.board


def test_the_second_screen_follows_language_theme_and_size(opened: MainWindow, begin: Begin) -> None:
    begin(rivals=1)
    opened.project("ranking")
    screen = screen_of(opened)
    opened.speak("en")
    opened.wear("dark")
    opened.looks.resize(150)
    QApplication.processEvents()
    ranking = screen.pages["ranking"]
    assert ranking.page.theme is DARK
    assert t("pages.ranking.title") in [label.text() for label in ranking.page.findChildren(QLabel)]
    assert screen.windowTitle().startswith("Second screen")


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (3840, 2160), (1024, 768)])
@pytest.mark.parametrize("view", ["meeting", "ranking"])
def test_a_view_fills_the_screen_in_large_type(
    opened: MainWindow, begin: Begin, view: str, size: tuple[int, int]
) -> None:
    page = begin(rivals=5)
    to_meeting(page)
    opened.project(view)
    screen = screen_of(opened)
    screen.resize(*size)
    QApplication.processEvents()
    enlarged = screen.pages[view]
    assert isinstance(enlarged, Enlarged)
    magnified = enlarged.transform().m11()
    assert magnified >= size[0] / (1280 if view == "ranking" else Enlarged.WIDTHS[-1]) - 0.01
    shown = enlarged.mapFromScene(enlarged.sceneRect()).boundingRect()
    assert abs(shown.width() - size[0]) <= 4
    assert abs(shown.height() - size[1]) <= 4
    for table in enlarged.page.findChildren(Table):
        assert not table.isVisible() or table.width() <= enlarged.sceneRect().width()


def test_nothing_larger_would_have_room(opened: MainWindow, begin: Begin) -> None:
    page = begin(rivals=5)
    to_meeting(page)
    opened.project("meeting")
    screen = screen_of(opened)
    screen.resize(1280, 720)
    QApplication.processEvents()
    enlarged = screen.pages["meeting"]
    assert isinstance(enlarged, Enlarged)
    chosen = round(enlarged.width() / enlarged.transform().m11())
    assert not scrolls(enlarged.page)
    for width in Enlarged.WIDTHS:
        if width < chosen:
            enlarged.page.resize(width, width * 720 // 1280)
            for _ in range(3):
                QApplication.processEvents()
            assert scrolls(enlarged.page), width


def scrolls(page: QWidget) -> bool:
    """Whether some part of a page has to be scrolled."""
    areas = [area for area in page.findChildren(QAbstractScrollArea) if area.isVisible()]
    return any(
        area.verticalScrollBar().maximum() + area.horizontalScrollBar().maximum() > 0 for area in areas
    )


def test_what_a_meeting_brought_is_written_larger_than_its_wall(opened: MainWindow, begin: Begin) -> None:
    page = begin(rivals=2)
    to_meeting(page)
    opened.project("meeting")
    screen = screen_of(opened)
    screen.resize(1280, 720)
    enlarged = screen.pages["meeting"]
    assert not enlarged.page.calm
    while turn := whose_turn(page.session.game).get(page.session.team):
        assert page.session.do(PassTurn(page.session.team, f"{turn.market}:{turn.product}"))
    assert not page.session.game.meeting
    QApplication.processEvents()
    assert enlarged.page.calm
    assert enlarged.transform().m11() > 1280 / Enlarged.WIDTHS[0]
    assert not any(
        table.verticalScrollBar().isVisible()
        for table in enlarged.page.findChildren(Table)
        if table.isVisible()
    )


class _Screen:
    """A screen as a double: only its place counts."""

    def __init__(self, left: int) -> None:
        self._left = left

    def geometry(self) -> QRect:
        return QRect(self._left, 0, 1920, 1080)


def test_the_other_screen_is_taken_where_there_is_one() -> None:
    first, second = _Screen(0), _Screen(1920)
    assert other_screen(first, [first, second]) == QRect(1920, 0, 1920, 1080)  # type: ignore[arg-type, list-item]
    assert other_screen(second, [first, second]) == QRect(0, 0, 1920, 1080)  # type: ignore[arg-type, list-item]
    assert other_screen(first, [first]) is None  # type: ignore[arg-type, list-item]


def test_keys_fill_and_leave_the_screen(qtbot: QtBot, opened: MainWindow, begin: Begin) -> None:
    begin()
    opened.project("table")
    screen = screen_of(opened)
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    QTest.keyClick(screen, Qt.Key.Key_F11)
    assert screen.isFullScreen()
    QTest.keyClick(screen, Qt.Key.Key_Escape)
    assert not screen.isFullScreen()


def test_the_second_screen_goes_with_its_game(opened: MainWindow, begin: Begin) -> None:
    begin()
    opened.project("table")
    opened.close_game()
    assert opened.projecting.screen is None


# ------------------------------------------------------------ pointer


def _hover(widget: QWidget, at: QPointF) -> None:
    none = Qt.MouseButton.NoButton
    over = widget.mapToGlobal(at)
    event = QMouseEvent(QEvent.Type.MouseMove, at, over, none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(widget, event)


def test_the_pointer_shows_the_same_place_on_both_screens(
    qtbot: QtBot, opened: MainWindow, begin: Begin
) -> None:
    page = begin()
    opened.project("table")
    screen = screen_of(opened)
    screen.resize(1600, 700)  # other proportions than the first
    opened.activateWindow()
    qtbot.waitUntil(opened.isActiveWindow)
    QTest.keySequence(opened, "Ctrl+F11")
    for place in ("cash", "material:R3", "pot:tax"):
        box = page.board.board.layout.boxes[place]
        at = QPointF(page.board.mapFromScene(box.center()))
        assert spot_at(page.board, at).place == place
        _hover(page.board.viewport(), at)
        spot = opened.projecting.pointer.spot
        assert spot is not None
        assert spot.place == place
        assert screen.light.at is not None
        assert screen.board.place_at(screen.light.at) == place
        assert (pixel_of(page.board, spot_at(page.board, at)) - at).manhattanLength() <= 2
    opened.actions_by_id["pointer"].trigger()
    assert screen.light.at is None
    assert not screen.light.isVisible()


def test_the_pointer_leaves_the_mouse_to_the_board(opened: MainWindow, begin: Begin) -> None:
    page = begin()
    opened.actions_by_id["pointer"].trigger()
    box = page.board.board.layout.boxes["cash"]
    at = page.board.mapFromScene(box.center())
    _hover(page.board.viewport(), QPointF(at))
    QTest.mouseClick(page.board.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert page.board.focused_place == "cash"


# ------------------------------------------------------------ pictures


def test_the_board_is_copied_as_a_picture(opened: MainWindow, begin: Begin) -> None:
    begin()
    opened.wear("dark")
    QGuiApplication.clipboard().clear()
    QTest.keySequence(opened, "Ctrl+Shift+C")
    image = QGuiApplication.clipboard().image()
    assert (image.width(), image.height()) == (1920, 1080)
    assert image.pixelColor(4, 200) == QColor(DARK.paper)


def test_the_board_is_saved_as_pixels_and_as_vectors(
    opened: MainWindow, begin: Begin, tmp_path: Path
) -> None:
    begin()
    for name in ("board.png", "board.pdf"):
        opened.actions_by_id["save_board"].trigger()
        (dialog,) = [one for one in opened.findChildren(SaveBoard) if one.isVisible()]
        dialog.fileSelected.emit(str(tmp_path / name))
        assert str(tmp_path / name) in opened.notices.texts()[-1]
        dialog.reject()
    assert QImage(str(tmp_path / "board.png")).width() >= 1920
    vectors = (tmp_path / "board.pdf").read_bytes()
    assert vectors.startswith(b"%PDF")
    assert b"/Subtype /Image" not in vectors
    assert b"/FontFile" in vectors


def test_a_picture_that_cannot_be_written_is_a_sentence(
    opened: MainWindow, begin: Begin, tmp_path: Path
) -> None:
    begin()
    for name in ("a.png", "a.pdf"):
        opened.picture(save=True)
        (dialog,) = [one for one in opened.findChildren(SaveBoard) if one.isVisible()]
        dialog.save(str(tmp_path / "no such folder" / name))
        assert "no such folder" in opened.notices.texts()[-1]
        dialog.reject()
