"""``python -m tests.kill``: a scripted game is killed at random instants; nothing confirmed is missing.

The game is played and written as the program does it, with steps back and forward, in a process of its
own, which names each line of the log once the disk has it. SIGKILL comes at any moment; the save must
open, hold every named line, and be played on by the next process. 200 times by default; ordinary tests
do it a few times.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sandbox_gui.core.actions import Action
from sandbox_gui.core.digest import digest
from sandbox_gui.core.engine import apply, may_act
from sandbox_gui.core.game import Game
from sandbox_gui.rivals.driver import KINDS, act, create
from sandbox_gui.storage.games import GameFolder, GameSetup, Player, open_game
from sandbox_gui.storage.lock import hold

KIND = next(iter(KINDS))
SETUP = GameSetup("itmc", 7, 6, tuple(Player(f"T{team}", KIND) for team in (1, 2, 3)))


class Script:
    """Rivals play on in a folder; every now and then some steps are taken back, and some made again."""

    def __init__(self, path: Path, seed: int) -> None:
        if not (path / "game.json").exists():
            GameFolder.create(SETUP, path)
        self.folder, self.game = open_game(path)
        self.folder.flush()
        self.lock = hold(path)
        self.draw = random.Random(seed)
        if not self.folder.log.teacher:
            self.folder.switch(True)
        self.confirm()

    def confirm(self) -> None:
        """Name the lines that the disk has."""
        lines = self.folder.file.lines
        text = "".join(lines).encode()
        print(len(lines), hashlib.sha256(text).hexdigest(), flush=True)

    def take(self, action: Action) -> None:
        """Apply and write one action."""
        apply(self.game, action)
        self.folder.record(self.game, action)
        self.confirm()

    def run(self) -> None:
        """Play until the game is over."""
        while not self.game.over:
            self.play_round()
            if self.draw.random() < 0.3:
                self.go_back()

    def play_round(self) -> None:
        """Let each company that may act take its stage."""
        for team in range(1, len(SETUP.players) + 1):
            if may_act(self.game, team):
                act(self.game, team, create(KIND), self.take)

    def go_back(self) -> None:
        """Take some steps back, sometimes into rounds long closed, and perhaps make some again."""
        count = self.folder.count
        self.game = self.folder.undo(
            self.game, max(0, count - self.draw.choice([1, 3, 10, 60])), teacher=True
        )
        self.folder.flush()
        self.confirm()
        if self.draw.random() < 0.7:
            self.folder.redo(self.game, self.draw.randint(self.folder.count + 1, count))
            self.folder.flush()
            self.confirm()


@dataclass
class Killed:
    """What the killing has come to."""

    kills: int = 0
    lines: int = 0  # confirmed in all
    games: int = 1


def start(path: Path, seed: int) -> subprocess.Popen[str]:
    """The script in a process of its own."""
    command = [sys.executable, "-m", "tests.kill", "--play", str(path), "--seed", str(seed)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def confirmed(output: str) -> Iterator[tuple[int, str]]:
    """The lines that a script has named; one that was cut short was not."""
    for line in output.split("\n")[:-1]:
        count, _, sha = line.partition(" ")
        yield int(count), sha


def kill_once(path: Path, draw: random.Random, within: float) -> tuple[int, bool]:
    """Play, kill, and look: how many lines were confirmed, and whether the game had come to its end."""
    process = start(path, draw.randrange(2**32))
    assert process.stdout is not None
    first = process.stdout.readline()  # it has opened the game, whatever the last kill left behind
    assert first, "the save could not be played on"
    time.sleep(draw.random() * within)
    process.send_signal(signal.SIGKILL)
    rest, _ = process.communicate()
    count, sha = list(confirmed(first + rest))[-1]
    return count, look(path, count, sha).over


def look(path: Path, count: int, sha: str) -> Game:
    """Assert that a save opens, holds what was confirmed, and is whole once it is played on."""
    folder, game = open_game(path)
    lines = folder.file.lines
    assert len(lines) >= count, f"{count} lines confirmed, {len(lines)} there"
    assert hashlib.sha256("".join(lines[:count]).encode()).hexdigest() == sha
    assert folder.difference is None, folder.difference
    folder.flush()
    again, same = open_game(path)
    assert digest(same) == digest(game)
    assert again.unsaved == 0
    assert again.difference is None
    assert not again.reopened
    hold(path).release()
    return game


def kill(times: int, seed: int, within: float = 0.5) -> Killed:
    """Kill a game that many times; a new one begins where one has come to its end."""
    draw, found = random.Random(seed), Killed()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "game-1"
        for _ in range(times):
            count, over = kill_once(path, draw, within)
            found.kills += 1
            found.lines += count
            if over:
                found.games += 1
                path = Path(folder) / f"game-{found.games}"
    return found


def main() -> int:
    """Kill, or play until killed."""
    parser = argparse.ArgumentParser(prog="python -m tests.kill", description=__doc__)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--play", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.play:
        Script(options.play, options.seed).run()
        return 0
    found = kill(options.times, options.seed)
    print(f"{found.kills} kills in {found.games} games: nothing confirmed was missing, every save opened")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
