"""What lies in the prefix: its files and its registry, to be compared before and after."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path

from tests.windows.prefix import Prefix

UNINSTALLER = "uninstall.exe"
LIST = "parts.json"
HIVES = ("HKEY_CURRENT_USER", "HKEY_LOCAL_MACHINE\\Software")

OWN_NOISE = (
    "windows/*",
    "ProgramData/Microsoft/*",
    "ProgramData/WardApp*",
    "users/*/AppData/Local/Temp",
    "users/*/Temp/~nsu*",
)
"""What Wine writes while programs run, and the copy of itself in which an uninstaller of NSIS
goes on: Windows deletes it at the next restart, as the uninstaller asked. What accounts of a PC
tell each other of opened offices stays like the offices themselves."""

REGISTRY_NOISE = (
    "HKEY_CURRENT_USER\\Console*",
    "HKEY_CURRENT_USER\\Software\\Wine*",
    "HKEY_LOCAL_MACHINE\\Software\\Wine*",
    "HKEY_LOCAL_MACHINE\\Software\\Microsoft\\Windows NT\\CurrentVersion\\Fonts*",
)


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def files_below(folder: Path) -> dict[str, str]:
    """Return the digest of every file below a folder by its posix path; folders end with `/`."""
    return {
        path.relative_to(folder).as_posix() + ("/" if path.is_dir() else ""): (
            "" if path.is_dir() else digest(path)
        )
        for path in folder.rglob("*")
        if not path.is_symlink()
    }


def faults_of(program: Path) -> list[str]:
    """Return how an installed folder differs from its own list of files."""
    listed = json.loads((program / LIST).read_text(encoding="utf-8"))["files"]
    found = {name for name in _names(program) if name not in {LIST, UNINSTALLER}}
    missing = [f"missing {name}" for name in sorted(listed.keys() - found)]
    extra = [f"not on the list: {name}" for name in sorted(found - listed.keys())]
    wrong = [
        f"other bytes in {name}"
        for name, (_, sha) in sorted(listed.items())
        if name in found and digest(program / name) != sha
    ]
    return missing + extra + wrong


def _names(folder: Path) -> Iterable[str]:
    return (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def drive_names(prefix: Prefix) -> set[str]:
    """Return the names of all files and folders of drive C:, Wine's own noise left out."""
    every = (path.relative_to(prefix.drive).as_posix() for path in prefix.drive.rglob("*"))
    return {name for name in every if not _fits(name, OWN_NOISE)}


def registry_lines(prefix: Prefix) -> set[str]:
    """Return every key and value of the user's and the machine's software, noise left out."""
    return {line for hive in HIVES for line in _hive_lines(prefix, hive)}


def _hive_lines(prefix: Prefix, hive: str) -> Iterable[str]:
    key = ""
    for line in prefix.exported(hive).splitlines()[1:]:
        if line.startswith("["):
            key = line.strip("[]")
        if line and not _fits(key, REGISTRY_NOISE):
            yield key if line.startswith("[") else f"{key} {line}"


def _fits(name: str, patterns: Iterable[str]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)
