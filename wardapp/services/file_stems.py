"""Names for files that every system takes, Windows first."""

from __future__ import annotations

import re

from wardapp.core.text import clean

FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
DEVICES = {"con", "prn", "aux", "nul"} | {
    f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)
}
LONGEST = 80


def safe_stem(text: str) -> str:
    """Return a file name without ending: `12-CV/BXDĐ` becomes `12-CV-BXDĐ`."""
    stem = FORBIDDEN.sub("-", " ".join(clean(text).split()))[:LONGEST].strip(" .-")
    if not stem or stem.casefold().split(".")[0] in DEVICES:
        return f"van-ban-{stem}".rstrip("-")
    return stem
