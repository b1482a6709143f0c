"""The game that comes along to be looked at."""

from __future__ import annotations

from pathlib import Path

from sandbox_gui.storage.browse import summary
from sandbox_gui.storage.games import open_game

SAMPLE = Path(__file__).parent.parent / "saves" / "sample"


def test_the_sample_is_whole_finished_and_small() -> None:
    folder, game = open_game(SAMPLE)
    assert folder.difference is None
    assert not folder.unsaved
    assert game.over
    assert game.years == 6
    assert sum(not company.bankrupt for company in game.companies) >= 3
    assert sum(file.stat().st_size for file in SAMPLE.rglob("*") if file.is_file()) < 500_000


def test_the_sample_is_there_to_be_looked_at() -> None:
    found = summary(SAMPLE)
    assert found.problem is None
    assert found.finished
    assert found.people == 0
