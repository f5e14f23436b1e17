"""What a file is once it has been opened: lines in reading order, before any meaning is read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from wardapp.core.document import Spot
from wardapp.core.reading import FileKind


class Side(StrEnum):
    """Where a line stands across the page; WHOLE where the file does not say."""

    LEFT = "left"
    RIGHT = "right"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a paper.

    `text` is clean and without marks of an OCR program, `raw` what stands in the file;
    `opens` is true where a gap stands above the line.
    """

    text: str
    raw: str
    page: int = 1
    opens: bool = False
    side: Side = Side.WHOLE
    spot: Spot | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """An opened file: its lines, and lines of page margins, which only the secret gate reads."""

    kind: FileKind
    lines: tuple[Line, ...] = ()
    margin_lines: tuple[str, ...] = ()
    page_count: int = 1
    repaired_font: bool = False

    def text(self) -> str:
        """Return the words as plain text, a blank line where a gap stands."""
        parts: list[str] = []
        for line in self.lines:
            if line.opens and parts:
                parts.append("")
            parts.append(line.text)
        return "\n".join(parts)
