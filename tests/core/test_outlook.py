"""The cash of the coming quarters, held against what then happens when nothing is decided."""

from __future__ import annotations

import random

import pytest
from strategies import do, move_on, new_itmc, place, put_order, reach, ruleset

from sandbox_gui.core.actions import Borrow, OrderMaterials
from sandbox_gui.core.digest import digest
from sandbox_gui.core.engine import refusal
from sandbox_gui.core.game import Game
from sandbox_gui.core.opening import new_game
from sandbox_gui.core.outlook import Flow, outlook
from sandbox_gui.storage.rulesets import ruleset_ids


def quarter_of(game: Game) -> int:
    """The absolute quarter in which team 1 stands, a year's start counting to its first."""
    return max(game.now(game.company(1)), (game.year - 1) * 4 + 1)


def cash_by_quarter(game: Game) -> dict[int, int]:
    """Cash at the end of each quarter when the game is played on without a decision."""
    company, cash = game.company(1), {}
    while not game.over and not company.bankrupt:
        cash[quarter_of(game)] = company.cash
        move_on(game, 1, insolvent=True)
    return cash


@pytest.mark.parametrize("ruleset_id", ruleset_ids())
@pytest.mark.parametrize("seed", range(6))
def test_it_is_what_then_happens(ruleset_id: str, seed: int) -> None:
    game = new_game(ruleset(ruleset_id), seed, ["T1"])
    draw = random.Random(seed)
    company = game.company(1)
    for _ in range(draw.randrange(30)):
        material = draw.choice(game.ruleset.materials).id
        for decision in (OrderMaterials(1, {material: draw.randrange(1, 3)}), Borrow(1, "short", 20)):
            if refusal(game, decision) is None and draw.random() < 0.5:
                do(game, decision)
        if not company.bankrupt:
            move_on(game, 1, insolvent=True)
    ahead = outlook(game, company)
    first = ahead[0].when if ahead else 0
    assert first in (0, quarter_of(game), quarter_of(game) + 1)
    assert [quarter.when for quarter in ahead] == [*range(first, first + 4)][: len(ahead)]
    real = cash_by_quarter(game)
    if company.bankrupt:
        real.popitem()  # what could not be paid is not booked: that quarter's figure is no forecast
    told = {quarter.when: quarter.cash for quarter in ahead}
    common = told.keys() & real.keys()
    assert {when: told[when] for when in common} == {when: real[when] for when in common}


def test_the_opening_year_of_itmc() -> None:
    game = new_itmc(teams=1)
    first, *_, last = outlook(game, game.company(1))
    assert first.flows == (
        Flow("pay_tax", -1, 27),
        Flow("repay_yearly_loans", -4, 23),
        Flow("receive_materials", -2, 21),
        Flow("administration", -1, 20),
    )
    assert (last.when, Flow("maintenance", -4, last.cash) in last.flows) == (4, True)


def test_the_least_cash_is_told_even_where_it_recovers() -> None:
    game = reach(new_itmc(teams=1), "quarter_start", 1)
    company = game.company(1)
    company.receivables = [40, 0, 0, 0]
    company.ordered["R1"] = [30]
    (now, *_) = outlook(game, company)
    assert now.lowest == company.cash - 30
    assert now.cash == company.cash - 30 + 40 - 1


def test_an_unkept_order_costs_its_penalty() -> None:
    game = new_itmc(teams=1)
    without = outlook(game, game.company(1))[-1].cash
    put_order(game, 1, quantity=9, total=40)
    assert outlook(game, game.company(1))[-1].cash == without - 10


def test_nothing_of_the_game_changes() -> None:
    game = reach(new_itmc(), "operations", 2)
    before = digest(game)
    outlook(game, game.company(1))
    assert digest(game) == before
    assert place(game, 1) == (1, 2, "operations")


def test_a_company_that_has_ended_has_nothing_ahead() -> None:
    game = new_itmc(teams=1, years=1)
    company = game.company(1)
    assert len(outlook(game, company)) == 4
    company.bankrupt = "Y1Q1"
    assert outlook(game, company) == []
