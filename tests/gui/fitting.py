"""Whether what is written in a window has room there."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QLabel,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QTabBar,
    QToolButton,
    QWidget,
)

from sandbox_gui.core.actions import Advertise, EndStage, PassTurn
from sandbox_gui.core.order_meeting import whose_turn
from sandbox_gui.gui.commands import DECISIONS
from sandbox_gui.gui.game_page import GamePage
from sandbox_gui.gui.main_window import MainWindow
from sandbox_gui.gui.panels.tables import Table


def cut_off(root: QWidget) -> Iterator[str]:
    """What is written in a widget and its parts but does not fit, a line each."""
    for part in root.findChildren(QWidget):
        if not part.isVisible() or part.visibleRegion().isEmpty():
            continue
        if isinstance(part, QLabel):
            yield from _cut_label(part)
        elif isinstance(part, QPushButton | QToolButton | QCheckBox | QRadioButton):
            yield from _cut_button(part)
        elif isinstance(part, Table):
            yield from _cut_table(part)
        elif isinstance(part, QTabBar) and part.count():
            yield from _cut_tabs(part)


def _cut_label(label: QLabel) -> Iterator[str]:
    # A label that gives way by its size policy shortens its words by design (whose table it is).
    if not label.text() or label.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Ignored:
        return
    if label.wordWrap():
        needed = label.heightForWidth(label.width())
        if label.height() < needed - 1 or label.width() < _longest_word(label) - 1:
            yield f"label {label.text()[:60]!r}: {label.size().toTuple()}, needs height {needed}"
    elif label.width() < label.sizeHint().width() - 1 or label.height() < label.fontMetrics().height() - 2:
        yield f"label {label.text()[:60]!r}: {label.size().toTuple()} of {label.sizeHint().toTuple()}"


def _longest_word(label: QLabel) -> int:
    if any(letter >= "⺀" for letter in label.text()):
        return 0
    return max((label.fontMetrics().horizontalAdvance(word) for word in label.text().split()), default=0)


def _cut_button(button: QAbstractButton) -> Iterator[str]:
    styles = Qt.ToolButtonStyle
    style = button.toolButtonStyle() if isinstance(button, QToolButton) else styles.ToolButtonTextBesideIcon
    if not button.text() or style == styles.ToolButtonIconOnly:
        return
    beside = style == styles.ToolButtonTextBesideIcon and not button.icon().isNull()
    icon = button.iconSize().width() if beside else 0
    words = button.fontMetrics().horizontalAdvance(button.text().replace("&", ""))
    if button.width() < words + icon or button.height() < button.fontMetrics().height():
        yield f"button {button.text()!r}: {button.size().toTuple()}, words {words} + icon {icon}"


def _cut_table(table: Table) -> Iterator[str]:
    """Columns other than the one that gives way, and rows."""
    header = table.horizontalHeader()
    for column, need in enumerate(table._needs()):
        if column != table._stretch and header.sectionSize(column) < need - 1:
            yield f"column {table.headers[column]!r}: {header.sectionSize(column)} of {need}"
    if table.rows and table.rowHeight(0) < table.fontMetrics().height():
        yield f"rows of {table.headers}: {table.rowHeight(0)}"


def _cut_tabs(bar: QTabBar) -> Iterator[str]:
    for index in range(bar.count()):
        words = bar.fontMetrics().horizontalAdvance(bar.tabText(index))
        if bar.tabRect(index).width() < words:
            yield f"tab {bar.tabText(index)!r}"


def assert_fits(root: QWidget, where: str) -> None:
    """Nothing of a widget is cut off."""
    for _ in range(3):
        QApplication.processEvents()
    assert [f"{where}: {words}" for words in cut_off(root)] == []


def dress(opened: MainWindow, language: str, size: tuple[int, int], scale: int) -> None:
    """The window so large, in a language and a scale."""
    opened.speak(language)
    opened.looks.resize(scale)
    opened.resize(*size)


def across(root: QWidget) -> list[str]:
    """What has to be scrolled from side to side to be read."""
    parts = [root, *root.findChildren(QWidget)]
    areas = [part for part in parts if isinstance(part, QAbstractScrollArea) and part.isVisible()]
    return [repr(area) for area in areas if area.horizontalScrollBar().maximum() > 0]


def advance(page: GamePage, stage: str) -> None:
    """Walk on to a stage: local P1 is advertised, and no order taken."""
    session = page.session
    while session.stage.rule.id != stage:
        turns = whose_turn(session.game)
        if session.is_open("advertise") and not session.company.advertising.get(session.game.year):
            assert session.do(Advertise(session.team, {"local:P1": 3}))
        elif session.game.meeting and session.team in turns:
            turn = turns[session.team]
            assert session.do(PassTurn(session.team, f"{turn.market}:{turn.product}"))
        else:
            assert session.do(EndStage(session.team))


def decisions(opened: MainWindow, page: GamePage, *stages: str) -> Iterator[str]:
    """The name of each decision of these stages, as its dialog is opened."""
    seen = {"end_stage", "meeting"}
    for stage in stages:
        advance(page, stage)
        for command in DECISIONS:
            if command.id not in seen and command.opened_by(page.session.stage):
                seen.add(command.id)
                opened.decide(command.id)
                yield command.id
