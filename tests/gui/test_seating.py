"""The seats of a new game, and each team's private note pad."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sandbox_gui.core.actions import EndStage
from sandbox_gui.core.refused import Refused
from sandbox_gui.gui.dialogs.notepad import NotePad
from sandbox_gui.gui.new_game import NewGameDialog
from sandbox_gui.gui.panels.ranking import RankingPage
from sandbox_gui.gui.panels.review import reason_words
from sandbox_gui.gui.panels.team_card import TeamCard
from sandbox_gui.gui.session import Session
from sandbox_gui.gui.theme import LIGHT
from sandbox_gui.rivals.driver import KINDS
from sandbox_gui.rivals.rival import Reason
from sandbox_gui.storage.games import HUMAN, GameSetup, Player
from sandbox_gui.storage.notes import LONGEST, notes_path, read_notes, write_notes
from sandbox_gui.text import sentence


@pytest.fixture
def asked(qtbot: QtBot) -> NewGameDialog:
    dialog = NewGameDialog(company="晨星")
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


def lead(asked: NewGameDialog, place: int, kind: str) -> None:
    seat = asked.seating.seats[place]
    seat.leader.setCurrentIndex(seat.leader.findData(kind))


def test_a_game_starts_with_one_person_and_as_many_rivals_as_its_rules_were_made_for(
    asked: NewGameDialog,
) -> None:
    players = asked.setup().players
    assert players[0] == Player("晨星", HUMAN)
    assert {player.kind for player in players[1:]} <= set(KINDS)
    assert len(players) == asked._rules().demand.teams
    assert len({player.name for player in players}) == len(players)


def test_any_seat_may_be_a_persons(asked: NewGameDialog) -> None:
    asked.seating.set_count(4)
    lead(asked, 2, HUMAN)
    asked.seating.seats[2].name.setText("三班")
    players = asked.setup().players
    assert [player.kind == HUMAN for player in players] == [True, False, True, False]
    assert players[2].name == "三班"
    asked.seating.set_count(6)
    assert asked.setup().players[:4] == players  # those who sit keep their seats
    asked.seating.set_count(3)
    assert asked.setup().players == players[:3]


@pytest.mark.parametrize("typed", ["0", "", "x", "10000"])
def test_a_number_of_seats_that_cannot_be_is_said(asked: NewGameDialog, typed: str) -> None:
    asked.seating.count.edit.setText(typed)
    assert not asked.ok.isEnabled()
    assert asked.trouble.isVisible()
    asked.seating.set_count(2)
    assert asked.ok.isEnabled()


def test_a_seat_without_a_name_is_said(asked: NewGameDialog) -> None:
    asked.seating.seats[1].name.clear()
    assert not asked.ok.isEnabled()


# ------------------------------------------------------------ notes


@pytest.fixture
def session(qapp: QApplication, tmp_path: Path) -> Session:
    players = Player("晨星"), Player("远航")
    session = Session.create(GameSetup("itmc", 7, 2, players), tmp_path / "game")
    session.lift_curtain()
    return session


def pad(qtbot: QtBot, session: Session) -> NotePad:
    dialog = NotePad(session)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_notes_are_kept_for_each_team_apart(qtbot: QtBot, session: Session) -> None:
    first = pad(qtbot, session)
    qtbot.keyClicks(first.pad, "save 10 for R3")
    first.reject()
    session.hand_over(2)
    session.lift_curtain()
    second = pad(qtbot, session)
    assert not second.pad.toPlainText()
    second.pad.setPlainText("第二队")
    second.reject()
    assert read_notes(session.folder, 1) == "save 10 for R3"
    assert read_notes(session.folder, 2) == "第二队"
    session.hand_over(1)
    assert pad(qtbot, session).pad.toPlainText() == "save 10 for R3"


def test_notes_are_kept_while_they_are_written(qtbot: QtBot, session: Session) -> None:
    dialog = pad(qtbot, session)
    dialog.pad.setPlainText("x")
    dialog.keep()  # as the clock does
    assert read_notes(session.folder, 1) == "x"
    dialog.reject()


def test_notes_are_no_part_of_the_game(qtbot: QtBot, session: Session) -> None:
    write_notes(session.folder, 1, "x")
    before = list(session.game.history)
    assert Session.open(session.folder).game.history == before


def test_notes_that_the_disk_does_not_take_are_said_and_stay(qtbot: QtBot, session: Session) -> None:
    (session.folder / "notes").write_text("a file where the folder should be", encoding="utf-8")
    dialog = pad(qtbot, session)
    dialog.pad.setPlainText("x")
    dialog.keep()
    assert dialog.trouble.isVisible()
    assert dialog.pad.toPlainText() == "x"
    (session.folder / "notes").unlink()
    dialog.keep()
    assert not dialog.trouble.isVisible()
    assert read_notes(session.folder, 1) == "x"
    dialog.reject()


def test_notes_that_cannot_be_read_are_not_written_over(qtbot: QtBot, session: Session) -> None:
    path = notes_path(session.folder, 1)
    path.parent.mkdir()
    path.write_bytes(b"\xff\xfe broken")
    dialog = pad(qtbot, session)
    assert dialog.pad.isReadOnly()
    assert dialog.trouble.isVisible()
    dialog.reject()
    assert path.read_bytes() == b"\xff\xfe broken"


def test_notes_of_a_book_are_refused(session: Session) -> None:
    with pytest.raises(Refused) as caught:
        write_notes(session.folder, 1, "x" * (LONGEST + 1))
    assert str(LONGEST) in sentence(caught.value)


# ------------------------------------------------------------ rivals' levels, tempers and reasons


def test_a_rival_has_a_level_and_a_temper_and_a_person_neither(asked: NewGameDialog) -> None:
    asked.seating.set_count(3)
    first, second, _ = asked.seating.seats
    assert not first.temper.isEnabled()
    lead(asked, 1, KINDS[-1])
    second.temper.setCurrentIndex(second.temper.findData("researcher"))
    assert asked.setup().players[1].kind == f"{KINDS[-1]}:researcher"
    lead(asked, 1, HUMAN)
    assert not second.temper.isEnabled()
    assert asked.setup().players[1].kind == HUMAN


@pytest.mark.parametrize(("mode", "told"), [("practice", True), ("class", False), ("contest", False)])
def test_a_rivals_reasons_are_told_in_practice_and_else_at_the_end(
    qtbot: QtBot, tmp_path: Path, mode: str, told: bool
) -> None:
    players = Player("晨星"), Player("远航", KINDS[0])
    session = Session.create(GameSetup("itmc", 7, 2, players, mode), tmp_path / mode)
    reasons = session._rivals[2].reasons
    assert isinstance(reasons, list)
    reasons.append(Reason(1, 2, "market", {"market": "regional", "points": 10}))
    while session.game.company(2).stage < 4:  # it has gone on, and said why
        assert session.do(EndStage(1))
    card = TeamCard(session)
    qtbot.addWidget(card)
    card.show_team(2, LIGHT)
    assert bool(card.tables["reasons"].rows) == told
    session.game.over = True
    card.show_team(2, LIGHT)
    assert any("区域" in str(row.cells[0]) for row in card.tables["reasons"].rows)
    card.show_team(1, LIGHT)
    assert not card.tables["reasons"].rows
    page = RankingPage(session)
    qtbot.addWidget(page)
    page.draw()
    assert "区域" in page.why.text()


def test_a_rivals_reasons_outlive_the_window_and_follow_steps_back(
    qapp: QApplication, tmp_path: Path
) -> None:
    players = Player("晨星"), Player("远航", KINDS[-1])
    session = Session.create(GameSetup("itmc", 7, 2, players), tmp_path / "game")
    first = len(session.reasons(2))
    while len(told := session.reasons(2)) == first:
        assert session.do(EndStage(1))
    session.close()
    again = Session.open(tmp_path / "game")
    assert again.reasons(2) == told
    again.set_teacher(True)
    while len(again.reasons(2)) == len(told):
        assert again.undo()
    assert again.reasons(2) == told[: len(again.reasons(2))]
    while len(again.reasons(2)) < len(told):
        assert again.redo()
    assert again.reasons(2) == told
    assert again.move_to(tmp_path / "moved")
    again.close()
    assert Session.open(tmp_path / "moved").reasons(2) == told


def test_a_reason_that_has_no_sentence_here_is_told_by_its_code(session: Session) -> None:
    for reason in (Reason(1, 2, "whim", {}), Reason(1, 2, "market", {"key": "x"})):
        assert reason_words(session.ruleset, reason) == reason.code
