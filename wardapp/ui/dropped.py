"""What was dropped on the window: files of a folder, or bytes that another program holds.

Mail programs and browsers on Windows drag files that lie nowhere yet: a FILEGROUPDESCRIPTOR with
their names and one stream each. They are read while the drop lasts and stay in memory.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData

from wardapp.core.sources import FileSource, HeldFile
from wardapp.core.text import clean

WINDOWS_MIME = 'application/x-qt-windows-mime;value="{}"'
NAMES_WIDE = WINDOWS_MIME.format("FileGroupDescriptorW")
NAMES_NARROW = WINDOWS_MIME.format("FileGroupDescriptor")
CONTENTS = WINDOWS_MIME.format("FileContents")
MOZILLA = ("text/x-moz-message", "application/x-moz-file-promise", "text/x-moz-url")

MOST_FILES = 100
MOST_BYTES = 200 << 20
COUNT_BYTES = 4
FACTS_BYTES = 72  # flags, class, size, point, attributes, three times, size high and low
NAME_LETTERS = 260
ATTRIBUTES_AT, SIZE_AT = 36, 64
DIRECTORY, KNOWS_SIZE = 0x10, 0x40

OUTLOOK_MAIL = (
    "Outlook không đưa cả lá thư ra ngoài được. Hãy kéo thẳng tệp đính kèm vào cửa sổ này, hoặc "
    "lưu thư thành .eml rồi thả vào."
)
MOZILLA_MAIL = (
    "Chương trình thư chưa đưa nội dung sang. Hãy kéo thư ra màn hình nền (thành tệp .eml) rồi "
    "thả tệp đó vào đây, hoặc lưu tệp đính kèm trước."
)
ON_THE_NET = (
    "Tệp này còn ở trên mạng, WardApp không tải từ mạng. Hãy tải tệp về máy rồi thả vào đây."
)
EMPTY = "Không lấy được nội dung tệp vừa thả. Hãy lưu tệp ra thư mục rồi thả lại."
TOO_MUCH = f"Các tệp vừa thả lớn hơn {MOST_BYTES >> 20} MB. Hãy lưu ra thư mục rồi thả từng tệp."


@dataclass(frozen=True, slots=True)
class Dropped:
    """The files of a drop, and one sentence about what could not be taken."""

    files: tuple[FileSource, ...] = ()
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class DraggedName:
    """One entry of a FILEGROUPDESCRIPTOR: a name, its size when known, folder or file."""

    name: str
    size: int | None = None
    is_folder: bool = False


def is_welcome(mime: QMimeData) -> bool:
    """Return whether a drag may hold files, so that the pointer says so."""
    return mime.hasUrls() or any(map(mime.hasFormat, (NAMES_WIDE, NAMES_NARROW, *MOZILLA)))


def dropped(mime: QMimeData) -> Dropped:
    """Return what was dropped; call it while the drop lasts."""
    paths = tuple(Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile())
    if paths:
        return Dropped(paths)
    for kind, read in ((NAMES_WIDE, wide_names), (NAMES_NARROW, narrow_names)):
        if mime.hasFormat(kind):
            return _held(mime, read(bytes(mime.data(kind).data())))
    if any(map(mime.hasFormat, MOZILLA[:2])):
        return Dropped(trouble=MOZILLA_MAIL)
    return Dropped(trouble=ON_THE_NET if mime.hasUrls() or mime.hasFormat(MOZILLA[2]) else "")


def _held(mime: QMimeData, names: tuple[DraggedName, ...]) -> Dropped:
    """Read the stream of each entry; a mail of Outlook has none that can be read."""
    files: list[FileSource] = []
    total, missed = 0, ""
    for at, entry in enumerate(names):
        if entry.is_folder:
            continue
        total += entry.size or 0
        if total > MOST_BYTES:
            return Dropped(tuple(files), TOO_MUCH)
        data = bytes(mime.data(f"{CONTENTS};index={at}").data())
        if not data and len(names) == 1:
            data = bytes(mime.data(CONTENTS).data())
        if entry.size is not None and len(data) > entry.size:
            data = data[: entry.size]  # a block of memory may be longer than the file in it
        if data:
            files.append(HeldFile(entry.name, data))
        else:
            missed = OUTLOOK_MAIL if entry.name.lower().endswith(".msg") else EMPTY
    return Dropped(tuple(files), missed or ("" if files else EMPTY))


def wide_names(data: bytes) -> tuple[DraggedName, ...]:
    """Return the entries of a FILEGROUPDESCRIPTORW; what is cut off or makes no sense is left."""
    return tuple(_names(data, NAME_LETTERS * 2, "utf-16-le"))


def narrow_names(data: bytes) -> tuple[DraggedName, ...]:
    """Return the entries of a FILEGROUPDESCRIPTOR with names in one byte a letter."""
    return tuple(_names(data, NAME_LETTERS, "cp1258"))


def _names(data: bytes, name_bytes: int, letters: str) -> Iterator[DraggedName]:
    if len(data) < COUNT_BYTES:
        return
    (count,) = struct.unpack_from("<I", data)
    size_of_one = FACTS_BYTES + name_bytes
    for at in range(min(count, MOST_FILES)):
        start = COUNT_BYTES + at * size_of_one
        entry = data[start : start + size_of_one]
        if len(entry) < size_of_one:
            return
        (flags,) = struct.unpack_from("<I", entry)
        (attributes,) = struct.unpack_from("<I", entry, ATTRIBUTES_AT)
        high, low = struct.unpack_from("<II", entry, SIZE_AT)
        name = entry[FACTS_BYTES:].decode(letters, errors="replace").split("\0", 1)[0]
        yield DraggedName(
            name=_plain(name, at),
            size=(high << 32) + low if flags & KNOWS_SIZE else None,
            is_folder=bool(attributes & DIRECTORY),
        )


def _plain(name: str, at: int) -> str:
    """Return the last part of a name without what no screen shows."""
    last = clean(name).replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(letter for letter in last if letter.isprintable()).strip(" .")
    return shown or f"tep-{at + 1}"
