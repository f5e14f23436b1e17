"""Loads how long papers are kept and by when dossiers go to the archive (`retention.toml`)."""

from __future__ import annotations

from pathlib import Path

from wardapp.core.dossiers import FilingDeadline, FilingTerms, RetentionRule
from wardapp.core.identity import RecordId
from wardapp.reports.tomlfile import Record, read_toml

_SURE = "F1"
_FILE = "retention.toml"


def load_retention(folder: Path) -> tuple[RetentionRule, ...]:
    """Return the rows that every office starts with, in order; raise FormFault at a fault."""
    records = _top(folder).records("rules")
    return tuple(_rule(record, position) for position, record in enumerate(records))


def load_filing_terms(folder: Path) -> FilingTerms:
    """Return the limits of the law, each with its clause; raise FormFault at the first fault."""
    top = _top(folder)
    found = {}
    for record in top.records("deadlines"):
        record.only(("code", "value", "clause", "evidence"))
        value = FilingDeadline(value=int(record.number("value")), clause=record.text("clause"))
        found[record.text("code")] = value
    missing = [name for name in FilingTerms.__dataclass_fields__ if name not in found]
    if missing:
        raise top.fault(f"thiếu hạn “{missing[0]}” ở mục [[deadlines]].", "deadlines")
    return FilingTerms(**{name: found[name] for name in FilingTerms.__dataclass_fields__})


def _top(folder: Path) -> Record:
    top = read_toml(folder / _FILE)
    top.only(("deadlines", "rules"))
    return top


def _rule(record: Record, position: int) -> RetentionRule:
    record.only(("code", "group", "title", "years", "source", "evidence"))
    source, evidence = record.text("source"), record.text("evidence")
    return RetentionRule(
        id=RecordId(f"retention-{record.text('code')}"),
        group=record.text("group"),
        title=record.text("title"),
        years=int(record.number("years")) if "years" in record.values else None,
        source=source if evidence == _SURE else f"{source} (cần đối chiếu)",
        position=position,
    )
