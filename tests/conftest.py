"""What all tests share: no window on the screen, no file in the user's saves, nothing left running."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Generator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# The user's own rulesets stay out of the tests, already while these are collected.
os.environ["SANDBOX_RULES"] = str(Path(__file__).parent / "no-rules")

# The same modest examples each time; HYPOTHESIS_PROFILE=thorough looks for new ones.
hypothesis.settings.register_profile("quick", max_examples=50, deadline=None, derandomize=True)
hypothesis.settings.register_profile("thorough", max_examples=1000, deadline=None)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


@pytest.fixture(scope="session", autouse=True)
def _saves(tmp_path_factory: pytest.TempPathFactory) -> Generator[Path]:
    """Keep the tests' rounds out of the user's folder."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("saves")
        patch.setenv("SANDBOX_SAVES", str(folder))
        yield folder


def _with_subclasses(kind: type) -> set[type]:
    return {kind}.union(*(_with_subclasses(sub) for sub in kind.__subclasses__()))


def left_running() -> list[str]:
    """The threads and timers of Qt that are still at work; a thread at exit aborts the whole run."""
    from PySide6.QtCore import QCoreApplication, QEvent, QThread, QTimer
    from shiboken6 import isValid

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    threads, timers = _with_subclasses(QThread), _with_subclasses(QTimer)
    kinds = threads | timers
    # Looking types up in a set is ten times as fast as isinstance, which asks Qt's metaclass.
    alive = [thing for thing in gc.get_objects() if type(thing) in kinds and isValid(thing)]
    main = QThread.currentThread()
    busy = [
        thing
        for thing in alive
        if thing is not main and (thing.isRunning() if type(thing) in threads else thing.isActive())
    ]
    return [f"{type(thing).__name__} {thing.objectName()}" for thing in busy]


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, Any, Any]:
    """Fail a test of the window that leaves threads or timers behind."""
    result = yield
    if "qapp" in getattr(item, "fixturenames", ()) and "PySide6" in sys.modules and (left := left_running()):
        pytest.fail(f"left running: {', '.join(left)}", pytrace=False)
    return result
