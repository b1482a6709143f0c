"""The guide through a newcomer's first quarter: what to do next, read from what was really done."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from ..core.actions import Action, Advertise, BuyPlant, Deliver, OrderMaterials, RentPlant, StartProduction
from ..core.game import Stage
from .choices import doable
from .session import Session

CLOSE, ASIDE = "close", "aside"
"""The task list's big button; a page on which something is to be chosen, that must not be covered."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the guide; its words are ``guide.<id>`` and ``guide.<id>.text``.

    It belongs to the first stage of `quarter` that opens the decision `at` (``meeting``: the order
    meeting, nothing: the quarter's first stage). `target` names what it points at: ``place:<id>``,
    ``task:<command>``, ``tasks``, `CLOSE`, `ASIDE`, ``page``. A step without `done` is only read.
    """

    id: str
    at: str
    quarter: int
    target: Callable[[Session], str]
    done: Callable[[Session], bool] | None = None
    offered: Callable[[Session], bool] | None = None


def _to(target: str) -> Callable[[Session], str]:
    return lambda session: target


def _did(*kinds: type[Action]) -> Callable[[Session], bool]:
    """Whether the person's company has taken an action of these kinds."""
    return lambda session: any(
        isinstance(action, kinds) and action.team == session.team for action in session.game.history
    )


def _can(command: str) -> Callable[[Session], bool]:
    return lambda session: bool(doable(session, command))


def _first(command: str) -> Callable[[Session], str]:
    """The place of the first thing that a command could be done to."""

    def target(session: Session) -> str:
        return next((f"place:{one.place}" for one in doable(session, command)), f"task:{command}")

    return target


def _has_lines(session: Session) -> bool:
    return bool(session.company.lines)


def _needs_plant(session: Session) -> bool:
    return not session.company.plants


def _needs_line(session: Session) -> bool:
    return bool(session.company.plants) and not session.company.lines


STEPS: tuple[Step, ...] = (
    Step("welcome", "", 0, _to("page")),
    Step("cash", "", 0, _to("place:cash")),
    Step("lines", "", 0, _to("place:line:1"), offered=_has_lines),
    Step("goods", "", 0, _to("place:goods:P1")),
    Step("tasks", "", 0, _to("tasks")),
    Step("advertise", "advertise", 0, _to("task:advertise"), _did(Advertise)),
    Step("pick", "meeting", 0, _to(ASIDE), lambda session: session.game.meeting is None),
    Step("long_loan", "borrow_long", 0, _to("task:borrow")),
    Step("plant", "buy_plant", 1, _to("place:plant_new"), _did(BuyPlant, RentPlant), _needs_plant),
    Step("build", "build_line", 1, _to("task:build_line"), _has_lines, _needs_line),
    Step("order", "order_materials", 1, _to("place:material:R1"), _did(OrderMaterials)),
    Step(
        "produce", "start_production", 1, _first("start_production"), _did(StartProduction),
        _can("start_production"),
    ),
    Step("deliver", "deliver", 1, _first("deliver"), _did(Deliver), _can("deliver")),
    Step("develop", "develop_product", 1, _to("task:develop")),
    Step("finish", "", 2, _to("page")),
)  # fmt: skip
GO_ON = Step("go_on", "", 0, _to(CLOSE))
"""Stands for any step that waits for a later stage: close the present one."""
READ = frozenset(step.id for step in STEPS if step.done is None)


def stage_of(step: Step, session: Session) -> Stage | None:
    """The stage of the year to which a step belongs, if the ruleset has it."""

    def fits(stage: Stage) -> bool:
        if stage.quarter != step.quarter:
            return False
        if step.at == "meeting":
            return stage.rule.waits == "meeting"
        return not step.at or step.at in stage.open

    return next((stage for stage in session.game.calendar if fits(stage)), None)


def _in_order(session: Session) -> list[tuple[Stage, Step]]:
    """The steps that the ruleset has, in the order of its year."""
    found = [(stage, step) for step in STEPS if (stage := stage_of(step, session))]
    return sorted(found, key=lambda pair: pair[0].index)


def current(session: Session, read: Collection[str]) -> Step | None:
    """The step to take now, `GO_ON` where it waits for a later stage, or None once all is done.

    `read` holds the ids of the steps that the person has read. What was left undone in a stage that is
    over is not asked for again.
    """
    game, company = session.game, session.company
    if game.year > 1 or game.over or company.bankrupt:
        return None
    for stage, step in _in_order(session):
        if stage.index < company.stage:
            continue
        if step.id in read or (step.done and stage.index == company.stage and step.done(session)):
            continue
        if stage.index > company.stage:
            return GO_ON
        if step.offered is None or step.offered(session):
            return step
    return None
