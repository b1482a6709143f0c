"""Investments: research, markets and standards, lines and plants, each weighed by what it brings.

An investment is made when it pays for itself with a margin over the years that are left, and no sooner
than a delay would lose sales.
"""

from __future__ import annotations

from typing import NamedTuple

from ..core.actions import (
    BuildLine,
    BuyPlant,
    DevelopMarket,
    DevelopProduct,
    DevelopStandard,
    PurchaseRentedPlant,
    RentPlant,
    SellLine,
)
from ..core.game import Line, Plant
from ..core.production import instalment
from ..core.ruleset import Depreciation, Development, LineType, PlantType, Product
from .desk import Desk
from .outlook import payments_left, product_quarter
from .works import ahead, runs

# Research, markets, standards


def research(desk: Desk) -> None:
    """Pay for research that is under way, and begin what is worth it and would lose sales by waiting."""
    if not desk.may("develop_product"):
        return
    view = desk.view
    for product in view.ruleset.products:
        progress = view.company.progress[product.id]
        if not payments_left(view, product.id) or progress.at == view.now or not desk.affords(product.cost):
            continue
        if progress.paid:
            desk.take(DevelopProduct(view.team, product.id), product.cost, planned=True)
        elif _worth_research(desk, product):
            desk.take(DevelopProduct(view.team, product.id), product.cost)
            desk.expect(product.cost * (product.payments - 1), product.cost * product.payments)


def _worth_research(desk: Desk, product: Product) -> bool:
    """Whether a product pays for its research, and a quarter's delay would cost more than it saves."""
    cost = product.cost * product.payments
    soon = _product_value(desk, product, 0)
    lost = soon - _product_value(desk, product, 1)
    enough = soon + product.points * desk.point > cost * desk.character.payoff
    return enough and lost > cost * desk.character.patience and desk.bears(cost)


def _product_value(desk: Desk, product: Product, delay: int) -> float:
    """What a product brings above its direct cost if its research begins some quarters from now."""
    view = desk.view
    cycle = min(line.cycle for line in view.ruleset.lines)
    first = view.now + product.payments + delay + cycle
    value = 0.0
    for year in range(view.year, view.years + 1):
        part = min(4, max(0, year * 4 - first + 1)) / 4
        value += part * desk.outlook.units(year, product.id) * _net_margin(desk, year, product.id)
    return value


def _net_margin(desk: Desk, year: int, product: str) -> float:
    """A unit's margin less its part of the cheapest line's cost."""
    lines = desk.view.ruleset.lines
    line = min((_line_cost(kind) for kind in lines), default=0.0)
    return max(0.0, desk.outlook.margin(desk.view, year, product) - line)


def _line_cost(kind: LineType) -> float:
    """What a line costs a unit over four years."""
    units = 16 / kind.cycle
    return (kind.price - kind.salvage + 4 * kind.maintenance) / units


def develop(desk: Desk) -> None:
    """Pay this year's part of the markets and standards that are worth it."""
    view = desk.view
    for market in view.ruleset.markets:
        if desk.may("develop_market") and _worth_market(desk, market):
            desk.take(DevelopMarket(view.team, market.id), market.cost, planned=True)
    for standard in view.ruleset.standards:
        if desk.may("develop_standard") and _worth_standard(desk, standard):
            desk.take(DevelopStandard(view.team, standard.id), standard.cost, planned=True)


def _can_finish(desk: Desk, item: Development) -> bool:
    """Whether something paid for yearly is unpaid this year, affordable, and complete by the game's end."""
    view, left = desk.view, payments_left(desk.view, item.id)
    open_now = left and view.company.progress[item.id].at != view.year
    return bool(open_now) and view.year + left - 1 <= view.years and desk.affords(item.cost)


def _worth_market(desk: Desk, market: Development) -> bool:
    if not _can_finish(desk, market):
        return False
    view, teams = desk.view, max(1, len(desk.view.running))
    left = payments_left(view, market.id)
    value = market.points * desk.point
    for cell in view.forecast:
        if cell.market == market.id and cell.year >= view.year + left:
            known = product_quarter(view, cell.product) <= cell.year * 4
            margin = cell.price - view.catalogue.costs[cell.product]
            value += cell.units / teams * max(0.0, margin) / 3 * known
    return value > market.cost * left


def _worth_standard(desk: Desk, standard: Development) -> bool:
    if not _can_finish(desk, standard):
        return False
    view = desk.view
    left = payments_left(view, standard.id)
    value = standard.points * desk.point
    table = view.ruleset.demand.standards
    for year in range(view.year + left, view.years + 1):
        share = table.get(str(year), {}).get(standard.id)
        gross = sum(
            desk.outlook.units(year, p) * desk.outlook.margin(view, year, p) for p in view.catalogue.products
        )
        value += gross * (share.numerator / share.denominator if share else 0.0) / 2
    return value > standard.cost * left


# Lines and plants


class Project(NamedTuple):
    """A line that could be built: its value above its cost, in equity."""

    value: float
    kind: LineType
    product: str


class Capacity:
    """The units of each product that the lines can make in each year, against what may be sold."""

    def __init__(self, desk: Desk) -> None:
        view = desk.view
        self.desk = desk
        self.short: dict[tuple[int, str], float] = {}
        made: dict[tuple[int, str], float] = {}
        free: dict[int, float] = {}
        for run in runs(view):
            first = run.first if run.free else max(run.first, product_quarter(view, run.product))
            for year in range(view.year, view.years + 1):
                units = output(first, run.cycle, year)
                if run.free:
                    free[year] = free.get(year, 0.0) + units
                else:
                    made[(year, run.product)] = made.get((year, run.product), 0.0) + units
        for year in range(view.year, view.years + 1):
            self._balance(year, made, free.get(year, 0.0))

    def _balance(self, year: int, made: dict[tuple[int, str], float], free: float) -> None:
        """What is short of each product; lines free to change fill the dearest first."""
        view, outlook = self.desk.view, self.desk.outlook
        products = sorted(view.catalogue.products, key=lambda p: -outlook.margin(view, year, p))
        for product in products:
            wanted = outlook.units(year, product) if product_quarter(view, product) <= year * 4 else 0.0
            if payments_left(view, product) and not view.company.progress[product].paid:
                wanted = 0.0
            short = wanted - made.get((year, product), 0.0)
            filled = min(max(0.0, short), free)
            free -= filled
            self.short[(year, product)] = short - filled

    def fill(self, kind: LineType, product: str, first: int) -> None:
        """Count the output of a line that is going to be built."""
        for year in range(self.desk.view.year, self.desk.view.years + 1):
            self.short[(year, product)] -= output(first, kind.cycle, year)


def output(first: int, cycle: int, year: int) -> float:
    """The units that come off a line in a year when it starts the first in a quarter."""
    quarters = min(4, year * 4 - first - cycle + 1)
    return max(0.0, quarters / cycle)


def _charges(rule: Depreciation, price: int, years: int) -> int:
    """The depreciation of a line over so many years after the one in which it is completed."""
    net = price
    for number in range(years):
        if rule.years is not None and number >= rule.years:
            break
        charge = rule.amount if rule.amount is not None else rule.share.of(net) if rule.share else 0
        net -= max(0, min(max(charge, rule.minimum), net - rule.down_to))
    return price - net


def _ready(kind: LineType, start: int) -> int:
    """The first quarter in which a line works whose first instalment is paid in `start`."""
    if not kind.install:
        return start
    return start + max(kind.install, kind.instalments)


def _line_value(desk: Desk, capacity: Capacity, kind: LineType, product: str, start: int) -> float:
    """What a line of a type brings over the rest of the game, in equity."""
    view = desk.view
    ready = _ready(kind, start)
    if ready > view.years * 4:
        return 0.0
    first = max(ready, product_quarter(view, product))
    value = kind.points * desk.point
    built = (ready - 1) // 4 + 1
    for year in range(view.year, view.years + 1):
        units = min(output(first, kind.cycle, year), max(0.0, capacity.short[(year, product)]))
        value += units * desk.outlook.margin(view, year, product) * 0.75 / desk.character.payoff
    value -= _charges(kind.depreciation, kind.price, view.years - built)
    return value - kind.maintenance * (view.years - built + 1)


def _best(desk: Desk, capacity: Capacity, start: int) -> Project | None:
    """The line that brings most, if any brings something."""
    view = desk.view
    best: Project | None = None
    for kind in view.ruleset.lines:
        for product in view.ruleset.products:
            if payments_left(view, product.id) and not view.company.progress[product.id].paid:
                continue
            now = _line_value(desk, capacity, kind, product.id, start)
            if now <= 0 or (best and now <= best.value):
                continue
            best = Project(now, kind, product.id)
    return best


def _may_wait(desk: Desk, capacity: Capacity, project: Project, start: int) -> bool:
    """Whether building a quarter later would bring no less."""
    return _line_value(desk, capacity, project.kind, project.product, start + 1) >= project.value


def expand(desk: Desk) -> None:
    """Build the lines that are worth it: in free slots, in a further plant, or in place of a poor line."""
    if not desk.may("build_line"):
        return
    view = desk.view
    capacity = Capacity(desk)
    slots = _free_slots(desk)
    for _ in range(sum(plant.slots for plant in view.ruleset.plants)):
        project = _best(desk, capacity, view.now)
        if project is None or _may_wait(desk, capacity, project, view.now) or desk.room < project.kind.price:
            return
        first = instalment(project.kind.price, project.kind.instalments, 0)
        if not desk.affords(first):
            return
        plant = next((no for no, left in slots.items() if left), 0) or _make_place(desk, project, slots)
        if not plant:
            return
        slots[plant] -= 1
        desk.take(BuildLine(view.team, plant, project.kind.id, project.product), first)
        desk.spent += project.kind.price - first
        capacity.fill(project.kind, project.product, _ready(project.kind, view.now))


def _free_slots(desk: Desk) -> dict[int, int]:
    """The slots left in each plant."""
    company, plants = desk.view.company, desk.view.catalogue.plants
    return {plant.no: plants[plant.type].slots - len(company.lines_in(plant.no)) for plant in company.plants}


def _make_place(desk: Desk, project: Project, slots: dict[int, int]) -> int:
    """A slot in a further plant, or that of a line worth less; the plant's number, 0 for none."""
    return _add_plant(desk, project, slots) or _replace(desk, project, slots)


def _offers(desk: Desk) -> list[PlantType]:
    """The plants that may still be added, the largest first."""
    rules, plants = desk.view.ruleset.plant_rules, desk.view.company.plants
    if len(plants) >= rules.most:
        return []
    kinds = [k for k in desk.view.ruleset.plants if sum(p.type == k.id for p in plants) < rules.most_of_a_kind]
    return sorted(kinds, key=lambda kind: -kind.slots)


def _add_plant(desk: Desk, project: Project, slots: dict[int, int]) -> int:
    """Buy a plant where that leaves room for the line, else rent one where the line bears the rent."""
    view = desk.view
    first = instalment(project.kind.price, project.kind.instalments, 0)
    years = view.years - view.year + 1
    for kind in _offers(desk):
        number = view.company.next_no + sum(isinstance(a, BuyPlant | RentPlant | BuildLine) for a in desk.actions)
        if desk.may("buy_plant") and desk.affords(kind.price + first) and desk.room > kind.price + project.kind.price:
            desk.take(BuyPlant(view.team, kind.id), kind.price)
        elif (
            desk.may("rent_plant")
            and project.value > kind.rent * years / max(1, kind.slots)
            and desk.affords(kind.rent + first)
        ):
            desk.take(RentPlant(view.team, kind.id), kind.rent)
            desk.spent += kind.rent
        else:
            continue
        slots[number] = kind.slots
        return number
    return 0


def _replace(desk: Desk, project: Project, slots: dict[int, int]) -> int:
    """Sell an idle line that will bring less than the new one; its plant's number, 0 for none."""
    if not desk.may("sell_line"):
        return 0
    view = desk.view
    sold = {action.line for action in desk.actions if isinstance(action, SellLine)}
    idle = [line for line in view.company.lines if line.idle and line.no not in sold]
    worst = min(idle, key=lambda line: _keep_value(desk, line), default=None)
    if worst is None or _keep_value(desk, worst) + worst.net - view.sale_value(worst) >= project.value:
        return 0
    desk.take(SellLine(view.team, worst.no), -view.sale_value(worst), planned=True)
    slots[worst.plant] += 1
    return worst.plant


def _keep_value(desk: Desk, line: Line) -> float:
    """What a standing line will still bring."""
    view, kind = desk.view, desk.view.catalogue.lines[line.type]
    value = kind.points * desk.point
    for year in range(view.year, view.years + 1):
        first = view.now if year == view.year else (year - 1) * 4 + 1 - kind.cycle
        units = output(first, kind.cycle, year)
        value += units * desk.outlook.margin(view, year, line.product) * 0.5 - kind.maintenance
    return value - (line.net if view.years > view.year else 0)


def buy_rented(desk: Desk) -> None:
    """Buy rented plants when there is money to spare: the rent ends and an owned plant scores."""
    if not desk.may("rent_to_buy"):
        return
    view = desk.view
    for plant in view.company.plants:
        price = view.catalogue.plants[plant.type].price
        if not plant.owned and _may_buy(desk, plant) and desk.affords(price) and _spare(desk) > price:
            desk.take(PurchaseRentedPlant(view.team, plant.no), price)


def _may_buy(desk: Desk, plant: Plant) -> bool:
    """Whether the ruleset lets a rented plant be bought in this quarter."""
    window = {"never": -1, "any": 4, "due": 0, "last_or_due": 1}[desk.view.ruleset.plant_rules.rent_to_buy]
    return plant.rent_due - desk.view.now <= window


def _spare(desk: Desk) -> int:
    """Cash that no payment to the end of next year asks for."""
    return desk.budget.low() - desk.reserve - desk.spent


def wishes(desk: Desk) -> int:
    """What the lines cost that are worth building this year, with the research that goes with them."""
    view = desk.view
    if not any("build_line" in stage.open for stage in view.calendar[view.stage.index :]):
        return 0
    capacity = Capacity(desk)
    total = 0
    start = view.now if ahead(view, "build_line") else view.now + 1
    for _ in range(sum(_free_slots(desk).values()) + sum(kind.slots for kind in _offers(desk))):
        project = _best(desk, capacity, start)
        if project is None:
            break
        total += project.kind.price
        capacity.fill(project.kind, project.product, _ready(project.kind, start))
    return total
