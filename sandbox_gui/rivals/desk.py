"""One stage's decisions, carried out of the plan."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Protocol

from ..core import actions as act
from ..core.actions import Action
from ..core.ruleset import LoanRule
from .character import Character
from .firm import Firm, Job
from .known import Known
from .programme import Programme
from .projection import Projection
from .remedies import discounts, few_goods
from .selling import Seller
from .view import View

SOON = 5
"""Quarters before cash will not reach in which a company begins to sell what it stands on."""


class Plan(Protocol):
    """What a desk carries out: a programme, and the projection of the company under it."""

    programme: Programme
    mind: Character

    def project(self, view: View, known: Known) -> Projection:
        """The present projection."""
        ...


class Desk:
    """One stage's decisions, carried out of the plan."""

    def __init__(self, manager: Plan, view: View, known: Known) -> None:
        self._manager = manager
        self._view = view
        self._known = known
        self.actions: list[Action] = []
        self._cash = view.company.cash
        self._built: dict[int, tuple[int, int]] = {}  # lines of the programme begun here: number, product

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

    # The year's start

    def advertise(self, draw: random.Random) -> None:
        manager, view = self._manager, self._view
        firm = Firm(view, self._known)
        seller = Seller(view, self._known, firm, manager.programme, manager.mind)
        purse = self._cash - self._need()
        least = view.ruleset.marketing.first_pick
        if purse < 4 * least:
            for source in (discounts, few_goods):
                missing = 4 * least + self._need() - self._cash
                for action, cash in source(view, missing) if missing > 0 else ():
                    self._take(action, -cash)
            purse = self._cash - self._need()
        advertising = seller.advertise(purse, draw)
        if advertising:
            self._take(advertising)

    def meet(self, draw: random.Random) -> None:
        """Take cards, or bid."""
        manager, view = self._manager, self._view
        seller = Seller(view, self._known, Firm(view, self._known), manager.programme, manager.mind)
        if view.stage.rule.waits == "tender":
            self.actions += seller.bids(view.tenders(), draw)
            return
        for wall in view.walls():
            if wall.turn == view.team:
                self.actions.append(seller.pick(wall))

    def borrow_long(self) -> None:
        projection = self._manager.project(self._view, self._known)
        self._borrow(self._known.long, projection.borrow_long)

    def borrow_short(self) -> None:
        projection = self._manager.project(self._view, self._known)
        self._borrow(self._known.short, projection.borrow_short)

    def _borrow(self, rule: LoanRule | None, amount: float) -> None:
        if rule is None:
            return
        step = rule.step
        whole = int(-(-amount // step)) * step
        whole = min(whole, self._view.credit_left(rule.id) // step * step)
        if whole >= max(rule.minimum, 1):
            self._take(act.Borrow(self._view.team, rule.id, whole), -whole)

    # The quarter

    def produce(self) -> None:
        """Plants, lines, production and materials of this quarter."""
        view, opened = self._view, self._view.stage.open
        projection = self._manager.project(view, self._known)
        now = view.now
        closing = self._closing(projection)
        if "build_line" in opened:
            self._sell_lines(now)
            self._close_down(closing)
            self._continue()
            self._build(now)
        if "start_production" in opened:
            self._start(projection, now, closing)
        if "order_materials" in opened:
            self._order(projection, now)

    def _closing(self, projection: Projection) -> int:
        """The owned plant to give up because cash will soon not reach; 0 for none."""
        if projection.missing_at > self._view.now + SOON or projection.missing <= projection.discountable:
            return 0
        owned = [plant for plant in self._view.company.plants if plant.owned]
        prices = self._view.catalogue.plants
        return max(owned, key=lambda plant: prices[plant.type].price).no if owned else 0

    def _close_down(self, closing: int) -> None:
        """Sell the lines of a plant that can only be sold empty, as they become idle, and then the plant."""
        if not closing or self._view.ruleset.plant_rules.sale_with_lines:
            return
        lines = self._view.company.lines_in(closing)
        for line in lines:
            if line.idle:
                self._take(act.SellLine(self._view.team, line.no), -self._view.sale_value(line))
        if all(line.idle for line in lines) and "sell_plant" in self._view.stage.open:
            self._take(act.SellPlant(self._view.team, closing))

    def _sell_lines(self, now: int) -> None:
        lines = {line.no: line for line in self._view.company.lines}
        for no, quarter in self._manager.programme.sales:
            if quarter <= now and no in lines and lines[no].idle:
                self._take(act.SellLine(self._view.team, no), -self._view.sale_value(lines[no]))

    def _continue(self) -> None:
        view = self._view
        for line in view.company.lines:
            if line.work and not line.ready_at and line.paid_at < view.now:
                facts = self._known.line_of[line.type]
                cost = facts.payment(line.paid) if line.work == "build" else facts.rule.change_cost
                if self._cash >= cost:
                    self._take(act.ContinueLine(view.team, line.no), cost)

    def _build(self, now: int) -> None:
        view, known, manager = self._view, self._known, self._manager
        team, programme = view.team, manager.programme
        kinds = known.ruleset.plants
        free = {p.no: next(k.slots for k in kinds if k.id == p.type) for p in view.company.plants}
        for line in view.company.lines:
            free[line.plant] -= 1
        for action in self.actions:
            if isinstance(action, act.SellLine):
                sold = view.company.line(action.line)
                if sold:
                    free[sold.plant] += 1
        number = view.company.next_plant
        for new in programme.plants:
            if new.quarter <= now:
                rule = kinds[new.kind]
                cost = rule.price if new.bought else 0 if known.rent_at_end else rule.rent
                if self._cash >= cost:
                    make = act.BuyPlant if new.bought else act.RentPlant
                    self._take(make(team, rule.id), cost)
                    free[number] = rule.slots
                    number += 1
        built = []
        no = view.company.next_line
        for index, begun in enumerate(programme.lines):
            if begun.quarter > now:
                continue
            facts = known.lines[begun.kind]
            place = next((p for p, slots in free.items() if slots > 0), None)
            if place is None or self._cash < facts.payment(0):
                continue
            free[place] -= 1
            self._take(
                act.BuildLine(team, place, facts.rule.id, known.product_ids[begun.product]), facts.payment(0)
            )
            built.append(index)
            self._built[-1 - index] = (no, begun.product)
            no += 1
        manager.programme = replace(
            programme,
            lines=tuple(n for index, n in enumerate(programme.lines) if index not in built),
            plants=tuple(n for n in programme.plants if n.quarter > now),
        )

    def _start(self, projection: Projection, now: int, closing: int) -> None:
        view, known = self._view, self._known
        shop = projection.shop
        i = now - shop.first
        if not 0 <= i < shop.count:
            return
        lines = {line.no: line for line in view.company.lines}
        store = dict(view.company.materials)
        for no, p in shop.starts[i]:
            name = known.product_ids[p]
            if no < 0:
                begun = self._built.get(no)
                if begun is None:
                    continue
                no, product = begun[0], known.product_ids[begun[1]]
            elif no in lines and lines[no].idle and lines[no].plant != closing:
                product = lines[no].product
            else:
                continue
            short = {}
            for m, n in known.boms[p]:
                item = known.material_ids[m]
                store[item] -= n
                if store[item] < 0:
                    short[item] = -store[item]
                    store[item] = 0
            cost = known.processing[p]
            if short:
                rule = view.ruleset.finance.emergency
                price = sum(known.prices[known.material_ids.index(i)] * n for i, n in short.items())
                if rule is None or self._cash < cost + price * rule.material:
                    continue
                self._take(act.BuyEmergency(view.team, short), price * rule.material)
            if self._cash < cost:
                continue
            if product != name:
                self._take(act.ConvertLine(view.team, no, name))
            self._take(act.StartProduction(view.team, no), cost)

    def _order(self, projection: Projection, now: int) -> None:
        known, shop = self._known, projection.shop
        wanted = {}
        for m, lead in enumerate(known.leads):
            i = now + lead - shop.first
            if 0 <= i < shop.count and shop.buys[m][i] > 0:
                wanted[known.material_ids[m]] = shop.buys[m][i]
        if wanted:
            self._take(act.OrderMaterials(self._view.team, wanted))

    # Sales

    def deliver(self) -> None:
        """Deliver what stock allows; what is due now and missing is bought where the fine is dearer."""
        view, known = self._view, self._known
        firm = Firm(view, known)
        stock = list(firm.goods)
        blocked: set[int] = set()
        for job in firm.jobs:
            p = job.product
            if job.due < view.now and job.id not in firm.late:
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
        view, known, programme = self._view, self._known, self._manager.programme
        rules, opened = view.ruleset, view.stage.open
        ventures = [
            ("develop_product", programme.research, rules.products, view.now, act.DevelopProduct),
            ("develop_market", programme.markets, rules.markets, view.year, act.DevelopMarket),
            ("develop_standard", programme.standards, rules.standards, view.year, act.DevelopStandard),
        ]
        for word, items, of, period, make in ventures:
            if word not in opened:
                continue
            for index, start in items:
                item = of[index]
                progress = view.company.progress[item.id]
                if start > period or progress.paid >= item.payments or progress.at == period:
                    continue
                if self._affords(item.cost):
                    self._take(make(view.team, item.id), item.cost)
        if "sell_plant" in opened and rules.plant_rules.sale_with_lines:
            closing = self._closing(self._manager.project(view, known))
            if closing:
                self._take(act.SellPlant(view.team, closing))
        if "rent_to_buy" in opened:
            for no, quarter in programme.purchases:
                plant = view.company.plant(no)
                if plant and not plant.owned and quarter <= view.now:
                    price = view.catalogue.plants[plant.type].price
                    if self._affords(price):
                        self._take(act.PurchaseRentedPlant(view.team, no), price)
