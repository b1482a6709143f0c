"""Tournaments of computer-run companies: many games, the seats rotated, what each kind made of them.

A player is written as the driver knows it: a level, or a level and a character (``expert:leader``).
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import signal
import statistics
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.synchronize import Event

from .core.actions import Action
from .core.engine import apply
from .core.opening import MOST_TEAMS
from .core.refused import Refused
from .core.score import standings
from .rivals.driver import create, play
from .storage.games import GameSetup, Player, start_game
from .storage.orders import read_book
from .storage.rulesets import load_ruleset
from .text import t

INTERRUPTED = 130
"""The exit status after Ctrl-C, as shells have it."""


@dataclass(frozen=True, slots=True)
class Seat:
    """What one player made of one game; a bankrupt company scores 0."""

    player: str
    score: int
    won: bool
    bankrupt: bool


@dataclass(frozen=True, slots=True)
class Summary:
    """What the players of a group made of their games: scores, first places, bankruptcies."""

    seats: int
    mean: float
    spread: float
    wins: int
    bankrupt: int


def setups(plan: GameSetup, seeds: Sequence[int]) -> list[GameSetup]:
    """The games of a tournament: with each seed the players move on by one seat."""
    count = len(plan.players)
    return [
        GameSetup(plan.ruleset, seed, plan.years, _seated(plan.players, turn % count), book=plan.book)
        for turn, seed in enumerate(seeds)
    ]


def _seated(players: tuple[Player, ...], turn: int) -> tuple[Player, ...]:
    moved = (*players[turn:], *players[:turn])
    return tuple(Player(f"T{number}", player.kind) for number, player in enumerate(moved, 1))


class Stopped(Exception):
    """The tournament is over before this game is."""


_stop: list[Event] = []


def _begin(stop: Event) -> None:
    """Prepare a worker: Ctrl-C is for the main process, which says when to stop."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _stop.append(stop)


@contextmanager
def _deaf() -> Iterator[None]:
    """Do not hear Ctrl-C for a moment; processes born in it never do."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def play_game(setup: GameSetup) -> list[Seat]:
    """Play a game to its end; Stopped where the tournament ends before."""
    game = start_game(setup)

    def do(action: Action) -> None:
        if any(stop.is_set() for stop in _stop):
            raise Stopped
        apply(game, action)

    play(game, {team: create(player.kind) for team, player in enumerate(setup.players, 1)}, do)
    places = standings(game)
    best = max((place.score or 0 for place in places if place.score is not None), default=None)
    return [
        Seat(
            setup.players[p.team - 1].kind,
            p.score or 0,
            p.score is not None and p.score == best,
            bool(p.bankrupt),
        )
        for p in places
    ]


def results(games: Sequence[GameSetup], jobs: int) -> Iterator[list[Seat]]:
    """The seats of each game as it is over; with several jobs the games run in processes of their own."""
    if jobs == 1:
        yield from map(play_game, games)
        return
    context = multiprocessing.get_context("spawn")
    stop = context.Event()
    with ProcessPoolExecutor(jobs, context, _begin, (stop,)) as pool:
        with _deaf():  # workers that are just being born would answer Ctrl-C with a traceback
            waiting = [pool.submit(play_game, setup) for setup in games]
        try:
            for done in as_completed(waiting):
                yield done.result()
        finally:
            stop.set()
            pool.shutdown(cancel_futures=True)


def gather(
    games: Sequence[GameSetup], jobs: int, tell: Callable[[int], None]
) -> tuple[list[Seat], int, bool]:
    """Play the games: their seats, how many are over, and whether Ctrl-C ended the tournament early."""
    seats: list[Seat] = []
    over = 0
    try:
        for found in results(games, jobs):
            seats += found
            over += 1
            tell(over)
    except KeyboardInterrupt:
        return seats, over, True
    return seats, over, False


def summaries(seats: Sequence[Seat], group: Callable[[str], str]) -> dict[str, Summary]:
    """The seats summed up by a group of their player; best mean first."""
    found: dict[str, list[Seat]] = {}
    for seat in seats:
        found.setdefault(group(seat.player), []).append(seat)
    summed = {name: _summary(members) for name, members in found.items() if name}
    return dict(sorted(summed.items(), key=lambda item: (-item[1].mean, item[0])))


def _summary(seats: Sequence[Seat]) -> Summary:
    scores = [seat.score for seat in seats]
    spread = statistics.stdev(scores) if len(scores) > 1 else 0.0
    wins, bankrupt = sum(seat.won for seat in seats), sum(seat.bankrupt for seat in seats)
    return Summary(len(seats), statistics.fmean(scores), spread, wins, bankrupt)


def level(player: str) -> str:
    """The level of a player."""
    return player.partition(":")[0]


def character(player: str) -> str:
    """The character of a player; nothing where none is named."""
    return player.partition(":")[2]


# The command


def tournament(options: argparse.Namespace) -> int:
    """``tournament``: play the games and print what each level and character made of them."""
    if options.seeds < 1 or options.jobs < 1:
        raise Refused("amount.too_small", amount=min(options.seeds, options.jobs), least=1)
    games = setups(_plan(options), range(options.seed, options.seed + options.seeds))
    start_game(games[0])  # what cannot be played is refused before anything starts
    tell = _Progress(len(games))
    seats, over, interrupted = gather(games, min(options.jobs, len(games)), tell)
    tell.end()
    groups = {"level": summaries(seats, level), "character": summaries(seats, character)}
    if options.json:
        print(
            json.dumps(
                {"games": over, "of": len(games), **{name: _data(group) for name, group in groups.items()}}
            )
        )
    else:
        print(t("tournament.games", over=over, games=len(games), ruleset=options.ruleset))
        for name, group in groups.items():
            _print(name, group)
    return INTERRUPTED if interrupted else 0


def _plan(options: argparse.Namespace) -> GameSetup:
    """What all games of a tournament share."""
    kinds = [kind.strip() for kind in options.players.split(",")]
    for kind in kinds:
        create(kind)
    ruleset, _ = load_ruleset(options.ruleset)
    teams = max(6, len(kinds)) if options.teams is None else options.teams
    if not 1 <= teams <= MOST_TEAMS:
        raise Refused("game.teams", most=MOST_TEAMS)
    players = tuple(Player(f"T{n + 1}", kinds[n % len(kinds)]) for n in range(teams))
    book = read_book(options.orders, ruleset) if options.orders else None
    years = ruleset.years if options.years is None else options.years
    return GameSetup(options.ruleset, options.seed, years, players, book=book)


class _Progress:
    """Says on standard error how many games are over: on one line of a terminal, else a line each."""

    def __init__(self, games: int) -> None:
        self.games = games
        self.terminal = sys.stderr.isatty()

    def __call__(self, over: int) -> None:
        print(f"{over}/{self.games}", end="\r" if self.terminal else "\n", file=sys.stderr, flush=True)

    def end(self) -> None:
        """Leave the line."""
        if self.terminal:
            print(file=sys.stderr)


def _data(group: dict[str, Summary]) -> dict[str, dict[str, float]]:
    return {
        name: {"seats": s.seats, "mean": s.mean, "spread": s.spread, "wins": s.wins, "bankrupt": s.bankrupt}
        for name, s in group.items()
    }


def _print(name: str, group: dict[str, Summary]) -> None:
    """A group as a table, if anybody belongs to it."""
    if not group:
        return
    heads = [t(f"tournament.{head}") for head in (name, "seats", "mean", "spread", "wins", "bankrupt")]
    print()
    print(_row(heads))
    print(_row(["---"] + ["---:"] * 5))
    for who, found in group.items():
        figures = (found.seats, f"{found.mean:.1f}", f"{found.spread:.1f}", found.wins, found.bankrupt)
        print(_row([who, *map(str, figures)]))


def _row(cells: Sequence[str]) -> str:
    """A row of a Markdown table."""
    return f"| {' | '.join(cells)} |"
