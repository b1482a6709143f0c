"""What the program remembers of its user: language, theme, recent games, the window's place."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings

from ..resources import saves_dir
from ..text import LANGUAGES
from .pace import PACES, system_pace
from .theme import FOLLOW, THEMES

if TYPE_CHECKING:
    from ..storage.browse import GameSummary
    from .meeting_settings import MeetingSettings

MOST_RECENT = 12


def settings_path() -> Path:
    """The settings file: the variable SANDBOX_SETTINGS names it, else it lies in the user's configuration."""
    if chosen := os.environ.get("SANDBOX_SETTINGS"):
        return Path(chosen)
    import platformdirs  # not for a window that is told where its files lie

    return platformdirs.user_config_path("sandbox-gui", appauthor=False) / "settings.ini"


class Preferences:
    """Typed access to the settings file; what is missing or unknown there counts as not said."""

    def __init__(self, path: Path | None = None) -> None:
        self._settings = QSettings(str(path or settings_path()), QSettings.Format.IniFormat)

    @property
    def language(self) -> str:
        """The chosen language, Chinese where none was chosen."""
        chosen = str(self._settings.value("language", "zh"))
        return chosen if chosen in LANGUAGES else "zh"

    @language.setter
    def language(self, name: str) -> None:
        self._settings.setValue("language", name)

    @property
    def theme(self) -> str:
        """The chosen theme, or ``system`` where none was chosen."""
        chosen = str(self._settings.value("theme", FOLLOW))
        return chosen if chosen in THEMES else FOLLOW

    @theme.setter
    def theme(self, name: str) -> None:
        self._settings.setValue("theme", name)

    @property
    def projected(self) -> bool:
        """Whether the projector's size is in force, and not the desk's."""
        return str(self._settings.value("projected", "no")) == "yes"

    @projected.setter
    def projected(self, wanted: bool) -> None:
        self._settings.setValue("projected", "yes" if wanted else "no")

    def scale(self, projected: bool) -> int:
        """The chosen size in percent, 80 to 200: usually 100 at the desk, 125 on a projector."""
        found = str(self._settings.value("scale_projected" if projected else "scale", ""))
        usual = 125 if projected else 100
        return max(80, min(200, int(found))) if found.isdecimal() else usual

    def set_scale(self, projected: bool, percent: int) -> None:
        """Remember a size."""
        self._settings.setValue("scale_projected" if projected else "scale", percent)

    def beside(self, narrow: bool) -> bool:
        """Whether what stands beside the table is open: at first only where the window has room for it."""
        usual = "no" if narrow else "yes"
        return str(self._settings.value("beside_narrow" if narrow else "beside", usual)) == "yes"

    def set_beside(self, narrow: bool, wanted: bool) -> None:
        """Remember whether it is open in a narrow window, or in a wide one."""
        self._settings.setValue("beside_narrow" if narrow else "beside", "yes" if wanted else "no")

    @property
    def pace(self) -> str:
        """How fast things move on the table; as the system asks where nothing was chosen."""
        chosen = str(self._settings.value("pace", ""))
        return chosen if chosen in PACES else system_pace()

    @pace.setter
    def pace(self, name: str) -> None:
        self._settings.setValue("pace", name)

    @property
    def company_name(self) -> str:
        """The company name that was last given, or nothing."""
        return str(self._settings.value("company", ""))

    @company_name.setter
    def company_name(self, name: str) -> None:
        self._settings.setValue("company", name)

    @property
    def meeting(self) -> MeetingSettings:
        """How order meetings are held; what is missing or cannot be read is as at first."""
        from dataclasses import fields  # neither is for a window without a game

        from .meeting_settings import PICK_PACES, MeetingSettings

        found: dict[str, object] = {}
        for entry in fields(MeetingSettings):
            value = str(self._settings.value(f"meeting/{entry.name}", ""))
            if entry.type == "bool" and value in ("yes", "no"):
                found[entry.name] = value == "yes"
            elif entry.type == "int" and value.isdecimal():
                found[entry.name] = int(value)
            elif entry.type == "str" and value in PICK_PACES:
                found[entry.name] = value
        return MeetingSettings(**found)  # type: ignore[arg-type]

    @meeting.setter
    def meeting(self, settings: MeetingSettings) -> None:
        from dataclasses import fields

        for entry in fields(settings):
            value = getattr(settings, entry.name)
            words = ("no", "yes")[value] if isinstance(value, bool) else str(value)
            self._settings.setValue(f"meeting/{entry.name}", words)

    @property
    def geometry(self) -> QByteArray:
        """The window's last place and size, empty at first."""
        value = self._settings.value("geometry", QByteArray())
        return value if isinstance(value, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._settings.setValue("geometry", value)

    @property
    def guide_on(self) -> bool:
        """Whether the guide goes on when its game is opened again."""
        return str(self._settings.value("guide_on", "no")) == "yes"

    @guide_on.setter
    def guide_on(self, on: bool) -> None:
        self._settings.setValue("guide_on", "yes" if on else "no")

    @property
    def guide_folder(self) -> str:
        """The folder of the game that was guided last, or nothing."""
        return str(self._settings.value("guide_folder", ""))

    @guide_folder.setter
    def guide_folder(self, folder: str) -> None:
        self._settings.setValue("guide_folder", folder)

    @property
    def guide_read(self) -> list[str]:
        """The steps of the guide that were read in that game."""
        return [step for step in str(self._settings.value("guide_read", "")).split() if step]

    @guide_read.setter
    def guide_read(self, steps: list[str]) -> None:
        self._settings.setValue("guide_read", " ".join(steps))

    def remember_game(self, folder: Path) -> None:
        """Put a game's folder first in the list of recent ones."""
        known = [str(folder), *(path for path in self._folders() if path != str(folder))]
        self._settings.setValue("recent", known[:MOST_RECENT])

    def recent_games(self) -> list[GameSummary]:
        """The games that can be continued, last played first: those opened before and those saved here."""
        opened = self.opened_games()
        if not opened and not self.has_games():
            return []
        from ..storage.browse import saved_games, summary  # not for a window that opens on nothing

        found = {path: summary(path) for path in opened}
        found.update({game.path: game for game in saved_games(saves_dir())})
        return sorted(found.values(), key=lambda game: game.played, reverse=True)[:MOST_RECENT]

    def opened_games(self) -> list[Path]:
        """The folders of the games that were opened before and are still there, the last one first."""
        return [path for path in map(Path, self._folders()) if (path / "game.json").exists()]

    def has_games(self) -> bool:
        """Whether some game was saved here or opened before, without looking into it."""
        return any(saves_dir().glob("*/game.json")) or bool(self.opened_games())

    def _folders(self) -> list[str]:
        value = self._settings.value("recent", [])
        folders = [value] if isinstance(value, str) else value
        return [str(folder) for folder in folders] if isinstance(folders, list) else []
