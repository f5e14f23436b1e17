"""The tables of what a clerk keeps of lists: filters, addressee groups, columns of old books."""

from __future__ import annotations

from sqlalchemy import Table

from wardapp.store.columns import a_flag, a_json, a_number, a_text, an_id
from wardapp.store.tables import metadata

addressee_groups = Table(
    "addressee_groups",
    metadata,
    an_id(),
    a_text("name"),
    a_json("members"),
    a_flag("active"),
)

saved_filters = Table(
    "saved_filters",
    metadata,
    an_id(),
    a_text("page"),
    a_text("name"),
    a_text("query"),
    a_number("position"),
)

import_mappings = Table(
    "import_mappings",
    metadata,
    an_id(),
    a_text("book"),
    a_json("heads"),
    a_json("fields"),
)
