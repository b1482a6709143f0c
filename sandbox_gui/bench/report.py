"""The command ``bench``: measures everything in one run and prints it as a table or as JSON."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from dataclasses import dataclass, field
from unicodedata import east_asian_width

from .. import __version__
from ..text import t
from . import games
from .sample import Sample, cpu_seconds, repeated
from .startup import NoWindow, startup


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is measured: the size of the game, the games of each growth, and the repeats."""

    teams: int
    years: int
    rounds: int  # games with rivals
    repeats: int  # of what is quick
    more_teams: tuple[int, ...]
    more_years: tuple[int, ...]


FULL = Effort(6, 6, 5, 30, (2, 6, 20, 60), (2, 6, 15, 30))
QUICK = Effort(2, 1, 1, 2, (2, 3), (1, 2))


@dataclass(slots=True)
class Report:
    """What was measured: figures by name, and of those measured often where half of them lie."""

    figures: dict[str, float | None] = field(default_factory=dict)
    spreads: dict[str, tuple[float, float]] = field(default_factory=dict)

    def note(self, name: str, sample: Sample) -> None:
        """Take in the median of a sample and its spread."""
        self.figures[name], self.spreads[name] = sample.middle, sample.spread


def measure(effort: Effort) -> Report:
    """Measure everything; a minute or so with full effort."""
    report = Report()
    _measure_games(report, effort)
    sizes = [(teams, effort.years) for teams in effort.more_teams]
    report.figures["teams_exponent"] = games.growth(sizes, effort.rounds)
    sizes = [(effort.teams, years) for years in effort.more_years]
    report.figures["years_exponent"] = games.growth(sizes, effort.rounds)
    _measure_startup(report, effort)
    return report


def _measure_games(report: Report, effort: Effort) -> None:
    what = games.setup(effort.teams, effort.years)
    game = games.played(what)
    actions = list(game.history)
    steady = Sample(tuple(cpu_seconds(lambda: games.played(what)) for _ in range(effort.rounds)))
    engine = repeated(lambda: games.replayed(what, actions), effort.repeats)
    report.note("engine_games_per_s", engine.each(lambda seconds: 1 / seconds))
    report.note("steady_games_per_s", steady.each(lambda seconds: 1 / seconds))
    apply = games.latencies(what, actions, effort.repeats)
    report.note("apply_us_median", apply)
    report.figures["apply_us_p99"] = apply.percentile(0.99)
    report.note("copy_us", games.copies(game, effort.repeats))
    saved = games.saved(what, actions, effort.rounds)
    report.note("verify_s", saved.verify)
    report.note("save_us", saved.save_us)
    report.figures["save_kb"] = saved.kilobytes


def _measure_startup(report: Report, effort: Effort) -> None:
    """The window beside a bare one; none of it where Qt cannot open a window here."""
    report.figures |= dict.fromkeys(("startup_ratio", "startup_s", "bare_window_s"))
    try:
        ours, bare = startup(2 * effort.rounds - 1)
    except NoWindow as reason:
        print(t("bench.no_window", reason=reason), file=sys.stderr)
        return
    report.note("startup_s", ours)
    report.note("bare_window_s", bare)
    report.figures["startup_ratio"] = ours.middle / bare.middle


def machine() -> dict[str, str | int | None]:
    """What the figures were measured on."""
    return {
        "program": __version__,
        "python": platform.python_version(),
        "system": platform.platform(),
        "processor": _processor(),
        "cores": os.cpu_count(),
    }


def _processor() -> str:
    return platform.processor() or platform.machine()


def bench(options: argparse.Namespace) -> int:
    """``bench``: how fast the program is on this machine; ``bench gui``: its window."""
    if options.part == "gui":
        from . import window

        return window.bench(options.quick, options.json)
    effort = QUICK if options.quick else FULL
    report = measure(effort)
    if options.json:
        game = {"ruleset": games.RULESET, "seed": games.SEED, "teams": effort.teams, "years": effort.years}
        more = {"quartiles": report.spreads, "game": game, "machine": machine()}
        print(json.dumps({**report.figures, **more}, ensure_ascii=False, indent=1))
    else:
        _print_table(report, effort)
    return 0


def _print_table(report: Report, effort: Effort) -> None:
    facts = {"teams": effort.teams, "years": effort.years}
    facts |= {"most_teams": effort.more_teams[-1], "most_years": effort.more_years[-1]}
    facts |= {"least_teams": effort.more_teams[0], "least_years": effort.more_years[0]}
    rows = [(t("bench.what"), t("bench.median"), t("bench.half"))]
    for name, value in report.figures.items():
        spread = report.spreads.get(name)
        half = f"{_figure(spread[0])} – {_figure(spread[1])}" if spread else ""
        rows.append((t(f"bench.{name}", **facts), "—" if value is None else _figure(value), half))
    widest = max(_width(row[0]) for row in rows)
    print(t("bench.head", **facts, **machine()))
    for label, shown, half in rows:
        print(f"{label}{' ' * (widest - _width(label))}  {_right(shown, 10)}   {half}".rstrip())
    print(t("bench.note"))


def _figure(value: float) -> str:
    """Three figures that count."""
    if value >= 100:
        return f"{value:.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 1 else f"{value:.3f}"


def _right(text: str, width: int) -> str:
    return " " * (width - _width(text)) + text


def _width(text: str) -> int:
    """How many columns a terminal needs: Chinese characters take two."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
