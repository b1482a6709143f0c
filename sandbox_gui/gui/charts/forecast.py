"""The page of the market forecast: what sells when, and for how much, with its uncertainty.

pyqtgraph and numpy are imported here, so the window imports this module when the page is first shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QSizePolicy,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...core.demand import Forecast, expected
from ...text import item_name, language, t
from ..capacity import yearly_capacity
from ..labels import label
from ..panels.page import Page
from ..panels.style import number
from ..panels.tables import Row, Table, Value
from .plots import LegendRow, Plots, Series

if TYPE_CHECKING:
    from ..session import Session

ALL = ""


class ForecastPage(Page):
    """Units and unit price by year, for one market or all of them side by side."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.title, self.hint = label("title"), label("faint", wrap=True)
        self.choice = QButtonGroup(self)
        self.choice.setExclusive(True)
        self.choice.idClicked.connect(self._on_market)
        self.places = (ALL, *(market.id for market in session.ruleset.markets))
        self.market = ALL
        self._shown: tuple[object, ...] = ()
        self.legend, self.plots, self.table = LegendRow(), Plots(), Table()
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._lay_out()
        self.name()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        for number_, _ in enumerate(self.places):
            button = QToolButton()
            button.setProperty("role", "switch")
            button.setCheckable(True)
            self.choice.addButton(button, number_)
            row.addWidget(button)
        self.choice.button(0).setChecked(True)
        row.addSpacing(18)
        row.addWidget(self.legend, 1)
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self.plots)
        halves.addWidget(self.table)
        halves.setSizes([560, 340])
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 14, 20, 14)
        box.setSpacing(8)
        box.addWidget(self.title)
        box.addLayout(row)
        box.addWidget(self.hint)
        box.addWidget(halves, 1)

    def name(self) -> None:
        self.title.setText(t("pages.forecast.title"))
        for index, place in enumerate(self.places):
            words = item_name(self.session.ruleset, place) if place else t("pages.forecast.all")
            self.choice.button(index).setText(words)

    def draw(self) -> None:
        game = self.session.game
        cells = expected(game)
        capacity = yearly_capacity(game, self.session.company)
        shown = (self.market, capacity, self.theme.name, language(), self.font().toString())
        if shown == self._shown:  # plots take half a second to build, and a forecast never changes
            return
        self._shown = shown
        markets = [market.id for market in game.ruleset.markets if self.market in (ALL, market.id)]
        series = self._series()
        self.legend.fill(series, t("pages.forecast.capacity", units=capacity), self.theme)
        self.hint.setText(self._hint(cells))
        self.plots.fill(
            {item_name(game.ruleset, m): [c for c in cells if c.market == m] for m in markets},
            series,
            years=game.years,
            first=game.ruleset.marketing.orders_from,
            capacity=capacity,
            unit=game.ruleset.unit,
            theme=self.theme,
        )
        self.table.fill(*self._table(cells, markets), self.theme, stretch=-1)

    def _series(self) -> list[Series]:
        products = self.session.ruleset.products
        return [
            Series(p.id, item_name(self.session.ruleset, p.id), place) for place, p in enumerate(products)
        ]

    def _hint(self, cells: Sequence[Forecast]) -> str:
        """How to read the charts, and which years have no meeting."""
        game = self.session.game
        first = game.ruleset.marketing.orders_from
        words = [t("pages.forecast.hint", teams=len(game.companies))]
        if first > 1:
            key = "pages.forecast.no_meeting" if first == 2 else "pages.forecast.no_meetings"
            words.insert(0, t(key, last=first - 1))
        if not cells:
            words = [t("pages.forecast.nothing")]
        return " ".join(words)

    def _table(self, cells: Sequence[Forecast], markets: Sequence[str]) -> tuple[list[str], list[Row]]:
        """For each market and product: units and price a year, each with its band."""
        game = self.session.game
        by_place = {(cell.market, cell.product, cell.year): cell for cell in cells}
        years = range(1, game.years + 1)
        headers = [t("pages.forecast.market"), t("pages.forecast.product"), ""]
        headers += [t("pages.forecast.year", year=year) for year in years]
        rows = []
        for market in markets:
            for product in game.ruleset.products:
                found = [by_place.get((market, product.id, year)) for year in years]
                if any(found):
                    rows += self._rows(market, product.id, found)
        return headers, rows

    def _rows(self, market: str, product: str, found: Sequence[Forecast | None]) -> list[Row]:
        rules = self.session.ruleset
        names = item_name(rules, market), item_name(rules, product)
        units: list[Value] = [f"{c.units}  ({c.least}–{c.most})" if c else None for c in found]
        prices: list[Value] = [
            f"{number(c.price, 1)}  ({number(c.low, 1)}–{number(c.high, 1)})" if c else None for c in found
        ]
        unit_words, price_words = t("pages.forecast.units"), t("pages.forecast.price", unit=rules.unit)
        return [Row((*names, unit_words, *units)), Row(("", "", price_words, *prices), "faint")]

    def _on_market(self, index: int) -> None:
        self.market = self.places[index]
        self.draw()
