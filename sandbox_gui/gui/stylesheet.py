"""The style sheet of windows, pages and dialogs; widgets choose their look by the property ``role``."""

from __future__ import annotations

from ..resources import asset
from .panels.style import PADDING, TIGHT, px, text_size
from .theme import Theme


def stylesheet(theme: Theme) -> str:
    """The whole sheet, for a theme and the present size of text."""
    return "".join(
        part(theme) for part in (_words, _buttons, _fields, _choices, _frames, _side, _tables, _floating)
    )


def _ring(theme: Theme, vertical: float, horizontal: float) -> str:
    """The border of what has the keyboard: twice as wide, within the same box."""
    return f"border: 2px solid {theme.focus}; padding: {px(vertical) - 1}px {px(horizontal) - 1}px"


def _words(theme: Theme) -> str:
    """Sizes of text. Widgets under a style sheet do not follow the application's font: the sheet says it."""
    size = text_size()
    large = f"font-size: {round(size * 1.6)}px; font-weight: bold"
    return f"""
    QWidget {{ font-size: {size}px; }}
    QLabel[role="title"] {{ {large}; color: {theme.ink}; }}
    QLabel[role="section"] {{ font-size: {round(size * 1.15)}px; font-weight: bold; color: {theme.ink}; }}
    QLabel[role="hero"] {{ font-size: {round(size * 2.4)}px; font-weight: bold; }}
    QLabel[role="faint"] {{ color: {theme.faint}; }}
    QLabel[role="small"] {{ font-size: {px(12)}px; color: {theme.faint}; }}
    QLabel[role="warning"] {{ color: {theme.warning}; }}
    QLabel[role="figure"] {{ {large}; color: {theme.ink}; }}
    QLabel[role="bad figure"] {{ {large}; color: {theme.warning}; }}
    """


def _buttons(theme: Theme) -> str:
    edge = f"border: 1px solid {theme.outline}"
    return f"""
    QPushButton {{ background: {theme.card}; {edge}; border-radius: {px(6)}px;
        padding: {px(6)}px {px(16)}px; min-height: {px(20)}px; }}
    QPushButton:hover {{ border-color: {theme.accent}; }}
    QPushButton:focus {{ {_ring(theme, 6, 16)}; }}
    QPushButton:disabled {{ color: {theme.faint}; background: transparent; border-style: dashed; }}
    QPushButton[role="primary"] {{ background: {theme.accent}; color: {theme.card}; font-weight: bold;
        border: 1px solid {theme.accent}; padding: {px(6)}px {px(18)}px; }}
    QPushButton[role="primary"]:hover {{ border-color: {theme.ink}; }}
    QPushButton[role="primary"]:focus {{ {_ring(theme, 6, 18)}; }}
    QPushButton[role="primary"]:disabled {{ background: transparent; color: {theme.faint};
        border-color: {theme.outline}; }}
    QPushButton[role="danger"] {{ color: {theme.warning}; border: 1px solid {theme.warning};
        padding: {px(6)}px {px(14)}px; background: transparent; }}
    QPushButton[role="danger"]:focus {{ {_ring(theme, 6, 14)}; }}
    QPushButton[role="danger"]:disabled {{ color: {theme.faint}; border-color: {theme.outline}; }}
    QPushButton[role="decision"] {{ text-align: left; padding: {px(4)}px {px(8)}px;
        background: {theme.paper}; }}
    QPushButton[role="decision"]:hover {{ border-color: {theme.accent}; }}
    QPushButton[role="decision"]:focus {{ {_ring(theme, 4, 8)}; }}
    QPushButton[role="way"], QPushButton[role="first way"] {{ padding: {px(10)}px {px(14)}px;
        border-radius: {px(8)}px; }}
    QPushButton[role="first way"] {{ background: {theme.accent}; color: {theme.card}; font-weight: bold;
        border-color: {theme.accent}; }}
    QPushButton[role="way"]:focus, QPushButton[role="first way"]:focus {{ {_ring(theme, 10, 14)}; }}
    QPushButton[role="game"] {{ text-align: left; padding: {px(10)}px {px(14)}px;
        border-radius: {px(8)}px; }}
    QPushButton[role="game"]:hover {{ border-color: {theme.accent}; }}
    QPushButton[role="game"]:focus {{ {_ring(theme, 10, 14)}; }}
    QToolButton[role="page"] {{ padding: {px(6)}px {px(8)}px; border: 0;
        border-bottom: 3px solid transparent; }}
    QToolButton[role="page"]:hover {{ background: {theme.paper}; }}
    QToolButton[role="page"]:checked {{ border-bottom-color: {theme.accent}; font-weight: bold; }}
    QToolButton[role="page"]:focus {{ background: {theme.paper}; border-bottom-color: {theme.focus}; }}
    QToolButton[role="tool"] {{ padding: {px(6)}px {px(8)}px; border: 0; border-radius: {px(6)}px; }}
    QToolButton[role="tool"]:hover {{ background: {theme.paper}; }}
    QToolButton[role="tool"]:checked {{ background: {theme.warning}; color: {theme.card}; font-weight: bold;
        padding: {px(3)}px {px(10)}px; }}
    QToolButton[role="tool"]:focus {{ {_ring(theme, 6, 8)}; }}
    QToolButton[role="switch"] {{ padding: {px(4)}px {px(10)}px; {edge}; border-radius: {px(6)}px; }}
    QToolButton[role="switch"]:checked {{ background: {theme.accent}; color: {theme.card};
        border-color: {theme.accent}; }}
    QToolButton[role="switch"]:focus {{ {_ring(theme, 4, 10)}; }}
    QToolButton[role="fold"] {{ padding: {px(4)}px; border: 0; border-radius: {px(6)}px; }}
    QToolButton[role="fold"]:hover {{ background: {theme.paper}; }}
    QToolButton[role="fold"]:focus {{ {_ring(theme, 4, 4)}; }}
    QToolButton[role^="rail"] {{ padding: {px(6)}px 0; border: 0; border-radius: {px(6)}px;
        font-size: {px(12)}px; }}
    QToolButton[role^="rail"]:hover {{ background: {theme.paper}; }}
    QToolButton[role^="rail"]:focus {{ {_ring(theme, 6, 1)}; }}
    QToolButton[role="rail primary"] {{ background: {theme.accent}; color: {theme.card};
        font-weight: bold; }}
    QToolButton[role="rail primary"]:hover {{ background: {theme.accent}; border: 1px solid {theme.ink}; }}
    QToolButton[role="rail primary"]:disabled {{ background: transparent; color: {theme.faint};
        border: 1px dashed {theme.outline}; }}
    QToolButton[role="step"] {{ {edge}; border-radius: {px(4)}px; background: {theme.card};
        min-width: {px(28)}px; min-height: {px(28)}px; }}
    QToolButton[role="step"]:hover {{ border-color: {theme.accent}; }}
    """


def _fields(theme: Theme) -> str:
    """What is typed into: a line, a figure, a sheet of notes."""
    shade = "dark" if theme.dark else "light"
    edge = f"border: 1px solid {theme.outline}; border-radius: {px(6)}px"
    button = f"subcontrol-origin: border; width: {px(20)}px; border: 0; background: transparent"
    arrows = {
        way: f"image: url({asset('icons', f'chevron{way}_{shade}.svg').as_posix()})"
        for way in ("_up", "", "_up_off", "_off")
    }
    return f"""
    QLineEdit, QSpinBox, QPlainTextEdit {{ background: {theme.card}; color: {theme.ink}; {edge}; }}
    QLineEdit, QSpinBox {{ padding: {px(3)}px {px(8)}px; min-height: {px(20)}px; }}
    QSpinBox {{ padding-right: {px(22)}px; }}
    QLineEdit:hover, QSpinBox:hover {{ border-color: {theme.accent}; }}
    QLineEdit:focus {{ {_ring(theme, 3, 8)}; }}
    QSpinBox:focus {{ {_ring(theme, 3, 8)}; padding-right: {px(22) - 1}px; }}
    QPlainTextEdit:focus {{ border-color: {theme.focus}; }}
    QLineEdit:disabled, QLineEdit:read-only, QSpinBox:disabled {{ color: {theme.faint};
        background: transparent; border-style: dashed; }}
    QSpinBox::up-button {{ subcontrol-position: top right; {button}; }}
    QSpinBox::down-button {{ subcontrol-position: bottom right; {button}; }}
    QSpinBox::up-arrow {{ {arrows["_up"]}; width: {px(12)}px; height: {px(12)}px; }}
    QSpinBox::down-arrow {{ {arrows[""]}; width: {px(12)}px; height: {px(12)}px; }}
    QSpinBox::up-arrow:off {{ {arrows["_up_off"]}; }}
    QSpinBox::down-arrow:off {{ {arrows["_off"]}; }}
    """


def _choices(theme: Theme) -> str:
    """Check boxes, radio buttons, lists to choose from and tabs."""
    shade = "dark" if theme.dark else "light"
    tick = asset("icons", f"check_{shade}.svg").as_posix()
    chevron = asset("icons", f"chevron_{shade}.svg").as_posix()
    dot = px(6)
    return f"""
    QComboBox {{ background: {theme.card}; color: {theme.ink}; border: 1px solid {theme.outline};
        border-radius: {px(6)}px; padding: {px(3)}px {px(8)}px; min-height: {px(20)}px; }}
    QComboBox:hover {{ border-color: {theme.accent}; }}
    QComboBox:focus {{ {_ring(theme, 3, 8)}; }}
    QComboBox:disabled {{ color: {theme.faint}; background: transparent; }}
    QComboBox::drop-down {{ border: 0; width: {px(22)}px; }}
    QComboBox::down-arrow {{ image: url({chevron}); width: {px(14)}px; height: {px(14)}px; }}
    QTabWidget::pane {{ border: 0; border-top: 1px solid {theme.outline}; }}
    QTabBar {{ qproperty-drawBase: 0; }}
    QTabBar::tab {{ background: transparent; color: {theme.faint}; padding: {px(6)}px {px(14)}px;
        border: 0; border-bottom: {px(3)}px solid transparent; }}
    QTabBar::tab:hover {{ color: {theme.ink}; }}
    QTabBar::tab:selected {{ color: {theme.ink}; border-bottom-color: {theme.accent}; }}
    QTabBar::tab:focus {{ background: {theme.paper}; color: {theme.ink}; }}
    QCheckBox, QRadioButton {{ spacing: {px(8)}px; }}
    QCheckBox:disabled, QRadioButton:disabled {{ color: {theme.faint}; }}
    QCheckBox::indicator, QRadioButton::indicator {{ width: {px(14)}px; height: {px(14)}px;
        background: {theme.card}; border: 1px solid {theme.faint}; border-radius: 3px; }}
    QRadioButton::indicator {{ border-radius: {px(14) // 2 + 1}px; }}
    QCheckBox::indicator:checked {{ background: {theme.accent}; border-color: {theme.accent};
        image: url({tick}); }}
    QRadioButton::indicator:checked {{ width: {dot}px; height: {dot}px;
        border: {(px(14) - dot) // 2 + 1}px solid {theme.accent}; }}
    QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{ background: transparent;
        border-color: {theme.outline}; }}
    QCheckBox:focus, QRadioButton:focus {{ text-decoration: underline; }}
    QCheckBox::indicator:focus, QRadioButton::indicator:unchecked:focus {{ border: 2px solid {theme.focus};
        width: {px(14) - 2}px; height: {px(14) - 2}px; }}
    """


def _frames(theme: Theme) -> str:
    edge = f"border: 1px solid {theme.outline}"
    return f"""
    QFrame[role="card"], QFrame[role="wait"] {{ background: {theme.card}; {edge};
        border-radius: {px(10)}px; }}
    QFrame[role="turn"] {{ background: {theme.accent}; border-radius: {px(10)}px; }}
    QFrame[role="turn"] QLabel {{ color: {theme.card}; }}
    QFrame[role="summary"] {{ border-top: 1px solid {theme.outline}; }}
    QFrame[role="side"] {{ background: {theme.card}; border: 0; border-left: 1px solid {theme.outline}; }}
    QFrame[role="popover"] {{ background: {theme.card}; border: 2px solid {theme.accent};
        border-radius: 10px; }}
    QFrame[role="strip"] {{ background: {theme.card}; border: 0; border-top: 1px solid {theme.outline}; }}
    QToolButton[role="tab"] {{ border: 0; border-bottom: 2px solid {theme.outline}; padding: {px(4)}px 0;
        color: {theme.faint}; }}
    QToolButton[role="tab"]:hover {{ color: {theme.ink}; }}
    QToolButton[role="tab"]:checked {{ color: {theme.ink}; font-weight: bold;
        border-bottom-color: {theme.accent}; }}
    QToolButton[role="tab"]:focus {{ background: {theme.paper}; }}
    QTreeView {{ background: transparent; border: 0; outline: 0; }}
    QTreeView::item {{ padding: {px(2)}px 0; }}
    QFrame[role="foot"] {{ border: 0; border-top: 1px solid {theme.outline}; }}
    QFrame[role="trouble"] {{ background: {theme.card}; border: 0;
        border-bottom: 2px solid {theme.warning}; }}
    QFrame[role="bar"] {{ background: {theme.card}; border: 0; border-bottom: 1px solid {theme.outline}; }}
    QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: 0; }}
    QScrollBar {{ background: transparent; border: 0; }}
    QScrollBar:vertical {{ width: {px(12)}px; }}
    QScrollBar:horizontal {{ height: {px(12)}px; }}
    QScrollBar::handle {{ background: {theme.outline}; border-radius: {px(4)}px; margin: 2px;
        min-height: {px(28)}px; min-width: {px(28)}px; }}
    QScrollBar::handle:hover {{ background: {theme.faint}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    """


def _side(theme: Theme) -> str:
    """The task list: the parts of the year and its steps."""
    chip = f"border-radius: {px(4)}px; font-size: {px(12)}px"
    return f"""
    QLabel[role="chip now"] {{ background: {theme.accent}; color: {theme.card}; font-weight: bold;
        padding: {px(3)}px 0; {chip}; }}
    QLabel[role="chip past"] {{ background: {theme.paper}; color: {theme.ink}; padding: {px(3)}px 0; {chip};
        border: 1px solid {theme.outline}; }}
    QLabel[role="chip ahead"] {{ border: 1px dashed {theme.outline}; color: {theme.faint};
        padding: {px(3) - 1}px 0; {chip}; }}
    QLabel[role="step now"] {{ font-weight: bold; padding: {px(4)}px 0; }}
    QLabel[role="step past"], QLabel[role="step ahead"] {{ color: {theme.faint}; padding: {px(2)}px 0; }}
    """


def _tables(theme: Theme) -> str:
    tighter = (
        f'QHeaderView[role="pad {room}"]::section {{ padding: {px(5)}px {px(room)}px; }}'
        for room in range(TIGHT, PADDING)
    )
    return f"""
    QTableView {{ background: {theme.card}; color: {theme.ink}; border: 1px solid {theme.outline};
        border-radius: {px(6)}px; gridline-color: transparent; outline: 0; }}
    QListWidget, QListView, QTextBrowser {{ background: {theme.card}; color: {theme.ink};
        border: 1px solid {theme.outline}; border-radius: {px(6)}px; outline: 0; }}
    QTextBrowser {{ padding: {px(8)}px {px(14)}px; }}
    QListWidget::item {{ padding: {px(4)}px {px(10)}px; }}
    QListWidget::item:selected {{ background: {theme.accent}; color: {theme.card}; }}
    QListView:focus, QTextBrowser:focus {{ border: 1px solid {theme.focus}; }}
    QTableView:focus {{ border: 1px solid {theme.focus}; }}
    QHeaderView, QHeaderView::section {{ background: transparent; }}
    QHeaderView::section {{ color: {theme.faint}; border: 0; border-bottom: 1px solid {theme.outline};
        padding: {px(5)}px {px(PADDING)}px; }}
    {"".join(tighter)}
    """


def _floating(theme: Theme) -> str:
    """Tooltips, the command palette, and the notices over the lower edge of the window."""
    return f"""
    QToolTip {{ color: {theme.ink}; background: {theme.card}; border: 1px solid {theme.outline};
        padding: {px(4)}px; }}
    QFrame[role="coach"] {{ background: {theme.card}; border: 2px solid {theme.accent};
        border-radius: {px(10)}px; }}
    CommandPalette {{ border: 1px solid {theme.outline}; }}
    QFrame[role^="notice"] {{ background: {theme.bar}; border-radius: {px(8)}px;
        border: 1px solid {theme.outline}; }}
    QFrame[role^="notice"] QLabel, QFrame[role^="notice"] QToolButton {{ color: {theme.bar_ink}; }}
    QFrame[role="notice warning"] {{ border-left: {px(6)}px solid {theme.warning}; }}
    QFrame[role="notice good"] {{ border-left: {px(6)}px solid {theme.good}; }}
    """
