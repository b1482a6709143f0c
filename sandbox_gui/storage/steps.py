"""Which steps of a game on disk its table may take back or make again."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from ..core.actions import Action
from ..core.game import Game
from ..core.refused import Refused
from .games import GameFolder, action_of, start_game
from .undo import check_redo, last_step, redo_target, start_target, undo_target


@dataclass(frozen=True, slots=True)
class Steps:
    """What lies behind and before a game, for a team at the table or, with the switch, a teacher.

    What may not be done is refused.
    """

    folder: GameFolder
    game: Game
    people: Collection[int]
    team: int
    teacher: bool

    def back(self) -> int:
        """How many actions stay when the last step is taken back."""
        if self.folder.setup.mode == "contest":
            raise Refused("undo.contest")
        return last_step(self.game.history, self.people) if self.teacher else self._free()

    def _free(self) -> int:
        """How far anybody may go back."""
        seen = self.folder.seen[-1] if self.folder.seen else ""
        return undo_target(self.game.history, seen, self.team)

    def is_free(self, to: int) -> bool:
        """Whether anybody might go back there: beyond it only a teacher does, which the log remembers."""
        try:
            return to >= self._free()
        except Refused:
            return False

    def start(self, unit: str) -> int:
        """How many actions stay before the first step of the ``quarter`` or ``year``: a teacher's alone."""
        if not self.teacher:
            raise Refused("teacher.needed")
        return start_target(start_game(self.folder.setup), self.game.history, self.people, unit)

    def again(self) -> Action:
        """The step that would be made again."""
        if not self.folder.log.ahead:
            raise Refused("redo.nothing")
        action = action_of(self.folder.log.ahead[0])
        if not self.teacher:
            check_redo(action, self.team)
        return action

    def forward(self) -> int:
        """How many actions there are once it is made again, with what others did after it."""
        self.again()
        ahead = [action_of(row) for row in self.folder.log.ahead]
        return redo_target(self.folder.count, ahead, self.people)
