"""The state of a game: small slotted dataclasses, whole-number money, changed only by the engine.

Time is counted in absolute quarters: quarter q of year y is (y − 1) × 4 + q, and a year's start is
quarter 0 of that year.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar, cast

from .actions import Action
from .journal import CAPITAL, CASH, Account, Entry, Journal, Lines
from .refused import Fact, Refused
from .ruleset import Development, LineType, PlantType, Product, Ruleset, StageRule

T = TypeVar("T")
YEAR_END = 5
"""The quarter that stands for a year's end; 0 stands for its start."""


class Event(NamedTuple):
    """Something that happened, for those who watch: what, to which team, with which facts."""

    what: str
    team: int
    facts: dict[str, Fact]


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the year as it is played: its rule, its quarter (0 start, 5 end), and what it opens.

    `independent`: what its operations ask for is known before the first of them runs.
    """

    index: int
    rule: StageRule
    quarter: int
    auto: tuple[str, ...]
    open: frozenset[str]
    independent: bool


@dataclass(slots=True)
class Plant:
    """A plant in use: `rent_due` is the absolute quarter of the next rent, 0 where it is owned."""

    no: int
    type: str
    rent_due: int = 0

    @property
    def owned(self) -> bool:
        """Whether the company owns it."""
        return self.rent_due == 0


@dataclass(slots=True)
class Line:
    """A production line. `cell` is where its unit stands (1 … cycle, 0 idle).

    While `work` is ``build`` or ``change``, `paid` counts the instalments, `paid_at` is the quarter of
    the last one, and `ready_at` the quarter in which it can work again (0 until all is paid).
    """

    no: int
    type: str
    plant: int
    product: str
    net: int
    work: str = ""
    paid: int = 0
    paid_at: int = 0
    ready_at: int = 0
    cell: int = 0
    charges: int = 0  # depreciation charges made
    built_in: int = 0  # year of completion
    target: str = ""  # what a changeover leads to

    @property
    def built(self) -> bool:
        """Whether its construction is complete."""
        return self.work != "build"

    @property
    def idle(self) -> bool:
        """Whether it is ready and empty."""
        return not self.work and not self.cell


@dataclass(slots=True)
class Loan:
    """A loan: `due` is an absolute year for yearly kinds, an absolute quarter for the others."""

    kind: str
    amount: int
    due: int


@dataclass(slots=True)
class Progress:
    """Instalments paid on a development; `at` is the period of the last one (year or absolute quarter)."""

    paid: int = 0
    at: int = -1


@dataclass(slots=True)
class Order:
    """A sales order: total price, delivery quarter `due`, payment term in quarters, ISO demands.

    `team` is 0 until it is taken. `state` is open, delivered, defaulted or late; `delivered_at` the
    absolute quarter of its delivery.
    """

    id: str
    year: int
    market: str
    product: str
    quantity: int
    total: int
    due: int
    term: int
    standards: tuple[str, ...] = ()
    kind: str = "selection"
    team: int = 0
    state: str = "open"
    delivered_at: int = 0


@dataclass(slots=True)
class Selection:
    """The choosing of one product's orders in one market.

    `teams` in pick order, `picks` left to each, `turn` the index of the team whose turn it is.
    """

    market: str
    product: str
    teams: list[int]
    picks: list[int]
    turn: int = 0


Place = tuple[str, str]
"""A market and a product."""
Queue = tuple[tuple[int, int], ...]
"""The teams that may pick, first to last, each with the number of its picks."""


@dataclass(slots=True)
class Meeting:
    """An order meeting under way: the selections now open, and the markets still to come.

    `walls` names the year's orders by place, `queues` says who may pick there: only advertising can still
    change that, and leaves None for it to be worked out anew.
    """

    open: list[Selection]
    markets: list[str]
    walls: Mapping[Place, tuple[str, ...]] = field(compare=False)
    queues: Mapping[Place, Queue] | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Offer:
    """A sealed bid for an order: total price, delivery quarter, payment term."""

    order: str
    team: int
    price: int
    quarter: int
    term: int


@dataclass(slots=True)
class Tender:
    """A tender under way: the orders laid out and still to come, the offers, and who has finished."""

    open: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    offers: list[Offer] = field(default_factory=list)
    ended: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Deal:
    """What one team offers another from its stock, at a total price."""

    no: int
    seller: int
    buyer: int
    quantities: dict[str, int]
    price: int


@dataclass(slots=True)
class Company:
    """One team's company."""

    team: int
    name: str
    journal: Journal = field(default_factory=Journal)
    stage: int = 0
    plants: list[Plant] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    loans: list[Loan] = field(default_factory=list)
    receivables: list[int] = field(default_factory=list)  # by quarters to wait, from 1
    materials: dict[str, int] = field(default_factory=dict)
    ordered: dict[str, list[int]] = field(default_factory=dict)  # by quarters until arrival, from 1
    goods: dict[str, int] = field(default_factory=dict)
    progress: dict[str, Progress] = field(default_factory=dict)  # by product, market and standard
    orders: list[Order] = field(default_factory=list)
    advertising: dict[int, dict[str, int]] = field(default_factory=dict)  # year → market:product → amount
    submitted: dict[int, int] = field(default_factory=dict)  # year → rank of the submission
    losses: int = 0  # earlier losses not yet made good
    used_usury: bool = False
    used_discount: bool = False
    next_plant: int = 1
    next_line: int = 1
    bankrupt: str = ""  # "Y4Q1" once it is

    @property
    def cash(self) -> int:
        """Cash in hand."""
        return self.journal.balances[0]

    @property
    def equity(self) -> int:
        """Equity at the last close."""
        return -sum(self.journal.closings[-1][CAPITAL:])

    def plant(self, no: int) -> Plant | None:
        """The plant of that number, if there is one."""
        for plant in self.plants:
            if plant.no == no:
                return plant
        return None

    def line(self, no: int) -> Line | None:
        """The line of that number, if there is one."""
        for line in self.lines:
            if line.no == no:
                return line
        return None

    def lines_in(self, plant: int) -> list[Line]:
        """The lines that stand in a plant."""
        return [line for line in self.lines if line.plant == plant]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The ruleset's lists by identifier, with each product's direct cost."""

    plants: dict[str, PlantType]
    lines: dict[str, LineType]
    products: dict[str, Product]
    prices: dict[str, int]  # material → price
    leads: dict[str, int]  # material → quarters
    costs: dict[str, int]  # product → direct cost
    contents: dict[str, int]  # product → price of the materials that it is made of
    markets: dict[str, Development]
    standards: dict[str, Development]
    payments: dict[str, int]  # product, market, standard → instalments


@dataclass(slots=True)
class Game:
    """A whole game: its ruleset, seed and actions, and the state that they lead to.

    The fields that are not compared follow from the others, or say how the state came about.
    """

    ruleset: Ruleset
    catalogue: Catalogue = field(compare=False)
    calendar: tuple[Stage, ...] = field(compare=False)
    seed: int
    years: int
    companies: list[Company]
    year: int = 1
    orders: dict[str, Order] = field(default_factory=dict)  # every year's book so far
    meeting: Meeting | None = None
    tender: Tender | None = None
    met: set[str] = field(default_factory=set)  # the meetings that this year has had, or does without
    deals: list[Deal] = field(default_factory=list)  # offers between teams that are not answered yet
    deal_count: int = 0
    over: bool = False
    history: list[Action] = field(default_factory=list, compare=False)
    events: list[Event] = field(default_factory=list, compare=False)  # what the last action led to
    book: tuple[Order, ...] | None = field(default=None, compare=False)  # given order books, not drawn ones

    def company(self, team: int) -> Company:
        """The company of a team, counted from 1."""
        return self.companies[team - 1]

    def stage(self, company: Company) -> Stage:
        """The stage in which a company stands."""
        return self.calendar[company.stage]

    def quarter(self, company: Company) -> int:
        """The quarter of the year in which a company stands: 0 at its start, 4 up to its end."""
        quarter = self.calendar[company.stage].quarter
        return quarter if quarter < YEAR_END else 4

    def now(self, company: Company) -> int:
        """The absolute quarter in which a company stands."""
        quarter = self.calendar[company.stage].quarter
        return self.year * 4 - 4 + (quarter if quarter < YEAR_END else 4)

    @property
    def running(self) -> list[Company]:
        """The companies that are not bankrupt."""
        return [company for company in self.companies if not company.bankrupt]

    def tell(self, what: str, company: Company | None = None, /, **facts: Fact) -> None:
        """Note an event for those who watch."""
        self.events.append(Event(what, company.team if company else 0, facts))


Effect = Callable[[], None]
"""What an action does once every check has passed: checks and effects never mix."""


def post(game: Game, company: Company, what: str, lines: Lines, /, **facts: Fact) -> None:
    """Write an entry into a company's journal, dated now."""
    company.journal.write(Entry(game.year, game.calendar[company.stage].quarter, what, lines, facts))


def transfer(
    game: Game, company: Company, what: str, into: Account, out_of: Account, amount: int, /, **facts: Fact
) -> None:
    """Post an amount into one account out of another, dated now."""
    quarter = game.calendar[company.stage].quarter
    company.journal.transfer(game.year, quarter, what, into, out_of, amount, facts)


def pay(game: Game, company: Company, what: str, account: Account, amount: int, /, **facts: Fact) -> None:
    """Post a payment of `amount` from cash to `account`; nothing where it is zero."""
    if amount:
        quarter = game.calendar[company.stage].quarter
        company.journal.transfer(game.year, quarter, what, account, CASH, amount, facts)


def need_cash(company: Company, amount: int) -> None:
    """Refuse where cash does not reach."""
    if amount > company.journal.balances[0]:
        raise Refused("cash.short", need=amount, cash=company.cash, missing=amount - company.cash)


def need_least(amount: int, least: int = 1) -> int:
    """`amount`, refused where it is below `least`."""
    if amount < least:
        raise Refused("amount.too_small", amount=amount, least=least)
    return amount


def need_quantities(quantities: Mapping[str, int]) -> dict[str, int]:
    """The quantities above zero; refused where one is negative or nothing is left."""
    for number in quantities.values():
        if number < 0:
            need_least(number, 0)
    wanted = {item: number for item, number in quantities.items() if number}
    if not wanted:
        raise Refused("amount.nothing")
    return wanted


def holds(game: Game, company: Company, item: str, period: int) -> bool:
    """Whether a development is complete: all paid, the last instalment before `period`."""
    progress = company.progress[item]
    return progress.paid >= game.catalogue.payments[item] and progress.at < period


def _copier(kind: type[T]) -> Callable[[T], T]:
    """What makes a copy of a dataclass one level deep; its fields must be those of its constructor."""
    values = attrgetter(*(entry.name for entry in fields(cast(Any, kind))))
    return lambda item: kind(*values(item))


_copy_game, _copy_company = _copier(Game), _copier(Company)
_copy_plant, _copy_line, _copy_loan = _copier(Plant), _copier(Line), _copier(Loan)
_copy_progress, _copy_order = _copier(Progress), _copier(Order)
_copy_meeting, _copy_selection, _copy_tender = _copier(Meeting), _copier(Selection), _copier(Tender)


def copy_game(game: Game) -> Game:
    """An independent copy; what never changes again (ruleset, entries, actions, old orders) is shared."""
    twin = _copy_game(game)
    twin.orders = _orders(game)
    twin.companies = [_company(company, twin.orders) for company in game.companies]
    twin.meeting = game.meeting and _meeting(game.meeting)
    twin.tender = game.tender and _tender(game.tender)
    twin.met = set(game.met)
    twin.deals = list(game.deals)
    twin.history = list(game.history)
    twin.events = []
    return twin


def _orders(game: Game) -> dict[str, Order]:
    """The orders; what may still change is this year's, and what a company has still to deliver."""
    orders = dict(game.orders)
    for name, order in game.orders.items():
        if order.year == game.year or (order.team and order.state in ("open", "late")):
            orders[name] = _copy_order(order)
    return orders


def _company(company: Company, orders: Mapping[str, Order]) -> Company:
    twin = _copy_company(company)
    twin.journal = company.journal.copy()
    twin.plants = [_copy_plant(plant) for plant in company.plants]
    twin.lines = [_copy_line(line) for line in company.lines]
    twin.loans = [_copy_loan(loan) for loan in company.loans]
    twin.receivables = list(company.receivables)
    twin.materials = dict(company.materials)
    twin.ordered = {material: list(coming) for material, coming in company.ordered.items()}
    twin.goods = dict(company.goods)
    twin.progress = {item: _copy_progress(progress) for item, progress in company.progress.items()}
    twin.orders = [orders[order.id] for order in company.orders]
    twin.advertising = {year: dict(amounts) for year, amounts in company.advertising.items()}
    twin.submitted = dict(company.submitted)
    return twin


def _meeting(meeting: Meeting) -> Meeting:
    twin = _copy_meeting(meeting)
    twin.open = [_selection(selection) for selection in meeting.open]
    twin.markets = list(meeting.markets)
    return twin


def _selection(selection: Selection) -> Selection:
    twin = _copy_selection(selection)
    twin.teams, twin.picks = list(selection.teams), list(selection.picks)
    return twin


def _tender(tender: Tender) -> Tender:
    twin = _copy_tender(tender)
    twin.open, twin.waiting = list(tender.open), list(tender.waiting)
    twin.offers, twin.ended = list(tender.offers), list(tender.ended)
    return twin
