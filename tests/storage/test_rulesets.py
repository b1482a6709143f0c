"""Ruleset files: each one plays, and a wrong value is refused with its path."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sandbox_gui.core import statements
from sandbox_gui.core.opening import new_game
from sandbox_gui.core.refused import Refused
from sandbox_gui.core.ruleset import RulesetError
from sandbox_gui.rulesheet import sheet
from sandbox_gui.storage.games import GameFolder, GameSetup, Player, open_game
from sandbox_gui.storage.rule_files import content_hash
from sandbox_gui.storage.rulesets import (
    broken_rulesets,
    decode,
    load_ruleset,
    ruleset_ids,
    ruleset_path,
    shipped_ids,
)
from sandbox_gui.text import language, sentence, set_language

DELETE = object()
TENDER = {
    "fee": 1, "orders_at_once": 3, "per_quarter": 2, "per_term": 1, "per_price": 8, "least_price": 1,
    "most_price": 3,
}  # fmt: skip


def changed(path: str, value: Any, ruleset_id: str = "itmc") -> bytes:
    """A ruleset file with one value, named by a path such as ``lines.0.price``, changed or deleted."""
    data = json.loads(ruleset_path(ruleset_id).read_bytes())
    *way, last = path.split(".")
    place: Any = data
    for step in way:
        place = place[int(step)] if isinstance(place, list) else place[step]
    key = int(last) if isinstance(place, list) else last
    if value is DELETE:
        del place[key]
    else:
        place[key] = value
    return json.dumps(data).encode()


@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        ("finance", DELETE, "$"),
        ("lines.0.price", DELETE, "lines[0]"),
        ("lines.0.price", "five", "lines[0].price"),
        ("lines.0.price", 5.5, "lines[0].price"),
        ("lines.0.price", -5, "lines[0].price"),
        ("lines.1.cycle", 0, "lines[1].cycle"),
        ("lines.1.id", "manual", "lines[1].id"),
        ("lines.1.payments", 3, "lines[1].payments"),
        ("lines.0.depreciation", {}, "lines[0].depreciation"),
        ("lines.0.depreciation", {"amount": 1, "share": "1/3"}, "lines[0].depreciation"),
        ("lines.0.depreciation.share", "a third", "lines[0].depreciation.share"),
        ("products.1.bom", {"R9": 1}, "products[1].bom.R9"),
        ("products.1.bom", {"P2": 1}, "products[1].bom"),
        ("products.1.bom", {"R1": 0}, "products[1].bom.R1"),
        ("markets", [], "markets"),
        ("finance.loans.0.terms", 0, "finance.loans[0].terms"),
        ("finance.loans.0.least_terms", 6, "finance.loans[0].least_terms"),
        ("finance.loans.0.account", "cash", "finance.loans[0].account"),
        ("finance.limits", [], "finance.loans[0].id"),
        ("finance.discount.0.terms", [1, "two"], "finance.discount[0].terms[1]"),
        ("finance.tax", "25% sometimes", "finance.tax"),
        ("marketing.first_pick", 0, "marketing.first_pick"),
        ("marketing.priority", ["luck"], "marketing.priority[0]"),
        ("demand.terms", [0, 0], "demand.terms"),
        ("demand.cells.1", {"moon": {}}, "demand.cells.1.moon"),
        ("demand.cells.1.local", {"P9": {"units": 1, "price": 1}}, "demand.cells.1.local.P9"),
        ("opening.cash", 29, "opening"),
        ("opening.plants", [], "opening.lines[0].plant"),
        ("opening.lines.0.cell", 4, "opening.lines[0].cell"),
        ("opening.held", ["P7"], "opening.held"),
        ("year.quarter.0.auto", ["make_tea"], "year.quarter[0].auto"),
        ("year.quarter.0.open", ["borrow_gold"], "year.quarter[0].open"),
        ("year.end", [], "year.end"),
        ("year.end.1.auto", ["book_tax"], "year.end"),
        ("year.start.0.auto", ["pay_tax"], "year.start[0]"),
        ("year.start.2.waits", "", "year.start"),
        ("years", 0, "years"),
        ("lines.0.nane", "x", "lines[0].nane"),
        ("plant_rules.rent_to_by", "any", "plant_rules.rent_to_by"),
        ("plants.0.name", {"zh": "厂房"}, "plants[0].name"),
        ("plants.0.id", "a:b", "plants[0].id"),
        ("finance.discount.0.rate", "101%", "finance.discount[0].rate"),
        ("finance.discount.0.terms", [0], "finance.discount[0].terms[0]"),
        ("finance.tax", 25, "finance.tax"),
        ("finance.tax", "1/0", "finance.tax"),
        ("demand.cells.1.local.P1.units", 10**9, "demand.cells.1.local.P1.units"),
        ("demand.standards.soon", {}, "demand.standards.soon"),
        ("demand.tenders", {"1": "10%"}, "demand.tenders.1"),
        ("marketing.tender", TENDER, "marketing.tender"),
        ("opening.goods.P1", -1, "opening.goods.P1"),
        ("opening.last_year.cash", 0, "opening.last_year"),
        ("plants.0.slots", 3, "opening.plants[0]"),
        ("year.quarter.0.id", "plan", "year.quarter[0].id"),
        ("year.quarter.0.waits", "meeting", "year.quarter[0].waits"),
        ("year.quarter.0.auto", ["close"], "year.end"),
        ("year.quarter.0.auto", ["move_production"], "year.quarter"),
        ("year.start.1.auto", ["pay_tax"], "year"),
        ("year.start.1.auto", ["repay_yearly_loans", "yearly_interest"], "year"),
        ("year.start.1.auto", ["repay_yearly_loans", "tender_fees"], "year.start[1].auto"),
        ("year.start.2.waits", "tender", "year.start"),
    ],
)
def test_a_wrong_value_is_refused_with_its_path_in_both_languages(path: str, value: Any, named: str) -> None:
    with pytest.raises(RulesetError) as caught:
        decode(changed(path, value))
    assert caught.value.path == named
    spoken = language()
    for name in ("zh", "en"):
        set_language(name)
        assert named in sentence(caught.value)
    set_language(spoken)


@pytest.mark.parametrize("ruleset_id", ruleset_ids())
def test_every_ruleset_opens_balanced(ruleset_id: str) -> None:
    ruleset, _ = load_ruleset(ruleset_id)
    books = statements.balance_sheet(new_game(ruleset, 7, ["A"]).company(1), 0)
    assert books["total_assets"] == books["total_debts_and_equity"] > 0


def test_a_copied_file_with_other_numbers_is_a_ruleset_under_its_own_id() -> None:
    data = json.loads(ruleset_path("itmc").read_bytes())
    data["id"], data["lines"][0]["price"] = "ours", 6
    ruleset = decode(json.dumps(data).encode())
    assert (ruleset.id, ruleset.lines[0].price) == ("ours", 6)


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the user's own rulesets."""
    monkeypatch.setenv("SANDBOX_RULES", str(tmp_path))
    return tmp_path


def test_a_file_in_the_users_folder_is_a_ruleset_like_any_other(own: Path) -> None:
    assert ruleset_ids() == shipped_ids()
    data = json.loads(ruleset_path("contest").read_bytes())
    data["id"], data["lines"][0]["price"] = "省赛 2024", 45
    (own / "省赛 2024.json").write_text(json.dumps(data), encoding="utf-8")
    assert ruleset_ids() == [*shipped_ids(), "省赛 2024"]
    assert load_ruleset("省赛 2024")[0].lines[0].price == 45
    setup = GameSetup("省赛 2024", 7, 2, (Player("a"),))
    GameFolder.create(setup, own / "game")
    _, game = open_game(own / "game")
    assert game.ruleset.lines[0].price == 45
    data["lines"][0]["price"] = 46
    (own / "省赛 2024.json").write_text(json.dumps(data), encoding="utf-8")
    (own / "game" / "ruleset.json").unlink()
    with pytest.raises(Refused, match=r"save\.ruleset"):
        open_game(own / "game")


def test_a_file_of_the_users_that_cannot_be_played_is_left_out_and_named(own: Path) -> None:
    good = ruleset_path("itmc").read_bytes()
    (own / "itmc.json").write_bytes(good)
    (own / "ours.json").write_bytes(good)
    (own / "broken.json").write_bytes(changed("years", 0).replace(b'"itmc"', b'"broken"'))
    (own / "junk.json").write_bytes(b"[" * 100_000)
    (own / "notes.txt").write_bytes(b"")
    (own / "folder.json").mkdir()
    assert ruleset_ids() == shipped_ids()
    found = {path.name: trouble.code for path, trouble in broken_rulesets().items()}
    assert found == {
        "itmc.json": "ruleset.id_taken", "ours.json": "ruleset.id_is_file_name",
        "broken.json": "ruleset.too_small", "junk.json": "ruleset.malformed",
    }  # fmt: skip
    assert load_ruleset("itmc")[0].version
    with pytest.raises(Refused, match=r"ruleset\.unknown"):
        load_ruleset("../itmc")


def test_the_content_hash_is_of_the_values_not_of_the_layout() -> None:
    text = ruleset_path("itmc").read_bytes()
    assert content_hash(json.dumps(json.loads(text), indent=7).encode()) == content_hash(text)
    assert content_hash(changed("lines.0.price", 6)) != content_hash(text)


@pytest.mark.parametrize("spoken", ["zh", "en"])
@pytest.mark.parametrize("ruleset_id", ruleset_ids())
def test_the_rule_sheet_names_every_part_of_the_ruleset(ruleset_id: str, spoken: str) -> None:
    ruleset, _ = load_ruleset(ruleset_id)
    before = language()
    set_language(spoken)
    try:
        text = sheet(ruleset)
    finally:
        set_language(before)
    for items in (ruleset.plants, ruleset.lines, ruleset.products, ruleset.markets, ruleset.standards):
        for item in items:
            assert f"| {item.name[spoken]} |" in text
    for loan in ruleset.finance.loans:
        assert f"| {loan.name[spoken]} | {loan.rate.words()} |" in text


@pytest.mark.parametrize("ruleset_id", ruleset_ids())
def test_every_note_is_about_a_value_that_is_there(ruleset_id: str) -> None:
    data = json.loads(ruleset_path(ruleset_id).read_bytes())
    for path in data["notes"]:
        place: Any = data
        for step in path.split("."):
            if isinstance(place, list):
                by_id = {str(item.get("id", index)): item for index, item in enumerate(place)}
                by_number = {str(index): item for index, item in enumerate(place)}
                place = {**by_number, **by_id}
            assert step in place, path
            place = place[step]
