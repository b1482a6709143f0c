"""A ruleset as the sheet that a teacher would hand out, in the language spoken; every number from data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from .core.money import Rate
from .core.opening import new_game
from .core.ruleset import (
    Depreciation,
    Development,
    DiscountBand,
    LineType,
    LoanRule,
    Ruleset,
    StageRule,
)
from .core.statements import balance_sheet
from .text import has, item_name, named, t

Row = Sequence[object]
OPENING_LINES = (
    *("cash", "receivables", "work_in_progress", "finished_goods", "raw_materials", "plants", "machines"),
    *("long_loans", "short_loans", "tax_payable", "total_equity"),
)


def sheet(ruleset: Ruleset) -> str:
    """The whole rule sheet as Markdown."""
    parts = [f"# {named(ruleset.name)}", _intro(ruleset)]
    for title, body in (
        ("opening", _opening(ruleset)),
        ("year", _year(ruleset)),
        ("plants", _plants(ruleset)),
        ("lines", _lines(ruleset)),
        ("products", _products(ruleset)),
        ("developments", _developments(ruleset)),
        ("finance", _finance(ruleset)),
        ("orders", _orders(ruleset)),
        ("score", _score(ruleset)),
        ("notes", _notes(ruleset)),
    ):
        if body:
            parts += [f"## {t(f'sheet.{title}')}", body]
    return "\n\n".join(parts) + "\n"


def table(heads: str, rows: Iterable[Row]) -> str:
    """A Markdown table; `heads` are keys of texts by blanks."""
    names = [t(f"sheet.{key}") for key in heads.split()]
    lines = [names, ["---"] * len(names), *([str(cell) for cell in row] for row in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def bullets(lines: Iterable[str]) -> str:
    """A Markdown list."""
    return "\n".join(f"- {line}" for line in lines if line)


def _intro(ruleset: Ruleset) -> str:
    return t("sheet.intro", id=ruleset.id, version=ruleset.version, unit=ruleset.unit, years=ruleset.years)


def _list(ruleset: Ruleset, items: Mapping[str, int]) -> str:
    """What a bill of materials or a stock holds: ``2 R2 + R3``."""
    parts = (f"{n} {item_name(ruleset, i)}" if n > 1 else item_name(ruleset, i) for i, n in items.items())
    return " + ".join(parts)


def _opening(ruleset: Ruleset) -> str:
    company = new_game(ruleset, 0, ["-"]).company(1)
    books = balance_sheet(company, 0)
    figures = [f"{t(f'sheet.{name}')} {books[name]}{ruleset.unit}" for name in OPENING_LINES if books[name]]
    lines = [t("sheet.opening_figures", figures=t("sheet.comma").join(figures))]
    if ruleset.opening.held:
        held = t("sheet.comma").join(item_name(ruleset, item) for item in ruleset.opening.held)
        lines.append(t("sheet.opening_held", held=held))
    for line in ruleset.opening.lines:
        name = item_name(ruleset, line.line)
        lines.append(t("sheet.opening_line", line=name, product=line.product, net=line.net, cell=line.cell))
    lines += [
        t("sheet.opening_loan", kind=item_name(ruleset, loan.kind), amount=loan.amount, left=loan.left)
        for loan in ruleset.opening.loans
    ]
    return bullets(lines)


def _year(ruleset: Ruleset) -> str:
    plan = ruleset.year
    parts = []
    for name, stages in (("start", plan.start), ("quarter", plan.quarter), ("end", plan.end)):
        parts.append(f"**{t(f'sheet.year_{name}')}**\n\n" + _stages(stages))
    if plan.any_time:
        parts.append(t("sheet.any_time", decisions=_words("decision", plan.any_time)))
    return "\n\n".join(parts)


def _stages(stages: Iterable[StageRule]) -> str:
    lines = []
    for number, stage in enumerate(stages, 1):
        text = f"{number}. {named(stage.name)}"
        if stage.auto:
            text += t("sheet.stage_auto", operations=_words("operation", stage.auto, stage))
        if stage.open:
            text += t("sheet.stage_open", decisions=_words("decision", stage.open, stage))
        lines.append(text)
    return "\n".join(lines)


def _words(kind: str, names: Iterable[str], stage: StageRule | None = None) -> str:
    """Operations or decisions by name, with the quarters to which they are limited."""
    found = []
    for name in names:
        word = t(f"{kind}.{name}") if has(f"{kind}.{name}") else name
        only = stage.only.get(name, ()) if stage else ()
        quarters = "".join(f"Q{quarter}" for quarter in only)
        found.append(f"{word} ({quarters})" if quarters else word)
    return t("sheet.comma").join(found)


def _plants(ruleset: Ruleset) -> str:
    rules = ruleset.plant_rules
    rows = [(named(p.name), p.price, p.rent, p.slots, p.points) for p in ruleset.plants]
    lines = [
        t("sheet.plant_most", most=rules.most, kind=rules.most_of_a_kind),
        t("sheet.plant_sale", term=rules.sale_term),
        t("sheet.plant_sale_lines" if rules.sale_with_lines else "sheet.plant_sale_empty"),
        t(f"sheet.rent_{rules.rent}"),
        t(f"sheet.rent_to_buy_{rules.rent_to_buy}"),
        t(f"sheet.empty_rented_{rules.empty_rented}"),
    ]
    return table("plant price rent slots points", rows) + "\n\n" + bullets(lines)


def _lines(ruleset: Ruleset) -> str:
    rows = [_line_row(line) for line in ruleset.lines]
    heads = "line price payments install cycle change maintenance salvage depreciation points"
    lines = [t("sheet.line_ready"), t(f"sheet.line_sale_{ruleset.finance.line_sale}"), t("sheet.line_idle")]
    if any(not line.change_quarters for line in ruleset.lines):
        lines.append(t("sheet.line_change_at_once"))
    if any(line.salvage < 0 for line in ruleset.lines):
        lines.append(t("sheet.line_costs_to_sell"))
    return table(heads, rows) + "\n\n" + bullets(lines)


def _line_row(line: LineType) -> Row:
    change = t("sheet.change_cell", quarters=line.change_quarters, cost=line.change_cost)
    return (named(line.name), line.price, line.instalments, line.install, line.cycle, change,
            line.maintenance, line.salvage, depreciation(line.depreciation), line.points)  # fmt: skip


def rate_words(rate: Rate) -> str:
    """A rate and how what it gives is rounded."""
    return t("sheet.rounded", rate=rate.words(), rounding=t(f"sheet.{rate.rounding}"))


def depreciation(rule: Depreciation) -> str:
    """A yearly charge in words."""
    share = rate_words(rule.share) if rule.share else ""
    base = t("sheet.dep_share", share=share, least=rule.minimum) if share else str(rule.amount)
    years = t("sheet.dep_years", years=rule.years) if rule.years else ""
    return base + years + t("sheet.dep_down", amount=rule.down_to)


def _products(ruleset: Ruleset) -> str:
    materials = [(m.id, m.price, m.lead) for m in ruleset.materials]
    costs = new_game(ruleset, 0, ["-"]).catalogue.costs
    products = [(named(p.name), _list(ruleset, p.bom), p.processing, costs[p.id]) for p in ruleset.products]
    return table("material price lead", materials) + "\n\n" + table("product bom processing cost", products)


def _developments(ruleset: Ruleset) -> str:
    def row(item: Development, period: str) -> Row:
        if not item.payments:
            return named(item.name), "–", "–", item.points
        each = t("sheet.each", cost=item.cost, period=t(f"sheet.{period}"))
        return named(item.name), f"{item.payments} × {each}", item.payments * item.cost, item.points

    rows = [row(product, "per_quarter") for product in ruleset.products]
    rows += [row(item, "per_year") for item in (*ruleset.markets, *ruleset.standards)]
    rights = bullets([t("sheet.rights"), t("sheet.markets_lapse") if ruleset.marketing.markets_lapse else ""])
    return table("development instalments total points", rows) + "\n\n" + rights


def _loan_row(loan: LoanRule) -> Row:
    terms = str(loan.terms) if loan.least_terms == loan.terms else f"{loan.least_terms}–{loan.terms}"
    period = t(f"sheet.period_{loan.period}")
    rounding = t(f"sheet.{loan.rate.rounding}")
    least = max(loan.minimum, loan.step)
    return named(loan.name), loan.rate.words(), rounding, least, loan.step, f"{terms} {period}"


def _finance(ruleset: Ruleset) -> str:
    finance = ruleset.finance
    lines = [
        t("sheet.limit", kinds=" + ".join(item_name(ruleset, k) for k in limit.kinds), times=limit.times)
        for limit in finance.limits
    ]
    lines += [discounting(band) for band in finance.discount]
    early = [item_name(ruleset, name) for name in _early_loans(ruleset)]
    lines.append(t("sheet.loan_early", kinds=t("sheet.comma").join(early)) if early else "")
    lines += [
        t("sheet.administration", amount=finance.administration, unit=ruleset.unit),
        t("sheet.tax", rate=rate_words(finance.tax)),
        t("sheet.penalty", rate=rate_words(finance.penalty)),
        t(f"sheet.late_{ruleset.marketing.late_delivery}"),
    ]
    if finance.emergency:
        facts = {"material": finance.emergency.material, "product": finance.emergency.product}
        lines.append(t("sheet.emergency", **facts))
    if finance.stock_sale:
        sale = finance.stock_sale
        lines.append(
            t("sheet.stock_sale", material=rate_words(sale.material), product=rate_words(sale.product))
        )
    if finance.intelligence:
        lines.append(t("sheet.intelligence", amount=finance.intelligence, unit=ruleset.unit))
    lines.append(t("sheet.bankrupt"))
    loans = [_loan_row(loan) for loan in finance.loans]
    return (table("loan rate rounding least step term", loans) + "\n\n" if loans else "") + bullets(lines)


def discounting(band: DiscountBand) -> str:
    """How receivables of a band are discounted; several terms are one amount."""
    terms = t("sheet.comma").join(str(term) for term in band.terms)
    key = "sheet.discount_joined" if len(band.terms) > 1 else "sheet.discount"
    multiple = t("sheet.multiple", multiple=band.multiple) if band.multiple > 1 else ""
    return t(key, terms=terms, rate=rate_words(band.rate), multiple=multiple)


def _early_loans(ruleset: Ruleset) -> list[str]:
    """The kinds of loan counted in quarters that may be taken before the first quarter begins."""
    opened = {*ruleset.year.any_time, *(word for stage in ruleset.year.start for word in stage.open)}
    return [ln.id for ln in ruleset.finance.loans if ln.period == "quarter" and f"borrow_{ln.id}" in opened]


def _orders(ruleset: Ruleset) -> str:
    rule = ruleset.marketing
    unit = ruleset.unit
    priority = " → ".join(t(f"sheet.priority_{name}") for name in rule.priority)
    lines = [
        t("sheet.orders_from", year=rule.orders_from),
        t("sheet.picks", first=rule.first_pick, further=rule.further_pick, unit=unit),
        t("sheet.priority", order=priority),
        t("sheet.markets_at_once", number=rule.markets_at_once),
    ]
    if "leader" in rule.priority:
        lines.append(t("sheet.leader_kept" if rule.leader_keeps_orders else "sheet.leader"))
    if rule.standard_advertising:
        lines.append(t("sheet.standard_advertising", amount=rule.standard_advertising, unit=unit))
    if rule.tender:
        tender = rule.tender
        later = any("tender_fees" in stage.auto for stage in ruleset.year.start)
        when = t("sheet.tender_later" if later else "sheet.tender_at_once")
        lines.append(t("sheet.tender", fee=tender.fee, unit=unit, number=tender.orders_at_once, when=when))
        lines.append(
            t(
                "sheet.tender_value",
                quarter=tender.per_quarter,
                term=tender.per_term,
                price=tender.per_price,
                least=tender.least_price,
                most=tender.most_price,
            )
        )
    return bullets(lines)


def _score(ruleset: Ruleset) -> str:
    bonus = ruleset.score
    lines = [t("sheet.score_formula")]
    if bonus.no_usury:
        lines.append(t("sheet.no_usury", points=bonus.no_usury))
    if bonus.no_discount:
        lines.append(t("sheet.no_discount", points=bonus.no_discount))
    return bullets(lines)


def _notes(ruleset: Ruleset) -> str:
    rows = [
        (f"`{path}`", t(f"sheet.source_{note.source}"), named({"zh": note.zh, "en": note.en}))
        for path, note in ruleset.notes.items()
    ]
    return table("value source note", rows) if rows else ""
