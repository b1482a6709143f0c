"""The saved games: how far they came and whether they are whole; opening, import, export, bin."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from ...core.refused import Refused
from ...core.ruleset import RulesetError
from ...storage.browse import GameSummary, saved_games
from ...storage.games import open_game
from ...storage.parcel import SUFFIX, pack
from ...storage.rule_files import ruleset_title
from ...storage.shelf import Incoming, bin_of, bring, take_out, throw_away
from ...text import named, sentence, t
from ..labels import label
from ..panels.style import px
from ..panels.tables import Row, Table
from ..room import fitting
from ..start_parts import reached
from ..theme import Theme
from ..yielding import Yielding

COLUMNS = ("name", "ruleset", "reached", "players", "mode", "played", "state")
BUTTONS = ("open", "check", "export", "delete", "restore")


def state(game: GameSummary) -> str:
    """A saved game's health in a word or two."""
    if game.problem is not None:
        return t("saves.broken")
    if not game.people:
        return t("saves.watch")
    return t("saves.finished" if game.finished else "saves.fine")


def shorter(path: Path) -> list[str]:
    """A path in full, then without more and more of its beginning; its last part at the end."""
    return [str(path), *(str(Path("…", *path.parts[first:])) for first in range(2, len(path.parts)))]


def _row(game: GameSummary) -> Row:
    """A saved game as a row of the table."""
    if game.problem is not None:
        return Row((game.name, "", "", None, "", f"{game.played:%Y-%m-%d %H:%M}", state(game)), "faint")
    rules, mode = named(ruleset_title(game.ruleset, game.path)), t(f"mode.{game.mode}")
    played = f"{game.played:%Y-%m-%d %H:%M}"
    return Row((game.name, rules, reached(game.round), game.players, mode, played, state(game)))


class SavesDialog(QDialog):
    """`chosen` is the folder of a game that is to be opened."""

    chosen = Signal(Path)

    def __init__(self, saves: Path, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.saves, self.theme = saves, theme
        self.games: list[GameSummary] = []
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(t("saves.title"))
        self.tabs, self.table = QTabBar(), Table()
        self.about, self.where = label("", wrap=True), Yielding()
        self.where.setProperty("role", "faint")
        self.buttons = {name: QPushButton(t(f"saves.{name}")) for name in BUTTONS}
        self.import_file, self.import_folder = QPushButton(), QPushButton()
        self._lay_out()
        self._connect()
        self.resize(fitting((980, 560), parent))
        self.refresh()

    def _lay_out(self) -> None:
        head = label("section")
        head.setText(t("saves.title"))
        self.where.offer([t("saves.where", path=path) for path in shorter(self.saves)])
        self.tabs.addTab(t("saves.all"))
        self.tabs.addTab(t("saves.bin"))
        self.tabs.setDrawBase(False)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.about.setMinimumHeight(2 * self.about.fontMetrics().lineSpacing() + 4)
        self.about.setAlignment(Qt.AlignmentFlag.AlignTop)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(10)
        top = QHBoxLayout()
        top.addWidget(head)
        top.addWidget(self.where, 1, Qt.AlignmentFlag.AlignBottom)
        top.addWidget(self.tabs)
        box.addLayout(top)
        box.addWidget(self.table, 1)
        box.addWidget(self.about)
        box.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for button, name in ((self.import_file, "import_file"), (self.import_folder, "import_folder")):
            button.setText(t(f"saves.{name}"))
            row.addWidget(button)
        row.addStretch(1)
        for name in ("delete", "restore", "export", "check", "open"):
            row.addWidget(self.buttons[name])
        self.buttons["delete"].setProperty("role", "danger")
        self.buttons["open"].setProperty("role", "primary")
        self.buttons["open"].setDefault(True)
        return row

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self.refresh)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.table.doubleClicked.connect(self._on_double)
        self.import_file.clicked.connect(self._ask_file)
        self.import_folder.clicked.connect(self._ask_folder)
        for name, slot in (
            ("open", self.open_chosen), ("check", self.check), ("export", self._ask_export),
            ("delete", self.delete), ("restore", self.restore),
        ):  # fmt: skip
            self.buttons[name].clicked.connect(slot)

    # Showing

    @property
    def in_bin(self) -> bool:
        """Whether the bin is shown."""
        return self.tabs.currentIndex() == 1

    def refresh(self) -> None:
        """Look into the folder again."""
        self.games = bin_of(self.saves) if self.in_bin else saved_games(self.saves)
        rows = [_row(game) for game in self.games]
        self.table.fill([t(f"saves.{name}") for name in COLUMNS], rows, self.theme, stretch=0)
        for name, button in self.buttons.items():
            button.setVisible((name == "restore") == self.in_bin or name == "check")
        if self.games:
            self.table.selectRow(0)
        self._show_chosen()

    def game(self) -> GameSummary | None:
        """The game that is chosen."""
        row = self.table.currentIndex().row()
        return self.games[row] if self.games and 0 <= row < len(self.games) else None

    def _on_row(self, _current: QModelIndex, _previous: QModelIndex) -> None:
        self._show_chosen()

    def _show_chosen(self) -> None:
        game = self.game()
        for name, button in self.buttons.items():
            button.setEnabled(game is not None and (name != "open" or game.problem is None))
        if game is None:
            self._say(t("saves.empty_bin" if self.in_bin else "saves.empty"))
        elif game.problem is not None:
            self._say(f"{game.path.name}　{sentence(game.problem)}")
        else:
            self._say(game.path.name)

    def _say(self, words: str) -> None:
        self.about.setText(words)

    # What the person does

    def _on_double(self, _index: QModelIndex) -> None:
        if self.buttons["open"].isVisible():
            self.open_chosen()

    def open_chosen(self) -> None:
        """Open the game that is chosen."""
        game = self.game()
        if game is not None and game.problem is None:
            self.accept()
            self.chosen.emit(game.path)

    def check(self) -> None:
        """Replay the chosen game and say whether its rounds are what the replay gives."""
        if (game := self.game()) is None:
            return
        try:
            folder, now = open_game(game.path)
        except (Refused, RulesetError) as refused:
            self._say(sentence(refused))
            return
        if found := folder.difference:
            facts = {"round": found.round, "what": found.what, "saved": found.saved}
            self._say(t("verify.differs", replayed=found.replayed, **facts))
        else:
            words = t("saves.verified", actions=len(now.history), rounds=len(folder.ends))
            own = t("save.carried", ruleset=folder.setup.ruleset) if folder.carried else ""
            self._say(" ".join(filter(None, (words, own))))

    def delete(self) -> None:
        """Put the chosen game into the bin."""
        if game := self.game():
            self._do(throw_away, game.path, "saves.deleted")

    def restore(self) -> None:
        """Take the chosen game out of the bin."""
        if game := self.game():
            self._do(take_out, game.path, "saves.restored")

    def _do(self, move: Callable[[Path, Path], Path], path: Path, said: str) -> None:
        """Move a game; say that it is done, or why not."""
        try:
            move(path, self.saves)
        except Refused as refused:
            self._say(sentence(refused))
            return
        self.refresh()
        self._say(t(said))

    def _ask_export(self) -> None:
        if game := self.game():
            name = f"{game.path.name}{SUFFIX}"
            dialog = self._file_dialog("saves.export")
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.selectFile(name)
            dialog.fileSelected.connect(self.export_to)
            dialog.open()

    def export_to(self, file: str) -> None:
        """Write the chosen game as one file."""
        game, path = self.game(), Path(file)
        if game is None:
            return
        path = path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)
        try:
            pack(game.path, path)
        except Refused as refused:
            self._say(sentence(refused))
            return
        self._say(t("saves.exported", path=str(path)))

    def _ask_file(self) -> None:
        dialog = self._file_dialog("saves.import_file")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.import_from)
        dialog.open()

    def _ask_folder(self) -> None:
        dialog = self._file_dialog("saves.import_folder")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.import_from)
        dialog.open()

    def _file_dialog(self, title: str) -> QFileDialog:
        dialog = QFileDialog(self, t(title), str(Path.home()))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if title != "saves.import_folder":
            dialog.setNameFilter(t("saves.parcel"))
            dialog.setDefaultSuffix(SUFFIX[1:])
        return dialog

    def import_from(self, source: str) -> None:
        """Look at a game from elsewhere, and ask whether it is to be taken in."""
        try:
            incoming = bring(Path(source), self.saves)
        except (Refused, RulesetError) as refused:
            self._say(sentence(refused))
            return
        dialog = ImportDialog(incoming, self.saves, self)
        dialog.imported.connect(self._on_imported)
        dialog.failed.connect(self._say)
        dialog.open()

    def _on_imported(self, path: Path) -> None:
        self.tabs.setCurrentIndex(0)
        self.refresh()
        row = next((row for row, game in enumerate(self.games) if game.path == path), 0)
        self.table.selectRow(row)
        self._say(t("saves.imported", name=path.name))


class ImportDialog(QDialog):
    """Shows a game from elsewhere before it is taken in."""

    imported = Signal(Path)
    failed = Signal(str)

    def __init__(self, incoming: Incoming, saves: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.incoming, self.saves = incoming, saves
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(t("saves.import"))
        box = QVBoxLayout(self)
        box.addStrut(px(460))
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(12)
        head = label("section")
        head.setText(t("saves.import"))
        box.addWidget(head)
        box.addWidget(self._card())
        kept = label("faint", wrap=True)
        kept.setText(t("saves.kept"))
        box.addWidget(kept)
        box.addLayout(self._buttons())

    def _card(self) -> QFrame:
        """What the game is, and whether it is whole."""
        card = QFrame()
        card.setProperty("role", "card")
        box = QVBoxLayout(card)
        box.setContentsMargins(16, 12, 16, 12)
        game, found = self.incoming.summary, self.incoming.difference
        steps = t("saves.steps", actions=self.incoming.actions, reached=reached(game.round))
        rows = [
            ("section", game.name),
            ("", f"{named(ruleset_title(game.ruleset, game.path))} · {t(f'mode.{game.mode}')} · {steps}"),
        ]
        if found is None:
            rows.append(("faint", t("saves.whole")))
        else:
            facts = {"round": found.round, "what": found.what, "saved": found.saved}
            rows.append(("warning", t("verify.differs", replayed=found.replayed, **facts)))
        if self.incoming.carried:
            rows.append(("faint", t("save.carried", ruleset=game.ruleset)))
        for role, words in rows:
            line = label(role, wrap=True)
            line.setText(words)
            box.addWidget(line)
        return card

    def _buttons(self) -> QHBoxLayout:
        self.cancel, self.ok = QPushButton(t("dialog.cancel")), QPushButton(t("saves.import_ok"))
        self.ok.setProperty("role", "primary")
        self.ok.setDefault(True)
        self.ok.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.ok)
        row.addWidget(self.cancel)
        return row

    def accept(self) -> None:
        """Take the game in."""
        try:
            path = self.incoming.accept(self.saves)
        except Refused as refused:
            self.failed.emit(sentence(refused))
            self.reject()
            return
        super().accept()
        self.imported.emit(path)

    def reject(self) -> None:
        """Leave it."""
        self.incoming.discard()
        super().reject()
