"""Tournaments: seats rotate, figures add up, and Ctrl-C keeps what is done."""

from __future__ import annotations

import json
import os
import signal
import statistics
import subprocess
import sys

import pytest

from sandbox_gui import tournament
from sandbox_gui.__main__ import main
from sandbox_gui.core.score import standings
from sandbox_gui.headless import play_rivals
from sandbox_gui.storage.games import GameSetup, Player
from sandbox_gui.tournament import Seat, character, gather, level, play_game, setups, summaries

PLAN = GameSetup("itmc", 1, 1, tuple(Player(f"T{n}", "steady") for n in (1, 2, 3)))
SMALL = ("tournament", "--teams", "2", "--years", "1")
RUN = """
import signal, sys
from sandbox_gui.__main__ import main
signal.signal(signal.SIGINT, signal.default_int_handler)  # the tests may run where it is ignored
sys.exit(main(sys.argv[1:]))
"""


def test_the_players_move_on_by_a_seat_with_each_seed() -> None:
    plan = GameSetup("itmc", 1, 6, tuple(Player("x", kind) for kind in ("a", "b", "c")))
    games = setups(plan, range(5, 9))
    assert [game.seed for game in games] == [5, 6, 7, 8]
    assert ["".join(p.kind for p in game.players) for game in games] == ["abc", "bca", "cab", "abc"]
    assert {game.years for game in games} == {6}


def test_a_game_is_the_one_that_simulate_plays() -> None:
    game = play_rivals(PLAN, None)
    seats = play_game(PLAN)
    assert sorted(seat.score for seat in seats) == sorted(place.score or 0 for place in standings(game))
    assert sum(seat.won for seat in seats) >= 1


def test_figures_by_level_and_by_character() -> None:
    seats = [
        Seat("expert:leader", 100, True, False), Seat("expert:hunter", 60, False, False),
        Seat("novice", 0, False, True), Seat("novice", 20, True, False),
    ]  # fmt: skip
    found = summaries(seats, level)
    assert list(found) == ["expert", "novice"]
    assert (found["expert"].mean, found["expert"].spread) == (80.0, statistics.stdev([100, 60]))
    novice = found["novice"]
    assert (novice.seats, novice.mean, novice.wins, novice.bankrupt) == (2, 10.0, 1, 1)
    assert list(summaries(seats, character)) == ["leader", "hunter"]
    assert summaries(seats, character)["hunter"].spread == 0.0


def test_whoever_has_the_most_points_has_won_and_nobody_where_all_are_bankrupt(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    places = standings(play_rivals(PLAN, None))
    tied = [type(p)(p.team, p.name, 50, 0, 50, "") for p in places]
    monkeypatch.setattr(tournament, "standings", lambda game: tied)
    assert [seat.won for seat in play_game(PLAN)] == [True] * 3
    fallen = [type(p)(p.team, p.name, -5, 0, None, "Y1Q2") for p in places]
    monkeypatch.setattr(tournament, "standings", lambda game: fallen)
    assert [(seat.won, seat.bankrupt, seat.score) for seat in play_game(PLAN)] == [(False, True, 0)] * 3


def test_ctrl_c_keeps_what_is_done() -> None:
    told = []

    def tell(over: int) -> None:
        told.append(over)
        if over == 2:
            raise KeyboardInterrupt

    seats, over, interrupted = gather(setups(PLAN, range(9)), 1, tell)
    assert (told, over, interrupted) == ([1, 2], 2, True)
    assert len(seats) == 6


def test_the_command_as_json_and_as_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*SMALL, "--seeds", "3", "--jobs", "1", "--json"]) == 0
    out, err = capsys.readouterr()
    data = json.loads(out)
    assert (data["games"], data["of"], data["character"]) == (3, 3, {})
    assert set(data["level"]["steady"]) == {"seats", "mean", "spread", "wins", "bankrupt"}
    assert data["level"]["steady"]["seats"] == 6
    assert err.splitlines() == ["1/3", "2/3", "3/3"]
    assert main([*SMALL, "--seeds", "3", "--jobs", "1"]) == 0
    out = capsys.readouterr().out
    assert f"{data['level']['steady']['mean']:.1f}" in out


@pytest.mark.parametrize(
    "wrong",
    [("--players", "steady,clever"), ("--players", ""), ("--seeds", "0"), ("--jobs", "0"), ("--teams", "0"),
     ("--teams", "61"), ("--years", "0"), ("--ruleset", "none"), ("--orders", "none.csv")],
)  # fmt: skip
def test_what_cannot_be_played_is_refused_before_anything_starts(
    wrong: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["tournament", *wrong]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="signals to a group of processes")
def test_processes_give_the_same_figures_and_ctrl_c_stops_them_all(
    capsys: pytest.CaptureFixture[str],
) -> None:
    command = [sys.executable, "-c", RUN, *SMALL, "--jobs", "2", "--json", "--seeds"]
    whole = subprocess.run([*command, "3"], capture_output=True, text=True, check=True)
    assert main([*SMALL, "--jobs", "1", "--json", "--seeds", "3"]) == 0
    assert json.loads(whole.stdout) == json.loads(capsys.readouterr().out)
    with subprocess.Popen(
        [*command, "2000"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as running:
        assert running.stderr
        assert running.stderr.readline() == "1/2000\n"
        os.killpg(running.pid, signal.SIGINT)  # as a terminal does: to the workers too
        out, err = running.communicate(timeout=60)
    assert running.returncode == tournament.INTERRUPTED
    assert "Traceback" not in err
    data = json.loads(out)
    assert data["of"] == 2000
    assert data["level"]["steady"]["seats"] == 2 * data["games"] > 0
