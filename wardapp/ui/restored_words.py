"""What a restore does to numbers given after the backup: said before it, and once after it."""

from __future__ import annotations

from wardapp.core.number_views import GivenSince
from wardapp.ui.desk_store import DeskStore

UNREAD = "Số cấp sau bản sao lưu sẽ được cấp lại: vào sổ lại giấy đã có số trước khi cấp số mới"
"""Of an office that can't be read any more, nobody knows which numbers these are."""
_TOLD = "restored.numbers"
_SERIES_SHOWN = 6


def words_before(given: tuple[GivenSince, ...]) -> str:
    """Return what stands in the question, "" when no number would be given again."""
    if not given:
        return ""
    numbers = _listed(given, "\n")
    return (
        f"Những số cấp sau bản sao lưu này sẽ được cấp lại:\n{numbers}\n"
        "Sau khi khôi phục, có máy khác cùng cơ quan thì nhận gói của máy ấy trước. Số nào đã ghi "
        "lên giấy mà chưa về thì vào sổ lại giấy ấy đúng số cũ, rồi mới cấp số mới."
    )


def keep_given(desk: DeskStore, given: tuple[GivenSince, ...]) -> None:
    """Keep the numbers for the window that opens after the restore."""
    desk.keep_text(_TOLD, _listed(given, "; "))


def keep_unread(desk: DeskStore) -> None:
    """Keep that numbers may be given again, where the office before could not be read."""
    desk.keep_text(_TOLD, "Mọi dãy số, từ số kế tiếp trong sổ: so với giấy đã phát hành.")


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
