"""What an advertising sheet buys, and whole-sentence warnings about it."""

from __future__ import annotations

from ...core.game import Company, Game
from ...core.order_meeting import sales
from ...core.ruleset import Ruleset
from ...core.year import OPERATIONS
from ...text import item_name, t
from ..capacity import can_make
from ..words import money


def picks_bought(ruleset: Ruleset, place: str, amount: int) -> str:
    """How many picks an amount on ``market:product`` buys, in words."""
    rule = ruleset.marketing
    if place.partition(":")[2] in {standard.id for standard in ruleset.standards}:
        return t("pages.advertising.standard", fee=money(rule.standard_advertising, ruleset.unit))
    picks = 0 if amount < rule.first_pick else 1 + (amount - rule.first_pick) // rule.further_pick
    return t("pages.advertising.picks", picks=picks) if picks else t("pages.advertising.no_pick")


def market_return(game: Game, company: Company, market: str) -> str:
    """Last year's sales in a market for each unit of advertising there, in words; a dash where none."""
    before = company.advertising.get(game.year - 1, {})
    spent = sum(amount for place, amount in before.items() if place.startswith(f"{market}:"))
    if not spent:
        return "—"
    sold, unit = sales(company, game.year - 1, market), game.ruleset.unit
    facts = {"spent": money(spent, unit), "sold": money(sold, unit), "each": f"{sold / spent:.1f}"}
    return t("pages.advertising.return", **facts)


def coming_payments(game: Game, company: Company) -> list[tuple[str, int]]:
    """What the stages up to the end of the next quarter ask for by themselves (negative: bring), in order."""
    here = game.stage(company)
    until = min(here.quarter + 1, 4)
    ahead = [
        stage
        for stage in game.calendar[here.index + 1 :]
        if stage.quarter <= until and stage.rule.waits not in game.met
    ]
    return [
        (name, OPERATIONS[name].due(game, company, (game.year - 1) * 4 + stage.quarter))
        for stage in ahead
        for name in stage.auto
    ]


def warnings(game: Game, company: Company, amounts: dict[str, int]) -> list[str]:
    """What a person should know before handing in these amounts."""
    if not amounts:
        return [t("pages.advertising.warn_nothing")]
    found = _cash_warning(game, company, sum(amounts.values()))
    products = [p.id for p in game.ruleset.products]
    advertised = {place.partition(":")[2] for place in amounts}
    for product in products:
        if product in advertised and not can_make(game, company, product, 4, change=True):
            found.append(t("pages.advertising.warn_capacity", product=item_name(game.ruleset, product)))
    return found


def _cash_warning(game: Game, company: Company, spent: int) -> list[str]:
    """The first payment of the coming quarter that cash would not cover."""
    cash, unit = company.cash - spent, game.ruleset.unit
    for name, due in coming_payments(game, company):
        if due > max(cash, 0):
            facts = {"what": t(f"operation.{name}"), "need": money(due, unit)}
            return [t("pages.advertising.warn_cash", missing=money(due - cash, unit), **facts)]
        cash -= due
    return []
