"""Mã niêm phong: the code of each day, to print, sign and file, and what proves a history by it."""

from __future__ import annotations

import calendar
from datetime import date
from pathlib import Path

from wardapp.core.clock import day_of, moment_of
from wardapp.core.files import write_whole
from wardapp.core.places import Places
from wardapp.core.printout import (
    Align,
    PrintCell,
    PrintColumn,
    Printout,
    PrintTable,
    PrintText,
    SignatureBlock,
)
from wardapp.core.safety import DaySeal, SealProof
from wardapp.documents.printouts import written
from wardapp.services.desk import Desk
from wardapp.services.founding import TITLE
from wardapp.services.seal_proof import checked, prove
from wardapp.services.targets import checked_targets

KINDS = (".pdf", ".docx", ".xlsx")
HOW = (
    "Mỗi mã thay cho toàn bộ lịch sử của sổ từ ngày đầu đến hết việc cuối của ngày ấy: sửa, xóa, "
    "chèn hay đổi thứ tự bất cứ việc nào đã ghi thì mã không còn khớp.",
    "Kiểm tra: wardapp doctor --code MÃ, hoặc nút Kiểm tra mã ở trang An toàn dữ liệu.",
)
_COLUMNS = (
    PrintColumn(key="day", head="Ngày", width_mm=32, align=Align.CENTER),
    PrintColumn(key="count", head="Số việc ghi", width_mm=30, align=Align.RIGHT),
    PrintColumn(key="last", head="Việc cuối lúc", width_mm=32, align=Align.CENTER),
    PrintColumn(key="code", head="Mã niêm phong", width_mm=66, align=Align.CENTER),
)


class Seals:
    """Tells the codes of days and proves them; `office.seals`."""

    def __init__(self, desk: Desk, places: Places) -> None:
        self._desk = desk
        self._places = places

    def now(self) -> DaySeal | None:
        """Return the code of all there is now, None in a copy that wrote nothing yet."""
        with self._desk.database.read() as tx:
            return tx.seals.now()

    def month(self, day: date) -> tuple[DaySeal, ...]:
        """Return the codes of the days of a month that had changes, oldest first.

        That of today may still move on; the others never do.
        """
        last = calendar.monthrange(day.year, day.month)[1]
        with self._desk.database.read() as tx:
            return tx.seals.days(day.replace(day=1), day.replace(day=last))

    def prove(self, typed: str) -> SealProof:
        """Hold the whole history against a code as somebody typed it; BadValue when it is none."""
        return prove(self._desk.database, self._desk.files, checked(typed))

    def sheet(self, day: date) -> Printout:
        """Return the sheet of a month, to be signed and filed."""
        seals = self.month(day)
        today = day_of(self._desk.clock.now_ms())
        rows = tuple(
            (
                PrintCell(value=seal.day),
                PrintCell(value=seal.event_count),
                PrintCell(value=f"{moment_of(seal.at_ms):%H:%M}"),
                PrintCell(value=seal.code + (" *" if seal.day == today else ""), bold=True),
            )
            for seal in seals
        )
        note = "* Ngày chưa hết: mã đến lúc in." if any(s.day == today for s in seals) else ""
        name = self._desk.database.local(TITLE)
        return Printout(
            file_stem=f"phieu-ma-niem-phong-{day:%Y-%m}",
            title="PHIẾU MÃ NIÊM PHONG",
            subtitle=f"Tháng {day.month} năm {day.year}",
            facts=(("Sổ", name),) if name else (),
            tables=(PrintTable(key="days", title="", columns=_COLUMNS, rows=rows, note=note),),
            texts=(PrintText(title="", lines=HOW),),
            signatures=(
                SignatureBlock(lines=("Người lập phiếu",), note="(Ký, ghi rõ họ tên)"),
                SignatureBlock(lines=("Người giữ phiếu",), note="(Ký, ghi rõ họ tên)"),
            ),
            landscape=False,
        )

    def sheet_to(self, day: date, target: Path) -> Path:
        """Write the sheet of a month to a .pdf, .docx or .xlsx file."""
        checked_targets((target,), KINDS)
        kind, created = target.suffix.casefold(), self._desk.today()
        write_whole(target, written(self.sheet(day), kind, self._places.resources, created=created))
        return target
