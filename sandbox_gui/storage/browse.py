"""The saved games of a folder, at a glance."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ..core.refused import Refused
from .log import FILE
from .migrations import decode
from .rounds import round_files, round_name
from .rule_files import pinned_text
from .setup import HUMAN, GameFile, Mode


@dataclass(frozen=True, slots=True)
class GameSummary:
    """What the start screen tells of a saved game; `problem` is why it cannot be opened."""

    path: Path
    name: str
    ruleset: str
    players: int
    played: datetime
    round: str  # the last that has closed, as its file is called; or nothing
    problem: Refused | None = None
    years: int = 0
    mode: Mode = "practice"
    people: int = 0  # players that are no computer's

    @property
    def finished(self) -> bool:
        """Whether the last year has closed."""
        return self.round == f"Y{self.years}-5-end"


def summary(path: Path) -> GameSummary:
    """A saved game at a glance, without replaying it."""
    played = datetime.fromtimestamp(0).astimezone()
    try:
        log = next((file for name in (FILE, "open.jsonl") if (file := path / name).exists()), path / FILE)
        played = datetime.fromtimestamp(log.stat().st_mtime).astimezone()
        data = decode(path / "game.json", GameFile)
        pinned_text(data.ruleset, path)
        if not data.players:
            raise Refused("save.damaged", file="game.json", detail="players")
    except OSError as error:
        refused = Refused("save.damaged", file=FILE, detail=str(error.strerror))
        return GameSummary(path, path.name, "", 0, played, "", refused)
    except Refused as refused:
        return GameSummary(path, path.name, "", 0, played, "", refused)
    people = [player for player in data.players if player.kind == HUMAN]
    rounds = [round_name(place) for place in round_files(path)]
    return GameSummary(
        path, (people or data.players)[0].name, data.ruleset.id, len(data.players), played,
        rounds[-1] if rounds else "", None, data.years, data.mode, len(people),
    )  # fmt: skip


def saved_games(folder: Path) -> list[GameSummary]:
    """The games in a folder of saves, last played first."""
    if not folder.is_dir():
        return []
    found = [summary(path.parent) for path in folder.glob("[!.]*/game.json")]
    return sorted(found, key=lambda game: game.played, reverse=True)


def new_folder(saves: Path, name: str) -> Path:
    """A folder for a new game that does not exist yet: the day, and the company's name as far as safe."""
    safe = re.sub(r"[^\w-]+", "-", name).strip("-")[:24] or "game"
    base = f"{datetime.now():%Y%m%d-%H%M}-{safe}"
    candidates = (saves / (base if n == 1 else f"{base}-{n}") for n in range(1, 10_000))
    return next(path for path in candidates if not path.exists())
