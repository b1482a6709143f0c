"""Start-up: from the start of the process to the first paint, beside a bare Qt window of the same size."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from .sample import Sample

CHILD = f"{__package__.rpartition('.')[0]}.gui.first_paint"
PATIENCE = 60
"""Seconds after which a window that has not painted never will."""


class NoWindow(RuntimeError):
    """A window that did not come to paint; the text is what it said last."""


def startup(times: int) -> tuple[Sample, Sample]:
    """The seconds of the program's window and of the bare one, taken in turn, after a start of each."""
    ours, bare = [], []
    with TemporaryDirectory() as place:
        for turn in range(times + 1):
            found = _until_painted("window", Path(place)), _until_painted("bare", Path(place))
            if turn:
                ours.append(found[0])
                bare.append(found[1])
    return Sample(tuple(ours)), Sample(tuple(bare))


def _until_painted(what: str, place: Path) -> float:
    """The seconds from the start of a process to its window's first paint, as on a first start."""
    # The window is to look as it does to a new user, and to leave nothing behind.
    paths = {"SANDBOX_SETTINGS": str(place / "settings.ini"), "SANDBOX_SAVES": str(place / "saves")}
    start = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, "-m", CHILD, what],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **paths},
    )
    try:
        painted = child.stdout.readline() if child.stdout else ""
        seconds = time.perf_counter() - start
        _, errors = child.communicate(timeout=PATIENCE)
    finally:
        child.kill()
    if painted.strip() != "painted":
        raise NoWindow(errors.strip().rpartition("\n")[2])
    return seconds
