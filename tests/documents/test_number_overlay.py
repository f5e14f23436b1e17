"""Number and date for a signed sheet: exactly into its blanks, nothing else."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.documents.example_documents import CREATED, official
from tests.documents.measuring import horizontal_rules, page_lines
from wardapp.core.errors import BadValue
from wardapp.core.layout import Standard
from wardapp.documents.number_overlay import NumberOverlay
from wardapp.documents.pdf_writer import PdfWriter

BLANKS: dict[str, Any] = {"code_number": None, "issued_date": None, "draft_month": (2026, 6)}


@pytest.fixture(scope="module")
def overlay(resources: Path) -> NumberOverlay:
    return NumberOverlay(resources)


@pytest.mark.parametrize("number", ["07", "12a", "138", "1024"])
@pytest.mark.parametrize("standard_id", ["HD05", "ND30"])
def test_number_and_day_fall_into_the_blanks_of_the_sheet(
    standard_id: str,
    number: str,
    standards: dict[str, Standard],
    pdf_writer: PdfWriter,
    overlay: NumberOverlay,
) -> None:
    standard = standards[standard_id]
    signed = official(standard, "CV", **BLANKS)
    sheet = page_lines(pdf_writer.render(signed, standard, created=CREATED, final=True).pdf)
    pdf = overlay.overlay(
        signed, standard, code_number=number, day=date(2026, 6, 5), created=CREATED
    )
    filled = {line.text: line for line in page_lines(pdf)}
    assert set(filled) == {number, "05"}
    for text, before, after in (
        (number, "Số", "-CV/ĐU" if standard_id == "HD05" else "/UBND-VHXH"),
        ("05", "LiênHồ,ngày", "tháng6năm2026"),
    ):
        left = next(line for line in sheet if line.text.rstrip(":") == before)
        right = next(line for line in sheet if line.text == after)
        assert filled[text].y == pytest.approx(left.y, abs=0.02)
        assert left.right < filled[text].x
        assert filled[text].right < right.x + 0.2
        assert filled[text].sizes == left.sizes
    assert horizontal_rules(pdf) == []


def test_a_month_left_blank_is_filled_as_well(
    standards: dict[str, Standard], overlay: NumberOverlay
) -> None:
    standard = standards["HD05"]
    signed = official(standard, "TB", **{**BLANKS, "draft_month": (2026, 0)})
    pdf = overlay.overlay(
        signed, standard, code_number="03", day=date(2026, 2, 11), created=CREATED
    )
    assert sorted(line.text for line in page_lines(pdf)) == ["02", "03", "11"]


def test_what_the_sheet_carries_is_not_printed_again(
    standards: dict[str, Standard], overlay: NumberOverlay
) -> None:
    standard = standards["HD05"]
    signed = official(standard, "TB", code_number=None)
    pdf = overlay.overlay(signed, standard, code_number="03", day=CREATED, created=CREATED)
    assert [line.text for line in page_lines(pdf)] == ["03"]
    with pytest.raises(BadValue, match="không còn chỗ trống"):
        overlay.overlay(
            official(standard, "TB"), standard, code_number="03", day=CREATED, created=CREATED
        )


def test_a_sheet_printed_for_another_month_is_refused(
    standards: dict[str, Standard], overlay: NumberOverlay
) -> None:
    standard = standards["HD05"]
    with pytest.raises(BadValue, match="in sẵn tháng 6"):
        overlay.overlay(
            official(standard, "TB", **BLANKS),
            standard,
            code_number="03",
            day=date(2026, 7, 1),
            created=CREATED,
        )


def test_a_date_that_breaks_behind_a_long_place_is_filled_in_where_it_stands(
    standards: dict[str, Standard], overlay: NumberOverlay, pdf_writer: PdfWriter
) -> None:
    standard = standards["HD05"]
    blank = official(
        standard,
        "CV",
        place="Phường Ngô Quyền",
        code_number=None,
        issued_date=None,
        draft_month=(2026, 6),
    )
    sheet = overlay.overlay(
        blank, standard, code_number="12", day=date(2026, 6, 5), created=CREATED
    )
    signed = pdf_writer.render(blank, standard, created=CREATED, final=True).pdf
    day = next(line for line in page_lines(sheet) if line.text == "05")
    before = next(line for line in page_lines(signed) if line.text == "ngày")
    assert abs(day.y - before.y) < 0.05
    assert 0 < day.x - before.right < 6
