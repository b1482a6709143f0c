"""What a company may hope to sell: its part of the forecast, place by place, given who else is there."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from .firm import NEVER, Firm
from .known import Known
from .programme import Programme
from .view import View

Rivalry = tuple[tuple[float, ...], ...]
"""By year and product: how many other companies are thought to make it."""

Rights = tuple[tuple[int, ...], tuple[int, ...]]
"""The years from which markets and standards are held."""

SEEN = 0.6
"""How far last year's advertising tells who makes a product this year, against what was thought of it."""


class Hope(NamedTuple):
    """What may be sold in a year by product: most units, their mean price and what their advertising costs.

    `gains` is what a unit brings, and `order` has the products by it, those made of others first; `gross` is
    the most gross profit of the year: who makes more products sells less of each.
    """

    units: list[float]
    prices: list[float]
    gains: list[float]
    fees: list[float]
    order: list[int]
    gross: float


class Hopes(Protocol):
    """Hopes by year."""

    def __getitem__(self, year: int, /) -> Hope: ...


class _Years(dict[int, Hope]):
    """The hopes of the years that are looked at, with the rights that a firm will have."""

    def __init__(self, outlook: Outlook, rights: Rights, next_: int, first: float, later: float) -> None:
        self._outlook, self._rights = outlook, rights
        self._next, self._first, self._later = next_, first, later

    def __missing__(self, year: int) -> Hope:
        counted = self._first if year == self._next else self._later
        hope = self[year] = self._outlook.hope(year, self._rights, counted)
        return hope


_Part = tuple[int, int, float, float, int]
"""A forecast place: market, product, the company's part of the units, their price, and all the units."""


class Outlook:
    """The units that the company may win by year, market and product if it holds the market."""

    __slots__ = (
        "_focus", "_hopes", "_known", "_left", "_parts", "_running", "_taste", "_wholes", "_year",
        "crowd", "rivalry",
    )  # fmt: skip

    def __init__(self, view: View, taste: list[float], focus: float, rivalry: Rivalry | None = None) -> None:
        """`rivalry`: what is thought of the others before one can see; without it, by what products bring."""
        self._known = known = view.known
        self._focus = focus
        self._taste = taste
        self._wholes: dict[tuple[int, tuple[bool, ...]], Hope] = {}
        self._hopes: dict[tuple[object, ...], _Years] = {}
        self._running = running = max(1, len(view.running))
        self.rivalry = rivalry or followed(known, running)
        self.crowd = crowd(view, self.rivalry)
        self._left = unsold(view)
        self._year = view.year
        self._parts: dict[int, list[_Part]] = {}

    def _places(self, year: int) -> list[_Part]:
        """The forecast places of a year with the company's part of them."""
        if year not in self._parts:
            faith = 0.7 ** (year - self._year)  # what is seen now tells less and less
            thought = self.rivalry[year]
            there = [faith * a + (1 - faith) * b for a, b in zip(self.crowd, thought, strict=True)]
            self._parts[year] = parts = []
            for market, product, units, price in self._known.cells[year]:
                part = max(1 / (1 + there[product]), faith * self._left[product])
                parts.append((market, product, units * min(part, 0.6), price, units))
        return self._parts[year]

    def facing(self, view: View, rivalry: Rivalry) -> Outlook:
        """The same, when the others are thought to make something else."""
        return Outlook(view, self._taste, self._focus, rivalry)

    def hopes(self, firm: Firm, programme: Programme, first: float, later: float) -> Hopes:
        """Units and prices by year and product with the rights that a firm has under a programme.

        Counted is the part `first` of them in the first year with a meeting to come, `later` in the others.
        """
        next_ = max(firm.year + (not firm.hopes), self._known.ruleset.marketing.orders_from)
        rights = self._rights(firm, programme)
        key = (*rights, next_, first, later)
        if key not in self._hopes:
            self._hopes[key] = _Years(self, rights, next_, first, later)
        return self._hopes[key]

    def margin(self, product: int) -> int:
        """The gross profit that a unit of a product is expected to bring, in whole money units."""
        years = range(self._year, self._known.years + 1)
        places = [place for year in years for place in self._places(year)]
        found = [(part, price) for _, p, part, price, _ in places if p == product]
        units = sum(part for part, _ in found)
        price = sum(part * price for part, price in found) / units if units else 0.0
        return round(price - self._known.costs[product])

    def hope(self, year: int, rights: Rights, counted: float) -> Hope:
        """What may be sold in a year with such rights, of which so much is counted."""
        opens, certified = rights
        held = tuple([begin <= year for begin in opens])
        lost = 0.0  # to who has no standard
        for wish, begin in zip(self._known.wishes[year], certified, strict=True):
            if begin > year:
                lost += wish
        counted *= 1 - lost
        if (year, held) not in self._wholes:
            self._wholes[year, held] = self._whole(year, held)
        whole = self._wholes[year, held]
        units = [n * counted for n in whole.units]
        fees = [fee / counted if counted else 0.0 for fee in whole.fees]
        return whole._replace(units=units, fees=fees, gross=whole.gross * counted)

    def _whole(self, year: int, held: tuple[bool, ...]) -> Hope:
        """What may be sold in a year by who holds those markets."""
        known = self._known
        costs = known.costs
        gross = 0.0
        units, money, bills = [0.0] * len(costs), [0.0] * len(costs), [0.0] * len(costs)
        for market, product, part, price, cell_units in self._places(year):
            if held[market]:
                got = part * self._taste[product]
                even = min(part, cell_units / self._running)
                gross += self._focus * even * max(0.0, price - costs[product])
                units[product] += got
                money[product] += got * price
                bills[product] += known.picks(part)
        prices, fees = _ratios(money, units), _ratios(bills, units)
        gains = [price - cost for price, cost in zip(prices, costs, strict=True)]
        order = sorted(range(len(costs)), key=lambda p: (p not in known.composites, -gains[p]))
        return Hope(units, prices, [max(0.0, gain) for gain in gains], fees, order, gross)

    def _rights(self, firm: Firm, programme: Programme) -> Rights:
        """The years from which markets and standards are held under a programme."""
        known = self._known
        opens, certified = firm.opens[:], firm.certified[:]
        for rights, items, rules in (
            (opens, programme.markets, known.ruleset.markets),
            (certified, programme.standards, known.ruleset.standards),
        ):
            for index, year in items:
                progress = firm.progress[rules[index].id]
                start = max(year, firm.year + (progress.at == firm.year))
                if rights[index] == NEVER:
                    rights[index] = start + rules[index].payments - progress.paid
        return tuple(opens), tuple(certified)


def _ratios(sums: list[float], units: list[float]) -> list[float]:
    return [s / u if u else 0.0 for s, u in zip(sums, units, strict=True)]


def followed(known: Known, running: int) -> Rivalry:
    """How many others are thought to make each product: the more, the more it brings."""
    return tuple(tuple(max(0.0, running * part - 1) for part in row) for row in known.followers)


def unsold(view: View) -> list[float]:
    """Of each product the part of the forecast that nobody took in the last meeting."""
    known = view.known
    year = view.year if view.meeting_over else view.year - 1
    taken = dict.fromkeys(known.product_ids, 0)
    for _, product, units, _ in view.placed(year):
        taken[product] += units
    return [
        max(0.0, 1 - taken[name] / units) if units else 0.0
        for name, units in zip(known.product_ids, known.wanted[year], strict=True)
    ]


def crowd(view: View, rivalry: Rivalry) -> list[float]:
    """How many others are thought to make each product this year.

    Last year's advertising tells who was there; before one can see, it is what was thought beforehand.
    """
    prior = rivalry[view.year]
    last = view.advertising(view.year - 1)
    if not last:
        return list(prior)
    others = set(view.running) - {view.team}
    seen = dict.fromkeys(view.known.product_ids, 0)
    for team, amounts in last.items():
        if team in others:
            for name in {place.partition(":")[2] for place in amounts}:
                if name in seen:
                    seen[name] += 1
    return [
        SEEN * n + (1 - SEEN) * min(part, len(others)) for n, part in zip(seen.values(), prior, strict=True)
    ]
