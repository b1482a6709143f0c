"""One writer a game, whatever happens to the program that was it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sandbox_gui.core.refused import Refused
from sandbox_gui.storage.lock import FILE, hold

HOLD = """
import sys, time
from pathlib import Path
from sandbox_gui.storage.lock import hold
lock = hold(Path(sys.argv[1]))
print("held", flush=True)
time.sleep(60)
"""


def test_a_second_writer_learns_who_the_first_is(tmp_path: Path) -> None:
    lock = hold(tmp_path)
    with pytest.raises(Refused, match=r"save\.held") as caught:
        hold(tmp_path)
    assert caught.value.facts["pid"] == str(os.getpid())
    lock.release()
    lock.release()
    hold(tmp_path).release()


def test_a_lock_that_nobody_refers_to_is_gone(tmp_path: Path) -> None:
    hold(tmp_path)
    hold(tmp_path).release()


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
def test_a_killed_program_holds_nothing(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(Refused, match=r"save\.held") as caught:
            hold(tmp_path)
        assert caught.value.facts["pid"] == str(other.pid)
        other.send_signal(signal.SIGKILL)
    hold(tmp_path).release()


def test_a_folder_that_cannot_be_written_is_only_looked_at(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    with pytest.raises(Refused, match=r"save\.read_only"):
        hold(tmp_path)
