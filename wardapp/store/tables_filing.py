"""The tables of dossiers: the filing plan, what is filed, how long it is kept."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Table, Text, UniqueConstraint

from wardapp.store.columns import (
    a_flag,
    a_number,
    a_text,
    an_id,
    an_issuer,
    later_text,
    maybe_number,
    maybe_text,
)
from wardapp.store.tables import metadata

retention_rules = Table(
    "retention_rules",
    metadata,
    an_id(),
    a_text("group"),
    a_text("title"),
    maybe_number("years"),
    a_text("source"),
    a_flag("active"),
    a_number("position"),
)

dossiers = Table(
    "dossiers",
    metadata,
    an_id(),
    an_issuer(),
    a_number("year"),
    a_text("symbol"),
    a_text("title"),
    a_text("heading"),
    a_text("retention"),
    maybe_number("retention_years"),
    a_text("keeper"),
    a_text("status"),
    maybe_text("started_on"),
    maybe_text("ended_on"),
    maybe_text("handed_on"),
    maybe_text("kept_back_until"),
    a_flag("is_construction"),
    maybe_number("sheet_total"),
    maybe_number("page_total"),
    a_text("box"),
    a_text("rights"),
    a_text("language"),
    a_text("description"),
    a_number("position"),
    later_text("contested"),  # store/contested.py
    UniqueConstraint("issuer_id", "year", "symbol", "contested"),
    Index("dossiers_by_status", "status", "ended_on"),
)

filings = Table(
    "filings",
    metadata,
    an_id(),
    Column("dossier_id", Text, ForeignKey("dossiers.id"), nullable=False),
    a_text("entity"),
    a_text("record_id"),
    a_number("ordinal"),
    maybe_number("first_sheet"),
    maybe_number("last_sheet"),
    maybe_number("sheets"),
    a_text("note"),
    later_text("contested"),  # store/contested.py
    UniqueConstraint("dossier_id", "entity", "record_id", "contested"),
    Index("filings_of_record", "record_id", "entity"),
)
