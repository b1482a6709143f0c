"""A digest of a game's state: equal states have equal digests, on every machine.

The ruleset enters by id and version; of the journals the balances, the closings and the number of
entries count, for the entries follow from the actions.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields, is_dataclass
from typing import Any

from .actions import Action, to_data
from .game import Game
from .journal import Journal

_LEFT_OUT = frozenset({"book", "catalogue", "calendar", "events", "ruleset", "history"})


def state(game: Game) -> dict[str, Any]:
    """The state as plain data with text keys."""
    data = {"ruleset": [game.ruleset.id, game.ruleset.version]}
    for entry in fields(game):
        if entry.name not in _LEFT_OUT:
            data[entry.name] = _plain(getattr(game, entry.name))
    return data


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, int | str):
        return value
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, set):
        return sorted(value)
    if isinstance(value, Journal):
        return [value.balances, value.closings, len(value.entries)]
    if isinstance(value, Action):
        return to_data(value)
    if is_dataclass(value):
        return {entry.name: _plain(getattr(value, entry.name)) for entry in fields(value)}
    raise TypeError(f"no plain form of {type(value).__name__}")


def digest(game: Game) -> str:
    """The SHA-256 of the state, as hexadecimal text."""
    text = json.dumps(state(game), sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()
