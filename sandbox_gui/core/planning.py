"""Planning: product research, market development and ISO certification, paid in even instalments."""

from __future__ import annotations

from .actions import DevelopMarket, DevelopProduct, DevelopStandard
from .game import Company, Effect, Game, need_cash, pay
from .journal import Account
from .refused import Refused
from .ruleset import Development


def develop_product(game: Game, company: Company, action: DevelopProduct) -> Effect:
    """Pay this quarter's instalment on a product's research."""
    rule = _rule(game.ruleset.products, action.product, "product.unknown")
    return _invest(game, company, rule, game.now(company), Account.RESEARCH)


def develop_market(game: Game, company: Company, action: DevelopMarket) -> Effect:
    """Pay this year's instalment on a market."""
    rule = _rule(game.ruleset.markets, action.market, "market.unknown")
    return _invest(game, company, rule, game.year, Account.MARKETS)


def develop_standard(game: Game, company: Company, action: DevelopStandard) -> Effect:
    """Pay this year's instalment on an ISO standard."""
    rule = _rule(game.ruleset.standards, action.standard, "standard.unknown")
    return _invest(game, company, rule, game.year, Account.STANDARDS)


def _rule(rules: tuple[Development, ...], name: str, code: str) -> Development:
    rule = next((rule for rule in rules if rule.id == name), None)
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

    def effect() -> None:
        progress.paid += 1
        progress.at = period
        pay(game, company, "develop", account, rule.cost, item=rule.id)
        if progress.paid == rule.payments:
            game.tell("developed", company, item=rule.id)

    return effect
