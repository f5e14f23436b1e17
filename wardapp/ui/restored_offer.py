"""The notice of a window that opens after a restore."""

from __future__ import annotations

from wardapp.ui.main_window import MainWindow
from wardapp.ui.restored_words import take_told

TITLE = "Đã khôi phục. Vào sổ lại giấy đã mang các số này trước khi cấp số mới"


def tell_restored(window: MainWindow) -> None:
    """Say once which numbers are to be written in again."""
    if numbers := take_told(window.context.desk):
        window.messages.add_notice(TITLE, numbers)
