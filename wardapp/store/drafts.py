"""Drafts: kept versions with events, and the working text of autosave without."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from typing import Any

from sqlalchemy import Select, delete, func, insert, or_, select

from wardapp.core.drafts import Draft, DraftContent, DraftStatus
from wardapp.core.identity import RecordId
from wardapp.core.versions import DraftState
from wardapp.core.views import ListPage
from wardapp.store import index
from wardapp.store.entities import DRAFT
from wardapp.store.journal import events_of_record
from wardapp.store.records import pack, unpack
from wardapp.store.tables import draft_texts, drafts
from wardapp.store.work import Work, merged

_CLOSED = (DraftStatus.ISSUED.value, DraftStatus.DROPPED.value)
_CONTENT = tuple(item.name for item in fields(DraftContent))


class Drafts:
    """The drafts of an office; what is read always holds the newest typed text."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def add(self, draft: Draft) -> Draft:
        """Write a new draft."""
        self._work.write(DRAFT, None, draft)
        return draft

    def get(self, draft_id: RecordId) -> Draft:
        """Return a draft with its newest text; NotFound when it is not here."""
        return self._with_text(self._work.get(DRAFT, draft_id))

    def find(self, draft_id: RecordId) -> Draft | None:
        """Return a draft with its newest text, None when it is not here."""
        draft = self._work.find(DRAFT, draft_id)
        return None if draft is None else self._with_text(draft)

    def save(self, draft: Draft, base: Draft | None = None) -> Draft:
        """Keep a draft as a version with its event; the working text becomes part of it."""
        old = self._work.get(DRAFT, draft.id)
        typed = self._with_text(old)
        new = draft if base is None else merged(DRAFT, draft, base, typed)
        self._work.write(DRAFT, old, new)
        table = draft_texts
        self._work.connection.execute(delete(table).where(table.c.draft_id == draft.id))
        index.remember(self._work.connection, DRAFT, typed, new)
        return new

    def autosave(self, draft_id: RecordId, content: DraftContent, now_ms: int) -> None:
        """Keep the working text between two versions, without an event."""
        before = self.get(draft_id)
        packed = pack(content)
        row = {"content": {name: packed[name] for name in _CONTENT}, "changed_ms": now_ms}
        connection, table = self._work.connection, draft_texts
        connection.execute(delete(table).where(table.c.draft_id == draft_id))
        connection.execute(insert(table), {"draft_id": draft_id, **row})
        index.remember(connection, DRAFT, before, self.get(draft_id))

    def page(self, offset: int, limit: int, *, open_only: bool = True) -> ListPage[Draft]:
        """Return a stretch of the drafts, changed last first."""
        touched = func.coalesce(draft_texts.c.changed_ms, drafts.c.changed_ms)
        joined = drafts.outerjoin(draft_texts, draft_texts.c.draft_id == drafts.c.id)
        query = select(drafts).select_from(joined).order_by(touched.desc(), drafts.c.row.desc())
        if open_only:
            query = _open(query)
        rows = self._work.all(DRAFT, query.offset(offset).limit(limit))
        return ListPage(
            rows=tuple(self._with_text(draft) for draft in rows),
            offset=offset,
            total=self._count(open_only=open_only),
        )

    def about(self, outgoing_id: RecordId) -> tuple[Draft, ...]:
        """Return the open drafts that will replace or correct an issued document."""
        named = or_(drafts.c.replaces == outgoing_id, drafts.c.corrects == outgoing_id)
        return self._work.all(DRAFT, _open(select(drafts).where(named)).order_by(drafts.c.row))

    def states(self, draft_id: RecordId) -> tuple[DraftState, ...]:
        """Return the draft after every step that was written down, oldest first."""
        packed: dict[str, Any] = {}
        found: list[DraftState] = []
        for event in events_of_record(self._work.connection, DRAFT.name, draft_id):
            for change in event.changes:
                if change.new is None:
                    packed.pop(change.field, None)
                else:
                    packed[change.field] = json.loads(change.new)
            state = DraftState(
                when_ms=event.clock_ms,
                who=event.actor.clerk or event.actor.account,
                why=event.title,
                draft=DRAFT.value_of(packed),
            )
            found.append(state)
        return tuple(found)

    def used_types(self) -> tuple[str, ...]:
        """Return the types of document in drafts, what was written most first."""
        column = drafts.c.type_code
        query = select(column).group_by(column).order_by(func.count().desc(), column)
        return tuple(self._work.connection.execute(query).scalars())

    def open_count(self) -> int:
        """Return how many drafts still wait for a number."""
        return self._count(open_only=True)

    def _count(self, *, open_only: bool) -> int:
        query: Select[Any] = select(func.count()).select_from(drafts)
        found = self._work.connection.execute(_open(query) if open_only else query)
        return int(found.scalar_one())

    def _with_text(self, draft: Draft) -> Draft:
        table = draft_texts
        row = self._work.connection.execute(
            select(table.c.content, table.c.changed_ms).where(table.c.draft_id == draft.id)
        ).first()
        if row is None:
            return draft
        content = unpack(DraftContent, json.loads(row[0]))
        typed = {name: getattr(content, name) for name in _CONTENT}
        return replace(draft, **typed, changed_ms=row[1])


def _open(query: Select[Any]) -> Select[Any]:
    return query.where(drafts.c.status.not_in(_CLOSED))
