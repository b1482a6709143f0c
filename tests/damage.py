"""``python -m tests.damage``: thousands of damaged saves; each loads, or is refused with a sentence.

Bytes flipped, files cut, values swapped, huge numbers, deep nesting, wrong types, other encodings, tricks
with names, and parcels that are bombs or lead out of their folder. Each in under a second and under
200 MB, with no exception but `Refused`, and no file outside the folder it was read into. 2,000 by
default; ordinary tests try some dozens.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import resource
import shutil
import sys
import tempfile
import time
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from sandbox_gui.core.engine import may_act
from sandbox_gui.core.refused import Refused
from sandbox_gui.history import history
from sandbox_gui.storage.browse import saved_games, summary
from sandbox_gui.storage.games import GameFolder, GameSetup, Player, open_game, start_game
from sandbox_gui.storage.parcel import contents
from sandbox_gui.storage.rule_files import content_hash, ruleset_path
from sandbox_gui.storage.shelf import bring
from sandbox_gui.text import language, sentence, set_language
from tests.strategies import likely_action, try_action

SLOWEST = 1.0
"""Seconds that a damaged save may take."""
MOST_MEMORY = 200
"""Megabytes that the whole run may take."""
ARCHIVED = Path(__file__).parent / "data" / "save-format-1"

Draw = random.Random
Spoil = Callable[[Path, Draw], None]

# What may happen to a file


def flip(file: Path, draw: Draw) -> None:
    """Some bytes are others."""
    data = bytearray(file.read_bytes() or b"\0")
    for _ in range(draw.choice([1, 1, 2, 20])):
        data[draw.randrange(len(data))] ^= 1 << draw.randrange(8)
    file.write_bytes(data)


def cut(file: Path, draw: Draw) -> None:
    """The end is missing, or the beginning, or a piece in between."""
    data = file.read_bytes()
    first, last = sorted(draw.randrange(len(data) + 1) for _ in range(2))
    file.write_bytes(draw.choice([data[:first], data[last:], data[:first] + data[last:], b""]))


def double(file: Path, draw: Draw) -> None:
    """A piece stands there twice, or other bytes stand between."""
    data = file.read_bytes()
    place = draw.randrange(len(data) + 1)
    piece = draw.choice(
        [data[: place + 200], bytes(draw.randrange(256) for _ in range(50)), b"\0" * 4096, b"\n\n"]
    )
    file.write_bytes(data[:place] + piece + data[place:])


def recode(file: Path, draw: Draw) -> None:
    """The text is in another encoding."""
    text = file.read_text(encoding="utf-8", errors="replace")
    code = draw.choice(["utf-16", "utf-16-le", "utf-32", "gb18030", "utf-8-sig", "utf-7"])
    file.write_bytes(text.encode(code, "replace"))


def drown(file: Path, draw: Draw) -> None:
    """Far too deep, or far too much."""
    deep = draw.choice([b"[" * 200_000, b'{"a":' * 100_000, b"[" * 900 + b"]" * 900, b"9" * 1_000_000])
    many = draw.choice(
        [b"{}\n" * 1_000_000, b"[1]\n" * 500_000, b'{"teacher":true}\n' * 300_000, b" " * 20_000_000]
    )
    file.write_bytes(draw.choice([deep, many, deep + b"\n", b'{"format":2,"x":' + deep + b"}"]))


WRONG: tuple[Any, ...] = (
    None, True, False, -1, 0, 1, 2, 7, 10**6, 2**63, 10**30, 10**400, 1.5, -0.0, 1e308, "", "x", "1",
    "../../etc/passwd", "/etc/passwd", "C:\\Windows", "..", "a\0b", "x" * 100_000, "长" * 41, "\u202e",
    "human", "steady", "itmc", "contest", "Y1-0-start", "EndStage", "AddCapital", "__class__",
    [], [[]], [None], [0] * 10_000, {}, {"a": {}}, {"": ""}, [{"name": "x", "kind": "human"}] * 100,
    {"id": "../itmc", "version": 1, "sha256": ""},
)  # fmt: skip
"""Values that stand where they have no business."""


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The paths of all values within a value."""
    found = [path] if path else []
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        found += places(inner, (*path, key))
    return found


def put(value: Any, path: tuple[Any, ...], new: Any) -> None:
    """Set the value at a path; `KeyError` itself stands for taking it away."""
    for key in path[:-1]:
        value = value[key]
    if new is KeyError:
        del value[path[-1]]
    else:
        value[path[-1]] = new


def get(value: Any, path: tuple[Any, ...]) -> Any:
    """The value at a path."""
    for key in path:
        value = value[key]
    return value


def confuse(file: Path, draw: Draw) -> None:
    """Values are swapped, missing, or of other kinds and sizes; rows of the log too."""
    text = file.read_text(encoding="utf-8")
    whole = file.suffix == ".json"
    rows = [json.loads(text)] if whole else [json.loads(line) for line in text.splitlines()]
    for _ in range(draw.choice([1, 1, 3])):
        found = places(rows)
        if not found:
            return
        path = draw.choice(found)
        other = deepcopy(get(rows, draw.choice(found)))
        new = draw.choice([draw.choice(WRONG), draw.choice(WRONG), KeyError, other])
        put(rows, path, new)
    sys.set_int_max_str_digits(0)
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8", errors="surrogatepass")


STEPS = (
    '{"undo": 0, "at": ""}', '{"undo": 3}', '{"undo": -1}', '{"undo": 1e9}', '{"redo": 9}', '{"redo": null}',
    '{"teacher": true}', '{"n": 1, "do": "AddCapital", "team": 1, "amount": 99}', "[]", "7",
)  # fmt: skip
"""Steps that nobody took."""


def disturb(file: Path, draw: Draw) -> None:
    """Rows of the log stand elsewhere, or are steps that nobody took."""
    lines = file.read_text(encoding="utf-8").splitlines()
    row = draw.choice(STEPS)
    kind = draw.randrange(4)
    if kind == 0:
        draw.shuffle(lines)
    elif kind == 1 and lines:
        lines.pop(draw.randrange(len(lines)))
    else:
        lines.insert(draw.randrange(len(lines) + 1), row)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def rewrite(file: Path, draw: Draw) -> None:
    """The copy of the rules says something else, and the save is pinned to that."""
    copy = file.with_name("ruleset.json")
    confuse(copy, draw)
    about = json.loads(file.read_text(encoding="utf-8"))
    about["ruleset"]["sha256"] = content_hash(copy.read_bytes())
    file.write_text(json.dumps(about), encoding="utf-8")


SPOILS: tuple[Spoil, ...] = (flip, cut, double, recode, drown, confuse, confuse, confuse, disturb)

# What may happen to a folder


def rename(folder: Path, draw: Draw) -> None:
    """Files lie under other names, or folders in their places."""
    file = draw.choice([path for _, path in contents(folder)])
    names = [
        "Y99-5-end.json",
        "Y1-1-Q1.json",
        "Y1-0-start.json",
        "Y1-9-end.json",
        "x.json",
        "长.json",
        "game.json",
    ]
    target = folder / draw.choice(["", "rounds", "branches"]) / draw.choice(names)
    target.parent.mkdir(exist_ok=True)
    if draw.random() < 0.3:
        file.unlink()
        file.mkdir()
    elif target.exists():
        target.unlink() if target.is_file() else target.rmdir()
    elif file != target:
        file.rename(target)


def spoil(folder: Path, draw: Draw) -> str:
    """Damage a save; in which way."""
    if draw.random() < 0.1:
        rename(folder, draw)
        return "rename"
    how = draw.choice((*SPOILS, rewrite) if (folder / "ruleset.json").exists() else SPOILS)
    files = [path for _, path in contents(folder)]
    if how is disturb:
        files = [path for path in files if path.suffix == ".jsonl"]
    chosen = draw.choice([*files, folder / "game.json"] if how is not disturb else files)
    if how is rewrite:
        chosen = folder / "game.json"
    try:
        how(chosen, draw)
    except (UnicodeDecodeError, ValueError, msgspec.MsgspecError):  # what is no text can only be flipped
        flip(chosen, draw)
    return how.__name__


# What may come in a parcel


OUT = (
    "../evil",
    "/tmp/evil-of-a-parcel",
    "rounds/../../evil",
    "..\\evil",
    "evil",
    "rounds/Y1-0-start.json/evil",
)
"""Names that lead out of the folder, or are not ours."""


def extra(kind: str, draw: Draw) -> Iterator[tuple[str, Iterable[bytes]]]:
    """What a parcel of a kind holds beside a good save, in pieces."""
    if kind == "slip":
        yield from ((name, [b"evil"]) for name in OUT)
    elif kind == "bomb":
        yield (
            draw.choice(["log.jsonl", "refused.jsonl", "reasons.jsonl"]),
            itertools.repeat(b"\n" * 1_000_000, 100),
        )
    elif kind == "many":
        names = (f"branches/{number % 1000:03}/Y{number % 90}-0-start.json" for number in range(6000))
        yield from ((name, [b"{}"]) for name in names)
    elif kind == "twice":
        yield "game.json", [b"{}"]
    elif kind == "deep":
        yield "rounds/Y1-0-start.json", [b"[" * 100_000]


def trick(file: Path, source: Path, draw: Draw) -> str:
    """Write a parcel that means no good; of which kind."""
    kind = draw.choice(["slip", "bomb", "lie", "many", "flip", "cut", "deep", "twice", "other"])
    with warnings.catch_warnings(), zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as parcel:
        warnings.simplefilter("ignore", UserWarning)  # a name that stands twice is what we want
        for name, path in contents(source):
            parcel.write(path, name)
        for name, data in extra(kind, draw):
            with parcel.open(name, "w") as stream:
                for piece in data:
                    stream.write(piece)
    data = bytearray(file.read_bytes())
    if kind == "lie":
        place = data.rfind(b"PK\x01\x02")
        data[place + 24 : place + 28] = draw.randrange(2**31).to_bytes(4, "little")  # the size it says it has
    elif kind == "other":
        place = data.find(b"PK\x01\x02")
        data[place + 8] |= 1  # a password
        data[place + 10] = draw.choice([0, 8, 9, 12, 14, 99])  # another way of packing
    if kind in ("flip", "cut"):
        for _ in range(draw.choice([1, 5, 50])):
            data[draw.randrange(len(data))] ^= 1 << draw.randrange(8)
    file.write_bytes(data[: draw.randrange(len(data))] if kind == "cut" else data)
    return kind


# The trial


@dataclass
class Trial:
    """What the damage has come to."""

    seed: int
    loaded: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    slow: str = ""

    def told(self, refused: Refused) -> None:
        """Assert that a refusal has its sentence in both languages, and count it."""
        self.said(refused)
        self.refused[refused.code] += 1

    def said(self, refused: Refused) -> None:
        """Assert that a refusal has its sentence in both languages."""
        before = language()
        for name in ("zh", "en"):
            set_language(name)
            assert refused.code not in sentence(refused)
        set_language(before)

    @contextmanager
    def timed(self, how: str) -> Iterator[None]:
        """Note how much of the processor's time was taken: others may be at work beside us."""
        began = time.process_time()
        yield
        took = time.process_time() - began
        if took > self.slowest:
            self.slowest, self.slow = took, how

    def read(self, folder: Path) -> None:
        """Do with a save all that the program does with one: list, open, tell, play on."""
        listed = summary(folder)
        if listed.problem is not None:
            self.said(listed.problem)
        try:
            saved, game = open_game(folder)
            history(saved.setup, saved.log.line)
            saved.flush()
        except Refused as refused:
            self.told(refused)
        else:
            self.loaded += 1
            self.play_on(saved, game)

    def play_on(self, saved: GameFolder, game: Any) -> None:
        """A save that loads can be played on."""
        for company in game.running:
            if may_act(game, company.team):
                action = likely_action(Draw(self.seed), game, company.team)
                if try_action(game, action) is None and type(action).__name__ not in (
                    "AddCapital",
                    "GiveOrder",
                ):
                    saved.record(game, action)
                return

    def take_in(self, file: Path, saves: Path) -> None:
        """Take a parcel in, or be told why not."""
        try:
            bring(file, saves).accept(saves)
        except Refused as refused:
            self.told(refused)
        else:
            self.loaded += 1


def tree(folder: Path) -> set[str]:
    """Every file and folder below a folder."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def own_rules() -> bytes:
    """A teacher's own rules, which are not installed here."""
    data = json.loads(ruleset_path("itmc").read_bytes())
    return json.dumps(data | {"id": "own"}, ensure_ascii=False).encode()


def good_save(path: Path, seed: int, rules: bytes | None = None) -> None:
    """A save with a year and more behind it, steps taken back and a branch left behind."""
    players = (Player("晨星"), Player("曙光"), Player("T3", "steady"))
    setup = GameSetup("own" if rules else "itmc", seed, 3, players, rules=rules)
    folder, game = GameFolder.create(setup, path), start_game(setup)
    draw = Draw(seed)
    for _ in range(260):
        able = [company.team for company in game.companies if may_act(game, company.team)]
        if not able:
            break
        action = likely_action(draw, game, draw.choice(able))
        if type(action).__name__ in ("AddCapital", "GiveOrder") or try_action(game, action) is not None:
            continue
        folder.record(game, action)
        if draw.random() < 0.03:
            game = folder.undo(game, max(0, folder.count - draw.choice([1, 2, 9])))
            folder.flush()


def one(trial: Trial, source: Path, root: Path, draw: Draw) -> None:
    """Damage a copy of a save, or a parcel of it, and read it."""
    if draw.random() < 0.25:
        file = root / "hand-in.sandbox"
        how = trick(file, source, draw)
        with trial.timed(how):
            trial.take_in(file, root / "saves")
        stray = tree(root) - {"hand-in.sandbox", "saves"}
        assert all(name.startswith("saves/") for name in stray), stray
        assert not list(root.rglob("evil*"))
        assert len(saved_games(root / "saves")) <= 1
        return
    game = root / "saves" / "game"
    shutil.copytree(source, game)
    how = spoil(game, draw)
    with trial.timed(how):
        trial.read(game)
    assert all(name.startswith("saves/game") for name in tree(root) - {"saves"}), tree(root)


def memory() -> float:
    """The most memory that this process has taken so far, in megabytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)


def damage(times: int, seed: int) -> Trial:
    """Read that many damaged saves; AssertionError, or any other exception, where one does harm."""
    trial, draw = Trial(seed), Draw(seed)
    with tempfile.TemporaryDirectory() as folder:
        sources = [ARCHIVED, *(Path(folder) / f"good-{number}" for number in range(3))]
        for number, path in enumerate(sources[1:]):
            good_save(path, seed + number, own_rules() if number == 2 else None)
        for number in range(times):
            root = Path(folder) / "trial"
            root.mkdir()
            try:
                one(trial, draw.choice(sources), root, Draw(f"{seed}:{number}"))
            except Exception as error:
                error.add_note(f"damage number {number} of seed {seed}")
                raise
            shutil.rmtree(root)
    return trial


def main() -> int:
    """Print what the damaged saves came to."""
    parser = argparse.ArgumentParser(prog="python -m tests.damage", description=__doc__)
    parser.add_argument("--times", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    trial = damage(options.times, options.seed)
    refused = ", ".join(f"{code} {number}" for code, number in trial.refused.most_common())
    print(f"{options.times} damaged saves: {trial.loaded} loaded; refused: {refused}")
    print(f"slowest {trial.slowest:.2f} s ({trial.slow}), most memory {memory():.0f} MB")
    return 0 if trial.slowest < SLOWEST and memory() < MOST_MEMORY else 1


if __name__ == "__main__":
    raise SystemExit(main())
