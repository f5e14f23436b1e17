"""One chain of the journal, read as fast as the disk gives it and held against its own hashes.

A million events are checked in seconds: bare rows, one encoder, nothing kept. What an event is
hashed over is told in `journal.canonical`; a test holds both alike.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import Enum
from hashlib import sha256
from typing import Any, cast

from sqlalchemy import Connection, text

from wardapp.store.journal import HASHED, START
from wardapp.store.reaching import reached_in
from wardapp.store.tables import events

Stopped = Callable[[], bool]

_quoted = json.encoder.encode_basestring
_COLUMNS = ", ".join((*HASHED, "hash"))
_ROWS = (
    f"SELECT {_COLUMNS} FROM {events.name} "
    "WHERE replica_id = ? AND seq > ? AND seq <= ? ORDER BY seq"
)
_INTEGRITY = text(f"PRAGMA integrity_check({events.name})")
_SEQ, _MS, _COUNT = (HASHED.index(name) for name in ("seq", "clock_ms", "clock_counter"))
_BEFORE, _OWN = HASHED.index("prev_hash"), len(HASHED)
_BETWEEN_STOPS = 0x3FF
_NO_TEXT = "decode"  # what Python says of a value that is no UTF-8


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a chain: the events after `after`, which carries the hash `own`, up to `upto`."""

    replica_id: str
    after: int
    own: str
    upto: int


class Wrong(Enum):
    """What can be wrong with an event in its chain."""

    GAP = "sau sự kiện {before} là {here}"
    HASH = "mã băm của sự kiện {here} không khớp"
    CLOCK = "đồng hồ chạy lùi ở sự kiện {here}"
    MISSING = "thiếu sự kiện {here}"


@dataclass(frozen=True, slots=True)
class ChainFault:
    """One fault: the place in the chain where it was met."""

    seq: int
    wrong: Wrong
    here: int

    def told(self, replica_id: str) -> str:
        """Return the fault as `doctor` names it."""
        return f"{replica_id}: {self.wrong.value.format(before=self.seq - 1, here=self.here)}"


@dataclass(slots=True)
class Walked:
    """How far a stretch was walked, what its last event carries, and what is wrong on the way."""

    seq: int
    own: str
    looked_at: int = 0
    is_stopped: bool = False
    faults: list[ChainFault] = field(default_factory=list)


def bare(connection: Connection) -> sqlite3.Connection:
    """Return SQLite's own connection below ours."""
    return cast(sqlite3.Connection, connection.connection.driver_connection)


def walk(connection: Connection, stretch: Stretch, stopped: Stopped | None = None) -> Walked:
    """Go along a stretch of a chain, every event held against its hash and the one before it."""
    walked = Walked(stretch.after, stretch.own)
    cursor = bare(connection).cursor()
    try:
        place = (stretch.replica_id, stretch.after, stretch.upto)
        _along(cursor.execute(_ROWS, place), walked, stopped)
    except (sqlite3.OperationalError, TypeError) as error:  # a value of another kind than written
        if isinstance(error, sqlite3.OperationalError) and _NO_TEXT not in str(error):
            raise
        walked.faults.append(ChainFault(walked.seq + 1, Wrong.HASH, walked.seq + 1))
        return walked
    finally:
        cursor.close()
    if walked.seq != stretch.upto and not walked.is_stopped:
        walked.faults.append(ChainFault(walked.seq + 1, Wrong.MISSING, walked.seq + 1))
    return walked


def walk_all(connection: Connection) -> dict[str, Walked]:
    """Return every chain walked from its first event to its newest, by replica."""
    return {
        replica: walk(connection, Stretch(replica, 0, START, newest))
        for replica, (newest, _) in reached_in(connection).items()
    }


def faults_of(connection: Connection) -> tuple[str, ...]:
    """Return what is wrong with the chains: holes, broken hashes, a clock that ran back.

    Where they hold, also whether the rows are those that their indexes lead to: SQLite answers from
    an index what it can, so the names in a row itself were not looked at.
    """
    found = tuple(
        fault.told(replica)
        for replica, walked in walk_all(connection).items()
        for fault in walked.faults
    )
    return found or rows_against_indexes(connection)


def rows_against_indexes(connection: Connection) -> tuple[str, ...]:
    """Return where a row of an event and an index do not say the same."""
    lines = connection.execute(_INTEGRITY).scalars().all()
    if lines == ["ok"]:
        return ()
    return (f"{len(lines)} chỗ trong bảng sự kiện không khớp mục lục của nó ({lines[0]})",)


def _along(rows: Iterable[tuple[Any, ...]], walked: Walked, stopped: Stopped | None) -> None:
    """Take a million events in turn: no call that is not needed."""
    clock = (0, 0)
    for row in rows:
        seq, here, own = walked.seq, row[_SEQ], row[_OWN]
        if here != seq + 1:
            walked.faults.append(ChainFault(seq + 1, Wrong.GAP, here))
        if row[_BEFORE] != walked.own or own != row_hash(row):
            walked.faults.append(ChainFault(seq + 1, Wrong.HASH, here))
        instant = (row[_MS], row[_COUNT])
        if instant <= clock:
            walked.faults.append(ChainFault(seq + 1, Wrong.CLOCK, here))
        clock = instant
        walked.seq, walked.own = here, own
        walked.looked_at += 1
        if not walked.looked_at & _BETWEEN_STOPS and stopped is not None and stopped():
            walked.is_stopped = True
            break


def row_hash(row: tuple[Any, ...]) -> str:
    """Return the hash of a row in the order of HASHED, "" for values that no event has.

    It is `journal.canonical` by hand, for speed.
    """
    try:
        (event_id, replica, seq, ms, count, clerk, account, command, title, step, entity,
         record, changes, reason, before, _own) = row  # fmt: skip
        told = (
            f"[{_quoted(event_id)},{_quoted(replica)},{seq:d},{ms:d},{count:d},{_quoted(clerk)},"
            f"{_quoted(account)},{_quoted(command)},{_quoted(title)},{_quoted(step)},"
            f"{_quoted(entity)},{_quoted(record)},{_quoted(changes)},{_quoted(reason)},"
            f"{_quoted(before)}]"
        )
        return sha256(told.encode()).hexdigest()
    except (TypeError, ValueError):  # bytes, or half a letter: no event was ever written so
        return ""
