"""Lines and plants: built where they pay, in a free slot, a further plant, or in place of a poor line."""

from __future__ import annotations

from collections.abc import Iterator

from ..core.actions import Action, BuildLine, BuyPlant, PurchaseRentedPlant, RentPlant, SellLine
from ..core.game import Line, Plant
from ..core.production import instalment
from ..core.ruleset import PlantType
from .budget import Change
from .capacity import Capacity, Project, output, residual
from .desk import Desk
from .developing import intend


class Places:
    """Where lines can stand: the slots that are left, the plants that may be added, the lines to replace."""

    def __init__(self, desk: Desk, capacity: Capacity) -> None:
        self.desk = desk
        self.capacity = capacity
        company, types = desk.view.company, desk.view.catalogue.plants
        self.slots = {p.no: types[p.type].slots - len(company.lines_in(p.no)) for p in company.plants}
        self.idle = [line for line in company.lines if line.idle]
        self.next_plant = company.next_plant

    def find(self, project: Project, change: Change) -> tuple[int, list[Action], int]:
        """A plant for a project (0 if none), with the actions that make room there and what they cost now.

        `change` takes in what the place costs later.
        """
        for no, left in self.slots.items():
            if left:
                return no, [], 0
        return self._replace(project) or self._add(project, change) or (0, [], 0)

    def _replace(self, project: Project) -> tuple[int, list[Action], int] | None:
        """Sell the idle line that will bring least, where the new one brings more than a plant costs."""
        desk = self.desk
        if not desk.may("sell_line") or not self.idle:
            return None
        worst = min(self.idle, key=self._keep_value)
        price = desk.view.sale_value(worst)
        if self._keep_value(worst) - price >= min(project.value, self._cheapest_slot()):
            return None
        return worst.plant, [SellLine(desk.view.team, worst.no)], -price

    def _keep_value(self, line: Line) -> float:
        """What a standing line still brings with the units that can be sold, and its value at the end."""
        desk, view = self.desk, self.desk.view
        kind = view.catalogue.lines[line.type]
        value = kind.points * desk.point
        for year in range(view.year, view.years + 1):
            first = view.now if year == view.year else (year - 1) * 4 + 1 - kind.cycle
            units = output(first, kind.cycle, year)
            useful = max(0.0, units + min(0.0, self.capacity.short[(year, line.product)]))
            value += useful * desk.outlook.margin(view, year, line.product) - kind.maintenance
        return value + residual(kind.depreciation, line.net, line.charges, view.years - view.year + 1)

    def _cheapest_slot(self) -> float:
        """What a slot in a further plant costs over the rest of the game; a large sum where there is none."""
        years = self.desk.view.years - self.desk.view.year + 1
        return min((2 * kind.rent * years / (kind.slots + 1) for kind in self._offers()), default=1e9)

    def _offers(self) -> list[PlantType]:
        """The plants that may still be added, the largest first."""
        rules, plants = self.desk.view.ruleset.plant_rules, self.desk.view.company.plants
        if len(self.slots) >= rules.most:
            return []
        added = [a.plant for a in self.desk.actions if isinstance(a, BuyPlant | RentPlant)]
        count = [plant.type for plant in plants] + added
        kinds = [k for k in self.desk.view.ruleset.plants if count.count(k.id) < rules.most_of_a_kind]
        return sorted(kinds, key=lambda kind: -kind.slots)

    def _add(self, project: Project, change: Change) -> tuple[int, list[Action], int] | None:
        """Buy a plant where cash bears it without a loan, else rent one where the line bears the rent."""
        desk = self.desk
        for kind in self._offers():
            first = instalment(project.kind.price, project.kind.instalments, 0)
            if (
                desk.may("buy_plant")
                and desk.affords(kind.price + first)
                and _cash_bears(desk, kind.price, change)
            ):
                change.pay(0, kind.price)
                return self.next_plant, [BuyPlant(desk.view.team, kind.id)], kind.price
            years = desk.view.years - desk.view.year + 1
            if project.value > kind.rent * years / kind.slots:
                _rent(desk, kind, change)
                return self.next_plant, [RentPlant(desk.view.team, kind.id)], kind.rent
        return None

    def settle(self, plant: int, actions: list[Action]) -> None:
        """Take a place, made by these actions, for a new line."""
        for action in actions:
            if isinstance(action, SellLine):
                self.idle = [line for line in self.idle if line.no != action.line]
                self.slots[plant] += 1
            elif isinstance(action, BuyPlant | RentPlant):
                self.slots[plant] = self.desk.view.catalogue.plants[action.plant].slots
                self.next_plant += 1
        self.slots[plant] -= 1


def _cash_bears(desk: Desk, price: int, change: Change) -> bool:
    """Whether cash alone reaches to the end of the plan after a purchase on top of a change."""
    return desk.budget.low(change=change) - price >= desk.reserve


def _rent(desk: Desk, kind: PlantType, change: Change) -> None:
    """Count a plant's rent from now on."""
    start = desk.view.now
    for quarter in range(start, desk.budget.years[-1] * 4 + 1, 4):
        word = "rent_plant" if quarter == start else "renew_rent"
        change.pay(desk.budget.position(quarter, word), kind.rent)
        change.earn((quarter - 1) // 4 + 1, -kind.rent)


def planned(desk: Desk, capacity: Capacity, start: int, last: int) -> Iterator[tuple[Project, Change]]:
    """The projects worth beginning between two quarters, best first, each taken into the cash plan."""
    most = sum(plant.slots for plant in desk.view.ruleset.plants) * 2
    for _ in range(most):
        for project in capacity.projects(start):
            change = capacity.change(project)
            if not capacity.may_wait(project, last) and desk.bears(change):
                break
        else:
            return
        yield project, change
        desk.budget.commit(change)
        capacity.fill(project)


def expand(desk: Desk) -> None:
    """Build the lines that are worth it now."""
    if not desk.may("build_line") or not desk.may_grow:
        return
    capacity = Capacity(desk)
    places = Places(desk, capacity)
    for project, change in planned(desk, capacity, desk.view.now, desk.view.now):
        plant, actions, cost = places.find(project, change)
        first = instalment(project.kind.price, project.kind.instalments, 0)
        if not plant or not desk.affords(cost + first) or not desk.bears(change):
            return
        for action in actions:
            desk.take(action)
        desk.take(BuildLine(desk.view.team, plant, project.kind.id, project.product), cost + first)
        places.settle(plant, actions)


def plan_year(desk: Desk) -> None:
    """Take what is worth beginning this year into the cash plan, as far as there is room for it."""
    view = desk.view
    if not desk.may_grow:
        return
    intend(desk)
    start = view.now if view.ahead("build_line") else view.now + 1
    for _ in planned(desk, Capacity(desk), start, view.year * 4):
        continue


def buy_rented(desk: Desk) -> None:
    """Buy rented plants when there is money to spare: the rent ends and an owned plant scores."""
    if not desk.may("rent_to_buy"):
        return
    view = desk.view
    for plant in view.company.plants:
        if plant.owned or not _may_buy(desk, plant):
            continue
        kind = view.catalogue.plants[plant.type]
        if desk.affords(kind.price) and desk.budget.low() - kind.price >= desk.reserve:
            change = Change()
            change.pay(0, kind.price)
            desk.budget.commit(change)
            desk.take(PurchaseRentedPlant(view.team, plant.no), kind.price)


def _may_buy(desk: Desk, plant: Plant) -> bool:
    """Whether the ruleset lets a rented plant be bought in this quarter."""
    window = {"never": -1, "any": 4, "due": 0, "last_or_due": 1}[desk.view.ruleset.plant_rules.rent_to_buy]
    return plant.rent_due - desk.view.now <= window
