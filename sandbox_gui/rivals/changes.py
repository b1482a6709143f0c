"""Changes of a programme that a planner may try: more or fewer lines, ventures, plants, at other times."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..core.game import Plant
from .firm import NEVER, Firm
from .known import Known
from .programme import Dated, NewLine, NewPlant, Programme

WAITS = (0, 1, 2, 4, 7)
"""Quarters by which a line may be put off."""


class Changes:
    """What can be changed in the programme of a firm."""

    def __init__(self, known: Known, firm: Firm) -> None:
        self.known, self.firm = known, firm

    # Growing

    def researched(self, p: int, base: Programme) -> Programme:
        """With a product's research, and that of the products in it, from now on."""
        research = base.research
        for item in (*(part for part, _ in self.known.parts[p]), p):
            if self.firm.rights[item] == NEVER and base.begins(item) < 0:
                research = (*research, (item, self.firm.first))
        return replace(base, research=research)

    def line(self, p: int, kind: int, wait: int, count: int, base: Programme) -> Programme | None:
        """With lines for a product, ready when its research is complete or some quarters later."""
        known, firm = self.known, self.firm
        facts = known.lines[kind]
        base = self.researched(p, base)
        right = firm.rights[p]
        if right == NEVER:
            item = known.ruleset.products[p]
            begun = firm.progress[item.id]
            right = max(base.begins(p), firm.first + (begun.at == firm.first)) + item.payments - begun.paid
        start = max(firm.first, right - facts.lag) + wait
        if start + facts.lag + facts.cycle > known.years * 4:
            return None
        return replace(base, lines=(*base.lines, *[NewLine(kind, p, start)] * count))

    # Mending

    def mends(self, base: Programme) -> Iterator[Programme]:
        """Programmes that differ in one thing."""
        yield from self.fewer(base)
        yield from self.ventures(base)
        for new in dict.fromkeys(base.lines):
            yield from self._exchanges(new, base)
        yield from self.replacements(base)
        for share in (0.0, 0.5, 1.0):
            if share != base.long_share:
                yield replace(base, long_share=share)
        for hoard in (0.0, 0.3, 0.6, 1.0, 1.5):
            if hoard != base.hoard:
                yield replace(base, hoard=hoard)
        yield replace(base, owns=not base.owns)
        for house in range(-1, len(self.known.ruleset.plants)):
            if house != base.house:
                yield replace(base, house=house)

    def fewer(self, base: Programme) -> Iterator[Programme]:
        """Without a line, a product or a venture."""
        for new in dict.fromkeys(base.lines):
            index = base.lines.index(new)
            yield replace(base, lines=base.lines[:index] + base.lines[index + 1 :])
        for p, _ in base.research:
            lines = tuple(new for new in base.lines if new.product != p)
            yield replace(base, research=_without(base.research, p), lines=lines)
        for index, _ in base.markets:
            yield replace(base, markets=_without(base.markets, index))
        for index, _ in base.standards:
            yield replace(base, standards=_without(base.standards, index))

    def later(self, base: Programme) -> Iterator[Programme]:
        """With what costs money put off by a quarter or a year."""
        for new in sorted(dict.fromkeys(base.lines), key=lambda new: -new.quarter):
            yield from (self._moved(new, wait, base) for wait in (1, 2, 4))
        for index, year in base.standards:
            yield replace(base, standards=(*_without(base.standards, index), (index, year + 1)))
        for index, year in base.markets:
            yield replace(base, markets=(*_without(base.markets, index), (index, year + 1)))

    def _moved(self, new: NewLine, wait: int, base: Programme) -> Programme:
        moved = new._replace(quarter=max(self.firm.first, new.quarter + wait))
        index = base.lines.index(new)
        lines = base.lines[:index] + base.lines[index + 1 :]
        facts = self.known.lines[new.kind]
        if moved.quarter + facts.lag + facts.cycle > self.known.years * 4:
            return replace(base, lines=lines)
        return replace(base, lines=(*lines, moved))

    def _exchanges(self, new: NewLine, base: Programme) -> Iterator[Programme]:
        """A line of another type, for another product, or begun at another time."""
        for wait in (-2, -1, 1, 2):
            yield self._moved(new, wait, base)
        index = base.lines.index(new)
        rest = base.lines[:index] + base.lines[index + 1 :]
        for facts in self.known.lines:
            lag = self.known.lines[new.kind].lag
            start = max(self.firm.first, new.quarter + lag - facts.lag)
            if facts.index != new.kind and start + facts.lag + facts.cycle <= self.known.years * 4:
                yield replace(base, lines=(*rest, NewLine(facts.index, new.product, start)))
        for p in range(len(self.known.product_ids)):
            if p != new.product and (self.firm.rights[p] < NEVER or base.begins(p) >= 0):
                yield replace(base, lines=(*rest, new._replace(product=p)))

    def ventures(self, base: Programme) -> Iterator[Programme]:
        """With a market, a standard or a research more, or research at another time."""
        known, firm, year = self.known, self.firm, self.firm.venture_year
        for at in range(year, min(year + 2, known.years + 1)):
            for m, rule in enumerate(known.ruleset.markets):
                if firm.opens[m] == NEVER and at + rule.payments - 2 < known.years + 1:
                    yield replace(base, markets=(*_without(base.markets, m), (m, at)))
            for s in range(len(known.standard_ids)):
                if firm.certified[s] == NEVER:
                    yield replace(base, standards=(*_without(base.standards, s), (s, at)))
        for p in range(len(known.product_ids)):
            if firm.rights[p] == NEVER and base.begins(p) < 0:
                yield self.researched(p, base)
        for p, at in base.research:
            for wait in (-2, -1, 1, 2, 4):
                if at + wait >= firm.first:
                    research = tuple((item, q + wait if item == p else q) for item, q in base.research)
                    yield replace(base, research=research)
                    yield self._researched_later(p, wait, base)

    def _researched_later(self, p: int, wait: int, base: Programme) -> Programme:
        """With a product's research, and the lines for it, moved in time."""
        research = tuple((item, at + wait if item == p else at) for item, at in base.research)
        base = replace(base, research=research)
        for new in base.lines:
            if new.product == p and not self.known.lines[new.kind].free:
                base = self._moved(new, wait, base)
        return base

    def replacements(self, base: Programme) -> Iterator[Programme]:
        """An old slow line sold, and a better one in its place."""
        known, firm = self.known, self.firm
        sold = {no for no, _ in base.sales}
        for line in firm.lines:
            if line.no in sold or line.left or line.cycle == 1:
                continue
            for wait in (0, 4, 8):
                quarter = line.ready + wait
                for kind in known.kinds[:2]:
                    facts = known.lines[kind]
                    if facts.cycle >= line.cycle or quarter + facts.lag + 1 > known.years * 4:
                        continue
                    for p in range(len(known.product_ids)):
                        if firm.rights[p] < NEVER or base.begins(p) >= 0:
                            yield replace(
                                base,
                                sales=(*base.sales, (line.no, quarter)),
                                lines=(*base.lines, NewLine(kind, p, quarter)),
                            )

    # The last year: what still scores

    def finish(self, base: Programme) -> Iterator[Programme]:
        """Plants to own and lines that stand by the last close: they hold their price and bring points."""
        known, last = self.known, self.known.years * 4
        if self.firm.first > last:
            return
        for plant in self.firm.plants:
            quarter = self._purchase_quarter(plant)
            if quarter and plant.no not in dict(base.purchases):
                yield replace(base, purchases=(*base.purchases, (plant.no, quarter)))
        for index in range(len(known.ruleset.plants)):
            yield replace(base, plants=(*base.plants, NewPlant(index, last, bought=True, kept=True)))
        for facts in known.lines:
            start = last - facts.lag
            if facts.rule.points and start >= self.firm.first:
                for count in (6, 3, 1):
                    yield replace(base, lines=(*base.lines, *[NewLine(facts.index, 0, start)] * count))

    def _purchase_quarter(self, plant: Plant) -> int:
        """The last quarter in which a rented plant can be bought; 0 for none."""
        rules, last = self.known.ruleset.plant_rules, self.known.years * 4
        if plant.owned or rules.rent_to_buy == "never":
            return 0
        if rules.rent_to_buy == "any":
            return last
        window = (0, -1) if rules.rent_to_buy == "last_or_due" else (0,)
        dues = range(plant.rent_due, last + 2, 4)
        fits = (due + wait for due in dues for wait in window)
        return max((quarter for quarter in fits if self.firm.first <= quarter <= last), default=0)


def _without(items: Dated, key: int) -> Dated:
    return tuple(item for item in items if item[0] != key)
