"""The bounds of every number, rate, id and name that a ruleset holds, wherever it stands in the file.

One table by class and field; a walk over the whole ruleset holds each value against it, so that no
number in a list or a table goes unchecked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from .money import Rate
from .ruleset import (
    BorrowingLimit,
    Demand,
    DemandCell,
    Depreciation,
    Development,
    DiscountBand,
    Emergency,
    Finance,
    LineType,
    LoanRule,
    Marketing,
    Material,
    Opening,
    OpeningLine,
    OpeningLoan,
    PlantRules,
    PlantType,
    Product,
    Ruleset,
    RulesetError,
    Score,
    StageRule,
    TenderRule,
)

MOST = 10_000_000
"""No amount of money in a ruleset is larger."""
MANY = 10_000
"""No count, factor or number of points is larger."""
LONG = 40
"""No wait is longer, in quarters or years."""

Bounds = Mapping[str, tuple[int, int]]

_money, _number, _some, _wait = (0, MOST), (0, MANY), (1, MANY), (0, LONG)
_development: Bounds = {"payments": _wait, "cost": _money, "points": _number}

BOUNDS: dict[type, Bounds] = {
    PlantType: {"price": _money, "rent": _money, "slots": _some, "points": _number},
    Depreciation: {"amount": _money, "minimum": _money, "years": (1, LONG), "down_to": _money},
    LineType: {
        "price": _money, "install": _wait, "payments": _wait, "cycle": (1, LONG), "change_quarters": _wait,
        "change_cost": _money, "maintenance": _money, "salvage": (-MOST, MOST), "points": _number,
    },
    Material: {"price": _money, "lead": (1, LONG)},
    Development: _development,
    Product: {**_development, "bom": _some, "processing": _money},
    LoanRule: {"step": (1, MOST), "minimum": _money, "least_terms": (1, LONG), "terms": (1, LONG)},
    BorrowingLimit: {"times": _number},
    DiscountBand: {"terms": (1, LONG), "multiple": (1, MOST)},
    PlantRules: {"most": _some, "most_of_a_kind": _some, "sale_term": (1, LONG)},
    Emergency: {"material": _some, "product": _some},
    Finance: {"administration": _money, "intelligence": _money},
    TenderRule: {
        "fee": _money, "orders_at_once": _some, "per_quarter": _number, "per_term": _number,
        "per_price": _number, "least_price": _number, "most_price": _number,
    },
    Marketing: {
        "first_pick": (1, MOST), "further_pick": (1, MOST), "standard_advertising": _money,
        "markets_at_once": _some, "orders_from": (1, LONG),
    },
    DemandCell: {"units": _number, "price": _money},
    Demand: {"teams": _some, "quantities": _number, "terms": _number, "due": _number},
    StageRule: {"only": (1, 4)},
    OpeningLine: {"plant": _number, "net": _money, "charges": _wait, "cell": _wait},
    OpeningLoan: {"amount": (1, MOST), "left": (1, LONG)},
    Opening: {
        "cash": _money, "capital": _money, "receivables": _money, "tax": _money, "retained": (-MOST, MOST),
        "materials": _number, "ordered": _number, "goods": _number, "last_year": (-MOST, MOST),
    },
    Score: {"no_usury": _number, "no_discount": _number},
    Ruleset: {"version": _some, "years": (1, 30)},
}  # fmt: skip
"""The least and the most of a number, of each number where the field holds several."""


def check_bounds(ruleset: Ruleset) -> None:
    """Refuse the first value that is out of bounds: RulesetError names its path."""
    for path, value, bounds in _values(ruleset, "", None):
        if isinstance(value, Rate):
            _require(value.numerator <= value.denominator, path, "out_of_range", least=0, most="100%")
        elif isinstance(value, str):
            _check_id(value, path)
        elif bounds:
            low, high = bounds
            _require(value >= low, path, "too_small", value=_shown(value), least=low)
            _require(value <= high, path, "too_large", value=_shown(value), most=high)


def _require(condition: bool, path: str, code: str, **facts: str | int) -> None:
    if not condition:
        raise RulesetError(path, f"ruleset.{code}", **facts)


def _check_id(name: str, path: str) -> None:
    good = 0 < len(name) <= 40 and name.isprintable() and name == name.strip() and ":" not in name
    _require(good, path, "bad_id", name=name[:40])


def _shown(value: float) -> str:
    return str(value)[:20]


Found = tuple[str, int | float | Rate | str, tuple[int, int] | None]


def _values(value: object, path: str, bounds: tuple[int, int] | None) -> Iterator[Found]:
    """Every number with its bounds, every rate and every id below a value, with their paths."""
    if isinstance(value, Rate | int | float) and not isinstance(value, bool):
        yield path, value, bounds
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _values(item, f"{path}.{key}", bounds)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _values(item, f"{path}[{index}]", bounds)
    elif is_dataclass(value):
        known = BOUNDS.get(type(value), {})
        for entry in fields(value):
            item, below = getattr(value, entry.name), f"{path}.{entry.name}".lstrip(".")
            if entry.name == "id":
                yield below, item, None
            elif entry.name == "name":
                _check_name(item, below)
            else:
                yield from _values(item, below, known.get(entry.name))


def _check_name(name: Mapping[str, str], path: str) -> None:
    """A name must be there in both languages."""
    for language in ("zh", "en"):
        _require(bool(name.get(language, "").strip()), path, "no_name", name=language)
