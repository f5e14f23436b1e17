"""Reads the tables of a web page, as Access and old programs export them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from wardapp.documents.old_books.raw import LONGEST_CELL, MOST_COLUMNS, RawCell, RawSheet, grid
from wardapp.documents.old_books.text_file import decoded
from wardapp.documents.reader import refusals

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]{2,20})", re.IGNORECASE)
_FAMILY = re.compile(r"font-family\s*:\s*[\"']?([^;,\"']+)", re.IGNORECASE)
_MOST_SPAN = 5_000
_HEAD = 4_000
_KNOWN = {"utf-8", "utf8", "windows-1258", "utf-16", "iso-8859-1", "windows-1252", "us-ascii"}
_WESTERN = {"iso-8859-1", "windows-1252", "us-ascii"}


def read_html(data: bytes) -> list[RawSheet]:
    """Return the tables of a web page that stand in no other table."""
    root = _root(data)
    sheets: list[RawSheet] = []
    for table in root.iter("table"):
        if next(table.iterancestors("table"), None) is not None:
            continue
        caption = table.findtext("caption") or ""
        name = " ".join(caption.split()) or f"Bảng {len(sheets) + 1}"
        sheets.append(grid(name[:60], _rows(table)))
    return sheets


def _root(data: bytes) -> etree._Element:
    parser = etree.HTMLParser(no_network=True, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(_text(data), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise refusals.broken() from error
    if root is None:
        raise refusals.broken()
    return root


def _text(data: bytes) -> str:
    declared = _CHARSET.search(data[:_HEAD])
    code = declared[1].decode("ascii").lower() if declared else ""
    if code in _KNOWN and code not in _WESTERN:
        try:
            return data.decode(code)
        except UnicodeDecodeError:
            pass
    return decoded(data)


def _rows(table: etree._Element) -> Iterator[list[tuple[RawCell, int, int]]]:
    for row in table.iter("tr"):
        if next(row.iterancestors("table"), None) is not table:
            continue
        yield [
            (_cell(cell), _span(cell, "colspan", MOST_COLUMNS), _span(cell, "rowspan", _MOST_SPAN))
            for cell in row
            if cell.tag in {"td", "th"}
        ]


def _span(cell: etree._Element, name: str, most: int) -> int:
    text = cell.get(name, "1").strip()
    return max(1, min(int(text), most)) if text.isdecimal() else 1


def _cell(cell: etree._Element) -> RawCell:
    text = " ".join("".join(map(str, cell.itertext())).split())
    return RawCell(text[:LONGEST_CELL], font=_font(cell))


def _font(cell: etree._Element) -> str:
    """Return the font that is named nearest to the words."""
    found = ""
    for each in (cell, *cell.iter("font", "span", "p", "div")):
        styled = _FAMILY.search(each.get("style", ""))
        found = each.get("face", "") or (styled[1] if styled else "") or found
    return found.split(",")[0].strip()
