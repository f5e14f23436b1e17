"""Bringing the events of another copy in: insert what is missing, fold what it touches.

The tables after a merge follow from the set of events alone, so merges commute, may be repeated
and may come in any order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import select

from wardapp.core.causality import Knowledge
from wardapp.core.errors import PackageWaits
from wardapp.core.exchange import Head, Receipt
from wardapp.core.identity import RecordId
from wardapp.core.journal import Event
from wardapp.store.conflicts import remake
from wardapp.store.entities import DRAFT, RECEIPT
from wardapp.store.journal import START, event_of
from wardapp.store.merging_apply import Applying, put_off_references
from wardapp.store.merging_careful import take_in_carefully
from wardapp.store.merging_fields import BOOKKEEPING
from wardapp.store.merging_ground import Ground, ground_of
from wardapp.store.merging_insert import MISSING, Diverged, Ourselves, Taken, take_in, touched_by
from wardapp.store.merging_parents import new_doubts
from wardapp.store.merging_rules import after_merge
from wardapp.store.merging_state import Touched, lots, touched_records
from wardapp.store.merging_typed import keep_typed
from wardapp.store.merging_undo import take_back
from wardapp.store.reaching import reached_in
from wardapp.store.tables import events
from wardapp.store.work import Work

_AT_ONCE = 500

Seen = Callable[[Touched, int], None]
"""Is told each record that changes, and how many clashes of it are new."""


@dataclass(slots=True)
class Merged:
    """What a merge did, in records as a clerk counts them."""

    receipt: Receipt | None = None
    new_events: int = 0
    known_events: int = 0
    newest_ms: int = 0
    meets_itself: bool = False  # another PC writes under our name
    added: int = 0
    changed: int = 0
    deleted: int = 0
    conflicts: int = 0
    notices: tuple[str, ...] = ()
    touched: dict[str, list[RecordId]] = field(default_factory=dict)

    def count(self, touched: Touched, conflicts: int, seen: Seen) -> None:
        """Count one record, unless no clerk would see that it changes."""
        if touched.entity.name in BOOKKEEPING or (touched.is_same and not conflicts):
            return
        self.conflicts += conflicts
        if touched.old is None and touched.new is not None:
            self.added += 1
        elif touched.new is None and touched.old is not None:
            self.deleted += 1
        elif not touched.is_same:
            self.changed += 1
        seen(touched, conflicts)


class Merging:
    """Tells what this copy has seen, and takes in what others wrote."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def heads(self) -> tuple[Head, ...]:
        """Return how far each chain reaches here."""
        reached = reached_in(self._work.connection)
        return tuple(
            Head(replica_id=RecordId(chain), seq=seq, hash=own)
            for chain, (seq, own) in sorted(reached.items())
        )

    def after(self, known: Iterable[Head]) -> tuple[Head, ...]:
        """Return where the events begin that somebody who knows this much lacks, chain by chain.

        A head that is not one of ours (its hash differs) says nothing: its chain is sent whole.
        """
        said = {head.replica_id: head for head in known}
        found = []
        for head in self.heads():
            theirs = said.get(head.replica_id)
            if theirs is not None and theirs.seq and theirs.hash == self._hash_at(theirs):
                found.append(theirs)
        return tuple(found)

    def events_after(self, known: Iterable[Head]) -> Iterator[Event]:
        """Yield the events that somebody who knows this much lacks, chain by chain in order."""
        begins = {head.replica_id: head.seq for head in self.after(known)}
        for head in self.heads():
            query = (
                select(events)
                .where(
                    events.c.replica_id == head.replica_id,
                    events.c.seq > begins.get(head.replica_id, 0),
                )
                .order_by(events.c.seq)
            )
            rows = self._work.connection.execution_options(yield_per=_AT_ONCE).execute(query)
            yield from map(event_of, rows.mappings())

    def go_on_from(self, replica_id: RecordId) -> None:
        """Note, first of all in a new chain, that this copy has seen all that the old one had."""
        heads = self.heads()
        receipt = Receipt(
            id=self._work.new_id(),
            purpose=None,
            package_sha256="",
            file_name="",
            office_name="",
            device_name="",
            device_key="",
            received_ms=self._work.writing.now_ms,
            heads=heads,
            before=tuple(head for head in heads if head.replica_id == replica_id),
        )
        self._work.write(RECEIPT, None, receipt)

    def preview(self, foreign: Iterable[Event], seen: Seen) -> Merged:
        """Return what a merge would do. The transaction has to be rolled back afterwards."""
        return self._merged(self._taken(foreign, only_looks=True), seen, None)

    def merge(self, foreign: Iterable[Event], receipt: Receipt, seen: Seen) -> Merged:
        """Take the events in, with a receipt; nothing at all is written when none is new.

        Raises PackageRefused in a sentence; Diverged where one chain has two ends.
        """
        before = self.heads()
        taken = self._taken(foreign)
        if not taken.new:
            return Merged(known_events=taken.known)
        put_off_references(self._work.connection)
        applying = Applying(self._work.connection)
        merged = self._merged(taken, seen, applying)
        merged.notices = after_merge(self._work, merged.touched)
        if merged.touched.keys() != {RECEIPT.name}:  # what others got needs no answer, or none ends
            merged.receipt = replace(
                receipt,
                heads=self.heads(),
                before=before,
                added=merged.added,
                changed=merged.changed,
                deleted=merged.deleted,
                conflicts=merged.conflicts,
            )
            self._work.write(RECEIPT, None, merged.receipt)
        return merged

    def _taken(self, foreign: Iterable[Event], *, only_looks: bool = False) -> Taken:
        """Write the new events, and what was typed here beside them without an event."""
        taken = self._inserted(foreign, only_looks=only_looks)
        keep_typed(self._work, touched_by(taken).get(DRAFT.name, ()))
        return taken

    def _inserted(self, foreign: Iterable[Event], *, only_looks: bool) -> Taken:
        """Write the new events; slowly where a chain has two ends, which is rare."""
        connection = self._work.connection
        ourselves = Ourselves(self._work.replica_id, only_looks)
        attempt = connection.begin_nested()
        try:
            taken = take_in(connection, foreign, ourselves)
        except Diverged:
            attempt.rollback()
            return take_in_carefully(connection, foreign, ourselves)
        attempt.commit()
        return taken

    def take_back(self, receipt_id: RecordId) -> None:
        """Take a whole merge out again; ChangedSince says why it cannot be."""
        take_back(self._work, receipt_id)

    def _merged(self, taken: Taken, seen: Seen, applying: Applying | None) -> Merged:
        merged = Merged(
            new_events=taken.new,
            known_events=taken.known,
            newest_ms=taken.newest_ms,
            meets_itself=taken.meets_itself,
            touched=touched_by(taken),
        )
        ground = ground_of(self._work.connection, merged.touched.get(RECEIPT.name, ()))
        self._refuse_gaps(ground.knowledge)
        wanted: Mapping[str, Sequence[RecordId]] = merged.touched
        while wanted:
            named = self._fold(ground, wanted, merged, (seen, applying))
            wanted = new_doubts(ground, named, merged.touched)
            for kind, ids in wanted.items():
                merged.touched.setdefault(kind, []).extend(ids)
        return merged

    def _fold(
        self,
        ground: Ground,
        wanted: Mapping[str, Sequence[RecordId]],
        merged: Merged,
        then: tuple[Seen, Applying | None],
    ) -> set[tuple[str, str]]:
        """Fold records, count and write what changes; return the records that they name."""
        seen, applying = then
        named: set[tuple[str, str]] = set()
        for lot in lots(touched_records(ground, wanted)):
            found = [(touched.record_id, touched.clashes) for touched in lot]
            fresh = remake(ground.connection, lot[0].entity.name, found)
            for touched in lot:
                named |= touched.named
                merged.count(touched, fresh.get(touched.record_id, 0), seen)
                if applying is not None:
                    applying.take(touched)
        if applying is not None:
            applying.finish()
        return named

    def _refuse_gaps(self, knowledge: Knowledge) -> None:
        """Refuse chains that were written knowing events which are missing here."""
        reached = reached_in(self._work.connection)
        for stones in knowledge.milestones.values():
            for chain, seq in stones[-1].reach.items():
                if reached.get(chain, (0, START))[0] < seq:
                    raise PackageWaits(MISSING)

    def _hash_at(self, head: Head) -> str | None:
        query = select(events.c.hash).where(
            events.c.replica_id == head.replica_id, events.c.seq == head.seq
        )
        return self._work.connection.execute(query).scalar()
