"""What the program says of itself: version, build, the parts that others made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path


class Kind(StrEnum):
    """How the program came onto this PC."""

    INSTALLED = "installed"
    PORTABLE = "portable"  # from the zip: data beside the program
    SOURCE = "source"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part: `licence` in the words of its authors, `texts` the files of that licence."""

    name: str
    version: str
    licence: str
    use: str = ""
    home: str = ""
    texts: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramFacts:
    """The program on this PC; `program` is the folder it lies in."""

    version: str
    kind: Kind
    program: Path
    commit: str = ""
    built: date | None = None
    parts: tuple[Part, ...] = ()
