"""Backups of an office: made, listed, restored; also where no office can be opened any more."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

from wardapp.core.clock import Clock
from wardapp.core.errors import NotFound, OfficeRefused
from wardapp.core.files import ROOM_INSIDE
from wardapp.core.journal import Backup
from wardapp.core.long_paths import reachable, shown
from wardapp.core.number_views import GivenSince
from wardapp.core.text import sort_key
from wardapp.services.desk import Desk
from wardapp.services.series_titles import SeriesNames
from wardapp.store.backup import (
    Shelf,
    changed_since_last,
    make_backup,
    restore,
    restore_into,
    shelf_of,
    sweep_strays,
)
from wardapp.store.database import Database
from wardapp.store.folder import OfficeFolder, make_office_folder, office_at
from wardapp.store.lock import OfficeLock, this_desk
from wardapp.store.opening import OpenFolder
from wardapp.store.transaction import Transaction

DAY_MS = 24 * 60 * 60 * 1000
BY_HAND = "Theo yêu cầu"
AT_CREATION = "Khi tạo sổ"
AT_START = "Khi mở sổ"
AT_CLOSE = "Khi đóng sổ"


class Backups:
    """Makes, lists and restores the backups of an open office."""

    def __init__(self, desk: Desk, opened: OpenFolder) -> None:
        self._desk = desk
        self._opened = opened
        self._turn = RLock()  # the backup at the start is made beside the window

    def make(self, reason: str = BY_HAND) -> Backup:
        """Back the office up now; the backup was opened and checked before this returns.

        Its `note` says when the second place could not be reached.
        """
        self._refuse_looking()
        second = self._desk.settings().second_backup
        folder = self._opened.folder
        with self._turn:
            made = make_backup(
                folder, self._desk.clock.now_ms(), reason, Path(second) if second else None
            )
            sweep_strays(folder, made.made_ms - DAY_MS)
        return made

    def make_if_changed(self, reason: str) -> Backup | None:
        """Back the office up when something changed since its newest backup, else do nothing."""
        if self._desk.database.read_only or not changed_since_last(self._opened.folder):
            return None
        return self.make(reason)

    def has_changed(self) -> bool:
        """Tell whether the office holds something that its newest backup does not."""
        return changed_since_last(self._opened.folder)

    def list(self) -> tuple[Backup, ...]:
        """Return the kept backups, newest first."""
        return shelf_of(self._opened.folder).list()

    def last(self) -> Backup | None:
        """Return the newest backup, None before the first."""
        return next(iter(self.list()), None)

    def changes_since(self, backup: Backup) -> int:
        """Return how many things done after a backup a restore would take out of the books."""
        with self._reading(backup.name) as held:
            heads = held.journal.heads()
        with self._desk.database.read() as tx:
            return tx.journal.steps_after(heads)

    def given_since(self, name: str) -> tuple[GivenSince, ...]:
        """Return the numbers given after a backup: some may stand on paper already.

        A restore would give them again; nothing in the restored books knows of them.
        """
        with self._reading(name) as held:
            last = {found.key: found.last_number for found in held.numbers.all()}
        with self._desk.database.read() as tx:
            names = SeriesNames.load(tx)
            moved = [each for each in tx.numbers.all() if each.last_number > last.get(each.key, 0)]
        given = (
            GivenSince(
                series=names.whole(each.key),
                first=last.get(each.key, 0) + 1,
                last=each.last_number,
            )
            for each in moved
        )
        return tuple(sorted(given, key=lambda each: sort_key(each.series)))

    @contextmanager
    def _reading(self, name: str) -> Iterator[Transaction]:
        """Read a kept backup as it stands."""
        held = Database.open(shelf_of(self._opened.folder).database(name), read_only=True)
        try:
            with held.read() as tx:
                yield tx
        finally:
            held.close()

    def restore(self, name: str) -> None:
        """Swap the office for a backup; the present state is backed up first.

        The office is closed by this and must be opened again. Raises OfficeOpenElsewhere or
        OfficeRefused, and changes nothing, where this office does not hold the window's lock.
        """
        self._refuse_looking()
        with self._turn:
            self._restored(name)

    def _restored(self, name: str) -> None:
        folder, now_ms = self._opened.folder, self._desk.clock.now_ms()
        shelf_of(folder).database(name)  # an unknown name leaves the office open
        if self._opened.lock is not None:
            self._desk.database.close()
            try:
                restore(folder, name, now_ms)
            finally:
                self._opened.lock.release()
            return
        with OfficeLock.acquire(folder.root, this_desk(now_ms)):
            self._desk.database.close()
            restore(folder, name, now_ms)

    def _refuse_looking(self) -> None:
        if self._desk.database.read_only:
            raise OfficeRefused("Sổ đang mở chỉ để xem. Hãy mở sổ để ghi rồi làm lại.")


def backups_in(root: Path) -> tuple[Backup, ...]:
    """Return the backups of an office that need not be in a state to open."""
    return shelf_of(OfficeFolder(reachable(root, ROOM_INSIDE))).list()


def restore_damaged(root: Path, name: str, clock: Clock, *, take_over: bool = False) -> None:
    """Restore an office that does not open; the damaged database is kept aside."""
    folder = office_at(root)
    with OfficeLock.acquire(folder.root, this_desk(clock.now_ms()), take_over=take_over):
        restore(folder, name, clock.now_ms())


def backups_at_second_place(place: Path) -> tuple[tuple[Path, tuple[Backup, ...]], ...]:
    """Return each office's shelf in a second place with its backups."""
    place = reachable(place, ROOM_INSIDE)
    shelves = (place, *sorted(place.glob("WardApp-*")))
    return tuple((shown(root), Shelf(root).list()) for root in shelves if Shelf(root).list())


def bring_back(place: Path, target: Path) -> None:
    """Make a new office folder from the newest backup of a second place.

    Raises NotFound when the place holds none.
    """
    shelves = backups_at_second_place(place)
    if not shelves:
        raise NotFound("Không thấy bản sao lưu nào của WardApp trong thư mục này.")
    shelf, kept = max(shelves, key=lambda each: each[1][0].made_ms)
    restore_elsewhere(shelf, kept[0].name, target)


def restore_elsewhere(shelf: Path, name: str, target: Path) -> None:
    """Make a new office folder from a backup of a second place, as after a PC was lost."""

    def fill(folder: OfficeFolder) -> None:
        restore_into(Shelf(reachable(shelf, ROOM_INSIDE)), name, folder)

    make_office_folder(target, fill)
