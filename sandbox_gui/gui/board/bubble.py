"""A sentence that stands beside the pointer: why something cannot be put there."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

SHOWN_FOR = 6000  # milliseconds
WIDEST = 320  # pixels, where a line of text is as high as at the usual scale
LINE = 20
AWAY = 18  # pixels between the pointer and the bubble


class Bubble(QFrame):
    """It goes by itself, at the next press or at Esc; it takes no focus and no clicks."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setProperty("role", "notice warning")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 8, 12, 8)
        self.label = QLabel()
        self.label.setWordWrap(True)
        box.addWidget(self.label)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_FOR)
        self._timer.timeout.connect(self.leave)
        self.hide()

    def say(self, words: str, at: QPoint) -> None:
        """Show a sentence beside a pixel of the widget that it stands over."""
        self.label.setText(words)
        self.ensurePolished()
        self.label.ensurePolished()
        margins = self.contentsMargins()
        sides = 24 + margins.left() + margins.right()
        natural = self.label.fontMetrics().horizontalAdvance(words) + sides + 4
        width = min(round(WIDEST * self.fontMetrics().height() / LINE), natural, self._over.width())
        layout = self.layout()
        height = layout.totalHeightForWidth(width) if layout else self.sizeHint().height()
        self.setGeometry(*self._corner(at, width, height), width, height)
        self.show()
        self.raise_()
        self._timer.start()

    def _corner(self, at: QPoint, width: int, height: int) -> tuple[int, int]:
        """Right below the pointer, or on its other side where there is no room."""
        x = at.x() + AWAY if at.x() + AWAY + width <= self._over.width() else at.x() - AWAY - width
        y = at.y() + AWAY if at.y() + AWAY + height <= self._over.height() else at.y() - AWAY - height
        return max(0, x), max(0, y)

    def leave(self) -> None:
        """Go away."""
        self._timer.stop()
        self.hide()
