"""Reads a returned file by what it is, not by its name: sheets, tables, identity, what is left."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path, PurePath

from wardapp.core.returns import Grid, ReturnedFile
from wardapp.core.text import clean
from wardapp.documents.old_books.raw import TooMuch
from wardapp.documents.old_books.text_file import read_text
from wardapp.documents.old_books.web_file import read_html
from wardapp.documents.old_books.xlsx_parts import WORKBOOK
from wardapp.documents.old_books.zipped import BookPackage
from wardapp.documents.reader import refusals
from wardapp.documents.returned import refused
from wardapp.documents.returned.found import (
    LARGEST_FILE,
    FoundCell,
    FoundGrid,
    in_unicode,
    too_many,
)
from wardapp.documents.returned.word_tables import DOCUMENT, identity_of, of_raw, read_docx
from wardapp.documents.returned.xlsx_sheets import read_xlsx

IDENTITY_SHEET = "_wardapp"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_WEB = (b"<html", b"<table", b"<!doctype html", b"<head", b"<meta", b"<style")
_LEAD = 4_000
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")
_PICTURE_ENDINGS = {
    ".jpg",
    ".jpeg",
    ".png",
    ".gif",
    ".bmp",
    ".tif",
    ".tiff",
    ".webp",
    ".heic",
    ".pdf",
}
_TEXTS = {".csv", ".tsv", ".txt", ".tab"}
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_path(path: Path) -> ReturnedFile:
    """Return what stands in a file; UnreadableFile says in one sentence why nothing does."""
    if not path.exists():
        raise refusals.missing()
    if path.is_dir():
        raise refusals.folder()
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise refusals.too_large(LARGEST_FILE >> 20)
        data = path.read_bytes()
    except OSError as error:
        raise refusals.locked_by_system() from error
    return read_bytes(path.name, data)


def read_bytes(name: str, data: bytes) -> ReturnedFile:
    """Return what stands in bytes; what they are decides, whatever the ending says."""
    if not data:
        raise refusals.empty()
    if len(data) > LARGEST_FILE:
        raise refusals.too_large(LARGEST_FILE >> 20)
    return _bounded(name, lambda: _by_content(name, data))


def _by_content(name: str, data: bytes) -> ReturnedFile:
    ending = PurePath(name).suffix.lower()
    if data.startswith(_OLE):
        raise refused.of_ole(ending, is_encrypted=_ENCRYPTED in data)
    if data.startswith(_ZIP):
        return _of_zip(name, data)
    if data.startswith((b"%PDF", *_PICTURES)) or ending in _PICTURE_ENDINGS:
        raise refused.picture()
    return _of_text(name, ending, data)


def _bounded(name: str, read: Callable[[], ReturnedFile]) -> ReturnedFile:
    """Say in words of a returned file that a table is beyond the bounds."""
    try:
        return read()
    except TooMuch as error:
        raise too_many(name) from error


def _of_text(name: str, ending: str, data: bytes) -> ReturnedFile:
    """Return what stands in a web page, as programs save it under `.xls`, or in plain text."""
    lead = data[:_LEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if lead.startswith(_WEB) or (b"<table" in lead and lead.startswith(b"<")):
        return _of_grids(name, "html", [of_raw(sheet) for sheet in read_html(data)])
    if lead.startswith(b"<?xml") and b"office:spreadsheet" in lead:
        raise refused.old_excel()
    if ending in _TEXTS or _is_text(data):
        return _of_grids(name, "csv", [of_raw(each) for each in read_text("Trang 1", data)])
    raise refused.unknown(ending)


def _is_text(data: bytes) -> bool:
    return b"\x00" not in data[:_LEAD] and any(sign in data for sign in (b",", b";", b"\t"))


def _of_zip(name: str, data: bytes) -> ReturnedFile:
    package = BookPackage(data)
    names = package.names
    left_out = tuple(_left_out(names))
    if WORKBOOK in names:
        return _of_grids(name, "xlsx", read_xlsx(package), left_out=left_out)
    if DOCUMENT in names:
        grids, words = read_docx(package)
        paragraphs = _paragraphs(words)
        identity = identity_of(package)
        if not grids and not paragraphs:
            raise refused.no_tables()
        return _of_grids(name, "docx", grids, identity, paragraphs, left_out)
    raise refused.of_zip(names)


def _paragraphs(words: Iterable[FoundCell]) -> tuple[str, ...]:
    cells = [each._replace(row=number) for number, each in enumerate(words, start=1)]
    grid = in_unicode(FoundGrid("", cells))
    return tuple(cell.text for row in grid.rows for cell in row)


def _of_grids(
    name: str,
    kind: str,
    found: list[FoundGrid],
    identity: tuple[tuple[str, str], ...] = (),
    paragraphs: tuple[str, ...] = (),
    left_out: tuple[str, ...] = (),
) -> ReturnedFile:
    grids = [in_unicode(each) for each in found]
    hidden = [each for each in grids if _is_identity(each)]
    facts = _facts(hidden[0]) if hidden else ()
    kept = tuple(each for each in grids if each not in hidden and each.rows)
    if not kept and not paragraphs:
        raise refused.no_tables()
    beyond = tuple(
        f"Trang “{each.name}” có {each.outside} ô ngoài phạm vi đọc, đầu tiên là ô {each.beyond}."
        for each in found
        if each.outside
    )
    return ReturnedFile(
        name=clean(name),
        kind=kind,
        grids=kept,
        identity=facts or identity,
        paragraphs=paragraphs,
        left_out=(*left_out, *beyond),
    )


def _is_identity(grid: Grid) -> bool:
    """Return True for the sheet of identity, also under another name."""
    if grid.name == IDENTITY_SHEET:
        return True
    first = {row[0].text for row in grid.rows if row}
    return {"form_id", "form_version", "period_id"} <= first


def _facts(grid: Grid) -> tuple[tuple[str, str], ...]:
    """Return the pairs of the identity sheet: name in the first column, value in the second."""
    pairs = []
    for row in grid.rows:
        at = {re.sub(r"\d+", "", cell.place): cell.text for cell in row}
        if "A" in at:
            pairs.append((at["A"], at.get("B", "")))
    return tuple(pairs)


def _left_out(names: tuple[str, ...]) -> Iterable[str]:
    """Yield a sentence for each thing in the package that is not read."""
    folders = {
        "externalLinks/": "Tệp có liên kết tới sổ khác; WardApp không mở theo liên kết.",
        "embeddings/": "Tệp có đối tượng nhúng; WardApp không mở.",
        "media/": "Tệp có hình; chữ trong hình không được đọc.",
        "charts/": "Tệp có biểu đồ; biểu đồ không được đọc.",
        "comments": "Tệp có ghi chú gắn ở ô; ghi chú không được đọc.",
    }
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        yield "Tệp có macro; WardApp không chạy macro."
    for part, sentence in folders.items():
        if any(re.match(rf"(?:xl|word)/{part}", name) for name in names):
            yield sentence
