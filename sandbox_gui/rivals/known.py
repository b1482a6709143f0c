"""What never changes in a game, worked out once: the rules by index, the forecast, the shape of the year."""

from __future__ import annotations

from typing import NamedTuple

from ..core.demand import Forecast, expected
from ..core.game import Catalogue, Game, Stage
from ..core.ruleset import LineType, LoanRule, Ruleset


class Cell(NamedTuple):
    """A forecast place: market and product by index, units for all teams, and the mean unit price."""

    market: int
    product: int
    units: int
    price: float


class Moment(NamedTuple):
    """What of its quarter is over when a company stands in a stage, and what may still be decided in it."""

    quarter: int  # 0 the year's start, 5 its end
    moved: bool  # production has moved on
    repaid: bool  # quarterly loans have been repaid
    arrived: bool  # materials have come in
    collected: bool  # receivables have come in
    ended: bool  # administration has been paid
    past: frozenset[str]  # what has happened by itself since the year began
    ahead: frozenset[str]  # decisions open in this stage or later in its quarter


def _moment(calendar: tuple[Stage, ...], stage: Stage) -> Moment:
    past = {word for s in calendar[: stage.index + 1] if s.quarter == stage.quarter for word in s.auto}
    ahead = {word for s in calendar[stage.index :] if s.quarter == stage.quarter for word in s.open}

    def done(word: str) -> bool:
        return stage.quarter in (0, 5) or word in past

    return Moment(
        stage.quarter,
        done("move_production"),
        done("repay_quarterly_loans"),
        done("receive_materials"),
        done("collect_receivables"),
        done("administration"),
        frozenset(word for s in calendar[: stage.index + 1] for word in s.auto),
        frozenset(ahead),
    )


class LineFacts:
    """A type of line in figures: instalments, quarters from the first payment to work, yearly charges."""

    __slots__ = ("charges", "cycle", "free", "index", "instalments", "lag", "rule")

    def __init__(self, index: int, rule: LineType) -> None:
        self.index = index
        self.rule = rule
        self.cycle = rule.cycle
        self.free = not rule.change_quarters and not rule.change_cost
        self.instalments = rule.instalments
        self.lag = max(rule.instalments, rule.install) if rule.install else 0
        self.charges = depreciations(rule, rule.price, 0, 12)

    def payment(self, number: int) -> int:
        """The instalment of that number, from 0."""
        price, parts = self.rule.price, self.instalments
        return (2 * price * (number + 1) + parts) // (2 * parts) - (2 * price * number + parts) // (2 * parts)


def depreciations(rule: LineType, net: int, made: int, years: int) -> list[int]:
    """The charges of the years to come on a built line of that book value."""
    charges, law = [], rule.depreciation
    for number in range(made, made + years):
        charge = law.amount if law.amount is not None else law.share.of(net) if law.share else 0
        charge = max(0, min(max(charge, law.minimum), net - law.down_to))
        if law.years is not None and number >= law.years:
            charge = 0
        net -= charge
        charges.append(charge)
    return charges


class Known:
    """The rules of a game as a planner needs them: lists by index instead of names."""

    def __init__(self, game: Game) -> None:
        ruleset, calendar = game.ruleset, game.calendar
        self.ruleset = ruleset
        self.teams = len(game.companies)
        self.years = game.years
        self.moments = tuple(_moment(calendar, stage) for stage in calendar)
        self._products(ruleset, game.catalogue)
        self.lines = tuple(LineFacts(index, rule) for index, rule in enumerate(ruleset.lines))
        self.line_of = {facts.rule.id: facts for facts in self.lines}
        self.market_ids = tuple(market.id for market in ruleset.markets)
        self.standard_ids = tuple(standard.id for standard in ruleset.standards)
        self._demand(game)
        self._money(ruleset, calendar)

    def _products(self, ruleset: Ruleset, catalogue: Catalogue) -> None:
        self.product_ids = tuple(product.id for product in ruleset.products)
        self.product_of = {name: index for index, name in enumerate(self.product_ids)}
        self.material_ids = tuple(material.id for material in ruleset.materials)
        material_of = {name: index for index, name in enumerate(self.material_ids)}
        self.leads = [material.lead for material in ruleset.materials]
        self.prices = [material.price for material in ruleset.materials]
        self.costs = [catalogue.costs[name] for name in self.product_ids]
        self.processing = [product.processing for product in ruleset.products]
        self.boms = [
            [(material_of[item], n) for item, n in product.bom.items() if item in material_of]
            for product in ruleset.products
        ]
        self.parts = [
            [(self.product_of[item], n) for item, n in product.bom.items() if item in self.product_of]
            for product in ruleset.products
        ]

    def _demand(self, game: Game) -> None:
        ruleset = game.ruleset
        self.forecast: tuple[Forecast, ...] = tuple(expected(game))
        self.cells: list[list[Cell]] = [[] for _ in range(game.years + 2)]
        markets = {name: index for index, name in enumerate(self.market_ids)}
        for f in self.forecast:
            cell = Cell(markets[f.market], self.product_of[f.product], f.units, f.price)
            self.cells[f.year].append(cell)
        weights = ruleset.demand.quantities
        self.order_size = sum(size * w for size, w in enumerate(weights, 1)) / max(1, sum(weights))
        self.lot = max(1, round(self.order_size))
        terms = ruleset.demand.terms
        self.usual_term = round(sum(t * w for t, w in enumerate(terms)) / max(1, sum(terms)))

    def _money(self, ruleset: Ruleset, calendar: tuple[Stage, ...]) -> None:
        self.long = _cheapest(ruleset, "year")
        self.short = _cheapest(ruleset, "quarter")
        self.long_at_end = bool(self.long) and any(
            f"borrow_{self.long.id}" in stage.open and stage.quarter == 5 for stage in calendar if self.long
        )
        self.reserve = 2 * ruleset.finance.administration
        self.ventures_at = max((s.quarter for s in calendar if "develop_market" in s.open), default=4)
        self.rent_at_end = ruleset.plant_rules.rent == "year_end"


def _cheapest(ruleset: Ruleset, period: str) -> LoanRule | None:
    rules = [rule for rule in ruleset.finance.loans if rule.period == period]
    return min(rules, key=lambda rule: rule.rate.of(1_000_000), default=None)
