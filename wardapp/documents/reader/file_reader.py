"""Opens a received file in place, judges it, and reads its header: nothing is written anywhere."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from wardapp.core.disk_trouble import Trouble, trouble_of
from wardapp.core.errors import UnreadableFile
from wardapp.core.files import patiently
from wardapp.core.long_paths import reachable
from wardapp.core.reading import FileKind, ReadFields, Reading
from wardapp.documents.reader import refusals
from wardapp.documents.reader.crude_text import judge_crude
from wardapp.documents.reader.docx_file import open_docx
from wardapp.documents.reader.fields import read_fields
from wardapp.documents.reader.kinds import kind_of
from wardapp.documents.reader.other_files import judge_other, judge_paper
from wardapp.documents.reader.paper import Paper
from wardapp.documents.reader.pdf_file import open_pdf
from wardapp.documents.reader.txt_file import open_txt

_MEGABYTE = 1 << 20
LARGEST_MB = 200
LARGEST_TEXT_MB = 5


def bytes_of(path: Path) -> bytes:
    """Return the bytes of a file within the bound; raises UnreadableFile with what to do."""
    try:
        real = reachable(path)
        if real.is_dir():
            raise refusals.folder()
        if not real.is_file():
            raise refusals.missing()
        with patiently(lambda: real.open("rb")) as stream:
            data = stream.read(LARGEST_MB * _MEGABYTE + 1)
    except OSError as error:
        raise _refusal_of(error, path) from error
    except ValueError as error:
        raise refusals.missing() from error
    return bounded(data)


def bounded(data: bytes) -> bytes:
    """Return bytes within the bound; raises UnreadableFile for none and for too many."""
    if not data:
        raise refusals.empty()
    if len(data) > LARGEST_MB * _MEGABYTE:
        raise refusals.too_large(LARGEST_MB)
    return data


def reading_of(name: str, data: bytes) -> Reading:
    """Return what was read from the bytes of a file with that name."""
    kind = _judged_kind(name, data)
    if kind is FileKind.OTHER:
        return _by_hand(name, kind)
    if kind is FileKind.SCAN:
        return _by_hand(name, kind, pages=1)
    paper = _opened(kind, data)
    judge_paper(paper)
    if paper.kind is FileKind.SCAN:
        return _by_hand(name, FileKind.SCAN, pages=paper.page_count)
    read = read_fields(paper)
    return Reading(
        file_name=name,
        kind=paper.kind,
        regime=read.regime,
        fields=read.fields,
        evidence=read.evidence,
        deadlines=read.deadlines,
        warnings=read.warnings,
        text=paper.text(),
        page_count=paper.page_count,
    )


def _judged_kind(name: str, data: bytes) -> FileKind:
    """Return the kind; a file of another kind, or of a false name, is judged by its bytes.

    Refused files are judged too: the clerk may still register them by hand, bytes and all.
    """
    try:
        kind = kind_of(name, data)
    except UnreadableFile:
        with suppress(UnreadableFile):
            judge_other(name, data)
        raise
    if kind is FileKind.OTHER:
        judge_other(name, data)
    return kind


def _opened(kind: FileKind, data: bytes) -> Paper:
    if kind is FileKind.PDF:
        return open_pdf(data)
    if kind is FileKind.DOCX:
        return open_docx(data)
    if len(data) > LARGEST_TEXT_MB * _MEGABYTE:
        judge_crude(data)
        raise refusals.too_large(LARGEST_TEXT_MB)
    return open_txt(data)


def _by_hand(name: str, kind: FileKind, pages: int = 0) -> Reading:
    """Return the reading of a file whose fields the clerk types."""
    return Reading(file_name=name, kind=kind, regime=None, fields=ReadFields(), page_count=pages)


def _refusal_of(error: OSError, path: Path) -> UnreadableFile:
    match trouble_of(error, path):
        case Trouble.HELD | Trouble.FILE_READ_ONLY | Trouble.PLACE_READ_ONLY:
            return refusals.locked_by_system()
        case Trouble.GONE | Trouble.TOO_LONG | Trouble.BAD_NAME:
            return refusals.missing()
        case _:
            return refusals.broken()
