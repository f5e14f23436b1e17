"""The form of a unit as a Word file, its identity hidden among the file's properties."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from wardapp.core.printout import Printout
from wardapp.documents.printout_docx import write_docx
from wardapp.documents.printout_page import plain

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PART = "docProps/custom.xml"
_SPACE = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_OWN = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_OVERRIDE = (
    f'<Override PartName="/{_PART}" ContentType="application/vnd.openxmlformats-officedocument.'
    'custom-properties+xml"/></Types>'
)
_RELATION = (
    f'<Relationship Id="rIdCustom" Target="{_PART}" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/custom-properties"/></Relationships>'
)
_FIRST_ID = 2


def write_unit_word(
    printout: Printout, identity: tuple[tuple[str, str], ...], *, created: date
) -> bytes:
    """Return the printout as a .docx that says in its properties whose it is."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(write_docx(printout, created=created))) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as target,
    ):
        for entry in source.infolist():
            data = source.read(entry).decode()
            if entry.filename == "[Content_Types].xml":
                data = data.replace("</Types>", _OVERRIDE)
            elif entry.filename == "_rels/.rels":
                data = data.replace("</Relationships>", _RELATION)
            target.writestr(_like(entry, entry.filename), data)
        target.writestr(_like(source.infolist()[0], _PART), _properties(identity))
    return out.getvalue()


def _like(entry: zipfile.ZipInfo, name: str) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name, entry.date_time)
    made.compress_type = zipfile.ZIP_DEFLATED
    return made


def _properties(identity: tuple[tuple[str, str], ...]) -> str:
    items = "".join(
        f'<property fmtid="{_OWN}" pid="{number}" name={quoteattr(plain(name))}>'
        f"<vt:lpwstr>{escape(plain(value))}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(identity, start=_FIRST_ID)
    )
    return f'{_XML}<Properties xmlns="{_SPACE}" xmlns:vt="{_TYPES}">{items}</Properties>'
