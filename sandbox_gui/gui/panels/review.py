"""Why a company ended where it did: whole sentences from its books beside those of another."""

from __future__ import annotations

from typing import NamedTuple

from ...core.game import Company, Game
from ...core.journal import Account, Entry
from ...core.ruleset import Ruleset
from ...core.score import Standing, standings
from ...rivals.rival import Reason
from ...text import item_name, t
from ..words import money

DRIVERS: dict[str, tuple[Account, ...]] = {
    "gross_profit": (Account.SALES, Account.DIRECT_COST),
    "advertising": (Account.ADVERTISING,),
    "upkeep": (Account.ADMINISTRATION, Account.MAINTENANCE, Account.RENT, Account.CHANGEOVER),
    "development": (Account.MARKETS, Account.RESEARCH, Account.STANDARDS),
    "losses": (Account.LOSSES,),
    "depreciation": (Account.DEPRECIATION,),
    "finance_cost": (Account.INTEREST, Account.DISCOUNT_FEES),
    "other": (Account.INTELLIGENCE, Account.EXTRA, Account.TAX),
}
"""The parts that a change of equity consists of; together they are all income accounts."""


def result(company: Company) -> dict[str, int]:
    """What each driver added to equity over all closed years (costs negative)."""
    years = company.journal.closings[1:]
    return {
        name: -sum(closing[account] for closing in years for account in accounts)
        for name, accounts in DRIVERS.items()
    }


def equity_by_year(company: Company) -> list[int]:
    """Equity at each close, index 0 the opening position."""
    return [-sum(closing[Account.CAPITAL :]) for closing in company.journal.closings]


class Use(NamedTuple):
    """How many quarters a company's lines stood ready, and how many they worked."""

    ready: int
    worked: int

    @property
    def share(self) -> float:
        """The share of ready quarters that were worked."""
        return self.worked / self.ready if self.ready else 0.0


def capacity_use(game: Game, company: Company) -> Use:
    """The use of the lines, in line-quarters, up to the last close or the company's end.

    A line counts from its completion; one that stood at the opening from its first start.
    """
    last, kinds = _end(game, company), _line_kinds(company)
    first: dict[int, int] = {}
    sold: dict[int, int] = {}
    worked = 0
    for entry in company.journal.entries:
        now, line = _quarter(entry), int(entry.facts.get("line") or 0)
        if entry.what in ("line_built", "start_production"):
            first.setdefault(line, now)
        elif entry.what == "sell_line":
            sold[line] = now
        if entry.what == "start_production":
            worked += min(game.catalogue.lines[kinds[line]].cycle, last - now + 1)
    stood = [*sold, *(line.no for line in company.lines if line.built)]
    ready = sum(sold.get(line, last + 1) - first.get(line, 1) for line in stood)
    return Use(ready, min(worked, ready))


def _line_kinds(company: Company) -> dict[int, str]:
    """The types of all lines that a company ever had, as far as its books name them."""
    kinds = {line.no: line.type for line in company.lines}
    entries = (entry for entry in company.journal.entries if {"line", "type"} <= entry.facts.keys())
    return kinds | {int(entry.facts["line"] or 0): str(entry.facts["type"]) for entry in entries}


def _quarter(entry: Entry) -> int:
    """The absolute quarter of an entry; a year's start counts to its first, its end to its last."""
    return (entry.year - 1) * 4 + min(max(entry.quarter, 1), 4)


def _end(game: Game, company: Company) -> int:
    if company.bankrupt:
        year, _, quarter = company.bankrupt[1:].partition("Q")
        return (int(year) - 1) * 4 + int(quarter)
    return (game.year if game.over else game.year - 1) * 4


def sentences(game: Game, company: Company) -> list[str]:
    """Two or three sentences on why a company ended where it did, by figures beside the best other one."""
    places = standings(game)
    others = [place for place in places if place.team != company.team]
    own = next(place for place in places if place.team == company.team)
    if not others:
        return [_alone(game, own)]
    other = game.company(others[0].team)
    found = [_place_sentence(game, places, own, others[0]), _driver_sentence(game, company, other)]
    return [sentence for sentence in (*found, _work_sentence(game, company, other)) if sentence]


def _alone(game: Game, own: Standing) -> str:
    if own.score is None:
        return t("pages.why.bankrupt", at=when(own.bankrupt), equity=money(own.equity, game.ruleset.unit))
    return t(
        "pages.why.alone", score=own.score, equity=money(own.equity, game.ruleset.unit), points=own.points
    )


def when(bankrupt: str) -> str:
    """The quarter of a bankruptcy (``Y4Q1``) in words."""
    year, _, quarter = bankrupt[1:].partition("Q")
    return t("pages.why.when", year=year, quarter=quarter)


def _place_sentence(game: Game, places: list[Standing], own: Standing, other: Standing) -> str:
    """The own place, and the score beside that of the best other team."""
    unit = game.ruleset.unit
    if own.score is None:
        return t("pages.why.bankrupt", at=when(own.bankrupt), equity=money(own.equity, unit))
    if other.score is None:
        return t("pages.why.alone", score=own.score, equity=money(own.equity, unit), points=own.points)
    facts = {
        "place": places.index(own) + 1,
        "score": own.score,
        "equity": money(own.equity, unit),
        "points": own.points,
        "other": other.name,
        "other_score": other.score,
        "other_equity": money(other.equity, unit),
        "other_points": other.points,
    }
    return t("pages.why.first" if places[0] is own else "pages.why.behind", **facts)


def _driver_sentence(game: Game, company: Company, other: Company) -> str:
    """The greatest differences in what made equity grow; all of them add up to its difference."""
    mine, theirs = result(company), result(other)
    gaps = sorted(((mine[name] - theirs[name], name) for name in DRIVERS), key=lambda gap: gap[0])
    ahead = sum(gap for gap, _ in gaps) >= 0
    chosen = [gap for gap in (gaps[::-1] if ahead else gaps)[:2] if (gap[0] > 0) == ahead and gap[0]]
    if not chosen:
        return ""
    unit = game.ruleset.unit
    parts = [
        t(
            f"pages.why.driver.{name}",
            mine=money(abs(mine[name]), unit),
            theirs=money(abs(theirs[name]), unit),
        )
        for _, name in chosen
    ]
    key = "pages.why.ahead_because" if ahead else "pages.why.behind_because"
    return t(key, other=other.name, parts=t("pages.why.part_join").join(parts))


def _work_sentence(game: Game, company: Company, other: Company) -> str:
    """How the company worked: orders not kept, else use of its lines, with what advertising brought."""
    unit = game.ruleset.unit
    failed = [order for order in company.orders if order.state in ("defaulted", "late")]
    if failed:
        rate = game.ruleset.finance.penalty
        lost = sum(order.total for order in failed)
        fines = sum(rate.of(order.total) for order in failed)
        return t("pages.why.defaults", orders=len(failed), lost=money(lost, unit), fines=money(fines, unit))
    facts = {
        "other": other.name,
        "use": f"{capacity_use(game, company).share:.0%}",
        "other_use": f"{capacity_use(game, other).share:.0%}",
        "each": f"{_sales_per_advertising(company):.1f}{unit}",
        "other_each": f"{_sales_per_advertising(other):.1f}{unit}",
        "unit": unit,
    }
    return t("pages.why.work", **facts)


def _sales_per_advertising(company: Company) -> float:
    years = company.journal.closings[1:]
    spent = sum(closing[Account.ADVERTISING] for closing in years)
    return -sum(closing[Account.SALES] for closing in years) / spent if spent else 0.0


def reason_words(ruleset: Ruleset, reason: Reason) -> str:
    """A rival's reason in a sentence, with names instead of identifiers."""
    facts: dict[str, object] = {"unit": ruleset.unit}
    for name, value in reason.facts.items():
        facts[name] = item_name(ruleset, value) if isinstance(value, str) else value
    try:
        return t(f"rival.reason.{reason.code}", **facts)
    except (KeyError, TypeError):
        return reason.code  # kept by another version, which had another sentence for it
