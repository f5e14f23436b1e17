"""The health of a database: a glance before an office opens, the whole look beside its window."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from wardapp.core.errors import OfficeDamaged, WardError
from wardapp.store.chain_check import as_text, look_at_chains, of_text
from wardapp.store.connecting import connect
from wardapp.store.database import Database
from wardapp.store.faults import told
from wardapp.store.file_sample import FileLook, look_at_files
from wardapp.store.folder import OfficeFolder
from wardapp.store.mirror_tidy import tidy
from wardapp.store.sqlite_files import QUICK_CHECK, WHOLE_CHECK, attachments_in, health
from wardapp.store.tables import metadata

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100
_LARGEST_PAGE = 65536
"""Written as 1, which is what fits into two bytes."""


def glance(path: Path) -> None:
    """Raise OfficeDamaged where the head of a file tells already that it is not whole.

    Costs nothing: 100 bytes and the length of the file.
    """
    with path.open("rb") as stream:
        head = stream.read(_HEADER)
    if len(head) < _HEADER or not head.startswith(_MAGIC):
        raise OfficeDamaged(f"Tệp {path.name} không còn là tệp dữ liệu của sổ.")
    log = path.with_name(f"{path.name}-wal")
    if log.exists() and log.stat().st_size:
        return  # the newest length stands in the log
    size = _number(head, 16, 2)
    size = _LARGEST_PAGE if size == 1 else size
    is_current = head[24:28] == head[92:96]
    if is_current and path.stat().st_size < size * _number(head, 28, 4):
        raise OfficeDamaged(f"Tệp {path.name} bị cụt.")


def lacks_tables(path: Path) -> bool:
    """Tell whether a table of the schema is not in the file."""
    with told(path), closing(connect(path, mode="ro")) as connection:
        names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    return not names.issuperset(metadata.tables)


VERIFIED = "verified"
"""The name under which a database keeps how far its chains were checked."""

MOST_INDEXED = 500_000
"""Events whose indexes are checked at each start: some 13 s for a million. Where there are more,
that is left to each backup and to the whole check that the clerk asks for."""

KNOWN_FAULTS = "known_faults"
"""The name under which it keeps faults of the chains that no place could mend."""


@dataclass(slots=True)
class HealthNotes:
    """What the check beside the window found so far, for who tells of it."""

    is_done: bool = False
    is_damaged: bool = False
    events: int = 0
    files: FileLook = field(default_factory=FileLook)


class HealthCheck:
    """The check of a whole office, on a connection of its own; it can be stopped.

    SQLite's own check first, then the chains since they were checked last, then the indexes of the
    events against their rows, then kept files by sample. On a big office it takes seconds (5 s with
    250,000 events), so it runs beside the open window. Damage of the database ends writing at once.
    """

    def __init__(
        self,
        database: Database,
        on_damage: Callable[[], None] | None = None,
        *,
        folder: OfficeFolder | None = None,
        notes: HealthNotes | None = None,
        chance: random.Random | None = None,
    ) -> None:
        self._database = database
        self._on_damage = on_damage or _nothing
        self._folder = folder
        self._chance = chance or random.Random()
        self.notes = notes or HealthNotes()
        self._turn = threading.Lock()
        self._running = threading.Lock()
        self._interrupt = _nothing
        self._is_stopped = False
        database.at_close(self.stop)

    def is_sound(self) -> bool:
        """Return False, and let nobody write any more, when the database is damaged.

        True as well after `stop`. Raises what keeps the file from being read at all.
        """
        with self._running:
            is_sound = self._passes(QUICK_CHECK) and self._chains_are_sound()
            is_sound = is_sound and self._indexes_are_sound()
            if not is_sound:
                self.notes.is_damaged = True
                self._database.stop_writing()
                self._on_damage()
            elif self._folder is not None and not self._is_stopped:
                self._look_at_files(self._folder)
                with suppress(WardError, OSError):  # what is too much may stay
                    tidy(self._folder)
            self.notes.is_done = not self._is_stopped
            return is_sound

    def stop(self) -> None:
        """End the check early, from any thread; afterwards nothing holds the file open."""
        with self._turn:
            self._is_stopped = True
            self._interrupt()
        with self._running:
            pass

    def _indexes_are_sound(self) -> bool:
        """Hold the indexes of the events against their rows, where that takes seconds only."""
        try:
            with self._database.read() as tx:
                ask = tx.work.connection.exec_driver_sql
                newest = ask("SELECT max(rowid) FROM events").scalar() or 0
        except OfficeDamaged:
            return False
        return newest > MOST_INDEXED or self._passes(f"{WHOLE_CHECK}(events)")

    def _passes(self, check: str) -> bool:
        """Run one of SQLite's checks; True as well when it was stopped."""
        path = self._database.path
        try:
            with told(path), closing(connect(path, mode="ro")) as connection:
                with self._turn:
                    if self._is_stopped:
                        return True
                    self._interrupt = connection.interrupt
                return not health(connection, check)
        except OfficeDamaged:
            return False
        except WardError:
            if self._is_stopped:
                return True
            raise
        finally:
            with self._turn:
                self._interrupt = _nothing

    def _chains_are_sound(self) -> bool:
        verified = of_text(self._database.local(VERIFIED))
        known = self._database.local(KNOWN_FAULTS)
        try:
            with self._database.read() as tx:
                look = look_at_chains(
                    tx.work.connection, verified, self._chance, lambda: self._is_stopped
                )
        except OfficeDamaged:
            return False
        self.notes.events = look.looked_at
        if [fault for fault in look.faults if fault not in known]:
            return False
        if look.sound != verified and not self._database.read_only:
            with suppress(WardError):  # the next start looks at it again
                self._database.set_local(VERIFIED, as_text(verified | look.sound))
        return True

    def _look_at_files(self, folder: OfficeFolder) -> None:
        named = attachments_in(self._database.path)
        self.notes.files = look_at_files(folder, named, self._chance, lambda: self._is_stopped)


def _number(head: bytes, at: int, length: int) -> int:
    return int.from_bytes(head[at : at + length], "big")


def _nothing() -> None:
    """Stand where there is no connection to interrupt."""
