"""What the lines can make each year against what may be sold, and what a further line would bring."""

from __future__ import annotations

from typing import NamedTuple

from ..core.production import instalment
from ..core.ruleset import Depreciation, LineType
from .budget import USUAL_TERM, Change
from .desk import Desk
from .outlook import payments_left, product_quarter
from .works import runs

LEAD = 1
"""Quarters between making a unit and the delivery that it can count on."""


def output(first: int, cycle: int, year: int) -> float:
    """The units that come off a line in a year when it starts its first in a quarter."""
    quarters = min(4, year * 4 - first - cycle + 1)
    return max(0.0, quarters / cycle)


def ready(kind: LineType, start: int) -> int:
    """The first quarter in which a line works whose first instalment is paid in `start`."""
    return start + max(kind.install, kind.instalments) if kind.install else start


class Project(NamedTuple):
    """A line that could be built from a quarter on, and what it would bring above its cost, in equity."""

    value: float
    kind: LineType
    product: str
    start: int


class Capacity:
    """The units short of each product in each year that is left."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        view = desk.view
        self.years = range(view.year, view.years + 1)
        self.short: dict[tuple[int, str], float] = {}
        self._stock = {product: float(units) for product, units in view.company.goods.items()}
        made: dict[tuple[int, str], float] = {}
        free = dict.fromkeys(self.years, 0.0)
        fastest = min((kind.cycle for kind in view.ruleset.lines), default=1)
        for run in runs(view):
            self._stock[run.line.product] += bool(run.coming)
            # A slow line free to change stays with its product in the plan: moved, it would leave a gap.
            free_line = run.free and run.cycle == fastest
            first = run.first if free_line else max(run.first, product_quarter(view, run.product))
            for year in self.years:
                if free_line:
                    free[year] += output(first, run.cycle, year)
                else:
                    key = year, run.product
                    made[key] = made.get(key, 0.0) + output(first, run.cycle, year)
        for year in self.years:
            self._balance(year, made, free[year])

    def _balance(self, year: int, made: dict[tuple[int, str], float], free: float) -> None:
        """What a year is short of; lines free to change fill the dearest first, stock is carried on."""
        view, outlook = self.desk.view, self.desk.outlook
        for product in sorted(view.catalogue.products, key=lambda p: -outlook.margin(view, year, p)):
            short = self._wanted(year, product) - made.get((year, product), 0.0) - self._stock[product]
            filled = min(max(0.0, short), free)
            free -= filled
            self._stock[product] = max(0.0, -short)
            self.short[(year, product)] = short - filled

    def _wanted(self, year: int, product: str) -> float:
        """What may be sold in a year: the orders in hand once they are given out, else the fair part."""
        view = self.desk.view
        if not known(self.desk, product) or product_quarter(view, product) > year * 4:
            return 0.0
        if year == view.year and view.meeting_over:
            return float(
                sum(o.quantity for o in view.company.orders if (o.product, o.state) == (product, "open"))
            )
        return self.desk.outlook.units(year, product)

    def fill(self, project: Project) -> None:
        """Count the output of a line that is going to be built."""
        first = ready(project.kind, project.start)
        for year in self.years:
            self.short[(year, project.product)] -= output(first, project.kind.cycle, year)

    def projects(self, start: int) -> list[Project]:
        """The lines that would bring something when begun in a quarter, the best first."""
        rules = self.desk.view.ruleset
        found = [
            Project(self.value(kind, product.id, start), kind, product.id, start)
            for kind in rules.lines
            for product in rules.products
            if known(self.desk, product.id)
        ]
        return sorted((p for p in found if p.value > 0), key=lambda p: -p.value)

    def value(self, kind: LineType, product: str, start: int) -> float:
        """What a line brings over the rest of the game above its cost, in equity."""
        view, character = self.desk.view, self.desk.character
        first = ready(kind, start)
        if first > view.years * 4:
            return 0.0
        built = (first - 1) // 4 + 1
        value = kind.points * self.desk.point
        for year in self.years:
            gain = self.units(kind, product, start, year) * self.desk.outlook.margin(view, year, product)
            value += gain * character.caution / character.payoff
        value -= sum(charge(kind.depreciation, kind.price, number) for number in range(view.years - built))
        return value - kind.maintenance * (view.years - built + 1)

    def units(self, kind: LineType, product: str, start: int, year: int) -> float:
        """The units that a line would add to a year's sales."""
        first = max(ready(kind, start), product_quarter(self.desk.view, product)) + LEAD
        return min(output(first, kind.cycle, year), max(0.0, self.short[(year, product)]))

    def may_wait(self, project: Project, last: int) -> bool:
        """Whether beginning a quarter after `last` would lose too little to hurry."""
        now = self.value(project.kind, project.product, last)
        later = self.value(project.kind, project.product, last + 1)
        return now - later <= project.kind.price * self.desk.character.haste

    def change(self, project: Project) -> Change:
        """What a line changes in the cash plan: instalments, upkeep, and what it makes and sells."""
        desk, kind, change = self.desk, project.kind, Change()
        for number in range(kind.instalments):
            position = desk.budget.position(project.start + number, "build_line")
            change.pay(position, instalment(kind.price, kind.instalments, number))
        built = (ready(kind, project.start) - 1) // 4 + 1
        for year in desk.budget.years:
            if year >= built:
                change.pay(desk.budget.yearly(year, "maintenance"), kind.maintenance)
                change.earn(year, -kind.maintenance)
            if year > built:
                change.earn(year, -charge(kind.depreciation, kind.price, year - built - 1))
            self._sell(project, change, year)
        return change

    def _sell(self, project: Project, change: Change, year: int) -> None:
        """A year's cautious sales from a line: cost a quarter before, cash after the usual term."""
        desk, view = self.desk, self.desk.view
        units = self.units(project.kind, project.product, project.start, year) * desk.character.caution
        price = desk.outlook.price(year, project.product)
        cost = view.catalogue.costs[project.product]
        first = (
            max(ready(project.kind, project.start), product_quarter(view, project.product))
            + project.kind.cycle
        )
        quarters = [quarter for quarter in range(year * 4 - 3, year * 4 + 1) if quarter >= first]
        for quarter in quarters:
            part = units / len(quarters)
            change.pay(desk.budget.position(quarter - 1, "start_production"), round(part * cost))
            change.pay(
                desk.budget.position(quarter + USUAL_TERM, "collect_receivables"), -round(part * price)
            )
        change.earn(year, round(units * (price - cost)))


def known(desk: Desk, product: str) -> bool:
    """Whether a product may be made, or its research is under way or intended."""
    if product in desk.intended:
        return True
    return not payments_left(desk.view, product) or desk.view.company.progress[product].paid > 0


def charge(rule: Depreciation, price: int, number: int) -> int:
    """A line's charge in the year `number` (from 0) after the one in which it was completed."""
    return residual(rule, price, 0, number) - residual(rule, price, 0, number + 1)


def residual(rule: Depreciation, net: int, charges: int, years: int) -> int:
    """A line's net value after so many further charges when `charges` were made before."""
    for number in range(charges, charges + years):
        if rule.years is not None and number >= rule.years:
            break
        amount = rule.amount if rule.amount is not None else rule.share.of(net) if rule.share else 0
        net -= max(0, min(max(amount, rule.minimum), net - rule.down_to))
    return net
