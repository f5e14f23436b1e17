"""How long the mirror is kept: all of it while it is small, else since the two newest backups."""

from __future__ import annotations

from contextlib import suppress
from itertools import pairwise
from pathlib import Path

from wardapp.core.errors import WardError
from wardapp.core.files import remove_file
from wardapp.store.backup_shelf import Shelf, shelf_of
from wardapp.store.database import Database
from wardapp.store.folder import OfficeFolder
from wardapp.store.mirror import begins_of, mirror_files
from wardapp.store.mirror_lines import Reached
from wardapp.store.reaching import reached_in

KEPT_BYTES = 128 << 20
"""A mirror up to this size is kept from the first event on: it alone makes the office again."""

KEPT_BACKUPS = 2


def tidy(folder: OfficeFolder, most: int = KEPT_BYTES) -> int:
    """Remove the oldest files of a mirror that grew too big; return how many went.

    What is not in each of the two newest good backups always stays.
    """
    files = mirror_files(folder)
    size = sum(path.stat().st_size for path in files)
    if size <= most:
        return 0
    held = _held_by_all(shelf_of(folder))
    if held is None:
        return 0
    gone = 0
    for path, following in pairwise(files):
        if size <= most or not _is_held(begins_of(following), held):
            break
        size -= path.stat().st_size
        with suppress(OSError):  # held by another program: it goes the next time
            remove_file(path)
            gone += 1
    return gone


def _held_by_all(shelf: Shelf) -> list[Reached] | None:
    """Return how far the two newest good backups reach, None when there are fewer."""
    held: list[Reached] = []
    for backup in shelf.list():
        if backup.is_sealed or shelf.faults(backup.name):
            continue
        with suppress(WardError):
            held.append(_reached(shelf.database(backup.name)))
        if len(held) == KEPT_BACKUPS:
            return held
    return None


def _reached(path: Path) -> Reached:
    database = Database.open(path, read_only=True)
    try:
        with database.read() as tx:
            return reached_in(tx.work.connection)
    finally:
        database.close()


def _is_held(begins: Reached | None, held: list[Reached]) -> bool:
    """Tell whether everything before a file stands in every backup."""
    if begins is None:
        return False
    return all(
        seq <= each.get(replica, (0, ""))[0]
        for each in held
        for replica, (seq, _) in begins.items()
    )
