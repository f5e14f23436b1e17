"""The user's data folder: whether it takes what has to be kept, and what to do when it does not."""

from __future__ import annotations

import errno
import secrets
from pathlib import Path

from wardapp.core.errors import DiskRefused
from wardapp.services.installation import PORTABLE_MARK

PROBE_BYTES = 4096
WINDOWS_FULL = frozenset({39, 112})
"""ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL."""


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
    if (
        error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
        or _windows_code(error) in WINDOWS_FULL
    ):
        return f"{opening} vì ổ đĩa đã đầy. Hãy dọn bớt ổ đĩa rồi mở lại."
    if error.errno in {errno.EEXIST, errno.ENOTDIR}:
        return f"{opening} vì ở đó đang có một tệp cùng tên. Hãy đổi tên tệp ấy rồi mở lại."
    if error.errno in {errno.EACCES, errno.EROFS, errno.EPERM}:
        way = (
            "Hãy mở khóa ghi của USB, hoặc chép cả thư mục WardApp vào ổ của máy"
            if is_portable
            else "Hãy xin quyền ghi vào thư mục này"
        )
        return f"{opening} vì nơi này chỉ cho đọc. {way} rồi mở lại."
    return f"{opening}. Hãy kiểm tra ổ đĩa (hoặc cắm lại USB) rồi mở lại."


def _windows_code(error: OSError) -> int:
    return int(getattr(error, "winerror", None) or 0)


def _forget(probe: Path) -> None:
    try:
        probe.unlink(missing_ok=True)
    except OSError:
        return  # what could not be written need not be taken away
