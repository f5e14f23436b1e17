"""A package in parts small enough for a letter, joined again in any order.

Each part is a file of its own: what it is a part of (SHA-256 and size of the whole), which one of
how many, its bytes, and the SHA-256 over all of that. Parts prove nothing about who sent them:
the joined package carries its own signature.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from wardapp.core.errors import PackageDamaged, PackageRefused, PackageTooNew
from wardapp.core.exchange import PACKAGE_ENDING
from wardapp.core.files import (
    CHUNK,
    patiently,
    reading_refusal,
    remove_file,
    sha256_of,
    write_whole_by,
)
from wardapp.core.long_paths import reachable

MARK = b"WARDPART"
MAJOR, MINOR = 1, 0
MOST_PARTS, SHOWN = 999, 5
SMALLEST_PART = 1 << 12
"""Below this a part would be mostly head."""

_HEAD = struct.Struct(">8sBB32sQHHQ")
_DIGEST = hashlib.sha256().digest_size
_AROUND = _HEAD.size + _DIGEST


@dataclass(frozen=True, slots=True, kw_only=True)
class PartHead:
    """What a part says of itself: of which whole it is, which one, how many bytes of it."""

    whole: str  # SHA-256 of the package, hex
    whole_size: int
    number: int  # from 1
    count: int
    length: int


def split(path: Path, size: int) -> tuple[Path, ...]:
    """Write a package as parts of at most `size` bytes beside it and return them in order.

    A package that fits is returned as it is. All parts are written or none; DiskRefused as the
    disk says.
    """
    try:
        whole_size = reachable(path).stat().st_size
        if whole_size <= size:
            return (path,)
        whole = sha256_of(path)
    except OSError as error:
        raise reading_refusal(error, path) from error
    heads = tuple(_heads(whole, whole_size, size))
    written: list[Path] = []
    try:
        at = 0
        for head in heads:
            target = _part_path(path, head)
            _write_part(path, target, head, at)
            written.append(target)
            at += head.length
    except BaseException:
        for part in written:
            with suppress(OSError):
                remove_file(reachable(part))
        raise
    return tuple(written)


def part_of(path: Path) -> PartHead | None:
    """Return what a part says of itself, None when the file is no part of a package.

    PackageTooNew or PackageDamaged when it is one that cannot be read.
    """
    with _opened(path) as stream:
        data = stream.read(_HEAD.size)
    return _read_head(data, path.name) if data.startswith(MARK) else None


def join(paths: Sequence[Path], target: Path) -> None:
    """Put the package together from its parts, in whatever order they are given.

    The same part may be given twice. PackageRefused names the part that is missing or belongs to
    another package, PackageDamaged the one that is not as it was written.
    """
    heads = [(path, _checked_head(path)) for path in paths]
    if not heads:
        raise PackageRefused("Chưa có phần nào của gói. Hãy chọn các phần rồi làm lại.")
    first = heads[0][1]
    _refuse_foreign(heads)
    by_number = {head.number: (path, head) for path, head in heads}
    _refuse_gaps(by_number, heads[0][0], first)
    digest = hashlib.sha256()

    def write(stream: BinaryIO) -> None:
        for number in range(1, first.count + 1):
            for piece in _data(*by_number[number]):
                digest.update(piece)
                stream.write(piece)
        if digest.hexdigest() != first.whole:
            raise _damaged(heads[0][0].name)

    write_whole_by(target, write, size=first.whole_size)


def _heads(whole: str, whole_size: int, size: int) -> Iterator[PartHead]:
    if size < SMALLEST_PART:
        raise PackageRefused("Cỡ mỗi phần quá nhỏ. Hãy chọn từ 1 MB trở lên.")
    room = size - _AROUND
    count = -(-whole_size // room)
    if count > MOST_PARTS:
        raise PackageRefused(
            f"Gói phải chia thành {count} phần, quá nhiều. Hãy chọn cỡ mỗi phần lớn hơn."
        )
    for number in range(1, count + 1):
        length = min(room, whole_size - (number - 1) * room)
        yield PartHead(
            whole=whole, whole_size=whole_size, number=number, count=count, length=length
        )


def _part_path(path: Path, head: PartHead) -> Path:
    width = len(str(head.count))
    stem = path.name.removesuffix(PACKAGE_ENDING)
    return path.with_name(f"{stem}.phan-{head.number:0{width}}-{head.count}{PACKAGE_ENDING}")


def _write_part(source: Path, target: Path, head: PartHead, at: int) -> None:
    def write(stream: BinaryIO) -> None:
        packed = _packed(head)
        digest = hashlib.sha256(packed)
        stream.write(packed)
        for piece in _stretch(source, at, head.length):
            digest.update(piece)
            stream.write(piece)
        stream.write(digest.digest())

    write_whole_by(target, write, size=head.length)


def _packed(head: PartHead) -> bytes:
    whole = bytes.fromhex(head.whole)
    return _HEAD.pack(
        MARK, MAJOR, MINOR, whole, head.whole_size, head.number, head.count, head.length
    )


def _read_head(data: bytes, name: str) -> PartHead:
    if len(data) != _HEAD.size:
        raise _damaged(name)
    _, major, _, whole, whole_size, number, count, length = _HEAD.unpack(data)
    if major > MAJOR:
        raise PackageTooNew(
            f"Phần {name} do WardApp bản mới hơn lập. Hãy nâng cấp WardApp rồi nhận lại."
        )
    if major < MAJOR or not 1 <= number <= count <= MOST_PARTS or length > whole_size:
        raise _damaged(name)
    return PartHead(
        whole=whole.hex(), whole_size=whole_size, number=number, count=count, length=length
    )


def _checked_head(path: Path) -> PartHead:
    """Return the head of a part whose bytes are all as they were written."""
    head = part_of(path)
    if head is None:
        raise PackageRefused(f"Tệp {path.name} không phải một phần của gói. Hãy bỏ tệp này ra.")
    try:
        size = reachable(path).stat().st_size
    except OSError as error:
        raise reading_refusal(error, path) from error
    if size != head.length + _AROUND:
        raise _damaged(path.name)
    digest = hashlib.sha256()
    for piece in _stretch(path, 0, size - _DIGEST):
        digest.update(piece)
    if b"".join(_stretch(path, size - _DIGEST, _DIGEST)) != digest.digest():
        raise _damaged(path.name)
    return head


def _refuse_foreign(heads: Sequence[tuple[Path, PartHead]]) -> None:
    """Refuse parts of different packages, naming one of those that are fewer."""
    kinds: dict[tuple[str, int, int], list[Path]] = {}
    for path, head in heads:
        kinds.setdefault((head.whole, head.whole_size, head.count), []).append(path)
    if len(kinds) > 1:
        foreign = min(kinds.values(), key=len)[0]
        raise PackageRefused(
            f"Phần {foreign.name} là của gói khác. Hãy bỏ phần này ra rồi làm lại."
        )


def _refuse_gaps(by_number: dict[int, tuple[Path, PartHead]], one: Path, first: PartHead) -> None:
    missing = [str(each) for each in range(1, first.count + 1) if each not in by_number]
    if missing:
        shown = ", ".join(missing[:SHOWN]) + (" …" if len(missing) > SHOWN else "")
        raise PackageRefused(
            f"Còn thiếu phần {shown} trong {first.count} phần của gói ({one.name}). "
            "Hãy tìm cho đủ rồi làm lại."
        )
    if sum(head.length for _, head in by_number.values()) != first.whole_size:
        raise _damaged(one.name)


def _data(path: Path, head: PartHead) -> Iterator[bytes]:
    return _stretch(path, _HEAD.size, head.length)


def _stretch(path: Path, at: int, length: int) -> Iterator[bytes]:
    """Yield a stretch of a file in pieces; PackageDamaged when the file shrank meanwhile."""
    with _opened(path) as stream:
        stream.seek(at)
        while length > 0:
            piece = stream.read(min(CHUNK, length))
            if not piece:
                raise _damaged(path.name)
            length -= len(piece)
            yield piece


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    try:
        with patiently(lambda: reachable(path).open("rb")) as stream:
            yield stream
    except OSError as error:
        raise reading_refusal(error, path) from error


def _damaged(name: str) -> PackageDamaged:
    return PackageDamaged(f"Phần {name} bị hỏng hoặc đã bị sửa. Hãy xin nơi gửi gửi lại phần này.")
