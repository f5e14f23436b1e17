"""An installed program as far as parts.json tells of it: for tests of what reads that list."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

from wardapp.core.places import Places

PARTS: dict[str, Any] = {
    "version": "0.1.0",
    "commit": "0123456789abcdef0123456789abcdef01234567",
    "built": "2026-11-22",
    "python": "3.13.2",
    "parts": [
        {
            "name": "PySide6_Essentials",
            "version": "6.12.0",
            "licence": "LGPL-3.0-only",
            "home": "https://pyside.org",
            "texts": ["licences/Qt/LGPL-3.0.txt", "licences/Qt/GPL-3.0.txt"],
        },
        {"name": "Lạ", "version": "1", "licence": "BSD-3-Clause", "home": "", "texts": []},
        {"name": "Python", "version": "3.13.2", "licence": "PSF-2.0", "home": "", "texts": []},
    ],
    "files": {},
}


def an_installed_program(folder: Path, places: Places, said: object) -> Places:
    """The tree that the installer lays out, as far as Giới thiệu reads it."""
    program = folder / "WardApp"
    (program / "app" / "resources").mkdir(parents=True)
    (program / "runtime").mkdir()
    shutil.copy(places.resources / "parts.toml", program / "app" / "resources")
    licences = program / "licences" / "Qt"
    licences.mkdir(parents=True)
    (licences / "LGPL-3.0.txt").write_text("GNU LESSER GENERAL PUBLIC LICENSE\n", "utf-8")
    text = said if isinstance(said, str) else json.dumps(said)
    (program / "parts.json").write_text(text, "utf-8")
    return replace(places, program=program, resources=program / "app" / "resources")
