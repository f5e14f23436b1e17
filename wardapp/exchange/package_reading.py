"""Reading a package: the signature over the whole file first, then its zip, manifest and events.

Whoever signed may be hostile all the same, so everything is read within bounds and whole before
anything of it is handed on; files are held against their hashes while they are copied.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, NamedTuple, Self

from wardapp.core.errors import PackageRefused, PasswordNeeded
from wardapp.core.exchange import FORMAT_MAJOR, FORMAT_MINOR, Manifest, PackedFile
from wardapp.core.files import CHUNK, patiently, reading_refusal, write_whole_by
from wardapp.core.journal import Event
from wardapp.core.long_paths import reachable
from wardapp.core.progress import Progress, Silent
from wardapp.exchange import package_format
from wardapp.exchange.canonical import NotCanonical
from wardapp.exchange.package_events import LONGEST_LINE, ChainRule, event_of
from wardapp.exchange.package_format import LONGEST_HEAD, SMALLEST, PackageHead
from wardapp.exchange.package_manifest import (
    LONGEST_MANIFEST,
    MOST_ENTRIES,
    MOST_FILES,
    read_manifest,
)
from wardapp.exchange.package_names import EVENTS, MANIFEST, all_paths, entry_path, file_path
from wardapp.exchange.package_zip import ZipReader
from wardapp.exchange.primitives import SIGNATURE
from wardapp.exchange.sealed_stream import ReadAt, Seal, SealedReader
from wardapp.exchange.shapes import Misshapen
from wardapp.exchange.signing import holds

LONGEST_ENTRY = 64 << 20
_SILENT = Silent()


class Signer(NamedTuple):
    """Who signed a file whose signature holds, and which file it is."""

    key: str
    sha256: str
    is_sealed: bool


class OpenPackage(AbstractContextManager["OpenPackage"]):
    """A package whose signature holds and whose manifest and events are in order; close it."""

    def __init__(
        self, stream: BinaryIO, source: tuple[Path, Signer], zipped: ZipReader, manifest: Manifest
    ) -> None:
        self._stream = stream
        self._path, signer = source
        self._zip = zipped
        self._files = {file.sha256: file for file in manifest.files}
        self.manifest = manifest
        self.key = signer.key
        self.sha256 = signer.sha256
        self.is_sealed = signer.is_sealed

    def events(self) -> Iterator[Event]:
        """Yield the events, chain by chain; as often as wanted."""
        with _told(self._path):
            yield from _events(self._zip, self.manifest)

    def entry(self, name: str) -> bytes:
        """Return the bytes of an entry that the manifest names; KeyError for another."""
        if name not in self.manifest.entries:
            raise KeyError(name)
        with _told(self._path):
            return self._zip.data(entry_path(name), LONGEST_ENTRY)

    def copy_file(self, sha256: str, target: Path) -> None:
        """Write a file of the package to target, whole and just what the manifest says of it."""
        file = self._files[sha256]

        def write(stream: BinaryIO) -> None:
            for piece in self._file_pieces(file):
                stream.write(piece)

        write_whole_by(target, write, size=file.size)

    def file_bytes(self, sha256: str) -> bytes:
        """Return a file of the package; for those that are not big."""
        return b"".join(self._file_pieces(self._files[sha256]))

    def check_files(self, progress: Progress = _SILENT) -> None:
        """Read every file and entry through; PackageDamaged when one is not what it says."""
        total = len(self.manifest.files)
        for name in self.manifest.entries:
            self.entry(name)
        for done, file in enumerate(self.manifest.files):
            progress.step(done, total, file.name)
            for _ in self._file_pieces(file):
                pass

    def close(self) -> None:
        """Close the file."""
        self._stream.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _file_pieces(self, file: PackedFile) -> Iterator[bytes]:
        digest, size = hashlib.sha256(), 0
        with _told(self._path):
            for piece in self._zip.pieces(file_path(file.sha256)):
                digest.update(piece)
                size += len(piece)
                yield piece
            if (digest.hexdigest(), size) != (file.sha256, file.size):
                raise Misshapen("another file")


def open_package(path: Path, password: str = "", progress: Progress = _SILENT) -> OpenPackage:
    """Open a package that is whole, signed and in order.

    Raises PackageDamaged, PackageTooNew, PasswordNeeded, PasswordWrong or PackageRefused, each a
    sentence, and UnreadableFile when the disk does not give the file.
    """
    stream = _opened(path)
    try:
        with _told(path):
            signer, head, body = _signer(stream, path, progress)
            read_at, size = _body(head, body, path, password)
            return _in_order(stream, (path, signer), head, ZipReader(read_at, size, _MOST))
    except BaseException:
        stream.close()
        raise


def signer_of(path: Path, progress: Progress = _SILENT) -> Signer:
    """Return who signed a package, which needs no password; refusals as of `open_package`."""
    with _opened(path) as stream, _told(path):
        return _signer(stream, path, progress)[0]


def is_package(path: Path) -> bool:
    """Tell whether a file begins as a package does."""
    mark = package_format.MARK
    try:
        with reachable(path).open("rb") as stream:
            return stream.read(len(mark)) == mark
    except OSError:
        return False


_MOST = 2 + MOST_ENTRIES + MOST_FILES


def _signer(
    stream: BinaryIO, path: Path, progress: Progress
) -> tuple[Signer, PackageHead, _Window]:
    """Read the file through and hold its signature against it, before anything is parsed."""
    head = PackageHead.read(stream.read(LONGEST_HEAD), path.name)
    before = len(head.packed)
    size = stream.seek(0, io.SEEK_END)
    if size < SMALLEST or head.length != size - before - SIGNATURE:
        raise package_format.damaged(path.name)
    if head.length > package_format.LARGEST_BODY:
        raise PackageRefused(f"Gói {path.name} quá lớn nên chưa đọc. Hãy xin nơi gửi chia nhỏ gói.")
    whole, body = hashlib.sha256(head.packed), hashlib.sha512()
    window = _Window(stream, before, head.length)
    for at in range(0, head.length, CHUNK):
        progress.step(at, head.length, path.name)
        piece = window.read_at(at, CHUNK)
        whole.update(piece)
        body.update(piece)
    signature = _Window(stream, before + head.length, SIGNATURE).read_at(0, SIGNATURE)
    whole.update(signature)
    if not holds(head.key.hex(), package_format.message(head, body.digest()), signature):
        raise package_format.damaged(path.name)
    if head.flags:
        raise package_format.too_new(path.name)
    return Signer(head.key.hex(), whole.hexdigest(), bool(head.seal)), head, window


def _body(head: PackageHead, body: _Window, path: Path, password: str) -> tuple[ReadAt, int]:
    if not head.seal:
        return body.read_at, body.size
    if not password:
        raise PasswordNeeded(f"Gói {path.name} có mật khẩu. Hãy gõ mật khẩu nơi gửi đã báo.")
    seal = Seal.of_head(head.seal, password)
    opened = SealedReader(
        seal, head.beside, (body.read_at, body.size), str(package_format.misshapen(path.name))
    )
    return opened.read_at, opened.size


def _in_order(
    stream: BinaryIO, source: tuple[Path, Signer], head: PackageHead, zipped: ZipReader
) -> OpenPackage:
    """Read manifest and events through, so that what is wrong shows before anything is used."""
    if MANIFEST not in zipped.entries:
        raise Misshapen("no manifest")
    data = zipped.data(MANIFEST, LONGEST_MANIFEST)
    try:
        manifest = read_manifest(data, head.major, head.minor)
    except ValueError as error:
        if (head.major, head.minor) > (FORMAT_MAJOR, FORMAT_MINOR):
            raise package_format.too_new(source[0].name) from error
        raise
    _refuse_unlike(zipped, manifest)
    for _ in _events(zipped, manifest):
        pass
    return OpenPackage(stream, source, zipped, manifest)


def _refuse_unlike(zipped: ZipReader, manifest: Manifest) -> None:
    """Refuse a zip that holds other entries than its manifest names, or of other sizes."""
    if list(zipped.entries) != list(all_paths(manifest)):
        raise Misshapen("other entries")
    if any(zipped.entries[file_path(each.sha256)].size != each.size for each in manifest.files):
        raise Misshapen("another size")
    if any(zipped.entries[entry_path(name)].size > LONGEST_ENTRY for name in manifest.entries):
        raise Misshapen("too long an entry")


def _events(zipped: ZipReader, manifest: Manifest) -> Iterator[Event]:
    rule = ChainRule(manifest)
    for line in _lines(zipped.pieces(EVENTS)):
        event = event_of(line)
        rule.take(event)
        yield event
    rule.finish()


def _lines(pieces: Iterator[bytes]) -> Iterator[bytes]:
    held = bytearray()
    for piece in pieces:
        *ends, rest = piece.split(b"\n")
        for end in ends:
            held += end
            yield bytes(held)
            held.clear()
        held += rest
        if len(held) > LONGEST_LINE:
            raise Misshapen("too long a line")
    if held:
        raise Misshapen("a line without an end")


class _Window:
    """A stretch of an open file."""

    def __init__(self, stream: BinaryIO, begin: int, size: int) -> None:
        self._stream = stream
        self._begin = begin
        self.size = size

    def read_at(self, offset: int, size: int) -> bytes:
        """Return the bytes at a place, fewer only at the end; Misshapen when the file shrank."""
        wanted = max(0, min(size, self.size - offset))
        self._stream.seek(self._begin + offset)
        found = self._stream.read(wanted)
        if len(found) != wanted:
            raise Misshapen("the file shrank")
        return found


def _opened(path: Path) -> BinaryIO:
    real = reachable(path)
    try:
        if not real.is_file():
            raise PackageRefused(f"Không thấy tệp {path.name}. Hãy cắm lại USB rồi chọn lại tệp.")
        return patiently(lambda: real.open("rb"))
    except OSError as error:
        raise reading_refusal(error, path) from error


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn what the disk or a wrong shape says into the refusal of this file."""
    try:
        yield
    except (Misshapen, NotCanonical) as error:
        raise package_format.misshapen(path.name) from error
    except OSError as error:
        raise reading_refusal(error, path) from error
