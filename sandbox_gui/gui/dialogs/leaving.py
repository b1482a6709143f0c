"""Closing a step with something undone that cannot be made good: asked once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from ...core.actions import EndStage
from ...text import t
from ..panels.style import px
from ..session import Session
from .base import LEAST_WIDTH, label


class LeavingDialog(QDialog):
    """Says what is left undone; the step is closed only when that is wanted."""

    def __init__(self, session: Session, undone: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(t("leaving.title"))
        layout = QVBoxLayout(self)
        layout.addStrut(px(LEAST_WIDTH))
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(label("section", t("leaving.title")))
        for name in undone:
            layout.addWidget(label("", t(f"leaving.{name}")))
        layout.addStretch(1)
        buttons = QDialogButtonBox()
        self.back = buttons.addButton(t("leaving.back"), QDialogButtonBox.ButtonRole.RejectRole)
        self.back.setProperty("role", "primary")
        self.back.setDefault(True)
        self.go_on = buttons.addButton(t("leaving.go_on"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.go_on.setAutoDefault(False)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)

    def accept(self) -> None:
        """Close the step all the same."""
        super().accept()
        self.session.do(EndStage(self.session.team))
