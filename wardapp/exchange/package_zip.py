"""The zip inside a package, in the one form that is written and read: any other is refused.

Entries lie one after another without a gap, always with 64-bit sizes behind their data, in the
order given; dates are fixed, nothing is encrypted, commented or said twice. What is read back is
held against what would have been written, byte for byte.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wardapp.exchange.sealed_stream import ReadAt, Sink
from wardapp.exchange.shapes import Misshapen

STORED, DEFLATED = 0, 8
LEVEL = 6
AT_ONCE = 1 << 16
GRACE, TIGHTEST = 16 << 20, 100
"""How far an entry may unfold: this many bytes, and beyond them so many times its packed size."""

LONGEST_NAME = 256
_NEEDS, _MADE_BY, _BEHIND, _DAY = 45, 0x032D, 0x0008, 0x0021
_FULL, _FULL_COUNT = 0xFFFFFFFF, 0xFFFF
_LOCAL = struct.Struct("<4s5H3I2H")
_LOCAL_EXTRA = struct.Struct("<2H2Q")
_DESCRIPTOR = struct.Struct("<4sIQQ")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_CENTRAL_EXTRA = struct.Struct("<2H3Q")
_END64 = struct.Struct("<4sQ2H2I4Q")
_LOCATOR = struct.Struct("<4sIQI")
_END = struct.Struct("<4s4H2IH")
_EXTRA_HEAD, _END64_HEAD = 4, 12
_TAIL = _END64.size + _LOCATOR.size + _END.size


@dataclass(frozen=True, slots=True)
class ZipEntry:
    """One entry: where its head begins, how it is packed, its sizes."""

    name: str
    method: int
    crc: int
    packed: int
    size: int
    offset: int

    @property
    def begin(self) -> int:
        """Return where the packed data begins."""
        return self.offset + _local_size(self.name)

    @property
    def end(self) -> int:
        """Return where the next entry begins."""
        return self.begin + self.packed + _DESCRIPTOR.size


class TooTight(Exception):
    """An entry packed tighter than a reader would unfold it; it is to be stored."""


class ZipWriter:
    """Writes entries one after another into a sink that never goes back."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._at = 0
        self._entries: list[ZipEntry] = []

    def add(self, name: str, pieces: Iterable[bytes], *, method: int = DEFLATED) -> None:
        """Write an entry from its pieces; TooTight when no reader would unfold it again."""
        offset = self._at
        self._write(_local(name, method))
        begin, crc, size = self._at, 0, 0
        packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        for piece in pieces:
            crc, size = zlib.crc32(piece, crc), size + len(piece)
            self._write(piece if method == STORED else packer.compress(piece))
        if method == DEFLATED:
            self._write(packer.flush())
        entry = ZipEntry(name, method, crc, self._at - begin, size, offset)
        if unfolds_too_far(entry):
            raise TooTight(name)
        self._write(_descriptor(entry))
        self._entries.append(entry)

    def finish(self) -> None:
        """Write the directory."""
        begin = self._at
        for entry in self._entries:
            self._write(_central(entry))
        self._write(_tail(len(self._entries), self._at - begin, begin))

    def _write(self, data: bytes) -> None:
        if data:
            self._sink(data)
            self._at += len(data)


class ZipReader:
    """The entries of a zip that ZipWriter wrote; Misshapen for any other."""

    def __init__(self, read_at: ReadAt, size: int, most: int) -> None:
        self._read_at = read_at
        self.entries = {entry.name: entry for entry in _directory(read_at, size, most)}

    def pieces(self, name: str) -> Iterator[bytes]:
        """Yield the data of an entry piece by piece; Misshapen when it is not what it says."""
        entry = self.entries[name]
        crc = size = 0
        for piece in self._unpacked(entry):
            crc, size = zlib.crc32(piece, crc), size + len(piece)
            if size > entry.size:
                raise Misshapen("longer than it says")
            yield piece
        if (crc, size) != (entry.crc, entry.size):
            raise Misshapen("not what it says")

    def data(self, name: str, most: int) -> bytes:
        """Return the data of an entry that is not longer than this."""
        if self.entries[name].size > most:
            raise Misshapen("too long")
        return b"".join(self.pieces(name))

    def _unpacked(self, entry: ZipEntry) -> Iterator[bytes]:
        if entry.method == STORED:
            yield from self._packed(entry)
            return
        unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            for piece in self._packed(entry):
                rest = piece
                while rest and not unpacker.eof:
                    yield unpacker.decompress(rest, AT_ONCE)
                    rest = unpacker.unconsumed_tail
                if rest or unpacker.unused_data:
                    raise Misshapen("something behind the data")
            while tail := unpacker.decompress(b"", AT_ONCE):
                yield tail
        except zlib.error as error:
            raise Misshapen("not deflated") from error
        if not unpacker.eof:
            raise Misshapen("cut data")

    def _packed(self, entry: ZipEntry) -> Iterator[bytes]:
        for at in range(entry.begin, entry.begin + entry.packed, AT_ONCE):
            yield self._read_at(at, min(AT_ONCE, entry.begin + entry.packed - at))


def unfolds_too_far(entry: ZipEntry) -> bool:
    """Tell whether an entry would unfold to more than its packed size answers for."""
    return entry.size > GRACE + TIGHTEST * entry.packed


def _directory(read_at: ReadAt, size: int, most: int) -> Iterator[ZipEntry]:
    """Yield the entries, each held against what would have been written for it."""
    count, length, begin = _ending(read_at, size)
    if count > most or begin + length + _TAIL != size or length > count * _longest_central():
        raise Misshapen("another directory")
    listed = read_at(begin, length)
    at = expected = 0
    names: set[str] = set()
    for _ in range(count):
        entry, record = _entry_at(listed, at)
        if entry.offset != expected or entry.end > begin or entry.name in names:
            raise Misshapen("an entry elsewhere")
        _refuse_unlike(read_at, entry)
        names.add(entry.name)
        at, expected = at + record, entry.end
        yield entry
    if at != length or expected != begin:
        raise Misshapen("something between the entries")


def _ending(read_at: ReadAt, size: int) -> tuple[int, int, int]:
    tail = read_at(max(0, size - _TAIL), _TAIL)
    if len(tail) != _TAIL:
        raise Misshapen("no zip")
    *_, count, length, begin = _END64.unpack_from(tail)
    if max(count, length, begin) > size or _tail(count, length, begin) != tail:
        raise Misshapen("no zip of ours")
    return count, length, begin


def _entry_at(listed: bytes, at: int) -> tuple[ZipEntry, int]:
    try:
        head = _CENTRAL.unpack_from(listed, at)
        method, crc, name_size = head[4], head[7], head[10]
        name_at = at + _CENTRAL.size
        name = listed[name_at : name_at + min(name_size, LONGEST_NAME)].decode("ascii")
        extra = _CENTRAL_EXTRA.unpack_from(listed, name_at + name_size)
    except (struct.error, UnicodeDecodeError) as error:
        raise Misshapen("no entry") from error
    entry = ZipEntry(name, method, crc, extra[3], extra[2], extra[4])
    record = _central(entry)
    if method not in (STORED, DEFLATED) or listed[at : at + len(record)] != record:
        raise Misshapen("no entry of ours")
    if unfolds_too_far(entry):
        raise Misshapen("unfolds too far")
    return entry, len(record)


def _refuse_unlike(read_at: ReadAt, entry: ZipEntry) -> None:
    head, behind = _local(entry.name, entry.method), _descriptor(entry)
    if read_at(entry.offset, len(head)) != head:
        raise Misshapen("another head")
    if read_at(entry.end - len(behind), len(behind)) != behind:
        raise Misshapen("another end")


def _local_size(name: str) -> int:
    return _LOCAL.size + len(name) + _LOCAL_EXTRA.size


def _local(name: str, method: int) -> bytes:
    packed = name.encode("ascii")
    head = _LOCAL.pack(
        b"PK\x03\x04", _NEEDS, _BEHIND, method, 0, _DAY, 0, _FULL, _FULL,
        len(packed), _LOCAL_EXTRA.size,
    )  # fmt: skip
    return head + packed + _LOCAL_EXTRA.pack(1, _LOCAL_EXTRA.size - _EXTRA_HEAD, 0, 0)


def _descriptor(entry: ZipEntry) -> bytes:
    return _DESCRIPTOR.pack(b"PK\x07\x08", entry.crc, entry.packed, entry.size)


def _central(entry: ZipEntry) -> bytes:
    packed = entry.name.encode("ascii")
    head = _CENTRAL.pack(
        b"PK\x01\x02", _MADE_BY, _NEEDS, _BEHIND, entry.method, 0, _DAY, entry.crc, _FULL, _FULL,
        len(packed), _CENTRAL_EXTRA.size, 0, 0, 0, 0, _FULL,
    )  # fmt: skip
    sizes = (entry.size, entry.packed, entry.offset)
    return head + packed + _CENTRAL_EXTRA.pack(1, _CENTRAL_EXTRA.size - _EXTRA_HEAD, *sizes)


def _tail(count: int, length: int, begin: int) -> bytes:
    end64 = _END64.pack(
        b"PK\x06\x06",
        _END64.size - _END64_HEAD,
        _MADE_BY,
        _NEEDS,
        0,
        0,
        count,
        count,
        length,
        begin,
    )
    locator = _LOCATOR.pack(b"PK\x06\x07", 0, begin + length, 1)
    end = _END.pack(b"PK\x05\x06", 0, 0, _FULL_COUNT, _FULL_COUNT, _FULL, _FULL, 0)
    return end64 + locator + end


def _longest_central() -> int:
    return _CENTRAL.size + LONGEST_NAME + _CENTRAL_EXTRA.size
