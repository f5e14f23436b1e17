"""What hangs together: lines that have a symbol, records that cite it, drafts of an answer."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from wardapp.core.dispatches import Incoming, Outgoing
from wardapp.core.drafts import Draft
from wardapp.core.identity import RecordId
from wardapp.core.text import symbol_key
from wardapp.store.entities import DRAFT, INCOMING, OUTGOING, Entity
from wardapp.store.index import find_rows, readings
from wardapp.store.tables import drafts, incoming, outgoing
from wardapp.store.work import Work

_MOST = 40
_CANCELLED = "cancelled"


class ChainReader:
    """Finds the neighbours of a record; reads only."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def with_symbol(self, symbol: str) -> tuple[Incoming | Outgoing, ...]:
        """Return the lines that have this số, ký hiệu, our own first, cancelled ones left out."""
        key = symbol_key(symbol)
        if not key:
            return ()
        sent = select(outgoing).where(outgoing.c.symbol_key == key)
        sent = sent.where(outgoing.c.status != _CANCELLED).order_by(outgoing.c.row.desc())
        came = select(incoming).where(incoming.c.symbol_key == key)
        came = came.where(incoming.c.status != _CANCELLED).order_by(incoming.c.row.desc())
        return (
            *self._work.all(OUTGOING, sent.limit(_MOST)),
            *self._work.all(INCOMING, came.limit(_MOST)),
        )

    def answering_drafts(self, incoming_id: RecordId) -> tuple[Draft, ...]:
        """Return the drafts that answer an incoming line, oldest first."""
        query = select(drafts).where(drafts.c.in_reply_to == incoming_id)
        return self._work.all(DRAFT, query.order_by(drafts.c.row))

    def naming(self, symbol: str) -> tuple[Incoming | Outgoing | Draft, ...]:
        """Return the records whose words hold all parts of a symbol, the newest of each kind.

        They may hold the parts apart: the caller looks whether the symbol is cited.
        """
        kinds: tuple[Entity[Any], ...] = (OUTGOING, INCOMING, DRAFT)
        return tuple(value for kind in kinds for value in self._newest(kind, symbol))

    def _newest(self, entity: Entity[Any], symbol: str) -> tuple[Any, ...]:
        for reading in readings(symbol):
            found = find_rows(self._work.connection, entity, reading, limit=_MOST)
            if found.count:
                query = select(entity.table).where(found.within(entity))
                return self._work.all(entity, query.order_by(entity.table.c.row.desc()))
        return ()
