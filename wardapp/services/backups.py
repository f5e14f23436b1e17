"""Backups of an office: made, listed, restored; also where no office can be opened any more."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import RLock
from typing import TypeVar

from wardapp.core.clock import Clock
from wardapp.core.errors import OfficeRefused
from wardapp.core.files import ROOM_INSIDE
from wardapp.core.journal import Backup
from wardapp.core.long_paths import reachable
from wardapp.core.number_views import GivenSince
from wardapp.core.safety import Losses
from wardapp.services.desk import Desk
from wardapp.services.numbers_since import given_since
from wardapp.services.second_places import SecondPlaces
from wardapp.store.backup import (
    brought_up_copy,
    changed_since_last,
    forget_copy,
    make_backup,
    shelf_of,
    sweep_strays,
)
from wardapp.store.database import Database
from wardapp.store.folder import OfficeFolder, office_at
from wardapp.store.lock import OfficeLock, this_desk
from wardapp.store.migrations import NEWEST
from wardapp.store.opening import OpenFolder
from wardapp.store.restoring import prepare_knowing, restore
from wardapp.store.sqlite_files import version_of
from wardapp.store.transaction import Transaction

HOUR_MS = 60 * 60 * 1000
DAY_MS = 24 * HOUR_MS
BY_HAND = "Theo yêu cầu"
AT_CREATION = "Khi tạo sổ"
AT_START = "Khi mở sổ"
AT_CLOSE = "Khi đóng sổ"
EACH_HOUR = "Mỗi giờ"
BEFORE_IMPORT = "Trước khi nhập dữ liệu"


Done = TypeVar("Done")


class Backups:
    """Makes, lists and restores the backups of an open office."""

    def __init__(self, desk: Desk, opened: OpenFolder, second: SecondPlaces) -> None:
        self._desk = desk
        self._opened = opened
        self._second = second
        self._turn = RLock()  # the backup at the start is made beside the window

    def make(self, reason: str = BY_HAND) -> Backup:
        """Back the office up now; the backup was opened and compared before this returns.

        Its `note` says when the second place could not be reached.
        """
        self._refuse_looking()
        folder = self._opened.folder
        with self._turn:
            made = make_backup(folder, self._desk.clock.now_ms(), reason)
            sweep_strays(folder, made.made_ms - DAY_MS)
            is_skipped = reason == EACH_HOUR and not self._second.is_due()
            note = "" if is_skipped else self._second.copy(made.name)
        return replace(made, note=" ".join(each for each in (made.note, note) if each))

    def make_if_changed(self, reason: str) -> Backup | None:
        """Back the office up when something changed since its newest backup, else do nothing."""
        if self._desk.database.read_only or not changed_since_last(self._opened.folder):
            return None
        return self.make(reason)

    def first(self, reason: str, deed: Callable[[], Done]) -> Done:
        """Back up what changed, then do something big; refused where no backup can be made."""
        self.make_if_changed(reason)
        return deed()

    def each_hour(self) -> Backup | None:
        """Back up what was done in the last hour; bring a place that came back up to date.

        Beside the window, again and again: nothing happens where nothing changed.
        """
        if self._desk.database.read_only or self._desk.database.is_stopped:
            return None
        last, now_ms = self.last(), self._desk.clock.now_ms()
        is_due = last is None or not 0 <= now_ms - last.made_ms < HOUR_MS
        made = self.make_if_changed(EACH_HOUR) if is_due else None
        with self._turn:
            if made is None and last is not None and self._second.lacks(last.name):
                self._second.copy(last.name)
        return made

    def bring_second_up(self) -> str:
        """Copy the newest backup to the second place now; return a sentence when it refuses."""
        with self._turn:
            last = self.last()
            if last is None or self.has_changed():
                return self.make().note
            return self._second.copy(last.name)

    @property
    def is_open(self) -> bool:
        """Return False after a restore closed the office, also one that failed half-way."""
        return self._opened.lock is None or self._opened.lock.is_held

    def has_changed(self) -> bool:
        """Tell whether the office holds something that its newest backup does not."""
        return changed_since_last(self._opened.folder)

    def list(self) -> tuple[Backup, ...]:
        """Return the kept backups, newest first."""
        return shelf_of(self._opened.folder).list()

    def last(self) -> Backup | None:
        """Return the newest backup, None before the first."""
        return next(iter(self.list()), None)

    def prove(self, name: str) -> tuple[str, ...]:
        """Return what is wrong with a backup, row by row, () when all is as it was written."""
        return shelf_of(self._opened.folder).proof(name)

    def remove(self, name: str) -> None:
        """Remove a backup the clerk wants gone; the newest one that is good always stays."""
        self._refuse_looking()
        shelf = shelf_of(self._opened.folder)
        shelf.folder(name)
        with self._turn:
            others = [each for each in shelf.list() if each.name != name]
            if not any(not shelf.faults(each.name) for each in others):
                raise OfficeRefused(
                    "Đây là bản sao lưu tốt duy nhất nên không xóa. Hãy sao lưu một bản mới trước."
                )
            shelf.remove(name)

    def losses(self, name: str) -> Losses:
        """Return all that was done after a backup: what going back to it would take away."""
        made_ms = shelf_of(self._opened.folder).get(name).made_ms
        with self._reading(name) as held:
            heads = held.journal.heads()
            given = self._given(held)
        with self._desk.database.read() as tx:
            return Losses(
                steps=tx.journal.steps_after(heads),
                kinds=tx.journal.lost_after(heads),
                numbers=given,
                texts=tx.journal.texts_since(made_ms),
            )

    def _given(self, held: Transaction) -> tuple[GivenSince, ...]:
        with self._desk.database.read() as tx:
            return given_since(tx, held)

    @contextmanager
    def _reading(self, name: str) -> Iterator[Transaction]:
        """Read a kept backup as it stands; one of an earlier version in a copy brought up."""
        folder, shelf = self._opened.folder, shelf_of(self._opened.folder)
        path, copy = shelf.database(name), folder.root / f".{secrets.token_hex(4)}.khoi-phuc"
        try:
            if version_of(path) < NEWEST:
                brought_up_copy(shelf, name, copy)
                path = copy
            held = Database.open(path, read_only=True)
            try:
                with held.read() as tx:
                    yield tx
            finally:
                held.close()
        finally:
            forget_copy(copy)

    def restore(self, name: str) -> None:
        """Swap the office for a backup; the present state is backed up first.

        Numbers given since stay used; where they cannot be known, the first giving asks for them.
        The office is closed by this and must be opened again. Raises OfficeOpenElsewhere or
        OfficeRefused, and changes nothing, where this office does not hold the window's lock.
        """
        self._refuse_looking()
        with self._turn:
            self._restored(name)

    def _restored(self, name: str) -> None:
        """Have all that can fail beforehand fail while the office is still open."""
        folder, now_ms = self._opened.folder, self._desk.clock.now_ms()
        prepared = prepare_knowing(folder, name, self._desk.database)
        try:
            lock = self._opened.lock or OfficeLock.acquire(folder.root, this_desk(now_ms))
        except BaseException:
            forget_copy(prepared.fresh)
            raise
        try:
            self._desk.database.close()
            prepared.swap_in(folder, now_ms)
        finally:
            lock.release()

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
