"""Where figures can come from: the names a form may write as `source`, `measure` and `select`.

forms/README.md tells them to those who write forms.
"""

from __future__ import annotations

from collections.abc import Mapping

from wardapp.core.forms import TableKind, TableSpec
from wardapp.core.opinions import Leaning, OpinionField, Spread, Strength
from wardapp.core.petition_counts import FIGURES
from wardapp.core.petitions import PetitionChannel, PetitionField, PetitionKind

YEAR = "_year"
"""Ends a source that counts from 1 January."""

PETITION = "petition_"
"""Begins a source of the petitions book; several are joined by ` + `."""

SUM = " + "

COUNTS = frozenset({"amount", "minutes", "lines", "times", "reach", "interactions"})
"""What lines of the log add up to: `lines` counts them, `times` the hours they stand at."""

WORDS = frozenset({"places", "evidence"})
"""What lines of the log say in words: units covered of all, proofs."""

PETITIONS = frozenset(f"{PETITION}{name}" for name in (*FIGURES, "handled", "finished"))
OPINIONS = frozenset({"opinions", "opinions_new", "opinions_open"})
CONSTANTS = frozenset({"units", "households", "digital_target"})
"""Figures of the office: active units, their households, the digital target of a month."""

MEASURES = COUNTS | PETITIONS | OPINIONS | CONSTANTS
"""What a row may count in its columns `amount` and `amount_year`."""

YEARLY = COUNTS | PETITIONS | OPINIONS

ROW_SOURCES = COUNTS | WORDS | PETITIONS | OPINIONS | CONSTANTS
UNIT_SOURCES = (
    frozenset({"households", "reached", "channels", "code"}) | COUNTS | {"evidence"} | PETITIONS
)

FROM_OPINIONS = frozenset(
    {"day", "issue", "field", "leaning", "spread", "strength", "origin", "places", "steps"}
    | {"outcome", "note", "times"}
)
FROM_LOG = frozenset(
    {"day", "time", "channel", "content", "group", "amount", "minutes", "reach", "interactions"}
    | {"places", "links", "evidence", "note"}
)
RECORDS: Mapping[str, frozenset[str]] = {"opinions": FROM_OPINIONS, "log": FROM_LOG}
"""What a growing table may be filled from, and what each record gives."""

SELECTS: Mapping[str, frozenset[str]] = {
    name: frozenset(kind)
    for name, kind in (
        ("kind", PetitionKind),
        ("field", PetitionField),
        ("channel", PetitionChannel),
        ("topic", OpinionField),
        ("leaning", Leaning),
        ("spread", Spread),
        ("strength", Strength),
    )
}
"""Which records a row or column counts: kind, field, channel of petitions, the rest of topics."""


def sources_of(table: TableSpec) -> frozenset[str]:
    """Return the sources that columns of a table may name."""
    match table.kind:
        case TableKind.FIXED:
            return ROW_SOURCES | {f"{name}{YEAR}" for name in YEARLY}
        case TableKind.PER_UNIT:
            return UNIT_SOURCES | {f"{name}{YEAR}" for name in YEARLY & UNIT_SOURCES}
        case TableKind.GROWING:
            return RECORDS.get(table.rows_from, frozenset())
    return frozenset()


def parts_of(source: str) -> tuple[str, ...]:
    """Return the figures a source adds up."""
    return tuple(source.split(SUM))


def base_of(source: str) -> tuple[str, bool]:
    """Return a source without its year, and whether it counts the year."""
    name = source.removesuffix(YEAR)
    return name, name != source
