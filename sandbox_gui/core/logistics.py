"""Logistics: raw materials ordered, received, bought in an emergency; stock sold."""

from __future__ import annotations

from functools import partial

from .actions import BuyEmergency, OrderMaterials, SellStock
from .game import Company, Effect, Game, need_cash, need_quantities, post, transfer
from .journal import CASH, GOODS, LOSSES, MATERIALS
from .refused import Refused


def order_materials(game: Game, company: Company, action: OrderMaterials) -> Effect:
    """Order raw materials; they are paid for on arrival."""
    wanted = need_quantities(action.quantities)
    for material in wanted:
        if material not in game.catalogue.prices:
            raise Refused("material.unknown", item=material)
    return partial(_order, game, company, wanted)


def _order(game: Game, company: Company, wanted: dict[str, int]) -> None:
    for material, number in wanted.items():
        company.ordered[material][game.catalogue.leads[material] - 1] += number
    post(game, company, "order_materials", (), **wanted)


def receive_due(game: Game, company: Company, now: int) -> int:
    """What the materials that arrive now cost."""
    due, prices = 0, game.catalogue.prices
    for material, coming in company.ordered.items():
        if coming[0]:
            due += coming[0] * prices[material]
    return due


def receive(game: Game, company: Company, due: int) -> None:
    """Materials arrive and are paid for; the other orders come a quarter nearer."""
    arriving: dict[str, int] = {}
    for material, coming in company.ordered.items():
        number = coming.pop(0)
        coming.append(0)
        if number:
            company.materials[material] += number
            arriving[material] = number
    if arriving:
        transfer(game, company, "receive_materials", MATERIALS, CASH, due, **arriving)


def emergency_price(game: Game, item: str) -> int:
    """What a material or product costs when bought at once, or a refusal."""
    rule = game.ruleset.finance.emergency
    if rule is None:
        raise Refused("emergency.none")
    if item in game.catalogue.prices:
        return game.catalogue.prices[item] * rule.material
    if item in game.catalogue.costs:
        return game.catalogue.costs[item] * rule.product
    raise Refused("item.unknown", item=item)


def buy_emergency(game: Game, company: Company, action: BuyEmergency) -> Effect:
    """Buy at the emergency price; stock takes it at standard cost, the premium is a loss."""
    wanted = need_quantities(action.quantities)
    price = sum(emergency_price(game, item) * number for item, number in wanted.items())
    need_cash(company, price)
    materials, goods = _value(game, wanted)

    def effect() -> None:
        _move(company, wanted, 1)
        lines = (
            (MATERIALS, materials),
            (GOODS, goods),
            (LOSSES, price - materials - goods),
            (CASH, -price),
        )
        post(game, company, "buy_emergency", lines, **wanted)

    return effect


def sell_stock(game: Game, company: Company, action: SellStock) -> Effect:
    """Sell from stock at the ruleset's share of cost; the rest of the cost is a loss."""
    rule = game.ruleset.finance.stock_sale
    if rule is None:
        raise Refused("stock_sale.none")
    wanted = need_quantities(action.quantities)
    for item, number in wanted.items():
        if item not in game.catalogue.prices and item not in game.catalogue.costs:
            raise Refused("item.unknown", item=item)
        stock = company.materials.get(item, 0) + company.goods.get(item, 0)
        if number > stock:
            raise Refused("stock.short", item=item, need=number, stock=stock, missing=number - stock)
    materials, goods = _value(game, wanted)
    price = rule.material.of(materials) + rule.product.of(goods)

    def effect() -> None:
        _move(company, wanted, -1)
        lines = (
            (CASH, price),
            (LOSSES, materials + goods - price),
            (MATERIALS, -materials),
            (GOODS, -goods),
        )
        post(game, company, "sell_stock", lines, **wanted)

    return effect


def _value(game: Game, items: dict[str, int]) -> tuple[int, int]:
    """The standard cost of these materials and of these products."""
    catalogue = game.catalogue
    materials = sum(catalogue.prices.get(item, 0) * number for item, number in items.items())
    goods = sum(catalogue.costs.get(item, 0) * number for item, number in items.items())
    return materials, goods


def _move(company: Company, items: dict[str, int], sign: int) -> None:
    for item, number in items.items():
        store = company.materials if item in company.materials else company.goods
        store[item] += sign * number
