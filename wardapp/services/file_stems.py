"""Names for files that every system takes, Windows first."""

from __future__ import annotations

import re

from wardapp.core.text import clean

# What Windows refuses, control characters, and marks that turn text round on the screen.
FORBIDDEN = re.compile(
    r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+'
)
DEVICES = {"con", "prn", "aux", "nul", "conin$", "conout$"} | {
    f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"
}
LONGEST = 80
MOST_BYTES = 200
"""File systems of other machines count bytes: 255 with the ending and what writing adds."""
EDGES = " .-~"
NAMELESS = "van-ban"


def safe_stem(text: str) -> str:
    """Return a file name without ending: `12-CV/BXDĐ` becomes `12-CV-BXDĐ`.

    Whatever the text was, Windows takes the name with any ending: no refused letter, no name of a
    device (`CON`, `con.2`, `NUL `), no blank or full stop at its end, not longer than a path bears.
    """
    words = " ".join(clean(text).split())
    stem = _cut(FORBIDDEN.sub("-", words).strip(EDGES)).strip(EDGES)
    if not stem or stem.casefold().split(".")[0].strip() in DEVICES:
        return f"{NAMELESS}-{stem}".rstrip("-")
    return stem


def _cut(stem: str) -> str:
    """Return as much of a stem as a name may hold, no letter cut in two."""
    return stem[:LONGEST].encode()[:MOST_BYTES].decode(errors="ignore")
