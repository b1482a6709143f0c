"""The places of the table: what a company has there, as plain frozen facts. No Qt, no pixels.

A place's `id` names it for the window (``line:3``, ``order:2-local-P1-4`` …); amounts are in whole units
of `unit`. Names are the ruleset's, by language.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ...core.ruleset import Text

Layers = tuple[int, ...]
"""What lies in a product's cup, bottom first: indices of the ruleset's materials, `PROCESSING` for a coin."""

PROCESSING = -1

Right = Literal["market", "standard", "product"]
"""What a development leads to."""


@dataclass(frozen=True, slots=True)
class Place:
    """What all places share."""

    id: str
    unit: str

    @property
    def kind(self) -> str:
        """The id's first word."""
        return self.id.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Due(Place):
    """One payment (negative: a receipt) that the next stage makes by itself."""

    amount: int


@dataclass(frozen=True, slots=True)
class Cash(Place):
    """Cash in hand, what the next stage does to it, and by how much it does not reach."""

    amount: int
    ahead: tuple[Due, ...]
    short: int

    @property
    def due(self) -> int:
        """What the next stage asks for, receipts not counted."""
        return sum(due.amount for due in self.ahead if due.amount > 0)


@dataclass(frozen=True, slots=True)
class PlantPlace(Place):
    """A plant in use; `rent_in` counts the quarters to the next rent (−1 where it is owned)."""

    no: int
    name: Text
    price: int
    rent: int
    slots: int
    lines: int
    rent_in: int
    sale_term: int

    @property
    def owned(self) -> bool:
        """Whether the company owns it."""
        return self.rent_in < 0


@dataclass(frozen=True, slots=True)
class Offer:
    """A plant that could still be bought or rented."""

    name: Text
    price: int
    rent: int
    slots: int


@dataclass(frozen=True, slots=True)
class NewPlant(Place):
    """The empty ground for another plant."""

    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class LinePlace(Place):
    """A production line; `type_index` is its type's place in the ruleset, `cell` its unit's (0 idle)."""

    no: int
    plant: int
    name: Text
    type_index: int
    product: Text
    layers: Layers
    cycle: int
    cell: int
    net: int
    maintenance: int
    work: str  # "", "build" or "change"
    paid: int
    payments: int
    instalment: int  # the next one, 0 once all is paid
    paid_now: bool  # this quarter's instalment is paid
    ready_in: int  # quarters until it can work, 0 while that is not known
    target: Text

    @property
    def done_next(self) -> bool:
        """Whether its unit is finished when the next quarter begins."""
        return not self.work and 0 < self.cell == self.cycle


@dataclass(frozen=True, slots=True)
class Slot(Place):
    """The free line slots of a plant."""

    plant: Text
    free: int


@dataclass(frozen=True, slots=True)
class Material(Place):
    """A store of raw material."""

    name: str
    index: int
    amount: int
    price: int
    lead: int


@dataclass(frozen=True, slots=True)
class OrderNote(Place):
    """Raw material on its way: what arrives in that many quarters, to be paid then."""

    name: str
    index: int
    amount: int
    quarters: int
    lead: int
    price: int

    @property
    def travelling(self) -> bool:
        """Whether it has left the supplier: no longer in the cell in which it was ordered."""
        return self.quarters < self.lead


@dataclass(frozen=True, slots=True)
class Goods(Place):
    """A store of finished goods."""

    name: Text
    layers: Layers
    amount: int
    cost: int
    held: bool  # the company may make it


@dataclass(frozen=True, slots=True)
class OrderPlace(Place):
    """A sales order still to be delivered."""

    no: str
    market: Text
    product: Text
    product_id: str
    quantity: int
    total: int
    quarter: int
    term: int
    standards: tuple[Text, ...]
    stock: int
    overdue: bool  # its quarter is over: it can no longer be delivered this year
    late: bool  # from last year, to be delivered with a fine
    penalty: int

    @property
    def deliverable(self) -> bool:
        """Whether it may still be delivered and the stock suffices."""
        return self.stock >= self.quantity and not self.overdue

    @property
    def price(self) -> str:
        """The unit price, to a tenth."""
        return f"{self.total / self.quantity:.1f}".removesuffix(".0")


@dataclass(frozen=True, slots=True)
class LoanRow(Place):
    """A kind of loan: its terms, what is owed and what may still be borrowed."""

    name: Text
    rate: str
    terms: int
    yearly: bool
    owed: int
    credit: int


@dataclass(frozen=True, slots=True)
class LoanCell(Place):
    """Loans of one kind that fall due in that many periods."""

    name: Text
    amount: int
    left: int
    yearly: bool
    rate: str
    special: bool  # neither long nor short: usury


@dataclass(frozen=True, slots=True)
class Receivable(Place):
    """Receivables that come in after that many quarters."""

    amount: int
    quarters: int
    total: int


@dataclass(frozen=True, slots=True)
class Pot(Place):
    """What was spent on one thing this year."""

    name: str
    amount: int


@dataclass(frozen=True, slots=True)
class Development(Place):
    """A market, standard or product on its way to a certificate; `yearly` is how often it is paid.

    `held` once it counts; complete but not yet held means that it counts from the next period.
    """

    name: Text
    what: Right
    paid: int
    payments: int
    cost: int
    yearly: bool
    held: bool
    paid_now: bool
    points: int
    advertising: int = 0  # on a market this year
    layers: Layers = ()
    bom: str = ""
    direct_cost: int = 0

    @property
    def complete(self) -> bool:
        """Whether all is paid."""
        return self.paid >= self.payments

    @property
    def left(self) -> int:
        """Instalments still to pay."""
        return max(0, self.payments - self.paid)


@dataclass(frozen=True, slots=True)
class Header:
    """The strip along the top; `quarter` is 0 at the year's start and 5 at its end."""

    company: str
    team: int
    ruleset: Text
    unit: str
    year: int
    years: int
    quarter: int
    stage: Text
    cash: int
    short: bool  # cash does not reach for what the next stage asks
    equity: int
    rank: int
    companies: int
    bankrupt: str


@dataclass(frozen=True, slots=True)
class Table:
    """A company's whole table: the strip, and the places in the order in which Tab visits them."""

    header: Header
    places: tuple[Place, ...]

    def place(self, place_id: str) -> Place | None:
        """The place of that id, if there is one."""
        return next((place for place in self.places if place.id == place_id), None)
