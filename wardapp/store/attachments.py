"""The kept files of an office: `files/ab/abcdef…`, each once, byte for byte, under its SHA-256.

A file is written and synced before the row that names it: a crash in between leaves a file
without a row, never a row without its file.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from wardapp.core.dispatches import Attachment, FileRole
from wardapp.core.errors import ChangedSince, NotFound, UnreadableFile
from wardapp.core.files import (
    CHUNK,
    disk_refusal,
    patiently,
    reading_refusal,
    remove_file,
    sha256_of,
    sync_folder,
)
from wardapp.core.long_paths import reachable
from wardapp.store.file_names import kept_name
from wardapp.store.refusals import office_disk_refusal

MAX_SIZE = 512 << 20
SHARD = 2
HASH_LENGTH = 64
KEPT_MODE = 0o444


class FileStore:
    """Keeps files by their content under one folder."""

    def __init__(self, root: Path, *fallbacks: Path, max_size: int = MAX_SIZE) -> None:
        self._root = root
        self._places = (root, *fallbacks)
        self._max_size = max_size

    def keep(
        self, source: Path | bytes, name: str, role: FileRole, *, expect_sha256: str = ""
    ) -> Attachment:
        """Keep a file, or bytes, and return how a record names it; the same bytes lie there once.

        Raises ChangedSince when the bytes are not those that were judged (`expect_sha256`),
        UnreadableFile when they cannot be read or are too many, DiskRefused when the disk is full.
        """
        shown = kept_name(name)
        with _opened(source, shown) as stream:
            part, sha256, size = self._copied(stream, shown)
        try:
            if expect_sha256 and sha256 != expect_sha256:
                raise ChangedSince(
                    f"Tệp {shown} đã đổi sau khi đọc nên chưa vào sổ. Hãy thả lại tệp."
                )
            self._settle(part, sha256, size)
        finally:
            _forget(part)
        return Attachment(sha256=sha256, name=shown, size=size, role=role)

    def path_of(self, attachment: Attachment) -> Path:
        """Return where the bytes lie; NotFound when they are gone."""
        found = self.find(attachment.sha256)
        if found is None:
            raise NotFound(
                f"Không còn thấy tệp {attachment.name} trong sổ. Hãy lấy lại từ bản sao lưu."
            )
        return found

    def find(self, sha256: str) -> Path | None:
        """Return where the bytes of this hash lie, None when nowhere."""
        if not is_hash(sha256):
            return None
        paths = (hashed_path(place, sha256) for place in self._places)
        try:
            return next((path for path in paths if path.is_file()), None)
        except OSError as error:
            raise office_disk_refusal(error, self._root.parent) from error

    def read(self, attachment: Attachment) -> bytes:
        """Return the bytes as they were kept; NotFound when they are gone or altered."""
        path = self.path_of(attachment)
        try:
            data = path.read_bytes()
        except OSError as error:
            raise UnreadableFile(
                f"Chưa mở được tệp {attachment.name}: ổ đĩa lỗi hoặc tệp đang bị khóa."
            ) from error
        if hashlib.sha256(data).hexdigest() != attachment.sha256:
            raise NotFound(
                f"Tệp {attachment.name} trong sổ đã bị sửa từ bên ngoài. "
                "Hãy lấy lại từ bản sao lưu."
            )
        return data

    def check(
        self, attachments: Iterable[Attachment], whose: Callable[[str], str] | None = None
    ) -> tuple[str, ...]:
        """Return a sentence for each file that is gone or whose bytes are no longer its own.

        `whose` tells of a hash which record names it.
        """
        return tuple(
            _fault(self.find(item.sha256), item, whose(item.sha256) if whose else "")
            for item in _broken(self, attachments)
        )

    def hashes(self) -> Iterator[str]:
        """Yield the hash of each kept file."""
        for path in self._root.glob("??/*"):
            if is_hash(path.name):
                yield path.name

    def sweep(self, referenced: set[str], older_than_ms: int) -> int:
        """Remove files that no row names and that are older than an instant; return how many.

        The age spares a file that another window has just kept and not yet named.
        """
        removed = 0
        strays = [path for path in self._root.glob("??/*") if is_hash(path.name)]
        for path in (*strays, *self._root.glob("*.part")):
            is_old = path.stat().st_mtime_ns // 1_000_000 < older_than_ms
            if is_old and path.name not in referenced:
                removed += _forget(path)
        return removed

    def _copied(self, stream: BinaryIO, name: str) -> tuple[Path, str, int]:
        part = self._root / f"{secrets.token_hex(8)}.part"
        digest, size = hashlib.sha256(), 0
        try:
            self._root.mkdir(parents=True, exist_ok=True)
            with part.open("xb") as target:
                while piece := _read_piece(stream, name):
                    size += len(piece)
                    if size > self._max_size:
                        raise UnreadableFile(
                            f"Tệp {name} lớn hơn {self._max_size >> 20} MB nên không giữ trong sổ. "
                            "Hãy nén hoặc tách tệp, hay vào sổ không kèm tệp."
                        )
                    digest.update(piece)
                    target.write(piece)
                target.flush()
                os.fsync(target.fileno())
        except OSError as error:
            _forget(part)
            raise disk_refusal(error, Path(name), size) from error
        except UnreadableFile:
            _forget(part)
            raise
        return part, digest.hexdigest(), size

    def _settle(self, part: Path, sha256: str, size: int) -> None:
        target = hashed_path(self._root, sha256)
        if target.is_file() and target.stat().st_size == size and sha256_of(target) == sha256:
            with suppress(OSError):  # kept anew: no sweep may take an old stray before its row
                os.utime(target)
            return
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            if target.exists():
                target.chmod(0o600)  # damaged bytes make way for good ones
            part.chmod(KEPT_MODE)
            patiently(lambda: part.replace(target))
            sync_folder(target.parent)
            sync_folder(self._root)
        except OSError as error:
            raise disk_refusal(error, target, size) from error


def _forget(path: Path) -> bool:
    """Remove a file that nobody needs; False when it stays, for a later sweep."""
    try:
        remove_file(path)
    except OSError:
        return False
    return True


def hashed_path(root: Path, sha256: str) -> Path:
    """Return where a file of this hash lies under a root."""
    return root / sha256[:SHARD] / sha256


def is_hash(text: str) -> bool:
    """Tell whether a text is a SHA-256 in lower-case hex, so that no other name meets the disk."""
    return len(text) == HASH_LENGTH and all(letter in "0123456789abcdef" for letter in text)


def _opened(source: Path | bytes, name: str) -> BinaryIO:
    if isinstance(source, bytes):
        return BytesIO(source)
    real = reachable(source)
    try:
        if not real.is_file():
            raise UnreadableFile(f"{name} không phải là tệp hoặc không còn ở đó. Hãy chọn lại tệp.")
        return patiently(lambda: real.open("rb"))
    except OSError as error:
        raise reading_refusal(error, source) from error


def _read_piece(stream: BinaryIO, name: str) -> bytes:
    try:
        return stream.read(CHUNK)
    except OSError as error:
        raise UnreadableFile(
            f"Đang đọc tệp {name} thì ổ đĩa hoặc USB bị ngắt. Hãy cắm lại rồi thử lại."
        ) from error


def _broken(files: FileStore, attachments: Iterable[Attachment]) -> Iterator[Attachment]:
    for item in attachments:
        path = files.find(item.sha256)
        if path is None or sha256_of(path) != item.sha256:
            yield item


def _fault(path: Path | None, item: Attachment, whose: str) -> str:
    if path is None:
        return f"Thiếu tệp {item.name}{whose} ({item.sha256[:8]})."
    return f"Tệp {item.name}{whose} ({item.sha256[:8]}) không còn đúng như khi vào sổ."
