"""The one window: menus, start page and table, language and theme, notices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QDialog, QMainWindow, QStackedWidget

from ..core.refused import Refused
from ..resources import saves_dir
from ..text import sentence, t
from .appearance import use_language
from .commands import Command
from .guiding import Guiding, first_game
from .icons import icon
from .looks import Looks
from .menus import Menus
from .notices import Notices
from .panels.style import px
from .preferences import Preferences
from .projecting import Projecting
from .start_page import StartPage
from .start_parts import to_continue
from .theme import Theme

if TYPE_CHECKING:
    from ..storage.games import GameSetup
    from .game_page import GamePage
    from .meeting_settings import MeetingSettings
    from .session import Session

SMALLEST = (1024, 640)
FIRST_SIZE = (1280, 720)
NARROW = 1100
"""A window of less width, in pixels at the usual size, opens with all of it left to the table."""
HOLD = 120
"""How much of a window's upper edge has to be in sight to take hold of it, in pixels."""


def in_sight(window: QRect, screens: Sequence[QRect]) -> QRect | None:
    """Where a window has to go whose upper edge nobody could take hold of; None where it may stay."""
    edge = QRect(window.left(), window.top(), window.width(), 24)
    for screen in screens:
        seen = screen.intersected(edge)
        if seen.height() == edge.height() and seen.width() >= min(HOLD, window.width()):
            return None
    if not screens:
        return None
    moved = QRect(QPoint(0, 0), window.size().boundedTo(screens[0].size()))
    moved.moveCenter(screens[0].center())
    return moved


class MainWindow(QMainWindow):
    """The shell of the program; it is what `commands.Shell` asks for.

    With `apart`, rivals think on a thread of their own, so that the window never stands still; with
    `late`, the start page waits to be told to look for saved games.
    """

    def __init__(self, preferences: Preferences, apart: bool = False, late: bool = False) -> None:
        super().__init__()
        self._apart = apart
        self.preferences = preferences
        self._narrow: bool | None = None  # whether the window has room for the table alone
        self.looks = Looks(preferences, self)
        self.looks.apply()  # before there are widgets, which would have to be styled again
        use_language(preferences.language)
        self.game_page: GamePage | None = None
        self.menus = Menus(self, self)
        self.actions_by_id = self.menus.actions
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self.menus.retranslate()
        self.menus.check("language", preferences.language)
        self.start_page = StartPage(preferences, self.actions_by_id, self.theme, late)
        self.start_page.chosen.connect(self.open_folder)
        self._stack.addWidget(self.start_page)
        self.notices = Notices(self)
        self.projecting = Projecting(self.theme, self)
        self.projecting.changed.connect(self._on_projection)
        self.guiding = Guiding(preferences, self)
        self.guiding.said.connect(self.notices.say)
        self.setWindowIcon(icon("logo", self.theme.ink))  # Qt's own would load a plug-in first
        self.setMinimumSize(*SMALLEST)
        self.resize(*FIRST_SIZE)
        if not preferences.geometry.isEmpty():
            self.restoreGeometry(preferences.geometry)
            self._come_into_sight()
        self.actions_by_id["projected"].setChecked(preferences.projected)
        self.menus.check("pace", preferences.pace)
        self._on_looks()
        self.looks.changed.connect(self._on_looks)
        self._mind_game()

    def _come_into_sight(self) -> None:
        """Move to a screen that is there: the one that the window was last on may be gone."""
        screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
        if not self.isMaximized() and (place := in_sight(self.frameGeometry(), screens)):
            self.resize(place.size())
            self.move(place.topLeft())

    def _mind_room(self) -> None:
        """The window has become narrow or wide: what stands beside the table is as it was last time so."""
        narrow = self.width() < px(NARROW)
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self.actions_by_id["tasks"].setChecked(self.preferences.beside(narrow))
        if self.game_page:
            self.game_page.show_tasks()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._mind_room()

    def _mind_game(self) -> None:
        """The table has changed hands, or there is another, or none: menus and title follow."""
        page = self.game_page
        self.menus.follow(page)
        name = page.session.company.name if page else ""
        self.setWindowTitle(t("app.title", company=name) if name else t("app.name"))

    # Language and theme

    def speak(self, language: str) -> None:
        """Speak a language from now on."""
        use_language(language)
        self.preferences.language = language
        self.menus.check("language", language)
        self.menus.retranslate()
        self.start_page.retranslate()
        if self.game_page:
            self.game_page.retranslate()
        self._mind_game()

    @property
    def theme(self) -> Theme:
        """The theme now worn."""
        return self.looks.theme

    def wear(self, theme: str) -> None:
        """Put on a theme, or follow the system, from now on."""
        self.looks.wear(theme)

    def scale(self, step: int) -> None:
        """Show everything a step larger or smaller; with 0 as usual."""
        if step:
            self.looks.step(step)
        else:
            self.looks.resize(100)
        self.notices.say(t("notice.scale", percent=self.looks.scale))

    def set_pace(self, pace: str) -> None:
        """Let things move on the table at a pace from now on."""
        self.preferences.pace = pace
        self.menus.check("pace", pace)
        if self.game_page:
            self.game_page.board.motion.pace = pace

    def _on_looks(self) -> None:
        self.menus.check("theme", self.preferences.theme)
        self.menus.set_theme(self.theme)
        self._mind_room()
        if self.game_page:
            self.game_page.set_theme(self.theme)
        self.start_page.set_theme(self.theme)
        self.projecting.set_theme(self.theme)

    # Games

    def new_game(self) -> None:
        """Ask for a new game's set-up."""
        from .new_game import NewGameDialog

        dialog = NewGameDialog(self, self.preferences.company_name)
        dialog.chosen.connect(self.begin)
        dialog.open()

    def begin(self, setup: GameSetup) -> None:
        """Lay out a new game."""
        from ..core.ruleset import RulesetError
        from .session import Session

        try:
            session = Session.create(setup, apart=self._apart)
        except (Refused, RulesetError) as refused:
            self.notices.say(sentence(refused), "warning")
            return
        self.preferences.company_name = session.company.name
        self._lay_table(session)

    def open_game(self) -> None:
        """Ask for the folder of a saved game."""
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(self, t("command.open_game"), str(saves_dir()))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._on_folder)
        dialog.open()

    def show_saves(self) -> None:
        """Show the saved games."""
        from .dialogs.saves import SavesDialog

        dialog = SavesDialog(saves_dir(), self.theme, self)
        dialog.chosen.connect(self.open_folder)
        dialog.finished.connect(self._on_saves_seen)
        dialog.open()

    def _on_saves_seen(self, _result: int) -> None:
        self.start_page.refresh()

    def _on_folder(self, folder: str) -> None:
        self.open_folder(Path(folder))

    def open_folder(self, folder: Path) -> None:
        """Open a saved game; what is wrong with it is said in a sentence."""
        from ..core.ruleset import RulesetError
        from .session import Session

        if self.game_page and self.game_page.session.folder == folder:
            self.close_game()  # it is opened anew, as it lies on disk
        try:
            session = Session.open(folder, self._apart)
        except (Refused, RulesetError) as refused:
            self.notices.say(sentence(refused), "warning")
            return
        self._lay_table(session)

    def continue_game(self) -> None:
        """Go on with the game that was played last."""
        if game := to_continue(self.preferences.recent_games()):
            self.open_folder(game.path)
        else:
            self.notices.say(t("notice.no_game"))

    def _lay_table(self, session: Session) -> None:
        from .game_page import GamePage

        self._clear_table()
        self.preferences.remember_game(session.folder)
        session.hold_meetings(self.preferences.meeting)
        session.settings_changed.connect(self._on_meeting_settings)
        page = GamePage(session, self.actions_by_id, self.theme)
        page.said.connect(self.notices.say)
        session.seat_changed.connect(self._on_seat)
        page.board.motion.pace = self.preferences.pace
        page.forked.connect(self._on_forked)
        self.game_page = page
        self.projecting.follow(page.board)
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self._mind_game()
        page.board.setFocus()
        self.guiding.follow(page)
        self._say_state(session)

    def _say_state(self, session: Session) -> None:
        """Say of a game just opened why it can only be looked at, and where its files do not agree."""
        if session.closed:
            self.notices.say(sentence(session.closed), "info")
        if session.carried:
            self.notices.say(t("save.carried", ruleset=session.ruleset.id), "info")
        if found := session.difference:
            facts = {"round": found.round, "what": found.what, "saved": found.saved}
            self.notices.say(t("save.differs", replayed=found.replayed, **facts), "warning")
        if session.unsaved:
            session.retry()

    def _on_seat(self, _team: int) -> None:
        """What was said to one person is not for the next."""
        self.notices.clear()
        self._mind_game()

    def _on_meeting_settings(self, settings: MeetingSettings) -> None:
        self.preferences.meeting = settings

    def _on_forked(self, folder: Path) -> None:
        self.open_folder(folder)
        self.notices.say(t("history.forked", folder=folder.name), "good")

    def _clear_table(self) -> None:
        page, self.game_page = self.game_page, None
        if page is None:
            return
        for dialog in self.findChildren(QDialog):  # help that was open beside the game, too
            dialog.reject()
        self.projecting.stop()
        page.session.close()
        self.notices.clear()  # what was said about that table
        self._stack.removeWidget(page)
        page.deleteLater()

    def close_game(self) -> None:
        """Back to the start page; every action is saved already, or a person is asked."""
        if self._unsaved(self.close_game):
            return
        self._clear_table()
        self.start_page.refresh()
        self._stack.setCurrentWidget(self.start_page)
        self._mind_game()

    # View and help

    def show_page(self, name: str) -> None:
        """Turn to a page of the table."""
        if self.game_page:
            self.game_page.show_page(name)

    def decide(self, command: str, place: str = "") -> None:
        """Open a decision."""
        if self.game_page:
            self.game_page.decide(command, place)

    def step(self, command: str) -> None:
        """Take a step back or forward, or do what the teacher's switch unlocks."""
        if self.game_page:
            self.game_page.deciding.step(command)

    def toggle_full_screen(self) -> None:
        """Fill the screen, for a projector, or go back to a window."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        self.actions_by_id["full_screen"].setChecked(self.isFullScreen())

    def project(self, view: str) -> None:
        """Show a view on the second screen, or close it; "" is whatever everybody may see."""
        page = self.game_page
        if page is None:
            return
        public = "meeting" if page.session.game.meeting or page.session.game.tender else "ranking"
        if view:
            self.projecting.show(view, page.session)
        elif self.projecting.view:
            self.projecting.stop()
        else:
            self.projecting.show(public, page.session)

    def _on_projection(self) -> None:
        for name in ("ranking", "meeting", "table"):
            self.actions_by_id[f"project_{name}"].setChecked(self.projecting.view == name)

    def toggle_pointer(self) -> None:
        """Begin or stop to point at the board with the mouse, on the second screen too."""
        self.projecting.pointer.switch(self.actions_by_id["pointer"].isChecked())

    def picture(self, save: bool) -> None:
        """Copy the table as a picture, or save it; not while the curtain covers it."""
        from .picture import SaveBoard, copy_board

        session = self.game_page.session if self.game_page else None
        if session is None or session.curtained:
            return
        if save:
            dialog = SaveBoard(session.game, session.team, self.theme, self)
            dialog.said.connect(self.notices.say)
            dialog.open()
        else:
            copy_board(session.game, session.team, self.theme)
            self.notices.say(t("picture.copied"), "good")

    def toggle_projected(self) -> None:
        """Show everything as large as a projector wants it, or at the desk's size again."""
        self.looks.project(self.actions_by_id["projected"].isChecked())
        self.notices.say(t("notice.scale", percent=self.looks.scale))

    def toggle_tasks(self) -> None:
        """Show the task list, or fold it; which is remembered."""
        self.preferences.set_beside(bool(self._narrow), self.actions_by_id["tasks"].isChecked())
        if self.game_page:
            self.game_page.show_tasks()

    def show_help(self, topic: str) -> None:
        """Open help: ``guide``, ``glossary``, ``rules``, ``shortcuts`` or ``about``."""
        from . import helping

        if topic == "guide":
            self.guide()
            return
        page = self.game_page
        helping.show(topic, page.session.ruleset if page else None, page.page if page else "", self)

    def guide(self) -> None:
        """Begin, leave or resume the guide; without a game, in a new one."""
        if self.game_page is None:
            self.begin(first_game(self.preferences.company_name))
        if self.game_page:
            self.guiding.toggle(self.game_page)

    def open_palette(self) -> None:
        """Find a command by a few letters."""
        from . import helping

        palette = helping.open_palette(self.actions_by_id.values(), self._why_not, self)
        palette.chosen.connect(self._on_command)

    def _on_command(self, name: str) -> None:
        self.actions_by_id[name].trigger()

    def _why_not(self, command: Command) -> str:
        """Why a command cannot be used now, in a sentence, or nothing."""
        if self.game_page is None:
            return t("palette.needs_game") if command.in_game else ""
        return self.game_page.deciding.why_not(command)

    def quit(self) -> None:
        """Close the window and with it the program."""
        self.close()

    def _unsaved(self, then: Callable[[], None]) -> bool:
        """Whether there is something that the disk has not taken; a person is asked what to do about it."""
        page = self.game_page
        if page is None or not page.session.unsaved or page.session.retry():
            return False
        from .dialogs.unsaved import UnsavedDialog  # with the economy, which a table has loaded

        dialog = UnsavedDialog(page.session, self)
        dialog.left.connect(page.session.give_up)
        dialog.left.connect(then)
        dialog.open()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard, as Space does; at first the likeliest way in."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            target = self.focusWidget()
            if self.start_page.isVisible() and not isinstance(target, QAbstractButton):
                target = self.start_page.likeliest
            if isinstance(target, QAbstractButton):
                target.click()
                return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._unsaved(self.quit):
            event.ignore()
            return
        if not self.isFullScreen():
            self.preferences.geometry = self.saveGeometry()
        self.projecting.stop()
        if self.game_page:
            for dialog in self.game_page.findChildren(QDialog):
                dialog.reject()  # what is written on a note pad is kept
            self.game_page.session.close()
        super().closeEvent(event)
