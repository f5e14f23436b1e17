"""Packages taken in and handed out, trusted keys, conflicts that wait and were settled."""

from __future__ import annotations

from wardapp.store.migrations import step_0007_keys

STATEMENTS: tuple[str, ...] = (
    *step_0007_keys.STATEMENTS,
    """
    CREATE TABLE receipts ( id TEXT NOT NULL, purpose TEXT, package_sha256 TEXT NOT NULL,
      file_name TEXT NOT NULL, office_name TEXT NOT NULL, device_name TEXT NOT NULL,
      device_key TEXT NOT NULL, received_ms INTEGER NOT NULL, heads TEXT NOT NULL, before TEXT
      NOT NULL, added INTEGER NOT NULL, changed INTEGER NOT NULL, deleted INTEGER NOT NULL,
      conflicts INTEGER NOT NULL, note TEXT NOT NULL, undone_ms INTEGER, replica_id TEXT,
      PRIMARY KEY (id) )
    """,
    """
    CREATE TABLE settlements ( id TEXT NOT NULL, entity TEXT NOT NULL, record_id TEXT NOT
      NULL, field TEXT NOT NULL, event_ids TEXT NOT NULL, chosen TEXT NOT NULL, settled_ms
      INTEGER NOT NULL, PRIMARY KEY (id) )
    """,
    """
    CREATE TABLE sendings ( id TEXT NOT NULL, purpose TEXT NOT NULL, package_sha256 TEXT NOT
      NULL, file_name TEXT NOT NULL, way TEXT NOT NULL, "to" TEXT NOT NULL, sent_ms INTEGER
      NOT NULL, sent_by TEXT NOT NULL, event_count INTEGER NOT NULL, file_count INTEGER NOT
      NULL, size INTEGER NOT NULL, upto TEXT NOT NULL, acknowledged_ms INTEGER, partner
      TEXT, note TEXT NOT NULL, PRIMARY KEY (id) )
    """,
    """
    CREATE TABLE trusted_devices ( key TEXT NOT NULL, device_name TEXT NOT NULL, office_name
      TEXT NOT NULL, trusted_ms INTEGER NOT NULL, trusted_by TEXT NOT NULL, PRIMARY KEY (key)
      )
    """,
    """
    CREATE TABLE conflicts ( id TEXT NOT NULL, entity TEXT NOT NULL, record_id TEXT NOT NULL,
      field TEXT NOT NULL, event_ids TEXT NOT NULL, PRIMARY KEY (id) )
    """,
    "ALTER TABLE unit_returns ADD COLUMN evidence TEXT NOT NULL DEFAULT '[]'",
    "CREATE INDEX conflicts_of_record ON conflicts (record_id, entity)",
    "DROP TRIGGER events_no_delete",
    """
    CREATE TRIGGER events_no_delete BEFORE DELETE ON events
    WHEN NOT EXISTS (SELECT 1 FROM local WHERE name = 'taking_back')
    BEGIN
      SELECT RAISE(ABORT, 'events are append-only');
    END
    """,
)
