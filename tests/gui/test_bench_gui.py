"""`bench gui`: it measures what it says. How fast a machine is is no matter for a test."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from itertools import pairwise

from sandbox_gui.gui.bench_game import LINES, TEAM, TEAMS, YEARS, fullest_game
from sandbox_gui.gui.board import places as p
from sandbox_gui.gui.board.model import table_of
from sandbox_gui.gui.board.moves import moves_between

KEYS = {"frame_ms_p95", "click_ms_p95", "first_paint_ratio", "growth_mb"}


def test_the_window_is_measured_in_one_run() -> None:
    """In a process of its own: it makes an application."""
    command = [sys.executable, "-m", "sandbox_gui", "bench", "gui", "--quick", "--json"]
    run = subprocess.run(command, capture_output=True, text=True, env={**os.environ}, check=True)
    figures = json.loads(run.stdout)
    assert figures.keys() >= KEYS | {"bare_frame_ms_p95", "bare_click_ms_p95"}
    assert all(figures[name] > 0 for name in KEYS - {"growth_mb"})


def test_the_fullest_table_is_full() -> None:
    tables = [table_of(game, game.company(TEAM)) for game in fullest_game()]
    assert {table.header.year for table in tables} == {YEARS}
    assert {table.header.companies for table in tables} == {TEAMS}
    lines = [place for place in tables[-1].places if isinstance(place, p.LinePlace)]
    assert len(lines) == LINES
    assert max(len(moves_between(old, new)) for old, new in pairwise(tables)) >= LINES - 1
