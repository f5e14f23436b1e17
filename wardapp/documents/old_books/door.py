"""The reader of old books as services hold it; formats are loaded with the first file."""

from __future__ import annotations

from wardapp.core.old_books import OldSheet


def read_old_book(name: str, data: bytes) -> tuple[OldSheet, ...]:
    """Return the tables of a file, every cell in Unicode.

    Raises UnreadableFile with one sentence that says what to do; nothing is evaluated or written.
    """
    from wardapp.documents.old_books.reading import read_tables

    return read_tables(name, data)
