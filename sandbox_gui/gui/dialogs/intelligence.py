"""Intelligence: pay for a look at another company, and look again at what was seen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from ...core.actions import Spy
from ...core.refused import Refused
from ...text import t
from ..appearance import theme_worn
from ..board.view import BoardView
from ..intelligence import Look, looks
from ..labels import label
from ..panels import statement_rows as rows
from ..panels.statements import Sheets
from ..panels.style import px, team_letter
from ..panels.tables import Table
from ..room import fitting
from ..session import Session
from ..words import money, quarter_of_year, reason

SHEETS = ("expenses", "income", "balance")


class IntelligenceDialog(QDialog):
    """On the left what has been paid for, on the right the table and the books that were seen."""

    def __init__(self, session: Session, parent: QWidget | None = None, place: str = "") -> None:
        super().__init__(parent)
        self.session = session
        self.theme = theme_worn()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(t("command.spy"))
        self.targets, self.buy = QComboBox(), QPushButton()
        self.price, self.trouble = label("faint"), label("warning", wrap=True)
        self.bought, self.looks = QListWidget(), list[Look]()
        self.seen, self.nothing = label("section"), label("faint", wrap=True)
        self.board = BoardView(theme=self.theme)
        self.heads = {name: label("section") for name in SHEETS}
        self.sheets = {name: Table(whole=True) for name in SHEETS}
        self.orders, self.tabs = Table(), QTabWidget()
        self._lay_out()
        self._fill_targets()
        self.bought.currentRowChanged.connect(self._show)
        self.targets.currentIndexChanged.connect(self._on_target)
        self.buy.clicked.connect(self._buy)
        session.settled.connect(self.refresh)
        self.refresh()
        self.resize(fitting((1180, 680), parent))

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        side.setSpacing(8)
        head = label("section")
        head.setText(t("intelligence.new"))
        kept = label("section")
        kept.setText(t("intelligence.bought"))
        for part in (head, self.targets, self.price, self.buy, self.trouble):
            side.addWidget(part)
        side.addSpacing(12)
        side.addWidget(kept)
        side.addWidget(self.bought, 1)
        left = QWidget()
        left.setFixedWidth(px(240))
        side.setContentsMargins(0, 0, 0, 0)
        left.setLayout(side)
        right = QVBoxLayout()
        right.addWidget(self.seen)
        right.addWidget(self.nothing)
        right.addWidget(self._tabs(), 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 16, 20, 16)
        row.setSpacing(16)
        row.addWidget(left)
        row.addLayout(right, 1)

    def _tabs(self) -> QTabWidget:
        self.tabs.setDocumentMode(True)
        for name, head in self.heads.items():
            head.setText(t(f"pages.statements.{name}"))
        self.books = Sheets(*((self.heads[name], self.sheets[name]) for name in SHEETS))
        self.tabs.addTab(self.board, t("intelligence.board"))
        self.tabs.addTab(self.books, t("intelligence.books"))
        self.tabs.addTab(self.orders, t("intelligence.orders"))
        return self.tabs

    def _fill_targets(self) -> None:
        self.targets.setAccessibleName(t("intelligence.target"))
        for company in self.session.game.companies:
            if company.team != self.session.team:
                self.targets.addItem(f"{team_letter(company.team)} {company.name}", company.team)
        price = money(self.session.ruleset.finance.intelligence, self.session.ruleset.unit)
        self.buy.setText(t("intelligence.buy", price=price))
        self.buy.setProperty("role", "primary")
        self.buy.setAutoDefault(False)

    # Buying

    def _wanted(self) -> Spy:
        return Spy(self.session.team, self.targets.currentData() or 0)

    def _on_target(self, _index: int) -> None:
        self._show_price()

    def _show_price(self) -> None:
        """What a look costs and leaves, or why there is none to be had now."""
        refused: Refused | None = self.session.refusal(self._wanted())
        cash, unit = self.session.company.cash, self.session.ruleset.unit
        after = cash - self.session.ruleset.finance.intelligence
        self.price.setText(t("trade.cash", now=money(cash, unit), after=money(after, unit)))
        self.price.setVisible(refused is None)
        self.buy.setEnabled(refused is None)
        self.trouble.setText(reason(refused, self.session.game, self.session.team) if refused else "")
        self.trouble.setVisible(refused is not None)

    def _buy(self) -> None:
        if self.session.do(self._wanted()):
            self.bought.setCurrentRow(0)

    # Looking

    def refresh(self) -> None:
        """List what has been paid for, newest first; the same look stays open."""
        found = looks(self.session)[::-1]
        row = max(0, self.bought.currentRow() + len(found) - len(self.looks))
        self.looks = found
        self.bought.blockSignals(True)
        self.bought.clear()
        self.bought.addItems([self._name(look) for look in found])
        self.bought.setCurrentRow(row if found else -1)
        self.bought.blockSignals(False)
        self._show_price()
        self._show()

    def _name(self, look: Look) -> str:
        when = f"{t('pages.statements.year', year=look.game.year)} {quarter_of_year(look.quarter)}"
        return f"{team_letter(look.target)} {look.company.name}\n{when}"

    def _show(self) -> None:
        row = self.bought.currentRow()
        look = self.looks[row] if 0 <= row < len(self.looks) else None
        self.tabs.setVisible(look is not None)
        self.nothing.setVisible(look is None)
        self.seen.setVisible(look is not None)
        self.nothing.setText(t("intelligence.none"))
        if look is not None:
            self._show_look(look)

    def _show_look(self, look: Look) -> None:
        company, year = look.company, look.game.year
        self.seen.setText(self._name(look).replace("\n", "　"))
        self.board.show_company(look.game, company)
        heads, item = rows.year_heads(company, year), t("pages.statements.item")
        self.sheets["expenses"].fill([item, *heads], rows.expense_rows(company, year), self.theme)
        self.sheets["income"].fill([item, *heads], rows.income_rows(company, year), self.theme)
        both = [t("pages.statements.assets"), *heads, t("pages.statements.claims"), *heads]
        self.sheets["balance"].fill(both, rows.balance_rows(company, year), self.theme)
        self.books.arrange()
        self.orders.fill(
            rows.order_heads(), rows.order_rows(look.game, company, year), self.theme, stretch=-1
        )
