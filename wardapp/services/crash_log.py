"""What is left to read when the program dies in the middle: a fault in Qt, pdfium or Python itself.

While a process lives, a file of its own waits for the trace; it goes when the process ends by
itself. What a dead process left is moved to the end of `crash.log` at a later start.
"""

from __future__ import annotations

import atexit
import faulthandler
import logging
import os
import re
import sys
import threading
from io import FileIO
from pathlib import Path

from wardapp.core.clock import Clock, moment_of
from wardapp.core.errors import DiskRefused
from wardapp.core.files import write_whole

CRASH_LOG = "crash.log"
MOST_BYTES = 64_000
"""Older crashes go when the log would grow beyond this."""
LIVING = "running-{pid}.txt"
DEATH = re.compile(rb"^(?:Windows fatal exception|Fatal Python error): .*", re.MULTILINE)
PASSING = re.compile(rb"Windows fatal exception: code 0x[89ab]")
"""Faults that COM raises and catches itself, as in file dialogs; faulthandler tells them too."""

log = logging.getLogger(__name__)


def await_crashes(folder: Path, version: str, clock: Clock) -> None:
    """Let a dying process write its trace into a folder; faults of threads go to the log."""
    threading.excepthook = _log_thread_fault
    sys.unraisablehook = _log_lost_fault
    path = folder / LIVING.format(pid=os.getpid())
    heading = f"WardApp {version}, {moment_of(clock.now_ms()):%d/%m/%Y %H:%M}, {system()}\n"
    stream = _begun(path, heading.encode())
    if stream is None:
        return  # a data folder that cannot be written is told by what needs it
    faulthandler.enable(stream)

    def end() -> None:
        faulthandler.disable()
        stream.close()
        _forget(path)

    atexit.register(end)


def _begun(path: Path, heading: bytes) -> FileIO | None:
    """Return a file that stays open, since a dying process opens nothing; None on a full disk."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        stream = FileIO(path, "w")
    except OSError:
        return None
    try:
        stream.write(heading)
    except OSError:
        stream.close()
        _forget(path)
        return None
    return stream


def gather_crashes(folder: Path) -> Path | None:
    """Move what dead processes left into `crash.log`; return it when one of them had crashed.

    A log that cannot be written keeps nobody from working.
    """
    traces = [trace for path in folder.glob(LIVING.format(pid="*")) if (trace := _left(path))]
    if not traces:
        return None
    kept = folder / CRASH_LOG
    try:
        before = kept.read_bytes() if kept.is_file() else b""
        write_whole(kept, b"\n".join((before, *traces))[-MOST_BYTES:])
    except (OSError, DiskRefused) as refusal:
        log.warning("crash not kept: %s", type(refusal).__name__)
        return None
    log.warning("%s earlier run(s) crashed", len(traces))
    return kept


def system() -> str:
    """Return the system's name and build; `platform` would ask a service of Windows for it."""
    if sys.platform == "win32":
        found = sys.getwindowsversion()
        return f"Windows {found.major}.{found.minor}.{found.build}"
    known = os.uname()
    return f"{known.sysname} {known.release}"


def _left(path: Path) -> bytes:
    """Return the trace that a dead process left, b"" when it left none or lives."""
    if path.name == LIVING.format(pid=os.getpid()) or _lives(path):
        return b""
    try:
        data = path.read_bytes()
    except OSError:
        return b""
    _forget(path)
    _head, _end, trace = data.partition(b"\n")
    return data if _tells_of_death(trace) else b""


def _tells_of_death(trace: bytes) -> bool:
    """Tell whether a process died of a trace: one that Windows ended at a log-off did not."""
    heads = DEATH.findall(trace)
    return bool(trace.strip()) and not (heads and all(map(PASSING.match, heads)))


def _lives(path: Path) -> bool:
    if sys.platform == "win32":
        # A file that its process holds open cannot be renamed, not even to its own name.
        try:
            path.rename(path)
        except OSError:
            return True
        return False
    return Path(f"/proc/{path.stem.partition('-')[2]}").exists()


def _forget(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return  # held by a virus scanner: the next start takes it away


def _log_thread_fault(fault: threading.ExceptHookArgs) -> None:
    if fault.exc_value is not None:
        log.error("thread crashed", exc_info=fault.exc_value)


def _log_lost_fault(fault: sys.UnraisableHookArgs) -> None:
    if fault.exc_value is not None:
        log.error("fault that nobody could be told of", exc_info=fault.exc_value)
