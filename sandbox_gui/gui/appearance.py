"""How the whole application looks and speaks: fonts, palette, style sheet, Qt's own words."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from ..resources import asset
from ..text import set_language
from .panels.style import stylesheet, text_size
from .theme import FONT_FAMILY, LIGHT, Theme, palette

TEXT_SIZE, PROJECTED_SIZE = 14, 17
"""Running text in pixels, at a desk and on a projector."""


class _Qt:
    translator: QTranslator | None = None
    theme: Theme = LIGHT


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
    use_text_size(projected=False)


def use_text_size(projected: bool) -> None:
    """Write at a desk's size, or one step larger; the theme has to be put on again after it."""
    font = QFont(FONT_FAMILY)
    font.setPixelSize(PROJECTED_SIZE if projected else TEXT_SIZE)
    application().setFont(font)


def use_language(name: str) -> None:
    """Speak a language, Qt's own dialogs too (in English they need no translation)."""
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


def use_theme(theme: Theme) -> None:
    """Put on a theme: palette, and the style sheet of pages, panels and dialogs."""
    _Qt.theme = theme
    app = application()
    app.setPalette(palette(theme))
    app.setStyleSheet(stylesheet(theme) + _shell(theme))


def theme_worn() -> Theme:
    """The theme that was put on last, for what paints itself and lives shorter than a theme."""
    return _Qt.theme


def _shell(theme: Theme) -> str:
    """The roles that only the window's shell and the decision dialogs use."""
    size = text_size()
    small = size - 2
    return f"""
    QToolTip {{ color: {theme.ink}; background: {theme.card}; border: 1px solid {theme.outline};
        padding: 4px; }}
    QLabel[role="hero"] {{ font-size: {round(size * 2.4)}px; font-weight: bold; }}
    QLabel[role="small"] {{ font-size: {small}px; color: {theme.faint}; }}
    QPushButton {{ background: {theme.card}; border: 1px solid {theme.outline}; border-radius: 6px;
        padding: 6px 16px; min-height: 20px; }}
    QPushButton:hover {{ border-color: {theme.accent}; }}
    QPushButton:focus {{ border-color: {theme.ink}; }}
    QPushButton:disabled {{ color: {theme.faint}; background: transparent; }}
    QCheckBox, QRadioButton {{ spacing: 8px; }}
    QCheckBox:disabled, QRadioButton:disabled {{ color: {theme.faint}; }}
    QCheckBox::indicator, QRadioButton::indicator {{ width: 14px; height: 14px; background: {theme.card};
        border: 1px solid {theme.faint}; border-radius: 3px; }}
    QRadioButton::indicator {{ border-radius: 8px; }}
    QCheckBox::indicator:checked {{ background: {theme.accent}; border-color: {theme.accent};
        image: url({asset("icons", f"check_{theme.name}.svg").as_posix()}); }}
    QRadioButton::indicator:checked {{ width: 6px; height: 6px; border: 5px solid {theme.accent}; }}
    QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{ background: transparent;
        border-color: {theme.outline}; }}
    QCheckBox:focus, QRadioButton:focus {{ text-decoration: underline; }}
    QFrame[role="summary"] {{ border-top: 1px solid {theme.outline}; }}
    QFrame[role="side"] {{ background: {theme.card}; border: 0; border-left: 1px solid {theme.outline}; }}
    QFrame[role="foot"] {{ border: 0; border-top: 1px solid {theme.outline}; }}
    QFrame[role="bar"] {{ background: {theme.card}; border: 0; border-bottom: 1px solid {theme.outline}; }}
    QLabel[role="chip now"] {{ background: {theme.accent}; color: {theme.card}; font-weight: bold;
        border-radius: 4px; padding: 3px 0; font-size: {small}px; }}
    QLabel[role="chip past"] {{ background: {theme.outline}; color: {theme.ink}; border-radius: 4px;
        padding: 3px 0; font-size: {small}px; }}
    QLabel[role="chip ahead"] {{ border: 1px solid {theme.outline}; color: {theme.faint}; border-radius: 4px;
        padding: 2px 0; font-size: {small}px; }}
    QLabel[role="step now"] {{ font-weight: bold; padding: 4px 0; }}
    QLabel[role="step past"], QLabel[role="step ahead"] {{ color: {theme.faint}; padding: 2px 0; }}
    QPushButton[role="decision"] {{ text-align: left; padding: 4px 8px; border-radius: 6px;
        background: {theme.paper}; border: 1px solid {theme.outline}; min-height: 20px; }}
    QPushButton[role="decision"]:hover {{ border-color: {theme.accent}; }}
    QPushButton[role="decision"]:focus {{ border: 2px solid {theme.accent}; padding: 3px 7px; }}
    QPushButton[role="primary"] {{ background: {theme.accent}; color: {theme.card}; font-weight: bold;
        border: 1px solid {theme.accent}; border-radius: 6px; padding: 6px 18px; }}
    QPushButton[role="primary"]:hover, QPushButton[role="primary"]:focus {{ border-color: {theme.ink}; }}
    QPushButton[role="primary"]:disabled {{ background: transparent; color: {theme.faint};
        border-color: {theme.outline}; }}
    QPushButton[role="danger"] {{ color: {theme.warning}; border: 1px solid {theme.warning};
        border-radius: 6px; padding: 6px 14px; background: transparent; }}
    QPushButton[role="danger"]:disabled {{ color: {theme.faint}; border-color: {theme.outline}; }}
    QPushButton[role="game"] {{ text-align: left; padding: 10px 14px; border-radius: 8px;
        background: {theme.card}; border: 1px solid {theme.outline}; }}
    QPushButton[role="game"]:hover {{ border-color: {theme.accent}; }}
    QPushButton[role="game"]:focus {{ border: 2px solid {theme.accent}; padding: 9px 13px; }}
    QToolButton[role="page"] {{ padding: 6px 14px; border: 0; border-bottom: 3px solid transparent; }}
    QToolButton[role="page"]:hover {{ background: {theme.paper}; }}
    QToolButton[role="page"]:checked {{ border-bottom-color: {theme.accent}; font-weight: bold; }}
    QToolButton[role="page"]:focus {{ background: {theme.paper}; border-bottom-color: {theme.faint}; }}
    QToolButton[role="switch"] {{ padding: 4px 10px; border: 1px solid {theme.outline}; border-radius: 6px; }}
    QToolButton[role="switch"]:checked {{ background: {theme.accent}; color: {theme.card};
        border-color: {theme.accent}; }}
    QToolButton[role="switch"]:focus {{ border-color: {theme.ink}; }}
    QFrame[role^="notice"] {{ background: {theme.bar}; border-radius: 8px;
        border: 1px solid {theme.outline}; }}
    QFrame[role^="notice"] QLabel, QFrame[role^="notice"] QToolButton {{ color: {theme.bar_ink}; }}
    QFrame[role="notice warning"] {{ border-left: 6px solid {theme.warning}; }}
    QFrame[role="notice good"] {{ border-left: 6px solid {theme.good}; }}
    """
