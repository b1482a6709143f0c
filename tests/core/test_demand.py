"""The forecast and the order book that is drawn around it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import new_itmc, play_years, ruleset

from sandbox_gui.core.demand import forecast, order_book, stream
from sandbox_gui.core.game import Order

SEEDS = st.integers(0, 2**63 - 1)
TEAMS = st.integers(1, 60)
YEARS = st.integers(1, 9)


def by_cell(book: list[Order]) -> dict[tuple[str, str], list[Order]]:
    cells: dict[tuple[str, str], list[Order]] = {}
    for order in book:
        cells.setdefault((order.market, order.product), []).append(order)
    return cells


@given(SEEDS, TEAMS, YEARS)
def test_the_book_lies_within_the_forecast(seed: int, teams: int, year: int) -> None:
    cells = by_cell(order_book(ruleset(), seed, teams, year))
    for cell in (cell for cell in forecast(ruleset(), teams, year) if cell.year == year):
        orders = cells.pop((cell.market, cell.product))
        assert cell.least <= sum(order.quantity for order in orders) <= cell.most
        assert cell.least <= cell.units <= cell.most
        for order in orders:
            slack = 0.5 / order.quantity  # the book rounds totals to whole M
            assert cell.low - slack <= order.total / order.quantity <= cell.high + slack
    assert not cells, "orders that no forecast announced"


@given(SEEDS, TEAMS, YEARS)
def test_orders_are_whole_and_sensible(seed: int, teams: int, year: int) -> None:
    book = order_book(ruleset(), seed, teams, year)
    assert len({order.id for order in book}) == len(book)
    for order in book:
        assert (order.year, order.team, order.state) == (year, 0, "open")
        assert 1 <= order.quantity <= 7
        assert order.total >= 1
        assert 1 <= order.due <= 4
        assert 1 <= order.term <= 4
        assert set(order.standards) <= {"ISO9000", "ISO14000"}
        if year <= 2:
            assert order.standards == ()


@given(SEEDS, TEAMS, YEARS)
def test_the_same_seed_gives_the_same_book(seed: int, teams: int, year: int) -> None:
    assert order_book(ruleset(), seed, teams, year) == order_book(ruleset(), seed, teams, year)


@given(SEEDS)
def test_another_seed_gives_another_book(seed: int) -> None:
    assert order_book(ruleset(), seed, 6, 4) != order_book(ruleset(), seed ^ 1, 6, 4)


def test_a_cell_draws_from_a_stream_of_its_own() -> None:
    """More demand in one cell moves no order of another."""
    rules = ruleset()
    row = rules.demand.cells["3"]
    more = {**row, "local": {**row["local"], "P1": replace(row["local"]["P1"], units=99)}}
    changed = replace(rules, demand=replace(rules.demand, cells={**rules.demand.cells, "3": more}))

    def others(book: list[Order]) -> list[Order]:
        return [replace(order, id="") for order in book if (order.market, order.product) != ("local", "P1")]

    before, after = order_book(rules, 7, 6, 3), order_book(changed, 7, 6, 3)
    assert others(before) == others(after)
    assert len(after) > len(before)


def test_streams_of_different_names_or_seeds_differ() -> None:
    draws = {
        (seed, name): stream(seed, name).random()
        for seed in (1, 2, 11)
        for name in ("demand:1", "rival:1", "1")
    }
    assert len(set(draws.values())) == len(draws)
    assert stream(1, "rival:1").random() == draws[1, "rival:1"]


def test_a_book_is_the_same_on_every_machine_and_for_ever() -> None:
    """As it was drawn on the first of them: a seed written down years ago brings the same game."""
    assert stream(7, "demand:1:local:P1").randrange(1000) == 758
    book = order_book(ruleset(), 7, 6, 1)
    assert [(order.quantity, order.total, order.due, order.term) for order in book] == [
        (2, 9, 4, 2), (2, 10, 4, 1), (2, 10, 3, 2), (3, 19, 2, 4), (2, 10, 2, 3), (1, 6, 4, 2), (4, 24, 1, 1),
        (2, 12, 4, 1), (3, 17, 2, 2),
    ]  # fmt: skip


def test_the_book_does_not_depend_on_what_was_played() -> None:
    played = play_years(new_itmc(teams=2, seed=11, cash=100), 3)
    expected = [order for year in (1, 2, 3, 4) for order in order_book(ruleset(), 11, 2, year)]
    assert list(played.orders.values()) == expected


def test_years_beyond_the_table_repeat_its_last() -> None:
    cells: dict[int, list[tuple[str, str, int, float]]] = {}
    for cell in forecast(ruleset(), 6, 9):
        cells.setdefault(cell.year, []).append((cell.market, cell.product, cell.units, cell.price))
    assert cells[6] == cells[7] == cells[9]
    assert order_book(ruleset(), 7, 6, 9)
    assert order_book(ruleset(), 7, 6, 8) != order_book(ruleset(), 7, 6, 9)


def test_iso_demands_go_on_beyond_the_table() -> None:
    asked = Counter(standard for order in order_book(ruleset(), 7, 60, 9) for standard in order.standards)
    assert asked["ISO9000"] > 0
    assert asked["ISO14000"] > 0


@pytest.mark.parametrize(
    ("year", "market", "product", "units", "price"),
    [(1, "local", "P1", 20, 5.55), (2, "regional", "P1", 19, 5.16), (3, "domestic", "P2", 12, 8.25),
     (4, "asian", "P3", 8, 9.0), (5, "international", "P1", 18, 5.5), (6, "asian", "P4", 6, 10.17)],
)  # fmt: skip
def test_the_forecast_is_the_measured_table_for_six_teams(
    year: int, market: str, product: str, units: int, price: float
) -> None:
    cell = next(
        f for f in forecast(ruleset(), 6, 6) if (f.year, f.market, f.product) == (year, market, product)
    )
    assert (cell.units, cell.price) == (units, price)
    assert cell.low == pytest.approx(0.85 * price)
    assert cell.high == pytest.approx(1.15 * price)


def test_the_forecast_grows_with_the_class() -> None:
    units = {teams: forecast(ruleset(), teams, 1)[0].units for teams in (1, 3, 6, 12, 60)}
    assert units == {1: 3, 3: 10, 6: 20, 12: 40, 60: 200}


def test_markets_open_to_demand_year_by_year() -> None:
    seen = {year: {f.market for f in forecast(ruleset(), 6, 6) if f.year == year} for year in range(1, 7)}
    assert seen[1] == {"local"}
    assert seen[2] == {"local", "regional"}
    assert seen[3] == {"local", "regional", "domestic"}
    assert seen[4] == {"local", "regional", "domestic", "asian"}
    assert seen[5] == seen[6] == {"local", "regional", "domestic", "asian", "international"}


def test_quantities_and_terms_have_their_measured_shape() -> None:
    """Mode 2 for both; all delivery quarters about as often (over the orders of 60 teams and six years)."""
    book = [order for year in range(1, 7) for order in order_book(ruleset(), 7, 60, year)]
    assert Counter(order.quantity for order in book).most_common(1)[0][0] == 2
    assert Counter(order.term for order in book).most_common(1)[0][0] == 2
    due = Counter(order.due for order in book)
    assert max(due.values()) < 1.25 * min(due.values())


def test_no_cell_is_empty_in_a_small_class() -> None:
    """Two units for six teams are a third of one for a single team: one."""
    cell = next(f for f in forecast(ruleset(), 1, 4) if (f.year, f.market, f.product) == (4, "local", "P4"))
    assert (cell.units, cell.least, cell.most) == (1, 1, 1)


def test_some_orders_of_the_contest_are_put_out_to_tender() -> None:
    """Six and five in a hundred, in years 3 and 5; the rest of the book is as without tenders."""
    rules = ruleset("contest")
    without = replace(rules, demand=replace(rules.demand, tenders={}))
    for year, share in ((2, 0.0), (3, 0.06), (4, 0.0), (5, 0.05)):
        book = order_book(rules, 7, 27, year)
        assert sum(order.kind == "tender" for order in book) == round(share * len(book))
        assert [replace(order, kind="selection") for order in book] == order_book(without, 7, 27, year)
