"""Numbers of every state in the example office, for the pictures of Số văn bản."""

from __future__ import annotations

from datetime import timedelta

from wardapp.core.numbering import Reserving
from wardapp.services.office import Office


def fill_numbers(office: Office) -> object:
    """Keep, spoil and mark numbers of a busy counter; return its id."""
    numbering, today = office.numbering, office.desk.today()
    row = next(each for each in numbering.series() if each.last_number and each.key.book == "di")
    title = "Kế hoạch tổ chức hội nghị đối thoại giữa người đứng đầu cấp ủy với Nhân dân năm 2026"
    numbering.reserve(
        row.key, 2, Reserving(holder="Phòng Kinh tế, Hạ tầng", title=title, until=today)
    )
    numbering.reserve(
        row.key, 1, Reserving(holder="Văn phòng Đảng uỷ", until=today + timedelta(days=5))
    )
    spoiled = numbering.take(row.key, "Viết hỏng")
    numbering.cancel(row.key, spoiled.first, "Viết hỏng bản in, đã lấy số khác")
    numbering.secret(row.key, row.key.group or "CV")
    return row.series_id
