"""The hard trials in small: kills, damage and storms. Each is a command with a long form of its own."""

from __future__ import annotations

import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL and no rusage there")


def test_a_killed_game_has_every_confirmed_line() -> None:
    from tests.kill import kill

    assert kill(times=4, seed=2, within=0.3).kills == 4


def test_damaged_saves_load_or_are_refused_with_a_sentence() -> None:
    from tests.damage import damage

    trial = damage(times=80, seed=2)
    assert trial.loaded > 10
    assert sum(trial.refused.values()) > 20


def test_random_actions_break_nothing() -> None:
    from tests.storm import storm

    found = storm(actions=12_000, seed=2)
    assert found.tried == 12_000
    assert len(found.games) > 1
