"""Statements, order register and operating record as rows of words and figures."""

from __future__ import annotations

from ...core.game import Company, Game, Order
from ...core.journal import Account, Entry
from ...core.statements import Statement, balance_sheet, expenses, income
from ...text import has, item_name, t
from ..words import money
from .meeting_facts import gross_profit
from .tables import Row, Value

ASSETS = (
    "cash", "receivables", "work_in_progress", "finished_goods", "raw_materials", "current_assets",
    "plants", "machines", "construction", "fixed_assets", "total_assets",
)  # fmt: skip
CLAIMS = (
    "long_loans", "short_loans", "special_loans", "tax_payable", "", "total_debts",
    "capital", "retained", "year_profit", "total_equity", "total_debts_and_equity",
)  # fmt: skip
SUMS = frozenset({
    "total", "gross_profit", "before_depreciation", "before_interest", "before_tax", "net_profit",
    "current_assets", "fixed_assets", "total_assets", "total_debts", "total_equity", "total_debts_and_equity",
})  # fmt: skip


def closed(company: Company, year: int) -> bool:
    """Whether a year's books are closed."""
    return year < len(company.journal.closings)


def latest_year(company: Company) -> int:
    """The last year with something in a company's books: not a new one in which nothing is booked yet,
    and none after its bankruptcy.
    """
    journal = company.journal
    return len(journal.closings) - (journal.entries[-1].what == "carry_forward")


def year_heads(company: Company, year: int) -> list[str]:
    """The heads of the two columns of figures: the year before and the year, marked while it runs."""
    this = "this_year" if closed(company, year) else "this_year_open"
    return [t("pages.statements.last_year"), t(f"pages.statements.{this}")]


def expense_rows(company: Company, year: int) -> list[Row]:
    """The expenses of a year beside those of the year before."""
    return _rows(expenses(company, year), expenses(company, year - 1) if year else None)


def income_rows(company: Company, year: int) -> list[Row]:
    """The income statement of a year beside that of the year before."""
    return _rows(income(company, year), income(company, year - 1) if year else None)


def _rows(now: Statement, before: Statement | None) -> list[Row]:
    """The income statement's signs are its names': everything is printed as it is."""
    return [
        Row(
            (t(f"pages.item.{name}"), before[name] if before else None, amount), "sum" if name in SUMS else ""
        )
        for name, amount in now.items()
    ]


def balance_rows(company: Company, year: int, folded: bool = False) -> list[Row]:
    """Assets on the left, debts and equity on the right or below, each for the year before and the year."""
    now = _balance(company, year)
    before = _balance(company, year - 1) if year else None

    def side(name: str) -> tuple[Value, ...]:
        if not name:
            return "", "", ""
        return t(f"pages.item.{name}"), before[name] if before else None, now[name]

    if folded:
        sides = [[Row(side(name), "sum" if name in SUMS else "") for name in names if name]
                 for names in (ASSETS, CLAIMS)]  # fmt: skip
        return [*sides[0], Row((t("pages.statements.claims"),), "head"), *sides[1]]
    return [
        Row((*side(left), *side(right)), "sum" if left in SUMS and right in SUMS else "")
        for left, right in zip(ASSETS, CLAIMS, strict=True)
    ]


def _balance(company: Company, year: int) -> Statement:
    """The balance sheet; its profit has another name there than in the income statement."""
    sheet = balance_sheet(company, year)
    return {**sheet, "year_profit": sheet["net_profit"]}


# The order register


def order_heads() -> list[str]:
    """The headers of the order register."""
    keys = ("order", "market", "product", "quantity", "amount", "due", "term", "cost", "gross", "state")
    return [t(f"pages.statements.{key}") for key in keys]


def order_rows(game: Game, company: Company, year: int) -> list[Row]:
    """The orders that a company took in a year, with their sum."""
    orders = [order for order in company.orders if order.year == year]
    rows = [_order_row(game, order) for order in orders]
    if rows:
        sums: list[Value] = [
            sum(order.quantity for order in orders),
            sum(order.total for order in orders),
            "",
            "",
            sum(order.total - gross_profit(game, order) for order in orders),
            sum(gross_profit(game, order) for order in orders),
        ]
        rows.append(Row((t("pages.item.total"), "", "", *sums, ""), "sum"))
    return rows


def _order_row(game: Game, order: Order) -> Row:
    gross = gross_profit(game, order)
    names = item_name(game.ruleset, order.market), item_name(game.ruleset, order.product)
    figures = order.quantity, order.total, order.due, order.term, order.total - gross, gross
    state = t(f"pages.order_state.{order.state}", quarter=(order.delivered_at - 1) % 4 + 1)
    return Row((order.id, *names, *figures, state))


# The operating record


def record_heads() -> list[str]:
    """The headers of the operating record."""
    return [t(f"pages.statements.{key}") for key in ("when", "what", "in", "out", "balance_head")]


def record_rows(game: Game, company: Company, year: int, cash_only: bool) -> list[Row]:
    """The journal of a year by quarter, each entry with its cash effect and the cash after it."""
    balance = company.journal.closings[year - 1][Account.CASH] if year else 0
    rows = [Row(("", t("pages.statements.brought_forward"), "", "", balance), "sum")] if year else []
    quarter = -1
    for entry in company.journal.entries:
        cash = sum(amount for account, amount in entry.lines if account == Account.CASH)
        if entry.year != year or entry.what == "carry_forward" or (cash_only and not cash):
            continue
        when = t(f"pages.quarter.{entry.quarter}") if entry.quarter != quarter else ""
        quarter = entry.quarter
        balance += cash
        flows = cash if cash > 0 else "", -cash if cash < 0 else ""
        rows.append(Row((when, entry_words(game, entry), *flows, balance), "" if cash else "faint"))
    if year and closed(company, year):
        rows.append(Row(("", t("pages.statements.carried_forward"), "", "", balance), "sum"))
    return rows


def entry_words(game: Game, entry: Entry) -> str:
    """A journal entry in words: what happened, and to what."""
    name = t(f"entry.{entry.what}") if has(f"entry.{entry.what}") else _loan_words(game, entry.what)
    detail = _detail(game, entry)
    return f"{name} · {detail}" if detail else name


def _loan_words(game: Game, what: str) -> str:
    """The entry of a kind of loan that only the ruleset names: ``borrow_…`` or ``repay_…``."""
    verb, _, kind = what.partition("_")
    return t(f"entry.{verb}", loan=item_name(game.ruleset, kind))


def _detail(game: Game, entry: Entry) -> str:
    """The facts of an entry that its name leaves open."""
    facts, rules = entry.facts, game.ruleset
    if entry.what == "advertise":
        unit = rules.unit
        places = [f"{_place(game, place)} {money(int(n or 0), unit)}" for place, n in facts.items()]
        return t("pages.meeting.list_join").join(places)
    if entry.what in ("order_materials", "receive_materials", "buy_emergency", "sell_stock"):
        return t("pages.meeting.list_join").join(f"{number} × {item}" for item, number in facts.items())
    if "principal" in facts:
        parts = [(name, int(facts[name] or 0)) for name in ("principal", "interest") if facts.get(name)]
        words = [t(f"pages.entry.{name}", amount=money(amount, rules.unit)) for name, amount in parts]
        return t("pages.meeting.list_join").join(words)
    return " ".join(_names(game, entry))


def _names(game: Game, entry: Entry) -> list[str]:
    """Order, line, kind and number, as far as an entry names them."""
    facts, rules = entry.facts, game.ruleset
    parts = [str(facts["order"])] if "order" in facts else []
    if entry.what == "spy":
        parts.append(game.company(int(facts["target"] or 0)).name)
    if "line" in facts:
        parts.append(t("pages.entry.line", line=facts["line"]))
    parts += [
        item_name(rules, str(facts[key])) for key in ("type", "plant", "item", "product") if key in facts
    ]
    if "quantity" in facts:
        parts.append(f"× {facts['quantity']}")
    return parts


def _place(game: Game, place: str) -> str:
    return " ".join(item_name(game.ruleset, part) for part in place.split(":"))
