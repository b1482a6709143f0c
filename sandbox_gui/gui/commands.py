"""Every action of the window, described once: menu, task list, board and tooltips read it here."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from ..text import t
from .icons import icon
from .pace import PACES
from .theme import FOLLOW, THEMES, Theme

if TYPE_CHECKING:
    from ..core.game import Company, Game, Stage
    from .session import Session


class Shell(Protocol):
    """What commands ask of the window."""

    def new_game(self) -> None: ...
    def open_game(self) -> None: ...
    def show_saves(self) -> None: ...
    def continue_game(self) -> None: ...
    def close_game(self) -> None: ...
    def quit(self) -> None: ...
    def show_page(self, name: str) -> None: ...
    def toggle_full_screen(self) -> None: ...
    def toggle_tasks(self) -> None: ...
    def toggle_projected(self) -> None: ...
    def scale(self, step: int) -> None: ...
    def speak(self, language: str) -> None: ...
    def wear(self, theme: str) -> None: ...
    def set_pace(self, pace: str) -> None: ...
    def show_help(self, name: str) -> None: ...
    def open_palette(self) -> None: ...
    def project(self, view: str) -> None: ...
    def toggle_pointer(self) -> None: ...
    def picture(self, save: bool) -> None: ...
    def decide(self, command: str, place: str = "") -> None: ...
    def step(self, command: str) -> None: ...


class Command(NamedTuple):
    """One action: its texts are ``command.<id>`` and ``command.<id>.tip``.

    `words` are the decisions of the core that it takes (``borrow_*``: every kind of loan); it is open
    while one of them is. `in_game`: it makes sense only while a game is on the table, `shared`: only
    where several people share that table.
    """

    id: str
    menu: str
    run: Callable[[Shell], None]
    shortcuts: tuple[str, ...] = ()
    icon: str = ""
    words: tuple[str, ...] = ()
    in_game: bool = False
    checkable: bool = False
    shared: bool = False

    @property
    def name(self) -> str:
        """The command in the language spoken."""
        return t(f"command.{self.id}")

    @property
    def help(self) -> str:
        """What it does, in a sentence."""
        return t(f"command.{self.id}.tip")

    def takes(self, word: str) -> bool:
        """Whether the command takes a decision of the core."""
        return any(word == own or (own[-1] == "*" and word.startswith(own[:-1])) for own in self.words)

    def opened_by(self, stage: Stage) -> bool:
        """Whether a stage of the year opens the command."""
        return any(self.takes(word) for word in stage.open)


def _decision(name: str, shortcut: str, words: str, icon_name: str = "") -> Command:
    def run(shell: Shell) -> None:
        shell.decide(name)

    return Command(name, "decisions", run, (shortcut,), icon_name or name, tuple(words.split()), in_game=True)


def _step(name: str, *shortcuts: str, icon_name: str = "", checkable: bool = False) -> Command:
    def run(shell: Shell) -> None:
        shell.step(name)

    return Command(name, "history", run, shortcuts, icon_name, in_game=True, checkable=checkable)


def _page(name: str, shortcut: str) -> Command:
    def run(shell: Shell) -> None:
        shell.show_page(name)

    return Command(f"page_{name}", "view", run, (shortcut,), f"page_{name}", in_game=True, checkable=True)


def _table(name: str, shortcut: str, shared: bool = False) -> Command:
    """What is done at the table beside the game itself."""

    def run(shell: Shell) -> None:
        shell.decide(name)

    return Command(name, "game", run, (shortcut,), in_game=True, shared=shared)


def _help(name: str, shortcuts: tuple[str, ...] = (), in_game: bool = False) -> Command:
    def run(shell: Shell) -> None:
        shell.show_help(name)

    return Command(f"help_{name}", "help", run, shortcuts, in_game=in_game)


def _language(name: str) -> Command:
    def run(shell: Shell) -> None:
        shell.speak(name)

    return Command(f"language_{name}", "language", run, checkable=True)


def _theme(name: str) -> Command:
    def run(shell: Shell) -> None:
        shell.wear(name)

    return Command(f"theme_{name}", "theme", run, checkable=True)


def _pace(name: str) -> Command:
    def run(shell: Shell) -> None:
        shell.set_pace(name)

    return Command(f"pace_{name}", "pace", run, checkable=True)


def _scale(name: str, step: int, shortcuts: tuple[str, ...]) -> Command:
    def run(shell: Shell) -> None:
        shell.scale(step)

    return Command(f"scale_{name}", "scale", run, shortcuts)


def _project(view: str) -> Command:
    def run(shell: Shell) -> None:
        shell.project(view)

    return Command(f"project_{view}", "projection", run, in_game=True, checkable=True)


PAGES = ("board", "forecast", "meeting", "statements", "ranking", "history")

COMMANDS: tuple[Command, ...] = (
    Command("new_game", "game", lambda shell: shell.new_game(), ("Ctrl+N",), "new_game"),
    Command("open_game", "game", lambda shell: shell.open_game(), ("Ctrl+O",), "open_game"),
    Command("saves", "game", lambda shell: shell.show_saves(), ("Ctrl+Shift+O",), "open_game"),
    Command("continue_game", "game", lambda shell: shell.continue_game(), ("Ctrl+R",), "continue_game"),
    _table("notes", "Ctrl+Shift+N"),
    _table("hand_over", "Ctrl+Shift+H", shared=True),
    Command("close_game", "game", lambda shell: shell.close_game(), ("Ctrl+W",), in_game=True),
    Command("quit", "game", lambda shell: shell.quit(), ("Ctrl+Q",)),
    _decision("end_stage", "F9", "end_stage"),
    _decision("advertise", "Ctrl+A", "advertise"),
    _decision("meeting", "Ctrl+T", "take_order bid"),
    _decision("borrow", "Ctrl+L", "borrow_*"),
    _decision("order_materials", "Ctrl+M", "order_materials"),
    _decision("add_plant", "Ctrl+F", "buy_plant rent_plant"),
    _decision("build_line", "Ctrl+B", "build_line"),
    _decision("continue_line", "Ctrl+G", "continue_line"),
    _decision("convert_line", "Ctrl+H", "convert_line"),
    _decision("sell_line", "Ctrl+Shift+S", "sell_line"),
    _decision("start_production", "Ctrl+P", "start_production"),
    _decision("deliver", "Ctrl+J", "deliver"),
    _decision("develop", "Ctrl+U", "develop_product develop_market develop_standard"),
    _decision("manage_plant", "Ctrl+Shift+F", "sell_plant discount_plant rent_to_buy return_plant"),
    _decision("discount", "Ctrl+D", "discount"),
    _decision("buy_emergency", "Ctrl+E", "buy_emergency"),
    _decision("sell_stock", "Ctrl+K", "sell_stock"),
    _decision("trade", "Ctrl+Shift+T", "trade"),
    _decision("spy", "Ctrl+I", "spy"),
    _step("undo", "Ctrl+Z", icon_name="undo"),
    _step("redo", "Ctrl+Y", "Ctrl+Shift+Z", icon_name="redo"),
    _step("teacher", checkable=True),
    _step("back_quarter"),
    _step("back_year"),
    _step("add_capital"),
    _step("give_order"),
    *(_page(name, f"F{number}") for number, name in enumerate(PAGES[:-1], 2)),
    _page("history", "F12"),
    Command(
        "tasks", "view", lambda shell: shell.toggle_tasks(), ("F8",), "tasks", in_game=True, checkable=True
    ),
    _scale("larger", +1, ("Ctrl+=", "Ctrl++")),
    _scale("smaller", -1, ("Ctrl+-",)),
    _scale("usual", 0, ("Ctrl+0",)),
    Command("projected", "scale", lambda shell: shell.toggle_projected(), ("F7",), checkable=True),
    Command("full_screen", "view", lambda shell: shell.toggle_full_screen(), ("F11",), checkable=True),
    Command("project", "projection", lambda shell: shell.project(""), ("Shift+F11",), in_game=True),
    *(_project(view) for view in ("ranking", "meeting", "table")),
    Command(
        "pointer",
        "projection",
        lambda shell: shell.toggle_pointer(),
        ("Ctrl+F11",),
        in_game=True,
        checkable=True,
    ),
    Command("copy_board", "game", lambda shell: shell.picture(False), ("Ctrl+Shift+C",), in_game=True),
    Command("save_board", "game", lambda shell: shell.picture(True), ("Ctrl+Shift+E",), in_game=True),
    _language("zh"),
    _language("en"),
    *(_theme(name) for name in (FOLLOW, *THEMES)),
    *(_pace(name) for name in PACES),
    Command("palette", "help", lambda shell: shell.open_palette(), ("Ctrl+Shift+P",)),
    _help("guide"),
    _help("glossary", ("F1",)),
    _help("rules", ("Shift+F1",), in_game=True),
    _help("shortcuts", ("Ctrl+/",)),
    _help("about"),
)
BY_ID = {command.id: command for command in COMMANDS}
TEACHERS = ("back_quarter", "back_year", "add_capital", "give_order")
"""What the teacher's switch unlocks."""
DECISIONS = tuple(command for command in COMMANDS if command.menu == "decisions")

PLACES: dict[str, str] = {
    "cash": "borrow",
    "loan": "borrow",
    "receivable": "discount",
    "plant": "manage_plant",
    "plant_new": "add_plant",
    "slot": "build_line",
    "material": "order_materials",
    "ordered": "order_materials",
    "goods": "deliver",
    "order": "deliver",
    "product": "develop",
    "standard": "develop",
}
"""The decision that a place of the board stands for; lines and markets depend on their state."""


def command_for(place: str, company: Company, game: Game) -> str:
    """The command that activating a place of the board means, or nothing."""
    kind, _, name = place.partition(":")
    if kind == "line":
        line = company.line(int(name))
        return "" if line is None else "continue_line" if line.work else "start_production"
    if kind == "market":
        complete = company.progress[name].paid >= game.catalogue.payments[name]
        return "advertise" if complete else "develop"
    if kind == "pot":
        return "advertise" if name == "advertising" else ""
    return PLACES.get(kind, "")


def open_places(session: Session) -> set[str]:
    """The places of the board where something can be decided now."""
    from .choices import doable  # the rules of the game are not loaded before there is a table

    if not session.may_act():
        return set()
    places = {
        one.place
        for name in ("start_production", "continue_line", "deliver", "develop")
        for one in doable(session, name)
    }
    company, ruleset = session.company, session.ruleset
    if session.is_open("order_materials"):
        places |= {f"material:{material.id}" for material in ruleset.materials}
    if session.is_open("build_line"):
        slots = session.game.catalogue.plants
        free = (p for p in company.plants if len(company.lines_in(p.no)) < slots[p.type].slots)
        places |= {f"slot:{plant.no}" for plant in free}
    room = len(company.plants) < ruleset.plant_rules.most
    if room and (session.is_open("buy_plant") or session.is_open("rent_plant")):
        places.add("plant_new")
    places |= {f"loan:{rule.id}" for rule in ruleset.finance.loans if session.is_open(f"borrow_{rule.id}")}
    return places


class CommandAction(QAction):
    """A command in the window: menus and buttons trigger it, and it asks the shell."""

    def __init__(self, command: Command, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self.command = command
        self._shell = shell
        self.setObjectName(command.id)
        self.setCheckable(command.checkable)
        self.setShortcuts([QKeySequence(keys) for keys in command.shortcuts])
        self.triggered.connect(self._on_triggered)

    def _on_triggered(self, _checked: bool = False) -> None:
        self.command.run(self._shell)

    def retranslate(self, name: str = "") -> None:
        """Set name, help and tooltip in the language spoken; `name` says more than the command's own."""
        keys = self.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.setText(text := name or self.command.name)
        self.setStatusTip(self.command.help)
        self.setWhatsThis(self.command.help)
        self.setToolTip(f"{text} ({keys})\n{self.command.help}" if keys else self.command.help)

    def set_theme(self, theme: Theme) -> None:
        """Draw the icon in the theme's ink."""
        if self.command.icon:
            self.setIcon(icon(self.command.icon, theme.ink))
