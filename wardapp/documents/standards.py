"""Layout standards as data, chosen by family and day.

The layout is read from `resources/standards`, the types of document from the file of the same name
in `resources/types`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from wardapp.core.errors import WardError
from wardapp.core.issuers import Family
from wardapp.core.layout import DocumentType, PageSetup, Standard, TextStyle

_Built = TypeVar("_Built")


def load_standards(folder: Path) -> tuple[Standard, ...]:
    """Return every standard of the folder with its types from `../types`, oldest rule first."""
    types = folder.parent / "types"
    found = [
        replace(_read(path, _built), types=_read(types / path.name, _types))
        for path in sorted(folder.glob("*.toml"))
    ]
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


def _read(path: Path, build: Callable[[dict[str, Any]], _Built]) -> _Built:
    try:
        return build(tomllib.loads(path.read_text("utf-8")))
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
        small_page=PageSetup(**data["small_page"]),
        styles=tuple(_style(key, row) for key, row in data["style"].items()),
        types=(),
        wording=tuple((key, str(text)) for key, text in data["wording"].items()),
        measures=tuple((key, float(value)) for key, value in data["measures"].items()),
    )


def _types(data: dict[str, Any]) -> tuple[DocumentType, ...]:
    return tuple(DocumentType(**row) for row in data["type"])


def _style(key: str, row: dict[str, Any]) -> TextStyle:
    least, most = row["size_range"]
    return TextStyle(key=key, **{**row, "size_range": (float(least), float(most))})
