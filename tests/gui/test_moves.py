"""Movement: what travels between two tables, and how an overlay plays it."""

from __future__ import annotations

import gc
import random
import weakref
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from strategies import do, new_itmc, put_order, random_play, reach, richer, ruleset

from sandbox_gui import text
from sandbox_gui.__main__ import main
from sandbox_gui.core import actions as act
from sandbox_gui.core.actions import Action, EndStage
from sandbox_gui.core.game import Game, copy_game
from sandbox_gui.core.opening import new_game
from sandbox_gui.gui import pace
from sandbox_gui.gui.appearance import use_fonts
from sandbox_gui.gui.board import places as p
from sandbox_gui.gui.board.flight import LONGEST, OVERLAP, FlightItem, arc, paint_token, schedule
from sandbox_gui.gui.board.ink import Ink
from sandbox_gui.gui.board.model import table_of
from sandbox_gui.gui.board.move import Card, Coins, Cups, Materials, Move, cash_change, queue
from sandbox_gui.gui.board.moves import looks, moves_back, moves_between
from sandbox_gui.gui.board.render import render_board, render_film
from sandbox_gui.gui.board.scene import BoardScene
from sandbox_gui.gui.board.view import BoardView
from sandbox_gui.gui.pace import PACES, system_pace
from sandbox_gui.gui.preferences import Preferences
from sandbox_gui.gui.theme import LIGHT
from sandbox_gui.storage.rulesets import ruleset_ids


def table(game: Game, team: int = 1) -> p.Table:
    """A team's table."""
    return table_of(game, game.company(team))


def told(move: Move) -> str:
    """A move in short: ``4: cash > line:5``, ``2 R1: material:R1 > line:3#1``, ``[loan:long:5]: …``."""
    token = move.token
    if isinstance(token, Card):
        what = f"[{token.place.id}]"
    elif isinstance(token, Coins):
        what = str(token.amount)
    else:
        what = f"{token.amount} {token.name if isinstance(token, Materials) else token.name['en']}"
    ends = (f"{spot.place}#{spot.cell}" if spot.cell else spot.place for spot in (move.start, move.end))
    return f"{what}: {' > '.join(ends)}"


def moves_of(game: Game, *decisions: Action) -> list[str]:
    """What decisions of team 1 move on its table."""
    before = table(game)
    do(game, *decisions)
    return [told(move) for move in moves_between(before, table(game))]


# What moves


def test_a_loan_comes_from_the_bank() -> None:
    game = reach(new_itmc(), "quarter_start", 1)
    assert moves_of(game, act.Borrow(1, "short", 20)) == [
        "[loan:short:4]: edge:bank > loan:short:4",
        "20: edge:bank > cash",
    ]


def test_loans_step_toward_cash_and_interest_goes_into_its_pot() -> None:
    game = reach(new_itmc(), "plan")
    assert moves_of(game, EndStage(1)) == [
        "[loan:long:4]: loan:long:4 > loan:long:3",
        "[loan:long:5]: loan:long:5 > loan:long:4",
        "1: cash > pot:tax",
        "4: cash > pot:interest",
    ]


def test_a_loan_that_falls_due_goes_back_to_the_bank() -> None:
    game = reach(new_itmc(cash=100), "quarter_start", 1)
    do(game, act.Borrow(1, "short", 20))
    reach(game, "quarter_end", 4)
    reach(game, "long_loans", year=2)
    moved = moves_of(game, EndStage(1))
    assert "[loan:short:1]: loan:short:1 > edge:bank" in moved
    assert "20: cash > edge:bank" in moved
    assert "1: cash > pot:interest" in moved


def test_materials_are_ordered_travel_and_are_paid_for() -> None:
    game = reach(new_itmc(cash=50), "operations", 1)
    assert moves_of(game, act.OrderMaterials(1, {"R3": 4})) == [
        "[ordered:R3:2]: edge:supplier > ordered:R3:2"
    ]
    reach(game, "quarter_start", 2)
    assert moves_of(game, EndStage(1)) == ["[ordered:R3:2]: ordered:R3:2 > ordered:R3:1"]
    reach(game, "quarter_start", 3)
    assert moves_of(game, EndStage(1)) == ["4 R3: ordered:R3:1 > material:R3", "4: cash > edge:supplier"]


def test_production_takes_materials_and_a_coin_of_processing() -> None:
    game = reach(new_itmc(), "operations", 1)
    assert moves_of(game, act.StartProduction(1, 3)) == ["1 R1: material:R1 > line:3#1", "1: cash > line:3#1"]


def test_a_product_in_a_product_comes_from_its_store() -> None:
    game = new_game(ruleset("contest"), 7, ["T1"])
    company = game.company(1)
    reach(game, "operations", 1)
    do(game, act.BuyPlant(1, "small"), act.BuildLine(1, 1, "manual", "P4"))
    company.goods["P2"], company.materials["R4"] = 3, 2
    company.progress["P4"].paid, company.progress["P4"].at = 3, 0
    made = next(product for product in game.ruleset.products if product.id == "P4")
    assert dict(made.bom) == {"P2": 1, "R4": 1}
    assert moves_of(game, act.StartProduction(1, 1)) == [
        "1 P2: goods:P2 > line:1#1",
        "1 R4: material:R4 > line:1#1",
        "11: cash > line:1#1",
    ]


def test_units_move_up_a_cell_and_into_the_store() -> None:
    game = reach(new_itmc(), "long_loans")
    assert moves_of(game, EndStage(1)) == [
        "1 P1: line:3#3 > goods:P1",
        "1 P1: line:1#1 > line:1#2",
        "1 P1: line:2#2 > line:2#3",
        "1 P1: line:4#1 > line:4#2",
    ]


def test_a_delivery_goes_to_the_customer_and_its_price_to_the_receivables() -> None:
    game = new_itmc()
    put_order(game, 1, id="A", quantity=2, total=11, term=2)
    put_order(game, 1, id="B", quantity=1, total=6, term=0)
    reach(game, "sales", 1)
    assert moves_of(game, act.Deliver(1, "A")) == [
        "2 P1: goods:P1 > edge:customer",
        "11: order:A > receivable:2",
    ]
    game.company(1).goods["P1"] = 1
    assert moves_of(game, act.Deliver(1, "B")) == ["1 P1: goods:P1 > edge:customer", "6: order:B > cash"]


def test_receivables_step_toward_cash_and_come_in() -> None:
    game = reach(new_itmc(), "operations", 1)
    assert moves_of(game, EndStage(1)) == ["[receivable:3]: receivable:3 > receivable:2"]
    reach(game, "operations", 3)
    assert moves_of(game, EndStage(1)) == ["15: receivable:1 > cash"]


def test_discounting_takes_a_receivable_and_leaves_a_fee() -> None:
    game = reach(new_itmc(), "operations", 1)
    game.company(1).receivables[:] = [15, 14, 0, 0]
    assert moves_of(game, act.Discount(1, (0, 14, 0, 0))) == [
        "14: receivable:2 > cash",
        "2: cash > pot:discount",
    ]


def test_a_line_is_laid_down_paid_and_taken_away() -> None:
    game = reach(new_itmc(cash=60), "operations", 1)
    assert moves_of(game, act.RentPlant(1, "B")) == ["3: cash > pot:rent"]
    assert moves_of(game, act.BuildLine(1, 2, "automatic", "P2")) == [
        "[line:5]: edge:supplier > line:5",
        "4: cash > line:5",
    ]
    reach(game, "operations", 2)
    assert moves_of(game, act.ContinueLine(1, 5)) == ["4: cash > line:5"]
    assert moves_of(game, act.SellLine(1, 3)) == [
        "[line:3]: line:3 > edge:supplier",
        "1: edge:supplier > cash",
        "2: line:3 > pot:losses",
    ]


def test_plants_are_bought_and_sold() -> None:
    game = reach(new_itmc(cash=60), "operations", 1)
    assert moves_of(game, act.BuyPlant(1, "B")) == ["24: cash > plant:2"]
    assert moves_of(game, act.SellPlant(1, 2)) == ["24: plant:2 > receivable:4"]


def test_rights_pile_up_money_and_advertising_fills_its_pot() -> None:
    game = reach(new_itmc(), "payments")
    assert moves_of(game, act.Advertise(1, {"local:P1": 3})) == ["3: cash > pot:advertising"]
    reach(game, "sales", 1)
    assert moves_of(game, act.DevelopProduct(1, "P3")) == ["2: cash > product:P3"]


def test_emergencies_and_sales_of_stock() -> None:
    game = reach(new_itmc(), "sales", 1)
    assert moves_of(game, act.BuyEmergency(1, {"R2": 3})) == [
        "3 R2: edge:supplier > material:R2",
        "3: cash > pot:losses",
        "3: cash > edge:supplier",
    ]
    assert moves_of(game, act.SellStock(1, {"R2": 3})) == [
        "3 R2: material:R2 > edge:customer",
        "2: edge:customer > cash",
        "1: material:R2 > pot:losses",
    ]


def test_orders_come_from_the_customers_and_what_was_not_kept_goes_back() -> None:
    game = new_itmc()
    before = table(game)
    put_order(game, 1, id="A", due=1)
    assert [told(move) for move in moves_between(before, table(game))] == [
        "[order:A]: edge:customer > order:A"
    ]
    reach(game, "quarter_end", 4)
    assert "[order:A]: order:A > edge:customer" in moves_of(game, EndStage(1))


def test_a_new_year_empties_the_pots() -> None:
    game = new_itmc(teams=1)
    reach(game, "year_end", 5)
    spent = {one.id: one.amount for one in table(game).places if isinstance(one, p.Pot) and one.amount}
    swept = []
    while game.year == 1:
        swept = moves_of(game, EndStage(1))
    assert swept == [f"{amount}: {name} > edge:past" for name, amount in spent.items()]


def test_a_step_taken_back_moves_the_other_way() -> None:
    game = reach(new_itmc(), "operations", 1)
    before = table(game)
    do(game, act.StartProduction(1, 3))
    assert [told(move) for move in moves_back(table(game), before)] == [
        "1: line:3#1 > cash",
        "1 R1: line:3#1 > material:R1",
    ]


def test_nothing_moves_between_tables_of_two_companies_or_back_in_time() -> None:
    game = new_itmc()
    start = table(game)
    assert moves_between(start, table(game, 2)) == []
    reach(game, "operations", 2)
    assert moves_between(table(game), start) == []


@pytest.mark.parametrize("ruleset_id", ruleset_ids())
def test_everything_that_moves_adds_up(ruleset_id: str) -> None:
    """Whatever is decided: cash, stores, receivables and pots change by what comes and goes."""
    rules = ruleset(ruleset_id)
    game = new_game(richer(rules, 1000 * rules.finance.administration), 11, ["T1", "T2"])
    shown = [table(game)]

    def watch(action: Action) -> None:
        now = table(game)
        moves = moves_between(shown[0], now)
        assert cash_change(moves) == now.header.cash - shown[0].header.cash
        assert stores_after(shown[0], moves) == stores(now), (action, [told(move) for move in moves])
        known = {place.id for place in (*shown[0].places, *now.places)}
        assert {spot.place for move in moves for spot in (move.start, move.end) if not spot.edge} <= known
        shown[0] = now

    random_play(random.Random(5), game, most=900, watch=watch)
    assert game.year > 1


def stores(shown: p.Table) -> Counter[str]:
    """What lies in stores and receivables, by place."""
    kinds = p.Material | p.Goods | p.Receivable
    return Counter({one.id: one.amount for one in shown.places if isinstance(one, kinds) and one.amount})


def stores_after(before: p.Table, moves: list[Move]) -> Counter[str]:
    """What lies there once everything has arrived."""
    held = stores(before)
    for move in moves:
        token = move.token
        if isinstance(token, Card):
            amount = token.place.amount if isinstance(token.place, p.Receivable) else 0
        else:
            amount = token.amount
        for spot, sign in ((move.start, -1), (move.end, 1)):
            loss = isinstance(token, Coins) and not spot.place.startswith("receivable")
            if spot.place.partition(":")[0] in ("material", "goods", "receivable") and not loss:
                held[spot.place] += sign * amount
    return Counter({name: amount for name, amount in held.items() if amount})


def test_a_row_of_steps_moves_on_only_when_the_year_does() -> None:
    assert queue({1: 5, 2: 5}, {1: 5}, True).due == 5
    assert queue({1: 5, 2: 5}, {1: 5}, False).taken == {2: 5}
    moved = queue({1: 5, 3: 7}, {2: 7, 4: 2}, True)
    assert (moved.due, moved.moved, moved.added) == (5, {3: 7}, {4: 2})


def test_a_place_keeps_its_look_until_its_token_arrives() -> None:
    game = reach(new_itmc(), "long_loans")
    before = table(game)
    do(game, EndStage(1))
    held = looks(before, moves_between(before, table(game)))
    assert held["goods:P1"] == before.place("goods:P1")
    line = held["line:1"]
    assert isinstance(line, p.LinePlace)
    assert line.cell == 0  # the unit is in the air
    assert "line:3" not in held


# Time and path


@pytest.mark.parametrize("length", [length for length in PACES.values() if length])
def test_a_step_overlaps_and_ends_in_time(length: float) -> None:
    assert 250 <= length <= 450
    few, many = schedule(4, length), schedule(60, length)
    assert [span.start for span in few] == [0, OVERLAP, 2 * OVERLAP, 3 * OVERLAP]
    assert many[-1].end <= LONGEST + 0.001
    assert {span.length for span in many} == {length}


def test_a_hand_lifts_what_it_carries_and_slows_down() -> None:
    start, end = QPointF(0, 0), QPointF(300, 0)
    assert (arc(start, end, 0), arc(start, end, 1)) == (start, end)
    way = [arc(start, end, share / 10) for share in range(11)]
    steps = [after.x() - before.x() for before, after in pairwise(way)]
    assert steps == sorted(steps, reverse=True)
    assert min(point.y() for point in way) < -20


# Playing


@pytest.fixture
def board(qtbot: QtBot) -> Iterator[tuple[BoardView, Game]]:
    """A board with the opening of `itmc`, and its game."""
    use_fonts()
    text.set_language("zh")
    view = BoardView()
    qtbot.addWidget(view)
    view.resize(1280, 720)
    game = reach(new_itmc(cash=60), "operations", 1)
    view.show_company(game, game.company(1))
    view.show()
    qtbot.waitExposed(view)
    yield view, game
    view.motion.finish()


def show(view: BoardView, game: Game, *decisions: Action) -> None:
    """Take decisions and show what came of them."""
    do(game, *decisions)
    view.show_company(game, game.company(1))


def in_the_air(view: BoardView) -> list[FlightItem]:
    """The tokens above the table."""
    return [item for item in view.scene().items() if isinstance(item, FlightItem)]


def shown(view: BoardView, place_id: str) -> p.Place:
    """A place as it is drawn."""
    scene = view.scene()
    assert isinstance(scene, BoardScene)
    return scene.items_by_id[place_id].place


def test_an_action_plays_and_comes_to_rest(board: tuple[BoardView, Game], qtbot: QtBot) -> None:
    view, game = board
    with qtbot.waitSignal(view.motion.finished):
        show(view, game, act.StartProduction(1, 3))
        assert len(in_the_air(view)) == 2
        line = shown(view, "line:3")
        assert isinstance(line, p.LinePlace)
        assert line.cell == 0
    assert in_the_air(view) == []
    assert shown(view, "line:3") == table(game).place("line:3")


def test_a_new_action_ends_the_running_one_at_once(board: tuple[BoardView, Game]) -> None:
    view, game = board
    show(view, game, act.StartProduction(1, 3))
    first = in_the_air(view)
    show(view, game, act.RentPlant(1, "B"))
    assert shown(view, "line:3") == table(game).place("line:3")
    assert not set(map(id, first)) & set(map(id, in_the_air(view)))
    assert len(in_the_air(view)) == 1


def test_showing_the_same_table_again_does_not_disturb_what_moves(board: tuple[BoardView, Game]) -> None:
    view, game = board
    show(view, game, act.StartProduction(1, 3))
    before = in_the_air(view)
    view.show_company(game, game.company(1))
    assert in_the_air(view) == before


def test_an_earlier_state_is_reached_backward(board: tuple[BoardView, Game]) -> None:
    view, game = board
    earlier = copy_game(game)
    show(view, game, act.StartProduction(1, 3))
    view.show_company(earlier, earlier.company(1))
    assert {told(item.move) for item in in_the_air(view)} == {
        "1: line:3#1 > cash",
        "1 R1: line:3#1 > material:R1",
    }


def test_what_a_hand_has_put_there_does_not_fly_again(board: tuple[BoardView, Game]) -> None:
    view, game = board
    view.drop("material:R1", "line:3", QPointF())
    show(view, game, act.StartProduction(1, 3))
    assert [told(item.move) for item in in_the_air(view)] == ["1: cash > line:3#1"]
    show(view, game, act.RentPlant(1, "B"))
    assert [told(item.move) for item in in_the_air(view)] == ["3: cash > pot:rent"]


def test_a_click_is_heard_while_things_move(board: tuple[BoardView, Game], qtbot: QtBot) -> None:
    view, game = board
    show(view, game, act.StartProduction(1, 3))
    scene = view.scene()
    assert isinstance(scene, BoardScene)
    at = view.mapFromScene(scene.items_by_id["line:3"].box.center())
    with qtbot.waitSignal(view.placeActivated) as said:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert said.args == ["line:3"]


def test_without_motion_the_outcome_shows_at_once(board: tuple[BoardView, Game]) -> None:
    view, game = board
    view.motion.pace = "off"
    show(view, game, act.StartProduction(1, 3))
    assert not view.motion.running
    assert shown(view, "line:3") == table(game).place("line:3")


def test_a_hidden_board_does_not_play(board: tuple[BoardView, Game]) -> None:
    view, game = board
    view.hide()
    show(view, game, act.StartProduction(1, 3))
    assert not view.motion.running


def test_resizing_ends_the_movement(board: tuple[BoardView, Game]) -> None:
    view, game = board
    show(view, game, act.StartProduction(1, 3))
    view.resize(1000, 654)
    QApplication.processEvents()
    assert in_the_air(view) == []


@pytest.mark.parametrize("language", text.LANGUAGES)
@pytest.mark.usefixtures("qapp")
def test_every_kind_of_token_is_painted(language: str) -> None:
    use_fonts()
    text.set_language(language)
    unit = new_itmc().ruleset.unit
    line = table(new_itmc()).place("line:3")
    assert isinstance(line, p.LinePlace)
    for token in (Coins(12, unit), Materials(3, "R1", 0), Cups(2, line.product, line.layers), Card(line)):
        picture = QImage(260, 240, QImage.Format.Format_ARGB32_Premultiplied)
        picture.fill(Qt.GlobalColor.transparent)
        empty = picture.copy()
        painter = QPainter(picture)
        paint_token(Ink(painter, LIGHT), QRectF(60, 20, 150, 200), token)
        painter.end()
        assert picture != empty
    text.set_language("zh")


def test_nothing_is_left_of_a_closed_board(qtbot: QtBot) -> None:
    use_fonts()
    known = []
    for _ in range(20):
        game = reach(new_itmc(cash=60), "operations", 1)
        view = BoardView()
        view.resize(640, 360)
        view.show()
        view.show_company(game, game.company(1))
        show(view, game, act.StartProduction(1, 3))
        known += [weakref.ref(one) for one in (view, view.scene(), view.motion, *in_the_air(view))]
        view.close()
        view.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        del view
    gc.collect()
    assert [one() for one in known if one() is not None] == []


# Settings and film


def test_the_pace_is_remembered_and_the_menu_sets_it(tmp_path: Path) -> None:
    settings = Preferences(tmp_path / "settings.ini")
    assert settings.pace == "normal"
    settings.pace = "fast"
    assert Preferences(tmp_path / "settings.ini").pace == "fast"
    settings.pace = "nonsense"
    assert settings.pace == "normal"


def test_a_system_that_asks_for_less_motion_is_heard(
    monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    monkeypatch.setattr(pace.QGuiApplication, "platformName", lambda: "windows")
    monkeypatch.setattr(pace.QApplication, "isEffectEnabled", lambda _effect: False)
    assert system_pace() == "off"
    monkeypatch.setattr(pace.QApplication, "isEffectEnabled", lambda _effect: True)
    assert system_pace() == "normal"


@pytest.mark.usefixtures("qapp")
def test_a_film_shows_what_was_and_what_moves() -> None:
    use_fonts()
    size = QSize(480, 270)
    game = reach(new_itmc(cash=60), "operations", 1)
    before, opening = table(game), render_board(game, 1, size)
    do(game, act.StartProduction(1, 3))
    middle = table(game)
    do(game, act.RentPlant(1, "B"))
    film = render_film([before, middle, table(game)], 6, size, 3)
    assert film.size() == QSize(3 * 486 - 6, 2 * 276 - 6)
    frames = [film.copy(column * 486, row * 276, 480, 270) for row in (0, 1) for column in (0, 1, 2)]
    assert all(one != other for number, one in enumerate(frames) for other in frames[number + 1 :])
    assert all(frame != opening for frame in frames)


def test_the_command_line_draws_a_film(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, picture = tmp_path / "game", tmp_path / "film.png"
    assert main(["simulate", "--teams", "2", "--years", "1", "--out", str(folder)]) == 0
    assert (
        main(["board", str(folder), "--year", "1", "--quarter", "1", "--png", str(picture), "--film", "2"])
        == 0
    )
    assert capsys.readouterr().out.splitlines()[-1] == str(picture)
    assert QImage(str(picture)).width() > QImage(str(picture)).height()
