"""A Word file with some parts replaced, all others copied as the bytes they were.

Python's zipfile would pack every part anew; here the packed bytes go over untouched and in order.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass

from wardapp.documents.reader import refusals
from wardapp.documents.reader.package import Package, broken_as_refusal

LEVEL = 6
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s4B4HL2L5H2L")
_END = struct.Struct("<4s4H2LH")
_DESCRIPTOR = 0x08
_LARGEST = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class _Entry:
    info: zipfile.ZipInfo
    packed: bytes


class Archive:
    """The parts of a Word file in their order, packed."""

    def __init__(self, data: bytes) -> None:
        """Open a Word file within the bounds of the reader; UnreadableFile says what is wrong."""
        self.package = Package(data)
        with broken_as_refusal(), zipfile.ZipFile(io.BytesIO(data)) as opened:
            infos = opened.infolist()
            self.comment = opened.comment
        if len({info.filename for info in infos}) != len(infos):
            raise refusals.broken()
        self._entries = tuple(_Entry(info, _packed(data, info)) for info in infos)

    def with_parts(self, parts: Mapping[str, bytes]) -> bytes:
        """Return the file with these parts new; names it has not are left out."""
        pieces: list[bytes] = []
        directory: list[bytes] = []
        at = 0
        for entry in self._entries:
            new = parts.get(entry.info.filename)
            info, packed = (entry.info, entry.packed) if new is None else _renewed(entry.info, new)
            head = _local(info)
            directory.append(_central(info, at))
            pieces += (head, packed)
            at += len(head) + len(packed)
        listed = b"".join(directory)
        count = len(directory)
        end = _END.pack(
            b"PK\x05\x06", 0, 0, count, count, len(listed), at, len(self.comment)
        )  # fmt: skip
        return b"".join((*pieces, listed, end, self.comment))


def _packed(data: bytes, info: zipfile.ZipInfo) -> bytes:
    at = info.header_offset
    try:
        head = _LOCAL.unpack_from(data, at)
    except struct.error as error:
        raise refusals.broken() from error
    begin = at + _LOCAL.size + head[9] + head[10]
    packed = data[begin : begin + info.compress_size]
    if head[0] != b"PK\x03\x04" or len(packed) != info.compress_size:
        raise refusals.broken()
    return packed


def _renewed(info: zipfile.ZipInfo, data: bytes) -> tuple[zipfile.ZipInfo, bytes]:
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(data) + packer.flush()
    made = copy(info)
    made.compress_type = zipfile.ZIP_DEFLATED
    made.CRC, made.file_size, made.compress_size = zlib.crc32(data), len(data), len(packed)
    return made, packed


def _name(info: zipfile.ZipInfo) -> tuple[bytes, int]:
    flags = info.flag_bits & ~_DESCRIPTOR
    try:
        return info.orig_filename.encode("ascii"), flags
    except UnicodeEncodeError:
        return info.orig_filename.encode("utf-8", "surrogateescape"), flags | 0x800


def _moment(info: zipfile.ZipInfo) -> tuple[int, int]:
    year, month, day, hour, minute, second = info.date_time
    return hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day


def _local(info: zipfile.ZipInfo) -> bytes:
    name, flags = _name(info)
    return (
        _LOCAL.pack(
            b"PK\x03\x04", 20, flags, info.compress_type, *_moment(info),
            info.CRC, info.compress_size, info.file_size, len(name), 0,
        )
        + name
    )  # fmt: skip


def _central(info: zipfile.ZipInfo, at: int) -> bytes:
    name, flags = _name(info)
    if at > _LARGEST:
        raise refusals.bomb()
    time, day = _moment(info)
    return (
        _CENTRAL.pack(
            b"PK\x01\x02", 20, info.create_system, 20, 0, flags, info.compress_type, time, day,
            info.CRC, info.compress_size, info.file_size, len(name), 0, len(info.comment), 0,
            info.internal_attr, info.external_attr, at,
        )
        + name + info.comment
    )  # fmt: skip
