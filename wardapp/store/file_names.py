"""File names as an office keeps them: a plain name without path tricks, readable on Windows."""

from __future__ import annotations

import re
import unicodedata

MAX_NAME = 150
MAX_EXTENSION = 12
NAMELESS = "tep"

# Characters that Windows refuses, control characters, and marks that turn text round so that
# `exe.docx` looks like another type.
FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]')
RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?$")


def kept_name(name: str) -> str:
    """Return the name under which a file is kept: NFC, no folder part, no forbidden letter."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    plain = FORBIDDEN.sub("_", last).strip().rstrip(". ").lstrip(".")
    if not plain:
        return NAMELESS
    if RESERVED.match(plain):
        plain = f"_{plain}"
    return _shortened(plain)


def _shortened(name: str) -> str:
    if len(name) <= MAX_NAME:
        return name
    stem, dot, extension = name.rpartition(".")
    if not dot or len(extension) > MAX_EXTENSION:
        return name[:MAX_NAME].rstrip(". ")
    return f"{stem[: MAX_NAME - len(extension) - 1].rstrip('. ')}.{extension}"
