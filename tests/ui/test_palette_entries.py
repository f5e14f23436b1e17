"""Ctrl+K by plain words: a page by its name, what can be done on it by what a clerk calls it."""

from __future__ import annotations

from collections.abc import Iterator

from wardapp.core.text import fold
from wardapp.ui.main_window import MainWindow
from wardapp.ui.palette_entries import COMMANDS, PAGES

PAGE_OF = {
    "trao đổi": "Mở Trao đổi",
    "an toàn": "Mở An toàn dữ liệu",
    "số trên nhiều máy": "Mở Số trên nhiều máy",
    "báo cáo": "Mở Báo cáo",
}
DEED_OF = {
    "sao lưu": "Sao lưu ngay",
    "gửi gói": "Gửi gói trao đổi",
    "nhận gói": "Nhận gói trao đổi",
    "chép ra usb": "Gửi gói trao đổi",
    "gửi thư": "Gửi gói trao đổi",
    "khôi phục bản sao": "Khôi phục bản sao lưu đang chọn",
    "nơi thứ hai": "Chọn nơi sao lưu thứ hai (USB, ổ khác)",
    "so mã": "So mã của máy gửi qua điện thoại",
    "mã máy": "Trao đổi: mã máy này, máy đã tin",
    "khối số": "Cấp khối số cho máy khác",
    "tệp hỏng": "Mở thư mục giữ tệp hỏng",
}
"""The first command found, after the page."""

NAMED = ("exchange", "exchange_in", "safety", "recovered", "number_pcs")


def _found(window: MainWindow, typed: str) -> list[tuple[str, str]]:
    window.palette_box.line.setText(typed)
    window.palette_box._gather()
    return [(entry.group, entry.title) for entry in window.palette_box.entries]


def _own_words(window: MainWindow) -> Iterator[tuple[str, str]]:
    """Yield what a clerk may type for each action of the pages, and the action's title."""
    for spec in map(window.specs.__getitem__, NAMED):
        for action in (each for each in spec.actions if not each.is_local):
            for words in filter(None, (action.title, action.button, spec.title)):
                yield words, action.title


def test_pages_and_their_deeds_are_found_by_plain_words(window: MainWindow) -> None:
    window.open_palette()
    for wanted, title in PAGE_OF.items():
        for typed in (wanted, fold(wanted), wanted.upper(), f"{wanted} "):
            assert _found(window, typed)[0] == (PAGES, title), typed
    for wanted, title in DEED_OF.items():
        for typed in (wanted, fold(wanted)):
            commands = [name for group, name in _found(window, typed) if group == COMMANDS]
            assert title in commands[:3], (typed, commands)
    for words, title in _own_words(window):
        for typed in (words, fold(words)):
            assert title in [name for _group, name in _found(window, typed)], (typed, title)
