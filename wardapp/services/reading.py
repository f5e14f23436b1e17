"""Reading a received file without an office: nothing is kept anywhere."""

from __future__ import annotations

from pathlib import Path

from wardapp.core.places import Places
from wardapp.core.reading import Reading
from wardapp.documents.reader import FileReader


class FileReading:
    """Reads the header of files where they lie."""

    def __init__(self, reader: FileReader) -> None:
        self._reader = reader

    @classmethod
    def from_places(cls, places: Places) -> FileReading:
        """Return the reading with the program's own resources."""
        return cls(FileReader(places.resources))

    def read(self, path: Path) -> Reading:
        """Return what stands in the file; UnreadableFile or SecretRefused with a sentence."""
        return self._reader.read(path)
