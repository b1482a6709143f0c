"""The company's future under a programme: cash at every point where something is paid, equity at every close.

One model for all rivals: they differ in how many programmes they try, how far they look, and how much of
the hoped-for sales they count on.
"""

from __future__ import annotations

from .firm import NEVER, Firm
from .programme import Programme
from .purse import Purse
from .shop import Hopes, Run, Shop


def runs_of(firm: Firm, programme: Programme) -> list[Run]:
    """The lines that there will be under a programme, free ones last, quick ones first."""
    known = firm.known
    until = dict(programme.sales)
    changes = {c.line: c for c in programme.conversions}
    runs = []
    for line in firm.lines:
        end = until.get(line.no, NEVER)
        change = changes.get(line.no)
        if change:
            at = max(change.quarter, line.ready)
            runs.append(Run(line.no, line.product, line.ready, line.cycle, min(end, at)))
            away = known.lines[line.kind].rule.change_quarters
            runs.append(Run(line.no, change.product, at + away, line.cycle, end))
        else:
            runs.append(Run(line.no, line.product, line.ready, line.cycle, end))
    for index, new in enumerate(programme.lines):
        facts = known.lines[new.kind]
        product = -1 if facts.free else new.product
        runs.append(Run(-1 - index, product, new.quarter + facts.lag, facts.cycle, NEVER))
    runs.sort(key=lambda run: (run.product < 0, run.cycle))
    return runs


def rights_of(firm: Firm, programme: Programme) -> list[int]:
    """The quarter from which each product may be made under a programme."""
    rights = [firm.right(p) for p in range(len(firm.known.product_ids))]
    for p, quarter in programme.research:
        item = firm.known.ruleset.products[p]
        left = item.payments - firm.progress[item.id].paid
        if left > 0:
            paid = firm.progress[item.id].at >= firm.first
            rights[p] = max(quarter, firm.first + paid) + left
    return rights


class Projection:
    """What becomes of a firm; `missing` is the most cash that credit cannot supply, 0 where all is paid."""

    __slots__ = (
        "_known", "_last", "borrow_long", "borrow_short", "cash", "close", "end", "equity", "expense", "firm",
        "missing", "missing_at", "points", "programme", "receive", "shop", "spend", "start", "years",
    )  # fmt: skip

    def __init__(self, firm: Firm, programme: Programme, hopes: Hopes, last_year: int, early: float,
                 reach: float) -> None:  # fmt: skip
        known = firm.known
        self.firm, self._known, self.programme = firm, known, programme
        self._last = last_year * 4
        self.years = last_year + 1
        self.shop = Shop(
            firm, runs_of(firm, programme), rights_of(firm, programme), hopes, self._last, early, reach
        )
        self.shop.run()
        count = self.shop.count
        self.spend = self.shop.spend  # in the quarter's middle
        self.receive = [0.0] * count  # research and yearly ventures, paid with the receipts
        self.end = [0.0] * count
        self.start = [0.0] * (self.years + 1)  # at the year's start
        self.close = [0.0] * (self.years + 1)  # at the year's end
        self.expense = [0.0] * (self.years + 1)
        self._plain_costs()
        self._line_costs()
        self._plant_costs()
        self._ventures()
        self._selling_costs()
        purse = Purse(self)
        purse.play()
        self.equity, self.cash = purse.closes, purse.cash
        self.missing, self.missing_at = purse.missing, purse.missing_at
        self.borrow_long, self.borrow_short = purse.borrow_long, purse.borrow_short
        self.points = self._points()

    # Costs

    def _plain_costs(self) -> None:
        administration = self._known.ruleset.finance.administration
        for i in range(len(self.end)):
            self.end[i] += administration
            self.expense[self._year(i)] += administration
        firm = self.firm
        if firm.moment.quarter in (0, 5) and "pay_tax" not in firm.moment.past:
            self.start[firm.year] += firm.tax_ahead

    def _year(self, i: int) -> int:
        return (self.firm.first + i - 1) // 4 + 1

    def _pay(self, slots: list[float], quarter: int, amount: float) -> None:
        i = quarter - self.firm.first
        if 0 <= i < len(slots):
            slots[i] += amount

    def _spread(self, first_year: int, amount: float, last: int) -> None:
        """A yearly charge at the close, paid in cash."""
        for year in range(max(first_year, self._first_close()), last + 1):
            self.close[year] += amount
            self.expense[year] += amount

    def _first_close(self) -> int:
        """The first year whose closing payments are still ahead."""
        return self.firm.year if "maintenance" not in self.firm.moment.past else self.firm.year + 1

    def _first_depreciation(self) -> int:
        return self.firm.year if "depreciation" not in self.firm.moment.past else self.firm.year + 1

    def _line_costs(self) -> None:
        firm, known = self.firm, self._known
        last = self.years - 1
        until = dict(self.programme.sales)
        for line in firm.lines:
            sold = until.get(line.no, 0)
            end = min(last, (sold - 1) // 4) if sold else last
            self._spread(line.built_in, known.lines[line.kind].rule.maintenance, end)
            self._depreciate(line.built_in, line.charges, end)
            for number, amount in enumerate(line.left):
                self._pay(self.spend, line.pays + number, amount)
            if sold:
                self._sell_line(line.no, sold)
        for new in self.programme.lines:
            facts = known.lines[new.kind]
            built = (new.quarter + facts.lag - 1) // 4 + 1
            for number in range(facts.instalments):
                self._pay(self.spend, new.quarter + number, facts.payment(number))
            self._spread(built, facts.rule.maintenance, last)
            self._depreciate(built, facts.charges, last)
        for change in self.programme.conversions:
            works = next(line for line in firm.lines if line.no == change.line)
            cost = known.lines[works.kind].rule.change_cost
            self._pay(self.spend, change.quarter, cost)
            self._spend_in((change.quarter - 1) // 4 + 1, cost)

    def _spend_in(self, year: int, amount: float) -> None:
        if year < len(self.expense):
            self.expense[year] += amount

    def _depreciate(self, built: int, charges: list[int], last: int) -> None:
        first = max(built + 1, self._first_depreciation())
        for year in range(first, last + 1):
            number = year - first
            if number < len(charges):
                self.expense[year] += charges[number]

    def _sell_line(self, no: int, quarter: int) -> None:
        works = next(line for line in self.firm.lines if line.no == no)
        rule = self._known.lines[works.kind].rule
        year = (quarter - 1) // 4 + 1
        net = works.net - sum(works.charges[: max(0, year - self.firm.year)])
        value = rule.salvage
        if self._known.ruleset.finance.line_sale != "salvage":
            value = min(net, value)
        self._pay(self.spend, quarter, -value)
        self._spend_in(year, net - value)

    def _plant_costs(self) -> None:
        firm, known = self.firm, self._known
        kinds = {rule.id: rule for rule in known.ruleset.plants}
        bought = dict(self.programme.purchases)
        for plant in firm.plants:
            rule = kinds[plant.type]
            buy = min(bought.get(plant.no, NEVER), self._emptied(plant.no))
            if plant.no in bought:
                self._pay(self.receive, buy, rule.price)
            if plant.rent_due:
                self._rents(plant.rent_due, rule.rent, buy)
        for new in self.programme.plants:
            rule = known.ruleset.plants[new.kind]
            if new.bought:
                self._pay(self.spend, new.quarter, rule.price)
            elif known.rent_at_end:
                self._rents((new.quarter + 3) // 4 * 4, rule.rent, NEVER)
            else:
                self._pay(self.spend, new.quarter, rule.rent)
                self._spend_in((new.quarter - 1) // 4 + 1, rule.rent)
                self._rents(new.quarter + 4, rule.rent, NEVER)

    def _emptied(self, plant: int) -> int:
        """The quarter in which the last line of a plant is sold; a far one where some line stays."""
        until = dict(self.programme.sales)
        if self.programme.lines:
            return NEVER
        return max(
            (until.get(line.no, NEVER) for line in self.firm.lines if line.plant == plant), default=NEVER
        )

    def _rents(self, due: int, rent: int, until: int) -> None:
        for quarter in range(max(due, self.firm.first - 1), min(self._last, until - 1) + 1, 4):
            year = (quarter - 1) // 4 + 1
            if self._known.rent_at_end:
                if "renew_rent" not in self.firm.moment.past or year > self.firm.year:
                    self.close[year] += rent
                    self.expense[year] += rent
            elif quarter >= self.firm.first:
                self._pay(self.end, quarter, rent)
                self.expense[year] += rent

    def _ventures(self) -> None:
        """Research by the quarter, markets and standards by the year."""
        firm, known, programme = self.firm, self._known, self.programme
        for p, quarter in programme.research:
            item = known.ruleset.products[p]
            progress = firm.progress[item.id]
            start = max(quarter, firm.first + (progress.at == firm.first))
            for number in range(item.payments - progress.paid):
                self._pay(self.receive, start + number, item.cost)
                self._spend_in((start + number - 1) // 4 + 1, item.cost)
        for items, rules in (
            (programme.markets, known.ruleset.markets),
            (programme.standards, known.ruleset.standards),
        ):
            for index, year in items:
                rule = rules[index]
                progress = firm.progress[rule.id]
                first = max(year, firm.year + (progress.at == firm.year))
                for at in range(first, min(first + rule.payments - progress.paid, self.years)):
                    if at * 4 >= firm.first:
                        self._pay(self.receive, at * 4, rule.cost)
                    else:
                        self.close[at] += rule.cost
                    self._spend_in(at, rule.cost)

    def _selling_costs(self) -> None:
        """Advertising for what is sold beyond the orders in hand; penalties for orders not kept."""
        shop, marketing = self.shop, self._known.ruleset.marketing
        first = self.firm.year if self.firm.hopes and self.firm.moment.quarter == 0 else self.firm.year + 1
        for year in range(max(first, marketing.orders_from), self.years):
            picks = 3.2 * shop.units[year] / self._known.order_size
            amount = max(1.0, picks) * marketing.first_pick
            self.start[year] += amount
            self.expense[year] += amount
            self.expense[year] += shop.losses[year]
        if self.firm.year < len(shop.losses) and first > self.firm.year:
            self.expense[self.firm.year] += shop.losses[self.firm.year]
        year = self.firm.year
        for job in shop.undelivered:
            if job.id not in self.firm.late and "penalties" not in self.firm.moment.past:
                fine = self._known.ruleset.finance.penalty.of(job.total)
                self.close[year] += fine
                self.expense[year] += fine

    # The outcome

    def _points(self) -> float:
        """The points at the last close."""
        firm, known, programme = self.firm, self._known, self.programme
        rules = known.ruleset
        last = self._last
        total = float(rules.score.no_usury + rules.score.no_discount)
        for p, product in enumerate(rules.products):
            begun = programme.begins(p)
            left = product.payments - firm.progress[product.id].paid
            if left <= 0 or (begun >= 0 and max(begun, firm.first) + left - 1 <= last):
                total += product.points
        for items, ventures in ((programme.markets, rules.markets), (programme.standards, rules.standards)):
            begins = dict(items)
            for index, rule in enumerate(ventures):
                left = rule.payments - firm.progress[rule.id].paid
                first = begins.get(index, NEVER)
                if left <= 0 or first + left - 1 <= last // 4:
                    total += rule.points
        sold = dict(programme.sales)
        for line in firm.lines:
            if line.no not in sold and not (line.left and line.pays + len(line.left) > last):
                total += known.lines[line.kind].rule.points
        for new in programme.lines:
            facts = known.lines[new.kind]
            if new.quarter + facts.lag <= last:
                total += facts.rule.points
        bought = dict(programme.purchases)
        kinds = {rule.id: rule for rule in rules.plants}
        total += sum(kinds[p.type].points for p in firm.plants if p.owned or p.no in bought)
        total += sum(rules.plants[n.kind].points for n in programme.plants if n.bought)
        return total

    @property
    def discountable(self) -> int:
        """About what discounting today's receivables would bring."""
        return self.firm.discountable

    @property
    def score(self) -> float:
        """Equity at the last close raised by the points; far below zero where the company cannot pay."""
        equity = self.equity[-1]
        worst = min(self.equity)
        if self.missing > 0 or worst < 0:
            return 5 * min(worst, 0.0) - 5 * self.missing - 1000
        return equity * (1 + self.points / 100)
