"""The order in which people at one computer take their turns, whatever they do."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from sandbox_gui.core.actions import EndBids, EndStage, PassTurn
from sandbox_gui.core.engine import apply, may_act
from sandbox_gui.core.game import Game
from sandbox_gui.core.order_meeting import whose_turn
from sandbox_gui.core.refused import Refused
from sandbox_gui.gui.seats import Seats
from sandbox_gui.rivals import driver
from sandbox_gui.storage.games import GameSetup, Player, start_game

RULES = st.sampled_from(["itmc", "classic", "contest"])
PEOPLE = st.lists(st.booleans(), min_size=1, max_size=5)


def step(game: Game, team: int) -> None:
    """The least that a person can do."""
    turn = whose_turn(game).get(team)
    if turn:
        apply(game, PassTurn(team, f"{turn.market}:{turn.product}"))
    elif game.tender:
        apply(game, EndBids(team))
    else:
        try:
            apply(game, EndStage(team))
        except Refused:
            apply(game, EndStage(team, insolvent=True))


@given(RULES, PEOPLE, st.randoms(use_true_random=False))
def test_somebody_who_can_act_sits_at_the_table_and_nobody_is_a_quarter_ahead(
    rules: str, seated: list[bool], random: Random
) -> None:
    players = tuple(Player(f"T{n}", "human" if person else "steady") for n, person in enumerate(seated))
    game = start_game(GameSetup(rules, 7, 2, players))
    people = [team for team, person in enumerate(seated, 1) if person]
    rivals = {team: driver.create("steady") for team, person in enumerate(seated, 1) if not person}
    seats = Seats(game, people)
    while not game.over:
        driver.play(game, rivals, lambda action: apply(game, action))
        seats.settle(game)
        if game.over:
            break
        able = [team for team in people if may_act(game, team)]
        assert seats.team in able
        quarters = {team: game.stage(game.company(team)).quarter for team in able}
        assert quarters[seats.team] == min(quarters.values())
        assert not (seats.several and game.meeting and seats.opened)
        if random.random() < 0.3 and not game.meeting:
            seats.hand_over(random.choice(people))
            assert seats.opened == (len(people) == 1)
        seats.open()
        if may_act(game, seats.team):
            step(game, seats.team)
        seats.acted()
