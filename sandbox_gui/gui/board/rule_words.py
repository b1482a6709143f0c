"""The rule behind each place, in the ruleset's own numbers: what the rule sheet says of it."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from ...core.ruleset import BorrowingLimit, LoanRule, Ruleset
from ...rulesheet import depreciation, discounting, rate_words
from ...text import item_name, named, t
from . import places as p
from .names import place_name
from .words import describe, money, periods


def rules(place: p.Place, ruleset: Ruleset) -> list[str]:
    """The rules that hold for a place, a sentence each, in the language now spoken."""
    return [words for words in _RULES[type(place)](place, ruleset) if words]


def explanation(place: p.Place, ruleset: Ruleset) -> str:
    """A place as a tooltip shows it: its name, what lies there, and the rules behind it."""
    parts = [f"<b>{escape(place_name(place))}</b>", f"<div>{escape(describe(place))}</div>"]
    parts += [f"<div style='margin-top: 4px'>{escape(words)}</div>" for words in rules(place, ruleset)]
    return "".join(parts)


def _cash(place: p.Cash, ruleset: Ruleset) -> list[str]:
    return [t("sheet.bankrupt")]


def _plant(place: p.PlantPlace, ruleset: Ruleset) -> list[str]:
    rule = ruleset.plant_rules
    if not place.owned:
        return [t(f"sheet.rent_{rule.rent}"), t(f"sheet.rent_to_buy_{rule.rent_to_buy}"),
                t(f"sheet.empty_rented_{rule.empty_rented}")]  # fmt: skip
    return [
        t("sheet.plant_sale", term=rule.sale_term),
        t("sheet.plant_sale_lines" if rule.sale_with_lines else "sheet.plant_sale_empty"),
    ]


def _new_plant(place: p.NewPlant, ruleset: Ruleset) -> list[str]:
    rule = ruleset.plant_rules
    return [t("sheet.plant_most", most=rule.most, kind=rule.most_of_a_kind), t(f"sheet.rent_{rule.rent}")]


def _line(place: p.LinePlace, ruleset: Ruleset) -> list[str]:
    kind = ruleset.lines[place.type_index]
    change = t("rule.change_free")
    if kind.change_quarters or kind.change_cost:
        facts = {"when": periods(kind.change_quarters, False), "cost": money(kind.change_cost, ruleset.unit)}
        change = t("rule.change", **facts)
    own = t(
        "rule.line", cycle=periods(kind.cycle, False), change=change,
        salvage=money(kind.salvage, ruleset.unit), depreciation=depreciation(kind.depreciation),
    )  # fmt: skip
    ready = t("sheet.line_ready") if place.work else ""
    return [own, ready, t("sheet.line_idle"), t(f"sheet.line_sale_{ruleset.finance.line_sale}")]


def _slot(place: p.Slot, ruleset: Ruleset) -> list[str]:
    kinds = [
        t(
            "rule.slot", line=named(kind.name), price=money(kind.price, ruleset.unit),
            install=periods(kind.install, False), cycle=periods(kind.cycle, False),
        )
        for kind in ruleset.lines
    ]  # fmt: skip
    return [*kinds, t("sheet.line_ready")]


def _material(place: p.Material | p.OrderNote, ruleset: Ruleset) -> list[str]:
    return [t("rule.order_free"), _emergency(ruleset), _stock_sale(ruleset)]


def _goods(place: p.Goods, ruleset: Ruleset) -> list[str]:
    return [_emergency(ruleset), _stock_sale(ruleset)]


def _emergency(ruleset: Ruleset) -> str:
    rule = ruleset.finance.emergency
    return t("sheet.emergency", material=rule.material, product=rule.product) if rule else ""


def _stock_sale(ruleset: Ruleset) -> str:
    rule = ruleset.finance.stock_sale
    return (
        t("sheet.stock_sale", material=rate_words(rule.material), product=rate_words(rule.product))
        if rule
        else ""
    )


def _order(place: p.OrderPlace, ruleset: Ruleset) -> list[str]:
    late = t(f"sheet.late_{ruleset.marketing.late_delivery}")
    return [t("rule.deliver"), _penalty(ruleset), late]


def _penalty(ruleset: Ruleset) -> str:
    return t("sheet.penalty", rate=rate_words(ruleset.finance.penalty))


def _loan(place: p.LoanRow | p.LoanCell, ruleset: Ruleset) -> list[str]:
    rule = next(one for one in ruleset.finance.loans if one.id == place.id.split(":")[1])
    step = t(
        "rule.loan", least=money(max(rule.minimum, rule.step), ruleset.unit),
        step=money(rule.step, ruleset.unit), terms=_terms(rule),
    )  # fmt: skip
    limits = [limit for limit in ruleset.finance.limits if rule.id in limit.kinds]
    return [step, *(_limit(ruleset, limit) for limit in limits)]


def _limit(ruleset: Ruleset, limit: BorrowingLimit) -> str:
    kinds = " + ".join(item_name(ruleset, kind) for kind in limit.kinds)
    return t("sheet.limit", kinds=kinds, times=limit.times)


def _terms(rule: LoanRule) -> str:
    longest = periods(rule.terms, rule.period == "year")
    return longest if rule.least_terms == rule.terms else f"{rule.least_terms}–{longest}"


def _receivable(place: p.Receivable, ruleset: Ruleset) -> list[str]:
    bands = [band for band in ruleset.finance.discount if place.quarters in band.terms]
    return [t("rule.receivable"), *(discounting(band) for band in bands)]


def _pot(place: p.Pot, ruleset: Ruleset) -> list[str]:
    found = _POTS.get(place.name)
    return found(ruleset) if found else []


def _tax(ruleset: Ruleset) -> list[str]:
    return [t("sheet.tax", rate=rate_words(ruleset.finance.tax))]


def _administration(ruleset: Ruleset) -> list[str]:
    return [t("sheet.administration", amount=ruleset.finance.administration, unit=ruleset.unit)]


def _advertising(ruleset: Ruleset) -> list[str]:
    rule = ruleset.marketing
    picks = t("sheet.picks", first=rule.first_pick, further=rule.further_pick, unit=ruleset.unit)
    return [picks, t("sheet.markets_lapse") if rule.markets_lapse else ""]


def _rent(ruleset: Ruleset) -> list[str]:
    return [t(f"sheet.rent_{ruleset.plant_rules.rent}")]


def _interest(ruleset: Ruleset) -> list[str]:
    rates = [f"{named(rule.name)} {rule.rate.words()}" for rule in ruleset.finance.loans]
    return [t("sheet.comma").join(rates)]


def _discounts(ruleset: Ruleset) -> list[str]:
    return [discounting(band) for band in ruleset.finance.discount]


def _maintenance(ruleset: Ruleset) -> list[str]:
    fees = [f"{named(kind.name)} {money(kind.maintenance, ruleset.unit)}" for kind in ruleset.lines]
    return [t("rule.maintenance", fees=t("sheet.comma").join(fees))]


def _changeover(ruleset: Ruleset) -> list[str]:
    return [t("sheet.line_idle")]


def _losses(ruleset: Ruleset) -> list[str]:
    return [_penalty(ruleset), t(f"sheet.line_sale_{ruleset.finance.line_sale}"), _emergency(ruleset)]


def _depreciation(ruleset: Ruleset) -> list[str]:
    return [f"{named(kind.name)}: {depreciation(kind.depreciation)}" for kind in ruleset.lines]


_POTS: dict[str, Callable[[Ruleset], list[str]]] = {
    "tax": _tax,
    "interest": _interest,
    "discount": _discounts,
    "maintenance": _maintenance,
    "changeover": _changeover,
    "rent": _rent,
    "administration": _administration,
    "advertising": _advertising,
    "losses": _losses,
    "depreciation": _depreciation,
}


def _development(place: p.Development, ruleset: Ruleset) -> list[str]:
    lapse = place.what == "market" and ruleset.marketing.markets_lapse
    return [t("sheet.rights"), t("sheet.markets_lapse") if lapse else ""]


_RULES: dict[type, Callable[[Any, Ruleset], list[str]]] = {
    p.Cash: _cash,
    p.PlantPlace: _plant,
    p.NewPlant: _new_plant,
    p.LinePlace: _line,
    p.Slot: _slot,
    p.Material: _material,
    p.OrderNote: _material,
    p.Goods: _goods,
    p.OrderPlace: _order,
    p.LoanRow: _loan,
    p.LoanCell: _loan,
    p.Receivable: _receivable,
    p.Pot: _pot,
    p.Development: _development,
}
