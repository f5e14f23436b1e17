"""The zip of a workbook or Word file: large parts read within bounds, XML without entities."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

from lxml import etree

from wardapp.documents.old_books.raw import declared
from wardapp.documents.reader import refusals
from wardapp.documents.reader.package import Package, broken_as_refusal

LARGEST_SHEET = 320 << 20


class BookPackage:
    """A zip whose bounds were checked; parts of books may be larger than those of letters."""

    def __init__(self, data: bytes) -> None:
        """Open the zip; raises UnreadableFile for broken, encrypted or swollen ones."""
        self._checked = Package(data)
        self._zip = zipfile.ZipFile(io.BytesIO(data))

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the parts."""
        return self._checked.names

    def read(self, name: str) -> bytes:
        """Return a part, b"" when it is absent."""
        if name not in self._checked.names:
            return b""
        with broken_as_refusal(), self._zip.open(name) as stream:
            data = stream.read(LARGEST_SHEET + 1)
        if len(data) > LARGEST_SHEET:
            raise refusals.bomb()
        return data

    def tree(self, name: str) -> etree._Element | None:
        """Return a small part as XML, None when it is absent."""
        return self._checked.tree(name)


def elements(data: bytes, *tags: str) -> Iterator[etree._Element]:
    """Yield the elements with these tags as they end, each cleared when it was looked at."""
    if not data:
        return
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data or "<!DOCTYPE".encode("utf-16-le") in data:
        raise declared()
    with xml_as_refusal():
        walk = etree.iterparse(
            io.BytesIO(data),
            tag=tags,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
        )
        for _event, element in walk:
            yield element
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]


@contextmanager
def xml_as_refusal() -> Iterator[None]:
    """Turn what broken XML throws into the sentence of a broken file."""
    try:
        yield
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise refusals.broken() from error
