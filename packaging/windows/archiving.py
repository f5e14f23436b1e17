"""Packs the portable archive: the same bytes for the same tree, whoever packs it and when."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from pathlib import Path

from common import PROGRAM, Source, files_below

MARK = "portable.txt"
MARK_TEXT = (
    "Có tệp này thì WardApp giữ sổ và thiết đặt trong thư mục data ngay bên cạnh. Xóa tệp này thì "
    "dữ liệu nằm trong hồ sơ người dùng của Windows như bản cài.\r\n"
)
BOM = "\ufeff"
FAST = 1
SMALL = 9
# What Windows itself writes for a plain file, so that every unpacker takes it for one.
MADE_ON_WINDOWS = 0
PLAIN_FILE = 0x20


def pack_portable(program: Path, archive: Path, source: Source, *, fast: bool) -> None:
    """Pack a staged program under the top folder WardApp, with the mark of a portable one."""
    contents = {name: path.read_bytes for name, path in files_below(program).items()}
    contents[MARK] = (BOM + MARK_TEXT).encode
    stamp = datetime.fromtimestamp(source.moment, UTC).timetuple()[:6]
    aside = archive.with_suffix(".partial")
    level = FAST if fast else SMALL
    with zipfile.ZipFile(aside, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as packed:
        for name, read in sorted(contents.items()):
            entry = zipfile.ZipInfo(f"{PROGRAM}/{name}", stamp)
            entry.create_system = MADE_ON_WINDOWS
            entry.external_attr = PLAIN_FILE
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, read())
    aside.replace(archive)
