"""Reads an official file as a form: heads above, words at the left, free cells between.

Nothing is certain here: what is found is proposed, and the clerk looks it through.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wardapp.core.errors import UnreadableFile
from wardapp.core.form_versions import Binding, BoundKind
from wardapp.core.forms import CellType
from wardapp.core.official import (
    OfficialColumn,
    OfficialPlace,
    OfficialReading,
    OfficialRow,
    OfficialTable,
)
from wardapp.core.text import fold
from wardapp.documents.official_forms.gate import opened
from wardapp.documents.official_forms.grids import Board, sheet_boards, word_boards
from wardapp.documents.official_forms.tags import FACTS, tag_tables
from wardapp.documents.templates.controls import Control
from wardapp.documents.templates.file import TemplateFile

LONGEST_HEAD = 120
LEAST_HEADS = 3
MOST_GAP = 2
MOST_HEAD_ROWS = 4
FREE_ROWS = 10
MOST_FREE_ROWS = 30
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_CODE_HEADS = {"stt", "tt", "so tt", "so thu tu", "ma so", "ma"}
_UNIT_HEADS = {"dvt", "don vi tinh", "dv tinh"}
_INDEX = re.compile(r"\(?(?:\d{1,2}|[A-Za-z])\)?(?:=.*)?")
_TEXTUAL = (
    "ghi chu", "noi dung", "ten ", "ly do", "giai trinh", "bien phap", "van de", "dia chi",
    "nguoi", "nguyen nhan", "de xuat", "kien nghi", "danh gia", "nhan xet", "hinh thuc", "nguon",
)  # fmt: skip
_SIGNERS = ("nguoi lap", "nguoi kiem", "thu truong", "chu tich", "truong ban", "ky, ")
_COUNTED = ("so ", "tong ", "luot")


def read(name: str, data: bytes) -> OfficialReading:
    """Return what a form of this file could be; UnreadableFile when no table stands in it."""
    _archive, kind = opened(data)
    tags: tuple[str, ...] = ()
    named: dict[str, str] = {}
    if kind is BoundKind.XLSX:
        boards = sheet_boards(name, data)
    else:
        template = TemplateFile(data)
        boards = word_boards(template.document)
        tags = tuple(dict.fromkeys(control.key for control in template.fields))
        named = {each.key: each.label for each in template.fields if not _is_in_table(each)}
    finder = _Finder()
    tables = tuple(table for board in boards for table in finder.tables(board))
    tagged, told = tag_tables(named, len(tables))
    tables = (*tables, *tagged)
    if not tables and not tags:
        raise UnreadableFile(
            "Không thấy bảng nào có đầu cột trong tệp. Hãy chọn tệp mẫu có bảng để điền."
        )
    facts = (*told, *(binding for board in boards for binding in _facts(board)))
    return OfficialReading(
        name=name, kind=kind, title=_title(boards), tables=tables, facts=facts, tags=tags
    )


def _is_in_table(control: Control) -> bool:
    """Return True for a control that stands in a table, whose cells are bound one by one."""
    return any(node.name == "w:tbl" for node in control.node.ancestors())


def _title(boards: list[Board]) -> str:
    """Return the first words that look like the title of a report."""
    for board in boards:
        for row in sorted(board.rows):
            for spot in board.rows[row].values():
                if fold(spot.text).startswith(("bao cao", "bieu", "thong ke", "tong hop")):
                    return spot.text
    return ""


def _facts(board: Board) -> Iterator[Binding]:
    """Yield cells right of words like `Đơn vị báo cáo:` that wait for a fact."""
    for row, spots in board.rows.items():
        for column, spot in spots.items():
            target = FACTS.get(fold(spot.text.rstrip(": …."))) if ":" in spot.text else None
            place = board.place(row, column + 1)
            if target and place and not spot.is_repeat and not board.text(row, column + 1):
                yield Binding(place=place, target=target)


@dataclass(slots=True)
class _Head:
    """The head of a table: its rows, and what its columns are."""

    first: int
    last: int
    code: int = -1
    label: int = -1
    unit: int = -1
    columns: tuple[int, ...] = ()


class _Finder:
    """Finds the tables of boards; codes go on from board to board."""

    def __init__(self) -> None:
        self._count = 0

    def tables(self, board: Board) -> Iterator[OfficialTable]:
        """Yield the tables of a board from top to bottom."""
        at = 0
        while (head := _head_after(board, at)) is not None:
            body = list(_body(board, head))
            if head.columns:
                code = _LETTERS[self._count % len(_LETTERS)] * (self._count // len(_LETTERS) + 1)
                self._count += 1
                yield _table(board, head, body, code)
            at = max([head.last, *body])


def _is_head(board: Board, row: int) -> bool:
    """Return True for a row of short words next to each other, not of figures."""
    spots = [spot for spot in board.rows.get(row, {}).values() if spot.text]
    own = [spot for spot in spots if not spot.is_number and not _INDEX.fullmatch(spot.text)]
    words = {spot.text for spot in own if len(spot.text) <= LONGEST_HEAD}
    if any(spot.is_formula or fold(spot.text).startswith(_SIGNERS) for spot in spots):
        return False
    return len(words) >= LEAST_HEADS and len(own) == len(spots)


def _head_after(board: Board, after: int) -> _Head | None:
    first = next((row for row in sorted(board.rows) if row > after and _is_head(board, row)), None)
    if first is None:
        return None
    last = first
    for row in range(first + 1, first + MOST_HEAD_ROWS):
        if not (_is_second_line(board, first, row) or _is_index(board, row)):
            break
        last = row
    return _columns_of(board, _Head(first, last))


def _is_second_line(board: Board, first: int, row: int) -> bool:
    """Return True for a line of a head under another: its first cell is covered from above."""
    spots = board.rows.get(row, {})
    lead = min(board.rows[first])
    own = [spot for spot in spots.values() if spot.text and not spot.is_repeat]
    is_covered = lead in spots and spots[lead].is_repeat
    return is_covered and bool(own) and not any(spot.is_number for spot in own)


def _is_index(board: Board, row: int) -> bool:
    spots = [spot for spot in board.rows.get(row, {}).values() if spot.text]
    return len(spots) >= LEAST_HEADS and all(_INDEX.fullmatch(spot.text) for spot in spots)


def _columns_of(board: Board, head: _Head) -> _Head:
    found = {
        column: fold(_head_words(board, head, column)[-1])
        for row in range(head.first, head.last + 1)
        for column in board.rows.get(row, {})
        if _head_words(board, head, column)
    }
    order = sorted(found)
    head.code = next((at for at in order if found[at] in _CODE_HEADS), -1)
    head.unit = next((at for at in order if found[at] in _UNIT_HEADS), -1)
    rest = [at for at in order if at not in {head.code, head.unit}]
    head.label = rest[0] if rest else -1
    head.columns = tuple(rest[1:])
    return head


def _head_words(board: Board, head: _Head, column: int) -> list[str]:
    """Return what stands over a column, from top to bottom, each once, without its number."""
    said = [board.text(row, column) for row in range(head.first, head.last + 1)]
    return list(dict.fromkeys(text for text in said if text and not _INDEX.fullmatch(text)))


def _body(board: Board, head: _Head) -> Iterator[int]:
    """Yield the rows below a head that belong to its table."""
    gap = 0
    last = max(board.rows)
    for row in range(head.last + 1, last + 1):
        spots = {at: spot for at, spot in board.rows.get(row, {}).items() if spot.text}
        if _is_index(board, row):
            continue
        if spots and (_is_head(board, row) or not set(spots) & {head.label, head.code}):
            return
        if not spots and not board.is_word:
            gap += 1
            if gap > MOST_GAP:
                return
            continue
        gap = 0
        yield row


def _table(board: Board, head: _Head, body: list[int], code: str) -> OfficialTable:
    labelled = [row for row in body if board.text(row, head.label)]
    sums = [row for row in labelled if _is_sum(board, head, row)]
    skipped = [f"Dòng “{board.text(row, head.label)}” để tệp tự tính." for row in sums]
    labelled = [row for row in labelled if row not in sums]
    columns = tuple(_columns(board, head, labelled, skipped))
    if not labelled:
        columns = (_label_column(board, head), *columns)
        blanks = _blanks(board, head, body)
        return OfficialTable(
            code=code,
            title=_title_above(board, head),
            sheet=board.name,
            columns=columns,
            blanks=tuple(blanks),
            skipped=tuple(skipped),
            places=tuple(_places(board, columns, ((row, ()) for row in blanks))),
        )
    rows = tuple(_rows(board, head, labelled, code, columns, skipped))
    return OfficialTable(
        code=code,
        title=_title_above(board, head),
        sheet=board.name,
        columns=columns,
        rows=rows,
        row_head=_head_words(board, head, head.label)[-1],
        skipped=tuple(skipped),
        places=tuple(_places(board, columns, ((row.row, row.na) for row in rows))),
    )


def _is_sum(board: Board, head: _Head, row: int) -> bool:
    """Return True for a row of sums that the file reckons itself."""
    is_named = fold(board.text(row, head.label)).startswith(("tong", "cong"))
    return is_named and any(spot.is_formula for spot in board.rows[row].values())


def _places(
    board: Board,
    columns: tuple[OfficialColumn, ...],
    rows: Iterable[tuple[int, tuple[str, ...]]],
) -> Iterator[OfficialPlace]:
    for row, closed in rows:
        for column in columns:
            place = board.place(row, int(column.column))
            if place and column.key not in closed:
                yield OfficialPlace(row=row, column=column.key, place=place)


def _label_column(board: Board, head: _Head) -> OfficialColumn:
    words = _head_words(board, head, head.label)
    return OfficialColumn(key="name", label=words[-1], type=CellType.TEXT, column=str(head.label))


def _blanks(board: Board, head: _Head, body: list[int]) -> list[int]:
    """Return the free rows of a growing table: to the next words, or a few."""
    if board.is_word:
        return body[:MOST_FREE_ROWS]
    after = [row for row in sorted(board.rows) if row > head.last and row not in body]
    end = after[0] - MOST_GAP if after else head.last + FREE_ROWS
    rows = range(head.last + 1, min(end, head.last + MOST_FREE_ROWS) + 1)
    return list(rows) or [head.last + 1]


def _columns(
    board: Board, head: _Head, rows: list[int], skipped: list[str]
) -> Iterator[OfficialColumn]:
    used = {"name", "label"}
    for column in head.columns:
        words = _head_words(board, head, column)
        spots = [spot for row in rows if (spot := board.rows[row].get(column)) is not None]
        if rows and len(spots) == len(rows) and all(spot.is_formula for spot in spots):
            skipped.append(f"Cột “{words[-1]}” là công thức của tệp, để tệp tự tính.")
            continue
        key = _key(words[-1], used)
        yield OfficialColumn(
            key=key,
            label=words[-1],
            type=_type(words, [spot.text for spot in spots], is_grown=not rows),
            column=str(column),
            group=words[0] if len(words) > 1 else "",
        )


def _key(label: str, used: set[str]) -> str:
    """Return a key of plain letters that was not used yet: `Thực hiện kỳ` is thuc_hien_ky."""
    letters = re.sub(r"[^a-z0-9]+", "_", fold(label)).strip("_")
    base = "_".join(letters.split("_")[:4]) or "cot"
    base = base if base[0].isalpha() else f"cot_{base}"
    key, number = base, 1
    while key in used:
        number += 1
        key = f"{base}_{number}"
    used.add(key)
    return key


def _type(words: list[str], values: list[str], *, is_grown: bool) -> CellType:
    said = " ".join(fold(word) for word in words)
    if "%" in " ".join(words) or "ty le" in said:
        return CellType.PERCENT
    if "duong dan" in said or "lien ket" in said or "link" in said:
        return CellType.LINK
    if fold(words[-1]).startswith(_COUNTED) and "so hieu" not in said:
        return CellType.COUNT
    if any(f" {said} ".startswith(f" {word}") or f" {word}" in said for word in _TEXTUAL):
        return CellType.TEXT
    if any(re.fullmatch(r"\d+[.,]\d{1,2}", value) for value in values):
        return CellType.DECIMAL
    return CellType.TEXT if is_grown else CellType.COUNT


def _rows(
    board: Board,
    head: _Head,
    rows: list[int],
    code: str,
    columns: tuple[OfficialColumn, ...],
    skipped: list[str],
) -> Iterator[OfficialRow]:
    number = 0
    for row in rows:
        spots = board.rows[row]
        label = board.text(row, head.label)
        closed = tuple(
            column.key
            for column in columns
            if (spot := spots.get(int(column.column))) is not None
            and (spot.is_formula or fold(spot.text) == "x" or spot.is_repeat)
        )
        if columns and len(closed) == len(columns):
            skipped.append(f"Dòng “{label}” để tệp tự tính hoặc chỉ là đầu mục.")
            continue
        number += 1
        yield OfficialRow(
            code=f"{code}{number}",
            label=label,
            row=row,
            unit=board.text(row, head.unit) if head.unit >= 0 else "",
            number=board.text(row, head.code) if head.code >= 0 else "",
            na=closed,
        )


def _title_above(board: Board, head: _Head) -> str:
    """Return the nearest single words above a head, else the name of the sheet."""
    for row in sorted((row for row in board.rows if row < head.first), reverse=True):
        words = {spot.text for spot in board.rows[row].values() if spot.text}
        words = {word for word in words if not word.rstrip().endswith(":")}
        if len(words) == 1 and head.first - row <= MOST_HEAD_ROWS:
            return words.pop()
    return f"Bảng {board.name}" if board.is_word else board.name
