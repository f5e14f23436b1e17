"""The reader of returned files as services hold it; formats are loaded with the first file."""

from __future__ import annotations

from pathlib import Path

from wardapp.core.returns import ReturnedFile


def read_returned(path: Path) -> ReturnedFile:
    """Return what stands in a returned file, every cell with its place and in Unicode.

    Raises UnreadableFile with one sentence that says what to do; nothing is evaluated or written.
    """
    from wardapp.documents.returned.reading import read_path

    return read_path(path)


def returned_file(name: str, data: bytes) -> ReturnedFile:
    """Return what stands in the bytes of a returned file; refusals as of `read_returned`."""
    from wardapp.documents.returned.reading import read_bytes

    return read_bytes(name, data)
