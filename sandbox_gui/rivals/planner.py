"""Finding a programme: start from what is under way, try changes, keep what the projection says is better."""

from __future__ import annotations

from dataclasses import replace

from .changes import Changes
from .character import Character
from .firm import Firm
from .known import Known
from .outlook import Outlook
from .programme import NewPlant, Programme
from .projection import Projection
from .view import View

FINE = 3000.0
"""The worst that a fearful outlook can count for, in points of score."""


Best = tuple[Programme, Projection, float]
"""A programme, what becomes of the company under it, and what that is worth."""


class Planner:
    """One planning: a firm, what it may hope for, and programmes tried on it."""

    def __init__(self, view: View, known: Known, mind: Character, liking: list[float] | None = None) -> None:
        self.known = known
        self.mind = mind
        self.firm = Firm(view, known)
        self.outlook = Outlook(view, known, self.firm, taste(known, mind, liking or [1.0] * 99), mind.focus)
        self.changes = Changes(known, self.firm, self.outlook, mind.depth)
        self.tried = 0

    def project(self, programme: Programme, caution: float | None = None, years: int = 99) -> Projection:
        """What becomes of the firm under a programme, up to some year."""
        self.tried += 1
        counted = self.mind.caution if caution is None else caution
        hopes = self.outlook.hopes(programme, counted)
        reach = self.mind.reach / counted
        return Projection(self.firm, programme, hopes, min(years, self.known.years), self.mind.early, reach)

    def improve(self, programme: Programme) -> tuple[Programme, Projection]:
        """The programme after the changes that make its final score better and leave it payable."""
        best = self._best(programme)
        if self.mind.depth > 1 or (self.mind.depth and self.firm.year < 3):
            for package in self.changes.packages(best[0]):
                best = self._better(best, package)
        for _ in range(self.mind.sweeps):
            before = best[2]
            for change in list(self.changes.all(best[0])):
                best = self._better(best, change(best[0]))
            if best[2] <= before:
                break
        return best[:2]

    def relieve(self, programme: Programme) -> tuple[Programme, Projection]:
        """The programme without what cannot be paid for."""
        best = self._best(programme)
        while best[1].score < 0:
            found = best
            sales = self.changes.sales() if best[1].missing > self.firm.discountable else ()
            for change in [*self.changes.fewer(best[0]), *sales]:
                found = self._better(found, change(best[0]))
            if found is best:
                break
            best = found
        return best[:2]

    def _best(self, programme: Programme) -> Best:
        start = self.housed(programme) or replace(programme, lines=(), plants=())
        projection = self.project(start)
        return start, projection, self._worth(start, projection)

    def _better(self, best: Best, changed: Programme | None) -> Best:
        """The better of the best so far and a change of it."""
        trial = changed and self.housed(changed)
        if not trial:
            return best
        outcome = self.project(trial)
        if best[2] > 0 and outcome.score <= best[2] + 0.01:
            return best
        worth = self._worth(trial, outcome)
        return (trial, outcome, worth) if worth > best[2] + 0.01 else best

    def _worth(self, programme: Programme, outcome: Projection) -> float:
        """The mean of the scores counted on with the usual sales and with fearfully few."""
        if outcome.score < 0 or self.mind.fear >= self.mind.caution:
            return outcome.score
        fearful = self.project(programme, self.mind.fear)
        worst = max(fearful.score + 1000, -FINE) if fearful.score < 0 else fearful.score
        return (outcome.score + worst) / 2

    # Room

    def housed(self, programme: Programme) -> Programme | None:
        """With plants rented where its lines need slots; None where no more may be had."""
        known, firm = self.known, self.firm
        kinds = known.ruleset.plants
        rules = known.ruleset.plant_rules
        size = {kind.id: kind.slots for kind in kinds}
        plants = [n for n in programme.plants if n.bought]
        owned = [p.type for p in firm.plants] + [kinds[n.kind].id for n in plants]
        if len(owned) > rules.most or any(owned.count(n) > rules.most_of_a_kind for n in owned):
            return None
        free = sum(size[p.type] for p in firm.plants) - len(firm.lines)
        free += sum(kinds[n.kind].slots for n in plants) + len(programme.sales)
        lacking = sorted(programme.lines, key=lambda n: n.quarter)[max(0, free) :]
        while lacking:
            held = [p.type for p in firm.plants] + [kinds[n.kind].id for n in plants]
            allowed = [k for k, kind in enumerate(kinds) if held.count(kind.id) < rules.most_of_a_kind]
            if len(held) >= rules.most or not allowed:
                return None
            roomy = [k for k in allowed if 2 * kinds[k].slots >= max(kind.slots for kind in kinds)]
            allowed = roomy or allowed  # places for plants are few: a small one takes one as well
            enough = [k for k in allowed if kinds[k].slots >= len(lacking)]
            if programme.house in allowed:
                best = programme.house
            elif enough:
                best = min(enough, key=lambda k: kinds[k].rent)
            else:
                best = max(allowed, key=lambda k: kinds[k].slots)
            plants.append(NewPlant(best, lacking[0].quarter, bought=False))
            lacking = lacking[kinds[best].slots :]
        return replace(programme, plants=tuple(plants))


def taste(known: Known, mind: Character, liking: list[float]) -> list[float]:
    """Faith in each product: 1 is plain."""
    efforts = [product.payments * product.cost for product in known.ruleset.products]
    middle = sorted(efforts)[len(efforts) // 2]
    faith = [
        mind.hard if effort > middle else 2 - mind.hard if effort < middle else 1.0 for effort in efforts
    ]
    return [a * b for a, b in zip(faith, liking, strict=False)]
