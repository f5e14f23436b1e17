"""Bytes sealed in pieces by AES-GCM, so that big ones are neither held whole nor read whole.

Each nonce is a prefix, the number of the piece and whether it is the last: pieces that were left
out, put elsewhere or added do not open. The key comes from a password by Argon2id.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from wardapp.core.errors import PackageDamaged, PasswordWrong
from wardapp.core.identity import RandomBytes
from wardapp.exchange.primitives import PROBE, SALT, BrokenTag, Cipher, stretched

PIECE, TAG, PREFIX = 1 << 16, 16, 7
SEALED_PIECE = PIECE + TAG
SEAL_SIZE = SALT + PREFIX + PROBE
"""The bytes that stand open before the pieces: salt, prefix of the nonces, probe."""

WRONG_PASSWORD = "Mật khẩu chưa đúng. Hãy hỏi lại nơi gửi rồi gõ lại, chú ý chữ hoa và dấu."

Sink = Callable[[bytes], object]
ReadAt = Callable[[int, int], bytes]


@dataclass(frozen=True, slots=True)
class Seal:
    """A key made from a password, with what must stand open so that it can be made again."""

    head: bytes
    _cipher: Cipher
    _prefix: bytes

    @classmethod
    def made(cls, password: str, random: RandomBytes = secrets.token_bytes) -> Self:
        """Return a new seal."""
        salt, prefix = random(SALT), random(PREFIX)
        key, probe = stretched(password, salt)
        return cls(salt + prefix + probe, Cipher(key), prefix)

    @classmethod
    def of_head(cls, head: bytes, password: str) -> Self:
        """Return the seal that was made with this head; PasswordWrong for another password."""
        salt, prefix, probe = head[:SALT], head[SALT:-PROBE], head[-PROBE:]
        key, own_probe = stretched(password, salt)
        if not hmac.compare_digest(probe, own_probe):
            raise PasswordWrong(WRONG_PASSWORD)
        return cls(head, Cipher(key), prefix)

    def sealed(self, number: int, piece: bytes, beside: bytes, *, is_last: bool) -> bytes:
        """Return a piece sealed at its place; `beside` binds it to the file it lies in."""
        return self._cipher.sealed(self._nonce(number, is_last=is_last), piece, beside)

    def opened(self, number: int, piece: bytes, beside: bytes, *, is_last: bool) -> bytes:
        """Return a piece as it was; BrokenTag when anything of it or its place differs."""
        return self._cipher.opened(self._nonce(number, is_last=is_last), piece, beside)

    def _nonce(self, number: int, *, is_last: bool) -> bytes:
        return self._prefix + number.to_bytes(4, "big") + bytes([is_last])


class SealingSink:
    """Takes bytes of any length and hands sealed pieces on; `finish` seals the last one."""

    def __init__(self, seal: Seal, beside: bytes, sink: Sink) -> None:
        self._seal = seal
        self._beside = beside
        self._sink = sink
        self._held = bytearray()
        self._number = 0

    def write(self, data: bytes) -> None:
        """Take bytes; a whole piece is held back until something follows it."""
        self._held += data
        while len(self._held) > PIECE:
            self._hand_on(bytes(self._held[:PIECE]), is_last=False)
            del self._held[:PIECE]

    def finish(self) -> None:
        """Seal what is left as the last piece, which may be empty."""
        self._hand_on(bytes(self._held), is_last=True)

    def _hand_on(self, piece: bytes, *, is_last: bool) -> None:
        self._sink(self._seal.sealed(self._number, piece, self._beside, is_last=is_last))
        self._number += 1


class SealedReader:
    """Reads sealed bytes at any place; PackageDamaged with `sentence` where they do not open."""

    def __init__(
        self, seal: Seal, beside: bytes, source: tuple[ReadAt, int], sentence: str
    ) -> None:
        self._seal = seal
        self._beside = beside
        self._read_at, self._sealed_size = source
        self._sentence = sentence
        self._kept = (-1, b"")
        self._pieces = -(-self._sealed_size // SEALED_PIECE)
        last = self._sealed_size - (self._pieces - 1) * SEALED_PIECE
        if self._sealed_size <= 0 or last < TAG or (last == TAG and self._pieces > 1):
            raise PackageDamaged(sentence)
        self.size = self._sealed_size - self._pieces * TAG
        self._piece(self._pieces - 1)  # a cut file shows at once

    def read_at(self, offset: int, size: int) -> bytes:
        """Return the bytes at a place, fewer only at the end."""
        end = min(offset + size, self.size)
        found = bytearray()
        while offset < end:
            number, inside = divmod(offset, PIECE)
            part = self._piece(number)[inside : inside + end - offset]
            found += part
            offset += len(part)
        return bytes(found)

    def _piece(self, number: int) -> bytes:
        if self._kept[0] != number:
            packed = self._read_at(number * SEALED_PIECE, SEALED_PIECE)
            is_last = number == self._pieces - 1
            try:
                piece = self._seal.opened(number, packed, self._beside, is_last=is_last)
            except BrokenTag as error:
                raise PackageDamaged(self._sentence) from error
            self._kept = (number, piece)
        return self._kept[1]
