"""Writing a package: one pass over events and files, whole or not at all, signed at the end.

Nothing in it depends on when or where it was written, so equal events give equal bytes; only a
password brings chance in.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NotRequired, TypedDict, Unpack

from wardapp.core.errors import NotFound, PackageRefused
from wardapp.core.exchange import FORMAT_MAJOR, FORMAT_MINOR, Manifest, PackedFile
from wardapp.core.files import CHUNK, patiently, reading_refusal, sha256_of, write_whole_by
from wardapp.core.journal import Event
from wardapp.core.long_paths import reachable
from wardapp.exchange.package_events import LONGEST_LINE, ChainRule, line_of
from wardapp.exchange.package_format import PackageHead, message
from wardapp.exchange.package_manifest import MOST_FILES, in_order, manifest_bytes, read_manifest
from wardapp.exchange.package_names import EVENTS, MANIFEST, entry_path, file_path
from wardapp.exchange.package_zip import DEFLATED, STORED, TooTight, ZipWriter
from wardapp.exchange.sealed_stream import Seal, SealingSink, Sink
from wardapp.exchange.shapes import Misshapen
from wardapp.exchange.signing import SigningKey

LINES_AT_ONCE = 1 << 16


class Wish(TypedDict):
    """What `write_package` is to write beside the manifest, signed by whom, and where to."""

    events: Iterable[Event]
    entries: Mapping[str, bytes]
    files: Mapping[str, Path]
    key: SigningKey
    target: Path
    password: NotRequired[str]


def write_package(manifest: Manifest, **wish: Unpack[Wish]) -> str:
    """Write a package and return the SHA-256 of the file, read back from where it lies.

    `events` come chain by chain, each in order, and can be gone through again; they, `entries` and
    `files` (by SHA-256) are just what the manifest says: ValueError when they are not. Raises
    NotFound for a kept file that is gone or altered, DiskRefused when the disk takes no more.
    """
    content = Content(in_order(manifest), wish["events"], wish["entries"], wish["files"])
    content.refuse_unlike()
    return write_content(content, wish["key"], wish["target"], wish.get("password", ""))


@dataclass(frozen=True, slots=True)
class Content:
    """What goes into a package, in its order."""

    manifest: Manifest
    events: Iterable[Event]
    entries: Mapping[str, bytes]
    files: Mapping[str, Path]

    def refuse_unlike(self) -> None:
        """Raise ValueError when the manifest does not speak of just these entries and files."""
        if set(self.entries) != set(self.manifest.entries):
            raise ValueError("the manifest names other entries")
        if set(self.files) != {file.sha256 for file in self.manifest.files}:
            raise ValueError("the manifest names other files")
        if len(self.manifest.files) > MOST_FILES:
            raise PackageRefused(
                f"Gói có hơn {MOST_FILES} tệp, quá nhiều cho một lần chuyển. "
                "Hãy chọn ít văn bản hơn rồi gửi làm nhiều lần."
            )
        try:
            read_manifest(manifest_bytes(self.manifest), FORMAT_MAJOR, FORMAT_MINOR)
        except Misshapen as error:
            raise PackageRefused(
                "Chưa lập được gói vì tên cơ quan, tên máy, tên tệp hoặc lời ghi kèm quá dài hay "
                "có ký tự lạ. Hãy sửa cho gọn rồi làm lại."
            ) from error

    def write(self, zipped: ZipWriter, method: int) -> None:
        """Write everything into a zip."""
        zipped.add(MANIFEST, [manifest_bytes(self.manifest)], method=method)
        zipped.add(EVENTS, self._lines(), method=method)
        for name in self.manifest.entries:
            zipped.add(entry_path(name), [self.entries[name]], method=method)
        for file in self.manifest.files:
            zipped.add(file_path(file.sha256), _pieces(file, self.files), method=STORED)
        zipped.finish()

    def _lines(self) -> Iterator[bytes]:
        rule, held = ChainRule(self.manifest), bytearray()
        for event in self.events:
            rule.take(event)
            line = line_of(event)
            if len(line) >= LONGEST_LINE:
                raise PackageRefused(
                    f"Chưa lập được gói vì một lần sửa quá lớn ({event.title}). "
                    "Hãy báo người phụ trách máy tính."
                )
            held += line + b"\n"
            if len(held) > LINES_AT_ONCE:
                yield bytes(held)
                held.clear()
        rule.finish()
        yield bytes(held)


def write_content(content: Content, key: SigningKey, target: Path, password: str = "") -> str:
    """Write a package from content that is taken as it is."""
    seal = Seal.made(password) if password else None
    try:
        _write(content, key, target, seal, DEFLATED)
    except TooTight:  # what unfolds too far would be refused by every reader: so nothing is packed
        _write(content, key, target, Seal.made(password) if password else None, STORED)
    try:
        return sha256_of(target)
    except OSError as error:
        raise reading_refusal(error, target) from error


def _write(content: Content, key: SigningKey, target: Path, seal: Seal | None, method: int) -> None:
    def write(stream: BinaryIO) -> None:
        body = _Body(stream)
        head = PackageHead(key=bytes.fromhex(key.public), length=0, seal=seal.head if seal else b"")
        stream.write(head.packed)
        if seal is None:
            content.write(ZipWriter(body.write), method)
        else:
            sealing = SealingSink(seal, head.beside, body.write)
            content.write(ZipWriter(sealing.write), method)
            sealing.finish()
        whole = PackageHead(key=head.key, length=body.length, seal=head.seal)
        stream.write(key.sign(message(whole, body.digest.digest())))
        stream.seek(0)
        stream.write(whole.packed)

    size = sum(file.size for file in content.manifest.files)
    write_whole_by(target, write, size=size)


class _Body:
    """Counts and hashes what goes into the file."""

    def __init__(self, stream: BinaryIO) -> None:
        self._sink: Sink = stream.write
        self.digest = hashlib.sha512()
        self.length = 0

    def write(self, data: bytes) -> None:
        """Take the next bytes."""
        self._sink(data)
        self.digest.update(data)
        self.length += len(data)


def _pieces(file: PackedFile, files: Mapping[str, Path]) -> Iterator[bytes]:
    """Yield a kept file piece by piece; NotFound at its end when it was another."""
    path, digest = files[file.sha256], hashlib.sha256()
    try:
        with patiently(lambda: reachable(path).open("rb")) as stream:
            while piece := stream.read(CHUNK):
                digest.update(piece)
                yield piece
    except FileNotFoundError as error:
        raise _gone(file) from error
    except OSError as error:
        raise reading_refusal(error, path) from error
    if digest.hexdigest() != file.sha256:
        raise _gone(file)


def _gone(file: PackedFile) -> NotFound:
    return NotFound(
        f"Tệp {file.name} trong sổ không còn hoặc đã bị sửa từ bên ngoài nên chưa đóng gói. "
        "Hãy lấy lại tệp từ bản sao lưu."
    )
