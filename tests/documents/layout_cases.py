"""The papers whose layout is measured: every type under every standard, and the special ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.documents.example_documents import CREATED, official
from tests.documents.special_documents import special
from tests.office_tools import OfficeTools
from wardapp.core.document import OfficialDocument
from wardapp.core.layout import Standard
from wardapp.documents.docx_writer import DocxWriter
from wardapp.documents.pdf_writer import PdfWriter

MOST_A_CALL = 60
LONG_NAMES = (
    {"place": "Phường Ngô Quyền"},
    {"own_line": "BAN CHỈ ĐẠO THỰC HIỆN NGHỊ QUYẾT VỀ PHÁT TRIỂN KHOA HỌC VÀ CHUYỂN ĐỔI SỐ"},
    {"place": "Văn Miếu - Quốc Tử Giám", "addressees": ("Ban Thường vụ Thành uỷ Hà Liên",)},
    {"code_number": None, "issued_date": None, "draft_month": (2026, 6), "draft_no": 2},
)


@dataclass(frozen=True, slots=True)
class Case:
    """A paper under a standard, by a name that is a file's."""

    name: str
    standard: Standard
    document: OfficialDocument


@dataclass(frozen=True, slots=True)
class Printed:
    """A paper as we print it and as LibreOffice prints its Word file."""

    case: Case
    ours: bytes
    theirs: bytes


def types_of(standard: Standard) -> list[Case]:
    """Return a paper of each type."""
    return [
        Case(f"{standard.id} {kind.code}", standard, official(standard, kind.code))
        for kind in standard.types
    ]


def special_of(standard: Standard) -> list[Case]:
    """Return a paper of each thing that only some carry."""
    made = special(standard)
    return [Case(f"{standard.id} {name}", standard, paper) for name, paper in made.items()]


def long_of(standard: Standard) -> list[Case]:
    """Return papers whose names do not fit the head as they are."""
    return [
        Case(f"{standard.id} dài {n}", standard, official(standard, "CV", **fields))
        for n, fields in enumerate(LONG_NAMES)
    ]


def print_all(
    cases: Iterable[Case], writers: tuple[DocxWriter, PdfWriter], office: OfficeTools, folder: Path
) -> list[Printed]:
    """Return all papers printed in both ways; LibreOffice is called once for many."""
    docx_writer, pdf_writer = writers
    listed = list(cases)
    files = []
    for case in listed:
        file = folder / f"{case.name}.docx"
        file.write_bytes(docx_writer.write(case.document, case.standard, created=CREATED))
        files.append(file)
    results: list[Path] = []
    for start in range(0, len(files), MOST_A_CALL):
        results += office(files[start : start + MOST_A_CALL], folder / "pdf")
    return [
        Printed(
            case,
            pdf_writer.render(case.document, case.standard, created=CREATED, final=True).pdf,
            result.read_bytes(),
        )
        for case, result in zip(listed, results, strict=True)
    ]
