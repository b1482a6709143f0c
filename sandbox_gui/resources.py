"""Where the files lie: assets that ship with the program, and the folder of the user's rounds."""

from __future__ import annotations

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent


def asset(*parts: str) -> Path:
    """The path of a shipped file or folder: inside an installed package, or beside it in a checkout."""
    inside = _PACKAGE / "assets"
    return (inside if inside.is_dir() else _CHECKOUT / "assets").joinpath(*parts)


def saves_dir() -> Path:
    """The folder of saved rounds, which may not exist yet.

    The variable SANDBOX_SAVES names it; else it is ``saves`` of a checkout, else the user's data folder.
    """
    if chosen := os.environ.get("SANDBOX_SAVES"):
        return Path(chosen)
    saves = _CHECKOUT / "saves"
    if (_CHECKOUT / "pyproject.toml").is_file() and saves.is_dir():
        return saves
    return _user_data() / "saves"


def user_rules_dir() -> Path:
    """The folder of the user's own rulesets, which may not exist.

    The variable SANDBOX_RULES names it; else it is ``rules`` of the user's data folder.
    """
    return Path(os.environ.get("SANDBOX_RULES") or _user_data() / "rules")


def _user_data() -> Path:
    import platformdirs  # not for a window that is told where its files lie

    return platformdirs.user_data_path("sandbox-gui", appauthor=False)
