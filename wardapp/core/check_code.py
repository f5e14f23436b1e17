"""The one code of the whole program: twelve letters that say whether a paper is what it was.

The first 60 bits of a SHA-256, five bits a letter, in three groups of four: `7K4M-QX2P-9HDA`. The
alphabet has 32 letters and digits without those that hands and eyes confuse (0 O, 1 I).
"""

from __future__ import annotations

import hashlib

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Each letter stands for five bits; no 0, 1, I or O."""

GROUPS, GROUP = 3, 4
LETTERS = GROUPS * GROUP
_BITS = 5
_DIGEST_BITS = 256


def check_code(data: bytes) -> str:
    """Return the code of bytes."""
    return code_of_digest(hashlib.sha256(data).digest())


def code_of_digest(digest: bytes) -> str:
    """Return the code of a SHA-256 that is known already."""
    first = int.from_bytes(digest, "big") >> _DIGEST_BITS - LETTERS * _BITS
    letters = "".join(
        ALPHABET[first >> _BITS * place & len(ALPHABET) - 1] for place in reversed(range(LETTERS))
    )
    return "-".join(letters[at : at + GROUP] for at in range(0, LETTERS, GROUP))


def typed_code(text: str) -> str:
    """Return a code as it prints from what somebody typed; "" when it cannot be one."""
    letters = "".join(letter for letter in text.upper() if letter.isalnum())
    if len(letters) != LETTERS or any(letter not in ALPHABET for letter in letters):
        return ""
    return "-".join(letters[at : at + GROUP] for at in range(0, LETTERS, GROUP))
