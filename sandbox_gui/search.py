"""Finding things by a few letters: part of a name, first letters of words, first letters of pinyin."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

_LETTERS = "abcdefghjklmnopqrstwxyz"
_FIRST = (
    *(0xB0A1, 0xB0C5, 0xB2C1, 0xB4EE, 0xB6EA, 0xB7A2, 0xB8C1, 0xB9FE, 0xBBF7, 0xBFA6, 0xC0AC, 0xC2E8),
    *(0xC4C3, 0xC5B6, 0xC5BE, 0xC6DA, 0xC8BB, 0xC8F6, 0xCBFA, 0xCDDA, 0xCEF4, 0xD1B9, 0xD4D1),
)
"""The first character of each letter: GB 2312 lists its 3,755 usual characters in the order of pinyin."""
_LAST = 0xD7F9


def initial(letter: str) -> str:
    """The first letter of a Chinese character's pinyin; any other letter in lower case; "" for marks."""
    if letter.isascii():
        return letter.lower() if letter.isalnum() else ""
    try:
        code = int.from_bytes(letter.encode("gb2312"), "big")
    except UnicodeEncodeError:
        return ""
    return _LETTERS[bisect_right(_FIRST, code) - 1] if _FIRST[0] <= code <= _LAST else ""


def initials(words: str) -> str:
    """A text as somebody types it by the first letters of its pinyin: 应收款贴现 → ``ysktx``."""
    return "".join(map(initial, words))


def closeness(query: str, names: Iterable[str]) -> int:
    """How well what was typed fits the best of some names: 0 not at all, the more the better.

    A beginning counts most, then the beginning of a word, then any part, then letters in their order.
    """
    wanted = "".join(query.lower().split())
    return max((_fit(wanted, name.lower()) for name in names), default=0) if wanted else 1


def _fit(wanted: str, name: str) -> int:
    bare = "".join(name.split())
    if bare.startswith(wanted):
        return 400 - min(len(bare), 99)
    if any(word.startswith(wanted) for word in name.replace("_", " ").split()):
        return 300 - min(len(bare), 99)
    if wanted in bare:
        return 200 - min(len(bare), 99)
    letters = iter(bare)
    return 100 - min(len(bare), 99) if len(wanted) > 1 and all(letter in letters for letter in wanted) else 0
