"""What makes a ruleset unplayable: found on load, with the path of the value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from .actions import ACTIONS
from .journal import INCOME
from .ruleset import Opening, Ruleset, RulesetError, StageRule
from .ruleset_bounds import LONG, check_bounds
from .year import OPERATIONS


class _Listed(Protocol):
    @property
    def id(self) -> str: ...


def check(ruleset: Ruleset) -> None:
    """Refuse a ruleset with missing or contradictory values: RulesetError names the first."""
    check_bounds(ruleset)
    _check_ids(ruleset)
    _check_lines(ruleset)
    _check_products(ruleset)
    _check_finance(ruleset)
    _check_plan(ruleset)
    _check_demand(ruleset)
    _check_opening(ruleset, ruleset.opening)


def _require(condition: bool, path: str, code: str, **facts: str | int) -> None:
    if not condition:
        raise RulesetError(path, f"ruleset.{code}", **facts)


def _known(item: str, names: Iterable[str], path: str) -> None:
    _require(item in set(names), path, "unknown_name", name=item)


def _check_ids(ruleset: Ruleset) -> None:
    lists: dict[str, Sequence[_Listed]] = {
        "plants": ruleset.plants, "lines": ruleset.lines, "materials": ruleset.materials,
        "products": ruleset.products, "markets": ruleset.markets, "standards": ruleset.standards,
        "finance.loans": ruleset.finance.loans,
    }  # fmt: skip
    for path, items in lists.items():
        ids = [item.id for item in items]
        _require(bool(ids) or path in ("standards", "finance.loans"), path, "empty")
        for index, name in enumerate(ids):
            _require(name not in ids[:index], f"{path}[{index}].id", "duplicate", name=name)
    together: list[_Listed] = [*ruleset.products, *ruleset.markets, *ruleset.standards, *ruleset.materials]
    shared = [item.id for item in together]
    for name in shared:
        _require(shared.count(name) == 1, "products", "duplicate", name=name)


def _check_lines(ruleset: Ruleset) -> None:
    for index, line in enumerate(ruleset.lines):
        _require(line.instalments <= max(1, line.install), f"lines[{index}].payments", "too_many_payments")
        rule = line.depreciation
        one = (rule.amount is None) != (rule.share is None)
        _require(one, f"lines[{index}].depreciation", "amount_or_share")


def _check_products(ruleset: Ruleset) -> None:
    parts = {product.id: product.bom for product in ruleset.products}
    materials = {material.id for material in ruleset.materials}
    for index, product in enumerate(ruleset.products):
        for item in product.bom:
            _known(item, materials | set(parts), f"products[{index}].bom.{item}")
        _require(not _contains(parts, product.id, product.id), f"products[{index}].bom", "made_of_itself")


def _contains(parts: Mapping[str, Mapping[str, int]], item: str, wanted: str, depth: int = 0) -> bool:
    """Whether a product's bill of materials reaches `wanted`."""
    bom = parts.get(item, {})
    if depth > len(parts):
        return False
    return wanted in bom or any(_contains(parts, part, wanted, depth + 1) for part in bom)


def _check_finance(ruleset: Ruleset) -> None:
    finance = ruleset.finance
    kinds = {loan.id for loan in finance.loans}
    for index, loan in enumerate(finance.loans):
        _require(loan.least_terms <= loan.terms, f"finance.loans[{index}].least_terms", "too_many_terms")
        limited = any(loan.id in limit.kinds for limit in finance.limits)
        _require(limited, f"finance.loans[{index}].id", "no_limit", name=loan.id)
    for index, limit in enumerate(finance.limits):
        for kind in limit.kinds:
            _known(kind, kinds, f"finance.limits[{index}].kinds")
    seen: set[int] = set()
    for index, band in enumerate(finance.discount):
        for term in band.terms:
            _require(term not in seen, f"finance.discount[{index}].terms", "duplicate", name=str(term))
            seen.add(term)


def _check_plan(ruleset: Ruleset) -> None:
    plan = ruleset.year
    stages = _stages(ruleset)
    for part in ("start", "quarter", "end"):
        _require(bool(getattr(plan, part)), f"year.{part}", "empty")
    ids = [stage.id for _, stage in stages]
    for (path, stage), index in zip(stages, range(len(ids)), strict=True):
        _require(stage.id not in ids[:index], f"{path}.id", "duplicate", name=stage.id)
    _check_words(ruleset, stages)
    first = plan.start[0]
    _require(not first.auto and not first.waits, "year.start[0]", "must_begin_quietly")
    last = plan.end[-1].auto[-1:] == ("close",)
    _require(last and sum(stage.auto.count("close") for _, stage in stages) == 1, "year.end", "must_close")
    _check_steps(ruleset)
    _check_meetings(ruleset, stages)


def _stages(ruleset: Ruleset) -> list[tuple[str, StageRule]]:
    """Every stage of the plan with its path."""
    plan = ruleset.year
    parts = (("start", plan.start), ("quarter", plan.quarter), ("end", plan.end))
    return [(f"year.{part}[{n}]", stage) for part, rules in parts for n, stage in enumerate(rules)]


def _check_words(ruleset: Ruleset, stages: list[tuple[str, StageRule]]) -> None:
    """Operations and decisions of the plan must be known ones."""
    words = {kind.DECISION for kind in ACTIONS.values()} | {f"borrow_{ln.id}" for ln in ruleset.finance.loans}
    for path, stage in stages:
        for name in stage.auto:
            _known(name, OPERATIONS, f"{path}.auto")
        for name in stage.open:
            _known(name, words, f"{path}.open")
        for name in stage.only:
            _known(name, (*stage.auto, *stage.open), f"{path}.only")
    for name in ruleset.year.any_time:
        _known(name, words, "year.any_time")


EVERY_QUARTER = ("move_production", "finish_lines", "receive_materials", "collect_receivables")


def _check_steps(ruleset: Ruleset) -> None:
    """What moves each quarter must move once in it; loans must be repaid, and in one way only."""
    quarter = [name for stage in ruleset.year.quarter for name in stage.auto if name not in stage.only]
    for name in EVERY_QUARTER:
        _require(quarter.count(name) == 1, "year.quarter", "once", name=name)
    named = [name for _, stage in _stages(ruleset) for name in stage.auto]
    apart = [name in named for name in ("yearly_interest", "yearly_principal")]
    together = "repay_yearly_loans" in named
    if any(loan.period == "year" for loan in ruleset.finance.loans):
        _require(all(apart) or together, "year", "no_repayment", name="repay_yearly_loans")
    _require(not (any(apart) and together), "year", "paid_twice", name="repay_yearly_loans")
    if any(loan.period == "quarter" for loan in ruleset.finance.loans):
        _require("repay_quarterly_loans" in named, "year", "no_repayment", name="repay_quarterly_loans")


def _check_meetings(ruleset: Ruleset, stages: list[tuple[str, StageRule]]) -> None:
    """Meetings are at the year's start; tender stage, tender rule and tender fees go together."""
    meets = [stage.waits for stage in ruleset.year.start if stage.waits]
    for path, stage in stages:
        _require(not stage.waits or path.startswith("year.start"), f"{path}.waits", "waits_at_start")
    _require(meets.count("meeting") == 1, "year.start", "no_meeting")
    _require(meets.count("tender") <= 1, "year.start", "duplicate", name="tender")
    rule = ruleset.marketing.tender
    _require(rule is not None or "tender" not in meets, "marketing.tender", "empty")
    if rule is not None:
        path = "marketing.tender.least_price"
        _require("tender" in meets, "marketing.tender", "no_tender_stage")
        _require(rule.least_price <= rule.most_price, path, "out_of_range", least=0, most=rule.most_price)
    _check_fees(ruleset, stages)


def _check_fees(ruleset: Ruleset, stages: list[tuple[str, StageRule]]) -> None:
    """A step for tender fees comes once, at the year's start, after the tender."""
    tendered = False
    for path, stage in stages:
        fees = stage.auto.count("tender_fees")
        once = tendered and fees == 1 and path.startswith("year.start")
        _require(not fees or once, f"{path}.auto", "fees_after_tender")
        tendered = not fees and (tendered or stage.waits == "tender")


def _check_demand(ruleset: Ruleset) -> None:
    demand = ruleset.demand
    for name in ("quantities", "terms", "due"):
        _require(sum(getattr(demand, name)) > 0, f"demand.{name}", "bad_weights")
    _require(len(demand.due) == 4, "demand.due", "four_quarters")
    for path in ("quantities", "terms"):
        _require(len(getattr(demand, path)) <= LONG, f"demand.{path}", "bad_weights")
    tables = {"cells": demand.cells, "standards": demand.standards, "tenders": demand.tenders}
    for path, table in tables.items():
        for year in table:
            known = year.isascii() and year.isdecimal() and len(year) <= 3
            _require(known, f"demand.{path}.{year}", "unknown_name", name=year)
    for year in demand.tenders:
        tendering = ruleset.marketing.tender is not None
        _require(tendering, f"demand.tenders.{year}", "no_tender_stage")
    _check_cells(ruleset)


def _check_cells(ruleset: Ruleset) -> None:
    """The demand tables speak of the ruleset's own markets, products and standards."""
    markets = {market.id for market in ruleset.markets}
    products = {product.id for product in ruleset.products}
    standards = {standard.id for standard in ruleset.standards}
    for year, row in ruleset.demand.cells.items():
        for market, cells in row.items():
            _known(market, markets, f"demand.cells.{year}.{market}")
            for product in cells:
                _known(product, products, f"demand.cells.{year}.{market}.{product}")
    for year, shares in ruleset.demand.standards.items():
        for standard in shares:
            _known(standard, standards, f"demand.standards.{year}")


def _check_opening(ruleset: Ruleset, opening: Opening) -> None:
    materials = {material.id: material.lead for material in ruleset.materials}
    products = {product.id for product in ruleset.products}
    slots = {plant.id: plant.slots for plant in ruleset.plants}
    for name in opening.plants:
        _known(name, slots, "opening.plants")
    for index, name in enumerate(opening.plants):
        number = sum(line.plant == index for line in opening.lines)
        _require(number <= slots[name], f"opening.plants[{index}]", "too_many_lines", slots=slots[name])
    for index, line in enumerate(opening.lines):
        _known(line.line, (kind.id for kind in ruleset.lines), f"opening.lines[{index}].line")
        _known(line.product, products, f"opening.lines[{index}].product")
        _require(0 <= line.plant < len(opening.plants), f"opening.lines[{index}].plant", "no_such_plant")
        cycle = next(kind.cycle for kind in ruleset.lines if kind.id == line.line)
        _require(0 <= line.cell <= cycle, f"opening.lines[{index}].cell", "out_of_range", least=0, most=cycle)
    for name in opening.materials:
        _known(name, materials, "opening.materials")
    for name, coming in opening.ordered.items():
        _known(name, materials, "opening.ordered")
        _require(len(coming) <= materials[name], f"opening.ordered.{name}", "beyond_lead_time")
    for name in opening.goods:
        _known(name, products, "opening.goods")
    for index, loan in enumerate(opening.loans):
        _known(loan.kind, (rule.id for rule in ruleset.finance.loans), f"opening.loans[{index}].kind")
    names = {item.id for item in (*ruleset.products, *ruleset.markets, *ruleset.standards)}
    for name in opening.held:
        _known(name, names, "opening.held")
    for name in opening.last_year:
        _known(name, (account.name.lower() for account in INCOME), "opening.last_year")
    _require(_opening_total(ruleset) == 0, "opening", "unbalanced", amount=_opening_total(ruleset))


def _opening_total(ruleset: Ruleset) -> int:
    """Assets less liabilities and equity of the opening position; it must be zero."""
    opening = ruleset.opening
    prices = {material.id: material.price for material in ruleset.materials}
    parts = {product.id: product for product in ruleset.products}

    def cost(item: str) -> int:
        if item in prices:
            return prices[item]
        return parts[item].processing + sum(cost(p) * n for p, n in parts[item].bom.items())

    plants = {plant.id: plant.price for plant in ruleset.plants}
    total = opening.cash + sum(opening.receivables)
    total += sum(line.net + (cost(line.product) if line.cell else 0) for line in opening.lines)
    total += sum(cost(item) * n for item, n in (*opening.goods.items(), *opening.materials.items()))
    total += sum(plants[name] for name in opening.plants)
    total -= sum(loan.amount for loan in opening.loans) + opening.tax + opening.capital + opening.retained
    return total + sum(opening.last_year.values())
