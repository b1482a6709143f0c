"""Deciding at the table: commands and places of the board lead to dialogs, or to why nothing is open now."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QWidget

from ..core.actions import EndStage, StartProduction
from ..core.refused import Refused
from .choices import left_undone
from .commands import BY_ID, TEACHERS, Command, command_for
from .dialogs.advertising import AdvertisingDialog
from .dialogs.development import DevelopDialog
from .dialogs.intelligence import IntelligenceDialog
from .dialogs.leaving import LeavingDialog
from .dialogs.lines import BuildLineDialog, ConvertLineDialog
from .dialogs.loan import LoanDialog
from .dialogs.logistics import DiscountDialog, EmergencyDialog, MaterialsDialog, SellStockDialog
from .dialogs.notepad import NotePad
from .dialogs.organiser import AddCapitalDialog, GiveOrderDialog
from .dialogs.plants import AddPlantDialog, ManagePlantDialog
from .dialogs.production import ContinueLineDialog, DeliverDialog, SellLineDialog, StartProductionDialog
from .dialogs.shortage import ShortageDialog
from .dialogs.trade import TradeDialog
from .session import Session
from .words import reason

DIALOGS: dict[str, Callable[[Session, QWidget, str], QDialog]] = {
    "borrow": LoanDialog,
    "order_materials": MaterialsDialog,
    "add_plant": AddPlantDialog,
    "manage_plant": ManagePlantDialog,
    "build_line": BuildLineDialog,
    "continue_line": ContinueLineDialog,
    "convert_line": ConvertLineDialog,
    "sell_line": SellLineDialog,
    "start_production": StartProductionDialog,
    "deliver": DeliverDialog,
    "develop": DevelopDialog,
    "discount": DiscountDialog,
    "buy_emergency": EmergencyDialog,
    "sell_stock": SellStockDialog,
    "trade": TradeDialog,
    "spy": IntelligenceDialog,
}
ORGANISER_DIALOGS: dict[str, Callable[[Session, QWidget], QDialog]] = {
    "add_capital": AddCapitalDialog,
    "give_order": GiveOrderDialog,
}


class Deciding(QObject):
    """Opens the dialogs of one session over a page; `glossary` is the action whose key works in them too."""

    refused = Signal(object)  # Refused: why a decision is not open
    page_wanted = Signal(str)  # the page on which a decision is taken

    def __init__(self, session: Session, page: QWidget, glossary: QAction) -> None:
        super().__init__(page)
        self.session, self._page, self._glossary = session, page, glossary

    def knows(self, command: Command) -> bool:
        """Whether a command belongs to this game at all: some stage of its year opens it."""
        if command.shared:
            return self.session.several
        return any(command.opened_by(stage) for stage in self.session.game.calendar)

    def activate(self, place: str) -> None:
        """A place of the board was clicked, or Enter pressed on it: open what it stands for."""
        session = self.session
        name = command_for(place, session.company, session.game)
        if name == "start_production" and session.is_open(name):
            line = session.company.line(int(place.partition(":")[2]))
            refused = (
                session.refusal(StartProduction(session.team, line.no)) if line and not line.idle else None
            )
            if refused:
                self.refused.emit(refused)
                return
        if name:
            self.decide(name, place)

    def decide(self, name: str, place: str = "") -> None:
        """Open a decision's dialog, or say why it is not open now."""
        if name == "hand_over":
            self.session.hand_over(self.session.team)
        elif name == "notes":
            self._open_notes()
        elif name == "end_stage":
            self._end_stage()
        elif refused := self._closed(name, place):
            self.refused.emit(refused)
        elif name == "meeting":
            self.page_wanted.emit("meeting")
        elif name == "advertise":
            self._open(AdvertisingDialog(self.session, self._page))
        else:
            self._open(DIALOGS[name](self.session, self._page, place))

    def why_not(self, command: Command) -> str:
        """Why a command cannot be used now, in a sentence, or nothing."""
        if not command.words or (command.opened_by(self.session.stage) and self.session.may_act()):
            return ""
        refused = self._closed(command.id)
        return reason(refused, self.session.game, self.session.team) if refused else ""

    def _closed(self, name: str, place: str = "") -> Refused | None:
        """The refusal of a command none of whose decisions is open; of a loan's place, of that loan."""
        session, command = self.session, BY_ID[name]
        if session.game.over or session.company.bankrupt:
            return session.refusal(EndStage(session.team))
        if command.opened_by(session.stage):
            return None
        words = (
            word for stage in session.game.calendar for word in sorted(stage.open) if command.takes(word)
        )
        kind, _, loan = place.partition(":")
        meant = f"borrow_{loan.partition(':')[0]}" if kind == "loan" else ""
        known = list(words)
        word = meant if meant in known else next(iter(known), name)
        return Refused(
            "stage.closed", decision=word, stage=session.stage.rule.id, quarter=session.stage.quarter
        )

    def step(self, name: str) -> None:
        """Take a step back or forward, or do what the teacher's switch unlocks."""
        session = self.session
        if name in TEACHERS and not session.teacher:
            self.refused.emit(Refused("teacher.needed"))
        elif name == "teacher":
            session.set_teacher(not session.teacher)
        elif name == "undo":
            session.undo()
        elif name == "redo":
            session.redo()
        elif name in ORGANISER_DIALOGS:
            self._open(ORGANISER_DIALOGS[name](session, self._page))
        else:
            session.go_back(name.removeprefix("back_"))

    def _end_stage(self) -> None:
        refused = self.session.refusal(EndStage(self.session.team))
        if refused is not None and refused.code != "meeting.waiting":
            self.session.note(EndStage(self.session.team), refused)
        if refused is None and (undone := left_undone(self.session)):
            self._open(LeavingDialog(self.session, undone, self._page))
        elif refused is None:
            self.session.do(EndStage(self.session.team))
        elif refused.code == "payment.short":
            self._open(ShortageDialog(self.session, self._page))
        elif refused.code == "meeting.waiting":
            self.page_wanted.emit("meeting")
        else:
            self.refused.emit(refused)

    def _open_notes(self) -> None:
        """The note pad stays open beside the table."""
        pads = self._page.findChildren(NotePad)
        pad = pads[0] if pads else NotePad(self.session, self._page)
        pad.show()
        pad.raise_()
        pad.activateWindow()

    def _open(self, dialog: QDialog) -> None:
        dialog.addAction(self._glossary)  # its key works while the dialog is in front
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.open()
