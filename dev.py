#!/usr/bin/env python3
"""The front door: sets up what is missing, then runs, tests, measures or shows WardApp.

    python3 dev.py run [ARG…]    the program; ARG… are those of `wardapp`
    python3 dev.py test          the everyday suite, with format, lint, doors and types
    python3 dev.py fix           mends format and simple lint
    python3 dev.py prove         the long proofs [--full]
    python3 dev.py bench         the table of measured times
    python3 dev.py layout        every component of every paper measured in PDF and Word [TYPE…]
    python3 dev.py pictures      every page as a picture, into .out/pictures
    python3 dev.py package       the Windows installer and the portable archive, into .out/package
                                 [--fast] [--runtime DIR] [--out DIR] [--only …]
    python3 dev.py walk          the installed program under Wine, from setup to uninstall
                                 [--built DIR] [--only WORD …] [--keep]

Standard library only. Everything made lies in `.venv/` and `.out/`.
"""

from __future__ import annotations

import ctypes.util
import hashlib
import os
import random
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "packaging" / "requirements-dev.lock"
STAMP = VENV / "lock-hash.txt"
OUT = ROOT / ".out"
WINDOWS = sys.platform == "win32"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
OLDEST = (3, 11)
WORKERS, PROVERS = "3", "2"  # windows mostly wait; proofs never do

TESTS_FAILED = 1  # pytest's own word for it; anything else is not about single tests
MOST_AGAIN = 5  # more than these are a fault of the program, not of a busy machine

MEMORY, MEMORY_WANTED = Path("/dev/shm"), 6_000_000_000

# What Qt's window plugins load on Debian, each with the library that shows it is there.
QT_PACKAGES = {
    "libegl1": "EGL",
    "libgl1": "GL",
    "libfontconfig1": "fontconfig",
    "libdbus-1-3": "dbus-1",
    "libglib2.0-0": "glib-2.0",
    "libxkbcommon0": "xkbcommon",
    "libxkbcommon-x11-0": "xkbcommon-x11",
    "libxcb-cursor0": "xcb-cursor",
    "libxcb-icccm4": "xcb-icccm",
    "libxcb-image0": "xcb-image",
    "libxcb-keysyms1": "xcb-keysyms",
    "libxcb-randr0": "xcb-randr",
    "libxcb-render-util0": "xcb-render-util",
    "libxcb-shape0": "xcb-shape",
    "libxcb-xinerama0": "xcb-xinerama",
    "libxcb-xkb1": "xcb-xkb",
}

# What builds the Windows program on Debian, each with the command that shows it is there.
WINDOWS_PACKAGES = {
    "wine": "wine",
    "wine64": "wine",
    "nsis": "makensis",
    "gcc-mingw-w64-x86-64-win32": "x86_64-w64-mingw32-gcc",
    "git": "git",
}
WALK_PACKAGES = {**WINDOWS_PACKAGES, "xvfb": "Xvfb", "xdotool": "xdotool", "netpbm": "pnmtopng"}

DOORS = "import sys; from importlinter.cli import lint_imports_command as check; sys.exit(check())"
LINTS = (
    ("format", ["-m", "ruff", "format", "--check", "--quiet", "."]),
    ("lint", ["-m", "ruff", "check", "--quiet", "."]),
    ("doors", ["-c", DOORS]),
    ("types", ["-m", "mypy"]),
)


def main(words: list[str]) -> int:
    """Run one command and return its exit code."""
    command, *rest = words or ["help"]
    if command not in COMMANDS:
        print(__doc__)
        return 0 if command in {"help", "-h", "--help"} else 2
    return COMMANDS[command](rest)


def run(args: list[str]) -> int:
    """Start the program; without a screen and without arguments walk the tour."""
    set_up()
    if args or has_screen():
        return call(["-m", "wardapp", *args])
    out = Path(tempfile.mkdtemp(prefix="wardapp-")) / "tour"
    print(f"Máy này không có màn hình: chạy thử toàn bộ việc chính vào {out}", flush=True)
    code = call(["-m", "wardapp", "tour", str(out)])
    print(f"Kết quả nằm ở {out}")
    return code


def test(args: list[str]) -> int:
    """Check format, lint, doors and types, then run the everyday suite; report all of it."""
    set_up()
    failed = [name for name, tool in LINTS if call(tool, shown=name)]
    if run_tests(["-q", "-m", "not prove"], WORKERS, args):
        failed.append("tests")
    print(f"\nFAILED: {', '.join(failed)}" if failed else "\nAll green.")
    return 1 if failed else 0


def fix(_: list[str]) -> int:
    """Mend the format and what lint can mend by itself."""
    set_up()
    lint = call(["-m", "ruff", "check", "--fix", "."])
    return call(["-m", "ruff", "format", "."]) or lint


def prove(args: list[str]) -> int:
    """Run the long proofs with a seed that is printed."""
    set_up()
    full = "--full" in args
    level = "full" if full else "prove"
    seed = os.environ.setdefault("WARDAPP_SEED", str(random.SystemRandom().randrange(10**9)))
    print(f"proofs: level {level}, seed {seed} (WARDAPP_SEED={seed} repeats them)", flush=True)
    os.environ["WARDAPP_PROOF"] = level
    rest = [arg for arg in args if arg != "--full"]
    options = ["-v", "--durations=0", "-m", "prove", "--timeout=0"]
    options += [f"--hypothesis-profile={level}", f"--hypothesis-seed={seed}"]
    return run_tests(options, PROVERS, rest)


def run_tests(options: list[str], workers: str, chosen: list[str]) -> int:
    """Run tests side by side; what fails runs once more alone, and both results are told."""
    suite = ["-m", "pytest", "-o", "tmp_path_retention_policy=failed", *options]
    with tempfile.TemporaryDirectory(prefix="wardapp-", dir=memory_disk()) as folder:
        list_of_failed = Path(folder) / "failed.txt"
        os.environ |= {"WARDAPP_FAILED": str(list_of_failed), "TMPDIR": folder}
        code = call([*suite, "-n", workers, "--dist", "worksteal", *chosen], shown="tests")
        failed = list_of_failed.read_text("utf-8").splitlines() if list_of_failed.exists() else []
        if code != TESTS_FAILED or not 0 < len(failed) <= MOST_AGAIN:
            return code
        code = call([*suite, *failed], shown="once more, alone")
    words = "failed alone, too" if code else "passed alone, but failed in company"
    print(f"\nOf these, {words}:", *failed, sep="\n  ")
    return code


def bench(args: list[str]) -> int:
    """Measure; each figure stands beside its peer or floor of the same run."""
    set_up()
    return call_script("tests/bench/run.py", args)


def layout(args: list[str]) -> int:
    """Measure every component of every type of paper against its standard."""
    set_up()
    return call_script("tests/documents/layout_table.py", args)


def pictures(args: list[str]) -> int:
    """Draw every page of the window into .out/pictures."""
    set_up()
    return call_script("tests/pictures.py", ["--out", str(OUT / "pictures"), *args])


def package(args: list[str]) -> int:
    """Build the Windows program; what it needs of Debian is installed first."""
    set_up()
    missing = missing_commands(WINDOWS_PACKAGES)
    if missing and not install_packages(missing, "The Windows program is built with"):
        print("package: without these packages nothing can be built.")
        return 2
    return call_script("packaging/windows", args)


def walk(args: list[str]) -> int:
    """Prove the installed Windows program under Wine; what that needs is installed first."""
    set_up()
    missing = missing_commands(WALK_PACKAGES)
    if missing and not install_packages(missing, "The walk under Wine is done with"):
        print("walk: without these packages nothing can be proved.")
        return 2
    return call_script("tests/windows/walk.py", args)


COMMANDS = {
    "run": run,
    "test": test,
    "fix": fix,
    "prove": prove,
    "bench": bench,
    "layout": layout,
    "pictures": pictures,
    "package": package,
    "walk": walk,
}


def set_up() -> None:
    """Make `.venv` follow the lock, and see that Qt can load."""
    if sys.version_info < OLDEST:
        sys.exit(f"WardApp needs Python {OLDEST[0]}.{OLDEST[1]} or newer; this is {sys.version}.")
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if not (PYTHON.exists() and STAMP.exists() and STAMP.read_text() == wanted):
        install_locked()
        STAMP.write_text(wanted)
    if sys.platform.startswith("linux"):
        add_system_packages()
    see_that_qt_loads()


def install_locked() -> None:
    """Bring the environment to the lock, each file checked against its hash."""
    print(f"Setting up {VENV.name}/ from {LOCK.relative_to(ROOT)} …", flush=True)
    try:
        if not PYTHON.exists():  # one that is there may be made of links, which venv trips over
            venv.create(VENV, clear=True, with_pip=True)
    except (subprocess.CalledProcessError, OSError):
        sys.exit("Python's venv is incomplete. On Debian: apt-get install python3-venv")
    options = ["--quiet", "--disable-pip-version-check", "--no-deps", "--require-hashes"]
    if call(["-m", "pip", "install", *options, "-r", str(LOCK)]):
        sys.exit("The locked packages could not be installed; see the lines above.")


def add_system_packages() -> None:
    """Install the libraries of Qt that are missing, or name the line that does."""
    missing = [name for name, lib in QT_PACKAGES.items() if not ctypes.util.find_library(lib)]
    if missing:
        install_packages(missing, "Qt may want")


def missing_commands(packages: dict[str, str]) -> list[str]:
    """Return the packages whose command is not there."""
    return [name for name, command in packages.items() if shutil.which(command) is None]


def install_packages(missing: list[str], wish: str) -> bool:
    """Install packages of Debian and return True, or name the line that does."""
    admin = administrator()
    line = " ".join(["apt-get", "install", "-y", "--no-install-recommends", *missing])
    if admin is None or not shutil.which("apt-get"):
        print(f"{wish} packages that are missing here. As administrator: {line}")
        return False
    print(f"Installing system packages: {' '.join(missing)}", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = [
        subprocess.run([*admin, *words], env=quiet, stdout=subprocess.DEVNULL, check=False)
        for words in (["apt-get", "update", "-q"], line.split())
    ]
    return done[-1].returncode == 0


def administrator() -> list[str] | None:
    """Return the words before a command of the administrator, None when we are not allowed."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo is None:
        return None
    may = subprocess.run([sudo, "-n", "true"], capture_output=True, check=False)
    return [sudo, "-n"] if may.returncode == 0 else None


def see_that_qt_loads() -> None:
    """Stop with Qt's own words when it cannot load; nothing works then."""
    probe = subprocess.run(
        [PYTHON, "-c", "import PySide6.QtWidgets"],
        capture_output=True,
        text=True,
        check=False,
    )
    if probe.returncode:
        sys.exit(f"Qt cannot load here: {probe.stderr.strip().splitlines()[-1]}")


def memory_disk() -> Path | None:
    """Return a disk in memory with room for what tests write: they sync thousands of times."""
    has_room = MEMORY.is_dir() and os.access(MEMORY, os.W_OK)
    return MEMORY if has_room and shutil.disk_usage(MEMORY).free > MEMORY_WANTED else None


def has_screen() -> bool:
    """Return True when a window can open here."""
    shows = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return WINDOWS or sys.platform == "darwin" or bool(shows)


def call_script(script: str, args: list[str]) -> int:
    """Run a script of the source tree, or say that it is not there yet."""
    if not (ROOT / script).exists():
        print(f"{script} is not built yet.")
        return 2
    OUT.mkdir(exist_ok=True)
    return call([script, *args])


def call(args: list[str], shown: str = "") -> int:
    """Run the Python of `.venv` at the top of the tree and return its exit code."""
    if shown:
        print(f"\n── {shown}", flush=True)
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1"}
    env.pop("PYTHONDONTWRITEBYTECODE", None)  # else every worker and command compiles all anew
    if not has_screen():
        env.setdefault("QT_QPA_PLATFORM", "offscreen")
    return subprocess.run([PYTHON, *args], cwd=ROOT, env=env, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
