"""Changes of a programme that a planner may try: more or fewer lines, ventures, plants, at other times."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from ..core.game import Plant
from .firm import NEVER, Firm, Works
from .known import Known, LineFacts
from .outlook import Outlook
from .programme import Dated, NewLine, NewPlant, Programme

Change = Callable[[Programme], Programme | None]
"""Makes a changed programme, or None where the change does not apply."""


class Changes:
    """What can be changed in the programme of a firm; `depth`: 0 few things, 1 the usual ones, 2 all."""

    def __init__(self, known: Known, firm: Firm, outlook: Outlook, depth: int) -> None:
        self.known, self.firm, self.outlook, self.depth = known, firm, outlook, depth

    def all(self, base: Programme) -> Iterator[Change]:
        yield from self.fewer(base)
        yield from self._shares()
        yield from self._houses()
        yield from self._ventures()
        yield from self._products()
        if self.depth > 0 and self.firm.year == self.known.years:
            yield from self._finish(base)
        if self.depth > 1:
            for new in dict.fromkeys(base.lines):
                yield from self._exchanges(new)

    def _exchanges(self, new: NewLine) -> Iterator[Change]:
        """A line of another type, for another product, or begun at another time."""
        others = [new._replace(kind=kind.index) for kind in self.known.lines if kind.index != new.kind]
        others += [new._replace(quarter=max(self.firm.first, new.quarter + wait)) for wait in (-2, -1, 1, 2)]
        for p in range(len(self.known.product_ids)):
            if p != new.product:
                others.append(new._replace(product=p))
        for other in others:
            if other != new and self._fits(other):
                yield partial(self._exchanged, new, other)

    def _exchanged(self, old: NewLine, new: NewLine, base: Programme) -> Programme | None:
        if old not in base.lines:
            return None
        base = self._researched(new.product, base)
        index = base.lines.index(old)
        return replace(base, lines=(*base.lines[:index], new, *base.lines[index + 1 :]))

    def _fits(self, new: NewLine) -> bool:
        facts = self.known.lines[new.kind]
        return new.quarter + facts.lag + facts.cycle <= self.known.years * 4

    def packages(self, base: Programme) -> Iterator[Programme | None]:
        """Whole programmes to start from: some lines of a type for one product or two."""
        known = self.known
        order = sorted(range(len(known.product_ids)), key=lambda p: -self.outlook.promise(p))
        if self.depth < 2:
            order = order[:3]
        sets = [(p,) for p in order] + [(p, q) for p in order for q in order if p < q]
        year = self.firm.venture_year
        cheap = [m for m, rule in enumerate(known.ruleset.markets)
                 if self.firm.market_year(m) == NEVER and rule.payments <= 2]  # fmt: skip
        opened = base
        for m in cheap:
            opened = replace(opened, markets=(*_without(opened.markets, m), (m, year)))
        for products in sets:
            for kind in self._kinds():
                for count in (1, 2, 3, 4):
                    found: Programme | None = opened
                    for p in products:
                        found = found and self._make(p, kind.index, 0, count, found)
                    yield found

    def fewer(self, base: Programme) -> Iterator[Change]:
        for new in base.lines:
            yield partial(_without_line, new)
        yield partial(replace, lines=())
        for item in base.research:
            yield partial(_dropped, "research", item[0])
        for item in base.markets:
            yield partial(_dropped, "markets", item[0])
        for item in base.standards:
            yield partial(_dropped, "standards", item[0])

    def sales(self) -> Iterator[Change]:
        """A line of the company sold as soon as it is idle, or all that make a product."""
        if self.firm.first > self.firm.year * 4 or any(plant.owned for plant in self.firm.plants):
            return  # a plant brings more, and without a loss
        for line in self.firm.lines:
            if not line.left:
                yield partial(_sold, [line])
        for p in range(len(self.known.product_ids)):
            lines = [line for line in self.firm.lines if line.product == p and not line.left]
            if len(lines) > 1:
                yield partial(_sold, lines)

    def _shares(self) -> Iterator[Change]:
        for share in (0.5, 1.0) if self.depth > 1 else (1.0,):
            yield partial(replace, long_share=share)

    def _houses(self) -> Iterator[Change]:
        for house in range(-1, len(self.known.ruleset.plants)):
            yield partial(replace, house=house)

    def _ventures(self) -> Iterator[Change]:
        known, firm = self.known, self.firm
        year = firm.venture_year
        wait = 1 if self.depth < 2 else 3
        for m in range(len(known.market_ids)):
            if firm.market_year(m) == NEVER:
                for at in range(year, min(year + wait, known.years + 1)):
                    yield partial(_begun, "markets", m, at)
        for s in range(len(known.standard_ids)):
            if firm.standard_year(s) == NEVER:
                for at in range(year, min(year + wait, known.years + 1)):
                    yield partial(_begun, "standards", s, at)

    def _products(self) -> Iterator[Change]:
        counts = (1,) if self.depth < 2 else (1, 2)
        waits = (0,) if self.depth < 1 else (0, 2) if self.depth < 2 else (0, 2, 4)
        for p in range(len(self.known.product_ids)):
            for kind in self._kinds():
                for wait in waits:
                    for count in counts:
                        yield partial(self._make, p, kind.index, wait, count)
            if self.firm.right(p) == NEVER:
                yield partial(self._researched, p)

    def _kinds(self) -> list[LineFacts]:
        """The types of line to think of: all, or the two that make a unit most cheaply."""
        kinds = sorted(
            self.known.lines, key=lambda k: (sum(k.charges[:4]) / 4 + k.rule.maintenance) * k.cycle
        )
        return kinds[:3] if self.depth > 1 else kinds[:2]

    # The last year: what still scores

    def _finish(self, base: Programme) -> Iterator[Change]:
        """Plants to own and lines that stand by the last close: they hold their price and bring points."""
        known, last = self.known, self.known.years * 4
        if self.firm.first > last:
            return
        for plant in self.firm.plants:
            quarter = self._purchase_quarter(plant)
            if quarter and plant.no not in dict(base.purchases):
                yield partial(_begun, "purchases", plant.no, quarter)
        for index in range(len(known.ruleset.plants)):
            yield partial(_with_plant, NewPlant(index, last, bought=True))
        for facts in known.lines:
            start = last - facts.lag
            if facts.rule.points and start >= self.firm.first:
                for count in (6, 3, 1):
                    yield partial(_with_lines, [NewLine(facts.index, 0, start)] * count)

    def _purchase_quarter(self, plant: Plant) -> int:
        """The last quarter in which a rented plant can be bought; 0 for none."""
        rules, last = self.known.ruleset.plant_rules, self.known.years * 4
        if plant.owned or rules.rent_to_buy == "never":
            return 0
        if rules.rent_to_buy == "any":
            return last
        window = (0, -1) if rules.rent_to_buy == "last_or_due" else (0,)
        due = plant.rent_due if plant.rent_due <= last else plant.rent_due - 4
        fits = [due + wait for wait in window if self.firm.first <= due + wait <= last]
        fits += [plant.rent_due + wait for wait in window if self.firm.first <= plant.rent_due + wait <= last]
        return max(fits, default=0)

    def _researched(self, p: int, base: Programme) -> Programme:
        """With a product's research, and that of the products in it, from now on."""
        research = base.research
        for item in (p, *(part for part, _ in self.known.parts[p])):
            if self.firm.right(item) == NEVER and base.begins(item) < 0:
                research = (*research, (item, self.firm.first))
        return replace(base, research=research)

    def _make(self, p: int, kind: int, wait: int, count: int, base: Programme) -> Programme | None:
        """With more lines for a product, ready when its research is complete or some quarters later."""
        known, firm = self.known, self.firm
        facts = known.lines[kind]
        base = self._researched(p, base)
        right = firm.right(p)
        if right == NEVER:
            item = known.ruleset.products[p]
            right = max(base.begins(p), firm.first) + item.payments - firm.progress[item.id].paid
        start = max(firm.first, max(right, firm.first + facts.lag) - facts.lag + wait)
        if start + facts.lag + facts.cycle > known.years * 4:
            return None
        lines = base.lines
        for part, _ in known.parts[p]:
            makers = sum(line.product in (part, -1) for line in firm.lines)
            makers += sum(n.product == part or known.lines[n.kind].free for n in lines)
            users = sum(line.product == p for line in firm.lines) + sum(n.product == p for n in lines)
            if makers < users + count:
                early = max(firm.first, start - facts.cycle)
                lines = (*lines, *[NewLine(kind, part, early)] * (users + count - makers))
        return replace(base, lines=(*lines, *[NewLine(kind, p, start)] * count))


def _dropped(what: str, key: int, base: Programme) -> Programme:
    return _changed(base, what, _without(_dated(base, what), key))


def _begun(what: str, key: int, at: int, base: Programme) -> Programme:
    return _changed(base, what, (*_without(_dated(base, what), key), (key, at)))


def _dated(base: Programme, what: str) -> Dated:
    lists = {"research": base.research, "markets": base.markets, "standards": base.standards}
    return lists.get(what, base.purchases)


def _changed(base: Programme, what: str, items: Dated) -> Programme:
    if what == "research":
        return replace(base, research=items)
    if what == "markets":
        return replace(base, markets=items)
    if what == "standards":
        return replace(base, standards=items)
    return replace(base, purchases=items)


def _with_plant(new: NewPlant, base: Programme) -> Programme:
    return replace(base, plants=(*base.plants, new))


def _with_lines(new: Sequence[NewLine], base: Programme) -> Programme:
    return replace(base, lines=(*base.lines, *new))


def _sold(lines: Sequence[Works], base: Programme) -> Programme | None:
    sold = {no for no, _ in base.sales}
    new = tuple((line.no, line.ready) for line in lines if line.no not in sold)
    return replace(base, sales=(*base.sales, *new)) if new else None


def _without_line(new: NewLine, base: Programme) -> Programme | None:
    if new not in base.lines:
        return None
    index = base.lines.index(new)
    return replace(base, lines=base.lines[:index] + base.lines[index + 1 :])


def _without(items: Dated, key: int) -> Dated:
    return tuple(item for item in items if item[0] != key)
