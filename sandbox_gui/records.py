"""The commands about saved games that run without a window: verify, replay, schema."""

from __future__ import annotations

import argparse

from .core.game import Game
from .history import Step, history
from .storage.games import open_game
from .storage.schema import write_schemas
from .text import t


def verify(options: argparse.Namespace) -> int:
    """``verify``: 0 where the replay gives what every round's file says; else 1 and the first difference."""
    folder, game = open_game(options.folder)
    found = folder.difference
    if found is not None:
        facts = {"round": found.round, "what": found.what, "saved": found.saved}
        print(t("verify.differs", replayed=found.replayed, **facts))
        return 1
    print(t("verify.verified", actions=len(game.history), rounds=len(folder.ends)))
    if folder.log.marks:
        print(t("verify.teacher", count=len(folder.log.marks)))
    return 0


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
