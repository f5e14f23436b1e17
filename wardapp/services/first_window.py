"""Whether an office is open already at this desk; loads so little that every start can ask."""

from __future__ import annotations

import hashlib
from pathlib import Path

from wardapp.core.long_paths import true_place
from wardapp.store.lock import held_here, this_desk


def window_key(folder: Path) -> str:
    """Return a name that every window of this office and account shares."""
    desk = this_desk(0)
    seed = f"{true_place(folder)}\n{desk.account}".casefold()
    return f"wardapp-{hashlib.sha256(seed.encode()).hexdigest()[:24]}"


def is_open_here(folder: Path) -> bool:
    """Return whether a window of this PC and account has the office open."""
    return held_here(folder, this_desk(0))
