"""The order meeting as it is run in front of a class: wall, countdown, tenders, results."""

from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sessions import hold_meeting, walk

from sandbox_gui.core import actions as act
from sandbox_gui.core.engine import may_act
from sandbox_gui.core.order_meeting import on_wall, whose_turn
from sandbox_gui.core.tender import value
from sandbox_gui.gui import capacity
from sandbox_gui.gui.meeting_settings import MeetingSettings
from sandbox_gui.gui.panels import meeting_facts as facts
from sandbox_gui.gui.panels import meeting_outcome as outcome
from sandbox_gui.gui.panels.meeting import MeetingPage
from sandbox_gui.gui.panels.meeting_clock import ClockDialog, Turn, TurnClock
from sandbox_gui.gui.preferences import Preferences
from sandbox_gui.gui.session import Session
from sandbox_gui.storage.games import GameSetup, Player
from sandbox_gui.text import set_language, t

Make = Callable[..., Session]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(autouse=True)
def _chinese() -> Generator[None]:
    set_language("zh")
    yield
    set_language("zh")


@pytest.fixture
def table(qapp: QApplication, tmp_path: Path) -> Make:
    """Makes a session; `people` of its three companies are led from this computer, nobody leads the rest."""

    def make(ruleset: str = "itmc", people: int = 1, years: int = 3) -> Session:
        players = tuple(Player(name) for name in ("晨星", "远航", "蓝图"))
        session = Session.create(GameSetup(ruleset, 7, years, players), tmp_path / ruleset)
        session.seats.people = tuple(range(1, people + 1))
        session.seats.opened = people == 1
        return session

    return make


def shown(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    widget.resize(1100, 640)
    widget.show()
    qtbot.waitExposed(widget)


def meeting(qtbot: QtBot, session: Session) -> MeetingPage:
    page = MeetingPage(session)
    shown(qtbot, page)
    return page


def hung(page: MeetingPage) -> list[str]:
    """The orders on the wall as they hang."""
    return [card.facts.order for card in page.selection.wall.cards if card.facts]


# ------------------------------------------------------------ the wall


def test_cards_are_sorted_and_left_out_as_wanted(qtbot: QtBot, table: Make) -> None:
    session = table()
    hold_meeting(session)
    page = meeting(qtbot, session)
    orders = session.game.orders
    view = page.selection
    all_hung = hung(page)
    assert all_hung == sorted(all_hung)
    view.filter.sort.setCurrentIndex(view.filter.sort.findData("gross"))
    gross = [facts.gross_profit(session.game, orders[name]) for name in hung(page)]
    assert gross == sorted(gross, reverse=True)
    view.filter.sort.setCurrentIndex(view.filter.sort.findData("due"))
    assert [orders[name].due for name in hung(page)] == sorted(orders[name].due for name in all_hung)
    QTest.mouseClick(view.wall.cards[0], LEFT)
    taken = session.company.orders[0].id
    assert taken in hung(page)
    view.filter.free_only.setChecked(True)
    assert set(hung(page)) == set(all_hung) - {taken}
    view.filter.free_only.setChecked(False)
    orders[all_hung[-1]].quantity = 99
    view.filter.possible_only.setChecked(True)
    assert all_hung[-1] not in hung(page)
    assert taken in hung(page)


def test_few_cards_are_written_larger_and_all_of_them_seen(qtbot: QtBot, table: Make) -> None:
    session = table()
    hold_meeting(session)
    page = meeting(qtbot, session)
    wall = page.selection.wall
    page.resize(1400, 900)
    QApplication.processEvents()
    large = wall.cards[0].scale
    assert large > 1
    assert wall.verticalScrollBar().maximum() == 0
    page.resize(1000, 420)
    QApplication.processEvents()
    assert wall.cards[0].scale < large


def test_cards_that_are_gone_are_gone_at_once(qtbot: QtBot, table: Make) -> None:
    session = table()
    hold_meeting(session)
    page = meeting(qtbot, session)
    cards = list(page.selection.wall.cards)
    page.selection.wall.show_cards([], page.theme)
    assert not any(card.isVisible() for card in cards)


def test_whoever_leads_the_company_whose_turn_it_is_picks_on_the_shared_screen(
    qtbot: QtBot, table: Make
) -> None:
    session = table(people=3)
    hold_meeting(session)
    page = meeting(qtbot, session)
    picked = []
    while session.game.meeting:
        turn = next(iter(whose_turn(session.game)))
        assert facts.team_name(session.game, turn) in page.selection.headline.text()
        card = next(c for c in page.selection.wall.cards if c.facts and c.facts.state == "free")
        assert not card.facts or not card.facts.verdict  # what a company can make is its own affair
        QTest.mouseClick(card, LEFT)
        picked.append(turn)
    assert [order.team for order in session.game.orders.values() if order.team]
    assert set(picked) == {1, 2, 3}
    assert len(picked) == sum(len(company.orders) for company in session.game.companies)


def test_a_company_shows_what_its_lines_can_do_when_it_wants_to(qtbot: QtBot, table: Make) -> None:
    session = table(people=2)
    hold_meeting(session)
    page = meeting(qtbot, session)
    assert page.selection.filter.own_lines.isVisible()
    assert not page.selection.filter.possible_only.isVisible()
    page.selection.filter.own_lines.setChecked(True)
    free = [card.facts for card in page.selection.wall.cards if card.facts and card.facts.state == "free"]
    assert all(fact.verdict for fact in free)
    assert page.selection.filter.possible_only.isVisible()


def test_a_pick_is_taken_back_with_the_teachers_switch_on(qtbot: QtBot, table: Make) -> None:
    session = table(people=3)
    hold_meeting(session)
    page = meeting(qtbot, session)
    QTest.mouseClick(page.selection.wall.cards[0], LEFT)
    assert not page.selection.back_button.isVisible()
    assert session.set_teacher(True)
    assert page.selection.back_button.isVisible()
    page.asked.connect(session.undo)
    with qtbot.waitSignal(page.asked) as asked:
        page.selection.back_button.click()
    assert asked.args == ["undo"]
    assert not any(order.team for order in session.game.orders.values())
    assert page.selection.wall.cards[0].facts is not None
    assert page.selection.wall.cards[0].facts.state == "free"


def test_the_pick_order_says_what_put_each_team_there(qtbot: QtBot, table: Make) -> None:
    session = table()
    hold_meeting(session)
    game = session.game
    assert game.meeting
    selection = game.meeting.open[0]
    facts_of = facts.wall(game, selection)
    headers, rows = facts.pick_table(game, selection, session.people)
    assert not any("ISO" in head for head in headers)
    assert [row.cells[1] for row in rows] == [facts.team_name(game, team) for team in selection.teams]
    assert [row.cells[2] for row in rows] == [3, 3, 1]
    facts_of[0].standards = ("ISO9000",)
    game.company(2).progress["ISO9000"].paid = game.catalogue.payments["ISO9000"]
    headers, rows = facts.pick_table(game, selection, session.people)
    column = next(place for place, head in enumerate(headers) if "9000" in head)
    assert [row.cells[column] for row in rows] == ["✓" if team == 2 else None for team in selection.teams]


def two_markets(session: Session) -> None:
    """Lead everybody into a meeting with two markets open at once."""
    while session.game.year < 2:
        team = next(team for team in (1, 2, 3) if may_act(session.game, team))
        assert session.do(act.EndStage(team))
    stage = next(s.id for s in session.ruleset.year.start if "advertise" in s.open)
    for company in session.game.companies:
        for market in ("local", "regional"):
            company.progress[market].paid = session.game.catalogue.payments[market]
        walk(session, company.team, stage)
        assert session.do(act.Advertise(company.team, {"local:P1": 10, "regional:P1": 10}))
    for company in session.game.companies:
        walk(session, company.team, "meeting")
    assert session.game.meeting
    assert len(session.game.meeting.open) == 2


def test_two_markets_hang_side_by_side_where_there_is_room(qtbot: QtBot, table: Make) -> None:
    session = table("contest", people=3)
    two_markets(session)
    page = meeting(qtbot, session)
    first, second = page.walls.views
    assert first.tabs.isVisible()
    assert not second.isVisible()
    first.tabs.setCurrentIndex(1)
    assert first.place.startswith("regional")
    page.resize(2000, 900)
    assert second.isVisible()
    assert not first.tabs.isVisible()
    assert [view.place for view in (first, second)] == ["local:P1", "regional:P1"]
    timed(session)
    assert [page.clock.left(view.place) for view in (first, second)] == [75, 75]
    card = next(c for c in second.wall.cards if c.facts and c.facts.state == "free")
    turn = facts.picker(session.game.meeting.open[1], session.people) if session.game.meeting else 0
    card.click()
    assert [order.market for order in session.game.company(turn).orders] == ["regional"]


def test_the_keyboard_stays_where_it_is_while_others_pick(qtbot: QtBot, table: Make) -> None:
    session = table("contest")
    two_markets(session)
    assert session.game.meeting
    local, regional = session.game.meeting.open
    while local.teams[local.turn] != 1:
        assert session.do(act.PassTurn(local.teams[local.turn], "local:P1"))
    page = meeting(qtbot, session)
    with qtbot.waitActive(page):
        page.activateWindow()
    assert page.selection.wall.cards[0].hasFocus()
    page.selection.filter.sort.setFocus()
    other = regional.teams[regional.turn]
    if other == 1:
        assert session.do(act.PassTurn(1, "regional:P1"))
        other = regional.teams[regional.turn]
    assert session.do(act.PassTurn(other, "regional:P1"))
    assert page.selection.filter.sort.hasFocus()


def test_the_next_team_does_not_see_what_the_last_ones_lines_can_do(qtbot: QtBot, table: Make) -> None:
    session = table(people=3)
    hold_meeting(session)
    page = meeting(qtbot, session)
    page.selection.filter.own_lines.setChecked(True)
    next(c for c in page.selection.wall.cards if c.facts and c.facts.state == "free").click()
    assert not page.selection.filter.own_lines.isChecked()
    assert not any(c.facts.verdict for c in page.selection.wall.cards if c.facts)


# ------------------------------------------------------------ what lines and materials can do


def test_materials_that_cannot_come_in_time_hold_lines_up(table: Make) -> None:
    session = table()
    game, company = session.game, session.company
    order = next(order for order in game.orders.values() if order.product == "P1")
    free = [capacity.can_make(game, company, "P1", quarter) for quarter in (1, 2, 3, 4)]
    game.catalogue.leads["R1"] = 4  # what is ordered now comes too late for this year
    company.materials["R1"], company.ordered["R1"] = 0, [0, 0]
    bare = [capacity.can_make(game, company, "P1", quarter) for quarter in (1, 2, 3, 4)]
    assert bare == [4, 6, 7, 7]  # three in stock, four on the lines
    company.ordered["R1"] = [2, 0]
    assert capacity.can_make(game, company, "P1", 4) == min(free[-1], 9)
    order.quantity = 7
    assert capacity.earliest(game, company, order) == 3
    order.quantity = 40
    assert capacity.earliest(game, company, order) == 0


# ------------------------------------------------------------ the countdown


def test_a_clock_counts_each_turn_and_says_when_it_is_over(qtbot: QtBot) -> None:
    clock = TurnClock()
    clock.show_turns({"a": Turn(1, 2), "b": Turn(2, 5)})
    clock.step()
    clock.show_turns({"a": Turn(1, 2), "b": Turn(3, 5)})  # another's turn in b
    assert (clock.left("a"), clock.left("b")) == (1, 5)
    over: list[str] = []
    clock.ran_out.connect(over.append)
    clock.step()
    clock.step()
    assert over == ["a"]
    assert (clock.left("a"), clock.left("b"), clock.left("c")) == (0, 3, None)
    clock.show_turns({})
    assert clock.left("a") is None


def timed(session: Session, **changes: object) -> None:
    session.hold_meetings(MeetingSettings(**{"clock": True, "pick": 50, "first": 25, **changes}))  # type: ignore[arg-type]


def test_the_first_pick_in_a_market_has_more_time(qtbot: QtBot, table: Make) -> None:
    session = table(people=3)
    hold_meeting(session)
    timed(session)
    page = meeting(qtbot, session)
    place = page.selection.place
    assert page.clock.left(place) == 75
    assert page.selection.face.figure.text() == "1:15"
    QTest.mouseClick(page.selection.wall.cards[0], LEFT)
    assert page.clock.left(place) == 50
    page.selection.face.hold.click()
    assert page.clock.paused
    timed(session, clock=False)
    assert page.clock.left(place) is None
    assert not page.selection.face.figure.isVisible()


@pytest.mark.parametrize("passes", [True, False])
def test_a_turn_whose_time_is_over_is_passed_only_where_it_is_set_so(
    qtbot: QtBot, table: Make, passes: bool
) -> None:
    session = table(people=3)
    hold_meeting(session)
    timed(session, pick=1, first=0, passes=passes)
    page = meeting(qtbot, session)
    assert session.game.meeting
    first = session.game.meeting.open[0].teams[0]
    page.clock.step()
    passed = [action.team for action in session.game.history if isinstance(action, act.PassTurn)]
    assert passed == ([first] if passes else [])


def test_rivals_are_not_timed(qtbot: QtBot, table: Make) -> None:
    session = table()
    hold_meeting(session, (1, 3, 3))
    timed(session)
    page = meeting(qtbot, session)
    assert 1 not in whose_turn(session.game)
    assert page.clock.left(page.selection.place) is None


def test_the_settings_of_the_meeting_are_kept(qtbot: QtBot, table: Make, tmp_path: Path) -> None:
    session = table("contest", people=2)
    page = meeting(qtbot, session)
    page.set_clock()
    dialog = page.findChild(ClockDialog)
    assert dialog is not None
    dialog.on.setChecked(True)
    dialog.times["pick"].setValue(30)
    dialog.passes.setChecked(True)
    dialog.ok.click()
    assert session.meeting_settings == MeetingSettings(clock=True, pick=30, passes=True)
    page.paces.button(0).click()
    assert session.meeting_settings.pace == "slow"
    preferences = Preferences(tmp_path / "settings.ini")
    preferences.meeting = session.meeting_settings
    assert Preferences(tmp_path / "settings.ini").meeting == session.meeting_settings
    (tmp_path / "odd.ini").write_text("[meeting]\npace=never\nclock=perhaps\npick=-3\n", encoding="utf-8")
    assert Preferences(tmp_path / "odd.ini").meeting == MeetingSettings()


# ------------------------------------------------------------ tenders and results


def at_tender(session: Session) -> None:
    """Lead everybody to the first tender, all rights in hand."""
    while session.game.tender is None:
        team = next(team for team in (1, 2, 3) if may_act(session.game, team))
        assert session.do(act.EndStage(team))
    for company in session.game.companies:
        for item, progress in company.progress.items():
            progress.paid = session.game.catalogue.payments[item]


def test_a_tender_says_who_won_with_which_score(qtbot: QtBot, table: Make) -> None:
    session = table("contest")
    at_tender(session)
    game = session.game
    assert game.tender
    name = game.tender.open[0]
    order = game.orders[name]
    cost = game.catalogue.costs[order.product] * order.quantity
    for team, price in ((1, cost * 3), (2, cost)):
        assert session.do(act.Bid(team, name, price, 4, 0))
    for team in (1, 2, 3):
        assert session.do(act.EndBids(team))
    assert order.team == 2
    page = meeting(qtbot, session)
    table_shown = page.tender.results if game.tender else page.result.tenders
    row = next(row for row in table_shown.rows if str(row.cells[0]).endswith(name))
    _, winner, price, _, score, own_score = row.cells
    assert (winner, price) == (facts.team_name(game, 2), cost)
    offer = outcome.bids_of(game, game.year)[name][0]
    assert own_score == outcome.BASE + value(game, order, offer) / cost
    assert isinstance(score, float)
    assert isinstance(own_score, float)
    assert score > own_score


def test_the_next_bidder_sees_nothing_of_the_last_bids(qtbot: QtBot, table: Make) -> None:
    session = table("contest", people=3)
    at_tender(session)
    session.lift_curtain()
    page = meeting(qtbot, session)
    first, order = session.team, next(iter(page.tender.fields))
    price = page.tender.fields[order][0]
    price.setValue(price.maximum())
    page.tender.submit.click()
    assert session.team != first
    assert session.curtained
    session.lift_curtain()
    assert page.tender.fields[order][0].value() == 0


def test_what_others_do_does_not_disturb_a_bidder(qtbot: QtBot, table: Make) -> None:
    session = table("contest")
    at_tender(session)
    page = meeting(qtbot, session)
    order, fields = next(iter(page.tender.fields.items()))
    fields[0].setValue(7)
    assert session.do(act.EndBids(2))
    assert page.tender.fields[order] is fields
    set_language("en")
    page.retranslate()
    assert page.tender.fields[order][0].value() == 7


def test_bids_are_handed_in_when_their_time_is_over(qtbot: QtBot, table: Make) -> None:
    session = table("contest")
    at_tender(session)
    timed(session, tender=1, passes=True)
    page = meeting(qtbot, session)
    order, (price, _, _) = next(iter(page.tender.fields.items()))
    price.setValue(price.maximum())
    page.clock.step()
    assert session.game.tender
    assert [offer.order for offer in session.game.tender.offers] == [order]
    assert session.team in session.game.tender.ended


def test_the_result_shows_nothing_of_ones_own_while_the_table_is_closed(qtbot: QtBot, table: Make) -> None:
    session = table(people=3)
    hold_meeting(session)
    page = meeting(qtbot, session)
    while session.game.meeting:
        team, selection = next(iter(whose_turn(session.game).items()))
        assert session.do(act.TakeOrder(team, on_wall(session.game, selection)[0].id))
    assert session.curtained
    result = page.result
    assert page.stack.currentWidget() is result
    assert not result.summary.isVisible()
    assert not result.own.isVisible()
    assert not any(row.look == "own" for row in result.teams.rows)
    session.lift_curtain()
    assert result.summary.isVisible()
    assert len(result.own.rows) == len(session.company.orders)
    won = {company.team: sum(o.total for o in company.orders) for company in session.game.companies}
    spent = {company.team: sum(company.advertising[1].values()) for company in session.game.companies}
    assert {one.team: one.ratio for one in result.returns.returns} == {n: won[n] / spent[n] for n in won}
    assert t("pages.meeting.head_returns") == result.heads["returns"].text()
