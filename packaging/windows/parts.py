"""Writes `parts.json`: what the program is made of, and what each of its files must be."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from common import Source, files_below, sha256_of
from licences import Part

LIST = "parts.json"


def write_parts(program: Path, version: str, source: Source, parts: list[Part]) -> None:
    """Write the list of a tree that is otherwise whole."""
    python = next(part.version for part in parts if part.name == "Python")
    listed: dict[str, Any] = {
        "version": version,
        "commit": source.commit,
        "built": datetime.fromtimestamp(source.moment, UTC).date().isoformat(),
        "python": python,
        "parts": [part.as_listed() for part in parts],
        "files": files_listed(program),
    }
    text = json.dumps(listed, ensure_ascii=False, indent=1) + "\n"
    (program / LIST).write_text(text, encoding="utf-8")


def files_listed(program: Path) -> dict[str, tuple[int, str]]:
    """Return size and SHA-256 of every file but the list itself."""
    return {
        name: (path.stat().st_size, sha256_of(path))
        for name, path in files_below(program).items()
        if name != LIST
    }


def date_all(program: Path, source: Source) -> None:
    """Give every file and folder the moment of the commit, so that builds do not differ."""
    for path in [program, *program.rglob("*")]:
        os.utime(path, (source.moment, source.moment))
