"""Random play, legal and illegal, over whole games of every ruleset: the books balance and nothing breaks."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import (
    NONSENSE,
    check_books,
    games,
    likely_action,
    move_on,
    new_itmc,
    random_action,
    random_play,
    richer,
    ruleset,
    snapshot,
    try_action,
)

from sandbox_gui.core import statements, year
from sandbox_gui.core.actions import Action, EndStage
from sandbox_gui.core.digest import digest
from sandbox_gui.core.engine import apply, may_act, refusal
from sandbox_gui.core.game import Game, copy_game
from sandbox_gui.core.opening import new_game
from sandbox_gui.storage.rulesets import ruleset_ids

CHANCE = st.integers(0, 2**32).map(random.Random)


@given(games(moves=3000))
def test_the_books_balance_after_any_course_of_play(game: Game) -> None:
    check_books(game)


@given(games(teams=3, moves=300), CHANCE)
def test_the_books_balance_after_each_decision(game: Game, draw: random.Random) -> None:
    random_play(draw, game, most=120, watch=lambda _: check_books(game))


@given(games(moves=800), CHANCE)
def test_a_refused_decision_leaves_the_game_unchanged(game: Game, draw: random.Random) -> None:
    for _ in range(60):
        action = random_action(draw, game, nonsense=0.5)
        before = snapshot(game)
        answer = try_action(game, action)
        if answer is not None:
            assert snapshot(game) == before
            assert str(answer)  # and can be shown


@given(games(moves=800), st.randoms(use_true_random=False))
def test_no_decision_ends_in_anything_but_an_effect_or_a_refusal(game: Game, draw: random.Random) -> None:
    """With hypothesis's own random source, so that what fails is cut down to its smallest form."""
    for _ in range(8):
        action = random_action(draw, game, nonsense=0.6)
        answer = try_action(game, action)
        if answer is not None:
            assert answer.code
            assert all(fact is None or isinstance(fact, int | str) for fact in answer.facts.values())
    check_books(game)


@given(games(moves=800), CHANCE)
def test_a_refusal_says_what_apply_does(game: Game, draw: random.Random) -> None:
    for _ in range(40):
        action = random_action(draw, game)
        expected = refusal(game, action)
        answer = try_action(game, action)
        assert (expected and (expected.code, str(expected.facts))) == (
            answer and (answer.code, str(answer.facts))
        )


@given(games(moves=800), CHANCE)
def test_acting_on_a_copy_never_changes_the_original(game: Game, draw: random.Random) -> None:
    before = snapshot(game)
    twin = copy_game(game)
    assert digest(twin) == digest(game)
    random_play(draw, twin, most=300)
    assert snapshot(game) == before
    check_books(game)


@given(games(moves=800), st.integers(0, 2**32))
def test_a_copy_goes_the_same_way_as_the_original(game: Game, chance: int) -> None:
    twin = copy_game(game)
    random_play(random.Random(chance), game, most=200)
    random_play(random.Random(chance), twin, most=200)
    assert digest(twin) == digest(game)
    check_books(twin)


@given(games(moves=2000))
def test_seed_and_decisions_replay_to_the_same_state(game: Game) -> None:
    names = [company.name for company in game.companies]
    twin = new_game(game.ruleset, game.seed, names, game.years)
    for action in game.history:
        apply(twin, action)
    assert digest(twin) == digest(game)
    assert [c.journal.entries for c in twin.companies] == [c.journal.entries for c in game.companies]


@given(games(moves=1500))
def test_a_game_never_stands_still(game: Game) -> None:
    """As long as it is not over, somebody can act; and who ends stage after stage comes to the end."""
    steps = 0
    while not game.over:
        able = [company.team for company in game.running if may_act(game, company.team)]
        assert able, "nobody can act"
        for team in able:
            if may_act(game, team):
                move_on(game, team, insolvent=True)
        steps += 1
        assert steps < 400 * len(game.companies) * game.years
    check_books(game)


@given(games(moves=1500))
def test_who_may_act_can_do_something_and_who_may_not_cannot_end_a_stage(game: Game) -> None:
    for company in game.companies:
        answer = refusal(game, EndStage(company.team, insolvent=True))
        if may_act(game, company.team):
            twin = copy_game(game)
            move_on(twin, company.team, insolvent=True)
            assert digest(twin) != digest(game)
        else:
            assert answer is not None


@given(games(moves=1500))
def test_what_was_announced_is_what_is_paid(game: Game) -> None:
    for company in game.running:
        twin = copy_game(game)
        announced = sum(due for _, due in year.payments_ahead(twin, company))
        if try_action(twin, EndStage(company.team)) is None:
            assert company.cash - twin.company(company.team).cash == announced


@given(games(moves=1500))
def test_a_step_changes_what_another_asks_for_only_where_that_says_so(game: Game) -> None:
    company = game.companies[0]
    now = game.now(company)
    for name, step in year.OPERATIONS.items():
        twin = copy_game(game)
        mine = twin.companies[0]
        others = {other: it.due for other, it in year.OPERATIONS.items() if name not in {other, *it.after}}
        before = {other: due(twin, mine, now) for other, due in others.items()}
        step.run(twin, mine, step.due(twin, mine, now))
        assert {other: due(twin, mine, now) for other, due in others.items()} == before, name


@given(games(moves=1500))
def test_a_payment_is_short_exactly_where_insolvency_is_bankruptcy(game: Game) -> None:
    for company in game.running:
        answer = refusal(game, EndStage(company.team))
        if answer and answer.code != "payment.short":
            continue
        twin = copy_game(game)
        apply(twin, EndStage(company.team, insolvent=True))
        fallen = twin.company(company.team)
        by_equity = len(fallen.journal.closings) > len(company.journal.closings) and fallen.equity < 0
        assert bool(fallen.bankrupt) == (answer is not None or by_equity)
        check_books(twin)


@given(games(teams=4, moves=2500))
def test_orders_go_to_one_team_and_picks_are_paid_for(game: Game) -> None:
    """Nobody takes more orders of a product in a market than its advertising of the year allows."""
    rule = game.ruleset.marketing
    for company in game.companies:
        for order in company.orders:
            if order.kind != "selection":
                continue
            place = f"{order.market}:{order.product}"
            amount = company.advertising[order.year][place]
            taken = [
                o
                for o in company.orders
                if (o.year, o.market, o.product, o.kind)
                == (order.year, order.market, order.product, "selection")
            ]
            assert len(taken) <= 1 + (amount - rule.first_pick) // rule.further_pick  # fmt: skip
            assert amount >= rule.first_pick


@given(games(moves=2500))
def test_deliveries_sales_and_the_income_statement_agree(game: Game) -> None:
    for company in game.companies:
        for number in range(1, len(company.journal.closings)):
            done = [
                o
                for o in company.orders
                if o.state == "delivered" and (o.delivered_at - 1) // 4 + 1 == number
            ]
            income = statements.income(company, number)
            assert income["sales"] == sum(order.total for order in done)
            assert income["direct_cost"] == sum(o.quantity * game.catalogue.costs[o.product] for o in done)


@given(games(moves=2500))
def test_loans_keep_to_their_steps_and_times(game: Game) -> None:
    rules = {rule.id: rule for rule in game.ruleset.finance.loans}
    for company in game.running:
        for loan in company.loans:
            rule = rules[loan.kind]
            assert loan.amount > 0
            assert loan.amount % rule.step == 0
            now = game.year if rule.period == "year" else game.now(company)
            assert now - 1 <= loan.due <= now + rule.terms


@pytest.mark.parametrize("ruleset_id", ruleset_ids())
def test_random_companies_see_whole_games(ruleset_id: str) -> None:
    """The random play above is worth something: it reaches the last year, sells, builds and borrows."""
    kinds: set[str] = set()
    ended = 0
    for seed in range(4):
        rules = ruleset(ruleset_id)
        game = new_game(richer(rules, 2000 * rules.finance.administration), seed, ["a", "b", "c"])

        def note(action: Action) -> None:
            kinds.add(type(action).__name__)

        random_play(random.Random(seed), game, watch=note, most=6000)
        ended += game.over and game.year == game.years
        check_books(game)
    assert ended
    assert kinds >= {
        "TakeOrder", "Deliver", "BuildLine", "ContinueLine", "StartProduction", "DevelopProduct", "Borrow",
        "DevelopMarket", "SellLine", "RentPlant",
    }  # fmt: skip


def test_sixty_teams_play_a_whole_game() -> None:
    game = new_itmc(teams=60, seed=3, years=2, cash=200)
    draw = random.Random(5)
    while not game.over:
        for company in game.running:
            if may_act(game, company.team):
                for _ in range(2):
                    try_action(game, likely_action(draw, game, company.team))
                if may_act(game, company.team):
                    move_on(game, company.team, insolvent=True)
    check_books(game)
    assert sum(bool(company.orders) for company in game.companies) > 10


def test_the_nonsense_is_nonsense_of_every_type() -> None:
    assert {type(value).__name__ for value in NONSENSE} >= {
        "NoneType", "bool", "int", "float", "str", "bytes", "tuple", "list", "dict", "set", "type",
    }  # fmt: skip
