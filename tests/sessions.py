"""Leading the companies of a session to where a test of the window begins."""

from __future__ import annotations

from sandbox_gui.core import actions as act
from sandbox_gui.gui.session import Session


def walk(session: Session, team: int, stage: str) -> None:
    """Let a team end its stages until it stands in the one named."""
    while session.game.stage(session.game.company(team)).rule.id != stage:
        assert session.do(act.EndStage(team))


def hold_meeting(session: Session, amounts: tuple[int, ...] = (3, 3, 1)) -> None:
    """Lead all teams into the first meeting, each with its advertising on P1."""
    for team, amount in enumerate(amounts, 1):
        walk(session, team, "payments")
        assert session.do(act.Advertise(team, {"local:P1": amount}))
    for team in range(1, len(amounts) + 1):
        walk(session, team, "meeting")
    assert session.game.meeting
