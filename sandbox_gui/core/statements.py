"""The three statements of a year, as views over the journal's balances."""

from __future__ import annotations

from .game import Company
from .journal import Account, Balances

EXPENSES: tuple[tuple[str, Account], ...] = (
    ("administration", Account.ADMINISTRATION),
    ("advertising", Account.ADVERTISING),
    ("maintenance", Account.MAINTENANCE),
    ("losses", Account.LOSSES),
    ("changeover", Account.CHANGEOVER),
    ("rent", Account.RENT),
    ("market_development", Account.MARKETS),
    ("product_research", Account.RESEARCH),
    ("iso_certification", Account.STANDARDS),
    ("intelligence", Account.INTELLIGENCE),
)
Statement = dict[str, int]
"""Line items in their printed order, in whole money units."""


def balances(company: Company, year: int) -> Balances:
    """The balances at a year's close (0: the opening), or the running ones of a year not yet closed."""
    closings = company.journal.closings
    return closings[year] if year < len(closings) else tuple(company.journal.balances)


def expenses(company: Company, year: int) -> Statement:
    """The statement of comprehensive expenses 综合费用表."""
    books = balances(company, year)
    lines = {name: books[account] for name, account in EXPENSES}
    lines["total"] = sum(lines.values())
    return lines


def income(company: Company, year: int) -> Statement:
    """The income statement 利润表."""
    books = balances(company, year)
    lines = {"sales": -books[Account.SALES], "direct_cost": books[Account.DIRECT_COST]}
    lines["gross_profit"] = lines["sales"] - lines["direct_cost"]
    lines["expenses"] = expenses(company, year)["total"]
    lines["before_depreciation"] = lines["gross_profit"] - lines["expenses"]
    lines["depreciation"] = books[Account.DEPRECIATION]
    lines["before_interest"] = lines["before_depreciation"] - lines["depreciation"]
    lines["finance_cost"] = books[Account.INTEREST] + books[Account.DISCOUNT_FEES]
    lines["extra"] = -books[Account.EXTRA]
    lines["before_tax"] = lines["before_interest"] - lines["finance_cost"] + lines["extra"]
    lines["tax"] = books[Account.TAX]
    lines["net_profit"] = lines["before_tax"] - lines["tax"]
    return lines


def balance_sheet(company: Company, year: int) -> Statement:
    """The balance sheet 资产负债表."""
    books = balances(company, year)
    assets = {
        "cash": books[Account.CASH],
        "receivables": books[Account.RECEIVABLES],
        "work_in_progress": books[Account.WIP],
        "finished_goods": books[Account.GOODS],
        "raw_materials": books[Account.MATERIALS],
    }
    fixed = {
        "plants": books[Account.PLANTS],
        "machines": books[Account.MACHINES],
        "construction": books[Account.CONSTRUCTION],
    }
    debts = {
        "long_loans": -books[Account.LONG_LOANS],
        "short_loans": -books[Account.SHORT_LOANS],
        "special_loans": -books[Account.SPECIAL_LOANS],
        "tax_payable": -books[Account.TAX_PAYABLE],
    }
    equity = {
        "capital": -books[Account.CAPITAL],
        "retained": -books[Account.RETAINED],
        "net_profit": income(company, year)["net_profit"],
    }
    sums = {name: sum(part.values()) for name, part in
            (("current", assets), ("fixed", fixed), ("debts", debts), ("equity", equity))}  # fmt: skip
    return {
        **assets,
        "current_assets": sums["current"],
        **fixed,
        "fixed_assets": sums["fixed"],
        "total_assets": sums["current"] + sums["fixed"],
        **debts,
        "total_debts": sums["debts"],
        **equity,
        "total_equity": sums["equity"],
        "total_debts_and_equity": sums["debts"] + sums["equity"],
    }
