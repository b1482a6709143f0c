"""What makes a ruleset unplayable: found on load, with the path of the value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from .actions import ACTIONS
from .journal import Account
from .ruleset import Opening, Ruleset, RulesetError
from .year import OPERATIONS


class _Listed(Protocol):
    @property
    def id(self) -> str: ...


def check(ruleset: Ruleset) -> None:
    """Refuse a ruleset with missing or contradictory values: RulesetError names the first."""
    _check_ids(ruleset)
    _check_numbers(ruleset)
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
            _require(bool(name) and name not in ids[:index], f"{path}[{index}].id", "duplicate", name=name)
            _require(":" not in name, f"{path}[{index}].id", "bad_id", name=name)
    together: list[_Listed] = [*ruleset.products, *ruleset.markets, *ruleset.standards, *ruleset.materials]
    shared = [item.id for item in together]
    for name in shared:
        _require(shared.count(name) == 1, "products", "duplicate", name=name)


def _check_numbers(ruleset: Ruleset) -> None:
    names = ("price", "rent", "install", "change_quarters", "change_cost", "maintenance", "payments", "cost")
    least = {**dict.fromkeys((*names, "processing", "points"), 0), "slots": 1, "cycle": 1, "lead": 1}
    for path in ("plants", "lines", "materials", "products", "markets", "standards"):
        for index, item in enumerate(getattr(ruleset, path)):
            for name, bound in least.items():
                value = getattr(item, name, bound)
                _require(value >= bound, f"{path}[{index}].{name}", "too_small", least=bound, value=value)
    for index, line in enumerate(ruleset.lines):
        _require(line.instalments <= max(1, line.install), f"lines[{index}].payments", "too_many_payments")
        rule = line.depreciation
        one = (rule.amount is None) != (rule.share is None)
        _require(one, f"lines[{index}].depreciation", "amount_or_share")
    rules = ruleset.plant_rules
    for name in ("most", "most_of_a_kind", "sale_term"):
        _require(getattr(rules, name) >= 1, f"plant_rules.{name}", "too_small", least=1, value=0)
    _require(1 <= ruleset.years <= 30, "years", "out_of_range", least=1, most=30)
    _require(ruleset.version >= 1, "version", "too_small", least=1, value=ruleset.version)


def _check_products(ruleset: Ruleset) -> None:
    parts = {product.id: product.bom for product in ruleset.products}
    materials = {material.id for material in ruleset.materials}
    for index, product in enumerate(ruleset.products):
        for item, number in product.bom.items():
            path = f"products[{index}].bom.{item}"
            _known(item, materials | set(parts), path)
            _require(number >= 1, path, "too_small", least=1, value=number)
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
        for name in ("step", "least_terms", "terms"):
            value = getattr(loan, name)
            _require(value >= 1, f"finance.loans[{index}].{name}", "too_small", least=1, value=value)
        limited = any(loan.id in limit.kinds for limit in finance.limits)
        _require(limited, f"finance.loans[{index}].id", "no_limit", name=loan.id)
    for index, limit in enumerate(finance.limits):
        for kind in limit.kinds:
            _known(kind, kinds, f"finance.limits[{index}].kinds")
    seen: list[int] = []
    for index, band in enumerate(finance.discount):
        _require(band.multiple >= 1, f"finance.discount[{index}].multiple", "too_small", least=1, value=0)
        twice = set(seen) & set(band.terms)
        _require(not twice, f"finance.discount[{index}].terms", "duplicate", name=str(twice))
        seen += band.terms
    marketing = ruleset.marketing
    _require(marketing.first_pick >= 1, "marketing.first_pick", "too_small", least=1, value=0)
    _require(marketing.further_pick >= 1, "marketing.further_pick", "too_small", least=1, value=0)
    _require(marketing.markets_at_once >= 1, "marketing.markets_at_once", "too_small", least=1, value=0)


def _check_plan(ruleset: Ruleset) -> None:
    words = {kind.DECISION for kind in ACTIONS.values()} | {f"borrow_{ln.id}" for ln in ruleset.finance.loans}
    plan = ruleset.year
    for part in ("start", "quarter", "end"):
        stages = getattr(plan, part)
        _require(bool(stages), f"year.{part}", "empty")
        for index, stage in enumerate(stages):
            path = f"year.{part}[{index}]"
            for name in stage.auto:
                _known(name, OPERATIONS, f"{path}.auto")
            for name in stage.open:
                _known(name, words, f"{path}.open")
            for name in stage.only:
                _known(name, (*stage.auto, *stage.open), f"{path}.only")
    for name in plan.any_time:
        _known(name, words, "year.any_time")
    first = plan.start[0]
    _require(not first.auto and not first.waits, "year.start[0]", "must_begin_quietly")
    closes = [stage.auto[-1:] == ("close",) for stage in plan.end]
    _require(closes[-1] and closes.count(True) == 1, "year.end", "must_close")
    meets = any(stage.waits == "meeting" for stage in plan.start)
    _require(meets, "year.start", "no_meeting")


def _check_demand(ruleset: Ruleset) -> None:
    demand = ruleset.demand
    _require(demand.teams >= 1, "demand.teams", "too_small", least=1, value=demand.teams)
    for name in ("quantities", "terms", "due"):
        weights = getattr(demand, name)
        _require(sum(weights) > 0 and min(weights) >= 0, f"demand.{name}", "bad_weights")
    _require(len(demand.due) == 4, "demand.due", "four_quarters")
    for year in demand.tenders:
        tendering = any(stage.waits == "tender" for stage in ruleset.year.start)
        _require(tendering, f"demand.tenders.{year}", "no_tender_stage")
        _require(ruleset.marketing.tender is not None, "marketing.tender", "empty")
    markets = {market.id for market in ruleset.markets}
    products = {product.id for product in ruleset.products}
    for year, row in demand.cells.items():
        _require(year.isdecimal(), f"demand.cells.{year}", "unknown_name", name=year)
        for market, cells in row.items():
            _known(market, markets, f"demand.cells.{year}.{market}")
            for product, cell in cells.items():
                path = f"demand.cells.{year}.{market}.{product}"
                _known(product, products, path)
                _require(cell.units >= 0 and cell.price >= 0, path, "too_small", least=0, value=cell.units)
    standards = {standard.id for standard in ruleset.standards}
    for year, shares in demand.standards.items():
        for standard in shares:
            _known(standard, standards, f"demand.standards.{year}")


def _check_opening(ruleset: Ruleset, opening: Opening) -> None:
    materials = {material.id: material.lead for material in ruleset.materials}
    products = {product.id for product in ruleset.products}
    for name in opening.plants:
        _known(name, (plant.id for plant in ruleset.plants), "opening.plants")
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
        _known(name, (account.name.lower() for account in Account), "opening.last_year")
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
