"""The one entry: opens the window; with words on the command line, does what they say."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; the exit status is 0, 1 where something was refused, or 2 for a wrong command line."""
    words = sys.argv[1:] if arguments is None else arguments
    if words:
        from .commandline import execute  # the window does not wait for what only commands need

        return execute(words)
    from .gui.app import run

    return run()


if __name__ == "__main__":
    sys.exit(main())
