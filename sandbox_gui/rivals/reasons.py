"""Why a plan is as it is: for each notable change a code and the facts of its sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..core.refused import Fact
from .programme import Programme

if TYPE_CHECKING:
    from .planner import Planner

CODES = ("research", "line", "market", "standard", "sell_line", "buy_plant", "cut")
"""The notable things; the sentence of each is the text ``rival.reason.<code>``."""


def reasons(planner: Planner, before: Programme, after: Programme) -> Iterator[tuple[str, dict[str, Fact]]]:
    """What is new in a programme, with what speaks for it."""
    known = planner.known
    rules = known.ruleset
    for p, _ in after.research:
        if before.begins(p) < 0:
            item = rules.products[p]
            yield (
                "research",
                {"product": item.id, "margin": planner.outlook.margin(p), "quarters": item.payments},
            )
    new = Counter((n.kind, n.product) for n in after.lines) - Counter(
        (n.kind, n.product) for n in before.lines
    )
    for (kind, p), count in new.items():
        product = known.product_ids[p]
        facts: dict[str, Fact] = {"count": count, "line": rules.lines[kind].id, "product": product}
        yield "line", {**facts, "margin": planner.outlook.margin(p)}
    for m, _ in after.markets:
        if m not in dict(before.markets):
            yield "market", {"market": rules.markets[m].id, "points": rules.markets[m].points}
    for s, _ in after.standards:
        if s not in dict(before.standards):
            yield "standard", {"standard": rules.standards[s].id, "points": rules.standards[s].points}
    if len(after.sales) > len(before.sales):
        yield "sell_line", {"count": len(after.sales) - len(before.sales)}
    bought = sum(n.bought for n in after.plants) + len(after.purchases)
    bought -= sum(n.bought for n in before.plants) + len(before.purchases)
    if bought > 0:
        yield "buy_plant", {"count": bought}
    if len(after.lines) < len(before.lines):
        yield "cut", {"count": len(before.lines) - len(after.lines)}
