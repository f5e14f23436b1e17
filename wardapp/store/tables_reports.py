"""The tables that reports are made from: the daily log with its catalogues, filled forms."""

from __future__ import annotations

from sqlalchemy import Column, Index, Table, Text, UniqueConstraint

from wardapp.store.columns import (
    a_flag,
    a_json,
    a_number,
    a_row,
    a_text,
    an_id,
    later_json,
    later_text,
    maybe_json,
    maybe_number,
    maybe_text,
    unique_id,
)
from wardapp.store.tables import metadata

channels = Table(
    "channels",
    metadata,
    Column("code", Text, primary_key=True),
    a_text("name"),
    a_text("unit"),
    a_text("icon"),
    a_text("form_row"),
    a_text("reach_label"),
    a_json("shortcuts"),
    a_flag("is_digital"),
    a_flag("active"),
)

content_groups = Table(
    "content_groups",
    metadata,
    Column("code", Text, primary_key=True),
    a_text("name"),
    a_text("axis"),
    a_flag("active"),
)

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
    a_text("scope"),
    maybe_number("approved_ms"),
    a_text("approved_by"),
    a_json("unplaced"),
    a_text("narrative"),
    a_json("return_ids"),
    maybe_text("draft_id"),
    maybe_text("outgoing_id"),
    # derived
    a_text("period_id"),
    later_text("contested"),  # store/contested.py
    UniqueConstraint("form_id", "period_id", "reporter", "scope", "contested"),
)

regimes = Table(
    "regimes",
    metadata,
    an_id(),
    a_text("title"),
    a_text("frequency"),
    a_json("dues"),
    a_text("form_id"),
    a_json("window"),
    a_text("roll"),
    a_json("unit_ids"),
    a_text("to"),
    a_text("through"),
    maybe_text("valid_from"),
    maybe_text("valid_to"),
    a_text("basis"),
    maybe_text("basis_id"),
    a_text("sentence"),
    a_flag("active"),
    a_text("note"),
)

unit_duties = Table(
    "unit_duties",
    metadata,
    an_id(),
    a_text("regime_id"),
    a_text("period_id"),
    a_text("unit_id"),
    a_json("reminded"),
    a_text("excused"),
    maybe_text("received_on"),
    later_text("contested"),  # store/contested.py
    UniqueConstraint("regime_id", "period_id", "unit_id", "contested"),
)

unit_returns = Table(
    "unit_returns",
    metadata,
    an_id(),
    a_text("form_id"),
    a_text("form_version"),
    a_text("period_id"),
    a_text("unit_id"),
    a_json("file"),
    a_text("received_on"),
    a_number("received_ms"),
    a_json("values"),
    a_json("doubts"),
    a_text("state"),
    maybe_text("replaces"),
    maybe_text("regime_id"),
    a_text("prepared_by"),
    a_text("phone"),
    a_text("note"),
    later_json("evidence"),
    Index("unit_returns_of_period", "form_id", "period_id", "unit_id"),
)

merge_groups = Table(
    "merge_groups",
    metadata,
    an_id(),
    a_text("form_id"),
    a_text("period_id"),
    a_text("table"),
    a_json("members"),
    a_json("values"),
    Index("merge_groups_of_period", "form_id", "period_id"),
)

form_files = Table(
    "form_files",
    metadata,
    an_id(),
    a_text("form_id"),
    a_text("version"),
    a_text("text"),
    maybe_json("official"),
    a_flag("active"),
    a_number("changed_ms"),
    later_text("contested"),  # store/contested.py
    UniqueConstraint("form_id", "version", "contested"),
)
