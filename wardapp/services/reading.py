"""Reading a received file without an office: nothing is kept anywhere."""

from __future__ import annotations

from pathlib import Path

from wardapp.core.places import Places
from wardapp.core.reading import Reading
from wardapp.core.sources import FileSource, Mail
from wardapp.documents.reader import FileReader


class FileReading:
    """Reads the header of files where they lie."""

    def __init__(self, reader: FileReader) -> None:
        self._reader = reader

    @classmethod
    def from_places(cls, places: Places) -> FileReading:
        """Return the reading with the program's own resources."""
        return cls(FileReader(places.resources))

    def mail(self, source: FileSource) -> Mail | None:
        """Return an e-mail with its attachments held in memory, None when the file is none.

        SecretRefused or UnreadableFile with a sentence; nothing is written anywhere.
        """
        return self._reader.mail(source)

    def read(self, path: Path) -> Reading:
        """Return what stands in the file; UnreadableFile or SecretRefused with a sentence."""
        return self._reader.read(path)
