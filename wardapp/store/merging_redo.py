"""Records brought to what all events here say of them, whatever the tables held before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from wardapp.core.identity import RecordId
from wardapp.store.conflicts import remake
from wardapp.store.entities import RECEIPT
from wardapp.store.merging_apply import Applying, put_off_references
from wardapp.store.merging_ground import ground_of
from wardapp.store.merging_parents import new_doubts
from wardapp.store.merging_rules import after_merge
from wardapp.store.merging_state import lots, touched_records
from wardapp.store.work import Work

Wanted = Mapping[str, Sequence[RecordId]]


def refold(connection: Connection, wanted: Wanted, replica_id: str = "") -> None:
    """Write the records of `wanted` (kind → names) anew, with all that follows from them.

    `replica_id` is this copy, as the database says when it is left out.
    """
    put_off_references(connection)
    ground = ground_of(connection, wanted.get(RECEIPT.name, ()), replica_id)
    done: dict[str, set[str]] = {}
    waiting: Wanted = wanted
    while waiting:
        applying = Applying(connection)
        named: set[tuple[str, str]] = set()
        for lot in lots(touched_records(ground, waiting)):
            entity = lot[0].entity.name
            done.setdefault(entity, set()).update(touched.record_id for touched in lot)
            remake(connection, entity, [(each.record_id, each.clashes) for each in lot])
            for touched in lot:
                named |= touched.named
                applying.take(touched)
        applying.finish()
        waiting = new_doubts(ground, named, done)
    after_merge(Work(connection, ground.replica_id), wanted)
