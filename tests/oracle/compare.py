"""The engine's statements and the platform's, cell by cell."""

from __future__ import annotations

from typing import NamedTuple

from sandbox_gui.core.game import Company
from sandbox_gui.core.statements import balance_sheet, expenses, income

from .record import Record

EXPENSES = {
    "管理费": "administration",
    "广告费": "advertising",
    "维护费": "maintenance",
    "损失": "losses",
    "转产费": "changeover",
    "租金": "rent",
    "市场开拓费": "market_development",
    "产品研发费": "product_research",
    "ISO认证费": "iso_certification",
    "信息费": "intelligence",
    "合计": "total",
}
INCOME = {
    "销售收入": "sales",
    "直接成本": "direct_cost",
    "毛利": "gross_profit",
    "综合费用": "expenses",
    "折旧前利润": "before_depreciation",
    "折旧": "depreciation",
    "支付利息前利润": "before_interest",
    "财务费用": "finance_cost",
    "额外收支": "extra",
    "税前利润": "before_tax",
    "所得税": "tax",
    "年度净利润": "net_profit",
}
BALANCE = {
    "现金": "cash",
    "应收款": "receivables",
    "在制品": "work_in_progress",
    "产成品": "finished_goods",
    "原料": "raw_materials",
    "流动资产合计": "current_assets",
    "厂房": "plants",
    "机器设备": "machines",
    "在建工程": "construction",
    "固定资产合计": "fixed_assets",
    "资产总计": "total_assets",
    "长期贷款": "long_loans",
    "短期贷款": "short_loans",
    "特别贷款": "special_loans",
    "所得税": "tax_payable",
    "负债合计": "total_debts",
    "股东资本": "capital",
    "利润留存": "retained",
    "年度净利": "net_profit",
    "所有者权益合计": "total_equity",
    "负债和所有者权益总计": "total_debts_and_equity",
}
SHEETS = {
    "comprehensive_expense": (expenses, EXPENSES),
    "income_statement": (income, INCOME),
    "balance_sheet": (balance_sheet, BALANCE),
}
"""Each statement of the record: the engine's view, and the engine's name of each line item."""


class Difference(NamedTuple):
    """A figure that the engine does not reproduce: where it stands, what the record says, what came out."""

    where: str
    recorded: int | str | None
    replayed: int | str | None


def differences(company: Company, record: Record, year: int) -> list[Difference]:
    """The cells of a year's statements that differ; all of them where the company did not close it."""
    found = []
    closed = year < len(company.journal.closings)
    for sheet, cells in record.statements.get(year, {}).items():
        view, names = SHEETS[sheet]
        ours = view(company, year) if closed else {}
        for item, amount in cells.items():
            value = ours.get(names[item])
            if value != amount:
                found.append(Difference(f"{record.team} year {year} {sheet} {item}", amount, value))
    return found
