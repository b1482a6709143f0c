"""Planning: product research, market development and ISO certification, paid in even instalments."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from .actions import DevelopMarket, DevelopProduct, DevelopStandard
from .game import Company, Effect, Game, need_cash, pay
from .journal import MARKETS, RESEARCH, STANDARDS, Account
from .refused import Refused
from .ruleset import Development


def develop_product(game: Game, company: Company, action: DevelopProduct) -> Effect:
    """Pay this quarter's instalment on a product's research."""
    rule = _rule(game.catalogue.products, action.product, "product.unknown")
    return _invest(game, company, rule, game.now(company), RESEARCH)


def develop_market(game: Game, company: Company, action: DevelopMarket) -> Effect:
    """Pay this year's instalment on a market."""
    rule = _rule(game.catalogue.markets, action.market, "market.unknown")
    return _invest(game, company, rule, game.year, MARKETS)


def develop_standard(game: Game, company: Company, action: DevelopStandard) -> Effect:
    """Pay this year's instalment on an ISO standard."""
    rule = _rule(game.catalogue.standards, action.standard, "standard.unknown")
    return _invest(game, company, rule, game.year, STANDARDS)


def _rule(rules: Mapping[str, Development], name: str, code: str) -> Development:
    rule = rules.get(name)
    if rule is None:
        raise Refused(code, item=name)
    return rule


def _invest(game: Game, company: Company, rule: Development, period: int, account: Account) -> Effect:
    progress = company.progress[rule.id]
    if progress.paid >= rule.payments:
        raise Refused("develop.complete", item=rule.id)
    if progress.at == period:
        raise Refused("develop.paid", item=rule.id)
    need_cash(company, rule.cost)
    return partial(_pay_instalment, game, company, rule, period, account)


def _pay_instalment(game: Game, company: Company, rule: Development, period: int, account: Account) -> None:
    progress = company.progress[rule.id]
    progress.paid += 1
    progress.at = period
    pay(game, company, "develop", account, rule.cost, item=rule.id)
    if progress.paid == rule.payments:
        game.tell("developed", company, item=rule.id)
