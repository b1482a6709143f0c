"""Marketing: advertising where there is something to sell, the best orders that can be kept, bids."""

from __future__ import annotations

import random
from collections.abc import Sequence

from ..core.actions import Action, Advertise, Bid, EndBids, PassTurn, TakeOrder
from .character import Character
from .firm import Firm, Job
from .known import Cell, Known
from .outlook import crowd
from .programme import Programme
from .projection import rights_of, runs_of
from .shop import Hopes, Shop
from .view import Card, View, Wall

TAKE = 0.8
"""The orders that a team takes in a round, of one pick each."""

FIT = 0.5
"""Of the units that a pick could bring, those on cards that can be kept."""


OVER = 1.1
"""How far more than can be delivered is advertised for: not every pick brings an order."""


class Seller:
    """What the company can sell this year, given its lines and programme."""

    def __init__(self, view: View, known: Known, firm: Firm, programme: Programme, mind: Character) -> None:
        self.view, self.known, self.firm, self.mind = view, known, firm, mind
        self._runs = runs_of(firm, programme)
        self._rights = rights_of(firm, programme)
        self._crowd = crowd(view, known)
        products = len(known.product_ids)
        none = [[0.0] * products for _ in range(view.year + 2)]
        self._none = Hopes(none, none, none, [0.0] * len(none))

    # What can be kept

    def kept(self, jobs: Sequence[Job]) -> int:
        """How many of these orders cannot be delivered in time."""
        self.firm.jobs = sorted(jobs, key=lambda job: (job.due, -job.total, job.id))
        shop = Shop(self.firm, self._runs, self._rights, self._none, self.view.year * 4, 0.0, spare=2)
        shop.run()
        return len(shop.undelivered)

    def capacity(self) -> tuple[list[float], float]:
        """Units to be had by the year's end: by product from stock and bound lines, and from free ones."""
        firm, end = self.firm, self.view.year * 4
        made = [float(n) for n in firm.goods]
        for done, p in firm.wip:
            made[p] += done <= end
        free = 0.0
        for run in self._runs:
            first = max(run.ready, self._rights[run.product] if run.product >= 0 else 0)
            units = max(0, -(-(min(end - run.cycle + 1, run.until) - first) // run.cycle))
            if run.product >= 0:
                made[run.product] += units
            else:
                free += units
        for p, parts in enumerate(self.known.parts):
            for part, n in parts:
                made[part] -= n * max(0.0, made[p] - firm.goods[p]) / 2
        return made, free

    # Advertising

    def advertise(self, purse: int, draw: random.Random) -> Action | None:
        """Buy the picks that bring most for their money, until what can be delivered is placed well over."""
        view, rule = self.view, self.view.ruleset.marketing
        made, free = self.capacity()
        left = [n * OVER for n in made]
        pool = free * OVER
        amounts: dict[str, int] = {}
        cells = [c for c in self.known.cells[view.year]
                 if view.holds(self.known.market_ids[c.market], view.year)]  # fmt: skip
        picks = dict.fromkeys(cells, 0)
        there = {cell: self._contenders(cell) for cell in cells}
        while True:
            best, most, units = None, 1.0, 0.0
            for cell in cells:
                can = left[cell.product] + (pool if self._rights[cell.product] < view.year * 4 else 0.0)
                got = self._pick(cell, there[cell], picks[cell])
                sold = min(can, got)
                cost = rule.further_pick if picks[cell] else rule.first_pick
                value = (
                    sold
                    * (cell.price - self.known.costs[cell.product])
                    / cost
                    / (2.5 if picks[cell] else 1.5)
                )
                if sold >= 0.7 and value > most and cost <= purse and picks[cell] < 4:
                    best, most, units = cell, value, sold
            if best is None:
                break
            cost = rule.further_pick if picks[best] else rule.first_pick
            picks[best] += 1
            purse -= cost
            used = min(left[best.product], units)
            left[best.product] -= used
            pool = max(0.0, pool - (units - used))
            amounts[self._place(best)] = amounts.get(self._place(best), 0) + cost
        if rule.markets_lapse and view.year < view.years:
            for place in self._neglected(cells, amounts):
                if rule.first_pick <= purse:
                    amounts[place] = rule.first_pick
                    purse -= rule.first_pick
        for place in amounts:
            extra = max(1, rule.further_pick // 2 - draw.randrange(max(1, rule.further_pick // 4)))
            if extra <= purse and draw.random() < self.mind.bids:
                amounts[place] += extra
                purse -= extra
        return Advertise(view.team, amounts) if amounts else None

    def _neglected(self, cells: Sequence[Cell], amounts: dict[str, int]) -> list[str]:
        """The best place of each market that would be lost without advertising."""
        used = {place.partition(":")[0] for place in amounts}
        best: dict[int, Cell] = {}
        for cell in cells:
            if self.known.market_ids[cell.market] not in used:
                margin = cell.units * (cell.price - self.known.costs[cell.product])
                other = best.get(cell.market)
                if not other or margin > other.units * (other.price - self.known.costs[other.product]):
                    best[cell.market] = cell
        return [self._place(cell) for cell in best.values()]

    def _pick(self, cell: Cell, rivals: float, number: int) -> float:
        """The units that one more pick in a place may bring."""
        orders = cell.units / self.known.order_size
        left = max(0.0, orders - number * TAKE * rivals)
        return FIT * self.known.order_size * min(1.0, left / max(1.0, rivals))

    def _contenders(self, cell: Cell) -> float:
        """How many teams may pick in a place: those that advertised there last year, and some more."""
        view, place = self.view, self._place(cell)
        running = len(view.running)
        last = view.advertising(view.year - 1)
        plain = running * self._crowd[cell.product]
        if not last:
            return max(1.0, plain)
        seen = sum(place in amounts for team, amounts in last.items() if team in view.running)
        return max(1.0, 0.8 * seen + 0.2 * plain, 0.5 * plain)

    def _place(self, cell: Cell) -> str:
        return f"{self.known.market_ids[cell.market]}:{self.known.product_ids[cell.product]}"

    # The order meeting

    def pick(self, wall: Wall) -> Action:
        """Take the best card of a wall that can be kept, or pass."""
        jobs = list(self.firm.jobs)
        broken = self.kept(jobs)
        made, free = self.capacity()
        p = self.known.product_of[wall.product]
        room = made[p] + free - sum(job.quantity for job in jobs if job.product == p)
        cards = [card for card in wall.cards if not card.team and self.view.may_take(card)]
        for card in sorted(cards, key=lambda card: -self.worth(card)):
            if self.worth(card) <= 0 or card.quantity > room:
                continue
            if self.kept([*jobs, self._job(card)]) <= broken:
                return TakeOrder(self.view.team, card.id)
        return PassTurn(self.view.team, f"{wall.market}:{wall.product}")

    def _job(self, card: Card) -> Job:
        due = (self.view.year - 1) * 4 + card.due
        return Job(card.id, self.known.product_of[card.product], card.quantity, card.total, due, card.term)

    def worth(self, card: Card) -> float:
        """What an order brings above its direct cost, a little less the later it is paid."""
        cost = self.known.costs[self.known.product_of[card.product]] * card.quantity
        return (card.total - cost) * (0.7 + 0.1 * card.due) - card.total * 0.012 * card.term

    # Tenders

    def bids(self, cards: Sequence[Card], draw: random.Random) -> list[Action]:
        """Bids for what can be made beside the orders in hand, and the word that they are complete."""
        actions: list[Action] = []
        jobs = list(self.firm.jobs)
        broken = self.kept(jobs)
        rule = self.view.ruleset.marketing.tender
        for card in cards if rule else ():
            if not (rule and self.view.may_bid(card)) or draw.random() > self.mind.tender:
                continue
            p = self.known.product_of[card.product]
            cost = self.known.costs[p] * card.quantity
            for quarter in (1, 2, 3, 4):
                job = self._job(card)._replace(due=(self.view.year - 1) * 4 + quarter)
                if self.kept([*jobs, job]) <= broken:
                    price = min(rule.most_price * cost, int(cost * draw.uniform(1.9, 2.8)))
                    actions.append(Bid(self.view.team, card.id, price, quarter, draw.choice((2, 3, 4))))
                    jobs.append(job)
                    break
        return [*actions, EndBids(self.view.team)]
