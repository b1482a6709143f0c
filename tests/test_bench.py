"""`bench` measures and says what it measured. How fast a machine is is no matter for a test."""

from __future__ import annotations

import json
import math

import pytest

from sandbox_gui.__main__ import main
from sandbox_gui.bench import startup
from sandbox_gui.bench.sample import Sample, exponent, repeated
from sandbox_gui.text import set_language

KEYS = {
    "engine_games_per_s", "steady_games_per_s", "apply_us_median", "apply_us_p99", "verify_s", "save_kb",
    "startup_ratio", "teams_exponent", "years_exponent",
}  # fmt: skip


def test_the_figures_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "--quick", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found.keys() >= KEYS
    for name in KEYS:
        assert math.isfinite(found[name]), name
    for name, (low, high) in found["quartiles"].items():
        assert 0 < low <= found[name] <= high, name
    assert found["apply_us_median"] <= found["apply_us_p99"]
    assert found["machine"]["cores"] >= 1


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_figures_as_a_table(
    language: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(startup, "CHILD", "sandbox_gui.no_such_window")
    try:
        assert main(["--language", language, "bench", "--quick"]) == 0
    finally:
        set_language("zh")
    out, errors = capsys.readouterr()
    lines = out.splitlines()
    assert len(lines) == len(KEYS) + 7  # what is measured besides, the head, the titles and the note
    assert sum("—" in line for line in lines) == 3  # no window, no figures of it
    assert "no_such_window" in errors


def test_a_sample_is_told_by_its_middle_and_quarters() -> None:
    sample = Sample((5.0, 1.0, 4.0, 2.0, 3.0))
    assert sample.middle == 3
    assert sample.spread == (2, 4)
    assert sample.percentile(0.99) == 5
    assert sample.percentile(0.2) == 1
    assert sample.each(lambda value: 1 / value).middle == pytest.approx(1 / 3)
    assert Sample((7.0,)).spread == (7, 7)


def test_repeats_are_counted_without_the_warm_up() -> None:
    calls: list[int] = []
    assert len(repeated(lambda: calls.append(1), times=3, warm_up=2).values) == 3
    assert len(calls) == 5


@pytest.mark.parametrize("power", [0.5, 1, 2])
def test_the_exponent_of_a_power_is_found(power: float) -> None:
    sizes = [2, 6, 20, 60]
    assert exponent(sizes, [3 * size**power for size in sizes]) == pytest.approx(power)
