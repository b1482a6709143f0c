"""Lines at work: units put into production, instalments continued, idle lines sold; orders delivered."""

from __future__ import annotations

from ...core.actions import ContinueLine, Deliver, SellLine, StartProduction
from ...core.game import Line
from ...core.production import instalment, sale_value
from ...core.refused import Refused
from ...core.ruleset import Ruleset
from ...text import item_name, named, t
from ..choices import Candidate
from ..words import bill, money, quarter_of_year
from .checklist import ChecklistDialog


def line_name(ruleset: Ruleset, line: Line) -> str:
    """A line in words: ``3 · Automatic``."""
    return t("line.name", no=line.no, type=item_name(ruleset, line.type))


class _LinesDialog(ChecklistDialog):
    """Rows that are lines."""

    def line(self, no: int) -> Line:
        """The company's line of that number."""
        return next(line for line in self.session.company.lines if line.no == no)


class StartProductionDialog(_LinesDialog):
    """Idle lines, what each needs, and all that can start at once."""

    COMMAND = "start_production"
    HEADINGS = ("column.line", "column.product", "column.needs", "column.processing")

    def describe(self, row: Candidate) -> tuple[str, tuple[str, ...]]:
        assert isinstance(row.action, StartProduction)
        line = self.line(row.action.line)
        product = self.session.game.catalogue.products[line.product]
        needs = bill(self.session.ruleset, product.id)
        cells = (named(product.name), needs, money(product.processing, self.unit))
        return line_name(self.session.ruleset, line), cells


class ContinueLineDialog(_LinesDialog):
    """Lines under construction or in changeover, with their next instalment."""

    COMMAND = "continue_line"
    HEADINGS = ("column.line", "column.product", "column.work", "column.paid", "column.instalment")

    def describe(self, row: Candidate) -> tuple[str, tuple[str, ...]]:
        assert isinstance(row.action, ContinueLine)
        line = self.line(row.action.line)
        kind = self.session.game.catalogue.lines[line.type]
        change = line.work == "change"
        total = kind.change_cost if change else kind.price
        parts = max(1, kind.change_quarters) if change else kind.instalments
        amount = money(instalment(total, parts, line.paid), self.unit)
        product = item_name(self.session.ruleset, line.target or line.product)
        cells = (product, t(f"line.{line.work}"), f"{line.paid}/{parts}", amount)
        return line_name(self.session.ruleset, line), cells


class SellLineDialog(_LinesDialog):
    """Idle lines, their net value, what they fetch and what is lost."""

    COMMAND = "sell_line"
    READY = False  # what is sold is gone
    HEADINGS = ("column.line", "column.product", "column.net", "column.fetches", "column.loss")

    def describe(self, row: Candidate) -> tuple[str, tuple[str, ...]]:
        assert isinstance(row.action, SellLine)
        line = self.line(row.action.line)
        price = sale_value(self.session.game, line)
        figures = (money(amount, self.unit) for amount in (line.net, price, line.net - price))
        cells = (item_name(self.session.ruleset, line.product), *figures)
        return line_name(self.session.ruleset, line), cells


class DeliverDialog(ChecklistDialog):
    """Orders still to be delivered, with the stock that there is for them."""

    COMMAND = "deliver"
    HEADINGS = (
        "column.order", "column.market", "column.product", "column.quantity", "column.stock",
        "column.total", "column.due", "column.payment_term",
    )  # fmt: skip

    def describe(self, row: Candidate) -> tuple[str, tuple[str, ...]]:
        assert isinstance(row.action, Deliver)
        order = self.session.game.orders[row.action.order]
        ruleset, stock = self.session.ruleset, self.session.company.goods[order.product]
        cells = (
            item_name(ruleset, order.market),
            item_name(ruleset, order.product),
            str(order.quantity),
            str(stock),
            money(order.total, self.unit),
            quarter_of_year(order.due) if order.state == "open" else t("order.late"),
            t("when.quarters", quarters=order.term) if order.term else t("order.cash"),
        )
        return order.id, cells

    def why_not(self, refused: Refused) -> str:
        # The stock stands in the row: only what is missing needs to be said.
        if refused.code == "stock.short":
            return t("deliver.missing", missing=refused.facts["missing"])
        return super().why_not(refused)
