"""The composition root: where things lie, what is logged, and window or command."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterable, Sequence
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from wardapp import __version__
from wardapp.core.clock import SystemClock
from wardapp.core.errand import Errand, Start
from wardapp.core.errors import DiskRefused
from wardapp.core.places import Places
from wardapp.core.tour import TourStep
from wardapp.services.crash_log import await_crashes, gather_crashes
from wardapp.services.data_folder import refuse_unwritable_data
from wardapp.services.installation import damage_sentence, installed_root, missing_parts
from wardapp.ui.plain_box import show_plain

PROGRAM = "WardApp"
PORTABLE_MARK = "portable.txt"
DATA_VARIABLE = "WARDAPP_DATA"
SELF_TEST = "self-test"
REFUSED, WRONG_USAGE = 1, 2
PAGE_OPTION = "--page"
INSTALLED_UNDER, BESIDE_IT = "app", "runtime"
"""In an installed program the sources lie under `app`, and Python beside it under `runtime`."""
NO_CONSOLE = (
    "Các lệnh chạy bằng wardapp.com, không phải WardApp.exe. "
    "Mở cửa sổ lệnh (cmd) trong thư mục của chương trình rồi gõ:\n\nwardapp {words}"
)
UNNAMED = "…"
LOG_BYTES = 1_000_000
LOG_FILES = 5

_Fault = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

log = logging.getLogger(__name__)


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window, for a page or files when they are named, else run a command."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    errand = errand_of(given)
    if errand is None and sys.stdout is None:
        show_plain(NO_CONSOLE.format(words=" ".join(given)), in_box=True)
        return WRONG_USAGE
    _speak_somewhere()
    places = find_places()
    keep_log(places.logs)
    if arguments is None:  # a process of its own, and not a call inside another
        await_crashes(places.logs, __version__, SystemClock())
    if errand is not None:
        return _open_window(places, errand)
    # The self-test tells of damaged parts in lines of its own.
    if given[:1] != [SELF_TEST] and (fault := _damage(places)):
        show_plain(fault, in_box=False)
        return REFUSED
    from wardapp.cli.main import main as run_command  # noqa: PLC0415

    return run_command(given, places, walk_window)


def walk_window(scratch: Path, places: Places) -> Iterable[TourStep]:
    """Walk through the real window for the self-test; Qt is loaded only now."""
    from wardapp.ui.self_walk import walk_window as walk  # noqa: PLC0415

    return walk(scratch, places)


def _open_window(places: Places, errand: Errand) -> int:
    if obstacle := _obstacle(places):
        show_plain(obstacle, in_box=True)
        return REFUSED
    # The window is imported late: commands must run on machines without Qt's libraries.
    from wardapp.ui.early import run_window  # noqa: PLC0415

    crash = gather_crashes(places.logs)
    return run_window(places, SystemClock(), _office_named(), Start(errand, crash))


def _obstacle(places: Places) -> str:
    """Return what keeps the window from opening, as a sentence; "" when nothing does."""
    if fault := _damage(places):
        return fault
    try:
        refuse_unwritable_data(places.data)
    except DiskRefused as refusal:
        return refusal.sentence
    return ""


def _damage(places: Places) -> str:
    """Return which parts of the installed program are missing, as a sentence; "" when none is."""
    root = installed_root(places)
    return damage_sentence(root, missing_parts(root)) if root is not None else ""


def errand_of(words: Sequence[str]) -> Errand | None:
    """Return what the words ask of the window, None when they are meant for a command.

    Explorer names files by their whole path, and such a path is meant for the window even when
    the file has gone meanwhile: the window says so.
    """
    if words and _is_command(words[0]):
        return None
    files: list[Path] = []
    page, left = "", iter(words)
    for word in left:
        if word == PAGE_OPTION:
            page = next(left, "")
            if not page:
                return None
        elif _is_file(word):
            files.append(Path(word).absolute())
        else:
            return None
    return Errand(files=tuple(files), page=page)


def _is_command(word: str) -> bool:
    # A path needs no look at the commands, and so the window needs not load them.
    if Path(word).is_absolute() or word == PAGE_OPTION:
        return False
    from wardapp.cli.main import COMMANDS  # noqa: PLC0415

    return word in COMMANDS


def _is_file(word: str) -> bool:
    path = Path(word)
    if path.is_absolute():
        return True
    try:
        return bool(word) and not word.startswith("-") and path.exists()
    except (OSError, ValueError):  # no name that a disk could hold
        return False


def _speak_somewhere() -> None:
    """Give a program without a console streams that lead nowhere: no library need ask first."""
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")


def find_places(root: Path | None = None) -> Places:
    """Return where the program's files and the user's data lie.

    `root` is the folder that holds `resources` and `forms`. In an installed program that is
    `app`, and the launcher stands one above, as does `portable.txt`, which keeps the data there.
    """
    # Not resolve(): it turns a mapped network drive into a path that its user does not know.
    sources = root or Path(__file__).absolute().parent.parent
    above = sources.parent
    is_installed = sources.name == INSTALLED_UNDER and (above / BESIDE_IT).is_dir()
    program = above if is_installed else sources
    return Places(
        resources=sources / "resources",
        forms=sources / "forms",
        data=data_folder(program),
        program=program,
        shared=shared_folder(program),
    )


def data_folder(program: Path) -> Path:
    """Return the user's data folder on this machine."""
    if named := os.environ.get(DATA_VARIABLE):
        return Path(named)
    if (program / PORTABLE_MARK).is_file():
        return program / "data"
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return (Path(local) if local else Path.home() / "AppData" / "Local") / PROGRAM
    shared = os.environ.get("XDG_DATA_HOME")
    return (Path(shared) if shared else Path.home() / ".local" / "share") / PROGRAM.lower()


def shared_folder(program: Path) -> Path | None:
    """Return where the accounts of this PC see what each other opened; only Windows has it.

    Not on a stick, nor where the data folder was named: such a program stands for itself.
    """
    named = os.environ.get(DATA_VARIABLE) or (program / PORTABLE_MARK).is_file()
    common = os.environ.get("ProgramData")  # noqa: SIM112 - Windows writes it so
    if named or sys.platform != "win32" or not common:
        return None
    return Path(common) / PROGRAM / "devices"


class _Discreet(logging.Formatter):
    """Writes the trace of a fault without the names of files that faults of a disk carry."""

    def formatException(self, ei: _Fault) -> str:
        text, error = super().formatException(ei), ei[1]
        while error is not None:
            for name in (getattr(error, "filename", None), getattr(error, "filename2", None)):
                if name is not None:
                    text = text.replace(repr(name), UNNAMED)
            error = error.__cause__ or error.__context__
        return text


def keep_log(folder: Path) -> None:
    """Write the program's log into a folder, a few files that turn over; a second call moves it.

    Only ids, numbers and faults are logged: never names of people, of refused files, or texts.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / "wardapp.log",
            maxBytes=LOG_BYTES,
            backupCount=LOG_FILES - 1,
            encoding="utf-8",
            delay=True,
        )
    except OSError:
        return  # a data folder that cannot be written is told by what needs it
    handler.setFormatter(_Discreet("%(asctime)s %(levelname)s %(name)s %(message)s"))
    ours = logging.getLogger("wardapp")
    ours.setLevel(logging.INFO)
    ours.propagate = False
    logging.raiseExceptions = False  # a full disk is told by what needs it, not once a log line
    for old in ours.handlers[:]:
        ours.removeHandler(old)
        old.close()
    ours.addHandler(handler)


def _office_named() -> Path | None:
    named = os.environ.get("WARDAPP_OFFICE")
    return Path(named) if named else None
