"""Marketing: advertising where there is something to sell, the best orders that can be kept, delivery."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..core.actions import Action, Advertise, BuyEmergency, Deliver, PassTurn, TakeOrder
from ..core.demand import Forecast
from ..core.game import Order
from ..core.ruleset import Ruleset
from .desk import Desk
from .outlook import product_quarter
from .remedies import discounts, stock_sales
from .view import Card, View, Wall
from .works import Supply, runs


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
    cells = _places(desk)
    _raise_cash(desk, len(cells) * view.ruleset.marketing.first_pick)
    amounts = _amounts(desk, cells)
    total = sum(amounts.values())
    if total and desk.cash >= total:
        desk.take(Advertise(view.team, amounts), total)


def _raise_cash(desk: Desk, wanted: int) -> None:
    """Turn receivables, then a little stock, into the picks that cash does not reach for.

    A year without orders costs far more than the fee.
    """
    for source in (discounts, _few_goods):
        missing = wanted + desk.need - desk.cash
        if missing > 0:
            for action, cash in source(desk.view, missing):
                desk.take(action, -cash)


def _few_goods(view: View, missing: int) -> Iterator[tuple[Action, int]]:
    """Goods for no more than a third of what the stock is worth."""
    worth = sum(view.catalogue.costs[product] * number for product, number in view.company.goods.items())
    return stock_sales(view, min(missing, worth // 3), promised=False)


def _amounts(desk: Desk, cells: list[Forecast]) -> dict[str, int]:
    """The amounts by place: a pick wherever something can be sold, then more where much is left to sell."""
    rule = desk.view.ruleset.marketing
    cells = cells[: max(0, (desk.cash - desk.need) // rule.first_pick)]
    amounts = {f"{cell.market}:{cell.product}": rule.first_pick for cell in cells}
    purse = min(desk.cash - desk.need, desk.budget.advertising(desk.view.year) + _excess(desk)) - sum(
        amounts.values()
    )
    pressure = _pressure(desk, cells)
    behind = {market.id: _behind(desk.view, market.id) for market in desk.view.ruleset.markets}
    for cell in sorted(cells, key=lambda c: -pressure[c.product] * _margin(desk.view, c)):
        extra = min(_extra(desk, cell, pressure[cell.product], behind[cell.market]), purse)
        if extra > 0:
            amounts[f"{cell.market}:{cell.product}"] += extra
            purse -= extra
    return amounts


def _extra(desk: Desk, cell: Forecast, pressure: float, behind: bool) -> int:
    """What is added to a pick: for a second one where orders are many, or to come before those who tie."""
    rule, view = desk.view.ruleset.marketing, desk.view
    if pressure > 1 and cell.units > order_size(view.ruleset) * _contenders(view, cell):
        return rule.further_pick
    step = max(1, rule.further_pick // 2)
    return step if behind or desk.draw.random() < desk.character.boldness else 0


def _behind(view: View, market: str) -> bool:
    """Whether the company took less than the others in a market last year: it would pick after them."""
    taken = dict.fromkeys(view.running, 0)
    for card in view.taken(view.year - 1):
        if card.market == market and card.team in taken:
            taken[card.team] += card.total
    return taken[view.team] * len(taken) < sum(taken.values())


def _excess(desk: Desk) -> int:
    """What more may be spent to sell stock beyond the company's fair part of the demand."""
    view, supply = desk.view, Supply(desk.view)
    worth = 0.0
    for product, stock in view.company.goods.items():
        ready = (stock + supply.most(product)) / 2
        units = desk.outlook.units(view.year, product) / desk.character.reach
        worth += max(0.0, ready - units) * desk.outlook.margin(view, view.year, product)
    return round(worth * desk.character.excess)


def _pressure(desk: Desk, cells: list[Forecast]) -> dict[str, float]:
    """For each product, what can be delivered against what one pick in each place may bring."""
    supply = Supply(desk.view)
    size = order_size(desk.view.ruleset)
    return {
        product: (supply.most(product) + supply.free / 2)
        / (0.1 + size * sum(c.product == product for c in cells))
        for product in desk.view.catalogue.products
    }


def _places(desk: Desk) -> list[Forecast]:
    """The places to advertise in, dearest first, until what can be delivered is placed well over."""
    view, supply = desk.view, Supply(desk.view)
    over = desk.character.places
    free = supply.free * over
    left = {product: supply.most(product) * over for product in view.catalogue.products}
    found = []
    for cell in sorted(_held_cells(desk), key=lambda c: view.catalogue.costs[c.product] - c.price):
        got = min(order_size(view.ruleset), max(1.0, cell.units / max(1, len(view.running))))
        makes = free if product_quarter(view, cell.product) < view.year * 4 else 0.0
        sold = min(got, left[cell.product] + makes)
        if sold < 1 or sold * _margin(view, cell) < 2 * view.ruleset.marketing.first_pick:
            continue
        used = min(left[cell.product], got)
        left[cell.product] -= used
        free = max(0.0, free - (got - used))
        found.append(cell)
    return found


def _held_cells(desk: Desk) -> list[Forecast]:
    """The forecast of this year for the markets that the company holds."""
    view = desk.view
    return [cell for cell in desk.outlook.cells.get(view.year, ()) if view.holds(cell.market, view.year)]


def _margin(view: View, cell: Forecast) -> float:
    return cell.price - view.catalogue.costs[cell.product]


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
    return (card.total - cost) * (1 - desk.character.wait * wait)


# Delivery


def deliver(desk: Desk) -> None:
    """Deliver what stock allows without breaking another promise; buy what is missing at the last moment."""
    if not desk.may("deliver"):
        return
    view = desk.view
    stock = dict(view.company.goods)
    waiting = [order for order in view.company.orders if order.state in ("open", "late")]
    waiting = [order for order in waiting if order.state == "late" or order.due >= view.stage.quarter]
    waiting.sort(key=lambda order: (order.state == "open", order.due, order.id))
    for order in list(waiting):
        others = [
            o for o in waiting if o.product == order.product and o.due < order.due and o.state == "open"
        ]
        missing = max(0, order.quantity - stock[order.product])
        if missing and not _buy(desk, order, missing):
            continue
        if not missing and not _kept(desk, others, stock[order.product] - order.quantity):
            continue
        waiting.remove(order)
        stock[order.product] -= order.quantity - missing
        desk.take(Deliver(view.team, order.id), 0 if order.term else -order.total)


def _kept(desk: Desk, others: Iterable[Order], stock: int) -> bool:
    """Whether the orders that are due before can still be kept with what is left and what is to come."""
    view = desk.view
    needed = 0
    for order in others:
        needed += order.quantity
        due = (view.year - 1) * 4 + order.due
        if needed > stock + _arrivals(desk, order.product, due):
            return False
    return True


def _arrivals(desk: Desk, product: str, due: int) -> int:
    """The units that come off the lines after this quarter, up to a quarter."""
    on_lines = sum(run.line.product == product and 0 < run.coming <= due for run in runs(desk.view))
    return on_lines + sum(start.product == product and start.done <= due for start in desk.budget.starts)


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
