"""What a company tries when it cannot pay what the next stage asks for, the mildest first."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from ..core.actions import Action, Borrow, Discount, DiscountPlant, SellPlant, SellStock
from ..core.ruleset import DiscountBand, LoanRule
from .view import View


def remedies(view: View) -> Iterator[Action]:
    """Actions that bring cash now, one by one; each is worked out when the one before was not enough.

    Discounting, a quarterly loan, stock, the dearer quarterly loans (usury), plants; then the stock that
    orders wait for.
    """
    loans = sorted(
        (rule for rule in view.ruleset.finance.loans if rule.period == "quarter"),
        key=lambda rule: rule.rate.of(1_000_000),
    )
    yield from (action for action, _ in discounts(view, shortage(view)))
    yield from _loans(view, loans[:1])
    if view.ruleset.plant_rules.sale_with_lines:
        yield from _plants(view)
    yield from (action for action, _ in stock_sales(view, shortage(view), promised=False))
    yield from _loans(view, loans[1:])
    yield from _plants(view)
    yield from (action for action, _ in stock_sales(view, shortage(view), promised=True))


def shortage(view: View) -> int:
    """How much cash is missing for the payments of the next stage; 0 where it reaches."""
    cash = lowest = view.company.cash
    for _, due in view.payments_ahead():
        cash -= due
        lowest = min(lowest, cash)
    return max(0, -lowest)


def discounts(view: View, missing: int) -> Iterator[tuple[Discount, int]]:
    """Discount, band by band, no more receivables than are missing; each with the cash that it brings."""
    if "discount" not in view.stage.open:
        return
    for band in view.ruleset.finance.discount:
        amounts = _to_discount(view, band, missing)
        if sum(amounts):
            cash = sum(amounts) - band.rate.of(sum(amounts))
            missing -= cash
            yield Discount(view.team, amounts), cash
            if missing <= 0:
                return


def _to_discount(view: View, band: DiscountBand, missing: int) -> tuple[int, ...]:
    """The receivables of a band to discount, the latest first: the nearest bring cash soonest."""
    waiting = view.company.receivables
    terms = [term for term in band.terms if term <= len(waiting)]
    most = sum(waiting[term - 1] for term in terms) // band.multiple * band.multiple
    steps = range(band.multiple, most + 1, band.multiple)
    enough = bisect_left(steps, missing, key=lambda total: total - band.rate.of(total))
    left = steps[min(enough, len(steps) - 1)] if steps else 0
    amounts = [0] * len(waiting)
    for term in sorted(terms, reverse=True):
        amounts[term - 1] = min(left, waiting[term - 1])
        left -= amounts[term - 1]
    return tuple(amounts)


def _loans(view: View, rules: list[LoanRule]) -> Iterator[Borrow]:
    for rule in rules:
        wanted = max(-(-shortage(view) // rule.step) * rule.step, rule.minimum)
        amount = min(wanted, view.credit_left(rule.id))
        if f"borrow_{rule.id}" in view.stage.open and amount >= rule.minimum:
            yield Borrow(view.team, rule.id, amount)


def stock_sales(view: View, missing: int, *, promised: bool) -> Iterator[tuple[SellStock, int]]:
    """Sell from stock no more than is missing, each with the cash that it brings: the cheapest goods first.

    Materials go last; with `promised` also what orders wait for.
    """
    rule = view.ruleset.finance.stock_sale
    if rule is None or "sell_stock" not in view.stage.open:
        return
    goods, costs = _loose(view, promised), view.catalogue.costs
    prices = view.catalogue.prices
    lots = [(item, goods[item], rule.product, costs[item]) for item in sorted(goods, key=costs.__getitem__)]
    lots += [(item, number, rule.material, prices[item]) for item, number in view.company.materials.items()]
    for item, stock, rate, cost in lots:
        number = 0
        while number < stock and rate.of(number * cost) < missing:
            number += 1
        if number and rate.of(number * cost) > 0:
            missing -= rate.of(number * cost)
            yield SellStock(view.team, {item: number}), rate.of(number * cost)
            if missing <= 0:
                return


def few_goods(view: View, missing: int) -> Iterator[tuple[SellStock, int]]:
    """Goods for no more than a third of what the stock is worth: a year without advertising costs more."""
    worth = sum(view.catalogue.costs[product] * number for product, number in view.company.goods.items())
    return stock_sales(view, min(missing, worth // 3), promised=False)


def _loose(view: View, promised: bool) -> dict[str, int]:
    """The goods in stock, without those that orders wait for unless `promised` ones count as well."""
    goods = dict(view.company.goods)
    for order in view.company.orders if not promised else ():
        if order.state in ("open", "late"):
            goods[order.product] = max(0, goods[order.product] - order.quantity)
    return goods


def _plants(view: View) -> Iterator[Action]:
    for plant in [plant for plant in view.company.plants if plant.owned]:
        if "discount_plant" in view.stage.open:
            yield DiscountPlant(view.team, plant.no)
        elif "sell_plant" in view.stage.open:
            yield SellPlant(view.team, plant.no)
            yield from (action for action, _ in discounts(view, shortage(view)))
