"""``python -m tests.oracle DIR``: replay a folder of records and print how much comes out exactly."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from sandbox_gui.storage.rulesets import load_ruleset

from .report import replay_contest


def main() -> int:
    """Print the summary as one JSON object; 0 only if every figure is exact."""
    parser = argparse.ArgumentParser(prog="python -m tests.oracle", description=__doc__)
    parser.add_argument("folder", type=Path, help="a folder of records, with orders.jsonl")
    parser.add_argument("--ruleset", default="contest", help="the id of the ruleset (default: %(default)s)")
    arguments = parser.parse_args()
    ruleset, _ = load_ruleset(arguments.ruleset)
    summary = replay_contest(arguments.folder, ruleset)
    print(json.dumps(summary.data(), ensure_ascii=False, indent=1))
    return 0 if summary.exact else 1


if __name__ == "__main__":
    raise SystemExit(main())
