"""Sentences for what the disk says about an office folder as a whole."""

from __future__ import annotations

import errno
from pathlib import Path

from wardapp.core.errors import DiskRefused


def office_disk_refusal(error: OSError, folder: Path) -> DiskRefused:
    """Return the refusal that says what the disk did to an office folder, and the way out."""
    name = folder.name
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return DiskRefused(
            f"Ổ đĩa chứa sổ “{name}” đã đầy. Dữ liệu đã ghi còn nguyên; "
            "hãy dọn bớt ổ đĩa rồi thử lại."
        )
    if error.errno in {errno.EACCES, errno.EROFS, errno.EPERM}:
        return DiskRefused(
            f"Thư mục “{name}” chỉ cho đọc nên không ghi sổ được. "
            "Hãy chép cả thư mục sang ổ của máy này, hoặc chọn Mở để xem."
        )
    if error.errno in {errno.ENAMETOOLONG, errno.EINVAL}:
        return DiskRefused(
            "Tên hoặc đường dẫn thư mục sổ không dùng được. Hãy chọn tên ngắn, không có ký tự lạ."
        )
    if error.errno in {errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.EIO}:
        return DiskRefused(
            f"Thư mục “{name}” không còn hoặc ổ đĩa đã rút ra. Hãy cắm lại ổ đĩa rồi thử lại."
        )
    return DiskRefused(
        f"Ổ đĩa không nhận dữ liệu của sổ “{name}”. Hãy kiểm tra ổ đĩa rồi thử lại; "
        "dữ liệu đã ghi còn nguyên."
    )
