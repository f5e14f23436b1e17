"""Packages taken in and handed out, the other copies of the office, and how far each of them is."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, false, func, insert, or_, select, text, update

from wardapp.core.dispatches import Attachment, FileRole
from wardapp.core.errors import NotFound
from wardapp.core.exchange import Head, Receipt, Sending
from wardapp.core.identity import RecordId
from wardapp.store import copies
from wardapp.store.entities import BY_NAME, RECEIPT
from wardapp.store.reaching import reached_in
from wardapp.store.records import pack, unpack
from wardapp.store.tables import events
from wardapp.store.tables_exchange import receipts, sendings
from wardapp.store.tables_files import attached_files
from wardapp.store.work import Work

_EVENT, _RECEIPT, _SENDING, _FILE = events.c, receipts.c, sendings.c, attached_files.c
_A_FILE = {"sha256", "name", "size", "role"}
_ROLES = frozenset(role.value for role in FileRole)
_AT_ONCE = 500
_WRITTEN = text(  # CROSS keeps the order: receipts are few, events may be a million
    f"SELECT e.entity_id, e.replica_id, e.seq FROM {receipts.name} r CROSS JOIN {events.name} e"
    f" ON e.entity_id = r.id AND e.entity = '{RECEIPT.name}'"
)


class Exchanges:
    """The history of exchange, and what the journal tells of the other copies."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def receipt(self, receipt_id: RecordId) -> Receipt:
        """Return a receipt; NotFound when it is not here."""
        return self._work.get(RECEIPT, receipt_id)

    def receipts(self) -> tuple[Receipt, ...]:
        """Return every receipt of every copy, newest first."""
        order = (_RECEIPT.received_ms.desc(), _RECEIPT.id.desc())
        return self._work.all(RECEIPT, select(receipts).order_by(*order))

    def own_receipts(self) -> tuple[Receipt, ...]:
        """Return what this copy took in, under the names it had before too, newest first."""
        own = copies.stands_for(self._work)
        mine = {name for name, replica, _ in self._written() if replica in own}
        return tuple(
            each for each in self.receipts() if each.id in mine and each.purpose is not None
        )

    def save(self, receipt: Receipt) -> Receipt:
        """Keep a receipt, added when new."""
        return self._work.save(RECEIPT, receipt)

    def step_of(self, receipt_id: RecordId) -> RecordId:
        """Return the step in which a receipt was written; NotFound when it is not here."""
        query = select(_EVENT.step_id).where(
            _EVENT.entity == RECEIPT.name, _EVENT.entity_id == receipt_id
        )
        first = query.order_by(_EVENT.clock_ms, _EVENT.clock_counter).limit(1)
        found = self._work.connection.execute(first).scalar()
        if found is None:
            raise NotFound("Không còn lần nhận gói này trong sổ. Hãy mở lại trang Trao đổi.")
        return RecordId(found)

    def sendings(self) -> tuple[Sending, ...]:
        """Return every package handed out, newest first."""
        rows = self._work.connection.execute(
            select(sendings).order_by(_SENDING.sent_ms.desc(), _SENDING.id.desc())
        )
        return tuple(_sending(row) for row in rows.mappings())

    def remember(self, sending: Sending) -> None:
        """Keep that a package was handed out: no event, this copy's own memory."""
        self._work.connection.execute(insert(sendings), pack(sending))

    def finish(self, sending_id: RecordId, now_ms: int) -> None:
        """Mark that a package is out."""
        change = update(sendings).where(_SENDING.id == sending_id)
        self._work.connection.execute(change.values(left_ms=now_ms))

    def forget(self, sending_id: RecordId) -> None:
        """Drop the memory of a package that did not leave."""
        self._work.connection.execute(delete(sendings).where(_SENDING.id == sending_id))

    def acknowledge(self, now_ms: int) -> int:
        """Mark the packages that their partner, as its own events tell, holds; return how many."""
        held = []
        for each in self.sendings():
            if each.acknowledged_ms is not None or each.partner is None or not each.upto:
                continue
            known = seqs(self.known_by(each.partner))
            if all(known.get(head.replica_id, 0) >= head.seq for head in each.upto):
                held.append(each.id)
        if held:
            change = update(sendings).where(_SENDING.id.in_(held))
            self._work.connection.execute(change.values(acknowledged_ms=now_ms))
        return len(held)

    def names(self) -> dict[RecordId, tuple[str, str, int]]:
        """Return of each copy the account and clerk of its newest event, and its instant."""
        found = {}
        for replica, (seq, _hash) in reached_in(self._work.connection).items():
            query = select(_EVENT.account, _EVENT.clerk, _EVENT.clock_ms).where(
                _EVENT.replica_id == replica, _EVENT.seq == seq
            )
            account, clerk, at = self._work.connection.execute(query).one()
            found[RecordId(replica)] = (account, clerk, at)
        return found

    def known_by(self, replica_id: RecordId) -> tuple[Head, ...]:
        """Return how far a copy has said it holds each chain: its newest receipt, and its own."""
        told = [(seq, name) for name, replica, seq in self._written() if replica == replica_id]
        receipt = self._work.find(RECEIPT, max(told)[1]) if told else None
        known = {head.replica_id: head for head in _kept_heads(receipt)} if receipt else {}
        own = reached_in(self._work.connection).get(replica_id)
        if own is not None:
            known[replica_id] = Head(replica_id=replica_id, seq=own[0], hash=own[1])
        return tuple(known[name] for name in sorted(known))

    def newest_of(self, entities: Iterable[str]) -> int:
        """Return the clock of the newest event about some kinds of records, 0 without any."""
        query = select(func.max(_EVENT.clock_ms)).where(_EVENT.entity.in_(tuple(entities)))
        return int(self._work.connection.execute(query).scalar() or 0)

    def newest_after(self, begins: Sequence[Head]) -> int:
        """Return the clock of the newest event beyond these places, 0 without any."""
        query = select(func.max(_EVENT.clock_ms)).where(or_(*self._beyond(seqs(begins))))
        return int(self._work.connection.execute(query).scalar() or 0)

    def count_after(self, begins: Sequence[Head]) -> int:
        """Return how many events lie beyond these places."""
        known = seqs(begins)
        reached = reached_in(self._work.connection)
        return sum(max(0, seq - known.get(RecordId(name), 0)) for name, (seq, _) in reached.items())

    def changes_after(self, begins: Sequence[Head]) -> int:
        """Return how many of them say something: that a package came is no news for anybody."""
        query = select(func.count()).where(or_(*self._beyond(seqs(begins))))
        told = query.where(_EVENT.entity != RECEIPT.name)
        return int(self._work.connection.execute(told).scalar() or 0)

    def files_after(self, begins: Sequence[Head]) -> Iterator[Attachment]:
        """Yield the kept files that events beyond these places name, each once."""
        named = _EVENT.changes.contains("sha256")
        query = select(_EVENT.changes).where(or_(*self._beyond(seqs(begins))), named)
        rows = self._work.connection.execution_options(yield_per=_AT_ONCE).execute(query)
        seen: set[str] = set()
        for changes in rows.scalars():
            for each in files_in(changes):
                if each.sha256 not in seen:
                    seen.add(each.sha256)
                    yield each

    def named_by(self, sha256: str) -> tuple[str, Any] | None:
        """Return kind and value of a record that names a kept file, None when none does."""
        query = select(_FILE.entity, _FILE.record_id).where(_FILE.sha256 == sha256)
        row = self._work.connection.execute(query.order_by(_FILE.entity).limit(1)).first()
        value = None if row is None else self._work.find(BY_NAME[row[0]], row[1])
        return None if row is None or value is None else (str(row[0]), value)

    def _written(self) -> tuple[tuple[str, str, int], ...]:
        """Return each receipt with the copy that wrote it and the place in its chain."""
        return tuple(tuple(row) for row in self._work.connection.execute(_WRITTEN))

    def _beyond(self, known: Mapping[RecordId, int]) -> list[ColumnElement[bool]]:
        """Return the conditions one of which an event beyond these places meets."""
        places = [
            and_(_EVENT.replica_id == name, _EVENT.seq > known.get(RecordId(name), 0))
            for name, (seq, _) in reached_in(self._work.connection).items()
            if seq > known.get(RecordId(name), 0)
        ]
        return places or [false()]


def _kept_heads(receipt: Receipt) -> tuple[Head, ...]:
    """Return what a copy holds after a receipt: an import taken back brought it nothing."""
    return receipt.heads if receipt.undone_ms is None else receipt.before


def seqs(heads: Iterable[Head]) -> dict[RecordId, int]:
    """Return the places of heads by chain."""
    return {head.replica_id: head.seq for head in heads}


def files_in(changes: str) -> Iterator[Attachment]:
    """Yield the kept files that the fields written by an event name."""
    for _field, _old, new in json.loads(changes):
        if new is not None and "sha256" in new:
            yield from files_of(json.loads(new))


def files_of(value: Any) -> Iterator[Attachment]:
    """Yield the kept files that a field's value names, however deep."""
    if isinstance(value, dict):
        if value.keys() >= _A_FILE and value["role"] in _ROLES:
            yield unpack(Attachment, value)
            return
        yield from (each for part in value.values() for each in files_of(part))
    elif isinstance(value, list):
        yield from (each for part in value for each in files_of(part))


def _sending(row: Any) -> Sending:
    return unpack(Sending, dict(row) | {"upto": json.loads(row["upto"])})
