"""The text of attachments and which records they belong to; a smaller, faster search index.

The index keeps the first seven letters of words: nearly every syllable is whole then, and no key
makes it join the lists of many words. It keeps no places inside a text, which nothing asks for.
"""

from __future__ import annotations

_INDEX = (
    "USING fts5 (exact, folded, tokenize = 'unicode61 remove_diacritics 0', "
    "prefix = '1 2 3 4 5 6 7', detail = column"
)
_BEFORE = ("incoming", "outgoing", "drafts", "log_lines")


def _made_anew(table: str) -> tuple[str, ...]:
    old, new = f"{table}_search", f"{table}_words"
    return (
        f"CREATE VIRTUAL TABLE {new} {_INDEX})",
        f"INSERT INTO {new} (rowid, exact, folded) SELECT rowid, exact, folded FROM {old}",
        f"DROP TABLE {old}",
        f"ALTER TABLE {new} RENAME TO {old}",
    )


def _attached(entity: str, table: str) -> str:
    return f"""
    INSERT OR IGNORE INTO attached_files (sha256, entity, record_id, name, role)
      SELECT json_extract(each.value, '$.sha256'), '{entity}', {table}.id,
        json_extract(each.value, '$.name'), json_extract(each.value, '$.role')
      FROM {table}, json_each({table}.attachments) AS each
    """


STATEMENTS: tuple[str, ...] = (
    """
    CREATE TABLE attached_files ( sha256 TEXT NOT NULL, entity TEXT NOT NULL, record_id TEXT
      NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL, PRIMARY KEY (sha256, entity,
      record_id) )
    """,
    "CREATE INDEX attached_files_of_record ON attached_files (record_id, entity)",
    """
    CREATE TABLE file_texts ( "row" INTEGER NOT NULL, sha256 TEXT NOT NULL, state TEXT NOT
      NULL, text TEXT NOT NULL, PRIMARY KEY ("row"), UNIQUE (sha256) )
    """,
    # The words alone: the text itself stands in file_texts, and gives them back when a file goes.
    f"CREATE VIRTUAL TABLE file_texts_search {_INDEX}, content = '')",
    *(statement for table in _BEFORE for statement in _made_anew(table)),
    _attached("incoming", "incoming"),
    _attached("outgoing", "outgoing"),
    _attached("log", "log_lines"),
    _attached("closing", "closings"),
)
