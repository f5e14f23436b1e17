"""The tables of petitions; what is known of persons lies apart, outside the journal."""

from __future__ import annotations

from sqlalchemy import Column, Index, Table, Text, UniqueConstraint

from wardapp.store.columns import (
    a_flag,
    a_number,
    a_row,
    a_text,
    an_issuer,
    maybe_text,
    unique_id,
)
from wardapp.store.tables import metadata

petitions = Table(
    "petitions",
    metadata,
    a_row(),
    unique_id(),
    an_issuer(),
    a_text("received"),
    a_text("subject"),
    a_text("channel"),
    a_text("kind"),
    a_text("field"),
    a_flag("competent"),
    a_text("forwarded_to"),
    a_text("handler"),
    maybe_text("due_date"),
    a_text("place"),
    a_text("note"),
    a_text("suffix"),
    a_text("late_reason"),
    a_number("number"),
    a_number("registered_ms"),
    a_text("status"),
    maybe_text("answered_date"),
    maybe_text("answer_id"),
    a_text("answer_symbol"),
    a_text("result"),
    maybe_text("closed_on"),
    maybe_text("purge_on"),
    a_text("person_ref"),
    a_text("cancel_reason"),
    a_flag("left_screen"),
    a_text("book"),
    a_text("book_scope"),
    a_text("scope_value"),
    a_flag("has_file"),
    UniqueConstraint("issuer_id", "book", "scope_value", "number", "suffix"),
    Index("petitions_by_received", "received", "row"),
    Index("petitions_by_status", "status", "due_date"),
)

private_people = Table(
    "private_people",
    metadata,
    Column("ref", Text, primary_key=True),
    a_text("full_name"),
    a_text("address"),
    a_text("phone"),
)
"""No entity: no event, no index, no rebuild. A deleted row is overwritten (`secure_delete`)."""
