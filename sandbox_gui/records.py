"""The commands about saved games that run without a window: verify, replay, schema."""

from __future__ import annotations

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory

from .core.game import Game
from .core.refused import Refused
from .core.ruleset import RulesetError
from .history import Step, history
from .storage.games import open_game
from .storage.parcel import unpack
from .storage.schema import write_schemas
from .text import sentence, t


def verify(options: argparse.Namespace) -> int:
    """``verify``: 0 where the replay gives what every round of every save says; else 1, and what differs.

    A save may be a folder, or a game as one file.
    """
    whole = True
    for save in options.saves:
        if len(options.saves) > 1:
            print(f"{save}: ", end="")
        try:
            whole &= _verify(save)
        except (Refused, RulesetError) as refused:
            print(sentence(refused))
            whole = False
    return 0 if whole else 1


def _verify(save: Path) -> bool:
    """Print what a save comes to; whether it is whole."""
    with TemporaryDirectory() as spare:
        if save.is_file():
            unpack(save, Path(spare))
        folder, game = open_game(Path(spare) if save.is_file() else save)
    found = folder.difference
    if found is not None:
        facts = {"round": found.round, "what": found.what, "saved": found.saved}
        print(t("verify.differs", replayed=found.replayed, **facts))
        return False
    print(t("verify.verified", actions=len(game.history), rounds=len(folder.ends)))
    if folder.carried:
        print(t("save.carried", ruleset=folder.setup.ruleset))
    if folder.log.marks:
        print(t("verify.teacher", count=len(folder.log.marks)))
    return True


def replay(options: argparse.Namespace) -> int:
    """``replay``: every step of a game as text, quarter by quarter."""
    folder, game = open_game(options.folder)
    part = (0, 0)
    for step in history(folder.setup, folder.log.line):
        if options.team not in (None, step.team):
            continue
        if (step.year, step.quarter) != part:
            part = step.year, step.quarter
            print(f"\n{t('replay.part', year=step.year, part=t(f'replay.part_{step.quarter}'))}")
        print(_line(step, game))
    return 0


def _line(step: Step, game: Game) -> str:
    """Number, cash effect, cash after, company, and what was decided."""
    cash = f"{step.cash:+d}".replace("-", "−") if step.cash else ""
    name = game.company(step.team).name
    return f"{step.number:>6} {cash:>7} {step.after:>7}  {name}　{step.words}"


def write_schema(options: argparse.Namespace) -> int:
    """``schema``: write the schemas of a save's files to a folder."""
    for path in write_schemas(options.out):
        print(path)
    return 0
