"""What the disk says no with, and that what it had taken stays."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from sandbox_gui.core.refused import Refused
from sandbox_gui.storage.files import append_bytes, unwritable, write_text


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "save.full"),
        (errno.EROFS, "save.forbidden"),
        (errno.EACCES, "save.forbidden"),
        (errno.ENOENT, "save.gone"),
        (errno.EISDIR, "save.unwritable"),
    ],
)
def test_every_cause_has_its_sentence(number: int, code: str) -> None:
    assert unwritable(Path("a/b"), OSError(number, "no")).code == code


def test_lines_go_behind_what_is_confirmed_and_replace_what_is_not(tmp_path: Path) -> None:
    path = tmp_path / "log"
    append_bytes(path, 0, b"one\n")
    with path.open("ab") as file:
        file.write(b"tw")
    append_bytes(path, 4, b"two\n")
    assert path.read_bytes() == b"one\ntwo\n"


def test_a_file_that_became_shorter_is_not_patched(tmp_path: Path) -> None:
    path = tmp_path / "log"
    path.write_bytes(b"one\n")
    with pytest.raises(Refused, match=r"save\.unwritable"):
        append_bytes(path, 8, b"three\n")
    assert path.read_bytes() == b"one\n"


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    write_text(tmp_path / "a", "one")
    (tmp_path / "a.tmp").mkdir()
    with pytest.raises(Refused, match=r"save\."):
        write_text(tmp_path / "a", "two")
    assert (tmp_path / "a").read_text() == "one"
