"""Production and purchasing: what is started now, and the materials for what is to start later."""

from __future__ import annotations

from collections import Counter

from ..core.actions import BuyEmergency, ContinueLine, ConvertLine, OrderMaterials, SellLine, StartProduction
from ..core.production import instalment
from .desk import Desk
from .works import Start


def continue_lines(desk: Desk) -> None:
    """Pay what is due on lines under construction or in changeover."""
    if not desk.may("continue_line"):
        return
    view = desk.view
    for line in view.company.lines:
        if not line.work or line.ready_at or line.paid_at == view.now:
            continue
        kind = view.catalogue.lines[line.type]
        total, parts = kind.change_cost, max(1, kind.change_quarters)
        if line.work == "build":
            total, parts = kind.price, kind.instalments
        cost = instalment(total, parts, line.paid)
        if desk.affords(cost):
            desk.take(ContinueLine(view.team, line.no), cost)


def produce(desk: Desk) -> None:
    """Start what the programme asks for this quarter, as far as material and cash go."""
    if not desk.may("start_production"):
        return
    store = {**desk.view.company.materials, **desk.view.company.goods}
    sold = {action.line for action in desk.actions if isinstance(action, SellLine)}
    for start in desk.budget.starts:
        if start.quarter == desk.view.now and start.line not in sold:
            _start(desk, start, store)


def _start(desk: Desk, start: Start, store: dict[str, int]) -> None:
    view = desk.view
    product = view.catalogue.products[start.product]
    missing = {item: n - store[item] for item, n in product.bom.items() if store[item] < n}
    price = _emergency_price(desk, missing) if missing else 0
    if price is None or (missing and not start.wanted) or not desk.affords(price + product.processing):
        return
    if missing:
        desk.take(BuyEmergency(view.team, missing), price)
    line = view.company.line(start.line)
    if line and line.product != start.product:
        if not desk.may("convert_line"):
            return
        desk.take(ConvertLine(view.team, start.line, start.product))
    desk.take(StartProduction(view.team, start.line), product.processing)
    for item, number in product.bom.items():
        store[item] = max(0, store[item] - number)


def _emergency_price(desk: Desk, missing: dict[str, int]) -> int | None:
    """What missing materials cost at once; None where they cannot be had."""
    rule, prices = desk.view.ruleset.finance.emergency, desk.view.catalogue.prices
    if rule is None or not desk.may("buy_emergency") or any(item not in prices for item in missing):
        return None
    return sum(prices[item] * rule.material * number for item, number in missing.items())


def order_materials(desk: Desk) -> None:
    """Order what the programme will need when an order placed now arrives."""
    if not desk.may("order_materials"):
        return
    view = desk.view
    wanted = {}
    for material, lead in view.catalogue.leads.items():
        short = _need(desk, material, view.now + lead) - _store(desk, material)
        if short > 0:
            wanted[material] = short
    if wanted:
        desk.take(OrderMaterials(view.team, wanted))


def _need(desk: Desk, material: str, until: int) -> int:
    """The units of a material that starts up to a quarter use."""
    products = desk.view.catalogue.products
    return sum(products[s.product].bom.get(material, 0) for s in desk.budget.starts if s.quarter <= until)


def _store(desk: Desk, material: str) -> int:
    """Stock and orders of a material, with what is bought in this stage."""
    bought = Counter[str]()
    for action in desk.actions:
        if isinstance(action, BuyEmergency):
            bought.update(action.quantities)
    company = desk.view.company
    return company.materials[material] + sum(company.ordered[material]) + bought[material]
