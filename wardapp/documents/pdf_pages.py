"""Joins pages of several PDF files into one, and lays one page over another."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Sequence

import pypdfium2

_BY_CHANCE = re.compile(rb"<([0-9A-F]{32})>")
_TAIL = 400
"""Bytes at the end of a file that hold its trailer."""


def joined_pages(files: Sequence[bytes]) -> bytes:
    """Return the pages of all files in order; the same files give the same bytes."""
    whole = pypdfium2.PdfDocument(files[0])
    try:
        for data in files[1:]:
            part = pypdfium2.PdfDocument(data)
            whole.import_pages(part)
            part.close()
        return saved(whole)
    finally:
        whole.close()


def saved(document: pypdfium2.PdfDocument) -> bytes:
    """Return the bytes of a document; its identifier, drawn by chance, is made of its content."""
    out = io.BytesIO()
    document.save(out)
    data = out.getvalue()
    start = data.rfind(b"/ID", len(data) - _TAIL)
    if start < 0:
        return data
    body, tail = data[:start], data[start:]
    name = hashlib.sha256(body).hexdigest().upper().encode()
    return body + _BY_CHANCE.sub(lambda found: b"<" + name[: len(found[1])] + b">", tail)
