"""Teams that trade with each other (`classic`), and what the organiser hands out."""

from __future__ import annotations

import pytest
from strategies import check_books, do, new_itmc, play_years, reach, refused, richer, ruleset

from sandbox_gui.core import statements
from sandbox_gui.core.actions import AcceptTrade, AddCapital, Deliver, GiveOrder, OfferTrade, WithdrawTrade
from sandbox_gui.core.digest import digest
from sandbox_gui.core.game import Game, copy_game
from sandbox_gui.core.opening import new_game


def classic(teams: int = 3) -> Game:
    return new_game(richer(ruleset("classic"), 50), 7, [f"T{n}" for n in range(teams)])


def test_a_trade_by_hand() -> None:
    """Two P1 (cost 4) and one R1 (1) for 12: 7 more for the seller, 7 less for the buyer."""
    game = classic()
    do(game, OfferTrade(1, 2, {"P1": 2, "R1": 1}, 12))
    (deal,) = game.deals
    do(game, AcceptTrade(2, deal.no))
    seller, buyer = game.companies[:2]
    assert (seller.cash, buyer.cash) == (82, 58)
    assert (seller.goods["P1"], buyer.goods["P1"]) == (1, 5)
    assert (seller.materials["R1"], buyer.materials["R1"]) == (2, 4)
    assert statements.income(seller, 1)["extra"] == 7
    assert statements.income(buyer, 1)["extra"] == -7
    assert game.deals == []
    check_books(game)


def test_only_the_addressee_accepts_and_only_once() -> None:
    game = classic()
    do(game, OfferTrade(1, 2, {"P1": 1}, 5))
    number = game.deals[0].no
    refused(game, AcceptTrade(3, number), "trade.unknown")
    refused(game, AcceptTrade(1, number), "trade.unknown")
    refused(game, WithdrawTrade(3, number), "trade.unknown")
    do(game, AcceptTrade(2, number))
    refused(game, AcceptTrade(2, number), "trade.unknown")


@pytest.mark.parametrize("team", [1, 2])
def test_an_offer_can_be_taken_back_or_turned_down(team: int) -> None:
    game = classic()
    do(game, OfferTrade(1, 2, {"P1": 1}, 5))
    do(game, WithdrawTrade(team, game.deals[0].no))
    assert game.deals == []


def test_what_is_no_longer_there_is_not_sold() -> None:
    game = classic()
    do(game, OfferTrade(1, 2, {"P1": 3}, 5), OfferTrade(1, 3, {"P1": 3}, 6))
    first, second = (deal.no for deal in game.deals)
    do(game, AcceptTrade(3, second))
    refused(game, AcceptTrade(2, first), "stock.short")


@pytest.mark.parametrize(
    ("to", "quantities", "price"),
    [(1, {"P1": 1}, 5), (0, {"P1": 1}, 5), (9, {"P1": 1}, 5), (2, {"P1": 4}, 5), (2, {}, 5),
     (2, {"P1": -1}, 5), (2, {"P1": 1}, -5), (2, {"P9": 1}, 5)],
)  # fmt: skip
def test_offers_that_cannot_be(to: int, quantities: dict[str, int], price: int) -> None:
    refused(classic(), OfferTrade(1, to, quantities, price))


def test_a_buyer_needs_the_cash() -> None:
    game = classic()
    do(game, OfferTrade(1, 2, {"P1": 1}, 71))
    refused(game, AcceptTrade(2, game.deals[0].no), "cash.short", need=71, cash=70)


def test_a_bankrupt_seller_sells_nothing() -> None:
    game = classic()
    do(game, OfferTrade(1, 2, {"P1": 1}, 5))
    game.company(1).bankrupt = "Y1Q1"
    refused(game, AcceptTrade(2, game.deals[0].no), "team.bankrupt")


def test_teams_trade_only_where_the_rules_say_so() -> None:
    refused(new_itmc(), OfferTrade(1, 2, {"P1": 1}, 5), "stage.closed")


# The organiser


def test_the_organiser_adds_capital() -> None:
    game = new_itmc(teams=1)
    do(game, AddCapital(1, 30))
    company = game.company(1)
    assert company.cash == 58
    play_years(game)
    assert company.equity == 48 + 30
    assert statements.balance_sheet(company, 1)["capital"] == 80
    assert statements.income(company, 1)["net_profit"] == -16


@pytest.mark.parametrize("amount", [0, -5])
def test_capital_is_never_taken_away(amount: int) -> None:
    refused(new_itmc(), AddCapital(1, amount))


def test_the_organiser_hands_out_an_order() -> None:
    game = new_itmc(teams=1)
    do(game, GiveOrder(1, "local", "P1", 2, 12, 4, 0))
    order = game.company(1).orders[0]
    reach(game, "sales", 1)
    do(game, Deliver(1, order.id))
    assert statements.income(game.company(1), 1)["sales"] == 12


def test_an_order_handed_out_stays_itself_for_ever() -> None:
    """No later book replaces it, and a copy of the game holds the same order."""
    game = new_itmc(teams=1)
    do(game, *[GiveOrder(1, "local", "P1", 1, 7, 4, 0)] * 3)
    play_years(game)
    given = game.company(1).orders
    assert given
    assert all(game.orders[order.id] is order for order in given)
    twin = copy_game(game)
    assert digest(twin) == digest(game)
    assert twin.company(1).orders == given


@pytest.mark.parametrize(
    ("market", "product", "quantity", "total", "due", "term"),
    [("mars", "P1", 1, 5, 4, 1), ("local", "P9", 1, 5, 4, 1), ("local", "P1", 0, 5, 4, 1),
     ("local", "P1", 1, -5, 4, 1), ("local", "P1", 1, 5, 0, 1), ("local", "P1", 1, 5, 5, 1),
     ("local", "P1", 1, 5, 4, -1), ("local", "P1", 1, 5, 4, 5)],
)  # fmt: skip
def test_orders_that_cannot_be_handed_out(
    market: str, product: str, quantity: int, total: int, due: int, term: int
) -> None:
    refused(new_itmc(), GiveOrder(1, market, product, quantity, total, due, term))


def test_nothing_is_handed_out_at_the_end_of_a_year() -> None:
    """At the year's end the penalties are charged: nothing is handed out any more."""
    game = reach(new_itmc(teams=1), "year_end", 5)
    refused(game, GiveOrder(1, "local", "P1", 1, 40, 4, 0), "order.too_late")
