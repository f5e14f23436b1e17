"""Going back to a backup without forgetting a number that was given since.

What is known of them is read from the database that is left; where that cannot be read, from the
events that the mirror beside it has, or that the damaged file still gives. Where none of it is sure
to be all, the restored office asks the clerk before it gives a number.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from wardapp.core.errors import WardError
from wardapp.core.files import remove_folder
from wardapp.store.backup import bring_up, forget_copy, prepare, shelf_of, swap_in
from wardapp.store.carrying import Carried, keep_carried
from wardapp.store.connecting import connect
from wardapp.store.database import Database
from wardapp.store.faults import told
from wardapp.store.file_copies import copy_synced
from wardapp.store.folder import DATABASE_NAME, OfficeFolder
from wardapp.store.given_since import carried_over, unknown
from wardapp.store.health import lacks_tables
from wardapp.store.migrations import NEWEST
from wardapp.store.mirror import Mirror
from wardapp.store.reaching import reached_in
from wardapp.store.recovery_base import Base, is_mirror_whole, sequel_of
from wardapp.store.refusals import disk_told
from wardapp.store.replaying import replay_into
from wardapp.store.salvage import Salvage, salvage
from wardapp.store.sqlite_files import (
    change_mark,
    faults_of,
    settle_into_one_file,
    version_of,
)

TOKEN = "token"


@disk_told
def restore(folder: OfficeFolder, name: str, now_ms: int) -> None:
    """Swap the office's database for that of a backup; the present state is backed up first.

    The caller holds the lock and has closed the database. The restored office is a new replica
    that gives no number a second time.
    """
    fresh = prepare(folder, name)
    try:
        keep_known(folder, fresh, shelf_of(folder).get(name).made_ms)
    except BaseException:
        forget_copy(fresh)
        raise
    swap_in(folder, fresh, now_ms, spare=name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A backup ready to take the place of an open office, which stood so when it was looked at."""

    fresh: Path
    name: str
    made_ms: int
    mark: str = ""

    def swap_in(self, folder: OfficeFolder, now_ms: int) -> None:
        """Put it in place; the office is closed by now, and what came since is looked at again."""

        def last_look() -> None:
            if self.mark and folder.database.exists() and _mark_of(folder) != self.mark:
                keep_known(folder, self.fresh, self.made_ms)

        swap_in(folder, self.fresh, now_ms, self.name, last_look)


@disk_told
def prepare_knowing(folder: OfficeFolder, name: str, present: Database) -> Prepared:
    """Copy a backup beside the open office, ready to take its place and knowing its numbers."""
    fresh, mark = prepare(folder, name), ""
    made_ms = shelf_of(folder).get(name).made_ms
    try:
        if present.is_stopped:
            keep_known(folder, fresh, made_ms)
        else:
            mark = _mark_of(folder)
            keep_carried(fresh, _of_open(folder, fresh, made_ms, present))
    except BaseException:
        forget_copy(fresh)
        raise
    return Prepared(fresh=fresh, name=name, made_ms=made_ms, mark=mark)


def _mark_of(folder: OfficeFolder) -> str:
    """Return what changes with each write, "" where the database cannot be read."""
    try:
        return change_mark(folder.database)
    except WardError:
        return ""


def keep_known(folder: OfficeFolder, fresh: Path, made_ms: int) -> None:
    """Lay into a prepared copy what the files of an office that is closed tell of its numbers."""
    keep_carried(fresh, _of_files(folder, fresh, made_ms))


def _of_open(folder: OfficeFolder, fresh: Path, made_ms: int, present: Database) -> Carried:
    try:
        return _compared(present, fresh, made_ms)
    except WardError:
        return _of_files(folder, fresh, made_ms)


def _of_files(folder: OfficeFolder, fresh: Path, made_ms: int) -> Carried:
    room = folder.root / f".{secrets.token_hex(4)}.cuu"
    try:
        room.mkdir()
        present = _copied(folder, room)
        if present is not None and _is_sound(folder, present):
            with _looked_at(present) as database:
                return _compared(database, fresh, made_ms)
        return _of_mirror(folder, fresh, made_ms, room)
    except (WardError, OSError):  # going back must not fail because nothing can be told
        return unknown(made_ms)
    finally:
        remove_folder(room)


def _copied(folder: OfficeFolder, room: Path) -> Path | None:
    """Copy the present database, with its logs, to where it can be looked through; None = gone."""
    for ending in ("", "-wal", "-journal"):
        source = folder.database.with_name(f"{DATABASE_NAME}{ending}")
        with suppress(OSError, WardError):
            if source.exists():
                copy_synced(source, room / source.name)
    copy = room / DATABASE_NAME
    if not copy.is_file():
        return None
    with suppress(WardError):
        settle_into_one_file(copy)
    return copy


def _is_sound(folder: OfficeFolder, present: Path) -> bool:
    """Tell whether a database has all that was ever written; it is of the newest schema then."""
    try:
        if faults_of(present) or lacks_tables(present):
            return False
        if version_of(present) < NEWEST:
            bring_up(present)
        with _looked_at(present) as database:
            if not database.local(TOKEN):  # restored and never opened: the mirror is ahead of it
                return True
            mirror = Mirror(folder, database.office_id)
            try:
                with database.read() as tx:
                    return tx.journal.is_newest_whole() and not mirror.ahead_of(tx.work.connection)
            finally:
                mirror.close()
    except WardError:
        return False


def _of_mirror(folder: OfficeFolder, fresh: Path, made_ms: int, room: Path) -> Carried:
    """Build what was there from the backup and the events since, and hold it against the backup."""
    with _looked_at(fresh) as held, held.read() as tx:
        reached = reached_in(tx.work.connection)
    damaged = room / DATABASE_NAME
    found = salvage(damaged, reached) if damaged.is_file() else Salvage()
    sequel = sequel_of(folder, Base(path=fresh, reached=reached), found)
    rebuilt = room / "lai.db"
    copy_synced(fresh, rebuilt)
    replay_into(rebuilt, sequel.rows)
    if sequel.tale.replica_id:
        with told(rebuilt), closing(connect(rebuilt)) as bare:
            bare.execute(
                "INSERT OR REPLACE INTO local (name, value) VALUES ('replica_id', ?)",
                (sequel.tale.replica_id,),
            )
    with _looked_at(rebuilt) as now:
        carried = _compared(now, fresh, made_ms)
    if is_mirror_whole(folder, sequel):
        return carried
    return replace(carried, doubt=unknown(made_ms).doubt, fresh_code=True)


def _compared(now: Database, fresh: Path, made_ms: int) -> Carried:
    with _looked_at(fresh) as held, now.read() as left, held.read() as kept:
        return carried_over(left.work, kept.work, made_ms)


@contextmanager
def _looked_at(path: Path) -> Iterator[Database]:
    database = Database.open(path, read_only=True)
    try:
        yield database
    finally:
        database.close()
