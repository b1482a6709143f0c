"""A decision in words: what it does, and what it does to cash."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

from ..core.actions import Action
from ..text import item_name, t
from .session import Session
from .words import signed


def deed(session: Session, action: Action) -> str:
    """What an action does, short enough for a button: ``Build Automatic · P2``."""
    facts: dict[str, object] = {}
    for field in fields(action):
        value = getattr(action, field.name)
        facts[field.name] = item_name(session.ruleset, value) if isinstance(value, str) else value
        if isinstance(value, Mapping):
            facts["items"] = t("board.join").join(_part(session, item) for item in value)
    if "plant" in facts and (plant := session.company.plant(_whole(facts["plant"]))):
        facts["plant"] = item_name(session.ruleset, plant.type)
    return t(f"deed.{type(action).__name__}", **facts)


def _part(session: Session, item: str) -> str:
    """An item of a list; ``local:P1`` is a product in a market."""
    return " · ".join(item_name(session.ruleset, part) for part in item.split(":"))


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0


def effect(session: Session, action: Action) -> str:
    """What an action does to cash, with its sign; nothing where it leaves cash alone or is refused."""
    preview = session.preview(action)
    change = preview.cash_after - preview.cash_before
    return signed(change, session.ruleset.unit) if change else ""
