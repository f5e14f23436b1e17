"""What is typed into the fields of Nhật ký, read as values: counts, places, what Enter asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from wardapp.core.daylog import LogEntry, LogLine
from wardapp.core.errors import BadValue
from wardapp.core.text import fold
from wardapp.ui.pages.daylog_rows import EVERYWHERE

ALL_WORDS = {"tat ca", "ca phuong", "toan phuong", "het", EVERYWHERE}
_CODES = re.compile(r"\d+[a-z]?")
_COUNT = re.compile(r"\d{1,3}(?:\.\d{3})+|\d{1,9}")


@dataclass(frozen=True, slots=True)
class Order:
    """What Enter asks for: a new line, or a changed one when `line` is given."""

    entry: LogEntry
    files: tuple[Path, ...]
    line: LogLine | None = None


def counted(field: str, text: str) -> int:
    """Return a count typed with or without dots; BadValue when it is none."""
    if not _COUNT.fullmatch(text.strip()):
        raise BadValue(field, f"“{text}” chưa phải là số. Gõ số nguyên, ví dụ 1.500.")
    return int(text.strip().replace(".", ""))


def maybe_counted(field: str, text: str) -> int | None:
    """Return a count, None where nothing is typed: blank is not zero."""
    return counted(field, text) if text.strip() else None


def places_typed(text: str, units: int) -> tuple[str, ...]:
    """Return the places typed: codes, ("*",) for all, () for none; BadValue otherwise."""
    said = fold(text)
    if text.strip() in {EVERYWHERE, f"{units}/{units}"} or said in ALL_WORDS:
        return (EVERYWHERE,)
    if not said:
        return ()
    codes = tuple(dict.fromkeys(_CODES.findall(said)))
    if not codes:
        raise BadValue("places", "Ghi số các tổ, ví dụ 9, 12; hoặc “tất cả”.")
    return codes


def places_words(places: tuple[str, ...]) -> str:
    """Return places as they are typed."""
    return "tất cả" if EVERYWHERE in places else ", ".join(places)
