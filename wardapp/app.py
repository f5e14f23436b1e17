"""The composition root: where things lie, what is logged, and window or command."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from logging.handlers import RotatingFileHandler
from pathlib import Path

from wardapp.core.clock import SystemClock
from wardapp.core.places import Places

PROGRAM = "WardApp"
PORTABLE_MARK = "portable.txt"
DATA_VARIABLE = "WARDAPP_DATA"
LOG_BYTES = 1_000_000
LOG_FILES = 5

log = logging.getLogger(__name__)


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window without arguments, else run a command; return the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    places = find_places()
    keep_log(places.data / "logs")
    if not given:
        # The window is imported late: commands must run on machines without Qt's libraries.
        from wardapp.ui.early import run_window  # noqa: PLC0415

        return run_window(places, SystemClock(), _office_named())
    from wardapp.cli.main import main as run_command  # noqa: PLC0415

    return run_command(given, places)


def find_places(root: Path | None = None) -> Places:
    """Return where the program's files and the user's data lie.

    The program's own folder is the one that holds `resources` and `forms`: the source tree, or
    the folder of the installed program. A file `portable.txt` in it keeps the data beside it.
    """
    program = root or Path(__file__).resolve().parent.parent
    return Places(
        resources=program / "resources",
        forms=program / "forms",
        data=data_folder(program),
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
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    ours = logging.getLogger("wardapp")
    ours.setLevel(logging.INFO)
    ours.propagate = False
    for old in ours.handlers[:]:
        ours.removeHandler(old)
        old.close()
    ours.addHandler(handler)


def _office_named() -> Path | None:
    named = os.environ.get("WARDAPP_OFFICE")
    return Path(named) if named else None
