"""Whole games: with rivals that decide, with their decisions given, small and large, saved and opened."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from ..core.actions import Action
from ..core.engine import apply
from ..core.game import Game, copy_game
from ..rivals.driver import create, play
from ..storage.games import GameFolder, GameSetup, Player, open_game, start_game
from .sample import Sample, exponent, repeated

RULESET, SEED = "itmc", 7


def setup(teams: int, years: int) -> GameSetup:
    """A game of steady rivals."""
    players = tuple(Player(f"T{number}", "steady") for number in range(1, teams + 1))
    return GameSetup(RULESET, SEED, years, players)


def played(what: GameSetup) -> Game:
    """A whole game, its rivals deciding for themselves."""
    game = start_game(what)
    rivals = {team: create(player.kind) for team, player in enumerate(what.players, 1)}
    play(game, rivals, lambda action: apply(game, action))
    return game


def replayed(what: GameSetup, actions: Sequence[Action]) -> Game:
    """The same game, its decisions given: the engine's part of it."""
    game = start_game(what)
    for action in actions:
        apply(game, action)
    return game


def latencies(what: GameSetup, actions: Sequence[Action], games: int) -> Sample:
    """What each action takes, in microseconds by the clock."""
    found = []
    for _ in range(games):
        game = start_game(what)
        for action in actions:
            start = time.perf_counter_ns()
            apply(game, action)
            found.append((time.perf_counter_ns() - start) / 1000)
    return Sample(tuple(found))


def copies(game: Game, times: int) -> Sample:
    """What a copy of a game takes, in microseconds."""
    return repeated(lambda: [copy_game(game) for _ in range(10)], times).each(lambda seconds: seconds * 1e5)


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved game: its size, what each action took to save, and what it takes to open and verify it."""

    kilobytes: float
    save_us: Sample
    verify: Sample


def saved(what: GameSetup, actions: Sequence[Action], times: int) -> Saved:
    """A whole game saved action by action, then opened and verified so often; seconds by the clock."""
    with TemporaryDirectory() as place:
        path = Path(place) / "game"
        saving = _save(what, actions, path)
        size = sum(file.stat().st_size for file in path.rglob("*") if file.is_file())
        opening = []
        for _ in range(times):
            start = time.perf_counter()
            open_game(path)
            opening.append(time.perf_counter() - start)
    return Saved(size / 1024, saving, Sample(tuple(opening)))


def _save(what: GameSetup, actions: Sequence[Action], path: Path) -> Sample:
    """Save a game as it is played; microseconds for each action, the disk's part with them."""
    game, folder, found = start_game(what), GameFolder.create(what, path), []
    for action in actions:
        apply(game, action)
        start = time.perf_counter_ns()
        folder.record(game, action)
        found.append((time.perf_counter_ns() - start) / 1000)
    return Sample(tuple(found))


def growth(sizes: Sequence[tuple[int, int]], times: int) -> float:
    """The exponent by which the engine's time grows over games of these (teams, years)."""
    seconds = []
    for teams, years in sizes:
        what = setup(teams, years)
        actions = played(what).history
        seconds.append(min(repeated(partial(replayed, what, actions), times).values))
    return exponent([teams * years for teams, years in sizes], seconds)
