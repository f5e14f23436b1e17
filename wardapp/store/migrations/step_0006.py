"""Regimes, returns of units, opinion topics, requests of persons, forms the office added."""

from __future__ import annotations

STATEMENTS: tuple[str, ...] = (
    "ALTER TABLE channels ADD COLUMN active BOOLEAN NOT NULL DEFAULT 1",
    "ALTER TABLE content_groups ADD COLUMN active BOOLEAN NOT NULL DEFAULT 1",
    "ALTER TABLE units ADD COLUMN other_names TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE units ADD COLUMN email TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE petitions ADD COLUMN eligible BOOLEAN NOT NULL DEFAULT 1",
    "ALTER TABLE petitions ADD COLUMN duplicate_of TEXT",
    "ALTER TABLE petitions ADD COLUMN reopened TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE petitions ADD COLUMN closings TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE petitions ADD COLUMN urged TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE petitions ADD COLUMN attachments TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE petitions ADD COLUMN links TEXT NOT NULL DEFAULT '[]'",
    """
    CREATE TABLE filled_anew ( id TEXT NOT NULL, form_id TEXT NOT NULL, form_version TEXT
      NOT NULL, period TEXT NOT NULL, reporter TEXT NOT NULL, tables TEXT NOT NULL,
      closed_ms INTEGER, filled_on TEXT, prepared_by TEXT NOT NULL, phone TEXT NOT NULL,
      overrides TEXT NOT NULL, grown TEXT NOT NULL, scope TEXT NOT NULL, approved_ms
      INTEGER, approved_by TEXT NOT NULL, unplaced TEXT NOT NULL, narrative TEXT NOT NULL,
      return_ids TEXT NOT NULL, draft_id TEXT, outgoing_id TEXT, period_id TEXT NOT NULL,
      PRIMARY KEY (id), UNIQUE (form_id, period_id, reporter, scope) )
    """,
    """
    INSERT INTO filled_anew (id, form_id, form_version, period, reporter, tables, closed_ms,
      filled_on, prepared_by, phone, overrides, grown, scope, approved_by, unplaced, narrative,
      return_ids, period_id)
      SELECT id, form_id, form_version, period, reporter, tables, closed_ms, filled_on,
        prepared_by, phone, overrides, grown, 'own', '', '[]', '', '[]', period_id
      FROM filled_forms
    """,
    "DROP TABLE filled_forms",
    "ALTER TABLE filled_anew RENAME TO filled_forms",
    """
    CREATE TABLE regimes ( id TEXT NOT NULL, title TEXT NOT NULL, frequency TEXT NOT NULL,
      dues TEXT NOT NULL, form_id TEXT NOT NULL, window TEXT NOT NULL, roll TEXT NOT NULL,
      unit_ids TEXT NOT NULL, "to" TEXT NOT NULL, through TEXT NOT NULL, valid_from TEXT,
      valid_to TEXT, basis TEXT NOT NULL, basis_id TEXT, sentence TEXT NOT NULL, active
      BOOLEAN NOT NULL, note TEXT NOT NULL, PRIMARY KEY (id) )
    """,
    """
    CREATE TABLE unit_duties ( id TEXT NOT NULL, regime_id TEXT NOT NULL, period_id TEXT
      NOT NULL, unit_id TEXT NOT NULL, reminded TEXT NOT NULL, excused TEXT NOT NULL,
      received_on TEXT, PRIMARY KEY (id), UNIQUE (regime_id, period_id, unit_id) )
    """,
    """
    CREATE TABLE unit_returns ( id TEXT NOT NULL, form_id TEXT NOT NULL, form_version TEXT
      NOT NULL, period_id TEXT NOT NULL, unit_id TEXT NOT NULL, file TEXT NOT NULL,
      received_on TEXT NOT NULL, received_ms INTEGER NOT NULL, "values" TEXT NOT NULL,
      doubts TEXT NOT NULL, state TEXT NOT NULL, replaces TEXT, regime_id TEXT, prepared_by
      TEXT NOT NULL, phone TEXT NOT NULL, note TEXT NOT NULL, PRIMARY KEY (id) )
    """,
    "CREATE INDEX unit_returns_of_period ON unit_returns (form_id, period_id, unit_id)",
    """
    CREATE TABLE merge_groups ( id TEXT NOT NULL, form_id TEXT NOT NULL, period_id TEXT
      NOT NULL, "table" TEXT NOT NULL, members TEXT NOT NULL, "values" TEXT NOT NULL,
      PRIMARY KEY (id) )
    """,
    "CREATE INDEX merge_groups_of_period ON merge_groups (form_id, period_id)",
    """
    CREATE TABLE form_files ( id TEXT NOT NULL, form_id TEXT NOT NULL, version TEXT NOT
      NULL, text TEXT NOT NULL, official TEXT, active BOOLEAN NOT NULL, changed_ms INTEGER
      NOT NULL, PRIMARY KEY (id), UNIQUE (form_id, version) )
    """,
    """
    CREATE TABLE opinion_topics ( "row" INTEGER NOT NULL, id TEXT NOT NULL, day TEXT NOT
      NULL, issue TEXT NOT NULL, field TEXT NOT NULL, leaning TEXT, spread TEXT, strength
      TEXT, origin TEXT NOT NULL, places TEXT NOT NULL, steps TEXT NOT NULL, outcome TEXT
      NOT NULL, note TEXT NOT NULL, registered_ms INTEGER NOT NULL, heard_on TEXT NOT NULL,
      closed_on TEXT, joined_to TEXT, attachments TEXT NOT NULL, links TEXT NOT NULL,
      PRIMARY KEY ("row"), UNIQUE (id) )
    """,
    'CREATE INDEX opinion_topics_by_day ON opinion_topics (day, "row")',
    """
    CREATE VIRTUAL TABLE opinion_topics_search USING fts5 (
      exact, folded, tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3 4 5 6 7',
      detail = column
    )
    """,
    """
    CREATE TABLE person_requests ( id TEXT NOT NULL, kind TEXT NOT NULL, received TEXT NOT
      NULL, petition_id TEXT, acknowledge_by TEXT, acknowledged_on TEXT, due_date TEXT,
      extended_to TEXT, extension_reason TEXT NOT NULL, done_on TEXT, outcome TEXT NOT NULL,
      refused TEXT NOT NULL, PRIMARY KEY (id) )
    """,
    """
    CREATE TABLE incidents ( id TEXT NOT NULL, discovered_ms INTEGER NOT NULL,
      notify_by_ms INTEGER NOT NULL, what TEXT NOT NULL, data TEXT NOT NULL, may_harm
      BOOLEAN NOT NULL, cause TEXT NOT NULL, measures TEXT NOT NULL, notified_ms INTEGER,
      notified_whom TEXT NOT NULL, closed_on TEXT, PRIMARY KEY (id) )
    """,
)
