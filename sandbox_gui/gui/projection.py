"""The second screen: a window without controls that shows the class the ranking, the meeting or a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QRect, Qt, Signal
from PySide6.QtGui import QCloseEvent, QIcon, QKeyEvent, QMouseEvent, QPainter, QResizeEvent, QScreen
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QFrame,
    QGraphicsProxyWidget,
    QGraphicsScene,
    QGraphicsView,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ..resources import asset
from ..text import t
from .board.view import BoardView
from .labels import label
from .panels.page import Page
from .panels.projected import ProjectedMeeting
from .panels.ranking import RankingPage
from .panels.style import px
from .pointer import Pointer, SpotLight
from .theme import Theme

if TYPE_CHECKING:
    from .session import Session

VIEWS = ("table", "meeting", "ranking")


class Enlarged(QGraphicsView):
    """A page as large as its room allows: laid out small and magnified, to be looked at only."""

    WIDTHS = (1000, 1150, 1300, 1500, 1750)
    """In pixels at the usual size; the first in which all can be seen: nobody scrolls here."""
    CALM = (640, 760, 880)
    """Those tried before for a page with little on it."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self._proxy = QGraphicsProxyWidget()
        self._proxy.setWidget(page)
        scene = QGraphicsScene(self)
        scene.addItem(self._proxy)
        self.setScene(scene)
        self.setInteractive(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Lay the page out for the room there is now."""
        for width in (*(self.CALM if self.page.calm else ()), *self.WIDTHS):
            self._lay_out(px(width))
            if not _overflows(self.page):
                break

    def _lay_out(self, width: int) -> None:
        needed = self.page.minimumSizeHint().expandedTo(self.page.minimumSize())
        share = min(self.width() / max(width, needed.width()), self.height() / max(1, needed.height()))
        self.resetTransform()
        self.scale(share, share)
        size = self.width() / share, self.height() / share
        self._proxy.resize(*size)
        self.setSceneRect(0, 0, *size)
        # Scroll bars learn what lies within them by posted events; `fit` looks at them now.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)

    def wheelEvent(self, event: object) -> None:
        """Nothing here can be scrolled away."""


def _overflows(page: QWidget) -> bool:
    """Whether some part of a page would have to be scrolled."""
    areas = (area for area in page.findChildren(QAbstractScrollArea) if area.isVisible())
    bars = (bar for area in areas for bar in (area.verticalScrollBar(), area.horizontalScrollBar()))
    return any(bar.maximum() > 0 for bar in bars)


class Projection(QWidget):
    """The window for the class. It follows the session by itself; the first window says which view."""

    closed = Signal()

    def __init__(self, session: Session, theme: Theme, pointer: Pointer) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)  # the keys stay with the first window
        self.session = session
        self.view = "ranking"
        self.board = BoardView(theme=theme)
        self.board.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.board.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.light = SpotLight(self.board, pointer)
        self.pages = {
            "meeting": Enlarged(ProjectedMeeting(session)),
            "ranking": Enlarged(RankingPage(session, projected=True)),
        }
        self.cover = label("title")
        self.cover.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        for part in (self.board, *self.pages.values(), self.cover):
            self._stack.addWidget(part)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._stack)
        self.setWindowIcon(QIcon(str(asset("icons", "logo.svg"))))
        session.settled.connect(self.refresh)
        session.seat_changed.connect(self.refresh)
        self.set_theme(theme)
        self.retranslate()
        self.resize(px(1280), px(720))

    def show_view(self, name: str) -> None:
        """Show ``table`` (of whoever sits at it), ``meeting`` or ``ranking``."""
        self.view = name
        self.refresh()

    def refresh(self) -> None:
        """Show the game as it stands; a table behind the curtain stays covered here too."""
        if self.view != "table":
            self._stack.setCurrentWidget(self.pages[self.view])
            self.pages[self.view].fit()
        elif self.session.curtained:
            self._stack.setCurrentWidget(self.cover)
        else:
            self.board.show_company(self.session.game, self.session.company)
            self._stack.setCurrentWidget(self.board)

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of a theme, and the size of text that goes with them."""
        self.board.set_theme(theme)
        for enlarged in self.pages.values():
            enlarged.page.set_theme(theme)
            enlarged.fit()

    def retranslate(self) -> None:
        """Set all words in the language now spoken."""
        self.setWindowTitle(t("projection.title", app=t("app.name")))
        self.cover.setText(t("projection.covered"))
        self.board.retranslate()
        for enlarged in self.pages.values():
            enlarged.page.retranslate()
        self.refresh()

    def place_beside(self, window: QWidget) -> None:
        """Fill another screen than a window's, where there is one; else stay a window that can be moved."""
        screen = other_screen(window.screen(), window.screen().virtualSiblings())
        if screen is None:
            self.show()
            return
        self.setGeometry(screen)
        self.showFullScreen()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F11 or (event.key() == Qt.Key.Key_Escape and self.isFullScreen()):
            self.fill_or_leave()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.fill_or_leave()

    def fill_or_leave(self) -> None:
        """Fill the screen, or be a window again that can be moved to another one."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()


def other_screen(mine: QScreen, screens: list[QScreen]) -> QRect | None:
    """The place of the first screen that is not mine, or None."""
    return next((screen.geometry() for screen in screens if screen is not mine), None)
