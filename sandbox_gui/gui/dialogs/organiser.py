"""What only the teacher does to a company: adding capital, and handing out an order."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QWidget

from ...core.actions import Action, AddCapital, GiveOrder
from ...core.journal import Account
from ...text import named, t
from ..panels.style import px, team_letter
from ..session import Session
from ..words import money, stage_words
from .base import DecisionDialog
from .number import NumberField


class OrganiserDialog(DecisionDialog):
    """A decision about any company that still runs; subclasses add their fields to `grid`."""

    def __init__(self, session: Session, parent: QWidget | None, command: str) -> None:
        super().__init__(session, parent, command)
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(12)
        self.grid.setVerticalSpacing(10)
        self.grid.setColumnStretch(3, 1)
        self.body.addLayout(self.grid)
        self.body.addStretch(1)
        self.company = self.choice(
            "company", [(f"{team_letter(c.team)}　{c.name}", c.team) for c in session.game.running]
        )
        self.company.setCurrentIndex(max(0, self.company.findData(session.team)))

    def add(self, name: str, field: QWidget, unit: str = "") -> None:
        """Put a field under the others, with its caption and unit."""
        caption, row = QLabel(t(f"teacher.{name}")), self.grid.rowCount()
        caption.setBuddy(field)
        field.setAccessibleName(caption.text())
        self.grid.addWidget(caption, row, 0)
        wide = isinstance(field, QComboBox)  # a figure has its unit right beside it
        self.grid.addWidget(field, row, 1, 1, 3 if wide else 1, Qt.AlignmentFlag.AlignLeft)
        if not wide:
            self.grid.addWidget(QLabel(unit), row, 2)

    def choice(self, name: str, options: list[tuple[str, object]]) -> QComboBox:
        """A field to choose from a list."""
        box = QComboBox()
        box.setMinimumWidth(px(220))
        for words, value in options:
            box.addItem(words, value)
        self.add(name, box)
        box.currentIndexChanged.connect(self._on_choice)
        return box

    def number(self, name: str, value: int, most: int | None = None, step: int = 1) -> NumberField:
        """A field for a whole number."""
        field = NumberField(t(f"teacher.{name}"), value, step, most)
        self.add(name, field, self.unit if name in ("amount", "total") else "")
        field.changed.connect(self.update_summary)
        return field

    def _on_choice(self, _index: int) -> None:
        self.update_summary()

    @property
    def team(self) -> int:
        """The company that is chosen."""
        return int(self.company.currentData() or self.session.team)

    def place(self) -> str:
        """Where the chosen company stands in its year."""
        game = self.session.game
        stage = stage_words(game.ruleset, game.stage(game.company(self.team)))
        return t("teacher.stage", stage=stage)


class AddCapitalDialog(OrganiserDialog):
    """More share capital for a company, in cash."""

    def __init__(self, session: Session, parent: QWidget | None) -> None:
        super().__init__(session, parent, "add_capital")
        step = max(1, session.ruleset.opening.capital // 10)
        self.amount = self.number("amount", step, step=step)
        self.update_summary()

    def actions_wanted(self) -> list[Action]:
        return [AddCapital(self.team, self.amount.whole())]

    def remarks(self) -> list[str]:
        capital = -self.session.game.company(self.team).journal.balances[Account.CAPITAL]
        after = money(capital + self.amount.whole(), self.unit)
        return [t("teacher.equity", capital=after), self.place()]


class GiveOrderDialog(OrganiserDialog):
    """An order outside selection and tender."""

    def __init__(self, session: Session, parent: QWidget | None) -> None:
        super().__init__(session, parent, "give_order")
        rules = session.ruleset
        self.market = self.choice("market", [(named(m.name), m.id) for m in rules.markets])
        self.product = self.choice("product", [(named(p.name), p.id) for p in rules.products])
        self.quantity = self.number("quantity", 2)
        self.total = self.number("total", 2 * self._price())
        quarter = session.game.quarter(session.company)
        self.due = self.number("due", min(4, quarter + 1), most=4)
        self.term = self.number("term", 1, most=4)
        self.update_summary()

    def _price(self) -> int:
        """A likely price of a unit: twice its direct cost."""
        return 2 * self.session.game.catalogue.costs[str(self.product.currentData())]

    def actions_wanted(self) -> list[Action]:
        market, product = str(self.market.currentData()), str(self.product.currentData())
        figures = (field.whole() for field in (self.quantity, self.total, self.due, self.term))
        return [GiveOrder(self.team, market, product, *figures)]

    def remarks(self) -> list[str]:
        return [self.place()]
