"""Safe reading and writing: whole files are replaced at once, appended lines are flushed to disk."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from ..core.refused import Refused

MOST_BYTES = 16 * 1024 * 1024
"""No file of a save is larger: sixty companies over thirty years make half of it."""


def write_text(path: Path, text: str) -> None:
    """Replace a file: temporary file beside it, flush, replace. Refused where that cannot be done."""
    spare = path.with_name(path.name + ".tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with spare.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        spare.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise unwritable(path, error) from error


def append_bytes(path: Path, size: int, data: bytes) -> None:
    """Write behind a file's first `size` bytes, drop whatever else followed them, and flush.

    Refused where that cannot be done; the first `size` bytes are never touched.
    """
    try:
        with path.open("r+b" if size else "a+b") as file:
            if os.fstat(file.fileno()).st_size < size:
                raise OSError(None, "shorter than before")
            file.seek(size)
            file.truncate()
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise unwritable(path, error) from error


def sync_folder(path: Path) -> None:
    """Make the disk remember which files a folder holds; Windows does so by itself."""
    if os.name == "posix":
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def read_bytes(path: Path) -> bytes:
    """A file's contents. Refused where it is missing, too large or cannot be read."""
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise Refused("save.unreadable", file=path.name, detail="not a file")
        if about.st_size > MOST_BYTES:
            raise Refused("save.too_large", file=path.name)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise Refused("save.missing", file=path.name, path=str(path.parent)) from error
    except OSError as error:
        raise Refused("save.unreadable", file=path.name, detail=error.strerror or str(error)) from error


def unwritable(path: Path, error: OSError) -> Refused:
    """The refusal of a file that the disk does not take."""
    folder = str(path.parent)
    if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
        return Refused("save.full", path=folder)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return Refused("save.forbidden", path=folder)
    if error.errno in (errno.ENOENT, errno.ENODEV, errno.ENXIO, errno.EIO):
        return Refused("save.gone", path=folder)
    return Refused("save.unwritable", path=folder, detail=error.strerror or str(error))
