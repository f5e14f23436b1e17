"""What every step of the build shares: its places, its error, its hash."""

from __future__ import annotations

import hashlib
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
PROGRAM = "WardApp"
CHUNK = 1 << 20
VERSION = re.compile(r'^__version__ = "(\d+\.\d+\.\d+)"$', re.MULTILINE)


class BuildError(Exception):
    """The build cannot go on; the text says why and what to do."""


@dataclass(frozen=True)
class Source:
    """The commit that is built: its name and its moment, which dates every file."""

    commit: str
    moment: int


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def read_version(root: Path) -> str:
    """Return the version of the program, which is written down in one place alone."""
    text = (root / "wardapp" / "__init__.py").read_text(encoding="utf-8")
    found = VERSION.search(text)
    if found is None:
        raise BuildError("wardapp/__init__.py names no version of three numbers.")
    return found[1]


def read_source(root: Path) -> Source:
    """Return the commit of the tree at `root`; `+` marks tracked files that differ from it."""
    commit, moment = git(root, "show", "-s", "--format=%H %ct", "HEAD").split()
    changed = git(root, "status", "--porcelain", "--untracked-files=no").strip()
    return Source(commit + ("+" if changed else ""), int(moment))


def tracked_files(root: Path) -> list[str]:
    """Return the files that git knows in the tree at `root`, with `/` between folders."""
    return [name for name in git(root, "ls-files", "-z").split("\0") if name]


def git(root: Path, *words: str) -> str:
    """Return what one git command prints."""
    done = subprocess.run(["git", "-C", root, *words], capture_output=True, text=True, check=False)
    if done.returncode:
        raise BuildError(f"git {words[0]} failed: {done.stderr.strip()}")
    return done.stdout


def files_below(folder: Path) -> dict[str, Path]:
    """Return every file below a folder by its relative name, in the order of the names."""
    found = (path for path in folder.rglob("*") if path.is_file())
    named = {path.relative_to(folder).as_posix(): path for path in found}
    return dict(sorted(named.items()))
