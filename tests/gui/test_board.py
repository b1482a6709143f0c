"""The board: its places as facts, their sentences, their boxes, and what mouse and keys say of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot
from strategies import do, new_itmc, put_order, reach, ruleset

from sandbox_gui import text
from sandbox_gui.core.actions import BuildLine, ContinueLine, Deliver, EndStage, RentPlant
from sandbox_gui.core.engine import refusal
from sandbox_gui.core.game import Game, Line, Loan, Plant
from sandbox_gui.core.journal import Account
from sandbox_gui.core.opening import new_game
from sandbox_gui.core.year import OPERATIONS
from sandbox_gui.gui.appearance import use_fonts, use_language
from sandbox_gui.gui.bench_game import wide_rules
from sandbox_gui.gui.board import places as p
from sandbox_gui.gui.board.ink import SMALL, Ink, broken, text_width
from sandbox_gui.gui.board.items import PAINTERS, PlaceItem
from sandbox_gui.gui.board.layout import FLAT, TALL, arrange
from sandbox_gui.gui.board.model import describe, layers_of, table_of
from sandbox_gui.gui.board.render import render_board, save_png
from sandbox_gui.gui.board.rule_words import explanation
from sandbox_gui.gui.board.tokens import coin_value, grid, spread
from sandbox_gui.gui.board.view import BoardView
from sandbox_gui.gui.main_window import MainWindow
from sandbox_gui.gui.preferences import Preferences
from sandbox_gui.gui.session import Session
from sandbox_gui.gui.theme import DARK, LIGHT
from sandbox_gui.storage.games import GameSetup, Player
from sandbox_gui.storage.rulesets import ruleset_ids


@pytest.fixture(autouse=True)
def _chinese() -> Iterator[None]:
    """Every test begins and ends in Chinese."""
    text.set_language("zh")
    yield
    text.set_language("zh")


def table(game: Game, team: int = 1) -> p.Table:
    """A team's table."""
    return table_of(game, game.company(team))


def place(game: Game, place_id: str) -> p.Place:
    """A place of team 1's table, which must be there."""
    found = table(game).place(place_id)
    assert found is not None, place_id
    return found


def amounts(game: Game, kind: str) -> dict[str, int]:
    """What lies on the places of a kind, by id, where there is something."""
    found = {one.id: getattr(one, "amount", 0) for one in table(game).places if one.kind == kind}
    return {name: amount for name, amount in found.items() if amount}


def fullest(ruleset_id: str) -> Game:
    """A game whose first company fills every place that its rules allow, with twelve orders a product.

    ``wide``: rules with plants for sixty lines.
    """
    rules = wide_rules() if ruleset_id == "wide" else ruleset(ruleset_id)
    game = new_game(rules, 3, ["一二三四五六七八九十", "T2"])
    company, rules = game.company(1), game.ruleset
    while len(company.plants) < rules.plant_rules.most:
        kinds = [plant.type for plant in company.plants]
        kind = next(k for k in rules.plants if kinds.count(k.id) < rules.plant_rules.most_of_a_kind)
        company.plants.append(Plant(company.next_plant, kind.id, rent_due=len(kinds)))
        company.next_plant += 1
    for plant in company.plants:
        while len(company.lines_in(plant.no)) < game.catalogue.plants[plant.type].slots:
            _add_line(game, plant)
    for place_in_row, product in enumerate(rules.products):
        company.goods[product.id] = place_in_row * 9
        for index in range(12):
            asked = tuple(standard.id for standard in rules.standards[: index % 3])
            number = index + 1
            put_order(
                game,
                1,
                product=product.id,
                quantity=number,
                total=77 * number,
                due=1 + index % 4,
                standards=asked,
            )
    company.materials = {material.id: 60 for material in rules.materials}
    company.ordered = {material.id: [17] * material.lead for material in rules.materials}
    company.loans = [
        Loan(rule.id, 480, 1 + left) for rule in rules.finance.loans for left in range(rule.terms)
    ]
    company.receivables = [1234] * len(company.receivables)
    return game


def _add_line(game: Game, plant: Plant) -> None:
    """One more line in a plant: the types in turn, every third one at work on something else."""
    company, rules = game.company(1), game.ruleset
    number = len(company.lines)
    kind = rules.lines[number % len(rules.lines)]
    product = rules.products[number % len(rules.products)].id
    line = Line(company.next_line, kind.id, plant.no, product, net=kind.price, cell=number % (kind.cycle + 1))
    if number % 3 == 2:
        line.cell, line.work, line.paid, line.target = 0, ("build", "change")[number % 2], 1, product
    company.lines.append(line)
    company.next_line += 1


# The places as facts


def test_the_opening_table() -> None:
    game = new_itmc()
    ids = [one.id for one in table(game).places]
    assert len(ids) == len(set(ids))
    assert {"cash", "plant:1", "line:2", "plant_new", "material:R4", "ordered:R3:2", "goods:P4", "loan:usury",
            "loan:long:5", "receivable:4", "pot:tax", "pot:depreciation", "market:asian", "standard:ISO14000",
            "product:P4"} <= set(ids)  # fmt: skip
    assert amounts(game, "loan") == {"loan:long:4": 20, "loan:long:5": 20}
    assert amounts(game, "receivable") == {"receivable:3": 15}
    assert amounts(game, "ordered") == {"ordered:R1:1": 2}
    assert amounts(game, "goods") == {"goods:P1": 3}


def test_loans_move_when_the_year_pays_them() -> None:
    game = reach(new_itmc(), "long_loans")
    assert amounts(game, "loan") == {"loan:long:3": 20, "loan:long:4": 20}
    assert amounts(game, "pot") == {"pot:tax": 1, "pot:interest": 4}


def test_the_unit_in_the_last_cell_is_done_next() -> None:
    lines = [one for one in table(new_itmc()).places if isinstance(one, p.LinePlace)]
    assert [(line.cell, line.cycle, line.done_next) for line in lines] == [
        (1, 3, False), (2, 3, False), (3, 3, True), (1, 2, False),
    ]  # fmt: skip


def test_a_line_under_construction() -> None:
    game = reach(new_itmc(cash=60), "operations", 1)
    do(game, RentPlant(1, "B"), BuildLine(1, 2, "automatic", "P2"))
    line = place(game, "line:5")
    assert isinstance(line, p.LinePlace)
    assert (line.work, line.paid, line.payments, line.instalment, line.paid_now) == ("build", 1, 4, 4, True)
    assert place(game, "slot:2") == p.Slot("slot:2", "M", game.catalogue.plants["B"].name, 2)
    for quarter in (2, 3, 4):
        reach(game, "operations", quarter)
        do(game, ContinueLine(1, 5))
    line = place(game, "line:5")
    assert isinstance(line, p.LinePlace)
    assert (line.paid, line.instalment, line.ready_in) == (4, 0, 1)


def test_a_rented_plant_says_when_its_rent_is_due() -> None:
    game = reach(new_itmc(cash=60), "operations", 1)
    do(game, RentPlant(1, "B"))
    reach(game, "operations", 3)
    plant = place(game, "plant:2")
    assert isinstance(plant, p.PlantPlace)
    assert (plant.owned, plant.rent_in) == (False, 2)
    assert "2 季后付租" in describe(plant)


def test_plants_on_offer() -> None:
    game = reach(new_itmc(cash=90), "operations", 1)
    offers = place(game, "plant_new")
    assert isinstance(offers, p.NewPlant)
    assert [offer.price for offer in offers.offers] == [24, 12]
    do(game, RentPlant(1, "B"), RentPlant(1, "C"))
    assert table(game).place("plant_new") is None


def test_an_order_is_deliverable_when_the_stock_suffices() -> None:
    game = new_itmc()
    put_order(game, 1, id="A", quantity=3, total=16)
    put_order(game, 1, id="B", quantity=4, total=20)
    ready, short = place(game, "order:A"), place(game, "order:B")
    assert isinstance(ready, p.OrderPlace)
    assert isinstance(short, p.OrderPlace)
    assert (ready.deliverable, ready.price, short.deliverable, short.price) == (True, "5.3", False, "5")
    reach(game, "sales", 1)
    do(game, Deliver(1, "A"))
    assert table(game).place("order:A") is None


def test_an_order_whose_quarter_is_over_cannot_be_delivered() -> None:
    game = reach(new_itmc(), "sales", 2)
    put_order(game, 1, id="A", quantity=1, total=5, due=1)
    put_order(game, 1, id="B", quantity=1, total=5, due=1, state="late")
    over, late = place(game, "order:A"), place(game, "order:B")
    assert isinstance(over, p.OrderPlace)
    assert isinstance(late, p.OrderPlace)
    assert (over.overdue, over.deliverable, late.overdue, late.deliverable) == (True, False, False, True)
    assert refusal(game, Deliver(1, "A")) is not None
    assert refusal(game, Deliver(1, "B")) is None
    assert "已过交货期" in describe(over)


def test_what_the_next_stage_asks_for() -> None:
    game = reach(new_itmc(), "plan")
    cash = place(game, "cash")
    assert isinstance(cash, p.Cash)
    assert [(due.id, due.amount) for due in cash.ahead] == [("due:pay_tax", 1), ("due:repay_yearly_loans", 4)]
    assert (cash.due, cash.short) == (5, 0)


def test_a_warning_where_cash_does_not_reach() -> None:
    game = reach(new_itmc(), "plan")
    company = game.company(1)
    company.journal.post(1, 0, "test", (Account.CASH, 3 - company.cash), (Account.EXTRA, company.cash - 3))
    cash = place(game, "cash")
    assert isinstance(cash, p.Cash)
    assert cash.short == 2
    assert "还差 2M" in describe(cash)


@pytest.mark.parametrize("ruleset_id", ruleset_ids())
def test_the_places_agree_with_the_books(ruleset_id: str) -> None:
    game = new_game(ruleset(ruleset_id), 7, ["T1", "T2"])
    books = game.company(1).journal.balances
    assert sum(amounts(game, "cash").values()) == books[Account.CASH]
    assert sum(amounts(game, "receivable").values()) == books[Account.RECEIVABLES]
    assert sum(amounts(game, "loan").values()) == -sum(books[Account.LONG_LOANS : Account.TAX_PAYABLE])


def test_a_product_made_of_a_product_is_taken_apart() -> None:
    game = new_game(ruleset("contest"), 7, ["T1"])
    assert layers_of(game, "P1") == (0, p.PROCESSING)
    product = next(one for one in game.ruleset.products if "P2" in one.bom)
    inner = layers_of(game, "P2")
    assert any(layers_of(game, product.id)[at : at + len(inner)] == inner for at in range(4))


def test_a_development_counts_from_the_next_period() -> None:
    game = new_itmc()
    progress = game.company(1).progress["regional"]
    progress.paid, progress.at = 1, game.year
    market = place(game, "market:regional")
    assert isinstance(market, p.Development)
    assert (market.complete, market.held) == (True, False)
    assert "明年起有效" in describe(market)


def test_a_bankrupt_company_stays_where_it_fell() -> None:
    game = new_itmc()
    company = game.company(1)
    company.journal.post(1, 0, "test", (Account.CASH, -company.cash), (Account.EXTRA, company.cash))
    do(game, EndStage(1, True))
    head = table(game).header
    assert (head.bankrupt, head.year, head.quarter) == ("Y1Q1", 1, 1)
    cash = place(game, "cash")
    assert isinstance(cash, p.Cash)
    assert cash.ahead == ()


# Words


@pytest.mark.parametrize("ruleset_id", ruleset_ids())
@pytest.mark.parametrize("language", text.LANGUAGES)
def test_every_place_has_a_sentence(language: str, ruleset_id: str) -> None:
    text.set_language(language)
    for one in table(fullest(ruleset_id)).places:
        words = describe(one)
        assert words
        assert "{" not in words
        if language == "en":
            assert not any("\u4e00" <= letter <= "\u9fff" for letter in words), words


@pytest.mark.parametrize("language", text.LANGUAGES)
def test_every_payment_of_a_stage_has_a_name(language: str) -> None:
    text.set_language(language)
    free = OPERATIONS["move_production"].due
    paying = [name for name, operation in OPERATIONS.items() if operation.due is not free]
    assert [name for name in paying if not text.has(f"board.due.{name}")] == []


def test_both_languages_have_the_same_texts() -> None:
    own = [{key for key in text.texts(name) if key.startswith("board.")} for name in text.LANGUAGES]
    assert own[0] == own[1]


def test_counts_read_well_in_english() -> None:
    text.set_language("en")
    assert "1 quarter ahead" in describe(place(new_itmc(), "material:R1"))
    assert "2 quarters ahead" in describe(place(new_itmc(), "material:R3"))


# Boxes


@pytest.mark.parametrize("ruleset_id", ruleset_ids())
def test_the_fullest_table_fits(ruleset_id: str) -> None:
    full = table(fullest(ruleset_id))
    layout = arrange(full)
    centres = [box.adjusted(-1, -1, 1, 1) for box in layout.centres.values()]
    for name, box in layout.boxes.items():
        assert any(centre.contains(box) for centre in centres), name
        assert min(box.width(), box.height()) >= (25 if name.startswith("order:") else 30), name
    hidden = {one.id for one in full.places} - layout.boxes.keys()
    assert all(name.startswith("order:") for name in hidden)
    assert len(hidden) == sum(number for _, number in layout.more.values())


@pytest.mark.parametrize("ruleset_id", ruleset_ids())
def test_places_do_not_overlap(ruleset_id: str) -> None:
    full = table(fullest(ruleset_id))
    boxes = arrange(full).boxes
    frames = {one.id for one in full.places if isinstance(one, p.PlantPlace | p.LoanRow)}
    single = [(name, box) for name, box in boxes.items() if name not in frames]
    for number, (name, box) in enumerate(single):
        for other, around in single[number + 1 :]:
            shared = box.intersected(around)
            assert shared.isEmpty() or min(shared.width(), shared.height()) < 0.01, (name, other)


def test_a_coin_stands_for_more_when_there_is_more() -> None:
    assert [coin_value(amount, 60) for amount in (0, 60, 61, 481, 12_345)] == [1, 1, 2, 10, 500]


def test_tokens_stay_in_their_room() -> None:
    room = QRectF(10, 10, 80, 100)
    for number in range(1, 13):
        for spot in spread(room, number, 31, 31):
            assert room.adjusted(-0.01, -0.01, 0.01, 0.01).contains(spot)
        size, centres = grid(room, number, 34)
        assert len(centres) == number
        for centre in centres:
            half = size / 2 - 0.01
            assert room.contains(QRectF(centre.x() - half, centre.y() - half, 2 * half, 2 * half))


@pytest.mark.usefixtures("qapp")
def test_texts_break_between_words_and_between_characters() -> None:
    use_fonts()
    words = "Done next quarter"
    assert broken(words, text_width("Done next", 17, False) + 1, 17, False, 2) == ["Done next", "quarter"]
    assert broken("购买或租用厂房", text_width("购买或租", 17, False) + 1, 17, False, 2) == [
        "购买或租",
        "用厂房",
    ]


class Drawn(NamedTuple):
    """A text as it was drawn: its size, the share of its natural width that it got, and where it is seen."""

    words: str
    size: float
    share: float
    seen: QRectF


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[Drawn]:
    """Every text that is drawn from now on, in scene units."""
    texts: list[Drawn] = []

    def spy(ink: Ink, box: QRectF, words: str, size: float, bold: bool, flags: Qt.AlignmentFlag) -> None:
        natural = text_width(words, size, bold)
        width, height = min(natural, box.width()), 0.74 * size  # from the foot of a letter to its head
        x = box.x() if flags & Qt.AlignmentFlag.AlignLeft else box.center().x() - width / 2
        x = box.right() - width if flags & Qt.AlignmentFlag.AlignRight else x
        seen = QRectF(x, box.center().y() - height / 2, width, height)
        share = box.width() / natural if natural else 1.0
        texts.append(Drawn(words, size, share, ink.painter.worldTransform().mapRect(seen)))
        draw(ink, box, words, size, bold, flags)

    draw = Ink.draw
    monkeypatch.setattr(Ink, "draw", spy)
    return texts


def painted(one: p.Place, box: QRectF, texts: list[Drawn]) -> list[Drawn]:
    """The texts of one place, painted alone."""
    texts.clear()
    picture = QPixmap(1, 1)
    painter = QPainter(picture)
    PAINTERS[type(one)](Ink(painter, LIGHT), box, one)
    painter.end()
    return list(texts)


def overlap(texts: list[Drawn]) -> list[tuple[str, str]]:
    """The texts of a place that run into each other."""
    pairs = [(one, other) for number, one in enumerate(texts) for other in texts[number + 1 :]]
    shared = [(one, other, one.seen.intersected(other.seen)) for one, other in pairs]
    return [(one.words, other.words) for one, other, both in shared if min(both.width(), both.height()) > 1.5]


@pytest.mark.parametrize("language", text.LANGUAGES)
@pytest.mark.parametrize("ruleset_id", [*ruleset_ids(), "wide"])
@pytest.mark.parametrize("height", [FLAT, TALL])
@pytest.mark.usefixtures("qapp")
def test_texts_are_large_enough_and_stay_in_their_places(
    language: str, ruleset_id: str, height: float, drawn: list[Drawn]
) -> None:
    """On the fullest table and at the opening: no text too small, squeezed, cut off or over another."""
    use_fonts()
    text.set_language(language)
    wrong = []
    full = fullest(ruleset_id)
    for game in (full, new_game(full.ruleset, 3, ["T1", "T2"])):
        shown = table(game)
        boxes = arrange(shown, height).boxes
        for one in shown.places:
            if one.id in boxes:
                texts = painted(one, boxes[one.id], drawn)
                room = boxes[one.id].adjusted(-6, -6, 6, 6)
                wrong += [(one.id, "small", each) for each in texts if each.size < SMALL or each.share < 0.68]
                wrong += [(one.id, "outside", each) for each in texts if not room.contains(each.seen)]
                wrong += [(one.id, "overlap", pair) for pair in overlap(texts)]
    assert wrong == []


@pytest.mark.parametrize("language", text.LANGUAGES)
def test_the_smallest_text_is_legible_beside_the_task_panel(
    language: str, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At least twelve pixels high in a window of 1280 × 720."""
    monkeypatch.setenv("SANDBOX_SAVES", str(tmp_path / "saves"))
    use_fonts()
    use_language(language)
    window = MainWindow(Preferences(tmp_path / "settings.ini"))
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    Session.create(GameSetup("itmc", 7, 6, (Player("T1"),)), tmp_path / "game")
    window.open_folder(tmp_path / "game")
    window.show_page("board")
    QApplication.processEvents()
    assert window.game_page is not None
    board = window.game_page.board
    assert board.transform().m11() * SMALL >= 12
    window.close_game()
    use_language("zh")


# The view


@pytest.fixture
def board(qtbot: QtBot) -> BoardView:
    """A board of a size that shows the whole table, with the opening of `itmc` on it."""
    use_fonts()
    view = BoardView()
    qtbot.addWidget(view)
    view.resize(1280, 720)
    game = new_itmc()
    view.show_company(game, game.company(1))
    view.show()
    qtbot.waitExposed(view)
    return view


def item(view: BoardView, place_id: str) -> PlaceItem:
    """The item of a place."""
    found = [one for one in view.scene().items() if isinstance(one, PlaceItem) and one.place.id == place_id]
    assert len(found) == 1
    return found[0]


def middle(view: BoardView, place_id: str) -> QPoint:
    """The pixel in the middle of a place."""
    return view.mapFromScene(item(view, place_id).box.center())


def test_the_whole_table_is_seen_at_any_size(board: BoardView) -> None:
    for size in (QSize(1020, 640), QSize(1280, 720), QSize(1920, 900), QSize(640, 800)):
        board.resize(size)
        seen = board.sceneRect()
        corners = [board.mapFromScene(seen.topLeft()), board.mapFromScene(seen.bottomRight())]
        assert board.rect().adjusted(-1, -1, 2, 2).contains(corners[0])
        assert board.rect().adjusted(-1, -1, 2, 2).contains(corners[1])


def test_a_click_activates_the_place_under_it(board: BoardView, qtbot: QtBot) -> None:
    for name in ("line:3", "cash", "loan:long:4", "market:asian", "plant_new", "ordered:R1:1"):
        with qtbot.waitSignal(board.placeActivated) as said:
            qtbot.mouseClick(board.viewport(), Qt.MouseButton.LeftButton, pos=middle(board, name))
        assert said.args == [name]


def test_a_press_that_is_let_go_elsewhere_activates_nothing(board: BoardView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(board.placeActivated):
        qtbot.mousePress(board.viewport(), Qt.MouseButton.LeftButton, pos=middle(board, "line:3"))
        qtbot.mouseRelease(board.viewport(), Qt.MouseButton.LeftButton, pos=middle(board, "cash"))


def test_hovering_names_the_place_once(board: BoardView, qtbot: QtBot) -> None:
    said: list[str] = []
    board.placeHovered.connect(said.append)
    qtbot.mouseMove(board.viewport(), middle(board, "line:3"))
    qtbot.mouseMove(board.viewport(), middle(board, "line:3") + QPoint(2, 2))
    qtbot.mouseMove(board.viewport(), middle(board, "cash"))
    assert said == ["line:3", "cash"]


def test_keys_move_the_ring_and_enter_activates(board: BoardView, qtbot: QtBot) -> None:
    board.focus_place("line:3")
    qtbot.keyClick(board, Qt.Key.Key_Right)
    assert board.focused_place == "line:4"
    qtbot.keyClick(board, Qt.Key.Key_Left)
    assert board.focused_place == "line:3"
    assert board.accessibleDescription() == describe(item(board, "line:3").place)
    with qtbot.waitSignal(board.placeActivated) as said:
        qtbot.keyClick(board, Qt.Key.Key_Return)
    assert said.args == ["line:3"]


def test_tab_visits_every_place_and_then_leaves(board: BoardView) -> None:
    seen = []
    while board._step(1):
        seen.append(board.focused_place)
    assert seen == [one.id for one in table(new_itmc()).places]


def test_arrows_reach_every_place(board: BoardView, qtbot: QtBot) -> None:
    places = {one.id for one in table(new_itmc()).places}
    reached, fresh = {"cash"}, ["cash"]
    while fresh:
        start = fresh.pop()
        for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            board.focus_place(start)
            qtbot.keyClick(board, key)
            if board.focused_place not in reached:
                reached.add(board.focused_place)
                fresh.append(board.focused_place)
    assert {name for name in places - reached if name.partition(":")[0] not in ("plant", "loan")} == set()


def test_a_place_tells_what_it_is(board: BoardView) -> None:
    at = middle(board, "line:3")
    tip = QHelpEvent(QHelpEvent.Type.ToolTip, at, board.viewport().mapToGlobal(at))
    QApplication.sendEvent(board.viewport(), tip)
    assert QToolTip.text() == explanation(item(board, "line:3").place, ruleset())
    QToolTip.hideText()


def test_open_places_glow(board: BoardView) -> None:
    board.set_open_places({"line:3", "nowhere"})
    assert [item(board, name).glowing for name in ("line:3", "cash")] == [True, False]
    board.set_open_places(set())
    assert not item(board, "line:3").glowing


def test_only_what_differs_is_painted_again(board: BoardView, monkeypatch: pytest.MonkeyPatch) -> None:
    game = new_itmc()
    board.show_company(game, game.company(1))
    updated: list[str] = []
    monkeypatch.setattr(PlaceItem, "update", lambda self: updated.append(self.place.id))
    board.show_company(game, game.company(1))
    assert updated == []
    game.company(1).materials["R1"] += 1
    board.show_company(game, game.company(1))
    board.motion.finish()
    assert updated == ["material:R1"]


def test_places_come_and_go(board: BoardView) -> None:
    game = new_itmc()
    put_order(game, 1, id="A")
    board.show_company(game, game.company(1))
    assert item(board, "order:A")
    board.focus_place("order:A")
    game.company(1).orders.clear()
    board.show_company(game, game.company(1))
    assert board.focused_place == ""


def test_themes_and_languages_change_alive(board: BoardView) -> None:
    light = board.grab().toImage()
    board.set_theme(DARK)
    assert item(board, "cash").theme is DARK
    assert board.grab().toImage() != light
    board.set_theme(LIGHT)
    assert board.grab().toImage() == light
    text.set_language("en")
    board.retranslate()
    assert board.accessibleName() == "The table of T1"
    assert board.grab().toImage() != light


# Pictures


@pytest.mark.parametrize("ruleset_id", ruleset_ids())
@pytest.mark.usefixtures("qapp")
def test_every_table_can_be_painted(ruleset_id: str) -> None:
    use_fonts()
    image = render_board(fullest(ruleset_id), 1, QSize(800, 450))
    assert image.size() == QSize(800, 450)
    assert image.pixelColor(3, 3).name() == LIGHT.bar.lower()


@pytest.mark.usefixtures("qapp")
def test_a_picture_is_written_or_the_failure_told(tmp_path: Path) -> None:
    save_png(new_itmc(), 2, tmp_path / "board.png", 640)
    assert (tmp_path / "board.png").stat().st_size > 10_000
    with pytest.raises(OSError, match="cannot write"):
        save_png(new_itmc(), 1, tmp_path / "missing" / "board.png", 640)
