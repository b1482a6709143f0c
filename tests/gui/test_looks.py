"""Themes and sizes: everything can be read, follows the system, and grows together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from typing import NamedTuple

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QGuiApplication, QImage, QPainter, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QGraphicsItem,
    QGridLayout,
    QHBoxLayout,
    QMenu,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from sandbox_gui.core.actions import Action
from sandbox_gui.core.engine import apply
from sandbox_gui.core.game import Game
from sandbox_gui.gui import appearance, looks
from sandbox_gui.gui.board.ink import Ink
from sandbox_gui.gui.board.layout import SCENE
from sandbox_gui.gui.board.scene import BoardScene
from sandbox_gui.gui.fields import AmountBox
from sandbox_gui.gui.game_page import GamePage
from sandbox_gui.gui.house_style import HouseStyle, fit
from sandbox_gui.gui.main_window import MainWindow
from sandbox_gui.gui.panels.podium import METALS, ON_METAL
from sandbox_gui.gui.panels.style import SERIES, px
from sandbox_gui.gui.panels.tables import Row, Table
from sandbox_gui.gui.stylesheet import stylesheet
from sandbox_gui.gui.theme import CONTRAST, DARK, FOLLOW, LIGHT, THEMES, Theme, chosen_theme, palette
from sandbox_gui.rivals.driver import create, play
from sandbox_gui.storage.games import GameSetup, Player, start_game
from sandbox_gui.text import set_language

Begin = Callable[..., GamePage]
themes = pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))


def contrast(first: QColor | str, second: QColor | str) -> float:
    """The contrast ratio of two colours, 1 to 21, as accessibility rules count it."""
    light, dark = sorted((_luminance(QColor(first)), _luminance(QColor(second))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(shade: QColor) -> float:
    parts = (shade.redF(), shade.greenF(), shade.blueF())
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


# ------------------------------------------------------------ every text can be read


@themes
def test_words_on_the_windows_grounds_can_be_read(theme: Theme) -> None:
    grounds = [theme.paper, theme.card, theme.order]
    for ink in (theme.ink, theme.faint, theme.warning, theme.good):
        assert min(contrast(ink, ground) for ground in grounds[:2]) >= theme.least, ink
    assert contrast(theme.ink, theme.order) >= theme.least
    assert contrast(theme.bar_ink, theme.bar) >= theme.least
    for colour in SERIES[theme.name]:
        assert contrast(colour, theme.card) >= theme.least
    for ground in grounds:
        assert contrast(theme.focus, ground) >= 3


@themes
def test_what_the_style_sheet_writes_can_be_read(qapp: QApplication, theme: Theme) -> None:
    """Each rule's ink on its own ground, or on card and paper where it sets none."""
    checked = 0
    for selector, body in re.findall(r"([^{}]+)\{([^}]*)\}", stylesheet(theme)):
        facts = dict(re.findall(r"([\w-]+):\s*([^;]+)", body))
        ink, ground = facts.get("color"), facts.get("background")
        if not ink or "notice" in selector or 'role="turn"' in selector:
            continue
        grounds = [ground] if ground and ground != "transparent" else [theme.card, theme.paper]
        assert all(contrast(ink, each) >= theme.least for each in grounds), selector
        checked += 1
    assert checked > 12


@themes
def test_what_the_palette_writes_can_be_read(qapp: QApplication, theme: Theme) -> None:
    colours = palette(theme)
    for ink, ground in (
        (colours.windowText(), colours.window()),
        (colours.text(), colours.base()),
        (colours.text(), colours.alternateBase()),
        (colours.buttonText(), colours.button()),
        (colours.toolTipText(), colours.toolTipBase()),
        (colours.placeholderText(), colours.base()),
        (colours.highlightedText(), colours.highlight()),
        (colours.link(), colours.base()),
    ):
        assert contrast(ink.color(), ground.color()) >= theme.least


@themes
def test_figures_on_medals_can_be_read(theme: Theme) -> None:
    assert all(contrast(metal, ON_METAL) >= theme.least for metal in METALS)


@cache
def played_game(ruleset: str) -> Game:
    """A game of two computer-run companies in the middle of its third year."""
    game = start_game(GameSetup(ruleset, 7, 4, (Player("晨星", "steady"), Player("远山", "steady"))))
    rivals = {team: create("steady") for team in (1, 2)}

    def take(action: Action) -> None:
        if game.year < 3 or game.stage(game.company(1)).quarter < 3:
            apply(game, action)
        else:
            raise StopIteration

    with suppress(StopIteration):
        play(game, rivals, take)
    return game


class Written(NamedTuple):
    """A text as the board wrote it: where on the picture, in which colour, how large in scene units."""

    words: str
    ink: str
    box: QRectF
    size: float
    letter: bool


def _grounds_of_texts(
    game: Game, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Written, QColor]]:
    """Every text of a board with the colour that lies under its middle, painted without the texts."""
    written: list[Written] = []

    def note(
        self: Ink, box: QRectF, words: str, size: float = 19, ink: str = "", *_: object, **_look: object
    ) -> None:
        if words.strip():
            where = self.painter.combinedTransform().mapRect(box)
            written.append(Written(words, ink or self.theme.ink, where, size, len(words) <= 2))

    monkeypatch.setattr(Ink, "text", note)
    scene = BoardScene(theme)
    scene.show_company(game, game.company(1))
    for item in scene.items():
        item.setCacheMode(QGraphicsItem.CacheMode.NoCache)
    image = QImage(QSize(1600, 900), QImage.Format.Format_RGB32)
    image.fill(QColor(theme.paper))
    painter = QPainter(image)
    scene.render(painter, QRectF(image.rect()), SCENE)
    painter.end()
    for text in written:
        at = text.box.center().toPoint()
        if image.rect().contains(at):
            yield text, image.pixelColor(at)


@themes
@pytest.mark.parametrize("ruleset", ["itmc", "contest"])
def test_what_the_board_writes_can_be_read(
    qapp: QApplication, theme: Theme, ruleset: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    appearance.use_fonts()
    set_language("zh")
    seen = 0
    for text, ground in _grounds_of_texts(played_game(ruleset), theme, monkeypatch):
        least = 3.0 if text.letter and theme.least < 7 else theme.least  # a letter on a token
        assert contrast(text.ink, ground) >= least - 0.05, (text.words, text.ink, ground.name())
        seen += 1
    assert seen > 60


# ------------------------------------------------------------ which theme


@pytest.mark.parametrize(
    ("choice", "dark", "high", "theme"),
    [
        (FOLLOW, False, False, LIGHT),
        (FOLLOW, True, False, DARK),
        (FOLLOW, False, True, CONTRAST),
        (FOLLOW, True, True, CONTRAST),
        ("light", True, True, LIGHT),
        ("dark", False, False, DARK),
        ("contrast", True, False, CONTRAST),
    ],
)
def test_a_choice_means_a_theme(choice: str, dark: bool, high: bool, theme: Theme) -> None:
    assert chosen_theme(choice, dark, high) is theme


def test_the_system_is_followed_until_a_theme_is_chosen(
    opened: MainWindow, begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = begin()
    system = {"dark": True}
    monkeypatch.setattr(looks, "theme_for", lambda choice: chosen_theme(choice, system["dark"], False))
    changed = QGuiApplication.styleHints().colorSchemeChanged
    changed.emit(Qt.ColorScheme.Dark)
    assert opened.theme is DARK
    assert page.theme is DARK
    assert opened.palette().window().color() == QColor(DARK.paper)
    opened.actions_by_id["theme_light"].trigger()
    changed.emit(Qt.ColorScheme.Dark)
    assert opened.theme is LIGHT
    system["dark"] = False
    opened.actions_by_id["theme_system"].trigger()
    assert opened.theme is LIGHT
    assert opened.actions_by_id["theme_system"].isChecked()


# ------------------------------------------------------------ size


def test_all_sizes_are_stepped_through_and_remembered(opened: MainWindow) -> None:
    seen = []
    for _ in looks.SCALES:
        seen.append(opened.looks.scale)
        QTest.keySequence(opened, "Ctrl+=")
    assert seen == [size for size in looks.SCALES if size >= 100] + [200] * 2
    QTest.keySequence(opened, "Ctrl+-")
    assert opened.preferences.scale(projected=False) == 175
    QTest.keySequence(opened, "F7")
    assert opened.looks.scale == 125
    QTest.keySequence(opened, "Ctrl+-")
    QTest.keySequence(opened, "F7")
    assert opened.looks.scale == 175
    QTest.keySequence(opened, "Ctrl+0")
    assert (opened.looks.scale, opened.preferences.scale(projected=True)) == (100, 110)


def test_text_rows_margins_and_icons_grow_together(opened: MainWindow, begin: Begin) -> None:
    page = begin(rivals=1)
    page.show_page("ranking")
    table = page.pages["ranking"].findChildren(Table)[0]
    margins = page.pages["ranking"].layout().contentsMargins().left()
    before = table.rowHeight(0), page.tasks.close_button.height(), page.tasks.close_button.iconSize().width()
    opened.looks.resize(200)
    QApplication.processEvents()
    after = table.rowHeight(0), page.tasks.close_button.height(), page.tasks.close_button.iconSize().width()
    assert all(large >= 1.6 * usual for usual, large in zip(before, after, strict=True))
    assert page.pages["ranking"].layout().contentsMargins().left() == 2 * margins
    opened.looks.resize(100)
    assert page.pages["ranking"].layout().contentsMargins().left() == margins


def test_margins_that_are_set_anew_start_from_there(qapp: QApplication) -> None:
    layout, inner = QVBoxLayout(), QGridLayout()
    layout.addLayout(inner)
    layout.setContentsMargins(10, 10, 10, 10)
    inner.setVerticalSpacing(8)
    for scale in (1.5, 0.8, 1.5):
        fit(layout, scale)
    assert (layout.contentsMargins().left(), inner.verticalSpacing()) == (15, 12)
    layout.setContentsMargins(20, 20, 20, 20)
    fit(layout, 1.5)
    assert layout.contentsMargins().left() == 30
    fit(layout, 1)
    assert (layout.contentsMargins().left(), inner.verticalSpacing()) == (20, 8)


def test_measures_follow_the_text(qapp: QApplication) -> None:
    appearance.use_fonts()
    assert px(20) == 20
    appearance.use_scale(150)
    assert px(20) == 30
    appearance.use_scale(100)


# ------------------------------------------------------------ the wheel, and copying


def _turn_wheel(target: QWidget) -> None:
    centre = QPointF(target.rect().center())
    event = QWheelEvent(
        centre, target.mapToGlobal(centre), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(target, event)


@pytest.mark.usefixtures("light")
def test_the_wheel_chooses_nothing(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    row = QHBoxLayout(holder)
    choice, amount = QComboBox(), AmountBox("local:P1", 9)
    choice.addItems(["a", "b", "c"])
    for field in (choice, amount):
        row.addWidget(field)
    holder.show()
    assert isinstance(appearance._Qt.style, HouseStyle)
    for field in (choice, amount):
        field.setFocus()
        _turn_wheel(field)
    assert (choice.currentIndex(), amount.value()) == (0, 0)


@pytest.mark.usefixtures("light")
def test_a_table_is_copied_from_its_menu(qtbot: QtBot) -> None:
    table = Table()
    qtbot.addWidget(table)
    table.fill(["队伍", "权益"], [Row(("A 晨星", 64)), Row(("B 远山", -3))], LIGHT)
    table.show()
    flags = QItemSelectionModel.SelectionFlag
    table.selectionModel().select(table.model().index(1, 0), flags.ClearAndSelect | flags.Rows)
    menu = _menu_of(table)
    menu.actions()[0].trigger()
    assert QGuiApplication.clipboard().text() == "B 远山\t-3"
    menu.actions()[1].trigger()
    assert QGuiApplication.clipboard().text() == "队伍\t权益\nA 晨星\t64\nB 远山\t-3"
    menu.close()


def _menu_of(table: Table) -> QMenu:
    where = QPoint(5, 5)
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, where, table.viewport().mapToGlobal(where))
    QApplication.sendEvent(table.viewport(), asked)
    (menu,) = table.findChildren(QMenu)
    return menu
