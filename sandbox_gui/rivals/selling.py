"""Marketing: advertising where there is something to sell, the best orders that can be kept, bids."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache

from ..core.actions import Action, Advertise, Bid, EndBids, PassTurn, TakeOrder
from .character import Character
from .firm import Job, jobs_of
from .known import Cell
from .supply import Supply
from .view import Card, View, Wall

STAY = 0.4
"""Of those who advertised in a place last year, how many are thought to come back: all look for room."""

FRESH = 0.5
"""Of those who make a product, how many are thought to come to a place where nobody was."""

DOUBT = 1.0
"""In first picks: how far what others will advertise may lie from what is thought."""

OVER = 1.3
"""How far more than can be delivered is advertised for: not every pick brings an order."""


LEAST = 1.2
"""Gross profit that a unit of money must at least bring where it is spent on advertising."""


class Seller:
    """Picks, orders and bids for what the company can deliver."""

    def __init__(self, view: View, supply: Supply, mind: Character, crowd: list[float]) -> None:
        """`crowd`: by product, how many others are thought to make it this year."""
        self.view, self.known, self.supply, self.mind = view, view.known, supply, mind
        self._crowd = crowd

    def _lag(self) -> float:
        """The part of the others that sold more last year: they choose first among equal amounts."""
        view = self.view
        sold = dict.fromkeys(view.running, 0)
        for team, _, _, total in view.placed(view.year - 1):
            if team in sold:
                sold[team] += total
        mine = sold.pop(view.team, 0)
        if not any(sold.values()):
            return 0.5
        return sum(total > mine for total in sold.values()) / len(sold)

    # Advertising

    def advertise(self, purse: int, draw: random.Random) -> Action | None:
        """Buy the picks that bring most for their money, until what can be delivered is placed well over."""
        view, rule = self.view, self.view.ruleset.marketing
        if not self.supply.pool:
            return None
        held = [view.holds(market, view.year) for market in self.known.market_ids]
        cells = [cell for cell in self.known.cells[view.year] if held[cell.market]]
        amounts = self._shared_out(cells, purse, draw)
        purse -= sum(amounts)
        placed = {self._place(cell): n for cell, n in zip(cells, amounts, strict=True) if n}
        if rule.markets_lapse and view.year < view.years:
            purse = self._keep(cells, placed, purse)
        self._outbid(placed, purse, draw)
        self._certify(placed, purse)
        return Advertise(view.team, placed) if placed else None

    def _shared_out(self, cells: Sequence[Cell], purse: int, draw: random.Random) -> list[int]:
        """What to spend in each place: step by step where the next step brings most for its money."""
        supply, costs = self.supply, self.known.costs
        left = [max(0, row[-1]) * OVER for row in supply.bound]
        pool = supply.pool[-1] * OVER
        steps, behind = self._steps(), self._lag()
        fancy = self.mind.fancy  # lest all crowd into the same places
        faiths = [STAY * draw.uniform(1 - fancy, 1 + fancy) for _ in cells]
        gains = [draw.uniform(1 - fancy, 1 + fancy) * (cell.price - costs[cell.product]) for cell in cells]
        table = cache(lambda index: self._table(cells[index], steps, behind, faiths[index]))
        amounts = [0] * len(cells)
        while True:
            room = [n + (pool if right < 4 else 0.0) for n, right in zip(left, supply.rights, strict=True)]
            best, most, units, bill = -1, LEAST, 0.0, 0
            for index, cell in enumerate(cells):
                can = room[cell.product]
                if can < 0.7:
                    continue
                spent, gain = amounts[index], gains[index]
                had = table(index).get(spent, 0.0)
                for amount, got in table(index).items():
                    cost = amount - spent
                    if 0 < cost <= purse:
                        more = min(can, got - had)
                        if more * gain > most * cost:
                            best, most, units, bill = index, more * gain / cost, more, cost
            if best < 0:
                return amounts
            amounts[best] += bill
            purse -= bill
            p = cells[best].product
            pool = max(0.0, pool - max(0.0, units - left[p]))
            left[p] = max(0.0, left[p] - units)

    def _steps(self) -> list[int]:
        """The amounts worth thinking of for a place."""
        rule = self.view.ruleset.marketing
        step = max(1, rule.further_pick // 4)
        return [*range(rule.first_pick, rule.first_pick + 2 * rule.further_pick + 1, step)]

    def _table(self, cell: Cell, steps: list[int], behind: float, faith: float) -> dict[int, float]:
        """The units that each amount may bring in a place; for no more picks than its part of the orders."""
        rule = self.view.ruleset.marketing
        orders, others = cell.units / self.known.order_size, self._others(cell)
        picks = max(1, round(orders / (len(others) + 1) + self.mind.greed))
        most = rule.first_pick + rule.further_pick * picks
        return {
            amount: self.expected(orders, others, amount, behind, faith) for amount in steps if amount < most
        }

    def _others(self, cell: Cell) -> list[tuple[int, int]]:
        """Of each who is thought to come to a place its picks and what it spends, highest first.

        Those who were there last year; without any, a part of those who make the product.
        """
        view, place, rule = self.view, self._place(cell), self.view.ruleset.marketing
        last = view.advertising(view.year - 1)
        teams = view.running
        spent = [
            amounts[place] for team, amounts in last.items()
            if place in amounts and team in teams and team != view.team
        ]  # fmt: skip
        if not spent:
            usual = self._crowd[cell.product]
            more = round(FRESH * round(usual)) if last else round(usual)
            spent = [rule.first_pick + (rule.first_pick * n) // (3 * more) for n in range(more)]
        spent.sort(reverse=True)
        return [(1 + (amount - rule.first_pick) // rule.further_pick, amount) for amount in spent]

    def expected(
        self, orders: float, others: list[tuple[int, int]], amount: int, behind: float, faith: float
    ) -> float:
        """The units that an amount may bring in a place of so many orders, against what others spend there.

        `behind`: the part of them that chooses first among equal amounts; `faith`: of them, who really comes.
        """
        rule = self.view.ruleset.marketing
        first, further = rule.first_pick, rule.further_pick
        spread = DOUBT * first
        units = 0.0
        for number in range(1 + (amount - first) // further):
            there = 0.0
            for n, other in others:
                if n <= number:
                    there += n
                else:
                    ahead = behind + (other - amount) / spread
                    there += number + (0.0 if ahead < 0 else 1.0 if ahead > 1 else ahead)
            before = number + 0.5 + faith * there
            chance = min(1.0, max(0.0, orders - before + 0.75))
            if not chance:
                break
            units += chance * (1.2 - 0.7 * min(1.0, before / orders)) * self.known.order_size
        return units

    def _outbid(self, amounts: dict[str, int], purse: int, draw: random.Random) -> None:
        """A little more than the others in some places, to choose before them."""
        step = max(1, self.view.ruleset.marketing.further_pick // 2)
        for place in amounts:
            extra = max(1, draw.randint(1, step) // 2)
            if extra * 4 <= purse and draw.random() < self.mind.bids:
                amounts[place] += extra
                purse -= extra

    def _certify(self, amounts: dict[str, int], purse: int) -> None:
        """Where a standard must be advertised too: in the markets where many orders ask for it."""
        fee = self.view.ruleset.marketing.standard_advertising
        wishes = self.known.wishes[self.view.year]
        if not fee:
            return
        markets = {place.partition(":")[0] for place in amounts}
        for standard, wish in zip(self.known.standard_ids, wishes, strict=True):
            if self.view.holds(standard, self.view.year) and wish >= 0.1:
                for market in sorted(markets):
                    if fee * 3 <= purse:
                        amounts[f"{market}:{standard}"] = fee
                        purse -= fee

    def _keep(self, cells: Sequence[Cell], amounts: dict[str, int], purse: int) -> int:
        """The least advertising in each market that would be lost without; the purse after it."""
        used = {place.partition(":")[0] for place in amounts}
        least = self.view.ruleset.marketing.first_pick
        for cell in sorted(cells, key=lambda cell: -cell.units):
            market = self.known.market_ids[cell.market]
            if market not in used and least <= purse:
                used.add(market)
                amounts[self._place(cell)] = least
                purse -= least
        return purse

    def _place(self, cell: Cell) -> str:
        return f"{self.known.market_ids[cell.market]}:{self.known.product_ids[cell.product]}"

    # The order meeting

    def choose(self, wall: Wall) -> Action:
        """Take the best card of a wall that can be kept, or pass."""
        jobs = jobs_of(self.view)
        room = self.supply.room(self.known.product_of[wall.product], jobs)
        cards = [(self.worth(card), card) for card in wall.cards if not card.team]
        for worth, card in sorted(cards, key=lambda pair: -pair[0]):
            if worth <= 0 or card.quantity > room or not self.view.may_take(card):
                continue
            if self.supply.kept([*jobs, self._job(card)]):
                return TakeOrder(self.view.team, card.id)
        return PassTurn(self.view.team, f"{wall.market}:{wall.product}")

    def _job(self, card: Card) -> Job:
        due = (self.view.year - 1) * 4 + card.due
        return Job(card.id, self.known.product_of[card.product], card.quantity, card.total, due, card.term)

    def worth(self, card: Card) -> float:
        """What an order brings above its direct cost, a little less the later it is paid."""
        cost = self.known.costs[self.known.product_of[card.product]] * card.quantity
        return (card.total - cost) * (0.9 + 0.02 * card.due) - card.total * 0.02 * card.term

    # Tenders

    def bids(self, cards: Sequence[Card], draw: random.Random) -> list[Action]:
        """Bids for what can be made beside the orders in hand, and the word that they are complete."""
        actions: list[Action] = []
        jobs = jobs_of(self.view)
        rule = self.view.ruleset.marketing.tender
        purse = self.view.company.cash
        for card in cards if rule else ():
            if not (rule and self.view.may_bid(card)) or draw.random() > self.mind.tender:
                continue
            p = self.known.product_of[card.product]
            cost = self.known.costs[p] * card.quantity
            for quarter in (1, 2, 3, 4):
                job = self._job(card)._replace(due=(self.view.year - 1) * 4 + quarter)
                if self.supply.kept([*jobs, job]) and purse >= rule.fee:
                    price = min(rule.most_price * cost, int(cost * draw.uniform(1.9, 2.8)))
                    actions.append(Bid(self.view.team, card.id, price, quarter, draw.choice((2, 3, 4))))
                    jobs.append(job)
                    purse -= rule.fee
                    break
        return [*actions, EndBids(self.view.team)]
