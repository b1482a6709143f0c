"""How an order meeting is held: how fast rivals pick, and the countdown for people."""

from __future__ import annotations

from dataclasses import dataclass

PICK_PACES = {"slow": 1800, "fast": 600, "once": 0}
"""How long a rival's pick waits before it is carried out, in milliseconds: a class wants to follow it."""


@dataclass(frozen=True, slots=True)
class MeetingSettings:
    """Times are in seconds; those of the provincial contest stand here until they are changed.

    `pace` is ``slow``, ``fast`` or ``once``. With `passes`, a turn whose time is over is passed, and
    bids are handed in as they stand; otherwise the clock only tells.
    """

    pace: str = "fast"
    clock: bool = False
    pick: int = 50
    first: int = 25  # more for the first pick in a market
    tender: int = 90
    passes: bool = False
