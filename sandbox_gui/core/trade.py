"""Dealings outside the bank: teams that trade with each other, and the organiser's hand-outs."""

from __future__ import annotations

from itertools import count

from .actions import AcceptTrade, AddCapital, GiveOrder, OfferTrade, WithdrawTrade
from .game import (
    YEAR_END,
    Company,
    Deal,
    Effect,
    Game,
    Order,
    need_cash,
    need_least,
    need_quantities,
    post,
    transfer,
)
from .journal import CAPITAL, CASH, EXTRA, GOODS, MATERIALS
from .refused import Refused


def offer_trade(game: Game, company: Company, action: OfferTrade) -> Effect:
    """Offer materials or products from stock to another team at a total price."""
    wanted = need_quantities(action.quantities)
    price = need_least(action.price, 0)
    if action.to == company.team or not 1 <= action.to <= len(game.companies):
        raise Refused("team.unknown", team=action.to)
    _need_stock(company, wanted)

    def effect() -> None:
        game.deal_count += 1
        game.deals.append(Deal(game.deal_count, company.team, action.to, wanted, price))
        game.tell("trade_offered", company, to=action.to, deal=game.deal_count)

    return effect


def _need_stock(company: Company, wanted: dict[str, int]) -> None:
    for item, number in wanted.items():
        if item not in company.materials and item not in company.goods:
            raise Refused("item.unknown", item=item)
        stock = company.materials.get(item, 0) + company.goods.get(item, 0)
        if number > stock:
            raise Refused("stock.short", item=item, need=number, stock=stock, missing=number - stock)


def _deal(game: Game, no: int) -> Deal:
    deal = next((deal for deal in game.deals if deal.no == no), None)
    if deal is None:
        raise Refused("trade.unknown", deal=no)
    return deal


def withdraw_trade(game: Game, company: Company, action: WithdrawTrade) -> Effect:
    """Take an offer back, or turn one down."""
    deal = _deal(game, action.deal)
    if company.team not in (deal.seller, deal.buyer):
        raise Refused("trade.unknown", deal=action.deal)
    return lambda: game.deals.remove(deal)


def accept_trade(game: Game, company: Company, action: AcceptTrade) -> Effect:
    """Buy what another team offers: it changes hands and is paid in cash at once."""
    deal = _deal(game, action.deal)
    if deal.buyer != company.team:
        raise Refused("trade.unknown", deal=action.deal)
    seller = game.company(deal.seller)
    if seller.bankrupt:
        raise Refused("team.bankrupt", team=seller.team, at=seller.bankrupt)
    _need_stock(seller, deal.quantities)
    need_cash(company, deal.price)

    def effect() -> None:
        game.deals.remove(deal)
        _exchange(game, seller, company, deal)

    return effect


def _exchange(game: Game, seller: Company, buyer: Company, deal: Deal) -> None:
    """Stock keeps its standard cost: what the price differs from it is extra income or expense."""
    catalogue = game.catalogue
    materials = sum(catalogue.prices.get(item, 0) * n for item, n in deal.quantities.items())
    goods = sum(catalogue.costs.get(item, 0) * n for item, n in deal.quantities.items())
    for company, sign in ((seller, -1), (buyer, 1)):
        for item, number in deal.quantities.items():
            store = company.materials if item in company.materials else company.goods
            store[item] += sign * number
        lines = (
            (MATERIALS, sign * materials),
            (GOODS, sign * goods),
            (EXTRA, sign * (deal.price - materials - goods)),
            (CASH, -sign * deal.price),
        )
        post(game, company, "trade", lines, **(deal.quantities | {"deal": deal.no}))


def add_capital(game: Game, company: Company, action: AddCapital) -> Effect:
    """The organiser adds share capital in cash."""
    amount = need_least(action.amount)
    return lambda: transfer(game, company, "add_capital", CASH, CAPITAL, amount, amount=amount)


def _free_id(game: Game) -> str:
    """An id that no order has, nor any in the later years of a given book."""
    taken = {*game.orders, *(order.id for order in game.book or ())}
    return next(name for name in (f"G{number:03}" for number in count(1)) if name not in taken)


def give_order(game: Game, company: Company, action: GiveOrder) -> Effect:
    """The organiser hands out an order outside selection and tender."""
    if game.stage(company).quarter == YEAR_END:
        raise Refused("order.too_late")
    if action.product not in game.catalogue.products:
        raise Refused("product.unknown", product=action.product)
    if action.market not in game.catalogue.markets:
        raise Refused("market.unknown", market=action.market)
    for least, value in ((1, action.quantity), (0, action.total), (1, action.due), (0, action.term)):
        need_least(value, least)
    if action.due > 4 or action.term > len(company.receivables):
        raise Refused("tender.terms", quarter=action.due, term=action.term)
    order = Order(
        _free_id(game), game.year, action.market, action.product, action.quantity, action.total,
        action.due, action.term, kind="given", team=company.team,
    )  # fmt: skip

    def effect() -> None:
        game.orders[order.id] = order
        company.orders.append(order)
        game.tell("order_taken", company, order=order.id)

    return effect
