"""Opens hostile files in a process of its own, as `tests/documents/mutations/walk.py` does.

`walk.py SEED FIRST LAST WORKING_FOLDER`. An office is founded once; every file knocks at one door.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))

from tests.documents.hostile.doors import OfficeDoors  # noqa: E402
from tests.documents.hostile.seeds import made  # noqa: E402
from tests.documents.mutations.walk import main  # noqa: E402

TURNS = ("returned", "official", "returned", "log", "form",
         "returned", "paste", "regime", "returned", "official")  # fmt: skip
"""The doors in their turns: what units send in comes most."""


class HostileWalk:
    """The files of a seed, each with its door."""

    def __init__(self, seed: str, folder: Path) -> None:
        """Found the office in a new place of the folder."""
        self._seed = seed
        at = sum(1 for each in folder.iterdir() if each.name.startswith("walk-"))
        self._doors = OfficeDoors(folder / f"walk-{at}")

    def prepared(self, at: int) -> tuple[str, Any]:
        """Return what was done to a file, and the work that knocks with it."""
        door = TURNS[at % len(TURNS)]
        way, name, data = made(door, f"{self._seed}/{at}")
        return f"{door} {way} {name}", lambda: {door: self._doors.open(door, name, data)}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], HostileWalk))
