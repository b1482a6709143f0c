"""How far a person may go back: to where something was revealed, and beyond that only a teacher."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ..core.actions import Action, OrganiserAction, Spy, TakeOrder
from ..core.engine import apply
from ..core.game import Event, Game
from ..core.refused import Refused

REVEALING = frozenset({"meeting_open", "selection_open", "tender_open", "order_taken", "tender_over"})
"""Events after which a team knows what it did not know when it decided."""


def reveals(action: Action, events: Sequence[Event]) -> str:
    """What an action let its team see that cannot be unseen, in a word; nothing for most."""
    if isinstance(action, Spy):
        return "look"
    if isinstance(action, TakeOrder):
        return "order"
    return "meeting" if any(event.what in REVEALING for event in events) else ""


def own(action: Action, people: Collection[int]) -> bool:
    """Whether an action is a step of the table's: a decision of its people, or the organiser's."""
    return action.team in people or isinstance(action, OrganiserAction)


def last_step(history: Sequence[Action], people: Collection[int]) -> int:
    """How many actions stay when the table's last step is taken back, whatever happened since."""
    steps = (number for number in range(len(history) - 1, -1, -1) if own(history[number], people))
    target = next(steps, -1)
    if target < 0:
        raise Refused("undo.nothing")
    return target


def undo_target(history: Sequence[Action], seen: str, team: int) -> int:
    """How many actions stay when a team takes its last one back; refused where it may not.

    `seen` is what the last action of all revealed.
    """
    if not history:
        raise Refused("undo.nothing")
    last = history[-1]
    if isinstance(last, OrganiserAction):
        raise Refused("undo.organiser")
    if last.team != team:
        raise Refused("undo.others", team=last.team)
    if seen:
        raise Refused(f"undo.{seen}")
    return len(history) - 1


def redo_target(done: int, ahead: Sequence[Action], people: Collection[int]) -> int:
    """How many actions there are once the next step is made again, with what others did after it."""
    if not ahead:
        raise Refused("redo.nothing")
    steps = (n for n in range(1, len(ahead)) if own(ahead[n], people))
    return done + next(steps, len(ahead))


def check_redo(action: Action, team: int) -> None:
    """Refuse to make a step again that is not the team's own, for nobody decides for others."""
    if isinstance(action, OrganiserAction):
        raise Refused("teacher.needed")
    if action.team != team:
        raise Refused("redo.others", team=action.team)


def start_target(game: Game, history: Sequence[Action], people: Collection[int], unit: str) -> int:
    """How many actions stay before the table's first step in the ``quarter`` or ``year`` of its last one.

    `game` is the game at its very start; it is played through.
    """
    last = last_step(history, people)
    places: dict[int, tuple[int, int]] = {}
    for number, action in enumerate(history[: last + 1]):
        if own(action, people):
            stage = game.stage(game.company(action.team))
            places[number] = game.year, stage.quarter if unit == "quarter" else 0
        apply(game, action)
    return next(number for number, place in places.items() if place >= places[last])
