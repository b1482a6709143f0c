"""The score: equity × (1 + points ÷ 100), half-up, with 20 for no usury and 20 for no discounting."""

from __future__ import annotations

import pytest
from strategies import do, new_itmc, play_years, reach

from sandbox_gui.core import score
from sandbox_gui.core.actions import (
    Borrow,
    BuildLine,
    BuyPlant,
    DevelopMarket,
    DevelopProduct,
    DevelopStandard,
    Discount,
    EndStage,
    RentPlant,
    SellLine,
)
from sandbox_gui.core.game import Game
from sandbox_gui.core.journal import Account


def points(game: Game, team: int = 1) -> dict[str, int]:
    return score.points(game, game.company(team))


def test_the_score_of_an_idle_year_by_hand() -> None:
    """Plant 15, lines 3 × 5 + 10, P1 5, local 0, twice 20: 85. 48 × 1.85 = 88.8, so 89."""
    game = play_years(new_itmc(teams=1, years=1))
    assert points(game) == {
        "plants": 15, "lines": 25, "products": 5, "markets": 0, "standards": 0,
        "no_usury": 20, "no_discount": 20,
    }  # fmt: skip
    assert score.score(game, game.company(1)) == 89


@pytest.mark.parametrize(("equity", "total"), [(10, 19), (30, 56), (50, 93), (2, 4), (64, 118), (0, 0)])
def test_the_score_is_rounded_half_up(equity: int, total: int) -> None:
    """85 points: 18.5, 55.5, 92.5, 3.7, 118.4."""
    game = new_itmc(teams=1)
    company = game.company(1)
    company.journal.post(1, 0, "test", (Account.CAPITAL, 64 - equity), (Account.CASH, equity - 64))
    company.journal.close(1)
    assert company.equity == equity
    assert score.score(game, company) == total


def test_usury_and_discounting_cost_twenty_each_for_ever() -> None:
    game = new_itmc(teams=3)
    do(game, Discount(2, (0, 0, 7)))
    reach(game, "quarter_start", 1)
    do(game, Borrow(3, "usury", 20))
    do(game, Borrow(1, "short", 20))
    play_years(game)
    assert [(points(game, team)["no_usury"], points(game, team)["no_discount"]) for team in (1, 2, 3)] == [
        (20, 20), (20, 0), (0, 20),
    ]  # fmt: skip
    reach(game, "quarter_end", 1)
    assert [loan.kind for loan in game.company(3).loans] == ["long", "long"]  # repaid, and still counted
    assert points(game, 3)["no_usury"] == 0


def test_only_built_lines_and_owned_plants_score() -> None:
    game = reach(new_itmc(teams=1, cash=200), "operations", 1)
    do(
        game,
        BuyPlant(1, "B"),
        RentPlant(1, "C"),
        BuildLine(1, 2, "flexible", "P1"),
        BuildLine(1, 2, "manual", "P1"),
    )
    do(game, BuildLine(1, 3, "automatic", "P1"))
    assert points(game)["plants"] == 15 + 10
    assert points(game)["lines"] == 25 + 5
    do(game, SellLine(1, 3))
    assert points(game)["lines"] == 25


def test_lines_score_by_their_kind_once_built() -> None:
    game = reach(new_itmc(teams=1, cash=200), "operations", 1)
    do(game, BuyPlant(1, "B"))
    for kind, more in (("manual", 5), ("semi_automatic", 10), ("automatic", 15)):
        before = points(game)["lines"]
        do(game, BuildLine(1, 2, kind, "P1"))
        line = game.company(1).lines[-1]
        line.work = ""
        assert points(game)["lines"] - before == more
    assert points(game)["lines"] == 25 + 30


def test_only_complete_developments_score() -> None:
    game = new_itmc(teams=1, cash=200)
    for year in (1, 2):
        for quarter in (1, 2, 3, 4):
            reach(game, "sales", quarter, year)
            if (year, quarter) < (2, 2):
                do(game, DevelopProduct(1, "P2"))
        do(game, DevelopMarket(1, "asian"), DevelopStandard(1, "ISO9000"))
        if year == 1:
            do(game, DevelopMarket(1, "regional"))
            assert points(game)["standards"] == 0
    assert (points(game)["products"], points(game)["markets"], points(game)["standards"]) == (5, 10, 10)
    do(game, DevelopProduct(1, "P2"))
    assert points(game)["products"] == 15


def test_standings() -> None:
    """Team 3 leads, teams 1 and 4 are equal, team 2 fell at the close of year 1, team 5 before it."""
    game = new_itmc(teams=5, years=2)
    for team in (2, 5):
        company = game.company(team)
        company.journal.post(1, 0, "fire", (Account.CAPITAL, 70), (Account.RECEIVABLES, -70))
    burnt = game.company(5)
    burnt.journal.post(1, 0, "fire", (Account.CAPITAL, 28), (Account.CASH, -28))
    do(game, EndStage(5, insolvent=True))
    gifted = game.company(3)
    gifted.journal.post(1, 0, "gift", (Account.CAPITAL, -5), (Account.CASH, 5))
    play_years(game, 2)
    places = score.standings(game)
    assert [place.team for place in places] == [3, 1, 4, 2, 5]
    assert [place.score is None for place in places] == [False, False, False, True, True]
    assert [place.bankrupt for place in places[3:]] == ["Y1Q4", "Y1Q1"]
    assert places[1].score == places[2].score


def test_the_latest_to_fall_stand_before_the_others_in_long_games_too() -> None:
    game = new_itmc(teams=3, years=12)
    for company, fell in zip(game.companies, ("Y2Q4", "Y10Q1", "Y9Q3"), strict=True):
        company.bankrupt = fell
    assert [place.team for place in score.standings(game)] == [2, 3, 1]
