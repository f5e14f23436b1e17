"""The bytes around a package of format 1: head, body, signature.

    8   WARDPACK
    1   major version        1   minor version        2   flags, 1 = sealed by a password
    32  public key of the signer
    39  salt, prefix of nonces, probe of the password: only when sealed
    8   length of the body
    …   body: a zip, or that zip sealed
    64  Ed25519 signature over SIGNED, the head (all up to the length) and the SHA-512 of the body

Numbers are big-endian. Before the signature holds nothing but mark, version and lengths is read.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Self

from wardapp.core.errors import PackageDamaged, PackageRefused, PackageTooNew
from wardapp.core.exchange import FORMAT_MAJOR, FORMAT_MINOR
from wardapp.exchange.primitives import PUBLIC, SIGNATURE
from wardapp.exchange.sealed_stream import SEAL_SIZE

MARK = b"WARDPACK"
SIGNED = b"WARDPACK 1 signed\x00"
SEALED = 1
LARGEST_BODY = 1 << 36
"""64 GB: what is longer is not even read through."""

_START = struct.Struct(f">{len(MARK)}sBBH{PUBLIC}s")
_LENGTH = struct.Struct(">Q")
START_SIZE = _START.size
LONGEST_HEAD = START_SIZE + SEAL_SIZE + _LENGTH.size
SMALLEST = START_SIZE + _LENGTH.size + SIGNATURE


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageHead:
    """What stands before the body."""

    key: bytes
    length: int
    seal: bytes = b""
    major: int = FORMAT_MAJOR
    minor: int = FORMAT_MINOR
    flags: int = 0

    @property
    def beside(self) -> bytes:
        """Return the bytes before the length: what sealed pieces are bound to."""
        flags = self.flags | (SEALED if self.seal else 0)
        return _START.pack(MARK, self.major, self.minor, flags, self.key) + self.seal

    @property
    def packed(self) -> bytes:
        """Return the head as its bytes."""
        return self.beside + _LENGTH.pack(self.length)

    @classmethod
    def read(cls, data: bytes, name: str) -> Self:
        """Return the head that a file begins with; a refusal names the file."""
        if not data.startswith(MARK):
            raise PackageRefused(
                f"Tệp {name} không phải gói WardApp, hoặc chưa chép trọn. Hãy chọn đúng tệp gói, "
                "hoặc xin nơi gửi chép lại."
            )
        if len(data) < START_SIZE + _LENGTH.size:
            raise damaged(name)
        _, major, minor, flags, key = _START.unpack_from(data)
        if major > FORMAT_MAJOR:
            raise too_new(name)
        if major < FORMAT_MAJOR:
            raise damaged(name)
        seal = data[START_SIZE : START_SIZE + SEAL_SIZE] if flags & SEALED else b""
        if len(data) < START_SIZE + len(seal) + _LENGTH.size:
            raise damaged(name)
        (length,) = _LENGTH.unpack_from(data, START_SIZE + len(seal))
        return cls(
            key=key, length=length, seal=seal, major=major, minor=minor, flags=flags & ~SEALED
        )


def message(head: PackageHead, body_sha512: bytes) -> bytes:
    """Return what a package's signature is made over."""
    return SIGNED + head.packed + body_sha512


def damaged(name: str) -> PackageDamaged:
    """Return the refusal of a package whose bytes are not as they were signed."""
    return PackageDamaged(
        f"Gói {name} bị hỏng hoặc đã bị sửa nên chưa nhận gì. Hãy xin nơi gửi chép lại gói."
    )


def misshapen(name: str) -> PackageDamaged:
    """Return the refusal of a package that was signed so and yet is none."""
    return PackageDamaged(
        f"Gói {name} không đúng quy cách nên chưa nhận gì. "
        "Hãy báo nơi gửi lập lại gói bằng WardApp bản mới nhất."
    )


def too_new(name: str) -> PackageTooNew:
    """Return the refusal of a package in a later format."""
    return PackageTooNew(
        f"Gói {name} do WardApp bản mới hơn lập. Hãy nâng cấp WardApp trên máy này rồi nhận lại."
    )
