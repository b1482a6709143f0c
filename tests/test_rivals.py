"""Computer-run companies: solvent, repeatable, and blind to what a team may not see."""

from __future__ import annotations

import random
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace

import pytest
from strategies import check_books, new_itmc, play_years, put_order, reach, ruleset

from sandbox_gui import text
from sandbox_gui.core.actions import Action, Borrow, BuyEmergency, Discount, EndStage, OrderMaterials
from sandbox_gui.core.demand import stream
from sandbox_gui.core.digest import digest
from sandbox_gui.core.engine import apply, may_act
from sandbox_gui.core.game import Game, copy_game
from sandbox_gui.core.journal import Account
from sandbox_gui.core.opening import new_game
from sandbox_gui.core.refused import Refused
from sandbox_gui.core.ruleset import Ruleset
from sandbox_gui.core.score import score
from sandbox_gui.rivals import KINDS, View, act, create, play
from sandbox_gui.rivals.character import TEMPERS, character
from sandbox_gui.rivals.desk import Desk
from sandbox_gui.rivals.firm import Firm
from sandbox_gui.rivals.floor import Floor
from sandbox_gui.rivals.ground import Ground
from sandbox_gui.rivals.outlook import Hope, Hopes, Outlook, unsold
from sandbox_gui.rivals.planner import Planner
from sandbox_gui.rivals.programme import NewLine, NewPlant, Programme
from sandbox_gui.rivals.projection import Projection
from sandbox_gui.rivals.purse import Purse
from sandbox_gui.rivals.reasons import CODES
from sandbox_gui.rivals.supply import Supply

SOLVENT = [
    ("itmc", 1),
    ("itmc", 2),
    ("classic", 1),
    ("classic", 4),
    ("contest", 1),
    ("contest", 4),
    ("chuangye", 1),
]
"""Games that must end without a bankruptcy; CONTRIBUTING tells how the rate over many seeds is measured."""


def game_of(teams: int, seed: int, ruleset_id: str = "itmc", years: int | None = None) -> Game:
    return new_game(ruleset(ruleset_id), seed, [f"T{n}" for n in range(1, teams + 1)], years)


class Door:
    """The door through which rivals act; it counts what it refuses."""

    def __init__(self, game: Game) -> None:
        self.game = game
        self.refused = 0

    def __call__(self, action: Action) -> None:
        try:
            apply(self.game, action)
        except Refused:
            self.refused += 1
            raise


def play_out(game: Game, *without: int) -> Door:
    """Let rivals lead all companies but those of `without`, as far as they may."""
    door = Door(game)
    rivals = {company.team: create("steady") for company in game.companies if company.team not in without}
    play(game, rivals, door)
    return door


def scores(ruleset_id: str, seed: int, *kinds: str) -> list[int]:
    """The scores of the kinds, by seat, where each leads every third company; 0 for a bankrupt one."""
    game = game_of(len(kinds), seed, ruleset_id)
    play(game, {team: create(kind) for team, kind in enumerate(kinds, 1)}, Door(game))
    return [score(game, company) or 0 for company in game.companies]


@pytest.mark.parametrize(("ruleset_id", "seed"), SOLVENT)
def test_six_steady_companies_stay_solvent_and_their_books_balance(ruleset_id: str, seed: int) -> None:
    game = game_of(6, seed, ruleset_id)
    play_out(game)
    assert game.over
    assert [company.bankrupt for company in game.companies] == [""] * 6
    check_books(game)
    assert all(company.equity > 0 for company in game.companies)
    assert all(any(o.state == "delivered" for o in company.orders) for company in game.companies)


def test_a_game_of_rivals_is_the_same_each_time() -> None:
    digests = set()
    for _ in range(2):
        game = game_of(4, 11, years=3)
        play_out(game)
        digests.add(digest(game))
    assert len(digests) == 1


@pytest.mark.parametrize("ruleset_id", ["itmc", "contest"])
def test_rivals_made_anew_in_the_middle_of_a_game_go_on_sensibly(ruleset_id: str) -> None:
    game = game_of(3, 5, ruleset_id, years=3)
    play(game, {team: create("steady") for team in (1, 2, 3)}, Door(game), until=(2, 2))
    door = play_out(game)
    assert game.over
    check_books(game)
    assert door.refused * 20 < len(game.history)
    assert all(any(o.state == "delivered" for o in company.orders) for company in game.companies)


@pytest.mark.parametrize(("ruleset_id", "year", "mixes"), [("contest", 2, 2), ("chuangye", 3, 3)])
def test_companies_that_begin_alike_build_lines_for_different_products(
    ruleset_id: str, year: int, mixes: int
) -> None:
    game = game_of(6, 4, ruleset_id)
    rivals = {company.team: create("expert:leader") for company in game.companies}
    play(game, rivals, Door(game), until=(year, 0))
    built = {tuple(sorted(line.product for line in company.lines)) for company in game.companies}
    assert len(built) >= mixes


@pytest.mark.parametrize("ruleset_id", ["itmc", "contest"])
def test_experts_do_better_than_novices(ruleset_id: str) -> None:
    experts = novices = 0
    for seed in (1, 2, 3):
        places = scores(ruleset_id, seed, "expert", "novice", "expert", "novice")
        experts += sum(places[::2])
        novices += sum(places[1::2])
    assert experts > novices


@pytest.mark.parametrize("temper", sorted(TEMPERS))
def test_each_character_plays_a_whole_game(temper: str) -> None:
    game = game_of(3, 8, years=3)
    play(game, {team: create(f"steady:{temper}") for team in (1, 2, 3)}, Door(game))
    assert game.over
    check_books(game)


def test_rivals_say_why_in_both_languages() -> None:
    game = game_of(3, 2, "contest")
    rivals = {team: create("expert") for team in (1, 2, 3)}
    play(game, rivals, Door(game), until=(3, 1))
    found = [reason for rival in rivals.values() for reason in rival.reasons]
    assert {reason.code for reason in found} >= {"research", "line", "market"}
    assert {reason.code for reason in found} <= set(CODES)
    for language in text.LANGUAGES:
        sentences = text.texts(language)
        assert [code for code in CODES if f"rival.reason.{code}" not in sentences] == []
        for reason in found:
            assert sentences[f"rival.reason.{reason.code}"].format(unit="W", **reason.facts)


def test_hardly_anything_that_they_try_is_refused() -> None:
    game = game_of(6, 7)
    door = play_out(game)
    assert door.refused * 50 < len(game.history)


@pytest.mark.parametrize("level", KINDS)
@pytest.mark.parametrize("ruleset_id", ["itmc", "classic", "chuangye", "contest"])
def test_they_play_every_ruleset_to_its_end(ruleset_id: str, level: str) -> None:
    game = game_of(2, 2, ruleset_id, years=4)
    play(game, {team: create(level) for team in (1, 2)}, Door(game))
    assert game.over
    check_books(game)


def test_they_wait_for_the_slowest_person() -> None:
    game = game_of(3, 7)
    play_out(game, 1)
    while may_act(game, 1):
        here = (game.year, game.stage(game.company(1)).quarter)
        for team in (2, 3):
            stage = game.stage(game.company(team))
            begins = stage.index > 0 and game.calendar[stage.index - 1].quarter < stage.quarter
            assert (game.year, stage.quarter - begins) <= here
        apply(game, EndStage(1, insolvent=True))
        play_out(game, 1)
    assert game.over or game.company(1).bankrupt


def test_a_person_who_does_nothing_holds_nobody_up() -> None:
    game = game_of(3, 3, years=2)
    play_out(game, 1)
    for _ in range(200):
        if not may_act(game, 1):
            break
        apply(game, EndStage(1, insolvent=True))
        play_out(game, 1)
    assert game.over


def _hide(game: Game, draw: random.Random) -> Game:
    """The same game with everything changed that team 1 may not see."""
    twin = copy_game(game)
    for company in twin.companies[1:]:
        company.materials = {name: draw.randrange(9) for name in company.materials}
        company.goods = {name: draw.randrange(9) for name in company.goods}
        company.receivables = [draw.randrange(99) for _ in company.receivables]
        company.lines = company.lines[: draw.randrange(3)]
        company.loans = []
        company.journal.balances[0] += draw.randrange(99)
    open_places = {(s.market, s.product) for s in (twin.meeting.open if twin.meeting else ())}
    for order in twin.orders.values():
        unseen = order.year == twin.year and (order.market, order.product) not in open_places
        if unseen and not order.team and "meeting" not in twin.met:
            order.total, order.quantity, order.due = draw.randrange(1, 99), draw.randrange(1, 9), 4
    return twin


@pytest.mark.parametrize(
    ("ruleset_id", "level"), [("itmc", "steady"), ("itmc", "expert"), ("contest", "expert")]
)
@pytest.mark.parametrize("stage", ["payments", "meeting", "long_loans", "operations", "sales"])
def test_what_a_team_may_not_see_changes_no_decision(ruleset_id: str, level: str, stage: str) -> None:
    draw = random.Random(stage)
    game = game_of(3, 9, ruleset_id)
    play(game, {team: create(level) for team in (1, 2, 3)}, Door(game), until=(1, 4))
    rival = create(level)
    while (game.year, game.stage(game.company(1)).rule.id) != (2, stage) or not may_act(game, 1):
        for team in (2, 3, 1):
            if team != 1 or (game.year, game.stage(game.company(1)).rule.id) != (2, stage):
                act(game, team, rival, Door(game))
    for _ in range(5):
        twin = _hide(game, draw)
        seen = [deepcopy(rival).decide(View(g, 1), lambda g=g: stream(g.seed, "same")) for g in (game, twin)]
        assert seen[0] == seen[1]


def _slow_lines(rules: Ruleset) -> Ruleset:
    return replace(rules, lines=tuple(replace(line, cycle=6 * line.cycle - 5) for line in rules.lines))


def _long_terms(rules: Ruleset) -> Ruleset:
    return replace(rules, demand=replace(rules.demand, terms=(1,) * 20))


def _long_leads(rules: Ruleset) -> Ruleset:
    return replace(rules, materials=tuple(replace(item, lead=3) for item in rules.materials))


def _no_loans(rules: Ruleset) -> Ruleset:
    finance = replace(rules.finance, loans=(), limits=())
    stages = {
        part: tuple(
            replace(stage, open=tuple(word for word in stage.open if not word.startswith("borrow_")))
            for stage in getattr(rules.year, part)
        )
        for part in ("start", "quarter", "end")
    }
    return replace(rules, finance=finance, year=replace(rules.year, **stages))


@pytest.mark.parametrize("odd", [_slow_lines, _long_terms, _long_leads, _no_loans])
def test_they_produce_under_odd_rules_too(odd: Callable[[Ruleset], Ruleset]) -> None:
    game = new_game(odd(ruleset("contest")), 3, ["T1", "T2"], 4)
    play(game, {team: create("steady") for team in (1, 2)}, Door(game))
    assert game.over
    assert {"OrderMaterials", "StartProduction"} <= {type(action).__name__ for action in game.history}
    check_books(game)


def test_a_usury_loan_leaves_the_credit_of_the_others_as_it_is() -> None:
    """What was paid back of it must not make room for short loans that the rules would refuse."""
    game = game_of(2, 3, "classic")
    company = game.company(1)
    while "borrow_usury" not in game.stage(company).open:
        apply(game, EndStage(1))
    apply(game, Borrow(1, "usury", 40))
    plan = _planner(game).plan(Programme())
    assert plan is not None
    ground = plan.projection.ground
    purse = Purse(plan.projection)
    for year in range(ground.year, ground.years + 1):
        purse.live(year)
    assert purse.owed_short >= 0


def _planner(game: Game, team: int = 1) -> Planner:
    view = View(game, team)
    mind = character("steady", "producer")
    return Planner(Firm(view), mind, Outlook(view, [1.0] * 9, 1.0), game.years).afraid(mind.feared)


@pytest.mark.parametrize("ruleset_id", ["itmc", "classic", "chuangye", "contest"])
def test_a_plan_is_given_up_early_only_where_it_would_be_worth_too_little(ruleset_id: str) -> None:
    """Cash that is missing ends a projection; what that decides is what the whole of it would."""
    planner = _planner(game_of(6, 3, ruleset_id))
    draw = random.Random(ruleset_id)
    kinds, products = len(planner.known.lines), len(planner.known.product_ids)
    given_up = kept = 0
    for _ in range(60):
        p = draw.randrange(products)
        base = planner.changes.researched(p, Programme(owns=draw.random() < 0.5))
        lines = [NewLine(draw.randrange(kinds), p, draw.randint(1, 14)) for _ in range(draw.randint(0, 9))]
        programme = replace(base, lines=tuple(lines))
        whole = planner.plan(programme)
        if whole is None:
            continue
        for over in (-5000.0, -1200.0, -1010.0, -200.0, -20.0, 0.0, 40.0, whole.worth - 1, whole.worth):
            plan = planner.plan(programme, over)
            assert (plan and plan.worth) == (whole.worth if whole.worth > over else None)
            given_up += plan is None
            kept += plan is not None
    assert given_up > 50 < kept


def _hopes(game: Game, *units: float) -> Hopes:
    """Hopes of so many units of each product in every year, each worth a little more than the one before."""
    products = range(len(units))
    prices = [10.0 + 5 * p for p in products]
    gains = [price - cost for price, cost in zip(prices, View(game, 1).known.costs, strict=True)]
    hope = Hope(list(units), prices, gains, [0.0 for _ in products], list(reversed(products)), 1e9)
    return [hope] * (game.years + 2)


def _produced(game: Game, programme: Programme, hopes: Hopes) -> list[Action]:
    """What a company decides on its floor now."""
    view = View(game, 1)
    desk = Desk(view, programme, character("steady", "producer"))
    desk.produce(Firm(view), hopes, [0, 0, 0, 0], 0)
    return desk.actions


def test_materials_are_ordered_for_all_lines_that_are_soon_to_work() -> None:
    game = reach(new_itmc(teams=1), "operations", 1)
    manual = View(game, 1).known.line_of["manual"].index

    def ordered(lines: int) -> int:
        programme = Programme(lines=(NewLine(manual, 0, 2),) * lines)
        actions = _produced(game, programme, _hopes(game, 40, 0, 0, 0))
        return sum(action.quantities["R1"] for action in actions if isinstance(action, OrderMaterials))

    assert ordered(9) == ordered(7) + 2 > 2


@pytest.mark.parametrize("booked", [True, False])
def test_receivables_are_discounted_to_begin_what_an_order_waits_for(booked: bool) -> None:
    """Under `itmc` discounting costs points, so stock alone is not worth it."""
    game = reach(new_itmc(teams=1, cash=1), "operations", 1)
    if booked:
        put_order(game, 1, quantity=9, total=45, due=4)
    apply(game, BuyEmergency(1, {"R1": game.company(1).cash // 2}))
    assert game.company(1).cash == 0
    names = [type(action).__name__ for action in _produced(game, Programme(), _hopes(game, 40, 0, 0, 0))]
    assert ("Discount" in names, "StartProduction" in names) == (booked, booked)


def test_receivables_are_discounted_for_the_advertising_that_is_planned() -> None:
    game = reach(new_itmc(teams=1), "payments")
    view = View(game, 1)
    seen = []
    for planned in (view.company.cash - 5, view.company.cash + 5):
        desk = Desk(view, Programme(), character("steady", "producer"))
        supply = Supply(Firm(view), Programme())
        desk.advertise(supply, planned, Outlook(view, [1.0] * 9, 1.0).crowd, random.Random(1))
        seen.append(any(isinstance(action, Discount) for action in desk.actions))
    assert seen == [False, True]


def test_orders_in_hand_come_before_stock_that_would_bring_more() -> None:
    """Nine P1 can just be had by the year's end; none of the lines may make the dearer P2 before."""

    def charged(quantity: int) -> float:
        game = new_itmc(teams=1)
        game.company(1).progress["P2"].paid = 6
        if quantity:
            put_order(game, 1, quantity=quantity, total=45, due=4)
        view = View(game, 1)
        ground = Ground(Firm(view), view.known, game.years)
        return Projection(ground, Programme(), _hopes(game, 0, 99, 0, 0)).close[1]

    assert charged(0) == charged(9) < charged(10)


def test_what_nobody_took_is_told_by_the_forecast_and_the_cards_taken() -> None:
    game = new_itmc(teams=2)
    assert unsold(View(game, 1)) == [0.0] * 4
    put_order(game, 2, quantity=5)
    play_years(game)
    wanted = sum(cell.units for cell in View(game, 1).known.cells[1])
    assert unsold(View(game, 1)) == [1 - 5 / wanted, 0.0, 0.0, 0.0]


def test_a_free_line_makes_what_is_wanted_of_each_product() -> None:
    game = game_of(2, 3, "classic")
    firm = Firm(View(game, 1))
    flexible = firm.known.line_of["flexible"].index
    works = [firm.planned(-1 - n, NewLine(flexible, 0, firm.first - 4)) for n in range(4)]
    firm.store = [9, 9, 9, 9]
    floor = Floor(firm, works, [28.0, 16.0, 0.0, 0.0], [3.0, 4.0, 0.0, 0.0], [-9, -9, 0, 0])
    assert {begin.product for begin in floor.begins} == {0, 1}


def test_a_plant_kept_to_the_end_is_there_before_the_lines_in_it() -> None:
    planner = _planner(game_of(2, 3, "contest"))
    lines = (NewLine(planner.known.line_of["flexible"].index, 0, 9),)
    housed = planner.housed(Programme(lines=lines, plants=(NewPlant(0, 20, bought=True, kept=True),)))
    assert housed is not None
    assert [plant.quarter for plant in housed.plants] == [9]


def test_a_company_that_finds_less_cash_than_planned_borrows_what_is_missing() -> None:
    game = game_of(2, 3)
    rivals = {team: create("steady") for team in (1, 2)}
    play(game, rivals, Door(game), until=(2, 3))
    while "borrow_short" not in game.stage(game.company(1)).open:
        apply(game, EndStage(1))

    def borrowed(lost: int) -> int:
        twin = copy_game(game)
        twin.company(1).journal.balances[Account.CASH] -= lost
        actions = deepcopy(rivals[1]).decide(View(twin, 1), lambda: random.Random(1))
        return sum(action.amount for action in actions if isinstance(action, Borrow))

    cash = game.company(1).cash
    assert borrowed(0) == 0
    assert borrowed(cash) >= cash > 0


@pytest.mark.parametrize(
    ("level", "lost", "anew"), [("steady", 0, False), ("steady", 20, True), ("expert", 0, True)]
)
def test_who_does_not_revise_plans_anew_at_a_years_start_only_where_equity_is_another(
    level: str, lost: int, anew: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    game = game_of(2, 3)
    rivals = {team: create(level) for team in (1, 2)}
    play(game, rivals, Door(game), until=(1, 5))
    while "advertise" not in game.stage(game.company(1)).open:
        apply(game, EndStage(1))
    journal = game.company(1).journal
    closed = list(journal.closings[-1])
    closed[Account.CAPITAL] += lost  # what is owed to the owners stands with a minus
    journal.closings[-1] = tuple(closed)
    projected = []
    begin = Projection.__init__
    monkeypatch.setattr(Projection, "__init__", lambda *args: (projected.append(1), begin(*args))[1])
    rivals[1].decide(View(game, 1), lambda: random.Random(1))
    assert bool(projected) == anew


def test_an_unknown_kind_is_refused() -> None:
    for word in ("genius", "steady:genius"):
        with pytest.raises(Refused, match=r"rival\.unknown"):
            create(word)
