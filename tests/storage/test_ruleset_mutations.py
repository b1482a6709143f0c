"""A ruleset file with anything in it changed or taken away either plays or is refused with a path."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from strategies import check_books, move_on, random_play

from sandbox_gui.core.engine import may_act
from sandbox_gui.core.opening import new_game
from sandbox_gui.core.ruleset import Ruleset, RulesetError
from sandbox_gui.rulesheet import sheet
from sandbox_gui.storage.rulesets import decode, ruleset_path, shipped_ids
from sandbox_gui.text import sentence

STRANGE: tuple[Any, ...] = (
    None, True, False, 0, 1, 2, 3, 7, -1, 10**6, 10**12, 10**30, 0.5, -2.5, 1e300, "", "P1", "R1", "local",
    "year", "quarter", "25%", "0%", "110% floor", "1/0", "1e99%", "\x00", "长" * 60, "close", "tender_fees",
    "pay_tax", "meeting", "tender", [], [0], [1, 2], ["close"], {}, {"P1": 1}, {"zh": "名"}, {"1": "50%"},
)  # fmt: skip


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place of a JSON value, as its container and the key in it."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield value, key
        yield from places(item)


def mutate(draw: random.Random, data: Any) -> None:
    """Change one value of a ruleset's file: away, renamed, strange, or to another of its own kind."""
    found = list(places(data))
    holder, key = draw.choice(found)
    old = holder[key]
    kind = draw.randrange(10)
    if kind == 0:
        del holder[key]
    elif kind == 1 and isinstance(holder, dict):
        holder[draw.choice([f"{key}s", "other", "P1", "local", "-1", "²"])] = holder.pop(key)
    elif kind == 2:
        holder[key] = draw.choice(STRANGE)
    elif isinstance(old, list):
        holder[key] = draw.choice([old[1:], old[::-1], old + old[-1:], draw.sample(old, len(old)), []])
    elif type(old) in (int, float):
        holder[key] = draw.choice([-old, old + 1, old - 1, old * 2, old * 1000, 0, 1])
    else:
        alike = [other[there] for other, there in found if type(other[there]) is type(old)]
        holder[key] = json.loads(json.dumps(draw.choice(alike)))


def decoded(text: bytes) -> Ruleset | RulesetError:
    """The ruleset, or why there is none; nothing else may come of a file."""
    try:
        return decode(text)
    except RulesetError as error:
        return error


@given(st.sampled_from(shipped_ids()), st.integers(0, 2**32), st.integers(1, 3))
def test_a_changed_ruleset_plays_or_is_refused_with_a_path(name: str, chance: int, changes: int) -> None:
    draw = random.Random(chance)
    data = json.loads(ruleset_path(name).read_bytes())
    for _ in range(changes):
        mutate(draw, data)
    ruleset = decoded(json.dumps(data).encode())
    if isinstance(ruleset, RulesetError):
        assert ruleset.path
        assert ruleset.path in sentence(ruleset)
        return
    assert sheet(ruleset)
    game = new_game(ruleset, draw.randrange(2**32), ["a", "b"], 3)
    check_books(random_play(draw, game, most=150))
    while not game.over:
        able = [company.team for company in game.running if may_act(game, company.team)]
        assert able, "nobody can act"
        move_on(game, able[0], insolvent=True)
    check_books(game)
