"""When the next step's payments cannot be made: what is missing, the ways out, and bankruptcy."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ...core.actions import EndStage
from ...core.finance import credit_left
from ...core.year import payments_ahead
from ...text import t
from ..labels import clear, frame
from ..panels.style import px
from ..session import Session
from ..words import money, reason, signed
from .base import LEAST_WIDTH, label
from .loan import LoanDialog
from .logistics import DiscountDialog, SellStockDialog


class ShortageDialog(QDialog):
    """Stays open while money is raised; OK closes the step once the payments can be made."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(t("shortage.title"))
        layout = QVBoxLayout(self)
        layout.addStrut(px(LEAST_WIDTH))
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(label("section", t("shortage.title")))
        self.trouble, self.solved = label("warning"), label("", t("shortage.solved"))
        self.payments = frame()
        self._figures = QGridLayout(self.payments)
        self._figures.setContentsMargins(14, 10, 14, 10)
        self._figures.setVerticalSpacing(4)
        self._figures.setColumnStretch(0, 1)
        for part in (self.trouble, self.solved, self.payments):
            layout.addWidget(part)
        layout.addWidget(label("faint", t("shortage.remedies")))
        layout.addLayout(self._remedies())
        layout.addSpacing(8)
        layout.addStretch(1)
        self.give_up = QCheckBox(t("shortage.accept"))
        self.give_up.toggled.connect(self._on_give_up)
        layout.addWidget(self.give_up)
        layout.addLayout(self._buttons())
        session.settled.connect(self.refresh)
        self.refresh()

    def _remedies(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.remedies: dict[str, QPushButton] = {}
        slots = {"discount": self.open_discount, "borrow": self.open_loan, "sell_stock": self.open_sale}
        for name, slot in slots.items():
            button = QPushButton(t(f"command.{name}"))
            button.setAutoDefault(False)
            button.clicked.connect(slot)
            row.addWidget(button)
            self.remedies[name] = button
        return row

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.bankrupt = QPushButton(t("shortage.bankrupt"))
        self.bankrupt.setProperty("role", "danger")
        self.bankrupt.setAutoDefault(False)
        self.bankrupt.setEnabled(False)
        self.bankrupt.clicked.connect(self.declare_bankruptcy)
        self.cancel = QPushButton(t("shortage.later"))
        self.cancel.clicked.connect(self.reject)
        self.ok = QPushButton(t("command.end_stage"))
        self.ok.setProperty("role", "primary")
        self.ok.clicked.connect(self.close_stage)
        row.addWidget(self.bankrupt)
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.ok)
        return row

    def refresh(self) -> None:
        """Show what is missing now."""
        session, unit = self.session, self.session.ruleset.unit
        if not session.may_act():
            return
        refused = session.refusal(EndStage(session.team))
        if refused:
            self.trouble.setText(reason(refused, session.game, session.team))
        self.trouble.setVisible(refused is not None)
        due = [(name, amount) for name, amount in payments_ahead(session.game, session.company) if amount]
        rows = [(t(f"operation.{name}"), signed(-amount, unit)) for name, amount in due]
        self._show_payments([(t("shortage.cash"), money(session.company.cash, unit)), *rows])
        self.payments.setVisible(refused is not None)
        self.solved.setVisible(refused is None)
        self.ok.setEnabled(refused is None)
        self.give_up.setVisible(refused is not None)
        self.bankrupt.setVisible(refused is not None)
        for name, button in self.remedies.items():
            button.setEnabled(self._possible(name))

    def _show_payments(self, rows: Sequence[tuple[str, str]]) -> None:
        """Cash in hand and what has to be paid, one below the other."""
        clear(self._figures)
        for row, (words, amount) in enumerate(rows):
            self._figures.addWidget(QLabel(words), row, 0)
            self._figures.addWidget(QLabel(amount), row, 1, Qt.AlignmentFlag.AlignRight)

    def _possible(self, remedy: str) -> bool:
        """Whether a way out is open now and has anything to give."""
        session, company = self.session, self.session.company
        if remedy == "discount":
            return session.is_open("discount") and any(company.receivables)
        if remedy == "sell_stock":
            return session.is_open("sell_stock") and any(
                (*company.materials.values(), *company.goods.values())
            )
        return any(
            session.is_open(f"borrow_{rule.id}") and credit_left(session.game, company, rule.id)
            for rule in session.ruleset.finance.loans
        )

    def open_discount(self) -> None:
        """Open the discounting of receivables."""
        DiscountDialog(self.session, self).open()

    def open_loan(self) -> None:
        """Open the loan dialog."""
        LoanDialog(self.session, self).open()

    def open_sale(self) -> None:
        """Open the sale of stock."""
        SellStockDialog(self.session, self).open()

    def _on_give_up(self, checked: bool) -> None:
        self.bankrupt.setEnabled(checked)

    def close_stage(self) -> None:
        """Close the step now that its payments can be made."""
        if self.session.do(EndStage(self.session.team)):
            self.accept()

    def declare_bankruptcy(self) -> None:
        """Close the step without paying; the company ends here."""
        if self.session.do(EndStage(self.session.team, insolvent=True)):
            self.accept()
