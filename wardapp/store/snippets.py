"""The office's own passages that drafts use again and again."""

from __future__ import annotations

from sqlalchemy import func, select

from wardapp.core.identity import RecordId
from wardapp.core.letters import Snippet
from wardapp.store.entities import SNIPPET
from wardapp.store.tables_letters import snippets
from wardapp.store.work import Work


class Snippets:
    """Passages by group and place."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def all(self) -> tuple[Snippet, ...]:
        """Return all passages by group, then in their own order."""
        kept = snippets.c
        return self._work.all(
            SNIPPET, select(snippets).order_by(kept.group, kept.position, kept.id)
        )

    def get(self, snippet_id: RecordId) -> Snippet:
        """Return a passage; NotFound when it is not here."""
        return self._work.get(SNIPPET, snippet_id)

    def next_position(self) -> int:
        """Return the place behind the last passage."""
        last = self._work.connection.execute(select(func.max(snippets.c.position))).scalar()
        return 0 if last is None else int(last) + 1

    def save(self, snippet: Snippet) -> Snippet:
        """Keep a passage, added when new."""
        return self._work.save(SNIPPET, snippet)

    def remove(self, snippet_id: RecordId) -> None:
        """Remove a passage; NotFound when it is not here."""
        self._work.remove(SNIPPET, snippet_id)
