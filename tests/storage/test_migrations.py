"""Archived saves of earlier formats still open, and are brought up to date when they are played on."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from sandbox_gui.core.actions import EndStage, OrderMaterials
from sandbox_gui.core.digest import digest
from sandbox_gui.core.engine import apply
from sandbox_gui.core.refused import Refused
from sandbox_gui.storage.browse import summary
from sandbox_gui.storage.games import open_game
from sandbox_gui.storage.migrations import FORMAT, STEPS

ARCHIVE = Path(__file__).parent.parent / "data"


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """A copy of the archived save of format 1."""
    return Path(shutil.copytree(ARCHIVE / "save-format-1", tmp_path / "game"))


def test_there_is_a_step_and_an_archived_save_for_every_earlier_format() -> None:
    assert sorted(STEPS) == list(range(1, FORMAT))
    assert {f"save-format-{number}" for number in STEPS} == {path.name for path in ARCHIVE.glob("save-*")}


def test_format_1_opens_where_it_stood_and_nothing_is_written(first: Path) -> None:
    before = {file: file.read_bytes() for file in first.rglob("*") if file.is_file()}
    folder, game = open_game(first)
    assert game.history[-1] == OrderMaterials(1, {"R1": 2})
    assert (folder.count, folder.round, game.company(1).cash) == (12, (1, 2), 19)
    assert folder.difference is None
    assert summary(first).problem is None
    assert {file: file.read_bytes() for file in first.rglob("*") if file.is_file()} == before


def test_format_1_is_played_on_in_the_present_format(first: Path) -> None:
    folder, game = open_game(first)
    folder.flush()
    apply(game, EndStage(1))
    folder.record(game, EndStage(1))
    assert json.loads((first / "game.json").read_text())["format"] == FORMAT
    again, same = open_game(first)
    assert digest(same) == digest(game)
    assert again.difference is None
    assert not again.outdated


def test_a_changed_figure_of_an_earlier_format_is_told(first: Path) -> None:
    file = first / "rounds" / "Y1-1-Q1.json"
    file.write_text(file.read_text().replace('"equity": 64', '"equity": 94'))
    difference = open_game(first)[0].difference
    assert difference is not None
    assert (difference.what, difference.saved, difference.replayed) == ("companies.1.equity", "94", "64")


@pytest.mark.parametrize("actions", ["7", "[1]", '{"a": 1}', "null"])
def test_a_damaged_round_of_format_1_is_refused(first: Path, actions: str) -> None:
    (first / "rounds" / "Y1-0-start.json").write_text(f'{{"format": 1, "actions": {actions}}}')
    with pytest.raises(Refused, match=r"save\.damaged"):
        open_game(first)
