"""Where ruleset files lie, and what they are called, without reading the rules in them.

Those that come with the program lie in its assets; a teacher's own lie in a folder of the user's data.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import msgspec

from ..core.refused import Refused
from ..resources import asset, user_rules_dir
from .files import read_bytes
from .setup import RulesetPin


def shipped_ids() -> list[str]:
    """The rulesets that come with the program, the default one first."""
    found = sorted(path.stem for path in asset("rules").glob("*.json"))
    return sorted(found, key=lambda name: name != "itmc")


def user_files() -> list[Path]:
    """The user's own ruleset files, whether they can be played or not."""
    return sorted(path for path in user_rules_dir().glob("*.json") if path.is_file())


def ruleset_path(ruleset_id: str) -> Path:
    """The file of a ruleset, or a refusal."""
    if ruleset_id in shipped_ids():
        return asset("rules", f"{ruleset_id}.json")
    path = user_rules_dir() / f"{ruleset_id}.json"
    if path not in user_files():
        raise Refused("ruleset.unknown", ruleset=ruleset_id[:40])
    return path


def content_hash(text: bytes) -> str:
    """The SHA-256 by which a save pins its ruleset: of the values, not of the layout."""
    return hashlib.sha256(msgspec.json.encode(msgspec.json.decode(text), order="deterministic")).hexdigest()


def check_pin(pin: RulesetPin) -> None:
    """Refuse a save that was made under rules that are not here, or not the same any more."""
    text = read_bytes(ruleset_path(pin.id))
    try:
        same = content_hash(text) == pin.sha256
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise Refused("save.rules_broken", ruleset=pin.id, path="$") from error
    if not same:
        raise Refused("save.ruleset", ruleset=pin.id, version=pin.version)


@dataclass(frozen=True, slots=True)
class _Head:
    """What is read of a ruleset that is only to be named."""

    name: dict[str, str]


def ruleset_title(ruleset_id: str) -> dict[str, str]:
    """A ruleset's name by language; its id where the file cannot be read."""
    try:
        return msgspec.json.decode(read_bytes(ruleset_path(ruleset_id)), type=_Head).name
    except (Refused, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return {"en": ruleset_id}
