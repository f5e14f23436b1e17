"""Our PDF measured against the Standard's table and the law's figures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from tests.documents.example_documents import CREATED, altered, body, official
from tests.documents.layout_cases import special_of, types_of
from tests.documents.layout_judge import faults
from tests.documents.measuring import Line, page_lines
from wardapp.core.layout import Standard, TextStyle
from wardapp.documents.outline import parse_outline
from wardapp.documents.page_images import page_text, placed_text
from wardapp.documents.pdf_writer import PdfWriter

IDS = ("HD05", "HD36", "ND30")
CODES = ("CV", "KH", "BC", "TB", "TTr", "QĐ")


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("standard_id", IDS)
def test_every_type_prints_as_its_standard_says(
    standard_id: str, code: str, standards: dict[str, Standard], pdf_writer: PdfWriter
) -> None:
    standard = standards[standard_id]
    document = official(standard, code)
    rendered = pdf_writer.render(document, standard, created=CREATED, final=True)
    assert faults(rendered.pdf, document, standard) == []


@pytest.mark.parametrize(
    ("key", "change"),
    [
        ("issuer", lambda style: replace(style, bold=False)),
        ("position", lambda style: replace(style, bold=True)),
        ("place_date", lambda style: replace(style, italic=False)),
        ("recipient", lambda style: replace(style, size=13)),
        ("type_name", lambda style: replace(style, align="left")),
        ("rule", lambda style: replace(style, before=6)),
        ("body", lambda style: replace(style, line=19)),
        ("body", lambda style: replace(style, after=7)),
        ("body", lambda style: replace(style, first_line_mm=12.7)),
        ("body", lambda style: replace(style, align="left")),
        ("page_number", lambda style: replace(style, size=12)),
        ("subitem", lambda style: replace(style, italic=False)),
    ],
)
def test_the_judge_sees_a_page_set_by_other_rules(
    key: str,
    change: Callable[[TextStyle], TextStyle],
    standards: dict[str, Standard],
    pdf_writer: PdfWriter,
) -> None:
    standard = standards["HD05"]
    document = official(standard, "KH", annexes=())
    wrong = pdf_writer.render(document, altered(standard, key, change), created=CREATED, final=True)
    assert faults(wrong.pdf, document, standard) != []


def test_no_page_makes_the_compiler_warn(
    standards: dict[str, Standard], pdf_writer: PdfWriter, caplog: pytest.LogCaptureFixture
) -> None:
    for standard in standards.values():
        for case in (*types_of(standard)[:3], *special_of(standard)):
            pdf_writer.render(case.document, standard, created=CREATED)
    assert caplog.records == []


def test_each_annex_counts_its_own_pages(
    standards: dict[str, Standard], pdf_writer: PdfWriter
) -> None:
    standard = standards["HD05"]
    pdf = pdf_writer.render(official(standard, "KH"), standard, created=CREATED).pdf
    lines = page_lines(pdf)
    pages = max(line.page for line in lines) + 1
    tops = [next(line.text for line in lines if line.page == page) for page in range(pages)]
    first_annex = tops.index("Phụlục1")
    second_annex = tops.index("Phụlục2")
    assert tops[1:first_annex] == [str(n) for n in range(2, first_annex + 1)]
    assert tops[first_annex + 1 : second_annex] == [
        str(n) for n in range(2, second_annex - first_annex + 1)
    ]
    assert tops[second_annex + 1 :] == [str(n) for n in range(2, pages - second_annex + 1)]


def test_a_draft_leaves_room_for_number_and_day(
    standards: dict[str, Standard], pdf_writer: PdfWriter
) -> None:
    standard = standards["HD05"]
    draft = official(
        standard, "CV", code_number=None, issued_date=None, draft_month=(2026, 6), draft_no=2
    )
    lines = page_lines(pdf_writer.render(draft, standard, created=CREATED).pdf)
    before, after = (_with(lines, text) for text in ("Số", "-CV/ĐU"))
    assert 7 < after.x - before.right < 8  # a space and five more of 3.5 points
    day, month = (_with(lines, text) for text in ("LiênHồ,ngày", "tháng6năm2026"))
    assert 6 < month.x - day.right < 7
    assert _with(lines, "Dựthảolần2").fonts[0] == "Tinos-Italic"


def _with(lines: list[Line], text: str) -> Line:
    return next(line for line in lines if line.text == text)


def test_block_spots_hold_exactly_the_text_of_their_block(
    standards: dict[str, Standard], pdf_writer: PdfWriter
) -> None:
    standard = standards["HD05"]
    document = official(standard, "KH")
    rendered = pdf_writer.render(document, standard, created=CREATED)
    words = [
        (placed.spot, "".join(placed.text.split()))
        for page in range(rendered.page_count)
        for placed in placed_text(rendered.pdf, page)
    ]
    for block, spots in zip(document.body, rendered.block_spots, strict=True):
        inside = "".join(
            text
            for spot in spots
            for place, text in words
            if place.page == spot.page
            and spot.y - 1 <= place.y + place.height / 2 <= spot.y + spot.height + 1
        )
        assert inside == "".join(f"{block.marker}{block.text}".replace("*", "").split())


def test_text_prints_as_typed_never_as_markup(
    standards: dict[str, Standard], pdf_writer: PdfWriter
) -> None:
    standard = standards["HD05"]
    typed = "Chi #phí $5$ _không_ @ai <b> [x] -- ... ~ \\ \" ' // /* */ = tiêu đề"
    document = official(standard, "TB", body=parse_outline(typed), subject=typed)
    text = page_text(pdf_writer.render(document, standard, created=CREATED).pdf, 0)
    assert typed in text


@pytest.mark.parametrize("text", ["", "   \n\n", "a\x00\x08\x1fb\ud800c", "\u0301", "x" * 3000])
def test_odd_text_still_makes_a_page(
    text: str, standards: dict[str, Standard], pdf_writer: PdfWriter
) -> None:
    standard = standards["HD05"]
    document = official(
        standard,
        "CV",
        body=parse_outline(text),
        subject=text,
        addressees=(text,),
        place=text,
        parent_line=text,
        own_line=text,
    )
    assert pdf_writer.render(document, standard, created=CREATED).page_count >= 1


def test_equal_input_gives_equal_bytes_and_another_day_another_date(
    standards: dict[str, Standard], pdf_writer: PdfWriter
) -> None:
    standard = standards["ND30"]
    document = official(standard, "CV")
    one = pdf_writer.render(document, standard, created=CREATED, final=True).pdf
    pdf_writer.render(official(standard, "TB"), standard, created=CREATED, final=True)
    same = pdf_writer.render(document, standard, created=CREATED, final=True).pdf
    other = pdf_writer.render(document, standard, created=date(2026, 6, 6), final=True).pdf
    assert one == same
    assert one != other
    assert b"20260605" in one or b"2026-06-05" in one


def test_an_issued_pdf_is_tagged_pdf_a(
    standards: dict[str, Standard], pdf_writer: PdfWriter
) -> None:
    standard = standards["HD05"]
    document = official(standard, "CV")
    final = pdf_writer.render(document, standard, created=CREATED, final=True)
    assert b"<pdfaid:part>2</pdfaid:part>" in final.pdf
    assert b"StructTreeRoot" in final.pdf
    assert final.block_spots == ()


def test_signature_stays_with_the_last_paragraph_wherever_the_page_ends(
    standards: dict[str, Standard], pdf_writer: PdfWriter
) -> None:
    standard = standards["HD05"]
    for count in range(8, 15):
        text = "\n".join([*(f"- Dòng {n}" for n in range(count * 2)), body(0).split("\n\n")[-1]])
        document = official(standard, "TB", body=parse_outline(text))
        lines = page_lines(pdf_writer.render(document, standard, created=CREATED).pdf)
        closing = next(line.page for line in lines if line.text.startswith("Đềnghịcáccơquan"))
        named = next(line.page for line in lines if line.text == "TrầnMinhKhuê")
        label = next(line.page for line in lines if line.text == "Nơinhận:")
        assert closing == named == label
