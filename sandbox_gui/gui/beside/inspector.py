"""The place chosen on the board: what lies there, what can be done with it, its rules and its story."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ...core.journal import Entry
from ...text import t
from ..board.names import place_name
from ..board.places import Place
from ..board.rule_words import rules
from ..board.view import BoardView
from ..board.words import describe
from ..gestures import Deed, Move, refused
from ..labels import label
from ..panels.entries import entry_words
from ..session import Session
from ..words import quarter_of_year, short_reason

STORY = {"line": "line", "order": "order", "product": "item", "market": "item", "standard": "item"}
"""The fact of an entry that names a kind of place."""

MOST_STORY = 8


class Handler(Protocol):
    """Who carries out what is done with a place."""

    session: Session

    def deeds(self, place: str) -> list[Deed]: ...
    def words(self, one: Deed) -> str: ...
    def perform(self, found: Sequence[Move], place: str, at: QPoint) -> None: ...


class DeedButton(QPushButton):
    """Something that can be done with the place."""

    def __init__(self, words: str, deed: Deed) -> None:
        super().__init__(words)
        self.deed = deed
        self.setProperty("role", "decision")


class Inspector(QScrollArea):
    """Follows the board's chosen place; its buttons do what the hand would do there."""

    def __init__(self, board: BoardView, hand: Handler, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._board, self._hand = board, hand
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.buttons: list[DeedButton] = []
        board.placeFocused.connect(self._on_focused)
        self.refresh()

    def _on_focused(self, _place: str) -> None:
        self.follow()

    def follow(self) -> None:
        """The board shows something else, or another place is chosen."""
        if self.isVisible():
            self.refresh()

    def showEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Show the chosen place as it is now."""
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(6)
        self.buttons = []
        chosen = self._board.focused_place
        if chosen:
            self._show(column, self._board.place(chosen))
        else:
            _say(column, "faint", t("inspector.none"))
        column.addStretch(1)
        # Not `setWidget` alone: it deletes at once what may hold the button whose click led here.
        if before := self.takeWidget():
            before.deleteLater()
        self.setWidget(inner)

    def _show(self, column: QLayout, place: Place) -> None:
        _say(column, "section", place_name(place))
        for part in describe(place).split(t("board.join")):
            _say(column, "", part[:1].upper() + part[1:])
        deeds = self._hand.deeds(place.id)
        if deeds:
            _say(column, "small", t("inspector.deeds"))
        for deed in deeds:
            self._add_deed(column, deed)
        behind = rules(place, self._hand.session.ruleset)
        if behind:
            _say(column, "small", t("inspector.rules"))
        for words in behind:
            _say(column, "faint", words)
        self._tell_story(column, place)

    def _add_deed(self, column: QLayout, deed: Deed) -> None:
        session = self._hand.session
        button = DeedButton(self._hand.words(deed), deed)
        button.clicked.connect(self._on_clicked)
        column.addWidget(button)
        self.buttons.append(button)
        if answer := refused(session, deed.moves):
            why = short_reason(answer, session.game, session.team)
            button.setEnabled(False)
            button.setToolTip(why)
            _say(column, "small", why)

    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, DeedButton):
            place = self._board.focused_place
            self._hand.perform(button.deed.moves, place, self._board.point_of(place))

    def _tell_story(self, column: QLayout, place: Place) -> None:
        """The last entries of the books that are about the place, newest first."""
        company = self._hand.session.company
        fact, name = STORY.get(place.kind, ""), place.id.partition(":")[2]
        about = [entry for entry in company.journal.entries if fact and str(entry.facts.get(fact)) == name]
        if about:
            _say(column, "small", t("inspector.story"))
        for entry in reversed(about[-MOST_STORY:]):
            _say(column, "faint", self._told(entry))

    def _told(self, entry: Entry) -> str:
        when = t("inspector.when", year=entry.year, when=quarter_of_year(entry.quarter))
        return t("inspector.entry", when=when, what=entry_words(self._hand.session.ruleset, entry))


def _say(column: QLayout, role: str, words: str) -> QLabel:
    made = label(role, wrap=True)
    made.setText(words)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    column.addWidget(made)
    return made
