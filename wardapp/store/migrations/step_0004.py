"""The text of attachments and which records they belong to."""

from __future__ import annotations

STATEMENTS: tuple[str, ...] = ()
