"""What a window says first after a restore, or after damage was mended by itself."""

from __future__ import annotations

from wardapp.core.safety import Recovery
from wardapp.ui.main_window import MainWindow
from wardapp.ui.pages import recovered
from wardapp.ui.pages.safety_actions import LAST_NUMBERS
from wardapp.ui.restored_words import take_told
from wardapp.ui.widgets.cards import Way

TITLE = (
    "Đã khôi phục. Các số này vẫn là số đã dùng: nhận gói của máy khác (nếu có), rồi vào sổ lại "
    "giấy đã mang số mà nội dung chưa về"
)
ASKED = "Hãy xác nhận số cuối đã cấp trên giấy"

_SEEN = "recovered.seen"


def tell_restored(window: MainWindow) -> None:
    """Say once which numbers are to be written in again; ask for those that nobody knows."""
    if numbers := take_told(window.context.desk):
        window.messages.add_notice(TITLE, numbers)
    office = window.context.office
    if not office.read_only:
        window.jobs.read(
            office.last_numbers.sentence, lambda asked: _ask(window, asked), owner=window
        )


def _ask(window: MainWindow, asked: str) -> None:
    if asked:
        way = Way("Xác nhận số cuối…", lambda: window.run_action(LAST_NUMBERS.id))
        window.messages.add_notice(ASKED, asked, (way,))


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
