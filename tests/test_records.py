"""Saved games at the command line: what is verified, what is found, and how a game is told."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sandbox_gui import __main__ as program
from sandbox_gui.core.actions import ACTIONS
from sandbox_gui.core.digest import digest
from sandbox_gui.core.engine import may_act
from sandbox_gui.core.opening import new_game
from sandbox_gui.core.refused import Refused
from sandbox_gui.describe import describe
from sandbox_gui.headless import play_rivals
from sandbox_gui.history import KINDS, Tape, history, kind_of
from sandbox_gui.resources import asset
from sandbox_gui.storage.games import GameSetup, Player, open_game
from sandbox_gui.storage.parcel import pack
from sandbox_gui.storage.schema import schemas
from sandbox_gui.text import set_language
from tests.strategies import likely_action, richer, ruleset, try_action

SETUP = GameSetup("itmc", 7, 2, (Player("甲", "steady"), Player("乙", "steady")))


@pytest.fixture
def played(tmp_path: Path) -> Path:
    """Two years of two rivals."""
    play_rivals(SETUP, tmp_path / "game")
    return tmp_path / "game"


def run(*arguments: object) -> int:
    """The program's exit status."""
    return program.main([str(argument) for argument in arguments])


def test_an_untouched_save_is_verified(played: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("verify", played) == 0
    assert capsys.readouterr().out.startswith("verified")


def in_round(name: str, change: Callable[[dict[str, Any]], None]) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        file = folder / "rounds" / f"{name}.json"
        data = json.loads(file.read_text())
        change(data)
        file.write_text(json.dumps(data))

    return spoil


def equity(data: dict[str, Any]) -> None:
    data["companies"][0]["equity"] += 1


def cash(data: dict[str, Any]) -> None:
    data["companies"][1]["cash"] -= 1


def first_action(data: dict[str, Any]) -> None:
    data["actions"][0]["team"] = 3 - data["actions"][0]["team"]


def state(data: dict[str, Any]) -> None:
    data["state_sha256"] = "f" * 64


def other_decision(folder: Path) -> None:
    log = folder / "log.jsonl"
    log.write_text(log.read_text().replace('"insolvent": false', '"insolvent": true', 1))


def rounds_gone(folder: Path) -> None:
    (folder / "rounds" / "Y1-3-Q3.json").unlink()


def one_too_many(folder: Path) -> None:
    (folder / "rounds" / "Y1-3-Q3.json").rename(folder / "rounds" / "Y3-3-Q3.json")


@pytest.mark.parametrize(
    ("spoil", "where"),
    [
        (in_round("Y1-4-Q4", equity), "Y1-4-Q4 的 companies.1.equity"),
        (in_round("Y2-0-start", cash), "Y2-0-start 的 companies.2.cash"),
        (in_round("Y1-1-Q1", first_action), "Y1-1-Q1 的 actions."),
        (in_round("Y2-5-end", state), "Y2-5-end 的 state_sha256"),
        (other_decision, "Y1-0-start 的 actions.1"),
        (rounds_gone, "Y1-3-Q3 的 file"),
        (one_too_many, "Y1-3-Q3 的 file"),
    ],
)
def test_the_first_changed_figure_is_named(
    played: Path, capsys: pytest.CaptureFixture[str], spoil: Callable[[Path], None], where: str
) -> None:
    spoil(played)
    assert run("verify", played) == 1
    assert where in capsys.readouterr().out


def test_a_decision_that_could_not_have_been_made_is_no_save(
    played: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = played / "log.jsonl"
    log.write_text(log.read_text().replace('"local:P1": ', '"local:P1": 9', 1))
    assert run("verify", played) == 1
    assert "log.jsonl" in capsys.readouterr().out


def test_a_pile_of_homework_is_verified_at_once(
    played: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack(played, tmp_path / "one.sandbox")
    in_round("Y1-4-Q4", equity)(played)
    pack(played, tmp_path / "two.sandbox")
    (tmp_path / "three.sandbox").write_bytes(b"homework")
    files = [tmp_path / f"{name}.sandbox" for name in ("one", "two", "three")]
    assert run("verify", files[0]) == 0
    capsys.readouterr()
    assert run("verify", *files) == 1
    told = capsys.readouterr().out.splitlines()
    assert [line.partition(": ")[0] for line in told] == [str(file) for file in files]
    assert "verified" in told[0]
    assert "companies.1.equity" in told[1]
    assert "three.sandbox 不是一局存档" in told[2]


@pytest.mark.parametrize(("language", "says"), [("zh", "第 2 年 第 3 季"), ("en", "Year 2, quarter 3")])
def test_a_game_is_told_in_both_languages(
    played: Path, capsys: pytest.CaptureFixture[str], language: str, says: str
) -> None:
    try:
        assert run("--language", language, "replay", played) == 0
        told = capsys.readouterr().out
        assert says in told
        assert len(re.findall(r"^ *\d+ ", told, re.M)) == len(open_game(played)[1].history)
        assert run("replay", played, "--team", 2) == 0
        assert "甲" not in capsys.readouterr().out
    finally:
        set_language("zh")


def test_cash_effects_add_up_to_what_a_company_has(played: Path) -> None:
    folder, game = open_game(played)
    found = history(folder.setup, folder.log.line)
    for company in game.companies:
        own = [step for step in found if step.team == company.team]
        assert own[0].before + sum(step.cash for step in own) == company.cash
        assert own[-1].after == company.cash


def test_a_tape_shows_the_game_as_it_was_forward_and_back(played: Path) -> None:
    folder, game = open_game(played)
    tape = Tape(folder.setup, folder.log.line)
    for number in (40, 41, 7, 0, len(game.history)):
        assert tape.go(number).history == game.history[:number]
    assert digest(tape.game) == digest(game)
    for number in (-1, len(game.history) + 1):
        with pytest.raises(Refused, match=r"history\.no_such_step"):
            tape.go(number)


def test_every_decision_is_of_a_kind() -> None:
    named = {kind for kinds in KINDS.values() for kind in kinds}
    assert len(named) == sum(map(len, KINDS.values()))
    machines = {name for name, kind in ACTIONS.items() if kind not in named}
    assert all("Plant" in name or "Line" in name or name == "StartProduction" for name in machines)
    assert {kind_of(action) for action in [ACTIONS["EndStage"](1)]} == {"stage"}


# The schemas


def fits(value: Any, schema: dict[str, Any], root: dict[str, Any]) -> bool:
    """Whether a value is what a schema describes, as far as our schemas go."""
    if "$ref" in schema:
        file, _, path = schema["$ref"].partition("#/$defs/")
        root = schemas()["log"] if file else root
        return fits(value, root["$defs"][path], root)
    if "anyOf" in schema and not any(fits(value, one, root) for one in schema["anyOf"]):
        return False
    if "const" in schema and value != schema["const"]:
        return False
    if "enum" in schema and value not in schema["enum"]:
        return False
    kinds = {
        "object": dict, "array": list, "string": str, "integer": int, "boolean": bool, "null": type(None),
    }  # fmt: skip
    if "type" in schema and type(value) is not kinds[schema["type"]]:
        return False
    if isinstance(value, dict):
        known, more = schema.get("properties", {}), schema.get("additionalProperties", {})
        return all(name in value for name in schema.get("required", ())) and all(
            fits(inner, known.get(name, more), root) for name, inner in value.items()
        )
    return not isinstance(value, list) or all(fits(one, schema.get("items", {}), root) for one in value)


def test_the_schemas_are_those_of_the_code() -> None:
    for kind, schema in schemas().items():
        file = asset("schema", f"{kind}.schema.json")
        assert json.loads(file.read_text()) == schema, "run: python -m sandbox_gui schema"


def test_a_save_is_what_the_schemas_describe(played: Path) -> None:
    found = schemas()
    assert fits(json.loads((played / "game.json").read_text()), found["game"], found["game"])
    for line in (played / "log.jsonl").read_text().splitlines():
        assert fits(json.loads(line), found["log"], found["log"])
    for file in (played / "rounds").iterdir():
        assert fits(json.loads(file.read_text()), found["round"], found["round"])


@pytest.mark.parametrize(
    "line",
    [
        '{"n": 1, "do": "EndStage"}',
        '{"n": "1", "do": "EndStage", "team": 1}',
        '{"n": 1, "do": "Dance", "team": 1}',
    ],
)
def test_a_wrong_line_does_not_fit(line: str) -> None:
    log = schemas()["log"]
    assert not fits(json.loads(line), log, log)


def test_the_schema_command_writes_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("schema", "--out", tmp_path) == 0
    assert len(capsys.readouterr().out.splitlines()) == 3
    for kind, schema in schemas().items():
        assert json.loads((tmp_path / f"{kind}.schema.json").read_text()) == schema


@pytest.mark.parametrize("name", ["zh", "en"])
def test_every_decision_can_be_told(name: str) -> None:
    told: dict[str, str] = {}
    set_language(name)
    try:
        for ruleset_id in ("itmc", "classic", "contest"):
            draw = random.Random(5)
            rules = richer(ruleset(ruleset_id), 1000 * ruleset(ruleset_id).finance.administration)
            game = new_game(rules, 5, ["甲", "乙"], 2)
            for _ in range(1500):
                able = [company.team for company in game.companies if may_act(game, company.team)]
                if not able:
                    break
                action = likely_action(draw, game, draw.choice(able))
                words = describe(game, action)
                assert words
                assert "{" not in words
                if try_action(game, action) is None:
                    told[type(action).__name__] = words
                    assert describe(game, action, after=True)
    finally:
        set_language("zh")
    assert len(told) > 24
    assert {any("一" <= sign <= "鿿" for sign in words) for words in told.values()} == {name == "zh"}
