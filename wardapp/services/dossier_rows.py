"""A filing plan in a table of another program: which row is a heading, which a dossier."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wardapp.core.dossiers import PERMANENT_TEXT, UNTIL_LAPSED, UNTIL_LAPSED_TEXT
from wardapp.core.errors import BadValue
from wardapp.core.old_books import OldRow
from wardapp.core.text import fold, one_line

HEADS: dict[str, tuple[str, ...]] = {
    "symbol": ("ky hieu", "so ho so", "ma ho so"),
    "title": ("tieu de", "ten ho so", "de muc"),
    "retention": ("thoi han", "bao quan"),
    "keeper": ("nguoi lap", "don vi lap", "nguoi phu trach", "nguoi giu"),
    "description": ("ghi chu",),
}
MOST_YEARS = 100
_HEADING_MARK = re.compile(r"(?:[IVXLC]+|\d{1,2}|[A-Z])?[.)]?")
_INDEX = re.compile(r"\(?\d\)?")
_YEARS = re.compile(r"(\d{1,3})\s*(?:nam)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """One dossier of a table, with the heading it stands under."""

    number: int  # of the row in its file
    symbol: str
    title: str
    heading: str = ""
    retention: str = ""
    keeper: str = ""
    description: str = ""


def plan_rows(table: Sequence[OldRow]) -> Iterator[PlanRow]:
    """Yield the dossiers of a table; BadValue when no head names symbol and title."""
    at, places = _heads(table)
    heading = ""
    for line in table[at + 1 :]:
        row = {name: one_line(line.cell(place).text) for name, place in places.items()}
        symbol, title = row.get("symbol", ""), row.get("title", "")
        if not title or _INDEX.fullmatch(title):
            continue
        if not row.get("retention") and _HEADING_MARK.fullmatch(symbol):
            heading = title
            continue
        yield PlanRow(
            number=line.number,
            symbol=symbol,
            title=title,
            heading=heading,
            retention=row.get("retention", ""),
            keeper=row.get("keeper", ""),
            description=row.get("description", ""),
        )


def _heads(table: Sequence[OldRow]) -> tuple[int, dict[str, int]]:
    for at, line in enumerate(table):
        places: dict[str, int] = {}
        for place, cell in enumerate(line.cells):
            name = _field_of(fold(cell.text))
            if name and name not in places:
                places[name] = place
        if "symbol" in places and "title" in places:
            return at, places
    raise BadValue(
        "file",
        "Tệp không có hàng đầu cột “Số và ký hiệu hồ sơ” và “Tiêu đề hồ sơ”. "
        "Hãy thêm hai tên cột này rồi nhập lại.",
    )


def _field_of(head: str) -> str:
    for name, words in HEADS.items():
        if any(word in head for word in words):
            return name
    return ""


def years_of(text: str) -> int | None:
    """Return the years of `10 năm`, `Vĩnh viễn` (None), `đến khi hết hiệu lực` (0); BadValue."""
    said = fold(text)
    if said in {fold(PERMANENT_TEXT), "vv"}:
        return None
    if "hieu luc" in said or said == fold(UNTIL_LAPSED_TEXT):
        return UNTIL_LAPSED
    years = _YEARS.fullmatch(said)
    if years is None or not 1 <= int(years[1]) <= MOST_YEARS:
        raise BadValue(
            "retention", f"Thời hạn “{text}” chưa rõ. Ghi “Vĩnh viễn” hoặc số năm, ví dụ “10 năm”."
        )
    return int(years[1])
