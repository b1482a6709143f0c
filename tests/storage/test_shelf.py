"""Games as one file, and the shelf: taking in, throwing away, taking out again."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from sandbox_gui.core.actions import EndStage
from sandbox_gui.core.digest import digest
from sandbox_gui.core.engine import apply
from sandbox_gui.core.refused import Refused
from sandbox_gui.storage import parcel
from sandbox_gui.storage.browse import saved_games, summary
from sandbox_gui.storage.games import GameFolder, GameSetup, Player, open_game, start_game
from sandbox_gui.storage.lock import hold
from sandbox_gui.storage.parcel import pack, unpack
from sandbox_gui.storage.shelf import bin_of, bring, take_out, throw_away


@pytest.fixture
def saves(tmp_path: Path) -> Path:
    """A folder of saves with one game, a quarter into it."""
    setup = GameSetup("itmc", 7, 2, (Player("晨星"), Player("曙光")), mode="class")
    folder, game = GameFolder.create(setup, tmp_path / "saves" / "game"), start_game(setup)
    while folder.round < (1, 2):
        for team in (1, 2):
            apply(game, EndStage(team))
            folder.record(game, EndStage(team))
    return tmp_path / "saves"


def same(first: Path, second: Path) -> bool:
    return digest(open_game(first)[1]) == digest(open_game(second)[1])


def test_a_summary_tells_a_game_at_a_glance(saves: Path) -> None:
    found = summary(saves / "game")
    assert (found.name, found.mode, found.people, found.round) == ("晨星", "class", 2, "Y1-1-Q1")
    assert not found.finished


def test_a_game_travels_as_one_file(saves: Path, tmp_path: Path) -> None:
    file = tmp_path / "hand-in.sandbox"
    pack(saves / "game", file)
    incoming = bring(file, saves)
    assert incoming.difference is None
    assert incoming.summary.name == "晨星"
    path = incoming.accept(saves)
    assert path == saves / "hand-in"
    assert same(path, saves / "game")
    assert bring(file, saves).accept(saves) == saves / "hand-in-2"
    assert {game.path.name for game in saved_games(saves)} == {"game", "hand-in", "hand-in-2"}


def test_a_folder_is_taken_in_as_well_and_what_is_not_ours_stays_behind(saves: Path, tmp_path: Path) -> None:
    (saves / "game" / "board-Y1.png").write_bytes(b"picture")
    before = sorted((saves / "game").rglob("*"))
    incoming = bring(saves / "game", saves)
    path = incoming.accept(saves)
    assert path.name == "game-2"
    assert same(path, saves / "game")
    assert not (path / "board-Y1.png").exists()
    assert sorted((saves / "game").rglob("*")) == before


def test_what_is_not_taken_in_leaves_nothing(saves: Path) -> None:
    bring(saves / "game", saves).discard()
    assert list((saves / ".incoming").iterdir()) == []
    assert len(saved_games(saves)) == 1


def test_a_changed_round_is_told_before_it_is_taken_in(saves: Path) -> None:
    file = saves / "game" / "rounds" / "Y1-0-start.json"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('"equity": 64', '"equity": 99', 1), encoding="utf-8")
    found = bring(saves / "game", saves).difference
    assert found is not None
    assert (found.round, found.what) == ("Y1-0-start", "companies.1.equity")


# What others may have put into a file


def zipped(file: Path, entries: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in entries.items():
            made.writestr(name, data)
    return file


@pytest.mark.parametrize(
    "name",
    [
        "../evil",
        "/evil",
        "..\\evil",
        "rounds/../../evil",
        "C:/evil",
        "rounds/Y1-0-start.json/../evil",
        "evil",
        "x" * 300,
    ],
)
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    file = zipped(tmp_path / "x.sandbox", {name: b"evil", "game.json": b"{}"})
    unpack(file, tmp_path / "to")
    assert [path.name for path in (tmp_path / "to").rglob("*")] == ["game.json"]
    assert not list(tmp_path.rglob("evil*"))


def test_a_bomb_does_not_go_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = zipped(tmp_path / "x.sandbox", {"log.jsonl": b"\n" * 3_000_000})
    assert file.stat().st_size < 10_000
    monkeypatch.setattr(parcel, "MOST_BYTES", 1_000_000)
    with pytest.raises(Refused, match=r"save\.too_large"):
        unpack(file, tmp_path / "to")
    assert not (tmp_path / "to").exists()


def test_too_many_files_are_too_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = zipped(tmp_path / "x.sandbox", {f"rounds/Y{year}-0-start.json": b"" for year in range(20)})
    monkeypatch.setattr(parcel, "MOST_FILES", 10)
    with pytest.raises(Refused, match=r"save\.too_large"):
        unpack(file, tmp_path / "to")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"not a zip", b"PK\x05\x06" + b"\x00" * 18])
def test_what_is_no_parcel_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.sandbox").write_bytes(data)
    with pytest.raises(Refused, match=r"save\.no_parcel"):
        bring(tmp_path / "x.sandbox", tmp_path / "saves")
    assert list((tmp_path / "saves" / ".incoming").iterdir()) == []


def test_a_folder_without_a_game_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(Refused, match=r"save\.no_parcel"):
        bring(tmp_path / "empty", tmp_path / "saves")


def test_a_parcel_that_is_in_the_way_or_nowhere_is_refused(saves: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"save\.unreadable"):
        bring(tmp_path / "nothing.sandbox", saves)
    with pytest.raises(Refused, match=r"save\.gone"):
        pack(saves / "game", tmp_path / "nowhere" / "x.sandbox")


# The bin


def test_a_game_thrown_away_can_be_taken_out_again(saves: Path) -> None:
    before = digest(open_game(saves / "game")[1])
    throw_away(saves / "game", saves)
    assert saved_games(saves) == []
    assert [game.name for game in bin_of(saves)] == ["晨星"]
    path = take_out(bin_of(saves)[0].path, saves)
    assert path == saves / "game"
    assert digest(open_game(path)[1]) == before


def test_two_games_of_one_name_lie_in_the_bin_side_by_side(saves: Path) -> None:
    copy = bring(saves / "game", saves).accept(saves)
    throw_away(saves / "game", saves)
    throw_away(copy.rename(saves / "game"), saves)
    assert len(bin_of(saves)) == 2


def test_a_game_that_is_played_is_not_thrown_away(saves: Path) -> None:
    lock = hold(saves / "game")
    with pytest.raises(Refused, match=r"save\.held"):
        throw_away(saves / "game", saves)
    lock.release()
    assert throw_away(saves / "game", saves).exists()


def test_a_broken_game_can_be_thrown_away_and_kept(saves: Path) -> None:
    (saves / "game" / "game.json").write_text("{")
    throw_away(saves / "game", saves)
    assert bin_of(saves)[0].problem is not None
