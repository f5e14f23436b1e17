"""The tables as they stand after the newest migration; a test holds them against each other.

A column named like a field of its dataclass holds that field; those under "derived" are made from
the record for sorting, filtering and uniqueness. `row` orders a register and names its line in the
search index; it never leaves this room.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from wardapp.store.columns import (
    a_flag,
    a_json,
    a_number,
    a_row,
    a_text,
    an_id,
    an_issuer,
    later_flag,
    later_json,
    later_text,
    maybe_json,
    maybe_number,
    maybe_text,
    unique_id,
)

metadata = MetaData()

local = Table(  # things of this copy alone: who it is, never journaled and never exchanged
    "local",
    metadata,
    Column("name", Text, primary_key=True),
    a_text("value"),
)

events = Table(
    "events",
    metadata,
    Column("replica_id", Text, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("event_id", Text, nullable=False, unique=True),
    a_number("clock_ms"),
    a_number("clock_counter"),
    a_text("clerk"),
    a_text("account"),
    a_text("command"),
    a_text("title"),
    a_text("step_id"),
    a_text("entity"),
    a_text("entity_id"),
    a_text("changes"),  # [[field, old JSON or null, new JSON or null], ...]
    a_text("reason"),
    a_text("prev_hash"),
    a_text("hash"),
    Index("events_of_record", "entity_id", "entity"),
    Index("events_of_step", "step_id"),
    Index("events_by_clock", "clock_ms", "clock_counter"),
)

issuers = Table(
    "issuers",
    metadata,
    an_id(),
    a_text("family"),
    a_text("kind"),
    a_text("name"),
    a_text("full_name"),
    a_text("parent_line"),
    a_text("own_line"),
    a_text("symbol"),
    a_text("place"),
    a_text("committee"),
    a_text("unit_symbol"),
    a_text("storage_line"),
    a_flag("old_tone_marks"),
    a_flag("keeps_numbers"),
    a_json("number_groups"),
    a_flag("shared_qd_counter"),
    a_number("position"),
    later_text("organ_id"),
    maybe_text("sits_from"),
    maybe_text("sits_to"),
    later_json("qd_choices"),
)

terms = Table(
    "terms",
    metadata,
    an_id(),
    a_text("committee"),
    a_text("label"),
    a_text("start"),
    a_text("start_reason"),
    maybe_text("end"),
    a_text("end_reason"),
    Column("start_kind", Text, nullable=False, server_default="closing"),
)

signers = Table(
    "signers",
    metadata,
    an_id(),
    an_issuer(),
    a_text("full_name"),
    a_text("position"),
    a_json("authority"),
    a_flag("active"),
    a_number("rank"),
    maybe_text("in_office_from"),
    maybe_text("in_office_to"),
    later_text("post"),
)

bodies = Table(
    "bodies",
    metadata,
    an_id(),
    a_text("name"),
    a_text("group"),
    a_text("symbol"),
    a_json("short_names"),
    a_flag("active"),
    later_text("level"),
    later_json("former_names"),
    later_text("organ_id"),
    later_text("address"),
    later_text("email"),
    maybe_text("merged_into"),
)

units = Table(
    "units",
    metadata,
    an_id(),
    a_text("name"),
    a_text("kind"),
    maybe_number("households"),
    a_text("code"),
    a_flag("active"),
    later_json("other_names"),
    later_text("email"),
)

people = Table(
    "people",
    metadata,
    an_id(),
    a_text("full_name"),
    a_text("position"),
    a_flag("is_clerk"),
    a_flag("active"),
)

holidays = Table(
    "holidays",
    metadata,
    Column("day", Text, primary_key=True),
    a_text("name"),
    a_flag("is_working"),
)

settings = Table(
    "settings",
    metadata,
    Column("name", Text, primary_key=True),
    maybe_json("value"),
)

series = Table(
    "series",
    metadata,
    an_id(),
    a_json("key"),
    a_number("last_number"),
    a_text("keeper"),
    # derived from key
    an_issuer(),
    a_text("book"),
    a_text("group"),
    a_text("scope"),
    a_text("scope_value"),
    later_text("contested"),  # store/contested.py
    UniqueConstraint("issuer_id", "book", "group", "scope", "scope_value", "contested"),
)

number_spans = Table(  # numbers that no line of ours holds, and why
    "number_spans",
    metadata,
    an_id(),
    Column("series_id", Text, ForeignKey("series.id"), nullable=False),
    a_number("first"),
    a_number("last"),
    a_text("state"),
    a_text("on"),
    a_text("actor"),
    a_text("reason"),
    later_text("title"),
    later_text("holder"),
    maybe_text("until"),
    maybe_text("ended_on"),
    later_text("ended_reason"),
    later_text("suffix"),
    later_flag("left_screen"),
    maybe_text("record_id"),
    Index("number_spans_of_series", "series_id", "first"),
)

incoming = Table(
    "incoming",
    metadata,
    a_row(),
    unique_id(),
    an_issuer(),
    a_text("arrival_date"),
    a_text("organ_name"),
    a_text("subject"),
    a_text("parent_organ_name"),
    a_text("code_number"),
    a_text("code_notation"),
    maybe_text("issued_date"),
    a_text("type_name"),
    a_json("signer"),
    a_json("addressees"),
    a_number("priority"),
    a_text("channel"),
    maybe_number("page_amount"),
    maybe_number("copy_amount"),
    maybe_text("due_date"),
    a_text("handler"),
    a_text("description"),
    a_number("arrival_number"),
    a_number("registered_ms"),
    a_text("status"),
    maybe_json("direction"),
    maybe_text("done_date"),
    maybe_text("replied_by"),
    a_text("cancel_reason"),
    a_flag("left_screen"),
    a_json("attachments"),
    # derived
    a_number("year"),
    a_flag("is_open"),
    a_text("symbol_key"),
    a_text("organ_key"),
    a_text("book"),
    a_text("suffix"),
    a_text("late_reason"),
    a_flag("is_secret"),
    a_text("language"),
    a_text("organ_id"),
    a_text("trace_headers"),
    a_text("storage_place"),
    a_text("book_scope"),
    a_text("return_reason"),
    a_text("scope_value"),  # derived
    a_flag("has_file"),  # derived
    a_number("in_order"),  # derived: the arrival number; lines that wait for theirs come last
    later_text("provisional"),
    later_text("contested"),  # store/contested.py
    UniqueConstraint("issuer_id", "book", "scope_value", "arrival_number", "suffix", "contested"),
    Index("incoming_provisional", "provisional", sqlite_where=text("provisional != ''")),
    Index("incoming_contested", "id", sqlite_where=text("contested != ''")),
    Index("incoming_by_number", "year", "in_order", "suffix"),
    Index("incoming_by_arrival", "arrival_date"),
    Index("incoming_by_issued", "issued_date"),
    Index("incoming_by_due", text("due_date IS NULL"), "due_date"),
    Index("incoming_by_organ", "organ_key"),
    Index("incoming_by_symbol", "symbol_key"),
    Index("incoming_open", "due_date", "issuer_id", sqlite_where=text("is_open = 1")),
    Index("incoming_cancelled", "issuer_id", sqlite_where=text("status = 'cancelled'")),
    Index("incoming_replied", "replied_by", sqlite_where=text("replied_by IS NOT NULL")),
    Index(
        "incoming_without_file",
        "year",
        "arrival_date",
        sqlite_where=text("has_file = 0 AND status != 'cancelled' AND is_secret = 0"),
    ),
)

outgoing = Table(
    "outgoing",
    metadata,
    a_row(),
    unique_id(),
    an_issuer(),
    Column("series_id", Text, ForeignKey("series.id"), nullable=False),
    a_number("number"),
    a_text("suffix"),
    a_text("code_notation"),
    a_text("type_code"),
    a_text("type_name"),
    a_text("issued_date"),
    a_text("subject"),
    a_json("signer"),
    a_json("addressees"),
    a_json("recipients"),
    a_number("priority"),
    maybe_number("issued_amount"),
    maybe_number("page_amount"),
    a_text("archive_holder"),
    maybe_text("sent_date"),
    a_text("description"),
    a_number("registered_ms"),
    maybe_text("draft_id"),
    maybe_text("answers"),
    a_text("status"),
    a_text("cancel_reason"),
    a_flag("left_screen"),
    a_json("attachments"),
    # derived
    a_text("symbol_key"),
    Column("book", Text, nullable=False, server_default="di"),
    later_text("late_reason"),
    later_json("deliveries"),
    later_json("joint_with"),
    later_text("copy_of"),
    maybe_text("replaces"),
    maybe_text("corrects"),
    maybe_text("recalled_on"),
    later_text("recall_reason"),
    later_text("language"),
    maybe_text("due_date"),
    later_flag("has_file"),  # derived
    later_flag("is_unsent"),  # derived
    later_text("contested"),  # store/contested.py
    UniqueConstraint("series_id", "number", "suffix", "contested"),
    Index("outgoing_contested", "id", sqlite_where=text("contested != ''")),
    Index("outgoing_replacing", "replaces", sqlite_where=text("replaces IS NOT NULL")),
    Index("outgoing_correcting", "corrects", sqlite_where=text("corrects IS NOT NULL")),
    Index("outgoing_answering", "answers", sqlite_where=text("answers IS NOT NULL")),
    Index("outgoing_unsent", "issuer_id", sqlite_where=text("is_unsent = 1")),
    Index("outgoing_by_issued", "issued_date", "row"),
    Index("outgoing_of_issuer", "issuer_id", "issued_date", "row"),
    Index("outgoing_by_number", "number", "suffix", "row"),
    Index("outgoing_by_symbol", "symbol_key"),
    Index("outgoing_cancelled", "issuer_id", sqlite_where=text("status = 'cancelled'")),
)

drafts = Table(
    "drafts",
    metadata,
    a_row(),
    unique_id(),
    an_issuer(),
    a_text("type_code"),
    a_text("subject"),
    a_json("addressees"),
    a_json("recipients"),
    a_text("storage_line"),
    maybe_text("signer_id"),
    maybe_text("date"),
    a_number("priority"),
    maybe_number("draft_no"),
    a_text("body"),
    a_json("annexes"),
    a_number("created_ms"),
    a_number("changed_ms"),
    a_text("status"),
    maybe_text("in_reply_to"),
    maybe_text("outgoing_id"),
    a_number("version"),
    a_json("versions"),
    maybe_text("replaces"),
    maybe_text("corrects"),
    maybe_json("extras"),
    Index("drafts_of_incoming", "in_reply_to"),
)

draft_texts = Table(  # what autosave keeps between two versions: newer than `drafts`, no event
    "draft_texts",
    metadata,
    Column("draft_id", Text, primary_key=True),
    a_json("content"),
    a_number("changed_ms"),
)
