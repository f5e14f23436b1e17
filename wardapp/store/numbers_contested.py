"""Numbers that two copies gave apart: the lines that share one, and a number of its own for one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import select

from wardapp.core.dispatches import Incoming, IncomingStatus, Outgoing, OutgoingStatus
from wardapp.core.errors import ChangedSince
from wardapp.core.petitions import Petition, PetitionStatus
from wardapp.store.contested import Place, place_of
from wardapp.store.entities import INCOMING, OUTGOING, PETITION, Entity
from wardapp.store.work import Work

Line = Incoming | Outgoing | Petition
_CANCELLED = {
    IncomingStatus.CANCELLED,
    OutgoingStatus.CANCELLED,
    PetitionStatus.CANCELLED,
}


def contested_lines(work: Work) -> tuple[tuple[Line, ...], ...]:
    """Return the lines that hold one number, together and the undisputed one first.

    Where all but one are cancelled, nothing is left to decide.
    """
    groups: list[tuple[Line, ...]] = []
    kinds: tuple[Entity[Any], ...] = (INCOMING, OUTGOING, PETITION)
    for entity in kinds:
        for place in _places(work, entity):
            query = select(entity.table).where(place.here).order_by(entity.table.c.contested)
            lines = work.all(entity, query)
            if sum(line.status not in _CANCELLED for line in lines) > 1:
                groups.append(lines)
    return tuple(groups)


def renumber(work: Work, line: Line, code: tuple[int, str]) -> Line:
    """Write a line under another number; ChangedSince when nobody disputes the one it has."""
    entity = _entity_of(line)
    place = place_of(entity.name, entity.table, entity.row_of(line))
    column = entity.table.c
    others = select(column.id).where(place.here, column.id != line.id) if place else None
    if others is None or work.connection.execute(others.limit(1)).first() is None:
        raise ChangedSince("Số này không còn trùng với dòng nào. Hãy mở lại trang để xem.")
    number, suffix = code
    changed: Line
    if isinstance(line, Incoming):
        changed = replace(line, arrival_number=number, suffix=suffix)
    else:
        changed = replace(line, number=number, suffix=suffix)
    work.write(entity, line, changed)
    return changed


def _entity_of(line: Line) -> Entity[Any]:
    if isinstance(line, Incoming):
        return INCOMING
    return OUTGOING if isinstance(line, Outgoing) else PETITION


def _places(work: Work, entity: Entity[Any]) -> tuple[Place, ...]:
    """Return the numbers of one kind of line that more than one holds."""
    disputed = work.all(entity, select(entity.table).where(entity.table.c.contested != ""))
    found = {
        place.values: place
        for line in disputed
        if (place := place_of(entity.name, entity.table, entity.row_of(line))) is not None
        and not place.is_shared
    }
    return tuple(found[values] for values in sorted(found, key=str))
