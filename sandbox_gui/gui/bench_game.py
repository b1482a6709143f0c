"""The fullest table that a bench can ask for: sixty lines, twenty companies, the sixth year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..core import actions as act
from ..core import order_meeting
from ..core.actions import Action
from ..core.engine import apply, may_act, refusal
from ..core.game import Company, Game
from ..core.opening import new_game
from ..core.ruleset import Ruleset
from ..storage.rulesets import load_ruleset

LINES, TEAMS, YEARS = 60, 20, 6
CAPITAL = 200_000
TEAM = 1


def wide_rules() -> Ruleset:
    """`contest` with plants that hold sixty lines, and money enough to fill them."""
    rules, _ = load_ruleset("contest")
    large = replace(rules.plants[0], slots=LINES // rules.plant_rules.most)
    opening = rules.opening
    rich = replace(opening, cash=opening.cash + CAPITAL, capital=opening.capital + CAPITAL)
    return replace(rules, plants=(large, *rules.plants[1:]), opening=rich)


def fullest_game() -> Iterator[Game]:
    """A game after each decision of its busy company in the last year; the same object each time."""
    game = new_game(wide_rules(), 7, [f"T{team}" for team in range(1, TEAMS + 1)], YEARS)
    while not game.over:
        for company in game.running:
            if may_act(game, company.team) and not game.over:
                yield from _act(game, company)


def _act(game: Game, company: Company) -> Iterator[Game]:
    """Let a company do all it can in its present stage, and go on; only one of them is busy."""
    if company.team == TEAM:
        for action in decisions(game, company):
            if refusal(game, action) is None:
                apply(game, action)
                if game.year == YEARS:
                    yield game
    apply(game, _go_on(game, company))
    if company.team == TEAM and game.year == YEARS:
        yield game


def _go_on(game: Game, company: Company) -> Action:
    turn = order_meeting.whose_turn(game).get(company.team)
    if turn:
        return act.PassTurn(company.team, f"{turn.market}:{turn.product}")
    if game.tender and game.stage(company).rule.waits == "tender":
        return act.EndBids(company.team)
    return act.EndStage(company.team)


def decisions(game: Game, company: Company) -> Iterator[Action]:
    """Everything that a company with money would do, whether it may or not."""
    team, rules = company.team, game.ruleset
    turn = order_meeting.whose_turn(game).get(team)
    for order in order_meeting.on_wall(game, turn) if turn else ():
        yield act.TakeOrder(team, order.id)
    everywhere = {f"{market.id}:{product.id}": 30 for market in rules.markets for product in rules.products}
    yield act.Advertise(team, {to: n for to, n in everywhere.items() if _developed(company, to, game)})
    yield act.Borrow(team, rules.finance.loans[0].id, 300)
    yield from (act.BuyPlant(team, rules.plants[0].id) for _ in range(rules.plant_rules.most))
    yield from _build(game, company)
    yield from (act.ContinueLine(team, line.no) for line in company.lines)
    yield from (act.Deliver(team, order.id) for order in list(company.orders)[::2])
    yield act.OrderMaterials(team, {material.id: 60 for material in rules.materials})
    yield from (act.StartProduction(team, line.no) for line in company.lines)
    yield from (act.DevelopProduct(team, product.id) for product in rules.products)
    yield from (act.DevelopMarket(team, market.id) for market in rules.markets)
    yield from (act.DevelopStandard(team, standard.id) for standard in rules.standards)


def _developed(company: Company, to: str, game: Game) -> bool:
    market = to.partition(":")[0]
    return company.progress[market].paid >= game.catalogue.payments[market]


def _build(game: Game, company: Company) -> Iterator[Action]:
    """A line for each free slot, of the kinds and for the products in turn."""
    kinds, products = game.ruleset.lines, game.ruleset.products
    for plant in company.plants:
        for number in range(game.catalogue.plants[plant.type].slots):
            kind, product = kinds[number % len(kinds)], products[(number + plant.no) % len(products)]
            yield act.BuildLine(company.team, plant.no, kind.id, product.id)
