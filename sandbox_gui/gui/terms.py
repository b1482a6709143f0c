"""The terms of the field: in which order they are listed, what they are in figures, where they are met."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from ..core.ruleset import Development, LineType, PlantType, Ruleset
from ..search import closeness, initials
from ..text import named, t, texts
from .words import bill, money

TERMS: tuple[str, ...] = tuple(
    key.removeprefix("term.") for key in texts("zh") if key.startswith("term.") and not key.endswith(".text")
)
"""All terms in the order of their file: from the table over making and selling to money and results."""

PLACES: Mapping[str, str] = {
    "cash": "cash_budget",
    "loan:long": "long_loan",
    "loan:short": "short_loan",
    "loan": "usury",
    "receivable": "receivables",
    "plant": "plant",
    "plant_new": "plant",
    "slot": "installation",
    "line": "line",
    "material": "material",
    "ordered": "lead_time",
    "goods": "goods",
    "order": "delivery",
    "market": "market_development",
    "standard": "iso",
    "product": "research",
    "pot:tax": "tax",
    "pot:interest": "finance_cost",
    "pot:discount": "discounting",
    "pot:maintenance": "maintenance",
    "pot:changeover": "changeover",
    "pot:rent": "rent",
    "pot:administration": "administration",
    "pot:advertising": "advertising",
    "pot:depreciation": "depreciation",
    "pot:losses": "loss",
}
"""The term that explains a place of the board, by its id or its kind."""

COMMANDS: Mapping[str, str] = {
    "advertise": "advertising",
    "meeting": "order_selection",
    "borrow": "long_loan",
    "order_materials": "material",
    "add_plant": "plant",
    "build_line": "installation",
    "continue_line": "installation",
    "convert_line": "changeover",
    "sell_line": "salvage",
    "start_production": "cycle",
    "deliver": "delivery",
    "develop": "research",
    "manage_plant": "plant",
    "discount": "discounting",
    "buy_emergency": "emergency",
    "sell_stock": "stock_sale",
    "spy": "intelligence",
    "page_board": "table",
    "page_forecast": "forecast",
    "page_meeting": "order_meeting",
    "page_statements": "balance",
    "page_ranking": "score",
    "page_history": "history",
}
"""The term that explains a decision or a page."""


def term_of_place(place: str) -> str:
    """The term that explains a place of the board, or nothing."""
    parts = place.split(":")
    return PLACES.get(":".join(parts[:2])) or PLACES.get(parts[0], "")


def term_name(term: str) -> str:
    """A term in the language spoken."""
    return t(f"term.{term}")


def other_name(term: str, language: str) -> str:
    """The term in the other language, for those who know only that one."""
    return texts("en" if language == "zh" else "zh")[f"term.{term}"]


def found(query: str) -> list[str]:
    """The terms that fit what somebody typed: their names in both languages, initials, explanation."""
    rows = [(closeness(query, _names(term)), term) for term in TERMS]
    return [term for near, term in sorted(rows, key=lambda row: -row[0]) if near]


def _names(term: str) -> tuple[str, ...]:
    chinese, english = texts("zh")[f"term.{term}"], texts("en")[f"term.{term}"]
    return chinese, initials(chinese), english, term


# In figures


def figures(term: str, rules: Ruleset) -> list[str]:
    """What a term is in figures under a ruleset, a line each; empty for terms without figures."""
    return _FIGURES[term](rules) if term in _FIGURES else []


def _lines(key: str, rows: Iterable[Mapping[str, object]]) -> list[str]:
    return [t(f"glossary.{key}", **row) for row in rows]


def _plants(rules: Ruleset) -> list[str]:
    unit = rules.unit
    rows = (
        {"name": named(p.name), "price": money(p.price, unit), "rent": money(p.rent, unit), "slots": p.slots}
        for p in rules.plants
    )
    return _lines("plant", rows)


def _rents(rules: Ruleset) -> list[str]:
    rows = ({"name": named(p.name), "rent": money(p.rent, rules.unit)} for p in rules.plants)
    return _lines("rent", rows)


def _installation(rules: Ruleset) -> list[str]:
    rows = (
        {
            "name": named(one.name),
            "payments": one.instalments,
            "cost": money(one.price // one.instalments, rules.unit),
        }
        for one in rules.lines
    )
    return _lines("install", rows)


def _cycles(rules: Ruleset) -> list[str]:
    return _lines("cycle", ({"name": named(one.name), "quarters": one.cycle} for one in rules.lines))


def _changes(rules: Ruleset) -> list[str]:
    def change(quarters: int, cost: int) -> str:
        if not quarters and not cost:
            return t("line.change_free")
        return t("line.change_cost", quarters=quarters, cost=money(cost, rules.unit))

    rows = (
        {"name": named(one.name), "change": change(one.change_quarters, one.change_cost)}
        for one in rules.lines
    )
    return _lines("change", rows)


def _of_lines(field: str) -> Callable[[Ruleset], list[str]]:
    def figure(rules: Ruleset) -> list[str]:
        rows = (
            {"name": named(one.name), "amount": money(getattr(one, field), rules.unit)} for one in rules.lines
        )
        return _lines("amount", rows)

    return figure


def _leads(rules: Ruleset) -> list[str]:
    rows = (
        {"name": one.id, "quarters": one.lead, "price": money(one.price, rules.unit)}
        for one in rules.materials
    )
    return _lines("lead", rows)


def _bills(rules: Ruleset) -> list[str]:
    return _lines("amount", ({"name": named(p.name), "amount": bill(rules, p.id)} for p in rules.products))


def _processing(rules: Ruleset) -> list[str]:
    rows = ({"name": named(p.name), "amount": money(p.processing, rules.unit)} for p in rules.products)
    return _lines("amount", rows)


def _instalments(items: Sequence[Development], rules: Ruleset) -> list[str]:
    rows = (
        {"name": named(one.name), "payments": one.payments, "cost": money(one.cost, rules.unit)}
        for one in items
        if one.payments
    )
    return _lines("instalments", rows)


def _loans(account: str) -> Callable[[Ruleset], list[str]]:
    def figure(rules: Ruleset) -> list[str]:
        rows = (
            {
                "name": named(rule.name),
                "rate": rule.rate.words(),
                "term": t(f"loan.up_to_{rule.period}", terms=rule.terms),
                "step": money(rule.step, rules.unit),
            }
            for rule in rules.finance.loans
            if rule.account == account
        )
        return _lines("loan", rows)

    return figure


def _limits(rules: Ruleset) -> list[str]:
    kinds = {rule.id: named(rule.name) for rule in rules.finance.loans}
    return [
        t("rules.limit", kinds=" + ".join(kinds[kind] for kind in limit.kinds), times=limit.times)
        for limit in rules.finance.limits
    ]


def _discounts(rules: Ruleset) -> list[str]:
    return [
        t(
            "rules.discount",
            terms=" ".join(map(str, band.terms)),
            rate=band.rate.words(),
            multiple=band.multiple,
        )
        for band in rules.finance.discount
    ]


def _emergency(rules: Ruleset) -> list[str]:
    one = rules.finance.emergency
    return [t("rules.emergency", material=one.material, product=one.product)] if one else []


def _stock_sale(rules: Ruleset) -> list[str]:
    one = rules.finance.stock_sale
    return [t("rules.stock_sale", material=one.material.words(), product=one.product.words())] if one else []


def _picks(rules: Ruleset) -> list[str]:
    marketing, unit = rules.marketing, rules.unit
    first, further = money(marketing.first_pick, unit), money(marketing.further_pick, unit)
    return [t("rules.picks", first=first, further=further)]


def _priority(rules: Ruleset) -> list[str]:
    ranks = " → ".join(t(f"rules.priority_{name}") for name in rules.marketing.priority)
    return [t("rules.priority", ranks=ranks)]


def _leader(rules: Ruleset) -> list[str]:
    return [t("glossary.leader_yes" if "leader" in rules.marketing.priority else "glossary.leader_no")]


def _default(rules: Ruleset) -> list[str]:
    return [rules.finance.penalty.words(), t(f"rules.late_{rules.marketing.late_delivery}")]


def _points(rules: Ruleset) -> list[str]:
    rights: tuple[Development, ...] = (*rules.markets, *rules.standards, *rules.products)
    things: tuple[PlantType | LineType | Development, ...] = (*rules.plants, *rules.lines, *rights)
    return _lines("scores", ({"name": named(one.name), "points": one.points} for one in things if one.points))


def _intelligence(rules: Ruleset) -> list[str]:
    fee = rules.finance.intelligence
    return [t("glossary.intelligence", amount=money(fee, rules.unit))] if fee else []


_FIGURES: Mapping[str, Callable[[Ruleset], list[str]]] = {
    "plant": _plants,
    "rent": _rents,
    "line": _of_lines("price"),
    "installation": _installation,
    "cycle": _cycles,
    "changeover": _changes,
    "maintenance": _of_lines("maintenance"),
    "salvage": _of_lines("salvage"),
    "material": _leads,
    "lead_time": _leads,
    "bom": _bills,
    "processing": _processing,
    "research": lambda rules: _instalments(rules.products, rules),
    "market_development": lambda rules: _instalments(rules.markets, rules),
    "iso": lambda rules: _instalments(rules.standards, rules),
    "long_loan": _loans("long_loans"),
    "short_loan": _loans("short_loans"),
    "usury": _loans("special_loans"),
    "credit_limit": _limits,
    "discounting": _discounts,
    "administration": lambda rules: [
        t("glossary.quarterly", amount=money(rules.finance.administration, rules.unit))
    ],
    "tax": lambda rules: [rules.finance.tax.words()],
    "advertising": _picks,
    "order_selection": _priority,
    "leader": _leader,
    "default": _default,
    "emergency": _emergency,
    "stock_sale": _stock_sale,
    "score": _points,
    "intelligence": _intelligence,
}
