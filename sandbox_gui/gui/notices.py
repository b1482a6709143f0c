"""Short notices over the lower edge of the window: why something was refused, what others did."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from ..text import t
from .panels.style import px

SHOWN_FOR = 6000  # milliseconds
MOST = 3


class Notice(QFrame):
    """One sentence; it goes by itself, or at a click on its cross."""

    gone = Signal()

    def __init__(self, parent: QWidget, words: str, kind: str) -> None:
        super().__init__(parent)
        self.setProperty("role", f"notice {kind}")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 8, 8)
        self.label = QLabel(words)
        self.label.setWordWrap(True)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        close = QToolButton()
        close.setText("×")
        close.setAutoRaise(True)
        close.setAccessibleName(t("notice.close"))
        close.clicked.connect(self.leave)
        row.addWidget(self.label, 1)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.leave)
        self._timer.start(SHOWN_FOR)

    def height_for(self, width: int) -> int:
        """The height that the sentence needs at a width."""
        self.ensurePolished()
        self.label.ensurePolished()
        layout = self.layout()
        return layout.totalHeightForWidth(width) if layout else self.sizeHint().height()

    def leave(self) -> None:
        """Go away."""
        self._timer.stop()
        self.hide()
        self.gone.emit()
        self.deleteLater()


class Notices(QWidget):
    """The pile of notices over a window; it takes no room and no focus."""

    WIDTH = 560
    """In pixels at the usual size of text."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._pile = QVBoxLayout(self)
        self._pile.setContentsMargins(0, 0, 0, 0)
        self._pile.setSpacing(8)
        over.installEventFilter(self)
        self.hide()

    def say(self, words: str, kind: str = "info") -> None:
        """Show a sentence of kind ``info``, ``good`` or ``warning``; the oldest of too many goes."""
        shown = [notice for notice in self._notices() if notice.label.text() != words]
        for notice in self._notices():
            if notice not in shown:
                notice.leave()
        for notice in shown[: max(0, len(shown) - MOST + 1)]:
            notice.leave()
        notice = Notice(self, words, kind)
        notice.gone.connect(self._place)
        self._pile.addWidget(notice)
        notice.show()
        self.show()
        self.raise_()
        self._place()

    def clear(self) -> None:
        """Take all sentences away."""
        for notice in self._notices():
            notice.leave()

    def texts(self) -> list[str]:
        """The sentences now shown, oldest first."""
        return [notice.label.text() for notice in self._notices()]

    def _notices(self) -> list[Notice]:
        return [one for one in self.findChildren(Notice) if not one.isHidden()]

    def _place(self) -> None:
        if not self._notices():
            self.hide()
            return
        width = min(px(self.WIDTH), self._over.width() - 32)
        heights = [notice.height_for(width) for notice in self._notices()]
        height = sum(heights) + self._pile.spacing() * (len(heights) - 1)
        self.setGeometry((self._over.width() - width) // 2, self._over.height() - height - 40, width, height)

    def event(self, event: QEvent) -> bool:
        """Take the room that the sentences need when they grow, as with larger text."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return done

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)
