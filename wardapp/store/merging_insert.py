"""Taking foreign events into the journal: each checked against its chain, none twice."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from wardapp.core.errors import PackageDamaged, PackageTooNew, PackageWaits
from wardapp.core.identity import RecordId
from wardapp.core.journal import Event
from wardapp.store.entities import BY_NAME
from wardapp.store.journal import START, hash_of
from wardapp.store.reaching import reached_in
from wardapp.store.records import dump
from wardapp.store.tables import events as table

SLICE = 2_000
_COLUMNS = tuple(column.name for column in table.columns)
_INSERT = (
    f"INSERT INTO {table.name} ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"
)
_HELD = text(
    f"SELECT seq, hash FROM {table.name} WHERE replica_id = :chain AND seq BETWEEN :first AND :last"
)
_CLOCK = text(
    f"SELECT clock_ms, clock_counter FROM {table.name} WHERE replica_id = :chain AND seq = :seq"
)
MISSING = (
    "Gói này nhắc đến những việc của máy khác mà ở đây chưa có. "
    "Hãy nhận gói trước đó rồi nhận lại gói này."
)
NOT_WHOLE = "Gói dữ liệu không nguyên vẹn nên không nhận. Hãy xin gói khác từ máy gửi."

Row = dict[str, Any]


class Diverged(Exception):
    """A chain goes on otherwise in the package than here: two PCs write under one name."""

    def __init__(self, chain: str, seq: int) -> None:
        super().__init__(f"{chain} {seq}")
        self.chain, self.seq = chain, seq


@dataclass(slots=True)
class Taken:
    """What was new of the events: which records they touch, in the order they came."""

    new: int = 0
    known: int = 0
    touched: dict[tuple[str, str], None] = field(default_factory=dict)
    newest_ms: int = 0
    meets_itself: bool = False  # another PC writes under our name

    def note(self, row: dict[str, Any]) -> None:
        """Note what a new event touches."""
        self.touched[row["entity"], row["entity_id"]] = None
        self.newest_ms = max(self.newest_ms, row["clock_ms"])


@dataclass(slots=True)
class _Tip:
    """Where a chain ends here."""

    seq: int = 0
    hash: str = START
    clock: tuple[int, int] = (-1, 0)


def row_of(event: Event) -> Row:
    """Return the row of an event, as its own copy keeps it."""
    return {
        "replica_id": event.replica_id,
        "seq": event.seq,
        "event_id": event.event_id,
        "clock_ms": event.clock_ms,
        "clock_counter": event.clock_counter,
        "clerk": event.actor.clerk,
        "account": event.actor.account,
        "command": event.command,
        "title": event.title,
        "step_id": event.step_id,
        "entity": event.entity,
        "entity_id": event.entity_id,
        "changes": dump([[each.field, each.old, each.new] for each in event.changes]),
        "reason": event.reason,
        "prev_hash": event.prev_hash,
        "hash": event.hash,
    }


@dataclass(frozen=True, slots=True)
class Ourselves:
    """Under which name this copy writes; one that only looks may take in what another wrote so."""

    replica_id: str
    only_looks: bool = False

    def meet(self, row: Row, taken: Taken) -> None:
        """Raise Diverged where another PC writes under our name, unless we only look."""
        if row["replica_id"] != self.replica_id:
            return
        if not self.only_looks:
            raise Diverged(row["replica_id"], row["seq"])
        taken.meets_itself = True


def take_in(connection: Connection, events: Iterable[Event], ourselves: Ourselves) -> Taken:
    """Write the events that are not here yet; PackageRefused when they cannot follow ours.

    Each chain comes in its order. Raises Diverged where one of them is not the chain that is here,
    or where another PC goes on under our own name.
    """
    inserting = _Inserting(connection, ourselves)
    for rows in _slices(map(sound_row, events)):
        inserting.take(rows)
    return inserting.taken


def sound_row(event: Event) -> Row:
    """Return the row of an event whose values are JSON, each one value."""
    told = [kept for each in event.changes for kept in (each.old, each.new) if kept is not None]
    try:
        is_sound = len(_strict.decode(f"[{','.join(told)}]")) == len(told)
    except (ValueError, RecursionError):
        is_sound = False
    if not is_sound:
        raise PackageDamaged(NOT_WHOLE)
    return row_of(event)


def _no_number(said: str) -> float:
    raise ValueError(said)


_strict = json.JSONDecoder(parse_constant=_no_number)


def _slices(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while some := list(islice(rows, SLICE)):
        yield some


class _Inserting:
    def __init__(self, connection: Connection, ourselves: Ourselves) -> None:
        self._connection = connection
        self._ourselves = ourselves
        self._tips = {
            chain: _Tip(seq, own, self._clock(chain, seq))
            for chain, (seq, own) in reached_in(connection).items()
        }
        self.taken = Taken()

    def take(self, rows: list[Row]) -> None:
        """Take a slice: what is here is compared, the rest written."""
        fresh: list[tuple[Any, ...]] = []
        here: dict[str, list[Row]] = {}
        for row in rows:
            tip = self._tips.setdefault(row["replica_id"], _Tip())
            if row["seq"] <= tip.seq:
                here.setdefault(row["replica_id"], []).append(row)
                continue
            self._check(row, tip)
            fresh.append(tuple(map(row.__getitem__, _COLUMNS)))
            self.taken.note(row)
        if fresh:
            try:
                self._connection.exec_driver_sql(_INSERT, fresh)
            except IntegrityError as error:  # an event that stands here in another chain
                raise Diverged(str(fresh[0][0]), 0) from error
            self.taken.new += len(fresh)
        self._compare(here)

    def _check(self, row: Row, tip: _Tip) -> None:
        refuse_unknown_kind(row)
        if row["seq"] != tip.seq + 1:
            raise PackageWaits(
                f"Gói này nối sau sự kiện {row['seq'] - 1} của một máy, ở đây mới có đến "
                f"{tip.seq}. Hãy nhận gói trước đó rồi nhận lại gói này."
            )
        if row["prev_hash"] != tip.hash:
            raise Diverged(row["replica_id"], row["seq"])
        self._ourselves.meet(row, self.taken)
        clock = (row["clock_ms"], row["clock_counter"])
        if clock <= tip.clock or hash_of(row) != row["hash"]:
            raise PackageDamaged(NOT_WHOLE)
        tip.seq, tip.hash, tip.clock = row["seq"], row["hash"], clock

    def _compare(self, here: dict[str, list[Row]]) -> None:
        for chain, rows in here.items():
            span = {"chain": chain, "first": rows[0]["seq"], "last": rows[-1]["seq"]}
            held = {row.seq: row.hash for row in self._connection.execute(_HELD, span)}
            for row in rows:
                if held.get(row["seq"]) != row["hash"]:
                    raise Diverged(chain, row["seq"])
            self.taken.known += len(rows)

    def _clock(self, chain: str, seq: int) -> tuple[int, int]:
        found = self._connection.execute(_CLOCK, {"chain": chain, "seq": seq}).one()
        return found[0], found[1]


def refuse_unknown_kind(row: Row) -> None:
    """Refuse an event of a kind of record that only a newer program has."""
    if row["entity"] not in BY_NAME:
        raise PackageTooNew(
            "Gói có loại bản ghi mà bản WardApp này chưa biết. "
            "Hãy cập nhật WardApp trên máy này rồi nhận lại gói."
        )


def touched_by(taken: Taken) -> dict[str, list[RecordId]]:
    """Return the records that new events touch, by kind."""
    found: dict[str, list[RecordId]] = {}
    for entity, entity_id in taken.touched:
        found.setdefault(entity, []).append(RecordId(entity_id))
    return found
