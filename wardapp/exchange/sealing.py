"""A file of any size sealed by a password: a backup for another disk, opened only by who knows it.

8   WARDSEAL          1   major version          1   minor version
39  salt, prefix of nonces, probe of the password
…   the file in pieces (`sealed_stream`), bound to all that stands before
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from wardapp.core.errors import PackageDamaged, PackageRefused, PackageTooNew, PasswordNeeded
from wardapp.core.files import CHUNK, patiently, reading_refusal, write_whole_by
from wardapp.core.identity import RandomBytes
from wardapp.core.long_paths import reachable
from wardapp.exchange.sealed_stream import SEAL_SIZE, Seal, SealedReader, SealingSink

MARK = b"WARDSEAL"
MAJOR, MINOR = 1, 0
_HEAD_SIZE = len(MARK) + 2 + SEAL_SIZE


def seal_file(
    source: Path, target: Path, password: str, random: RandomBytes = secrets.token_bytes
) -> None:
    """Write source to target, sealed by a password, whole or not at all.

    PasswordNeeded for an empty password; UnreadableFile and DiskRefused as the disks say.
    """
    if not password:
        raise PasswordNeeded("Cần mật khẩu để niêm tệp. Hãy gõ mật khẩu.")
    seal = Seal.made(password, random)
    beside = MARK + bytes([MAJOR, MINOR]) + seal.head

    def write(stream: BinaryIO) -> None:
        stream.write(beside)
        sealing = SealingSink(seal, beside, stream.write)
        for piece in _pieces(source):
            sealing.write(piece)
        sealing.finish()

    write_whole_by(target, write, size=_size_of(source))


def unseal_file(source: Path, target: Path, password: str) -> None:
    """Write the file that was sealed to target, whole or not at all.

    PasswordNeeded, PasswordWrong, PackageTooNew, or PackageDamaged when anything of it was cut,
    moved or altered; PackageRefused when it is no sealed file.
    """
    with _opened(source) as (stream, size), _told(source):
        beside = stream.read(_HEAD_SIZE)
        _refuse_other(beside, source.name)
        if not password:
            raise PasswordNeeded(f"Tệp {source.name} có mật khẩu. Hãy gõ mật khẩu đã đặt.")
        seal = Seal.of_head(beside[-SEAL_SIZE:], password)

        def read_at(offset: int, wanted: int) -> bytes:
            with _told(source):
                stream.seek(_HEAD_SIZE + offset)
                return stream.read(wanted)

        sealed = SealedReader(
            seal, beside, (read_at, size - _HEAD_SIZE), str(_damaged(source.name))
        )

        def write(out: BinaryIO) -> None:
            for at in range(0, sealed.size, CHUNK):
                out.write(sealed.read_at(at, CHUNK))

        write_whole_by(target, write, size=sealed.size)


def _refuse_other(head: bytes, name: str) -> None:
    if not head.startswith(MARK):
        raise PackageRefused(f"Tệp {name} không phải tệp WardApp niêm bằng mật khẩu.")
    if len(head) < _HEAD_SIZE or head[len(MARK)] < MAJOR:
        raise _damaged(name)
    if head[len(MARK)] > MAJOR:
        raise PackageTooNew(
            f"Tệp {name} do WardApp bản mới hơn niêm. Hãy nâng cấp WardApp rồi mở lại."
        )


def _damaged(name: str) -> PackageDamaged:
    return PackageDamaged(
        f"Tệp {name} bị hỏng, bị cắt hoặc đã bị sửa nên chưa mở. Hãy dùng bản khác."
    )


def _size_of(path: Path) -> int:
    try:
        return reachable(path).stat().st_size
    except OSError as error:
        raise reading_refusal(error, path) from error


def _pieces(path: Path) -> Iterator[bytes]:
    with _told(path), patiently(lambda: reachable(path).open("rb")) as stream:
        while piece := stream.read(CHUNK):
            yield piece


@contextmanager
def _opened(path: Path) -> Iterator[tuple[BinaryIO, int]]:
    size = _size_of(path)
    with _told(path):
        stream = patiently(lambda: reachable(path).open("rb"))
    with stream:
        yield stream, size


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise reading_refusal(error, path) from error
