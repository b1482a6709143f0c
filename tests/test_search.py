"""Finding things by a few letters."""

from __future__ import annotations

import pytest

from sandbox_gui.search import closeness, initials
from sandbox_gui.text import texts


@pytest.mark.parametrize(
    ("words", "letters"),
    [
        ("应收款贴现", "ysktx"),
        ("订货会", "dhh"),
        ("转产", "zc"),
        ("新建生产线", "xjscx"),
        ("ISO 认证，9000", "isorz9000"),
    ],
)
def test_chinese_is_found_by_the_first_letters_of_its_pinyin(words: str, letters: str) -> None:
    assert initials(words) == letters


def test_every_character_of_a_command_or_term_has_an_initial() -> None:
    words = "".join(
        text
        for key, text in texts("zh").items()
        if key.startswith(("command.", "term.")) and not key.endswith((".tip", ".text"))
    )
    chinese = [letter for letter in words if "一" <= letter <= "鿿"]
    assert len(chinese) > 200
    assert all(initials(letter) for letter in chinese)


def test_the_closest_comes_first() -> None:
    names = ("Order materials", "Order meeting", "Deliver orders", "Borrow", "Build line")
    ranked = sorted(names, key=lambda name: -closeness("order", [name]))
    assert set(ranked[:2]) == {"Order materials", "Order meeting"}
    assert ranked[2] == "Deliver orders"
    assert closeness("blin", ["Build line"]) > 0
    assert closeness("xyz", names) == 0
    assert closeness("  ", names) > 0
