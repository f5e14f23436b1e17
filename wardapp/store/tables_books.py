"""The tables of books and their closings."""

from __future__ import annotations

from sqlalchemy import Index, Table

from wardapp.store.columns import (
    a_flag,
    a_json,
    a_number,
    a_text,
    an_id,
    an_issuer,
    maybe_number,
    maybe_text,
)
from wardapp.store.tables import metadata

register_books = Table(
    "register_books",
    metadata,
    an_id(),
    an_issuer(),
    a_text("code"),
    a_text("kind"),
    a_text("name"),
    a_text("span"),
    maybe_number("first_year"),
    a_json("levels"),
    a_flag("active"),
    a_number("position"),
    Index("register_books_of_issuer", "issuer_id", "code"),
)

closings = Table(
    "closings",
    metadata,
    an_id(),
    an_issuer(),
    a_text("book"),
    a_text("kind"),
    a_text("scope_value"),
    a_text("label"),
    a_text("first_day"),
    a_text("last_day"),
    a_text("first_number"),
    a_text("last_number"),
    a_number("line_count"),
    a_text("closed_on"),
    a_text("code"),
    a_text("volume"),
    a_number("first_page"),
    a_number("last_page"),
    a_json("attachments"),
    maybe_text("reopened_on"),
    a_text("reopened_reason"),
    Index("closings_of_book", "issuer_id", "book", "scope_value"),
)
