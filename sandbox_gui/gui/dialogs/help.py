"""Help: the rules of the game on the table, read from its ruleset; the shortcuts; about the program."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from ... import __version__
from ...core.ruleset import Development, LineType, PlantType, Ruleset, StageRule
from ...text import language, named, t
from ..commands import Command
from ..room import fitting
from ..words import bill, money

Row = Sequence[str]


class HelpDialog(QDialog):
    """A page of text with one button; it stays open beside the game. Subclasses write the text."""

    topic = ""  # the command that opens it names it

    def __init__(self, parent: QWidget | None, size: tuple[int, int]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.text = QTextBrowser()
        self.text.setOpenExternalLinks(False)
        buttons = QDialogButtonBox()
        self.close_button = buttons.addButton("", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.addWidget(self.text)
        layout.addWidget(buttons)
        self.retranslate()
        self.resize(fitting(size, parent))

    def html(self) -> str:
        """The text, in the language now spoken."""
        raise NotImplementedError

    def retranslate(self) -> None:
        """Write everything in the language now spoken, staying where the reader is."""
        title, at = t(f"command.{self.topic}"), self.text.verticalScrollBar().value()
        self.setWindowTitle(title)
        self.text.setHtml(self.html())
        self.text.setAccessibleName(title)
        self.text.verticalScrollBar().setValue(at)
        self.close_button.setText(t("dialog.close"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def table(heads: Row, rows: Iterable[Row]) -> str:
    """A table in HTML: the first column to the left, the others to the right."""
    head = "".join(
        f"<th align='{'left' if i == 0 else 'right'}'>{escape(h)}</th>" for i, h in enumerate(heads)
    )
    body = "".join(
        "<tr>"
        + "".join(f"<td align='{'left' if i == 0 else 'right'}'>{escape(c)}</td>" for i, c in enumerate(row))
        + "</tr>"
        for row in rows
    )
    return f"<table cellspacing='0' cellpadding='5' width='98%'><tr>{head}</tr>{body}</table>"


def rules_html(rules: Ruleset) -> str:
    """The rules in force, as tables made from the ruleset."""
    parts = [
        f"<h2>{escape(named(rules.name))}</h2>",
        _section("year", _year(rules)),
        _section("plants", _plants(rules)),
        _section("lines", _lines(rules)),
        _section("products", _products(rules)),
        _section("rights", _rights(rules)),
        _section("money", _money(rules)),
        _section("orders", _orders(rules)),
        _section("notes", _notes(rules)),
    ]
    return "".join(parts)


def _section(name: str, body: str) -> str:
    return f"<h3>{escape(t(f'rules.{name}'))}</h3>{body}"


def _heads(*names: str) -> list[str]:
    return [t(f"column.{name}") for name in names]


def _year(rules: Ruleset) -> str:
    def names(stages: Iterable[StageRule]) -> str:
        return " → ".join(named(stage.name) for stage in stages)

    plan = rules.year
    rows = [(t("when.start"), names(plan.start)), (t("rules.each_quarter"), names(plan.quarter))]
    rows.append((t("when.end"), names(plan.end)))
    return "".join(f"<p><b>{escape(when)}</b>　{escape(what)}</p>" for when, what in rows)


def _plants(rules: Ruleset) -> str:
    def row(kind: PlantType) -> Row:
        figures = money(kind.price, rules.unit), money(kind.rent, rules.unit)
        return (named(kind.name), *figures, str(kind.slots), f"+{kind.points}")

    sale = t("rules.plant_sale", quarters=rules.plant_rules.sale_term, most=rules.plant_rules.most)
    heads = _heads("plant", "price", "rent_a_year", "slots", "points")
    return table(heads, map(row, rules.plants)) + f"<p>{escape(sale)}</p>"


def _lines(rules: Ruleset) -> str:
    def row(kind: LineType) -> Row:
        change = t("line.change_free")
        if kind.change_quarters or kind.change_cost:
            cost = money(kind.change_cost, rules.unit)
            change = t("line.change_cost", quarters=kind.change_quarters, cost=cost)
        return (
            named(kind.name),
            money(kind.price, rules.unit),
            t("when.quarters", quarters=kind.install) if kind.install else t("line.at_once"),
            t("when.quarters", quarters=kind.cycle),
            change,
            money(kind.maintenance, rules.unit),
            money(kind.salvage, rules.unit),
            f"+{kind.points}",
        )

    heads = _heads("line_type", "price", "install", "cycle", "changeover", "maintenance", "salvage", "points")
    return table(heads, map(row, rules.lines))


def _products(rules: Ruleset) -> str:
    rows = [
        (
            named(p.name),
            bill(rules, p.id),
            money(p.processing, rules.unit),
            _instalments(p, rules),
            f"+{p.points}",
        )
        for p in rules.products
    ]
    made = table(_heads("product", "needs", "processing", "research", "points"), rows)
    stock = [(m.id, money(m.price, rules.unit), t("when.quarters", quarters=m.lead)) for m in rules.materials]
    return made + table(_heads("material", "price", "lead"), stock)


def _instalments(item: Development, rules: Ruleset) -> str:
    return f"{item.payments} × {money(item.cost, rules.unit)}" if item.payments else "—"


def _rights(rules: Ruleset) -> str:
    rows = [
        (named(item.name), _instalments(item, rules), f"+{item.points}")
        for item in (*rules.markets, *rules.standards)
    ]
    return table(_heads("item", "investment", "points"), rows)


def _money(rules: Ruleset) -> str:
    finance = rules.finance
    loans = [
        (
            named(rule.name),
            rule.rate.words(),
            t(f"loan.up_to_{rule.period}", terms=rule.terms),
            money(rule.step, rules.unit),
        )
        for rule in finance.loans
    ]
    limits = [
        t("rules.limit", kinds=" + ".join(_loan_names(rules, limit.kinds)), times=limit.times)
        for limit in finance.limits
    ]
    discounts = [
        t(
            "rules.discount",
            terms=" ".join(map(str, band.terms)),
            rate=band.rate.words(),
            multiple=band.multiple,
        )
        for band in finance.discount
    ]
    charges = t(
        "rules.charges",
        administration=money(finance.administration, rules.unit),
        tax=finance.tax.words(),
        penalty=finance.penalty.words(),
    )
    more = [*limits, *discounts, charges]
    if finance.emergency:
        more.append(
            t("rules.emergency", material=finance.emergency.material, product=finance.emergency.product)
        )
    if finance.stock_sale:
        sale = finance.stock_sale
        more.append(t("rules.stock_sale", material=sale.material.words(), product=sale.product.words()))
    heads = [t(f"loan.{name}") for name in ("kind", "rate", "term", "step")]
    return table(heads, loans) + "".join(f"<p>{escape(words)}</p>" for words in more)


def _loan_names(rules: Ruleset, kinds: Iterable[str]) -> list[str]:
    return [named(rule.name) for rule in rules.finance.loans if rule.id in kinds]


def _orders(rules: Ruleset) -> str:
    marketing = rules.marketing
    first, further = money(marketing.first_pick, rules.unit), money(marketing.further_pick, rules.unit)
    ranks = " → ".join(t(f"rules.priority_{name}") for name in marketing.priority)
    late = t(f"rules.late_{marketing.late_delivery}")
    rows = [t("rules.picks", first=first, further=further), t("rules.priority", ranks=ranks), late]
    score = [
        t(f"rules.score_{name}", points=points)
        for name, points in (("no_usury", rules.score.no_usury), ("no_discount", rules.score.no_discount))
        if points
    ]
    return "".join(f"<p>{escape(words)}</p>" for words in (*rows, t("rules.score"), *score))


def _notes(rules: Ruleset) -> str:
    """What in this ruleset is our own choice or rests on a single source."""
    words = [note.zh if language() == "zh" else note.en for note in rules.notes.values()]
    return "<ul>" + "".join(f"<li>{escape(text)}</li>" for text in words) + "</ul>"


class RulesDialog(HelpDialog):
    """The rules of the game on the table."""

    topic = "help_rules"

    def __init__(self, rules: Ruleset, parent: QWidget | None = None) -> None:
        self._rules = rules
        super().__init__(parent, (920, 620))

    def html(self) -> str:
        return rules_html(self._rules)


class ShortcutsDialog(HelpDialog):
    """Every key of the window."""

    topic = "help_shortcuts"

    def __init__(self, commands: Sequence[Command], parent: QWidget | None = None) -> None:
        self._commands = commands
        super().__init__(parent, (520, 620))

    def html(self) -> str:
        native = QKeySequence.SequenceFormat.NativeText
        rows = [
            (one.name, " / ".join(QKeySequence(keys).toString(native) for keys in one.shortcuts))
            for one in self._commands
            if one.shortcuts
        ]
        head = f"<h2>{escape(t('command.help_shortcuts'))}</h2>"
        return head + table([t("keys.what"), t("keys.key")], rows) + f"<p>{escape(t('keys.board'))}</p>"


class AboutDialog(HelpDialog):
    """Name, version, licence."""

    topic = "help_about"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, (480, 320))

    def html(self) -> str:
        words = f"<h2>{escape(t('app.name'))} {escape(__version__)}</h2><p>{escape(t('about.text'))}</p>"
        return words + f"<p>{escape(t('about.licence'))}</p>"
