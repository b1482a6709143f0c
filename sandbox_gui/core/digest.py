"""A digest of a game's state: equal states have equal digests, on every machine.

What counts are the fields by which two games compare. The ruleset enters by id and version; of the
journals the balances, the closings and the number of entries count, for the entries follow from the
actions. What stands at its default does not count, so that a new field leaves the digests of older games
as they are.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from typing import Any

from .game import Game
from .journal import Journal
from .ruleset import Ruleset


def state(game: Game) -> dict[str, Any]:
    """The state as plain data with text keys."""
    data: dict[str, Any] = json.loads(_text(game))
    return data


def digest(game: Game) -> str:
    """The SHA-256 of the state, as hexadecimal text."""
    return hashlib.sha256(_text(game).encode()).hexdigest()


def _text(game: Game) -> str:
    return json.dumps(game, default=_plain, sort_keys=True, separators=(",", ":"), check_circular=False)


def _plain(value: Any) -> Any:
    """What JSON does not know by itself, one level deep."""
    if isinstance(value, Journal):
        return [value.balances, value.closings, len(value.entries)]
    if isinstance(value, Ruleset):
        return [value.id, value.version]
    if isinstance(value, set):
        return sorted(value)
    kind: Any = type(value)
    counted, by_year = _counted(kind)
    data = {name: found for name, usual in counted if (found := getattr(value, name)) != usual}
    for name in by_year & data.keys():
        data[name] = {str(year): item for year, item in data[name].items()}
    return data


@cache
def _counted(kind: type) -> tuple[tuple[tuple[str, Any], ...], frozenset[str]]:
    """The fields of a dataclass that count, each with its default, and those of them told by year.

    Their keys must be text before they are sorted, for text sorts otherwise than numbers.
    """
    if not is_dataclass(kind):
        raise TypeError(f"no plain form of {kind.__name__}")
    counted = [entry for entry in fields(kind) if entry.compare]
    by_year = (entry.name for entry in counted if str(entry.type).startswith("dict[int,"))
    return tuple((entry.name, _usual(entry)) for entry in counted), frozenset(by_year)


def _usual(entry: Field[Any]) -> Any:
    """A field's default; where it has none, what equals nothing else."""
    return entry.default if entry.default_factory is MISSING else entry.default_factory()
