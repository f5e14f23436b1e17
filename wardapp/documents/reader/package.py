"""Opens the zip inside a Word file or an archive with bounds checked before anything unpacks."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from lxml import etree

from wardapp.core.errors import UnreadableFile
from wardapp.documents.reader import refusals

MOST_ENTRIES = 4000
LARGEST_PART = 24 << 20
LARGEST_WHOLE = 400 << 20
WORST_RATIO = 250
_RATIO_FROM = 1 << 20
_ENCRYPTED = 0x1
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MAIN = "word/document.xml"
_PROPERTIES = "docProps/app.xml"
_MOST_DIGITS = 5
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    LookupError,
    OSError,
)


class Package:
    """A zip held in memory: its names, and parts read up to a bound."""

    def __init__(self, data: bytes) -> None:
        """Open the zip; raises UnreadableFile for broken, encrypted or swollen ones."""
        with broken_as_refusal():
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        self._entries = {entry.filename: entry for entry in entries}
        if len(entries) > MOST_ENTRIES or sum(e.file_size for e in entries) > LARGEST_WHOLE:
            raise refusals.bomb()
        for entry in entries:
            if entry.flag_bits & _ENCRYPTED:
                raise refusals.has_password()
            swollen = entry.file_size > WORST_RATIO * max(entry.compress_size, 1)
            if entry.file_size > _RATIO_FROM and swollen:
                raise refusals.bomb()

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the parts."""
        return tuple(self._entries)

    def read(self, name: str) -> bytes | None:
        """Return a part, None when it is absent; its size is bounded while it unpacks."""
        entry = self._entries.get(name)
        if entry is None:
            return None
        with broken_as_refusal(), self._zip.open(entry) as stream:
            data = stream.read(LARGEST_PART + 1)
        if len(data) > LARGEST_PART:
            raise refusals.bomb()
        return data

    def tree(self, name: str) -> etree._Element | None:
        """Return a part as XML without entities, None when it is absent."""
        data = self.read(name)
        return None if data is None else parsed(data)


def main_part(package: Package) -> str:
    """Return the name of the part that holds the text; Word on the web calls it otherwise."""
    root = package.tree("_rels/.rels")
    for link in () if root is None else root.iter(_RELATION):
        if link.get("Type", "").endswith("/officeDocument"):
            return link.get("Target", "").lstrip("/") or _MAIN
    return _MAIN


def is_word(package: Package) -> bool:
    """Return whether the zip is a Word file."""
    main = main_part(package)
    return main.startswith("word/") and main in package.names


def pages_said(package: Package) -> int:
    """Return how many pages the program that saved a Word file counted, 0 when it did not say."""
    with suppress(UnreadableFile):
        root = package.tree(_PROPERTIES)
        found = None if root is None else root.find("{*}Pages")
        text = "" if found is None else (found.text or "").strip()
        if text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS:
            return int(text)
    return 0


def parsed(data: bytes) -> etree._Element:
    """Return the root of an XML part; declarations of entities and broken XML are refused."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data or "<!DOCTYPE".encode("utf-16-le") in data:
        raise refusals.entities()
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise refusals.broken() from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise refusals.entities()
    return root


@contextmanager
def broken_as_refusal() -> Iterator[None]:
    """Turn what a damaged zip throws into the sentence of a broken file."""
    try:
        yield
    except UnreadableFile:
        raise
    except _BROKEN as error:
        raise refusals.broken() from error
