"""Finding any record by a few letters of it."""

from __future__ import annotations

from dataclasses import replace

from wardapp.core.dispatches import ListQuery
from wardapp.core.journal import SearchHit
from wardapp.services.bodies import under_other_names
from wardapp.services.desk import Desk
from wardapp.store.transaction import Transaction

NAMES_FROM = 3
"""Words typed before they may be the name of a body."""

MOST_NAMES = 4


def with_other_names(tx: Transaction, query: ListQuery) -> ListQuery:
    """Return a list's query that also asks for the body it names under its other names."""
    if len(query.text.split()) < NAMES_FROM:
        return query
    ways = under_other_names(query.text, tx.catalogue.bodies_of_many_names())
    return replace(query, other_texts=ways[:MOST_NAMES])


class Searching:
    """Asks the index that every line is written into."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def find(
        self,
        text: str,
        limit: int = 20,
        entities: tuple[str, ...] | None = None,
        *,
        in_files: bool = True,
    ) -> tuple[SearchHit, ...]:
        """Return the newest records that hold all the words, with or without accents.

        A body that is named is also looked for under its other names, then and now. Below them
        stand those with a file that holds the words, unless `in_files` is False.
        """
        if not text.strip():
            return ()
        with self._desk.database.read() as tx:
            hits = tx.search.find(text, limit, entities, in_files=in_files)
            if len(text.split()) < NAMES_FROM:
                return hits
            known = {hit.record_id for hit in hits}
            others: list[SearchHit] = []
            for way in under_other_names(text, tx.catalogue.bodies_of_many_names())[:MOST_NAMES]:
                found = tx.search.find(way, limit, entities)
                others += [hit for hit in found if hit.record_id not in known]
                known |= {hit.record_id for hit in found}
        return (*(hit for hit in hits if not hit.in_file), *others,
                *(hit for hit in hits if hit.in_file))  # fmt: skip
