"""Games under a teacher's own rules: they carry a copy of them, to other computers too."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from sandbox_gui.core.actions import EndStage
from sandbox_gui.core.digest import digest
from sandbox_gui.core.engine import apply
from sandbox_gui.core.refused import Refused
from sandbox_gui.history import history
from sandbox_gui.records import verify
from sandbox_gui.storage.browse import summary
from sandbox_gui.storage.fork import fork
from sandbox_gui.storage.games import GameFolder, GameSetup, Player, open_game, start_game
from sandbox_gui.storage.parcel import pack
from sandbox_gui.storage.rule_files import ruleset_path, ruleset_title
from sandbox_gui.storage.shelf import bring

COPY = "ruleset.json"
Change = Callable[[dict[str, object]], None]


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of a teacher's own rules, installed here."""
    data = json.loads(ruleset_path("itmc").read_bytes())
    data |= {"id": "mine", "name": {"en": "Mine", "zh": "自己的"}, "version": 3}
    file = tmp_path / "rules" / "mine.json"
    file.parent.mkdir()
    file.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    monkeypatch.setenv("SANDBOX_RULES", str(file.parent))
    return file


def change(file: Path) -> None:
    """Other values in a ruleset file."""
    data = json.loads(file.read_bytes())
    data["opening"]["cash"] += 1
    data["opening"]["capital"] += 1
    file.write_text(json.dumps(data), encoding="utf-8")


@pytest.fixture
def game(rules: Path, tmp_path: Path) -> Path:
    """A game's folder under those rules, a quarter into it."""
    setup = GameSetup("mine", 7, 2, (Player("晨星"),))
    folder, state = GameFolder.create(setup, tmp_path / "saves" / "game"), start_game(setup)
    while folder.round < (1, 2):
        apply(state, EndStage(1))
        folder.record(state, EndStage(1))
    return folder.path


def refusal(path: Path) -> Refused:
    with pytest.raises(Refused) as refused:
        open_game(path)
    assert summary(path).problem is not None
    return refused.value


def test_a_copy_of_own_rules_lies_in_the_games_folder(rules: Path, game: Path) -> None:
    assert (game / COPY).read_bytes() == rules.read_bytes()
    folder, _ = open_game(game)
    assert (folder.difference, folder.carried) == (None, False)


def test_shipped_rules_are_not_copied(tmp_path: Path) -> None:
    folder = GameFolder.create(GameSetup("itmc", 7, 2, (Player("晨星"),)), tmp_path / "game")
    folder.flush()
    assert not (folder.path / COPY).exists()


@pytest.mark.parametrize("happened", [Path.unlink, change, lambda file: file.write_text("{")])
def test_a_game_is_opened_by_its_copy_where_its_rules_are_not_installed(
    rules: Path, game: Path, happened: Callable[[Path], None]
) -> None:
    before = digest(open_game(game)[1])
    happened(rules)
    folder, state = open_game(game)
    assert digest(state) == before
    assert (folder.difference, folder.carried) == (None, True)
    assert state.ruleset.version == 3
    assert summary(game).problem is None
    assert ruleset_title("mine", game)["zh"] == "自己的"
    assert history(folder.setup, folder.log.line)
    earlier = folder.undo(state, 1)
    folder.record(earlier, _next(earlier))
    assert open_game(game)[0].difference is None


def _next(game: object) -> EndStage:
    apply(game, EndStage(1))  # type: ignore[arg-type]
    return EndStage(1)


def test_the_copy_travels_in_a_parcel_a_fork_and_to_another_folder(
    rules: Path, game: Path, tmp_path: Path
) -> None:
    before, text = digest(open_game(game)[1]), rules.read_bytes()
    pack(game, file := tmp_path / "hand-in.sandbox")
    rules.unlink()
    incoming = bring(file, tmp_path / "other")
    assert incoming.summary.problem is None
    there = incoming.accept(tmp_path / "other")
    folder, state = open_game(there)
    assert digest(state) == before
    copies = [fork(folder, folder.log.line, tmp_path / "fork"), folder.copy_to(tmp_path / "moved")]
    for copy in copies:
        assert (copy.path / COPY).read_bytes() == text
        assert digest(open_game(copy.path)[1]) == before


def test_a_game_without_a_copy_is_given_one_when_it_is_played_on(rules: Path, game: Path) -> None:
    (game / COPY).unlink()
    folder, _ = open_game(game)
    assert folder.difference is None
    assert not (game / COPY).exists()
    change(rules)
    folder.flush()
    change(rules)
    assert open_game(game)[0].carried


def test_rules_that_change_while_a_game_is_played_do_not_change_it(rules: Path, game: Path) -> None:
    folder, state = open_game(game)
    change(rules)
    cash = folder.undo(state, 1).company(1).cash
    assert cash == open_game(game)[0].undo(state, 1).company(1).cash


def test_a_game_whose_rules_are_nowhere_is_refused(rules: Path, game: Path) -> None:
    (game / COPY).unlink()
    change(rules)
    assert refusal(game).code == "save.ruleset"
    rules.unlink()
    assert refusal(game).code == "ruleset.unknown"


@pytest.mark.parametrize("text", ["", "{}", "[" * 5000, "\x00", '{"id": "mine"}', " " * (2 << 20)])
def test_a_copy_that_was_tampered_with_is_noticed(rules: Path, game: Path, text: str) -> None:
    (game / COPY).write_text(text)
    folder, _ = open_game(game)  # by those installed
    assert folder.difference is not None
    assert (folder.difference.round, folder.difference.what) == (COPY, "sha256")
    rules.unlink()
    found = refusal(game)
    assert found.code in ("save.damaged", "save.too_large")
    assert found.facts["file"] == COPY


def test_rules_that_cannot_be_played_are_refused_however_well_they_are_pinned(
    rules: Path, game: Path
) -> None:
    from sandbox_gui.storage.rule_files import content_hash

    data = json.loads((game / COPY).read_bytes())
    data["opening"]["cash"] = -5
    (game / COPY).write_text(json.dumps(data))
    about = json.loads((game / "game.json").read_text())
    about["ruleset"]["sha256"] = content_hash((game / COPY).read_bytes())
    (game / "game.json").write_text(json.dumps(about))
    with pytest.raises(Refused, match=r"save\.rules_broken"):
        open_game(game)


def test_a_copy_never_stands_in_for_shipped_rules(tmp_path: Path) -> None:
    from sandbox_gui.storage.rule_files import content_hash

    folder = GameFolder.create(GameSetup("itmc", 7, 2, (Player("晨星"),)), tmp_path / "game")
    data = json.loads(ruleset_path("itmc").read_bytes())
    data["opening"]["cash"] += 1
    (folder.path / COPY).write_text(json.dumps(data))
    about = json.loads((folder.path / "game.json").read_text())
    about["ruleset"]["sha256"] = content_hash((folder.path / COPY).read_bytes())
    (folder.path / "game.json").write_text(json.dumps(about))
    assert refusal(folder.path).code == "save.ruleset"


def test_verify_says_whose_rules_they_are(
    rules: Path, game: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from argparse import Namespace

    assert verify(Namespace(saves=[game])) == 0
    assert "mine" not in capsys.readouterr().out
    rules.unlink()
    assert verify(Namespace(saves=[game])) == 0
    assert "mine" in capsys.readouterr().out
