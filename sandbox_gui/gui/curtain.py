"""The curtain between two people at one computer: whose seat it is, and nothing of anybody's own."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ..text import t
from .labels import frame, label, scrolled
from .panels.style import px, team_letter
from .session import Session
from .words import quarter_of_year


class Curtain(QWidget):
    """Asks for the person whose turn it is; a click, Enter or the space bar opens the table."""

    lifted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.head, self.team, self.hint = label("section"), label("hero"), label("faint", wrap=True)
        self.lift = QPushButton()
        self.lift.setProperty("role", "primary")
        self.lift.setMinimumSize(px(280), px(56))
        self.lift.setAutoDefault(True)
        self.lift.clicked.connect(self._on_lift)
        self.others = QComboBox()  # an offer may have to be answered out of turn
        self.others.activated.connect(self._on_other)
        self.somebody_else = label("faint")
        inner, around = QWidget(), QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scrolled(inner))
        box = QVBoxLayout(inner)
        box.addStretch(1)
        # A widget with an alignment is not asked how high it has to be for its width.
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._card(), 4)
        row.addStretch(1)
        box.addLayout(row)
        box.addStretch(1)
        session.seat_changed.connect(self.refresh)
        self.refresh()

    def _card(self) -> QFrame:
        card = frame()
        card.setMaximumWidth(px(640))
        box = QVBoxLayout(card)
        box.setContentsMargins(48, 40, 48, 32)
        box.setSpacing(14)
        for part in (self.head, self.team, self.hint):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            box.addWidget(part)
        box.addSpacing(8)
        box.addWidget(self.lift, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addSpacing(18)
        box.addWidget(self.somebody_else, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addWidget(self.others, 0, Qt.AlignmentFlag.AlignHCenter)
        return card

    def refresh(self) -> None:
        """Say whose seat it is now."""
        company = self.session.company
        when = quarter_of_year(self.session.stage.quarter)
        self.head.setText(t("curtain.head", year=self.session.game.year, when=when))
        self.team.setText(f"{team_letter(company.team)} {company.name}")
        self.hint.setText(t("curtain.hint"))
        self.lift.setText(t("curtain.lift"))
        self.somebody_else.setText(t("curtain.others"))
        self.others.setAccessibleName(t("curtain.others"))
        self.others.setPlaceholderText(t("curtain.choose"))
        self.others.clear()
        for team in self.session.people:
            other = self.session.game.company(team)
            if team != company.team and not other.bankrupt:
                self.others.addItem(f"{team_letter(team)} {other.name}", team)
        self.others.setCurrentIndex(-1)
        self.others.setVisible(self.others.count() > 0)
        self.somebody_else.setVisible(self.others.count() > 0)
        self.lift.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.lift.setFocus()

    def _on_other(self, index: int) -> None:
        self.session.hand_over(int(self.others.itemData(index)))

    def _on_lift(self) -> None:
        self.session.lift_curtain()
        self.lifted.emit()
