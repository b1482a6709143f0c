"""Why rivals decided as they did: what of it is kept, goes with a step back, and travels."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sandbox_gui.core.actions import EndStage
from sandbox_gui.core.engine import apply
from sandbox_gui.core.refused import Refused
from sandbox_gui.storage import reasons
from sandbox_gui.storage.games import GameFolder, GameSetup, Mode, Player, start_game
from sandbox_gui.storage.parcel import pack, unpack
from sandbox_gui.storage.reasons import FILE, Reasons, Told

MARKET = Told(4, 2, 1, 0, "market", {"market": "regional", "points": 10})
LINE = Told(6, 2, 1, 1, "line", {"count": 1, "line": "auto", "product": "P1", "margin": 3})
OTHER = replace(MARKET, n=6, team=3)


@pytest.fixture
def kept(tmp_path: Path) -> Reasons:
    """Three reasons of two teams, after six actions."""
    kept = Reasons(tmp_path)
    kept.follow(1, [])
    assert not (tmp_path / FILE).exists()
    kept.follow(4, [MARKET])
    kept.follow(6, [LINE, OTHER])
    return kept


def test_reasons_are_there_when_a_game_is_opened_again(kept: Reasons, tmp_path: Path) -> None:
    again = Reasons(tmp_path)
    assert again.of(2, 6) == kept.of(2, 6) == [MARKET, LINE]
    assert again.of(3, 6) == [OTHER]
    assert again.of(1, 6) == []


def test_reasons_go_with_a_step_back_and_come_again_with_a_step_forward(
    kept: Reasons, tmp_path: Path
) -> None:
    assert kept.of(2, 5) == [MARKET]
    assert kept.of(2, 6) == [MARKET, LINE]
    kept.follow(5, [])  # another way than before: there is no step forward any more
    assert kept.of(2, 99) == Reasons(tmp_path).of(2, 99) == [MARKET]
    assert kept.of(3, 99) == []


def test_what_has_been_said_is_not_kept_twice(kept: Reasons, tmp_path: Path) -> None:
    again = Reasons(tmp_path)
    again.follow(9, [replace(MARKET, n=9), replace(LINE, n=9, quarter=2)])
    assert [row.quarter for row in again.of(2, 9)] == [0, 1, 2]


def test_lines_that_cannot_be_read_are_left_out(kept: Reasons, tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_bytes(b'\xff\n[1]\n{"n": "x"}\n' + path.read_bytes()[:-20])
    again = Reasons(tmp_path)
    assert again.of(2, 6) == [MARKET, LINE]
    again.follow(7, [replace(OTHER, n=7)])
    assert path.read_text(encoding="utf-8") == MARKET.line + LINE.line + replace(OTHER, n=7).line


def test_what_the_disk_does_not_take_is_written_with_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise Refused("save.full", path=str(tmp_path))

    kept = Reasons(tmp_path)
    with monkeypatch.context() as patched:
        patched.setattr(reasons, "append_bytes", full)
        kept.follow(4, [MARKET])
    assert kept.of(2, 4) == [MARKET]
    assert not (tmp_path / FILE).exists()
    kept.follow(5, [])
    assert Reasons(tmp_path).of(2, 4) == [MARKET]
    (tmp_path / "away").mkdir()
    kept.move_to(tmp_path / "away")
    assert Reasons(tmp_path / "away").of(2, 4) == [MARKET]


@pytest.mark.parametrize(
    ("mode", "over", "told"),
    [
        ("practice", False, True),
        ("class", False, False),
        ("contest", False, False),
        ("contest", True, True),
    ],
)
def test_a_parcel_tells_no_more_than_the_table(tmp_path: Path, mode: Mode, over: bool, told: bool) -> None:
    setup = GameSetup("itmc", 7, 1, (Player("晨星"), Player("远航", "steady")), mode)
    folder, game = GameFolder.create(setup, tmp_path / "game"), start_game(setup)
    while over and not game.over:
        for team in (1, 2):
            apply(game, EndStage(team))
            folder.record(game, EndStage(team))
    Reasons(folder.path).follow(4, [MARKET])
    pack(folder.path, tmp_path / "game.sandbox")
    unpack(tmp_path / "game.sandbox", tmp_path / "there")
    assert Reasons(tmp_path / "there").of(2, 4) == ([MARKET] if told else [])
