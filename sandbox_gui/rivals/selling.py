"""Marketing: advertising where there is something to sell, the best orders that can be kept, delivery."""

from __future__ import annotations

from collections.abc import Iterable

from ..core.actions import Action, Advertise, BuyEmergency, Deliver, PassTurn, TakeOrder
from ..core.demand import Forecast
from ..core.game import Order
from ..core.ruleset import Ruleset
from .budget import hoped_gross
from .desk import Desk
from .outlook import market_year
from .view import Card, View, Wall
from .works import Supply


def order_size(ruleset: Ruleset) -> float:
    """The mean size of an order, in units."""
    weights = ruleset.demand.quantities
    return sum(size * weight for size, weight in enumerate(weights, 1)) / sum(weights)


# Advertising


def advertise(desk: Desk) -> None:
    """Advertise the products that can be delivered this year, best places first."""
    view = desk.view
    if not desk.may("advertise") or view.year in view.company.advertising or view.meeting_over:
        return
    amounts = _amounts(desk)
    total = sum(amounts.values())
    if total and desk.cash >= total:
        desk.take(Advertise(view.team, amounts), total, planned=True)


def _amounts(desk: Desk) -> dict[str, int]:
    """The amounts by place, within the purse."""
    rule = desk.view.ruleset.marketing
    purse = _purse(desk)
    amounts: dict[str, int] = {}
    for cell in _places(desk):
        amount = min(_offer(desk, cell), purse)
        if amount >= rule.first_pick:
            amounts[f"{cell.market}:{cell.product}"] = amount
            purse -= amount
    return amounts


def _purse(desk: Desk) -> int:
    """What may be spent: what the cash plan has set aside, as far as cash and credit reach."""
    view = desk.view
    gross = hoped_gross(view, desk.outlook, view.year)
    wanted = max(round(gross * desk.character.advertising), view.ruleset.marketing.first_pick)
    return min(wanted, desk.cash - desk.need)


def _places(desk: Desk) -> list[Forecast]:
    """The places to advertise in, dearest first, until what can be delivered is placed."""
    view, supply = desk.view, Supply(desk.view)
    free = float(supply.free)
    left = {product: float(supply.most(product)) for product in view.catalogue.products}
    cells = [c for c in desk.outlook.cells.get(view.year, ()) if market_year(view, c.market) <= view.year]
    cells = [c for c in cells if view.holds(c.market, view.year)]
    teams = max(1, len(view.running))
    found = []
    for cell in sorted(cells, key=lambda c: view.catalogue.costs[c.product] - c.price):
        margin = cell.price - view.catalogue.costs[cell.product]
        if margin <= 0 or left[cell.product] + free < 1:
            continue
        got = min(order_size(view.ruleset), max(1.0, cell.units / teams))
        used = min(left[cell.product], got)
        left[cell.product] -= used
        free = max(0.0, free - (got - used))
        found.append(cell)
    return found


def _offer(desk: Desk, cell: Forecast) -> int:
    """The amount for a place: the first pick, and more where orders are fewer than teams."""
    rule, view = desk.view.ruleset.marketing, desk.view
    orders = cell.units / order_size(view.ruleset)
    rivals = _contenders(view, cell)
    extra = desk.draw.randrange(rule.further_pick + 1)
    if orders >= 1.5 * rivals:
        return rule.first_pick + rule.further_pick
    if orders >= rivals:
        return rule.first_pick + extra // 2
    return rule.first_pick + extra


def _contenders(view: View, cell: Forecast) -> int:
    """How many teams may want orders of a place: those that advertised there last year, or all."""
    place = f"{cell.market}:{cell.product}"
    last = view.advertising(view.year - 1)
    there = sum(place in amounts for team, amounts in last.items() if team != view.team) + 1
    everybody = len(view.running)
    return max(there, (there + everybody + 1) // 2) if there > 1 else everybody


# The order meeting


def choose(desk: Desk) -> list[Action]:
    """Take the best card, or pass, in every selection where it is the company's turn."""
    view = desk.view
    return [_pick(desk, wall) for wall in view.walls() if wall.turn == view.team]


def _pick(desk: Desk, wall: Wall) -> Action:
    view = desk.view
    supply = Supply(view)
    kept = [order for order in view.company.orders if order.state == "open"]
    best, most = None, 0.0
    for card in wall.cards:
        if card.team or not view.may_take(card):
            continue
        worth = _worth(desk, card)
        if worth > most and supply.keeps([*kept, card]):
            best, most = card, worth
    if best is None:
        return PassTurn(view.team, f"{wall.market}:{wall.product}")
    return TakeOrder(view.team, best.id)


def _worth(desk: Desk, card: Card) -> float:
    """What an order brings above its direct cost, a little less the later it is paid."""
    cost = desk.view.catalogue.costs[card.product] * card.quantity
    wait = card.term + card.due / 2
    return (card.total - cost) * (1 - 0.01 * wait)


# Delivery


def deliver(desk: Desk) -> None:
    """Deliver what stock allows without breaking an earlier promise; buy what is missing at the last moment."""
    if not desk.may("deliver"):
        return
    view = desk.view
    stock = dict(view.company.goods)
    waiting = [order for order in view.company.orders if order.state in ("open", "late")]
    waiting.sort(key=lambda order: (order.state == "open", order.due, order.id))
    for order in waiting:
        if order.state == "open" and view.stage.quarter > order.due:
            continue
        missing = max(0, order.quantity - stock[order.product])
        if missing and not _buy(desk, order, missing):
            continue
        if not missing and _starves(desk, order, waiting, stock):
            continue
        stock[order.product] -= order.quantity - missing
        desk.take(Deliver(view.team, order.id), 0 if order.term else -order.total, planned=True)


def _starves(desk: Desk, order: Order, waiting: Iterable[Order], stock: dict[str, int]) -> bool:
    """Whether an order due now would lose its units to this one."""
    quarter = desk.view.stage.quarter
    others = [o for o in waiting if o.product == order.product and o.due == quarter and o.state == "open"]
    if order in others or order.state == "late":
        return False
    return stock[order.product] - order.quantity < sum(o.quantity for o in others)


def _buy(desk: Desk, order: Order, missing: int) -> bool:
    """Buy the units that are missing in an order's last quarter, where that is dearer to leave undone."""
    rules, view = desk.view.ruleset.finance, desk.view
    if rules.emergency is None or order.due != view.stage.quarter or not desk.may("buy_emergency"):
        return False
    price = rules.emergency.product * view.catalogue.costs[order.product] * missing
    own = view.catalogue.costs[order.product] * (order.quantity - missing)
    if price + own >= order.total + rules.penalty.of(order.total) or not desk.affords(price):
        return False
    desk.take(BuyEmergency(view.team, {order.product: missing}), price)
    return True
