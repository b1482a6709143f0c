"""Whole-number money: rates and the way each figure is rounded."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Literal

Rounding = Literal["half_up", "floor", "ceiling"]
_SHARE = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?%|[0-9]{1,9}(/[1-9][0-9]{0,8})?")
ROUNDINGS: tuple[Rounding, ...] = ("half_up", "floor", "ceiling")


def divide(numerator: int, denominator: int, rounding: Rounding = "half_up") -> int:
    """`numerator / denominator` as a whole number, rounded; `denominator` must be positive."""
    if rounding == "floor":
        return numerator // denominator
    if rounding == "ceiling":
        return -(-numerator // denominator)
    return (2 * numerator + denominator) // (2 * denominator)


class Rate:
    """A share of an amount and how it is rounded: written ``25% half_up`` or ``1/7``."""

    __slots__ = ("denominator", "numerator", "rounding")

    def __init__(self, numerator: int, denominator: int, rounding: Rounding = "half_up") -> None:
        self.numerator = numerator
        self.denominator = denominator
        self.rounding = rounding

    @classmethod
    def parse(cls, text: str) -> Rate:
        """Read ``25%``, ``12.5% floor`` or ``1/7``; ValueError where the text is none of these."""
        share, _, word = text.partition(" ")
        rounding = next((known for known in ROUNDINGS if known == (word or "half_up")), None)
        if rounding is None:
            raise ValueError(f"unknown rounding: {word}")
        if not _SHARE.fullmatch(share):
            raise ValueError(f"not a share: {text[:40]}")
        part = Fraction(share[:-1]) / 100 if share.endswith("%") else Fraction(share)
        return cls(part.numerator, part.denominator, rounding)

    def of(self, amount: int) -> int:
        """The share of `amount`, in whole money units."""
        return divide(amount * self.numerator, self.denominator, self.rounding)

    def words(self) -> str:
        """The share as people write it: ``25%`` where that is exact to a tenth, else ``1/7``."""
        if 1000 * self.numerator % self.denominator == 0:
            return f"{100 * self.numerator / self.denominator:g}%"
        return f"{self.numerator}/{self.denominator}"

    def __str__(self) -> str:
        return f"{self.words()} {self.rounding}"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rate) and str(self) == str(other)

    def __hash__(self) -> int:
        return hash(str(self))
