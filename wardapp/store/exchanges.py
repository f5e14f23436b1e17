"""Packages taken in and handed out, the other copies of the office, and how far each of them is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import and_, func, insert, or_, select, update

from wardapp.core.dispatches import Attachment, FileRole
from wardapp.core.exchange import Head, Receipt, Sending
from wardapp.core.identity import RecordId
from wardapp.store.entities import RECEIPT
from wardapp.store.records import pack, unpack
from wardapp.store.tables import events
from wardapp.store.tables_exchange import receipts, sendings
from wardapp.store.work import Work

_EVENT, _RECEIPT, _SENDING = events.c, receipts.c, sendings.c
_A_FILE = {"sha256", "name", "size", "role"}
_AT_ONCE = 500


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

    def of_package(self, sha256: str) -> tuple[Receipt, ...]:
        """Return the receipts of a package that were not undone, newest first."""
        is_it = (_RECEIPT.package_sha256 == sha256, _RECEIPT.undone_ms.is_(None))
        order = (_RECEIPT.received_ms.desc(), _RECEIPT.id.desc())
        return self._work.all(RECEIPT, select(receipts).where(*is_it).order_by(*order))

    def save(self, receipt: Receipt, base: Receipt | None = None) -> Receipt:
        """Keep a receipt, added when new."""
        return self._work.save(RECEIPT, receipt, base)

    def writers(self) -> dict[RecordId, RecordId]:
        """Return which copy wrote each receipt."""
        query = select(_EVENT.entity_id, func.min(_EVENT.replica_id)).where(
            _EVENT.entity == RECEIPT.name
        )
        rows = self._work.connection.execute(query.group_by(_EVENT.entity_id))
        return {RecordId(receipt): RecordId(replica) for receipt, replica in rows}

    def step_of(self, receipt_id: RecordId) -> RecordId | None:
        """Return the step in which a receipt was written, None when it is not here."""
        query = select(_EVENT.step_id).where(
            _EVENT.entity == RECEIPT.name, _EVENT.entity_id == receipt_id
        )
        first = query.order_by(_EVENT.clock_ms, _EVENT.clock_counter).limit(1)
        found = self._work.connection.execute(first).scalar()
        return None if found is None else RecordId(found)

    def sendings(self) -> tuple[Sending, ...]:
        """Return every package handed out, newest first."""
        rows = self._work.connection.execute(
            select(sendings).order_by(_SENDING.sent_ms.desc(), _SENDING.id.desc())
        )
        return tuple(_sending(row) for row in rows.mappings())

    def remember(self, sending: Sending) -> None:
        """Keep that a package was handed out: no event, this copy's own memory."""
        self._work.connection.execute(insert(sendings), pack(sending))

    def acknowledge(self, known_by: dict[RecordId, dict[RecordId, int]], now_ms: int) -> int:
        """Mark the packages whose events a partner now says it has; return how many."""
        found = 0
        for each in self.sendings():
            known = known_by.get(each.partner) if each.partner is not None else None
            if each.acknowledged_ms is not None or known is None or not each.upto:
                continue
            if all(known.get(head.replica_id, 0) >= head.seq for head in each.upto):
                self._work.connection.execute(
                    update(sendings).where(_SENDING.id == each.id).values(acknowledged_ms=now_ms)
                )
                found += 1
        return found

    def sent_upto(self, replica_id: RecordId) -> int:
        """Return how much of a chain was ever handed out: up to there its numbers left the PC."""
        reached = (
            head.seq for each in self.sendings() for head in each.upto
            if head.replica_id == replica_id
        )  # fmt: skip
        return max(reached, default=0)

    def names(self) -> dict[RecordId, tuple[str, str, int]]:
        """Return of each copy the account and clerk of its newest event, and its instant."""
        newest = (
            select(_EVENT.replica_id, func.max(_EVENT.seq).label("seq"))
            .group_by(_EVENT.replica_id)
            .subquery()
        )
        query = select(_EVENT.replica_id, _EVENT.account, _EVENT.clerk, _EVENT.clock_ms).join(
            newest, and_(newest.c.replica_id == _EVENT.replica_id, newest.c.seq == _EVENT.seq)
        )
        rows = self._work.connection.execute(query)
        return {RecordId(name): (account, clerk, at) for name, account, clerk, at in rows}

    def adoptions(self) -> tuple[tuple[RecordId, str], ...]:
        """Return which copies went on after another was copied or restored, and their words."""
        query = select(_EVENT.replica_id, _EVENT.title).where(_EVENT.command == "office.adopt")
        rows = self._work.connection.execute(query.distinct())
        return tuple((RecordId(name), title) for name, title in rows)

    def known_by(self, replica_id: RecordId) -> dict[RecordId, int]:
        """Return how much of each chain a copy has said to hold: its last receipt, and its own."""
        query = select(_EVENT.entity_id).where(
            _EVENT.entity == RECEIPT.name, _EVENT.replica_id == replica_id
        )
        newest = query.order_by(_EVENT.seq.desc()).limit(1)
        found = self._work.connection.execute(newest).scalar()
        receipt = None if found is None else self._work.find(RECEIPT, found)
        known = {head.replica_id: head.seq for head in receipt.heads} if receipt else {}
        own = select(func.max(_EVENT.seq)).where(_EVENT.replica_id == replica_id)
        reached = self._work.connection.execute(own).scalar()
        return known if reached is None else known | {replica_id: int(reached)}

    def heads(self) -> tuple[Head, ...]:
        """Return how far each chain reaches here."""
        newest = (
            select(_EVENT.replica_id, func.max(_EVENT.seq).label("seq"))
            .group_by(_EVENT.replica_id)
            .subquery()
        )
        query = select(_EVENT.replica_id, _EVENT.seq, _EVENT.hash).join(
            newest, and_(newest.c.replica_id == _EVENT.replica_id, newest.c.seq == _EVENT.seq)
        )
        rows = self._work.connection.execute(query.order_by(_EVENT.replica_id))
        return tuple(
            Head(replica_id=RecordId(name), seq=seq, hash=own_hash) for name, seq, own_hash in rows
        )

    def count_after(self, known: dict[RecordId, int]) -> int:
        """Return how many events a copy that knows this much does not have."""
        return sum(max(0, head.seq - known.get(head.replica_id, 0)) for head in self.heads())

    def files_after(self, known: dict[RecordId, int]) -> Iterator[Attachment]:
        """Yield the kept files that events beyond these places name, each once, in no order."""
        beyond = [
            and_(_EVENT.replica_id == head.replica_id, _EVENT.seq > known.get(head.replica_id, 0))
            for head in self.heads()
            if head.seq > known.get(head.replica_id, 0)
        ]
        if not beyond:
            return
        query = select(_EVENT.changes).where(or_(*beyond), _EVENT.changes.contains("sha256"))
        rows = self._work.connection.execution_options(yield_per=_AT_ONCE).execute(query)
        seen: set[str] = set()
        for changes in rows.scalars():
            for each in files_in(changes):
                if each.sha256 not in seen:
                    seen.add(each.sha256)
                    yield each


def files_in(changes: str) -> Iterator[Attachment]:
    """Yield the kept files that the fields written by an event name."""
    for _field, _old, new in json.loads(changes):
        if new is not None and "sha256" in new:
            yield from _named(json.loads(new))


def _named(value: Any) -> Iterator[Attachment]:
    if isinstance(value, dict):
        if value.keys() >= _A_FILE and value["role"] in set(FileRole):
            yield unpack(Attachment, value)
            return
        yield from (each for part in value.values() for each in _named(part))
    elif isinstance(value, list):
        yield from (each for part in value for each in _named(part))


def _sending(row: Any) -> Sending:
    packed = dict(row)
    packed["upto"] = json.loads(row["upto"])
    return unpack(Sending, packed)
