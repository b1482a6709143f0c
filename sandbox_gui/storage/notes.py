"""A team's private note pad, kept beside its game; it is no part of any round."""

from __future__ import annotations

from pathlib import Path

from ..core.refused import Refused
from .files import read_bytes, write_text

LONGEST = 100_000
"""Characters that a pad holds: hundreds of pages."""


def notes_path(folder: Path, team: int) -> Path:
    """Where a team's notes lie."""
    return folder / "notes" / f"team-{team}.txt"


def read_notes(folder: Path, team: int) -> str:
    """A team's notes, empty at first; refused where they cannot be read."""
    path = notes_path(folder, team)
    if not path.exists():
        return ""
    try:
        return read_bytes(path).decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused("save.damaged", file=path.name, detail=str(error)[:200]) from error


def write_notes(folder: Path, team: int, words: str) -> None:
    """Keep a team's notes; refused where the disk does not take them, or where they are too long."""
    if len(words) > LONGEST:
        raise Refused("notes.long", most=LONGEST)
    write_text(notes_path(folder, team), words)
