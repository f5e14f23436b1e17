"""What a window says first after a restore, or after damage was mended by itself."""

from __future__ import annotations

from wardapp.core.safety import Recovery
from wardapp.ui.main_window import MainWindow
from wardapp.ui.pages import recovered
from wardapp.ui.restored_words import take_told

TITLE = (
    "Đã khôi phục. Nhận gói của máy khác (nếu có), vào sổ lại giấy đã mang các số này, rồi mới cấp "
    "số mới"
)

_SEEN = "recovered.seen"


def tell_restored(window: MainWindow) -> None:
    """Say once which numbers are to be written in again."""
    if numbers := take_told(window.context.desk):
        window.messages.add_notice(TITLE, numbers)


def tell_recovered(window: MainWindow) -> None:
    """Show what was recovered once, at the first window that opens after it."""
    office = window.context.office
    if not office.read_only:
        window.jobs.read(office.recoveries.all, lambda told: _show(window, told), owner=window)


def _show(window: MainWindow, told: tuple[Recovery, ...]) -> None:
    desk = window.context.desk
    newest = str(told[0].at_ms) if told else ""
    if newest and newest != desk.text(_SEEN):
        desk.keep_text(_SEEN, newest)
        window.go(recovered.PAGE)
