"""Two invented recoveries for the picture of the page that tells of them."""

from __future__ import annotations

from wardapp.core.safety import Healing, Recovery
from wardapp.services.office import Office
from wardapp.store.recovery_marks import keep_report

AT_MS = 1_780_627_320_000
DAY_MS = 24 * 60 * 60 * 1000


def fill_recovered(office: Office) -> None:
    """Write the reports of a recovery with a loss and of an earlier one without."""
    earlier = Recovery(
        healing=Healing.RECOVERED,
        found="Tệp dữ liệu của sổ cũ hơn bản ghi song song: có lẽ đã bị thay bằng bản cũ.",
        replayed_events=12,
        replayed_dispatches=4,
        newest_ms=AT_MS - 9 * DAY_MS,
        kept_aside="backups/hong-2026-05-27_08-02-11",
        at_ms=AT_MS - 9 * DAY_MS,
    )
    newest = Recovery(
        healing=Healing.PARTLY,
        found="Kiểm tra toàn bộ thấy dữ liệu của sổ bị hỏng nên đã ngừng ghi.",
        backup_name="2026-06-05_07-45-12",
        backup_ms=AT_MS - 7_000_000,
        replayed_events=1_204,
        replayed_dispatches=318,
        newest_ms=AT_MS - 60_000,
        kept_aside="backups/hong-2026-06-05_09-42-00",
        lost=(
            "Chữ gõ trong dự thảo chưa lưu thành lần (từ bản sao lưu) có thể không phải bản mới "
            "nhất.",
        ),
        at_ms=AT_MS,
    )
    for each in (earlier, newest):
        keep_report(office.opened.folder, each)
