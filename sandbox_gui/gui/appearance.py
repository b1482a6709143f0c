"""How the whole application looks and speaks: fonts, size, palette, style sheet, Qt's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLibraryInfo, Qt, QTranslator
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QStyleHints
from PySide6.QtWidgets import QApplication

from ..resources import asset
from ..text import set_language
from .panels.style import BASE_SIZE
from .stylesheet import stylesheet
from .theme import FOLLOW, FONT_FAMILY, LIGHT, Theme, chosen_theme, palette

if TYPE_CHECKING:
    from .house_style import HouseStyle


class _Qt:
    translator: QTranslator | None = None
    theme: Theme = LIGHT
    style: HouseStyle | None = None
    percent = 100


def application() -> QApplication:
    """The application, which must have been made."""
    found = QApplication.instance()
    if not isinstance(found, QApplication):
        raise RuntimeError("no QApplication")
    return found


def use_fonts() -> None:
    """Register the shipped font and write everything in it."""
    for path in sorted(asset("fonts").glob("*.otf")):
        QFontDatabase.addApplicationFont(str(path))
    _set_font(100)


def _set_font(percent: int) -> None:
    font = QFont(FONT_FAMILY)
    font.setPixelSize(round(BASE_SIZE * percent / 100))
    application().setFont(font)


def use_style() -> None:
    """Draw widgets in the style of the house; at the usual size nothing looks otherwise than in Fusion."""
    from .house_style import HouseStyle  # a first picture at that size does not wait for it

    _Qt.style = HouseStyle(_Qt.percent / 100)
    application().setStyle(_Qt.style)


def style_used() -> bool:
    """Whether widgets are drawn in the style of the house."""
    return _Qt.style is not None


def use_scale(percent: int) -> None:
    """Show text and all that goes with it so large; the theme has to be put on again after it."""
    _set_font(percent)
    _Qt.percent = percent
    if _Qt.style is not None:
        _Qt.style.scale = percent / 100
    elif percent != 100:
        use_style()


def use_language(name: str) -> None:
    """Speak a language, Qt's own dialogs too (in English they need no translation).

    Every window is told by an event that the language has changed.
    """
    set_language(name)
    app = application()
    if _Qt.translator is not None:
        app.removeTranslator(_Qt.translator)
        _Qt.translator = None
    if name == "zh":
        translator = QTranslator(app)
        if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            app.installTranslator(translator)
            _Qt.translator = translator
    for window in app.topLevelWidgets():  # Qt tells them too, but only where it has a translation
        app.postEvent(window, QEvent(QEvent.Type.LanguageChange))


def use_theme(theme: Theme) -> None:
    """Put on a theme: palette, and the style sheet of pages, panels and dialogs."""
    _Qt.theme = theme
    app = application()
    app.setPalette(palette(theme))
    app.setStyleSheet(stylesheet(theme))


def theme_worn() -> Theme:
    """The theme that was put on last, for what paints itself and lives shorter than a theme."""
    return _Qt.theme


def theme_for(choice: str) -> Theme:
    """The theme that a choice means here and now; window frames are asked to go with it."""
    hints = QGuiApplication.styleHints()
    if choice == FOLLOW:
        hints.unsetColorScheme()
    theme = chosen_theme(choice, hints.colorScheme() == Qt.ColorScheme.Dark, _wants_contrast(hints))
    if choice != FOLLOW:
        hints.setColorScheme(Qt.ColorScheme.Dark if theme.dark else Qt.ColorScheme.Light)
    return theme


def _wants_contrast(hints: QStyleHints) -> bool:
    """Whether the system asks for high contrast; Qt tells it from 6.10 on."""
    if not hasattr(hints, "accessibility"):
        return False
    return hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
