"""Lists of addressees: from the directory, or from an Excel, CSV or Word table of anybody's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from wardapp.core.errors import BadValue
from wardapp.core.letters import LetterRow, TemplateField
from wardapp.core.old_books import OldRow, OldSheet
from wardapp.core.serial import ADDRESSEE, LetterList, ListDoubt, ListTable
from wardapp.core.text import clean, fold, one_line
from wardapp.documents.old_books.door import read_old_book
from wardapp.documents.reader import FileReader
from wardapp.documents.reader.gate import judge
from wardapp.services.secrets_gate import refuse_secret_words

MOST_LETTERS = 2_000
LONGEST_NAME = 300
LOOKED_FOR_HEADS = 12
ADDRESSEE_HEADS = frozenset(
    {
        "noi nhan", "kinh gui", "ten co quan", "co quan", "don vi", "ten don vi", "co quan, don vi",
        "co quan don vi", "kinh moi", "ho ten", "ho va ten", "nguoi nhan", "ten", "addressee",
        "dai bieu", "thanh phan", "noi gui", "ten noi nhan", "ong ba", "ong, ba", "ong/ba",
    }
)  # fmt: skip
"""What people write over the names of those they send to."""
ORDER_HEADS = frozenset({"stt", "tt", "so tt", "so thu tu", "no", "#"})


class LetterLists:
    """Reads lists for letters; nothing of them is kept in the office."""

    def __init__(self, reader: FileReader) -> None:
        self._reader = reader

    def tables(self, path: Path) -> tuple[ListTable, ...]:
        """Return the tables of a file with at least a line; formulas stay as they are written."""
        sheets = read_old_book(path.name, self._reader.bytes_of(path))
        found = []
        for sheet in sheets:
            judge(cell.text for row in sheet.rows for cell in row.cells)
            if not sheet.is_hidden and any(map(_words, sheet.rows)):
                found.append(_table(sheet))
        if not found:
            raise BadValue("list", f"Tệp {path.name} không có bảng nào để làm danh sách.")
        return tuple(found)


def guessed(table: ListTable, fields: Iterable[TemplateField]) -> tuple[str, ...]:
    """Return which field each column is by its head, "" for none; each field at most once."""
    names = _names(fields)
    found: list[str] = []
    for head in table.heads:
        key = names.get(fold(head), "")
        found.append(key if key not in found else "")
    if ADDRESSEE not in found:
        place = _addressee_column(table, found)
        if place is not None:
            found[place] = ADDRESSEE
    return tuple(found)


def rows_of(table: ListTable, columns: tuple[str, ...], labels: Mapping[str, str]) -> LetterList:
    """Return the letters of a table, each doubt with the line it is about.

    `columns` names the field of each column; `labels` what a field is called.
    """
    if ADDRESSEE not in columns:
        raise BadValue(ADDRESSEE, "Chưa chọn cột nào là nơi nhận. Hãy chọn cột ghi tên nơi nhận.")
    rows: list[LetterRow] = []
    doubts: list[ListDoubt] = []
    for line, cells in table.rows:
        values = {
            key: cells[place] if place < len(cells) else ""
            for place, key in enumerate(columns)
            if key
        }
        name = one_line(values.pop(ADDRESSEE))
        if not name:
            doubts.append(
                ListDoubt(line=line, text="thiếu tên nơi nhận nên bỏ qua", is_left_out=True)
            )
            continue
        rows.append(LetterRow(addressee=name, values=tuple(values.items()), line=line))
        empty = [labels.get(key, key) for key, value in values.items() if not value.strip()]
        if empty:
            doubts.append(ListDoubt(line=line, text=f"để trống {', '.join(empty)}"))
    return checked(rows, doubts)


def named_rows(names: Iterable[str]) -> LetterList:
    """Return a letter for each name, as they stand in the directory."""
    tidy = [one_line(name) for name in names]
    return checked(
        [LetterRow(addressee=name, line=at) for at, name in enumerate(tidy, 1) if name], []
    )


def checked(rows: list[LetterRow], doubts: list[ListDoubt]) -> LetterList:
    """Return rows with every doubt in the order of the lines; BadValue for none or too many."""
    if not rows:
        raise BadValue("list", "Danh sách chưa có nơi nhận nào.")
    if len(rows) > MOST_LETTERS:
        raise BadValue(
            "list",
            f"Danh sách có {len(rows)} nơi, mỗi lần làm được {MOST_LETTERS}. Hãy chia danh sách.",
        )
    seen: dict[str, int] = {}
    told = list(doubts)
    for row in rows:
        refuse_secret_words(row.addressee, *(value for _, value in row.values))
        first = seen.setdefault(fold(row.addressee), row.line)
        if first != row.line:
            told.append(
                ListDoubt(line=row.line, text=f"trùng với dòng {first} (“{_short(row.addressee)}”)")
            )
        if len(row.addressee) > LONGEST_NAME:
            told.append(ListDoubt(line=row.line, text=f"tên dài {len(row.addressee)} chữ"))
    return LetterList(rows=tuple(rows), doubts=tuple(sorted(told, key=lambda each: each.line)))


def without_doubles(found: LetterList) -> LetterList:
    """Return the list with each name once, the first of them."""
    first: dict[str, LetterRow] = {}
    for row in found.rows:
        first.setdefault(fold(row.addressee), row)
    kept = {row.line for row in first.values()}
    lines = {row.line for row in found.rows}
    doubts = tuple(each for each in found.doubts if each.line in kept or each.line not in lines)
    return LetterList(rows=tuple(first.values()), doubts=doubts)


def _table(sheet: OldSheet) -> ListTable:
    rows = [row for row in sheet.rows if _words(row)]
    place = _head_place(rows)
    heads = tuple(cell.text.strip() for cell in rows[place].cells) if place >= 0 else ()
    width = max(len(row.cells) for row in rows)
    named = tuple(
        one_line(heads[at]) if at < len(heads) and heads[at] else f"Cột {_letter(at)}"
        for at in range(width)
    )
    lines = tuple(
        (row.number, tuple(clean(cell.text).strip() for cell in row.cells))
        for row in rows[place + 1 :]
    )
    return ListTable(name=sheet.name, heads=named, rows=lines)


def _head_place(rows: list[OldRow]) -> int:
    """Return which row names the columns, -1 when none does."""
    best, place = 0, -1
    for at, row in enumerate(rows[:LOOKED_FOR_HEADS]):
        texts = [fold(cell.text) for cell in row.cells if cell.text.strip()]
        known = sum(text in ADDRESSEE_HEADS | ORDER_HEADS for text in texts)
        if known > best:
            best, place = known, at
    if place < 0 and len(rows) > 1:
        first = [cell for cell in rows[0].cells if cell.text.strip()]
        wide = max(len(row.cells) for row in rows)
        is_head = (
            len(first) > 1 and len(first) == wide and all(each.value is None for each in first)
        )
        return 0 if is_head else -1
    return place


def _names(fields: Iterable[TemplateField]) -> dict[str, str]:
    names: dict[str, str] = {}
    for each in fields:
        key = ADDRESSEE if each.source == ADDRESSEE else each.key
        names.setdefault(fold(each.label), key)
        names.setdefault(fold(each.key), key)
        names.setdefault(fold(each.key.replace("_", " ")), key)
    return names


def _addressee_column(table: ListTable, taken: list[str]) -> int | None:
    """Return the column of names: the one called so, else the first of words alone."""
    free = [at for at, key in enumerate(taken) if not key]
    for at in free:
        if fold(table.heads[at]) in ADDRESSEE_HEADS:
            return at
    for at in free:
        cells = [row[at] for _, row in table.rows if at < len(row) and row[at]]
        if (
            cells
            and fold(table.heads[at]) not in ORDER_HEADS
            and any(letter.isalpha() for letter in cells[0])
        ):
            return at
    return None


def _words(row: OldRow) -> bool:
    return any(cell.text.strip() for cell in row.cells)


def _letter(column: int) -> str:
    return chr(ord("A") + column) if column < LETTERS else str(column + 1)


def _short(text: str) -> str:
    return text if len(text) <= SHORT else f"{text[: SHORT - 1]}…"


LETTERS, SHORT = 26, 60
