"""Borrowing: which kind, how much, for how long, and what it will cost."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ...core.actions import Action, Borrow
from ...core.finance import credit_left, owed
from ...core.refused import Refused
from ...core.ruleset import LoanRule
from ...text import named, t
from ..session import Session
from ..words import date, money
from .base import DecisionDialog
from .number import NumberField
from .options import Option, OptionGrid


class LoanDialog(DecisionDialog):
    """Kind, amount and term of a new loan."""

    def __init__(self, session: Session, parent: QWidget | None, place: str = "") -> None:
        super().__init__(session, parent, "borrow")
        self.rules = session.ruleset.finance.loans
        headings = ("loan.kind", "loan.rate", "loan.term", "loan.step", "loan.left")
        self.kinds = OptionGrid([t(key) for key in headings], exclusive=True)
        self.kinds.set_options([self._option(rule) for rule in self.rules])
        self.amount = NumberField(t("loan.amount"))
        self.terms = NumberField(t("loan.terms"), 1)
        self.period = QLabel()
        self.body.addWidget(self.kinds)
        self.body.addLayout(self._figures())
        self.body.addStretch(1)
        self.kinds.changed.connect(self._on_kind)
        self.amount.changed.connect(self.update_summary)
        self.terms.changed.connect(self.update_summary)
        self._preselect(place)
        self.update_summary()

    def _figures(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        for row, (key, field) in enumerate((("loan.amount", self.amount), ("loan.terms", self.terms))):
            caption = QLabel(t(key))
            caption.setBuddy(field)
            grid.addWidget(caption, row, 0)
            grid.addWidget(field, row, 1)
        grid.addWidget(QLabel(self.unit), 0, 2)
        grid.addWidget(self.period, 1, 2)
        grid.setColumnStretch(3, 1)
        grid.setAlignment(Qt.AlignmentFlag.AlignLeft)
        return grid

    def _option(self, rule: LoanRule) -> Option:
        left = credit_left(self.session.game, self.session.company, rule.id)
        open_now = self.session.is_open(f"borrow_{rule.id}")
        cells = (
            rule.rate.words(),
            t(f"loan.up_to_{rule.period}", terms=rule.terms),
            money(rule.step, self.unit),
            money(left, self.unit),
        )
        note = "" if open_now else self._closed(rule)
        return Option(named(rule.name), cells, note, open_now)

    def _closed(self, rule: LoanRule) -> str:
        refused = self.session.refusal(Borrow(self.session.team, rule.id, max(rule.step, rule.minimum)))
        return self.why_not(refused) if refused else ""

    def _preselect(self, place: str) -> None:
        wanted = place.split(":")[1] if place.startswith("loan:") else ""
        open_now = [index for index, rule in enumerate(self.rules) if self.kinds.buttons[index].isEnabled()]
        named_first = [index for index in open_now if self.rules[index].id == wanted]
        self.kinds.choose(*[*named_first, *open_now][:1])

    def _rule(self) -> LoanRule | None:
        index = self.kinds.choice()
        return None if index is None else self.rules[index]

    def _on_kind(self) -> None:
        """Offer the smallest loan of the kind now chosen, for its longest term."""
        rule = self._rule()
        if rule is None:
            return
        left = credit_left(self.session.game, self.session.company, rule.id)
        self.amount.set_range(rule.step, left)
        self.amount.set_value(max(rule.step, rule.minimum))
        self.terms.set_range(1, rule.terms)
        self.terms.set_value(rule.terms)
        self.terms.setEnabled(rule.least_terms < rule.terms)
        self.period.setText(t(f"loan.period_{rule.period}"))
        self.update_summary()

    def actions_wanted(self) -> list[Action]:
        rule = self._rule()
        if rule is None:
            return []
        terms = self.terms.whole()
        if terms < 1:
            raise Refused("amount.too_small", amount=terms, least=1)
        return [Borrow(self.session.team, rule.id, self.amount.whole(), terms)]

    def remarks(self) -> list[str]:
        rule = self._rule()
        if rule is None:
            return []
        amount, terms, game = self.amount.whole(), self.terms.whole(), self.session.game
        if rule.period == "quarter":
            interest = money(rule.rate.of(amount), self.unit)
            total = money(amount + rule.rate.of(amount), self.unit)
            due = date(game.now(self.session.company) + terms)
            return [t("loan.repay_quarter", due=due, total=total, interest=interest)]
        before = owed(self.session.company, (rule.id,))
        more = rule.rate.of(before + amount) - rule.rate.of(before)
        due = t("when.year", year=game.year + terms)
        return [
            t("loan.repay_year", due=due, amount=money(amount, self.unit), interest=money(more, self.unit))
        ]
