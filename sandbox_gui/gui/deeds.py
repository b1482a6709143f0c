"""What a gesture would do, in words: the action, and what it does to cash."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

from ..core.actions import Action
from ..describe import describe
from ..text import item_name, t
from .gestures import Move
from .session import Session
from .words import signed


def deed(session: Session, move: Move) -> str:
    """What a move does, as a button names it; of one that leaves its figure open without any figure."""
    if move.figure:
        return t(f"deed.{type(move.action).__name__}", what=_subject(session, move.action))
    words = describe(session.game, move.action)
    return words[:1].upper() + words[1:]


def _subject(session: Session, action: Action) -> str:
    """What an action with a figure is about: the item of its one quantity, or its kind."""
    values = [getattr(action, field.name) for field in fields(action)]
    names = [value for value in values if isinstance(value, str)]
    names += [name for value in values if isinstance(value, Mapping) for name in value]
    return " ".join(item_name(session.ruleset, name) for name in names)


def effect(session: Session, action: Action) -> str:
    """What an action does to cash, with its sign; nothing where it leaves cash alone or is refused."""
    preview = session.preview(action)
    change = preview.cash_after - preview.cash_before
    return signed(change, session.ruleset.unit) if change else ""
