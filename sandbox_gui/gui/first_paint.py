"""A window that says ``painted`` once it has, and closes: `bench` starts it to time the way there.

``python -m sandbox_gui.gui.first_paint window`` is the program's own, with ``bare`` a plain Qt window.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

SIZE = (1280, 720)


class FirstPaint(QObject):
    """Watches a window up to the end of its first paint."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._on_painted)  # when what lies in the window is painted as well
        return False

    def _on_painted(self) -> None:
        print("painted", flush=True)
        QApplication.exit()


def bare(watch: FirstPaint) -> int:
    """A window with nothing in it."""
    app = QApplication([])
    window = QMainWindow()
    window.resize(*SIZE)
    window.installEventFilter(watch)
    window.show()
    return app.exec()


def main() -> int:
    """Open the window that the command line names; the exit status."""
    watch = FirstPaint()
    if sys.argv[1:] == ["bare"]:
        return bare(watch)
    from .app import run

    return run(watch=watch)


if __name__ == "__main__":
    sys.exit(main())
