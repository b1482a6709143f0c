"""The `itmc` company as a team takes it over, figure by figure from the rules; and which games may begin."""

from __future__ import annotations

from typing import Any

import pytest
from strategies import new_itmc, play_years, reach, ruleset

from sandbox_gui.core import demand, statements
from sandbox_gui.core.journal import Account
from sandbox_gui.core.opening import new_game
from sandbox_gui.core.refused import Refused


def test_opening_balance_sheet() -> None:
    assert statements.balance_sheet(new_itmc().company(2), 0) == {
        "cash": 28, "receivables": 15, "work_in_progress": 8, "finished_goods": 6, "raw_materials": 3,
        "current_assets": 60,
        "plants": 32, "machines": 13, "construction": 0, "fixed_assets": 45, "total_assets": 105,
        "long_loans": 40, "short_loans": 0, "special_loans": 0, "tax_payable": 1, "total_debts": 41,
        "capital": 50, "retained": 11, "net_profit": 3, "total_equity": 64, "total_debts_and_equity": 105,
    }  # fmt: skip


def test_last_years_income_statement() -> None:
    assert statements.income(new_itmc().company(1), 0) == {
        "sales": 35, "direct_cost": 12, "gross_profit": 23, "expenses": 11, "before_depreciation": 12,
        "depreciation": 4, "before_interest": 8, "finance_cost": 4, "extra": 0, "before_tax": 4,
        "tax": 1, "net_profit": 3,
    }  # fmt: skip


def test_statements_name_their_lines_in_the_forms_order() -> None:
    company = new_itmc().company(1)
    assert list(statements.expenses(company, 0)) == [
        "administration", "advertising", "maintenance", "losses", "changeover", "rent", "market_development",
        "product_research", "iso_certification", "intelligence", "total",
    ]  # fmt: skip
    assert list(statements.balance_sheet(company, 0))[:12] == [
        "cash", "receivables", "work_in_progress", "finished_goods", "raw_materials", "current_assets",
        "plants", "machines", "construction", "fixed_assets", "total_assets", "long_loans",
    ]  # fmt: skip


def test_what_stands_on_the_table() -> None:
    company = new_itmc().company(1)
    assert [(line.type, line.product, line.net, line.cell) for line in company.lines] == [
        ("manual", "P1", 3, 1), ("manual", "P1", 3, 2), ("manual", "P1", 3, 3),
        ("semi_automatic", "P1", 4, 1),
    ]  # fmt: skip
    assert [(plant.type, plant.owned) for plant in company.plants] == [("A", True)]
    assert company.receivables == [0, 0, 15, 0]
    assert company.materials == {"R1": 3, "R2": 0, "R3": 0, "R4": 0}
    assert company.ordered == {"R1": [2], "R2": [0], "R3": [0, 0], "R4": [0, 0]}
    assert company.goods == {"P1": 3, "P2": 0, "P3": 0, "P4": 0}
    assert [(loan.kind, loan.amount) for loan in company.loans] == [("long", 20), ("long", 20)]


def test_an_idle_first_year_by_hand() -> None:
    """Cash 28: tax 1, interest 4; R1 arrive 2; administration 4; 15 received in quarter 3; maintenance 4.

    All four units are finished (3 + 4 in stock); each line is charged 1; 64 − 4 − 4 − 4 − 4 = 48.
    """
    game = new_itmc(teams=1)
    cash = {}
    for quarter, stage in [(0, "payments"), (1, "quarter_start"), (1, "operations"), (1, "quarter_end"),
                           (2, "quarter_end"), (3, "sales"), (3, "quarter_end"), (4, "quarter_end"),
                           (5, "year_end")]:  # fmt: skip
        reach(game, stage, quarter)
        cash[quarter, stage] = game.company(1).cash
    assert list(cash.values()) == [23, 23, 21, 20, 19, 34, 33, 32, 28]
    play_years(game)
    sheet = statements.balance_sheet(game.company(1), 1)
    expected = {
        "cash": 28, "receivables": 0, "work_in_progress": 0, "finished_goods": 14, "raw_materials": 5,
        "plants": 32, "machines": 9, "total_assets": 88, "long_loans": 40, "tax_payable": 0,
        "capital": 50, "retained": 14, "net_profit": -16, "total_equity": 48,
    }  # fmt: skip
    assert {name: sheet[name] for name in expected} == expected
    income = statements.income(game.company(1), 1)
    assert (income["expenses"], income["depreciation"], income["finance_cost"], income["tax"]) == (8, 4, 4, 0)


FIGURES: dict[str, dict[str, tuple[Any, ...]]] = {
    "plants": {"A": (32, 4, 4, 15), "B": (24, 3, 3, 10), "C": (12, 2, 1, 5)},
    "lines": {
        "manual": (5, 0, 3, 0, 0, 1, 1, 5),
        "semi_automatic": (8, 2, 2, 1, 1, 1, 2, 10),
        "automatic": (16, 4, 1, 2, 4, 1, 4, 15),
        "flexible": (24, 4, 1, 0, 0, 1, 6, 15),
    },
    "materials": {"R1": (1, 1), "R2": (1, 1), "R3": (1, 2), "R4": (1, 2)},
    "products": {
        "P1": (0, 5, {"R1": 1}, 1),
        "P2": (6, 10, {"R1": 1, "R2": 1}, 1),
        "P3": (12, 15, {"R2": 2, "R3": 1}, 1),
        "P4": (18, 15, {"R2": 1, "R3": 1, "R4": 2}, 1),
    },
    "markets": {
        "local": (1, 1, 0),
        "regional": (1, 1, 10),
        "domestic": (2, 1, 15),
        "asian": (3, 1, 20),
        "international": (4, 1, 25),
    },
    "standards": {"ISO9000": (2, 1, 10), "ISO14000": (3, 1, 15)},
}


def test_the_ruleset_holds_the_published_figures() -> None:
    rules = ruleset()
    assert {
        "plants": {p.id: (p.price, p.rent, p.slots, p.points) for p in rules.plants},
        "lines": {
            ln.id: (ln.price, ln.install, ln.cycle, ln.change_quarters, ln.change_cost, ln.maintenance,
                    ln.salvage, ln.points)
            for ln in rules.lines
        },
        "materials": {m.id: (m.price, m.lead) for m in rules.materials},
        "products": {p.id: (p.payments * p.cost, p.points, p.bom, p.processing) for p in rules.products},
        "markets": {m.id: (m.payments, m.cost, m.points) for m in rules.markets},
        "standards": {s.id: (s.payments, s.cost, s.points) for s in rules.standards},
    } == FIGURES  # fmt: skip
    assert (rules.unit, rules.years) == ("M", 6)
    assert new_itmc().catalogue.costs == {"P1": 2, "P2": 3, "P3": 4, "P4": 5}


def test_own_choices_are_marked_in_the_notes() -> None:
    """What rules.md marks as our own choice, the ruleset says so too."""
    notes = ruleset().notes
    for path in (
        "opening.cash", "products", "markets", "standards", "finance.penalty", "finance.emergency",
        "finance.stock_sale", "finance.line_sale", "finance.limits.1", "marketing.priority",
    ):  # fmt: skip
        assert notes[path].source == "own", path
        assert notes[path].zh
        assert notes[path].en


@pytest.mark.parametrize("count", [0, 61])
def test_a_game_has_1_to_60_teams(count: int) -> None:
    with pytest.raises(Refused) as answer:
        new_game(ruleset(), 1, [str(number) for number in range(count)])
    assert answer.value.code == "game.teams"


@pytest.mark.parametrize("years", [0, -1, 31])
def test_a_game_has_1_to_30_years(years: int) -> None:
    with pytest.raises(Refused) as answer:
        new_game(ruleset(), 1, ["a"], years)
    assert answer.value.code == "game.years"


@pytest.mark.parametrize(
    "seed",
    [-1, 2**63, 10**5000, True, 1.0, "7", None],
    ids=["negative", "64 bits", "too long to print", "truth", "fraction", "text", "nothing"],
)
def test_a_seed_is_a_whole_number_of_63_bits(seed: Any) -> None:
    with pytest.raises(Refused) as answer:
        new_game(ruleset(), seed, ["a"])
    assert answer.value.code == "seed.unknown"


def test_companies_share_nothing_at_the_start() -> None:
    game = new_itmc(teams=2)
    first, second = game.companies
    first.materials["R1"] += 1
    first.ordered["R1"][0] += 1
    first.receivables[0] += 1
    first.progress["P2"].paid += 1
    first.lines[0].net += 1
    first.loans[0].amount += 1
    assert second.materials["R1"] == 3
    assert second.ordered["R1"] == [2]
    assert second.receivables == [0, 0, 15, 0]
    assert second.progress["P2"].paid == 0
    assert second.lines[0].net == 3
    assert second.loans[0].amount == 20


@pytest.mark.parametrize("teams", [1, 60])
def test_the_smallest_and_the_largest_class(teams: int) -> None:
    game = play_years(new_itmc(teams=teams, years=2), 2)
    assert game.over
    assert [company.equity for company in game.companies] == [32] * teams
    assert all(company.journal.balances[Account.CASH] == 16 for company in game.companies)


def test_the_book_grows_with_the_class() -> None:
    sizes = [sum(o.quantity for o in demand.order_book(ruleset(), 7, teams, 1)) for teams in (1, 6, 60)]
    assert 3 <= sizes[0] <= 4  # 20 units for six teams: 3⅓ for one
    assert 18 <= sizes[1] <= 22
    assert 180 <= sizes[2] <= 220
