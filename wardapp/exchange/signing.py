"""The key of a device: 32 secret bytes from which it signs, and the public key others know it by.

A big file is signed by its head and the SHA-512 of the rest, so that it never lies in memory.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Self

from wardapp.core.identity import RandomBytes
from wardapp.exchange.primitives import PUBLIC, SEED, SIGNATURE, is_signed, public_key, signed


@dataclass(frozen=True, slots=True)
class SigningKey:
    """The secret of a device; `repr` shows the public half only."""

    public: str  # 64 hex digits
    _seed: bytes = field(repr=False)

    @classmethod
    def made(cls, random: RandomBytes = secrets.token_bytes) -> Self:
        """Return a new key."""
        return cls.of_seed(random(SEED))

    @classmethod
    def of_seed(cls, seed: bytes) -> Self:
        """Return the key of 32 secret bytes."""
        return cls(public_key(seed).hex(), seed)

    def sign(self, message: bytes) -> bytes:
        """Return the signature of a message, 64 bytes."""
        return signed(self._seed, message)


def holds(public: str, message: bytes, signature: bytes) -> bool:
    """Tell whether the device of a public key signed this message."""
    key = bytes.fromhex(public)
    if len(key) != PUBLIC or len(signature) != SIGNATURE:
        return False
    return is_signed(key, message, signature)
