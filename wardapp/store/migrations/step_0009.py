"""Whether a package that was to be handed out surely left."""

from __future__ import annotations

STATEMENTS: tuple[str, ...] = (
    "ALTER TABLE sendings ADD COLUMN left_ms INTEGER",
    "UPDATE sendings SET left_ms = sent_ms",
)
