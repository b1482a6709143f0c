"""Starting the window: the application, its log, and what happens to an error nobody foresaw."""

from __future__ import annotations

import gc
import logging
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from ..text import t
from .appearance import style_used, use_fonts, use_style
from .preferences import Preferences

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox

LOG_BYTES = 512 * 1024


def log_path() -> Path:
    """The log file, in the user's folder of logs."""
    import platformdirs  # most windows have nothing to log

    return platformdirs.user_log_path("sandbox-gui", appauthor=False) / "sandbox-gui.log"


def open_log(path: Path) -> logging.Handler:
    """What writes to a log file; where the disk does not take it, to the terminal."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > LOG_BYTES:
            path.replace(path.with_name(f"{path.name}.1"))
        return logging.FileHandler(path, encoding="utf-8", delay=True)
    except OSError:
        return logging.StreamHandler()


class Log(logging.Handler):
    """Keeps warnings and errors in the log file, which is looked for when there is the first."""

    def __init__(self) -> None:
        super().__init__()
        self._to: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        if self._to is None:
            self._to = open_log(log_path())
            self._to.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        self._to.handle(record)

    def close(self) -> None:
        if self._to is not None:
            self._to.close()
        super().close()


class Unforeseen(QObject):
    """What happens to an exception that reached nobody: it is logged, and a person is told once."""

    raised = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.box: QMessageBox | None = None
        # A worker's exception arrives on its own thread; the message must be shown on the window's.
        self.raised.connect(self.show_message, Qt.ConnectionType.QueuedConnection)

    def hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """`sys.excepthook` while the window runs."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        details = "".join(traceback.format_exception(kind, error, trace))
        logging.getLogger(__name__).error("unforeseen error\n%s", details)
        print(details, file=sys.stderr)
        self.raised.emit(details)

    def show_message(self, details: str) -> None:
        """Say that something went wrong, that the game is saved, and where the details lie."""
        if self.box is not None:
            return
        from PySide6.QtWidgets import QMessageBox

        self.box = QMessageBox(
            QMessageBox.Icon.Warning, t("error.title"), t("error.text", log=str(log_path()))
        )
        self.box.setDetailedText(details)
        self.box.finished.connect(self._on_finished)
        self.box.open()

    def _on_finished(self, _result: int) -> None:
        if self.box is not None:
            self.box.deleteLater()
        self.box = None


class Afterwards(QObject):
    """Does what a window's first picture does not need, `more` at last, as soon as that has been seen."""

    def __init__(self, window: QObject, more: Callable[[], None]) -> None:
        super().__init__(window)
        self._more = more
        self._later = QTimer(self)  # dies with the window
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._on_seen)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            self._later.start(0)
        return False

    def _on_seen(self) -> None:
        if not style_used():
            use_style()
        self._more()
        gc.enable()


def make_application() -> QApplication:
    """The application with the shipped font, and the style that the house's rests on."""
    app = QApplication([*sys.argv[:1], "-style", "Fusion"])  # by setStyle Python has to know all styles
    app.setApplicationName("sandbox-gui")
    use_fonts()
    return app


def run(language: str | None = None, watch: QObject | None = None) -> int:
    """Open the window and stay until it is closed; the exit status. `watch` sees the window's events."""
    gc.disable()  # all that a start makes stays: to look for rubbish in it takes a twentieth of the time
    from .main_window import MainWindow

    app = make_application()
    logging.getLogger("sandbox_gui").addHandler(Log())
    unforeseen = Unforeseen()
    sys.excepthook = unforeseen.hook
    preferences = Preferences()
    if language:
        preferences.language = language
    window = MainWindow(preferences, apart=True, late=True)
    Afterwards(window, window.start_page.look_for_games)
    if watch:
        window.installEventFilter(watch)
    window.show()
    try:
        return app.exec()
    finally:
        gc.enable()
        sys.excepthook = sys.__excepthook__
