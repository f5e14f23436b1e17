"""What SQLite says, told once as a sentence that a clerk can act on."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError, IntegrityError

from wardapp.core.errors import (
    BadValue,
    ChangedSince,
    DiskRefused,
    OfficeDamaged,
    OfficeRefused,
    StoreBusy,
    WardError,
)
from wardapp.core.long_paths import reachable
from wardapp.store.refusals import office_disk_refusal

_LEAST_ROOM = 128 * 1024
"""Bytes that SQLite needs beside the file before it can even be read (its shared memory)."""
_PRIMARY = 0xFF  # the low byte of an extended result code
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT}
_READ_ONLY = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Run database work on `path`; what SQLite refuses leaves as a WardError."""
    try:
        yield
    except IntegrityError as error:
        raise ChangedSince(
            "Bản ghi này đang được bản ghi khác dùng hoặc đã có rồi nên chưa lưu được. "
            "Hãy mở lại trang rồi thử lại."
        ) from error
    except DBAPIError as error:
        if not isinstance(error.orig, sqlite3.Error):
            raise
        raise refusal(error.orig, path) from error
    except sqlite3.Error as error:
        raise refusal(error, path) from error
    except OverflowError as error:
        raise BadValue("", "Số quá lớn nên không lưu được. Hãy xem lại các ô số.") from error
    except UnicodeEncodeError as error:
        raise BadValue(
            "", "Chữ dán vào có ký tự hỏng nên không lưu được. Hãy xóa đoạn đó rồi gõ lại."
        ) from error


def _cannot_be_written(path: Path) -> bool:
    """Return True where the file is there but its folder takes no journal beside it."""
    try:
        return path.is_file() and not os.access(path.parent, os.W_OK)
    except OSError:
        return False  # a disk that is gone


def _unreachable(path: Path) -> DiskRefused:
    """Ask the disk itself, which says more than SQLite about a file it could not open or use."""
    try:
        with reachable(path).open("rb"):
            if shutil.disk_usage(path.parent).free < _LEAST_ROOM:
                return office_disk_refusal(OSError(errno.ENOSPC, ""), path.parent)
            return DiskRefused(
                f"Không đọc ghi được thư mục {path.parent.name}. "
                "Hãy kiểm tra ổ đĩa hoặc cắm lại USB rồi làm lại."
            )
    except OSError as error:
        return office_disk_refusal(error, path.parent)


def refusal(error: sqlite3.Error, path: Path) -> WardError:
    """Return the refusal that says what SQLite met at `path`."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & _PRIMARY
    if code == sqlite3.SQLITE_FULL:
        return DiskRefused("Chưa lưu được vì ổ đĩa đã đầy. Hãy dọn bớt ổ đĩa rồi làm lại.")
    if code in _READ_ONLY or (code == sqlite3.SQLITE_CANTOPEN and _cannot_be_written(path)):
        return DiskRefused(
            f"Chưa lưu được vì thư mục {path.parent.name} chỉ cho đọc. "
            "Hãy bỏ thuộc tính chỉ đọc hoặc chép sổ sang nơi khác."
        )
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return StoreBusy("Sổ đang bận ghi việc khác. Hãy chờ vài giây rồi làm lại.")
    if code in _DAMAGED:
        return OfficeDamaged(
            f"Tệp {path.name} bị hỏng nên không mở được. Hãy dùng Khôi phục để lấy lại bản sao lưu."
        )
    if code in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR}:
        return _unreachable(path)
    return OfficeRefused(f"Sổ không làm được việc này: {error}. Hãy mở lại WardApp rồi thử lại.")
