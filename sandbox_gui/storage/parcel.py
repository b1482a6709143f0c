"""A game as one file, to hand in or carry home: packing it, and unpacking what others have packed.

Nothing in a parcel is trusted: only files by the names of a save are taken, only so much of them, and
they come to lie in the folder that was asked for and nowhere else.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from ..core.refused import Refused
from .browse import summary
from .files import read_bytes, unwritable
from .reasons import FILE as REASONS

SUFFIX = ".sandbox"
MOST_BYTES = 64 * 1024 * 1024
MOST_FILES = 5000
"""No game takes more."""
_ROUND = r"Y\d{1,2}-[0-5]-(?:start|Q[1-4]|end)\.json"
_NAMES = re.compile(
    rf"(?:game|ruleset)\.json|(?:log|open|orders|reasons|refused)\.jsonl|notes/team-\d{{1,2}}\.txt|rounds/{_ROUND}|branches/\d{{3}}/{_ROUND}"
)
"""What a game's folder holds; the program's own pictures and locks stay behind."""


def contents(folder: Path) -> Iterator[tuple[str, Path]]:
    """The files of a game's folder that belong to the save, by the names they have in it.

    What rivals have in mind stays behind for as long as the table is not told it either.
    """
    about = summary(folder)
    told = about.mode == "practice" or about.finished
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if _NAMES.fullmatch(name) and path.is_file() and (told or name != REASONS):
            yield name, path


def pack(folder: Path, file: Path) -> None:
    """Write a game as one file, replacing an older one; refused where that cannot be done."""
    spare = file.with_name(file.name + ".tmp")
    try:
        with zipfile.ZipFile(spare, "w", zipfile.ZIP_DEFLATED) as parcel:
            for name, path in contents(folder):
                parcel.write(path, name)
        spare.replace(file)
    except (OSError, ValueError) as error:  # ValueError: a file's date before 1980
        spare.unlink(missing_ok=True)
        raise unwritable(file, error if isinstance(error, OSError) else OSError(0, str(error))) from error


def unpack(source: Path, to: Path) -> None:
    """Lay a packed game, or a game's folder, out in a new folder; refused where it is no game."""
    files = _from_folder(source) if source.is_dir() else _from_file(source)
    found, left = 0, MOST_BYTES
    for name, data in files:
        found, left = found + 1, left - len(data)
        if found > MOST_FILES or left < 0:
            raise Refused("save.too_large", file=source.name)
        path = to / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        except OSError as error:
            raise unwritable(path, error) from error
    if not found:
        raise Refused("save.no_parcel", file=source.name)


def _from_folder(source: Path) -> Iterator[tuple[str, bytes]]:
    for name, path in contents(source):
        yield name, read_bytes(path)


def _from_file(source: Path) -> Iterator[tuple[str, bytes]]:
    """The files of a parcel, each no longer than it says and no longer than a save's file may be."""
    try:
        with zipfile.ZipFile(source) as parcel:
            entries = parcel.infolist()
            if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > MOST_BYTES:
                raise Refused("save.too_large", file=source.name)
            for entry in entries:
                if _NAMES.fullmatch(entry.filename):
                    with parcel.open(entry) as stream:
                        yield entry.filename, stream.read(entry.file_size + 1)[: entry.file_size]
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError, KeyError) as error:
        # RuntimeError: a password is asked for; its kin NotImplementedError: an unknown way of packing
        raise Refused("save.no_parcel", file=source.name) from error
    except OSError as error:
        raise Refused("save.unreadable", file=source.name, detail=error.strerror or str(error)) from error
