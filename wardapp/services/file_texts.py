"""Reads what stands in kept files, so that the search finds it there; a file is read once."""

from __future__ import annotations

from collections.abc import Callable

from wardapp.core.errors import NotFound, SecretRefused, UnreadableFile
from wardapp.core.file_texts import FileTextCounts, FileTextState, UnreadFile
from wardapp.documents.reader import FileReader
from wardapp.services.desk import Desk
from wardapp.store.file_texts import FileTexts

AT_ONCE = 20


def _never() -> bool:
    return False


class FileTextReading:
    """Reads files one after the other; what was read is local, never journaled or sent."""

    def __init__(self, desk: Desk, reader: FileReader) -> None:
        self._desk, self._reader = desk, reader

    def counts(self) -> FileTextCounts:
        """Return how many files were read, wait, and have no text."""
        with self._desk.database.read() as tx:
            return FileTexts(tx.work.connection).counts()

    def read_waiting(self, should_stop: Callable[[], bool] = _never) -> int:
        """Read the files that wait until none is left or `should_stop`; return how many.

        The gate of domain §6 stands here too: of a paper it refuses nothing is kept but that it
        was refused. A file that cannot be read is remembered, so that no start tries it again.
        """
        if self._desk.database.read_only:
            return 0
        done: set[str] = set()
        while waiting := [each for each in self._waiting(len(done)) if each.sha256 not in done]:
            for file in waiting:
                if should_stop():
                    return len(done)
                self._read(file)
                done.add(file.sha256)
        return len(done)

    def _waiting(self, passed: int) -> tuple[UnreadFile, ...]:
        with self._desk.database.read() as tx:
            return FileTexts(tx.work.connection).waiting(passed + AT_ONCE)

    def _read(self, file: UnreadFile) -> None:
        try:
            state, text = self._read_text(file)
        except NotFound:
            return  # the file is not in this copy of the office: perhaps it comes back
        command = self._desk.command("files.read", "Đọc chữ trong tệp")
        with self._desk.database.begin(command, undoable=False) as tx:
            FileTexts(tx.work.connection).keep(file.sha256, state, text)

    def _read_text(self, file: UnreadFile) -> tuple[FileTextState, str]:
        path = self._desk.files.find(file.sha256)
        if path is None:
            raise NotFound(f"Không còn thấy tệp {file.name} trong sổ.")
        try:
            text = self._reader.read_bytes(file.name, self._reader.bytes_of(path)).text.strip()
        except SecretRefused:
            return FileTextState.REFUSED, ""
        except UnreadableFile:
            return FileTextState.UNREADABLE, ""
        return (FileTextState.READ, text) if text else (FileTextState.EMPTY, "")
