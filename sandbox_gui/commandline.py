"""The command line: the window in a language, and the commands that run without it."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from . import __version__
from .resources import asset
from .text import LANGUAGES, sentence, set_language


def _later(module: str, name: str) -> Callable[[argparse.Namespace], int]:
    """A command of a module that is loaded when it runs, for the window must not wait for it."""

    def run(options: argparse.Namespace) -> int:
        status: int = getattr(import_module(f"{__package__}.{module}"), name)(options)
        return status

    return run


def parser() -> argparse.ArgumentParser:
    """The command line."""
    top = argparse.ArgumentParser(prog="sandbox-gui", description="企业经营沙盘 · The enterprise sandbox")
    top.add_argument("--version", action="version", version=__version__)
    top.add_argument("--language", choices=sorted(LANGUAGES), help="界面语言 · language")
    commands = top.add_subparsers(dest="command", metavar="command")

    simulate = commands.add_parser("simulate", help="只由电脑对战 · play computer-run companies only")
    simulate.add_argument("--ruleset", default="itmc")
    simulate.add_argument("--teams", type=int, default=6)
    simulate.add_argument("--years", type=int)
    simulate.add_argument("--seed", type=int, default=1)
    simulate.add_argument("--players", default="steady", help="kinds of companies, by commas, in turn")
    simulate.add_argument("--names", default="", help="企业名称 · names of the companies, by commas")
    simulate.add_argument("--orders", type=Path, help="订单表 · an order book: .csv, .xlsx or .jsonl")
    simulate.add_argument("--out", type=Path, help="存档文件夹 · folder for the rounds")
    simulate.add_argument("--json", action="store_true")
    simulate.set_defaults(run=_later("headless", "simulate"))

    tournament = commands.add_parser("tournament", help="电脑循环赛 · measure rivals over many games")
    tournament.add_argument("--ruleset", default="itmc")
    tournament.add_argument("--seeds", type=int, default=10, help="how many games; the seats rotate")
    tournament.add_argument("--seed", type=int, default=1, help="the first seed")
    tournament.add_argument("--players", default="steady", help="levels, or level:character, by commas")
    tournament.add_argument("--teams", type=int, help="6, or as many as there are players")
    tournament.add_argument("--years", type=int)
    tournament.add_argument("--orders", type=Path, help="订单表 · an order book: .csv, .xlsx or .jsonl")
    tournament.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="games at the same time")
    tournament.add_argument("--json", action="store_true")
    tournament.set_defaults(run=_later("tournament", "tournament"))

    board = commands.add_parser("board", help="画出某一时刻的盘面 · draw a board of a saved game")
    board.add_argument("folder", type=Path)
    board.add_argument("--team", type=int, default=1)
    board.add_argument("--year", type=int, default=1)
    board.add_argument(
        "--quarter", type=int, default=4, choices=range(6), help="0 = year start, 5 = year end"
    )
    board.add_argument("--png", type=Path, required=True)
    board.add_argument("--film", type=int, metavar="N", help="N 帧移动过程 · N frames of what moves")
    board.set_defaults(run=_later("headless", "board"))

    rules = commands.add_parser("rules", help="规则表 · list the rulesets, or print one as a rule sheet")
    rules.add_argument("ruleset", nargs="?")
    rules.set_defaults(run=_later("headless", "rules"))

    demo = commands.add_parser("demo", help="无显示器时的演示 · a game that plays itself, with pictures")
    demo.add_argument("--out", type=Path)
    demo.set_defaults(run=_later("headless", "demo"))

    bench = commands.add_parser("bench", help="测速 · measure how fast the program is on this machine")
    bench.add_argument("part", nargs="?", choices=("gui",), help="只测窗口 · the window alone")
    bench.add_argument("--json", action="store_true")
    bench.add_argument("--quick", action="store_true", help="很快，但不准 · a moment, and only roughly")
    bench.set_defaults(run=_later("bench.report", "bench"))

    verify = commands.add_parser("verify", help="核对存档 · replay a saved game and compare every round")
    verify.add_argument(
        "saves", type=Path, nargs="+", help="文件夹或 .sandbox 文件 · folders or .sandbox files"
    )
    verify.set_defaults(run=_later("records", "verify"))

    replay = commands.add_parser("replay", help="打印经过 · print what happened in a saved game")
    replay.add_argument("folder", type=Path)
    replay.add_argument("--team", type=int, help="只看一组 · one team alone")
    replay.set_defaults(run=_later("records", "replay"))

    schema = commands.add_parser("schema", help="存档格式 · write the JSON Schemas of saved games")
    schema.add_argument("--out", type=Path, default=asset("schema"))
    schema.set_defaults(run=_later("records", "write_schema"))
    return top


def execute(arguments: Sequence[str]) -> int:
    """Do what a command line says; the exit status is 0, or 1 where something was refused."""
    options = parser().parse_args(arguments)
    if options.language:
        set_language(options.language)
    if options.command is None:
        from .gui.app import run

        return run(options.language)
    from .core.refused import Refused
    from .core.ruleset import RulesetError
    from .storage.orders import BadBook

    try:
        status: int = options.run(options)
        sys.stdout.flush()
    except (Refused, RulesetError) as refused:
        print(sentence(refused), file=sys.stderr)
        return 1
    except BadBook as bad:
        for complaint in bad.complaints:
            print(complaint.sentence(), file=sys.stderr)
        return 1
    except BrokenPipeError:  # whoever reads has read enough; nothing is left to be flushed at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return status
