"""Sentences for what the disk says about an office folder, or a second place, as a whole."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from wardapp.core.disk_trouble import Trouble, trouble_of
from wardapp.core.errors import DiskRefused

_SENTENCES = {
    Trouble.FULL: "Ổ đĩa chứa sổ “{name}” đã đầy. Dữ liệu đã ghi còn nguyên; "
    "hãy dọn bớt ổ đĩa rồi thử lại.",
    Trouble.HELD: "Thư mục sổ “{name}” có tệp đang bị chương trình khác giữ. "
    "Hãy đóng chương trình đó (Word, Excel, phần mềm diệt vi-rút) rồi làm lại.",
    Trouble.FILE_READ_ONLY: "Thư mục “{name}” có tệp đặt chỉ đọc nên không ghi sổ được. "
    "Hãy bỏ thuộc tính chỉ đọc của cả thư mục, hoặc chọn Mở để xem.",
    Trouble.PLACE_READ_ONLY: "Thư mục “{name}” chỉ cho đọc nên không ghi sổ được. "
    "Hãy chép cả thư mục sang ổ của máy này, hoặc chọn Mở để xem.",
    Trouble.GONE: "Thư mục “{name}” không còn hoặc ổ đĩa đã rút ra. Hãy cắm lại ổ đĩa rồi thử lại.",
    Trouble.TOO_LONG: "Tên hoặc đường dẫn thư mục sổ không dùng được. "
    "Hãy chọn tên ngắn, không có ký tự lạ.",
    Trouble.BAD_NAME: "Tên hoặc đường dẫn thư mục sổ không dùng được. "
    "Hãy chọn tên ngắn, không có ký tự lạ.",
    Trouble.OTHER: "Ổ đĩa không nhận dữ liệu của sổ “{name}”. Hãy kiểm tra ổ đĩa rồi thử lại; "
    "dữ liệu đã ghi còn nguyên.",
}

_OF_PLACES = {
    Trouble.FULL: "“{name}” đã đầy nên chưa chép được bản sao lưu sang đó. "
    "Hãy dọn bớt hoặc dùng ổ khác; sổ và bản sao lưu trong máy còn nguyên.",
    Trouble.HELD: "Bản sao lưu ở “{name}” đang bị chương trình khác giữ. "
    "Hãy đóng chương trình đó rồi sao lưu lại.",
    Trouble.FILE_READ_ONLY: "“{name}” chỉ cho đọc nên chưa chép được bản sao lưu sang đó. "
    "Hãy mở khóa ghi của USB hoặc chọn nơi khác.",
    Trouble.GONE: "Không thấy nơi thứ hai “{name}”. "
    "Hãy cắm lại USB, ổ đĩa hoặc chọn nơi khác rồi sao lưu lại.",
    Trouble.TOO_LONG: "Không ghi được vào nơi thứ hai “{name}” vì đường dẫn quá dài. "
    "Hãy chọn thư mục khác.",
    Trouble.OTHER: "“{name}” không nhận bản sao lưu. Hãy rút ra cắm lại, hoặc chọn nơi khác; "
    "sổ và bản sao lưu trong máy còn nguyên.",
}
_OF_PLACES[Trouble.PLACE_READ_ONLY] = _OF_PLACES[Trouble.FILE_READ_ONLY]
_OF_PLACES[Trouble.BAD_NAME] = _OF_PLACES[Trouble.TOO_LONG]


Given = ParamSpec("Given")
Done = TypeVar("Done")


def disk_told(deed: Callable[Given, Done]) -> Callable[Given, Done]:
    """Let a deed tell in a sentence what the disk refuses, wherever in it that happens.

    Its first argument is the path of an office folder, or has it as `root`. A stick that is pulled
    can fail any look at a file, even `exists`.
    """

    @wraps(deed)
    def told(*given: Given.args, **named: Given.kwargs) -> Done:
        place: Any = given[0]
        try:
            return deed(*given, **named)
        except OSError as error:
            folder = place if isinstance(place, Path) else place.root
            raise office_disk_refusal(error, folder) from error

    return told


def office_disk_refusal(error: OSError, folder: Path) -> DiskRefused:
    """Return the refusal that says what the disk did to an office folder, and the way out."""
    return DiskRefused(_SENTENCES[trouble_of(error, folder)].format(name=folder.name))


def second_place_refusal(error: OSError, place: Path) -> DiskRefused:
    """Return the refusal that says what a second place of the backups did, and the way out."""
    name = place.name or str(place)  # the stick itself has no name but its letter
    return DiskRefused(_OF_PLACES[trouble_of(error, place)].format(name=name))
