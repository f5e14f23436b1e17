"""What a restored copy does not know of its numbers, until the clerk says it."""

from __future__ import annotations

STATEMENTS: tuple[str, ...] = (
    "ALTER TABLE copies ADD COLUMN unsure_ms INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE copies ADD COLUMN unsure_since_ms INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE copies ADD COLUMN sure_of TEXT NOT NULL DEFAULT '[]'",
)
