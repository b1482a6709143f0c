"""The cash plan: every payment that can be foreseen, stage by stage, to the end of some year to come.

Position 0 is the present stage; each later stage of the calendar is one position further, and the last
one holds what the start of the year after that will ask for. Only part of the sales that are not yet in
hand is counted (`Character.caution`).
"""

from __future__ import annotations

from collections.abc import Iterator

from ..core.journal import Account
from ..core.ruleset import Development, LoanRule
from .character import Character
from .outlook import Outlook, payments_left
from .view import View
from .works import Wants, programme, runs

YEAR_END = 5
USUAL_TERM = 2
"""Quarters until a sale that is only hoped for is counted as paid."""


def cheapest(view: View, period: str) -> LoanRule | None:
    """The loan with the lowest rate of those whose terms count years, or quarters."""
    rules = [rule for rule in view.ruleset.finance.loans if rule.period == period]
    return min(rules, key=lambda rule: rule.rate.of(1_000_000), default=None)


def plain_kinds(view: View) -> tuple[str, ...]:
    """The kinds of loan that a sound company uses."""
    rules = (cheapest(view, "year"), cheapest(view, "quarter"))
    return tuple(rule.id for rule in rules if rule)


class Change:
    """What a decision would change in the cash plan: cash by position, and each year's profit."""

    __slots__ = ("flows", "results")

    def __init__(self) -> None:
        self.flows: dict[int, int] = {}
        self.results: dict[int, int] = {}

    def pay(self, position: int, amount: int) -> None:
        """A payment at a position (negative: cash comes in); one that lies beyond the plan is left out."""
        if position >= 0:
            self.flows[position] = self.flows.get(position, 0) - amount

    def earn(self, year: int, amount: int) -> None:
        """A year's profit rises by so much (negative: falls)."""
        self.results[year] = self.results.get(year, 0) + amount


class Budget:
    """The cash expected after each stage to come, and what may still be borrowed there."""

    __slots__ = (
        "_expenses", "_flows", "_places", "_repaid", "_size", "character", "loan", "outlook", "results",
        "starts", "view",
    )  # fmt: skip

    def __init__(self, view: View, outlook: Outlook, character: Character) -> None:
        self.view = view
        self.outlook = outlook
        self.character = character
        self.loan = 0  # a yearly loan that could be taken in this stage
        self._size = len(view.calendar)
        self._places = _places(view)
        last_year = min(view.years, view.year + character.foresight)
        self._flows = [0] * ((last_year - view.year + 1) * self._size - view.stage.index + 1)
        self._repaid = [0] * len(self._flows)
        self._expenses = dict.fromkeys(self._years(), 0)  # foreseen, beside what the books already hold
        self._flows[0] = view.company.cash
        self.starts = programme(view, Wants(view, outlook, last_year, character.stock), last_year * 4)
        self._running_costs()
        self._loans()
        self._works()
        self._materials()
        self._developments()
        self.results = self._year_results(*self._orders())
        self._hopes()
        self._tax()

    # Positions

    def position(self, quarter: int, word: str) -> int:
        """The stage in which something happens in an absolute quarter; negative where it is past."""
        year, part = (quarter - 1) // 4 + 1, (quarter - 1) % 4 + 1
        return self._at(year, self._places.get((part, word), -1))

    def yearly(self, year: int, word: str) -> int:
        """The stage of a year in which something happens once."""
        return self._at(year, self._places.get((-1, word), -1))

    def _at(self, year: int, index: int) -> int:
        if year > self._years()[-1]:
            return len(self._flows) - 1 if year == self._years()[-1] + 1 and self._is_start(index) else -1
        position = (year - self.view.year) * self._size + index - self.view.stage.index
        return position if position >= 0 and index >= 0 else -1

    def _is_start(self, index: int) -> bool:
        return index >= 0 and self.view.calendar[index].quarter == 0

    def add(self, position: int, amount: int) -> None:
        """Count cash that comes in (or goes out, negative) at a position; past ones do not count."""
        if 0 <= position < len(self._flows):
            self._flows[position] += amount

    # What is foreseen

    def _years(self) -> range:
        return range(self.view.year, min(self.view.years, self.view.year + self.character.foresight) + 1)

    def _running_costs(self) -> None:
        view, catalogue = self.view, self.view.catalogue
        upkeep = sum(catalogue.lines[line.type].maintenance for line in view.company.lines)
        for year in self._years():
            for quarter in range(year * 4 - 3, year * 4 + 1):
                self._spend_auto(
                    self.position(quarter, "administration"), view.ruleset.finance.administration
                )
            self._spend_auto(self.yearly(year, "maintenance"), upkeep)
            if year not in view.company.advertising:
                self._spend(self.yearly(year, "advertise"), self.advertising(year))
        for plant in view.company.plants:
            for due in range(plant.rent_due, self._years()[-1] * 4 + 1, 4) if plant.rent_due else ():
                self._spend_auto(self.position(due, "renew_rent"), catalogue.plants[plant.type].rent)

    def advertising(self, year: int) -> int:
        """What is set aside for a year's advertising: a share of the gross profit that it can win."""
        sales, costs = self._hoped(year)
        share = (sales - costs) / self.character.caution * self.character.advertising
        return max(round(share), self.view.ruleset.marketing.first_pick)

    def _pay_auto(self, position: int, amount: int) -> None:
        """What a stage does by itself has happened already in the present one."""
        if position > 0:
            self.add(position, -amount)

    def _spend(self, position: int, amount: int) -> None:
        """A payment that is an expense of its year."""
        self.add(position, -amount)
        year = self.view.year + (position + self.view.stage.index) // self._size
        if position >= 0 and year in self._expenses:
            self._expenses[year] += amount

    def _spend_auto(self, position: int, amount: int) -> None:
        if position > 0:
            self._spend(position, amount)

    def _loans(self) -> None:
        for rule in self.view.ruleset.finance.loans:
            loans = [loan for loan in self.view.company.loans if loan.kind == rule.id]
            if rule.period == "quarter":
                for loan in loans:
                    self._repay(self.position(loan.due, "repay_quarterly_loans"), loan.amount, rule)
                continue
            for year in (*self._years(), self._years()[-1] + 1):
                position = self.yearly(year, "repay_yearly_loans")
                running = sum(loan.amount for loan in loans if loan.due >= year)
                self._spend_auto(position, rule.rate.of(running))
                for loan in loans:
                    if loan.due == year:
                        self._repay(position, loan.amount, None)

    def _repay(self, position: int, amount: int, rule: LoanRule | None) -> None:
        if position > 0:
            self.add(position, -amount)
            self._spend(position, rule.rate.of(amount) if rule else 0)
            self._repaid[position] += amount

    def _works(self) -> None:
        """Processing of what is to be started, and instalments on lines."""
        view = self.view
        for start in self.starts:
            processing = view.catalogue.products[start.product].processing
            self.add(self.position(start.quarter, "start_production"), -processing)
        for run in runs(view):
            line, kind = run.line, view.catalogue.lines[run.line.type]
            if line.work != "build" or line.ready_at:
                continue
            first = view.now if view.ahead("continue_line") and line.paid_at < view.now else view.now + 1
            for number in range(kind.instalments - line.paid):
                self.add(self.position(first + number, "continue_line"), -(kind.price // kind.instalments))

    def _materials(self) -> None:
        """What is on order, and what the programme needs beyond it, paid when it arrives."""
        view, prices = self.view, self.view.catalogue.prices
        first = view.now if view.ahead("receive_materials") else view.now + 1
        store = dict(view.company.materials)
        for material, coming in view.company.ordered.items():
            store[material] += sum(coming)
            for index, number in enumerate(coming):
                self._pay_auto(self.position(first + index, "receive_materials"), number * prices[material])
        for start in self.starts:
            for material, number in view.catalogue.products[start.product].bom.items():
                if material in store:
                    short = max(0, number - store[material])
                    store[material] -= number - short
                    position = self.position(max(start.quarter, first), "receive_materials")
                    self._pay_auto(position, short * prices[material])

    def _developments(self) -> None:
        """Research under way goes on every quarter; markets and standards every year."""
        view = self.view
        first = view.now if view.ahead("develop_product") else view.now + 1
        for product in view.ruleset.products:
            progress = view.company.progress[product.id]
            if progress.paid:
                for number in range(payments_left(view, product.id)):
                    start = max(first, progress.at + 1)
                    self._spend(self.position(start + number, "develop_product"), product.cost)
        for item, word in _yearly_items(view):
            left = payments_left(view, item.id)
            years = [year for year in self._years() if view.company.progress[item.id].at != year]
            for year in years[:left]:
                self._spend(self.position(year * 4, word), item.cost)

    def _orders(self) -> tuple[int, int]:
        """Receivables and what the orders in hand bring; returns their sales and direct cost."""
        view, company = self.view, self.view.company
        first = view.now if self._collects_yet() else view.now + 1
        for index, amount in enumerate(company.receivables):
            self.add(self.position(first + index, "collect_receivables"), amount)
        sales = costs = 0
        made = {product: [view.now] * stock for product, stock in company.goods.items()}
        for run in runs(view):
            if run.coming:
                made[run.line.product].append(run.coming)
        for start in self.starts:
            made[start.product].append(start.done)
        for units in made.values():
            units.sort()
        for order in sorted((o for o in company.orders if o.state in ("open", "late")), key=lambda o: o.due):
            units, made[order.product] = (
                made[order.product][: order.quantity],
                made[order.product][order.quantity :],
            )
            quarter = max(units[-1] if units else 0, view.now, (view.year - 1) * 4 + 1)
            if len(units) < order.quantity or quarter > (view.year - 1) * 4 + order.due:
                continue
            word = "collect_receivables" if order.term else "deliver"
            self.add(self.position(quarter + order.term, word), order.total)
            sales += order.total
            costs += order.quantity * view.catalogue.costs[order.product]
        return sales, costs

    def _collects_yet(self) -> bool:
        return self.view.ahead("collect_receivables")

    def _hoped(self, year: int) -> tuple[float, float]:
        """Sales of a year with no orders yet that the plan counts on, and their direct cost."""
        view = self.view
        sales = costs = 0.0
        for product in view.catalogue.products:
            made = view.company.goods[product] + sum(
                start.product == product and start.done <= year * 4 for start in self.starts
            )
            units = min(self.outlook.units(year, product), made) * self.character.caution
            sales += units * self.outlook.price(year, product)
            costs += units * view.catalogue.costs[product]
        return sales, costs

    def _hopes(self) -> None:
        """Hoped-for sales, spread over the quarters of their year and paid after the usual term."""
        for year in self._years():
            if year == self.view.year and self.view.meeting_over:
                continue
            sales, _ = self._hoped(year)
            for quarter in range(year * 4 - 3, year * 4 + 1):
                position = self.position(quarter + USUAL_TERM, "collect_receivables")
                if position > 0:
                    self.add(position, int(sales / 4))

    def _year_results(self, sales: int, costs: int) -> list[int]:
        """The profit before tax that can be foreseen: this year's and next year's."""
        view = self.view
        found = []
        wear = sum(line.net // 3 for line in view.company.lines)
        for year in self._years():
            result = -self._expenses[year]
            if year == view.year:
                result += sales - costs - sum(view.company.journal.balances[Account.SALES :])
            if year > view.year or not view.meeting_over:
                hoped = self._hoped(year)
                result += int(hoped[0] - hoped[1])
            if year > view.year or view.stage.quarter < YEAR_END:
                result -= wear
                wear = wear * 2 // 3
            found.append(result)
        return found

    def _tax(self) -> None:
        view, tax = self.view, self.view.ruleset.finance.tax
        self._pay_auto(self.yearly(view.year, "pay_tax"), -view.company.journal.balances[Account.TAX_PAYABLE])
        losses = view.company.losses
        for year, result in zip(self._years(), self.results, strict=True):
            self._pay_auto(self.yearly(year + 1, "pay_tax"), tax.of(max(0, result - losses)))
            losses = max(0, losses - result)

    # Answers

    def running(self, change: Change | None = None) -> list[int]:
        """The cash after each stage to come, the present one first."""
        flows = change.flows if change else {}
        cash, found = 0, []
        for position, flow in enumerate(self._flows):
            cash += flow + flows.get(position, 0)
            found.append(cash)
        return found

    def low(self, first: int = 0, last: int | None = None, change: Change | None = None) -> int:
        """The lowest cash between two positions."""
        part = self.running(change)[first : last if last is None else last + 1]
        return min(part, default=0)

    def room(self, change: Change | None = None) -> int:
        """What is left at the worst moment of the plan when all plain credit, and `loan` now, is used."""
        view = self.view
        flows = change.flows if change else {}
        kinds = plain_kinds(view)
        owed = sum(loan.amount for loan in view.company.loans if loan.kind in kinds) + self.loan
        credits = [_credit(view, kinds, equity) for equity in self._equities(change)]
        cash, least = self.loan, 1 << 30
        interest = self._interest()
        for position, flow in enumerate(self._flows):
            cash += flow - interest.get(position, 0) + flows.get(position, 0)
            credit = credits[(position + view.stage.index) // self._size]
            least = min(least, cash + max(0, credit - owed))
            owed -= self._repaid[position]
        return least

    def _interest(self) -> dict[int, int]:
        """What `loan` costs at the start of each year to come, by position."""
        rule = cheapest(self.view, "year")
        if not rule or not self.loan:
            return {}
        years = range(self.view.year + 1, self._years()[-1] + 2)
        return {self.yearly(year, "repay_yearly_loans"): rule.rate.of(self.loan) for year in years}

    def _equities(self, change: Change | None) -> list[int]:
        """The equity on which each year's credit rests: last year's, then as it is foreseen."""
        tax = self.view.ruleset.finance.tax
        found = [self.view.company.equity]
        for year, result in zip(self._years(), self.results, strict=True):
            profit = result + (change.results.get(year, 0) if change else 0)
            found.append(found[-1] + profit - tax.of(max(0, profit)))
        return found

    def commit(self, change: Change) -> None:
        """Take a change into the plan."""
        for position, amount in change.flows.items():
            self.add(position, amount)
        for index, year in enumerate(self._years()):
            self.results[index] += change.results.get(year, 0)

    @property
    def years(self) -> range:
        """The years that the plan covers."""
        return self._years()


def _credit(view: View, kinds: tuple[str, ...], equity: int) -> int:
    """All that may be owed in plain loans at an equity."""
    limits = [limit for limit in view.ruleset.finance.limits if set(limit.kinds) & set(kinds)]
    return sum(limit.times * max(0, equity) for limit in limits)


def _places(view: View) -> dict[tuple[int, str], int]:
    """The index of the stage for each (quarter, word); quarter −1 for its first in the year."""
    found: dict[tuple[int, str], int] = {}
    for stage in view.calendar:
        for word in (*stage.auto, *stage.open):
            found.setdefault((stage.quarter, word), stage.index)
            found.setdefault((-1, word), stage.index)
    return found


def _yearly_items(view: View) -> Iterator[tuple[Development, str]]:
    for market in view.ruleset.markets:
        yield market, "develop_market"
    for standard in view.ruleset.standards:
        yield standard, "develop_standard"


def hoped_gross(view: View, outlook: Outlook, year: int) -> float:
    """The gross profit of a year's fair part of the demand, for the products that can be made by then."""
    return sum(
        outlook.units(year, product) * outlook.margin(view, year, product)
        for product in view.catalogue.products
        if not payments_left(view, product) or view.company.progress[product].paid
    )
