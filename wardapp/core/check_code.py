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
_BYTE = 8


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


def seal_code(office_id: str, replica_id: str, seq: int, own_hash: str) -> str:
    """Return the code of all that an office's history holds up to an event of one chain."""
    return code_of_digest(seal_digest(office_id, replica_id, seq, own_hash))


def seal_digest(office_id: str, replica_id: str, seq: int, own_hash: str) -> bytes:
    """Return the SHA-256 that the code of an event begins."""
    return hashlib.sha256(f"{office_id}\n{replica_id}\n{seq}\n{own_hash}".encode()).digest()


def start_of(code: str) -> bytes:
    """Return the whole bytes that every digest with this code begins with: to look fast for it."""
    value = 0
    for letter in code.replace("-", ""):
        value = value << _BITS | ALPHABET.index(letter)
    spare = LETTERS * _BITS % _BYTE
    return (value >> spare).to_bytes(LETTERS * _BITS // _BYTE, "big")


def typed_code(text: str) -> str:
    """Return a code as it prints from what somebody typed; "" when it cannot be one."""
    letters = "".join(letter for letter in text.upper() if letter.isalnum())
    if len(letters) != LETTERS or any(letter not in ALPHABET for letter in letters):
        return ""
    return "-".join(letters[at : at + GROUP] for at in range(0, LETTERS, GROUP))
