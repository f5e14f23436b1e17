"""Invented official workbooks, each dressed otherwise, and what may change in them."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree
from openpyxl import Workbook
from openpyxl.chart import BarChart, PieChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule, ColorScaleRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

ROWS = ("Loa truyền thanh", "Tin bài trên trang", "Hội nghị tuyên truyền", "Pano, băng rôn")
SHEET = "Biểu 1"
FIRST = 10
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000" "1f15c4890000000d49444154789c"
    "6360606060000000050001a5f645400000000049454e44ae426082"
)  # fmt: skip
_NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@dataclass(frozen=True)
class Dress:
    """What a variant wears."""

    words: frozenset[str]

    def has(self, word: str) -> bool:
        return word in self.words


def a_dress(rng: random.Random) -> Dress:
    """Return some of the dresses."""
    return Dress(frozenset(word for word in DRESSES if rng.random() < 0.5))


def a_workbook(dress: Dress) -> bytes:
    """Return an official workbook: heads at rows 7 to 9, rows from 10, a sum under them."""
    book = Workbook()
    sheet = book.active
    sheet.title = SHEET
    _heads(sheet)
    _rows(sheet)
    if dress.has("sums"):
        _sums(sheet)
    sheet["B18"], sheet["F18"] = "NGƯỜI LẬP BIỂU", "THỦ TRƯỞNG"
    for word, put_on in DRESSERS.items():
        if dress.has(word):
            put_on(book, sheet)
    stream = io.BytesIO()
    book.save(stream)
    return _raw(stream.getvalue(), dress)


def _heads(sheet: Worksheet) -> None:
    sheet["A1"], sheet["A3"] = "ĐẢNG UỶ PHƯỜNG LIÊN HỒ", "BÁO CÁO kết quả tuyên truyền"
    sheet.merge_cells("A3:G3")
    sheet["A4"], sheet["A5"] = "Đơn vị báo cáo:", "Kỳ báo cáo:"
    heads = ("STT", "Nội dung", "ĐVT", "Số lượng", None, "Tỷ lệ %", "Ghi chú")
    for at, head in enumerate(heads, 1):
        cell = sheet.cell(7, at, head)
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True)
        sheet.cell(9, at, f"({at})")
    sheet.merge_cells("D7:E7")
    sheet["D8"], sheet["E8"] = "Kế hoạch", "Thực hiện"
    for letter in "ABCFG":
        sheet.merge_cells(f"{letter}7:{letter}8")


def _rows(sheet: Worksheet) -> None:
    thin = Side(style="thin")
    for at, label in enumerate(ROWS):
        row = FIRST + at
        for column, value in enumerate((at + 1, label, "lượt"), 1):
            sheet.cell(row, column, value)
        for column in range(1, 8):
            cell = sheet.cell(row, column)
            cell.border = Border(thin, thin, thin, thin)
            cell.number_format = "#,##0"
            cell.protection = Protection(locked=False)


def _sums(sheet: Worksheet) -> None:
    end = FIRST + len(ROWS)
    sheet.cell(end, 2, "Tổng cộng")
    for letter in "DE":
        sheet[f"{letter}{end}"] = f"=SUM({letter}{FIRST}:{letter}{end - 1})"
    for row in range(FIRST, end):
        sheet.cell(row, 6, f'=IF(D{row}=0,"",E{row}/D{row}*100)')


def _second(book: Workbook, _sheet: Worksheet) -> None:
    other = book.create_sheet("Danh sách & mô hình")
    other["A1"] = "Danh sách mô hình hay"
    for at, head in enumerate(("STT", "Tên mô hình", "Địa bàn", "Số người tham gia"), 1):
        other.cell(3, at, head)


def _table(book: Workbook, sheet: Worksheet) -> None:
    if "Danh sách & mô hình" not in book.sheetnames:
        _second(book, sheet)
    book["Danh sách & mô hình"].add_table(Table(displayName="MoHinh", ref="A3:D6"))


def _chart(_book: Workbook, sheet: Worksheet) -> None:
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=5, min_row=9, max_row=13), titles_from_data=True)
    sheet.add_chart(chart, "I3")


def _pie(_book: Workbook, sheet: Worksheet) -> None:
    pie = PieChart()
    pie.add_data(Reference(sheet, min_col=4, min_row=9, max_row=13), titles_from_data=True)
    sheet.add_chart(pie, "I20")


def _names(book: Workbook, _sheet: Worksheet) -> None:
    book.defined_names["Tong"] = DefinedName("Tong", attr_text=f"'{SHEET}'!$E$10:$E$13")


def _rules(_book: Workbook, sheet: Worksheet) -> None:
    red = PatternFill("solid", bgColor="FFC7CE")
    rule = CellIsRule(operator="lessThan", formula=["D10"], fill=red)
    sheet.conditional_formatting.add("E10:E13", rule)


def _scale(_book: Workbook, sheet: Worksheet) -> None:
    scale = ColorScaleRule("min", start_color="FFFFFF", end_type="max", end_color="00AA00")
    sheet.conditional_formatting.add("D10:D13", scale)


def _notes(_book: Workbook, sheet: Worksheet) -> None:
    sheet["E8"].comment = Comment("Ghi số thực tế <lấy từ nhật ký>", "Văn phòng")


def _guard(_book: Workbook, sheet: Worksheet) -> None:
    sheet.protection.sheet = True
    sheet.protection.password = "lienho"


def _choices(_book: Workbook, sheet: Worksheet) -> None:
    choices = DataValidation(type="whole", operator="greaterThanOrEqual", formula1="0")
    sheet.add_data_validation(choices)
    choices.add("D10:E13")


def _areas(_book: Workbook, sheet: Worksheet) -> None:
    sheet.print_area, sheet.print_title_rows = "A1:G18", "7:9"
    sheet.oddFooter.center.text = "Trang &P/&N"


def _frozen(_book: Workbook, sheet: Worksheet) -> None:
    sheet.freeze_panes = "C10"
    sheet.column_dimensions["B"].width = 40
    sheet.row_dimensions[8].height = 30


def _hidden(book: Workbook, _sheet: Worksheet) -> None:
    hidden = book.create_sheet("Danh mục ẩn")
    hidden["A1"], hidden.sheet_state = "=1+1", "hidden"


def _links(_book: Workbook, sheet: Worksheet) -> None:
    sheet["A20"].hyperlink = "https://lienho.example/huong-dan"
    sheet["A20"] = "Hướng dẫn"


def _fit(_book: Workbook, sheet: Worksheet) -> None:
    sheet.page_setup.fitToHeight, sheet.sheet_properties.tabColor = 0, "1F6FEB"


DRESSERS: dict[str, Callable[[Workbook, Worksheet], None]] = {
    "second": _second, "table": _table, "chart": _chart, "pie": _pie, "names": _names,
    "rules": _rules, "scale": _scale, "notes": _notes, "guard": _guard, "choices": _choices,
    "areas": _areas, "frozen": _frozen, "hidden": _hidden, "links": _links, "fit": _fit,
}  # fmt: skip
DRESSES = (*DRESSERS, "sums", "logo", "prefix", "bare", "gaps")


def _raw(data: bytes, dress: Dress) -> bytes:
    """Return the file as other programs write it: prefixes, cells without names, a logo, gaps."""
    parts = parts_of(data)
    name = "xl/worksheets/sheet1.xml"
    text = parts[name].decode()
    if dress.has("bare"):
        text = re.sub(r'(<c) r="[A-G]9"', r"\1", text)
    if dress.has("gaps"):
        text = re.sub(r'<c r="[DEG]1[0-3]"[^>]*/>', "", text)
    if dress.has("prefix") and "<x:" not in text and "xmlns:x=" not in text:
        text = re.sub(r"<(/?)(?=[A-Za-z])", r"<\1x:", text)
        text = text.replace('x:worksheet xmlns="', 'x:worksheet xmlns:x="', 1)
    parts[name] = text.encode()
    if dress.has("logo"):
        parts["xl/media/logo.png"] = PNG
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for part, content in parts.items():
            made.writestr(part, content)
    return stream.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the parts of a package by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def cells_of(data: bytes) -> tuple[dict[str, bytes], bytes]:
    """Return the cells of a sheet by name, and the sheet with every cell taken out of it."""
    root = etree.fromstring(data)
    cells: dict[str, bytes] = {}
    row_number = 0
    for row in root.iter(f"{_NS}row"):
        row_number = int(row.get("r", row_number + 1))
        for at, cell in enumerate(list(row)):
            name = cell.get("r") or f"{chr(ord('A') + at)}{row_number}"
            cells[name] = etree.tostring(cell, method="c14n")
            row.remove(cell)
    for row in list(root.iter(f"{_NS}row")):
        if set(row.attrib) <= {"r"}:  # rows made only to hold what was filled
            row.getparent().remove(row)
    return cells, etree.tostring(root, method="c14n")


def without_result(cell: bytes) -> bytes:
    """Return a formula cell without the result kept in it."""
    element = etree.fromstring(cell)
    for value in element.findall(f"{_NS}v"):
        element.remove(value)
    return etree.tostring(element, method="c14n")


def is_formula(cell: bytes) -> bool:
    return etree.fromstring(cell).find(f"{_NS}f") is not None


def value_of(cell: bytes) -> tuple[str, str]:
    """Return kind and text of a cell."""
    element = etree.fromstring(cell)
    kind = element.get("t", "n")
    return kind, "".join(element.itertext())


def style_of(cell: bytes | None) -> str | None:
    return None if cell is None else etree.fromstring(cell).get("s")
