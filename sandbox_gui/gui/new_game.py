"""A new game: under which rules, with whom, for how long."""

from __future__ import annotations

import logging
import secrets

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ..core.opening import MOST_YEARS
from ..core.refused import Refused
from ..core.ruleset import Ruleset, RulesetError
from ..storage.games import MODES, GameSetup, start_game
from ..storage.rulesets import load_ruleset, ruleset_ids
from ..text import named, sentence, t
from .dialogs.number import NumberField
from .order_book import OrderBookField
from .panels.halves import NARROW
from .panels.style import px
from .room import PLAIN, Body, fitting
from .seating import Seating
from .words import money

SEEDS = 1_000_000
WIDTH = 920
"""Two columns: the game, and who plays it."""


class NewGameDialog(QDialog):
    """Asks for a game's set-up and emits it as `chosen`."""

    chosen = Signal(object)  # GameSetup

    def __init__(self, parent: QWidget | None = None, company: str = "") -> None:
        super().__init__(parent)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(t("command.new_game"))
        self._rulesets = _readable_rulesets()
        self._make_fields(company)
        layout = QVBoxLayout(self)
        layout.addStrut(fitting((WIDTH, 0), parent).width() - px(60))
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        head = QLabel(t("command.new_game"))
        head.setProperty("role", "section")
        layout.addWidget(head)
        inner = QWidget()
        ways = QBoxLayout.Direction
        narrow = parent is not None and parent.window().width() < px(NARROW)
        halves = QBoxLayout(ways.TopToBottom if narrow else ways.LeftToRight, inner)
        halves.setContentsMargins(0, 0, 0, 0)
        halves.setSpacing(28)
        left = QVBoxLayout()
        left.addLayout(self._form())
        left.addStretch(1)
        halves.addLayout(left, 2)
        halves.addLayout(self._seats(), 3)
        layout.addWidget(Body(inner, PLAIN), 1)
        layout.addWidget(self.orders.complaints)
        self.trouble = QLabel()
        self.trouble.setProperty("role", "warning")
        self.trouble.setWordWrap(True)
        layout.addWidget(self.trouble)
        layout.addWidget(self._buttons())
        self._on_ruleset(0)
        self._on_mode(0)
        first = self.seating.seats[0].name
        first.setFocus()
        first.selectAll()

    def _make_fields(self, company: str) -> None:
        self.ruleset = QComboBox()
        self.ruleset.setAccessibleName(t("new.ruleset"))
        for rules in self._rulesets:
            self.ruleset.addItem(named(rules.name), rules.id)
        self.about = QLabel()
        self.about.setProperty("role", "faint")
        self.about.setWordWrap(True)
        self.about.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.about.setMinimumHeight(2 * self.about.fontMetrics().lineSpacing() + 6)
        self.seating = Seating(company or t("new.default_name"))
        self.seating.changed.connect(self.check)
        self.mode = QComboBox()
        self.mode.setAccessibleName(t("new.mode"))
        for mode in MODES:
            self.mode.addItem(t(f"mode.{mode}"), mode)
        self.mode_about = QLabel()
        self.mode.currentIndexChanged.connect(self._on_mode)
        self.years = NumberField(t("new.years"), 6, 1, MOST_YEARS)
        self.seed = NumberField(t("new.seed"), secrets.randbelow(SEEDS))
        self.orders = OrderBookField(self._rules())
        self.orders.changed.connect(self.check)
        self.ruleset.currentIndexChanged.connect(self._on_ruleset)
        for field in (self.years, self.seed):
            field.changed.connect(self.check)

    def _form(self) -> QVBoxLayout:
        """Captions over their fields; a form layout would stretch its rows where their words wrap."""
        column = QVBoxLayout()
        column.setSpacing(6)
        seed_about = QLabel(t("new.seed.remark"))
        rows: tuple[tuple[str, QWidget, QLabel | None], ...] = (
            ("new.ruleset", self.ruleset, None),
            ("new.mode", self.mode, self.mode_about),
            ("new.years", self.years, None),
            ("new.seed", self.seed, seed_about),
            ("new.orders", self.orders, None),
        )
        for words, field, remark in rows:
            if column.count():
                column.addSpacing(4)
            caption = QLabel(t(words))
            caption.setBuddy(field)
            column.addWidget(caption)
            if remark is not None:
                column.addLayout(self._with_remark(field, remark))
            else:
                column.addWidget(field)
            if field is self.ruleset:
                column.addWidget(self.about)
        return column

    def _seats(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(10)
        head = QLabel(t("seating.head"))
        head.setProperty("role", "section")
        column.addWidget(head)
        column.addWidget(self.seating, 1)
        return column

    def _with_remark(self, field: QWidget, remark: QLabel) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        remark.setProperty("role", "small")
        remark.setWordWrap(True)
        row.addWidget(field)
        row.addWidget(remark, 1)
        return row

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        self.ok = QPushButton(t("new.start"))
        self.ok.setProperty("role", "primary")
        self.ok.setDefault(True)
        buttons.addButton(self.ok, QDialogButtonBox.ButtonRole.AcceptRole)
        self.cancel = buttons.addButton(t("dialog.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons

    def _rules(self) -> Ruleset:
        return self._rulesets[max(0, self.ruleset.currentIndex())]

    def _on_ruleset(self, _index: int) -> None:
        """Offer the years and teams that the ruleset was made for."""
        rules = self._rules()
        facts = {
            "cash": money(rules.opening.cash, rules.unit),
            "lines": len(rules.opening.lines),
            "products": " ".join(product.id for product in rules.products),
            "markets": len(rules.markets),
        }
        self.about.setText(t("new.about_running" if rules.opening.lines else "new.about_cash", **facts))
        self.years.set_value(rules.years)
        self.seating.set_count(rules.demand.teams)
        self.orders.set_ruleset(rules)

    def _on_mode(self, _index: int) -> None:
        self.mode_about.setText(t(f"mode.{self.mode.currentData()}.about"))

    def setup(self) -> GameSetup:
        """The set-up as it is filled in; refused where it cannot be played."""
        rules = self._rules()
        if self.orders.wrong:
            raise Refused("book.unusable", number=self.orders.wrong)
        players, mode = self.seating.players(), MODES[self.mode.currentIndex()]
        setup = GameSetup(rules.id, self.seed.whole(), self.years.whole(), players, mode, self.orders.book)
        start_game(setup)
        return setup

    def check(self) -> None:
        """Say what is wrong with the set-up; it can be started where nothing is."""
        words = ""
        try:
            self.setup()
        except Refused as refused:
            words = sentence(refused, self._rules())
        self.trouble.setText(words)
        self.trouble.setVisible(bool(words))
        self.ok.setEnabled(not words)

    def accept(self) -> None:
        """Hand the set-up over."""
        if self.ok.isEnabled():
            setup = self.setup()
            super().accept()
            self.chosen.emit(setup)


def _readable_rulesets() -> list[Ruleset]:
    """The shipped rulesets that can be read; a broken one is left out rather than stopping the others."""
    found = []
    for name in ruleset_ids():
        try:
            found.append(load_ruleset(name)[0])
        except RulesetError as error:
            logging.getLogger(__name__).error("ruleset %s: %s", name, error)
    return found
