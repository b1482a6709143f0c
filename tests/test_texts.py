"""The words: both languages say the same things, and everything that needs a name or a sentence has one."""

from __future__ import annotations

import ast
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from sandbox_gui import text
from sandbox_gui.core.actions import ACTIONS
from sandbox_gui.core.refused import Refused
from sandbox_gui.core.year import OPERATIONS, compile_calendar
from sandbox_gui.resources import asset
from sandbox_gui.storage.rulesets import load_ruleset, ruleset_ids

SOURCE = Path(text.__file__).parent
AREAS = sorted(path.name for path in asset("i18n", "zh").glob("*.json"))


def words(language: str, area: str) -> dict[str, str]:
    """A file of texts."""
    return dict(json.loads(asset("i18n", language, area).read_text(encoding="utf-8")))


def placeholders(template: str) -> set[str]:
    """The facts that a text asks for."""
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


@pytest.mark.parametrize("area", AREAS)
def test_both_languages_say_the_same(area: str) -> None:
    chinese, english = words("zh", area), words("en", area)
    assert chinese.keys() == english.keys()
    assert {k for k in chinese if placeholders(chinese[k]) != placeholders(english[k])} == set()
    assert [key for key in chinese if not chinese[key].strip() or not english[key].strip()] == []


@pytest.mark.parametrize("language", text.LANGUAGES)
def test_no_key_stands_twice(language: str) -> None:
    count = Counter(key for area in AREAS for key in words(language, area))
    assert [key for key, number in count.items() if number > 1] == []


def _calls(name: str) -> Iterator[tuple[str, ast.Call]]:
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
                yield path.name, node


VARIABLE = {
    "line.{line.work}": ("line.build", "line.change"),
    "order.{order.state}": ("order.delivered", "order.defaulted"),
    "self.code": (),  # what was refused once and is told again
    "undo.{seen}": ("undo.look", "undo.order", "undo.meeting", "undo.round"),
    "code": ("product.unknown", "market.unknown", "standard.unknown"),
}
"""The codes that are put together when a refusal is raised."""


def _codes(node: ast.expr) -> tuple[str, ...]:
    if isinstance(node, ast.Constant):
        return (str(node.value),)
    known = ast.unparse(node).removeprefix("f").strip("'\"")
    return VARIABLE[known]


def raised() -> Iterator[tuple[str, set[str]]]:
    """Every refusal that the source can raise: its code and the names of its facts."""
    for _, call in _calls("Refused"):
        facts = {keyword.arg for keyword in call.keywords if keyword.arg}
        for code in _codes(call.args[0]):
            yield code, facts | {"unit"}
    for _, call in _calls("RulesetError"):
        if isinstance(call.args[1], ast.Constant):
            yield str(call.args[1].value), {keyword.arg or "" for keyword in call.keywords} | {"unit", "path"}
    for _, call in _calls("_require"):
        assert isinstance(call.args[2], ast.Constant)
        facts = {keyword.arg or "" for keyword in call.keywords}
        yield f"ruleset.{call.args[2].value}", facts | {"unit", "path"}


@pytest.mark.parametrize("language", text.LANGUAGES)
def test_every_refusal_has_a_sentence(language: str) -> None:
    sentences = text.texts(language)
    found = list(raised())
    assert len(found) > 100
    assert sorted({code for code, _ in found if f"refused.{code}" not in sentences}) == []
    asked = [(code, placeholders(sentences[f"refused.{code}"]) - facts) for code, facts in found]
    assert [(code, missing) for code, missing in asked if missing] == []


@pytest.mark.parametrize("language", text.LANGUAGES)
def test_every_decision_and_operation_has_a_name(language: str) -> None:
    known = words(language, "refused.json")
    opened = {kind.DECISION for kind in ACTIONS.values()}
    for ruleset in ruleset_ids():
        for stage in compile_calendar(load_ruleset(ruleset)[0]):
            opened |= stage.open
    assert sorted(word for word in opened if f"decision.{word}" not in known) == []
    assert sorted(name for name in OPERATIONS if f"operation.{name}" not in known) == []


def test_a_refusal_is_told_with_names_and_figures() -> None:
    rules = load_ruleset("itmc")[0]
    refused = Refused("cash.short", need=8, cash=5, missing=3)
    assert text.sentence(refused, rules) == "还差 3M：现金 5M，需 8M。"
    closed = Refused("stage.closed", decision="deliver", stage="operations", quarter=2)
    assert "deliver" not in text.sentence(closed, rules)
    assert "operations" not in text.sentence(closed, rules)
