"""The pages through real widgets: meeting, advertising sheet, statements, ranking, forecast."""

from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from pyqtgraph import TextItem
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from sessions import hold_meeting, walk

from sandbox_gui.core import actions as act
from sandbox_gui.core.demand import forecast
from sandbox_gui.core.engine import may_act
from sandbox_gui.core.game import Game
from sandbox_gui.core.order_meeting import on_wall, whose_turn
from sandbox_gui.core.score import score, standings
from sandbox_gui.gui import capacity
from sandbox_gui.gui.charts.forecast import ForecastPage
from sandbox_gui.gui.dialogs.advertising import AdvertisingDialog
from sandbox_gui.gui.panels import review
from sandbox_gui.gui.panels.meeting import MeetingPage
from sandbox_gui.gui.panels.meeting_wall import OrderCard
from sandbox_gui.gui.panels.page import Page
from sandbox_gui.gui.panels.ranking import RankingPage
from sandbox_gui.gui.panels.statements import StatementsPage
from sandbox_gui.gui.panels.tables import Table
from sandbox_gui.gui.session import Session
from sandbox_gui.gui.theme import DARK
from sandbox_gui.rivals import driver
from sandbox_gui.storage.games import GameSetup, Player
from sandbox_gui.text import item_name, named, set_language, t, texts

NAMES = ("晨星制造", "远航实业", "蓝图科技")
ENTER, LEFT, RIGHT, PASS = Qt.Key.Key_Return, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_P


@pytest.fixture(autouse=True)
def _chinese() -> Generator[None]:
    """Each test begins and ends in Chinese."""
    set_language("zh")
    yield
    set_language("zh")


@pytest.fixture
def table(qapp: QApplication, tmp_path: Path) -> Callable[..., Session]:
    """Makes a session in which nobody acts by himself: one person here, the others' seats elsewhere."""

    def make(ruleset: str = "itmc", years: int = 2, names: tuple[str, ...] = NAMES) -> Session:
        setup = GameSetup(ruleset, 7, years, tuple(Player(name) for name in names))
        session = Session.create(setup, tmp_path / ruleset)
        session.seats.people = (1,)
        session.seats.open()
        return session

    return make


def shown(qtbot: QtBot, widget: QWidget) -> None:
    """Show a widget for the test; its owner closes it."""
    qtbot.addWidget(widget)
    widget.resize(1000, 640)
    widget.show()
    qtbot.waitExposed(widget)


def others_pick(session: Session) -> None:
    """Let the other teams take the first order they may until it is the person's turn, or over."""
    while session.game.meeting and session.team not in whose_turn(session.game):
        team, selection = next(iter(whose_turn(session.game).items()))
        assert session.do(act.TakeOrder(team, on_wall(session.game, selection)[0].id))


def play_out(session: Session) -> Game:
    """Let computer rivals lead every team to the end of the game."""
    rivals = {company.team: driver.create("steady") for company in session.game.companies}
    driver.play(session.game, rivals, session._take)
    session.settled.emit()
    assert session.game.over
    return session.game


def free_cards(page: MeetingPage) -> list[OrderCard]:
    return [c for c in page.selection.wall.cards if c.facts and c.facts.state == "free"]


def cells(view: Table) -> dict[str, tuple[object, ...]]:
    """The rows of a table by their first cell."""
    return {str(row.cells[0]): row.cells[1:] for row in view.rows}


# The order meeting


def test_before_the_meeting_the_page_says_who_is_ready_and_how_it_works(
    qtbot: QtBot, table: Callable[..., Session]
) -> None:
    session = table()
    page = MeetingPage(session)
    shown(qtbot, page)
    view = page.before
    assert page.stack.currentWidget() is view
    assert "1M" in view.words["picks"].text()
    assert not view.button.isVisible()
    walk(session, 2, "payments")
    session.do(act.Advertise(2, {"local:P1": 2}))
    assert cells(view.teams)["B 远航实业"] == (t("pages.meeting.state_done"),)
    walk(session, 1, "payments")
    assert view.button.isVisible()
    with qtbot.waitSignal(page.asked) as asked:
        view.button.click()
    assert asked.args == ["advertise"]


def test_a_click_takes_an_order(qtbot: QtBot, table: Callable[..., Session]) -> None:
    session = table()
    hold_meeting(session)
    page = MeetingPage(session)
    shown(qtbot, page)
    assert page.selection.banner.property("role") == "turn"
    card = free_cards(page)[1]
    assert card.facts is not None
    order = session.game.orders[card.facts.order]
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    assert order.team == session.team
    assert card.facts.state == "own"
    assert page.selection.banner.property("role") == "wait"
    others_pick(session)
    assert page.selection.banner.property("role") == "turn"
    assert "远航实业" in page.selection.log.text()


def test_the_keyboard_takes_an_order_and_passes(qtbot: QtBot, table: Callable[..., Session]) -> None:
    session = table()
    hold_meeting(session)
    page = MeetingPage(session)
    shown(qtbot, page)
    first, second = page.selection.wall.cards[:2]
    with qtbot.waitActive(page):
        page.activateWindow()
    assert first.hasFocus()
    qtbot.keyClick(first, RIGHT)
    assert second.hasFocus()
    qtbot.keyClick(second, ENTER)
    assert session.company.orders[0].id == second.facts.order if second.facts else False
    others_pick(session)
    assert session.team in whose_turn(session.game)
    qtbot.keyClick(page.selection.wall, PASS)
    assert session.team not in whose_turn(session.game)
    assert len(session.company.orders) == 1


def test_a_card_that_cannot_be_taken_says_why(qtbot: QtBot, table: Callable[..., Session]) -> None:
    session = table()
    hold_meeting(session)
    session.game.orders["Y1-001"].standards = ("ISO9000",)
    page = MeetingPage(session)
    shown(qtbot, page)
    card = next(c for c in page.selection.wall.cards if c.facts and c.facts.order == "Y1-001")
    assert card.facts is not None
    assert card.facts.state == "barred"
    assert "ISO 9000" in card.facts.note
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    assert not session.company.orders
    assert page.selection.notice.isVisible()
    assert "ISO 9000" in page.selection.notice.text()


def test_after_the_meeting_the_page_shows_what_each_team_took(
    qtbot: QtBot, table: Callable[..., Session]
) -> None:
    session = table()
    hold_meeting(session, (3, 1, 1))
    page = MeetingPage(session)
    shown(qtbot, page)
    while session.game.meeting:
        others_pick(session)
        if cards := free_cards(page):
            cards[0].click()
    assert page.stack.currentWidget() is page.result
    company = session.company
    won = sum(order.total for order in company.orders)
    advertising, orders, units, amount, *_ = cells(page.result.teams)["A 晨星制造"]
    assert (advertising, orders, amount) == (3, len(company.orders), won)
    assert units == sum(order.quantity for order in company.orders)
    assert sum(amount for _, amount in page.result.bars.shares[0].parts) >= won
    assert len(page.result.own.rows) == len(company.orders)


def test_a_tender_takes_bids_through_its_fields(qtbot: QtBot, table: Callable[..., Session]) -> None:
    session = table("contest", years=3)
    while session.game.tender is None:
        team = next(team for team in (1, 2, 3) if may_act(session.game, team))
        assert session.do(act.EndStage(team))
    for item, progress in session.company.progress.items():
        progress.paid = session.game.catalogue.payments[item]
    page = MeetingPage(session)
    shown(qtbot, page)
    assert page.stack.currentWidget() is page.tender
    order, (price, due, term) = next(iter(page.tender.fields.items()))
    cost = (
        session.game.catalogue.costs[session.game.orders[order].product] * session.game.orders[order].quantity
    )
    price.setValue(cost - 1)
    page.tender.submit.click()
    assert page.tender.notice.isVisible()
    price.setValue(cost)
    due.setValue(3)
    term.setValue(2)
    page.tender.submit.click()
    tender = session.game.tender
    assert [(o.order, o.price, o.quarter, o.term) for o in tender.offers if o.team == 1] == [
        (order, cost, 3, 2)
    ]
    assert session.team in tender.ended
    assert page.tender.banner.property("role") == "wait"


# Capacity


def test_what_the_lines_can_make_in_time(table: Callable[..., Session]) -> None:
    session = table()
    game, company = session.game, session.company
    assert capacity.yearly_capacity(game, company) == 6
    # Three P1 in stock; manual lines end in quarters 3, 2 and 1, the semi-automatic one every other quarter.
    made = [capacity.can_make(game, company, "P1", quarter) for quarter in range(5)]
    assert made == [3, 4, 6, 7, 9]
    assert capacity.can_make(game, company, "P2", 4) == 0
    order = next(order for order in game.orders.values() if order.product == "P1")
    order.quantity, order.due = 4, 1
    assert capacity.missing(game, company, order) == (0, 0)
    order.quantity = 6
    assert capacity.missing(game, company, order).as_set == 2


# The advertising sheet


def test_the_sheet_hands_in_what_was_typed(qtbot: QtBot, table: Callable[..., Session]) -> None:
    session = table()
    walk(session, 1, "payments")
    cash = session.company.cash
    dialog = AdvertisingDialog(session)
    qtbot.addWidget(dialog)
    dialog.open()
    assert set(dialog.boxes) == {f"local:P{number}" for number in (1, 2, 3, 4)}
    assert not dialog.submit.isEnabled()
    assert dialog.warnings.text() == t("pages.advertising.warn_nothing")
    dialog.boxes["local:P1"].setValue(3)
    dialog.boxes["local:P2"].setValue(1)
    assert dialog.total.text() == "4M"
    assert dialog.cash.text() == f"{cash - 4}M"
    assert dialog.picks["local:P1"].text() == t("pages.advertising.picks", picks=2)
    assert "P2" in dialog.warnings.text()
    dialog.submit.click()
    assert session.company.advertising[1] == {"local:P1": 3, "local:P2": 1}
    assert session.company.cash == cash - 4


def test_the_sheet_warns_of_cash_that_will_be_missing(qtbot: QtBot, table: Callable[..., Session]) -> None:
    session = table()
    walk(session, 1, "payments")
    dialog = AdvertisingDialog(session)
    qtbot.addWidget(dialog)
    dialog.boxes["local:P1"].setValue(session.company.cash)
    # Two R1 arrive in quarter 1 and have to be paid.
    assert t("operation.receive_materials") in dialog.warnings.text()
    assert "2M" in dialog.warnings.text()


def test_the_sheet_sums_up_markets_and_products_and_recalls_last_year(
    qtbot: QtBot, table: Callable[..., Session]
) -> None:
    session = table()
    hold_meeting(session, (3, 1, 1))
    others_pick(session)
    order = on_wall(session.game, session.game.meeting.open[0])[0] if session.game.meeting else None
    assert order is not None
    assert session.do(act.TakeOrder(1, order.id))
    session.game.year = 2  # the sheet of the year after
    dialog = AdvertisingDialog(session)
    qtbot.addWidget(dialog)
    dialog.boxes["local:P1"].setValue(4)
    dialog.boxes["local:P3"].setValue(2)
    assert (dialog.sums["local"].text(), dialog.sums["P1"].text(), dialog.sums["P3"].text()) == (
        "6M", "4M", "2M",
    )  # fmt: skip
    assert f"{order.total / 3:.1f}" in dialog.picks["local:P1"].text()
    assert dialog.picks["local:P2"].text() == t("pages.advertising.no_pick")
    assert str(session.game.catalogue.costs["P1"]) in dialog.boxes["local:P1"].toolTip()


def test_enter_moves_on_and_control_enter_hands_in(qtbot: QtBot, table: Callable[..., Session]) -> None:
    session = table()
    walk(session, 1, "payments")
    dialog = AdvertisingDialog(session)
    qtbot.addWidget(dialog)
    dialog.open()
    first, second = list(dialog.boxes.values())[:2]
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    assert first.hasFocus()
    qtbot.keyClicks(first, "2")
    qtbot.keyClick(first, ENTER)
    assert second.hasFocus()
    assert 1 not in session.company.advertising
    qtbot.keyClick(second, ENTER, Qt.KeyboardModifier.ControlModifier)
    assert session.company.advertising[1] == {"local:P1": 2}


def test_steps_land_on_amounts_that_buy_something(qtbot: QtBot, table: Callable[..., Session]) -> None:
    session = table()
    walk(session, 1, "payments")
    dialog = AdvertisingDialog(session)
    qtbot.addWidget(dialog)
    dialog.open()
    marketing, box = session.ruleset.marketing, dialog.boxes["local:P1"]
    assert (marketing.first_pick, marketing.further_pick) == (1, 2)
    reached = []
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down):
        qtbot.keyClick(box, key)
        reached.append(box.value())
    assert reached == [1, 3, 5, 3]
    qtbot.keyClicks(box, "4")  # stepping marks the figure, so typing replaces it
    assert box.value() == 4
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert box.value() == 3
    qtbot.keyClicks(box, "4")
    qtbot.keyClick(box, Qt.Key.Key_Up)
    assert box.value() == 5
    for _ in range(3):
        qtbot.keyClick(box, Qt.Key.Key_Down)
    assert box.value() == 0


def test_the_wheel_changes_no_field(qtbot: QtBot, table: Callable[..., Session]) -> None:
    session = table()
    walk(session, 1, "payments")
    dialog = AdvertisingDialog(session)
    qtbot.addWidget(dialog)
    box = dialog.boxes["local:P1"]
    still, none = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.NoButton
    phase = Qt.ScrollPhase.NoScrollPhase
    wheel = QWheelEvent(QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, 120), none, still, phase, False)
    QApplication.sendEvent(box, wheel)
    assert box.value() == 0


def test_standards_are_advertised_where_the_ruleset_asks_for_it(
    qtbot: QtBot, table: Callable[..., Session]
) -> None:
    session = table("classic")
    walk(session, 1, next(s.id for s in session.ruleset.year.start if "advertise" in s.open))
    dialog = AdvertisingDialog(session)
    qtbot.addWidget(dialog)
    assert "local:ISO9000" in dialog.boxes
    assert dialog.boxes["local:ISO9000"].maximum() == session.ruleset.marketing.standard_advertising


# Statements


def test_the_statements_show_the_opening_figures(qtbot: QtBot, table: Callable[..., Session]) -> None:
    session = table()
    page = StatementsPage(session)
    shown(qtbot, page)
    page.years.setCurrentIndex(0)
    assert [row.cells[2] for row in page.income.rows] == [35, 12, 23, 11, 12, 4, 8, 4, 0, 4, 1, 3]
    assert cells(page.income)["销售收入"] == (None, 35)
    balance = {row.cells[0]: row.cells[2] for row in page.balance.rows}
    assert balance["现金"] == 28
    assert balance["资产总计"] == 105
    claims = {row.cells[3]: row.cells[5] for row in page.balance.rows}
    assert claims["所有者权益合计"] == 64
    assert claims["负债和所有者权益总计"] == 105
    assert cells(page.expenses)["合计"] == (None, 11)


def test_a_running_year_is_provisional_and_beside_the_year_before(
    qtbot: QtBot, table: Callable[..., Session]
) -> None:
    session = table()
    page = StatementsPage(session)
    shown(qtbot, page)
    assert page.years.currentData() == 0
    assert not page.note.text()
    walk(session, 1, "payments")
    session.do(act.Advertise(1, {"local:P1": 5}))
    assert page.years.currentData() == 1
    assert page.note.text()
    assert cells(page.expenses)["广告费"] == (3, 5)
    assert page.teams.count() == 1


def test_the_books_of_a_bankrupt_company_end_where_it_failed(
    qtbot: QtBot, table: Callable[..., Session]
) -> None:
    session = table(years=3)
    session.company.bankrupt = "Y1Q1"
    play_out(session)
    page = StatementsPage(session)
    shown(qtbot, page)
    assert [page.years.itemData(index) for index in range(page.years.count())] == [0]
    page.teams.setCurrentIndex(1)
    assert page.years.currentData() == 3
    page.teams.setCurrentIndex(0)
    assert page.years.currentData() == 0
    assert page.income.rows


def test_tables_are_copied_as_tab_separated_text(qtbot: QtBot, table: Callable[..., Session]) -> None:
    page = StatementsPage(table())
    shown(qtbot, page)
    page.years.setCurrentIndex(0)
    qtbot.keyClick(page.income, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "销售收入\t\t35" in QGuiApplication.clipboard().text()
    page.copy.click()
    assert "资产负债表\n" in QGuiApplication.clipboard().text()


def test_the_record_reaches_the_cash_of_the_year(qtbot: QtBot, table: Callable[..., Session]) -> None:
    session = table()
    game = play_out(session)
    page = StatementsPage(session)
    shown(qtbot, page)
    assert page.teams.count() == len(game.companies)
    for team in range(1, len(game.companies) + 1):
        page.teams.setCurrentIndex(team - 1)
        for year in range(1, len(game.company(team).journal.closings)):
            page.years.setCurrentIndex(year)
            for cash_only in (True, False):
                page.cash_only.setChecked(cash_only)
                assert page.record.rows[-1].cells[-1] == game.company(team).journal.closings[year][0]
            taken = [order for order in game.company(team).orders if order.year == year]
            assert len(page.orders.rows) == (len(taken) + 1 if taken else 0)


def test_every_entry_of_the_journal_has_words(table: Callable[..., Session]) -> None:
    session = table()
    game = play_out(session)
    posted = {entry.what for company in game.companies for entry in company.journal.entries}
    for language in ("zh", "en"):
        missing = {what for what in posted if f"entry.{what}" not in texts(language)}
        assert not missing


# Ranking


def test_the_ranking_shows_public_equity_while_the_game_runs(
    qtbot: QtBot, table: Callable[..., Session]
) -> None:
    page = RankingPage(table())
    shown(qtbot, page)
    assert [row.cells[2] for row in page.table.rows] == [64, 64, 64]
    assert not page.why_card.isVisible()


def test_before_the_first_close_the_ranking_tells_what_counts(
    qtbot: QtBot, table: Callable[..., Session]
) -> None:
    session = table()
    page = RankingPage(session)
    shown(qtbot, page)
    page.resize(1200, 700)
    assert page.goal.isVisible()
    assert page.chart.isVisible()
    rules = session.ruleset
    for source, items in (("lines", rules.lines), ("markets", rules.markets), ("plants", rules.plants)):
        words = page.goal.sources[source][1].text()
        assert words == " · ".join(f"{named(one.name)} +{one.points}" for one in items if one.points)
    assert page.goal.sources["no_usury"][1].text() == f"+{rules.score.no_usury}"
    page.resize(600, 480)
    assert page.goal.isVisible()
    assert not page.chart.isVisible()
    play_out(session)
    page.refresh()
    assert not page.goal.isVisible()
    assert page.chart.isVisible()


def test_the_ranking_at_the_end_shows_scores_and_reasons(qtbot: QtBot, table: Callable[..., Session]) -> None:
    session = table()
    game = play_out(session)
    page = RankingPage(session)
    shown(qtbot, page)
    places = standings(game)
    assert [row.cells[-1] for row in page.table.rows] == [place.score for place in places]
    assert [row.cells[2] for row in page.table.rows] == [place.equity for place in places]
    own = next(row for row in page.table.rows if row.look == "own")
    assert own.cells[-1] == score(game, session.company)
    assert len(page.why.text().split("\n\n")) in (2, 3)
    assert [curve.values[-1] for curve in page.chart.curves] == [c.equity for c in game.companies]


def test_a_narrow_ranking_leaves_out_the_points_by_source(
    qtbot: QtBot, table: Callable[..., Session]
) -> None:
    session = table()
    game = play_out(session)
    page = RankingPage(session)
    shown(qtbot, page)
    page.resize(1400, 700)
    QApplication.processEvents()
    wide = len(page.table.headers)
    game.company(2).name = "一家名字很长的制造企业" * 9
    page.resize(700, 700)
    page.refresh()
    assert len(page.table.headers) == 5 < wide
    assert [row.cells[-1] for row in page.table.rows] == [place.score for place in standings(game)]


def test_the_podium_bears_the_first_three_that_are_in_the_game(
    qtbot: QtBot, table: Callable[..., Session]
) -> None:
    session = table()
    game = play_out(session)
    page = RankingPage(session, projected=True)
    shown(qtbot, page)
    assert [place.team for place in page.podium.places] == [place.team for place in standings(game)]
    assert page.podium.isVisible()
    assert not page.why.isVisible()  # what is told to one team is not for the class
    assert "own" not in {row.look for row in page.table.rows}
    game.company(2).bankrupt = "Y2Q1"
    page.refresh()
    assert 2 not in {place.team for place in page.podium.places}


def test_the_drivers_of_equity_add_up_to_its_change(table: Callable[..., Session]) -> None:
    game = play_out(table())
    for company in game.companies:
        grown = review.equity_by_year(company)
        assert sum(review.result(company).values()) == grown[-1] - grown[0]
        use = review.capacity_use(game, company)
        assert 0 < use.worked <= use.ready


# All pages

PAGES: tuple[type[Page], ...] = (MeetingPage, StatementsPage, RankingPage, ForecastPage)


@pytest.mark.parametrize("page_type", PAGES)
def test_pages_speak_both_languages_and_wear_both_themes(
    qtbot: QtBot, table: Callable[..., Session], page_type: type[Page]
) -> None:
    session = table()
    page = page_type(session)
    shown(qtbot, page)
    chinese = [made.text() for made in page.findChildren(QLabel)]
    set_language("en")
    page.retranslate()
    page.set_theme(DARK)
    words = [made.text() for made in page.findChildren(QLabel)]
    assert words != chinese
    names = "".join(company.name for company in session.game.companies)
    left = {sign for text in words for sign in text if sign > "一" and sign < "鿿"} - set(names)
    assert not left


@pytest.mark.parametrize("page_type", PAGES)
def test_a_hidden_page_draws_nothing(
    qtbot: QtBot, table: Callable[..., Session], page_type: type[Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    session = table()
    page = page_type(session)
    drawn: list[int] = []
    draw = page.draw

    def count() -> None:
        drawn.append(1)
        draw()

    monkeypatch.setattr(page, "draw", count)
    walk(session, 1, "payments")
    assert not drawn
    shown(qtbot, page)
    assert len(drawn) == 1
    session.do(act.Advertise(1, {"local:P1": 1}))
    assert len(drawn) == 2


@pytest.mark.parametrize("ruleset", ["itmc", "classic", "chuangye", "contest"])
def test_the_forecast_shows_every_market_of_any_ruleset(
    qtbot: QtBot, table: Callable[..., Session], ruleset: str
) -> None:
    session = table(ruleset, years=5)
    page = ForecastPage(session)
    shown(qtbot, page)
    markets = session.ruleset.markets
    everywhere = len(page.table.rows)
    apart = 0
    for place, _ in enumerate(markets, 1):
        page.choices["market"].button(place).click()
        apart += len(page.table.rows)
    assert apart == everywhere
    assert everywhere > 0
    first = session.ruleset.marketing.orders_from
    assert (t("pages.forecast.no_meeting") in page.hint.text()) == (first == 2)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("ruleset", ["contest", "chuangye", "itmc"])
def test_grey_years_are_explained_beside_the_charts_and_not_over_them(
    qtbot: QtBot, table: Callable[..., Session], ruleset: str, language: str
) -> None:
    set_language(language)
    session = table(ruleset, years=5)
    page = ForecastPage(session)
    shown(qtbot, page)
    first, legend = session.ruleset.marketing.orders_from, page.legend.accessibleName()
    words = {item.textItem.toPlainText() for item in page.plots._canvas.items() if isinstance(item, TextItem)}
    names = {item_name(session.ruleset, product.id) for product in session.ruleset.products}
    assert words <= names  # nothing is written among the points but what names them
    assert (t("pages.forecast.no_meeting_short") in legend) == (first > 1)
    set_language("zh")


def test_the_forecast_goes_by_product_too_and_is_copied_whole(
    qtbot: QtBot, table: Callable[..., Session]
) -> None:
    session = table("contest", years=5)
    page = ForecastPage(session)
    shown(qtbot, page)
    page.by.button(1).click()
    assert not page.choices["market"].button(0).isVisible()
    page.choices["product"].button(2).click()
    assert {row.cells[1] for row in page.table.rows} == {"P2", ""}
    page.copy.click()
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().split("\n")]
    cells = forecast(session.ruleset, 3, 5)
    assert len(lines) == len(cells) + 1
    assert [int(line[3]) for line in lines[1:]] == [cell.units for cell in cells]


def test_the_forecast_stands_beside_what_the_lines_can_deliver(
    qtbot: QtBot, table: Callable[..., Session]
) -> None:
    session = table()
    page = ForecastPage(session)
    shown(qtbot, page)
    product, made, opened, everywhere, each = page.own.rows[0].cells
    here = [cell for cell in forecast(session.ruleset, 3, 2) if (cell.year, cell.product) == (1, "P1")]
    assert (product, made) == ("P1", capacity.can_make(session.game, session.company, "P1", 4, change=True))
    assert opened == sum(cell.units for cell in here if cell.market == "local")
    assert everywhere == sum(cell.units for cell in here)
    assert isinstance(everywhere, int)
    assert each == everywhere / 3


def test_both_languages_have_the_same_keys() -> None:
    zh, en = ({key for key in texts(name) if key.startswith(("pages.", "entry."))} for name in ("zh", "en"))
    assert zh == en
