"""What the program stands on: Qt's bindings, the shipped font, the folders, and packaging/start.py."""

from __future__ import annotations

import ast
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import platformdirs
import pytest
from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPen, QRawFont

from sandbox_gui import resources

ROOT = Path(__file__).resolve().parent.parent
START = ROOT / "packaging" / "start.py"


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """packaging/start.py as a module whose environment lies in a temporary folder."""
    spec = importlib.util.spec_from_file_location("start", START)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "ENV", tmp_path)
    monkeypatch.setattr(module, "STAMP", tmp_path / "stamp.json")
    return module


# ------------------------------------------------------------ Qt


@pytest.mark.usefixtures("qapp")
def test_painting_keeps_the_references_to_none() -> None:
    """PySide6 6.12.0 drops one a call, until Python 3.11 ends with "deallocating None".

    From Python 3.12 on None is immortal and its count stands still, so that this passes there with any
    PySide6; it is the run on 3.11 that guards the limit in pyproject.toml.
    """
    image = QImage(8, 8, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    brush, pen = QBrush(QColor("red")), QPen(QColor("blue"))
    before = sys.getrefcount(None)
    for _ in range(2000):
        painter.setBrush(brush)
        painter.setPen(pen)
    lost = before - sys.getrefcount(None)
    painter.end()
    assert lost < 100


@pytest.mark.usefixtures("qapp")
def test_qt_speaks_chinese() -> None:
    translator = QTranslator()
    assert translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    assert translator.translate("QPlatformTheme", "Cancel") == "取消"


# ------------------------------------------------------------ the font


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("weight", ["Regular", "Bold"])
def test_the_font_has_what_the_program_writes(weight: str) -> None:
    font = QRawFont(str(resources.asset("fonts", f"SandboxSansSC-{weight}.otf")), 16)
    assert font.familyName() == "Sandbox Sans SC"
    level_one = (
        bytes((row, cell)).decode("gb2312") for row in range(0xB0, 0xD7) for cell in range(0xA1, 0xFA)
    )
    wanted = "".join(level_one) + "¥€£×÷≤≥±→←①⑳■□▲△●○◆★½—…“”《》？！％ＡｚÄé"
    assert [char for char in wanted if not font.supportsCharacter(ord(char))] == []
    assert [code for code in range(0x2E80, 0x2FE0) if font.supportsCharacter(code)] == []


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("weight", ["Regular", "Bold"])
def test_figures_are_of_one_width(weight: str) -> None:
    font = QRawFont(str(resources.asset("fonts", f"SandboxSansSC-{weight}.otf")), 16)
    widths = {
        advance.x() for advance in font.advancesForGlyphIndexes(font.glyphIndexesForString("0123456789"))
    }
    assert len(widths) == 1


# ------------------------------------------------------------ the folders


def test_assets_are_found_inside_an_installed_package(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert resources.asset("fonts", "OFL.txt").is_file()
    (tmp_path / "assets").mkdir()
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path)
    assert resources.asset("rules", "itmc.json") == tmp_path / "assets" / "rules" / "itmc.json"


def test_saves_lie_where_the_user_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SANDBOX_SAVES", str(tmp_path / "mine"))
    assert resources.saves_dir() == tmp_path / "mine"


def test_saves_lie_in_a_checkout_or_with_the_users_data(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("SANDBOX_SAVES")
    monkeypatch.setattr(resources, "_CHECKOUT", tmp_path)
    data = platformdirs.user_data_path("sandbox-gui", appauthor=False) / "saves"
    assert resources.saves_dir() == data
    (tmp_path / "saves").mkdir()
    assert resources.saves_dir() == data
    (tmp_path / "pyproject.toml").touch()
    assert resources.saves_dir() == tmp_path / "saves"


# ------------------------------------------------------------ packaging/start.py


def test_start_parses_on_old_pythons() -> None:
    ast.parse(START.read_text(encoding="utf-8"), feature_version=(3, 7))


@pytest.mark.parametrize(
    ("version", "fits"), [((3, 10), False), ((3, 11), True), ((3, 13), True), ((3, 14), True)]
)
def test_only_some_pythons_fit(start: ModuleType, version: tuple[int, int], fits: bool) -> None:
    if fits:
        start.check_version(version)
    else:
        with pytest.raises(start.Stop, match=r"3\.11"):
            start.check_version(version)


@pytest.mark.parametrize(
    ("environ", "shown", "plugin"),
    [
        ({}, False, ""),
        ({"DISPLAY": ""}, False, ""),
        ({"DISPLAY": ":0"}, True, "xcb"),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "xcb"}, True, "xcb"),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, True, "wayland"),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0", "QT_QPA_PLATFORM": "xcb"}, True, "xcb"),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, True, ""),
        ({"QT_QPA_PLATFORM": "offscreen"}, True, ""),
    ],
)
def test_displays_on_linux(start: ModuleType, environ: dict[str, str], shown: bool, plugin: str) -> None:
    extra = {"": (), "xcb": start.X11_LIBRARIES, "wayland": start.WAYLAND_LIBRARIES}[plugin]
    assert start.has_display("linux", environ) is shown
    assert start.needed_libraries("linux", environ) == [*start.BASE_LIBRARIES, *extra]


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_other_systems_need_nothing(start: ModuleType, platform: str) -> None:
    assert start.has_display(platform, {})
    assert start.needed_libraries(platform, {}) == []


def test_one_command_adds_what_is_missing(start: ModuleType) -> None:
    rows = [*start.BASE_LIBRARIES[:2], start.VENV]
    assert start.install_command(rows, ["apt-get"])[-3:-1] == ["libegl1", "libgl1"]
    assert start.install_command(rows, ["pacman"])[-2:] == ["libglvnd", "python"]
    assert start.install_command(rows, ["pacman", "dnf"])[0] == "dnf"
    assert start.install_command(rows, []) == []


def test_a_missing_library_stops_with_the_command(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "missing", lambda _environ: [start.BASE_LIBRARIES[0]])
    monkeypatch.setattr(start.shutil, "which", lambda name: name if name == "apt-get" else None)
    with pytest.raises(start.Stop, match=r"sudo apt-get install .*libegl1"):
        start.need_system({}, may_install=False)


def test_nothing_is_installed_twice(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setattr(start, "make_environment", lambda: done.append("environment"))
    monkeypatch.setattr(start, "install", done.append)
    monkeypatch.setattr(start, "env_python", lambda: Path(sys.executable))
    for extra in ("", "", "test", "", "test"):
        start.prepare(extra)
    assert done == ["environment", ".", ".[test]"]
    monkeypatch.setattr(start, "project_key", lambda *_: "another pyproject.toml")
    start.prepare("")
    assert done[3:] == ["."]
    monkeypatch.setattr(start, "python_key", lambda: "another Python")
    start.prepare("")
    assert done[4:] == ["environment", "."]


@pytest.mark.parametrize("content", ["", "{", "[]", "null"])
def test_a_broken_stamp_counts_as_none(start: ModuleType, content: str) -> None:
    start.STAMP.write_text(content, encoding="utf-8")
    assert start.read_stamp(start.STAMP) == {}


def test_the_key_follows_project_and_place(start: ModuleType) -> None:
    keys = {start.project_key(*args) for args in [(b"1", ROOT), (b"2", ROOT), (b"1", ROOT.parent)]}
    assert len(keys) == 3


def test_checks_stop_at_the_first_failure(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    calls: list[list[str]] = []
    monkeypatch.setattr(start, "need_system", lambda *_, **__: None)
    monkeypatch.setattr(start, "prepare", lambda _extra: None)
    monkeypatch.setattr(
        start.subprocess, "call", lambda command, **_: calls.append(command) or "mypy" in command
    )
    assert start.main(["test", "-k", "x"]) == 1
    assert [call[2] for call in calls] == ["ruff", "ruff", "mypy"]
    assert capsys.readouterr().out.endswith("没有通过：mypy\nFailed: mypy\n")


def test_without_a_display_a_game_is_demonstrated(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[tuple[list[str], str]] = []
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(start.sys, "platform", "linux")
    monkeypatch.setattr(start, "need_system", lambda *_, **__: None)
    monkeypatch.setattr(start, "prepare", lambda _extra: None)
    monkeypatch.setattr(
        start.subprocess,
        "call",
        lambda command, env: calls.append((command[1:], env["QT_QPA_PLATFORM"])) or 0,
    )
    assert start.main([]) == 0
    assert start.main(["--yes", "play", "--years", "2"]) == 0
    assert calls == [
        (["-m", "sandbox_gui", "demo"], "offscreen"),
        (["-m", "sandbox_gui", "play", "--years", "2"], "offscreen"),
    ]
