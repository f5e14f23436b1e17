"""Provisional numbers: for what arrives on a PC that keeps no numbers and was lent none.

The model is the emergency register of DPR 445/2000 art. 63: numbers of its own, told apart at a
glance, and one final number each once the main register is reached, both kept for good.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, and_, select

from wardapp.core.dispatches import Incoming
from wardapp.core.errors import ChangedSince, WardError
from wardapp.core.identity import RecordId
from wardapp.core.numbering import SeriesKey
from wardapp.core.petitions import Petition
from wardapp.store.copies import COPIED_FROM, code_here, local_fact, next_code
from wardapp.store.entities import INCOMING, OUTGOING, PETITION, Entity
from wardapp.store.journal import events_of_record
from wardapp.store.numbers_held import lines_of, series_of_line
from wardapp.store.numbers_lending import Lending
from wardapp.store.numbers_life import finalised

Line = Incoming | Petition


class Emergency(Lending):
    """Numbers of this copy alone, and the final ones that the keeper gives for them."""

    def is_provisional(self, key: SeriesKey) -> bool:
        """Return True when a line of this book gets a provisional number here.

        Not while the clerk has not said what a copied folder is: then `take` refuses.
        """
        if lines_of(key).entity is OUTGOING or self.gives(key):
            return False
        return not local_fact(self._work, COPIED_FROM)

    def peek_provisional(self, key: SeriesKey) -> str:
        """Return the provisional number that a line would get now: `T7K4L-03`."""
        return self._provisional(key, next_code(self._work))

    def take_provisional(self, key: SeriesKey) -> str:
        """Return the next provisional number; the same transaction writes its line."""
        locked = self.lock_on(key)
        if locked:
            raise WardError(locked)
        return self._provisional(key, code_here(self._work))

    def with_provisional(self) -> tuple[Line, ...]:
        """Return every line that ever had a provisional number, in the order of arrival."""
        return self._provisional_lines(waiting=False)

    def waiting(self) -> tuple[Line, ...]:
        """Return the lines that have a provisional number only, in the order of arrival."""
        return self._provisional_lines(waiting=True)

    def key_of_line(self, line: Line) -> SeriesKey | None:
        """Return what a line counts in, None when no counter of it was ever made."""
        found = series_of_line(self._work, line)
        return None if found is None else found.key

    def finalise(self, line: Line, key: SeriesKey) -> Line:
        """Give a waiting line its final number; only the keeper of the series does.

        The provisional number stays with it, and what was printed carried that one alone.
        """
        if not line.is_waiting:
            raise ChangedSince(f"Dòng {line.provisional} đã có số chính thức. Hãy mở lại trang.")
        found = self._unlocked(key)
        number = self._next(found)
        self._move(found, number)
        changed: Line
        if isinstance(line, Incoming):
            changed = replace(line, arrival_number=number, left_screen=False)
            self._work.write(INCOMING, line, changed)
        else:
            changed = replace(line, number=number, left_screen=False)
            self._work.write(PETITION, line, changed)
        return changed

    def mark_line_left(self, line: Line) -> None:
        """Write that a line stands on a printed page: its final number never goes back."""
        if isinstance(line, Incoming):
            self._work.write(INCOMING, line, replace(line, left_screen=True))
        else:
            self._work.write(PETITION, line, replace(line, left_screen=True))

    def finalised_at(self, line: Line) -> tuple[int, str] | None:
        """Return when a line got its final number and who gave it, None while it waits."""
        name = INCOMING.name if isinstance(line, Incoming) else PETITION.name
        told = events_of_record(self._work.connection, name, line.id)
        given = next((event for event in reversed(told) if finalised(event)), None)
        if given is None:
            return None
        return given.clock_ms, given.actor.clerk or given.actor.account

    def _provisional(self, key: SeriesKey, code: str) -> str:
        lines = lines_of(key)
        column = lines.table.c
        given = select(column.provisional).where(
            column.provisional.startswith(f"{code}-", autoescape=True),
            column.issuer_id == key.issuer_id,
            column.book == key.book,
            column.scope_value == key.scope_value,
        )
        taken = self._work.connection.execute(given).scalars()
        last = max((int(each.rpartition("-")[2]) for each in taken), default=0)
        return f"{code}-{last + 1:02}"

    def _provisional_lines(self, *, waiting: bool) -> tuple[Line, ...]:
        found: list[Line] = []
        kinds: tuple[tuple[Entity[Any], str], ...] = (
            (INCOMING, "arrival_number"),
            (PETITION, "number"),
        )
        for entity, number in kinds:
            found += self._work.all(entity, _marked(entity, number, waiting=waiting))
        return tuple(sorted(found, key=_by_arrival))

    def lines(self, ids: Sequence[RecordId]) -> tuple[Line, ...]:
        """Return these of the lines with provisional numbers, in the order of arrival."""
        wanted = frozenset(ids)
        return tuple(line for line in self.with_provisional() if line.id in wanted)


def _marked(entity: Entity[Any], number: str, *, waiting: bool) -> Any:
    column = entity.table.c
    is_marked: ColumnElement[bool] = column.provisional != ""
    if waiting:
        is_marked = and_(is_marked, column[number] == 0)
    return select(entity.table).where(is_marked)


def _by_arrival(line: Line) -> tuple[Any, ...]:
    day = line.arrival_date if isinstance(line, Incoming) else line.received
    return (day, line.registered_ms, line.provisional, line.id)
