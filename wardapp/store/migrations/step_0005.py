"""Drafts with what only some papers carry, posts of signers, templates and snippets."""

from __future__ import annotations

STATEMENTS: tuple[str, ...] = (
    "ALTER TABLE signers ADD COLUMN post TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE drafts ADD COLUMN extras TEXT",
    """
    CREATE TABLE templates ( id TEXT NOT NULL, name TEXT NOT NULL, file TEXT NOT NULL, fields
      TEXT NOT NULL, issuer_id TEXT, type_code TEXT NOT NULL, note TEXT NOT NULL, active
      BOOLEAN NOT NULL, changed_ms INTEGER NOT NULL, PRIMARY KEY (id) )
    """,
    """
    CREATE TABLE snippets ( id TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL, "group"
      TEXT NOT NULL, position INTEGER NOT NULL, active BOOLEAN NOT NULL, PRIMARY KEY (id) )
    """,
)
