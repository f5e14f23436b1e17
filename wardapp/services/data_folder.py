"""The user's data folder: whether it takes what has to be kept, and what to do when it does not."""

from __future__ import annotations

import errno
import secrets
from pathlib import Path

from wardapp.core.disk_trouble import Trouble, trouble_of
from wardapp.core.errors import DiskRefused
from wardapp.services.installation import PORTABLE_MARK

PROBE_BYTES = 4096
READ_ONLY = frozenset({Trouble.PLACE_READ_ONLY, Trouble.FILE_READ_ONLY, Trouble.HELD})
"""Windows says “access denied” of all three; a folder of one's own is held by nobody for long."""


def refuse_unwritable_data(folder: Path) -> None:
    """Make the data folder and try to write in it; raise DiskRefused with the way out."""
    probe = folder / f".{secrets.token_hex(4)}.thu"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with probe.open("xb") as stream:
            stream.write(b"\0" * PROBE_BYTES)
        probe.unlink()
    except OSError as error:
        _forget(probe)
        raise data_refusal(error, folder) from error


def data_refusal(error: OSError, folder: Path) -> DiskRefused:
    """Return the refusal that says what the disk did to the data folder, and the way out."""
    return DiskRefused(_sentence(error, folder))


def _sentence(error: OSError, folder: Path) -> str:
    opening = f"WardApp không ghi được vào thư mục dữ liệu {folder}"
    is_portable = (folder.parent / PORTABLE_MARK).is_file()
    if error.errno in {errno.EEXIST, errno.ENOTDIR}:
        return f"{opening} vì ở đó đang có một tệp cùng tên. Hãy đổi tên tệp ấy rồi mở lại."
    trouble = trouble_of(error, folder)
    if trouble is Trouble.FULL:
        return f"{opening} vì ổ đĩa đã đầy. Hãy dọn bớt ổ đĩa rồi mở lại."
    if trouble in READ_ONLY:
        way = (
            "Hãy mở khóa ghi của USB, hoặc chép cả thư mục WardApp vào ổ của máy"
            if is_portable
            else "Hãy xin quyền ghi vào thư mục này"
        )
        return f"{opening} vì nơi này chỉ cho đọc. {way} rồi mở lại."
    return f"{opening}. Hãy kiểm tra ổ đĩa (hoặc cắm lại USB) rồi mở lại."


def _forget(probe: Path) -> None:
    try:
        probe.unlink(missing_ok=True)
    except OSError:
        return  # what could not be written need not be taken away
