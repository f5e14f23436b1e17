"""An old book as offices have them: old fonts, slips, a total below; for pictures and tests."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font

from tests.old_texts import as_tcvn3

HEAD = (
    "Tác giả", "Số, ký hiệu", "Ngày tháng", "Tên loại và trích yếu nội dung",
    "Đơn vị hoặc người nhận", "Ngày chuyển", "Ký nhận", "Ghi chú",
)  # fmt: skip
ORGANS = (
    ("Ban Tổ chức Thành ủy Hà Liên", "CV/BTCTU"),
    ("Sở Xây dựng thành phố Hà Liên", "SXD-QLĐT"),
    ("UBND phường Liên Hồ", "UBND-VHXH"),
    ("Công an phường Liên Hồ", "CAP-TH"),
)
SUBJECTS = (
    "Công văn về việc phân loại rác tại nguồn trên địa bàn phường",
    "Kế hoạch phòng cháy, chữa cháy mùa hanh khô",
    "Báo cáo kết quả tuyển quân đợt 1",
    "Giấy mời họp bàn công tác bầu cử tổ trưởng tổ dân phố",
    "Thông báo lịch tiếp công dân quý II",
)
LINES = 40
SLIPS: dict[int, dict[str, object]] = {
    9: {"B": 8}, 14: {"A": "31/4/2019"}, 21: {"B": None}, 26: {"J": "Mật"}, 33: {"A": "05/13/2019"},
}  # fmt: skip


def old_book(folder: Path) -> Path:
    """Return the workbook of a year, with some slips in it."""
    folder.mkdir(parents=True, exist_ok=True)
    book = Workbook()
    sheet = book.active
    sheet.title = "Năm 2019"
    sheet.append(["SỔ ĐĂNG KÝ VĂN BẢN ĐẾN NĂM 2019"])
    sheet.append(["Văn bản đến", None, *HEAD])
    sheet.append(["Ngày", "Số"])
    sheet.merge_cells("A2:B2")
    for number in range(1, LINES + 1):
        _add(sheet, number)
    sheet.append([f"Tổng số: {LINES} văn bản"])
    path = folder / "so-den-2019.xlsx"
    book.save(path)
    return path


def _add(sheet: Any, number: int) -> None:
    day = date(2019, 1, 3) + timedelta(days=number * 8)
    organ, symbol = ORGANS[number % len(ORGANS)]
    subject = SUBJECTS[number % len(SUBJECTS)]
    joint = "-" if "/" in symbol else "/"
    is_old = number % 4 == 0
    sheet.append(
        [day, number, as_tcvn3(organ) if is_old else organ, f"{number + 10}{joint}{symbol}",
         f"{day.day}/{day.month}", as_tcvn3(subject) if is_old else subject, "Văn phòng", day]
    )  # fmt: skip
    row = sheet.max_row
    if is_old:
        for column in ("C", "F"):
            sheet[f"{column}{row}"].font = Font(name=".VnTime")
    for column, value in SLIPS.get(number, {}).items():
        sheet[f"{column}{row}"] = value
