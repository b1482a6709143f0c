"""Tables to read: columns stand as their content does and move together where there is little room."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from sandbox_gui.gui.panels.tables import Row, Table
from sandbox_gui.gui.theme import LIGHT


def _aligned(table: Table, column: int) -> tuple[Any, Any]:
    role, model = Qt.ItemDataRole.TextAlignmentRole, table.model()
    return model.headerData(column, Qt.Orientation.Horizontal, role), model.index(0, column).data(role)


@pytest.mark.parametrize(("value", "side"), [("5 (3–7)", "AlignLeft"), (5, "AlignRight")])
def test_an_empty_column_stands_like_the_one_after_it(
    qtbot: QtBot, light: None, value: str | int, side: str
) -> None:
    table = Table()
    qtbot.addWidget(table)
    table.fill(["", "Year 1", "Year 2"], [Row(("Local", None, value))], LIGHT)
    head, cell = _aligned(table, 1)
    assert head == cell == _aligned(table, 2)[0]
    assert head & Qt.AlignmentFlag[side]


def test_columns_move_together_before_they_are_cut(qtbot: QtBot, light: None) -> None:
    table = Table()
    qtbot.addWidget(table)
    table.fill(["Order", "Units", "Value"], [Row(("Y3-033", 12, 1234))], LIGHT, stretch=-1)
    roomy = table.sizeHint().width()
    table.resize(roomy, 200)
    table.show()
    assert table.horizontalScrollBar().maximum() == 0
    heads, tight = table.horizontalHeader().sectionSizeHint(1), sum(table._needs())
    table.resize(roomy - 12, 200)
    assert table.horizontalScrollBar().maximum() == 0
    assert sum(table._needs()) < tight
    assert table.horizontalHeader().sectionSizeHint(1) < heads
    table.resize(roomy - 120, 200)
    assert table.horizontalScrollBar().maximum() > 0
    table.resize(roomy, 200)
    assert sum(table._needs()) == tight


def test_a_cell_that_is_cut_says_its_words_in_full(qtbot: QtBot, light: None) -> None:
    table = Table()
    qtbot.addWidget(table)
    long = "Business war, under the rules of the provincial contest"
    table.fill(["Rules", "Teams"], [Row((long, 6))], LIGHT)
    table.resize(200, 200)
    table.show()
    for column, words in ((1, ""), (0, long)):
        place = table.visualRect(table.model().index(0, column)).center()
        ask = QHelpEvent(QEvent.Type.ToolTip, place, table.viewport().mapToGlobal(place))
        QApplication.sendEvent(table.viewport(), ask)
        assert QToolTip.text() == words
