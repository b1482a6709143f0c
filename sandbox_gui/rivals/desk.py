"""One stage's decisions, carried out of the plan."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import replace

from ..core import actions as act
from ..core.actions import Action
from ..core.ruleset import LoanRule
from .character import Character
from .firm import Firm, Job, jobs_of
from .floor import Begin, Floor
from .outlook import Hopes
from .programme import NewLine, Programme
from .remedies import discounts, few_goods
from .selling import Seller
from .supply import Supply
from .view import View

Source = Callable[[View, int], Iterable[tuple[Action, int]]]
"""Actions that bring so much cash, each with what it brings."""

LEAST = 6
"""In first picks: what a company spends on advertising even where its plan hopes for little."""

AHEAD = 1.4
"""Of next year's hoped-for sales, what is made before its orders are known."""


class Desk:
    """One stage's decisions: `actions` in order, and what is left of the `programme`."""

    def __init__(self, view: View, programme: Programme, mind: Character) -> None:
        self._view, self._known, self._mind = view, view.known, mind
        self.programme = programme
        self.actions: list[Action] = []
        self._cash = view.company.cash
        self._built: dict[int, NewLine] = {}  # lines begun here, by the number that they get

    def _take(self, action: Action, cost: float = 0) -> None:
        self.actions.append(action)
        self._cash -= int(cost)

    def _affords(self, cost: float) -> bool:
        return self._cash - cost >= self._need()

    def _need(self) -> int:
        """The cash that the next stage asks for at its worst moment, before anything comes in."""
        total = worst = 0
        for _, due in self._view.payments_ahead():
            total += due
            worst = max(worst, total)
        return worst

    def _raise(self, amount: int, source: Source) -> None:
        """Bring the cash to an amount, as far as a source goes; once a stage for each source."""
        missing = amount - self._cash
        for action, cash in source(self._view, missing) if missing > 0 else ():
            self._take(action, -cash)

    # The year's start

    def advertise(self, supply: Supply, planned: float, crowd: list[float], draw: random.Random) -> None:
        """The year's advertising, about as much as is planned, of the cash that the next stage leaves."""
        view = self._view
        least = LEAST * view.ruleset.marketing.first_pick
        wanted = max(least, int(planned))
        self._raise(wanted + self._need(), discounts)
        self._raise(least + self._need(), few_goods)
        purse = self._cash - self._need()
        seller = Seller(view, supply, self._mind, crowd)
        advertising = seller.advertise(min(purse, wanted), draw)
        if advertising:
            self._take(advertising)

    def borrow(self, rule: LoanRule, amount: float) -> None:
        """Take a loan of about that amount, within the limit."""
        if amount <= 0:
            return
        whole = int(-(-amount // rule.step)) * rule.step
        whole = min(whole, self._view.credit_left(rule.id) // rule.step * rule.step)
        if whole >= max(rule.minimum, 1):
            self._take(act.Borrow(self._view.team, rule.id, whole), -whole)

    # The quarter

    def close_down(self, no: int) -> None:
        """Sell the lines of a plant that can only be sold empty, as they become idle, and then the plant."""
        lines = self._view.company.lines_in(no)
        for line in lines:
            if line.idle:
                self._take(act.SellLine(self._view.team, line.no), -self._view.sale_value(line))
        if all(line.idle for line in lines) and "sell_plant" in self._view.stage.open:
            self._take(act.SellPlant(self._view.team, no))

    def build(self, closing: int) -> None:
        """Lines sold, paid for and begun, plants for them; nothing in a plant that closes."""
        lines = {line.no: line for line in self._view.company.lines if line.plant != closing}
        for no, quarter in self.programme.sales:
            if quarter <= self._view.now and no in lines and lines[no].idle:
                self._take(act.SellLine(self._view.team, no), -self._view.sale_value(lines[no]))
        self._continue()
        self._begin(self._view.now, closing)

    def _continue(self) -> None:
        view = self._view
        for line in view.company.lines:
            if line.work and not line.ready_at and line.paid_at < view.now:
                facts = self._known.line_of[line.type]
                cost = (facts.parts if line.work == "build" else facts.changes)[line.paid]
                if self._cash >= cost:
                    self._take(act.ContinueLine(view.team, line.no), cost)

    def _slots(self) -> dict[int, int]:
        """The free slots of each plant."""
        view = self._view
        kinds = view.catalogue.plants
        free = {p.no: kinds[p.type].slots for p in view.company.plants}
        for line in view.company.lines:
            free[line.plant] -= 1
        for action in self.actions:
            sold = view.company.line(action.line) if isinstance(action, act.SellLine) else None
            if sold:
                free[sold.plant] += 1
        return free

    def _begin(self, now: int, closing: int) -> None:
        """Plants and lines of the programme that are due and can be paid for."""
        view, known, programme = self._view, self._known, self.programme
        due = [new for new in programme.lines if new.quarter <= now]
        if not due and all(new.quarter > now for new in programme.plants):
            return
        free = self._slots()
        free.pop(closing, None)
        number = view.company.next_plant
        taken = []
        for index, plant in enumerate(programme.plants):
            rule = known.ruleset.plants[plant.kind]
            cost = rule.price if plant.bought else 0 if known.rent_at_end else rule.rent
            make, word = (act.BuyPlant, "buy_plant") if plant.bought else (act.RentPlant, "rent_plant")
            if plant.quarter <= now and word in view.stage.open and self._cash >= cost:
                self._take(make(view.team, rule.id), cost)
                free[number] = rule.slots
                number += 1
                taken.append(index)
        built: list[int] = []
        for index, new in enumerate(programme.lines if "build_line" in view.stage.open else ()):
            facts = known.lines[new.kind]
            place = next((p for p, slots in free.items() if slots > 0), None)
            if new.quarter <= now and place is not None and self._cash >= facts.parts[0]:
                free[place] -= 1
                name = known.product_ids[new.product]
                self._take(act.BuildLine(view.team, place, facts.rule.id, name), facts.parts[0])
                self._built[view.company.next_line + len(built)] = new._replace(quarter=now)
                built.append(index)
        self.programme = replace(
            programme,
            lines=tuple(new for index, new in enumerate(programme.lines) if index not in built),
            plants=tuple(new for index, new in enumerate(programme.plants) if index not in taken),
        )

    def produce(self, firm: Firm, hopes: Hopes, rights: list[int], closing: int) -> None:
        """Start what is wanted, but not in a plant that closes, and order materials for quarters to come."""
        view, known = self._view, self._known
        sold = {action.line for action in self.actions if isinstance(action, act.SellLine)}
        lines = [line for line in firm.lines if line.no not in sold and line.plant != closing]
        lines += [firm.planned(no, new) for no, new in self._built.items()]
        later = [new for new in self.programme.lines if new.quarter > view.now]
        lines += [firm.planned(-1 - index, new) for index, new in enumerate(later)]
        stock = [0.0] * len(known.product_ids)
        if view.year < view.years:
            stock = [AHEAD * units for units in hopes[view.year + 1].units]
        gains = hopes[min(view.year + 1, view.years)].gains
        floor = Floor(firm, lines, stock, gains, rights)
        if "start_production" in view.stage.open:
            self._start(floor)
        if "order_materials" in view.stage.open:
            wanted = {known.material_ids[m]: n for m, n in enumerate(floor.orders) if n > 0}
            if wanted:
                self._take(act.OrderMaterials(view.team, wanted))

    def _start(self, floor: Floor) -> None:
        view, known = self._view, self._known
        idle = {line.no: line.product for line in view.company.lines if line.idle}
        idle |= {no: known.product_ids[new.product] for no, new in self._built.items()}
        begins = [begin for begin in floor.begins if begin.line.no in idle]
        freely = view.company.used_discount or not view.ruleset.score.no_discount
        self._raise(sum(self._cost(begin) for begin in begins if begin.booked or freely), discounts)
        for begin in begins:
            work, p, cost = begin.line, begin.product, self._cost(begin)
            if self._cash < cost:
                continue
            if begin.missing:
                short = {known.material_ids[m]: n for m, n in begin.missing.items()}
                self._take(act.BuyEmergency(view.team, short), cost - known.processing[p])
            if idle[work.no] != known.product_ids[p]:
                self._take(act.ConvertLine(view.team, work.no, known.product_ids[p]))
            self._take(act.StartProduction(view.team, work.no), known.processing[p])

    def _cost(self, begin: Begin) -> int:
        """What starting a unit costs now: its processing, and what is missing of its materials."""
        known = self._known
        dear = sum(known.prices[m] * n for m, n in begin.missing.items()) * known.emergency
        return known.processing[begin.product] + dear

    # Sales

    def deliver(self) -> None:
        """Deliver what stock allows; what is due now and missing is bought where the fine is dearer."""
        view = self._view
        stock = [view.company.goods[name] for name in self._known.product_ids]
        blocked: set[int] = set()
        for job in jobs_of(view):
            p = job.product
            if job.due < view.now and not job.late:
                continue
            if stock[p] >= job.quantity and (p not in blocked or job.due <= view.now):
                stock[p] -= job.quantity
                self._take(act.Deliver(view.team, job.id), 0 if job.term else -job.total)
            elif job.due <= view.now and self._buy(job, job.quantity - stock[p]):
                stock[p] = 0
                self._take(act.Deliver(view.team, job.id), 0 if job.term else -job.total)
            else:
                blocked.add(p)

    def _buy(self, job: Job, missing: int) -> bool:
        view, rules = self._view, self._view.ruleset.finance
        if rules.emergency is None or "buy_emergency" not in view.stage.open or missing <= 0:
            return False
        cost = self._known.costs[job.product]
        price = rules.emergency.product * cost * missing
        if price + cost * (job.quantity - missing) >= job.total + rules.penalty.of(job.total):
            return False
        if not self._affords(price):
            return False
        self._take(act.BuyEmergency(view.team, {self._known.product_ids[job.product]: missing}), price)
        return True

    def develop(self) -> None:
        """Research, markets, standards and plants of the plan that are due."""
        view, programme = self._view, self.programme
        rules, opened = view.ruleset, view.stage.open
        ventures = [
            ("develop_product", programme.research, rules.products, view.now, act.DevelopProduct),
            ("develop_market", programme.markets, rules.markets, view.year, act.DevelopMarket),
            ("develop_standard", programme.standards, rules.standards, view.year, act.DevelopStandard),
        ]
        for word, items, of, period, make in ventures:
            for index, start in items if word in opened else ():
                item = of[index]
                progress = view.company.progress[item.id]
                if start > period or progress.paid >= item.payments or progress.at == period:
                    continue
                if self._affords(item.cost):
                    self._take(make(view.team, item.id), item.cost)
        if "rent_to_buy" in opened:
            for no, quarter in programme.purchases:
                plant = view.company.plant(no)
                if plant and not plant.owned and quarter <= view.now:
                    price = view.catalogue.plants[plant.type].price
                    if self._affords(price):
                        self._take(act.PurchaseRentedPlant(view.team, no), price)
