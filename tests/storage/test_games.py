"""A game on disk: its rounds, reopening it, and what happens to a save that is not right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sandbox_gui.core.actions import Action, EndStage
from sandbox_gui.core.digest import digest
from sandbox_gui.core.engine import apply
from sandbox_gui.core.game import copy_game
from sandbox_gui.core.refused import Refused
from sandbox_gui.rivals.driver import create, play
from sandbox_gui.storage.browse import new_folder, saved_games, summary
from sandbox_gui.storage.games import GameFolder, GameSetup, Player, game_at, open_game, start_game
from sandbox_gui.storage.rounds import round_now

ALONE = GameSetup("itmc", 7, 2, (Player("晨星制造"),))
THREE = GameSetup("itmc", 7, 2, (Player("晨星制造"), Player("T2", "steady"), Player("T3", "steady")))


class Table:
    """A game played and recorded as the program does it."""

    def __init__(self, path: Path, setup: GameSetup) -> None:
        self.setup = setup
        self.folder = GameFolder.create(setup, path)
        self.game = start_game(setup)
        self.closed: list[str | None] = []

    def do(self, action: Action) -> None:
        apply(self.game, action)
        self.closed.append(self.folder.record(self.game, action))

    def rivals(self) -> None:
        kinds = enumerate((player.kind for player in self.setup.players), 1)
        play(self.game, {team: create(kind) for team, kind in kinds if kind != "human"}, self.do)

    def closes(self) -> bool:
        """Whether ending the stage closes the round."""
        twin = copy_game(self.game)
        apply(twin, EndStage(1))
        return round_now(twin) != self.folder.round

    def end_stages(self, number: int) -> None:
        for _ in range(number):
            self.rivals()
            self.do(EndStage(1))
        self.rivals()

    def year(self) -> None:
        year = self.game.year
        while self.game.year == year and not self.game.over:
            self.end_stages(1)


def rounds(path: Path) -> list[str]:
    return sorted(file.stem for file in (path / "rounds").iterdir())


def refusal(path: Path) -> Refused:
    with pytest.raises(Refused) as caught:
        open_game(path)
    return caught.value


@pytest.fixture
def played(tmp_path: Path) -> Table:
    """A year and a bit of a game with two rivals."""
    table = Table(tmp_path / "game", THREE)
    table.year()
    table.end_stages(1)
    return table


def test_each_decision_round_is_a_file_as_soon_as_it_closes(played: Table) -> None:
    assert rounds(played.folder.path) == [
        "Y1-0-start",
        "Y1-1-Q1",
        "Y1-2-Q2",
        "Y1-3-Q3",
        "Y1-4-Q4",
        "Y1-5-end",
    ]
    assert [name for name in played.closed if name] == rounds(played.folder.path)


def test_a_round_file_says_what_a_person_wants_to_know(played: Table) -> None:
    data = json.loads((played.folder.path / "rounds" / "Y1-1-Q1.json").read_text(encoding="utf-8"))
    assert (data["ruleset"]["id"], data["ruleset"]["version"], data["seed"]) == ("itmc", 1, 7)
    assert len(data["ruleset"]["sha256"]) == len(data["state_sha256"]) == 64
    assert {row["team"] for row in data["actions"]} == {1, 2, 3}
    assert [row["name"] for row in data["companies"]] == ["晨星制造", "T2", "T3"]


def test_a_game_reopens_where_it_stood_in_the_middle_of_a_round(played: Table) -> None:
    folder, game = open_game(played.folder.path)
    assert digest(game) == digest(played.game)
    assert folder.round == played.folder.round
    assert folder.count == len(played.game.history)


def test_a_reopened_game_goes_on_as_if_it_had_never_been_closed(played: Table) -> None:
    folder, game = open_game(played.folder.path)
    apply(game, EndStage(1))
    folder.record(game, EndStage(1))
    apply(played.game, EndStage(1))
    assert digest(game) == digest(played.game)
    assert digest(open_game(played.folder.path)[1]) == digest(game)


def test_a_finished_game_keeps_every_round(tmp_path: Path) -> None:
    table = Table(tmp_path / "game", ALONE)
    while not table.game.over:
        table.do(EndStage(1, insolvent=True))
    assert open_game(table.folder.path)[1].over
    assert rounds(table.folder.path)[0] == "Y1-0-start"


def test_a_line_cut_short_by_a_crash_is_left_out_and_the_rest_kept(tmp_path: Path) -> None:
    table = Table(tmp_path / "game", ALONE)
    table.do(EndStage(1))
    before = digest(table.game)
    with (table.folder.path / "log.jsonl").open("a") as file:
        file.write('{"n": 2, "do": "Endst')
    folder, game = open_game(table.folder.path)
    assert digest(game) == before
    apply(game, EndStage(1))
    folder.record(game, EndStage(1))
    assert digest(open_game(table.folder.path)[1]) == digest(game)


def test_a_crash_between_the_log_and_the_round_it_closes_loses_nothing(tmp_path: Path) -> None:
    table = Table(tmp_path / "game", ALONE)
    while not any(table.closed):
        table.do(EndStage(1))
    file = table.folder.path / "rounds" / f"{table.closed[-1]}.json"
    before = file.read_bytes()
    file.unlink()
    folder, game = open_game(table.folder.path)
    assert digest(game) == digest(table.game)
    assert folder.difference is None
    folder.flush()
    assert file.read_bytes() == before


def test_a_game_as_it_was_at_the_end_of_a_quarter(played: Table) -> None:
    game = game_at(played.folder.path, 1, (1, 2))
    assert (game.year, game.stage(game.company(1)).quarter) == (1, 2)
    with pytest.raises(Refused, match=r"save\.no_such_round"):
        game_at(played.folder.path, 1, (2, 3))
    with pytest.raises(Refused, match=r"team\.unknown"):
        game_at(played.folder.path, 9, (1, 2))


@pytest.mark.parametrize(
    ("key", "value", "what"),
    [
        ("state_sha256", "0" * 64, "state_sha256"),
        ("format", 99, "file"),
        ("format", "one", "file"),
        ("seed", 8, "seed"),
        ("actions", [{"n": 1, "do": "EndStage", "team": 77}], "actions.1"),
        ("actions", [], "actions.1"),
        ("round", "Y9-9-Q9", "round"),
        ("companies", [], "companies.1.team"),
    ],
)
def test_a_changed_round_is_told_and_kept_while_the_game_goes_on_from_its_log(
    played: Table, key: str, value: Any, what: str
) -> None:
    file = played.folder.path / "rounds" / "Y1-0-start.json"
    data = json.loads(file.read_text())
    data[key] = value
    file.write_text(json.dumps(data))
    changed = file.read_bytes()
    folder, game = open_game(played.folder.path)
    assert digest(game) == digest(played.game)
    assert folder.difference is not None
    assert (folder.difference.round, folder.difference.what) == ("Y1-0-start", what)
    folder.flush()
    assert file.read_bytes() == changed


@pytest.mark.parametrize(
    "line",
    [
        '{"n": 1, "do": "os.system", "team": 1}',
        '{"n": 1, "do": ["EndStage"], "team": 1}',
        '{"n": 1, "do": "EndStage", "team": 77}',
        '{"n": 2, "do": "EndStage", "team": 1}',
        '{"n": 1, "do": "Borrow", "team": 1, "kind": "long", "amount": 7}',
        '{"n": 1, "do": "AddCapital", "team": 1, "amount": 7}',
        '{"undo": 0}',
        '{"redo": 1}',
        '{"undo": [1]}',
        "{}",
        "[1]",
        "null",
        "\x00",
    ],
)
def test_a_log_that_makes_no_sense_is_refused(tmp_path: Path, line: str) -> None:
    folder = GameFolder.create(ALONE, tmp_path / "game")
    (folder.path / "log.jsonl").write_text(line + "\n")
    assert refusal(folder.path).code == "save.damaged"


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"format": 1}', "\x00", "[" * 5000])
def test_a_file_that_is_no_save_is_refused(played: Table, text: str) -> None:
    (played.folder.path / "game.json").write_text(text)
    assert refusal(played.folder.path).code == "save.damaged"
    assert summary(played.folder.path).problem is not None


def test_a_missing_round_is_noticed(played: Table) -> None:
    (played.folder.path / "rounds" / "Y1-2-Q2.json").unlink()
    difference = open_game(played.folder.path)[0].difference
    assert difference is not None
    assert (difference.round, difference.what) == ("Y1-2-Q2", "file")


def test_a_save_of_another_ruleset_version_is_refused(played: Table) -> None:
    file = played.folder.path / "game.json"
    data = json.loads(file.read_text())
    data["ruleset"]["sha256"] = "0" * 64
    file.write_text(json.dumps(data))
    assert refusal(played.folder.path).code == "save.ruleset"


def test_a_folder_that_cannot_be_written_is_refused_at_once(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Refused, match=r"save\.unwritable"):
        GameFolder.create(ALONE, tmp_path / "file" / "game")


def test_a_line_that_the_disk_took_in_part_is_written_again_in_whole(tmp_path: Path) -> None:
    table = Table(tmp_path / "game", ALONE)
    table.do(EndStage(1))
    with (table.folder.path / "log.jsonl").open("a") as file:
        file.write('{"n": 2, "do": "EndSt')  # the disk was full here
    table.do(EndStage(1))
    assert digest(open_game(table.folder.path)[1]) == digest(table.game)


def test_a_round_that_the_disk_did_not_take_is_written_later_as_it_was_then(tmp_path: Path) -> None:
    table, other = Table(tmp_path / "game", ALONE), Table(tmp_path / "other", ALONE)
    (table.folder.path / "rounds").write_text("in the way")
    while table.folder.round == (1, 0) and not table.closes():
        table.do(EndStage(1))
    with pytest.raises(Refused, match=r"save\.unwritable"):
        table.do(EndStage(1))
    (table.folder.path / "rounds").unlink()
    table.do(EndStage(1))
    while table.game.history != other.game.history:
        other.do(EndStage(1))
    folder, game = open_game(table.folder.path)
    assert folder.difference is None
    assert rounds(table.folder.path) == rounds(other.folder.path)
    assert digest(game) == digest(other.game)


def test_an_action_that_the_disk_did_not_take_is_written_with_the_next(tmp_path: Path) -> None:
    table = Table(tmp_path / "game", ALONE)
    file = table.folder.path / "log.jsonl"
    file.unlink()
    file.mkdir()
    with pytest.raises(Refused, match=r"save\.unwritable"):
        table.do(EndStage(1))
    file.rmdir()
    table.do(EndStage(1))
    assert digest(open_game(table.folder.path)[1]) == digest(table.game)


def test_a_game_never_takes_the_place_of_another(tmp_path: Path) -> None:
    GameFolder.create(ALONE, tmp_path / "game")
    with pytest.raises(Refused, match=r"save\.exists"):
        GameFolder.create(ALONE, tmp_path / "game")


def test_folders_are_named_safely_and_never_twice(tmp_path: Path) -> None:
    first = new_folder(tmp_path, "../../晨星 制造/x")
    first.mkdir()
    second = new_folder(tmp_path, "../../晨星 制造/x")
    assert first.parent == second.parent == tmp_path
    assert first != second


@pytest.mark.parametrize("name", ["", "   ", "x" * 41])
def test_a_company_needs_a_name(name: str) -> None:
    with pytest.raises(Refused, match=r"player\.name"):
        start_game(GameSetup("itmc", 7, 6, (Player(name),)))


def test_a_ruleset_that_is_not_there_is_refused() -> None:
    with pytest.raises(Refused, match=r"ruleset\.unknown"):
        start_game(GameSetup("../itmc", 7, 6, (Player("A"),)))


def test_saved_games_are_listed_last_played_first_and_broken_ones_are_explained(tmp_path: Path) -> None:
    for name in ("old", "new"):
        GameFolder.create(ALONE, tmp_path / name)
    (tmp_path / "old" / "game.json").write_text("{")
    listed = {game.path.name: game for game in saved_games(tmp_path)}
    assert listed["new"].name == "晨星制造"
    assert listed["old"].problem is not None
    assert saved_games(tmp_path / "nowhere") == []


def test_the_actions_of_a_file_are_the_history_of_the_game(played: Table) -> None:
    assert open_game(played.folder.path)[1].history == played.game.history
