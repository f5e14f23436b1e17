"""The one module that asks `cryptography` for signatures, the cipher and stretched passwords.

It is loaded when first wanted: most starts of the program sign nothing.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from wardapp.core.errors import WardError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

SEED, PUBLIC, SIGNATURE = 32, 32, 64
"""Sizes of an Ed25519 seed, public key and signature."""

SALT, KEY, PROBE = 16, 32, 16
"""Sizes of a salt, of the key from a password, and of what tells a wrong password at once."""

ARGON2_PASSES, ARGON2_LANES, ARGON2_KIB = 3, 4, 64 * 1024
"""Argon2id as RFC 9106 advises where memory is scarce; format 1 knows no others."""


class BrokenTag(Exception):
    """Sealed bytes are not those that were sealed, or the key is another."""


def public_key(seed: bytes) -> bytes:
    """Return the public Ed25519 key of a seed."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def signed(seed: bytes, message: bytes) -> bytes:
    """Return the Ed25519 signature of a message; the same message gives the same bytes."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(seed).sign(message)


def is_signed(public: bytes, message: bytes, signature: bytes) -> bool:
    """Tell whether the holder of a public key signed exactly this message."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):  # ValueError: no point of the curve
        return False
    return True


def stretched(password: str, salt: bytes) -> tuple[bytes, bytes]:
    """Return key and probe of a password; typed letters count as they look (NFC)."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    typed = unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")
    try:
        made = Argon2id(
            salt=salt,
            length=KEY + PROBE,
            iterations=ARGON2_PASSES,
            lanes=ARGON2_LANES,
            memory_cost=ARGON2_KIB,
        ).derive(typed)
    except MemoryError as error:
        raise WardError(
            "Máy thiếu bộ nhớ nên chưa tính được mật khẩu. Hãy đóng bớt chương trình rồi thử lại."
        ) from error
    return made[:KEY], made[KEY:]


class Cipher:
    """AES-256-GCM with one key; every nonce is used once."""

    def __init__(self, key: bytes) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        self._aes: AESGCM = AESGCM(key)

    def sealed(self, nonce: bytes, data: bytes, beside: bytes) -> bytes:
        """Return data sealed, with its tag; `beside` is bound to it and not in it."""
        return self._aes.encrypt(nonce, data, beside)

    def opened(self, nonce: bytes, data: bytes, beside: bytes) -> bytes:
        """Return what was sealed; BrokenTag when a bit of data, nonce or `beside` differs."""
        from cryptography.exceptions import InvalidTag

        try:
            return self._aes.decrypt(nonce, data, beside)
        except InvalidTag as error:
            raise BrokenTag from error
