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
    rules = firm.known.ruleset
    alive = {line.no for line in firm.lines}
    rented = {plant.no for plant in firm.plants if not plant.owned}
    programme = programme.later(firm.first, firm.venture_year)

    def open_(items: Dated, of: tuple[Development, ...]) -> Dated:
        return tuple(i for i in items if firm.progress[of[i[0]].id].paid < of[i[0]].payments)

    return replace(
        programme,
        research=open_(programme.research, rules.products),
        markets=open_(programme.markets, rules.markets),
        standards=open_(programme.standards, rules.standards),
        sales=tuple(s for s in programme.sales if s[0] in alive),
        purchases=tuple(p for p in programme.purchases if p[0] in rented),
    )
