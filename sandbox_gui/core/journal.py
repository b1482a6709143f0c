"""One double-entry journal a company; every statement is a view over it.

An entry's lines add up to zero: debits positive, credits negative, in whole money units. Income
accounts run over one year: `close` keeps the closing balances and carries the profit to retained
earnings.
"""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from .refused import Fact


class Account(IntEnum):
    """The chart of accounts, in the order of the statements."""

    CASH = 0
    RECEIVABLES = 1
    WIP = 2
    GOODS = 3
    MATERIALS = 4
    PLANTS = 5
    MACHINES = 6
    CONSTRUCTION = 7
    LONG_LOANS = 8
    SHORT_LOANS = 9
    SPECIAL_LOANS = 10
    TAX_PAYABLE = 11
    CAPITAL = 12
    RETAINED = 13
    SALES = 14
    DIRECT_COST = 15
    ADMINISTRATION = 16
    ADVERTISING = 17
    MAINTENANCE = 18
    LOSSES = 19
    CHANGEOVER = 20
    RENT = 21
    MARKETS = 22
    RESEARCH = 23
    STANDARDS = 24
    INTELLIGENCE = 25
    DEPRECIATION = 26
    INTEREST = 27
    DISCOUNT_FEES = 28
    EXTRA = 29
    TAX = 30


# Reading a member off its class takes Python 3.11 longer than all else about a line of an entry.
(
    CASH, RECEIVABLES, WIP, GOODS, MATERIALS, PLANTS, MACHINES, CONSTRUCTION,
    LONG_LOANS, SHORT_LOANS, SPECIAL_LOANS, TAX_PAYABLE, CAPITAL, RETAINED,
    SALES, DIRECT_COST, ADMINISTRATION, ADVERTISING, MAINTENANCE, LOSSES, CHANGEOVER, RENT,
    MARKETS, RESEARCH, STANDARDS, INTELLIGENCE, DEPRECIATION, INTEREST, DISCOUNT_FEES, EXTRA, TAX,
) = Account  # fmt: skip

INCOME: tuple[Account, ...] = tuple(account for account in Account if account >= SALES)
"""The accounts that run over one year."""
Balances = tuple[int, ...]
"""A balance for each account, debits positive."""


Lines = tuple[tuple[Account, int], ...]
"""What an entry adds to which accounts."""


class Entry(NamedTuple):
    """One journal entry: absolute quarter and year, what happened, its lines, and the facts behind it."""

    year: int
    quarter: int
    what: str
    lines: Lines
    facts: dict[str, Fact]


class Journal:
    """The books of one company."""

    __slots__ = ("balances", "closings", "entries")

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.balances: list[int] = [0] * len(Account)
        self.closings: list[Balances] = []  # index 0: the opening position

    def post(self, year: int, quarter: int, what: str, /, *lines: tuple[Account, int], **facts: Fact) -> None:
        """Write an entry of these lines and facts; ValueError where it does not balance."""
        self.write(Entry(year, quarter, what, lines, facts))

    def transfer(
        self, year: int, quarter: int, what: str, into: Account, out_of: Account, amount: int,
        facts: dict[str, Fact],
    ) -> None:  # fmt: skip
        """Write an entry of two lines, balanced as it is: an amount into one account out of another."""
        self.balances[into] += amount
        self.balances[out_of] -= amount
        self.entries.append(Entry(year, quarter, what, ((into, amount), (out_of, -amount)), facts))

    def write(self, entry: Entry) -> None:
        """Write a balanced entry; ValueError where it does not balance."""
        total, balances = 0, self.balances
        for account, amount in entry.lines:
            total += amount
            balances[account] += amount
        if total:
            for account, amount in entry.lines:
                balances[account] -= amount
            raise ValueError(f"unbalanced entry {entry.what}: {entry.lines}")
        self.entries.append(entry)

    @property
    def cash(self) -> int:
        """Cash in hand."""
        return self.balances[0]

    def close(self, year: int) -> None:
        """Keep the year's closing balances and carry its profit to retained earnings."""
        self.closings.append(tuple(self.balances))
        ran = zip(INCOME, self.balances[SALES:], strict=True)
        lines = [(account, -amount) for account, amount in ran if amount]
        profit = -sum([amount for _, amount in lines])
        self.post(year + 1, 0, "carry_forward", *lines, (RETAINED, profit))

    def copy(self) -> Journal:
        """An independent copy that shares the entries, which never change."""
        twin = Journal()
        twin.entries = list(self.entries)
        twin.balances = list(self.balances)
        twin.closings = list(self.closings)
        return twin
