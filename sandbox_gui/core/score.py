"""The score: equity, raised by what the company has built up."""

from __future__ import annotations

from dataclasses import dataclass

from .game import Company, Game
from .money import divide


@dataclass(frozen=True, slots=True)
class Standing:
    """A company's place: equity at the last close, points, score (None when bankrupt)."""

    team: int
    name: str
    equity: int
    points: int
    score: int | None
    bankrupt: str


def points(game: Game, company: Company) -> dict[str, int]:
    """The points of a company by source: plants, lines, products, markets, standards, housekeeping."""
    rules, catalogue = game.ruleset, game.catalogue

    def complete(items: tuple[str, ...]) -> list[str]:
        return [i for i in items if company.progress[i].paid >= catalogue.payments[i]]

    products = complete(tuple(p.id for p in rules.products))
    markets = complete(tuple(m.id for m in rules.markets))
    standards = complete(tuple(s.id for s in rules.standards))
    return {
        "plants": sum(catalogue.plants[p.type].points for p in company.plants if p.owned),
        "lines": sum(catalogue.lines[line.type].points for line in company.lines if line.built),
        "products": sum(p.points for p in rules.products if p.id in products),
        "markets": sum(m.points for m in rules.markets if m.id in markets),
        "standards": sum(s.points for s in rules.standards if s.id in standards),
        "no_usury": 0 if company.used_usury else rules.score.no_usury,
        "no_discount": 0 if company.used_discount else rules.score.no_discount,
    }


def score(game: Game, company: Company) -> int | None:
    """Equity × (1 + points ÷ 100), rounded half up; None for a bankrupt company."""
    if company.bankrupt:
        return None
    return divide(company.equity * (100 + sum(points(game, company).values())), 100)


def _fell_at(place: Standing) -> tuple[int, ...]:
    """Year and quarter of a bankruptcy written ``Y4Q1``."""
    return tuple(int(part) for part in place.bankrupt[1:].split("Q"))


def standings(game: Game) -> list[Standing]:
    """All companies, best first; bankrupt ones last, the latest to fall before the others."""
    places = [
        Standing(c.team, c.name, c.equity, sum(points(game, c).values()), score(game, c), c.bankrupt)
        for c in game.companies
    ]
    fallen = sorted((p for p in places if p.score is None), key=_fell_at, reverse=True)
    standing = sorted((p for p in places if p.score is not None), key=lambda p: (-(p.score or 0), p.team))
    return standing + fallen
