"""The reader as services hold it; what reads a file is loaded with the first file.

Readers of Word, PDF and old fonts take a third of a second to load, and neither the start of the
window nor most commands need them.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from wardapp.core.errors import UnreadableFile
from wardapp.core.reading import Reading
from wardapp.core.sources import FileSource, HeldFile, Mail
from wardapp.core.views import PaperView


class FileReader:
    """Reads the header of received files and shows their pages."""

    def __init__(self, resources: Path) -> None:
        """Keep the folder where fonts and the page of set text lie."""
        self._resources = resources

    def read(self, path: FileSource) -> Reading:
        """Return what was read from a file, which may lie in memory alone.

        Raises UnreadableFile with one sentence that says what to do, SecretRefused for a paper
        with a mark of secrecy. The file is read in place; no copy, no trace.
        """
        from wardapp.documents.reader.file_reader import reading_of

        return reading_of(path.name, self.bytes_of(path))

    def bytes_of(self, path: FileSource) -> bytes:
        """Return the bytes of a file within the bound; UnreadableFile says why not."""
        from wardapp.documents.reader.file_reader import bounded, bytes_of

        return bounded(path.data) if isinstance(path, HeldFile) else bytes_of(path)

    def mail(self, source: FileSource) -> Mail | None:
        """Return an e-mail or edXML message with its files, None when the file is none.

        Raises SecretRefused when the mail itself is marked as secret, UnreadableFile with what to
        do for a damaged one and for mails in Outlook's own format.
        """
        from wardapp.documents.reader import edxml_file, eml_file

        if edxml_file.is_edxml(source.name):
            return edxml_file.open_edxml(source.name, self.bytes_of(source))
        if eml_file.is_outlook_mail(source.name):
            raise UnreadableFile(eml_file.MSG_SENTENCE)
        if not eml_file.is_mail(source.name):
            return None
        return eml_file.open_mail(source.name, self.bytes_of(source))

    def read_bytes(self, name: str, data: bytes) -> Reading:
        """Return what was read from bytes already in memory, judged like a file."""
        from wardapp.documents.reader.file_reader import reading_of

        return reading_of(name, data)

    def list_rows(self, path: Path) -> tuple[tuple[str, ...], ...]:
        """Return the rows of a list in a workbook or CSV file, as text, no formula worked out."""
        from wardapp.documents.list_file import list_rows

        return list_rows(path.name, self.bytes_of(path))

    def view(self, path: FileSource, reading: Reading) -> PaperView:
        """Return what to show of a file that was read: pages, a picture, or only a note."""
        from wardapp.documents.reader.view import view_of

        return view_of(path.name, self.bytes_of(path), reading, self._resources)

    def page_of(self, path: Path, name: str) -> PaperView:
        """Return what to show of a kept file, whose name on disk is only its hash."""
        from wardapp.documents.reader.file_reader import bytes_of, reading_of
        from wardapp.documents.reader.view import view_of

        data = bytes_of(path)
        return view_of(name, data, reading_of(name, data), self._resources)

    def with_spots(self, reading: Reading, pdf: bytes) -> Reading:
        """Return the reading with its evidence as rectangles on the PDF that is shown."""
        from wardapp.documents.reader.view import with_spots

        return with_spots(reading, pdf)

    def with_near_deadlines(self, reading: Reading, pdf: bytes) -> Reading:
        """Return the reading with its deadlines framed at the words of their dates."""
        from wardapp.documents.reader.view import with_near_deadlines

        return with_near_deadlines(reading, pdf)


def judged_files(files: Sequence[HeldFile]) -> tuple[list[HeldFile], int]:
    """Return the files in memory that pass the gate of secrets, and how many do not."""
    from wardapp.documents.reader import eml_file

    return eml_file.judged(files)


def plain_file_name(name: str, at: int) -> str:
    """Return a name no file system stumbles over, made of what another office called a file."""
    from wardapp.documents.reader import eml_file

    return eml_file.plain_name(name, "", at)
