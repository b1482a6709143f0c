"""What a company tries when it cannot pay what the next stage asks for, the mildest first."""

from __future__ import annotations

from collections.abc import Iterator

from ..core.actions import Action, Borrow, Discount, DiscountPlant, SellPlant, SellStock
from ..core.ruleset import DiscountBand, LoanRule
from .view import View


def remedies(view: View) -> Iterator[Action]:
    """Actions that bring cash now, one by one; each is worked out when the one before was not enough.

    Discounting, a quarterly loan, stock, the dearer quarterly loans (usury), plants.
    """
    loans = sorted(
        (rule for rule in view.ruleset.finance.loans if rule.period == "quarter"),
        key=lambda rule: rule.rate.of(1_000_000),
    )
    yield from discounts(view)
    yield from _loans(view, loans[:1])
    yield from _stock(view)
    yield from _loans(view, loans[1:])
    yield from _plants(view)


def shortage(view: View) -> int:
    """How much cash is missing for the payments of the next stage; 0 where it reaches."""
    cash = lowest = view.company.cash
    for _, due in view.payments_ahead():
        cash -= due
        lowest = min(lowest, cash)
    return max(0, -lowest)


def discounts(view: View) -> Iterator[Discount]:
    """Discount, band by band, no more receivables than the shortage asks for."""
    if "discount" not in view.stage.open:
        return
    for band in view.ruleset.finance.discount:
        amounts = _to_discount(view, band)
        if any(amounts):
            yield Discount(view.team, amounts)


def _to_discount(view: View, band: DiscountBand) -> tuple[int, ...]:
    """The receivables of a band to discount, the nearest last: those bring cash by themselves soonest."""
    waiting = view.company.receivables
    terms = [term for term in band.terms if term <= len(waiting)]
    most = sum(waiting[term - 1] for term in terms) // band.multiple * band.multiple
    total = band.multiple
    while total < most and total - band.rate.of(total) < shortage(view):
        total += band.multiple
    left = min(total, most)
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


def _stock(view: View) -> Iterator[SellStock]:
    """Sell what no order waits for, then materials, then everything."""
    if "sell_stock" not in view.stage.open or view.ruleset.finance.stock_sale is None:
        return
    company = view.company
    spare = dict(company.goods)
    for order in company.orders:
        if order.state in ("open", "late"):
            spare[order.product] = max(0, spare[order.product] - order.quantity)
    for store in (spare, company.materials, company.goods):
        quantities = {item: number for item, number in store.items() if number}
        if quantities:
            yield SellStock(view.team, quantities)


def _plants(view: View) -> Iterator[Action]:
    for plant in [plant for plant in view.company.plants if plant.owned]:
        if "discount_plant" in view.stage.open:
            yield DiscountPlant(view.team, plant.no)
        elif "sell_plant" in view.stage.open:
            yield SellPlant(view.team, plant.no)
            yield from discounts(view)
