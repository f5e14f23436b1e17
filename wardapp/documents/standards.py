"""Layout standards as data: read from `resources/standards`, chosen by family and day."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from wardapp.core.errors import WardError
from wardapp.core.issuers import Family
from wardapp.core.layout import DocumentType, PageSetup, Standard, TextStyle


def load_standards(folder: Path) -> tuple[Standard, ...]:
    """Return every standard of the folder, oldest rule first."""
    found = [_standard(path) for path in sorted(folder.glob("*.toml"))]
    return tuple(sorted(found, key=lambda standard: (standard.family, standard.valid_from)))


def standard_for(standards: Iterable[Standard], family: Family, day: date) -> Standard:
    """Return the standard that rules documents of the family on the day.

    A day before the oldest rule gets the oldest: old papers still need a layout.
    """
    rules = sorted(
        (standard for standard in standards if standard.family is family),
        key=lambda standard: standard.valid_from,
    )
    if not rules:
        raise WardError("Thiếu bộ quy tắc thể thức trong chương trình. Hãy cài lại WardApp.")
    ruling = [
        standard
        for standard in rules
        if standard.valid_from <= day and (standard.valid_to is None or day <= standard.valid_to)
    ]
    return ruling[-1] if ruling else rules[0]


def _standard(path: Path) -> Standard:
    try:
        return _built(tomllib.loads(path.read_text("utf-8")))
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise WardError(
            f"Bộ quy tắc thể thức {path.name} bị hỏng ({error}). Hãy cài lại WardApp."
        ) from error


def _built(data: dict[str, Any]) -> Standard:
    return Standard(
        id=data["id"],
        title=data["title"],
        family=Family(data["family"]),
        valid_from=data["valid_from"],
        valid_to=data.get("valid_to"),
        page=PageSetup(**data["page"]),
        annex_page=PageSetup(**data["annex_page"]),
        styles=tuple(_style(key, row) for key, row in data["style"].items()),
        types=tuple(DocumentType(**row) for row in data["type"]),
        wording=tuple((key, str(text)) for key, text in data["wording"].items()),
        measures=tuple((key, float(value)) for key, value in data["measures"].items()),
    )


def _style(key: str, row: dict[str, Any]) -> TextStyle:
    least, most = row["size_range"]
    return TextStyle(key=key, **{**row, "size_range": (float(least), float(most))})
