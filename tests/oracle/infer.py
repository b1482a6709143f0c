"""What a row of the record may mean: the decisions that fit it, the likeliest first.

The record leaves open which line, which plant and which goods a row is about. What is produced later
tells most of it; the rest is tried in turn by `search`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, combinations
from typing import TypeVar

from sandbox_gui.core import actions as act
from sandbox_gui.core.game import Line, Plant
from sandbox_gui.core.production import instalment, sale_value

from .record import Record, Row
from .table import TEAM, Table

Item = TypeVar("Item")
Option = tuple[act.Action, ...]


def options(record: Record, table: Table, row: Row) -> list[Option]:
    """The decisions that a row may mean; empty for a row that the engine makes by itself."""
    if row.do in PLAIN:
        return [tuple(PLAIN[row.do](row))]
    if row.do in OPEN:
        return list(OPEN[row.do](record, table, row))
    return []


def _mixtures(items: list[tuple[Item, int, int]], cost: int) -> Iterator[dict[Item, int]]:
    """The numbers of `items` (name, price, how many there are) that come to exactly `cost` together.

    Items of a negative price must stand first.
    """
    if not items:
        if cost == 0:
            yield {}
        return
    (name, price, most), *others = items
    for number in range(min(most, cost // price) if price > 0 else most, -1, -1):
        for rest in _mixtures(others, cost - number * price):
            yield {name: number, **rest} if number else rest


# Rows that say everything


def _wanted(quantities: Mapping[str, int]) -> dict[str, int]:
    return {item: number for item, number in quantities.items() if number}


def _order_materials(row: Row) -> Iterable[act.Action]:
    wanted = _wanted(row.facts["materials"])
    return [act.OrderMaterials(TEAM, wanted)] if wanted else []


PLAIN: dict[str, Callable[[Row], Iterable[act.Action]]] = {
    "borrow_short": lambda row: [act.Borrow(TEAM, "short", row.facts["amount"])],
    "borrow_long": lambda row: [act.Borrow(TEAM, "long", row.facts["amount"], row.facts["years"])],
    "order_materials": _order_materials,
    "emergency_materials": lambda row: [act.BuyEmergency(TEAM, _wanted(row.facts["materials"]))],
    "emergency_products": lambda row: [act.BuyEmergency(TEAM, _wanted(row.facts["products"]))],
    "buy_plant": lambda row: [act.BuyPlant(TEAM, row.facts["plant"])],
    "rent_plant": lambda row: [act.RentPlant(TEAM, row.facts["plant"])],
    "develop_products": lambda row: [act.DevelopProduct(TEAM, item) for item in row.facts["products"]],
    "develop_markets": lambda row: [act.DevelopMarket(TEAM, item) for item in row.facts["markets"]],
    "develop_iso": lambda row: [act.DevelopStandard(TEAM, item) for item in row.facts["iso"]],
    "advertise": lambda row: [act.Advertise(TEAM, _wanted(row.facts["advertising"]))],
}


# Plants


def _distinct(table: Table, plants: Iterable[Plant]) -> list[Plant]:
    """One plant of each sort, where nothing sets the others of that sort apart."""
    named = {no: name for name, no in table.plants.items()}
    occupied = table.company.lines_in
    sorts = {(p.type, p.rent_due, len(occupied(p.no)), named.get(p.no)): p for p in plants}
    return list(sorts.values())


def _plants(table: Table, row: Row) -> list[Plant]:
    """The plants that a row with a plant's number may be about."""
    known = table.plants.get(row.facts["plant_id"])
    if known is not None:
        return [plant for plant in table.company.plants if plant.no == known]
    taken = set(table.plants.values())
    free = (p for p in table.company.plants if p.type == row.facts["plant"] and p.no not in taken)
    return _distinct(table, free)


def _rent_to_buy(record: Record, table: Table, row: Row) -> Iterator[Option]:
    for plant in _plants(table, row):
        if not plant.owned:
            yield (act.PurchaseRentedPlant(TEAM, plant.no),)


def _sell_plant(record: Record, table: Table, row: Row) -> Iterator[Option]:
    for plant in _plants(table, row):
        if plant.owned and bool(table.company.lines_in(plant.no)) == row.facts["holds_lines"]:
            yield (act.SellPlant(TEAM, plant.no),)


def _discount_plant(record: Record, table: Table, row: Row) -> Iterator[Option]:
    for plant in _plants(table, row):
        if plant.owned:
            yield (act.DiscountPlant(TEAM, plant.no),)


def _buy_line(record: Record, table: Table, row: Row) -> Iterator[Option]:
    """A plant with a free slot; an empty one first, for it was hardly taken to stand empty."""
    slots, occupied = table.game.catalogue.plants, table.company.lines_in
    free = [p for p in table.company.plants if len(occupied(p.no)) < slots[p.type].slots]
    for plant in sorted(_distinct(table, free), key=lambda p: len(occupied(p.no)) > 0):
        yield (act.BuildLine(TEAM, plant.no, row.facts["line"], row.facts["product"]),)


# Lines


def _future(record: Record, table: Table, line: Line, row: Row) -> list[tuple[int, str]]:
    """In which later rows a line starts which product."""
    name = next((name for name, no in table.lines.items() if no == line.no), 0)
    return [start for start in record.starts.get(name, []) if start[0] > row.index]


def _convert_line(record: Record, table: Table, row: Row) -> Iterator[Option]:
    """Idle lines whose changeovers cost as much together; first all those that make the product next."""
    product = row.facts["product"]
    sorts: dict[tuple[bool, object], list[Line]] = {}
    for line in table.company.lines:
        if line.idle:
            future = _future(record, table, line, row)
            due = bool(future) and future[0][1] == product != line.product
            sort = (line.type, line.plant, line.product, line.net, line.built_in, tuple(future))
            sorts.setdefault((not due, sort), []).append(line)
    items = [(sort, _first_change(table, lines[0]), len(lines)) for sort, lines in sorts.items()]
    likely = [item for item in items if not item[0][0]]
    for chosen in chain(_mixtures(likely, -row.cash), _mixtures(items, -row.cash)):
        lines = [line for sort, number in chosen.items() for line in sorts[sort][:number]]
        if lines:
            yield tuple(act.ConvertLine(TEAM, line.no, product) for line in lines)


def _first_change(table: Table, line: Line) -> int:
    """What a line's changeover costs in its first quarter."""
    kind = table.game.catalogue.lines[line.type]
    return instalment(kind.change_cost, max(1, kind.change_quarters), 0)


def _sell_line(record: Record, table: Table, row: Row) -> Iterator[Option]:
    """Idle lines that make nothing later and fetch as much together."""
    sorts: dict[tuple[int, object], list[Line]] = {}
    for line in table.company.lines:
        if line.idle and not _future(record, table, line, row):
            sort = (line.type, line.plant, line.net, line.built_in)
            sorts.setdefault((sale_value(table.game, line), sort), []).append(line)
    items = [(sort, sort[0], len(lines)) for sort, lines in sorted(sorts.items())]
    for chosen in _mixtures(items, row.cash):
        lines = [line for sort, number in chosen.items() for line in sorts[sort][:number]]
        yield tuple(act.SellLine(TEAM, line.no) for line in lines)


def _continue_lines(record: Record, table: Table, row: Row) -> Iterator[Option]:
    """As many lines under construction as the amount pays for; first those that produce soonest."""
    now = table.game.now(table.company)
    sorts: dict[tuple[int, ...], list[Line]] = {}
    for line in table.company.lines:
        payment = _next_payment(table, line) if line.work and not line.ready_at else 0
        if payment and line.paid_at != now:
            first = next((index for index, _ in _future(record, table, line, row)), len(record.rows))
            sorts.setdefault((first, payment, line.paid, line.plant), []).append(line)
    items = [(sort, sort[1], len(lines)) for sort, lines in sorted(sorts.items())]
    for chosen in _mixtures(items, -row.cash):
        lines = [line for sort, number in chosen.items() for line in sorts[sort][:number]]
        yield tuple(act.ContinueLine(TEAM, line.no) for line in lines)


def _next_payment(table: Table, line: Line) -> int:
    kind = table.game.catalogue.lines[line.type]
    if line.work == "build":
        return instalment(kind.price, kind.instalments, line.paid)
    return instalment(kind.change_cost, max(1, kind.change_quarters), line.paid)


def _start_production(record: Record, table: Table, row: Row) -> Iterator[Option]:
    """The lines that the row names, where each is set up for the product that it names."""
    lines = [(table.company.line(table.lines.get(name, 0)), product) for name, product in row.facts["lines"]]
    if all(line and line.product == product for line, product in lines):
        yield tuple(act.StartProduction(TEAM, line.no) for line, _ in lines if line)


# Goods and orders


def _deliver(record: Record, table: Table, row: Row) -> Iterator[Option]:
    """An order of this quarter that is paid at once and comes to as much."""
    for order in table.company.orders:
        due = record.deliveries.get(order.id) == row.date and order.state == "open"
        if due and not order.term and order.total == row.cash:
            yield (act.Deliver(TEAM, order.id),)


def _discount(record: Record, table: Table, row: Row) -> Iterator[Option]:
    """Receivables, where need be after this quarter's deliveries that bring them in."""
    amounts, receivables = row.facts["by_term"], table.company.receivables
    short = {term for term, amount in enumerate(amounts, 1) if amount > receivables[term - 1]}
    discount = act.Discount(TEAM, tuple(amounts))
    if not short:
        yield (discount,)
        return
    coming = [o for o in table.company.orders if o.state == "open" and o.term in short]
    coming = [order for order in coming if record.deliveries.get(order.id) == row.date]
    for number in range(len(coming), 0, -1):
        for chosen in combinations(coming, number):
            yield (*(act.Deliver(TEAM, order.id) for order in chosen), discount)


def _sell_products(record: Record, table: Table, row: Row) -> Iterator[Option]:
    """Goods in stock of that cost; the quarter's total over its rows is known."""
    goods, costs = table.company.goods, table.game.catalogue.costs
    total, gone = row.facts.get("products_inferred_quarter", goods), table.sold.get(row.date, {})
    items = [(p, costs[p], min(goods[p], n - gone.get(p, 0))) for p, n in total.items()]
    for wanted in _mixtures(items, row.facts["direct_cost"]):
        yield (act.SellStock(TEAM, wanted),)


def _sell_materials(record: Record, table: Table, row: Row) -> Iterator[Option]:
    """Materials in stock of that cost."""
    prices = table.game.catalogue.prices
    items = [(name, prices[name], number) for name, number in table.company.materials.items()]
    for wanted in _mixtures(items, row.facts["direct_cost"]):
        yield (act.SellStock(TEAM, wanted),)


def _spy(record: Record, table: Table, row: Row) -> Iterator[Option]:
    for company in table.game.companies[TEAM:]:
        if company.name == row.facts["team"]:
            yield (act.Spy(TEAM, company.team),)


OPEN: dict[str, Callable[[Record, Table, Row], Iterator[Option]]] = {
    "buy_line": _buy_line,
    "continue_lines": _continue_lines,
    "convert_line": _convert_line,
    "sell_line": _sell_line,
    "start_production": _start_production,
    "rent_to_buy": _rent_to_buy,
    "sell_plant": _sell_plant,
    "discount_plant": _discount_plant,
    "deliver_for_cash": _deliver,
    "discount_receivables": _discount,
    "sell_products": _sell_products,
    "sell_materials": _sell_materials,
    "spy": _spy,
}


def note(table: Table, row: Row, option: Option) -> None:
    """Remember what a row told: the numbers of lines and plants, the goods sold in a quarter."""
    if row.do == "buy_line" and option:
        table.lines[row.facts["line_id"]] = table.company.lines[-1].no
    for action in option:
        if isinstance(action, act.PurchaseRentedPlant | act.SellPlant | act.DiscountPlant):
            table.plants[row.facts["plant_id"]] = action.plant
        elif isinstance(action, act.SellStock) and row.do == "sell_products":
            gone = table.sold.setdefault(row.date, {})
            for item, number in action.quantities.items():
                gone[item] = gone.get(item, 0) + number
