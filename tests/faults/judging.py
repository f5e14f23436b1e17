"""Opens what a fault left of an office and tells what of the acknowledged is not there."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from enum import IntEnum
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from tests.builders import NOW_MS, TODAY, an_arrival
from tests.desk import Desk
from tests.faults.player import EVENTS, LINES, TEXTS
from tests.faults.recording import Op
from wardapp.core.clock import SetClock
from wardapp.core.dispatches import Attachment
from wardapp.core.errors import WardError
from wardapp.store.backup import Shelf, shelf_of
from wardapp.store.folder import OfficeFolder
from wardapp.store.numbers import incoming_key
from wardapp.store.opening import OpenFolder, Opening, open_with_lock
from wardapp.store.rebuild import rebuild

MONTH_MS = 30 * 24 * 60 * 60 * 1000


class Depth(IntEnum):
    """How far to look: each depth looks at all that those before it do, and at its own."""

    LINES = 1  # and their files, the events, the exports
    CHAINS = 2
    BACKUPS = 3  # and the next line written
    REBUILD = 4


TWICE = """
    SELECT 'den', arrival_number, suffix FROM incoming
    GROUP BY issuer_id, book, scope_value, arrival_number, suffix HAVING count(*) > 1
    UNION ALL SELECT 'di', number, suffix FROM outgoing
    GROUP BY series_id, number, suffix HAVING count(*) > 1
"""


@dataclass(frozen=True)
class Promises:
    """What services acknowledged up to a moment."""

    events: frozenset[str] = frozenset()
    lines: dict[str, list[Any]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    exports: dict[str, str] = field(default_factory=dict)
    backup: str = ""
    second: str = ""  # the newest backup that also lies in the second place
    is_restoring: bool = False
    aside: frozenset[str] = frozenset()  # what a restore took out: it must be in a backup
    removing: frozenset[str] = frozenset()  # what the undo of an import is about to take out

    @classmethod
    def of(cls, ops: Iterable[Op]) -> Promises:
        """Return what all marks of a record promise."""
        promises = cls()
        for op in ops:
            if op.what == "K":
                promises = promises.heard(op.facts)
        return promises

    def heard(self, facts: dict[str, Any]) -> Promises:
        """Return the promises after one more mark."""
        gone = frozenset(facts.get("gone", ()))
        return replace(
            self,
            events=(self.events - gone) | frozenset(facts.get("events", ())),
            aside=self.aside | (gone - self.removing),
            removing=frozenset(facts.get("removing", ())),
            lines=facts.get("lines", self.lines),
            texts=facts.get("texts", self.texts),
            exports=self.exports | facts.get("exports", {}),
            backup=facts.get("backups", [self.backup])[-1],
            second=facts.get("second", self.second),
            is_restoring=bool(facts.get("restoring"))
            or (self.is_restoring and "lines" not in facts),
        )


def faults(home: Path, promises: Promises, depth: Depth = Depth.LINES) -> tuple[str, ...]:
    """Return what is wrong with a home; it is changed by being opened."""
    folder = OfficeFolder(home / "so")
    if is_absent(home, promises):
        return ()
    try:
        opened = open_with_lock(folder.root, an_opening(home))
    except WardError as error:
        return (f"does not open: {error.sentence}",)
    try:
        return tuple(_faults(home, opened, promises, depth))
    finally:
        opened.close()


def is_absent(home: Path, promises: Promises) -> bool:
    """Tell whether there is no office, and none was acknowledged yet."""
    has_database = (home / "so" / "office.db").exists()
    return not (has_database or promises.lines or promises.events)


def an_opening(home: Path) -> Opening:
    """A later start on the same PC."""
    return Opening(
        data=home / "data",
        clock=SetClock(NOW_MS + MONTH_MS),
        account="VP-01\\lan",
        is_network=lambda _: False,
    )


def _faults(home: Path, opened: OpenFolder, promises: Promises, depth: Depth) -> Iterator[str]:
    with opened.database.read() as tx:
        connection = tx.work.connection
        yield from _missing_events(opened.folder, connection, promises)
        yield from _changed_lines(connection, promises)
        for book, number, suffix in connection.exec_driver_sql(TWICE):
            yield f"number twice: {book} {number}{suffix}"
        if depth >= Depth.CHAINS:
            yield from (f"chain: {fault}" for fault in tx.journal.verify())
        kept = {each.sha256: each for each in _attachments(connection)}
    yield from opened.files.check(kept.values())
    yield from _spoilt_exports(home, promises)
    if depth >= Depth.BACKUPS:
        yield from _further(home, opened, promises)
    if depth >= Depth.REBUILD:
        differences = rebuild(opened.database, home / "again.db")
        yield from (f"rebuild differs: {each}" for each in differences[:3])


def _missing_events(
    folder: OfficeFolder, connection: Connection, promises: Promises
) -> Iterator[str]:
    held = frozenset(connection.exec_driver_sql(EVENTS).scalars())
    missing = promises.events - held - promises.removing
    if not missing and not promises.aside:
        return
    if missing and not promises.is_restoring:
        yield f"acknowledged events missing: {len(missing)}"
    wanted = promises.aside | missing
    lost = wanted - held - _in_backups(folder)
    if lost:
        yield f"events that a restore took out are in no backup: {len(lost)}"


def _in_backups(folder: OfficeFolder) -> frozenset[str]:
    shelf = shelf_of(folder)
    found: set[str] = set()
    for backup in shelf.list():
        path = shelf.database(backup.name)
        with (
            suppress(sqlite3.Error),
            closing(sqlite3.connect(f"file:{path}?immutable=1", uri=True)) as held,
        ):
            found |= {str(each) for (each,) in held.execute(EVENTS)}
    return frozenset(found)


def _changed_lines(connection: Connection, promises: Promises) -> Iterator[str]:
    """A line may differ only where something not acknowledged yet was done to it."""
    if promises.is_restoring or promises.removing:
        return
    held = {str(row[0]): list(row[1:]) for row in connection.exec_driver_sql(LINES)}
    for key, line in promises.lines.items():
        if held.get(key) != line and not _was_touched(connection, key, promises):
            yield f"acknowledged line {line} is {held.get(key)}"
    texts = {str(key): str(text) for key, text in connection.exec_driver_sql(TEXTS)}
    for key, text in promises.texts.items():
        if texts.get(key) != text and not _was_touched(connection, key, promises):
            yield f"working text of {key} is lost"


def _attachments(connection: Connection) -> Iterator[Attachment]:
    for row in connection.exec_driver_sql(LINES):
        for facts in json.loads(row[-1]):
            yield Attachment(
                sha256=facts["sha256"], name=facts["name"], size=facts["size"], role=facts["role"]
            )


def _was_touched(connection: Connection, key: str, promises: Promises) -> bool:
    found = connection.exec_driver_sql("SELECT hash FROM events WHERE entity_id = ?", (key,))
    return any(each not in promises.events for each in found.scalars())


def _spoilt_exports(home: Path, promises: Promises) -> Iterator[str]:
    for name, sha256 in promises.exports.items():
        path = home / name
        if not path.exists():
            yield f"export {name} is gone"
        elif hashlib.sha256(path.read_bytes()).hexdigest() != sha256 and not _is_whole(path):
            yield f"export {name} is not whole"


def _is_whole(path: Path) -> bool:
    """A newer export that was not acknowledged yet may lie there, but a whole one."""
    if path.suffix == ".pdf":
        data = path.read_bytes()
        return data.startswith(b"%PDF") and data.rstrip().endswith(b"%%EOF")
    try:
        with zipfile.ZipFile(path) as file:
            return file.testzip() is None
    except (zipfile.BadZipFile, OSError):
        return False


def _further(home: Path, opened: OpenFolder, promises: Promises) -> Iterator[str]:
    """Look into backups, and write the next line."""
    shelf = shelf_of(opened.folder)
    yield from _bad_backups(shelf, promises.backup)
    for place in (home / "usb").glob("WardApp-*"):
        yield from _bad_backups(Shelf(place), promises.second)
    database = opened.database
    with database.read() as tx:
        issuer = tx.catalogue.issuers()[0].id
        before = tx.numbers.peek(incoming_key(issuer, TODAY))
    try:
        arrival = an_arrival(issuer_id=issuer)
        with Desk(database, SetClock(NOW_MS + MONTH_MS)).begin("Vào sổ") as tx:
            number = tx.numbers.take(incoming_key(issuer, TODAY))
            tx.incoming.add(
                arrival, arrival_number=number, record_id=tx.new_id(), registered_ms=tx.now_ms
            )
    except WardError as error:
        yield f"takes no line afterwards: {error.sentence}"
        return
    if number != before:
        yield f"gave {number} instead of {before}"


def _bad_backups(shelf: Shelf, acknowledged: str) -> Iterator[str]:
    names = [backup.name for backup in shelf.list()]
    if acknowledged and acknowledged not in names:
        yield f"acknowledged backup {acknowledged} is gone"
    for name in names:
        for fault in shelf.faults(name):
            yield f"backup {name}: {fault}"
        if name == acknowledged:
            yield from (f"backup {name} lacks {each}" for each in shelf.missing_files(name))
