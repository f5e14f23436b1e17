"""What a book of one year or term holds: its series, the numbers without a line, its lines."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import func, select

from wardapp.core.clock import day_of
from wardapp.core.dispatches import Incoming, Outgoing
from wardapp.core.identity import RecordId
from wardapp.core.numbering import NumberSpan, Series
from wardapp.core.petitions import Petition
from wardapp.store.entities import INCOMING, OUTGOING, PETITION, SERIES, SPAN
from wardapp.store.tables import events, incoming, number_spans, outgoing, series
from wardapp.store.tables_petitions import petitions
from wardapp.store.work import Work


class BookLines:
    """Reads whole books for paper; nothing here writes, but one mark."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def series(self, issuer_id: RecordId, book: str, scope_value: str) -> tuple[Series, ...]:
        """Return the counters of a book in one year or term."""
        table = series.c
        query = select(series).where(
            table.issuer_id == issuer_id, table.book == book, table.scope_value == scope_value
        )
        return self._work.all(SERIES, query.order_by(table.group, table.id))

    def spans(self, series_ids: Collection[RecordId]) -> tuple[NumberSpan, ...]:
        """Return what is known of numbers without a line, ended or not."""
        table = number_spans.c
        query = select(number_spans).where(table.series_id.in_(tuple(series_ids)))
        return self._work.all(SPAN, query.order_by(table.series_id, table.first, table.on))

    def outgoing(self, series_ids: Collection[RecordId]) -> tuple[Outgoing, ...]:
        """Return the lines of these counters by number, inserted ones in their place."""
        table = outgoing.c
        query = select(outgoing).where(table.series_id.in_(tuple(series_ids)))
        return self._work.all(OUTGOING, query.order_by(table.series_id, table.number, table.suffix))

    def petitions(self, issuer_id: RecordId, book: str, scope_value: str) -> tuple[Petition, ...]:
        """Return the petitions of a book by number, inserted ones in their place."""
        table = petitions.c
        query = select(petitions).where(
            table.issuer_id == issuer_id, table.book == book, table.scope_value == scope_value
        )
        return self._work.all(PETITION, query.order_by(table.number, table.suffix))

    def newest_incoming(
        self, issuer_id: RecordId, book: str, scope_value: str, count: int
    ) -> tuple[Incoming, ...]:
        """Return the lines with the highest numbers of a book, in the order of their numbers."""
        table = incoming.c
        query = (
            select(incoming)
            .where(table.issuer_id == issuer_id, table.book == book)
            .where(table.scope_value == scope_value)
            .order_by(table.arrival_number.desc(), table.suffix.desc())
            .limit(count)
        )
        return self._work.all(INCOMING, query)[::-1]

    def newest_outgoing(self, series_ids: Collection[RecordId], count: int) -> tuple[Outgoing, ...]:
        """Return the lines of these counters that were issued last, by number."""
        table = outgoing.c
        query = (
            select(outgoing)
            .where(table.series_id.in_(tuple(series_ids)))
            .order_by(table.issued_date.desc(), table.row.desc())
            .limit(count)
        )
        found = self._work.all(OUTGOING, query)
        return tuple(sorted(found, key=lambda line: (line.series_id, line.number, line.suffix)))

    def mark_printed(self, span: NumberSpan, printed: NumberSpan) -> None:
        """Remember that a number without a line stands on paper now."""
        self._work.write(SPAN, span, printed)

    def heads(self) -> dict[str, str]:
        """Return the newest hash of each replica's chain."""
        newest = (
            select(events.c.replica_id, func.max(events.c.seq).label("seq"))
            .group_by(events.c.replica_id)
            .subquery()
        )
        query = select(events.c.replica_id, events.c.hash).join(
            newest,
            (events.c.replica_id == newest.c.replica_id) & (events.c.seq == newest.c.seq),
        )
        return {str(name): str(kept) for name, kept in self._work.connection.execute(query)}

    def has_event(self, replica_id: str, kept: str) -> bool:
        """Return True while an event of a replica still carries this hash."""
        query = select(events.c.seq).where(events.c.replica_id == replica_id, events.c.hash == kept)
        return self._work.connection.execute(query.limit(1)).first() is not None

    def last_change(self, entity: str, record_id: RecordId) -> tuple[date, str] | None:
        """Return when a record was changed last and by whom, None without any change."""
        query = (
            select(events.c.clock_ms, events.c.clerk, events.c.account)
            .where(events.c.entity == entity, events.c.entity_id == record_id)
            .where(events.c.command != "exporting.left")
            .order_by(events.c.clock_ms.desc(), events.c.clock_counter.desc())
            .limit(1)
        )
        found = self._work.connection.execute(query).first()
        return None if found is None else (day_of(found[0]), str(found[1] or found[2]))
