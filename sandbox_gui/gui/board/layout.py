"""Where everything lies on the table, in scene units (1600 × 900)."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QRectF

from . import places as p
from .ink import row, stacked

WIDTH, FLAT, TALL = 1600.0, 900.0, 1050.0
"""The table's width, and its height on a wide screen and at most: a squarer view gives places more room."""

SCENE = QRectF(0, 0, WIDTH, FLAT)
STRIP = QRectF(0, 0, WIDTH, 62)
BAND = 32  # the coloured band at a centre's left that bears its name
GAP = 8

PRODUCTION, PLANNING = 250.0, 178.0  # heights on a wide screen; the middle takes the rest
MATERIALS, FINANCE = 388.0, 688.0  # widths; the goods take the rest

FULL_CARD = 128.0  # a line's card narrower than this is drawn in the compact way
LEAST_CARD = 76.0
WIDEST_CARD = 190.0
LOAN_WIDTH, CASH_WIDTH = 254.0, 194.0


@dataclass(slots=True)
class Layout:
    """The boxes of places by id, and of what is painted on the ground."""

    scene: QRectF = field(default_factory=lambda: QRectF(SCENE))
    centres: dict[str, QRectF] = field(default_factory=dict)
    boxes: dict[str, QRectF] = field(default_factory=dict)
    ahead: QRectF = field(default_factory=QRectF)  # what the next stage asks for
    receivables: QRectF = field(default_factory=QRectF)  # the caption above the receivables
    groups: dict[str, QRectF] = field(default_factory=dict)  # captions of markets, standards, products
    more: dict[str, tuple[QRectF, int]] = field(default_factory=dict)  # orders that do not fit, by product
    no_orders: list[QRectF] = field(default_factory=list)  # the first place of a product without an order
    free_orders: list[QRectF] = field(default_factory=list)  # the other places that no order has taken

    def inside(self, centre: str) -> QRectF:
        """The part of a centre that holds its places."""
        return self.centres[centre].adjusted(BAND + GAP, GAP, -GAP, -GAP)


def height_for(width: float, height: float) -> float:
    """How high the table is in a view of a size, so that it fills it as far as it may."""
    return min(TALL, max(FLAT, WIDTH * height / max(1.0, width)))


def arrange(table: p.Table, height: float = FLAT) -> Layout:
    """A box for each place of a table of a height."""
    plants = [place for place in table.places if isinstance(place, p.PlantPlace)]
    offers = any(isinstance(place, p.NewPlant) for place in table.places)
    crowded = len(_plant_rows(plants, _production_width(plants, offers)))
    layout = Layout(QRectF(0, 0, WIDTH, height), _centres(height, crowded))
    _arrange_production(table, layout)
    _arrange_materials(table, layout)
    _arrange_finance(table, layout)
    _arrange_goods(table, layout)
    _arrange_planning(table, layout)
    return layout


def _centres(height: float, rows: int) -> dict[str, QRectF]:
    """The five centres; production takes more of what there is where plants stand in several rows."""
    spare = height - FLAT
    tall = PRODUCTION + spare * (0.3 if rows < 2 else 0.5) + 46 * max(0, rows - 2)
    low = PLANNING + spare * 0.15
    top = STRIP.bottom() + GAP
    split, floor = top + tall + GAP, height - GAP - low
    left, width, middle = 16.0, WIDTH - 32, floor - GAP - split
    goods = left + MATERIALS + FINANCE + 2 * GAP
    return {
        "production": QRectF(left, top, width, tall),
        "materials": QRectF(left, split, MATERIALS, middle),
        "finance": QRectF(left + MATERIALS + GAP, split, FINANCE, middle),
        "goods": QRectF(goods, split, left + width - goods, middle),
        "planning": QRectF(left, floor, width, low),
    }


# Production

PLANT_PAD = 6.0
TITLE = 28.0


def _arrange_production(table: p.Table, layout: Layout) -> None:
    plants = [place for place in table.places if isinstance(place, p.PlantPlace)]
    area = layout.inside("production")
    if any(isinstance(place, p.NewPlant) for place in table.places):
        width = _production_width(plants, True)
        x = area.x() + (width + GAP if plants else 0)
        layout.boxes["plant_new"] = QRectF(x, area.y(), area.right() - x, area.height())
        area.setWidth(width)
    rows = _plant_rows(plants, area.width())
    for strip, members in zip(stacked(area, len(rows), GAP), rows, strict=True):
        x = strip.x()
        width = min(WIDEST_CARD, _card_width(members, strip.width()))
        for plant in members:
            box = QRectF(x, strip.y(), _plant_width(plant, width), strip.height())
            layout.boxes[plant.id] = box
            _place_lines(table, plant, box, width, layout)
            x = box.right() + GAP


def _production_width(plants: list[p.PlantPlace], offers: bool) -> float:
    """The room for plants in use: what the ground for another one at the right end leaves."""
    width = WIDTH - 32 - BAND - 2 * GAP
    if not offers:
        return width
    slots = sum(plant.slots for plant in plants)
    return width - GAP - max(176.0, width - slots * (WIDEST_CARD + PLANT_PAD) - 3 * GAP)


def _plant_rows(plants: list[p.PlantPlace], width: float) -> list[list[p.PlantPlace]]:
    """The plants in one row while their cards stay wide enough, else in as many rows as that takes."""
    if not plants:
        return []
    for count in range(1, len(plants) + 1):
        rows = _balanced(plants, count)
        least = (FULL_CARD, 100.0)[count - 1] if count < 3 else LEAST_CARD
        if min(_card_width(members, width) for members in rows) >= least:
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
    title = TITLE if box.height() > 160 else 25.0
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
    area = layout.inside("materials")
    note_height = min(area.height() * 0.2, (area.height() * 0.46) / longest)
    columns = row(area, len(stores))
    for store, column in zip(stores, columns, strict=True):
        bottom = column.bottom() - longest * (note_height + GAP)
        layout.boxes[store.id] = QRectF(column.x(), column.y(), column.width(), bottom - column.y())
        for note in notes:
            if note.index == store.index:
                y = bottom + GAP + (note.quarters - 1) * (note_height + GAP)
                layout.boxes[note.id] = QRectF(column.x(), y, column.width(), note_height)


STORE = 0.38  # of the centre's height: the goods' stores; less where there are many orders
LOW_STORE = 98.0
PLACES = 2  # for orders of a product, drawn even where there are none
TALLEST_ORDER, TWO_LINES, ONE_LINE = 100.0, 43.0, 25.0  # heights of an order note: four lines, two, one


def _arrange_goods(table: p.Table, layout: Layout) -> None:
    stores = [place for place in table.places if isinstance(place, p.Goods)]
    waiting = [place.product_id for place in table.places if isinstance(place, p.OrderPlace)]
    area = layout.inside("goods")
    few = max(map(waiting.count, waiting), default=0) <= 3
    height = area.height() * STORE if few else LOW_STORE
    for store, column in zip(stores, row(area, len(stores)), strict=True):
        split = column.y() + height
        layout.boxes[store.id] = QRectF(column.x(), column.y(), column.width(), split - column.y())
        below = QRectF(column.x(), split + GAP, column.width(), column.bottom() - split - GAP)
        product = store.id.partition(":")[2]
        orders = [o for o in table.places if isinstance(o, p.OrderPlace) and o.product_id == product]
        _place_orders(orders, below, product, layout)


def _place_orders(orders: list[p.OrderPlace], below: QRectF, product: str, layout: Layout) -> None:
    """Orders under their store: they shrink as they get more; the last place says how many more there are."""
    for number in range(len(orders), PLACES):
        tall = min(TALLEST_ORDER, (below.height() - GAP * (PLACES - 1)) / PLACES)
        box = QRectF(below.x(), below.y() + number * (tall + GAP), below.width(), tall)
        (layout.free_orders if number else layout.no_orders).append(box)
    if not orders:
        return
    gap = GAP if len(orders) <= 3 else 4
    most = int((below.height() + gap) // (ONE_LINE + gap))
    shown = orders if len(orders) <= most else orders[: most - 1]
    rows = max(1, len(shown) + (len(shown) < len(orders)))
    height = min(TALLEST_ORDER, (below.height() - gap * (rows - 1)) / rows)
    for number, order in enumerate(shown):
        layout.boxes[order.id] = QRectF(below.x(), below.y() + number * (height + gap), below.width(), height)
    if len(shown) < len(orders):
        y = below.y() + len(shown) * (height + gap)
        layout.more[product] = QRectF(below.x(), y, below.width(), height), len(orders) - len(shown)


# Finance

POT_HEIGHT = 0.175  # of the centre's height


def _arrange_finance(table: p.Table, layout: Layout) -> None:
    area = layout.inside("finance")
    pots = [place for place in table.places if isinstance(place, p.Pot)]
    tall = 2 * POT_HEIGHT * area.height() + 4
    below = QRectF(area.x(), area.bottom() - tall, area.width(), tall)
    per_row = (len(pots) + 1) // 2
    for index, pot in enumerate(pots):
        layout.boxes[pot.id] = row(stacked(below, 2, 4)[index // per_row], per_row)[index % per_row]
    above = QRectF(area.x(), area.y(), area.width(), below.y() - area.y() - 6)
    _place_loans(table, QRectF(above.x(), above.y(), LOAN_WIDTH, above.height()), layout)
    layout.boxes["cash"] = QRectF(above.x() + LOAN_WIDTH + 10, above.y(), CASH_WIDTH, above.height())
    right = layout.boxes["cash"].right() + 10
    _place_receivables(table, QRectF(right, above.y(), above.right() - right, above.height()), layout)


CAPTION = 24.0


def _place_loans(table: p.Table, area: QRectF, layout: Layout) -> None:
    """A row for each kind of loan: its name, and cells that step toward cash."""
    rows = [place for place in table.places if isinstance(place, p.LoanRow)]
    for loan, box in zip(rows, stacked(area, len(rows), 6), strict=True):
        layout.boxes[loan.id] = box
        cells = [c for c in table.places if isinstance(c, p.LoanCell) and c.id.startswith(f"{loan.id}:")]
        below = box.adjusted(0, CAPTION, 0, 0)
        for cell, place in zip(cells, row(below, len(cells), 4), strict=True):
            layout.boxes[cell.id] = place


def _place_receivables(table: p.Table, area: QRectF, layout: Layout) -> None:
    cells = [place for place in table.places if isinstance(place, p.Receivable)]
    layout.receivables = QRectF(area.x(), area.y(), area.width(), CAPTION - 3)
    below = QRectF(area.x(), area.y() + CAPTION, area.width(), 50)
    for cell, place in zip(cells, row(below, len(cells), 4), strict=True):
        layout.boxes[cell.id] = place
    layout.ahead = QRectF(area.x(), below.bottom() + 8, area.width(), area.bottom() - below.bottom() - 8)


# Planning

GROUP_GAP = 20.0


def _arrange_planning(table: p.Table, layout: Layout) -> None:
    rights = [place for place in table.places if isinstance(place, p.Development)]
    groups = [[r for r in rights if r.what == what] for what in ("market", "standard", "product")]
    groups = [group for group in groups if group]
    area = layout.inside("planning")
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
