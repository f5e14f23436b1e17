"""The tables of files kept with records: who names a file, and what stands in it.

Both are derived and local: made from the rows and the kept files, never journaled or exchanged.
"""

from __future__ import annotations

from sqlalchemy import Column, Index, Table, Text

from wardapp.store.columns import a_row, a_text
from wardapp.store.tables import metadata

attached_files = Table(
    "attached_files",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("entity", Text, primary_key=True),
    Column("record_id", Text, primary_key=True),
    a_text("name"),
    a_text("role"),
    Index("attached_files_of_record", "record_id", "entity"),
)

file_texts = Table(
    "file_texts",
    metadata,
    a_row(),
    Column("sha256", Text, nullable=False, unique=True),
    a_text("state"),  # FileTextState
    a_text("text"),
)
