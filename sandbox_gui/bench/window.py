"""``bench gui``: the window on the fullest table, each figure beside bare Qt's of the same run."""

from __future__ import annotations

import json
import os

from ..text import t
from .sample import Sample
from .startup import startup

YEARS, STARTS = 6, 5


def measure(quick: bool) -> dict[str, float]:
    """Frames and clicks in milliseconds (95 of 100 are no slower), the start beside bare Qt, memory in MB."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from ..gui.bench import growth, table_samples

    samples = table_samples(20 if quick else None)
    figures = {f"{name}_ms_p95": 1000 * Sample(values).percentile(0.95) for name, values in samples.items()}
    ours, bare = startup(1 if quick else STARTS)
    figures |= {"first_paint_s": ours.middle, "bare_first_paint_s": bare.middle}
    figures["first_paint_ratio"] = ours.middle / bare.middle
    return figures | {"growth_mb": growth(1 if quick else YEARS)}


def bench(quick: bool, as_json: bool) -> int:
    """Measure and print."""
    figures = measure(quick)
    if as_json:
        print(json.dumps({name: round(value, 3) for name, value in figures.items()}))
        return 0
    for name, value in figures.items():
        print(f"{value:10.2f}  {t(f'bench.{name}')}")
    return 0
