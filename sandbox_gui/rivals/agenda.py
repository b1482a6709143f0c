"""What a company still has to do: of a programme that it follows, or of what it finds begun."""

from __future__ import annotations

from dataclasses import replace

from ..core.ruleset import Development
from .firm import Firm
from .programme import Dated, Programme


def under_way(firm: Firm) -> Programme:
    """What a company whose plan is not known has begun."""
    rules = firm.known.ruleset

    def begun(items: tuple[Development, ...]) -> list[int]:
        return [i for i, item in enumerate(items) if 0 < firm.progress[item.id].paid < item.payments]

    year = firm.venture_year
    return Programme(
        research=tuple((p, firm.first) for p in begun(rules.products)),
        markets=tuple((m, year) for m in begun(rules.markets)),
        standards=tuple((s, year) for s in begun(rules.standards)),
    )


def still(programme: Programme, firm: Firm) -> Programme:
    """What of a programme is still to be begun; what is overdue counts as due now."""
    if programme.done:
        return programme
    rules, quarter, year = firm.known.ruleset, firm.first, firm.venture_year
    alive = {line.no for line in firm.lines}
    rented = {plant.no for plant in firm.plants if not plant.owned}

    def open_(items: Dated, of: tuple[Development, ...], at: int) -> Dated:
        progress = firm.progress
        return tuple([(i, max(when, at)) for i, when in items if progress[of[i].id].paid < of[i].payments])

    return replace(
        programme,
        lines=tuple([new._replace(quarter=max(new.quarter, quarter)) for new in programme.lines]),
        plants=tuple([new._replace(quarter=max(new.quarter, quarter)) for new in programme.plants]),
        research=open_(programme.research, rules.products, quarter),
        markets=open_(programme.markets, rules.markets, year),
        standards=open_(programme.standards, rules.standards, year),
        sales=tuple([(line, max(at, quarter)) for line, at in programme.sales if line in alive]),
        purchases=tuple([(plant, max(at, quarter)) for plant, at in programme.purchases if plant in rented]),
    )
