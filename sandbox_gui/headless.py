"""The commands that run without a window: simulate, board, rules, demo."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from .core.actions import Action
from .core.digest import digest
from .core.engine import apply
from .core.game import Game
from .core.refused import Refused
from .core.score import Standing, standings
from .resources import saves_dir, user_rules_dir
from .rivals.driver import create, play
from .rulesheet import sheet
from .storage.browse import new_folder
from .storage.games import GameFolder, GameSetup, Player, game_at, moments, open_game, start_game
from .storage.orders import read_book
from .storage.rulesets import broken_rulesets, load_ruleset, ruleset_ids
from .text import named, sentence, t

DEMO = GameSetup("itmc", 7, 6, tuple(Player(f"T{n}", "steady") for n in range(1, 7)))


def play_rivals(setup: GameSetup, out: Path | None) -> Game:
    """Play a game of computer-run companies to its end, its rounds written to `out` where given.

    A folder that holds this very game already is left as it is; one with another game is refused.
    """
    game = start_game(setup)
    folder = GameFolder.create(setup, out) if out and not _holds(out, setup) else None

    def do(action: Action) -> None:
        apply(game, action)
        if folder:
            folder.record(game, action)

    play(game, {team: create(player.kind) for team, player in enumerate(setup.players, 1)}, do)
    return game


def _holds(path: Path, setup: GameSetup) -> bool:
    """Whether a folder holds the finished game of a set-up."""
    if not (path / "game.json").exists():
        return False
    folder, game = open_game(path)
    return folder.setup == setup and game.over


def simulate(options: argparse.Namespace) -> int:
    """``simulate``: rivals only; prints the standings and the state's hash."""
    if not 1 <= options.teams <= 60:
        raise Refused("game.teams", most=60)
    kinds, names = options.players.split(","), options.names.split(",") if options.names else []
    names += [f"T{n}" for n in range(len(names) + 1, options.teams + 1)]
    players = tuple(Player(names[n], kinds[n % len(kinds)]) for n in range(options.teams))
    ruleset, _ = load_ruleset(options.ruleset)
    years = ruleset.years if options.years is None else options.years
    book = read_book(options.orders, ruleset) if options.orders else None
    setup = GameSetup(options.ruleset, options.seed, years, players, book=book)
    game = play_rivals(setup, options.out)
    places = standings(game)
    if options.json:
        print(json.dumps({"standings": [_row(place) for place in places], "sha256": digest(game)}))
    else:
        _print_standings(places)
        print(f"state sha256: {digest(game)}")
    return 0


def _row(place: Standing) -> dict[str, object]:
    return {
        "team": place.team,
        "equity": place.equity,
        "points": place.points,
        "score": place.score,
        "bankrupt": place.bankrupt or None,
    }


def _print_standings(places: list[Standing]) -> None:
    heads = [t(f"cli.{name}") for name in ("team", "equity", "points", "score", "bankrupt")]
    print("{:>6} {:>8} {:>8} {:>8}  {}".format(*heads))
    for place in places:
        score = "–" if place.score is None else str(place.score)
        bankrupt = place.bankrupt or t("cli.no")
        print(f"{place.team:>6} {place.equity:>8} {place.points:>8} {score:>8}  {bankrupt}")


def board(options: argparse.Namespace) -> int:
    """``board``: draw a team's board as it stood at the end of a quarter (0: the year's start)."""
    from .gui.board.render import save_film, save_png

    when = options.year, options.quarter
    if options.film:
        games = moments(options.folder, options.team, when)
        save_film(games, options.team, when, options.png, options.film)
    else:
        save_png(game_at(options.folder, options.team, when), options.team, options.png)
    print(options.png)
    return 0


def rules(options: argparse.Namespace) -> int:
    """``rules``: list the rulesets, or print one as the rule sheet that a teacher would hand out."""
    if options.ruleset:
        print(sheet(load_ruleset(options.ruleset)[0]), end="")
        return 0
    for name in ruleset_ids():
        ruleset, _ = load_ruleset(name)
        print(f"{name:12} v{ruleset.version}  {named(ruleset.name)}")
    print(t("cli.own_rules", folder=user_rules_dir()))
    broken = broken_rulesets()
    for path, trouble in broken.items():
        print(f"{path.name}: {sentence(trouble)}", file=sys.stderr)
    return 1 if broken else 0


def demo(options: argparse.Namespace) -> int:
    """``demo``: a game that plays itself; its rounds and a picture of a board for each year in a folder."""
    out = options.out or new_folder(saves_dir(), t("cli.demo"))
    game = play_rivals(DEMO, out)
    winner = standings(game)[0].team
    pictures = _draw_years(out, game, winner)
    _print_standings(standings(game))
    print(t("cli.demo_done", folder=out, pictures=pictures))
    return 0


def _draw_years(out: Path, game: Game, team: int) -> int:
    """Draw the winner's board at each year's end; without Qt's system libraries say so and draw none."""
    try:
        from .gui.board.render import save_png
    except ImportError as error:
        print(t("cli.no_pictures", reason=error), file=sys.stderr)
        return 0
    for year in range(1, game.years + 1):
        then = game_at(out, team, (year, 4))
        save_png(then, team, out / f"board-Y{year}.png")
    return game.years
