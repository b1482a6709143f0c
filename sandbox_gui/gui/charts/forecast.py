"""The page of the market forecast: what sells when, and for how much, with its uncertainty.

pyqtgraph and numpy are imported here, so the window imports this module when the page is first shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...core.demand import Forecast, expected
from ...core.game import holds
from ...text import item_name, language, t
from ..capacity import can_make, yearly_capacity
from ..labels import label
from ..panels.page import Page
from ..panels.style import number, px
from ..panels.tables import Row, Table, Value, plain
from .plots import Frame, LegendRow, Plots, Series

if TYPE_CHECKING:
    from ..session import Session

ALL = ""
CHARTS, CHART_WIDTH = 340, 150
"""The least height of a row of charts and width of each, in pixels at the usual size."""
FIGURES = 260
"""The least height of the table of figures where it stands below another, in pixels at the usual size."""
BESIDE = 56
"""The width of the page beside its charts: margins and a scroll bar."""
FACETS = ("market", "product")
"""By what the charts stand side by side; the other one gives the lines."""


class ForecastPage(Page):
    """Units and unit price by year: market by market or product by product, all of them or one."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.title, self.hint = label("title"), label("faint", wrap=True)
        self.copy = QPushButton()
        self.copy.clicked.connect(self.copy_all)
        self.by, self.choices = QButtonGroup(self), {name: QButtonGroup(self) for name in FACETS}
        rules = session.ruleset
        self.places = {
            "market": (ALL, *(market.id for market in rules.markets)),
            "product": (ALL, *(product.id for product in rules.products)),
        }
        self.facet = "market"
        self.chosen = dict.fromkeys(FACETS, ALL)
        self._shown: tuple[object, ...] = ()
        self._in_a_row = 0  # so many charts
        self.legend, self.plots, self.table = LegendRow(), Plots(), Table()
        self.own_head, self.own = label("section"), Table(whole=True)
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._lay_out()
        self.name()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(6)
        top.addWidget(self.title)
        top.addSpacing(18)
        for index in range(len(FACETS)):
            top.addWidget(_switch(self.by, index))
        self.by.idClicked.connect(self._on_facet)
        top.addStretch(1)
        top.addWidget(self.copy)
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self.plots)
        halves.addWidget(self._tables())
        halves.setSizes([640, 320])
        self.halves = halves
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(halves)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 14, 20, 14)
        box.setSpacing(8)
        box.addLayout(top)
        box.addLayout(self._switches())
        box.addWidget(self.legend)
        box.addWidget(self.hint)
        box.addWidget(area, 1)

    def _switches(self) -> QHBoxLayout:
        """Which market, or which product."""
        row = QHBoxLayout()
        row.setSpacing(6)
        for name, group in self.choices.items():
            for index, _ in enumerate(self.places[name]):
                row.addWidget(_switch(group, index))
            group.idClicked.connect(self._on_choice)
        row.addStretch(1)
        self._show_choices()
        return row

    def _tables(self) -> QWidget:
        """The forecast in figures, and beside it what the own lines could make of it."""
        side = QVBoxLayout()
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(self.own_head)
        side.addWidget(self.own)
        side.addStretch(1)
        both = QWidget()
        self.figures = QBoxLayout(QBoxLayout.Direction.LeftToRight, both)
        self.figures.setContentsMargins(0, 0, 0, 0)
        self.figures.setSpacing(14)
        self.figures.addWidget(self.table, 3)
        self.figures.addLayout(side, 2)
        return both

    def name(self) -> None:
        rules = self.session.ruleset
        self.title.setText(t("pages.forecast.title"))
        self.copy.setText(t("pages.statements.copy"))
        self.copy.setToolTip(t("forecast.copy.tip"))
        self.own_head.setText(t("forecast.own"))
        for index, name in enumerate(FACETS):
            self.by.button(index).setText(t(f"forecast.by_{name}"))
            for place, item in enumerate(self.places[name]):
                words = item_name(rules, item) if item else t(f"forecast.all_{name}")
                self.choices[name].button(place).setText(words)

    # Drawing

    def draw(self) -> None:
        game = self.session.game
        cells = expected(game)
        capacity = yearly_capacity(game, self.session.company)
        own = self._own_rows(cells)
        shown = (
            self.facet, self.chosen[self.facet], self._across(), capacity, game.year, own,
            self.theme.name, language(), self.font().toString(),
        )  # fmt: skip
        if shown == self._shown:  # plots take half a second to build, and a forecast never changes
            return
        self._shown = shown
        self._draw_plots(cells, capacity)
        self.hint.setText(self._hint(cells))
        self.table.fill(*self._table(cells), self.theme, stretch=-1)
        heads = ("product", "can_make", "open_markets", "all_markets", "a_team")
        self.own.fill([t(f"forecast.{head}") for head in heads], own, self.theme)
        self.own.setMinimumWidth(self.own.sizeHint().width())
        self._turn_figures()

    def _draw_plots(self, cells: Sequence[Forecast], capacity: int) -> None:
        game, facet = self.session.game, self.facet
        other = FACETS[1 - FACETS.index(facet)]
        shown, across = self._items(), self._across()
        self._in_a_row = across
        # In a small window the page scrolls, and charts stay legible.
        self.plots.setMinimumSize(across * px(CHART_WIDTH), -(-len(shown) // across) * px(CHARTS))
        series = [
            Series(item, item_name(game.ruleset, item), rank)
            for rank, item in enumerate(self.places[other][1:])
        ]
        words = t("pages.forecast.capacity", units=capacity)
        self.legend.fill(series, words, self._closed(cells), self.theme)
        self.plots.fill(
            {item_name(game.ruleset, i): [c for c in cells if getattr(c, facet) == i] for i in shown},
            series,
            Frame(other, game.years, game.year, capacity, game.ruleset.unit),
            self.theme,
            across,
        )

    def _closed(self, cells: Sequence[Forecast]) -> str:
        """What the grey years of the charts are: without a meeting, without demand, or some of each."""
        first = self.session.ruleset.marketing.orders_from
        starts = [
            min((cell.year for cell in cells if getattr(cell, self.facet) == item), default=0)
            for item in self._items()
        ]
        kinds = [
            name
            for name, there in (("no_meeting_short", first > 1), ("closed", any(s != first for s in starts)))
            if there
        ]
        return " / ".join(t(f"pages.forecast.{name}") for name in kinds)

    def _items(self) -> list[str]:
        """The markets, or the products, that have a chart."""
        chosen = self.chosen[self.facet]
        return [item for item in self.places[self.facet] if item and chosen in (ALL, item)]

    def _across(self) -> int:
        """How many charts stand side by side: all where there is room, else about as many in each row."""
        number = len(self._items())
        fitting = max(1, (self.width() - px(BESIDE)) // px(CHART_WIDTH))
        return -(-number // -(-number // fitting))

    def _turn_figures(self) -> None:
        """Put the two tables beside each other where both have room, else the own one over the other."""
        ways = QBoxLayout.Direction
        room = self.width() - px(BESIDE) - self.figures.spacing()
        beside = room >= self.own.minimumWidth() + self.table.sizeHint().width()
        self.figures.setDirection(ways.LeftToRight if beside else ways.BottomToTop)
        self.table.setMinimumHeight(0 if beside else px(FIGURES))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn_figures()
        if self._shown and self._in_a_row != self._across() and not self._stale:
            self.draw()

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

    # Figures

    def _table(self, cells: Sequence[Forecast]) -> tuple[list[str], list[Row]]:
        """For each market and product: units and price a year, each with its band."""
        game, chosen = self.session.game, self.chosen[self.facet]
        by_place = {(cell.market, cell.product, cell.year): cell for cell in cells}
        years = range(1, game.years + 1)
        headers = [t("pages.forecast.market"), t("pages.forecast.product"), ""]
        headers += [t("pages.forecast.year", year=year) for year in years]
        rows = []
        for market in self.places["market"][1:]:
            for product in self.places["product"][1:]:
                found = [by_place.get((market, product, year)) for year in years]
                if any(found) and chosen in (ALL, market, product):
                    rows += self._rows(market, product, found)
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

    def _own_rows(self, cells: Sequence[Forecast]) -> tuple[Row, ...]:
        """This year's demand for each product, and what the own stock and lines could deliver of it."""
        game, company = self.session.game, self.session.company
        rows = []
        for product in self.places["product"][1:]:
            here = [cell for cell in cells if (cell.year, cell.product) == (game.year, product)]
            opened = sum(c.units for c in here if holds(game, company, c.market, game.year))
            everywhere = sum(cell.units for cell in here)
            made = can_make(game, company, product, 4, change=True)
            each = everywhere / len(game.companies)
            rows.append(Row((item_name(game.ruleset, product), made, opened, everywhere, each)))
        return tuple(rows)

    def text(self) -> str:
        """The whole forecast as tab-separated text, a line for each market, product and year."""
        game, rules = self.session.game, self.session.ruleset
        heads = ("market", "product", "year", "units", "least", "most", "price", "low", "high")
        lines = [[t(f"forecast.column.{head}") for head in heads]]
        for cell in expected(game):
            values = cell.year, cell.units, cell.least, cell.most, cell.price, cell.low, cell.high
            names = item_name(rules, cell.market), item_name(rules, cell.product)
            lines.append([*names, *(plain(value) for value in values)])
        return "\n".join("\t".join(line) for line in lines)

    def copy_all(self) -> None:
        """Copy the whole forecast."""
        QGuiApplication.clipboard().setText(self.text())

    # Choosing

    def _show_choices(self) -> None:
        for name, group in self.choices.items():
            for button in group.buttons():
                button.setVisible(name == self.facet)

    def _on_facet(self, index: int) -> None:
        self.facet = FACETS[index]
        self._show_choices()
        self.draw()

    def _on_choice(self, index: int) -> None:
        self.chosen[self.facet] = self.places[self.facet][index]
        self.draw()


def _switch(group: QButtonGroup, index: int) -> QToolButton:
    """A button of an exclusive choice; the first is chosen."""
    button = QToolButton()
    button.setProperty("role", "switch")
    button.setCheckable(True)
    button.setChecked(index == 0)
    group.addButton(button, index)
    return button
