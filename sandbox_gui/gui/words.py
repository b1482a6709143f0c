"""Small words that all views share: money, quarters, stages, reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..text import item_name, sentence, stage_name, t

if TYPE_CHECKING:
    from ..core.game import Company, Game, Stage
    from ..core.refused import Refused
    from ..core.ruleset import Ruleset, RulesetError


def money(amount: int, unit: str) -> str:
    """An amount with its unit and a true minus sign: ``−12M``."""
    return f"{amount}{unit}".replace("-", "−")


def signed(amount: int, unit: str) -> str:
    """A change of cash with its sign: ``+12M``, ``−3M``, ``0M``."""
    return f"+{amount}{unit}" if amount > 0 else money(amount, unit)


def quarter_of_year(quarter: int) -> str:
    """A stage's quarter in words: 0 is the year's start, 5 its end."""
    if quarter == 0:
        return t("when.start")
    return t("when.end") if quarter > 4 else t("when.quarter", quarter=quarter)


def date(absolute: int) -> str:
    """An absolute quarter in words: year 2, quarter 3."""
    year, quarter = divmod(absolute - 1, 4)
    return t("when.date", year=year + 1, quarter=quarter + 1)


def stage_words(ruleset: Ruleset, stage: Stage) -> str:
    """A stage with its quarter, as it is named in sentences; without it where its name begins with it."""
    when, name = quarter_of_year(stage.quarter), stage_name(ruleset, stage.rule.id)
    return name if name.startswith(when) else t("when.stage", when=when, stage=name)


def opens_next(game: Game, company: Company, word: str) -> Stage | None:
    """The stage of this year, or of the next, in which a decision opens next; None where none does."""
    now = company.stage
    ahead = (*game.calendar[now + 1 :], *game.calendar[: now + 1])
    return next((stage for stage in ahead if word in stage.open), None)


def short_reason(refused: Refused, game: Game, team: int) -> str:
    """Why something is refused; of what is closed now it is enough to say when it opens."""
    stage = opens_next(game, game.company(team), str(refused.facts.get("decision", "")))
    if refused.code == "stage.closed" and stage:
        return t("when.opens_short", stage=stage_words(game.ruleset, stage))
    return reason(refused, game, team)


def reason(refused: Refused | RulesetError, game: Game, team: int) -> str:
    """Why something is refused; for a decision that is closed now, also when it opens."""
    words = sentence(refused, game.ruleset)
    if refused.code != "stage.closed":
        return words
    company = game.company(team)
    stage = opens_next(game, company, str(refused.facts.get("decision", "")))
    if stage is None:
        return words
    key = "when.opens" if stage.index > company.stage else "when.opens_next_year"
    return words + t(key, stage=stage_words(game.ruleset, stage))


def bill(ruleset: Ruleset, product: str) -> str:
    """A product's bill of materials in words: ``R1 + 2 R2``."""
    parts = next(one.bom for one in ruleset.products if one.id == product)
    return " + ".join(
        f"{n} {item_name(ruleset, i)}" if n > 1 else item_name(ruleset, i) for i, n in parts.items()
    )
