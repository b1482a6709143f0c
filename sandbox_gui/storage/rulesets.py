"""Ruleset files: found by id, decoded with the path of what is wrong, pinned by a content hash."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from ..core.money import Rate
from ..core.refused import Refused
from ..core.ruleset import Ruleset, RulesetError
from ..core.ruleset_check import check
from .rule_files import content_hash, rules_text, ruleset_path, shipped_ids, user_files


def _decode_rate(kind: type, value: Any) -> Any:
    """A rate as it is written; msgspec adds the path to the error."""
    if kind is not Rate:
        raise NotImplementedError(kind)
    if not isinstance(value, str):
        raise TypeError("Expected a share such as `25%` or `1/7`")
    return Rate.parse(value)


def decode(text: bytes) -> Ruleset:
    """A ruleset from JSON text; RulesetError names the path of the first wrong value."""
    try:
        ruleset = msgspec.json.decode(text, type=Ruleset, dec_hook=_decode_rate)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        message, _, path = str(error).partition(" - at `$")
        raise RulesetError(path.strip("`.") or "$", "ruleset.malformed", detail=message) from error
    for path in _unread(msgspec.json.decode(text), msgspec.to_builtins(ruleset, enc_hook=str), ""):
        raise RulesetError(path, "ruleset.unknown_field")
    check(ruleset)
    return ruleset


def _unread(written: Any, read: Any, path: str) -> Iterator[str]:
    """The paths of what a file says and the ruleset does not know: most often a misspelt field."""
    if isinstance(written, Mapping) and isinstance(read, Mapping):
        for key, value in written.items():
            below = f"{path}.{key}".lstrip(".")
            if key in read:
                yield from _unread(value, read[key], below)
            else:
                yield below
    elif isinstance(written, Sequence) and isinstance(read, Sequence) and not isinstance(written, str):
        for index, (value, known) in enumerate(zip(written, read, strict=True)):
            yield from _unread(value, known, f"{path}[{index}]")


def ruleset_ids() -> list[str]:
    """The rulesets that can be played: those that come with the program, then the user's own."""
    return [*shipped_ids(), *(path.stem for path in user_files() if not _trouble(path))]


def broken_rulesets() -> dict[Path, RulesetError | Refused]:
    """The user's own ruleset files that cannot be played, and why."""
    tried = {path: _trouble(path) for path in user_files()}
    return {path: trouble for path, trouble in tried.items() if trouble}


def load_ruleset(ruleset_id: str) -> tuple[Ruleset, str]:
    """A ruleset by id with its content hash; refused where there is none of that name."""
    return ruleset_from(rules_text(ruleset_path(ruleset_id)), ruleset_id)


def ruleset_from(text: bytes, ruleset_id: str) -> tuple[Ruleset, str]:
    """The ruleset of that id from its file's text, with its content hash."""
    ruleset, content = _read(text)
    if ruleset.id != ruleset_id:
        raise RulesetError("id", "ruleset.id_is_file_name", name=ruleset.id, file=f"{ruleset_id}.json")
    return ruleset, content


@lru_cache(maxsize=64)
def _read(text: bytes) -> tuple[Ruleset, str]:
    return decode(text), content_hash(text)


def _trouble(path: Path) -> RulesetError | Refused | None:
    """Why a ruleset file of the user's own cannot be played, if so."""
    if path.stem in shipped_ids():
        return RulesetError("id", "ruleset.id_taken", name=path.stem)
    try:
        load_ruleset(path.stem)
    except (RulesetError, Refused) as trouble:
        return trouble
    return None
