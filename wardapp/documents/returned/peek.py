"""Whether a file is one of our own workbooks or Word forms, told by a glance at its package."""

from __future__ import annotations

import zipfile
from io import BytesIO

from wardapp.core.long_paths import reachable
from wardapp.core.sources import FileSource, HeldFile

_MARKS = (("xl/workbook.xml", b"_wardapp"), ("docProps/custom.xml", b"form_id"))
_MOST = 1 << 20


def names_a_form(path: FileSource) -> bool:
    """Return True when a file carries the hidden identity of a form; nothing else is read."""
    lies_at = BytesIO(path.data) if isinstance(path, HeldFile) else reachable(path)
    try:
        with zipfile.ZipFile(lies_at) as package:
            return any(_stands_in(package, part, mark) for part, mark in _MARKS)
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError):
        return False


def _stands_in(package: zipfile.ZipFile, part: str, mark: bytes) -> bool:
    if part not in package.NameToInfo:
        return False
    with package.open(part) as stream:
        return mark in stream.read(_MOST)
