"""An action in words: what a team decided, with names and figures, as menus, history and replay say it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

from .core.actions import Action, EndStage
from .core.game import Company, Game
from .core.ruleset import Ruleset
from .text import item_name, stage_name, t

_MONEY = frozenset({"amount", "price", "total"})


def describe(game: Game, action: Action, after: bool = False) -> str:
    """What an action decides, in words: of a game in which it is to be taken, or `after` it was."""
    company = game.company(action.team)
    rules = game.ruleset
    facts = _machine(company, rules, action)
    facts |= {entry.name: _value(rules, entry.name, getattr(action, entry.name)) for entry in fields(action)}
    facts |= _order(game, facts.get("order", "")) | _plant(company, rules, action)
    if isinstance(action, EndStage):
        return _end(game, company, after)
    return t(f"act.{type(action).__name__}", **facts)


def _end(game: Game, company: Company, after: bool) -> str:
    """The end of a stage; afterwards the company stands in the next one, and which it was is not known."""
    if after:
        return t("act.EndStage")
    return t("act.EndStage.named", stage=stage_name(game.ruleset, game.stage(company).rule.id))


def _value(rules: Ruleset, name: str, value: object) -> str:
    """A value of an action in words: quantities by item, places as names, money with its unit."""
    if isinstance(value, Mapping):
        unit = rules.unit if name == "amounts" else ""
        sign = " " if unit else "×"
        rows = (f"{_named(rules, key)}{sign}{number}{unit}" for key, number in value.items() if number)
        return t("act.and").join(rows) or "0"
    if isinstance(value, tuple):
        parts = (t("act.term", term=term, amount=n) for term, n in enumerate(value, 1) if n)
        return t("act.and").join(parts)
    return f"{value}{rules.unit}" if name in _MONEY else _named(rules, str(value))


def _named(rules: Ruleset, name: str) -> str:
    return " ".join(item_name(rules, part) for part in name.split(":"))


def _order(game: Game, name: str) -> dict[str, str]:
    """What stands on an order's card."""
    order = game.orders.get(name)
    if order is None:
        return {"card": name}
    facts = {"market": _named(game.ruleset, order.market), "product": _named(game.ruleset, order.product)}
    total = f"{order.total}{game.ruleset.unit}"
    return {"card": t("act.card", order=name, quantity=order.quantity, total=total, **facts)}


def _machine(company: Company, rules: Ruleset, action: Action) -> dict[str, str]:
    """What the line makes that an action names by its number."""
    number = getattr(action, "line", None)
    line = company.line(number) if isinstance(number, int) else None
    return {"product": _named(rules, line.product) if line else ""}


def _plant(company: Company, rules: Ruleset, action: Action) -> dict[str, str]:
    """The plant that an action names by its number, with its type while it stands."""
    number = getattr(action, "plant", None)
    plant = company.plant(number) if isinstance(number, int) else None
    return {"plant": f"{_named(rules, plant.type)} {plant.no}"} if plant else {}
