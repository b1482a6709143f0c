"""One team's game, walked stage by stage; what the engine does by itself is kept as rows to compare."""

from __future__ import annotations

from collections.abc import Sequence

from sandbox_gui.core.actions import Action, Deliver, EndStage
from sandbox_gui.core.game import Order
from sandbox_gui.core.journal import Account, Entry
from sandbox_gui.core.opening import new_game
from sandbox_gui.core.ruleset import Ruleset
from sandbox_gui.core.score import score

from .compare import differences
from .meeting import follow, in_meeting, meet, missed
from .record import Contest, Record, Row
from .table import TEAM, Made, Mismatch, Table

AUTOMATIC = {
    "opening": "found",
    "pay_tax": "pay_tax",
    "repay_long": "pay_long_loans",
    "repay_short": "repay_short",
    "receive_materials": "receive_materials",
    "collect": "collect_receivables",
    "renew_rent": "renew_rent",
    "administration": "admin_fee",
    "maintenance": "maintenance",
    "penalty": "default_penalty",
    "win_tender": "win_tender",
}
"""What the record calls the entries that the engine makes by itself."""
APART = ("win_tender",)
"""Rows that the record keeps apart even where they follow one another."""


class Replay:
    """Drives the engine for one record; the other companies of the game only end their stages."""

    def __init__(self, ruleset: Ruleset, contest: Contest, record: Record) -> None:
        self.record = record
        self.ruleset = ruleset
        self.book = contest.book
        self.years = max([ruleset.years, *(row.year for row in record.rows)])
        self.accepted: dict[int | str, str] = {}  # where the engine may differ, and why nothing else fits
        self.own = {order for order, team in contest.taker.items() if team == record.team}

    def start(self) -> Table:
        """The table before the first row."""
        names = [self.record.team, *self.record.targets]
        game = new_game(self.ruleset, 0, names, self.years, book=self.book)
        table = Table(game, [])
        self._collect(table, table.company.journal.entries, 0)
        return table

    def forward(self, table: Table, insolvent: bool = False) -> None:
        """Leave the present stage and keep what the engine does on the way; Mismatch where it cannot."""
        company = table.company
        if table.game.over or company.bankrupt:
            raise Mismatch(len(table.marks), f"the game is over {company.bankrupt}")
        if "deliver" in table.game.stage(company).open:
            table.act([Deliver(TEAM, order.id) for order in self.due_orders(table) if order.term])
        entries, cash, closed = len(company.journal.entries), company.cash, len(company.journal.closings)
        if in_meeting(table):
            meet(table, self.own)
        else:
            table.act([EndStage(TEAM, insolvent)])
        follow(table.game)
        order = missed(table, self.own)
        if order and len(table.marks) not in self.accepted:
            raise Mismatch(len(table.marks), f"order {order} could not be taken")
        self._collect(table, company.journal.entries[entries:], cash)
        if len(company.journal.closings) > closed:
            self._check_close(table, closed)

    def due_orders(self, table: Table) -> list[Order]:
        """The orders that the record delivers in this quarter and that are still open."""
        when = self.record.deliveries
        return [o for o in table.company.orders if o.state == "open" and when.get(o.id) == table.date]

    def _check_close(self, table: Table, year: int) -> None:
        """Keep the score at the last close; Mismatch where the statements differ from those printed."""
        if year == self.ruleset.years:
            table.score = score(table.game, table.company)
        wrong = differences(table.company, self.record, year)
        if wrong and f"year {year}" not in self.accepted:
            raise Mismatch(f"year {year}", str(wrong[0]))

    def accept_all(self) -> None:
        """Accept any difference: the record is read as far as the engine allows."""
        years = (f"year {year}" for year in self.record.statements)
        for where in (*range(len(self.record.rows)), *years, "end"):
            self.accepted.setdefault(where, "")

    # The rows of the record

    def automatic(self, table: Table, row: Row) -> None:
        """Let the engine go on to a row that it makes by itself."""
        accepted = row.index in self.accepted
        try:
            while not table.made and table.date <= row.date:
                self.forward(table)
        except Mismatch:
            if not accepted:
                raise
        made = next((made for made in table.made if made.do == row.do), None)
        if made and (made == table.made[0] or accepted):
            table.set_aside(table.made.index(made))
            del table.made[0]
            self._mark(table, row, made.cash, made.balance)
        elif accepted:
            self._mark(table, row, 0, table.company.cash)
        else:
            raise Mismatch(row.index, f"{row.do} expected, the engine made {table.made[:1]}")

    def decide(self, table: Table, row: Row, actions: Sequence[Action]) -> None:
        """Take the decisions that a row means."""
        before = table.company.cash
        table.act(actions)
        self._mark(table, row, table.company.cash - before, table.company.cash)

    def _mark(self, table: Table, row: Row, cash: int, balance: int) -> None:
        """Keep what came of a row; Mismatch where it is not what the record says."""
        exact = cash == row.cash and row.balance in (balance, balance - table.drift)
        if not exact and row.index not in self.accepted:
            raise Mismatch(row.index, f"{row.do} {row.cash} → {row.balance}, replayed {cash} → {balance}")
        table.drift = balance - row.balance
        table.marks.append((cash, balance))

    def finish(self, table: Table) -> None:
        """Go on to the last close, or to the bankruptcy, and compare what has come of it."""
        try:
            while not (table.game.over or table.company.bankrupt or table.game.year > self.ruleset.years):
                self.forward(table, insolvent=True)
                table.set_aside(len(table.made))
        except Mismatch:
            if "end" not in self.accepted:
                raise
        closed = len(table.company.journal.closings) - 1
        exact = closed == max(self.record.statements) and table.score == self.record.score
        if not exact and "end" not in self.accepted:
            raise Mismatch("end", f"closed {closed} years, score {table.score}")

    # What the engine makes by itself

    def _collect(self, table: Table, entries: Sequence[Entry], cash: int) -> None:
        """Keep the entries that move cash as rows; those of one kind that follow one another are one."""
        for entry in entries:
            change = sum(amount for account, amount in entry.lines if account is Account.CASH)
            if not change:
                continue
            cash += change
            do = AUTOMATIC.get(entry.what, entry.what)
            if table.made and table.made[-1].do == do and do not in APART:
                change += table.made.pop().cash
            table.made.append(Made(do, change, cash))
