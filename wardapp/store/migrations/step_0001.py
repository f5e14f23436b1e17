"""The first schema: registers, catalogue, log, forms, journal and search index."""

from __future__ import annotations

STATEMENTS: tuple[str, ...] = (
    """
    CREATE TABLE bodies (
      id TEXT NOT NULL, name TEXT NOT NULL, "group" TEXT NOT NULL, symbol TEXT NOT NULL,
      short_names TEXT NOT NULL, active BOOLEAN NOT NULL, PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE channels (
      code TEXT NOT NULL, name TEXT NOT NULL, unit TEXT NOT NULL, icon TEXT NOT NULL, form_row
      TEXT NOT NULL, reach_label TEXT NOT NULL, shortcuts TEXT NOT NULL, is_digital BOOLEAN
      NOT NULL, PRIMARY KEY (code)
    )
    """,
    """
    CREATE TABLE content_groups (
      code TEXT NOT NULL, name TEXT NOT NULL, axis TEXT NOT NULL, PRIMARY KEY (code)
    )
    """,
    """
    CREATE TABLE draft_texts (
      draft_id TEXT NOT NULL, content TEXT NOT NULL, changed_ms INTEGER NOT NULL, PRIMARY KEY
      (draft_id)
    )
    """,
    """
    CREATE TABLE events (
      replica_id TEXT NOT NULL, seq INTEGER NOT NULL, event_id TEXT NOT NULL, clock_ms INTEGER
      NOT NULL, clock_counter INTEGER NOT NULL, clerk TEXT NOT NULL, account TEXT NOT NULL,
      command TEXT NOT NULL, title TEXT NOT NULL, step_id TEXT NOT NULL, entity TEXT NOT NULL,
      entity_id TEXT NOT NULL, changes TEXT NOT NULL, reason TEXT NOT NULL, prev_hash TEXT NOT
      NULL, hash TEXT NOT NULL, PRIMARY KEY (replica_id, seq), UNIQUE (event_id)
    )
    """,
    "CREATE INDEX events_by_clock ON events (clock_ms, clock_counter)",
    "CREATE INDEX events_of_record ON events (entity_id, entity)",
    "CREATE INDEX events_of_step ON events (step_id)",
    """
    CREATE TABLE filled_forms (
      id TEXT NOT NULL, form_id TEXT NOT NULL, form_version TEXT NOT NULL, period TEXT NOT
      NULL, reporter TEXT NOT NULL, tables TEXT NOT NULL, closed_ms INTEGER, filled_on TEXT,
      prepared_by TEXT NOT NULL, phone TEXT NOT NULL, overrides TEXT NOT NULL, grown TEXT NOT
      NULL, period_id TEXT NOT NULL, PRIMARY KEY (id), UNIQUE (form_id, period_id, reporter)
    )
    """,
    """
    CREATE TABLE holidays (
      day TEXT NOT NULL, name TEXT NOT NULL, is_working BOOLEAN NOT NULL, PRIMARY KEY (day)
    )
    """,
    """
    CREATE TABLE issuers (
      id TEXT NOT NULL, family TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL,
      full_name TEXT NOT NULL, parent_line TEXT NOT NULL, own_line TEXT NOT NULL, symbol TEXT
      NOT NULL, place TEXT NOT NULL, committee TEXT NOT NULL, unit_symbol TEXT NOT NULL,
      storage_line TEXT NOT NULL, old_tone_marks BOOLEAN NOT NULL, keeps_numbers BOOLEAN NOT
      NULL, number_groups TEXT NOT NULL, shared_qd_counter BOOLEAN NOT NULL, position INTEGER
      NOT NULL, PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE local (
      name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (name)
    )
    """,
    """
    CREATE TABLE log_lines (
      "row" INTEGER NOT NULL, id TEXT NOT NULL, day TEXT NOT NULL, channel TEXT NOT NULL,
      content TEXT NOT NULL, "group" TEXT NOT NULL, amount INTEGER NOT NULL, minutes INTEGER,
      reach INTEGER, interactions INTEGER, places TEXT NOT NULL, time TEXT NOT NULL,
      evidence_links TEXT NOT NULL, note TEXT NOT NULL, registered_ms INTEGER NOT NULL,
      attachments TEXT NOT NULL, has_evidence BOOLEAN NOT NULL, PRIMARY KEY ("row"), UNIQUE
      (id)
    )
    """,
    "CREATE INDEX log_lines_by_day ON log_lines (day, registered_ms)",
    "CREATE INDEX log_lines_of_channel ON log_lines (channel, registered_ms)",
    """
    CREATE TABLE people (
      id TEXT NOT NULL, full_name TEXT NOT NULL, position TEXT NOT NULL, is_clerk BOOLEAN NOT
      NULL, active BOOLEAN NOT NULL, PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE settings (
      name TEXT NOT NULL, value TEXT, PRIMARY KEY (name)
    )
    """,
    """
    CREATE TABLE terms (
      id TEXT NOT NULL, committee TEXT NOT NULL, label TEXT NOT NULL, start TEXT NOT NULL,
      start_reason TEXT NOT NULL, "end" TEXT, end_reason TEXT NOT NULL, PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE units (
      id TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, households INTEGER, code TEXT
      NOT NULL, active BOOLEAN NOT NULL, PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE drafts (
      "row" INTEGER NOT NULL, id TEXT NOT NULL, issuer_id TEXT NOT NULL, type_code TEXT NOT
      NULL, subject TEXT NOT NULL, addressees TEXT NOT NULL, recipients TEXT NOT NULL,
      storage_line TEXT NOT NULL, signer_id TEXT, date TEXT, priority INTEGER NOT NULL,
      draft_no INTEGER, body TEXT NOT NULL, annexes TEXT NOT NULL, created_ms INTEGER NOT
      NULL, changed_ms INTEGER NOT NULL, status TEXT NOT NULL, in_reply_to TEXT, outgoing_id
      TEXT, version INTEGER NOT NULL, versions TEXT NOT NULL, PRIMARY KEY ("row"), UNIQUE
      (id), FOREIGN KEY(issuer_id) REFERENCES issuers (id)
    )
    """,
    "CREATE INDEX drafts_of_incoming ON drafts (in_reply_to)",
    """
    CREATE TABLE incoming (
      "row" INTEGER NOT NULL, id TEXT NOT NULL, issuer_id TEXT NOT NULL, arrival_date TEXT NOT
      NULL, organ_name TEXT NOT NULL, subject TEXT NOT NULL, parent_organ_name TEXT NOT NULL,
      code_number TEXT NOT NULL, code_notation TEXT NOT NULL, issued_date TEXT, type_name TEXT
      NOT NULL, signer TEXT NOT NULL, addressees TEXT NOT NULL, priority INTEGER NOT NULL,
      channel TEXT NOT NULL, page_amount INTEGER, copy_amount INTEGER, due_date TEXT, handler
      TEXT NOT NULL, description TEXT NOT NULL, arrival_number INTEGER NOT NULL, registered_ms
      INTEGER NOT NULL, status TEXT NOT NULL, direction TEXT, done_date TEXT, replied_by TEXT,
      cancel_reason TEXT NOT NULL, left_screen BOOLEAN NOT NULL, attachments TEXT NOT NULL,
      year INTEGER NOT NULL, is_open BOOLEAN NOT NULL, symbol_key TEXT NOT NULL, organ_key
      TEXT NOT NULL, PRIMARY KEY ("row"), UNIQUE (issuer_id, year, arrival_number), UNIQUE
      (id), FOREIGN KEY(issuer_id) REFERENCES issuers (id)
    )
    """,
    "CREATE INDEX incoming_by_arrival ON incoming (arrival_date)",
    "CREATE INDEX incoming_by_due ON incoming (due_date IS NULL, due_date)",
    "CREATE INDEX incoming_by_issued ON incoming (issued_date)",
    "CREATE INDEX incoming_by_number ON incoming (year, arrival_number)",
    "CREATE INDEX incoming_by_organ ON incoming (organ_key)",
    "CREATE INDEX incoming_by_symbol ON incoming (symbol_key)",
    "CREATE INDEX incoming_cancelled ON incoming (issuer_id) WHERE status = 'cancelled'",
    "CREATE INDEX incoming_open ON incoming (due_date, issuer_id) WHERE is_open = 1",
    """
    CREATE TABLE series (
      id TEXT NOT NULL, "key" TEXT NOT NULL, last_number INTEGER NOT NULL, keeper TEXT NOT
      NULL, issuer_id TEXT NOT NULL, book TEXT NOT NULL, "group" TEXT NOT NULL, scope TEXT NOT
      NULL, scope_value TEXT NOT NULL, PRIMARY KEY (id), UNIQUE (issuer_id, book, "group",
      scope, scope_value), FOREIGN KEY(issuer_id) REFERENCES issuers (id)
    )
    """,
    """
    CREATE TABLE signers (
      id TEXT NOT NULL, issuer_id TEXT NOT NULL, full_name TEXT NOT NULL, position TEXT NOT
      NULL, authority TEXT NOT NULL, active BOOLEAN NOT NULL, rank INTEGER NOT NULL, PRIMARY
      KEY (id), FOREIGN KEY(issuer_id) REFERENCES issuers (id)
    )
    """,
    """
    CREATE TABLE number_spans (
      id TEXT NOT NULL, series_id TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT
      NULL, state TEXT NOT NULL, "on" TEXT NOT NULL, actor TEXT NOT NULL, reason TEXT NOT
      NULL, PRIMARY KEY (id), FOREIGN KEY(series_id) REFERENCES series (id)
    )
    """,
    "CREATE INDEX number_spans_of_series ON number_spans (series_id, first)",
    """
    CREATE TABLE outgoing (
      "row" INTEGER NOT NULL, id TEXT NOT NULL, issuer_id TEXT NOT NULL, series_id TEXT NOT
      NULL, number INTEGER NOT NULL, suffix TEXT NOT NULL, code_notation TEXT NOT NULL,
      type_code TEXT NOT NULL, type_name TEXT NOT NULL, issued_date TEXT NOT NULL, subject
      TEXT NOT NULL, signer TEXT NOT NULL, addressees TEXT NOT NULL, recipients TEXT NOT NULL,
      priority INTEGER NOT NULL, issued_amount INTEGER, page_amount INTEGER, archive_holder
      TEXT NOT NULL, sent_date TEXT, description TEXT NOT NULL, registered_ms INTEGER NOT
      NULL, draft_id TEXT, answers TEXT, status TEXT NOT NULL, cancel_reason TEXT NOT NULL,
      left_screen BOOLEAN NOT NULL, attachments TEXT NOT NULL, symbol_key TEXT NOT NULL,
      PRIMARY KEY ("row"), UNIQUE (series_id, number, suffix), UNIQUE (id), FOREIGN
      KEY(issuer_id) REFERENCES issuers (id), FOREIGN KEY(series_id) REFERENCES series (id)
    )
    """,
    'CREATE INDEX outgoing_by_issued ON outgoing (issued_date, "row")',
    'CREATE INDEX outgoing_by_number ON outgoing (number, suffix, "row")',
    "CREATE INDEX outgoing_by_symbol ON outgoing (symbol_key)",
    "CREATE INDEX outgoing_cancelled ON outgoing (issuer_id) WHERE status = 'cancelled'",
    'CREATE INDEX outgoing_of_issuer ON outgoing (issuer_id, issued_date, "row")',
    """
    CREATE VIRTUAL TABLE incoming_search USING fts5 (
      exact, folded, tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3 4'
    )
    """,
    """
    CREATE VIRTUAL TABLE outgoing_search USING fts5 (
      exact, folded, tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3 4'
    )
    """,
    """
    CREATE VIRTUAL TABLE drafts_search USING fts5 (
      exact, folded, tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3 4'
    )
    """,
    """
    CREATE VIRTUAL TABLE log_lines_search USING fts5 (
      exact, folded, tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3 4'
    )
    """,
    """
    CREATE TRIGGER events_no_update BEFORE UPDATE ON events
    BEGIN
      SELECT RAISE(ABORT, 'events are append-only');
    END
    """,
    """
    CREATE TRIGGER events_no_delete BEFORE DELETE ON events
    BEGIN
      SELECT RAISE(ABORT, 'events are append-only');
    END
    """,
)
