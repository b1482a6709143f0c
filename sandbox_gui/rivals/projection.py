"""The company's future under a programme: cash at every payment, equity at every close, the final score.

One model for all rivals: they differ in how many programmes they try and how much of the hoped-for sales
they count on. Production and sales are fluid: what lines can start in a quarter is what they start,
slowed evenly over a year where less is wanted.
"""

from __future__ import annotations

import math

from .firm import NEVER
from .ground import Ground, Starts
from .outlook import Hopes
from .programme import Programme
from .purse import Purse

LATE = 0.3
"""Of what it hopes for, what a company sells that has nothing to sell before the year's second half."""

EARLY = 0.85
"""Of what next year may sell, what is begun this year: who has stock at the meeting can keep any order."""

RUINED, UNPAID = -1000.0, 5.0
"""The score of a company that cannot pay, and how far below it each unit of money is that it lacks."""


def bearable(score: float) -> float:
    """The most cash that may be missing where a score is to be surpassed."""
    return max(0.0, (RUINED - score) / UNPAID)


class Projection:
    """What becomes of a firm; `missing` is the most cash that credit cannot supply, 0 where all is paid."""

    __slots__ = (
        "_after", "_arrivals", "_goods", "_starts", "close", "discounted", "end", "equity", "expense", "fees",
        "ground", "hopes", "lent", "missing", "missing_at", "programme", "receipts", "receive",
        "rights", "sales", "sold", "special", "spend", "start", "steps",
    )  # fmt: skip

    def __init__(self, ground: Ground, programme: Programme, hopes: Hopes, most: float = math.inf) -> None:
        """No further than to the year in which more than `most` is missing."""
        self.ground, self.programme, self.hopes = ground, programme, hopes
        self.spend = ground.spend[:]
        self.receive = ground.receive[:]
        self.end = ground.end[:]
        self.start = ground.start[:]
        self.close = ground.close[:]
        self.expense = ground.expense[:]
        self.receipts = ground.receipts[:]
        self.rights = ground.rights
        self._starts: list[Starts] = [
            {cycle: row[:] for cycle, row in starts.items()} for starts in ground.starts
        ]
        self._invest()
        self._goods = ground.goods[:]
        self._arrivals = [row[:] for row in ground.arrivals]
        self.sales = [0.0] * len(self.start)  # gross profit by year
        self.fees = [0.0] * len(self.start)  # advertising by year
        self.sold = [[0.0] * len(self._goods) for _ in self.start]
        self._after: list[float] | None = None  # hoped for in the year that is worked on next
        purse = Purse(self)
        for year in range(ground.year, ground.years + 1):
            self._work(year)
            if year > ground.year:  # a year's cash looks into the next one
                purse.live(year - 1)
            if purse.missing > most:
                break
        else:
            purse.live(ground.years)
        self.equity, self.discounted = purse.closes, purse.discounted
        self.special = purse.special
        self.missing, self.missing_at = purse.missing, purse.missing_at
        self.steps, self.lent = purse.steps, purse.lent

    # What the programme adds

    def _invest(self) -> None:
        programme = self.programme
        if programme.lines:
            self._new_lines()
        if programme.sales:
            self._sold_lines()
        if programme.plants or programme.purchases:
            self._plants()
        if programme.research:
            self._research()
        if programme.markets or programme.standards:
            self._ventures()

    def _new_lines(self) -> None:
        ground, first, count = self.ground, self.ground.first, self.ground.count
        lines = ground.known.lines
        for kind, product, quarter in self.programme.lines:
            facts = lines[kind]
            i = quarter - first
            for amount in facts.parts:
                if i >= count:
                    break
                self.spend[i] += amount
                i += 1
            ready = quarter + facts.lag
            built = (ready - 1) // 4 + 1
            ground.charge(self.close, self.expense, built, facts.rule.maintenance, facts.charges)
            ground.run(self._starts, -1 if facts.free else product, facts.cycle, ready - first)

    def _sold_lines(self) -> None:
        ground = self.ground
        until = dict(self.programme.sales)
        for line in ground.firm.lines:
            quarter = until.get(line.no)
            if quarter is None:
                continue
            i = quarter - ground.first
            row = self._starts[line.product].setdefault(line.cycle, [0.0] * ground.count)
            for at in range(max(0, line.ready - ground.first), ground.count, line.cycle):
                if at >= i:
                    row[at] -= 1
            rule = ground.known.lines[line.kind].rule
            year = (quarter - 1) // 4 + 1
            for y in range(max(year, line.built_in), ground.years + 1):
                self.close[y] -= rule.maintenance
                self.expense[y] -= rule.maintenance
            first = max(line.built_in + 1, ground.firm.year)
            for y, amount in enumerate(line.charges, first):
                if year <= y <= ground.years:
                    self.expense[y] -= amount
            net = line.net - sum(line.charges[: max(0, year - first)])
            value = rule.salvage
            if ground.known.ruleset.finance.line_sale != "salvage":
                value = min(net, value)
            if 0 <= i < ground.count:
                self.spend[i] -= value
                self.expense[year] += net - value

    def _plants(self) -> None:
        ground, known = self.ground, self.ground.known
        kinds = {rule.id: rule for rule in known.ruleset.plants}
        for no, quarter in self.programme.purchases:
            plant = next(p for p in ground.firm.plants if p.no == no)
            rule = kinds[plant.type]
            self._pay(self.receive, quarter, rule.price)
            self._rents(plant.rent_due, -rule.rent, quarter)
        for new in self.programme.plants:
            rule = known.ruleset.plants[new.kind]
            if new.quarter > ground.last:
                continue
            if new.bought:
                self._pay(self.spend, new.quarter, rule.price)
            elif known.rent_at_end:
                self._rents((new.quarter + 3) // 4 * 4, rule.rent, 0)
            else:
                self._pay(self.spend, new.quarter, rule.rent)
                self.expense[(new.quarter - 1) // 4 + 1] += rule.rent
                self._rents(new.quarter + 4, rule.rent, 0)

    def _rents(self, due: int, rent: int, least: int) -> None:
        self.ground.rents(self.close, self.end, self.expense, due, rent, least)

    def _pay(self, slots: list[float], quarter: int, amount: float) -> None:
        i = quarter - self.ground.first
        if 0 <= i < len(slots):
            slots[i] += amount

    def _research(self) -> None:
        ground = self.ground
        self.rights = self.rights[:]
        for p, quarter in self.programme.research:
            cost = ground.known.ruleset.products[p].cost
            paid = ground.firm.research(p, quarter)
            for i in paid[: max(0, ground.count - paid.start)]:
                self.receive[i] += cost
                self.expense[(ground.first + i - 1) // 4 + 1] += cost
            if paid:
                self.rights[p] = paid.stop

    def _ventures(self) -> None:
        ground, programme = self.ground, self.programme
        firm, rules = ground.firm, ground.known.ruleset
        for items, kinds in ((programme.markets, rules.markets), (programme.standards, rules.standards)):
            for index, year in items:
                rule = kinds[index]
                progress = firm.progress[rule.id]
                begin = max(year, firm.year + (progress.at == firm.year))
                for at in range(begin, min(begin + rule.payments - progress.paid, ground.years + 1)):
                    if at * 4 >= firm.first:
                        self._pay(self.receive, at * 4, rule.cost)
                    else:
                        self.close[at] += rule.cost
                    self.expense[at] += rule.cost

    # A year's work

    def _work(self, year: int) -> None:
        """What is made and sold in a year, with its cash."""
        ground = self.ground
        a, b = max(0, year * 4 - 3 - ground.first), year * 4 + 1 - ground.first
        hopes = self._after
        if hopes is None and not self._sold_out(year):
            hopes = self._hoped(year)
        wanted = self._wanted(year, a, b, hopes)
        booked = bool(ground.firm.jobs) and year == ground.year
        if booked:
            self._promised(a, b, wanted)
        self._make(year, a, b, wanted)
        if booked:
            self._deliver(year, a, b)
        if hopes:
            for p, units in enumerate(hopes):
                if units > 0.01:
                    self._sell(year, a, b, p, units)
                else:
                    self._goods[p] += sum(self._arrivals[p][a:b])
            self._advertise(year)
        else:
            for p, row in enumerate(self._arrivals):
                self._goods[p] += sum(row[a:b])

    def _sold_out(self, year: int) -> bool:
        """Whether a year's orders are given out: what is made beside them is for the next one."""
        firm = self.ground.firm
        return year == firm.year and not firm.hopes

    def _hoped(self, year: int) -> list[float]:
        """The units that may be sold in a year of the products that the company can make by then."""
        hope = self.hopes[year]
        end = year * 4 - self.ground.first
        units = hope.units[:]
        gross = 0.0
        pool = bool(self._starts[-1])
        for p, n in enumerate(units):
            if n and (self.rights[p] > end or not (pool or self._starts[p] or self._goods[p] > 0)):
                units[p] = 0.0
            elif n:
                gross += n * hope.gains[p]
        if gross > hope.gross:
            part = hope.gross / gross
            return [n * part for n in units]
        return units

    def _wanted(self, year: int, a: int, b: int, hopes: list[float] | None) -> list[float]:
        """Units to begin this year, by product, beside those for orders in hand."""
        ground = self.ground
        after = self._after = self._hoped(year + 1) if year < ground.years else None
        wanted = []
        for p, row in enumerate(self._arrivals):
            want = -self._goods[p] - sum(row[a:b])
            if hopes:
                want += hopes[p]
            if after:
                want += EARLY * after[p]
            wanted.append(want)
        return wanted

    def _promised(self, a: int, b: int, wanted: list[float]) -> None:
        """Start what the orders in hand are short of, as early as lines allow; they come before all else."""
        known = self.ground.known
        owed = [-(stock + sum(row[a:b])) for stock, row in zip(self._goods, self._arrivals, strict=True)]
        for job in self.ground.firm.jobs:
            wanted[job.product] += job.quantity
            owed[job.product] += job.quantity
        for p in known.composites:
            for part, number in known.parts[p]:
                owed[part] += number * max(0.0, owed[p])
        for p, units in enumerate(owed):
            if p in known.composites:  # which wait for their parts
                continue
            rows = [*self._starts[p].items(), *self._starts[-1].items()]
            for i in range(max(a, self.rights[p]), b):
                for cycle, row in rows:
                    if units > 0.01 and row[i] > 0 and i + cycle < b:
                        begun = min(units, row[i])
                        row[i] -= begun
                        units -= begun
                        wanted[p] -= begun
                        self._run(p, i, cycle, [begun], 1.0)

    def _make(self, year: int, a: int, b: int, wanted: list[float]) -> None:
        """Start what is wanted on the lines bound to it, then on free ones, the dearest first."""
        known = self.ground.known
        order = self.hopes[min(year + self._sold_out(year), self.ground.known.years)].order
        pool = self._starts[-1]
        left = {cycle: row[a:b] for cycle, row in pool.items()}
        for p in order:
            want = wanted[p]
            if want <= 0.01:
                continue
            begin = max(a, self.rights[p])
            if begin >= b:
                continue
            rows = list(self._starts[p].items())
            can = 0.0
            for _, row in rows:
                can += sum(row[begin:b])
            spare = 0.0
            if can < want:
                for row in left.values():
                    spare += sum(row[begin - a :])
            most = min(want, can + spare)
            if known.parts[p]:
                most = self._parts(p, a, b, most, wanted)
            if most <= 0.01:
                continue
            bound = 0.0
            if can:
                bound = min(1.0, most / can)
                for cycle, row in rows:
                    self._run(p, begin, cycle, row[begin:b], bound)
            rest = most - can * bound
            if rest > 0.01 and spare:
                free = min(1.0, rest / spare)
                for cycle, row in left.items():
                    self._run(p, begin, cycle, row[begin - a :], free)
                    row[begin - a :] = [n - n * free for n in row[begin - a :]]

    def _run(self, p: int, i: int, cycle: int, starts: list[float], part: float) -> None:
        """Start a part of what lines could start in the quarters from `i` on."""
        spend, arrivals = self.spend, self._arrivals[p]
        paid, parts = self.ground.known.paid[p], self.ground.known.parts[p]
        for at, n in enumerate(starts, i):
            if n:
                units = n * part
                spend[at] += units * paid
                arrivals[at + cycle] += units
                for other, number in parts:
                    self._arrivals[other][at] -= units * number

    def _parts(self, p: int, a: int, b: int, most: float, wanted: list[float]) -> float:
        """How many units the parts allow; what goes into them is wanted too."""
        for part, number in self.ground.known.parts[p]:
            begin = max(a, self.rights[part])
            can = self._goods[part] + sum(self._arrivals[part][a:b])
            for row in self._starts[part].values():
                can += sum(row[begin : b - 1])
            for row in self._starts[-1].values():
                can += sum(row[begin : b - 1])
            most = max(0.0, min(most, can / number))
            wanted[part] += most * number
        return most

    def _deliver(self, year: int, a: int, b: int) -> None:
        """Orders in hand, each delivered whole as soon as stock allows; fined where that is too late."""
        firm, first = self.ground.firm, self.ground.first
        stock = self._goods[:]
        left = list(firm.jobs)
        for i in range(a, b):
            keep = []
            for p, row in enumerate(self._arrivals):
                stock[p] += row[i]
            for job in left:
                p = job.product
                if stock[p] >= job.quantity - 0.3 and (job.due >= first + i or job.late):
                    stock[p] -= job.quantity
                    self._arrivals[p][i] -= job.quantity
                    self._receive(i + job.term, job.total)
                    self.sales[year] += job.total - job.quantity * self.ground.known.costs[p]
                else:
                    keep.append(job)
            left = keep
        if "penalties" not in firm.moment.past:
            for job in left:
                if not job.late:
                    fine = self.ground.known.penalty * job.total
                    self.close[firm.year] += fine
                    self.expense[firm.year] += fine

    def _receive(self, i: int, amount: float) -> None:
        if i < len(self.receipts):
            self.receipts[i] += amount

    def _sell(self, year: int, a: int, b: int, p: int, units: float) -> None:
        """Sell of a product what orders with dates spread over the year take of what is there by then."""
        row, stock = self._arrivals[p], self._goods[p]
        early = stock + sum(row[a : b - 2])
        units *= LATE + (1 - LATE) * min(1.0, 2 * early / units)
        sold, there = units, stock
        for i in range(a, b):
            there += row[i]
            most = there + units * (b - 1 - i) / 4
            if most < sold:
                sold = most
        self._goods[p] = there - max(0.0, sold)
        if sold <= 0.01:
            return
        self.sold[year][p] = sold
        price, term = self.hopes[year].prices[p], self.ground.known.usual_term
        self.sales[year] += sold * (price - self.ground.known.costs[p])
        receipts, given = self.receipts, 0.0
        for i in range(a, b):
            stock += row[i]
            now = (stock if stock < sold else sold) - given
            if now > 0:
                given += now
                if i + term < len(receipts):
                    receipts[i + term] += now * price

    def _advertise(self, year: int) -> None:
        """Advertising for what is sold."""
        known = self.ground.known
        rule = known.ruleset.marketing
        if year < rule.orders_from:
            return
        amount = 0.0
        for units, fee in zip(self.sold[year], self.hopes[year].fees, strict=True):
            amount += units * fee
        self.fees[year] = amount
        self.start[year] += amount
        self.expense[year] += amount

    # The outcome

    @property
    def points(self) -> float:
        """The points at the last close."""
        ground, programme = self.ground, self.programme
        firm, known = ground.firm, ground.known
        rules, last = known.ruleset, ground.last
        total = 0.0
        if not (self.special or firm.used_usury):
            total += rules.score.no_usury
        if not (self.discounted or firm.used_discount):
            total += rules.score.no_discount
        for p, product in enumerate(rules.products):
            left = product.payments - firm.progress[product.id].paid
            if left <= 0 or (self.rights[p] < NEVER - 99 and ground.first + self.rights[p] - 1 <= last):
                total += product.points
        for items, ventures in ((programme.markets, rules.markets), (programme.standards, rules.standards)):
            begins = dict(items)
            for index, rule in enumerate(ventures):
                left = rule.payments - firm.progress[rule.id].paid
                if left <= 0 or begins.get(index, NEVER) + left - 1 <= last // 4:
                    total += rule.points
        sold = dict(programme.sales)
        for line in firm.lines:
            if line.no not in sold and not (line.left and line.pays + len(line.left) > last):
                total += known.lines[line.kind].rule.points
        for kind, _, quarter in programme.lines:
            facts = known.lines[kind]
            if quarter + facts.lag <= last:
                total += facts.rule.points
        bought = dict(programme.purchases)
        kinds = {rule.id: rule for rule in rules.plants}
        total += sum(kinds[p.type].points for p in firm.plants if p.owned or p.no in bought)
        return total + sum(rules.plants[n.kind].points for n in programme.plants if n.bought)

    @property
    def ruin(self) -> float:
        """How much money is wanting for the company to live: cash that credit cannot supply, or equity."""
        return self.missing + max(0.0, -min(self.equity, default=0.0))

    @property
    def score(self) -> float:
        """Equity at the last close raised by the points; far below zero where the company cannot pay."""
        if self.ruin > 0:
            return RUINED - UNPAID * self.ruin
        return self.equity[-1] * (1 + self.points / 100)
