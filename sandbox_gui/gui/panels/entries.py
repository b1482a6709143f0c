"""An entry of the books as a sentence: its name, its facts and what it did to cash."""

from __future__ import annotations

from ...core.journal import Account, Entry
from ...core.ruleset import Ruleset
from ...text import has, item_name, t
from ..words import signed

LOAN_ENTRIES = ("repay", "interest")
TOGETHER = "\u00a0"


def entry_words(ruleset: Ruleset, entry: Entry) -> str:
    """An entry in the language now spoken."""
    facts = {n: item_name(ruleset, v) if isinstance(v, str) else v for n, v in entry.facts.items()}
    what, _, kind = entry.what.partition("_")
    if what in LOAN_ENTRIES:  # their names end with the ruleset's kind of loan
        name = t(f"step.{what}", kind=item_name(ruleset, kind))
    else:
        key = f"step.{entry.what}"
        name = t(key if has(key) else f"entry.{entry.what}", **facts)
    figures = []
    if entry.what == "receive_materials":
        figures += [f"{number} × {item}" for item, number in facts.items()]
    if cash := sum(amount for account, amount in entry.lines if account is Account.CASH):
        figures.append(signed(cash, ruleset.unit))
    # Where the sentence wraps, its figures stay together.
    return f"{name}　{TOGETHER.join(figures).replace(' ', TOGETHER)}" if figures else name
