"""Reads a lock file: which packages Windows needs, and the hashes that their files may have."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from common import BuildError
from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

# A lock is read for the machine that runs the program, whatever machine builds it.
WINDOWS = {
    "implementation_name": "cpython",
    "os_name": "nt",
    "platform_machine": "AMD64",
    "platform_python_implementation": "CPython",
    "platform_system": "Windows",
    "python_full_version": "3.13.2",
    "python_version": "3.13",
    "sys_platform": "win32",
}
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})\b")


@dataclass(frozen=True)
class Pin:
    """One package at one version, and the hashes of the files it may come in."""

    name: str
    version: str
    hashes: frozenset[str]

    @property
    def line(self) -> str:
        """The pin as a line that pip reads."""
        hashes = " ".join(f"--hash=sha256:{value}" for value in sorted(self.hashes))
        return f"{self.name}=={self.version} {hashes}\n"


def read_lock(path: Path) -> list[Pin]:
    """Return the pins of a lock that apply to the shipped Python on Windows."""
    text = path.read_text(encoding="utf-8").replace("\\\n", " ")
    lines = (line.split("#")[0].strip() for line in text.splitlines())
    pins = [read_pin(line) for line in lines if line]
    return [pin for pin in pins if pin is not None]


def read_pin(line: str) -> Pin | None:
    """Return the pin of one line, None when its marker leaves Windows out."""
    words, *_ = line.partition("--hash")
    try:
        wanted = Requirement(words.strip())
    except InvalidRequirement as error:
        raise BuildError(f"The lock has a line that is no requirement: {words}") from error
    if wanted.marker is not None and not wanted.marker.evaluate(WINDOWS):
        return None
    exact = re.fullmatch(r"==([^*,]+)", str(wanted.specifier))
    hashes = frozenset(HASH.findall(line))
    if exact is None or not hashes:
        raise BuildError(f"The lock must pin {wanted.name} to one version with its hashes.")
    return Pin(canonicalize_name(wanted.name), exact.group(1), hashes)
