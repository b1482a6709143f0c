"""The shelf of saved games: taking one in, throwing one away, and taking it out of the bin again."""

from __future__ import annotations

import re
import shutil
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ..core.refused import Refused
from .browse import GameSummary, saved_games, summary
from .files import unwritable
from .games import open_game
from .lock import FILE as LOCK
from .lock import hold
from .parcel import SUFFIX, unpack
from .rounds import Difference

BIN = ".trash"
INCOMING = ".incoming"


@dataclass(frozen=True, slots=True)
class Incoming:
    """A game that waits to be taken in: what it is, and whether its rounds are what the replay gives."""

    path: Path
    source: Path
    summary: GameSummary
    actions: int
    difference: Difference | None
    carried: bool  # whether it is played by its own copy of rules that are not installed here

    def accept(self, saves: Path) -> Path:
        """Put it among the saved games, beside those there are; its folder. Refused where it cannot be."""
        name = self.source.stem if self.source.suffix == SUFFIX else self.source.name
        return _move(self.path, free(saves, name))

    def discard(self) -> None:
        """Leave it."""
        shutil.rmtree(self.path, ignore_errors=True)


def bring(source: Path, saves: Path) -> Incoming:
    """Unpack a game from a file or a folder, and look at it; refused where it is none."""
    try:
        (saves / INCOMING).mkdir(parents=True, exist_ok=True)
        path = Path(tempfile.mkdtemp(dir=saves / INCOMING))
    except OSError as error:
        raise unwritable(saves / INCOMING, error) from error
    try:
        unpack(source, path)
        folder, game = open_game(path)
    except Refused:
        shutil.rmtree(path, ignore_errors=True)
        raise
    return Incoming(path, source, summary(path), len(game.history), folder.difference, folder.carried)


def free(saves: Path, name: str) -> Path:
    """A folder for a game that does not exist yet, by a name as far as it is safe."""
    safe = re.sub(r"[^\w-]+", "-", name).strip("-")[:60] or f"{datetime.now():%Y%m%d-%H%M}"
    candidates = (saves / (safe if n == 1 else f"{safe}-{n}") for n in range(1, 10_000))
    return next(path for path in candidates if not path.exists())


def throw_away(game: Path, saves: Path) -> Path:
    """Put a game into the bin; where it lies there. Refused while it is played."""
    if (game / "game.json").exists():
        hold(game).release()
    (game / LOCK).unlink(missing_ok=True)
    return _move(game, free(saves / BIN, game.name))


def take_out(game: Path, saves: Path) -> Path:
    """Take a game out of the bin again; where it lies now. Refused where it cannot be moved."""
    return _move(game, free(saves, game.name))


def bin_of(saves: Path) -> list[GameSummary]:
    """The games in the bin, last played first."""
    return saved_games(saves / BIN)


def _move(path: Path, to: Path) -> Path:
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(path, to)
    except OSError as error:
        raise unwritable(to, error) from error
    return to
