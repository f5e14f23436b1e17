"""The tables of what drafting draws on: the office's own templates and snippets."""

from __future__ import annotations

from sqlalchemy import Table

from wardapp.store.columns import a_flag, a_json, a_number, a_text, an_id, maybe_text
from wardapp.store.tables import metadata

templates = Table(
    "templates",
    metadata,
    an_id(),
    a_text("name"),
    a_json("file"),
    a_json("fields"),
    maybe_text("issuer_id"),
    a_text("type_code"),
    a_text("note"),
    a_flag("active"),
    a_number("changed_ms"),
)

snippets = Table(
    "snippets",
    metadata,
    an_id(),
    a_text("title"),
    a_text("text"),
    a_text("group"),
    a_number("position"),
    a_flag("active"),
)
