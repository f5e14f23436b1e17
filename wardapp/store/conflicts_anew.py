"""What waits of one record, made anew after it was written here: who wrote last knew all sides."""

from __future__ import annotations

from sqlalchemy import Connection

from wardapp.store.conflicts import remake
from wardapp.store.merging_ground import ground_of
from wardapp.store.merging_parents import CHILDREN, Named, above
from wardapp.store.merging_state import Touched, touched_records


def folded(connection: Connection, entity: str, record_id: str) -> Touched:
    """Return a record as all its events make it."""
    return next(touched_records(ground_of(connection), {entity: [record_id]}))


def remade(connection: Connection, entity: str, record_id: str) -> None:
    """Make what waits of a record anew."""
    remake(connection, entity, [(record_id, folded(connection, entity, record_id).clashes)])


def remade_after(connection: Connection, entity: str, record_id: str, clashing: Named) -> None:
    """Make anew what waits of a record that was written here, and of those that it names.

    What others wrote in it before tells now of the named ones too that they are needed.
    """
    waiting = clashing & {(entity, record_id)}
    if any(kind in CHILDREN for kind, _ in clashing):
        waiting |= clashing & above(connection, entity, record_id)
    for kind, name in sorted(waiting):
        remade(connection, kind, name)
