"""What a ruleset says, as frozen dataclasses. Money is in whole units of `Ruleset.unit`.

The file edge (`storage.rulesets`) decodes a ruleset file into these; `check` then refuses what is
missing or contradictory with the path of the value. Nothing here names a particular ruleset.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from .money import Rate

Text = Mapping[str, str]
"""A name by language: ``zh`` and ``en``."""


class RulesetError(ValueError):
    """A ruleset that cannot be played: `path` names the value, `code` and `facts` say why."""

    def __init__(self, path: str, code: str, **facts: str | int) -> None:
        super().__init__(f"{path}: {code} {facts or ''}".strip())
        self.path = path
        self.code = code
        self.facts = facts


@dataclass(frozen=True, slots=True)
class PlantType:
    """A size of plant: price, rent a year, line slots and the points that an owned one scores."""

    id: str
    name: Text
    price: int
    rent: int
    slots: int
    points: int


@dataclass(frozen=True, slots=True)
class Depreciation:
    """A yearly charge on a line, from the year after its completion.

    Either `amount`, or `share` of the net value but at least `minimum`; for at most `years` charges
    where given, and never below `down_to`.
    """

    amount: int | None = None
    share: Rate | None = None
    minimum: int = 0
    years: int | None = None
    down_to: int = 0


@dataclass(frozen=True, slots=True)
class LineType:
    """A type of production line; its price is paid evenly over `payments` quarters.

    `install`: quarters until it can work (0 = at once); without `payments` one is made in each of them.
    `cycle`: quarters a unit takes. A changeover takes `change_quarters` and costs `change_cost`, paid
    evenly over them.
    """

    id: str
    name: Text
    price: int
    install: int
    cycle: int
    change_quarters: int
    change_cost: int
    maintenance: int
    salvage: int
    points: int
    depreciation: Depreciation
    payments: int = 0

    @property
    def instalments(self) -> int:
        """How many payments the price is split into."""
        return self.payments or max(1, self.install)


@dataclass(frozen=True, slots=True)
class Material:
    """A raw material: price a unit and lead time in quarters."""

    id: str
    price: int
    lead: int


@dataclass(frozen=True, slots=True)
class Development:
    """Something paid for in even instalments, one a period: `payments` × `cost`; `points` when done."""

    id: str
    name: Text
    payments: int
    cost: int
    points: int


@dataclass(frozen=True, slots=True)
class Product(Development):
    """A product: its bill of materials (materials or products), processing cost a unit, and research."""

    bom: Mapping[str, int] = field(default_factory=dict)
    processing: int = 0


@dataclass(frozen=True, slots=True)
class LoanRule:
    """A kind of loan: from `least_terms` to `terms` of its `period`, in steps of `step`.

    Yearly loans pay interest each year on their sum; quarterly loans pay it with the principal.
    `account` is where it stands in the balance sheet; special loans are those that the score minds.
    """

    id: str
    name: Text
    rate: Rate
    step: int
    minimum: int
    least_terms: int
    terms: int
    period: Literal["year", "quarter"]
    account: Literal["long_loans", "short_loans", "special_loans"]


@dataclass(frozen=True, slots=True)
class BorrowingLimit:
    """The sum of loans of these kinds may not exceed `times` last year's equity."""

    kinds: tuple[str, ...]
    times: int


@dataclass(frozen=True, slots=True)
class DiscountBand:
    """Receivables of these terms are discounted as one amount, in multiples of `multiple`."""

    terms: tuple[int, ...]
    rate: Rate
    multiple: int = 1


@dataclass(frozen=True, slots=True)
class PlantRules:
    """How plants are bought, rented, sold: see the field comments."""

    most: int
    most_of_a_kind: int
    sale_term: int  # quarters until the price of a sold plant is received
    sale_with_lines: bool  # a sold plant that holds lines becomes a rented one
    rent: Literal["advance", "year_end"]
    rent_to_buy: Literal["never", "any", "due", "last_or_due"]
    empty_rented: Literal["ends", "renews"]


@dataclass(frozen=True, slots=True)
class Emergency:
    """Emergency purchases: multiples of a material's price and of a product's direct cost."""

    material: int
    product: int


@dataclass(frozen=True, slots=True)
class StockSale:
    """What materials (by price) and products (by direct cost) fetch when sold from stock."""

    material: Rate
    product: Rate


@dataclass(frozen=True, slots=True)
class Finance:
    """Loans, discounting and the fixed charges."""

    loans: tuple[LoanRule, ...]
    limits: tuple[BorrowingLimit, ...]
    discount: tuple[DiscountBand, ...]
    administration: int
    tax: Rate
    penalty: Rate
    line_sale: Literal["salvage", "lower_of_net_and_salvage"]
    emergency: Emergency | None
    stock_sale: StockSale | None
    intelligence: int


Priority = Literal["leader", "product", "product_everywhere", "market_total", "market_sales", "submission"]


@dataclass(frozen=True, slots=True)
class TenderRule:
    """How tenders run: what winning costs, and how price, delivery and term are weighed.

    The fee is paid at the award, or in the stage that names the operation ``tender_fees``.
    A bid lies between `least_price` and `most_price` times the order's direct cost.
    """

    fee: int
    orders_at_once: int
    per_quarter: int  # points for each quarter that delivery is earlier
    per_term: int  # points for each quarter that payment may wait
    per_price: int  # points lost for a price of once the direct cost
    least_price: int
    most_price: int


@dataclass(frozen=True, slots=True)
class Marketing:
    """Advertising, the order meeting and what an unkept order costs."""

    first_pick: int
    further_pick: int
    priority: tuple[Priority, ...]
    standard_advertising: int  # what an ISO advertisement costs a market; 0 = the certificate is enough
    markets_at_once: int
    markets_lapse: bool  # a market without advertising in a year is lost
    late_delivery: Literal["withdrawn", "next_year"]
    orders_from: int  # the first year with an order meeting
    tender: TenderRule | None = None
    leader_keeps_orders: bool = True  # who leaves an order undelivered in a market does not lead there


@dataclass(frozen=True, slots=True)
class DemandCell:
    """Mean demand of one product in one market and year, for `Demand.teams` companies."""

    units: int
    price: float


@dataclass(frozen=True, slots=True)
class Demand:
    """The forecast behind the order book, and the shapes of its orders."""

    teams: int
    cells: Mapping[str, Mapping[str, Mapping[str, DemandCell]]]  # year → market → product
    quantities: tuple[int, ...]  # weights of order sizes 1, 2, 3 …
    terms: tuple[int, ...]  # weights of payment terms 0, 1, 2 …
    due: tuple[int, ...]  # weights of delivery quarters 1–4
    price_spread: Rate  # unit prices lie within ± this share of the cell's mean
    units_spread: Rate  # the truth lies within ± this share of the forecast
    standards: Mapping[str, Mapping[str, Rate]]  # year → standard → share of orders that ask for it
    tenders: Mapping[str, Rate] = field(default_factory=dict)  # year → share of orders put out to tender


@dataclass(frozen=True, slots=True)
class StageRule:
    """One stage of the year: what it does by itself on entry, and which decisions it opens.

    `only` limits an operation or decision to some quarters. `waits` makes it a meeting of all teams.
    """

    id: str
    name: Text
    auto: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    only: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    waits: Literal["", "meeting", "tender"] = ""


@dataclass(frozen=True, slots=True)
class YearPlan:
    """The steps of the year in order; `any_time` decisions are open in every stage of a team's own."""

    start: tuple[StageRule, ...]
    quarter: tuple[StageRule, ...]
    end: tuple[StageRule, ...]
    any_time: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpeningLine:
    """A line that stands at the start: its plant by index, book value, charges made, and cell (0 idle)."""

    plant: int
    line: str
    product: str
    net: int
    charges: int
    cell: int


@dataclass(frozen=True, slots=True)
class OpeningLoan:
    """A loan that runs at the start, with the periods still to go."""

    kind: str
    amount: int
    left: int


@dataclass(frozen=True, slots=True)
class Opening:
    """The company as a team takes it over, and last year's income figures by account name."""

    cash: int
    capital: int
    receivables: tuple[int, ...] = ()  # by quarters to wait, from 1
    tax: int = 0
    retained: int = 0
    plants: tuple[str, ...] = ()
    lines: tuple[OpeningLine, ...] = ()
    materials: Mapping[str, int] = field(default_factory=dict)
    ordered: Mapping[str, tuple[int, ...]] = field(default_factory=dict)  # by quarters until arrival, from 1
    goods: Mapping[str, int] = field(default_factory=dict)
    loans: tuple[OpeningLoan, ...] = ()
    held: tuple[str, ...] = ()  # products, markets and standards already developed
    last_year: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Score:
    """Points added for good housekeeping, in hundredths of equity."""

    no_usury: int = 0
    no_discount: int = 0


@dataclass(frozen=True, slots=True)
class Note:
    """How well a value is known: `source` ``own`` marks our choice."""

    source: Literal["own", "one_source", "sources", "measured"]
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Ruleset:
    """A whole ruleset. Lists keep the order in which the table shows them."""

    id: str
    version: int
    name: Text
    unit: str
    years: int
    opening: Opening
    plants: tuple[PlantType, ...]
    plant_rules: PlantRules
    lines: tuple[LineType, ...]
    materials: tuple[Material, ...]
    products: tuple[Product, ...]
    markets: tuple[Development, ...]
    standards: tuple[Development, ...]
    finance: Finance
    marketing: Marketing
    demand: Demand
    score: Score
    year: YearPlan
    notes: Mapping[str, Note] = field(default_factory=dict)
