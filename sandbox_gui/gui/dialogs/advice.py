"""What an advertising sheet buys, and whole-sentence warnings about it."""

from __future__ import annotations

from ...core.demand import expected
from ...core.game import Company, Game
from ...core.order_meeting import sales
from ...core.outlook import outlook
from ...core.ruleset import Ruleset
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
    """Last year's sales in a market for each unit of advertising there, in words; empty where none."""
    before = company.advertising.get(game.year - 1, {})
    spent = sum(amount for place, amount in before.items() if place.startswith(f"{market}:"))
    if not spent:
        return ""
    sold, unit = sales(company, game.year - 1, market), game.ruleset.unit
    facts = {"spent": money(spent, unit), "sold": money(sold, unit), "each": f"{sold / spent:.1f}"}
    return t("pages.advertising.return", **facts)


def cell_return(game: Game, company: Company, place: str) -> str:
    """What last year's advertising on ``market:product`` won in orders; nothing where none was spent."""
    spent = company.advertising.get(game.year - 1, {}).get(place, 0)
    if not spent:
        return ""
    market, _, product = place.partition(":")
    here = [o for o in company.orders if (o.year, o.market, o.product) == (game.year - 1, market, product)]
    won = sum(order.total for order in here if order.kind == "selection")
    return t("advertising.cell_return", each=f"{won / spent:.1f}")


def cell_forecast(game: Game, place: str) -> str:
    """This year's forecast for ``market:product`` in a sentence; nothing where there is no demand."""
    market, _, product = place.partition(":")
    cells = expected(game)
    cell = next((c for c in cells if (c.year, c.market, c.product) == (game.year, market, product)), None)
    if cell is None:
        return t("advertising.no_demand") if product in game.catalogue.products else ""
    facts = {"units": cell.units, "price": f"{cell.price:.1f}{game.ruleset.unit}"}
    cost = money(game.catalogue.costs[product], game.ruleset.unit)
    return t("advertising.forecast", teams=len(game.companies), cost=cost, **facts)


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
    """The first payment up to the end of the coming quarter that cash would not cover."""
    unit = game.ruleset.unit
    for quarter in outlook(game, company, 1):
        for flow in quarter.flows:
            if flow.amount < 0 and flow.cash < spent:
                facts = {"what": t(f"operation.{flow.what}"), "need": money(-flow.amount, unit)}
                missing = money(spent - flow.cash, unit)
                return [t("pages.advertising.warn_cash", missing=missing, **facts)]
    return []
