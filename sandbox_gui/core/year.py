"""The steps of the year: what each stage does by itself, and how the game moves on.

A ruleset's plan names operations and decisions; `OPERATIONS` is the list of what may be named.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from . import finance, logistics, marketing, order_meeting, production, tender
from .actions import EndStage
from .demand import order_book
from .game import YEAR_END, Company, Effect, Game, Stage
from .refused import Refused
from .ruleset import Ruleset, StageRule

MEETINGS = {"selection": "meeting", "tender": "tender"}
"""Which meeting an order of a kind is given out in."""


@dataclass(frozen=True, slots=True)
class Operation:
    """What a stage does by itself: `due` is the cash it asks for at a quarter (negative: it brings).

    What it asks for is handed to `run`. `after` names the operations that change it.
    """

    run: Callable[[Game, Company, int], None]
    due: Callable[[Game, Company, int], int]
    after: frozenset[str] = frozenset()


def _free(game: Game, company: Company, now: int) -> int:
    return 0


def _close(game: Game, company: Company, due: int) -> None:
    """Close the books; equity below zero is bankruptcy."""
    company.journal.close(game.year)
    game.tell("year_closed", company, equity=company.equity)
    if company.equity < 0:
        go_bankrupt(game, company)


_YEARLY = frozenset({"repay_yearly_loans", "yearly_principal"})
_FINISHING, _TAXING = frozenset({"finish_lines"}), frozenset({"book_tax"})
OPERATIONS: dict[str, Operation] = {
    "move_production": Operation(production.move_production, _free),
    "finish_lines": Operation(production.finish_lines, _free),
    "repay_quarterly_loans": Operation(finance.repay_quarterly, finance.quarterly_due),
    "repay_yearly_loans": Operation(finance.repay_yearly, finance.yearly_due, _YEARLY),
    "yearly_interest": Operation(finance.pay_yearly_interest, finance.yearly_interest_due, _YEARLY),
    "yearly_principal": Operation(finance.repay_yearly_principal, finance.yearly_principal_due, _YEARLY),
    "pay_tax": Operation(finance.pay_tax, finance.tax_due, _TAXING),
    "tender_fees": Operation(tender.pay_fees, tender.fees_due),
    "receive_materials": Operation(logistics.receive, logistics.receive_due),
    "collect_receivables": Operation(finance.collect, finance.collect_due),
    "renew_rent": Operation(production.renew_rent, production.rent_due),
    "administration": Operation(finance.pay_administration, finance.administration_due),
    "maintenance": Operation(production.pay_maintenance, production.maintenance_due, _FINISHING),
    "penalties": Operation(marketing.charge_penalties, marketing.penalty_due),
    "depreciation": Operation(production.depreciate, _free),
    "lapse_markets": Operation(marketing.lapse_markets, _free),
    "book_tax": Operation(finance.book_tax, _free),
    "close": Operation(_close, _free),
}


def independent(operations: Sequence[str]) -> bool:
    """Whether all that these operations ask for in a row is known before the first of them runs."""
    return len(set(operations)) == len(operations) and not any(
        OPERATIONS[name].after.intersection(operations[:place]) for place, name in enumerate(operations)
    )


def compile_calendar(ruleset: Ruleset) -> tuple[Stage, ...]:
    """The year's stages in a row: its start, four quarters, its end."""
    plan = ruleset.year
    rules = [(rule, 0) for rule in plan.start]
    rules += [(rule, quarter) for quarter in (1, 2, 3, 4) for rule in plan.quarter]
    rules += [(rule, YEAR_END) for rule in plan.end]
    last = len(rules) - 1
    return tuple(
        _stage(index, rule, quarter, () if index == last else plan.any_time)
        for index, (rule, quarter) in enumerate(rules)
    )


def _stage(index: int, rule: StageRule, quarter: int, any_time: tuple[str, ...]) -> Stage:
    shut = {name for name, quarters in rule.only.items() if quarter not in quarters}
    opened = {*rule.open, *any_time} - shut
    if rule.waits:
        opened.add("take_order" if rule.waits == "meeting" else "bid")
    auto = tuple([name for name in rule.auto if name not in shut])
    return Stage(index, rule, quarter, auto, frozenset(opened | {"end_stage", "organise"}), independent(auto))


def next_stage(game: Game, company: Company) -> Stage | None:
    """The stage that follows a company's present one; None at the year's end."""
    calendar, place = game.calendar, company.stage + 1
    while place < len(calendar) and calendar[place].rule.waits in game.met:
        place += 1
    return calendar[place] if place < len(calendar) else None


def payments_ahead(game: Game, company: Company) -> list[tuple[str, int]]:
    """What the next stage does by itself: operation and the cash it asks for (negative: brings)."""
    stage = next_stage(game, company)
    if stage is None:
        return []
    now = _quarter_of(game, stage)
    return [(name, OPERATIONS[name].due(game, company, now)) for name in stage.auto]


def _quarter_of(game: Game, stage: Stage) -> int:
    """The absolute quarter of a stage of the present year."""
    quarter = stage.quarter
    return game.year * 4 - 4 + (quarter if quarter < YEAR_END else 4)


def end_stage(game: Game, company: Company, action: EndStage) -> Effect:
    """Enter the next stage; refused where its payments cannot be made, unless bankruptcy is accepted."""
    waits = game.calendar[company.stage].rule.waits
    if waits and waits not in game.met:
        raise Refused("meeting.waiting")
    following = next_stage(game, company)
    if following is None:
        raise Refused("year.waiting")
    payments: Sequence[int] = ()
    if following.auto and not action.insolvent:
        payments = _need_payments(game, company, following)
    return partial(_enter, game, company, following, payments)


def _need_payments(game: Game, company: Company, stage: Stage) -> list[int]:
    """What each operation of a stage asks for; refused where cash does not reach."""
    now, cash, payments = _quarter_of(game, stage), company.cash, []
    for name in stage.auto:
        due = OPERATIONS[name].due(game, company, now)
        if due > cash:
            raise Refused("payment.short", operation=name, need=due, cash=cash, missing=due - cash)
        cash -= due
        payments.append(due)
    return payments


def _enter(game: Game, company: Company, stage: Stage, payments: Sequence[int]) -> None:
    """Enter a stage whose payments are known to be possible, or, without them, as far as they are."""
    company.stage = stage.index
    game.tell("stage", company, stage=stage.rule.id, quarter=stage.quarter)
    if payments and stage.independent:
        for name, due in zip(stage.auto, payments, strict=True):
            OPERATIONS[name].run(game, company, due)
    else:
        _run_in_turn(game, company, stage)
    if company.bankrupt or stage.rule.waits or stage.index == len(game.calendar) - 1:
        advance(game)


def _run_in_turn(game: Game, company: Company, stage: Stage) -> None:
    """Reckon and run operations one by one; one that cannot be paid is not booked and ends the company."""
    now = _quarter_of(game, stage)
    for name in stage.auto:
        operation = OPERATIONS[name]
        due = operation.due(game, company, now)
        if 0 < due > company.cash:
            go_bankrupt(game, company)
        if company.bankrupt:
            return
        operation.run(game, company, due)


def go_bankrupt(game: Game, company: Company) -> None:
    """A company ends here."""
    company.bankrupt = f"Y{game.year}Q{max(1, game.quarter(company))}"
    game.tell("bankrupt", company, at=company.bankrupt)


def advance(game: Game) -> None:
    """Open the meeting or begin the next year once every running company has come that far."""
    here = None
    for company in reversed(game.companies):  # most often they come in a row, and the last is yet to come
        if not company.bankrupt:
            if here is not None and company.stage != here:
                return
            here = company.stage
    if here is None:
        game.over = True
        game.tell("game_over")
        return
    waits = game.calendar[here].rule.waits
    if waits == "meeting" and not (game.meeting or waits in game.met):
        order_meeting.open_meeting(game)
    elif waits == "tender" and not (game.tender or waits in game.met):
        tender.open_tender(game)
    elif here == len(game.calendar) - 1:
        _end_year(game)


def _end_year(game: Game) -> None:
    if game.year >= game.years:
        game.over = True
        game.tell("game_over")
        return
    game.year += 1
    game.deals = []
    for company in game.running:
        company.stage = 0
    begin_year(game)


def begin_year(game: Game) -> None:
    """Lay out the year's order book; a year without orders of a kind does without that meeting."""
    if game.book is None:
        book = order_book(game.ruleset, game.seed, len(game.companies), game.year)
    else:
        book = [replace(order) for order in game.book if order.year == game.year]
    game.orders.update({order.id: order for order in book})
    kinds = {order.kind for order in book}
    game.met = {wait for kind, wait in MEETINGS.items() if kind not in kinds}
    game.tell("year_begins", None, year=game.year)
