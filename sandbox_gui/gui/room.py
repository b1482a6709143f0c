"""Room for what may be larger than the window: bodies of dialogs that scroll, tabs that become icons."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QAction, QFont, QFontMetrics, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QToolButton, QWidget

from .panels.folding import FoldingGrid
from .panels.style import px

BESIDE = 310
"""What a dialog needs beside its body, in pixels at the usual size: heading, summary, buttons, frame."""
BESIDE_LOW = 196
"""What it needs there in a low window."""
PLAIN = 200
"""What a dialog without a summary needs."""


class Body(QScrollArea):
    """The middle of a dialog: as high as it needs to be, or as the window allows; then it scrolls."""

    def __init__(self, inner: QWidget, beside: int = BESIDE) -> None:
        super().__init__()
        self._inner, self._beside = inner, beside
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it follows the keyboard from field to field
        self.setWidgetResizable(True)
        self.setWidget(inner)

    def _needed(self) -> int:
        inner = self._inner
        width = max(self.viewport().width(), inner.minimumSizeHint().width())
        if inner.hasHeightForWidth():
            return inner.heightForWidth(width)
        return inner.minimumSizeHint().height()

    def _most(self) -> QSize:
        """What the window that the dialog belongs to leaves for its body."""
        owner = self.window().parentWidget()
        room = owner.window().size() if owner else self.screen().availableGeometry().size()
        return QSize(max(px(200), room.width() - px(60)), max(px(90), room.height() - px(self._beside)))

    def sizeHint(self) -> QSize:
        width, most = self._width(), self._most()
        across = self.horizontalScrollBar().sizeHint().height() if width > most.width() else 0
        return QSize(width, self._needed() + across).boundedTo(most)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _width(self) -> int:
        """Room for a scroll bar is kept, so that words do not wrap anew when it comes."""
        return self._inner.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()

    def fit(self) -> None:
        """Fold the tables that are wider than what the window leaves."""
        room = self._most().width() - self.verticalScrollBar().sizeHint().width()
        for table in self._inner.findChildren(FoldingGrid):
            table.fit(room)

    def showEvent(self, event: QShowEvent) -> None:
        self.fit()
        super().showEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit()
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


def fitting(size: tuple[int, int], owner: QWidget | None) -> QSize:
    """A size at the usual scale as large as it comes out, but no larger than the owner's window."""
    wanted = QSize(px(size[0]), px(size[1]))
    return wanted.boundedTo(owner.window().size()) if owner else wanted


class TabRow(QWidget):
    """The buttons of pages side by side; where they do not fit into a bar, their icons alone.

    Its bar says by its own width what there is room for, so that others get what icons leave.
    """

    def __init__(self, actions: Iterable[QAction]) -> None:
        super().__init__()
        self.tabs: list[QToolButton] = []
        self._wide = True
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for action in actions:
            tab = QToolButton()
            tab.setProperty("role", "page")
            tab.setDefaultAction(action)
            tab.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(tab)
            self.tabs.append(tab)

    def _widths(self) -> list[int]:
        """What each tab needs with its words, written bold when its page is shown."""
        font = QFont(self.font())
        font.setBold(True)
        metrics = QFontMetrics(font)
        icon = self.tabs[0].iconSize().width()
        return [metrics.horizontalAdvance(tab.text().replace("&", "")) + icon + px(28) for tab in self.tabs]

    def sizeHint(self) -> QSize:
        wide = QSize(sum(self._widths()), self.tabs[0].sizeHint().height())
        return wide if self._wide else self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        one = self.tabs[0].iconSize().width() + px(32)
        return QSize(one * len(self.tabs), self.tabs[0].sizeHint().height())

    def fit(self, bar: QWidget) -> None:
        """Show words or icons, whichever fit beside what else lies in a bar."""
        layout = bar.layout()
        others = layout.minimumSize().width() - self.minimumSizeHint().width() if layout else 0
        wide = bar.width() - others >= sum(self._widths())
        styles = Qt.ToolButtonStyle
        for tab in self.tabs:
            tab.setToolButtonStyle(styles.ToolButtonTextBesideIcon if wide else styles.ToolButtonIconOnly)
        if wide != self._wide:
            self._wide = wide
            self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LanguageChange) and self.tabs:
            self.updateGeometry()


class Bar(QFrame):
    """The bar over a page; its tabs become icons where the words have no room."""

    def __init__(self, tabs: TabRow) -> None:
        super().__init__()
        self.setProperty("role", "bar")
        self._tabs = tabs

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._tabs.fit(self)
        return done
