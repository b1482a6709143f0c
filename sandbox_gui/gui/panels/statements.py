"""The page of the books: the three statements, the order register and the operating record of a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from ...core.game import Company
from ...text import t
from ..labels import label
from . import statement_rows as rows
from .page import Page
from .style import px, team_letter
from .tables import Table

if TYPE_CHECKING:
    from ..session import Session

BESIDE = 56
"""The width of the page beside its tables, in pixels at the usual size: margins and a scroll bar."""
TABS = ("statements", "orders", "record")


class Sheets(QScrollArea):
    """The three statements: beside each other where there is room, else the last below, else all."""

    GAP = 12

    def __init__(self, *sheets: tuple[QLabel, Table]) -> None:
        super().__init__()
        self._tables = [table for _, table in sheets]
        self._arranged: tuple[list[int], int] = ([], 0)
        self._parts = [_sheet(head, table) for head, table in sheets]
        inner = QWidget()
        self._grid = QGridLayout(inner)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(self.GAP)
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.arrange()

    def arrange(self) -> None:
        """Lay the statements out for the width there is."""
        needs = [table.sizeHint().width() for table in self._tables]
        # Not the viewport's width: a scroll bar that came and went with the layout would never settle.
        room = self.width() - self.verticalScrollBar().sizeHint().width()
        counts = range(len(needs), 1, -1)
        across = next((n for n in counts if sum(needs[:n]) + self.GAP * (n - 1) <= room), 1)
        if (needs, across) == self._arranged:
            return
        self._arranged = (needs, across)
        for number, (part, need) in enumerate(zip(self._parts, needs, strict=True)):
            beside = number < across
            place = (0, number, 1, 1) if beside else (number, 0, 1, across)
            self._grid.addWidget(part, *place, Qt.AlignmentFlag.AlignTop)
            self._grid.setColumnStretch(number, need if beside else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()


def _sheet(head: QLabel, table: Table) -> QWidget:
    part = QWidget()
    box = QVBoxLayout(part)
    box.setContentsMargins(0, 0, 0, 0)
    box.addWidget(head)
    box.addWidget(table)
    return part


class StatementsPage(Page):
    """The books of a company: the person's own, and everybody's once the game is over."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.title, self.unit, self.note = label("title"), label("faint"), label("faint")
        self.years, self.teams, self.copy = QComboBox(), QComboBox(), QPushButton()
        self.cash_only = QCheckBox()
        self.cash_only.setChecked(True)
        self.heads = {name: label("section") for name in ("expenses", "income", "balance")}
        self.expenses, self.income, self.balance = (Table(whole=True) for _ in range(3))
        self.orders, self.no_orders, self.record = Table(), label("faint"), Table()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        for part in (self._statements(), self._orders(), self._record()):
            self.tabs.addTab(part, "")
        self._lay_out()
        self.years.currentIndexChanged.connect(self._show)
        self.teams.currentIndexChanged.connect(self._on_team)
        self.cash_only.toggled.connect(self._show)
        self.copy.clicked.connect(self.copy_page)
        self._newest = (-1, False)  # the last year of the list, and whether its books were closed
        self.name()

    # Building

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(self.title)
        top.addWidget(self.unit, 0, Qt.AlignmentFlag.AlignBottom)
        top.addStretch(1)
        for part in (self.teams, self.years, self.copy):
            top.addWidget(part)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 14, 20, 14)
        box.addLayout(top)
        box.addWidget(self.tabs, 1)

    def _statements(self) -> QWidget:
        self.sheets = Sheets(
            (self.heads["expenses"], self.expenses), (self.heads["income"], self.income),
            (self.heads["balance"], self.balance),
        )  # fmt: skip
        return _column(self.note, self.sheets)

    def _orders(self) -> QWidget:
        return _column(self.no_orders, self.orders)

    def _record(self) -> QWidget:
        return _column(self.cash_only, self.record)

    # Showing

    def name(self) -> None:
        self.title.setText(t("pages.statements.title"))
        self.unit.setText(t("pages.statements.unit", unit=self.session.ruleset.unit))
        self.copy.setText(t("pages.statements.copy"))
        self.copy.setToolTip(t("pages.statements.copy_hint"))
        self.cash_only.setText(t("pages.statements.cash_only"))
        self.no_orders.setText(t("pages.statements.no_orders"))
        self.years.setAccessibleName(t("pages.statements.choose_year"))
        self.teams.setAccessibleName(t("pages.statements.choose_team"))
        for name, head in self.heads.items():
            head.setText(t(f"pages.statements.{name}"))
        for index, tab in enumerate(TABS):
            self.tabs.setTabText(index, t(f"pages.statements.tab_{tab}"))

    def draw(self) -> None:
        self._fill_teams()
        self._fill_years()
        self._show()

    def _fill_teams(self) -> None:
        """Own company only while the game runs."""
        game, chosen = self.session.game, self.teams.currentData()
        shown = game.companies if game.over else [self.session.company]
        self.teams.blockSignals(True)
        self.teams.clear()
        for company in shown:
            self.teams.addItem(f"{team_letter(company.team)} {company.name}", company.team)
        self.teams.setCurrentIndex(max(0, self.teams.findData(chosen if game.over else self.session.team)))
        self.teams.blockSignals(False)
        self.teams.setVisible(len(shown) > 1)

    def _fill_years(self) -> None:
        """All years so far; a year is turned to once something is booked in it, and when it closes."""
        latest, chosen = rows.latest_year(self.company), self.years.currentData()
        newest = latest, rows.closed(self.company, latest)
        self.years.blockSignals(True)
        self.years.clear()
        self.years.addItem(t("pages.statements.opening"), 0)
        for year in range(1, latest + 1):
            self.years.addItem(t("pages.statements.year", year=year), year)
        keep = chosen is not None and self._newest == newest
        self.years.setCurrentIndex(chosen if keep else latest)
        self.years.blockSignals(False)
        self._newest = newest

    def _on_team(self) -> None:
        """Another company's books: they may end in another year."""
        self._fill_years()
        self._show()

    @property
    def company(self) -> Company:
        """The company whose books are open."""
        return self.session.game.company(self.teams.currentData() or self.session.team)

    def _show(self) -> None:
        game, company, year = self.session.game, self.company, self.years.currentData() or 0
        heads = rows.year_heads(company, year)
        item = t("pages.statements.item")
        self.expenses.fill([item, *heads], rows.expense_rows(company, year), self.theme)
        self.income.fill([item, *heads], rows.income_rows(company, year), self.theme)
        self._show_balance()
        self.sheets.arrange()
        self.note.setText("" if rows.closed(company, year) else t("pages.statements.not_closed", year=year))
        self.note.setVisible(bool(self.note.text()))
        orders = rows.order_rows(game, company, year)
        self.orders.fill(rows.order_heads(), orders, self.theme, stretch=-1)
        self.orders.setVisible(bool(orders))
        self.no_orders.setVisible(not orders)
        record = rows.record_rows(game, company, year, self.cash_only.isChecked())
        self.record.fill(rows.record_heads(), record, self.theme, stretch=1)

    def _show_balance(self) -> None:
        """The balance sheet with its two sides beside each other, where their names can be read so."""
        company, year = self.company, self.years.currentData() or 0
        assets, claims = t("pages.statements.assets"), t("pages.statements.claims")
        heads = rows.year_heads(company, year)
        self.balance.fill([assets, *heads, claims, *heads], rows.balance_rows(company, year), self.theme)
        if self.balance.sizeHint().width() > self.width() - px(BESIDE):
            self.balance.fill([assets, *heads], rows.balance_rows(company, year, folded=True), self.theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._stale and event.size().width() != event.oldSize().width():
            self._show_balance()
            self.sheets.arrange()

    def copy_page(self) -> None:
        """Copy all tables of the tab as tab-separated text."""
        named = {
            "statements": ("expenses", "income", "balance"),
            "orders": ("orders",),
            "record": ("record",),
        }
        names = named[TABS[self.tabs.currentIndex()]]
        parts = [f"{t(f'pages.statements.{name}')}\n{getattr(self, name).text()}" for name in names]
        QGuiApplication.clipboard().setText("\n\n".join(parts))


def _column(*parts: QWidget) -> QWidget:
    """A tab: these parts below each other; a table takes no more than it needs, a scroll area all it can."""
    whole = QWidget()
    box = QVBoxLayout(whole)
    box.setContentsMargins(0, 10, 0, 0)
    for part in parts:
        box.addWidget(part, 1 if isinstance(part, Sheets) else 0)
    if not isinstance(parts[-1], Sheets):
        box.addStretch(1)
    return whole
