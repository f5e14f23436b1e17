"""Files, folders and links opened in the program that this PC has for them."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from wardapp.core.disk_trouble import windows_code
from wardapp.core.dispatches import Attachment
from wardapp.core.errors import WardError
from wardapp.core.long_paths import reachable
from wardapp.ui.context import Context

PROGRAMS = (
    ".appinstaller .application .appref-ms .appx .bat .chm .cmd .com .cpl .diagcab .dll .exe "
    ".gadget .hta .img .inf .iso .jar .js .jse .library-ms .lnk .msc .msi .msix .msp .pif .ppam "
    ".ps1 .py .pyw .reg .scf .scr .sct .search-ms .settingcontent-ms .theme .url .vb .vbe .vbs "
    ".vhd .vhdx .website .wll .ws .wsc .wsf .wsh .xlam .xll"
)
"""Endings of files that Windows or Office would run, load or mount instead of show."""


def open_outside(path: Path) -> None:
    """Open a file or folder in its own program; WardError when nothing here opens it."""
    # Windows leaves away spaces and dots at the end of a name, and so would run `a.exe .`.
    if Path(path.name.rstrip(" .")).suffix.casefold() in PROGRAMS.split():
        raise WardError(
            f"{path.name} là chương trình chứ không phải văn bản nên WardApp không mở. "
            "Hãy hỏi lại nơi gửi."
        )
    if not reachable(path).exists():
        raise WardError(f"{path.name} không còn ở chỗ cũ: {path.parent}. Hãy xem lại.")
    if not _started(path):
        kind = f"tệp {path.suffix}" if path.suffix else path.name
        raise WardError(
            f"Máy này chưa có chương trình để mở {kind}. "
            "Hãy cài chương trình (Word, Excel hoặc LibreOffice) rồi mở lại."
        )


def show_outside(context: Context, path: Path) -> None:
    """Open a file or folder in its own program, or say in a sentence why not."""
    try:
        open_outside(path)
    except WardError as refusal:
        context.frame.fail(f"Chưa mở được {path.name}", refusal.sentence)


def show_link(context: Context, link: str) -> None:
    """Open a page of the web in the browser; anything else behind a link is never opened."""
    url = QUrl.fromUserInput(link)
    if url.scheme() not in {"http", "https"} or not QDesktopServices.openUrl(url):
        context.frame.fail(
            "Chưa mở được liên kết", f"“{link}” không phải địa chỉ trang mạng mở được trên máy này."
        )


def show_kept(context: Context, owner: QWidget, kept: Attachment) -> None:
    """Open a read-only copy of a kept file in its own program; the original is never handed out."""
    copies = context.office.copies
    context.jobs.read(
        lambda: copies.copy(kept), lambda path: show_outside(context, path), owner=owner
    )


if sys.platform == "win32":
    THOUGHT_BETTER = 1223
    """What Windows answers when the user dismissed its own question before opening."""

    def _started(path: Path) -> bool:
        try:
            os.startfile(path)  # what a double click does
        except OSError as error:
            return windows_code(error) == THOUGHT_BETTER
        return True

else:

    def _started(path: Path) -> bool:
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
