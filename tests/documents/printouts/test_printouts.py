from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl import load_workbook
from openxml_audit import OpenXmlValidator

from wardapp.core.printout import (
    Align,
    PrintCell,
    PrintColumn,
    Printout,
    PrintTable,
    PrintText,
    SignatureBlock,
)
from wardapp.documents.printout_docx import write_docx
from wardapp.documents.printout_page import printed
from wardapp.documents.printout_pdf import write_pdf
from wardapp.documents.printout_xlsx import write_xlsx

RESOURCES = Path(__file__).resolve().parents[3] / "resources"
DAY = date(2026, 6, 5)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

COLUMNS = (
    PrintColumn(key="no", head="Số", width_mm=20, align=Align.CENTER, index_label="(1)"),
    PrintColumn(key="day", head="Ngày", width_mm=25, index_label="(2)"),
    PrintColumn(key="text", head="Trích yếu", width_mm=150, index_label="(3)"),
    PrintColumn(key="sum", head="Hộ", width_mm=30, align=Align.RIGHT, number_format="0"),
    PrintColumn(key="rate", head="Tỷ lệ", width_mm=32, align=Align.RIGHT, number_format="%"),
)


def a_row(
    number: int, text: str = "triển khai kế hoạch", households: int = 1000
) -> tuple[PrintCell, ...]:
    return (
        PrintCell(value=number),
        PrintCell(value=DAY),
        PrintCell(value=text),
        PrintCell(value=households),
        PrintCell(value=Decimal("25.0"), formula='IF(COUNT(D{row})<1,"",ROUND(D{row}/4000*100,1))'),
    )


def a_printout(rows: int = 3, **fields: object) -> Printout:
    body = tuple(a_row(number) for number in range(1, rows + 1))
    total = (
        PrintCell(value="Tổng cộng", span=3, bold=True),
        PrintCell(value=1000 * rows, formula="SUM(D{first}:D{last})", bold=True),
        PrintCell(),
    )
    table = PrintTable(
        key="B",
        title="Biểu B: tiếp cận",
        columns=COLUMNS,
        rows=(*body, total),
        note="Số ước tính.",
        total_row=True,
    )
    values: dict[str, object] = {
        "file_stem": "thu",
        "title": "BÁO CÁO\nkết quả",
        "label": "Phụ lục 2",
        "reference": "(Kèm theo Kế hoạch số 22-KH/ĐU)",
        "facts": (("Đơn vị báo cáo", "Ban Xây dựng Đảng"), ("Điện thoại", "024")),
        "tables": (table,),
        "texts": (PrintText(title="1. Ưu điểm", lines=("Kịp thời.",)),),
        "signatures": (
            SignatureBlock(lines=("NGƯỜI LẬP BIỂU",), name="Nguyễn Thu Hà", note="(Ký)"),
            SignatureBlock(lines=("TRƯỞNG BAN",), name="Trần Minh Đức"),
        ),
        "watermark": "Bản nháp",
        "hidden_facts": (("form_id", "phu-luc-02"),),
    }
    return Printout(**{**values, **fields})


def _document(data: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read("word/document.xml"))


def _cells(data: bytes, sheet: str) -> list[list[object]]:
    book = load_workbook(io.BytesIO(data))
    return [[cell.value for cell in row] for row in book[sheet].iter_rows()]


VARIANTS = {
    "annex": a_printout(),
    "register": a_printout(cover=("UBND", "BÁO CÁO", "Từ số 1 đến số 9"), watermark="", texts=()),
    "slip": a_printout(
        landscape=False, tables=(), top_left=((True, "UBND"),), top_right=((False, "x"),)
    ),
    "empty": Printout(file_stem="a", title="Sổ"),
}


@pytest.mark.parametrize("kind", VARIANTS)
def test_word_and_excel_pass_the_audit_of_the_formats(kind: str, tmp_path: Path) -> None:
    for name, data in (
        ("a.docx", write_docx(VARIANTS[kind], created=DAY)),
        ("a.xlsx", write_xlsx(VARIANTS[kind], created=DAY)),
    ):
        (tmp_path / name).write_bytes(data)
        result = OpenXmlValidator().validate(tmp_path / name)
        assert result.errors == [], name


@pytest.mark.parametrize("kind", VARIANTS)
def test_the_same_printout_gives_the_same_bytes(kind: str) -> None:
    printout = VARIANTS[kind]

    assert write_docx(printout, created=DAY) == write_docx(printout, created=DAY)
    assert write_xlsx(printout, created=DAY) == write_xlsx(printout, created=DAY)
    assert write_pdf(printout, RESOURCES, created=DAY) == write_pdf(
        printout, RESOURCES, created=DAY
    )


def test_the_head_of_a_table_repeats_and_no_row_splits() -> None:
    rows = _document(write_docx(a_printout(), created=DAY)).findall(f".//{W}tr")

    heads = [row for row in rows if row.find(f"{W}trPr/{W}tblHeader") is not None]
    assert len(heads) == 2
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_every_paragraph_of_a_word_file_has_a_named_style() -> None:
    data = write_docx(a_printout(cover=("UBND", "BÁO CÁO")), created=DAY)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        styles = etree.fromstring(package.read("word/styles.xml"))
    known = {style.get(f"{W}styleId") for style in styles.iter(f"{W}style")}

    used = [p.find(f"{W}pPr/{W}pStyle") for p in _document(data).iter(f"{W}p")]
    assert all(style is not None and style.get(f"{W}val") in known for style in used)


def test_a_workbook_opens_with_the_same_figures_dates_and_formulas() -> None:
    data = write_xlsx(a_printout(), created=DAY)
    rows = _cells(data, "Biểu B")
    first = next(index for index, row in enumerate(rows) if row[0] == 1)

    assert rows[first][1] == datetime(2026, 6, 5)  # noqa: DTZ001  Excel knows no zones
    assert rows[first][2:4] == ["triển khai kế hoạch", 1000]
    assert rows[first][4] == f'=IF(COUNT(D{first + 1})<1,"",ROUND(D{first + 1}/4000*100,1))'
    assert rows[first + 3][3] == f"=SUM(D{first + 1}:D{first + 3})"


def test_a_workbook_is_set_up_for_printing() -> None:
    sheet = load_workbook(io.BytesIO(write_xlsx(a_printout(), created=DAY)))["Biểu B"]

    assert sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    first, last = sheet.print_title_rows.replace("$", "").split(":")
    assert sheet.cell(int(first), 1).value == "Số"
    assert sheet.freeze_panes == f"A{int(last) + 1}"
    assert sheet.oddFooter.right.text == "&P/&N"
    assert sheet.oddHeader.left.text == "Bản nháp"


def test_the_identity_of_a_workbook_is_hidden() -> None:
    book = load_workbook(io.BytesIO(write_xlsx(a_printout(), created=DAY)))

    assert book["_wardapp"].sheet_state == "veryHidden"
    assert book["_wardapp"]["B1"].value == "phu-luc-02"


@pytest.mark.parametrize("text", ["=1+1", "+84 912", "-5", "@SUM(A1)", '=HYPERLINK("x")', "#N/A"])
def test_text_that_looks_like_a_formula_stays_text(text: str) -> None:
    table = PrintTable(key="a", title="A", columns=COLUMNS, rows=(a_row(1, text),))
    data = write_xlsx(Printout(file_stem="a", title="x", tables=(table,)), created=DAY)

    cell = next(
        cell
        for row in load_workbook(io.BytesIO(data))["A"].iter_rows()
        for cell in row
        if cell.value == text
    )
    assert cell.data_type == "s"
    assert cell.quotePrefix == text.startswith(("=", "+", "-", "@"))


@settings(max_examples=10)
@given(st.text(max_size=60))
def test_any_text_can_be_printed_in_every_format(text: str) -> None:
    table = PrintTable(key="a", title=text, columns=COLUMNS, rows=(a_row(1, text),), note=text)
    printout = a_printout(title=text or "x", tables=(table,), cover=(text,), reference=text)

    _document(write_docx(printout, created=DAY))
    load_workbook(io.BytesIO(write_xlsx(printout, created=DAY)))
    assert write_pdf(printout, RESOURCES, created=DAY).startswith(b"%PDF")


def test_the_pdf_numbers_pages_from_the_second_and_repeats_the_head() -> None:
    printout = a_printout(60, watermark="")
    pdf = pypdfium2.PdfDocument(write_pdf(printout, RESOURCES, created=DAY))
    texts = [page.get_textpage().get_text_bounded() for page in pdf]

    assert len(texts) > 1
    assert texts[0].splitlines()[0] == "Phụ lục 2"
    assert texts[1].splitlines()[0].strip() == "2"
    assert all("Trích yếu" in text for text in texts[:2])


def test_every_page_of_a_draft_says_so() -> None:
    pdf = pypdfium2.PdfDocument(write_pdf(a_printout(60), RESOURCES, created=DAY))

    assert all("Bản nháp" in page.get_textpage().get_text_bounded() for page in pdf)


def test_a_register_numbers_from_1_after_its_cover() -> None:
    printout = a_printout(60, cover=("UBND", "BÁO CÁO"), label="", watermark="")
    pdf = pypdfium2.PdfDocument(write_pdf(printout, RESOURCES, created=DAY))
    texts = [page.get_textpage().get_text_bounded().splitlines() for page in pdf]

    assert texts[0][0] == "UBND"
    assert texts[1][0].strip() == "1"
    assert texts[2][0].strip() == "2"


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        (1318, "", "1318"),
        (12345, "0", "12.345"),
        (Decimal("1234.5"), "0,0", "1.234,5"),
        (Decimal("85.0"), "%", "85,0%"),
        (DAY, "", "05/06/2026"),
        (None, "0", ""),
        ("chưa có", "0", "chưa có"),
        (0, "0", "0"),
    ],
)
def test_values_print_as_vietnamese_papers_write_them(
    value: object, kind: str, expected: str
) -> None:
    assert printed(value, kind) == expected


@pytest.mark.prove
@pytest.mark.libreoffice
def test_libreoffice_opens_all_and_computes_the_same_figures(soffice, tmp_path: Path) -> None:
    files = []
    for kind, printout in VARIANTS.items():
        for name, data in (
            (f"{kind}.docx", write_docx(printout, created=DAY)),
            (f"{kind}_bang.xlsx", write_xlsx(printout, created=DAY)),
        ):
            (tmp_path / name).write_bytes(data)
            files.append(tmp_path / name)

    made = soffice(files, tmp_path / "pdf")
    (csv,) = soffice([tmp_path / "annex_bang.xlsx"], tmp_path / "csv", "csv")

    assert all(path.stat().st_size > 0 for path in made)
    text = csv.read_text("utf-8", errors="replace")
    assert text.count(",1000,25\n") == 3
    assert ",3000,\n" in text
    assert len(pypdfium2.PdfDocument(made[0])) == 1
