"""What a damaged office is brought back from: a sound base, and the events that go on after it."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from wardapp.core.errors import WardError
from wardapp.core.journal import Backup
from wardapp.store.backup_shelf import shelf_of
from wardapp.store.chain_check import look_at_chains, of_text
from wardapp.store.database import Database
from wardapp.store.folder import OfficeFolder
from wardapp.store.health import VERIFIED, lacks_tables
from wardapp.store.journal import START
from wardapp.store.mirror import BEHIND, hear_all, mirror_files
from wardapp.store.mirror_lines import EventRow, Reached, Tale
from wardapp.store.reaching import reached_in
from wardapp.store.salvage import Salvage
from wardapp.store.sqlite_files import faults_of as file_faults


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """What is to be brought back: the office, its present database as far as it can be read.

    `is_older` = that database is sound but lacks what was written already. `is_thorough` = a fault
    was found deep inside, so nothing counts as checked before.
    """

    folder: OfficeFolder
    present: Path | None = None
    is_older: bool = False
    is_thorough: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """A database that holds the beginning; without a path the events alone must reach back."""

    path: Path | None = None
    backup: Backup | None = None
    reached: Reached = field(default_factory=dict)
    newest_ms: int = 0
    faults: tuple[str, ...] = ()  # of its chains, which no other base is without


NOTHING = Base()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequel:
    """The events after a base, in each chain without a hole, and those that hang in the air."""

    rows: tuple[EventRow, ...]
    reached: Reached
    stray: tuple[EventRow, ...] = ()
    tale: Tale


def bases(aim: Aim) -> Iterator[Base]:
    """Yield what can be begun with: whole ones, the newest first, nothing at all, faulty ones."""
    faulty: list[Base] = []
    for base in _every(aim):
        if base.faults:
            faulty.append(base)
        else:
            yield base
    yield NOTHING
    if aim.present is not None and (present := _base(aim, aim.present)) is not None:
        yield present
    yield from faulty


def _every(aim: Aim) -> Iterator[Base]:
    if aim.is_older and aim.present is not None:
        base = _base(aim, aim.present)
        if base is not None:
            yield base
    shelf = shelf_of(aim.folder)
    for backup in shelf.list():
        if backup.is_sealed or shelf.faults(backup.name):
            continue
        if (base := _base(aim, shelf.database(backup.name), backup)) is not None:
            yield base


def _base(aim: Aim, path: Path, backup: Backup | None = None) -> Base | None:
    """Return a database to begin with, None when its file is not whole."""
    try:
        if backup is None and (file_faults(path) or lacks_tables(path)):
            return None
        database = Database.open(path, read_only=True)
        try:
            verified = {} if aim.is_thorough else of_text(database.local(VERIFIED))
            with database.read() as tx:
                connection = tx.work.connection
                look = look_at_chains(connection, verified, random.Random(), _never)
                return Base(
                    path=path,
                    backup=backup,
                    reached=reached_in(connection),
                    newest_ms=tx.journal.newest_ms(),
                    faults=tuple(look.faults),
                )
        finally:
            database.close()
    except WardError:
        return None


def _never() -> bool:
    return False


def sequel_of(folder: OfficeFolder, base: Base, found: Salvage) -> Sequel:
    """Return what goes on after a base: from the mirror, and from what was salvaged."""
    tale, _ = hear_all(mirror_files(folder), base.reached)
    rows, reached, stray = chained(
        base.reached, [*tale.rows.values(), *tale.stray.values(), *found.events]
    )
    return Sequel(rows=tuple(rows), reached=reached, stray=tuple(stray), tale=tale)


def chained(
    base: Reached, rows: Iterable[EventRow]
) -> tuple[list[EventRow], Reached, list[EventRow]]:
    """Return the events that go on after a base, how far they reach, and those that do not."""
    waiting: dict[tuple[str, int, str], EventRow] = {}
    for row in rows:
        waiting.setdefault((row["replica_id"], row["seq"], row["prev_hash"]), row)
    reached, taken = dict(base), []
    for replica in {key[0] for key in waiting}:
        seq, own = reached.get(replica, (0, START))
        while (replica, seq + 1, own) in waiting:
            row = waiting.pop((replica, seq + 1, own))
            taken.append(row)
            seq, own = seq + 1, row["hash"]
        if seq:
            reached[replica] = (seq, own)
    left = [
        row for row in waiting.values() if row["seq"] > reached.get(row["replica_id"], (0, ""))[0]
    ]
    return taken, reached, left


def is_beyond(base: Base, tale: Tale) -> bool:
    """Tell whether a base holds what an undone import took out since."""
    damaged = {row["replica_id"] for row in tale.stray.values()}
    return any(
        tale.reached[replica][0] < base.reached.get(replica, (0, START))[0]
        for replica in tale.cuts - damaged
    )


def is_mirror_whole(folder: OfficeFolder, sequel: Sequel) -> bool:
    """Tell whether the mirror surely had every event, so that no number can be given twice."""
    tale = sequel.tale
    is_behind = (folder.journal / BEHIND).exists()
    return bool(tale.token) and not (tale.bad_lines or sequel.stray or is_behind)
