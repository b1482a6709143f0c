"""Research, markets and standards: paid for where they bring more than they cost, and in good time."""

from __future__ import annotations

from ..core.actions import DevelopMarket, DevelopProduct, DevelopStandard
from ..core.ruleset import Development, LineType, Product
from .budget import Change, hoped_gross
from .capacity import LEAD
from .desk import Desk
from .outlook import payments_left, product_quarter

# Research


def research(desk: Desk) -> None:
    """Pay for research that is under way, and begin what would lose sales by waiting."""
    if not desk.may("develop_product"):
        return
    view = desk.view
    for product in view.ruleset.products:
        progress = view.company.progress[product.id]
        if not payments_left(view, product.id) or progress.at == view.now or not desk.affords(product.cost):
            continue
        if not progress.paid:
            change = _research_change(desk, product)
            if not _worth_research(desk, product, view.now) or not _bears(desk, product, change):
                continue
            desk.budget.commit(change)
        desk.take(DevelopProduct(view.team, product.id), product.cost)


def intend(desk: Desk) -> None:
    """Take the research that will begin this year into the cash plan, as far as it bears it."""
    view = desk.view
    for product in view.ruleset.products:
        begun = view.company.progress[product.id].paid or not payments_left(view, product.id)
        if begun or not _worth_research(desk, product, last=view.year * 4):
            continue
        change = _research_change(desk, product)
        if _bears(desk, product, change):
            desk.budget.commit(change)
            desk.intended.add(product.id)


def _bears(desk: Desk, product: Product, change: Change) -> bool:
    """Whether there is room for research, or it brings so much that the company cannot do without."""
    value = _product_value(desk, product, desk.view.now)
    return value > product.cost * product.payments * desk.character.conviction or desk.bears(change)


def _research_change(desk: Desk, product: Product) -> Change:
    """The instalments on a product's research from now on."""
    change = Change()
    start = desk.view.now if desk.view.ahead("develop_product") else desk.view.now + 1
    for quarter in range(start, start + product.payments):
        change.pay(desk.budget.position(quarter, "develop_product"), product.cost)
        change.earn((quarter - 1) // 4 + 1, -product.cost)
    return change


def _worth_research(desk: Desk, product: Product, last: int) -> bool:
    """Whether a product pays for its research, and waiting beyond a quarter would cost more than it saves."""
    cost = product.cost * product.payments
    if not desk.indulges(cost, desk.character.research):
        return False
    soon = _product_value(desk, product, last)
    lost = soon - _product_value(desk, product, last + 1)
    enough = soon + product.points * desk.point > cost * desk.character.payoff
    return enough and lost > cost * desk.hurdle(cost)


def _product_value(desk: Desk, product: Product, start: int) -> float:
    """What a product brings above its direct cost if its research begins in a quarter."""
    view = desk.view
    cycle = min(line.cycle for line in view.ruleset.lines)
    first = start + product.payments + cycle + LEAD
    value = 0.0
    for year in range(view.year, view.years + 1):
        part = min(4, max(0, year * 4 - first + 1)) / 4
        value += part * desk.outlook.units(year, product.id) * _net_margin(desk, year, product.id)
    return value


def _net_margin(desk: Desk, year: int, product: str) -> float:
    """A unit's margin less its part of the cheapest line's cost."""
    line = min((_line_cost(kind) for kind in desk.view.ruleset.lines), default=0.0)
    return max(0.0, desk.outlook.margin(desk.view, year, product) - line)


def _line_cost(kind: LineType) -> float:
    """What a line costs a unit over four years."""
    units = 16 / kind.cycle
    return (kind.price - kind.salvage + 4 * kind.maintenance) / units


# Markets and standards


def develop(desk: Desk) -> None:
    """Pay this year's part of the markets and standards that are worth it."""
    view = desk.view
    for market in view.ruleset.markets:
        if desk.may("develop_market") and _can_finish(desk, market) and _worth_market(desk, market):
            desk.take(DevelopMarket(view.team, market.id), market.cost)
    for standard in view.ruleset.standards:
        if desk.may("develop_standard") and _can_finish(desk, standard) and _worth_standard(desk, standard):
            desk.take(DevelopStandard(view.team, standard.id), standard.cost)


def _can_finish(desk: Desk, item: Development) -> bool:
    """Whether something paid for yearly is unpaid this year, affordable, and complete by the game's end."""
    view, left = desk.view, payments_left(desk.view, item.id)
    progress = view.company.progress[item.id]
    unpaid = left > 0 and progress.at != view.year
    if not progress.paid and not desk.indulges(item.cost * left, desk.character.openings):
        return False
    return unpaid and view.year + left - 1 <= view.years and desk.affords(item.cost)


def _worth_market(desk: Desk, market: Development) -> bool:
    """Whether a third of the fair part of a market's demand, and its points, are worth its cost."""
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
    """Whether a standard pays, and this is the time: sales would be lost, or the points, by waiting."""
    view = desk.view
    left = payments_left(view, standard.id)
    cost = standard.cost * left
    lost = [_asked_for(desk, standard.id, year) for year in range(view.year + left, view.years + 1)]
    if standard.points * desk.point + sum(lost) <= cost:
        return False
    last_chance = view.year + left - 1 == view.years
    under_way = view.company.progress[standard.id].paid > 0
    return last_chance or under_way or lost[0] > cost * 4 * desk.hurdle(cost)


def _asked_for(desk: Desk, standard: str, year: int) -> float:
    """The gross profit of a year on orders that ask for a standard: about half of it is lost without."""
    share = desk.view.ruleset.demand.standards.get(str(year), {}).get(standard)
    gross = hoped_gross(desk.view, desk.outlook, year)
    return gross * share.numerator / share.denominator / 2 if share else 0.0
