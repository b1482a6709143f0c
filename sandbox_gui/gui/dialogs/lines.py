"""A new line, and a line changed over to another product."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QFormLayout, QWidget

from ...core.actions import Action, BuildLine, ConvertLine
from ...core.game import Line
from ...core.production import instalment
from ...core.ruleset import LineType
from ...text import item_name, named, t
from ..session import Session
from ..words import bill, date, money
from .base import DecisionDialog, label
from .options import Option, OptionGrid
from .production import line_name


def combo(name: str, items: Sequence[tuple[str, str]], chosen: str) -> QComboBox:
    """A box of (words, id) with one of them chosen; the wheel leaves it alone unless it has the focus."""
    box = _Box()
    box.setAccessibleName(name)
    for words, item in items:
        box.addItem(words, item)
    if (index := box.findData(chosen)) >= 0:
        box.setCurrentIndex(index)
    return box


class _Box(QComboBox):
    def wheelEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class BuildLineDialog(DecisionDialog):
    """Where a new line stands, what it makes, and the types compared."""

    def __init__(self, session: Session, parent: QWidget | None, place: str = "") -> None:
        super().__init__(session, parent, "build_line")
        self.kinds = session.ruleset.lines
        self.plant = combo(t("column.plant"), self._plants(), place.partition(":")[2])
        self.product = combo(t("column.product"), self._products(), "")
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.addRow(t("column.plant"), self.plant)
        form.addRow(t("column.product"), self.product)
        headings = (
            "line_type",
            "price",
            "install",
            "first_payment",
            "cycle",
            "changeover",
            "maintenance",
            "points",
        )
        self.grid = OptionGrid([t(f"column.{key}") for key in headings], exclusive=True)
        self.grid.set_options([self._option(kind) for kind in self.kinds])
        if session.company.plants:
            if not self._free():
                self.body.addWidget(label("warning", t("dialog.build_line.full")))
            self.body.addLayout(form)
            self.body.addWidget(self.grid)
        else:
            self.body.addWidget(label("", t("dialog.build_line.empty")))
        self.body.addStretch(1)
        self.plant.currentIndexChanged.connect(self._on_changed)
        self.product.currentIndexChanged.connect(self._on_changed)
        self.grid.changed.connect(self.update_summary)
        self.update_summary()

    def _plants(self) -> list[tuple[str, str]]:
        """The plants, those with a free slot first."""
        company, known = self.session.company, self.session.game.catalogue
        rows = []
        for plant in company.plants:
            free = known.plants[plant.type].slots - len(company.lines_in(plant.no))
            name = item_name(self.session.ruleset, plant.type)
            rows.append((free <= 0, t("plant.free", plant=name, no=plant.no, free=free), str(plant.no)))
        return [(words, no) for _, words, no in sorted(rows)]

    def _free(self) -> int:
        """How many lines the plants have room for."""
        company, known = self.session.company, self.session.game.catalogue
        return sum(known.plants[plant.type].slots for plant in company.plants) - len(company.lines)

    def _products(self) -> list[tuple[str, str]]:
        ruleset = self.session.ruleset
        return [
            (t("product.bill", product=named(p.name), bill=bill(ruleset, p.id)), p.id)
            for p in ruleset.products
        ]

    def _option(self, kind: LineType) -> Option:
        change = t("line.change_free")
        if kind.change_quarters or kind.change_cost:
            cost = money(kind.change_cost, self.unit)
            change = t("line.change_cost", quarters=kind.change_quarters, cost=cost)
        quarters = t("when.quarters", quarters=kind.install) if kind.install else t("line.at_once")
        cells = (
            money(kind.price, self.unit),
            quarters,
            money(instalment(kind.price, kind.instalments, 0), self.unit),
            t("when.quarters", quarters=kind.cycle),
            change,
            money(kind.maintenance, self.unit),
            f"+{kind.points}",
        )
        return Option(named(kind.name), cells)

    def _on_changed(self, _index: int) -> None:
        self.update_summary()

    def actions_wanted(self) -> list[Action]:
        index = self.grid.choice()
        if index is None or self.plant.currentData() is None:
            return []
        plant, product = int(self.plant.currentData()), str(self.product.currentData())
        return [BuildLine(self.session.team, plant, self.kinds[index].id, product)]

    def remarks(self) -> list[str]:
        index = self.grid.choice()
        if index is None:
            return []
        kind, now = self.kinds[index], self.session.game.now(self.session.company)
        if not kind.install:
            return [t("line.ready_now")]
        rest = kind.price - instalment(kind.price, kind.instalments, 0)
        ready = date(now + kind.install)
        return [t("line.ready_then", ready=ready, rest=money(rest, self.unit), payments=kind.instalments - 1)]


class ConvertLineDialog(DecisionDialog):
    """An idle line and the product that it is to make."""

    def __init__(self, session: Session, parent: QWidget | None, place: str = "") -> None:
        super().__init__(session, parent, "convert_line")
        self.lines: list[Line] = [line for line in session.company.lines if line.idle]
        headings = ("line", "product", "changeover")
        self.grid = OptionGrid([t(f"column.{key}") for key in headings], exclusive=True)
        self.grid.set_options([self._option(line) for line in self.lines])
        self.product = combo(t("line.new_product"), self._products(), "")
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.addRow(t("line.new_product"), self.product)
        if self.lines:
            self.body.addWidget(self.grid)
            self.body.addLayout(form)
        else:
            self.body.addWidget(label("", t("dialog.convert_line.empty")))
        self.body.addStretch(1)
        self.grid.changed.connect(self.update_summary)
        self.product.currentIndexChanged.connect(self._on_product)
        self.grid.choose(*(i for i, line in enumerate(self.lines) if place == f"line:{line.no}"))
        self.grid.take_keyboard()
        self.update_summary()

    def _products(self) -> list[tuple[str, str]]:
        ruleset = self.session.ruleset
        return [
            (t("product.bill", product=named(p.name), bill=bill(ruleset, p.id)), p.id)
            for p in ruleset.products
        ]

    def _option(self, line: Line) -> Option:
        kind = self.session.game.catalogue.lines[line.type]
        change = t("line.change_free")
        if kind.change_quarters or kind.change_cost:
            cost = money(kind.change_cost, self.unit)
            change = t("line.change_cost", quarters=kind.change_quarters, cost=cost)
        name = line_name(self.session.ruleset, line)
        return Option(name, (item_name(self.session.ruleset, line.product), change))

    def _on_product(self, _index: int) -> None:
        self.update_summary()

    def actions_wanted(self) -> list[Action]:
        index = self.grid.choice()
        if index is None:
            return []
        return [ConvertLine(self.session.team, self.lines[index].no, str(self.product.currentData()))]
