"""Starting the window: the application, its log, and what happens to an error nobody foresaw."""

from __future__ import annotations

import logging
import sys
import traceback
from pathlib import Path
from types import TracebackType

import platformdirs
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QMessageBox

from ..text import t
from .appearance import use_fonts, use_style
from .main_window import MainWindow
from .preferences import Preferences

LOG_BYTES = 512 * 1024


def log_path() -> Path:
    """The log file, in the user's folder of logs."""
    return platformdirs.user_log_path("sandbox-gui", appauthor=False) / "sandbox-gui.log"


def keep_log(path: Path) -> None:
    """Write warnings and errors to a file; where the disk does not take it, to the terminal."""
    root = logging.getLogger("sandbox_gui")
    handler: logging.Handler
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > LOG_BYTES:
            path.replace(path.with_name(f"{path.name}.1"))
        handler = logging.FileHandler(path, encoding="utf-8", delay=True)
    except OSError:
        handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root.addHandler(handler)


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


def make_application() -> QApplication:
    """The application in the style of the house, with the shipped font."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("sandbox-gui")
    use_style()
    use_fonts()
    return app


def run(language: str | None = None, watch: QObject | None = None) -> int:
    """Open the window and stay until it is closed; the exit status. `watch` sees the window's events."""
    app = make_application()
    keep_log(log_path())
    unforeseen = Unforeseen()
    sys.excepthook = unforeseen.hook
    preferences = Preferences()
    if language:
        preferences.language = language
    window = MainWindow(preferences, apart=True)
    if watch:
        window.installEventFilter(watch)
    window.show()
    try:
        return app.exec()
    finally:
        sys.excepthook = sys.__excepthook__
