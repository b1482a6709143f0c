"""What a score is made of: told where the ranking has nothing to show yet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout

from ...core.ruleset import Ruleset
from ...text import item_name, t
from ..labels import label


def sources(rules: Ruleset) -> dict[str, list[tuple[str, int]]]:
    """What brings points, by source: its name (empty: the source itself) and its points."""
    found: dict[str, Sequence[tuple[str, int]]] = {
        "plants": [(item_name(rules, plant.id), plant.points) for plant in rules.plants],
        "lines": [(item_name(rules, line.id), line.points) for line in rules.lines],
        "products": [(item_name(rules, product.id), product.points) for product in rules.products],
        "markets": [(item_name(rules, market.id), market.points) for market in rules.markets],
        "standards": [(item_name(rules, standard.id), standard.points) for standard in rules.standards],
        "no_usury": [("", rules.score.no_usury)],
        "no_discount": [("", rules.score.no_discount)],
    }
    worth = {source: [one for one in each if one[1]] for source, each in found.items()}
    return {source: each for source, each in worth.items() if each}


class Goal(QFrame):
    """The score's formula, what moves equity, and all that brings points under a game's rules."""

    def __init__(self, rules: Ruleset) -> None:
        super().__init__()
        self._rules = rules
        self.head, self.equity, self.formula = label("section"), label(wrap=True), label("faint", wrap=True)
        self.sources = {source: (label("faint"), label(wrap=True)) for source in sources(rules)}
        self.setProperty("role", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 12, 18, 14)
        for part in (self.head, self.formula, self.equity):
            column.addWidget(part)
        column.addSpacing(4)
        column.addLayout(self._grid())
        column.addStretch(1)

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for row, pair in enumerate(self.sources.values()):
            for column, part in enumerate(pair):
                grid.addWidget(part, row, column, Qt.AlignmentFlag.AlignTop)
        return grid

    def name(self) -> None:
        """Set all words in the language now spoken."""
        self.head.setText(t("pages.ranking.goal"))
        self.equity.setText(t("pages.ranking.goal_equity"))
        self.formula.setText(t("sheet.score_formula"))
        for source, each in sources(self._rules).items():
            name, worth = self.sources[source]
            name.setText(t(f"pages.ranking.points.{source}"))
            worth.setText(" · ".join(f"{item} +{points}".strip() for item, points in each))
