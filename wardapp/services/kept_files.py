"""Files on their way into an office: judged where they lie, then kept as they were judged."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from wardapp.core.dispatches import Attachment, FileRole
from wardapp.core.errors import ChangedSince, UnreadableFile
from wardapp.core.files import patiently, reading_refusal, sha256_of
from wardapp.core.long_paths import reachable
from wardapp.core.sources import FileSource, HeldFile
from wardapp.documents.reader import FileReader
from wardapp.services.desk import Desk


class FileGate:
    """The one way in for files: nothing is copied before the secret gate let it through."""

    def __init__(self, desk: Desk, reader: FileReader) -> None:
        self._desk = desk
        self._reader = reader

    def keep(self, path: FileSource, role: FileRole, expect_sha256: str = "") -> Attachment:
        """Judge a file and keep its bytes; ChangedSince when they are not those expected."""
        digest = self._judged(path, expect_sha256)
        # Read again after the judgement: what is kept must be what was judged.
        source = path.data if isinstance(path, HeldFile) else path
        return self._desk.files.keep(source, path.name, role, expect_sha256=digest)

    def keep_received(self, path: FileSource, expect_sha256: str = "") -> tuple[Attachment, ...]:
        """Judge and keep what came in, with the e-mail it came with when that may be kept."""
        kept = self.keep(path, FileRole.ORIGINAL, expect_sha256)
        mail = path.mail if isinstance(path, HeldFile) else None
        if mail is None:
            return (kept,)
        beside = tuple(self.keep(each, FileRole.ORIGINAL) for each in mail.beside)
        if not mail.data or mail.data == path_data(path):
            return (kept, *beside)
        return (kept, *beside, self.keep(HeldFile(mail.name, mail.data), FileRole.MAIL))

    def keep_all(self, paths: Sequence[Path], role: FileRole) -> tuple[Attachment, ...]:
        """Keep files after all of them passed the gate, or none."""
        digests = [self._judged(path) for path in paths]
        return tuple(
            self._desk.files.keep(path, path.name, role, expect_sha256=digest)
            for path, digest in zip(paths, digests, strict=True)
        )

    def _judged(self, path: FileSource, expect_sha256: str = "") -> str:
        """Return the hash of a file that may come in: SecretRefused, or UnreadableFile when empty.

        A file with a password can't be judged by its text; it is kept byte for byte, as the clerk
        who registers it by hand decides.
        """
        digest, size = fingerprint(path)
        if expect_sha256 and digest != expect_sha256:
            raise ChangedSince(
                f"Tệp {path.name} đã thay đổi từ lúc xem. "
                "Anh, chị mở lại tệp để xem rồi mới vào sổ."
            )
        try:
            self._reader.read(path)
        except UnreadableFile:
            if size == 0:
                raise
        return digest


def path_data(source: FileSource) -> bytes:
    """Return the bytes of a file that lies in memory, none of one that lies in a folder."""
    return source.data if isinstance(source, HeldFile) else b""


def fingerprint(path: FileSource) -> tuple[str, int]:
    """Return hash and size of a file; UnreadableFile says why it cannot be read."""
    if isinstance(path, HeldFile):
        return path.sha256, len(path.data)
    try:
        real = reachable(path)
        if not real.is_file():
            raise UnreadableFile(f"Không tìm thấy tệp {path.name}. Anh, chị xem lại đường dẫn.")
        return patiently(lambda: sha256_of(real)), real.stat().st_size
    except OSError as error:
        raise reading_refusal(error, path) from error
