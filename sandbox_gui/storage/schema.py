"""JSON Schemas of a save's files, made from the code that reads them."""

from __future__ import annotations

import json
from inspect import cleandoc
from pathlib import Path
from typing import Any

import msgspec

from ..core.actions import ACTIONS
from .files import write_text
from .games import GameFile
from .rounds import RoundFile

REF = "#/$defs/{name}"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
AT = {"type": "string", "format": "date-time", "description": "The wall clock, for people."}


def schemas() -> dict[str, dict[str, Any]]:
    """The schema of each file of a save by the file's kind: ``game``, ``log`` (of a line), ``round``."""
    found = {
        "game": _with_defs(*msgspec.json.schema_components([GameFile], ref_template=REF)),
        "log": _log(),
        "round": _round(),
    }
    return {kind: _tidied(schema) for kind, schema in found.items()}


def _tidied(value: Any) -> Any:
    """A schema as every version of msgspec writes it: words without indents, no empty defaults."""
    if isinstance(value, list):
        return [_tidied(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        name: cleandoc(inner) if name == "description" and isinstance(inner, str) else _tidied(inner)
        for name, inner in value.items()
        if name != "default" or inner not in ({}, [])
    }


def _with_defs(found: tuple[dict[str, Any], ...], defs: dict[str, Any]) -> dict[str, Any]:
    return {"$schema": DIALECT, **found[0], "$defs": defs}


def _round() -> dict[str, Any]:
    """A round's file; its actions are those of the log."""
    whole = _with_defs(*msgspec.json.schema_components([RoundFile], ref_template=REF))
    whole["$defs"]["RoundFile"]["properties"]["actions"]["items"] = {"$ref": "log.schema.json#/$defs/Action"}
    return whole


def _log() -> dict[str, Any]:
    """A line of the log: an action, a step back, a step forward, or the teacher's switch."""
    number = {"type": "integer", "minimum": 0}
    flag = {"type": "boolean"}
    others: dict[str, dict[str, Any]] = {
        "undo": {"undo": number, "teacher": flag},
        "redo": {"redo": number},
        "teacher": {"teacher": flag},
    }
    rows = [
        {"type": "object", "properties": {**values, "at": AT}, "required": [name, "at"]}
        for name, values in others.items()
    ]
    anyone = {"anyOf": [{"$ref": REF.format(name=name)} for name in ACTIONS]}
    defs = {"Action": anyone, **_actions()}
    lines = [{"$ref": REF.format(name="Action")}, *rows]
    return {"$schema": DIALECT, "title": "A line of log.jsonl", "anyOf": lines, "$defs": defs}


def _actions() -> dict[str, dict[str, Any]]:
    """Every action as the log has it: with its number, its name, and the time."""
    _, defs = msgspec.json.schema_components(ACTIONS.values(), ref_template=REF)
    for name in ACTIONS:
        found = defs[name]
        head = {"n": {"type": "integer", "minimum": 1}, "do": {"const": name}}
        found["properties"] = {**head, **found["properties"], "at": AT}
        found["required"] = ["n", "do", *found.get("required", ())]
    return defs


def write_schemas(folder: Path) -> list[Path]:
    """Write the schemas to a folder; their paths. Refused where it cannot be written."""
    paths = []
    for kind, data in schemas().items():
        path = folder / f"{kind}.schema.json"
        write_text(path, json.dumps(data, ensure_ascii=False, indent=1) + "\n")
        paths.append(path)
    return paths
