"""What a restore does to numbers given after the backup: said before it, and once after it."""

from __future__ import annotations

from wardapp.core.number_views import GivenSince
from wardapp.ui.desk_store import DeskStore

UNREAD = "Số nào không biết đã cấp hay chưa thì WardApp hỏi số cuối trên giấy rồi mới cấp số mới"
"""Of an office that can't be read any more, nobody may know which numbers were given."""
_TOLD = "restored.numbers"
_SERIES_SHOWN = 6


def words_before(given: tuple[GivenSince, ...]) -> str:
    """Return what stands in the question, "" when no number was given since."""
    if not given:
        return ""
    numbers = _listed(given, "\n")
    return (
        f"Những số cấp sau bản sao lưu này vẫn là số đã dùng, không cấp lại:\n{numbers}\n"
        "Sau khi khôi phục, có máy khác cùng cơ quan thì nhận gói của máy ấy trước. Giấy nào đã "
        "mang số mà nội dung chưa về thì vào sổ lại đúng số cũ."
    )


def keep_given(desk: DeskStore, given: tuple[GivenSince, ...]) -> None:
    """Keep the numbers for the window that opens after the restore."""
    desk.keep_text(_TOLD, _listed(given, "; "))


def take_told(desk: DeskStore) -> str:
    """Return what was kept and keep it no longer; "" when nothing was."""
    numbers = desk.text(_TOLD)
    if numbers:
        desk.keep_text(_TOLD, "")
    return numbers


def _listed(given: tuple[GivenSince, ...], between: str) -> str:
    shown = [f"{each.series}: số {each.numbers}" for each in given[:_SERIES_SHOWN]]
    if more := len(given) - len(shown):
        shown.append(f"và {more} dãy số khác (xem trang Số văn bản)")
    return between.join(shown)
