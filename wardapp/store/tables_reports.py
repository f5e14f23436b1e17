"""The tables that reports are made from: lines of the daily log and filled forms."""

from __future__ import annotations

from sqlalchemy import Index, Table, UniqueConstraint

from wardapp.store.columns import (
    a_flag,
    a_json,
    a_number,
    a_row,
    a_text,
    an_id,
    maybe_number,
    maybe_text,
    unique_id,
)
from wardapp.store.tables import metadata

log_lines = Table(
    "log_lines",
    metadata,
    a_row(),
    unique_id(),
    a_text("day"),
    a_text("channel"),
    a_text("content"),
    a_text("group"),
    a_number("amount"),
    maybe_number("minutes"),
    maybe_number("reach"),
    maybe_number("interactions"),
    a_json("places"),
    a_text("time"),
    a_json("evidence_links"),
    a_text("note"),
    a_number("registered_ms"),
    a_json("attachments"),
    # derived
    a_flag("has_evidence"),
    Index("log_lines_by_day", "day", "registered_ms"),
    Index("log_lines_of_channel", "channel", "registered_ms"),
)

filled_forms = Table(
    "filled_forms",
    metadata,
    an_id(),
    a_text("form_id"),
    a_text("form_version"),
    a_json("period"),
    a_text("reporter"),
    a_json("tables"),
    maybe_number("closed_ms"),
    maybe_text("filled_on"),
    a_text("prepared_by"),
    a_text("phone"),
    a_json("overrides"),
    a_json("grown"),
    # derived
    a_text("period_id"),
    UniqueConstraint("form_id", "period_id", "reporter"),
)
