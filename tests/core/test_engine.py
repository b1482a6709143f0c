"""The one door: what is no decision is refused, and what is refused leaves no trace."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import fields, replace
from typing import Any

import pytest
from strategies import NONSENSE, do, new_itmc, place, put_order, reach, refused, ruleset, snapshot, try_action

from sandbox_gui.core import actions as act
from sandbox_gui.core.actions import ACTIONS, Action
from sandbox_gui.core.digest import digest
from sandbox_gui.core.engine import HANDLERS, apply, may_act, refusal
from sandbox_gui.core.game import Game, copy_game
from sandbox_gui.core.refused import Refused

VALID: dict[str, Any] = {
    "team": 1, "insolvent": False, "order": "H0", "where": "local:P1", "price": 15, "quarter": 1, "term": 1,
    "kind": "short", "amount": 20, "terms": 0, "market": "regional", "standard": "ISO9000", "product": "P1",
    "quantities": {"R1": 1}, "to": 2, "target": 2, "deal": 1, "quantity": 1, "total": 5, "due": 4,
}  # fmt: skip
STAGES = [
    ("plan", 0),
    ("payments", 0),
    ("long_loans", 0),
    ("quarter_start", 1),
    ("operations", 1),
    ("sales", 4),
]


def valid(kind: str) -> Action:
    """A decision of a class whose values are of the right types."""
    values = dict(VALID)
    values["amounts"] = (0, 0, 7) if kind == "Discount" else {"local:P1": 1}
    values["plant"] = "C" if kind in ("BuyPlant", "RentPlant") else 1
    values["line"] = "manual" if kind == "BuildLine" else 4
    return ACTIONS[kind](**{entry.name: values[entry.name] for entry in fields(ACTIONS[kind])})


def table(stage: str, quarter: int) -> Game:
    game = reach(new_itmc(teams=2, cash=100), stage, quarter)
    put_order(game, 1, quantity=1)
    return game


def test_every_decision_has_a_handler() -> None:
    assert set(HANDLERS) == set(ACTIONS.values())
    assert all(kind.DECISION for kind in ACTIONS.values() if kind is not act.Borrow)


@pytest.mark.parametrize("kind", list(ACTIONS))
def test_nonsense_in_any_field_is_refused_without_a_trace(kind: str) -> None:
    """Every decision × every field × every piece of nonsense, in every kind of stage."""
    for stage in STAGES:
        game = table(*stage)
        for entry in fields(ACTIONS[kind]):
            for value in NONSENSE:
                action = replace(valid(kind), **{entry.name: value})
                before = snapshot(game)
                trial = copy_game(game)
                answer = try_action(trial, action)
                if answer:
                    assert snapshot(trial)[:2] == before[:2], (stage, entry.name)
                    assert str(answer)
                assert snapshot(game) == before, (stage, entry.name)


WRONG_TYPES: dict[str, tuple[Any, ...]] = {
    "team": (None, True, 1.0, "1", [], (1,), [10**5000], {"R1": 10**5000}),
    "insolvent": (None, 1, 0, "no", "", []),
    "plant": (None, True, 1.0, [], {}, (10**5000,)),
    "line": (None, True, 4.0, [], {}),
    "product": (None, 1, [], {}, ("P1",), b"P1"),
    "order": (None, 1, [], {}, object()),
    "quantities": (
        None,
        1,
        "R1",
        (1,),
        (0, 0, 7),
        [["R1", 1]],
        {"R1": 1.0},
        {"R1": True},
        {1: 1},
        {"R1": [10**5000]},
    ),
    "amount": (None, True, 20.0, "20", [20]),
    "terms": (None, True, 4.0),
    "market": (None, 1, []),
    "standard": (None, 1, []),
    "kind": (None, 1, [], 10**5000),
    "where": (None, 1, []),
}


@pytest.mark.parametrize("kind", list(ACTIONS))
def test_a_value_of_another_type_is_always_refused(kind: str) -> None:
    """True is not line 1, 5.0 not line 5 and "no" not yes, even where they compare so."""
    for stage in STAGES:
        game = table(*stage)
        for entry in fields(ACTIONS[kind]):
            for value in WRONG_TYPES.get(entry.name, ()):
                refused(game, replace(valid(kind), **{entry.name: value}))


@pytest.mark.parametrize(
    "amounts", [None, 5, "77", {0: 7}, {7}, (0, 0, 7.0), (0, 0, True), (0, 0, "7"), (None,)]
)
def test_discounts_are_amounts_by_term(amounts: Any) -> None:
    refused(new_itmc(), act.Discount(1, amounts))


@pytest.mark.parametrize("thing", [None, 5, "EndStage", {"do": "EndStage", "team": 1}, object()])
def test_what_is_no_decision_is_refused(thing: Any) -> None:
    refused(new_itmc(), thing, "action.unknown")


def test_a_class_of_ones_own_is_no_decision() -> None:
    class Cheat(act.EndStage):
        pass

    refused(new_itmc(), Cheat(1), "action.unknown")
    refused(new_itmc(), Action(1), "action.unknown")


@pytest.mark.parametrize("team", [0, -1, 3, 60, 10**9])
def test_unknown_teams_are_refused(team: int) -> None:
    refused(new_itmc(teams=2), act.EndStage(team))


@pytest.mark.parametrize("text", ["\ud800", "\x00", "a\nb", "x" * 100_000])
def test_text_that_cannot_be_saved_never_enters_the_game(text: str) -> None:
    for stage in STAGES:
        game = table(*stage)
        for action in (
            act.GiveOrder(1, text, "P1", 1, 5, 4, 1),
            act.Deliver(1, text),
            act.BuyPlant(1, text),
            act.PassTurn(1, text),
            act.OrderMaterials(1, {text: 1}),
            act.Advertise(1, {text: 1}),
            act.Borrow(1, text, 20),
        ):
            refused(game, action)


def test_the_history_is_what_was_decided_whatever_the_caller_does_later() -> None:
    amounts = {"local:P1": 1}
    game = reach(new_itmc(teams=1), "payments")
    do(game, act.Advertise(1, amounts))
    amounts["local:P1"] = 9
    assert game.history[-1] == act.Advertise(1, {"local:P1": 1})
    listed = [0, 0, 7]
    do(game, act.Discount(1, listed))  # type: ignore[arg-type]
    listed[2] = 14
    assert act.to_data(game.history[-1])["amounts"] == [0, 0, 7]


def test_a_refusal_is_what_apply_would_raise_and_changes_nothing() -> None:
    game = reach(new_itmc(teams=1), "operations", 1)
    before = snapshot(game)
    assert refusal(game, act.StartProduction(1, 3)) is None
    answer = refusal(game, act.BuyPlant(1, "B"))
    assert snapshot(game) == before
    assert answer is not None
    with pytest.raises(Refused) as raised:
        apply(game, act.BuyPlant(1, "B"))
    assert (raised.value.code, raised.value.facts) == (answer.code, answer.facts)
    assert str(answer).startswith("cash.short")


def test_apply_tells_what_happened_and_keeps_the_decision() -> None:
    game = reach(new_itmc(teams=1), "operations", 1)
    count = len(game.history)
    events = apply(game, act.EndStage(1))
    assert [(event.what, event.team, event.facts["stage"]) for event in events] == [("stage", 1, "sales")]
    assert game.history[count:] == [act.EndStage(1)]
    refused(game, act.EndStage(9))
    assert len(game.history) == count + 1


def test_who_may_act() -> None:
    game = new_itmc(teams=2)
    assert may_act(game, 1)
    assert may_act(game, 2)
    reach(game, "payments")
    do(game, act.Advertise(1, {"local:P1": 1}), act.EndStage(1))
    assert not may_act(game, 1)  # waits for the other
    do(game, act.EndStage(2))
    assert may_act(game, 1)
    assert not may_act(game, 2)
    assert place(game, 2) == (1, 0, "meeting")


# Copies and digests


def test_a_copy_is_equal_and_independent() -> None:
    game = reach(new_itmc(teams=2, cash=50), "payments")
    do(game, act.Advertise(1, {"local:P1": 3}), act.Advertise(2, {"local:P1": 1}))
    do(game, act.EndStage(1), act.EndStage(2))
    before = snapshot(game)
    twin = copy_game(game)
    assert digest(twin) == digest(game)
    do(
        twin,
        act.TakeOrder(1, next(iter(twin.orders))),
        act.PassTurn(2, "local:P1"),
        act.PassTurn(1, "local:P1"),
    )
    reach(twin, "operations", 2)
    do(twin, act.StartProduction(1, 4), act.OrderMaterials(1, {"R3": 2}), act.SellLine(2, 4))
    assert snapshot(game) == before
    assert digest(twin) != digest(game)


def test_a_copy_shares_no_list_or_dict_of_the_state() -> None:
    game = reach(new_itmc(teams=2, cash=50), "payments")
    do(game, act.Advertise(1, {"local:P1": 3}), act.EndStage(1), act.EndStage(2))
    fixed = {"ruleset", "catalogue", "calendar", "book"}
    seen = mutable_parts(game, fixed)
    shared = {what for key, what in mutable_parts(copy_game(game), fixed).items() if key in seen}
    assert not shared


def mutable_parts(thing: Any, skip: Set[str] = frozenset(), path: str = "") -> dict[int, str]:
    """The lists, dicts, sets and mutable objects reachable from a game, by identity."""
    found: dict[int, str] = {}
    if hasattr(type(thing), "__dataclass_fields__"):
        if type(thing).__dataclass_params__.frozen:
            return found
        found[id(thing)] = path
        parts = {entry.name: getattr(thing, entry.name) for entry in fields(thing) if entry.name not in skip}
    elif type(thing).__name__ == "Journal":
        found[id(thing)] = path
        parts = {"balances": thing.balances, "closings": thing.closings}
    elif isinstance(thing, dict):
        found[id(thing)] = path
        parts = thing
    elif isinstance(thing, list | set):
        found[id(thing)] = path
        parts = dict(enumerate(thing))
    else:
        return found
    for name, part in parts.items():
        found |= mutable_parts(part, path=f"{path}.{name}")
    return found


def test_the_digest_sees_every_part_of_a_company() -> None:
    """Change anything that a company holds, and the digest changes."""
    base = reach(new_itmc(teams=1, cash=100), "quarter_start", 1)
    do(base, act.Borrow(1, "short", 20))
    put_order(base, 1)
    known = digest(base)

    def changes(change: Any) -> bool:
        game = copy_game(base)
        change(game.company(1))
        return digest(game) != known

    company = base.company(1)
    for entry in fields(company):
        value = getattr(company, entry.name)
        if isinstance(value, int | str):
            other: Any = (not value) if isinstance(value, bool) else value + type(value)(1)
            assert changes(lambda c, n=entry.name, v=other: setattr(c, n, v)), entry.name
    for group in ("plants", "lines", "loans", "orders"):
        for entry in fields(getattr(company, group)[0]):
            value = getattr(getattr(company, group)[0], entry.name)
            other = (*value, "x") if isinstance(value, tuple) else value + type(value)(1)
            assert changes(lambda c, g=group, n=entry.name, v=other: setattr(getattr(c, g)[0], n, v)), (
                group,
                entry.name,
            )
        assert changes(lambda c, g=group: getattr(c, g).pop()), group
    for name in ("materials", "goods"):
        assert changes(lambda c, n=name: getattr(c, n).update({list(getattr(c, n))[-1]: 99})), name
    assert changes(lambda c: c.ordered["R4"].__setitem__(1, 5))
    assert changes(lambda c: c.receivables.__setitem__(3, 5))
    assert changes(lambda c: setattr(c.progress["P4"], "paid", 1))
    assert changes(lambda c: setattr(c.progress["P4"], "at", 1))
    assert changes(lambda c: c.advertising.update({1: {"local:P1": 1}}))
    assert changes(lambda c: c.submitted.update({1: 0}))
    assert changes(lambda c: c.journal.balances.__setitem__(20, 5))


def test_the_digest_sees_the_game_around_the_companies() -> None:
    game = reach(new_itmc(teams=2), "payments")
    do(game, act.Advertise(1, {"local:P1": 3}), act.EndStage(1), act.EndStage(2))
    known = digest(game)
    for change in (
        lambda g: setattr(g, "seed", 8),
        lambda g: setattr(g, "year", 2),
        lambda g: setattr(g, "years", 5),
        lambda g: setattr(g, "over", True),
        lambda g: g.met.add("x"),
        lambda g: g.meeting.markets.pop(),
        lambda g: setattr(g.meeting.open[0], "turn", 1),
        lambda g: g.meeting.open[0].picks.__setitem__(0, 1),
        lambda g: setattr(next(iter(g.orders.values())), "total", 1),
        lambda g: setattr(g, "ruleset", replace(ruleset(), version=9)),
    ):
        twin = copy_game(game)
        change(twin)
        assert digest(twin) != known
    twin = copy_game(game)
    twin.events = []
    twin.history = []
    assert digest(twin) == known  # how it came about is not what it is
