"""A start that brings a damaged office back and is killed at one of its calls to the disk."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from tests.folder_tools import an_opening
from wardapp.store import recovery
from wardapp.store.opening import open_with_lock

KILL = signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL
CALLS = frozenset(
    {"open", "os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir", "os.truncate",
     "sqlite3.connect", "shutil.rmtree"}
)  # fmt: skip


def _no_link(path: Path, _target: Path) -> None:
    raise OSError(f"no second name for {path} here")


def mend(root: Path, data: Path, at: int, has_links: bool) -> None:
    """Open the office; die by SIGKILL before call number `at`, leave with 0 when there are less.

    Without links it lies on a stick, say, where the damaged file itself has to be moved.
    """
    seen = [0]
    if not has_links:
        recovery.hard_link = _no_link

    def count(event: str, _arguments: tuple[object, ...]) -> None:
        if event in CALLS:
            seen[0] += 1
            if seen[0] == at:
                os.kill(os.getpid(), KILL)

    sys.addaudithook(count)
    open_with_lock(root, an_opening(data)).close()
    os._exit(0)
