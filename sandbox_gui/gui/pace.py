"""How fast things move on the table, and what the system asks for."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

PACES = {"slow": 450.0, "normal": 350.0, "fast": 250.0, "off": 0.0}
"""How long one move takes, in milliseconds."""


def system_pace() -> str:
    """The pace where none was chosen: off where the system is known to ask for less motion.

    Only Windows tells it through Qt; elsewhere the flag says nothing.
    """
    tells = QGuiApplication.platformName() == "windows"
    return "off" if tells and not QApplication.isEffectEnabled(Qt.UIEffect.UI_General) else "normal"
