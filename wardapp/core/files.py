"""The one module of core that touches the disk: files are written whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import stat
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, TypeVar

from wardapp.core.disk_trouble import Trouble, may_pass, trouble_of
from wardapp.core.errors import DiskRefused, UnreadableFile
from wardapp.core.long_paths import is_name_too_long, reachable

CHUNK = 1 << 20
PATIENCE = (0.02, 0.05, 0.1, 0.2, 0.4)
"""Seconds between tries while another program holds a file: a virus scanner lets go soon."""

PART_ENDING = 20
"""Letters that the name of a half-written file adds to its own, at most."""

ROOM_INSIDE = 100
"""Letters that what lies in an office folder adds to its path: `backups/files/ab/` and a hash."""

_KNOWS_NO_SYNC = {errno.EINVAL, errno.ENOTSUP}
"""What a disk says that has no such thing as syncing a folder."""

Pause = Callable[[float], None]
Found = TypeVar("Found")


def write_whole(target: Path, data: bytes, pause: Pause = time.sleep) -> None:
    """Write data to target and sync it, or leave target as it was.

    Raises DiskRefused with a sentence when the disk is full, read-only or gone, or while another
    program has target open.
    """

    def write(stream: BinaryIO) -> None:
        stream.write(data)

    write_whole_by(target, write, size=len(data), pause=pause)


def write_whole_by(
    target: Path,
    write: Callable[[BinaryIO], None],
    *,
    size: int = 0,
    pause: Pause = time.sleep,
) -> None:
    """Let `write` fill target piece by piece, or leave target as it was when anything fails.

    Raises what `write` raises, and DiskRefused as `write_whole` does; `size` is told when the
    disk is full.
    """
    real = reachable(target, room=PART_ENDING)
    part = real.with_name(f".{target.name[:40]}.{os.getpid()}.part")
    try:
        _refuse_on_windows(real)
        make_folder(real.parent)
        with part.open("wb") as stream:
            write(stream)
            stream.flush()
            os.fsync(stream.fileno())
        patiently(lambda: part.replace(real), pause)
        sync_folder(real.parent)
    except OSError as error:
        raise disk_refusal(error, target, size) from error
    finally:
        _forget(part)


def _refuse_on_windows(target: Path) -> None:
    """Raise what Windows would say at the last step, so that it is said at once.

    There the mark of the file itself keeps it, and no name is longer than it counts.
    """
    if sys.platform == "win32":
        if is_name_too_long(target.name):
            raise OSError(errno.ENAMETOOLONG, os.strerror(errno.ENAMETOOLONG), str(target))
        if target.is_file() and not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))


def patiently(deed: Callable[[], Found], pause: Pause = time.sleep) -> Found:
    """Do something to a file, again while another program holds it for a moment on Windows."""
    for seconds in PATIENCE:
        try:
            return deed()
        except OSError as error:
            if not may_pass(error):
                raise
        pause(seconds)
    return deed()


def disk_refusal(error: OSError, target: Path, size: int = 0) -> DiskRefused:
    """Return the refusal that says in a sentence what the disk said about target."""
    need = f": cần {size / 1e6:.1f} MB".replace(".", ",") if size else ""
    sentence = _SENTENCES[trouble_of(error, target)]
    return DiskRefused(sentence.format(name=target.name, need=need))


def reading_refusal(error: OSError, source: Path) -> UnreadableFile:
    """Return the refusal that says in a sentence why a file could not be read."""
    name = source.name
    if source.is_dir():
        return UnreadableFile(f"{name} là thư mục. Hãy mở thư mục đó rồi chọn tệp ở trong.")
    match trouble_of(error, source):
        case Trouble.HELD | Trouble.FILE_READ_ONLY | Trouble.PLACE_READ_ONLY:
            return UnreadableFile(
                f"Chưa đọc được tệp {name}: tệp đang mở trong chương trình khác (Word, Excel) "
                "hoặc máy không cho đọc. Hãy đóng tệp đó rồi làm lại."
            )
        case Trouble.GONE | Trouble.TOO_LONG | Trouble.BAD_NAME:
            return UnreadableFile(
                f"Không thấy tệp {name}. Hãy xem lại tên tệp hoặc cắm lại USB rồi chọn lại tệp."
            )
        case _:
            return UnreadableFile(
                f"Chưa đọc được tệp {name} vì ổ đĩa hoặc USB lỗi. "
                "Hãy chép tệp sang chỗ khác rồi thử lại."
            )


_SENTENCES = {
    Trouble.FULL: "Chưa lưu được {name} vì ổ đĩa đã đầy{need}. Hãy dọn bớt hoặc chọn nơi lưu khác.",
    Trouble.HELD: "Tệp {name} đang mở trong chương trình khác (Word, Excel). "
    "Hãy đóng tệp đó rồi làm lại.",
    Trouble.FILE_READ_ONLY: "Chưa lưu được {name} vì tệp đó đặt chỉ đọc. "
    "Hãy bỏ thuộc tính chỉ đọc của tệp hoặc chọn tên khác.",
    Trouble.PLACE_READ_ONLY: "Chưa lưu được {name} vì nơi này chỉ cho đọc. Hãy chọn nơi lưu khác.",
    Trouble.GONE: "Chưa lưu được {name} vì thư mục không còn. Hãy cắm lại USB hoặc chọn nơi khác.",
    Trouble.TOO_LONG: "Tên tệp hoặc đường dẫn quá dài nên chưa lưu được. Hãy chọn tên ngắn hơn.",
    Trouble.BAD_NAME: 'Tên tệp {name} có ký tự Windows không nhận (< > : " / \\ | ? *). '
    "Hãy đặt tên khác.",
    Trouble.OTHER: "Chưa lưu được {name}: tệp đang mở ở chương trình khác hoặc ổ đĩa lỗi. "
    "Hãy đóng tệp rồi thử lại.",
}


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file in lower-case hex, read in pieces."""
    digest = hashlib.sha256()
    with reachable(path).open("rb") as stream:
        while piece := stream.read(CHUNK):
            digest.update(piece)
    return digest.hexdigest()


def has_hash(path: Path, sha256: str) -> bool:
    """Tell whether a file is there, can be read and has this SHA-256."""
    try:
        return reachable(path).is_file() and sha256_of(path) == sha256
    except OSError:
        return False


def remove_file(path: Path) -> None:
    """Remove a file, also a read-only one, which Windows protects; OSError when it stays."""
    with suppress(FileNotFoundError):
        if not os.access(path, os.W_OK):
            path.chmod(stat.S_IREAD | stat.S_IWRITE)
        path.unlink()


def remove_folder(folder: Path) -> None:
    """Remove a folder with all that can be removed, read-only files as well."""
    root = reachable(folder, room=ROOM_INSIDE)
    with suppress(OSError):  # a disk that is gone refuses even to be listed
        for path in root.rglob("*"):
            with suppress(OSError):
                path.chmod(stat.S_IRWXU)
    shutil.rmtree(root, ignore_errors=True)


def make_folder(folder: Path) -> None:
    """Make a folder with those above it that are missing, their names durable."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for made in missing:
        sync_folder(made.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable where the system can (not on Windows)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _KNOWS_NO_SYNC:
            raise
    finally:
        os.close(handle)


def _forget(part: Path) -> None:
    with suppress(OSError):  # a part file on a stick that is gone harms nobody
        remove_file(part)
