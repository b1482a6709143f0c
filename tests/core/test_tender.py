"""Tenders, by the `contest` ruleset: three orders at once, sealed bids, a fee of 10 for each one won.

P1 costs 16, so an order of three is worth 48: bids from 48 to 144. The score of a bid is
100 + 2 × (5 − delivery quarter) + payment term − 8 × price ÷ direct cost.
"""

from __future__ import annotations

from typing import Any

import pytest
from strategies import check_books, do, reach, refused, richer, ruleset, try_action

from sandbox_gui.core import order_meeting, statements
from sandbox_gui.core.actions import Bid, BuyEmergency, EndBids, EndStage
from sandbox_gui.core.engine import may_act
from sandbox_gui.core.game import Game, Order
from sandbox_gui.core.opening import new_game


def tender(count: int = 1, teams: int = 3, **facts: Any) -> Game:
    """A game at its tender in year 1, with local held and so many orders of three P1 each."""
    given: dict[str, Any] = {"quantity": 3, "total": 90, "due": 4, "term": 1, "kind": "tender"} | facts
    book = [Order(f"Y1-{number:03}", 1, "local", "P1", **given) for number in range(1, count + 1)]
    rules = richer(ruleset("contest"), 500, held=["local"])
    return reach(new_game(rules, 7, [f"T{n}" for n in range(teams)], 2, book=book), "tender")


def end(game: Game) -> None:
    do(game, *(EndBids(company.team) for company in game.running))


def won(game: Game) -> list[tuple[int, int, int, int]]:
    return [(order.team, order.total, order.due, order.term) for order in game.orders.values()]


@pytest.mark.parametrize(
    ("bids", "winner"),
    [
        ([(1, 100, 4, 0), (2, 99, 4, 0)], 2),  # the lower price
        ([(1, 100, 4, 0), (2, 100, 3, 0)], 2),  # the earlier delivery
        ([(1, 100, 4, 0), (2, 100, 4, 1)], 2),  # the longer term
        (
            [(1, 100, 4, 2), (2, 100, 3, 0)],
            1,
        ),  # equal: 2 quarters of term are one of delivery; the earlier bid
        ([(2, 100, 3, 0), (1, 100, 4, 2)], 2),
        ([(1, 106, 1, 4), (2, 49, 4, 0)], 1),  # 100 + 8 + 4 − 17.67 = 94.33 against 100 + 2 − 8.17 = 93.83
        ([(1, 110, 1, 4), (2, 49, 4, 0)], 2),  # 93.67
    ],
)
def test_the_best_bid_wins(bids: list[tuple[int, int, int, int]], winner: int) -> None:
    game = tender()
    do(game, *(Bid(team, "Y1-001", price, quarter, term) for team, price, quarter, term in bids))
    end(game)
    assert won(game) == [bid for bid in bids if bid[0] == winner]
    assert [order.id for order in game.company(winner).orders] == ["Y1-001"]


def test_only_the_winner_pays_the_fee_and_it_is_advertising() -> None:
    game = tender()
    before = [company.cash for company in game.companies]
    do(game, Bid(1, "Y1-001", 60, 4, 0), Bid(2, "Y1-001", 61, 4, 0))
    assert [company.cash for company in game.companies] == before
    end(game)
    assert [company.cash for company in game.companies] == [before[0] - 10, *before[1:]]
    assert statements.expenses(game.company(1), 1)["advertising"] == 10


def test_three_orders_are_laid_out_at_once() -> None:
    game = tender(count=4)
    assert game.tender
    assert game.tender.open == ["Y1-001", "Y1-002", "Y1-003"]
    refused(game, Bid(1, "Y1-004", 60, 4, 0), "tender.not_open")
    do(game, Bid(1, "Y1-002", 60, 4, 0))
    end(game)
    assert game.tender.open == ["Y1-004"]
    refused(game, Bid(1, "Y1-001", 60, 4, 0), "tender.not_open")
    assert [team for team, *_ in won(game)] == [0, 1, 0, 0]
    end(game)
    assert game.tender is None
    do(game, EndStage(1))


def test_a_bid_may_be_changed_until_the_end() -> None:
    game = tender()
    do(game, Bid(1, "Y1-001", 50, 4, 0), Bid(2, "Y1-001", 60, 4, 0), Bid(1, "Y1-001", 70, 4, 0), EndBids(1))
    refused(game, Bid(1, "Y1-001", 50, 4, 0), "tender.ended")
    refused(game, EndBids(1), "tender.ended")
    refused(game, EndStage(1))
    assert not may_act(game, 1)
    assert may_act(game, 2)
    do(game, EndBids(2), EndBids(3))
    assert won(game) == [(2, 60, 4, 0)]


@pytest.mark.parametrize(
    ("price", "quarter", "term"),
    [(47, 1, 0), (145, 1, 0), (0, 1, 0), (-60, 1, 0), (60, 0, 0), (60, 5, 0), (60, 1, -1), (60, 1, 5)],
)
def test_bids_that_cannot_be(price: int, quarter: int, term: int) -> None:
    refused(tender(), Bid(1, "Y1-001", price, quarter, term))


@pytest.mark.parametrize("price", [48, 144])
def test_the_bounds_of_a_price(price: int) -> None:
    game = tender()
    do(game, Bid(1, "Y1-001", price, 1, 0))
    end(game)
    assert won(game) == [(1, price, 1, 0)]


def test_bids_need_the_certificates_but_not_the_research() -> None:
    game = tender(standards=("ISO9000",))
    assert game.company(1).progress["P1"].paid == 0
    refused(game, Bid(1, "Y1-001", 60, 4, 0), "order.standard", standard="ISO9000")
    game.company(2).progress["ISO9000"].paid = 2
    do(game, Bid(2, "Y1-001", 60, 4, 0))
    game = tender()
    game.company(3).progress["local"].paid = 0
    refused(game, Bid(3, "Y1-001", 60, 4, 0), "market.no_rights", market="local")


def test_without_bids_an_order_stays() -> None:
    game = tender()
    end(game)
    assert won(game)[0][0] == 0
    assert game.tender is None


def test_the_fee_of_a_won_bid_never_takes_cash_below_zero() -> None:
    """Other things may be bought while bids lie; the fee must still be there, or the bid must not count."""
    game = tender()
    company = game.company(1)
    do(game, Bid(1, "Y1-001", 60, 4, 0))
    for number in range(company.cash // 16, 0, -1):  # R1 costs 16 in an emergency: as many as are allowed
        try_action(game, BuyEmergency(1, {"R1": number}))
    assert company.cash < 16 + 10
    end(game)
    assert company.cash >= 0
    check_books(game)


def test_bids_for_several_orders_need_the_fee_for_each() -> None:
    game = tender(count=3)
    company = game.company(1)
    do(game, BuyEmergency(1, {"R2": company.cash // 18}))
    left = company.cash
    for number in range(1, 4):
        bid = Bid(1, f"Y1-00{number}", 60, 4, 0)
        if left >= 10 * number:
            do(game, bid)
        else:
            refused(game, bid, "cash.short")


def test_a_year_without_tenders_has_none() -> None:
    game = reach(new_game(ruleset("contest"), 7, ["a"], 2, book=[]), "long_loans")
    assert game.tender is None
    assert order_meeting.whose_turn(game) == {}
