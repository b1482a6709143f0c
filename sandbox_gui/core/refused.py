"""The one way in which the core says no."""

from __future__ import annotations

Fact = int | str | None


class Refused(Exception):
    """An action that was not taken; the game is exactly as it was.

    `code` is a word such as ``cash.short``; `facts` hold the figures (whole money units, names by
    their ruleset id) from which a sentence is made in the reader's language.
    """

    def __init__(self, code: str, **facts: Fact) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        return f"{self.code} {self.facts}" if self.facts else self.code
