"""How fast the window is, beside what bare Qt takes in the same run on the same machine.

Runs without a screen, on the software renderer: what is measured is Python, Qt and painting.
"""

from __future__ import annotations

import gc
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QMouseEvent
from PySide6.QtWidgets import (
    QApplication,
    QGraphicsRectItem,
    QGraphicsScene,
    QGraphicsView,
    QPushButton,
    QWidget,
)

from ..rivals import driver
from ..storage.games import GameSetup, Player
from .app import make_application
from .appearance import use_style
from .bench_game import TEAM, fullest_game
from .board.model import table_of
from .board.places import Table
from .board.view import BoardView
from .main_window import MainWindow
from .preferences import Preferences

WIDTH, HEIGHT = 1920, 1080
FRAME = 16.0  # milliseconds between two frames
BARE_TOKENS = 12  # in the air at once, for the bare view
PLACES = ("line:1", "line:37", "cash", "material:R2", "market:asian", "product:P5", "goods:P1", "pot:rent")

Seconds = float

clock = time.perf_counter if sys.platform == "win32" else time.process_time
"""Nothing here waits: processor time is what a quiet machine takes. Windows counts it too coarsely."""


def table_samples(most: int | None = None) -> dict[str, tuple[Seconds, ...]]:
    """How long frames and clicks take on the fullest table, at most `most` steps of it, and in bare Qt."""
    app = make_application()
    use_style()
    tables = [table_of(game, game.company(TEAM)) for game in fullest_game()][:most]
    view = BoardView()
    view.resize(WIDTH, HEIGHT)
    view.show()
    view.motion.lay(tables[0])
    app.processEvents()
    view.activateWindow()
    view.setFocus()
    samples = {"frame": tuple(_frames(view, tables)), "click": tuple(_clicks(view))}
    view.close()
    return samples | {"bare_frame": tuple(_bare_frames()), "bare_click": tuple(_bare_clicks())}


# A frame of the animation


def _frames(view: BoardView, tables: list[Table]) -> Iterator[Seconds]:
    """Every frame of what moves in the last year, the repainting included."""
    for table in tables[1:]:
        view.motion.prepare(table)
        QApplication.processEvents()
        at = FRAME
        while at < view.motion.length:
            start = clock()
            view.motion.seek(at)
            QApplication.processEvents()
            yield clock() - start
            at += FRAME
        view.motion.finish()


def _bare_frames() -> Iterator[Seconds]:
    """Plain rectangles that move over an empty view."""
    scene = QGraphicsScene(0, 0, WIDTH, HEIGHT)
    items = [QGraphicsRectItem(0, 80 * number, 60, 60) for number in range(BARE_TOKENS)]
    for item in items:
        item.setBrush(QBrush(QColor("#8A8F98")))
        scene.addItem(item)
    view = QGraphicsView(scene)
    view.resize(WIDTH, HEIGHT)
    view.show()
    QApplication.processEvents()
    for step in range(120):
        start = clock()
        for item in items:
            item.setX(60 + 12 * step)
        QApplication.processEvents()
        yield clock() - start
    view.close()


# A click


def _clicks(view: BoardView) -> Iterator[Seconds]:
    """A press on a place until the view has been painted with its effect."""
    names = [name for name in PLACES if name in view.board.items_by_id]
    for name in names * 6:
        yield _press(view.viewport(), QPointF(view.point_of(name)), name)


def _bare_clicks() -> Iterator[Seconds]:
    button = QPushButton("OK")
    button.resize(200, 60)
    button.show()
    QApplication.processEvents()
    for _ in range(48):
        yield _press(button, QPointF(40, 20))
    button.close()


LONGEST = 5.0  # seconds after which a click counts as without effect


def _press(widget: QWidget, at: QPointF, name: str = "a button") -> Seconds:
    """Press and release; the time until what the press changed has been painted."""
    painted = _Painted(widget)
    start, begun = clock(), time.perf_counter()
    _send(widget, QEvent.Type.MouseButtonPress, at)
    while not painted.seen and time.perf_counter() < begun + LONGEST:
        QApplication.processEvents()
    end = clock()
    if not painted.seen:
        raise RuntimeError(f"nothing was painted after a click on {name}")
    _send(widget, QEvent.Type.MouseButtonRelease, at)
    QApplication.processEvents()
    widget.removeEventFilter(painted)
    return end - start


def _send(widget: QWidget, kind: QEvent.Type, at: QPointF) -> None:
    there = QPointF(widget.mapToGlobal(at))
    button = Qt.MouseButton.LeftButton
    held = button if kind is QEvent.Type.MouseButtonPress else Qt.MouseButton.NoButton
    QApplication.sendEvent(widget, QMouseEvent(kind, at, there, button, held, Qt.KeyboardModifier.NoModifier))


class _Painted(QObject):
    """Notes when a widget is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.seen = False
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.seen = True
        return False


# Memory

PLAYERS = (Player("T1"), *(Player(f"T{n}", "steady") for n in (2, 3, 4)))


def growth(years: int) -> float:
    """By how many megabytes the process grows from the first sight of a new game to its end."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SANDBOX_SAVES"] = folder  # for the rest of this process
        window = MainWindow(Preferences(Path(folder) / "settings.ini"))
        window.resize(WIDTH, HEIGHT)
        window.show()
        window.begin(GameSetup("itmc", 7, years, PLAYERS))
        _settle()
        before = memory()
        _play(window)
        _settle()
        grown = memory() - before
        window.close_game()
        window.close()
    return grown


def _play(window: MainWindow) -> None:
    """Play to the end as a rival would, each decision shown on the board."""
    page, rival = window.game_page, driver.create("steady")
    while page and not page.session.game.over:
        window.show_page("board")
        driver.act(page.session.game, page.session.team, rival, page.session.do)
        _go_round()


def _go_round() -> None:
    """What the event loop does; one that is not running leaves what is to be deleted where it is."""
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _settle() -> None:
    _go_round()
    gc.collect()
    _go_round()


def memory() -> float:
    """What the process holds in memory, in megabytes; where the system does not say, the most it held."""
    table = Path("/proc/self/statm")
    if table.exists():
        return int(table.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    import resource  # not on Windows

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (2**20 if sys.platform == "darwin" else 2**10)
