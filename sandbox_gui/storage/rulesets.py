"""Ruleset files: found by id, decoded with the path of what is wrong, pinned by a content hash."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from ..core.money import Rate
from ..core.refused import Refused
from ..core.ruleset import Ruleset, RulesetError
from ..core.ruleset_check import check
from ..resources import asset


def _decode_rate(kind: type, value: Any) -> Any:
    if kind is Rate and isinstance(value, str):
        return Rate.parse(value)
    raise NotImplementedError(kind)


def decode(text: bytes) -> Ruleset:
    """A ruleset from JSON text; RulesetError names the path of the first wrong value."""
    try:
        ruleset = msgspec.json.decode(text, type=Ruleset, dec_hook=_decode_rate)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        message, _, path = str(error).partition(" - at `$")
        raise RulesetError(path.strip("`.") or "$", "ruleset.malformed", detail=message) from error
    check(ruleset)
    return ruleset


def content_hash(text: bytes) -> str:
    """The SHA-256 by which a save pins its ruleset: of the values, not of the layout."""
    return hashlib.sha256(msgspec.json.encode(msgspec.json.decode(text), order="deterministic")).hexdigest()


def ruleset_ids() -> list[str]:
    """The rulesets that come with the program, the default one first."""
    found = sorted(path.stem for path in asset("rules").glob("*.json"))
    return sorted(found, key=lambda name: name != "itmc")


def ruleset_path(ruleset_id: str) -> Path:
    """The file of a ruleset, or a refusal."""
    if ruleset_id not in ruleset_ids():
        raise Refused("ruleset.unknown", ruleset=ruleset_id[:40])
    return asset("rules", f"{ruleset_id}.json")


@cache
def load_ruleset(ruleset_id: str) -> tuple[Ruleset, str]:
    """A ruleset by id with its content hash; refused where there is none of that name."""
    text = ruleset_path(ruleset_id).read_bytes()
    return decode(text), content_hash(text)
