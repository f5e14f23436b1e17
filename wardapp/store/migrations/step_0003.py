"""Petitions and the persons behind them."""

from __future__ import annotations

STATEMENTS: tuple[str, ...] = (
    """
    CREATE TABLE petitions ( "row" INTEGER NOT NULL, id TEXT NOT NULL, issuer_id TEXT NOT
      NULL, received TEXT NOT NULL, subject TEXT NOT NULL, channel TEXT NOT NULL, kind TEXT
      NOT NULL, field TEXT NOT NULL, competent BOOLEAN NOT NULL, forwarded_to TEXT NOT NULL,
      handler TEXT NOT NULL, due_date TEXT, place TEXT NOT NULL, note TEXT NOT NULL, suffix
      TEXT NOT NULL, late_reason TEXT NOT NULL, number INTEGER NOT NULL, registered_ms INTEGER
      NOT NULL, status TEXT NOT NULL, answered_date TEXT, answer_id TEXT, answer_symbol TEXT
      NOT NULL, result TEXT NOT NULL, closed_on TEXT, purge_on TEXT, person_ref TEXT NOT NULL,
      cancel_reason TEXT NOT NULL, left_screen BOOLEAN NOT NULL, book TEXT NOT NULL,
      book_scope TEXT NOT NULL, scope_value TEXT NOT NULL, has_file BOOLEAN NOT NULL, PRIMARY
      KEY ("row"), UNIQUE (issuer_id, book, scope_value, number, suffix), UNIQUE (id), FOREIGN
      KEY(issuer_id) REFERENCES issuers (id) )
    """,
    'CREATE INDEX petitions_by_received ON petitions (received, "row")',
    "CREATE INDEX petitions_by_status ON petitions (status, due_date)",
    """
    CREATE TABLE private_people ( ref TEXT NOT NULL, full_name TEXT NOT NULL, address TEXT
      NOT NULL, phone TEXT NOT NULL, PRIMARY KEY (ref) )
    """,
    """
    CREATE VIRTUAL TABLE petitions_search USING fts5 (
      exact, folded, tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3 4 5 6 7',
      detail = column
    )
    """,
)
