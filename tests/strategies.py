"""What tests of the game share: builders, drivers, random decisions, and the reconciliation of the books."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from functools import cache
from typing import Any

from hypothesis import strategies as st

from sandbox_gui.core import actions as act
from sandbox_gui.core import digest, order_meeting, statements
from sandbox_gui.core.actions import ACTIONS, Action
from sandbox_gui.core.engine import apply, may_act
from sandbox_gui.core.game import Company, Event, Game, Order, holds
from sandbox_gui.core.journal import Account
from sandbox_gui.core.opening import new_game
from sandbox_gui.core.refused import Refused
from sandbox_gui.core.ruleset import Ruleset
from sandbox_gui.storage.rulesets import load_ruleset, ruleset_ids

# Builders


@cache
def ruleset(ruleset_id: str = "itmc") -> Ruleset:
    """A ruleset that comes with the program."""
    return load_ruleset(ruleset_id)[0]


def richer(rules: Ruleset, cash: int, held: Iterable[str] = ()) -> Ruleset:
    """The same ruleset with more cash and capital at the start, and further developments complete."""
    opening = rules.opening
    held = (*opening.held, *held)
    return replace(
        rules,
        opening=replace(opening, cash=opening.cash + cash, capital=opening.capital + cash, held=held),
    )


def new_itmc(
    teams: int = 2, seed: int = 7, years: int | None = None, cash: int = 0, held: Iterable[str] = ()
) -> Game:
    """A new `itmc` game, with `cash` more than the rules give and `held` developed from the start."""
    names = [f"T{team}" for team in range(1, teams + 1)]
    return new_game(richer(ruleset(), cash, held), seed, names, years)


def put_order(game: Game, team: int = 0, **facts: Any) -> Order:
    """A P1 order of the local market and this year, on the wall or with a team: 3 units for 15 by default."""
    order = Order(f"H{len(game.orders)}", game.year, "local", "P1", quantity=3, total=15, due=4, term=1)
    order = replace(order, **facts)
    game.orders[order.id] = order
    if team:
        order.team = team
        game.company(team).orders.append(order)
    return order


def clear_wall(game: Game) -> None:
    """Take this year's own orders away, so that a test can lay out its own."""
    game.orders = {
        name: order for name, order in game.orders.items() if order.year != game.year or order.team
    }


EVERY_STAGE = (
    ("plan", 0), ("payments", 0), ("meeting", 0), ("long_loans", 0), ("quarter_start", 1), ("operations", 2),
    ("sales", 3), ("quarter_end", 4), ("year_end", 5),
)  # fmt: skip
"""Each stage of a team's own in the first year of `itmc`, with a quarter."""

# Drivers


def do(game: Game, *decisions: Action) -> list[Event]:
    """Apply decisions in a row; the events of the last."""
    events: list[Event] = []
    for decision in decisions:
        events = apply(game, decision)
    return events


def refused(game: Game, decision: Action, code: str | None = None, **facts: Any) -> Refused:
    """Assert that a decision is refused with this code and facts, and that nothing has changed."""
    before = snapshot(game)
    answer = try_action(game, decision)
    assert answer is not None, f"{decision} was accepted"
    assert snapshot(game) == before, f"{decision} was refused and changed the game"
    assert code is None or answer.code == code, f"{decision}: {answer}"
    assert {name: answer.facts.get(name) for name in facts} == facts, f"{decision}: {answer}"
    return answer


def move_on(game: Game, team: int, insolvent: bool = False) -> None:
    """Take a team one step on: pass where it is its turn, end its bids in a tender, else end the stage."""
    selection = order_meeting.whose_turn(game).get(team)
    if selection:
        apply(game, act.PassTurn(team, f"{selection.market}:{selection.product}"))
    elif game.tender and game.stage(game.company(team)).rule.waits == "tender":
        apply(game, act.EndBids(team))
    else:
        apply(game, act.EndStage(team, insolvent))


def place(game: Game, team: int) -> tuple[int, int, str]:
    """Where a team stands: year, quarter (0 start, 5 end) and stage."""
    stage = game.stage(game.company(team))
    return game.year, stage.quarter, stage.rule.id


def reach(game: Game, stage: str, quarter: int = 0, year: int | None = None) -> Game:
    """Take all running teams to a stage without decisions of their own; the game itself is returned."""
    target = (game.year if year is None else year, quarter, stage)
    while behind := [c.team for c in game.running if place(game, c.team) != target]:
        able = [team for team in behind if may_act(game, team)]
        assert able, f"nobody can act, {behind} have not come to {target}"
        for team in able:
            if may_act(game, team) and place(game, team) != target:
                move_on(game, team)
    return game


def play_years(game: Game, count: int = 1) -> Game:
    """Play whole years without decisions, to the start of the year after (or the game's end)."""
    last = game.year + count
    while not game.over and game.year < last:
        for company in game.running:
            if may_act(game, company.team) and game.year < last:
                move_on(game, company.team)
    return game


# Snapshots and books


def snapshot(game: Game) -> Any:
    """Everything about a game that an action may change, as plain data to compare."""
    return digest.state(game), list(game.history), list(game.events)


def check_books(game: Game) -> None:
    """Assert that journals balance, statements agree and quantities reconcile with the accounts."""
    for company in game.companies:
        check_journal(company)
        check_quantities(game, company)
        check_statements(game, company)
    taken = [order.id for company in game.companies for order in company.orders]
    assert len(taken) == len(set(taken))
    for company in game.companies:
        assert all(order is game.orders[order.id] for order in company.orders)
        assert all(order.team == company.team for order in company.orders)


def check_journal(company: Company) -> None:
    """Each entry adds up to zero, and the entries add up to the balances."""
    sums = [0] * len(Account)
    for entry in company.journal.entries:
        assert sum(amount for _, amount in entry.lines) == 0, entry
        for account, amount in entry.lines:
            sums[account] += amount
    assert sums == company.journal.balances


def check_quantities(game: Game, company: Company) -> None:
    """What stands on the table is worth what the accounts say, and nothing is below zero."""
    known, books = game.catalogue, company.journal.balances
    coming = [number for numbers in company.ordered.values() for number in numbers]
    counts = [*company.receivables, *company.materials.values(), *company.goods.values(), *coming]
    assert company.cash >= 0
    assert min(counts) >= 0
    expected = {
        Account.RECEIVABLES: sum(company.receivables),
        Account.WIP: sum(known.costs[line.product] for line in company.lines if line.cell),
        Account.GOODS: sum(known.costs[item] * n for item, n in company.goods.items()),
        Account.MATERIALS: sum(known.prices[item] * n for item, n in company.materials.items()),
        Account.PLANTS: sum(known.plants[plant.type].price for plant in company.plants if plant.owned),
        Account.MACHINES: sum(line.net for line in company.lines if line.built),
        Account.CONSTRUCTION: sum(line.net for line in company.lines if not line.built),
    }
    for account in (Account.LONG_LOANS, Account.SHORT_LOANS, Account.SPECIAL_LOANS):
        kinds = {rule.id for rule in game.ruleset.finance.loans if rule.account == account.name.lower()}
        expected[account] = -sum(loan.amount for loan in company.loans if loan.kind in kinds)
    assert {account: books[account] for account in expected} == expected
    check_machines(game, company)


def check_machines(game: Game, company: Company) -> None:
    """Plants hold no more lines than they have room for; lines stand in plants and keep to their cycle."""
    assert len({plant.no for plant in company.plants}) == len(company.plants)
    assert len({line.no for line in company.lines}) == len(company.lines)
    room = {plant.no: game.catalogue.plants[plant.type].slots for plant in company.plants}
    for line in company.lines:
        room[line.plant] -= 1
        assert 0 <= line.cell <= game.catalogue.lines[line.type].cycle
        assert line.net >= 0
        assert not (line.work and line.cell)
    assert all(slots >= 0 for slots in room.values())


def check_statements(game: Game, company: Company) -> None:
    """Each balance sheet balances, and equity changes by the year's profit and added capital alone."""
    closed = len(company.journal.closings)
    for year in range(closed + 1):
        sheet = statements.balance_sheet(company, year)
        assert sheet["total_assets"] == sheet["total_debts_and_equity"], (company.team, year)
    for year in range(1, closed):
        before, after = (statements.balance_sheet(company, y) for y in (year - 1, year))
        earned = after["net_profit"] + after["capital"] - before["capital"]
        assert after["total_equity"] - before["total_equity"] == earned, (company.team, year)


# Random decisions. `draw` is a random.Random: a seeded one for whole games, hypothesis's own for short ones.

Draw = random.Random

NONSENSE: tuple[Any, ...] = (
    None, True, False, -1, 0, 1, 7, 10**8, 10**5000, -(10**5000), 1.0, 1.5, float("nan"), float("inf"),
    "", "P1", "local", "local:P1", "A", "manual", "R1", "Y1-001", "1", "ZZ", "长" * 500, "\x00", "\ud800",
    b"P1", (), (0,), (7,), (-7,), (0, 0, 7, 0, 0, 0), ("7",), [], [7], {}, {"R1": 1}, {"R1": -1}, {"R1": "1"},
    {"R1": 1.0}, {"R1": True}, {"R1": 10**5000}, {1: 1}, {None: 1}, {"local:P1": 0}, {"local": 1}, {":": 1},
    {"local:P1:P1": 1}, {(): 1}, {7}, object,
)  # fmt: skip
"""Values of wrong types, signs and sizes, and names that belong elsewhere."""


def _some(draw: Draw, items: Iterable[Any], other: Any) -> Any:
    """One of the items, or `other` where there is none."""
    known = list(items)
    return draw.choice(known) if known else other


def _quantities(draw: Draw, items: Iterable[str], most: int) -> dict[str, int]:
    return {item: draw.randint(0, most) for item in items if draw.random() < 0.5}


def _value(draw: Draw, game: Game, company: Company, kind: str, field: str) -> Any:
    """A value of the right type for a field of a decision; whether it is allowed now is another matter."""
    known, rules = game.catalogue, game.ruleset
    markets = [market.id for market in rules.markets]
    teams = len(game.companies)
    choices: dict[str, Callable[[], Any]] = {
        "team": lambda: company.team,
        "insolvent": lambda: draw.random() < 0.05,
        "order": lambda: _order(draw, game, company, kind),
        "where": lambda: f"{draw.choice(markets)}:{draw.choice(list(known.products))}",
        "price": lambda: draw.choice([draw.randint(0, 60), draw.randint(0, 600)]),
        "quarter": lambda: draw.randint(1, 4),
        "due": lambda: draw.randint(1, 4),
        "term": lambda: draw.randint(0, 4),
        "kind": lambda: _some(draw, (loan.id for loan in rules.finance.loans), "short"),
        "amount": lambda: draw.choice([10, 15, 20, 30, 40, 60, 80, 200]),
        "terms": lambda: draw.choice([0, 0, 4, 5]),
        "plant": lambda: (
            draw.choice(list(known.plants))
            if kind in ("BuyPlant", "RentPlant")
            else _some(draw, (plant.no for plant in company.plants), 1)
        ),
        "line": lambda: (
            draw.choice(list(known.lines))
            if kind == "BuildLine"
            else _some(draw, (line.no for line in company.lines), 5)
        ),
        "product": lambda: draw.choice(list(known.products)),
        "market": lambda: draw.choice(markets),
        "standard": lambda: _some(draw, (standard.id for standard in rules.standards), "ISO9000"),
        "quantities": lambda: _quantities(draw, [*known.prices, *known.costs], 3),
        "amounts": lambda: _amounts(draw, game, company, kind),
        "to": lambda: draw.randint(1, teams),
        "target": lambda: draw.randint(1, teams),
        "deal": lambda: _some(draw, (deal.no for deal in game.deals), 1),
        "quantity": lambda: draw.randint(1, 7),
        "total": lambda: draw.randint(1, 60),
    }
    return choices[field]()


def _order(draw: Draw, game: Game, company: Company, kind: str) -> str:
    """The id of an order that a decision of this class may mean."""
    if kind == "Bid" and game.tender:
        return str(_some(draw, game.tender.open, "X"))
    orders = [order.id for order in company.orders] if kind == "Deliver" else list(game.orders)
    return str(_some(draw, orders, "X"))


def _amounts(draw: Draw, game: Game, company: Company, kind: str) -> Any:
    if kind == "Discount":
        return tuple(draw.choice([0, min(owed, 7), owed // 7 * 7, 7]) for owed in company.receivables)
    rights = [
        m.id for m in game.ruleset.markets if holds(game, company, m.id, game.year) or draw.random() < 0.02
    ]
    places = [f"{market}:{product}" for market in rights for product in game.catalogue.products]
    unit = game.ruleset.marketing.first_pick
    return {where: unit * draw.randint(0, 5) for where in draw.sample(places, min(3, len(places)))}


def random_decision(draw: Draw, game: Game, team: int, kind: str) -> Action:
    """A decision of a class with values of the right types."""
    company = game.company(team)
    values = {entry.name: _value(draw, game, company, kind, entry.name) for entry in fields(ACTIONS[kind])}
    return ACTIONS[kind](**values)


def random_action(draw: Draw, game: Game, nonsense: float = 0.3) -> Action:
    """A decision of any class by any team, at the right time or not.

    With the chance `nonsense` one of its fields holds a value of a wrong type, sign or size.
    """
    kind = draw.choice(list(ACTIONS))
    action = random_decision(draw, game, draw.randint(1, len(game.companies)), kind)
    if draw.random() < nonsense:
        entry = draw.choice(fields(action))
        action = replace(action, **{entry.name: draw.choice(NONSENSE)})
    return action


_WEIGHTS = {
    "end_stage": 6, "start_production": 8, "order_materials": 3, "deliver": 6, "advertise": 6, "bid": 9,
    "develop_product": 3, "develop_market": 2, "develop_standard": 2, "borrow_long": 3, "build_line": 4,
    "continue_line": 4, "buy_plant": 2, "rent_plant": 2, "organise": 0.2,
}  # fmt: skip
"""How often a likely decision is of a kind; 1 where nothing is said."""
_KINDS: Mapping[str, list[str]] = {
    decision: [name for name, kind in ACTIONS.items() if decision == kind.DECISION]
    for decision in {kind.DECISION for kind in ACTIONS.values()}
}


def likely_action(draw: Draw, game: Game, team: int) -> Action:
    """A decision that is open to a team now and has some chance of being allowed."""
    selection = order_meeting.whose_turn(game).get(team)
    if selection:
        free = [o for o in order_meeting.on_wall(game, selection)
                if order_meeting.takeable(game, game.company(team), o)]  # fmt: skip
        if free and draw.random() < 0.9:
            return act.TakeOrder(team, draw.choice(free).id)
        return act.PassTurn(team, f"{selection.market}:{selection.product}")
    words = sorted(game.stage(game.company(team)).open)
    word = draw.choices(words, [_WEIGHTS.get(word, 1) for word in words])[0]
    if word.startswith("borrow_"):
        return act.Borrow(team, word.removeprefix("borrow_"), draw.choice([10, 20, 40]))
    return random_decision(draw, game, team, draw.choice(_KINDS[word]))


def try_action(game: Game, action: Action) -> Refused | None:
    """Apply an action; the refusal, if there is one."""
    try:
        apply(game, action)
    except Refused as answer:
        return answer
    return None


def random_play(
    draw: Draw, game: Game, most: int = 3000, wild: float = 0.1, watch: Callable[[Action], None] | None = None
) -> Game:
    """Play up to `most` random decisions, the share `wild` of them of any kind; `watch` sees each one taken.

    A team that cannot pay its way goes bankrupt now and then, or the game would never end.
    """
    for _ in range(most):
        able = [company.team for company in game.companies if may_act(game, company.team)]
        if not able:
            break
        team = draw.choice(able)
        action = random_action(draw, game) if draw.random() < wild else likely_action(draw, game, team)
        answer = try_action(game, action)
        if answer is None and watch:
            watch(action)
        if answer and answer.code == "payment.short" and draw.random() < 0.3:
            try_action(game, act.EndStage(action.team, insolvent=True))
    return game


@st.composite
def games(draw: st.DrawFn, teams: int = 4, moves: int = 400, rules: str | None = None) -> Game:
    """A game of 1 to `teams` teams somewhere in its course, after up to `moves` random decisions.

    Random companies do not live long on what the rules give them; richer ones see the later years.
    """
    chosen = ruleset(rules or draw(st.sampled_from(ruleset_ids())))
    chosen = richer(chosen, draw(st.sampled_from([0, 100, 1000])) * chosen.finance.administration)
    names = [f"T{team}" for team in range(1, draw(st.integers(1, teams)) + 1)]
    game = new_game(chosen, draw(st.integers(0, 2**63 - 1)), names, draw(st.integers(1, 7)))
    return random_play(random.Random(draw(st.integers(0, 2**32))), game, most=draw(st.integers(0, moves)))
