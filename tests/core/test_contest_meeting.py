"""The order meeting and the tender by the rules of `contest`, one constructed case for each rule.

10 of advertising give one pick, each further 20 one more; two markets are open at once. Priority: the
product here, the market's total, last year's sales there, the earlier submission; a leader where said.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from strategies import check_books, clear_wall, do, play_years, put_order, reach, refused, richer, ruleset

from sandbox_gui.core import order_meeting
from sandbox_gui.core.actions import Advertise, Bid, Deliver, EndBids, EndStage, PassTurn, TakeOrder
from sandbox_gui.core.game import Game, Order
from sandbox_gui.core.opening import new_game
from sandbox_gui.core.ruleset import Ruleset

HELD = ("local", "regional", "domestic", "P1")
Amounts = dict[str, int]


def rules(leader: bool = False, **marketing: Any) -> Ruleset:
    """`contest` with three markets held and, where asked, the market leader first."""
    base = richer(ruleset("contest"), 3000, held=HELD)
    first = ("leader",) if leader else ()
    priority = (*first, *base.marketing.priority)
    return replace(base, marketing=replace(base.marketing, priority=priority, **marketing))


def order(number: int, market: str = "local", product: str = "P1", **facts: Any) -> Order:
    given: dict[str, Any] = {"year": 2, "quantity": 2, "total": 90, "due": 4, "term": 0} | facts
    return Order(f"S{number:02}", market=market, product=product, **given)


def game_of(book: list[Order], teams: int, made: Ruleset | None = None) -> Game:
    return new_game(made or rules(), 7, [f"T{n}" for n in range(1, teams + 1)], 3, book=book)


def meeting(book: list[Order], *amounts: Amounts, submit: tuple[int, ...] = (), leader: bool = False) -> Game:
    """Year 2's meeting, after the teams advertised in the order `submit`."""
    game = play_years(game_of(book, len(amounts), rules(leader)))
    reach(game, "payments")
    for team in submit or range(1, len(amounts) + 1):
        if amounts[team - 1]:
            do(game, Advertise(team, amounts[team - 1]))
    return reach(game, "meeting")


def after_sales(*sold: int, leader: bool = False, kept: bool = True, **amounts: Amounts) -> Game:
    """Year 2's meeting where the teams sold so much locally in year 1; team 1 may have left an order."""
    book = [order(number) for number in range(1, 7)]
    game = game_of(book, len(sold), rules(leader))
    for team, total in enumerate(sold, 1):
        if total:
            put_order(game, team, total=total, quantity=1)
            game.company(team).goods["P1"] += 1
    if not kept:
        put_order(game, 1, total=9, quantity=1)
    reach(game, "sales", 1)
    for company in game.companies:
        do(game, *(Deliver(company.team, sold_one.id) for sold_one in company.orders[:1]))
    play_years(game)
    reach(game, "payments")
    for team in range(1, len(sold) + 1):
        do(game, Advertise(team, amounts.get(f"team{team}", {"local:P1": 10})))
    return reach(game, "meeting")


def local(game: Game) -> list[int]:
    return order_meeting.pick_order(game, "local", "P1")


# The pick order, each rank tied down the chain


def test_the_product_here_decides_first() -> None:
    """Team 1 advertised more in the market, sold more, submitted earlier: the product outweighs it."""
    game = after_sales(80, 0, team1={"local:P1": 10, "local:P2": 90}, team2={"local:P1": 11})
    assert local(game) == [2, 1]


def test_then_the_markets_total_and_not_the_product_elsewhere() -> None:
    game = after_sales(
        80, 0, 0,
        team1={"local:P1": 30, "regional:P1": 90},
        team2={"local:P1": 30, "local:P4": 10},
        team3={"local:P1": 30, "local:P2": 5, "local:P3": 6},
    )  # fmt: skip
    assert local(game) == [3, 2, 1]


def test_then_last_years_sales_in_the_market() -> None:
    assert local(after_sales(0, 40, 60)) == [3, 2, 1]


def test_then_the_earlier_submission() -> None:
    book = [order(1)]
    amounts: Amounts = {"local:P1": 10}
    assert local(meeting(book, amounts, amounts, amounts, submit=(2, 3, 1))) == [2, 3, 1]


def test_the_last_rank_of_classic_is_the_submission_in_place_of_a_sealed_bid() -> None:
    """Leader, product, market total and sales all tie."""
    game = new_game(richer(ruleset("classic"), 50), 7, ["a", "b", "c"], 2)
    reach(game, "advertising")
    do(game, *(Advertise(team, {"local:P1": 3}) for team in (3, 1, 2)))
    assert local(game) == [3, 1, 2]


@pytest.mark.parametrize(
    ("leader", "kept", "expected"),
    [(False, True, [3, 2, 1]), (True, True, [1, 3, 2]), (True, False, [2, 3, 1])],
)
def test_the_leader_picks_first_only_where_the_rules_say_so(
    leader: bool, kept: bool, expected: list[int]
) -> None:
    """Team 1 sold most with the least advertising; with an order left undelivered it does not lead."""
    game = after_sales(
        90, 70, 0, leader=leader, kept=kept,
        team1={"local:P1": 10}, team2={"local:P1": 12}, team3={"local:P1": 30},
    )  # fmt: skip
    assert local(game) == expected


def test_a_leader_without_advertising_on_the_product_does_not_pick() -> None:
    game = after_sales(90, 0, leader=True, team1={"local:P2": 50}, team2={"local:P1": 10})
    assert local(game) == [2]


# Picks


@pytest.mark.parametrize(("amount", "picks"), [(9, 0), (10, 1), (29, 1), (30, 2), (49, 2), (50, 3)])
def test_picks_for_an_amount(amount: int, picks: int) -> None:
    game = meeting([order(n) for n in range(1, 9)], {"local:P1": amount}, {"local:P1": 10})
    assert order_meeting.picks_for(game, 1, "local", "P1") == picks
    assert (1 in local(game)) == (picks > 0)


def test_a_quota_used_up_ends_the_turns() -> None:
    """Two picks against one, five orders: three are taken, two stay."""
    game = meeting([order(n) for n in range(1, 6)], {"local:P1": 30}, {"local:P1": 10})
    do(game, TakeOrder(1, "S01"))
    refused(game, TakeOrder(1, "S02"), "meeting.not_turn", team=2)
    do(game, TakeOrder(2, "S02"), TakeOrder(1, "S03"))
    assert game.meeting is None
    refused(game, TakeOrder(1, "S04"), "meeting.closed")
    assert [o.team for o in game.orders.values() if o.year == 2] == [1, 2, 1, 0, 0]


def test_no_advertising_at_all_is_no_pick_and_no_delay() -> None:
    game = meeting([order(1), order(2)], {}, {"local:P1": 10})
    refused(game, TakeOrder(1, "S01"), "meeting.not_turn", team=2)
    do(game, TakeOrder(2, "S01"))
    assert game.meeting is None
    do(game, EndStage(1), EndStage(2))


def test_advertising_needs_the_market_but_not_the_research() -> None:
    game = play_years(game_of([order(1, product="P5")], 1))
    reach(game, "payments")
    refused(game, Advertise(1, {"asian:P5": 10}), "market.no_rights", market="asian")
    do(game, Advertise(1, {"local:P5": 10}))
    reach(game, "meeting")
    do(game, TakeOrder(1, "S01"))


# Two markets at once


def test_two_markets_are_open_and_a_team_may_act_in_either() -> None:
    book = [order(1), order(2), order(3, "regional"), order(4, "regional"), order(5, "domestic")]
    both: Amounts = {"local:P1": 30, "regional:P1": 30, "domestic:P1": 10}
    game = meeting(book, both, {"local:P1": 10, "regional:P1": 50})
    assert game.meeting
    assert [(s.market, s.teams[s.turn]) for s in game.meeting.open] == [("local", 1), ("regional", 2)]
    refused(game, TakeOrder(1, "S05"), "meeting.not_open", place="domestic:P1")
    do(game, TakeOrder(2, "S03"))  # the second market needs not wait for the first
    do(game, TakeOrder(1, "S04"))  # and is through: the third one opens beside the first
    assert [s.market for s in game.meeting.open] == ["local", "domestic"]
    do(game, TakeOrder(1, "S05"))
    assert [s.market for s in game.meeting.open] == ["local"]
    do(game, PassTurn(1, "local:P1"), TakeOrder(2, "S01"))
    assert game.meeting is None
    assert [o.id for o in game.company(1).orders] == ["S04", "S05"]


def test_the_products_of_one_market_follow_each_other_while_the_other_goes_on() -> None:
    book = [order(1), order(2, product="P2"), order(3, "regional")]
    game = meeting(book, {"local:P1": 10, "local:P2": 10}, {"regional:P1": 10})
    assert game.meeting
    do(game, TakeOrder(1, "S01"))
    assert [(s.market, s.product) for s in game.meeting.open] == [("local", "P2"), ("regional", "P1")]


def test_with_one_market_at_once_the_second_waits() -> None:
    game = play_years(game_of([order(1), order(2, "regional")], 2, rules(markets_at_once=1)))
    reach(game, "payments")
    do(game, Advertise(1, {"local:P1": 10}), Advertise(2, {"regional:P1": 10}))
    reach(game, "meeting")
    refused(game, TakeOrder(2, "S02"), "meeting.not_open")
    do(game, TakeOrder(1, "S01"), TakeOrder(2, "S02"))


# Certificates


def certified(*held: tuple[str, ...]) -> Game:
    """A meeting with orders for ISO 9000, 14000, both and none; the teams hold these certificates."""
    asked = (("ISO9000",), ("ISO14000",), ("ISO9000", "ISO14000"), ())
    book = [order(number, standards=standards) for number, standards in enumerate(asked, 1)]
    game = play_years(game_of(book, len(held)))
    for company, standards in zip(game.companies, held, strict=True):
        for standard in standards:
            company.progress[standard].paid = 2
    reach(game, "payments")
    do(game, *(Advertise(c.team, {"local:P1": 130 - 20 * c.team}) for c in game.companies))
    return reach(game, "meeting")


def test_a_company_with_both_certificates_takes_orders_for_either_both_or_none() -> None:
    game = certified(("ISO9000", "ISO14000"))
    do(game, *(TakeOrder(1, name) for name in ("S01", "S02", "S03", "S04")))
    assert len(game.company(1).orders) == 4


def test_one_certificate_takes_its_own_orders_only() -> None:
    game = certified(("ISO14000",), ())
    refused(game, TakeOrder(1, "S01"), "order.standard", standard="ISO9000")
    refused(game, TakeOrder(1, "S03"), "order.standard", standard="ISO9000")
    do(game, TakeOrder(1, "S02"))
    refused(game, TakeOrder(2, "S01"), "order.standard", standard="ISO9000")
    do(game, TakeOrder(2, "S04"))
    assert game.meeting is None  # what is left nobody may take


# Rights lost


def test_a_market_lost_for_want_of_advertising_has_no_place_in_the_meeting() -> None:
    """classic: team 1 let the local market go in year 1 and cannot even advertise there in year 2."""
    game = new_game(richer(ruleset("classic"), 100), 7, ["a", "b"], 3)
    reach(game, "advertising")
    do(game, Advertise(2, {"local:P1": 1}))
    play_years(game)
    clear_wall(game)
    wanted = put_order(game)
    reach(game, "advertising")
    refused(game, Advertise(1, {"local:P1": 1}), "market.no_rights", market="local")
    do(game, Advertise(2, {"local:P1": 1}))
    reach(game, "meeting")
    assert local(game) == [2]
    refused(game, TakeOrder(1, wanted.id), "meeting.not_turn")
    do(game, TakeOrder(2, wanted.id))


def test_who_falls_after_advertising_is_out_of_the_meeting() -> None:
    """Tax is asked for between advertising and the meeting: team 1 has paid for picks that it never makes."""
    base = rules()
    plan, payments, *rest = base.year.start
    tax = replace(payments, id="tax", auto=("pay_tax", "repay_yearly_loans"), open=())
    start = (plan, replace(payments, auto=()), tax, *rest)
    made = replace(
        base, year=replace(base.year, start=start), opening=replace(base.opening, tax=40, retained=-40)
    )
    game = game_of([order(1, year=1), order(2, year=1)], 3, made)
    reach(game, "payments")
    do(game, Advertise(1, {"local:P1": game.company(1).cash}))
    do(game, *(Advertise(team, {"local:P1": 10}) for team in (2, 3)))
    refused(game, EndStage(1), "payment.short", operation="pay_tax")
    do(game, EndStage(1, insolvent=True))
    reach(game, "meeting")
    assert local(game) == [2, 3]
    do(game, TakeOrder(2, "S01"), TakeOrder(3, "S02"))
    refused(game, TakeOrder(1, "S01"), "team.bankrupt")
    assert "meeting" in game.met
    check_books(game)


# Tenders


def tender(teams: int = 3) -> Game:
    return reach(game_of([order(1, year=1, kind="tender"), order(2, year=1, kind="tender")], teams), "tender")


def test_of_equal_bids_the_earlier_wins_and_a_changed_bid_is_a_later_one() -> None:
    game = tender()
    do(game, Bid(2, "S01", 60, 3, 1), Bid(1, "S01", 60, 3, 1), Bid(3, "S01", 60, 4, 3))
    do(
        game,
        Bid(2, "S02", 50, 1, 0),
        Bid(1, "S02", 50, 1, 0),
        Bid(2, "S02", 51, 1, 0),
        Bid(2, "S02", 50, 1, 0),
    )
    do(game, *(EndBids(team) for team in (1, 2, 3)))
    assert [game.orders[name].team for name in ("S01", "S02")] == [2, 1]


def test_a_bankrupt_team_keeps_no_tender_waiting() -> None:
    game = tender()
    game.company(3).bankrupt = "Y1Q1"
    do(game, Bid(1, "S01", 60, 3, 1), EndBids(1), EndBids(2))
    assert game.tender is None
    assert game.orders["S01"].team == 1
    refused(game, EndBids(3), "team.bankrupt")
