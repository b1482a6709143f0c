"""Research, markets and certificates: what may be paid for in this period."""

from __future__ import annotations

from ...core.ruleset import Development
from ...text import named, t
from ..choices import Candidate
from ..words import money
from .checklist import ChecklistDialog


class DevelopDialog(ChecklistDialog):
    """Everything that is not yet complete, with its next instalment."""

    COMMAND = "develop"
    HEADINGS = ("column.item", "column.kind", "column.paid", "column.instalment", "column.still_to_pay")

    def describe(self, row: Candidate) -> tuple[str, tuple[str, ...]]:
        kind, _, item = row.place.partition(":")
        rule = self._rule(item)
        paid = self.session.company.progress[item].paid
        left = (rule.payments - paid) * rule.cost
        cells = (
            t(f"develop.{kind}"),
            f"{paid}/{rule.payments}",
            money(rule.cost, self.unit),
            money(left, self.unit),
        )
        return named(rule.name), cells

    def _rule(self, item: str) -> Development:
        rules = self.session.ruleset
        return next(one for one in (*rules.products, *rules.markets, *rules.standards) if one.id == item)
