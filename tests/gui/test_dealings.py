"""Trade between teams and intelligence, through their dialogs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from sandbox_gui.core import actions as act
from sandbox_gui.gui.choices import applies, doable
from sandbox_gui.gui.dialogs.intelligence import IntelligenceDialog
from sandbox_gui.gui.dialogs.trade import TradeDialog
from sandbox_gui.gui.panels.statement_rows import record_rows
from sandbox_gui.gui.session import Session
from sandbox_gui.storage.games import GameSetup, Player
from sandbox_gui.text import t

Table = Callable[..., Session]


@pytest.fixture
def table(qapp: QApplication, tmp_path: Path) -> Table:
    """Three companies, all led by people, under the rules that let teams trade and look."""

    def make(*kinds: str) -> Session:
        rest = kinds or ("human", "human")
        players = Player("晨星"), *(Player(f"对手 {n}", kind) for n, kind in enumerate(rest))
        session = Session.create(GameSetup("classic", 7, 2, players), tmp_path / "game")
        session.seats.people = (1,)  # the others sit elsewhere
        session.seats.open()
        return session

    return make


def trade(qtbot: QtBot, session: Session) -> TradeDialog:
    dialog = TradeDialog(session, None)
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


def test_an_offer_is_made_from_stock_and_moves_nothing_before_it_is_accepted(
    qtbot: QtBot, table: Table
) -> None:
    session = table()
    dialog = trade(qtbot, session)
    assert not dialog.ok.isEnabled()
    dialog.fields["P1"].set_value(2)
    dialog.price.set_value(12)
    dialog.to.setCurrentIndex(dialog.to.findData(3))
    assert dialog.summary.figures["after"].text() == "32M"
    assert "8M" in dialog.summary.notes.text()  # 12 for two that cost 2 each
    dialog.ok.click()
    (deal,) = session.game.deals
    assert (deal.seller, deal.buyer, deal.quantities, deal.price) == (1, 3, {"P1": 2}, 12)
    assert (session.company.cash, session.company.goods["P1"]) == (20, 3)


def test_more_than_there_is_cannot_be_offered(qtbot: QtBot, table: Table) -> None:
    session = table()
    dialog = trade(qtbot, session)
    dialog.fields["P1"].set_value(4)
    assert not dialog.ok.isEnabled()
    assert "P1" in dialog.summary.trouble.text()


def test_an_offer_is_accepted_or_turned_down_beside_what_it_does(qtbot: QtBot, table: Table) -> None:
    session = table()
    session.do(act.OfferTrade(2, 1, {"P1": 2}, 14))
    session.do(act.OfferTrade(3, 1, {"R1": 1}, 9))
    assert len(doable(session, "trade")) == 2
    dialog = trade(qtbot, session)
    first, second = dialog.rows
    assert first.accept is not None
    first.accept.click()
    assert (session.company.cash, session.company.goods["P1"]) == (6, 5)
    (left,) = dialog.rows
    assert left.deal is second.deal
    assert left.accept is not None
    assert not left.accept.isEnabled()  # 9 is more than is left
    left.withdraw.click()
    assert not dialog.rows
    assert not session.game.deals


def test_the_stock_of_a_seller_stays_secret(qtbot: QtBot, table: Table) -> None:
    session = table()
    session.do(act.OfferTrade(2, 1, {"P1": 3}, 5))
    session.game.company(2).goods["P1"] = 2
    dialog = trade(qtbot, session)
    (row,) = dialog.rows
    assert row.accept is not None
    assert not row.accept.isEnabled()
    words = " ".join(label.text() for label in row.findChildren(QLabel))
    assert t("trade.no_longer", team=session.game.company(2).name) in words
    assert "库存 2" not in words


def test_an_own_offer_is_withdrawn(qtbot: QtBot, table: Table) -> None:
    session = table()
    session.do(act.OfferTrade(1, 2, {"P1": 1}, 5))
    dialog = trade(qtbot, session)
    (row,) = dialog.rows
    assert row.accept is None
    row.withdraw.click()
    assert not dialog.rows
    assert not session.game.deals


def test_an_offer_that_nobody_answers_holds_up_nothing(qtbot: QtBot, table: Table) -> None:
    session = table("steady", "steady")
    session.do(act.OfferTrade(1, 2, {"P1": 1}, 5))
    while session.game.year == 1:
        assert session.do(act.EndStage(1, insolvent=True))
    assert not session.game.deals


def intelligence(qtbot: QtBot, session: Session) -> IntelligenceDialog:
    dialog = IntelligenceDialog(session)
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


def test_a_look_is_paid_for_and_shows_the_others_books(qtbot: QtBot, table: Table) -> None:
    session = table()
    assert applies(session, "spy")
    dialog = intelligence(qtbot, session)
    assert not dialog.tabs.isVisible()
    assert "20M → 19M" in dialog.price.text()
    dialog.targets.setCurrentIndex(dialog.targets.findData(3))
    dialog.buy.click()
    assert session.company.cash == 19
    assert dialog.tabs.isVisible()
    assert session.game.company(3).name in dialog.seen.text()
    balance = {row.cells[0]: row.cells[2] for row in dialog.sheets["balance"].rows}
    assert balance["现金"] == 20


def test_what_was_seen_can_be_seen_again_as_it_was_then(qtbot: QtBot, table: Table) -> None:
    session = table()
    session.do(act.Spy(1, 2))
    session.do(act.Spy(2, 1))  # another team's look is not ours
    session.do(act.OfferTrade(2, 3, {"P1": 3}, 7))
    session.do(act.AcceptTrade(3, session.game.deals[0].no))
    session.close()
    again = Session.open(session.folder)
    dialog = intelligence(qtbot, again)
    (look,) = dialog.looks
    assert look.company.goods["P1"] == 3
    assert again.game.company(2).goods["P1"] == 0
    dialog.buy.click()
    assert [one.company.goods["P1"] for one in dialog.looks] == [0, 3]
    dialog.bought.setCurrentRow(1)
    assert {row.cells[0]: row.cells[2] for row in dialog.sheets["balance"].rows}["现金"] == 20


def test_a_look_stands_in_the_operating_record(table: Table) -> None:
    session = table()
    assert session.do(act.Spy(1, 2))
    rows = record_rows(session.game, session.company, 1, cash_only=True)
    words = f"{t('entry.spy')} · {session.game.company(2).name}"
    assert [row.cells[1:4] for row in rows if row.cells[1] == words] == [(words, "", 1)]


def test_what_cannot_be_paid_is_not_shown(qtbot: QtBot, table: Table) -> None:
    session = table()
    session.do(act.OfferTrade(2, 1, {"P1": 1}, 20))
    session.do(act.AcceptTrade(1, session.game.deals[0].no))
    dialog = intelligence(qtbot, session)
    assert not dialog.buy.isEnabled()
    assert dialog.trouble.text()
    assert not dialog.looks
