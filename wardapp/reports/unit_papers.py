"""The papers beside a unit's workbook: the same form for Word, and the guide of one page."""

from __future__ import annotations

from itertools import groupby

from wardapp.core.dates import long_date, weekday_date
from wardapp.core.forms import CellType, FormSpec, Period
from wardapp.core.issuers import Issuer, Unit
from wardapp.core.printout import (
    Align,
    PrintCell,
    PrintColumn,
    Printout,
    PrintTable,
    PrintText,
    SignatureBlock,
)
from wardapp.core.unit_books import UnitBook, UnitBookFacts, UnitSheet

_CODE_MM, _UNIT_MM = 12, 19
_ANSWER_MM, _GROWN_MM, _ROW_MM = 28, 9, 8
_DOTS = "…" * 12
_FORMATS = {CellType.COUNT: "0", CellType.DECIMAL: "0,0", CellType.PERCENT: "%"}


def word_printout(book: UnitBook) -> Printout:
    """Return the form of a unit for Word, with room to write in every cell it fills."""
    return Printout(
        file_stem=book.file_stem,
        title=book.title,
        label=book.label,
        reference=book.reference,
        subtitle=book.subtitle,
        facts=tuple((label, value or _DOTS) for _key, label, value in book.facts),
        tables=tuple(_table(sheet) for sheet in book.sheets),
        signatures=tuple(
            SignatureBlock(lines=(title,), note="(Ký, ghi rõ họ tên)") for title in book.signatures
        ),
        landscape=book.landscape,
        paper=book.paper,
        footer=book.footer,
    )


def _table(sheet: UnitSheet) -> PrintTable:
    columns = [PrintColumn(key="_code", head="STT", width_mm=_CODE_MM, align=Align.CENTER)]
    if sheet.has_labels:
        columns.append(PrintColumn(key="_label", head=sheet.row_head, width_mm=sheet.row_width_mm))
    if sheet.has_units:
        columns.append(PrintColumn(key="_unit", head="ĐVT", width_mm=_UNIT_MM))
    columns += [
        PrintColumn(
            key=column.key,
            head=column.head,
            width_mm=column.width_mm,
            align=column.align,
            number_format=_FORMATS.get(column.type, ""),
        )
        for column in sheet.columns
    ]
    least = _ANSWER_MM if sheet.is_texts else _GROWN_MM if sheet.is_growing else _ROW_MM
    return PrintTable(
        key=sheet.code,
        title=sheet.title,
        columns=tuple(columns),
        rows=tuple(_rows(sheet)),
        groups=_groups(sheet, len(columns) - len(sheet.columns)),
        note=sheet.note,
        min_row_mm=least,
    )


def _groups(sheet: UnitSheet, lead: int) -> tuple[tuple[str, int], ...]:
    """Return the heads over neighbouring columns that name one group, none when none does."""
    names = [""] * lead + [column.group for column in sheet.columns]
    if not any(names):
        return ()
    return tuple((name, len(list(same))) for name, same in groupby(names))


def _rows(sheet: UnitSheet) -> list[tuple[PrintCell, ...]]:
    rows = []
    for row in sheet.rows:
        cells = [PrintCell(value=row.number)]
        if sheet.has_labels:
            cells.append(PrintCell(value=row.label))
        if sheet.has_units:
            cells.append(PrintCell(value=row.unit))
        cells += [PrintCell(value=cell.value) for cell in row.cells]
        rows.append(tuple(cells))
    return rows


def guide_printout(
    spec: FormSpec, period: Period, issuer: Issuer, facts: UnitBookFacts, units: tuple[Unit, ...]
) -> Printout:
    """Return the guide of one page that goes out with the workbooks, in the office's name."""
    due = facts.in_time_until or period.due_date
    return Printout(
        file_stem="Huong dan",
        title="HƯỚNG DẪN\nghi biểu báo cáo",
        subtitle=f"{spec.label}, {period.label}",
        top_left=((False, issuer.parent_line), (True, issuer.own_line)),
        top_right=((False, ""), (False, "")),
        texts=(
            PrintText(title="1. Gửi khi nào, gửi cho ai", lines=_when(period, facts)),
            PrintText(title="2. Ghi thế nào", lines=_how(spec)),
            PrintText(title="3. Trước khi gửi", lines=_before(facts)),
            PrintText(title="4. Nếu máy không có Excel", lines=_otherwise()),
        ),
        signatures=(SignatureBlock(lines=(issuer.own_line.replace("\n", " "),)),),
        landscape=False,
        footer=f"Hướng dẫn {spec.label}, {period.label}; {len(units)} đơn vị; hạn {long_date(due)}",
    )


def _when(period: Period, facts: UnitBookFacts) -> tuple[str, ...]:
    due = facts.in_time_until or period.due_date
    where = f", thư điện tử {facts.email}" if facts.email else ""
    return (
        f"- Số liệu tính từ {long_date(period.window_from)} đến hết {long_date(period.window_to)}.",
        f"- Hạn gửi: chậm nhất {weekday_date(due)}.",
        f"- Nơi nhận: {facts.send_to}{where}.",
        "- Gửi chính tệp đã ghi (Excel hoặc Word), không gửi ảnh chụp hay bản quét thay cho tệp.",
    )


def _how(spec: FormSpec) -> tuple[str, ...]:
    names = "; ".join(table.title for table in spec.tables)
    return (
        "- Mỗi đơn vị có một tệp mang tên mình. Mở bằng Excel hoặc LibreOffice, ghi thẳng vào.",
        f"- Các trang: {names}.",
        "- Chỉ ghi vào ô nền vàng. Ô nền xám là tiêu đề, số tự tính hoặc ô không phải ghi (x).",
        "- Không phát sinh thì ghi 0. Chưa có số thì để trống: ô trống không phải là 0.",
        "- Ghi số, không kèm chữ: 12, không ghi “12 buổi”. Số tổ được phủ ghi dạng 9/24.",
        "- Chỉ ghi vấn đề và số lượng, không ghi họ tên, số điện thoại của người dân.",
        "- Biểu có dòng trống: mỗi việc một dòng; thiếu dòng thì mở khóa trang, ghi tiếp ở dưới.",
    )


def _before(facts: UnitBookFacts) -> tuple[str, ...]:
    return (
        "- Ghi người lập và điện thoại ở trang đầu để nơi nhận hỏi lại khi cần.",
        "- Tệp có khóa để khỏi gõ nhầm vào tiêu đề; không có mật khẩu, cần thì mở khóa được.",
        "- Giữ nguyên tên trang và các cột. Đổi tên tệp cũng được, nhưng nên giữ tên đơn vị.",
        f"- Gửi lại lần nữa nếu có sửa: {facts.send_to} sẽ hỏi lấy bản nào.",
    )


def _otherwise() -> tuple[str, ...]:
    return ("- Dùng tệp Word cùng tên: ghi vào các ô trong bảng, lưu lại rồi gửi tệp .docx đó.",)
