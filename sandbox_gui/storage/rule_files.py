"""Where ruleset files lie, and what they are called, without reading the rules in them.

Those that come with the program lie in its assets; a teacher's own lie in a folder of the user's data,
and a game that is played by them keeps a copy in its folder.
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

COPY = "ruleset.json"
"""The copy in a game's folder."""
MOST_BYTES = 1024 * 1024
"""No ruleset is nearly as long: those that ship take 16 kB."""


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


def rules_text(path: Path) -> bytes:
    """What a ruleset file says; refused where it is missing or no ruleset can be so long."""
    text = read_bytes(path)
    if len(text) > MOST_BYTES:
        raise Refused("save.too_large", file=path.name)
    return text


def own_text(ruleset_id: str) -> bytes | None:
    """What a ruleset of the user's own says, for a game to keep; None for one that comes with the program."""
    return None if ruleset_id in shipped_ids() else rules_text(ruleset_path(ruleset_id))


def content_hash(text: bytes) -> str:
    """The SHA-256 by which a save pins its ruleset: of the values, not of the layout."""
    return hashlib.sha256(msgspec.json.encode(msgspec.json.decode(text), order="deterministic")).hexdigest()


def pinned_text(pin: RulesetPin, folder: Path) -> tuple[bytes, bool]:
    """The rules that a save was made under, and whether only its folder has them still.

    Refused where they are neither here nor there. A copy never stands in for rules that come with the
    program: whoever opens a game of those may trust their name.
    """
    try:
        return _installed(pin), False
    except Refused:
        if pin.id in shipped_ids() or not (folder / COPY).exists():
            raise
    if not copy_fits(pin, folder):
        raise Refused("save.damaged", file=COPY, detail="sha256")
    return rules_text(folder / COPY), True


def _installed(pin: RulesetPin) -> bytes:
    text = rules_text(ruleset_path(pin.id))
    found = _hash_or_none(text)
    if found is None:
        raise Refused("save.rules_broken", ruleset=pin.id, path="$")
    if found != pin.sha256:
        raise Refused("save.ruleset", ruleset=pin.id, version=pin.version)
    return text


def copy_fits(pin: RulesetPin, folder: Path) -> bool:
    """Whether a game's copy of its rules is what the save was made under; refused where it is too large."""
    return _hash_or_none(rules_text(folder / COPY)) == pin.sha256


def _hash_or_none(text: bytes) -> str | None:
    try:
        return content_hash(text)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None


@dataclass(frozen=True, slots=True)
class _Head:
    """What is read of a ruleset that is only to be named."""

    name: dict[str, str]


def ruleset_title(ruleset_id: str, folder: Path) -> dict[str, str]:
    """The name by language of the rules of a game in that folder; their id where they cannot be read."""
    copy = folder / COPY
    own = ruleset_id not in shipped_ids() and copy.exists()
    try:
        text = rules_text(copy if own else ruleset_path(ruleset_id))
        return msgspec.json.decode(text, type=_Head).name
    except (Refused, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return {"en": ruleset_id}
