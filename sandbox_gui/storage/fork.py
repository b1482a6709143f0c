"""A game split off from another: what happened up to a moment, in a folder of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ..core.engine import apply
from .games import GameFolder, action_of, start_game
from .log import ORGANISER, Row, stamp
from .setup import Origin


def fork(source: GameFolder, rows: Sequence[Row], to: Path) -> GameFolder:
    """A new game for practice that begins with these actions of another; refused as `create` is."""
    setup = replace(source.setup, mode="practice")
    folder = GameFolder.create(setup, to, Origin(source.path.name, len(rows)))
    if any(row["do"] in ORGANISER for row in rows):
        folder.hold({"teacher": True, "at": stamp()})
    game = start_game(setup)
    for row in rows:
        action = action_of(row)
        apply(game, action)
        folder.hold(row)
        folder.follow(game, action)
    folder.flush()
    return folder
