"""What a disk said, sorted by what a clerk can do about it: Windows' own codes first, then errno.

Windows folds many faults into one errno (a file held by Word, a stick pulled out and a folder
without rights are all EACCES), so its own code decides where there is one.
"""

from __future__ import annotations

import errno
import os
import sys
from enum import StrEnum
from pathlib import Path

from wardapp.core.long_paths import is_name_too_long

FORBIDDEN = frozenset('<>:"/\\|?*') | {chr(code) for code in range(32)}
"""Letters that no name on Windows may have; a colon would even write beside the file."""


class Trouble(StrEnum):
    """Why the disk refused."""

    FULL = "full"
    HELD = "held"  # another program has the file open
    FILE_READ_ONLY = "file-read-only"
    PLACE_READ_ONLY = "place-read-only"
    GONE = "gone"  # folder, stick or network place
    TOO_LONG = "too-long"
    BAD_NAME = "bad-name"
    OTHER = "other"


_ACCESS_DENIED = 5
_BY_WINDOWS = {
    Trouble.FULL: {39, 112, 1295},
    Trouble.HELD: {32, 33},
    Trouble.PLACE_READ_ONLY: {19},
    Trouble.GONE: {2, 3, 15, 21, 31, 53, 55, 59, 64, 67, 121, 433, 1006, 1112, 1117, 1167, 1231},
    Trouble.TOO_LONG: {206, 111},
    Trouble.BAD_NAME: {123, 161},
}
_BY_ERRNO = {
    Trouble.FULL: {errno.ENOSPC, errno.EDQUOT, errno.EFBIG},
    Trouble.HELD: {errno.EBUSY, errno.ETXTBSY},
    Trouble.PLACE_READ_ONLY: {errno.EROFS},
    Trouble.GONE: {errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.ENXIO, errno.EIO},
    Trouble.TOO_LONG: {errno.ENAMETOOLONG},
}
_DENIED = {errno.EACCES, errno.EPERM}


def trouble_of(error: OSError, target: Path) -> Trouble:
    """Return what kept the system from doing something to `target`."""
    code = windows_code(error)
    known = _found(_BY_WINDOWS, code) or _found(_BY_ERRNO, error.errno)
    if known is None and error.errno == errno.EINVAL and FORBIDDEN.intersection(target.name):
        return Trouble.BAD_NAME
    if is_name_too_long(target.name) and known in {None, Trouble.GONE, Trouble.BAD_NAME}:
        return Trouble.TOO_LONG
    if code == _ACCESS_DENIED or (known is None and error.errno in _DENIED):
        return _denied(Path(os.fsdecode(error.filename2 or error.filename or target)))
    return known or Trouble.OTHER


def may_pass(error: OSError) -> bool:
    """Tell whether trying again in a moment may help: a virus scanner holds new files briefly."""
    code = windows_code(error)
    if code:
        return code == _ACCESS_DENIED or code in _BY_WINDOWS[Trouble.HELD]
    return sys.platform == "win32" and error.errno in _DENIED


def windows_code(error: OSError) -> int:
    """Return Windows' own number of an error, 0 where there is none."""
    return int(getattr(error, "winerror", None) or 0)


def _found(kinds: dict[Trouble, set[int]], code: int | None) -> Trouble | None:
    return next((kind for kind, codes in kinds.items() if code in codes), None)


def _denied(target: Path) -> Trouble:
    """Return what a plain `access denied` means: Windows says it of a file in use as well."""
    try:
        if not target.is_file():
            return Trouble.PLACE_READ_ONLY
        if not os.access(target, os.W_OK):
            return Trouble.FILE_READ_ONLY
    except OSError:
        return Trouble.PLACE_READ_ONLY
    return Trouble.HELD if sys.platform == "win32" else Trouble.PLACE_READ_ONLY
