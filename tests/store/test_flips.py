"""Every bit of a journal counts: one that flips on the disk is found, in database or mirror.

The journal is the rows of its events, each with the head SQLite reads it by, and the lines of the
mirror; unused space of pages is no part of it.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from tests.builders import an_incoming
from tests.conftest import Proof
from tests.folder_tools import NOW_MS, a_command, an_office, an_opening
from wardapp.core.identity import new_record_id
from wardapp.core.progress import Silent
from wardapp.store.chain_walk import faults_of
from wardapp.store.database import Database
from wardapp.store.folder import OfficeFolder
from wardapp.store.mirror import Mirror, mirror_files
from wardapp.store.mirror_check import look_at_mirror
from wardapp.store.mirror_lines import Tale
from wardapp.store.sqlite_files import faults_of as file_faults
from wardapp.store.tables import events

EVENTS = 1_000
WHOLE = 100
"""Once in so many flips the whole mirror is read, too."""
INTEGERS = ((1, 0), (1 << 7, 1), (1 << 15, 2), (1 << 23, 3), (1 << 31, 4), (1 << 47, 6))


DAILY_AND_LONG = pytest.mark.parametrize(
    "is_long", [False, pytest.param(True, marks=pytest.mark.prove)]
)


@dataclass(frozen=True)
class Journal:
    """An office of 1,000 events, settled in one file beside its mirror."""

    folder: OfficeFolder
    spans: tuple[tuple[int, int], ...]  # where the rows of events lie in the file


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> Journal:
    home = tmp_path_factory.mktemp("journal")
    folder = an_office(home / "so", an_opening(home / "data"))
    database = Database.open(folder.database)
    database.mirror_to(Mirror(folder, database.office_id))
    with database.read() as tx:
        missing = EVENTS - sum(tx.journal.heads().values())
        new = [
            an_incoming(id=new_record_id(NOW_MS), arrival_number=number, subject=f"việc {number}")
            for number in range(1, missing + 1)
        ]
        batch = tx.bulk.ready([], new, a_command(NOW_MS), Silent())
    with database.begin(a_command(NOW_MS)) as tx:
        tx.bulk.write(batch, Silent())
    with database.read() as tx:
        assert sum(tx.journal.heads().values()) >= EVENTS
    database.close()
    return Journal(folder, tuple(_spans(folder.database)))


def _spans(path: Path) -> Iterator[tuple[int, int]]:
    """Where each row lies: the head of its cell, and what it says, by SQLite's file format."""
    data = path.read_bytes()
    with closing(sqlite3.connect(path)) as bare:
        assert bare.execute("PRAGMA journal_mode").fetchone()
        names = ", ".join(column.name for column in events.columns)
        for rowid, *values in bare.execute(f"SELECT rowid, {names} FROM events"):
            parts = [_stored(each) for each in values]
            body = b"".join(part for _, part in parts)
            head = b"".join(_varint(kind) for kind, _ in parts)
            head = _varint(len(head) + 1) + head
            cell = _varint(len(head) + len(body)) + _varint(rowid) + head + body
            at = data.find(cell)
            if at >= 0:  # a row too long for its page goes on elsewhere
                yield at, len(cell)


def _stored(value: Any) -> tuple[int, bytes]:
    if isinstance(value, str):
        return 13 + 2 * len(value.encode()), value.encode()
    size = next((size for bound, size in INTEGERS if -bound <= value < bound), 8)
    if value in {0, 1}:
        return 8 + value, b""
    return {1: 1, 2: 2, 3: 3, 4: 4, 6: 5, 8: 6}[size], value.to_bytes(size, "big", signed=True)


def _varint(value: int) -> bytes:
    groups = [value & 0x7F]
    while value := value >> 7:
        groups.append(value & 0x7F | 0x80)
    return bytes(reversed(groups))


def _is_found(path: Path) -> bool:
    """Tell whether the check of the chains, or else SQLite's, says that something is wrong."""
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)
    try:
        with engine.connect() as connection:
            if faults_of(connection):
                return True
    except (DBAPIError, sqlite3.Error):
        return True
    finally:
        engine.dispose()
    return bool(file_faults(path))


@DAILY_AND_LONG
def test_each_flipped_bit_of_an_event_is_found(
    journal: Journal, tmp_path: Path, proof: Proof, *, is_long: bool
) -> None:
    assert len(journal.spans) > EVENTS * 0.9
    path = tmp_path / "office.db"
    shutil.copyfile(journal.folder.database, path)
    assert not _is_found(path)
    chance = proof.random("rows")
    with path.open("r+b", buffering=0) as stream:
        for _ in range(proof.times(50, 2_000, 20_000) if is_long else 50):
            begin, length = chance.choice(journal.spans)
            at, bit = begin + chance.randrange(length), chance.randrange(8)
            stream.seek(at)
            before = stream.read(1)
            stream.seek(at)
            stream.write(bytes([before[0] ^ 1 << bit]))
            assert _is_found(path), (at - begin, bit, before)
            stream.seek(at)
            stream.write(before)
    assert not _is_found(path)


@DAILY_AND_LONG
def test_each_flipped_bit_of_the_mirror_is_found(
    journal: Journal, proof: Proof, *, is_long: bool
) -> None:
    """Each line is judged by its own bytes; whole files are read for a part of the tries."""
    (path,) = mirror_files(journal.folder)
    whole = path.read_bytes()
    assert (look_at_mirror(journal.folder).faults, look_at_mirror(journal.folder).spoilt) == ((), 0)
    chance, times = proof.random("mirror"), proof.times(500, 20_000, 20_000) if is_long else 500
    try:
        for each in range(times):
            at, bit = chance.randrange(len(whole)), chance.randrange(8)
            begin, end = whole.rfind(b"\n", 0, at) + 1, whole.find(b"\n", at + 1) + 1
            piece = bytearray(whole[begin : end or None])
            piece[at - begin] ^= 1 << bit
            tale = Tale()
            for line in BytesIO(piece):
                tale.hear(line)
            assert tale.bad_lines or tale.is_torn, (at, bit)
            if each % WHOLE == 0:
                path.write_bytes(whole[:begin] + piece + whole[begin + len(piece) :])
                assert look_at_mirror(journal.folder).spoilt, (at, bit)
    finally:
        path.write_bytes(whole)
    assert look_at_mirror(journal.folder).spoilt == 0
