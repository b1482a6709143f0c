"""Trade between teams: what is offered to us, what we offer, and a new offer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ...core.actions import AcceptTrade, Action, OfferTrade, WithdrawTrade
from ...core.game import Company, Deal
from ...core.refused import Refused
from ...text import item_name, t
from ..panels.style import px, team_letter
from ..session import Preview, Session
from ..words import money, reason
from .base import label
from .number import NumberField
from .quantities import QuantitiesDialog, Row

MOST_SEEN = 260
"""The height that waiting offers may take, at a desk's text size: three of them."""


def _stock(company: Company) -> dict[str, int]:
    """Everything in the stores that there is at least one of."""
    return {item: n for item, n in (*company.materials.items(), *company.goods.items()) if n}


class DealRow(QFrame):
    """An offer that waits for an answer, with what can be done about it."""

    answered = Signal(object)  # Action

    def __init__(self, session: Session, deal: Deal) -> None:
        super().__init__()
        self.deal, self._team = deal, session.team
        self.setProperty("role", "card")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(12, 8, 12, 8)
        self._grid.setColumnStretch(0, 1)
        self._grid.addWidget(label("", _deal_words(session, deal)), 0, 0)
        self._grid.addWidget(label("faint", _outcome(session, deal)), 1, 0)
        self.accept = self._button("accept", self._on_accept) if deal.buyer == self._team else None
        self.withdraw = self._button("decline" if self.accept else "withdraw", self._on_withdraw)
        if self.accept and (refused := session.refusal(AcceptTrade(self._team, deal.no))):
            self.accept.setEnabled(False)
            self._grid.addWidget(label("warning", _why_not(session, deal, refused)), 2, 0, 1, 3)

    def _button(self, name: str, slot: object) -> QPushButton:
        button = QPushButton(t(f"trade.{name}"))
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        self._grid.addWidget(button, 0, self._grid.columnCount(), 2, 1)
        return button

    def _on_accept(self) -> None:
        self.answered.emit(AcceptTrade(self._team, self.deal.no))

    def _on_withdraw(self) -> None:
        self.answered.emit(WithdrawTrade(self._team, self.deal.no))


def _goods_words(session: Session, quantities: Mapping[str, int]) -> str:
    return t("trade.and").join(
        f"{number} × {item_name(session.ruleset, item)}" for item, number in quantities.items()
    )


def _deal_words(session: Session, deal: Deal) -> str:
    """Who offers what to whom, at which price."""
    other = deal.seller if deal.buyer == session.team else deal.buyer
    facts = {
        "team": f"{team_letter(other)} {session.game.company(other).name}",
        "what": _goods_words(session, deal.quantities),
        "price": money(deal.price, session.ruleset.unit),
    }
    return t("trade.incoming" if deal.buyer == session.team else "trade.own", **facts)


def _outcome(session: Session, deal: Deal) -> str:
    """Cash and stock before the deal and after it."""
    sign, company, unit = (1 if deal.buyer == session.team else -1), session.company, session.ruleset.unit
    parts = [
        t("trade.cash", now=money(company.cash, unit), after=money(company.cash - sign * deal.price, unit))
    ]
    for item, number in deal.quantities.items():
        now = company.materials.get(item, 0) + company.goods.get(item, 0)
        parts.append(f"{item_name(session.ruleset, item)} {now} → {now + sign * number}")
    return " · ".join(parts)


def _why_not(session: Session, deal: Deal, refused: Refused) -> str:
    """Why an offer cannot be accepted; what the seller has in stock stays the seller's secret."""
    if refused.code == "stock.short":
        return t("trade.no_longer", team=session.game.company(deal.seller).name)
    return reason(refused, session.game, session.team)


class TradeDialog(QuantitiesDialog):
    """Offers to and from other teams; OK makes the new one."""

    def __init__(self, session: Session, parent: QWidget | None, place: str = "") -> None:
        super().__init__(session, parent, "trade")
        self.stock = _stock(session.company)
        self.deals = QVBoxLayout()
        self.rows: list[DealRow] = []
        self.to, self.price = QComboBox(), NumberField(t("trade.price"))
        self.body.addWidget(self._make_waiting())
        self.body.addWidget(label("section", t("trade.new")))
        if self.stock:
            self._lay_offer(place)
        else:
            self.body.addWidget(label("", t("dialog.sell_stock.empty")))
        self.ok.setText(t("trade.offer"))
        self.cancel.setText(t("trade.close"))
        session.settled.connect(self.show_deals)
        self.show_deals()

    def _make_waiting(self) -> QScrollArea:
        """The offers that wait for an answer; where there are many, they scroll."""
        inner = QWidget()
        self.deals.setContentsMargins(0, 0, 0, 0)
        inner.setLayout(self.deals)
        self.waiting = QScrollArea()
        self.waiting.setWidgetResizable(True)
        self.waiting.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.waiting.setWidget(inner)
        return self.waiting

    def _lay_offer(self, place: str) -> None:
        self.to.setAccessibleName(t("trade.to"))
        for company in self.session.game.running:
            if company.team != self.session.team:
                self.to.addItem(f"{team_letter(company.team)} {company.name}", company.team)
        self.to.currentIndexChanged.connect(self._on_choice)
        self.price.changed.connect(self.update_summary)
        line = QGridLayout()
        line.setHorizontalSpacing(12)
        line.setColumnStretch(1, 1)
        for column, (words, field) in enumerate(((t("trade.to"), self.to), (t("trade.price"), self.price))):
            line.addWidget(QLabel(words), 0, 2 * column)
            line.addWidget(field, 0, 2 * column + 1)
        self.body.addLayout(line)
        headings = ("item", "standard_cost", "stock", "quantity")
        chosen = place.partition(":")[2] if place.startswith(("material:", "goods:")) else ""
        self.add_rows(
            [t(f"column.{key}") for key in headings], [self._row(item) for item in self.stock], chosen
        )

    def _cost(self, item: str) -> int:
        known = self.session.game.catalogue
        return known.prices.get(item) or known.costs[item]

    def _row(self, item: str) -> Row:
        cells = (money(self._cost(item), self.unit), str(self.stock[item]))
        return Row(item, item_name(self.session.ruleset, item), cells, most=self.stock[item])

    def _on_choice(self, _index: int) -> None:
        self.update_summary()

    # Offers that wait for an answer

    def show_deals(self) -> None:
        """Show the offers as they stand."""
        for row in self.rows:
            row.hide()
            row.deleteLater()
        team = self.session.team
        self.rows = [
            DealRow(self.session, deal)
            for deal in self.session.game.deals
            if team in (deal.seller, deal.buyer)
        ]
        for row in self.rows:
            row.answered.connect(self._answer)
            self.deals.addWidget(row)
        self.waiting.setVisible(bool(self.rows))
        self.waiting.setFixedHeight(min(self.deals.sizeHint().height(), px(MOST_SEEN)))
        self.update_summary()

    def _answer(self, action: Action) -> None:
        if not self.session.do(action):
            self.show_deals()

    # The new offer

    def actions_wanted(self) -> list[Action]:
        wanted = {item: number for item, number in self.quantities().items() if number}
        price = self.price.whole()
        return [OfferTrade(self.session.team, self.to.currentData() or 0, wanted, price)] if wanted else []

    def outcome(self, wanted: Sequence[Action]) -> Preview:
        """What cash would be once the offer is accepted: nothing moves before."""
        refused = next(filter(None, map(self.session.refusal, wanted)), None)
        cash = self.session.company.cash
        return Preview(cash, cash if refused else cash + self.price.whole(), refused)

    def remarks(self) -> list[str]:
        wanted = {item: number for item, number in self.quantities().items() if number}
        cost = sum(number * self._cost(item) for item, number in wanted.items())
        left = [
            f"{item_name(self.session.ruleset, i)} {self.stock[i]} → {self.stock[i] - n}"
            for i, n in wanted.items()
        ]
        profit = money(self.price.whole() - cost, self.unit)
        return [t("trade.remark", cost=money(cost, self.unit), profit=profit), " · ".join(left)]
