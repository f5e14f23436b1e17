"""What a merge brings that a clerk has to settle about numbers: told, never settled by itself.

The marks that follow from the records alone (`contested`) are put as each record is written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from wardapp.core.identity import RecordId
from wardapp.store.entities import INCOMING, KEEPING, OUTGOING, PETITION
from wardapp.store.keeping import KeepingBook, main_keeper
from wardapp.store.numbers_contested import contested_lines
from wardapp.store.work import Work

_LINES = (INCOMING.name, OUTGOING.name, PETITION.name)
_PAGE = "Hãy mở trang Số trên nhiều máy."


def after_merge(work: Work, touched: Mapping[str, Sequence[RecordId]]) -> tuple[str, ...]:
    """Return what the records that new events name ask of the clerk, a sentence each.

    `touched` are these records by kind; they stand in the tables already, or are gone. A rebuild
    and an import that is taken back call it too. Nothing here writes an event: the same events
    make the same tables on every copy.
    """
    notices = []
    brought = {record for name in _LINES for record in touched.get(name, ())}
    if brought:
        doubled = [each for each in contested_lines(work) if brought & {line.id for line in each}]
        if doubled:
            notices.append(f"{len(doubled)} số bị trùng vì hai máy cùng cấp. {_PAGE}")
        waiting = _waiting(work, brought)
        if waiting and main_keeper(work) == work.replica_id:
            notices.append(f"{waiting} dòng số tạm chờ cấp số chính thức. {_PAGE}")
    if touched.get(KEEPING.name):
        notices += _keeping(work)
    return tuple(notices)


def _waiting(work: Work, brought: set[RecordId]) -> int:
    places = ((INCOMING.table, "arrival_number"), (PETITION.table, "number"))
    waiting: set[RecordId] = set()
    for table, number in places:
        query = select(table.c.id).where(table.c.provisional != "", table.c[number] == 0)
        waiting.update(work.connection.execute(query).scalars())
    return len(waiting & brought)


def _keeping(work: Work) -> list[str]:
    """Return that keeping changed hands: to this copy, or away from it."""
    book = KeepingBook(work)
    told = book.told()
    if told is None:
        return []
    if book.is_main():
        return ["Máy này nay giữ số của sổ."]
    if told.is_seized:
        return [f"Máy khác đã nhận giữ số ({told.reason}); máy này không cấp số của dãy nữa."]
    return []
