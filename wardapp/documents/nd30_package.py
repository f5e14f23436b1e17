"""The package of data fields (NĐ30 Phụ lục VI): one XML file and the papers, in a zip."""

from __future__ import annotations

import zipfile
from datetime import date
from typing import Any, BinaryIO

from lxml import etree

from wardapp.core.machine import DataDocument, DataField, DataPackage, MachineFile
from wardapp.documents.edxml import checked_pieces, plain_xml

DATA_NAME = "du-lieu.xml"
FILES = "tep"
UTF8_NAMES = 0x800
BIG = 1 << 31


def write_package(stream: BinaryIO, package: DataPackage) -> None:
    """Write the package; kept files go in piece by piece, under names that stay in their folder.

    NotFound when a kept file is no longer what it was when it was kept.
    """
    root = etree.Element("DataPackage", {"Standard": "ND30-PLVI", "Created": _day(package.made_on)})
    if package.dossier:
        _append(root, DataField("Dossier", inside=package.dossier))
    named = _named(package.documents)
    for document in package.documents:
        made = _append(root, DataField(document.kind, inside=document.fields))
        listed = etree.SubElement(made, "Files")
        for kept in document.files:
            _list_file(listed, kept, named[id(kept)])
    data = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
    moment = (package.made_on.year, package.made_on.month, package.made_on.day, 0, 0, 0)
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_entry(DATA_NAME, moment), data)
        for document in package.documents:
            for kept in document.files:
                entry = _entry(named[id(kept)], moment)
                with archive.open(entry, "w", force_zip64=kept.size >= BIG) as target:
                    for piece in checked_pieces(kept):
                        target.write(piece)


def _named(documents: tuple[DataDocument, ...]) -> dict[int, str]:
    """Return the path of each file inside the package: one folder a document, one name once."""
    return {
        id(kept): f"{FILES}/{at:04}/{place:02}-{kept.name}"
        for at, document in enumerate(documents, start=1)
        for place, kept in enumerate(document.files, start=1)
    }


def _list_file(listed: Any, kept: MachineFile, path: str) -> None:
    made = etree.SubElement(listed, "File")
    for name, text in (
        ("FileName", kept.name),
        ("Path", path),
        ("ContentType", kept.media_type),
        ("Size", str(kept.size)),
        ("Sha256", kept.sha256),
    ):
        etree.SubElement(made, name).text = plain_xml(text)


def _append(parent: Any, each: DataField) -> Any:
    made = etree.SubElement(parent, each.name, dict(each.attributes))
    if each.text:
        made.text = plain_xml(each.text)
    for part in each.inside:
        _append(made, part)
    return made


def _entry(name: str, moment: tuple[int, int, int, int, int, int]) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, moment)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    entry.flag_bits |= UTF8_NAMES
    return entry


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
