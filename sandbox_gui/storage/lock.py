"""One writer a game: the operating system holds the lock, so that it goes with the program that held it."""

from __future__ import annotations

import contextlib
import errno
import os
import socket
import sys
from pathlib import Path

from ..core.refused import Refused

FILE = "lock"
_AWAY = 4096
"""Where the locked byte lies: behind what the file says, which others may read meanwhile."""

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        os.lseek(handle, _AWAY, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Lock:
    """Holds a game's folder for this program until `release`, or until nobody refers to it."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    def release(self) -> None:
        """Let others write."""
        handle, self._handle = self._handle, -1
        if handle >= 0:
            os.close(handle)

    def __del__(self) -> None:
        with contextlib.suppress(OSError):  # at the end of the process the handle may be gone already
            self.release()


def hold(folder: Path) -> Lock:
    """Hold a game's folder; refused where another program does, or where it cannot be written at all."""
    try:
        handle = os.open(folder / FILE, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o644)
    except OSError as error:
        raise Refused("save.read_only", path=str(folder), detail=error.strerror or str(error)) from error
    lock = Lock(handle)
    try:
        _lock(handle)
    except OSError as error:
        if error.errno in (errno.EAGAIN, errno.EACCES, errno.EDEADLK):
            pid, host = _holder(handle)
            raise Refused("save.held", pid=pid, host=host) from error
        # A network folder without locks: nobody can be kept out, so nobody is.
    os.ftruncate(handle, 0)
    os.lseek(handle, 0, os.SEEK_SET)
    os.write(handle, f"{os.getpid()} {socket.gethostname()}\n".encode())
    return lock


def _holder(handle: int) -> tuple[str, str]:
    """Who holds the lock, as far as the file says."""
    os.lseek(handle, 0, os.SEEK_SET)
    pid, _, host = os.read(handle, 200).decode("utf-8", "replace").strip().partition(" ")
    return pid[:20], host[:80]
