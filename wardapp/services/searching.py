"""Finding any record by a few letters of it."""

from __future__ import annotations

from wardapp.core.journal import SearchHit
from wardapp.services.desk import Desk


class Searching:
    """Asks the index that every line is written into."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def find(
        self,
        text: str,
        limit: int = 50,
        entities: tuple[str, ...] | None = None,
        *,
        in_files: bool = True,
    ) -> tuple[SearchHit, ...]:
        """Return the newest records that hold all the words, with or without accents.

        Below them stand those with a file that holds the words, unless `in_files` is False.
        """
        if not text.strip():
            return ()
        with self._desk.database.read() as tx:
            return tx.search.find(text, limit, entities, in_files=in_files)
