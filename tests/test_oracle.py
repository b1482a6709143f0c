"""A real contest comes out of the engine to the last figure, and the reader notices what does not."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sandbox_gui.__main__ import main as sandbox
from sandbox_gui.core.ruleset import Ruleset
from sandbox_gui.storage.rulesets import load_ruleset
from tests.oracle.__main__ import main
from tests.oracle.compare import BALANCE, EXPENSES, INCOME
from tests.oracle.record import Contest, Record, read_contest
from tests.oracle.report import Summary, TeamResult, replay_contest, replay_team

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "oracle" / "contest-xa"
recorded = pytest.mark.skipif(not FOLDER.is_dir(), reason=f"the contest's records are not here: {FOLDER}")


@pytest.fixture(scope="module")
def ruleset() -> Ruleset:
    return load_ruleset("contest")[0]


@pytest.fixture(scope="module")
def contest(ruleset: Ruleset) -> Contest:
    return read_contest(FOLDER, ruleset)


@pytest.fixture(scope="module")
def summary(ruleset: Ruleset) -> Summary:
    return replay_contest(FOLDER, ruleset)


@recorded
def test_every_figure_of_the_contest_is_exact(summary: Summary) -> None:
    data = summary.data()
    assert data["first_differences"] == []
    assert (data["teams"], data["teams_exact"]) == (18, 18)
    assert (data["rows"], data["rows_exact"]) == (2525, 2525)
    assert (data["cells"], data["cells_exact"]) == (4171, 4171)
    assert (data["scores"], data["scores_exact"]) == (12, 12)
    assert summary.exact


@recorded
def test_companies_go_bankrupt_where_they_did(summary: Summary) -> None:
    """In the quarter of the last row or at the next payment, which cannot be made."""
    for team in summary.teams:
        fallen = team.table.company.bankrupt
        assert bool(fallen) == (team.record.score is None)
        if fallen:
            year, quarter = map(int, fallen[1:].split("Q"))
            last = team.record.rows[-1]
            assert 0 <= (year - last.year) * 4 + quarter - last.quarter <= 1


@recorded
def test_only_the_record_that_stops_early_leaves_rows_unsaid(summary: Summary) -> None:
    unsaid = {team.record.team: [made.do for _, made in team.table.unsaid] for team in summary.teams}
    assert {name: rows for name, rows in unsaid.items() if rows} == {"XA20": ["repay_short", "admin_fee"]}


def _altered(contest: Contest, ruleset: Ruleset, alter: Callable[[Record], Record]) -> TeamResult:
    return replay_team(ruleset, contest, alter(contest.records[0]))


@recorded
@pytest.mark.parametrize("index", [3, 60, 120, 176])
@pytest.mark.parametrize("figure", ["cash", "balance"])
def test_a_false_figure_is_named(contest: Contest, ruleset: Ruleset, index: int, figure: str) -> None:
    def alter(record: Record) -> Record:
        rows = list(record.rows)
        rows[index] = replace(rows[index], **{figure: getattr(rows[index], figure) + 1})
        return replace(record, rows=tuple(rows))

    result = _altered(contest, ruleset, alter)
    assert [one.where.split(" (")[0] for one in result.rows] == [f"XA01 row {index + 1}"]
    assert not result.cells
    assert not result.exact


@recorded
def test_a_row_left_out_is_named(contest: Contest, ruleset: Ruleset) -> None:
    def alter(record: Record) -> Record:
        index = max(row.index for row in record.rows if row.do == "admin_fee")
        rows = [row for row in record.rows if row.index != index]
        return replace(record, rows=tuple(replace(row, index=n) for n, row in enumerate(rows)))

    result = _altered(contest, ruleset, alter)
    assert not result.exact
    assert "admin_fee -14" in str((*result.rows, *result.end))


@recorded
def test_a_false_cell_and_a_false_score_are_named(contest: Contest, ruleset: Ruleset) -> None:
    def alter(record: Record) -> Record:
        sheets = json.loads(json.dumps(record.statements[2]))
        sheets["balance_sheet"]["原料"] += 1
        return replace(record, statements={**record.statements, 2: sheets}, score=1)

    result = _altered(contest, ruleset, alter)
    assert [one.where for one in result.cells] == ["XA01 year 2 balance_sheet 原料"]
    assert [one.where for one in result.end] == ["XA01 score"]
    assert not result.rows


# A record made up for the test: it needs no folder beside the project.


def _sheets(cash: int, capital: int, spent: dict[str, int]) -> dict[str, dict[str, int]]:
    """The statements of a first year in which a company does nothing but spend."""
    total = sum(spent.values())
    expenses = {**dict.fromkeys(EXPENSES, 0), **spent, "合计": total}
    income = {**dict.fromkeys(INCOME, 0), "综合费用": total}
    losses = ("折旧前利润", "支付利息前利润", "税前利润", "年度净利润")
    sums = dict.fromkeys(("现金", "流动资产合计", "资产总计", "所有者权益合计", "负债和所有者权益总计"), cash)
    balance = {**dict.fromkeys(BALANCE, 0), **sums, "股东资本": capital, "年度净利": -total}
    return {
        "comprehensive_expense": expenses,
        "income_statement": {**income, **dict.fromkeys(losses, -total)},
        "balance_sheet": balance,
    }


def _write_record(folder: Path, ruleset: Ruleset, last_fee: int = 0) -> None:
    """A company that pays its administration and a look at another team for a year, then nothing more."""
    cash, fee = ruleset.opening.cash, ruleset.finance.administration
    rows: list[dict[str, Any]] = [{"year": 1, "quarter": 1, "do": "found", "cash": cash, "balance": cash}]
    payments = [(1, "spy", ruleset.finance.intelligence, {"team": "ZZ02"})]
    payments += [(quarter, "admin_fee", fee, {}) for quarter in (1, 2, 3, 4)]
    for quarter, do, amount, facts in payments:
        cash -= amount
        rows.append({"year": 1, "quarter": quarter, "do": do, "cash": -amount, "balance": cash, **facts})
    rows[-1]["cash"] -= last_fee
    text = "\n".join(json.dumps(row) for row in rows)
    spent = {"管理费": 4 * fee, "信息费": ruleset.finance.intelligence}
    sheets = {"1": _sheets(cash, ruleset.opening.capital, spent)}
    expected = {"team": "ZZ01", "deliveries": {}, "statements": sheets, "score": {"score": cash}}
    (folder / "orders.jsonl").write_text("", encoding="utf-8")
    (folder / "ZZ01.jsonl").write_text(text, encoding="utf-8")
    (folder / "ZZ01.expected.json").write_text(json.dumps(expected), encoding="utf-8")


def test_a_made_up_record_is_read_and_replayed(tmp_path: Path, ruleset: Ruleset) -> None:
    _write_record(tmp_path, ruleset)
    data = replay_contest(tmp_path, replace(ruleset, years=1)).data()
    assert data["first_differences"] == []
    assert (data["teams_exact"], data["rows_exact"], data["cells_exact"], data["scores_exact"]) == (
        1,
        6,
        44,
        1,
    )


@recorded
def test_experts_on_the_contests_own_orders_stay_solvent_and_beat_its_best_team(
    capsys: pytest.CaptureFixture[str],
) -> None:
    book = str(FOLDER / "orders.jsonl")
    field = ("--teams", "27", "--players", "expert", "--seed", "1", "--orders", book)
    assert sandbox(["simulate", "--ruleset", "contest", *field, "--json"]) == 0
    standings = json.loads(capsys.readouterr().out)["standings"]
    assert [place["team"] for place in standings if place["bankrupt"]] == []
    scores = [place["score"] for place in standings]
    assert (scores[0] > 3791, scores[13] > 1500) == (True, True)


@pytest.mark.parametrize("last_fee", [0, 1])
def test_the_command_prints_one_object_and_fails_where_a_figure_differs(
    last_fee: int,
    tmp_path: Path,
    ruleset: Ruleset,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    _write_record(tmp_path, ruleset, last_fee)
    monkeypatch.setattr("tests.oracle.__main__.load_ruleset", lambda name: (replace(ruleset, years=1), ""))
    monkeypatch.setattr("sys.argv", ["oracle", str(tmp_path)])
    assert main() == last_fee
    data = json.loads(capsys.readouterr().out)
    assert (data["rows"], data["rows_exact"]) == (6, 6 - last_fee)


def test_an_empty_folder_is_not_a_success(tmp_path: Path, ruleset: Ruleset) -> None:
    (tmp_path / "orders.jsonl").write_text("", encoding="utf-8")
    assert not replay_contest(tmp_path, ruleset).exact
