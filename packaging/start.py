"""Start the sandbox, or check it, with nothing but a Python that has pip and venv.

    python3 packaging/start.py              make .venv on the first run, then open the window
    python3 packaging/start.py demo …       the same for a sub-command of the program
    python3 packaging/start.py test …       run every check; what follows goes to pytest

With --yes a start also installs the system packages that Linux lacks; the checks do so by themselves.
This file has to parse on old Pythons (hence the quoted types), so that it can say that one is too old.
"""

import ctypes
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
ENV = ROOT / ".venv"
STAMP = ENV / "sandbox-gui.json"

# What Qt's wheels load from the system, and the package that brings it: apt, dnf, pacman.
BASE_LIBRARIES = (
    ("libEGL.so.1", "libegl1", "libglvnd-egl", "libglvnd"),
    ("libGL.so.1", "libgl1", "libglvnd-glx", "libglvnd"),
    ("libX11.so.6", "libx11-6", "libX11", "libx11"),
    ("libglib-2.0.so.0", "libglib2.0-0", "glib2", "glib2"),
    ("libdbus-1.so.3", "libdbus-1-3", "dbus-libs", "dbus"),
    ("libfontconfig.so.1", "libfontconfig1", "fontconfig", "fontconfig"),
    ("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon", "libxkbcommon"),
)
X11_LIBRARIES = (
    ("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor", "xcb-util-cursor"),
    ("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm", "xcb-util-wm"),
    ("libxcb-image.so.0", "libxcb-image0", "xcb-util-image", "xcb-util-image"),
    ("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms", "xcb-util-keysyms"),
    ("libxcb-randr.so.0", "libxcb-randr0", "libxcb", "libxcb"),
    ("libxcb-render-util.so.0", "libxcb-render-util0", "xcb-util-renderutil", "xcb-util-renderutil"),
    ("libxcb-shape.so.0", "libxcb-shape0", "libxcb", "libxcb"),
    ("libxcb-sync.so.1", "libxcb-sync1", "libxcb", "libxcb"),
    ("libxcb-util.so.1", "libxcb-util1", "xcb-util", "xcb-util"),
    ("libxcb-xfixes.so.0", "libxcb-xfixes0", "libxcb", "libxcb"),
    ("libxcb-xkb.so.1", "libxcb-xkb1", "libxcb", "libxcb"),
    ("libX11-xcb.so.1", "libx11-xcb1", "libX11-xcb", "libx11"),
    ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11", "libxkbcommon-x11"),
)
WAYLAND_LIBRARIES = (
    ("libwayland-client.so.0", "libwayland-client0", "libwayland-client", "wayland"),
    ("libwayland-cursor.so.0", "libwayland-cursor0", "libwayland-cursor", "wayland"),
)
# Debian alone keeps venv's other half in a package of its own.
VENV = ("ensurepip", "python{}.{}-venv".format(*sys.version_info[:2]), "python3", "python")
MANAGERS = (
    ["apt-get", "install", "-y", "--no-install-recommends"],
    ["dnf", "install", "-y"],
    ["pacman", "-S", "--needed", "--noconfirm"],
)
# The checks in their order: a name, and what the environment's Python is given.
CHECKS = (
    ("ruff check", ["-m", "ruff", "check", "."]),
    ("ruff format", ["-m", "ruff", "format", "--check", "."]),
    ("mypy", ["-m", "mypy"]),
    ("lint-imports", ["-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-logo"]),
    ("pytest", ["-m", "pytest", "-n", "2"]),
)


class Stop(Exception):
    """Nothing more can be done; carries the sentence in Chinese and in English."""

    def __init__(self, chinese: str, english: str) -> None:
        super().__init__(chinese, english)


def say(chinese: str, english: str) -> None:
    """Print a sentence in both languages, with ? for what the terminal cannot show."""
    encoding = sys.stdout.encoding or "ascii"
    for text in (chinese, english):
        print(text.encode(encoding, "replace").decode(encoding), flush=True)


def check_version(version: "tuple[int, int]") -> None:
    """Stop where this Python is too old for the program."""
    if version < OLDEST:
        least = "{}.{}".format(*OLDEST)
        this = "{}.{}".format(*version)
        raise Stop(
            f"需要 Python {least} 或更新，现在用的是 {this}。请换一个，例如 python3.12 packaging/start.py",
            f"Needs Python {least} or newer, this is {this}. Try another: python3.12 packaging/start.py",
        )


# ------------------------------------------------------------ the system


def has_display(platform: str, environ: "dict[str, str]") -> bool:
    """Whether a window can open; on Linux somebody has to name a display."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return platform != "linux" or any(environ.get(name) for name in names)


def needed_libraries(platform: str, environ: "dict[str, str]") -> "list[tuple[str, ...]]":
    """The rows of system libraries that Qt loads here; where both displays are, it takes Wayland."""
    if platform != "linux":
        return []
    plugin = environ.get("QT_QPA_PLATFORM", "")
    if environ.get("WAYLAND_DISPLAY") and plugin in ("", "wayland"):
        return [*BASE_LIBRARIES, *WAYLAND_LIBRARIES]
    if environ.get("DISPLAY") and plugin in ("", "xcb"):
        return [*BASE_LIBRARIES, *X11_LIBRARIES]
    return list(BASE_LIBRARIES)


def loads(library: str) -> bool:
    """Whether the system's loader finds a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing(environ: "dict[str, str]") -> "list[tuple[str, ...]]":
    """The rows of what this system lacks."""
    lacking = [row for row in needed_libraries(sys.platform, environ) if not loads(row[0])]
    if sys.platform == "linux" and importlib.util.find_spec("ensurepip") is None:
        lacking.append(VENV)
    return lacking


def install_command(rows: "list[tuple[str, ...]]", present: "list[str]") -> "list[str]":
    """The one command that adds what is missing, for the first package manager present; else empty."""
    for column, command in enumerate(MANAGERS, start=1):
        if command[0] in present:
            return [*command, *dict.fromkeys(row[column] for row in rows)]
    return []


def install_packages(command: "list[str]") -> None:
    """Run a package manager's command, as root or by a sudo that does not ask; who calls looks what came."""
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    if command[0] == "apt-get":
        subprocess.call([*sudo, "apt-get", "update"], env=environ)
    subprocess.call([*sudo, *command], env=environ)


def need_system(environ: "dict[str, str]", may_install: bool) -> None:
    """Stop where system packages are missing, unless they may be and can be installed."""
    lacking = missing(environ)
    if not lacking:
        return
    names = ", ".join(row[0] for row in lacking)
    command = install_command(lacking, [line[0] for line in MANAGERS if shutil.which(line[0])])
    if may_install and command and (os.geteuid() == 0 or shutil.which("sudo")):
        say(f"正在安装系统软件包：{names}", f"Installing system packages: {names}")
        install_packages(command)
        lacking = missing(environ)
    if lacking:
        how = " ".join(["sudo", *command]) if command else names
        raise Stop(
            "系统缺少一些组件。请先安装，再运行一次。",
            f"The system lacks some parts. Install them, then run this again:\n    {how}",
        )


# ------------------------------------------------------------ the environment


def env_python() -> Path:
    """The Python of the environment."""
    return ENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def python_key() -> str:
    """Names the Python that the environment is made with."""
    return f"{sys.version} {sys.base_prefix}"


def project_key(pyproject: bytes, root: Path) -> str:
    """Changes when what is to be installed does, or where the checkout lies."""
    return hashlib.sha256(pyproject + os.fsencode(root)).hexdigest()


def read_stamp(stamp: Path) -> "dict[str, object]":
    """What an earlier run wrote down; empty where there was none."""
    try:
        content = json.loads(stamp.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def make_environment() -> None:
    """Make .venv anew."""
    if subprocess.call([sys.executable, "-m", "venv", "--clear", str(ENV)]):
        raise Stop(f"无法建立运行环境：{ENV}", f"The environment could not be made: {ENV}")


def install(what: str) -> None:
    """Install the project, editable, and try whether Qt loads."""
    pip = [str(env_python()), "-m", "pip", "install", "--disable-pip-version-check", "--retries", "2"]
    if subprocess.call([*pip, "--editable", what], cwd=ROOT):
        raise Stop(
            "安装没有完成，多半是因为没有网络。请联网后再运行一次。",
            "The installation did not finish, most likely for want of a network. Connect and run this again.",
        )
    probe = [str(env_python()), "-c", "import PySide6.QtWidgets"]
    result = subprocess.run(probe, stderr=subprocess.PIPE)
    if result.returncode:
        reason = result.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise Stop(f"Qt 无法加载：{reason}", f"Qt does not load: {reason}")


def prepare(extra: str) -> None:
    """Bring the environment up to date; when nothing has changed that takes no time and no network."""
    have, key = read_stamp(STAMP), project_key((ROOT / "pyproject.toml").read_bytes(), ROOT)
    fit = have.get("python") == python_key() and env_python().exists()
    known = have.get("extras") if fit and have.get("project") == key else []
    extras = list(known) if isinstance(known, list) else []
    if extra in extras:
        return
    say("正在准备运行环境，第一次需要几分钟……", "Preparing the environment; the first time takes minutes.")
    if not fit:
        make_environment()
    install(f".[{extra}]" if extra else ".")
    content = {"python": python_key(), "project": key, "extras": sorted({*extras, "", extra})}
    STAMP.write_text(json.dumps(content), encoding="utf-8")


# ------------------------------------------------------------ the two commands


def start(arguments: "list[str]") -> int:
    """Open the window, or run a sub-command; without a display play the demonstration."""
    environ = dict(os.environ)
    words = [word for word in arguments if word != "--yes"]
    if not has_display(sys.platform, environ):
        environ["QT_QPA_PLATFORM"] = "offscreen"
        if not words:
            say("没有显示器，改为演示一局。", "There is no display: playing a demonstration instead.")
            words = ["demo"]
    need_system(environ, may_install="--yes" in arguments)
    prepare("")
    return subprocess.call([str(env_python()), "-m", "sandbox_gui", *words], env=environ)


def check(arguments: "list[str]") -> int:
    """Run the checks up to the first that fails."""
    need_system({"QT_QPA_PLATFORM": "offscreen"}, may_install=True)
    prepare("test")
    for name, command in CHECKS:
        print(f"== {name}", flush=True)
        words = arguments if name == "pytest" else []
        if subprocess.call([str(env_python()), *command, *words], cwd=ROOT):
            say(f"没有通过：{name}", f"Failed: {name}")
            return 1
    say("全部通过。", f"All passed: {', '.join(name for name, _ in CHECKS)}.")
    return 0


def main(arguments: "list[str]") -> int:
    """Do what the command line asks for; the result is the process's exit code."""
    try:
        check_version(sys.version_info[:2])
        return check(arguments[1:]) if arguments[:1] == ["test"] else start(arguments)
    except Stop as stop:
        say(*stop.args)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
