"""Books, closings, dossiers and lists; numbers with their whole life; the suffix of an arrival.

The register of incoming dispatches is made anew because its numbers are unique inside a book.
"""

from __future__ import annotations

STATEMENTS: tuple[str, ...] = (
    "ALTER TABLE issuers ADD COLUMN organ_id TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE issuers ADD COLUMN sits_from TEXT",
    "ALTER TABLE issuers ADD COLUMN sits_to TEXT",
    "ALTER TABLE issuers ADD COLUMN qd_choices TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE terms ADD COLUMN start_kind TEXT NOT NULL DEFAULT 'closing'",
    "ALTER TABLE signers ADD COLUMN in_office_from TEXT",
    "ALTER TABLE signers ADD COLUMN in_office_to TEXT",
    "ALTER TABLE bodies ADD COLUMN level TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE bodies ADD COLUMN former_names TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE bodies ADD COLUMN organ_id TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE bodies ADD COLUMN address TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE bodies ADD COLUMN email TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE bodies ADD COLUMN merged_into TEXT",
    "ALTER TABLE number_spans ADD COLUMN title TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE number_spans ADD COLUMN holder TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE number_spans ADD COLUMN until TEXT",
    "ALTER TABLE number_spans ADD COLUMN ended_on TEXT",
    "ALTER TABLE number_spans ADD COLUMN ended_reason TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE number_spans ADD COLUMN suffix TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE number_spans ADD COLUMN left_screen BOOLEAN NOT NULL DEFAULT '0'",
    "ALTER TABLE number_spans ADD COLUMN record_id TEXT",
    "ALTER TABLE drafts ADD COLUMN replaces TEXT",
    "ALTER TABLE drafts ADD COLUMN corrects TEXT",
    "ALTER TABLE outgoing ADD COLUMN book TEXT NOT NULL DEFAULT 'di'",
    "ALTER TABLE outgoing ADD COLUMN late_reason TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE outgoing ADD COLUMN deliveries TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE outgoing ADD COLUMN joint_with TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE outgoing ADD COLUMN copy_of TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE outgoing ADD COLUMN replaces TEXT",
    "ALTER TABLE outgoing ADD COLUMN corrects TEXT",
    "ALTER TABLE outgoing ADD COLUMN recalled_on TEXT",
    "ALTER TABLE outgoing ADD COLUMN recall_reason TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE outgoing ADD COLUMN language TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE outgoing ADD COLUMN due_date TEXT",
    "ALTER TABLE outgoing ADD COLUMN has_file BOOLEAN NOT NULL DEFAULT '0'",
    "ALTER TABLE outgoing ADD COLUMN is_unsent BOOLEAN NOT NULL DEFAULT '0'",
    "CREATE INDEX outgoing_answering ON outgoing (answers) WHERE answers IS NOT NULL",
    "CREATE INDEX outgoing_correcting ON outgoing (corrects) WHERE corrects IS NOT NULL",
    "CREATE INDEX outgoing_replacing ON outgoing (replaces) WHERE replaces IS NOT NULL",
    "CREATE INDEX outgoing_unsent ON outgoing (issuer_id) WHERE is_unsent = 1",
    'UPDATE outgoing SET has_file = 1 WHERE attachments LIKE \'%"role":"final_copy"%\''
    ' OR attachments LIKE \'%"role":"original"%\'',
    "ALTER TABLE incoming RENAME TO incoming_before",
    "DROP INDEX incoming_by_arrival",
    "DROP INDEX incoming_by_due",
    "DROP INDEX incoming_by_issued",
    "DROP INDEX incoming_by_number",
    "DROP INDEX incoming_by_organ",
    "DROP INDEX incoming_by_symbol",
    "DROP INDEX incoming_cancelled",
    "DROP INDEX incoming_open",
    """
    CREATE TABLE incoming ( "row" INTEGER NOT NULL, id TEXT NOT NULL, issuer_id TEXT NOT
      NULL, arrival_date TEXT NOT NULL, organ_name TEXT NOT NULL, subject TEXT NOT NULL,
      parent_organ_name TEXT NOT NULL, code_number TEXT NOT NULL, code_notation TEXT NOT
      NULL, issued_date TEXT, type_name TEXT NOT NULL, signer TEXT NOT NULL, addressees TEXT
      NOT NULL, priority INTEGER NOT NULL, channel TEXT NOT NULL, page_amount INTEGER,
      copy_amount INTEGER, due_date TEXT, handler TEXT NOT NULL, description TEXT NOT NULL,
      arrival_number INTEGER NOT NULL, registered_ms INTEGER NOT NULL, status TEXT NOT NULL,
      direction TEXT, done_date TEXT, replied_by TEXT, cancel_reason TEXT NOT NULL,
      left_screen BOOLEAN NOT NULL, attachments TEXT NOT NULL, year INTEGER NOT NULL,
      is_open BOOLEAN NOT NULL, symbol_key TEXT NOT NULL, organ_key TEXT NOT NULL, book TEXT
      NOT NULL, suffix TEXT NOT NULL, late_reason TEXT NOT NULL, is_secret BOOLEAN NOT NULL,
      language TEXT NOT NULL, organ_id TEXT NOT NULL, trace_headers TEXT NOT NULL,
      storage_place TEXT NOT NULL, book_scope TEXT NOT NULL, return_reason TEXT NOT NULL,
      scope_value TEXT NOT NULL, has_file BOOLEAN NOT NULL, PRIMARY KEY ("row"), UNIQUE
      (issuer_id, book, scope_value, arrival_number, suffix), UNIQUE (id), FOREIGN
      KEY(issuer_id) REFERENCES issuers (id) )
    """,
    """
    INSERT INTO incoming ("row", id, issuer_id, arrival_date, organ_name, subject,
      parent_organ_name, code_number, code_notation, issued_date, type_name, signer,
      addressees, priority, channel, page_amount, copy_amount, due_date, handler,
      description, arrival_number, registered_ms, status, direction, done_date, replied_by,
      cancel_reason, left_screen, attachments, year, is_open, symbol_key, organ_key, book,
      suffix, late_reason, is_secret, language, organ_id, trace_headers, storage_place,
      book_scope, return_reason, scope_value, has_file) SELECT "row", id, issuer_id,
      arrival_date, organ_name, subject, parent_organ_name, code_number, code_notation,
      issued_date, type_name, signer, addressees, priority, channel, page_amount,
      copy_amount, due_date, handler, description, arrival_number, registered_ms, status,
      direction, done_date, replied_by, cancel_reason, left_screen, attachments, year,
      is_open, symbol_key, organ_key, 'den', '', '', 0, '', '', '', '', '', '', CAST(year AS
      TEXT), attachments != '[]' FROM incoming_before
    """,
    "DROP TABLE incoming_before",
    "CREATE INDEX incoming_by_arrival ON incoming (arrival_date)",
    "CREATE INDEX incoming_by_due ON incoming (due_date IS NULL, due_date)",
    "CREATE INDEX incoming_by_issued ON incoming (issued_date)",
    "CREATE INDEX incoming_by_number ON incoming (year, arrival_number, suffix)",
    "CREATE INDEX incoming_by_organ ON incoming (organ_key)",
    "CREATE INDEX incoming_by_symbol ON incoming (symbol_key)",
    "CREATE INDEX incoming_cancelled ON incoming (issuer_id) WHERE status = 'cancelled'",
    "CREATE INDEX incoming_replied ON incoming (replied_by) WHERE replied_by IS NOT NULL",
    "CREATE INDEX incoming_open ON incoming (due_date, issuer_id) WHERE is_open = 1",
    "CREATE INDEX incoming_without_file ON incoming (year, arrival_date) WHERE has_file = 0 "
    "AND status != 'cancelled' AND is_secret = 0",
    """
    CREATE TABLE register_books ( id TEXT NOT NULL, issuer_id TEXT NOT NULL, code TEXT NOT
      NULL, kind TEXT NOT NULL, name TEXT NOT NULL, span TEXT NOT NULL, first_year INTEGER,
      levels TEXT NOT NULL, active BOOLEAN NOT NULL, position INTEGER NOT NULL, PRIMARY KEY
      (id), FOREIGN KEY(issuer_id) REFERENCES issuers (id) )
    """,
    "CREATE INDEX register_books_of_issuer ON register_books (issuer_id, code)",
    """
    CREATE TABLE closings ( id TEXT NOT NULL, issuer_id TEXT NOT NULL, book TEXT NOT NULL,
      kind TEXT NOT NULL, scope_value TEXT NOT NULL, label TEXT NOT NULL, first_day TEXT NOT
      NULL, last_day TEXT NOT NULL, first_number TEXT NOT NULL, last_number TEXT NOT NULL,
      line_count INTEGER NOT NULL, closed_on TEXT NOT NULL, code TEXT NOT NULL, volume TEXT
      NOT NULL, first_page INTEGER NOT NULL, last_page INTEGER NOT NULL, attachments TEXT
      NOT NULL, reopened_on TEXT, reopened_reason TEXT NOT NULL, PRIMARY KEY (id), FOREIGN
      KEY(issuer_id) REFERENCES issuers (id) )
    """,
    "CREATE INDEX closings_of_book ON closings (issuer_id, book, scope_value)",
    """
    CREATE TABLE retention_rules ( id TEXT NOT NULL, "group" TEXT NOT NULL, title TEXT NOT
      NULL, years INTEGER, source TEXT NOT NULL, active BOOLEAN NOT NULL, position INTEGER
      NOT NULL, PRIMARY KEY (id) )
    """,
    """
    CREATE TABLE dossiers ( id TEXT NOT NULL, issuer_id TEXT NOT NULL, year INTEGER NOT
      NULL, symbol TEXT NOT NULL, title TEXT NOT NULL, heading TEXT NOT NULL, retention TEXT
      NOT NULL, retention_years INTEGER, keeper TEXT NOT NULL, status TEXT NOT NULL,
      started_on TEXT, ended_on TEXT, handed_on TEXT, kept_back_until TEXT, is_construction
      BOOLEAN NOT NULL, sheet_total INTEGER, page_total INTEGER, box TEXT NOT NULL, rights
      TEXT NOT NULL, language TEXT NOT NULL, description TEXT NOT NULL, position INTEGER NOT
      NULL, PRIMARY KEY (id), UNIQUE (issuer_id, year, symbol), FOREIGN KEY(issuer_id)
      REFERENCES issuers (id) )
    """,
    "CREATE INDEX dossiers_by_status ON dossiers (status, ended_on)",
    """
    CREATE TABLE filings ( id TEXT NOT NULL, dossier_id TEXT NOT NULL, entity TEXT NOT
      NULL, record_id TEXT NOT NULL, ordinal INTEGER NOT NULL, first_sheet INTEGER,
      last_sheet INTEGER, sheets INTEGER, note TEXT NOT NULL, PRIMARY KEY (id), UNIQUE
      (dossier_id, entity, record_id), FOREIGN KEY(dossier_id) REFERENCES dossiers (id) )
    """,
    "CREATE INDEX filings_of_record ON filings (record_id, entity)",
    """
    CREATE TABLE addressee_groups ( id TEXT NOT NULL, name TEXT NOT NULL, members TEXT NOT
      NULL, active BOOLEAN NOT NULL, PRIMARY KEY (id) )
    """,
    """
    CREATE TABLE saved_filters ( id TEXT NOT NULL, page TEXT NOT NULL, name TEXT NOT NULL,
      "query" TEXT NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (id) )
    """,
    """
    CREATE TABLE import_mappings ( id TEXT NOT NULL, book TEXT NOT NULL, heads TEXT NOT
      NULL, fields TEXT NOT NULL, PRIMARY KEY (id) )
    """,
)
