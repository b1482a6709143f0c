"""A tender: the orders laid out, with the own sealed bid beside each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ...core.actions import Action, Bid, EndBids
from ...core.game import Order, Tender
from ...core.tender import tender_rule
from ...text import item_name, sentence, t
from ..capacity import earliest
from ..fields import AmountBox
from ..labels import frame, label, scrolled, set_role
from ..theme import Theme
from ..words import money
from .folding import FoldingGrid, Place, in_a_line, line_label
from .meeting_clock import ClockFace, Turn, TurnClock
from .meeting_facts import place_name
from .meeting_outcome import tender_table
from .style import px
from .tables import Table

if TYPE_CHECKING:
    from ..session import Session

HEADS = ("order", "cost", "range", "earliest", "price", "due", "term")
FIRST_FIELD = HEADS.index("price")
ALL = len(HEADS) + 1  # with the column that takes the rest of the width
LEFT = Qt.AlignmentFlag.AlignLeft
BAR = 24
"""What a scroll bar and its edge take, in pixels at the usual size."""
PLACE = "tender"
"""Under which the clock times the bids."""


class TenderView(QWidget):
    """All orders now under tender; bids are handed in together. Below, who won those before."""

    def __init__(self, session: Session, clock: TurnClock) -> None:
        super().__init__()
        self.session, self.clock, self.face = session, clock, ClockFace(clock)
        self.fields: dict[str, tuple[AmountBox, AmountBox, AmountBox]] = {}
        self._team = 0  # whose bids stand in the fields
        self._built: tuple[object, ...] = ()  # for what the fields were made
        self.banner, self.headline, self.hint = frame("wait"), label("figure"), label(wrap=True)
        self.submit = QPushButton()
        self.submit.clicked.connect(self._submit)
        self.card, self.left, self.notice = FoldingGrid(), label("faint"), label("warning", wrap=True)
        self.card.grid.setContentsMargins(20, 14, 20, 14)
        self.card.grid.setHorizontalSpacing(12)
        self.card.grid.setVerticalSpacing(12)
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        self.results_head, self.results = label("section"), Table()
        parts = self._banner(), self.card, self.left, self.notice, self.results_head, self.results
        for part in parts:
            box.addWidget(part)
        box.addStretch(1)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 6, 0, 0)
        around.addWidget(scrolled(inner, across=True))

    def _banner(self) -> QWidget:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.headline)
        words.addWidget(self.hint, 1)
        row = QHBoxLayout(self.banner)
        row.setContentsMargins(18, 10, 18, 10)
        row.setSpacing(10)
        row.addLayout(words, 1)
        row.addWidget(self.face)
        row.addWidget(self.submit)
        return self.banner

    def name(self) -> None:
        """Set the fixed words."""
        self.submit.setText(t("pages.tender.submit"))
        self.results_head.setText(t("tender.results"))
        self._built = ()
        self.face.refresh()

    def show_game(self, theme: Theme) -> None:
        """Show the orders laid out; fields keep what was typed while the same orders lie there."""
        tender = self.session.game.tender
        if tender is None:
            return
        mine = self.session.team not in tender.ended
        fee = money(tender_rule(self.session.game).fee, self.session.ruleset.unit)
        set_role(self.banner, "turn" if mine else "wait")
        self.headline.setText(t("pages.tender.your_turn" if mine else "pages.tender.waiting"))
        self.hint.setText(t("pages.tender.hint", fee=fee) if mine else t("pages.tender.waiting_hint"))
        self.submit.setVisible(mine)
        self.left.setText(t("pages.tender.left", orders=len(tender.waiting)))
        self.left.setVisible(bool(tender.waiting))
        self.notice.hide()
        self._build(tender, mine)
        self._time(tender, mine)
        headers, rows = tender_table(self.session.game, self.session.team)
        self.results.fill(headers, rows, theme)
        self.results.setVisible(bool(rows))
        self.results_head.setVisible(bool(rows))

    def _time(self, tender: Tender, mine: bool) -> None:
        """Let the clock run while the person at the table makes bids, where it is switched on."""
        settings = self.session.meeting_settings
        timed = settings.clock and mine and not self.session.curtained
        who = self.session.team, tuple(tender.open)
        self.clock.show_turns({PLACE: Turn(who, settings.tender)} if timed else {})
        self.face.show_place(PLACE)

    def time_over(self, _place: str) -> None:
        """The time is over: hand in the bids as far as they can be."""
        team = self.session.team
        for action in (*self._bids(), EndBids(team)):
            if self.session.refusal(action) is None:
                self.session.do(action)

    def _build(self, tender: Tender, mine: bool) -> None:
        """Lay the orders out anew where something about them changed: others must not disturb a typist."""
        shown = tuple(tender.open), self.session.team, mine, self.session.company.cash
        if shown == self._built:
            return
        self._built = shown
        typed = {order: tuple(field.value() for field in fields) for order, fields in self.fields.items()}
        if self._team != self.session.team:  # bids are sealed: the next person sees nothing of them
            self._team, typed = self.session.team, {}
        self.card.empty()
        self.fields = {}
        for column, head in enumerate(HEADS):
            made = label("faint", wrap=True)
            made.setText(t(f"pages.tender.{head}"))
            self.card.put(made, Place(0, column))
        self.card.stretch(0, len(HEADS))
        for row, name in enumerate(tender.open, 1):
            self._add_row(row, self.session.game.orders[name], typed.get(name, (0, 4, 0)), mine)
        self._fit()

    def _fit(self) -> None:
        """Stand the fields under their order where the view is narrow."""
        self.card.fit(self.width() - px(BAR))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _put(self, words: str, wide: Place | None, folded: Place | None = None, role: str = "") -> QLabel:
        made: QLabel = label(role)
        made.setText(words)
        self.card.put(made, wide, folded)
        return made

    def _add_row(self, row: int, order: Order, typed: tuple[int, ...], mine: bool) -> None:
        """An order's row; folded, its figures in a line under its name, then the fields under their heads."""
        game, unit = self.session.game, self.session.ruleset.unit
        rule = tender_rule(game)
        cost = game.catalogue.costs[order.product] * order.quantity
        what = t(
            "pages.tender.what", place=place_name(game, order.market, order.product), quantity=order.quantity
        )
        standards = (item_name(game.ruleset, name) for name in order.standards)
        asked = f"{what}\n{' · '.join((order.id, *standards))}"
        low, high = money(cost * rule.least_price, unit), money(cost * rule.most_price, unit)
        soonest = earliest(game, self.session.company, order)
        facts = (
            money(cost, unit),
            t("pages.tender.from_to", low=low, high=high),
            t("pages.meeting.due", quarter=soonest) if soonest else t("tender.never"),
        )
        top = 4 * row
        self._put(asked, Place(row, 0), Place(top, 0, ALL), "section")
        for column, fact in enumerate(facts, 1):
            self._put(fact, Place(row, column))
        line = in_a_line([t(f"pages.tender.{head}") for head in HEADS[1:FIRST_FIELD]], facts)
        self.card.put(line_label(line), None, Place(top + 1, 0, ALL))
        refused = self.session.refusal(Bid(self.session.team, order.id, cost * rule.least_price, 4, 0))
        if mine and refused:
            made = line_label(sentence(refused, game.ruleset))
            self.card.put(made, Place(row, FIRST_FIELD, 3), Place(top + 2, 0, ALL))
            return
        fields = AmountBox(order.id, cost * rule.most_price), AmountBox(order.id, 4), AmountBox(order.id, 4)
        fields[1].setMinimum(1)
        self.fields[order.id] = fields
        for number, (field, value) in enumerate(zip(fields, typed, strict=True)):
            head = t(f"pages.tender.{HEADS[FIRST_FIELD + number]}")
            field.setValue(value)
            field.setEnabled(mine)
            field.setAccessibleName(f"{asked} · {head}")
            self._put(head, None, Place(top + 2, number), "faint")
            wide, folded = Place(row, FIRST_FIELD + number, side=LEFT), Place(top + 3, number, side=LEFT)
            self.card.put(field, wide, folded)

    def _bids(self) -> list[Action]:
        team = self.session.team
        values = {order: [field.value() for field in fields] for order, fields in self.fields.items()}
        return [Bid(team, order, price, due, term) for order, (price, due, term) in values.items() if price]

    def _submit(self) -> None:
        """Hand in all bids; the first that is refused is named, and nothing is ended."""
        for action in (*self._bids(), EndBids(self.session.team)):
            refused = self.session.refusal(action)
            if refused is not None:
                self.notice.setText(sentence(refused, self.session.ruleset))
                self.notice.show()
                return
            self.session.do(action)
