"""The Word file, set by LibreOffice, against our own PDF: far under a millimetre apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.documents.example_documents import CREATED, altered, official
from tests.documents.measuring import Line, RuleLine, horizontal_rules, page_lines
from tests.office_tools import OfficeTools
from wardapp.core.layout import Standard, TextStyle
from wardapp.documents.docx_writer import DocxWriter
from wardapp.documents.pdf_writer import PdfWriter

BASELINE, BASELINE_IN_TABLE, START, END, SIZE = 0.1, 0.4, 0.4, 0.8, 0.05
RULE_ENDS, RULE_HEIGHT = 0.15, 0.1
GRID_ENDS, GRID_HEIGHT, GRID_WEIGHT = 0.3, 0.2, 0.6
LONG_NAMES = (
    {"place": "Phường Ngô Quyền"},
    {"own_line": "BAN CHỈ ĐẠO THỰC HIỆN NGHỊ QUYẾT VỀ PHÁT TRIỂN KHOA HỌC VÀ CHUYỂN ĐỔI SỐ"},
    {"place": "Văn Miếu - Quốc Tử Giám", "addressees": ("Ban Thường vụ Thành uỷ Hà Liên",)},
    {"code_number": None, "issued_date": None, "draft_month": (2026, 6), "draft_no": 2},
)


def differences(theirs: bytes, ours: bytes) -> list[str]:
    """Return what differs between two PDFs beyond the tolerances, in words."""
    lines, expected = page_lines(theirs), page_lines(ours)
    if [line.text for line in lines] != [line.text for line in expected]:
        pairs = zip(lines, expected, strict=False)
        odd = next(((a.text, b.text) for a, b in pairs if a.text != b.text), None)
        return [f"{len(lines)} lines, not {len(expected)}; first odd one: {odd}"]
    rules = horizontal_rules(ours)
    table_pages = {rule.page for rule in rules if rule.weight < GRID_WEIGHT}
    found = [
        f"“{line.text[:40]}” on page {line.page + 1}: {fault}"
        for line, wanted in zip(lines, expected, strict=True)
        for fault in _line_faults(line, wanted, table_pages)
    ]
    return found + _rule_faults(horizontal_rules(theirs), rules)


def _line_faults(line: Line, wanted: Line, table_pages: set[int]) -> list[str]:
    in_table = line.page in table_pages
    limits = {
        "page": (line.page, wanted.page, 0.0),
        "baseline": (line.y, wanted.y, BASELINE_IN_TABLE if in_table else BASELINE),
        "start": (line.x, wanted.x, START),
        "end": (line.right, wanted.right, END),
        "size": (max(line.sizes), max(wanted.sizes), SIZE),
    }
    faults = [f"{key} {a} / {b}" for key, (a, b, limit) in limits.items() if abs(a - b) > limit]
    return faults if line.fonts == wanted.fonts else [*faults, f"fonts {line.fonts}"]


def _rule_faults(found: list[RuleLine], expected: list[RuleLine]) -> list[str]:
    return [
        f"rule at {wanted.left:.2f}-{wanted.right:.2f}, {wanted.y:.2f} on page {wanted.page + 1}"
        for wanted in expected
        if not any(_alike(rule, wanted) for rule in found)
    ]


def _alike(rule: RuleLine, wanted: RuleLine) -> bool:
    is_grid = wanted.weight < GRID_WEIGHT
    ends, height = (GRID_ENDS, GRID_HEIGHT) if is_grid else (RULE_ENDS, RULE_HEIGHT)
    return (
        rule.page == wanted.page
        and abs(rule.left - wanted.left) <= ends
        and abs(rule.right - wanted.right) <= ends
        and abs(rule.y - wanted.y) <= height
    )


@pytest.fixture(scope="module")
def both(
    standards: dict[str, Standard],
    pdf_writer: PdfWriter,
    docx_writer: DocxWriter,
    soffice: OfficeTools,
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, tuple[bytes, bytes]]:
    """Every document as LibreOffice sets its Word file, and as we set it; one call for all."""
    folder = tmp_path_factory.mktemp("agreement")
    ours: dict[str, bytes] = {}
    for standard in standards.values():
        cases = {kind.code: official(standard, kind.code) for kind in standard.types}
        cases |= {f"dài {n}": official(standard, "CV", **kw) for n, kw in enumerate(LONG_NAMES)}
        for name, document in cases.items():
            key = f"{standard.id} {name}"
            ours[key] = pdf_writer.render(document, standard, created=CREATED, final=True).pdf
            file = docx_writer.write(document, standard, created=CREATED)
            (folder / f"{key}.docx").write_bytes(file)
    files = [folder / f"{key}.docx" for key in ours]
    results: list[Path] = soffice(files, folder / "pdf")
    return {
        key: (result.read_bytes(), ours[key]) for key, result in zip(ours, results, strict=True)
    }


@pytest.mark.libreoffice
def test_word_file_and_pdf_agree_for_every_type_and_standard(
    both: dict[str, tuple[bytes, bytes]],
) -> None:
    found = {key: differences(*pair) for key, pair in both.items()}
    assert {key: faults for key, faults in found.items() if faults} == {}
    assert len(found) == 50


@pytest.mark.libreoffice
@pytest.mark.parametrize(
    ("key", "change"),
    [
        ("recipient", lambda style: replace(style, size=12.5)),
        ("name", lambda style: replace(style, bold=False)),
        ("rule", lambda style: replace(style, before=3.5)),
        ("addressees", lambda style: replace(style, line=18.5)),
        ("body", lambda style: replace(style, first_line_mm=10.5)),
    ],
)
def test_the_comparison_sees_one_altered_style(
    key: str,
    change: Callable[[TextStyle], TextStyle],
    both: dict[str, tuple[bytes, bytes]],
    standards: dict[str, Standard],
    pdf_writer: PdfWriter,
) -> None:
    wrong = altered(standards["HD05"], key, change)
    document = official(standards["HD05"], "CV")
    pdf = pdf_writer.render(document, wrong, created=CREATED, final=True).pdf
    assert differences(both["HD05 CV"][0], pdf) != []
