"""Reads a file of an old book: which kind it is, its tables, every cell in Unicode."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import PurePath

from wardapp.core.old_books import NO_CELL, OldCell, OldRow, OldSheet, TextCode
from wardapp.core.text import clean
from wardapp.documents.old_books import raw
from wardapp.documents.old_books.access_xml import read_access_xml
from wardapp.documents.old_books.docx_tables import read_docx
from wardapp.documents.old_books.legacy import decode, is_old_font
from wardapp.documents.old_books.raw import EMPTY, RawCell, RawSheet
from wardapp.documents.old_books.text_file import read_text
from wardapp.documents.old_books.web_file import read_html
from wardapp.documents.old_books.xlsx_file import read_xlsx
from wardapp.documents.reader import refusals

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ACCESS = (b"\x00\x01\x00\x00Standard Jet DB", b"\x00\x01\x00\x00Standard ACE DB")
_LEAD = 2_000
_CLEAR_SHARE = 0.95
# Letters at the same place in Latin-1 and VISCII: words of these alone tell nothing of the code.
_SHARED = re.compile(r"[\x00-\x7fÀÁÂÃÈÉÊÌÍÐÒÓÔÕÙÚÝàáâãèéêìíðòóôõùúý]*")
_TEXTS = {".csv", ".tsv", ".txt", ".tab"}
_WORD, _EXCEL = {".docx", ".docm"}, {".xlsx", ".xlsm"}
_WEB = (b"<html", b"<table", b"<!doctype html", b"<head", b"<meta")


def read_tables(name: str, data: bytes) -> tuple[OldSheet, ...]:
    """Return the tables of a file; UnreadableFile says in one sentence why there are none."""
    if not data:
        raise refusals.empty()
    if len(data) > raw.LARGEST_FILE:
        raise refusals.too_large(raw.LARGEST_FILE >> 20)
    sheets = [sheet for sheet in _reader_of(name, data)() if sheet.rows]
    if not sheets:
        raise raw.no_tables()
    return tuple(_in_unicode(sheet) for sheet in sheets)


def _reader_of(name: str, data: bytes) -> Callable[[], list[RawSheet]]:
    """Return what reads the bytes: they say what they are, whatever the ending."""
    ending = PurePath(name).suffix.lower()
    if data.startswith(_OLE):
        raise _refusal_of_ole(ending, data)
    if data.startswith(_ACCESS) or ending in {".mdb", ".accdb"}:
        raise raw.access_itself()
    if data.startswith(_ZIP):
        return _of_zip(ending, data)
    lead = data[:_LEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if ending in {".htm", ".html"} or lead.startswith(_WEB):
        return lambda: read_html(data)
    if lead.startswith((b"<?xml", b"<\x00?\x00")) or ending in {".xml", ".xsd"}:
        return _of_xml(lead, data)
    if ending in _TEXTS:
        return lambda: read_text(PurePath(name).stem, data)
    if ending in _WORD | _EXCEL:
        raise refusals.other_content(ending, "")
    raise raw.unknown_kind(ending)


def _refusal_of_ole(ending: str, data: bytes) -> Exception:
    if _ENCRYPTED in data:
        return refusals.has_password()
    return raw.old_word() if ending == ".doc" else raw.old_excel()


def _of_xml(lead: bytes, data: bytes) -> Callable[[], list[RawSheet]]:
    if b"office:spreadsheet" in lead:
        raise raw.old_excel()
    return lambda: read_access_xml(data)


def _of_zip(ending: str, data: bytes) -> Callable[[], list[RawSheet]]:
    if ending in _WORD:
        return lambda: read_docx(data)
    if ending in _EXCEL:
        return lambda: read_xlsx(data)
    raise raw.unknown_kind(ending)


def _in_unicode(sheet: RawSheet) -> OldSheet:
    """Return a sheet with every cell in Unicode; near guesses follow their column."""
    votes = _votes(sheet)
    whole = sum(votes.values(), Counter[TextCode]())
    contexts = {column: _most(here) for column, here in votes.items()}
    fallback = _most(whole)
    rows = tuple(
        OldRow(
            number,
            tuple(_cell(cell, contexts.get(column, fallback)) for column, cell in enumerate(cells)),
        )
        for number, cells in sheet.rows
    )
    return OldSheet(name=clean(sheet.name), rows=rows, is_hidden=sheet.is_hidden)


def _votes(sheet: RawSheet) -> dict[int, Counter[TextCode]]:
    """Return how many cells of each column are surely of which code."""
    votes: dict[int, Counter[TextCode]] = {}
    for _number, cells in sheet.rows:
        for column, cell in enumerate(cells):
            text = cell.text
            if text.isascii() or cell.pieces:
                continue
            found = decode(text, cell.font)
            if found.is_sure and (found.code or not _SHARED.fullmatch(text)):
                code = TextCode.UNICODE if found.code is TextCode.LOOSE else found.code
                votes.setdefault(column, Counter())[code] += 1
    return votes


def _most(votes: Counter[TextCode]) -> TextCode | None:
    """Return the code of a column, None where several are mixed: then near guesses stay doubts."""
    if not votes:
        return None
    code, count = votes.most_common(1)[0]
    return code if count >= _CLEAR_SHARE * votes.total() else None


def _cell(cell: RawCell, context: TextCode | None) -> OldCell:
    if cell is EMPTY or not cell.text:
        return NO_CELL
    value = cell.value
    if isinstance(value, date):
        return OldCell(cell.text, cell.text, value, is_repeat=cell.is_repeat)
    pieces = [(words, font) for words, font in cell.pieces if words]
    if len({font for _words, font in pieces}) > 1 and any(is_old_font(f) for _w, f in pieces):
        return _of_pieces(cell, pieces, context)
    font = pieces[0][1] if pieces and is_old_font(pieces[0][1]) else cell.font
    found = decode(cell.text, font, context)
    text = " ".join(found.text.split())
    if text == cell.text and value is None and found.is_sure and not cell.is_repeat:
        return OldCell(cell.text, cell.text, None, found.code)
    return OldCell(cell.text, text, value, found.code, found.is_sure, cell.is_repeat)


def _of_pieces(cell: RawCell, pieces: list[tuple[str, str]], context: TextCode | None) -> OldCell:
    """Return a cell of runs in several fonts: each run by its own."""
    found = [decode(words, font or cell.font, context) for words, font in pieces]
    code = next((each.code for each in found if each.code), TextCode.UNICODE)
    text = clean("".join(each.text for each in found))
    return OldCell(
        cell.text,
        " ".join(text.split()),
        cell.value,
        code,
        all(each.is_sure for each in found),
        cell.is_repeat,
    )
