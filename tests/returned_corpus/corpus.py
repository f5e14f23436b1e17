"""Files as units send them back: made from the workbooks of the ward, filled, then damaged.

Nothing here knows how returned files are read. Of each file it is known what it says (`Told`).
"""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from docx import Document

from tests.returned_corpus.damages import DEEDS, Hand
from tests.returned_corpus.sheets import MARK, Told, opened, saved, spots_of, typed
from wardapp.core.forms import CellType, FormSpec, Period
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Unit
from wardapp.core.unit_books import UnitBookFacts
from wardapp.documents.unit_workbook import write_unit_workbook
from wardapp.reports.loading import load_form
from wardapp.reports.periods import period
from wardapp.reports.unit_book import unit_book

ROOT = Path(__file__).resolve().parents[2]
MADE_ON = date(2026, 5, 20)
PERIOD = "2026-06"
UNITS = tuple(
    Unit(
        id=RecordId(f"unit-{n:03}"),
        name=f"Tổ dân phố số {n}",
        code=str(n),
        households=180 + n,
        other_names=(f"TDP {n}",),
    )
    for n in range(1, 301)
)
FACTS = UnitBookFacts(
    office_id="office-lien-ho",
    made_on=MADE_ON,
    send_to="Ban Xây dựng Đảng Đảng uỷ phường Liên Hồ",
    basis="Kế hoạch số 22-KH/ĐU, ngày 20/4/2026",
)
KINDS = {CellType.COUNT: "count", CellType.RATIO: "ratio", CellType.CHOICE: "choice"}
ON_COPIES = (
    "untouched", "sheets_renamed", "rows_reordered", "numbers_as_text", "numbers_with_dots",
    "numbers_with_units", "zeros_in_words", "words_for_numbers", "labels_with_slips",
    "decomposed", "labels_without_accents", "row_of_another_channel",
)  # fmt: skip
"""Deeds that a copy into Word keeps."""


@dataclass(frozen=True)
class Made:
    """A file of the corpus: its name, bytes, what it says, and what was done to it."""

    name: str
    data: bytes
    told: Told
    deeds: tuple[str, ...]
    unit: Unit


@lru_cache(maxsize=8)
def spec_of(version: str = "") -> FormSpec:
    """Return Phụ lục 02, the newest or an older version."""
    folder = ROOT / "forms" / "phu-luc-02"
    path = folder / "versions" / f"{version}.toml" if version else folder / "form.toml"
    return load_form(path, "phu-luc-02")


@lru_cache(maxsize=8)
def period_of() -> Period:
    """Return the period all files are of."""
    return period(spec_of(), PERIOD)


@lru_cache(maxsize=400)
def _sent(number: int, version: str) -> bytes:
    """Return the workbook the ward made for a unit."""
    book = unit_book(spec_of(version), period_of(), UNITS[number], FACTS)
    return write_unit_workbook(book, created=MADE_ON)


def files(seed: str, count: int, *, version: str = "") -> Iterator[Made]:
    """Yield one file of each unit, each with one to three deeds, every deed as often."""
    names = sorted(DEEDS)
    for at in range(count):
        dice = random.Random(f"{seed}/{at}")
        deeds = [names[at % len(names)]]
        deeds += dice.sample(names, dice.choice((0, 0, 1, 1, 2)))
        yield made(at % len(UNITS), tuple(dict.fromkeys(deeds)), dice, version=version)


def made(number: int, deeds: tuple[str, ...], dice: random.Random, *, version: str = "") -> Made:
    """Return the file of a unit after deeds; now and then copied into Word or CSV, or renamed."""
    unit = UNITS[number]
    book = opened(_sent(number, version))
    kinds = {
        (table.code, column.key): (KINDS.get(column.type, "text"), column.choices)
        for table in spec_of(version).tables
        for column in table.columns
    }
    spots = spots_of(book, kinds)
    hand = Hand(book, spots, typed(book, spots, dice), dice)
    deeds = _in_order(deeds)
    for name in deeds:
        DEEDS[name](hand)
    hand.told.unit = unit.id
    hand.told.planted += [hand.cell(spot).coordinate for spot in hand.marked]
    way = dice.choice(("xlsx",) * 9 + ("docx",) + ("renamed",) * 2)
    if way == "docx" and set(deeds) <= set(ON_COPIES):
        return Made(f"Báo cáo {unit.name}.docx", _in_word(hand), hand.told, (*deeds, "docx"), unit)
    name = (
        f"Phu luc 02 - {unit.name}.xlsx" if way == "xlsx" else f"Copy of {dice.randint(2, 99)}.xlsx"
    )
    if all(sheet.sheet_state != "visible" for sheet in hand.book.worksheets):
        hand.book.worksheets[0].sheet_state = "visible"
    return Made(name, saved(hand.book), hand.told, deeds, unit)


_LAST = ("two_rows_in_one_cell", "a_typed_total", "a_second_copy_of_a_sheet",
         "a_table_on_two_sheets", "some_labels_gone",
         "numbering_column_emptied", "keys_lost", "identity_lost", "identity_and_keys_lost",
         "values_only_copy", "all_on_one_sheet")  # fmt: skip


def _in_order(deeds: tuple[str, ...]) -> tuple[str, ...]:
    """Return deeds so that those which lose the keys come last: the others find cells by them."""
    if set(DESTROYING) & set(deeds):  # a copy by hand takes one of two sheets
        deeds = tuple(name for name in deeds if name != "a_second_copy_of_a_sheet")
    if "values_only_copy" in deeds:  # which loses what says that a cell was one of two rows
        deeds = tuple(name for name in deeds if name != "two_rows_in_one_cell")
    words = [
        name for name in deeds if name.startswith(("labels", "answers", "heads", "decomposed"))
    ]
    rest = [name for name in deeds if name not in _LAST and name not in words]
    last = [name for name in _LAST if name in deeds]
    whole = [name for name in last if name in ("values_only_copy", "all_on_one_sheet")][:1]
    return (*rest, *words, *[name for name in last if name not in DESTROYING], *whole)


DESTROYING = ("values_only_copy", "all_on_one_sheet")


def _in_word(hand: Hand) -> bytes:
    """Return the tables copied into a Word file by hand, titles above them."""
    document = Document()
    document.add_paragraph("BÁO CÁO")
    for sheet in hand.tables() or hand.book.worksheets:
        lines = [
            [_shown(cell.value) for cell in line[1:]]
            for line in sheet.iter_rows()
            if any(_shown(cell.value) for cell in line[1:])
        ]
        width = max((len(line) for line in lines), default=0)
        body = [line for line in lines if sum(bool(text) for text in line) > 1]
        for line in lines:
            if line not in body:
                document.add_paragraph(" ".join(text for text in line if text))
        if not body:
            continue
        table = document.add_table(rows=len(body), cols=width)
        for row, line in zip(table.rows, body, strict=True):
            for cell, text in zip(row.cells, line, strict=False):
                cell.text = text
        document.add_paragraph("")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def as_csv(rows: list[list[str]]) -> bytes:
    """Return rows as a text file with semicolons, as Excel saves it here."""
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def _shown(value: object) -> str:
    text = "" if value is None else str(value)
    return "" if text.startswith((MARK, "=")) else text
