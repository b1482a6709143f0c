"""When the disk does not take what was done: it is said at once, kept, and can be tried again or moved."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ...core.refused import Refused
from ...storage.browse import new_folder
from ...text import sentence, t
from ..labels import label
from ..panels.style import px
from ..session import Session


class Elsewhere(QPushButton):
    """A button that asks for another folder; the game goes on in a new one inside it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.clicked.connect(self._ask)

    def _ask(self) -> None:
        dialog = QFileDialog(self, t("save.elsewhere"), str(Path.home()))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.save_in)
        dialog.open()

    def save_in(self, folder: str) -> None:
        """Go on in a new folder inside the one chosen."""
        self.session.move_to(new_folder(Path(folder), self.session.company.name))


class DiskTrouble(QFrame):
    """The strip over the table while something is not saved."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setProperty("role", "trouble")
        self.words = label("warning", wrap=True)
        self.again, self.elsewhere = QPushButton(), Elsewhere(session)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(10)
        row.addWidget(self.words, 1)
        row.addWidget(self.again)
        row.addWidget(self.elsewhere)
        self.again.clicked.connect(session.retry)
        self.hide()

    def show_refused(self, refused: Refused) -> None:
        """Say what the disk does not take, until it does."""
        self.words.setText(t("save.trouble", reason=sentence(refused)))
        self.again.setText(t("save.retry"))
        self.elsewhere.setText(t("save.elsewhere"))
        self.show()


class UnsavedDialog(QDialog):
    """Asks before something that is not saved is left: `left` where it is to be lost."""

    left = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.session = session
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(t("save.unsaved.title"))
        head, words = label("section"), label("", wrap=True)
        head.setText(t("save.unsaved.title"))
        words.setText(t("save.unsaved", count=session.unsaved))
        box = QVBoxLayout(self)
        box.addStrut(px(480))
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(12)
        box.addWidget(head)
        box.addWidget(words)
        box.addLayout(self._buttons())
        session.saved.connect(self.reject)

    def _buttons(self) -> QHBoxLayout:
        self.leave, self.again = QPushButton(t("save.leave")), QPushButton(t("save.retry"))
        self.elsewhere = Elsewhere(self.session)
        self.elsewhere.setText(t("save.elsewhere"))
        self.leave.setProperty("role", "danger")
        self.again.setProperty("role", "primary")
        self.again.setDefault(True)
        self.leave.clicked.connect(self._on_leave)
        self.again.clicked.connect(self.session.retry)
        row = QHBoxLayout()
        row.addWidget(self.leave)
        row.addStretch(1)
        row.addWidget(self.elsewhere)
        row.addWidget(self.again)
        return row

    def _on_leave(self) -> None:
        self.accept()
        self.left.emit()
