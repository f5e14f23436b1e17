"""Which copies of this office there are, and which of them this one stands for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from sqlalchemy import select, text

from wardapp.core.identity import RecordId, derived_id
from wardapp.core.keeping import OfficeCopy
from wardapp.store.entities import COPY
from wardapp.store.tables import local
from wardapp.store.work import Work

OFFICE = "office_id"
COPIED_FROM = "copied_from"
"""The local fact that the clerk has not said yet what this copied folder is."""

CODE_LETTERS, CODE_LENGTH = "23456789ACDEFHJKLNPRTVXY", 4
"""None that look alike in handwriting (0 O Q, 1 I, 2 Z, 5 S, 6 G, 8 B, U V) or are wide (M, W)."""
CODES = len(CODE_LETTERS) ** CODE_LENGTH
"""Six PCs that never met choose one mark twice in 22,000 offices; that is then told and mended."""

_REPLICAS = text(
    "WITH RECURSIVE each(id) AS (SELECT min(replica_id) FROM events UNION ALL"
    " SELECT (SELECT min(replica_id) FROM events WHERE replica_id > each.id) FROM each"
    " WHERE each.id IS NOT NULL) SELECT id FROM each WHERE id IS NOT NULL"
)


def local_fact(work: Work, name: str) -> str:
    """Return a fact of this copy that no event holds, "" when unset."""
    return str(
        work.connection.execute(select(local.c.value).where(local.c.name == name)).scalar() or ""
    )


def put_local_fact(work: Work, name: str, value: str) -> None:
    """Keep a fact of this copy that no event holds."""
    work.connection.execute(
        text(
            "INSERT INTO local (name, value) VALUES (:name, :value)"
            " ON CONFLICT (name) DO UPDATE SET value = :value"
        ),
        {"name": name, "value": value},
    )


def natural_id(work: Work, *parts: str) -> RecordId:
    """Return the name of what this office has once: every copy of it finds the same."""
    return derived_id(local_fact(work, OFFICE), *parts)


def replicas(work: Work) -> tuple[RecordId, ...]:
    """Return every replica that ever wrote here; the journal is looked into, not read."""
    return tuple(RecordId(each) for each in work.connection.execute(_REPLICAS).scalars())


def copies(work: Work) -> dict[str, OfficeCopy]:
    """Return the copies that introduced themselves, by replica."""
    return {each.id: each for each in work.all(COPY)}


def introduced(work: Work) -> OfficeCopy | None:
    """Return what this copy said of itself, None before it did."""
    return work.find(COPY, work.replica_id)


def introduce(
    work: Work,
    name: str,
    *,
    follows: RecordId | None = None,
    is_moved: bool = False,
) -> OfficeCopy:
    """Let the others know this copy: under its PC's name, and the one it goes on from."""
    known = introduced(work)
    made = known or OfficeCopy(
        id=work.replica_id, name=name, made_ms=work.writing.now_ms, follows=follows
    )
    changed = replace(
        made,
        name=name or made.name,
        follows=follows or made.follows,
        is_moved=is_moved or made.is_moved,
    )
    work.write(COPY, known, changed)
    return changed


def outlive(work: Work) -> None:
    """Write that this copy is still there, whatever another said of standing in its place."""
    mine = stands_for(work)
    for other in copies(work).values():
        if other.id != work.replica_id and other.is_moved and other.follows in mine:
            work.write(COPY, other, replace(other, is_moved=False))


def code_here(work: Work) -> str:
    """Return the mark of this copy's provisional numbers, taken and journaled on first use.

    It follows from the replica, so that copies that never met choose differently; one that is
    known to be taken is passed by, and given up where an older copy turns out to have it.
    """
    known = introduced(work) or introduce(work, "")
    if known.code and not _is_shared(work, known):
        return known.code
    chosen = next_code(work)
    work.write(COPY, known, replace(known, code=chosen))
    return chosen


def next_code(work: Work) -> str:
    """Return the mark that this copy has, or would take: `T7K4L`."""
    known = introduced(work)
    if known is not None and known.code and not _is_shared(work, known):
        return known.code
    every = copies(work)
    before = (every[each].code for each in _back(every, work.replica_id) if each in every)
    inherited = next(filter(None, before), "")
    if inherited and known is not None and not known.code:
        return inherited  # a copy in the place of another goes on with its numbers
    return fresh_code(work)


def fresh_code(work: Work, taken_too: Iterable[str] = ()) -> str:
    """Return a mark for provisional numbers that no copy is known to have."""
    taken = {*(each.code for each in copies(work).values()), *taken_too}
    wished = (code_of(work.replica_id, step) for step in range(CODES))
    return next(each for each in wished if each not in taken)


def code_of(replica_id: str, step: int = 0) -> str:
    """Return the mark that a replica wishes for, or what comes so many steps after it: `T7K4L`."""
    place = int.from_bytes(hashlib.sha256(replica_id.encode()).digest()[:4], "big") + step
    letters = []
    for _ in range(CODE_LENGTH):
        place, letter = divmod(place, len(CODE_LETTERS))
        letters.append(CODE_LETTERS[letter])
    return f"T{''.join(letters)}"


def _is_shared(work: Work, known: OfficeCopy) -> bool:
    """Return True when an older copy that was not known at the time has the same mark."""
    others = work.all(COPY, select(COPY.table).where(COPY.table.c.code == known.code))
    mine = stands_for(work)
    return any(each.id < known.id and each.id not in mine for each in others)


def stands_for(work: Work) -> frozenset[str]:
    """Return the replicas this copy goes on for: itself and those whose place it took."""
    return frozenset(_back(copies(work), work.replica_id))


def went_before(work: Work, copy: OfficeCopy) -> frozenset[str]:
    """Return the replicas in whose place a copy stands."""
    return frozenset(_back(copies(work), copy.id)) - {copy.id}


def living(known: Mapping[str, OfficeCopy], replica: str) -> str:
    """Return the copy that stands in a replica's place today, itself when none does."""
    heirs = {
        each.follows: each.id
        for each in sorted(known.values(), key=lambda copy: copy.id, reverse=True)
        if each.is_moved and each.follows is not None
    }
    seen = {replica}
    while (heir := heirs.get(RecordId(replica))) is not None and heir not in seen:
        replica = heir
        seen.add(heir)
    return replica


def _back(known: Mapping[str, OfficeCopy], replica: str) -> Iterator[str]:
    seen: set[str] = set()
    while replica not in seen:
        seen.add(replica)
        yield replica
        here = known.get(replica)
        if here is None or not here.is_moved or here.follows is None:
            return
        replica = here.follows
