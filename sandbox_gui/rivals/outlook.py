"""What a company may hope to sell: its part of the forecast, place by place, given who else is there."""

from __future__ import annotations

from .firm import NEVER, Firm
from .known import Known
from .programme import Programme
from .shop import Hopes
from .view import View


class Outlook:
    """The units that the company may win by year, market and product if it holds the market."""

    __slots__ = ("_firm", "_focus", "_known", "_memo", "_parts", "_standards", "_taste")

    def __init__(self, view: View, known: Known, firm: Firm, taste: list[float], focus: float) -> None:
        self._known = known
        self._taste = taste
        self._focus = focus
        self._firm = firm
        self._memo: dict[object, Hopes] = {}
        self._standards = [firm.standard_year(s) for s in range(len(known.standard_ids))]
        there = crowd(view, known)
        running = max(1, len(view.running))
        self._parts: list[list[tuple[int, int, float, float]]] = [[] for _ in range(known.years + 2)]
        for year in range(view.year, known.years + 1):
            for cell in known.cells[year]:
                rivals = max(1.0, running * there[cell.product])
                part = min(cell.units / rivals, cell.units * 0.6)
                self._parts[year].append((cell.market, cell.product, part, cell.price))

    def hopes(self, programme: Programme, caution: float) -> Hopes:
        """Units and prices by year and product, with the markets that a programme opens."""
        key = (programme.markets, caution)
        if key not in self._memo:
            self._memo[key] = self._hopes(programme, caution)
        return self._memo[key]

    def promise(self, product: int) -> float:
        """The gross profit that an even part of a product's demand would bring in the years to come."""
        cost = self._known.costs[product]
        return self._taste[product] * sum(
            part * (price - cost) for parts in self._parts for _, p, part, price in parts if p == product
        )

    def margin(self, product: int) -> int:
        """The gross profit that a unit of a product is expected to bring, in whole money units."""
        found = [(part, price) for parts in self._parts for _, p, part, price in parts if p == product]
        units = sum(part for part, _ in found)
        price = sum(part * price for part, price in found) / units if units else 0.0
        return round(price - self._known.costs[product])

    def _hopes(self, programme: Programme, caution: float) -> Hopes:
        known, firm = self._known, self._firm
        opens = [firm.market_year(m) for m in range(len(known.market_ids))]
        for m, year in programme.markets:
            rule = known.ruleset.markets[m]
            progress = firm.progress[rule.id]
            start = max(year, firm.year + (progress.at == firm.year))
            opens[m] = start + rule.payments - progress.paid
        units = [[0.0] * len(known.product_ids) for _ in range(known.years + 2)]
        money = [[0.0] * len(known.product_ids) for _ in range(known.years + 2)]
        for year, parts in enumerate(self._parts):
            for market, product, part, price in parts:
                if opens[market] <= year and opens[market] < NEVER:
                    units[year][product] += part * caution
                    money[year][product] += part * caution * price
        prices = [
            [m / u if u else 0.0 for m, u in zip(*rows, strict=True)]
            for rows in zip(money, units, strict=True)
        ]
        sums = [caution * sum(n > 0 for n in row) for row in units]
        most = [[self._focus * like * n for like, n in zip(self._taste, row, strict=False)] for row in units]
        shares = [[n / caution for n in row] for row in units]
        return Hopes(most, prices, shares, sums)


def crowd(view: View, known: Known) -> list[float]:
    """The part of the running teams that each product is thought to have, from last year's advertising."""
    efforts = [product.payments * product.cost for product in known.ruleset.products]
    middle = sorted(efforts)[len(efforts) // 2]
    prior = [1.0 if effort < middle else 0.8 if effort == middle else 0.6 for effort in efforts]
    held = known.ruleset.opening.held
    prior = [1.0 if name in held else part for name, part in zip(known.product_ids, prior, strict=True)]
    last = view.advertising(view.year - 1)
    if not last:
        return prior
    running = set(view.running)
    found = []
    for p, name in enumerate(known.product_ids):
        seen = sum(
            any(place.endswith(f":{name}") for place in amounts)
            for team, amounts in last.items()
            if team in running
        ) / max(1, len(running))  # fmt: skip
        found.append(min(1.0, max(0.35, 0.6 * seen + 0.4 * prior[p])))
    return found
