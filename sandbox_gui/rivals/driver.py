"""Lets rivals act: through the callable that applies and records, round by round, and always to an end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from ..core.actions import Action, EndBids, EndStage, PassTurn
from ..core.demand import stream
from ..core.engine import may_act
from ..core.game import Game
from ..core.refused import Refused
from .character import LEVELS, TEMPERS
from .manager import Manager
from .remedies import remedies
from .rival import Rival
from .view import View

KINDS: tuple[str, ...] = tuple(LEVELS)
"""The levels of rival, weakest first; a set-up names one, or a level and a temper: ``expert:leader``."""

Do = Callable[[Action], object]
"""Applies an action and records it; raises `Refused` where the game says no."""

IDLE = frozenset(
    {"buy_emergency", "discount", "discount_plant", "end_stage", "organise", "sell_plant", "sell_stock"}
)
"""What a rival does only for the sake of something else: a stage that opens no more is not decided on."""

Round = tuple[int, int]
"""A year and its quarter: 0 its start, 5 its end."""


def create(kind: str) -> Rival:
    """A rival of a kind, or a refusal."""
    level, _, temper = kind.partition(":")
    if level not in LEVELS or (temper and temper not in TEMPERS):
        raise Refused("rival.unknown", kind=str(kind)[:40])
    return Manager(level, temper)


def play(game: Game, rivals: Mapping[int, Rival], do: Do, until: Round | None = None) -> None:
    """Let the rivals act, by team number, until each of them waits for others.

    Rivals wait for the slowest person: none acts in a quarter which a running company without a rival
    has not reached, nor after `until` where that is given; it waits at that quarter's first stage.
    """
    acted = True
    while acted and not game.over:
        acted = False
        for team in sorted(rivals):
            if not _ahead(game, team, rivals, until):
                acted |= act(game, team, rivals[team], do)


def may_go_on(game: Game, team: int, rivals: Mapping[int, Rival]) -> bool:
    """Whether a rival has something to decide now and need not wait for the slowest person."""
    return may_act(game, team) and not _ahead(game, team, rivals, None)


def _ahead(game: Game, team: int, rivals: Mapping[int, Rival], until: Round | None) -> bool:
    """Whether a rival is past the round that the others have reached."""
    others = [company.team for company in game.companies if company.team not in rivals]
    bounds = [_round(game, other) for other in others if not game.company(other).bankrupt]
    if until is not None:
        bounds.append(until)
    return bool(bounds) and _round(game, team) > min(bounds)


def _round(game: Game, team: int) -> Round:
    return game.year, game.stage(game.company(team)).quarter


def act(game: Game, team: int, rival: Rival, do: Do) -> bool:
    """Let a team take what it can in its present stage; whether anything was done.

    Refused actions are skipped. A stage that cannot be paid for is met with the remedies in turn, and
    with insolvency when none is left, so that a rival never stands still where it may act.
    """
    if not may_act(game, team):
        return False
    company, year = game.company(team), game.year
    stage = game.stage(company)
    waits = stage.rule.waits
    if not rival.seated:
        first = stream(game.seed, "rivals").random()
        field = len(game.companies)
        rival.take_seat(stream(game.seed, f"rival:{team}"), (first + team / field) % 1, field)
    done: list[bool] = []
    if waits or not stage.open <= IDLE:
        name = f"rival:{team}:{year}:{stage.index}"
        actions = rival.decide(View(game, team), lambda: stream(game.seed, name))
        done += [_try(do, action) for action in actions]
    if company.stage == stage.index and game.year == year:
        if not waits or waits in game.met:
            done.append(_leave(game, team, do))
        elif not any(done):
            done += [_try(do, action) for action in _way_out(View(game, team))]
    return any(done)


def _leave(game: Game, team: int, do: Do) -> bool:
    """End the stage, after as many remedies as it takes."""
    if _try(do, EndStage(team)):
        return True
    for remedy in remedies(View(game, team)):
        if _try(do, remedy) and _try(do, EndStage(team)):
            return True
    return _try(do, EndStage(team, insolvent=True))


def _way_out(view: View) -> Iterator[Action]:
    """What gives up a turn in a meeting: a rival that takes nothing must not hold it up."""
    for wall in view.walls():
        if wall.turn == view.team:
            yield PassTurn(view.team, f"{wall.market}:{wall.product}")
    if view.stage.rule.waits == "tender":
        yield EndBids(view.team)


def _try(do: Do, action: Action) -> bool:
    try:
        do(action)
    except Refused:
        return False
    return True
