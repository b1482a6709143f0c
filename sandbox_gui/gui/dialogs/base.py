"""What every decision's dialog shares: a heading, its body, what it costs, what remains, why not."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from ...core.actions import Action
from ...core.refused import Refused
from ...text import t
from ..choices import rehearse
from ..panels.folding import is_low
from ..panels.style import px
from ..room import BESIDE, BESIDE_LOW, Body
from ..session import Preview, Session
from ..words import money, short_reason, signed

LEAST_WIDTH = 520


def label(role: str = "", text: str = "") -> QLabel:
    """A wrapped label of a role of the style sheet."""
    made = QLabel(text)
    made.setProperty("role", role)
    made.setWordWrap(True)
    return made


class Summary(QFrame):
    """The strip under a decision: cash now, the change, cash after, and the sentence that stops it."""

    def __init__(self, low: bool = False) -> None:
        """In a `low` window, captions stand beside their figures."""
        super().__init__()
        self.setProperty("role", "summary")
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 8, 12, 8)
        grid.setHorizontalSpacing(8 if low else 24)
        grid.setVerticalSpacing(2)
        self.figures: dict[str, QLabel] = {}
        for number, name in enumerate(("now", "change", "after")):
            row, column = (0, 2 * number + 1) if low else (1, number)
            figure = QLabel()
            figure.setProperty("role", "figure")
            caption = QLabel(t(f"dialog.cash_{name}"))
            caption.setProperty("role", "faint")
            grid.addWidget(caption, 0, 2 * number if low else number, Qt.AlignmentFlag.AlignBottom)
            grid.addWidget(figure, row, column, Qt.AlignmentFlag.AlignBottom)
            grid.setColumnStretch(column, 1)
            self.figures[name] = figure
        self.notes = label("faint")
        self.trouble = label("warning")
        grid.addWidget(self.notes, 2, 0, 1, 6)
        grid.addWidget(self.trouble, 3, 0, 1, 6)

    def show_preview(self, preview: Preview, unit: str) -> None:
        """Show the cash before, the change and the cash after."""
        change = preview.cash_after - preview.cash_before
        self.figures["now"].setText(money(preview.cash_before, unit))
        self.figures["change"].setText(signed(change, unit))
        self.figures["after"].setText("—" if preview.refused else money(preview.cash_after, unit))

    def say(self, notes: Sequence[str], trouble: str) -> None:
        """Show remarks and the sentence that stops the decision, if any."""
        self.notes.setText("\n".join(notes))
        self.notes.setVisible(bool(notes))
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))


class DecisionDialog(QDialog):
    """A decision: subclasses fill `body`, answer `actions`, and call `update_summary` when they change.

    Closing it with OK carries the actions out one by one through the session.
    """

    def __init__(self, session: Session, parent: QWidget | None, command: str) -> None:
        super().__init__(parent)
        self.session = session
        self.command = command
        self.unit = session.ruleset.unit
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(t(f"command.{command}"))
        layout = QVBoxLayout(self)
        layout.addStrut(px(LEAST_WIDTH))  # a minimum width of the dialog would switch the layout's own off
        low = is_low(parent)
        layout.setContentsMargins(24, 10 if low else 20, 24, 10 if low else 16)
        layout.setSpacing(6 if low else 12)
        head, tip = label("section", t(f"command.{command}")), label("faint", t(f"command.{command}.tip"))
        head.setToolTip(tip.text())
        layout.addWidget(head)
        if not low:
            layout.addWidget(tip)
        inner = QWidget()
        self.body = QVBoxLayout(inner)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(12)
        layout.addWidget(Body(inner, BESIDE_LOW if low else BESIDE), 1)
        self.summary = Summary(low)
        layout.addWidget(self.summary)
        self.buttons = self._make_buttons()
        layout.addWidget(self.buttons)

    def _make_buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        self.ok = buttons.addButton(t("dialog.ok"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.ok.setProperty("role", "primary")
        self.ok.setDefault(True)
        self.cancel = buttons.addButton(t("dialog.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons

    def event(self, event: QEvent) -> bool:
        """Grow with what the dialog has to say."""
        done = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show) and (layout := self.layout()):
            needed = layout.totalHeightForWidth(self.width())
            if needed > self.height():
                self.resize(self.width(), needed)
        return done

    @property
    def team(self) -> int:
        """The company that the decision is about."""
        return self.session.team

    def actions_wanted(self) -> list[Action]:
        """The actions that OK would take now; refused where a field does not hold a number."""
        raise NotImplementedError

    def outcome(self, wanted: Sequence[Action]) -> Preview:
        """What these actions come to, for the summary."""
        return rehearse(self.session, wanted, self.team)

    def remarks(self) -> list[str]:
        """What else the person should know about the present choice."""
        return []

    def why_not(self, refused: Refused) -> str:
        """The sentence for a refusal; beside a row it is enough to say when a decision opens."""
        return short_reason(refused, self.session.game, self.session.team)

    def update_summary(self) -> None:
        """Show what the present choice would do; OK is offered only where it would be accepted."""
        cash = self.session.game.company(self.team).cash
        preview, notes = Preview(cash, cash, None), []
        wanted: list[Action] = []
        try:
            wanted = self.actions_wanted()
            preview = self.outcome(wanted)
            notes = self.remarks() if wanted else []
        except Refused as refused:
            preview = Preview(cash, cash, refused)
        nothing = not wanted or (preview.refused is not None and preview.refused.code == "amount.nothing")
        if nothing and (preview.refused is None or preview.refused.code == "amount.nothing"):
            preview, notes = Preview(cash, cash, None), [t("dialog.nothing_chosen")]
        self.summary.show_preview(preview, self.unit)
        self.summary.say(notes, self.why_not(preview.refused) if preview.refused else "")
        self.ok.setEnabled(not nothing and preview.refused is None)

    def accept(self) -> None:
        """Take the actions in turn; the dialog stays open where one is refused after all."""
        if not self.ok.isEnabled():
            return
        for action in self.actions_wanted():
            if not self.session.do(action):
                self.update_summary()
                return
        super().accept()
