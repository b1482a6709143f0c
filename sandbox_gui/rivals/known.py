"""What never changes in a game, worked out once: the rules by index, the forecast, the shape of the year."""

from __future__ import annotations

from typing import NamedTuple

from ..core.demand import expected
from ..core.game import Catalogue, Game, Stage
from ..core.production import instalment
from ..core.ruleset import LineType, LoanRule, Ruleset

CONTESTED = 1.8
"""What a first pick costs, in the least that it may: others want it too, and not each brings an order."""


FOLLOWED = 0.5
"""The part of the teams that makes the product which brings most: each makes one or two of them."""


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

    __slots__ = ("changes", "charges", "cycle", "free", "index", "lag", "parts", "rule")

    def __init__(self, index: int, rule: LineType) -> None:
        self.index = index
        self.rule = rule
        self.cycle = rule.cycle
        self.free = not rule.change_quarters and not rule.change_cost
        self.parts = tuple(instalment(rule.price, rule.instalments, n) for n in range(rule.instalments))
        parts = max(1, rule.change_quarters)
        self.changes = tuple(instalment(rule.change_cost, parts, number) for number in range(parts))
        self.lag = max(rule.instalments, rule.install) if rule.install else 0
        self.charges = depreciations(rule, rule.price, 0, 12)


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
        self.years = game.years
        self.moments = tuple(_moment(calendar, stage) for stage in calendar)
        self._charges: dict[tuple[int, int, int], list[int]] = {}
        self._products(ruleset, game.catalogue)
        self.lines = tuple(LineFacts(index, rule) for index, rule in enumerate(ruleset.lines))
        self.kinds = _by_cost(self.lines)
        self.longest = max(4, *(facts.cycle for facts in self.lines))  # quarters that a unit may take
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
        self.composites = [
            index for index, product in enumerate(ruleset.products)
            if any(item in self.product_of for item in product.bom)
        ]  # fmt: skip
        self.paid = [
            item.processing + sum(self.prices[m] * n for m, n in bom)
            for item, bom in zip(ruleset.products, self.boms, strict=True)
        ]  # what a unit costs in cash, beside the products in it
        self.parts = [
            [(self.product_of[item], n) for item, n in product.bom.items() if item in self.product_of]
            for product in ruleset.products
        ]

    def _demand(self, game: Game) -> None:
        ruleset = game.ruleset
        self.cells: list[list[Cell]] = [[] for _ in range(game.years + 2)]
        self.wanted = [[0] * len(self.product_ids) for _ in self.cells]  # units by year and product
        markets = {name: index for index, name in enumerate(self.market_ids)}
        for f in expected(game):
            cell = Cell(markets[f.market], self.product_of[f.product], f.units, f.price)
            self.cells[f.year].append(cell)
            self.wanted[f.year][cell.product] += cell.units
        weights = ruleset.demand.quantities
        self.order_size = sum(size * w for size, w in enumerate(weights, 1)) / max(1, sum(weights))
        terms = ruleset.demand.terms
        self.followers = [self._followers(min(year, game.years)) for year in range(game.years + 2)]
        self.wishes = [_wishes(ruleset, year) for year in range(game.years + 2)]
        self.usual_term = round(sum(t * w for t, w in enumerate(terms)) / max(1, sum(terms)))

    def _followers(self, year: int) -> list[float]:
        """The part of the teams that is thought to make each product in a year, before one can see."""
        gross = [0.0] * len(self.product_ids)
        for cell in self.cells[year]:
            gross[cell.product] += cell.units * max(0.0, cell.price - self.costs[cell.product])
        most = max(1.0, *gross)
        found = [min(1.0, max(0.15, FOLLOWED * part / most)) for part in gross]
        for p, name in enumerate(self.product_ids):
            if name in self.ruleset.opening.held:
                found[p] = max(found[p], 1.0 - 0.2 * max(0, year - 2))
        return found

    def charges(self, kind: int, net: int, made: int) -> list[int]:
        """The charges of twelve years to come on a built line of a type by index, of that book value."""
        key = (kind, net, made)
        if key not in self._charges:
            self._charges[key] = depreciations(self.lines[kind].rule, net, made, 12)
        return self._charges[key]

    def is_special(self, kind: str) -> bool:
        """Whether a kind of loan is one that the score minds."""
        return self.loan_of[kind].account == "special_loans"

    def picks(self, units: float) -> float:
        """What it costs to advertise in a place for about so many units."""
        rule = self.ruleset.marketing
        return CONTESTED * rule.first_pick + rule.further_pick * max(0.0, units / self.order_size - 1)

    def _money(self, ruleset: Ruleset, calendar: tuple[Stage, ...]) -> None:
        self.loan_of = {rule.id: rule for rule in ruleset.finance.loans}
        self.long = _cheapest(ruleset, "year")
        self.short = _cheapest(ruleset, "quarter")
        self.special = next((rule for rule in ruleset.finance.loans if rule.account == "special_loans"), None)
        kinds = [rule for rule in (self.long, self.short, self.special) if rule]
        self.loans_at = [
            [rule for rule in kinds if f"borrow_{rule.id}" in stage.open] for stage in calendar
        ]  # the kinds of loan that are open, by stage
        self.special_times = min(
            (
                limit.times
                for limit in ruleset.finance.limits
                if self.special and self.special.id in limit.kinds
            ),
            default=0,
        )
        self.long_rate = self.long.rate.numerator / self.long.rate.denominator if self.long else 0.0
        self.long_limits, self.short_limits = self._limits(self.long), self._limits(self.short)
        self.long_at_end = bool(self.long) and any(
            f"borrow_{self.long.id}" in stage.open and stage.quarter == 5 for stage in calendar if self.long
        )
        emergency = ruleset.finance.emergency
        self.emergency = emergency.material if emergency else 0  # times a material's price; 0: not to be had
        self.administration = ruleset.finance.administration
        self.reserve = max(3 * ruleset.finance.administration, ruleset.opening.capital // 12)
        self.discount_fee = max(
            (band.rate.numerator / band.rate.denominator for band in ruleset.finance.discount), default=0.0
        )
        self.tax = ruleset.finance.tax.numerator / ruleset.finance.tax.denominator
        self.penalty = ruleset.finance.penalty.numerator / ruleset.finance.penalty.denominator
        self.ventures_at = max((s.quarter for s in calendar if "develop_market" in s.open), default=4)
        self.rent_at_end = ruleset.plant_rules.rent == "year_end"

    def _limits(self, rule: LoanRule | None) -> list[tuple[int, bool, bool]]:
        """What bounds a kind of loan: times equity, and whether long and short loans count."""
        return [
            (
                limit.times,
                self.long is not None and self.long.id in limit.kinds,
                self.short is not None and self.short.id in limit.kinds,
            )
            for limit in self.ruleset.finance.limits
            if rule is not None and rule.id in limit.kinds
        ]


def _by_cost(lines: tuple[LineFacts, ...]) -> list[int]:
    """The types of line, the cheapest a unit first: five years of depreciation and maintenance."""

    def cost(facts: LineFacts) -> tuple[float, int]:
        return (sum(facts.charges[:5]) / 5 + facts.rule.maintenance) * facts.cycle, facts.index

    return [facts.index for facts in sorted(lines, key=cost)]


def _cheapest(ruleset: Ruleset, period: str) -> LoanRule | None:
    rules = [
        rule for rule in ruleset.finance.loans if rule.period == period and rule.account != "special_loans"
    ]
    return min(rules, key=lambda rule: rule.rate.of(1_000_000), default=None)


def _wishes(ruleset: Ruleset, year: int) -> list[float]:
    """The share of a year's orders that ask for each standard."""
    table = ruleset.demand.standards
    shares = table.get(str(min(year, max(map(int, table), default=0))), {})
    rates = [shares.get(standard.id) for standard in ruleset.standards]
    return [rate.numerator / rate.denominator if rate else 0.0 for rate in rates]
