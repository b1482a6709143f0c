"""Steps back and forward: how far they go, what they leave on disk, and what a crash makes of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sandbox_gui.core.actions import (
    Action,
    AddCapital,
    Advertise,
    EndStage,
    OrderMaterials,
    PassTurn,
    Spy,
    TakeOrder,
)
from sandbox_gui.core.digest import digest
from sandbox_gui.core.engine import apply
from sandbox_gui.core.game import Game
from sandbox_gui.core.order_meeting import whose_turn
from sandbox_gui.core.refused import Refused
from sandbox_gui.storage.games import GameFolder, GameSetup, Mode, Player, open_game, start_game
from sandbox_gui.storage.undo import last_step, redo_target, reveals, start_target, undo_target

SETUP = GameSetup("itmc", 7, 2, (Player("晨星"),))


class Table:
    """A game alone at the table, played and recorded."""

    def __init__(self, path: Path, mode: Mode = "practice") -> None:
        self.setup = GameSetup("itmc", 7, 2, (Player("晨星"),), mode)
        self.folder = GameFolder.create(self.setup, path)
        self.game: Game = start_game(self.setup)

    def do(self, *actions: Action) -> None:
        for action in actions:
            apply(self.game, action)
            self.folder.record(self.game, action)

    def move_on(self) -> None:
        """Pass where it is our turn, else end the stage."""
        turn = whose_turn(self.game).get(1)
        self.do(PassTurn(1, f"{turn.market}:{turn.product}") if turn else EndStage(1))

    def undo(self, to: int) -> None:
        self.game = self.folder.undo(self.game, to)
        self.folder.flush()

    def redo(self, to: int) -> None:
        self.folder.redo(self.game, to)
        self.folder.flush()

    def same_on_disk(self) -> GameFolder:
        """The game on disk is this one, and its rounds are as the replay has them."""
        folder, game = open_game(self.folder.path)
        assert digest(game) == digest(self.game)
        assert game.history == self.game.history
        assert (folder.round, folder.ends, folder.seen) == (
            self.folder.round,
            self.folder.ends,
            self.folder.seen,
        )
        assert folder.difference is None
        assert not folder.unwritten
        assert not folder.reopened
        return folder


@pytest.fixture
def table(tmp_path: Path) -> Table:
    """A game with a quarter and a bit behind it."""
    table = Table(tmp_path / "game")
    table.do(EndStage(1), Advertise(1, {"local:P1": 1}))
    while table.folder.round < (1, 2):
        table.move_on()
    return table


def test_an_undone_action_is_gone_from_the_game_and_kept_on_disk(table: Table) -> None:
    before, count = digest(table.game), table.folder.count
    table.do(EndStage(1))
    table.undo(count)
    assert digest(table.game) == before
    assert len(table.same_on_disk().log.ahead) == 1


def test_redo_leads_to_where_one_was_and_leaves_no_branch(table: Table) -> None:
    after = digest(table.game)
    count = table.folder.count
    table.undo(count - 2)
    table.redo(count - 1)
    table.redo(count)
    assert digest(table.game) == after
    assert table.same_on_disk().log.branches == []


def test_what_was_undone_and_left_behind_is_a_branch(table: Table) -> None:
    count = table.folder.count
    left = table.folder.log.line[:]
    table.undo(count - 2)
    table.do(EndStage(1, insolvent=True))
    folder = table.same_on_disk()
    assert [(branch.after, list(branch.rows)) for branch in folder.log.branches] == [(count - 2, left)]
    with pytest.raises(Refused, match=r"save\.damaged"):
        folder.redo(table.game, count)


def test_rounds_that_are_opened_again_are_put_aside_and_written_anew(table: Table) -> None:
    files = table.folder.path / "rounds"
    first = (files / "Y1-0-start.json").read_bytes()
    table.undo(1)
    assert list(files.iterdir()) == []
    kept = sorted((table.folder.path / "branches").rglob("*.json"))
    assert [file.name for file in kept] == ["Y1-0-start.json", "Y1-1-Q1.json"]
    assert kept[0].read_bytes() == first
    table.same_on_disk()
    table.do(Advertise(1, {"local:P1": 2}))
    while table.folder.round < (1, 2):
        table.move_on()
    assert sorted(file.name for file in files.iterdir()) == ["Y1-0-start.json", "Y1-1-Q1.json"]
    table.same_on_disk()


def test_a_crash_after_the_undo_is_logged_leaves_only_files_to_be_put_aside(table: Table) -> None:
    with (table.folder.path / "log.jsonl").open("a") as log:
        log.write(json.dumps({"undo": 2, "at": ""}) + "\n")
    folder, game = open_game(table.folder.path)
    assert len(game.history) == 2
    assert folder.round == (1, 0)
    folder.flush()
    assert list((table.folder.path / "rounds").iterdir()) == []
    assert len(list((table.folder.path / "branches").rglob("*.json"))) == 2


def test_a_crash_after_a_redo_is_logged_leaves_only_files_to_be_written(table: Table) -> None:
    count = table.folder.count
    table.undo(1)
    with (table.folder.path / "log.jsonl").open("a") as log:
        log.write(json.dumps({"redo": count, "at": ""}) + "\n")
    folder, game = open_game(table.folder.path)
    assert len(game.history) == count
    assert folder.difference is None
    folder.flush()
    assert len(list((table.folder.path / "rounds").iterdir())) == 2


# How far


def far(table: Table) -> int:
    return undo_target(table.game.history, table.folder.seen[-1] if table.folder.seen else "", 1)


def refusal(table: Table) -> str:
    with pytest.raises(Refused) as caught:
        far(table)
    return caught.value.code


def test_nothing_was_done_yet(tmp_path: Path) -> None:
    assert refusal(Table(tmp_path / "game")) == "undo.nothing"


def test_one_goes_back_to_where_the_meeting_opened_and_the_teacher_further(table: Table) -> None:
    while not table.folder.seen[-1]:
        table.undo(far(table))
    assert refusal(table) == "undo.meeting"
    assert table.game.history[-1] == PassTurn(1, "local:P1") or isinstance(table.game.history[-1], EndStage)
    assert Advertise(1, {"local:P1": 1}) in table.game.history
    assert last_step(table.game.history, [1]) == len(table.game.history) - 1


def test_in_class_a_completed_quarter_stays_completed(tmp_path: Path) -> None:
    table = Table(tmp_path / "game", "class")
    while table.folder.round < (1, 2):
        table.move_on()
    assert refusal(table) == "undo.round"
    assert last_step(table.game.history, [1]) == len(table.game.history) - 1


def test_what_others_decided_and_what_was_seen_stays() -> None:
    assert reveals(Spy(1, 2), []) == "look"
    assert reveals(TakeOrder(1, "X"), []) == "order"
    assert reveals(EndStage(1), []) == ""
    others = [EndStage(1), EndStage(2)]
    with pytest.raises(Refused, match=r"undo\.others"):
        undo_target(others, "", 1)
    assert last_step(others, [1]) == 0
    with pytest.raises(Refused, match=r"undo\.organiser"):
        undo_target([AddCapital(1, 5)], "", 1)
    assert last_step([EndStage(1), AddCapital(2, 5)], [1]) == 1
    with pytest.raises(Refused, match=r"undo\.nothing"):
        last_step([EndStage(2)], [1])


def test_redo_takes_along_what_others_did_after_the_step() -> None:
    ahead = [EndStage(1), EndStage(2), EndStage(2), EndStage(1)]
    assert redo_target(10, ahead, [1]) == 13
    assert redo_target(13, ahead[3:], [1]) == 14
    with pytest.raises(Refused, match=r"redo\.nothing"):
        redo_target(14, [], [1])


@pytest.mark.parametrize(("unit", "quarter"), [("quarter", 1), ("year", 0)])
def test_the_start_of_a_quarter_and_of_a_year(table: Table, unit: str, quarter: int) -> None:
    to = start_target(start_game(SETUP), table.game.history, [1], unit)
    table.undo(to)
    assert table.game.stage(table.game.company(1)).quarter == quarter
    if unit == "year":
        assert to == 0
    else:
        assert table.game.stage(table.game.company(1)).rule.id == "quarter_start"


def test_going_back_to_the_start_twice_goes_to_the_one_before(table: Table) -> None:
    for _ in range(2):
        table.undo(start_target(start_game(SETUP), table.game.history, [1], "quarter"))
    assert table.folder.count == 0


# The teacher's switch


def test_the_switch_and_its_use_are_marked(table: Table) -> None:
    folder = table.folder
    folder.switch(True)
    table.do(AddCapital(1, 10))
    table.game = folder.undo(table.game, folder.count - 2, teacher=True)
    folder.switch(False)
    assert [(mark.what, mark.count) for mark in table.same_on_disk().log.marks] == [
        ("on", 0),
        ("undo", 2),
        ("off", 0),
    ]


def test_a_contest_knows_no_way_back(tmp_path: Path) -> None:
    table = Table(tmp_path / "game", "contest")
    table.do(EndStage(1))
    for change in ({"undo": 0}, {"teacher": True}):
        log = table.folder.path / "log.jsonl"
        before = log.read_text()
        log.write_text(before + json.dumps(change) + "\n")
        with pytest.raises(Refused, match=r"save\.damaged"):
            open_game(table.folder.path)
        log.write_text(before)


def test_the_switch_has_to_be_on_for_what_is_the_teachers(table: Table) -> None:
    with pytest.raises(Refused, match=r"save\.damaged"):
        table.folder.record(table.game, AddCapital(1, 10))


def test_materials_ordered_twice_are_two_steps(table: Table) -> None:
    while "order_materials" not in table.game.stage(table.game.company(1)).open:
        table.do(EndStage(1))
    table.do(OrderMaterials(1, {"R1": 1}), OrderMaterials(1, {"R1": 2}))
    table.undo(far(table))
    assert table.game.history[-1] == OrderMaterials(1, {"R1": 1})
    table.same_on_disk()
