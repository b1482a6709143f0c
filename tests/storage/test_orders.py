"""Order books from files: spellings that people use, all complaints at once, and saves that keep them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import play_years, reach, ruleset

from sandbox_gui.__main__ import main
from sandbox_gui.core.actions import Advertise
from sandbox_gui.core.demand import expected
from sandbox_gui.core.digest import digest
from sandbox_gui.core.engine import apply
from sandbox_gui.core.game import Order
from sandbox_gui.core.opening import new_game
from sandbox_gui.core.refused import Refused
from sandbox_gui.storage.games import GameFolder, GameSetup, Player, open_game, start_game
from sandbox_gui.storage.orders import BadBook, book_text, read_book
from sandbox_gui.text import language, set_language

Table = list[list[Any]]
HEADS = ["年份", "市场", "产品", "数量", "总价", "交货期", "账期", "ISO", "类型"]
ENGLISH = [
    "Year",
    "Market",
    "Product",
    "Quantity",
    "Total price",
    "Delivery quarter",
    "Payment term",
    "ISO",
    "Kind",
]
ROWS: Table = [
    [2, "本地", "P1", 3, 130, 4, 2, "", "选单"],
    [2, "区域", "P2", 2, 128, 1, 0, "9K", "选单"],
    [3, "国际", "P3", 4, 300, 3, 4, "both", "选单"],
    [3, "亚洲", "P4", 1, None, None, None, "ISO14000", "竞单"],
]
EXPECTED = (
    Order("Y2-001", 2, "local", "P1", 3, 130, 4, 2),
    Order("Y2-002", 2, "regional", "P2", 2, 128, 1, 0, ("ISO9000",)),
    Order("Y3-001", 3, "international", "P3", 4, 300, 3, 4, ("ISO9000", "ISO14000")),
    Order("Y3-002", 3, "asian", "P4", 1, 0, 0, 0, ("ISO14000",), "tender"),
)


def as_csv(table: Table, encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(table)
    return text.getvalue().encode(encoding)


def as_xlsx(table: Table) -> bytes:
    book = openpyxl.Workbook()
    assert book.active
    for row in table:
        book.active.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def as_jsonl(table: Table) -> bytes:
    lines = (json.dumps(dict(zip(table[0], row, strict=True)), ensure_ascii=False) for row in table[1:])
    return "\n".join(lines).encode()


WAYS: dict[str, tuple[str, Callable[[Table], bytes]]] = {
    "csv": ("book.csv", as_csv),
    "csv with a mark": ("book.csv", lambda table: as_csv(table, "utf-8-sig")),
    "csv in gb18030": ("book.CSV", lambda table: as_csv(table, "gb18030")),
    "csv in utf-16": ("book.csv", lambda table: as_csv(table, "utf-16")),
    "csv with semicolons": ("book.csv", lambda table: as_csv(table, delimiter=";")),
    "csv with tabs": ("book.csv", lambda table: as_csv(table, delimiter="\t")),
    "xlsx": ("book.xlsx", as_xlsx),
    "jsonl": ("book.jsonl", as_jsonl),
}


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., tuple[Order, ...]]:
    def reading(data: bytes, name: str = "book.csv", rules: str = "contest") -> tuple[Order, ...]:
        (tmp_path / name).write_bytes(data)
        return read_book(tmp_path / name, ruleset(rules))

    return reading


Read = Callable[..., tuple[Order, ...]]


def complaints(read: Read, *given: Any, **facts: Any) -> list[tuple[int, str, str]]:
    with pytest.raises(BadBook) as caught:
        read(*given, **facts)
    return [(c.row, c.column, c.reason.code) for c in caught.value.complaints]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("heads", [HEADS, ENGLISH])
def test_the_same_book_in_every_form(way: str, heads: list[str], read: Read) -> None:
    name, write = WAYS[way]
    assert read(write([heads, *ROWS]), name) == EXPECTED


def test_columns_stand_anywhere_under_a_title_with_others_between(read: Read) -> None:
    table = [["2024 省赛订单"], [], ["备注", *reversed(HEADS), "订单号"]]
    table += [["x", *reversed(row), f"S{number}"] for number, row in enumerate(ROWS)]
    table.insert(5, [None] * 11)
    for name, data in (("a.csv", as_csv(table)), ("b.xlsx", as_xlsx(table))):
        book = read(data, name)
        assert [order.id for order in book] == ["S0", "S1", "S2", "S3"]
        assert [order.market for order in book] == [order.market for order in EXPECTED]


@pytest.mark.parametrize(
    ("column", "text", "field", "value"),
    [
        ("市场", "local", "market", "local"),
        ("市场", "Local", "market", "local"),
        ("市场", "本地市场", "market", "local"),
        ("市场", " Regional ", "market", "regional"),
        ("产品", "p3", "product", "P3"),
        ("数量", "3.0", "quantity", 3),
        ("数量", "３", "quantity", 3),
        ("总价", "1,250", "total", 1250),
        ("交货期", "第3季", "due", 3),
        ("交货期", "Q2", "due", 2),
        ("账期", "2季", "term", 2),
        ("年份", "第2年", "year", 2),
        ("年份", 2.0, "year", 2),
        ("ISO", "-", "standards", ()),
        ("ISO", "无", "standards", ()),
        ("ISO", "9000", "standards", ("ISO9000",)),
        ("ISO", "iso 14000", "standards", ("ISO14000",)),
        ("ISO", "14K", "standards", ("ISO14000",)),
        ("ISO", "ISO9K", "standards", ("ISO9000",)),
        ("ISO", "14K/9K", "standards", ("ISO9000", "ISO14000")),
        ("ISO", "ISO9000+ISO14000", "standards", ("ISO9000", "ISO14000")),
        ("类型", "", "kind", "selection"),
        ("类型", "Selection", "kind", "selection"),
        ("类型", "tender", "kind", "tender"),
    ],
)
def test_values_as_people_write_them(column: str, text: Any, field: str, value: Any, read: Read) -> None:
    row = list(ROWS[0])
    row[HEADS.index(column)] = text
    for name, data in (("a.csv", as_csv([HEADS, row])), ("b.xlsx", as_xlsx([HEADS, row]))):
        assert getattr(read(data, name)[0], field) == value


def test_everything_wrong_is_said_at_once_with_row_and_column(read: Read) -> None:
    table = [
        HEADS,
        ROWS[0],
        [0, "火星", "P9", 0, "便宜", 5, 5, "8K", "拍卖"],
        [2, "", "P1", -1, 0, 0, -1, "", ""],
        [2, "本地", "P1", 2.5, 130, "", "", "", "选单"],
        [31, "本地", "P1", "10000000000", 1, 4, 4],
    ]
    expected = [
        *((3, head, "book.name") for head in ("类型",)),
        (3, "年份", "book.number"), (3, "市场", "book.name"), (3, "产品", "book.name"),
        *((3, head, "book.number") for head in ("数量", "总价", "交货期", "账期")), (3, "ISO", "book.name"),
        (4, "市场", "book.name"), *((4, head, "book.number") for head in ("数量", "总价", "交货期", "账期")),
        *((5, head, "book.number") for head in ("数量", "交货期", "账期")),
        (6, "年份", "book.number"), (6, "数量", "book.number"),
    ]  # fmt: skip
    assert complaints(read, as_csv(table)) == expected
    assert complaints(read, as_xlsx(table), "b.xlsx") == expected


def test_a_tender_leaves_price_and_terms_open_but_a_selection_must_name_them(read: Read) -> None:
    row = [2, "本地", "P1", 3, "", "", "", "", "竞单"]
    assert read(as_csv([HEADS, row]))[0].total == 0
    row[-1] = "选单"
    assert complaints(read, as_csv([HEADS, row])) == [
        (2, h, "book.number") for h in ("总价", "交货期", "账期")
    ]


def test_tenders_need_a_ruleset_that_has_them(read: Read) -> None:
    assert complaints(read, as_csv([HEADS, ROWS[3]]), rules="itmc") == [(2, "类型", "book.no_tender")]


def test_ids_are_unique(read: Read) -> None:
    table = [[*HEADS, "订单号"], [*ROWS[0], "A"], [*ROWS[1], "A"], [*ROWS[2], "长" * 41]]
    assert complaints(read, as_csv(table)) == [(3, "订单号", "book.duplicate"), (4, "订单号", "book.id")]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.txt", b"", "table.kind"),
        ("a.csv", b"", "book.empty"),
        ("a.csv", as_csv([HEADS]), "book.empty"),
        ("a.csv", b"hello\nworld\n", "book.empty"),
        ("a.csv", as_csv([HEADS[:-2], ROWS[0]]), "book.columns"),
        ("a.csv", b"\x81\xff\xfe\xff", "table.encoding"),
        ("a.csv", b"a," * 300 + b"\n" + b"b," * 300, "table.too_large"),
        ("a.csv", b"\n" * 20_001 + b"x", "table.too_large"),
        ("a.csv", b'"' + b"x" * 200_000, "table.malformed"),
        ("a.xlsx", b"PK\x03\x04 not a workbook", "table.malformed"),
        ("a.xlsx", b"", "table.malformed"),
        ("a.jsonl", b"[1]\n{}\nnull", "table.malformed_lines"),
        ("a.jsonl", b"[" * 100_000, "table.malformed_lines"),
        ("a.jsonl", b"{}", "book.empty"),
    ],
)
def test_a_file_that_is_no_book_is_refused(name: str, data: bytes, code: str, read: Read) -> None:
    assert complaints(read, data, name) == [(0, "", code)]


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadBook) as caught:
        read_book(tmp_path / "none.csv", ruleset("contest"))
    assert caught.value.complaints[0].reason.code == "save.missing"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(["a.csv", "a.xlsx", "a.jsonl"]), st.binary(max_size=200), st.integers(0, 4000))
def test_any_bytes_are_a_book_or_a_complaint(read: Read, name: str, noise: bytes, place: int) -> None:
    """Good files with bytes replaced by others: never another exception."""
    good = dict(WAYS.values())["book." + name[2:]]([HEADS, *ROWS])
    try:
        read(good[:place] + noise + good[place + len(noise) :], name)
    except BadBook as bad:
        for complaint in bad.complaints:
            assert complaint.sentence()


@pytest.mark.parametrize(
    ("spoken", "words"), [("zh", ("第 2 行", "火星", "市场")), ("en", ("Row 2", "火星", "市场"))]
)
def test_complaints_in_the_users_language(spoken: str, words: tuple[str, ...], read: Read) -> None:
    before = language()
    set_language(spoken)
    try:
        with pytest.raises(BadBook) as caught:
            read(as_csv([HEADS, [2, "火星", *ROWS[0][2:]]]))
        text = caught.value.complaints[0].sentence()
    finally:
        set_language(before)
    assert all(word in text for word in words)


# Games with a book of their own


def test_a_book_reads_back_as_it_was_written(read: Read) -> None:
    assert read(book_text(EXPECTED).encode(), "book.jsonl") == EXPECTED


def setup(book: tuple[Order, ...] | None) -> GameSetup:
    return GameSetup("contest", 7, 3, (Player("甲"), Player("乙")), book=book)


def test_a_year_has_the_orders_of_the_book_and_no_meeting_without_any() -> None:
    game = start_game(setup(EXPECTED))
    assert (game.orders, game.met) == ({}, {"meeting", "tender"})
    play_years(game)
    assert [order.id for order in game.orders.values()] == ["Y2-001", "Y2-002"]
    assert game.met == {"tender"}
    play_years(game)
    reach(game, "meeting", 0, 3)
    play_years(game)
    assert game.over
    assert all(order.team == 0 for order in EXPECTED)  # the book itself is never played on


@pytest.mark.parametrize("book", [EXPECTED, (), None])
def test_a_saved_game_holds_its_book_and_replays_from_its_folder_alone(
    book: tuple[Order, ...] | None, tmp_path: Path
) -> None:
    folder = GameFolder.create(setup(book), tmp_path / "game")
    game = start_game(folder.setup)
    for team in (1, 2):
        while game.year == 1:
            before = len(game.history)
            reach(game, "year_end", 5) if game.company(team).stage == 0 else play_years(game)
            for action in game.history[before:]:
                folder.record(game, action)
    again, twin = open_game(tmp_path / "game")
    assert again.setup == folder.setup
    assert digest(twin) == digest(game)
    assert set(twin.orders) == set(game.orders)


def test_a_changed_book_is_noticed(tmp_path: Path) -> None:
    GameFolder.create(setup(EXPECTED), tmp_path)
    file = tmp_path / "orders.jsonl"
    file.write_text(file.read_text(encoding="utf-8").replace("130", "999"), encoding="utf-8")
    with pytest.raises(Refused, match=r"save\.damaged"):
        open_game(tmp_path)
    file.unlink()
    with pytest.raises(Refused, match=r"save\.missing"):
        open_game(tmp_path)


def test_the_forecast_of_a_book_is_its_sum() -> None:
    game = new_game(
        ruleset("contest"), 7, ["a"], 2, book=[*EXPECTED, Order("X", 2, "local", "P1", 2, 60, 4, 0)]
    )
    found = {(f.year, f.market, f.product): (f.units, f.least, f.most, f.price) for f in expected(game)}
    assert found == {(2, "local", "P1"): (5, 4, 6, 38.0), (2, "regional", "P2"): (2, 1, 3, 64.0)}


def test_advertising_waits_for_a_year_with_orders() -> None:
    game = reach(start_game(setup(EXPECTED)), "payments")
    with pytest.raises(Refused, match=r"advertising\.no_meeting"):
        apply(game, Advertise(1, {"local:P1": 10}))


def test_simulate_plays_a_book_or_says_all_that_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = tmp_path / "good.xlsx", tmp_path / "bad.csv"
    good.write_bytes(as_xlsx([HEADS, *ROWS]))
    bad.write_bytes(as_csv([HEADS, [1, "火星", "P9", *ROWS[0][3:]]]))
    command = ["simulate", "--ruleset", "contest", "--teams", "2", "--years", "2", "--orders"]
    assert main([*command, str(good), "--out", str(tmp_path / "game")]) == 0
    _, game = open_game(tmp_path / "game")
    assert set(game.orders) == {"Y2-001", "Y2-002"}
    capsys.readouterr()
    assert main([*command, str(bad)]) == 1
    out = capsys.readouterr()
    assert out.out == ""
    assert len(out.err.splitlines()) == 2
