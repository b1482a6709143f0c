"""Where everything lies on the table, in scene units (1600 × 900)."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QRectF

from . import places as p
from .ink import row, stacked

SCENE = QRectF(0, 0, 1600, 900)
STRIP = QRectF(0, 0, 1600, 62)
BAND = 32  # the coloured band at a centre's left that bears its name
GAP = 8

CENTRES = {
    "production": QRectF(16, 70, 1568, 260),
    "materials": QRectF(16, 338, 412, 354),
    "finance": QRectF(436, 338, 700, 354),
    "goods": QRectF(1144, 338, 440, 354),
    "planning": QRectF(16, 700, 1568, 192),
}

FULL_CARD = 132.0  # a line's card narrower than this is drawn in the compact way
WIDEST_CARD = 190.0
LOAN_WIDTH, CASH_WIDTH = 252.0, 196.0


@dataclass(slots=True)
class Layout:
    """The boxes of places by id, and of what is painted on the ground."""

    boxes: dict[str, QRectF] = field(default_factory=dict)
    ahead: QRectF = field(default_factory=QRectF)  # what the next stage asks for
    receivables: QRectF = field(default_factory=QRectF)  # the caption above the receivables
    groups: dict[str, QRectF] = field(default_factory=dict)  # captions of markets, standards, products
    more: dict[str, tuple[QRectF, int]] = field(default_factory=dict)  # orders that do not fit, by product
    no_orders: list[QRectF] = field(default_factory=list)  # product columns without an order


def inside(centre: str) -> QRectF:
    """The part of a centre that holds its places."""
    return CENTRES[centre].adjusted(BAND + GAP, GAP, -GAP, -GAP)


def arrange(table: p.Table) -> Layout:
    """A box for each place of a table."""
    layout = Layout()
    _arrange_production(table, layout)
    _arrange_materials(table, layout)
    _arrange_finance(table, layout)
    _arrange_goods(table, layout)
    _arrange_planning(table, layout)
    return layout


# Production

PLANT_PAD = 6.0
TITLE = 28.0


def _arrange_production(table: p.Table, layout: Layout) -> None:
    plants = [place for place in table.places if isinstance(place, p.PlantPlace)]
    area = inside("production")
    if any(isinstance(place, p.NewPlant) for place in table.places):
        area = _place_new_plant(area, sum(plant.slots for plant in plants), bool(plants), layout)
    rows = _plant_rows(plants, area.width())
    for strip, members in zip(stacked(area, len(rows), GAP), rows, strict=True):
        x = strip.x()
        width = min(WIDEST_CARD, _card_width(members, strip.width()))
        for plant in members:
            box = QRectF(x, strip.y(), _plant_width(plant, width), strip.height())
            layout.boxes[plant.id] = box
            _place_lines(table, plant, box, width, layout)
            x = box.right() + GAP


def _place_new_plant(area: QRectF, slots: int, any_plant: bool, layout: Layout) -> QRectF:
    """Ground for another plant at the right end; what is left for the plants in use."""
    if not any_plant:
        layout.boxes["plant_new"] = area
        return area
    width = max(176.0, area.width() - slots * (WIDEST_CARD + PLANT_PAD) - 3 * GAP)
    layout.boxes["plant_new"] = QRectF(area.right() - width, area.y(), width, area.height())
    return area.adjusted(0, 0, -width - GAP, 0)


def _plant_rows(plants: list[p.PlantPlace], width: float) -> list[list[p.PlantPlace]]:
    """The plants in one row while their cards stay wide enough, else in as many rows as that takes."""
    if not plants:
        return []
    for count in range(1, len(plants) + 1):
        rows = _balanced(plants, count)
        if min(_card_width(members, width) for members in rows) >= (FULL_CARD if count == 1 else 100):
            return rows
    return _balanced(plants, len(plants))


def _balanced(plants: list[p.PlantPlace], count: int) -> list[list[p.PlantPlace]]:
    """Plants in order, cut into `count` rows with about the same number of slots."""
    share = sum(plant.slots for plant in plants) / count
    rows: list[list[p.PlantPlace]] = [[]]
    for index, plant in enumerate(plants):
        full = sum(member.slots for member in rows[-1]) + plant.slots / 2 > share
        must = len(plants) - index <= count - len(rows)
        if rows[-1] and len(rows) < count and (full or must):
            rows.append([])
        rows[-1].append(plant)
    return rows


def _card_width(plants: list[p.PlantPlace], width: float) -> float:
    """How wide a line's card may be in a row of plants."""
    slots = sum(plant.slots for plant in plants)
    taken = GAP * (len(plants) - 1) + sum(2 * PLANT_PAD + 6 * (plant.slots - 1) for plant in plants)
    return (width - taken) / max(1, slots)


def _plant_width(plant: p.PlantPlace, card: float) -> float:
    return plant.slots * card + 6 * (plant.slots - 1) + 2 * PLANT_PAD


def _place_lines(table: p.Table, plant: p.PlantPlace, box: QRectF, width: float, layout: Layout) -> None:
    title = TITLE if box.height() > 160 else 24.0
    y, height = box.y() + title, box.height() - title - PLANT_PAD
    lines = [place for place in table.places if isinstance(place, p.LinePlace) and place.plant == plant.no]
    x = box.x() + PLANT_PAD
    for line in lines:
        layout.boxes[line.id] = QRectF(x, y, width, height)
        x += width + 6
    if len(lines) < plant.slots:
        layout.boxes[f"slot:{plant.no}"] = QRectF(x, y, box.right() - PLANT_PAD - x, height)


# Logistics


def _arrange_materials(table: p.Table, layout: Layout) -> None:
    stores = [place for place in table.places if isinstance(place, p.Material)]
    notes = [place for place in table.places if isinstance(place, p.OrderNote)]
    longest = max((note.quarters for note in notes), default=1)
    note_height = min(64.0, 150.0 / longest)
    columns = row(inside("materials"), len(stores))
    for store, column in zip(stores, columns, strict=True):
        bottom = column.bottom() - longest * (note_height + GAP)
        layout.boxes[store.id] = QRectF(column.x(), column.y(), column.width(), bottom - column.y())
        for note in notes:
            if note.index == store.index:
                y = bottom + GAP + (note.quarters - 1) * (note_height + GAP)
                layout.boxes[note.id] = QRectF(column.x(), y, column.width(), note_height)


STORE, LOW_STORE = 138.0, 96.0  # heights of the goods' stores: lower where there are many orders
LOWEST_ORDER, TALLEST_ORDER = 41.0, 66.0


def _arrange_goods(table: p.Table, layout: Layout) -> None:
    stores = [place for place in table.places if isinstance(place, p.Goods)]
    waiting = [place.product_id for place in table.places if isinstance(place, p.OrderPlace)]
    height = LOW_STORE if max(map(waiting.count, waiting), default=0) > 3 else STORE
    for store, column in zip(stores, row(inside("goods"), len(stores)), strict=True):
        split = column.y() + height
        layout.boxes[store.id] = QRectF(column.x(), column.y(), column.width(), split - column.y())
        below = QRectF(column.x(), split + GAP, column.width(), column.bottom() - split - GAP)
        product = store.id.partition(":")[2]
        orders = [o for o in table.places if isinstance(o, p.OrderPlace) and o.product_id == product]
        _place_orders(orders, below, product, layout)


def _place_orders(orders: list[p.OrderPlace], below: QRectF, product: str, layout: Layout) -> None:
    """Orders under their store: they shrink as they get more; the last place says how many more there are."""
    if not orders:
        layout.no_orders.append(QRectF(below.x(), below.y(), below.width(), 46))
        return
    gap = GAP if len(orders) <= 3 else 5
    most = int((below.height() + gap) // (LOWEST_ORDER + gap))
    shown = orders if len(orders) <= most else orders[: most - 1]
    rows = max(1, len(shown) + (len(shown) < len(orders)))
    height = min(TALLEST_ORDER, (below.height() - gap * (rows - 1)) / rows)
    for number, order in enumerate(shown):
        layout.boxes[order.id] = QRectF(below.x(), below.y() + number * (height + gap), below.width(), height)
    if len(shown) < len(orders):
        y = below.y() + len(shown) * (height + gap)
        layout.more[product] = QRectF(below.x(), y, below.width(), height), len(orders) - len(shown)


# Finance

POT_HEIGHT = 61.0


def _arrange_finance(table: p.Table, layout: Layout) -> None:
    area = inside("finance")
    pots = [place for place in table.places if isinstance(place, p.Pot)]
    below = QRectF(area.x(), area.bottom() - 2 * POT_HEIGHT - GAP, area.width(), 2 * POT_HEIGHT + GAP)
    per_row = (len(pots) + 1) // 2
    for index, pot in enumerate(pots):
        layout.boxes[pot.id] = row(stacked(below, 2)[index // per_row], per_row)[index % per_row]
    above = QRectF(area.x(), area.y(), area.width(), below.y() - area.y() - 10)
    _place_loans(table, QRectF(above.x(), above.y(), LOAN_WIDTH, above.height()), layout)
    layout.boxes["cash"] = QRectF(above.x() + LOAN_WIDTH + 10, above.y(), CASH_WIDTH, above.height())
    right = layout.boxes["cash"].right() + 10
    _place_receivables(table, QRectF(right, above.y(), above.right() - right, above.height()), layout)


CAPTION = 24.0


def _place_loans(table: p.Table, area: QRectF, layout: Layout) -> None:
    """A row for each kind of loan: its name, and cells that step toward cash."""
    rows = [place for place in table.places if isinstance(place, p.LoanRow)]
    for loan, box in zip(rows, stacked(area, len(rows), 7), strict=True):
        layout.boxes[loan.id] = box
        cells = [c for c in table.places if isinstance(c, p.LoanCell) and c.id.startswith(f"{loan.id}:")]
        below = box.adjusted(0, CAPTION, 0, 0)
        for cell, place in zip(cells, row(below, len(cells), 4), strict=True):
            layout.boxes[cell.id] = place


def _place_receivables(table: p.Table, area: QRectF, layout: Layout) -> None:
    cells = [place for place in table.places if isinstance(place, p.Receivable)]
    layout.receivables = QRectF(area.x(), area.y(), area.width(), CAPTION - 3)
    below = QRectF(area.x(), area.y() + CAPTION, area.width(), 40)
    for cell, place in zip(cells, row(below, len(cells), 4), strict=True):
        layout.boxes[cell.id] = place
    layout.ahead = QRectF(area.x(), below.bottom() + 8, area.width(), area.bottom() - below.bottom() - 8)


# Planning

GROUP_GAP = 20.0


def _arrange_planning(table: p.Table, layout: Layout) -> None:
    rights = [place for place in table.places if isinstance(place, p.Development)]
    groups = [[r for r in rights if r.what == what] for what in ("market", "standard", "product")]
    groups = [group for group in groups if group]
    area = inside("planning")
    width = (area.width() - GROUP_GAP * (len(groups) - 1)
             - GAP * (len(rights) - len(groups))) / max(1, len(rights))  # fmt: skip
    x = area.x()
    for group in groups:
        start = x
        for right in group:
            layout.boxes[right.id] = QRectF(x, area.y() + CAPTION + 2, width, area.height() - CAPTION - 2)
            x += width + GAP
        layout.groups[group[0].what] = QRectF(start, area.y(), x - GAP - start, CAPTION)
        x += GROUP_GAP - GAP
