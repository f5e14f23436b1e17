"""A Word form that is only content controls: a row for each, facts of the paper where they go."""

from __future__ import annotations

from collections.abc import Mapping

from wardapp.core.form_versions import Binding
from wardapp.core.forms import CellType
from wardapp.core.official import OfficialColumn, OfficialPlace, OfficialRow, OfficialTable
from wardapp.core.text import fold, one_line

FACTS = {
    "don vi bao cao": "reporter", "co quan bao cao": "reporter", "ten don vi": "reporter",
    "ky bao cao": "period", "thoi gian bao cao": "window", "thoi gian": "window",
    "nguoi lap bieu": "prepared_by", "nguoi lap": "prepared_by", "nguoi bao cao": "prepared_by",
    "dien thoai": "phone", "so dien thoai": "phone", "ngay lap": "filled_on",
}  # fmt: skip
"""Words beside a place that waits for a fact of the report."""
_MORE = {"don vi": "reporter", "ky": "period", "nguoi ky bao cao": "prepared_by"}
_COUNTED = ("so ", "tong ", "luot ")
_KINDS = (
    ("Số liệu", "so", "Số", CellType.COUNT),
    ("Nội dung", "noi_dung", "Nội dung", CellType.TEXT),
)
_ASKED = FACTS | _MORE
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def tag_tables(
    named: Mapping[str, str], before: int = 0
) -> tuple[tuple[OfficialTable, ...], tuple[Binding, ...]]:
    """Return tables of the controls (tag → title) and the facts that some of them ask for.

    What says to count goes into a table of figures, the rest into one of words. `before` tables
    have their letters already.
    """
    facts: list[Binding] = []
    rows: dict[CellType, list[tuple[str, str]]] = {CellType.COUNT: [], CellType.TEXT: []}
    for tag, title in named.items():
        words = one_line(title.replace("_", " ")) or tag
        plain = _plain(words)
        fact = _ASKED.get(plain) or _ASKED.get(_plain(tag))
        if fact is not None:
            facts.append(Binding(place=tag, target=fact))
        else:
            counts = (plain.startswith(_COUNTED), _plain(tag).startswith(_COUNTED))
            kind = CellType.COUNT if any(counts) else CellType.TEXT
            rows[kind].append((tag, words))
    tables: list[OfficialTable] = []
    for title, key, label, kind in _KINDS:
        if rows[kind]:
            code = _LETTERS[(before + len(tables)) % len(_LETTERS)]
            column = OfficialColumn(key=key, label=label, type=kind, column="1")
            tables.append(_table(code, title, column, rows[kind]))
    return tuple(tables), tuple(facts)


def _plain(words: str) -> str:
    return fold(words.replace("_", " ").replace("-", " ")).rstrip(": …")


def _table(
    code: str, title: str, column: OfficialColumn, named: list[tuple[str, str]]
) -> OfficialTable:
    return OfficialTable(
        code=code,
        title=title,
        sheet="",
        columns=(column,),
        rows=tuple(
            OfficialRow(code=f"{code}{at}", label=words, row=at)
            for at, (_tag, words) in enumerate(named, 1)
        ),
        row_head="Mục",
        places=tuple(
            OfficialPlace(row=at, column=column.key, place=tag)
            for at, (tag, _words) in enumerate(named, 1)
        ),
    )
