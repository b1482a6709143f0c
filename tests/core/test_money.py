"""Whole-number money: rates, rounding, and the journal that refuses what does not balance."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox_gui.core.journal import Account, Journal
from sandbox_gui.core.money import Rate, divide


@pytest.mark.parametrize(
    ("rounding", "amounts"),
    [
        ("half_up", {(5, 2): 3, (3, 2): 2, (1, 3): 0, (2, 3): 1, (-5, 2): -2, (-3, 2): -1, (0, 7): 0}),
        ("floor", {(5, 2): 2, (-5, 2): -3, (6, 2): 3}),
        ("ceiling", {(5, 2): 3, (1, 7): 1, (7, 7): 1, (-5, 2): -2}),
    ],
)
def test_division_rounds_as_asked(rounding: str, amounts: dict[tuple[int, int], int]) -> None:
    assert {pair: divide(*pair, rounding) for pair in amounts} == amounts  # type: ignore[arg-type]


@given(st.integers(-(10**12), 10**12), st.integers(1, 10**6))
def test_half_up_is_the_nearest_whole_number(numerator: int, denominator: int) -> None:
    error = divide(numerator, denominator) - Fraction(numerator, denominator)
    assert Fraction(-1, 2) < error <= Fraction(1, 2)


@pytest.mark.parametrize(
    ("text", "amount", "share"),
    [
        ("25%", 10, 3),
        ("25%", 9, 2),
        ("12.5% floor", 15, 1),
        ("12.5% ceiling", 17, 3),
        ("1/7", 21, 3),
        ("0%", 99, 0),
    ],
)
def test_rates_as_written(text: str, amount: int, share: int) -> None:
    assert Rate.parse(text).of(amount) == share


@pytest.mark.parametrize("text", ["", "abc", "10% up", "-5%", "%", "1/0", "10%half_up"])
def test_a_malformed_rate_is_an_error(text: str) -> None:
    with pytest.raises((ValueError, ZeroDivisionError)):
        Rate.parse(text)


def test_a_rate_reads_back_as_it_was_written() -> None:
    for text in ("25% half_up", "12.5% floor", "1/7 ceiling", "1/3 half_up"):
        assert str(Rate.parse(text)) == text
        assert Rate.parse(str(Rate.parse(text))) == Rate.parse(text)


def test_the_journal_refuses_an_entry_that_does_not_balance() -> None:
    journal = Journal()
    with pytest.raises(ValueError, match="unbalanced"):
        journal.post(1, 1, "wrong", (Account.CASH, 5), (Account.CAPITAL, -4))
    assert journal.entries == []
    assert not any(journal.balances)


def test_closing_carries_the_profit_to_retained_earnings() -> None:
    journal = Journal()
    journal.post(0, 5, "opening", (Account.CASH, 50), (Account.CAPITAL, -50))
    journal.close(0)
    journal.post(1, 1, "deliver", (Account.CASH, 20), (Account.SALES, -20))
    journal.post(1, 1, "rent", (Account.RENT, 6), (Account.CASH, -6))
    journal.close(1)
    assert journal.balances[Account.RETAINED] == -14
    assert journal.balances[Account.SALES] == journal.balances[Account.RENT] == 0
    assert journal.closings[1][Account.SALES] == -20
    assert journal.closings[1][Account.RETAINED] == 0
