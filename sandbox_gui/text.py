"""Words in the user's language: Chinese first, English complete.

The texts lie in `assets/i18n/<language>/*.json`, one flat file a part of the program; every key stands
in both languages (a test holds that). No Qt here: the command line speaks through it as well.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from .core.refused import Refused
from .resources import asset

if TYPE_CHECKING:
    from .core.ruleset import Ruleset, RulesetError

LANGUAGES = {"zh": "中文", "en": "English"}


class _Chosen:
    language = "zh"


def language() -> str:
    """The language now spoken: ``zh`` or ``en``."""
    return _Chosen.language


def set_language(name: str) -> None:
    """Speak another language from now on; ValueError for one that is not there."""
    if name not in LANGUAGES:
        raise ValueError(name)
    _Chosen.language = name


@cache
def texts(name: str) -> dict[str, str]:
    """All texts of a language by key."""
    found: dict[str, str] = {}
    for path in sorted(asset("i18n", name).glob("*.json")):
        found.update(json.loads(path.read_text(encoding="utf-8")))
    return found


def t(key: str, **facts: object) -> str:
    """The text of a key with its facts filled in; KeyError where the key is not there."""
    words = texts(_Chosen.language)[key]
    return words.format(**facts) if facts else words


def has(key: str) -> bool:
    """Whether there is a text of that key."""
    return key in texts(_Chosen.language)


def named(name: Mapping[str, str]) -> str:
    """A ruleset's name in the language spoken."""
    return name.get(_Chosen.language) or name["en"]


def item_name(ruleset: Ruleset, item: str) -> str:
    """The name of anything that a ruleset lists by id; the id itself where it has no name."""
    lists = (
        ruleset.plants,
        ruleset.lines,
        ruleset.products,
        ruleset.markets,
        ruleset.standards,
        ruleset.finance.loans,
    )
    for items in lists:
        for entry in items:
            if entry.id == item:
                return named(entry.name)
    return item


def stage_name(ruleset: Ruleset, stage: str) -> str:
    """The name of a stage of the year."""
    plan = ruleset.year
    rules = (*plan.start, *plan.quarter, *plan.end)
    return next((named(rule.name) for rule in rules if rule.id == stage), stage)


_NAMED_FACTS = frozenset(
    (
        *("item", "plant", "line", "product", "market", "standard", "kind", "place"),
        *("decision", "operation", "stage"),
    )
)


def sentence(refused: Refused | RulesetError, ruleset: Ruleset | None = None) -> str:
    """The sentence that tells a person why something was refused, with its figures and the money unit."""
    facts: dict[str, object] = {"unit": ruleset.unit if ruleset else ""}
    for name, value in refused.facts.items():
        facts[name] = _fact(ruleset, name, value) if name in _NAMED_FACTS else value
    if not isinstance(refused, Refused):
        facts["path"] = refused.path
    return t(f"refused.{refused.code}", **facts)


def _fact(ruleset: Ruleset | None, name: str, value: object) -> object:
    """A fact in words: identifiers of the ruleset become names."""
    if not isinstance(value, str) or ruleset is None:
        return value
    if name == "stage":
        return stage_name(ruleset, value)
    if name in ("decision", "operation"):
        key = f"{name}.{value}"
        return t(key) if has(key) else value
    return " · ".join(item_name(ruleset, part) for part in value.split(":"))
