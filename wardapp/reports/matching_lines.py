"""What stands around the tables: who reports, for when, who prepared it, and answers in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wardapp.core.forms import CellKey, FormSpec, TableKind, TableSpec
from wardapp.core.returns import CellPlace, GridCell, ReturnedFile
from wardapp.core.text import clean, fold
from wardapp.reports.matching_sheet import Fate, Sheet
from wardapp.reports.matching_tables import is_title_of
from wardapp.reports.matching_taking import Taking
from wardapp.reports.matching_values import is_figure
from wardapp.reports.matching_words import alike, is_foot

REPORTER, PREPARED, PHONE = "reporter", "prepared_by", "phone"
PARAGRAPHS = "Văn bản"
_FACTS = {
    REPORTER: ("don vi bao cao", "ten don vi", "don vi", "don vi lap bao cao", "to dan pho"),
    PREPARED: ("nguoi lap", "nguoi lap bieu", "nguoi bao cao", "can bo lap", "ho ten nguoi lap"),
    PHONE: ("dien thoai", "so dien thoai", "sdt", "dt", "dien thoai lien he"),
}
_OTHER_FACTS = frozenset({"thoi gian", "han gui", "ngay lap", "ky bao cao", "noi nhan", "gui ve"})
_UNKNOWN = re.compile(r"[.…_·\s]*")
_ANSWER = 0.8
_LONGEST_LABEL = 90


@dataclass(frozen=True, slots=True)
class Line:
    """A line of words outside the tables, with where it stands."""

    text: str
    place: CellPlace
    sheet: Sheet | None = None
    spot: tuple[int, int] = (0, 0)

    def mark(self, fate: Fate) -> None:
        """Say what became of it."""
        if self.sheet is not None:
            self.sheet.mark(self.spot, fate)


def lines_of(file: ReturnedFile, sheets: list[Sheet]) -> list[Line]:
    """Return the lines of words that no table took, those between tables of a Word file first."""
    lines = [
        Line(text, CellPlace(file=file.name, sheet=PARAGRAPHS, cell=f"đoạn {number}"))
        for number, text in enumerate(file.paragraphs, start=1)
    ]
    for sheet in sheets:
        for row in sheet.rows:
            cells = [
                (column, cell)
                for column, cell in sheet.row(row)
                if sheet.is_open((row, column)) and cell.text.strip()
            ]
            if len(cells) == 1 and not is_figure(cells[0][1]):
                column, cell = cells[0]
                place = CellPlace(file=file.name, sheet=sheet.name, cell=cell.place)
                lines.append(Line(cell.text, place, sheet, (row, column)))
    return lines


def facts_of(file: ReturnedFile, sheets: list[Sheet]) -> dict[str, str]:
    """Return what head lines say: who reports, who prepared it, the telephone; marks them read."""
    found: dict[str, str] = {}
    for text in file.paragraphs:
        _keep(found, text, "")
    for sheet in sheets:
        for row in sheet.rows:
            cells = list(sheet.row(row))
            for at, (column, cell) in enumerate(cells):
                after = cells[at + 1] if at + 1 < len(cells) else None
                _look_at(found, sheet, (row, column), cell, after)
    return found


def _look_at(
    found: dict[str, str],
    sheet: Sheet,
    spot: tuple[int, int],
    cell: GridCell,
    after: tuple[int, GridCell] | None,
) -> None:
    beside = "" if after is None else after[1].text
    used = _keep(found, cell.text, beside)
    if not used:
        return
    sheet.mark(spot, Fate.NOTE)
    if used == "beside" and after is not None:
        sheet.mark((spot[0], after[0]), Fate.NOTE)


def _keep(found: dict[str, str], text: str, beside: str) -> str:
    """Keep a fact; return "own" when it stood in the text, "beside" when next to it, else ""."""
    line = " ".join(clean(text).split())
    if len(line) > _LONGEST_LABEL * 2 or ":" not in line:
        return ""
    label, _, value = line.partition(":")
    name = fold(label)
    key = next((each for each, names in _FACTS.items() if name in names), "")
    if not key and name not in _OTHER_FACTS:
        return ""
    said = value.strip()
    is_beside = not said and bool(beside)
    said = " ".join(clean(beside).split()) if is_beside else said
    if key and said and not _UNKNOWN.fullmatch(said):
        found.setdefault(key, said)
    return "beside" if is_beside else "own"


def take_answers(taking: Taking, spec: FormSpec, lines: list[Line]) -> None:
    """Take answers in words that stand under their titles instead of in a table."""
    for table in spec.tables:
        if table.kind is TableKind.TEXTS and table.code not in taking.seen:
            _take_of(taking, spec, table, lines)


def _take_of(taking: Taking, spec: FormSpec, table: TableSpec, lines: list[Line]) -> None:
    column = table.columns[0]
    for row, said in _answers(spec, table, lines).items():
        taking.seen.add(table.code)
        if not said:
            continue
        words = "\n".join(text for _line, text in said)
        first = said[0][0]
        cell = GridCell(raw=words, text=words, place=first.place.cell)
        sheet = first.sheet or Sheet(PARAGRAPHS, {})
        key = CellKey(table=table.code, row=row, column=column.key)
        fate = taking.take(sheet, cell, key, column)
        for line, _text in said:
            line.mark(fate)


def _answers(
    spec: FormSpec, table: TableSpec, lines: list[Line]
) -> dict[str, list[tuple[Line, str]]]:
    """Return the lines under the title of each row, up to the next title."""
    answers: dict[str, list[tuple[Line, str]]] = {}
    code = ""
    for line in lines:
        row, rest = _title_in(table, line.text)
        if row:
            code = row
            line.mark(Fate.LABEL)
            answers.setdefault(code, []).extend([(line, rest)] if rest else [])
        elif _ends(spec, line.text):
            code = ""
        elif code:
            answers[code].append((line, line.text))
    return answers


def _title_in(table: TableSpec, text: str) -> tuple[str, str]:
    """Return the row whose title a line is, and what follows its colon."""
    if len(text) <= _LONGEST_LABEL:
        for row in table.rows:
            if alike(text, row.label) >= _ANSWER:
                return row.code, ""
    label, colon, rest = text.partition(":")
    if colon and len(label) <= _LONGEST_LABEL:
        for row in table.rows:
            if alike(label, row.label) >= _ANSWER:
                return row.code, rest.strip()
    return "", ""


def _ends(spec: FormSpec, text: str) -> bool:
    return is_foot(text) or any(is_title_of(table, text) for table in spec.tables)


def texts_of(file: ReturnedFile, sheets: list[Sheet]) -> Iterator[str]:
    """Yield all words of a file outside its figures, to look for a period or a unit in them."""
    yield from file.paragraphs
    for sheet in sheets:
        yield sheet.name
        for cell in sheet.cells.values():
            if not cell.is_repeat and cell.number is None and len(cell.text) <= _LONGEST_LABEL * 2:
                yield cell.text
