"""Packages taken in and handed out, keys that are trusted, conflicts that wait and were settled."""

from __future__ import annotations

from sqlalchemy import Column, Index, Table, Text

from wardapp.store.columns import a_json, a_number, a_text, an_id, maybe_number, maybe_text
from wardapp.store.tables import metadata

receipts = Table(
    "receipts",
    metadata,
    an_id(),
    maybe_text("purpose"),
    a_text("package_sha256"),
    a_text("file_name"),
    a_text("office_name"),
    a_text("device_name"),
    a_text("device_key"),
    a_number("received_ms"),
    a_json("heads"),
    a_json("before"),
    a_number("added"),
    a_number("changed"),
    a_number("deleted"),
    a_number("conflicts"),
    a_text("note"),
    maybe_number("undone_ms"),
    maybe_text("replica_id"),
)

settlements = Table(
    "settlements",
    metadata,
    an_id(),
    a_text("entity"),
    a_text("record_id"),
    a_text("field"),
    a_json("event_ids"),
    a_text("chosen"),
    a_number("settled_ms"),
)

sendings = Table(  # a memory of this copy alone: never journaled, never exchanged
    "sendings",
    metadata,
    an_id(),
    a_text("purpose"),
    a_text("package_sha256"),
    a_text("file_name"),
    a_text("way"),
    a_text("to"),
    a_number("sent_ms"),
    a_text("sent_by"),
    a_number("event_count"),
    a_number("file_count"),
    a_number("size"),
    a_json("upto"),
    maybe_number("acknowledged_ms"),
    maybe_text("partner"),
    a_text("note"),
    maybe_number("left_ms"),
)

trusted_devices = Table(  # whom this copy trusts: never journaled, never exchanged
    "trusted_devices",
    metadata,
    Column("key", Text, primary_key=True),
    a_text("device_name"),
    a_text("office_name"),
    a_number("trusted_ms"),
    a_text("trusted_by"),
)

conflicts = Table(  # what the events say of fields written apart; made anew from them at will
    "conflicts",
    metadata,
    an_id(),
    a_text("entity"),
    a_text("record_id"),
    a_text("field"),
    a_json("event_ids"),  # of the sides, the one that shows first
    Index("conflicts_of_record", "record_id", "entity"),
)
