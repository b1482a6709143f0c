"""The one door: `apply(game, action)` is the only way in which a game changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import actions as act
from . import finance, logistics, marketing, order_meeting, planning, production, tender, trade, year
from .actions import Action, check_types, decision
from .game import Company, Effect, Event, Game
from .refused import Refused

HANDLERS: dict[type[Action], Callable[[Game, Company, Any], Effect]] = {
    act.EndStage: year.end_stage,
    act.Advertise: marketing.advertise,
    act.TakeOrder: order_meeting.take_order,
    act.PassTurn: order_meeting.pass_turn,
    act.Bid: tender.bid,
    act.EndBids: tender.end_bids,
    act.OfferTrade: trade.offer_trade,
    act.AcceptTrade: trade.accept_trade,
    act.WithdrawTrade: trade.withdraw_trade,
    act.AddCapital: trade.add_capital,
    act.GiveOrder: trade.give_order,
    act.Borrow: finance.borrow,
    act.Discount: finance.discount,
    act.OrderMaterials: logistics.order_materials,
    act.BuyEmergency: logistics.buy_emergency,
    act.SellStock: logistics.sell_stock,
    act.BuyPlant: production.buy_plant,
    act.RentPlant: production.rent_plant,
    act.PurchaseRentedPlant: production.purchase_rented,
    act.SellPlant: production.sell_plant,
    act.DiscountPlant: production.discount_plant,
    act.ReturnPlant: production.return_plant,
    act.BuildLine: production.build_line,
    act.ContinueLine: production.continue_line,
    act.ConvertLine: production.convert_line,
    act.SellLine: production.sell_line,
    act.StartProduction: production.start_production,
    act.Deliver: marketing.deliver,
    act.Spy: marketing.spy,
    act.DevelopProduct: planning.develop_product,
    act.DevelopMarket: planning.develop_market,
    act.DevelopStandard: planning.develop_standard,
}


def apply(game: Game, action: Action) -> list[Event]:
    """Take an action: it has its full effect, or raises `Refused` and the game is as it was."""
    effect = prepare(game, action)
    game.events = []
    effect()
    game.history.append(action)
    return game.events


def refusal(game: Game, action: Action) -> Refused | None:
    """Why an action would be refused now, or None; the game does not change."""
    try:
        prepare(game, action)
    except Refused as refused:
        return refused
    return None


def prepare(game: Game, action: Action) -> Effect:
    """Check an action; what it returns carries it out."""
    handler = HANDLERS.get(type(action))
    if handler is None:
        raise Refused("action.unknown", action=type(action).__name__)
    check_types(action)
    company = acting_company(game, action)
    stage = game.calendar[company.stage]
    word = decision(action)
    if word not in stage.open:
        raise Refused("stage.closed", decision=word, stage=stage.rule.id, quarter=stage.quarter)
    return handler(game, company, action)


def acting_company(game: Game, action: Action) -> Company:
    """The company that may act, or a refusal."""
    team = action.team
    if not 1 <= team <= len(game.companies):
        raise Refused("team.unknown", team=team)
    if game.over:
        raise Refused("game.over")
    company = game.companies[team - 1]
    if company.bankrupt:
        raise Refused("team.bankrupt", team=team, at=company.bankrupt)
    return company


def may_act(game: Game, team: int) -> bool:
    """Whether a team has something to decide now, rather than waiting for others."""
    company = game.company(team)
    if game.over or company.bankrupt:
        return False
    stage = game.stage(company)
    if stage.rule.waits and stage.rule.waits not in game.met:
        bidding = game.tender is not None and team not in game.tender.ended
        return bidding or team in order_meeting.whose_turn(game)
    return stage.index != game.calendar[-1].index
