"""The commands without a window."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sandbox_gui.__main__ import main
from sandbox_gui.text import language, set_language


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    spoken = language()
    try:
        status = main(arguments)
    finally:
        set_language(spoken)
    out = capsys.readouterr()
    return status, out.out, out.err


def test_simulate_prints_standings_and_a_hash_that_does_not_change(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    game = ("--ruleset", "itmc", "--teams", "3", "--years", "2", "--seed", "7")
    status, first, _ = run(capsys, "simulate", *game, "--out", str(tmp_path / "game"))
    assert status == 0
    lines = first.splitlines()
    assert len(lines) == 5
    assert lines[-1].startswith("state sha256: ")
    assert len(list((tmp_path / "game" / "rounds").iterdir())) == 12
    assert run(capsys, "--language", "en", "simulate", *game)[1].splitlines()[-1] == lines[-1]


def test_the_same_game_twice_into_a_folder_is_no_harm_another_one_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    game = ("simulate", "--teams", "2", "--years", "1", "--out", str(tmp_path / "game"))
    first = run(capsys, *game, "--seed", "3")
    assert run(capsys, *game, "--seed", "3") == first
    status, out, err = run(capsys, *game, "--seed", "4")
    assert (status, out) == (1, "")
    assert str(tmp_path / "game") in err


def test_simulate_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "simulate", "--teams", "2", "--years", "1", "--json")
    data = json.loads(out)
    assert set(data) == {"standings", "sha256"}
    assert set(data["standings"][0]) == {"team", "equity", "points", "score", "bankrupt"}


@pytest.mark.parametrize(
    "arguments",
    [
        ("simulate", "--ruleset", "nowhere"),
        ("simulate", "--teams", "0"),
        ("simulate", "--teams", "61"),
        ("simulate", "--years", "0"),
        ("simulate", "--seed", "-1"),
        ("simulate", "--players", "nobody"),
        ("board", "nowhere", "--png", "x.png"),
    ],
)
@pytest.mark.parametrize("spoken", ["zh", "en"])
def test_what_cannot_be_is_told_in_a_sentence(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], spoken: str
) -> None:
    status, out, err = run(capsys, "--language", spoken, *arguments)
    assert status == 1
    assert not out
    assert len(err.strip()) > 5
    assert "Traceback" not in err


def test_board_draws_the_board_of_a_moment(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, qapp: object
) -> None:
    folder, picture = str(tmp_path / "game"), tmp_path / "board.png"
    run(capsys, "simulate", "--teams", "2", "--years", "1", "--out", folder)
    where = ("--team", "1", "--year", "1", "--quarter", "2")
    status, _, _ = run(capsys, "board", folder, *where, "--png", str(picture))
    assert status == 0
    assert picture.read_bytes().startswith(b"\x89PNG")
