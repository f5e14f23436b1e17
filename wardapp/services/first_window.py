"""Whether an office is open already at this desk; loads so little that every start can ask."""

from __future__ import annotations

import hashlib
from pathlib import Path

from wardapp.core.long_paths import true_place
from wardapp.store.lock import held_here, this_desk

EXAMPLE_PREFIX = "so-mau-"


def window_key(folder: Path) -> str:
    """Return a name that every window of this office and account shares."""
    desk = this_desk(0)
    seed = f"{true_place(folder)}\n{desk.account}".casefold()
    return f"wardapp-{hashlib.sha256(seed.encode()).hexdigest()[:24]}"


def is_open_here(folder: Path) -> bool:
    """Return whether a window of this PC and account has the office open."""
    return held_here(folder, this_desk(0))


def example_folder(data: Path, kind: str) -> Path:
    """Return where the example office of a kind lies in the data folder."""
    return data / f"{EXAMPLE_PREFIX}{kind}"


def open_example(data: Path) -> Path | None:
    """Return the example office that a window of this PC and account has open, if one has."""
    return next((found for found in data.glob(f"{EXAMPLE_PREFIX}*") if is_open_here(found)), None)
