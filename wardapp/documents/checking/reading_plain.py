"""Reads a text file for the check of its words: lines with components, no looks to judge."""

from __future__ import annotations

from collections.abc import Sequence

from wardapp.core.text import fold
from wardapp.documents.checking.components import Known, recognise
from wardapp.documents.checking.model import (
    CheckedDocument,
    CheckedParagraph,
    CheckedRun,
    CheckedSection,
)
from wardapp.documents.checking.reading_measures import Ruler
from wardapp.documents.reader import gate
from wardapp.documents.reader.marks import without_marks
from wardapp.documents.reader.paper import Line, Side
from wardapp.documents.reader.txt_file import open_txt

PLAIN = "chữ (.txt)"
"""What `only_looked` says of a text file."""
_SIDES = {Side.LEFT: "left", Side.RIGHT: "right"}
_A4 = CheckedSection(
    width=210,
    height=297,
    top=20,
    bottom=20,
    left=30,
    right=15,
    header_distance=10,
    mirrored=False,
)
_SIZE = 14.0


def read_plain(file_name: str, data: bytes, known: Known, ruler: Ruler) -> CheckedDocument:
    """Return a text file as lines with components; nothing of it can be mended.

    Raises UnreadableFile when it holds no text, SecretRefused for a mark of state secrecy.
    """
    paper = open_txt(data)
    gate.judge(line.text for line in paper.lines)
    lines = [_paragraph(at, group) for at, group in enumerate(_paragraphs(paper.lines))]
    middle = (_A4.left + _A4.width - _A4.right) / 2
    found = recognise(lines, (), known, ruler, middle)
    return CheckedDocument(
        file_name=file_name,
        paragraphs=found.paragraphs,
        sections=(_A4,),
        family=found.family,
        type_code=found.type_code,
        day=found.day,
        only_looked=PLAIN,
        day_text=found.day_text,
        type_guessed=found.type_guessed,
        words_only=True,
    )


def _paragraphs(lines: Sequence[Line]) -> list[list[Line]]:
    """Return the lines of each paragraph: a line in small letters goes on with the one above."""
    groups: list[list[Line]] = []
    for line in lines:
        goes_on = groups and not line.opens and line.text[:1].islower()
        if goes_on and groups[-1][-1].side is line.side:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _paragraph(at: int, lines: Sequence[Line]) -> CheckedParagraph:
    text = "\n".join(map(_words, lines))
    run = CheckedRun(text=text, font="", size=_SIZE, bold=False, italic=False)
    return CheckedParagraph(
        index=at,
        text=text,
        runs=(run,),
        style="",
        align="left",
        side=_SIDES.get(lines[0].side, ""),
    )


def _words(line: Line) -> str:
    """Return a line as it stands, the marks of Markdown taken off where nothing else changes."""
    bare = without_marks(line.raw.strip())
    return bare if fold(bare) == fold(line.text) else line.text
