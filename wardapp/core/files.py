"""The one module of core that touches the disk: files are written whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
from pathlib import Path

from wardapp.core.errors import DiskRefused

CHUNK = 1 << 20


def write_whole(target: Path, data: bytes) -> None:
    """Write data to target and sync it, or leave target as it was.

    Raises DiskRefused with a sentence when the disk is full, read-only or gone.
    """
    part = target.with_name(f".{target.name[:100]}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(target)
    except OSError as error:
        raise disk_refusal(error, target, len(data)) from error
    finally:
        _forget(part)


def disk_refusal(error: OSError, target: Path, size: int = 0) -> DiskRefused:
    """Return the refusal that says in a sentence what the disk said about target."""
    name = target.name
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        need = f": cần {size / 1e6:.1f} MB".replace(".", ",") if size else ""
        return DiskRefused(
            f"Chưa lưu được {name} vì ổ đĩa đã đầy{need}. Hãy dọn bớt hoặc chọn nơi lưu khác."
        )
    if error.errno in {errno.EACCES, errno.EROFS, errno.EPERM}:
        return DiskRefused(f"Chưa lưu được {name} vì nơi này chỉ cho đọc. Hãy chọn nơi lưu khác.")
    if error.errno == errno.ENOENT:
        return DiskRefused(
            f"Chưa lưu được {name} vì thư mục không còn. Hãy cắm lại USB hoặc chọn nơi khác."
        )
    if error.errno == errno.ENAMETOOLONG:
        return DiskRefused("Tên tệp hoặc đường dẫn quá dài. Hãy chọn tên ngắn hơn.")
    return DiskRefused(
        f"Chưa lưu được {name}: tệp đang mở ở chương trình khác hoặc ổ đĩa lỗi. "
        "Hãy đóng tệp rồi thử lại."
    )


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file in lower-case hex, read in pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(CHUNK):
            digest.update(piece)
    return digest.hexdigest()


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable where the system can (not on Windows)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _forget(part: Path) -> None:
    try:
        part.unlink(missing_ok=True)
    except OSError:
        return  # a part file on a stick that is gone harms nobody
