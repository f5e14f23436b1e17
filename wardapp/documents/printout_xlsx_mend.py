"""Brings a workbook of openpyxl into the form Excel itself writes.

openpyxl writes strings inside their cells and the parts of a font in another order than the
schema; Excel would rewrite such a file at its first save. Same input, same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

_FONT = re.compile(r"<font>(.*?)</font>", re.DOTALL)
_PART = re.compile(r"<(\w+)[^>]*?/>")
_ORDER = ("b", "i", "strike", "u", "vertAlign", "sz", "color", "name", "family", "charset")
_INLINE = re.compile(
    r'<c r="([A-Z]+\d+)"((?: s="\d+")?) t="inlineStr"><is>(<t[^>]*?>.*?</t>|<t ?/>)</is></c>',
    re.DOTALL,
)
_SHEET = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
_MODIFIED = re.compile(r"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_EARLIEST = (1980, 1, 1)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_STRINGS_TYPE = (
    '<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.spreadsheetml.sharedStrings+xml"/>'
)
_STRINGS_RELATION = (
    '<Relationship Id="rIdStrings" Target="sharedStrings.xml" Type="http://schemas.'
    'openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/>'
)
_STRINGS = "xl/sharedStrings.xml"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows of a sheet that were left empty and the XML that takes their place."""

    first: int
    last: int
    xml: str


def mended(
    book: bytes, created: date, strings: SharedStrings, bodies: Mapping[int, Stretch]
) -> bytes:
    """Return the workbook with its bodies (by number of the sheet), shared strings and day."""
    out = io.BytesIO()
    stamp = (*max((created.year, created.month, created.day), _EARLIEST), 0, 0, 0)
    with (
        zipfile.ZipFile(io.BytesIO(book)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as target,
    ):
        names = [name for name in source.namelist() if name != _STRINGS]
        for name in names:
            data = _mended_part(name, source.read(name).decode(), strings, created)
            sheet = _SHEET.fullmatch(name)
            if sheet and int(sheet[1]) in bodies:
                data = _spliced(data, bodies[int(sheet[1])])
            target.writestr(_entry(name, stamp), data)
        target.writestr(_entry(_STRINGS, stamp), strings.part())
    return out.getvalue()


def _entry(name: str, stamp: tuple[int, int, int, int, int, int]) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, stamp)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _mended_part(name: str, text: str, strings: SharedStrings, created: date) -> str:
    if name.startswith("xl/worksheets/sheet"):
        return _INLINE.sub(strings.shared, text)
    if name == "xl/styles.xml":
        return _FONT.sub(_ordered, text)
    if name == "[Content_Types].xml":
        return text.replace("</Types>", f"{_STRINGS_TYPE}</Types>")
    if name == "xl/_rels/workbook.xml.rels":
        return text.replace("</Relationships>", f"{_STRINGS_RELATION}</Relationships>")
    if name == "docProps/core.xml":
        return _MODIFIED.sub(rf"\g<1>{created.isoformat()}T00:00:00Z\g<2>", text)
    return text


def _spliced(sheet: str, body: Stretch) -> str:
    """Return the sheet with the rows of the body in the place of its empty rows."""
    if body.last < body.first:
        return sheet
    start = sheet.index(f'<row r="{body.first}"')
    end = sheet.find(f'<row r="{body.last + 1}"', start)
    end = end if end >= 0 else sheet.index("</sheetData>", start)
    return sheet[:start] + body.xml + sheet[end:]


def _ordered(font: re.Match[str]) -> str:
    parts = {part[1]: part[0] for part in _PART.finditer(font[1])}
    known = [parts.pop(name) for name in _ORDER if name in parts]
    return f"<font>{''.join([*known, *parts.values()])}</font>"


class SharedStrings:
    """The shared strings of a workbook, each once, in order of appearance."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}
        self._count = 0

    def place(self, text: str) -> int:
        """Return the number of a text."""
        self._count += 1
        item = f'<t xml:space="preserve">{escape(text)}</t>'
        return self._places.setdefault(item, len(self._places))

    def shared(self, cell: re.Match[str]) -> str:
        """Return the cell with the number of its string."""
        self._count += 1
        place = self._places.setdefault(cell[3], len(self._places))
        return f'<c r="{cell[1]}"{cell[2]} t="s"><v>{place}</v></c>'

    def part(self) -> str:
        """Return sharedStrings.xml."""
        items = "".join(f"<si>{text}</si>" for text in self._places)
        counts = f'count="{self._count}" uniqueCount="{len(self._places)}"'
        return f'{_XML}<sst xmlns="{_MAIN}" {counts}>{items}</sst>'
