"""Reads the XML that Access exports: `dataroot` with one element a record."""

from __future__ import annotations

import io
import re

from lxml import etree

from wardapp.documents.old_books.raw import (
    LONGEST_CELL,
    RawCell,
    RawSheet,
    declared,
    only_structure,
)
from wardapp.documents.old_books.zipped import xml_as_refusal

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DATA_ROOT = "dataroot"
_SCHEMA = "schema"


def read_access_xml(data: bytes) -> list[RawSheet]:
    """Return one sheet a kind of record, the names of its fields as its first row."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data or "<!DOCTYPE".encode("utf-16-le") in data:
        raise declared()
    records: dict[str, list[dict[str, str]]] = {}
    seen: set[str] = set()
    path: list[str] = []
    with xml_as_refusal():
        walk = etree.iterparse(
            io.BytesIO(data),
            events=("start", "end"),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
        )
        for event, element in walk:
            if event == "start":
                path.append(_local(element))
                seen.add(path[-1])
                continue
            path.pop()
            if path and path[-1] == _DATA_ROOT:
                records.setdefault(_local(element), []).append(_fields(element))
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
    if not records and _SCHEMA in seen:
        raise only_structure()
    return [_sheet(name, rows) for name, rows in records.items()]


def _local(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _fields(record: etree._Element) -> dict[str, str]:
    return {
        _local(field): " ".join("".join(map(str, field.itertext())).split())[:LONGEST_CELL]
        for field in record
        if isinstance(field.tag, str)
    }


def _sheet(name: str, rows: list[dict[str, str]]) -> RawSheet:
    """Return the records in the columns in which their fields came first."""
    columns: dict[str, int] = {}
    for row in rows:
        for field in row:
            columns.setdefault(field, len(columns))
    sheet = RawSheet(_plain(name))
    sheet.add(1, [RawCell(_plain(field)) for field in columns])
    for number, row in enumerate(rows, start=2):
        sheet.add(number, [RawCell(row.get(field, "")) for field in columns])
    return sheet


def _plain(name: str) -> str:
    """Return the name of a field as Access shows it: `S_x1ED1__x0020__x0111_ến` = `Số đến`."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), name)
