"""Two copies of an office may give one number, or make one form, apart: both lines are kept.

What was unique by a natural key is so only among undisputed records (`contested` = ''), so every
table with such a key is made anew; parents first, so that each child points at the new one.
"""

from __future__ import annotations

STATEMENTS: tuple[str, ...] = (
    "ALTER TABLE series RENAME TO series_before",
    "ALTER TABLE number_spans RENAME TO number_spans_before",
    "ALTER TABLE incoming RENAME TO incoming_before",
    "ALTER TABLE outgoing RENAME TO outgoing_before",
    "ALTER TABLE petitions RENAME TO petitions_before",
    "ALTER TABLE dossiers RENAME TO dossiers_before",
    "ALTER TABLE filings RENAME TO filings_before",
    "ALTER TABLE filled_forms RENAME TO filled_forms_before",
    "ALTER TABLE unit_duties RENAME TO unit_duties_before",
    "ALTER TABLE form_files RENAME TO form_files_before",
    """
    CREATE TABLE series ( id TEXT NOT NULL, "key" TEXT NOT NULL, last_number INTEGER NOT
      NULL, keeper TEXT NOT NULL, issuer_id TEXT NOT NULL, book TEXT NOT NULL, "group" TEXT
      NOT NULL, scope TEXT NOT NULL, scope_value TEXT NOT NULL, contested TEXT DEFAULT '' NOT
      NULL, PRIMARY KEY (id), UNIQUE (issuer_id, book, "group", scope, scope_value,
      contested), FOREIGN KEY(issuer_id) REFERENCES issuers (id) )
    """,
    """
    INSERT INTO series (id, "key", last_number, keeper, issuer_id, book, "group", scope,
      scope_value) SELECT id, "key", last_number, keeper, issuer_id, book, "group", scope,
      scope_value FROM series_before
    """,
    """
    CREATE TABLE number_spans ( id TEXT NOT NULL, series_id TEXT NOT NULL, first INTEGER NOT
      NULL, last INTEGER NOT NULL, state TEXT NOT NULL, "on" TEXT NOT NULL, actor TEXT NOT
      NULL, reason TEXT NOT NULL, title TEXT DEFAULT '' NOT NULL, holder TEXT DEFAULT '' NOT
      NULL, until TEXT, ended_on TEXT, ended_reason TEXT DEFAULT '' NOT NULL, suffix TEXT
      DEFAULT '' NOT NULL, left_screen BOOLEAN DEFAULT '0' NOT NULL, record_id TEXT, PRIMARY
      KEY (id), FOREIGN KEY(series_id) REFERENCES series (id) )
    """,
    """
    INSERT INTO number_spans (id, series_id, "first", "last", state, "on", actor, reason,
      title, holder, until, ended_on, ended_reason, suffix, left_screen, record_id) SELECT id,
      series_id, "first", "last", state, "on", actor, reason, title, holder, until, ended_on,
      ended_reason, suffix, left_screen, record_id FROM number_spans_before
    """,
    """
    CREATE TABLE incoming ( "row" INTEGER NOT NULL, id TEXT NOT NULL, issuer_id TEXT NOT
      NULL, arrival_date TEXT NOT NULL, organ_name TEXT NOT NULL, subject TEXT NOT NULL,
      parent_organ_name TEXT NOT NULL, code_number TEXT NOT NULL, code_notation TEXT NOT NULL,
      issued_date TEXT, type_name TEXT NOT NULL, signer TEXT NOT NULL, addressees TEXT NOT
      NULL, priority INTEGER NOT NULL, channel TEXT NOT NULL, page_amount INTEGER, copy_amount
      INTEGER, due_date TEXT, handler TEXT NOT NULL, description TEXT NOT NULL, arrival_number
      INTEGER NOT NULL, registered_ms INTEGER NOT NULL, status TEXT NOT NULL, direction TEXT,
      done_date TEXT, replied_by TEXT, cancel_reason TEXT NOT NULL, left_screen BOOLEAN NOT
      NULL, attachments TEXT NOT NULL, year INTEGER NOT NULL, is_open BOOLEAN NOT NULL,
      symbol_key TEXT NOT NULL, organ_key TEXT NOT NULL, book TEXT NOT NULL, suffix TEXT NOT
      NULL, late_reason TEXT NOT NULL, is_secret BOOLEAN NOT NULL, language TEXT NOT NULL,
      organ_id TEXT NOT NULL, trace_headers TEXT NOT NULL, storage_place TEXT NOT NULL,
      book_scope TEXT NOT NULL, return_reason TEXT NOT NULL, scope_value TEXT NOT NULL,
      has_file BOOLEAN NOT NULL, in_order INTEGER NOT NULL, provisional TEXT DEFAULT '' NOT
      NULL, contested TEXT DEFAULT '' NOT NULL, PRIMARY KEY ("row"), UNIQUE (issuer_id, book,
      scope_value, arrival_number, suffix, contested), UNIQUE (id), FOREIGN KEY(issuer_id)
      REFERENCES issuers (id) )
    """,
    """
    INSERT INTO incoming ("row", id, issuer_id, arrival_date, organ_name, subject,
      parent_organ_name, code_number, code_notation, issued_date, type_name, signer,
      addressees, priority, channel, page_amount, copy_amount, due_date, handler, description,
      arrival_number, registered_ms, status, direction, done_date, replied_by, cancel_reason,
      left_screen, attachments, year, is_open, symbol_key, organ_key, book, suffix,
      late_reason, is_secret, language, organ_id, trace_headers, storage_place, book_scope,
      return_reason, scope_value, has_file, in_order) SELECT "row", id, issuer_id,
      arrival_date, organ_name, subject, parent_organ_name, code_number, code_notation,
      issued_date, type_name, signer, addressees, priority, channel, page_amount, copy_amount,
      due_date, handler, description, arrival_number, registered_ms, status, direction,
      done_date, replied_by, cancel_reason, left_screen, attachments, year, is_open,
      symbol_key, organ_key, book, suffix, late_reason, is_secret, language, organ_id,
      trace_headers, storage_place, book_scope, return_reason, scope_value, has_file,
      arrival_number FROM incoming_before
    """,
    """
    CREATE TABLE outgoing ( "row" INTEGER NOT NULL, id TEXT NOT NULL, issuer_id TEXT NOT
      NULL, series_id TEXT NOT NULL, number INTEGER NOT NULL, suffix TEXT NOT NULL,
      code_notation TEXT NOT NULL, type_code TEXT NOT NULL, type_name TEXT NOT NULL,
      issued_date TEXT NOT NULL, subject TEXT NOT NULL, signer TEXT NOT NULL, addressees TEXT
      NOT NULL, recipients TEXT NOT NULL, priority INTEGER NOT NULL, issued_amount INTEGER,
      page_amount INTEGER, archive_holder TEXT NOT NULL, sent_date TEXT, description TEXT NOT
      NULL, registered_ms INTEGER NOT NULL, draft_id TEXT, answers TEXT, status TEXT NOT NULL,
      cancel_reason TEXT NOT NULL, left_screen BOOLEAN NOT NULL, attachments TEXT NOT NULL,
      symbol_key TEXT NOT NULL, book TEXT DEFAULT 'di' NOT NULL, late_reason TEXT DEFAULT ''
      NOT NULL, deliveries TEXT DEFAULT '[]' NOT NULL, joint_with TEXT DEFAULT '[]' NOT NULL,
      copy_of TEXT DEFAULT '' NOT NULL, replaces TEXT, corrects TEXT, recalled_on TEXT,
      recall_reason TEXT DEFAULT '' NOT NULL, language TEXT DEFAULT '' NOT NULL, due_date
      TEXT, has_file BOOLEAN DEFAULT '0' NOT NULL, is_unsent BOOLEAN DEFAULT '0' NOT NULL,
      contested TEXT DEFAULT '' NOT NULL, PRIMARY KEY ("row"), UNIQUE (series_id, number,
      suffix, contested), UNIQUE (id), FOREIGN KEY(issuer_id) REFERENCES issuers (id), FOREIGN
      KEY(series_id) REFERENCES series (id) )
    """,
    """
    INSERT INTO outgoing ("row", id, issuer_id, series_id, number, suffix, code_notation,
      type_code, type_name, issued_date, subject, signer, addressees, recipients, priority,
      issued_amount, page_amount, archive_holder, sent_date, description, registered_ms,
      draft_id, answers, status, cancel_reason, left_screen, attachments, symbol_key, book,
      late_reason, deliveries, joint_with, copy_of, replaces, corrects, recalled_on,
      recall_reason, language, due_date, has_file, is_unsent) SELECT "row", id, issuer_id,
      series_id, number, suffix, code_notation, type_code, type_name, issued_date, subject,
      signer, addressees, recipients, priority, issued_amount, page_amount, archive_holder,
      sent_date, description, registered_ms, draft_id, answers, status, cancel_reason,
      left_screen, attachments, symbol_key, book, late_reason, deliveries, joint_with,
      copy_of, replaces, corrects, recalled_on, recall_reason, language, due_date, has_file,
      is_unsent FROM outgoing_before
    """,
    """
    CREATE TABLE petitions ( "row" INTEGER NOT NULL, id TEXT NOT NULL, issuer_id TEXT NOT
      NULL, received TEXT NOT NULL, subject TEXT NOT NULL, channel TEXT NOT NULL, kind TEXT
      NOT NULL, field TEXT NOT NULL, competent BOOLEAN NOT NULL, forwarded_to TEXT NOT NULL,
      handler TEXT NOT NULL, due_date TEXT, place TEXT NOT NULL, note TEXT NOT NULL, suffix
      TEXT NOT NULL, late_reason TEXT NOT NULL, number INTEGER NOT NULL, registered_ms INTEGER
      NOT NULL, status TEXT NOT NULL, answered_date TEXT, answer_id TEXT, answer_symbol TEXT
      NOT NULL, result TEXT NOT NULL, closed_on TEXT, purge_on TEXT, person_ref TEXT NOT NULL,
      cancel_reason TEXT NOT NULL, left_screen BOOLEAN NOT NULL, book TEXT NOT NULL,
      book_scope TEXT NOT NULL, scope_value TEXT NOT NULL, has_file BOOLEAN NOT NULL, eligible
      BOOLEAN DEFAULT '1' NOT NULL, duplicate_of TEXT, reopened TEXT DEFAULT '[]' NOT NULL,
      closings TEXT DEFAULT '[]' NOT NULL, urged TEXT DEFAULT '[]' NOT NULL, attachments TEXT
      DEFAULT '[]' NOT NULL, links TEXT DEFAULT '[]' NOT NULL, provisional TEXT DEFAULT '' NOT
      NULL, contested TEXT DEFAULT '' NOT NULL, PRIMARY KEY ("row"), UNIQUE (issuer_id, book,
      scope_value, number, suffix, contested), UNIQUE (id), FOREIGN KEY(issuer_id) REFERENCES
      issuers (id) )
    """,
    """
    INSERT INTO petitions ("row", id, issuer_id, received, subject, channel, kind, field,
      competent, forwarded_to, handler, due_date, place, note, suffix, late_reason, number,
      registered_ms, status, answered_date, answer_id, answer_symbol, result, closed_on,
      purge_on, person_ref, cancel_reason, left_screen, book, book_scope, scope_value,
      has_file, eligible, duplicate_of, reopened, closings, urged, attachments, links) SELECT
      "row", id, issuer_id, received, subject, channel, kind, field, competent, forwarded_to,
      handler, due_date, place, note, suffix, late_reason, number, registered_ms, status,
      answered_date, answer_id, answer_symbol, result, closed_on, purge_on, person_ref,
      cancel_reason, left_screen, book, book_scope, scope_value, has_file, eligible,
      duplicate_of, reopened, closings, urged, attachments, links FROM petitions_before
    """,
    """
    CREATE TABLE dossiers ( id TEXT NOT NULL, issuer_id TEXT NOT NULL, year INTEGER NOT
      NULL, symbol TEXT NOT NULL, title TEXT NOT NULL, heading TEXT NOT NULL, retention TEXT
      NOT NULL, retention_years INTEGER, keeper TEXT NOT NULL, status TEXT NOT NULL,
      started_on TEXT, ended_on TEXT, handed_on TEXT, kept_back_until TEXT, is_construction
      BOOLEAN NOT NULL, sheet_total INTEGER, page_total INTEGER, box TEXT NOT NULL, rights
      TEXT NOT NULL, language TEXT NOT NULL, description TEXT NOT NULL, position INTEGER NOT
      NULL, contested TEXT DEFAULT '' NOT NULL, PRIMARY KEY (id), UNIQUE (issuer_id, year,
      symbol, contested), FOREIGN KEY(issuer_id) REFERENCES issuers (id) )
    """,
    """
    INSERT INTO dossiers (id, issuer_id, year, symbol, title, heading, retention,
      retention_years, keeper, status, started_on, ended_on, handed_on, kept_back_until,
      is_construction, sheet_total, page_total, box, rights, language, description, position)
      SELECT id, issuer_id, year, symbol, title, heading, retention, retention_years, keeper,
      status, started_on, ended_on, handed_on, kept_back_until, is_construction, sheet_total,
      page_total, box, rights, language, description, position FROM dossiers_before
    """,
    """
    CREATE TABLE filings ( id TEXT NOT NULL, dossier_id TEXT NOT NULL, entity TEXT NOT NULL,
      record_id TEXT NOT NULL, ordinal INTEGER NOT NULL, first_sheet INTEGER, last_sheet
      INTEGER, sheets INTEGER, note TEXT NOT NULL, contested TEXT DEFAULT '' NOT NULL, PRIMARY
      KEY (id), UNIQUE (dossier_id, entity, record_id, contested), FOREIGN KEY(dossier_id)
      REFERENCES dossiers (id) )
    """,
    """
    INSERT INTO filings (id, dossier_id, entity, record_id, ordinal, first_sheet,
      last_sheet, sheets, note) SELECT id, dossier_id, entity, record_id, ordinal,
      first_sheet, last_sheet, sheets, note FROM filings_before
    """,
    """
    CREATE TABLE filled_forms ( id TEXT NOT NULL, form_id TEXT NOT NULL, form_version TEXT
      NOT NULL, period TEXT NOT NULL, reporter TEXT NOT NULL, tables TEXT NOT NULL, closed_ms
      INTEGER, filled_on TEXT, prepared_by TEXT NOT NULL, phone TEXT NOT NULL, overrides TEXT
      NOT NULL, grown TEXT NOT NULL, scope TEXT NOT NULL, approved_ms INTEGER, approved_by
      TEXT NOT NULL, unplaced TEXT NOT NULL, narrative TEXT NOT NULL, return_ids TEXT NOT
      NULL, draft_id TEXT, outgoing_id TEXT, period_id TEXT NOT NULL, contested TEXT DEFAULT
      '' NOT NULL, PRIMARY KEY (id), UNIQUE (form_id, period_id, reporter, scope, contested) )
    """,
    """
    INSERT INTO filled_forms (id, form_id, form_version, period, reporter, tables,
      closed_ms, filled_on, prepared_by, phone, overrides, grown, scope, approved_ms,
      approved_by, unplaced, narrative, return_ids, draft_id, outgoing_id, period_id) SELECT
      id, form_id, form_version, period, reporter, tables, closed_ms, filled_on, prepared_by,
      phone, overrides, grown, scope, approved_ms, approved_by, unplaced, narrative,
      return_ids, draft_id, outgoing_id, period_id FROM filled_forms_before
    """,
    """
    CREATE TABLE unit_duties ( id TEXT NOT NULL, regime_id TEXT NOT NULL, period_id TEXT NOT
      NULL, unit_id TEXT NOT NULL, reminded TEXT NOT NULL, excused TEXT NOT NULL, received_on
      TEXT, contested TEXT DEFAULT '' NOT NULL, PRIMARY KEY (id), UNIQUE (regime_id,
      period_id, unit_id, contested) )
    """,
    """
    INSERT INTO unit_duties (id, regime_id, period_id, unit_id, reminded, excused,
      received_on) SELECT id, regime_id, period_id, unit_id, reminded, excused, received_on
      FROM unit_duties_before
    """,
    """
    CREATE TABLE form_files ( id TEXT NOT NULL, form_id TEXT NOT NULL, version TEXT NOT
      NULL, text TEXT NOT NULL, official TEXT, active BOOLEAN NOT NULL, changed_ms INTEGER NOT
      NULL, contested TEXT DEFAULT '' NOT NULL, PRIMARY KEY (id), UNIQUE (form_id, version,
      contested) )
    """,
    """
    INSERT INTO form_files (id, form_id, version, text, official, active, changed_ms) SELECT
      id, form_id, version, text, official, active, changed_ms FROM form_files_before
    """,
    "DROP TABLE form_files_before",
    "DROP TABLE unit_duties_before",
    "DROP TABLE filled_forms_before",
    "DROP TABLE filings_before",
    "DROP TABLE dossiers_before",
    "DROP TABLE petitions_before",
    "DROP TABLE outgoing_before",
    "DROP TABLE incoming_before",
    "DROP TABLE number_spans_before",
    "DROP TABLE series_before",
    "CREATE INDEX number_spans_of_series ON number_spans (series_id, first)",
    "CREATE INDEX incoming_by_arrival ON incoming (arrival_date)",
    "CREATE INDEX incoming_by_due ON incoming (due_date IS NULL, due_date)",
    "CREATE INDEX incoming_by_issued ON incoming (issued_date)",
    "CREATE INDEX incoming_by_number ON incoming (year, in_order, suffix)",
    "CREATE INDEX incoming_by_organ ON incoming (organ_key)",
    "CREATE INDEX incoming_by_symbol ON incoming (symbol_key)",
    "CREATE INDEX incoming_cancelled ON incoming (issuer_id) WHERE status = 'cancelled'",
    "CREATE INDEX incoming_contested ON incoming (id) WHERE contested != ''",
    "CREATE INDEX incoming_open ON incoming (due_date, issuer_id) WHERE is_open = 1",
    "CREATE INDEX incoming_provisional ON incoming (provisional) WHERE provisional != ''",
    "CREATE INDEX incoming_replied ON incoming (replied_by) WHERE replied_by IS NOT NULL",
    """
    CREATE INDEX incoming_without_file ON incoming (year, arrival_date) WHERE has_file = 0
      AND status != 'cancelled' AND is_secret = 0
    """,
    "CREATE INDEX outgoing_answering ON outgoing (answers) WHERE answers IS NOT NULL",
    'CREATE INDEX outgoing_by_issued ON outgoing (issued_date, "row")',
    'CREATE INDEX outgoing_by_number ON outgoing (number, suffix, "row")',
    "CREATE INDEX outgoing_by_symbol ON outgoing (symbol_key)",
    "CREATE INDEX outgoing_cancelled ON outgoing (issuer_id) WHERE status = 'cancelled'",
    "CREATE INDEX outgoing_contested ON outgoing (id) WHERE contested != ''",
    "CREATE INDEX outgoing_correcting ON outgoing (corrects) WHERE corrects IS NOT NULL",
    'CREATE INDEX outgoing_of_issuer ON outgoing (issuer_id, issued_date, "row")',
    "CREATE INDEX outgoing_replacing ON outgoing (replaces) WHERE replaces IS NOT NULL",
    "CREATE INDEX outgoing_unsent ON outgoing (issuer_id) WHERE is_unsent = 1",
    'CREATE INDEX petitions_by_received ON petitions (received, "row")',
    "CREATE INDEX petitions_by_status ON petitions (status, due_date)",
    "CREATE INDEX petitions_contested ON petitions (id) WHERE contested != ''",
    "CREATE INDEX petitions_provisional ON petitions (provisional) WHERE provisional != ''",
    "CREATE INDEX dossiers_by_status ON dossiers (status, ended_on)",
    "CREATE INDEX filings_of_record ON filings (record_id, entity)",
    """
    CREATE TABLE keepings ( id TEXT NOT NULL, keeper TEXT NOT NULL, since_ms INTEGER NOT
      NULL, reason TEXT NOT NULL, is_seized BOOLEAN NOT NULL, PRIMARY KEY (id) )
    """,
    """
    CREATE TABLE copies ( id TEXT NOT NULL, name TEXT NOT NULL, made_ms INTEGER NOT NULL,
      code TEXT NOT NULL, follows TEXT, is_moved BOOLEAN NOT NULL, PRIMARY KEY (id) )
    """,
)
