"""The tables as they stand after the newest migration; a test holds them against each other.

A column named like a field of its dataclass holds that field; those under "derived" are made from
the record for sorting, filtering and uniqueness. `row` orders a register and names its line in the
search index; it never leaves this room.
"""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)

from wardapp.store.records import dump

metadata = MetaData()


class Json(TypeDecorator[Any]):
    """Lists and nested values, kept as the same canonical JSON that events hold."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Return the text to keep; nothing stays NULL."""
        return None if value is None else dump(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """Return the value that was kept."""
        return None if value is None else json.loads(value)


def _id() -> Column[str]:
    return Column("id", Text, primary_key=True)


def _row() -> Column[int]:
    return Column("row", Integer, primary_key=True)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _maybe_text(name: str) -> Column[str]:
    return Column(name, Text)


def _int(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _maybe_int(name: str) -> Column[int]:
    return Column(name, Integer)


def _flag(name: str) -> Column[bool]:
    return Column(name, Boolean(create_constraint=False), nullable=False)


def _json(name: str) -> Column[Any]:
    return Column(name, Json, nullable=False)


def _maybe_json(name: str) -> Column[Any]:
    return Column(name, Json)


def _unique_id() -> Column[str]:
    return Column("id", Text, nullable=False, unique=True)


def _issuer() -> Column[str]:
    return Column("issuer_id", Text, ForeignKey("issuers.id"), nullable=False)


local = Table(  # things of this copy alone: who it is, never journaled and never exchanged
    "local",
    metadata,
    Column("name", Text, primary_key=True),
    _text("value"),
)

events = Table(
    "events",
    metadata,
    Column("replica_id", Text, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("event_id", Text, nullable=False, unique=True),
    _int("clock_ms"),
    _int("clock_counter"),
    _text("clerk"),
    _text("account"),
    _text("command"),
    _text("title"),
    _text("step_id"),
    _text("entity"),
    _text("entity_id"),
    _text("changes"),  # [[field, old JSON or null, new JSON or null], ...]
    _text("reason"),
    _text("prev_hash"),
    _text("hash"),
    Index("events_of_record", "entity_id", "entity"),
    Index("events_of_step", "step_id"),
    Index("events_by_clock", "clock_ms", "clock_counter"),
)

issuers = Table(
    "issuers",
    metadata,
    _id(),
    _text("family"),
    _text("kind"),
    _text("name"),
    _text("full_name"),
    _text("parent_line"),
    _text("own_line"),
    _text("symbol"),
    _text("place"),
    _text("committee"),
    _text("unit_symbol"),
    _text("storage_line"),
    _flag("old_tone_marks"),
    _flag("keeps_numbers"),
    _json("number_groups"),
    _flag("shared_qd_counter"),
    _int("position"),
)

terms = Table(
    "terms",
    metadata,
    _id(),
    _text("committee"),
    _text("label"),
    _text("start"),
    _text("start_reason"),
    _maybe_text("end"),
    _text("end_reason"),
)

signers = Table(
    "signers",
    metadata,
    _id(),
    _issuer(),
    _text("full_name"),
    _text("position"),
    _json("authority"),
    _flag("active"),
    _int("rank"),
)

bodies = Table(
    "bodies",
    metadata,
    _id(),
    _text("name"),
    _text("group"),
    _text("symbol"),
    _json("short_names"),
    _flag("active"),
)

units = Table(
    "units",
    metadata,
    _id(),
    _text("name"),
    _text("kind"),
    _maybe_int("households"),
    _text("code"),
    _flag("active"),
)

people = Table(
    "people",
    metadata,
    _id(),
    _text("full_name"),
    _text("position"),
    _flag("is_clerk"),
    _flag("active"),
)

holidays = Table(
    "holidays",
    metadata,
    Column("day", Text, primary_key=True),
    _text("name"),
    _flag("is_working"),
)

channels = Table(
    "channels",
    metadata,
    Column("code", Text, primary_key=True),
    _text("name"),
    _text("unit"),
    _text("icon"),
    _text("form_row"),
    _text("reach_label"),
    _json("shortcuts"),
    _flag("is_digital"),
)

content_groups = Table(
    "content_groups",
    metadata,
    Column("code", Text, primary_key=True),
    _text("name"),
    _text("axis"),
)

settings = Table(
    "settings",
    metadata,
    Column("name", Text, primary_key=True),
    _maybe_json("value"),
)

series = Table(
    "series",
    metadata,
    _id(),
    _json("key"),
    _int("last_number"),
    _text("keeper"),
    # derived from key
    _issuer(),
    _text("book"),
    _text("group"),
    _text("scope"),
    _text("scope_value"),
    UniqueConstraint("issuer_id", "book", "group", "scope", "scope_value"),
)

number_spans = Table(  # numbers that no line of ours holds, and why
    "number_spans",
    metadata,
    _id(),
    Column("series_id", Text, ForeignKey("series.id"), nullable=False),
    _int("first"),
    _int("last"),
    _text("state"),
    _text("on"),
    _text("actor"),
    _text("reason"),
    Index("number_spans_of_series", "series_id", "first"),
)

incoming = Table(
    "incoming",
    metadata,
    _row(),
    _unique_id(),
    _issuer(),
    _text("arrival_date"),
    _text("organ_name"),
    _text("subject"),
    _text("parent_organ_name"),
    _text("code_number"),
    _text("code_notation"),
    _maybe_text("issued_date"),
    _text("type_name"),
    _json("signer"),
    _json("addressees"),
    _int("priority"),
    _text("channel"),
    _maybe_int("page_amount"),
    _maybe_int("copy_amount"),
    _maybe_text("due_date"),
    _text("handler"),
    _text("description"),
    _int("arrival_number"),
    _int("registered_ms"),
    _text("status"),
    _maybe_json("direction"),
    _maybe_text("done_date"),
    _maybe_text("replied_by"),
    _text("cancel_reason"),
    _flag("left_screen"),
    _json("attachments"),
    # derived
    _int("year"),
    _flag("is_open"),
    _text("symbol_key"),
    _text("organ_key"),
    UniqueConstraint("issuer_id", "year", "arrival_number"),
    Index("incoming_by_number", "year", "arrival_number"),
    Index("incoming_by_arrival", "arrival_date"),
    Index("incoming_by_issued", "issued_date"),
    Index("incoming_by_due", text("due_date IS NULL"), "due_date"),
    Index("incoming_by_organ", "organ_key"),
    Index("incoming_by_symbol", "symbol_key"),
    Index("incoming_open", "due_date", "issuer_id", sqlite_where=text("is_open = 1")),
    Index("incoming_cancelled", "issuer_id", sqlite_where=text("status = 'cancelled'")),
)

outgoing = Table(
    "outgoing",
    metadata,
    _row(),
    _unique_id(),
    _issuer(),
    Column("series_id", Text, ForeignKey("series.id"), nullable=False),
    _int("number"),
    _text("suffix"),
    _text("code_notation"),
    _text("type_code"),
    _text("type_name"),
    _text("issued_date"),
    _text("subject"),
    _json("signer"),
    _json("addressees"),
    _json("recipients"),
    _int("priority"),
    _maybe_int("issued_amount"),
    _maybe_int("page_amount"),
    _text("archive_holder"),
    _maybe_text("sent_date"),
    _text("description"),
    _int("registered_ms"),
    _maybe_text("draft_id"),
    _maybe_text("answers"),
    _text("status"),
    _text("cancel_reason"),
    _flag("left_screen"),
    _json("attachments"),
    # derived
    _text("symbol_key"),
    UniqueConstraint("series_id", "number", "suffix"),
    Index("outgoing_by_issued", "issued_date", "row"),
    Index("outgoing_of_issuer", "issuer_id", "issued_date", "row"),
    Index("outgoing_by_number", "number", "suffix", "row"),
    Index("outgoing_by_symbol", "symbol_key"),
    Index("outgoing_cancelled", "issuer_id", sqlite_where=text("status = 'cancelled'")),
)

drafts = Table(
    "drafts",
    metadata,
    _row(),
    _unique_id(),
    _issuer(),
    _text("type_code"),
    _text("subject"),
    _json("addressees"),
    _json("recipients"),
    _text("storage_line"),
    _maybe_text("signer_id"),
    _maybe_text("date"),
    _int("priority"),
    _maybe_int("draft_no"),
    _text("body"),
    _json("annexes"),
    _int("created_ms"),
    _int("changed_ms"),
    _text("status"),
    _maybe_text("in_reply_to"),
    _maybe_text("outgoing_id"),
    _int("version"),
    _json("versions"),
    Index("drafts_of_incoming", "in_reply_to"),
)

draft_texts = Table(  # what autosave keeps between two versions: newer than `drafts`, no event
    "draft_texts",
    metadata,
    Column("draft_id", Text, primary_key=True),
    _json("content"),
    _int("changed_ms"),
)

log_lines = Table(
    "log_lines",
    metadata,
    _row(),
    _unique_id(),
    _text("day"),
    _text("channel"),
    _text("content"),
    _text("group"),
    _int("amount"),
    _maybe_int("minutes"),
    _maybe_int("reach"),
    _maybe_int("interactions"),
    _json("places"),
    _text("time"),
    _json("evidence_links"),
    _text("note"),
    _int("registered_ms"),
    _json("attachments"),
    # derived
    _flag("has_evidence"),
    Index("log_lines_by_day", "day", "registered_ms"),
    Index("log_lines_of_channel", "channel", "registered_ms"),
)

filled_forms = Table(
    "filled_forms",
    metadata,
    _id(),
    _text("form_id"),
    _text("form_version"),
    _json("period"),
    _text("reporter"),
    _json("tables"),
    _maybe_int("closed_ms"),
    _maybe_text("filled_on"),
    _text("prepared_by"),
    _text("phone"),
    _json("overrides"),
    _json("grown"),
    # derived
    _text("period_id"),
    UniqueConstraint("form_id", "period_id", "reporter"),
)
