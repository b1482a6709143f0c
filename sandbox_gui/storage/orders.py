"""Order books from files: every row becomes an order, or every complaint is made at once.

The columns, by their Chinese or English headings or the keys of the JSON form: year, market, product,
quantity, total price, delivery quarter, payment term, ISO demand, kind, and if wanted the order's id.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from ..core.game import Order
from ..core.opening import MOST_YEARS
from ..core.refused import Refused
from ..core.ruleset import Development, Ruleset
from ..text import named, sentence, t
from .files import read_bytes, write_text
from .tables import Row, read_table

T = TypeVar("T")
NUMBER = re.compile(r"(?:第|[Qq])?\s*(\d{1,9})(?:\.0+)?\s*(?:季度?|期|年|个|件)?")
FILE = "orders.jsonl"
MOST = 10_000_000
"""The largest number that a book may name."""
TERMS = 4
"""The longest payment term, in quarters."""

HEADINGS = {
    "order": "订单号 订单编号 编号 订单 id order orderid orderno",
    "year": "年份 年度 年 year",
    "market": "市场 market",
    "product": "产品 product",
    "quantity": "数量 quantity qty units",
    "total": "总价 总金额 订单总价 金额 total totalprice amount",
    "due": "交货期 交货季度 交货 due delivery deliverby deliveryquarter deliverbyquarter",
    "term": "账期 应收账期 收款期 term paymentterm paymentquarters",
    "iso": "iso iso认证 iso要求 isodemand isostandard standards",
    "kind": "类型 方式 kind type",
}
"""The headings of each column, without blanks, capitals and marks."""
COLUMNS = {name: column for column, names in HEADINGS.items() for name in names.split()}
NEEDED = tuple(column for column in HEADINGS if column != "order")
NOTHING = frozenset({"", "-", "–", "—", "无", "没有", "0", "no", "none", "null"})
BOTH = frozenset({"both", "all", "两者", "双认证", "全部"})


class Complaint(NamedTuple):
    """What is wrong with a cell: its row, its column's heading, what stands there, and why not."""

    row: int  # 0: the whole file
    column: str
    value: str
    reason: Refused

    def sentence(self) -> str:
        """The complaint in the language spoken."""
        why = sentence(self.reason)
        if not self.row:
            return why
        return t("book.complaint", row=self.row, column=self.column, value=self.value, why=why)


class BadBook(Exception):
    """An order book that cannot be used, with every complaint."""

    def __init__(self, complaints: Sequence[Complaint]) -> None:
        super().__init__(*complaints)
        self.complaints = tuple(complaints)


def read_book(path: Path, ruleset: Ruleset) -> tuple[Order, ...]:
    """The orders of a file for a ruleset; BadBook with all that is wrong where anything is."""
    try:
        places, rows = _columns(read_table(path), path.name)
    except Refused as refused:
        raise BadBook([Complaint(0, "", "", refused)]) from refused
    reader = _Reader(ruleset, places)
    orders = [reader.order(number, cells) for number, cells in rows]
    if reader.complaints:
        raise BadBook(reader.complaints)
    return tuple(orders)


def book_text(book: Sequence[Order]) -> str:
    """An order book in its JSON form, an order a line."""
    return "".join(json.dumps(_data(order), ensure_ascii=False) + "\n" for order in book)


def save_book(folder: Path, book: Sequence[Order]) -> str:
    """Write a game's order book into its folder; its SHA-256."""
    text = book_text(book)
    write_text(folder / FILE, text)
    return hashlib.sha256(text.encode()).hexdigest()


def saved_book(folder: Path, sha256: str, ruleset: Ruleset) -> tuple[Order, ...]:
    """The order book of a saved game; refused where it is missing or not the one that was saved."""
    path = folder / FILE
    text = read_bytes(path)
    if hashlib.sha256(text).hexdigest() != sha256:
        raise Refused("save.damaged", file=FILE, detail="sha256")
    return read_book(path, ruleset) if text else ()


def _data(order: Order) -> dict[str, object]:
    standards = list(order.standards)
    return {
        "order": order.id, "year": order.year, "market": order.market, "product": order.product,
        "quantity": order.quantity, "total": order.total, "deliver_by_quarter": order.due,
        "payment_quarters": order.term, "iso": standards or None, "kind": order.kind,
    }  # fmt: skip


def _plain(text: str) -> str:
    """A heading or name without blanks, capitals and marks, to be compared."""
    return re.sub(r"[\s_\-()（）:：]", "", text).lower()


def _columns(rows: list[Row], file: str) -> tuple[dict[str, tuple[int, str]], list[Row]]:
    """Where each column stands and its heading, and the rows below; a title may stand above them."""
    for place, (_, cells) in enumerate(rows[:10]):
        found = {COLUMNS[_plain(cell)]: (i, cell) for i, cell in enumerate(cells) if _plain(cell) in COLUMNS}
        if len(found) < 3:
            continue
        missing = [column for column in NEEDED if column not in found]
        if missing:
            raise Refused("book.columns", file=file, missing=" ".join(_heading(name) for name in missing))
        if not rows[place + 1 :]:
            break
        return found, rows[place + 1 :]
    raise Refused("book.empty", file=file, needed=" ".join(_heading(name) for name in NEEDED))


def _heading(column: str) -> str:
    """A column's first heading in both languages: ``年份/year``."""
    names = HEADINGS[column].split()
    english = next(name for name in names if name.isascii())
    return names[0] if names[0] == english else f"{names[0]}/{english}"


class _Reader:
    """Reads rows into orders and gathers what is wrong with them."""

    def __init__(self, ruleset: Ruleset, places: Mapping[str, tuple[int, str]]) -> None:
        self.places = places
        self.complaints: list[Complaint] = []
        self.ids: set[str] = set()
        self.count: Counter[int] = Counter()
        self.markets = _names(ruleset.markets, "市场")
        self.products = _names(ruleset.products)
        self.standards = _standard_names(ruleset.standards)
        self.every = tuple(standard.id for standard in ruleset.standards)
        self.tenders = ruleset.marketing.tender is not None
        self.row = 0
        self.cells: list[str] = []

    def order(self, number: int, cells: list[str]) -> Order:
        """The order of a row, with a complaint for each cell that is wrong."""
        self.row, self.cells = number, cells
        kind = self.read("kind", lambda text: KINDS.id(text) if text else "selection", "")
        if kind == "tender" and not self.tenders:
            self.complain("kind", Refused("book.no_tender"))
        named = kind == "selection"  # under tender the bidders name price, delivery and term
        year = self.read("year", lambda text: _whole(text, 1, MOST_YEARS), 0)
        return Order(
            id=self.read("order", lambda text: self.new_id(text, year), ""),
            year=year,
            market=self.read("market", self.markets.id, ""),
            product=self.read("product", self.products.id, ""),
            quantity=self.read("quantity", lambda text: _whole(text, 1, MOST), 0),
            total=self.read("total", lambda text: _whole(text, int(named), MOST, named), 0),
            due=self.read("due", lambda text: _whole(text, int(named), 4, named), 0),
            term=self.read("term", lambda text: _whole(text, 0, TERMS, named), 0),
            standards=self.read("iso", self.demands, ()),
            kind=kind,
        )

    def read(self, column: str, reading: Callable[[str], T], otherwise: T) -> T:
        """A cell by the way it is read; a complaint and `otherwise` where that fails."""
        try:
            return reading(self.cell(column))
        except Refused as reason:
            self.complain(column, reason)
            return otherwise

    def cell(self, column: str) -> str:
        """What stands in a column; nothing where the row ends before it or the book has none."""
        place, _ = self.places.get(column, (len(self.cells), ""))
        return self.cells[place] if place < len(self.cells) else ""

    def complain(self, column: str, reason: Refused) -> None:
        """Note what is wrong with a cell of the present row."""
        _, heading = self.places[column]
        self.complaints.append(Complaint(self.row, heading, self.cell(column)[:40], reason))

    def demands(self, text: str) -> tuple[str, ...]:
        """The ISO certificates that an order asks for, in the ruleset's order."""
        plain = _plain(text)
        if plain in NOTHING:
            return ()
        if plain in BOTH:
            return self.every
        parts = [text] if plain in self.standards.ids else re.split(r"[+/,，、;；&和]", text)
        asked = {self.standards.id(part) for part in parts}
        return tuple(standard for standard in self.every if standard in asked)

    def new_id(self, text: str, year: int) -> str:
        """The order's id, or one made for it where the book gives none."""
        if not text:
            self.count[year] += 1
            text = f"Y{year}-{self.count[year]:03}"
        if len(text) > 40 or not text.isprintable():
            raise Refused("book.id")
        if text in self.ids:
            raise Refused("book.duplicate", order=text)
        self.ids.add(text)
        return text


def _whole(text: str, least: int, most: int, needed: bool = True) -> int:
    """A whole number as it is written in tables: ``3``, ``3.0``, ``1,200``, ``第3季``, ``Q3``."""
    if not text and not needed:
        return 0
    match = NUMBER.fullmatch(text.replace(",", "").replace("，", ""))
    if match is None or not least <= int(match[1]) <= most:
        raise Refused("book.number", least=least, most=most)
    return int(match[1])


class _Names(NamedTuple):
    """The ids of a list by everything that people call them, and the names to offer."""

    ids: Mapping[str, str]
    shown: str

    def id(self, text: str) -> str:
        """The id of a name; refused with the names that are known."""
        found = self.ids.get(text) or self.ids.get(_plain(text))
        if found is None:
            raise Refused("book.name", known=self.shown)
        return found


_KINDS = {
    "选单": "selection",
    "selection": "selection",
    "竞单": "tender",
    "竞拍": "tender",
    "tender": "tender",
}
KINDS = _Names(_KINDS, "选单/selection, 竞单/tender")


def _names(items: Sequence[Development], suffix: str = "") -> _Names:
    """The names of a list: the ids themselves, and what they are called without blanks and capitals."""
    found: dict[str, str] = {}
    for item in items:
        for name in (item.id, *item.name.values()):
            found |= {_plain(name): item.id, _plain(name + suffix): item.id}
    shown = ", ".join(named(item.name) for item in items)
    return _Names(found | {item.id: item.id for item in items}, shown)


def _standard_names(items: Sequence[Development]) -> _Names:
    """As `_names`; ``9000``, ``9K`` and ``ISO9K`` stand for ISO 9000."""
    known, shown = _names(items)
    found = dict(known)
    for name, item in known.items():
        number = name.removeprefix("iso").removesuffix("认证")
        if number.endswith("000"):
            short = f"{number[:-3]}k"
            found |= dict.fromkeys((number, short, f"iso{short}"), item)
    return _Names(found, shown)
