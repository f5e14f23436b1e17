"""Who keeps the numbers of the office, and which copies of it there are."""

from __future__ import annotations

from sqlalchemy import Table

from wardapp.store.columns import (
    a_flag,
    a_number,
    a_text,
    an_id,
    later_json,
    later_number,
    maybe_text,
)
from wardapp.store.tables import metadata

keepings = Table(
    "keepings",
    metadata,
    an_id(),
    a_text("keeper"),
    a_number("since_ms"),
    a_text("reason"),
    a_flag("is_seized"),
)

copies = Table(
    "copies",
    metadata,
    an_id(),
    a_text("name"),
    a_number("made_ms"),
    a_text("code"),
    maybe_text("follows"),
    a_flag("is_moved"),
    later_number("unsure_ms"),
    later_number("unsure_since_ms"),
    later_json("sure_of"),
)
