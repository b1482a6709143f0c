"""The hand on the table: it answers the board's gestures from the rules, and carries out what is dropped."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from ..core.actions import Action
from ..text import t
from .board.names import place_name, token_name
from .board.view import BoardView
from .commands import BY_ID
from .deeds import deed, effect
from .gestures import TOKENS, Deed, Move, command_of, deeds, moves, refused
from .popover import ChoicePopover, CountPopover, Popover
from .session import Session
from .words import reason, short_reason

MOST_CHOICES = 6
"""More choices than these are better compared in the decision's dialog."""


class TableHand(QObject):
    """Handles one session's table. `decided` asks for a command's dialog, for a place."""

    decided = Signal(str, str)

    def __init__(self, session: Session, board: BoardView) -> None:
        super().__init__(board)
        self.session, self._board = session, board
        self.popover: Popover | None = None
        self._asked: tuple[Sequence[Move], str] = ((), "")
        self._menu: list[Deed] = []
        self._menu_at = "", QPoint()
        board.tokenDropped.connect(self.put)
        board.menuWanted.connect(self.show_menu)
        board.placeActivated.connect(self._on_activated)
        session.rewound.connect(self.close_popover)

    # What the board asks

    def carries(self, token: str) -> bool:
        """Whether what lies on a place can be taken up at all."""
        return token.partition(":")[0] in TOKENS

    def takes(self, token: str, place: str) -> bool:
        """Whether a token may be put on a place now."""
        found = moves(self.session, token, place)
        return bool(found) and refused(self.session, found) is None

    def why_not(self, token: str, place: str) -> str:
        """Why a token may not be put on a place."""
        found = moves(self.session, token, place)
        answer = refused(self.session, found) if found else None
        if answer:
            return reason(answer, self.session.game, self.session.team)
        return t("handling.not_here", token=self._token(token), place=self._name(place))

    def nowhere(self, token: str) -> str:
        """Why a token may be put nowhere now: the first thing that stands in its way."""
        for place in self._board.places():
            if place != token and moves(self.session, token, place):
                return self.why_not(token, place)
        return t("handling.nowhere", token=self._token(token))

    def _name(self, place: str) -> str:
        return place_name(self._board.place(place))

    def _token(self, place: str) -> str:
        return token_name(self._board.place(place))

    # What is done

    def deeds(self, place: str) -> list[Deed]:
        """All that may be done with a place; nothing with another team's."""
        if self._board.hand is not self:
            return []
        found = deeds(self.session, place, self._board.places())
        return sorted(found, key=self._closed)

    def _closed(self, one: Deed) -> bool:
        """Whether nothing of a deed can be done now: such come last."""
        return refused(self.session, one.moves) is not None

    def put(self, token: str, place: str, at: QPoint) -> None:
        """A token was put on a place: do what it stands for, or ask what is open."""
        about = token if place == "cash" else place
        self.perform(moves(self.session, token, place), about, at)

    def perform(self, found: Sequence[Move], place: str, at: QPoint) -> None:
        """Make the one move, or ask for its figure or which, at a pixel of the board."""
        if isinstance(self.popover, CountPopover) and self._asks(found, place):
            self.popover.add()
            return
        self.close_popover()
        self._asked = found, place
        move = found[0]
        if len(found) > MOST_CHOICES or (len(found) > 1 and any(one.figure for one in found)):
            self._ask_all()
        elif move.figure:
            self._open(CountPopover(self.session, self._board, move, move.figure), at)
        elif len(found) > 1 or move.final:
            title = BY_ID[command_of(move.action)].name
            self._open(ChoicePopover(self.session, self._board, title, found), at)
        else:
            self.session.do(move.action)

    def _asks(self, found: Sequence[Move], place: str) -> bool:
        """Whether the card that is open asks about just this."""
        before, about = self._asked
        return about == place and [move.action for move in before] == [move.action for move in found]

    def _open(self, popover: Popover, at: QPoint) -> None:
        popover.taken.connect(self._on_taken)
        popover.more.connect(self._ask_all)
        popover.gone.connect(self._on_gone)
        self.popover = popover
        popover.open_at(at)

    def _on_taken(self, action: Action) -> None:
        self.close_popover()
        self.session.do(action)

    def _ask_all(self) -> None:
        """Open the decision's dialog instead."""
        found, place = self._asked
        self.close_popover()
        self.decided.emit(command_of(found[0].action), place)

    def close_popover(self) -> None:
        """Close the card that is open, if any."""
        if self.popover:
            self.popover.leave()

    def _on_gone(self) -> None:
        self.popover = None
        self._board.setFocus()

    def _on_activated(self, _place: str) -> None:
        self.close_popover()

    # The context menu

    def show_menu(self, place: str, at: QPoint) -> None:
        """All that may be done with a place, at a point of the screen."""
        if self._board.hand is not self:
            return
        self.close_popover()
        self._menu, self._menu_at = self.deeds(place), (place, self._board.mapFromGlobal(at))
        menu = QMenu(self._board)
        menu.setToolTipsVisible(True)
        menu.addSection(self._name(place))
        for number, one in enumerate(self._menu):
            menu.addAction(self._entry(menu, number, one))
        if not self._menu:
            menu.addAction(t("handling.nothing")).setEnabled(False)
        menu.triggered.connect(self._on_chosen)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _entry(self, menu: QMenu, number: int, one: Deed) -> QAction:
        entry = QAction(self.words(one), menu)
        entry.setData(number)
        answer = refused(self.session, one.moves)
        entry.setEnabled(answer is None)
        entry.setToolTip(
            short_reason(answer, self.session.game, self.session.team) if answer else entry.text()
        )
        return entry

    def words(self, one: Deed) -> str:
        """A deed in words; with its effect on cash where it is done at once, with dots where it asks."""
        if len(one.moves) > 1:
            return t("handling.asks", command=BY_ID[one.command].name)
        move = one.moves[0]
        words = deed(self.session, move)
        if move.figure or move.final:
            return t("handling.asks", command=words)
        return "　".join(part for part in (words, effect(self.session, move.action)) if part)

    def _on_chosen(self, entry: QAction) -> None:
        number = entry.data()
        if isinstance(number, int):
            place, at = self._menu_at
            self.perform(self._menu[number].moves, place, at)
