"""The advertising sheet: an amount for each market and product, and what it buys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ...core.actions import Advertise
from ...core.game import holds
from ...text import item_name, sentence, t
from ..fields import AmountBox
from ..labels import label, set_role
from ..panels.folding import RIGHT, FoldingGrid, Place
from ..panels.style import px
from ..room import Body
from ..words import money
from .advice import cell_forecast, cell_return, market_return, picks_bought, warnings

if TYPE_CHECKING:
    from ..session import Session


BESIDE = 190
"""What the sheet needs beside its body, in pixels at the usual size: sums, warnings, buttons, frame."""
TOP_LEFT = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
TOP_RIGHT = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight


class AdvertisingDialog(QDialog):
    """The year's advertising of the person's company; submitting it is one action."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.boxes: dict[str, AmountBox] = {}
        self.picks: dict[str, QLabel] = {}
        self.sums: dict[str, QLabel] = {}  # of each market and each product
        self.rules, self.refused = label("faint", wrap=True), label("warning", wrap=True)
        self.total, self.cash, self.warnings = label("figure"), label("figure"), label(wrap=True)
        self.total_name, self.cash_name = label("faint"), label("faint")
        self.card = FoldingGrid()
        self.buttons = QDialogButtonBox()
        self.submit = QPushButton()
        self.submit.setProperty("role", "primary")
        self.submit.setAutoDefault(False)  # Enter moves on to the next amount, Ctrl+Enter hands in
        self.cancel = QPushButton()
        self.cancel.setAutoDefault(False)
        self._lay_out()
        self._build_grid()
        self.retranslate()
        if first := next(iter(self.boxes.values()), None):
            first.setFocus()
            first.selectAll()
        session.settled.connect(self._on_change)

    # Building

    def _lay_out(self) -> None:
        self._box = box = QVBoxLayout(self)
        box.setContentsMargins(22, 18, 22, 16)
        box.setSpacing(12)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.rules)
        box.addWidget(Body(inner, BESIDE), 1)
        self.card.grid.setContentsMargins(18, 14, 18, 14)
        self.card.grid.setHorizontalSpacing(16)
        self.card.grid.setVerticalSpacing(4)
        column.addWidget(self.card)
        column.addStretch(1)
        box.addWidget(self.warnings)
        box.addWidget(self.refused)
        self.buttons.addButton(self.submit, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(self.cancel, QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self._submit)
        self.buttons.rejected.connect(self.reject)
        foot = self._sums()
        foot.addWidget(self.buttons, 0, Qt.AlignmentFlag.AlignBottom)
        box.addLayout(foot)

    def _sums(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        for name, figure in ((self.total_name, self.total), (self.cash_name, self.cash)):
            row.addWidget(name, 0, Qt.AlignmentFlag.AlignBottom)
            row.addWidget(figure, 0, Qt.AlignmentFlag.AlignBottom)
            row.addSpacing(24)
        row.addStretch(1)
        return row

    def _build_grid(self) -> None:
        """Two rows a market: its name, a field a product or advertised standard, their sum; what that buys.

        The last row sums up each product. Folded, each field has a row of its own under its market.
        """
        self._heads: list[tuple[QLabel, str]] = []
        self._rights: list[tuple[QLabel, str]] = []
        self._returns: list[tuple[QLabel, str]] = []
        rules = self.session.ruleset
        columns = [*(product.id for product in rules.products), *self._standards()]
        for column, item in enumerate(columns, 1):
            self._heads.append((self._put("section", Place(0, column, side=RIGHT)), item))
        wide_sum = self._put("faint", Place(0, len(columns) + 1, side=RIGHT))
        deep = len(columns) + 1  # the rows of a market, folded
        for number, market in enumerate(rules.markets):
            self._build_market(number, Place(deep * number, 0), market.id, columns)
        last, below = 1 + 2 * len(rules.markets), deep * len(rules.markets)
        self.sum_heads = wide_sum, self._put("faint", Place(last, 0), Place(below, 0, 3))
        self.card.stretch(0, 2)
        for column, item in enumerate(columns, 1):
            self._heads.append((self._put("", None, Place(below + column, 0)), item))
            place = Place(last, column, side=RIGHT), Place(below + column, 1, side=RIGHT)
            self.sums[item] = self._put("section", *place)

    def _build_market(self, number: int, folded: Place, market: str, columns: Sequence[str]) -> None:
        """A market's row of fields, and the row below that tells what they buy and brought."""
        row = 1 + 2 * number
        self._heads.append((self._put("section", Place(row, 0), folded), market))
        if not holds(self.session.game, self.session.company, market, self.session.game.year):
            closed = Place(row, 1, len(columns)), folded._replace(column=1, columns=2)
            self._rights.append((self._put("faint", *closed), market))
            return
        for column, item in enumerate(columns, 1):
            below = Place(folded.row + column, 0)
            self._heads.append((self._put("", None, below), item))
            self._put_field(market, item, Place(row, column), below)
        total = Place(row, len(columns) + 1, side=RIGHT), folded._replace(column=1, side=RIGHT)
        self.sums[market] = self._put("section", *total)
        brought = self._put("small", Place(row + 1, 0, side=TOP_LEFT), folded._replace(column=2))
        brought.setMinimumHeight(px(26))
        self._returns.append((brought, market))

    def _put(self, role: str, wide: Place | None, folded: Place | None = None) -> QLabel:
        made = label(role)
        self.card.put(made, wide, folded)
        return made

    def _standards(self) -> list[str]:
        """The standards that have to be advertised, where the ruleset asks for it."""
        rules = self.session.ruleset
        return [standard.id for standard in rules.standards] if rules.marketing.standard_advertising else []

    def _put_field(self, market: str, item: str, wide: Place, folded: Place) -> None:
        """An amount and, below it or beside, what it buys."""
        place, marketing = f"{market}:{item}", self.session.ruleset.marketing
        if item in self._standards():
            fee = marketing.standard_advertising
            field = AmountBox(place, fee, fee)
        else:
            most = max(0, self.session.company.cash)
            field = AmountBox(place, most, marketing.further_pick, marketing.first_pick)
        field.setValue(self._given().get(place, 0))
        field.setEnabled(not self._done())
        field.valueChanged.connect(self._show)
        bought = label("faint")
        self.card.put(field, wide._replace(side=RIGHT), folded._replace(column=1))
        self.card.put(bought, wide._replace(row=wide.row + 1, side=TOP_RIGHT), folded._replace(column=2))
        self.boxes[place], self.picks[place] = field, bought

    # State

    def _given(self) -> dict[str, int]:
        """What was handed in this year already."""
        return self.session.company.advertising.get(self.session.game.year, {})

    def _done(self) -> bool:
        return self.session.game.year in self.session.company.advertising

    def amounts(self) -> dict[str, int]:
        """The amounts above zero by ``market:product``."""
        return {place: box.value() for place, box in self.boxes.items() if box.value()}

    def retranslate(self) -> None:
        """Set all words in the language now spoken."""
        rules, year = self.session.ruleset, self.session.game.year
        unit, marketing = rules.unit, rules.marketing
        self.setWindowTitle(t("pages.advertising.title", year=year))
        first, further = money(marketing.first_pick, unit), money(marketing.further_pick, unit)
        self.rules.setText(t("pages.meeting.how_picks", first=first, further=further))
        self.total_name.setText(t("pages.advertising.total"))
        self.cash_name.setText(t("pages.advertising.cash_after"))
        for head in self.sum_heads:
            head.setText(t("pages.advertising.total"))
        self.submit.setText(t("pages.advertising.submit"))
        self.submit.setToolTip(t("advertising.submit.tip"))
        self.cancel.setText(t("pages.advertising.close" if self._done() else "pages.advertising.cancel"))
        for made, item in self._heads:
            made.setText(item_name(rules, item))
        for made, _ in self._rights:
            made.setText(t("pages.advertising.no_market"))
        for made, market in self._returns:
            made.setText(market_return(self.session.game, self.session.company, market))
        for place, box in self.boxes.items():
            market, _, item = place.partition(":")
            box.setAccessibleName(f"{item_name(rules, market)} {item_name(rules, item)}")
            box.setSuffix(f" {unit}")
            box.setToolTip(cell_forecast(self.session.game, place))
        self._show()

    def _show(self) -> None:
        """Show what the amounts come to."""
        session, unit = self.session, self.session.ruleset.unit
        amounts = self.amounts()
        total = sum(amounts.values())
        left = session.company.cash - (0 if self._done() else total)
        self.total.setText(money(total, unit))
        self.cash.setText(money(left, unit))
        set_role(self.cash, "bad figure" if left < 0 else "figure")
        for place, made in self.picks.items():
            bought = picks_bought(session.ruleset, place, amounts.get(place, 0))
            made.setText(bought + cell_return(session.game, session.company, place))
        for item, made in self.sums.items():
            own = (amount for place, amount in amounts.items() if item in place.split(":"))
            made.setText(money(sum(own), unit))
        found = [] if self._done() else warnings(session.game, session.company, amounts)
        self.warnings.setText("\n".join(found))
        self.warnings.setVisible(bool(found))
        self._show_refusal(amounts)
        # Wrapped lines that came in want more height; the fields must not give it.
        if self.isVisible():
            self.resize(self.width(), max(self.height(), self._box.totalHeightForWidth(self.width())))

    def _show_refusal(self, amounts: dict[str, int]) -> None:
        """Say why the sheet cannot be handed in as it stands."""
        if self._done():
            self.refused.setText(t("pages.advertising.done"))
            self.refused.show()
            self.submit.hide()
            return
        refused = self.session.refusal(Advertise(self.session.team, amounts)) if amounts else None
        self.submit.setEnabled(bool(amounts) and refused is None)
        self.refused.setText(sentence(refused, self.session.ruleset) if refused else "")
        self.refused.setVisible(refused is not None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submit.click()
        else:
            self.focusNextChild()

    def _submit(self) -> None:
        if self.session.do(Advertise(self.session.team, self.amounts())):
            self.accept()
        else:
            self._show()

    def _on_change(self) -> None:
        """Somebody else acted, or the year moved on: close where advertising is over."""
        if self.session.is_open("advertise"):
            self._show()
        elif self.isVisible():
            self.reject()
