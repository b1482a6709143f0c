"""``python -m tests.storm``: random actions over all rulesets; nothing breaks, only `Refused` is raised.

A million of them by default; ordinary tests try a few thousand.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from dataclasses import dataclass, field

from sandbox_gui.core.actions import Action, EndStage
from sandbox_gui.core.digest import digest
from sandbox_gui.core.engine import apply, may_act
from sandbox_gui.core.game import Game
from sandbox_gui.core.opening import new_game
from sandbox_gui.core.refused import Refused
from sandbox_gui.core.ruleset import Ruleset
from sandbox_gui.storage.rulesets import ruleset_ids
from tests.strategies import check_books, likely_action, random_action, richer, ruleset, try_action

EVERY = 40
"""How many accepted actions lie between two looks at the books."""
LONGEST = 4000
"""Actions tried in one game."""


@dataclass
class Storm:
    """What a storm has come to."""

    tried: int = 0
    taken: int = 0
    games: Counter[str] = field(default_factory=Counter)

    def attempt(self, game: Game, action: Action) -> Refused | None:
        """Try an action, and look at the books every now and then; the refusal, if there is one."""
        self.tried += 1
        answer = try_action(game, action)
        if answer is None:
            self.taken += 1
            if self.taken % EVERY == 0:
                check_books(game)
        return answer


def start(rules: Ruleset, draw: random.Random) -> Game:
    """A game of a few teams."""
    names = [f"T{team}" for team in range(1, draw.randint(1, 6) + 1)]
    return new_game(rules, draw.randrange(2**63), names, draw.randint(1, 7))


def blow(found: Storm, game: Game, draw: random.Random, most: int) -> None:
    """Try up to so many random actions in one game."""
    wild, last = draw.random() / 2, found.tried + most
    while found.tried < last:
        able = [company.team for company in game.companies if may_act(game, company.team)]
        if not able:
            return
        team = draw.choice(able)
        action = random_action(draw, game) if draw.random() < wild else likely_action(draw, game, team)
        answer = found.attempt(game, action)
        if answer and answer.code == "payment.short" and draw.random() < 0.3 and found.tried < last:
            found.attempt(game, EndStage(action.team, insolvent=True))


def storm(actions: int, seed: int) -> Storm:
    """Try that many random actions; AssertionError where an invariant breaks."""
    draw, found = random.Random(seed), Storm()
    names = ruleset_ids()
    while found.tried < actions:
        name = names[sum(found.games.values()) % len(names)]
        rules = ruleset(name)
        # Random companies do not live long on what the rules give them; richer ones see the later years.
        rules = richer(rules, draw.choice([0, 100, 1000]) * rules.finance.administration)
        game = start(rules, draw)
        blow(found, game, draw, min(LONGEST, actions - found.tried))
        check_books(game)
        replay_same(game, rules)
        found.games[name] += 1
    return found


def replay_same(game: Game, rules: Ruleset) -> None:
    """Assert that the accepted actions alone lead to the same state."""
    again = new_game(rules, game.seed, [company.name for company in game.companies], game.years)
    for action in game.history:
        apply(again, action)
    assert digest(again) == digest(game)


def main() -> int:
    """Print how many actions were tried, how many of them taken, and in how many games."""
    parser = argparse.ArgumentParser(prog="python -m tests.storm", description=__doc__)
    parser.add_argument("--actions", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    began = time.monotonic()
    found = storm(options.actions, options.seed)
    games = ", ".join(f"{name} {number}" for name, number in sorted(found.games.items()))
    print(
        f"{found.tried} actions tried, {found.taken} taken, games: {games}; {time.monotonic() - began:.0f} s"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
